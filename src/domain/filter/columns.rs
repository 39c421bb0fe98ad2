//! A filter asked of packed rows: words are searched in one go through the text of all of them, the rest is read from
//! the columns. What it lets through is held to the plain meaning by `tests/filter/laws.rs`.

use std::ops::Range;

use jiff::civil::DateTime;
use memchr::memmem::Finder;

use super::{
    Expr, Standpoint,
    expr::{DueTest, Has, HeldTest, StateTest, Test},
    term,
};
use crate::domain::{
    queue::CaseState,
    rows::{Bits, Pack, Record, Rows, minutes},
    words::{CaseKind, CaseOutcome, Priority},
};

/// A filter made ready for packed rows. It knows the rows' shared words, so it is made anew when those may be others.
#[derive(Debug, Clone)]
pub struct Plan {
    /// For each pack of the rows.
    nodes: Vec<Node>,
    now: Now,
    me: Option<String>,
}

#[derive(Debug, Clone)]
enum Node {
    Words(Box<Words>),
    /// Which of the row's lists of regions, or of services, have the term.
    Region(Vec<bool>),
    Service(Vec<bool>),
    Field(Test),
    Not(Box<Node>),
    And(Vec<Node>),
    Or(Vec<Node>),
}

/// Where words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Where {
    Everywhere,
    Number,
    Titles,
    /// Number, regions and titles: what a search in the list reads.
    Shown,
}

#[derive(Debug, Clone)]
struct Words {
    finder: Finder<'static>,
    place: Where,
    states: Vec<bool>,
    kinds: Vec<bool>,
    priorities: Vec<bool>,
    outcomes: Vec<bool>,
    regions: Vec<bool>,
    services: Vec<bool>,
    /// Rows of the stretch that is looked at whose own text has them.
    found: Bits,
}

/// The time, as columns have it.
#[derive(Debug, Clone, Copy)]
struct Now {
    minutes: i64,
    day: i64,
    /// Nanoseconds of the minute.
    rest: i64,
}

impl Now {
    fn of(now: DateTime) -> Self {
        let minutes = minutes(now);
        let rest = i64::from(now.second()) * 1_000_000_000 + i64::from(now.subsec_nanosecond());
        Self { minutes, day: minutes.div_euclid(24 * 60), rest }
    }
}

impl Plan {
    pub fn of(expr: &Expr, rows: &Rows, from: Standpoint<'_>) -> Self {
        let nodes = rows.pieces().map(|piece| Node::of(expr, piece.pack)).collect();
        Self { nodes, now: Now::of(from.now), me: from.me.map(str::to_owned) }
    }

    /// Rows that show every one of these words, folded.
    pub fn showing(words: &[String], rows: &Rows, now: DateTime) -> Self {
        let node = |pack: &Pack| {
            let words = words.iter().map(|word| Words::of(word, Where::Shown, pack));
            Node::And(words.map(|words| Node::Words(Box::new(words))).collect())
        };
        let nodes = rows.pieces().map(|piece| node(piece.pack)).collect();
        Self { nodes, now: Now::of(now), me: None }
    }

    /// Puts into `through` which of these places it lets through; dead rows never.
    pub fn select(&mut self, rows: &Rows, places: Range<u32>, through: &mut Bits) {
        for (piece, node) in rows.pieces().zip(&mut self.nodes) {
            let end = piece.first + piece.pack.len();
            let (from, to) = (places.start.max(piece.first), places.end.min(end));
            if from >= to {
                continue;
            }
            let stretch = from - piece.first..to - piece.first;
            node.search(piece.pack, &stretch);
            for row in stretch.clone() {
                let place = piece.first + row;
                let at = At { row, from: stretch.start, record: piece.pack.record(row) };
                let lets =
                    rows.is_live(place) && node.lets(at, piece.pack, self.now, self.me.as_deref());
                through.put(place, lets);
            }
        }
    }
}

/// A row within the stretch that is looked at.
#[derive(Clone, Copy)]
struct At<'a> {
    row: u32,
    from: u32,
    record: &'a Record,
}

