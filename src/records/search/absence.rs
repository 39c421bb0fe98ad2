//! Sentences of a rationale that say of something that it is not in the record.

mod others;

use std::ops::Range;

use super::{
    cues::{
        ADVERBS, BE, BEFORE_RECORDS, DO, DONE, END_PAIRS, ENDS, EXAMPLES, JOINS, OPINION, PEOPLE,
        RECORDS, SAID, SAY,
    },
    index::words,
};
use crate::records::text::{sentences, voice::quotations};

/// A sentence that says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absence {
    /// Bytes of the sentence in the text.
    pub span: Range<usize>,
    /// What is said not to be there, each in the sentence's words.
    pub sought: Vec<String>,
}

/// Every such sentence of a text, in its order.
pub fn absences(text: &str) -> Vec<Absence> {
    let quotations = quotations(text);
    let mut found = Vec::new();
    for span in sentences(text) {
        // Quotations stand in order and apart, so that those from here on are found at once.
        let from = quotations.partition_point(|quotation| quotation.end <= span.start);
        let sentence = Sentence::new(text, span.clone(), &quotations[from..]);
        let sought = sentence.sought();
        if !sought.is_empty() {
            found.push(Absence { span, sought });
        }
    }
    found
}

struct Sentence<'a> {
    text: &'a str,
    spans: Vec<Range<usize>>,
    words: Vec<String>,
    /// For each word, whether it stands in a quotation.
    quoted: Vec<bool>,
}

impl<'a> Sentence<'a> {
    /// A sentence of a text, with the quotations of the text that end behind its begin.
    fn new(text: &'a str, span: Range<usize>, quotations: &[Range<usize>]) -> Self {
        let (text, begin) = (&text[span.clone()], span.start);
        let spans = words(text);
        let lower = |at: &Range<usize>| text[at.clone()].to_lowercase().replace('\u{2019}', "'");
        let words = spans.iter().map(lower).collect();
        let mut ahead = quotations.iter().peekable();
        let quoted = spans.iter().map(|word| {
            let at = begin + word.start;
            while ahead.next_if(|quotation| quotation.end <= at).is_some() {}
            ahead.peek().is_some_and(|quotation| quotation.contains(&at))
        });
        let quoted = quoted.collect();
        Self { text, spans, words, quoted }
    }

