//! The words that fit a field, best first.

use super::{Field, Form};
use crate::domain::{
    case::Case,
    vocabulary::Vocabulary,
    words::{Certainty, Origin, Side, Standing},
};

/// Most words that are offered for a field.
const MOST: usize = 200;

impl Form {
    /// Words that fit the field, those that begin with what is typed first; each with the phrase by which it was
    /// found, when that is another word for it.
    pub fn offers(&self, case: &Case, vocabulary: &Vocabulary) -> Vec<(String, Option<String>)> {
        let typed = self.typed.clone().unwrap_or_else(|| self.text(self.field())).to_lowercase();
        let mut found: Vec<(u8, String, Option<String>)> = Vec::new();
        for (word, also) in self.known(case, vocabulary) {
            let rank = |text: &str| {
                let text = text.to_lowercase();
                let begins = text.starts_with(&typed);
                let later = text.split([' ', '-']).any(|part| part.starts_with(&typed));
                match (begins, later) {
                    (true, _) => Some(0),
                    (_, true) => Some(1),
                    _ => text.contains(&typed).then_some(2),
                }
            };
            let by_phrase = || also.iter().find_map(|a| Some((rank(a)? + 3, a.clone())));
            match rank(&word) {
                Some(rank) => found.push((rank, word, None)),
                None => found.extend(by_phrase().map(|(rank, also)| (rank, word, Some(also)))),
            }
        }
        found.sort_by_key(|(rank, ..)| *rank);
        found.into_iter().take(MOST).map(|(_, word, also)| (word, also)).collect()
    }

    /// All words that the field takes; none where it takes any text.
    pub fn closed(&self, case: &Case, vocabulary: &Vocabulary) -> Vec<String> {
        self.known(case, vocabulary).into_iter().map(|(word, _)| word).collect()
    }

    /// The closed words of the field, with other words for each.
    fn known(&self, case: &Case, vocabulary: &Vocabulary) -> Vec<(String, Vec<String>)> {
        let plain =
            |words: Vec<&str>| words.into_iter().map(|w| (w.to_owned(), Vec::new())).collect();
        let concept = vocabulary.concepts.get(&self.text(Field::Concept));
        match self.field() {
            Field::Concept => {
                let all = vocabulary.concepts.iter();
                all.map(|(name, concept)| (name.clone(), concept.also.clone())).collect()
            }
            Field::Region => {
                let all = vocabulary.regions.iter();
                all.map(|(name, term)| (name.clone(), term.also.clone())).collect()
            }
            Field::Result => concept.map_or(Vec::new(), |c| plain(strs(&c.results))),
            Field::Outcome => concept.map_or(Vec::new(), |c| plain(strs(&c.outcomes))),
            Field::Value => plain(vec!["present", "absent"]),
            Field::Side => plain(Side::ALL.iter().map(|w| w.word()).collect()),
            Field::Standing => {
                let all = Standing::ALL.iter().filter(|s| **s != Standing::Requested);
                plain(all.map(|w| w.word()).collect())
            }
            Field::Certainty => plain(Certainty::ALL.iter().map(|w| w.word()).collect()),
            Field::From => plain(Origin::ALL.iter().map(|w| w.word()).collect()),
            Field::Quoted => plain(vec!["no", "yes"]),
            Field::Document => {
                case.documents.iter().map(|d| (d.id.clone(), vec![d.kind.clone()])).collect()
            }
            Field::Level | Field::Date | Field::Since | Field::Lasting => Vec::new(),
            Field::By | Field::Page | Field::Words | Field::Reason => Vec::new(),
        }
    }
}

fn strs(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}
