//! How the bench looks and answers: saved views, keys, theme, snippets. The workspace's `imr.yaml` holds them under
//! `bench`; a reviewer's own file holds the same keys and is laid over it.
//!
//! Only the shape is known here. Whether a name is an act, a key, a style or a filter is said by the room that owns
//! these words, all mistakes of a file at once.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Settings of the bench. Each may be absent.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Saved views of the queue, shown as tabs in this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub views: Vec<View>,
    /// By scope (`queue`, `bench` …): a sequence of keys and the act that it does, or `none`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub keys: BTreeMap<String, BTreeMap<String, String>>,
    /// By slot (`met`, `selected` …): the style in words, `bold red`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub theme: BTreeMap<String, String>,
    /// Texts of the reviewer's own, with blanks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub snippets: Vec<Snippet>,
    /// The wheel scrolls and a click chooses; the terminal's own selection then needs Shift.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mouse: Option<bool>,
}

/// A saved view of the queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct View {
    /// What the tab says; unique.
    pub name: String,
    /// In the filter language; empty shows all.
    #[serde(default)]
    pub filter: String,
    /// Which column it is sorted by, `-` before it turns the order round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<String>,
}

/// A text of the reviewer's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Snippet {
    /// What the list of snippets says; unique.
    pub name: String,
    /// The text; `{what is to be filled in}` is a blank.
    pub text: String,
}

impl Settings {
    /// These settings laid over `base`: views as a whole, keys, styles and snippets one by one.
    #[must_use]
    pub fn over(self, base: Self) -> Self {
        let mut keys = base.keys;
        for (scope, own) in self.keys {
            keys.entry(scope).or_default().extend(own);
        }
        let mut theme = base.theme;
        theme.extend(self.theme);
        let mut snippets = self.snippets;
        let taken: Vec<String> = snippets.iter().map(|s| s.name.clone()).collect();
        snippets.extend(base.snippets.into_iter().filter(|s| !taken.contains(&s.name)));
        Self {
            views: if self.views.is_empty() { base.views } else { self.views },
            keys,
            theme,
            snippets,
            mouse: self.mouse.or(base.mouse),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reviewers_own_settings_win_one_by_one() {
        let map = |pairs: &[(&str, &str)]| {
            pairs
                .iter()
                .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
                .collect::<BTreeMap<_, _>>()
        };
        let snippet = |name: &str, text: &str| Snippet { name: name.into(), text: text.into() };
        let view = |name: &str| View { name: name.into(), filter: String::new(), sort: None };
        let base = Settings {
            views: vec![view("all")],
            keys: BTreeMap::from([("queue".into(), map(&[("x", "open"), ("z", "zoom")]))]),
            theme: map(&[("met", "green"), ("key", "bold")]),
            snippets: vec![snippet("a", "base"), snippet("b", "base")],
            mouse: Some(true),
        };
        let own = Settings {
            keys: BTreeMap::from([("queue".into(), map(&[("x", "none")]))]),
            theme: map(&[("met", "blue")]),
            snippets: vec![snippet("b", "own")],
            ..Settings::default()
        };
        let laid = own.over(base);
        assert_eq!(laid.views, [view("all")]);
        assert_eq!(laid.keys["queue"], map(&[("x", "none"), ("z", "zoom")]));
        assert_eq!(laid.theme, map(&[("met", "blue"), ("key", "bold")]));
        assert_eq!(laid.snippets, [snippet("b", "own"), snippet("a", "base")]);
        assert_eq!(laid.mouse, Some(true));
    }
}