    fn sought(&self) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        let mut at = 0;
        while at < self.words.len() {
            let Some(thing) = self.cue(at).filter(|_| self.is_meant(at)) else {
                at += 1;
                continue;
            };
            // What lies in the thing says no absence of its own.
            at = thing.end.max(at + 1);
            for part in self.list(thing) {
                if !found.contains(&part) {
                    found.push(part);
                }
            }
        }
        found
    }

    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", String::as_str)
    }

    fn is(&self, at: usize, list: &[&str]) -> bool {
        list.contains(&self.word(at))
    }

    fn gap(&self, at: usize) -> &str {
        let end = at.checked_sub(1).and_then(|b| self.spans.get(b)).map_or(0, |s| s.end);
        let begins = self.spans.get(at).map_or(self.text.len(), |s| s.start);
        &self.text[end.min(begins)..begins]
    }

    fn skip(&self, mut at: usize, list: &[&str]) -> usize {
        while self.is(at, list) {
            at += 1;
        }
        at
    }

    /// The words that a cue at this place says are not there.
    fn cue(&self, at: usize) -> Option<Range<usize>> {
        match self.word(at) {
            "no" | "without" | "absent" => self.of_none(at),
            "lack" | "absence" | "paucity" if self.word(at + 1) == "of" => self.of_lack(at),
            "lacks" | "lacking" => self.thing(self.records(at + 1).unwrap_or(at + 1)),
            "fail" | "fails" | "failed" if self.word(at + 1) == "to" && self.is(at + 2, SAY) => {
                self.after_verb(at + 3)
            }
            "not" | "never" | "didn't" | "doesn't" | "hasn't" | "wasn't" | "weren't" | "isn't" => {
                self.of_not(at)
            }
            "nothing" if self.word(at + 1) == "in" => {
                let verb = (at + 2..at + 12).find(|i| self.says(*i))?;
                self.after_verb(verb + 1)
            }
            "neither" if at > 0 && self.is(at - 1, BE) && self.is(at + 1, SAID) => {
                self.subject(at - 1)
            }
            "unclear" | "uncertain" | "unknown" if self.is(at + 1, &["if", "whether", "that"]) => {
                self.thing(at + 2)
            }
            _ => None,
        }
    }

    fn says(&self, at: usize) -> bool {
        let word = self.word(at);
        let stem = word.strip_suffix('s').unwrap_or(word);
        SAY.contains(&stem)
            || self.is(at, &["suggest", "suggests", "documents", "supports", "support"])
    }

    /// The place after `documentation of`, when such words stand here.
    fn records(&self, at: usize) -> Option<usize> {
        let noun = self.skip(at, BEFORE_RECORDS);
        if !self.is(noun, RECORDS) || noun > at + 4 {
            return None;
        }
        let mut next = noun + 1;
        // `evidence or documentation of`
        if self.is(next, &["or", "and"]) && self.is(self.skip(next + 1, BEFORE_RECORDS), RECORDS) {
            next = self.skip(next + 1, BEFORE_RECORDS) + 1;
        }
        Some(next)
    }

    fn of_none(&self, at: usize) -> Option<Range<usize>> {
        if let Some(next) = self.records(at + 1) {
            return self.thing(self.skip(next, JOINS));
        }
        if self.word(at) != "no" {
            let documented = self.is(at + 1, &["documented", "reported", "demonstrated"]);
            return documented.then(|| self.thing(at + 2)).flatten();
        }
        let before = at.checked_sub(1).map_or("", |b| self.word(b));
        let there = (1..=3).any(|n| at.checked_sub(n).is_some_and(|b| self.word(b) == "there"));
        let had = ["has", "have", "had", "shows", "showed", "revealed", "noted", "demonstrated"];
        let people = self.words[..at].iter().any(|w| PEOPLE.contains(&w.as_str()));
        let thing = self.thing(at + 1)?;
        let said =
            BE.contains(&self.word(thing.end)) && self.is(self.skip(thing.end + 1, ADVERBS), SAID);
        if self.is_finding(at) {
            return None;
        }
        let told = there
            || had.contains(&before) && people
            || said && (at == 0 || before == "and")
            || before.is_empty() && said;
        let listed =
            at > 0 && self.gap(at).contains(',') && self.words[..at].iter().any(|w| w == "no");
        (told || listed && people).then_some(thing)
    }

    fn of_lack(&self, at: usize) -> Option<Range<usize>> {
        if let Some(next) = self.records(at + 2) {
            return self.thing(self.skip(next, JOINS));
        }
        let from = at.saturating_sub(4);
        let told = (from..at).any(|b| self.is(b, &["there", "given", "due"]));
        if told { self.thing(at + 2) } else { None }
    }

    fn after_verb(&self, at: usize) -> Option<Range<usize>> {
        let at = self.skip(at, &["any", "a", "an", "the", "that", "or", "of", "to"]);
        if self.says(at) {
            return self.after_verb(at + 1);
        }
        match self.records(at) {
            Some(next) => self.thing(self.skip(next, JOINS)),
            None => self.thing(at),
        }
    }

    fn of_not(&self, at: usize) -> Option<Range<usize>> {
        let short = self.word(at).ends_with("n't");
        let aux =
            if short { self.word(at) } else { at.checked_sub(1).map_or("", |b| self.word(b)) };
        let next = self.skip(at + 1, ADVERBS);
        if matches!(aux, "do" | "does" | "did" | "didn't" | "doesn't") {
            if self.word(next) == "appear" {
                at.checked_sub(2).filter(|b| self.word(*b) == "it")?;
                return self.thing(self.skip(next + 1, &["that", "the", "to", "have", "patient"]));
            }
            return if self.is(next, SAY) {
                self.after_verb(next + 1)
            } else if self.is(next, DO) {
                self.thing(next + 1)
            } else {
                None
            };
        }
        if self.word(next) == "certain" {
            return self.thing(self.skip(next + 1, &["that", "if", "whether"]));
        }
        if !short && !BE.contains(&aux) {
            return None;
        }
        if self.is(next, SAID) && !(self.is(next, DONE) && self.thing(next + 1).is_some()) {
            let subject = if short { at } else { at - 1 };
            return self.subject(subject);
        }
        let of_people = matches!(aux, "has" | "have" | "had" | "hasn't");
        (of_people && self.is(next, DONE)).then(|| self.thing(next + 1)).flatten()
    }

    /// What stands before `was not documented`; after it, when `it` stands before.
    fn subject(&self, verb: usize) -> Option<Range<usize>> {
        let mut end = verb;
        while end > 0 && self.is(end - 1, BE) {
            end -= 1;
        }
        let mut from = end;
        while from > 0
            && !self.gap(from).contains([',', ';', ':', '('])
            && !self.is(from - 1, &["but", "however", "although", "while"])
        {
            from -= 1;
        }
        if end == from + 1 && self.word(from) == "it" {
            let that = (verb..verb + 5).find(|i| self.is(*i, &["that", "whether", "if"]))?;
            return self.thing(that + 1);
        }
        (from < end).then_some(from..end)
    }

    /// The thing that begins here: up to where the sentence turns to something else.
    fn thing(&self, from: usize) -> Option<Range<usize>> {
        let mut to = from;
        while to < self.words.len() {
            let gap = self.gap(to);
            if to > from
                && (gap.contains([';', ':', '(', ')', '.', '"'])
                    || gap.contains(',') && !self.goes_on(to))
            {
                break;
            }
            if to > from && (self.is(to, ENDS) || self.ends_pair(to)) {
                break;
            }
            if BE.contains(&self.word(to)) && self.is(self.skip(to + 1, ADVERBS), SAID) {
                break;
            }
            if self.is(to, &["was", "were"]) && to > from && !self.says_that(from, to) {
                break;
            }
            to += 1;
        }
        while to > from + 1 && self.is(to - 1, SAID) {
            to -= 1;
        }
        (from < to).then_some(from..to)
    }

    /// True when the words before hold a clause of their own, which has a verb: `that the patient was on`.
    fn says_that(&self, from: usize, to: usize) -> bool {
        let people = (from..to).any(|i| self.is(i, PEOPLE));
        let that = from > 0
            && (from.saturating_sub(2)..to).any(|i| self.is(i, &["that", "indicating", "whether"]));
        people || that || !self.is(self.skip(to + 1, ADVERBS), SAID)
    }

    fn ends_pair(&self, at: usize) -> bool {
        let next = self.word(at + 1);
        END_PAIRS.iter().any(|(first, then)| self.word(at) == *first && then.contains(&next))
    }

    /// True when what follows a comma goes on with a list.
    fn goes_on(&self, at: usize) -> bool {
        if self.is(at, &["or", "nor", "including"]) || self.is(at, &["such"]) {
            return true;
        }
        if self.word(at) == "and" || self.word(at) == "to" && self.word(at + 1) == "include" {
            return !(at..at + 6).any(|i| self.is(i, &["is", "was", "were", "are", "has", "will"]));
        }
        if self.is(at, ENDS)
            || self.is(at, &["as", "who", "and", "with", "therefore", "a", "prior", "per"])
            || self.ends_pair(at)
        {
            return false;
        }
        // One more of a list comes, with its `or` before the next verb.
        for i in at..(at + 12).min(self.words.len()) {
            if self.is(i, &["or", "nor", "and"]) || self.word(i) == "no" {
                return true;
            }
            if self.is(i, BE) || self.is(i, ENDS) {
                return false;
            }
        }
        false
    }

    /// The things of a list, each with the head that they share.
    fn list(&self, thing: Range<usize>) -> Vec<String> {
        if thing.clone().any(|i| self.is(i, OPINION)) || self.is_reason(&thing) {
            return Vec::new();
        }
        let joints = ["or", "nor", "and", "including", "no"];
        let is_list = thing.clone().any(|i| self.is(i, &joints));
        let mut parts: Vec<(Range<usize>, bool)> = Vec::new();
        let (mut from, mut at, mut of_example) = (thing.start, thing.start, false);
        while at < thing.end {
            let example = self.is_example(at);
            let joint = self.is(at, &joints);
            let comma = at > from && is_list && self.gap(at).contains(',');
            if comma || joint || example {
                parts.push((from..at, of_example));
                of_example =
                    example || joint && self.word(at) == "including" || of_example && !joint;
                from = at + usize::from(joint) + 2 * usize::from(example);
                at = from.max(at + 1);
            } else {
                at += 1;
            }
        }
        parts.push((from..thing.end, of_example));
        parts.retain(|(p, _)| p.start < p.end);
        let failed = (thing.start..parts.first().map_or(thing.end, |p| p.0.end))
            .any(|i| self.word(i).starts_with("fail"));
        let texts = parts.iter().enumerate().map(|(i, (part, example))| {
            let own = self.text_of(part);
            // `motor or sensory deficits`: the first has the head of the second.
            let next = parts.get(i + 1).filter(|(n, _)| part.len() == 1 && n.len() > 1);
            match next.filter(|_| is_adjective(&own)) {
                Some((next, _)) => format!("{own} {}", self.word(next.end - 1)),
                // `failed conservative care, such as physical therapy`: that, failed, is meant.
                None if *example && failed => format!("failed {own}"),
                None => own,
            }
        });
        texts.collect()
    }

    fn is_example(&self, at: usize) -> bool {
        EXAMPLES.iter().any(|(a, b)| self.word(at) == *a && self.word(at + 1) == *b)
    }

    fn text_of(&self, words: &Range<usize>) -> String {
        let from = self.spans.get(words.start).map_or(0, |s| s.start);
        let to = words.end.checked_sub(1).and_then(|l| self.spans.get(l)).map_or(from, |s| s.end);
        super::index::folded(&self.text[from..to])
    }
}

fn is_adjective(word: &str) -> bool {
    let word = word.to_lowercase();
    ["al", "ic", "ive", "ory", "or", "ular", "ous", "ary"].iter().any(|end| word.ends_with(end))
        && word.len() > 4
}
