//! The row of a case at a glance: from those parts of its files that make a row. The others are not looked at, and what is
//! faulty there is not seen: such a row stands until its files have been read whole.

use serde::{
    Deserialize,
    de::{DeserializeOwned, IgnoredAny},
};

use super::one::Look;
use crate::{
    domain::{
        case::{Case, CaseNumber, Dates, Item, Worker},
        determination::version_stem,
        queue::{CaseSummary, Standing},
        words::{CaseKind, CaseOutcome, Priority, RecordsState},
    },
    store::{walls::Folder, yaml},
};

/// What a row says of a case file.
#[derive(Deserialize)]
struct OfCase {
    case: CaseNumber,
    kind: Option<CaseKind>,
    priority: Option<Priority>,
    records: Option<RecordsState>,
    #[serde(default)]
    dates: Dates,
    items: Vec<Item>,
}

const OF_CASE: [&str; 6] = ["case", "kind", "priority", "records", "dates", "items"];

/// What it says of a determination.
#[derive(Deserialize)]
struct OfDecided {
    case: CaseNumber,
    version: u32,
    outcome: CaseOutcome,
    imported: Option<IgnoredAny>,
}

const OF_DECIDED: [&str; 4] = ["case", "version", "outcome", "imported"];

impl Look<'_> {
    /// The row of a case of which it is known whether there is a draft, and which version is the latest. A draft is read
    /// whole, for all of it may be work. None when a file is not of the plain form, or faulty as far as it is read.
    pub fn row_at_a_glance(
        &self,
        number: &CaseNumber,
        (draft, version): (bool, u32),
    ) -> Option<CaseSummary> {
        let case: OfCase = glimpse(&self.cases, &format!("{number}.yaml"), &OF_CASE)?;
        if case.case != *number {
            return None;
        }
        let mut standing = Standing::default();
        if version > 0 {
            let name = format!("{}.yaml", version_stem(number, version));
            let decided: OfDecided = glimpse(self.decided.as_ref()?, &name, &OF_DECIDED)?;
            if (&decided.case, decided.version) != (number, version) {
                return None;
            }
            standing.outcome = Some(decided.outcome);
            standing.version = Some(version);
            standing.imported = decided.imported.is_some();
        }
        if draft {
            let draft = self.store.draft(number).ok()?;
            standing = standing.with_draft(draft);
        }
        Some(CaseSummary::of(&case.whole(), standing, &self.library.organization))
    }
}

impl OfCase {
    /// With nothing in the parts that make no row.
    fn whole(self) -> Case {
        let Self { case, kind, priority, records, dates, items } = self;
        Case {
            case,
            kind,
            priority,
            records,
            dates,
            items,
            worker: Worker::default(),
            summary: String::new(),
            diagnoses: Vec::new(),
            documents: Vec::new(),
            findings: Vec::new(),
        }
    }
}

fn glimpse<T: DeserializeOwned>(folder: &Folder, name: &str, keys: &[&str]) -> Option<T> {
    let text = folder.small_text(name, yaml::MAX_BYTES).ok()??;
    yaml::read_part(&parts(&text, keys)?)
}

/// What stands under these keys of a map, as it stands there; none when the text is no plain map of words. A line of it
/// begins with a key, or with a blank, a dash or a `#` and belongs to the key before.
fn parts(text: &str, keys: &[&str]) -> Option<String> {
    let (mut parts, mut wanted) = (String::with_capacity(text.len() / 2), false);
    for line in text.split_inclusive('\n') {
        match line.as_bytes() {
            [b' ' | b'\n' | b'#', ..] | [b'-', b' ' | b'\n', ..] | [b'\r', b'\n'] => {}
            _ => {
                let (key, value) = line.split_once(':')?;
                let plain = key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
                if !plain || key.is_empty() || !value.starts_with([' ', '\n', '\r']) {
                    return None;
                }
                wanted = keys.contains(&key);
            }
        }
        if wanted {
            parts.push_str(line);
        }
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_what_stands_under_the_keys() {
        let text = "case: A-1\n# a note\nsummary: >-\n  case: B\n\n  items:\nitems:\n- item: 1\n  title: x\n\
                    - item: 2\nfindings: []\nkind: regular";
        let expected =
            "case: A-1\n# a note\nitems:\n- item: 1\n  title: x\n- item: 2\nkind: regular";
        assert_eq!(parts(text, &["case", "items", "kind"]).as_deref(), Some(expected));
    }

    #[test]
    fn what_is_no_plain_map_is_read_whole() {
        for text in [
            "{case: A-1}\n",
            "--- \ncase: A-1\n",
            "---\ncase: A-1\n",
            "\"case\": A-1\n",
            "? case\n: A-1\n",
            "\u{feff}case: A-1\n",
            "case: A-1\n...\ncase: B\n",
            "case:A-1\n",
            "%YAML 1.2\n",
            "case: \"A\nB: c\"\nitems\n",
            "\tcase: A-1\n",
            "&a case: A-1\n",
        ] {
            assert_eq!(parts(text, &["case"]), None, "{text:?}");
        }
    }
}
