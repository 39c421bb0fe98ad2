//! How a mention stands in its sentence: asserted, or negated, planned, hedged, somebody else's.

use std::ops::Range;

use super::{
    index::Page,
    lexicon::Lexicon,
    signs::{
        AFTER_OUTCOME, GUIDELINE, HEDGE, LINKS, NEGATIVE_AFTER, NO, OTHERS, OUTCOMES, PAST, PLAN,
        PLAN_AFTER, SELF, TURNS, VERBS,
    },
    topic::{Topic, lifts},
};
use crate::{
    domain::{level::levels_agree, silence::NearReason, vocabulary::Vocabulary, words::Side},
    records::text::{What, mentions},
};

/// A sentence with the words of one mention.
pub(super) struct Sight<'a> {
    pub page: &'a Page,
    pub sentence: Range<usize>,
    /// The mentions that together say it.
    pub parts: &'a [Range<usize>],
    pub topic: &'a Topic,
    pub vocabulary: &'a Vocabulary,
    pub lexicon: &'a Lexicon,
}

impl Sight<'_> {
    /// Why the mention is no hit; `None` when it stands asserted.
    pub fn reason(&self) -> Option<NearReason> {
        let words: Vec<String> = self
            .sentence
            .clone()
            .map(|at| self.page.word(at).to_lowercase().replace(['\'', '\u{2019}'], ""))
            .collect();
        let line = Line { sight: self, words };
        let first = self.parts.iter().map(|p| p.start).min()?;
        line.of_whom(first)
            .or_else(|| self.parts.iter().find_map(|part| line.negated(part)))
            .or_else(|| self.parts.iter().find_map(|part| line.planned(part)))
            .or_else(|| self.parts.iter().find_map(|part| line.hedged(part)))
            .or_else(|| self.elsewhere())
            .or_else(|| line.past(first))
            .filter(|reason| !lifts(self.topic, *reason))
    }

    /// Another side, level, region or quantity than the claim's.
    pub fn elsewhere(&self) -> Option<NearReason> {
        let text = self.page.line_of_words(&self.sentence);
        let told = mentions(&text);
        if let Some(side) = self.topic.side.filter(|s| *s != Side::Bilateral) {
            let sides: Vec<Side> = told
                .iter()
                .filter_map(|m| if let What::Side(s) = &m.what { Some(s.side) } else { None })
                .collect();
            if !sides.is_empty() && !sides.iter().any(|s| *s == side || *s == Side::Bilateral) {
                return Some(NearReason::OtherSide);
            }
        }
        if let Some(level) = &self.topic.level {
            let mut levels = told
                .iter()
                .filter_map(|m| if let What::Level(l) = &m.what { Some(l) } else { None })
                .peekable();
            if levels.peek().is_some() && !levels.any(|l| levels_agree(level, l)) {
                return Some(NearReason::OtherLevel);
            }
        }
        if !self.topic.regions.is_empty() {
            let keys = super::index::keys_of(&text);
            let regions = self.lexicon.regions(&keys);
            let agree = |a: &str, b: &str| {
                self.vocabulary.region_is(a, b) || self.vocabulary.region_is(b, a)
            };
            let same = |r: &str| self.topic.regions.iter().any(|t| agree(t, r));
            if !regions.is_empty() && !regions.iter().any(|r| same(r)) {
                return Some(NearReason::OtherRegion);
            }
        }
        let numbers = &self.topic.numbers;
        let has = |n: &String| self.sentence.clone().any(|at| self.page.word(at) == n);
        (!numbers.is_empty() && !numbers.iter().all(has)).then_some(NearReason::Quantity)
    }
}

struct Line<'a> {
    sight: &'a Sight<'a>,
    /// Of the sentence, in lower case.
    words: Vec<String>,
}

