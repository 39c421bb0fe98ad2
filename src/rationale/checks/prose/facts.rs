//! What the case and its records state, put in order once: where a date, a side, a level, an amount stands.

use std::{
    collections::{BTreeMap, HashMap},
    fmt,
    sync::Arc,
};

use crate::{
    domain::{
        case::{Case, Item},
        date::PartialDate,
        quantity::Milli,
        words::Side,
    },
    records::{
        pages,
        text::{
            What,
            amounts::{Amount, Measure},
            dates::Written,
            mentions,
            sides::{Sided, part},
            tokens::{Kind, Token, tokens},
        },
    },
};

/// Where something stands, for a reason of one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    what: Arc<str>,
    page: Option<usize>,
}

impl Place {
    pub fn new(what: &str) -> Self {
        Self { what: what.into(), page: None }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.page {
            Some(page) => write!(f, "{}, page {page}", self.what),
            None => f.write_str(&self.what),
        }
    }
}

/// Statements, each with the first place where it stands.
#[derive(Debug, Default)]
pub struct Facts {
    pub(super) sides: BTreeMap<&'static str, BTreeMap<Side, Place>>,
    pub(super) levels: BTreeMap<String, Place>,
    pub(super) dates: BTreeMap<Written, Place>,
    pub(super) stretches: Vec<PartialDate>,
    pub(super) ages: BTreeMap<u8, Place>,
    pub(super) amounts: HashMap<(Measure, Milli), Place>,
    /// By the drug's word in small letters.
    pub(super) strengths: HashMap<String, Vec<(Amount, Place)>>,
}

impl Facts {
    /// What the case itself says: header, summary, requests, findings.
    pub fn of_case(case: &Case) -> Self {
        let mut facts = Self::default();
        let dates = &case.dates;
        let header = Place::new("the header");
        let all = [&dates.injury, &dates.request, &dates.surgery, &dates.service];
        let more = [&dates.ur_decision, &dates.application_received, &dates.assigned];
        for date in all.into_iter().chain(more).flatten() {
            facts.date(date, &header);
        }
        if let Some(moment) = &dates.records_complete {
            facts.date(&PartialDate::day(moment.at.date()), &header);
        }
        if let Some(age) = case.worker.age {
            facts.ages.insert(age, header);
        }
        for document in &case.documents {
            let place = Place::new(&document.id);
            document.date.iter().for_each(|date| facts.date(date, &place));
            // An id is a text too: `appeal-2015-03-03`.
            facts.read(&document.id.replace('_', " "), &place, true);
        }
        let summary = Place::new("the summary");
        facts.read(&case.summary, &summary, true);
        case.diagnoses.iter().for_each(|text| facts.read(text, &Place::new("the diagnoses"), true));
        case.items.iter().for_each(|item| facts.item(item));
        for finding in &case.findings {
            let place = Place::new(&format!("finding {}", finding.id));
            [&finding.date, &finding.since]
                .into_iter()
                .flatten()
                .for_each(|d| facts.date(d, &place));
            facts.part(finding.region.as_deref(), finding.side, finding.level.as_deref(), &place);
            let texts = [Some(finding.concept.as_str()), finding.source.words.as_deref()];
            texts.into_iter().flatten().for_each(|text| facts.read(text, &place, true));
            facts.read(&finding.value.to_string(), &place, true);
            finding.lasting.iter().for_each(|q| facts.read(&q.to_string(), &place, true));
        }
        facts
    }

    /// What a request says.
    pub fn of_item(item: &Item) -> Self {
        let mut facts = Self::default();
        facts.item(item);
        facts
    }

    /// What a text says that belongs to nobody's record: of a guideline.
    pub fn of_text(text: &str, place: &str) -> Self {
        let mut facts = Self::default();
        facts.read(text, &Place::new(place), true);
        facts
    }

    /// Adds the text of a document, page by page.
    pub fn document(&mut self, id: &str, text: &str) {
        let what: Arc<str> = id.into();
        for (page, text) in pages(text).into_iter().enumerate() {
            let place = Place { what: what.clone(), page: Some(page + 1) };
            // A bare number of a long record proves nothing: every number stands somewhere in it.
            self.read(text, &place, false);
        }
    }

    fn item(&mut self, item: &Item) {
        let place = Place::new(&format!("item {}", item.item));
        self.read(&item.title, &place, true);
        self.part(item.region.as_deref(), item.side, item.level.as_deref(), &place);
        // The parts that a title names without a side are on the request's.
        if let Some(side) = item.side {
            let words = tokens(&item.title);
            for (at, token) in words.iter().enumerate() {
                let before = at.checked_sub(1).and_then(|b| words.get(b));
                if let Some(part) =
                    part(before, token).filter(|part| !self.sides.contains_key(part))
                {
                    self.side(Sided { side, part: Some(part) }, &place);
                }
            }
        }
        let quantities = [&item.quantity, &item.duration].into_iter().flatten();
        quantities.for_each(|q| self.read(&q.to_string(), &place, true));
        for asked in &item.parts {
            self.part(asked.region.as_deref(), asked.side, asked.level.as_deref(), &place);
            self.read(&format!("{} {}", asked.concept, asked.value), &place, true);
        }
        if let Some(ur) = &item.ur {
            let texts = [&ur.original, &ur.authorized, &ur.remaining];
            texts.into_iter().flatten().for_each(|text| self.read(text, &place, true));
        }
    }