impl Node {
    fn of(expr: &Expr, pack: &Pack) -> Self {
        let words = |words: &str, place| Self::Words(Box::new(Words::of(words, place, pack)));
        let has = |lists: &[Vec<String>], wanted: &str| {
            let has = |list: &Vec<String>| list.iter().any(|t| term(t).contains(wanted));
            lists.iter().map(has).collect()
        };
        match expr {
            Expr::Text(text) => words(text, Where::Everywhere),
            Expr::Field(Test::Number(part)) => words(part, Where::Number),
            Expr::Field(Test::Item(part)) => words(part, Where::Titles),
            Expr::Field(Test::Region(term)) => Self::Region(has(pack.regions.lists(), term)),
            Expr::Field(Test::Service(term)) => Self::Service(has(pack.services.lists(), term)),
            Expr::Field(test) => Self::Field(test.clone()),
            Expr::Not(inner) => Self::Not(Box::new(Self::of(inner, pack))),
            Expr::And(members) => Self::And(members.iter().map(|m| Self::of(m, pack)).collect()),
            Expr::Or(members) => Self::Or(members.iter().map(|m| Self::of(m, pack)).collect()),
        }
    }

    /// Looks for the words in the text of these rows.
    fn search(&mut self, pack: &Pack, stretch: &Range<u32>) {
        match self {
            Self::Words(words) => words.search(pack, stretch),
            Self::Not(inner) => inner.search(pack, stretch),
            Self::And(members) | Self::Or(members) => {
                members.iter_mut().for_each(|m| m.search(pack, stretch));
            }
            Self::Region(_) | Self::Service(_) | Self::Field(_) => {}
        }
    }

    fn lets(&self, at: At<'_>, pack: &Pack, now: Now, me: Option<&str>) -> bool {
        let listed = |lists: &[bool], list: u32| lists.get(list as usize) == Some(&true);
        match self {
            Self::Words(words) => words.found.has(at.row - at.from) || words.are_said(at.record),
            Self::Region(lists) => listed(lists, at.record.regions),
            Self::Service(lists) => listed(lists, at.record.services),
            Self::Field(test) => test.lets_packed(at, pack, now, me),
            Self::Not(inner) => !inner.lets(at, pack, now, me),
            Self::And(members) => members.iter().all(|m| m.lets(at, pack, now, me)),
            Self::Or(members) => members.iter().any(|m| m.lets(at, pack, now, me)),
        }
    }
}

impl Words {
    fn of(words: &str, place: Where, pack: &Pack) -> Self {
        fn known<T: Copy>(all: &[T], word: fn(T) -> &'static str, wanted: &str) -> Vec<bool> {
            all.iter().map(|w| word(*w).to_lowercase().contains(wanted)).collect()
        }
        let listed = |lists: &[Vec<String>]| -> Vec<bool> {
            let has = |list: &Vec<String>| list.iter().any(|t| t.to_lowercase().contains(words));
            lists.iter().map(has).collect()
        };
        let mut made = Self {
            finder: Finder::new(words.as_bytes()).into_owned(),
            place,
            states: Vec::new(),
            kinds: Vec::new(),
            priorities: Vec::new(),
            outcomes: Vec::new(),
            regions: Vec::new(),
            services: Vec::new(),
            found: Bits::default(),
        };
        if matches!(place, Where::Everywhere | Where::Shown) {
            made.regions = listed(pack.regions.lists());
        }
        if place == Where::Everywhere {
            made.states = known(CaseState::ALL, CaseState::word, words);
            made.kinds = known(CaseKind::ALL, CaseKind::word, words);
            made.priorities = known(Priority::ALL, Priority::word, words);
            made.outcomes = known(CaseOutcome::ALL, CaseOutcome::word, words);
            made.services = listed(pack.services.lists());
        }
        made
    }