impl Line<'_> {
    fn word(&self, at: usize) -> &str {
        let from = self.sight.sentence.start;
        at.checked_sub(from).and_then(|i| self.words.get(i)).map_or("", String::as_str)
    }

    fn is(&self, at: usize, list: &[&str]) -> bool {
        list.contains(&self.word(at))
    }

    fn gap(&self, at: usize) -> &str {
        if at <= self.sight.sentence.start { "" } else { self.sight.page.gap(at) }
    }

    fn before(&self, at: usize) -> impl DoubleEndedIterator<Item = usize> + use<> {
        self.sight.sentence.start..at
    }

    fn of_whom(&self, first: usize) -> Option<NearReason> {
        if self.before(first).any(|at| self.is(at, GUIDELINE)) {
            return Some(NearReason::Guideline);
        }
        let other = self.before(first).rev().find(|at| self.is(*at, OTHERS) || self.is(*at, SELF));
        other.filter(|at| self.is(*at, OTHERS)).map(|_| NearReason::OtherPerson)
    }

    fn negated(&self, part: &Range<usize>) -> Option<NearReason> {
        (self.denied_before(part) || self.denied_after(part)).then_some(NearReason::Negated)
    }

    fn denied_before(&self, part: &Range<usize>) -> bool {
        let mut comma = false;
        // What stands after a comma or `and` and has a verb of its own is no longer denied.
        let mut verb = false;
        for at in self.before(part.start).rev() {
            let gap = self.gap(at + 1);
            if gap.contains([';', '(']) || gap.contains(':') && !self.is(at, NO) {
                return false;
            }
            comma |= gap.contains(',');
            if self.is(at, TURNS) {
                return false;
            }
            if comma && verb {
                return false;
            }
            let without = matches!(self.word(at), "without" | "wo");
            if without {
                return !comma || (at..part.end + 3).any(|i| self.is(i, &["or", "nor"]));
            }
            if self.ruled_out(at) {
                return true;
            }
            if self.is(at, NO) && !self.is_pseudo(at, part.start) {
                return true;
            }
            verb |= self.is(at, VERBS);
            if verb && self.word(at) == "and" {
                return false;
            }
        }
        false
    }

    /// `ruled out` before its noun; `to rule out` is a plan.
    fn ruled_out(&self, at: usize) -> bool {
        self.word(at) == "out" && at > 0 && self.is(at - 1, &["ruled", "rules"])
    }

    /// A denial of something else: of an outcome (`no relief with`), or none (`not only`, `negative pressure`).
    fn is_pseudo(&self, at: usize, mention: usize) -> bool {
        match self.word(at) {
            "negative" => !self.is(at + 1, &["for", "on"]) && at + 1 != mention,
            "lack" | "absence" | "free" => !self.is(at + 1, &["of", "from"]),
            "unable" | "cannot" => true,
            _ => {
                let mut between = (at + 1)..mention;
                between.any(|i| self.is(i, OUTCOMES))
                    && ((at + 1)..mention).any(|i| self.is(i, AFTER_OUTCOME))
            }
        }
    }

    fn denied_after(&self, part: &Range<usize>) -> bool {
        let end = self.sight.sentence.end;
        for at in part.end..end.min(part.end + 7) {
            let gap = self.gap(at);
            if gap.contains([';', ',', '(']) {
                return false;
            }
            if gap.contains(':') && self.is(at, &["no", "none", "negative", "denied", "denies"]) {
                return true;
            }
            match self.word(at) {
                "not" => {
                    return !self.is(
                        at + 1,
                        &[
                            "only",
                            "just",
                            "helpful",
                            "effective",
                            "beneficial",
                            "improved",
                            "improving",
                            "resolved",
                            "controlled",
                        ],
                    );
                }
                "ruled" => return self.word(at + 1) == "out",
                _ if self.is(at, NEGATIVE_AFTER) => return true,
                _ if self.is(at, LINKS) => {}
                _ => return false,
            }
        }
        false
    }

    fn planned(&self, part: &Range<usize>) -> Option<NearReason> {
        for at in self.before(part.start).rev() {
            let gap = self.gap(at + 1);
            if gap.contains(';') || self.is(at, TURNS) || gap.contains(',') && self.is(at + 1, SELF)
            {
                break;
            }
            let to_see = self.word(at) == "out" && at > 0 && self.is(at - 1, &["rule", "r"]);
            let in_case = self.word(at) == "case" && self.is(at + 1, &["of"]);
            if self.is(at, PLAN) || to_see || in_case {
                return Some(NearReason::Planned);
            }
        }
        let end = self.sight.sentence.end;
        for at in part.end..end.min(part.end + 6) {
            if self.gap(at).contains([';', ',']) {
                break;
            }
            if self.is(at, PLAN_AFTER) {
                return Some(NearReason::Planned);
            }
            if !self.is(at, LINKS) {
                break;
            }
        }
        None
    }

    fn hedged(&self, part: &Range<usize>) -> Option<NearReason> {
        let from = part.start.saturating_sub(4).max(self.sight.sentence.start);
        let near = (from..part.start)
            .any(|at| self.is(at, HEDGE) && !self.gap(at + 1).contains([';', ',']));
        let asked = self.sight.page.gap(part.end).starts_with('?');
        (near || asked).then_some(NearReason::Hedged)
    }

    fn past(&self, first: usize) -> Option<NearReason> {
        let of_past = |at: usize| {
            self.is(at, PAST)
                || self.word(at) == "history"
                    && self.is(at + 1, &["of", "includes", "is", "significant", "positive"])
                    && !self.is(at + 2, &["present"])
        };
        let ago = (first..self.sight.sentence.end).any(|at| self.word(at) == "ago");
        (self.before(first).any(of_past) || ago).then_some(NearReason::History)
    }
}