    fn part(
        &mut self,
        region: Option<&str>,
        side: Option<Side>,
        level: Option<&str>,
        place: &Place,
    ) {
        if let (Some(region), Some(side)) = (region, side) {
            let words = tokens(region);
            let parts = words
                .iter()
                .enumerate()
                .filter_map(|(i, token)| part(i.checked_sub(1).and_then(|b| words.get(b)), token));
            parts.for_each(|part| self.side(Sided { side, part: Some(part) }, place));
        }
        if let Some(level) = level {
            self.levels.entry(level.to_owned()).or_insert_with(|| place.clone());
        }
    }

    fn date(&mut self, date: &PartialDate, place: &Place) {
        match Written::of(date) {
            Some(written) => {
                self.dates.entry(written).or_insert_with(|| place.clone());
            }
            None => {
                self.stretches.push(date.clone());
                for end in [date.first(), date.last()] {
                    if let Some(end) = Written::of(&PartialDate::day(end)) {
                        self.dates.entry(end).or_insert_with(|| place.clone());
                    }
                }
            }
        }
    }

    fn side(&mut self, sided: Sided, place: &Place) {
        if let Some(part) = sided.part {
            self.sides.entry(part).or_default().entry(sided.side).or_insert_with(|| place.clone());
        }
    }

    fn read(&mut self, text: &str, place: &Place, bare: bool) {
        let mut last: Option<(Amount, usize)> = None;
        for mention in mentions(text) {
            match mention.what {
                What::Date(date) if date.is_placed() => {
                    self.dates.entry(date).or_insert_with(|| place.clone());
                }
                What::Date(_) => {}
                What::Side(sided) => self.side(sided, place),
                What::Level(level) => {
                    self.levels.entry(level).or_insert_with(|| place.clone());
                }
                What::Age(age) => {
                    self.ages.entry(age).or_insert_with(|| place.clone());
                }
                What::Amount(amount) => {
                    if bare || amount.measure != Measure::Bare {
                        self.amount(&amount, place);
                    }
                    if amount.measure == Measure::Strength
                        && let Some(drug) = word_before(text, mention.at.start)
                    {
                        let known = self.strengths.entry(drug).or_default();
                        if !known.iter().any(|(have, _)| same_strength(have, &amount)) {
                            known.push((amount.clone(), place.clone()));
                        }
                    }
                    if let Some((before, end)) = &last
                        && let Some(between) = text.get(*end..mention.at.start)
                        && let Some(product) = product(before, between, &amount)
                    {
                        self.amount(&product, place);
                    }
                    last = Some((amount, mention.at.end));
                }
            }
        }
    }

    fn amount(&mut self, amount: &Amount, place: &Place) {
        for value in [amount.low, amount.high] {
            self.amounts.entry((amount.measure, value)).or_insert_with(|| place.clone());
        }
    }
}

/// True when the numbers are the same, a second one that is left out counting as any: `Norco 10` of `10/325`.
pub(super) fn same_strength(a: &Amount, b: &Amount) -> bool {
    let units = a.unit == b.unit || a.unit.is_empty() || b.unit.is_empty();
    a.low == b.low && (a.of == b.of || a.of.is_none() || b.of.is_none()) && units
}

/// `3 times a week for 2 weeks` is 6 visits.
fn product(often: &Amount, between: &str, long: &Amount) -> Option<Amount> {
    let counts = match (often.measure, long.measure) {
        (Measure::PerTime | Measure::Visits, Measure::Time) => between.len() < 30,
        // `2x4`.
        (Measure::Bare, Measure::Bare | Measure::Time) => between.trim() == "x",
        _ => false,
    };
    if !counts || often.of.is_some() || long.of.is_some() {
        return None;
    }
    let of = |a: Milli, b: Milli| a.checked_mul(b).map(|product| product / 1000);
    let (low, high) = (of(often.low, long.low)?, of(often.high, long.high)?);
    Some(Amount { low, high, of: None, measure: Measure::Visits, unit: "visit" })
}

/// The word before a byte of the text, in small letters, when it may be a drug's name.
pub fn word_before(text: &str, at: usize) -> Option<String> {
    let before: &str = text.get(..at)?.trim_end();
    let from = before
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(0, |found| found + before[found..].chars().next().map_or(1, char::len_utf8));
    let word = before.get(from..).filter(|word| word.chars().count() > 3)?;
    let common = [
        "with", "from", "only", "daily", "dose", "doses", "than", "least", "over", "about",
        "tablet", "tablets",
    ];
    let word = word.to_lowercase();
    (!common.contains(&word.as_str())).then_some(word)
}

/// The words of a request that a sentence on it has.
pub fn is_of_request(sentence: &[Token<'_>]) -> bool {
    let words: Vec<&Token<'_>> = sentence.iter().filter(|t| t.kind == Kind::Word).collect();
    let pair = |a: &[&str], b: &[&str]| {
        words.windows(2).any(|two| two[0].is_one_of(a) && two[1].is_one_of(b))
    };
    let other = [
        "concurrent",
        "also",
        "separate",
        "other",
        "another",
        "prior",
        "previous",
        "previously",
        "both",
    ];
    !words.iter().any(|w| w.is_one_of(&other))
        && (pair(&["request", "requested", "requests", "decision"], &["for"])
            || pair(&["medically"], &["necessary"])
            || pair(&["medical"], &["necessity"]))
}