    /// True when the columns say them.
    fn are_said(&self, record: &Record) -> bool {
        let is =
            |known: &[bool], at: Option<usize>| at.is_some_and(|at| known.get(at) == Some(&true));
        is(&self.regions, Some(record.regions as usize))
            || is(&self.services, Some(record.services as usize))
            || is(&self.states, Some(record.state() as usize))
            || is(&self.kinds, record.kind().map(|k| k as usize))
            || is(&self.priorities, record.priority().map(|p| p as usize))
            || is(&self.outcomes, record.outcome().map(|o| o as usize))
    }

    fn search(&mut self, pack: &Pack, stretch: &Range<u32>) {
        self.found = Bits::none(stretch.end - stretch.start);
        let mut row = stretch.start;
        let (mut at, end) = (pack.record(row).text as usize, pack.text_end(stretch.end - 1));
        while let Some(found) = pack.text.get(at..end).and_then(|text| self.finder.find(text)) {
            let begins = at + found;
            row = pack.row_of_text(begins, row..stretch.end);
            let number_ends = pack.record(row).text as usize + usize::from(pack.record(row).number);
            let (in_number, text_end) = (begins < number_ends, pack.text_end(row));
            match self.place {
                // Its titles may have them, too.
                Where::Titles if in_number => {
                    at = number_ends;
                    continue;
                }
                Where::Number if !in_number => {}
                _ => self.found.set(row - stretch.start),
            }
            at = text_end;
            row += 1;
            if row >= stretch.end {
                break;
            }
        }
    }
}

impl Test {
    fn lets_packed(&self, at: At<'_>, pack: &Pack, now: Now, me: Option<&str>) -> bool {
        let record = at.record;
        match self {
            Self::State(StateTest::Is(state)) => record.state() == *state,
            Self::State(StateTest::Open) => {
                matches!(record.state(), CaseState::New | CaseState::InWork)
            }
            Self::Kind(kind) => record.kind() == Some(*kind),
            Self::Priority(priority) => record.priority() == Some(*priority),
            Self::Outcome(outcome) => record.outcome() == Some(*outcome),
            Self::Items(op, count) => op.holds(&i64::from(record.items), count),
            Self::Due(due) => record.state() != CaseState::Final && due.lets_packed(record, now),
            Self::Held(held) if !record.is_held() => *held == HeldTest::No,
            Self::Held(held) => held.lets(pack.held(at.row), me),
            Self::Has(has) => has.lets_packed(record),
            // These are looked for in the text.
            Self::Number(_) | Self::Item(_) | Self::Region(_) | Self::Service(_) => false,
        }
    }
}

impl DueTest {
    fn lets_packed(&self, record: &Record, now: Now) -> bool {
        let Some((due, day)) = record.due_minutes().zip(record.due_day()) else {
            return *self == Self::None;
        };
        match self {
            Self::None => false,
            Self::Late => (now.minutes, now.rest) > (due, 0),
            Self::Days(op, days) => op.holds(&(day - now.day), days),
            Self::Hours(op, hours) => {
                // A minute that has begun is none that is left; what is over counts the other way.
                let (left, rest) = (due - now.minutes, i64::from(now.rest > 0));
                let left = if left > 0 { left - rest } else { left };
                op.holds(&left, &hours.saturating_mul(60))
            }
            Self::Date(op, date) => date_holds(*op, day, date),
        }
    }
}

fn date_holds(op: super::Op, day: i64, date: &crate::domain::date::PartialDate) -> bool {
    use super::Op;
    let of = |date: jiff::civil::Date| minutes(date.at(0, 0, 0, 0)).div_euclid(24 * 60);
    let (first, last) = (of(date.first()), of(date.last()));
    match op {
        Op::Is => first <= day && day <= last,
        Op::Less | Op::AtLeast => op.holds(&day, &first),
        Op::More | Op::AtMost => op.holds(&day, &last),
    }
}

impl Has {
    fn lets_packed(self, record: &Record) -> bool {
        match self {
            Self::Draft => record.has_draft(),
            Self::Attestation => record.is_attested(),
            Self::Aside => record.is_set_aside(),
            Self::Amendment => record.is_amending(),
            Self::Records => record.has_records(),
            Self::Clock => record.due_minutes().is_some(),
            Self::Problems => record.has_problems(),
        }
    }
}
