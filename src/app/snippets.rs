//! Texts of the reviewer's own: which fit what is typed, and which of their blanks a case fills by itself.

use super::state::State;
use crate::domain::{
    blanks::filled,
    case::{Case, Item},
    date::PartialDate,
    settings::Snippet,
};

/// Blanks that are filled from the case, with what fills them. What the case does not say stays a blank.
pub const KNOWN: [&str; 8] = [
    "case",
    "item",
    "title",
    "age",
    "sex",
    "date of injury",
    "date of request",
    "date of review decision",
];

impl State {
    /// The reviewer's own texts.
    pub fn snippets(&self) -> &[Snippet] {
        &self.settings.snippets
    }

    /// Those that fit what is typed.
    pub fn fitting_snippets(&self, typed: &str) -> Vec<&Snippet> {
        fitting(self.snippets(), typed)
    }
}

/// The snippets whose name or text holds every word that is typed, in their order.
fn fitting<'a>(snippets: &'a [Snippet], typed: &str) -> Vec<&'a Snippet> {
    let words: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
    let fits = |s: &&Snippet| {
        let text = format!("{} {}", s.name, s.text).to_lowercase();
        words.iter().all(|w| text.contains(w.as_str()))
    };
    snippets.iter().filter(fits).collect()
}

/// The text of a snippet for an item: every blank that the case fills exactly is filled.
pub fn for_item(snippet: &Snippet, case: &Case, item: &Item) -> String {
    filled(snippet.text.trim_end_matches('\n'), |name| known(name, case, item))
}

fn known(name: &str, case: &Case, item: &Item) -> Option<String> {
    let date = |date: &Option<PartialDate>| date.as_ref().map(ToString::to_string);
    match name {
        "case" => Some(case.case.to_string()),
        "item" => Some(item.item.to_string()),
        "title" => Some(item.title.clone()),
        "age" => case.worker.age.map(|age| age.to_string()),
        "sex" => case.worker.sex.clone(),
        "date of injury" => date(&case.dates.injury),
        "date of request" => date(&case.dates.request),
        "date of review decision" => date(&case.dates.ur_decision),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::empty_case;

    fn snippet(name: &str, text: &str) -> Snippet {
        Snippet { name: name.into(), text: text.into() }
    }

    #[test]
    fn a_list_is_narrowed_by_words_of_name_and_text() {
        let all = [snippet("Red flags", "No {sign}."), snippet("Duration", "For {weeks} weeks.")];
        let names = |typed| fitting(&all, typed).iter().map(|s| s.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(""), ["Red flags", "Duration"]);
        assert_eq!(names("WEEKS dur"), ["Duration"]);
        assert_eq!(names("flag week"), Vec::<String>::new());
    }

    #[test]
    fn only_what_the_case_says_is_filled() {
        let mut case = empty_case();
        case.worker.age = Some(62);
        case.worker.sex = None;
        case.dates.request = Some("2015-01".parse().unwrap());
        let text = KNOWN.map(|name| format!("{{{name}}}")).join("|") + "|{side}\n";
        let item = case.items[0].clone();
        let filled = for_item(&snippet("", &text), &case, &item);
        let mut parts = filled.split('|');
        assert_eq!(parts.next(), Some(case.case.as_str()));
        assert_eq!(parts.next(), Some("1"));
        assert_eq!(parts.next(), Some(item.title.as_str()));
        assert_eq!([parts.next(), parts.next()], [Some("62"), Some("{sex}")]);
        assert_eq!(parts.nth(1), Some("2015-01"));
        assert_eq!(parts.next_back(), Some("{side}"));
    }
}
