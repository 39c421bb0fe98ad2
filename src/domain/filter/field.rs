//! The fields: their names, their values, and what a value means.

use super::{
    Fault, Names,
    expr::{DueTest, Has, HeldTest, Op, StateTest, Test},
    term,
};
use crate::domain::{
    problem::nearest_remedy,
    queue::CaseState,
    words::{CaseKind, CaseOutcome, Priority, words},
};

words! {
    /// What can be asked of a case by name.
    Field, "a field" {
        State = "state",
        Due = "due",
        Kind = "kind",
        Priority = "priority",
        Region = "region",
        Service = "service",
        Outcome = "outcome",
        Held = "held",
        Has = "has",
        Number = "number",
        Item = "item",
        Items = "items",
    }
}

/// A field as it stands in a filter.
pub struct Given<'a> {
    pub at: usize,
    pub op: Option<Op>,
    pub value: &'a str,
    pub value_at: usize,
    pub last: bool,
}

/// A word of a closed list, as a filter spells it: `in-work`.
pub fn spelled(word: &str) -> String {
    word.to_lowercase().replace(' ', "-")
}

impl Field {
    /// The values that it knows; for text of any kind there are none to list.
    pub fn values(self, names: &Names) -> Vec<String> {
        let of = |words: &[&str]| words.iter().map(|w| spelled(w)).collect::<Vec<_>>();
        let terms = |terms: &[String]| terms.iter().map(|t| spelled(t)).collect::<Vec<_>>();
        match self {
            Self::State => {
                let states = CaseState::ALL.iter().map(|s| spelled(s.word()));
                ["open".to_owned()].into_iter().chain(states).collect()
            }
            Self::Kind => CaseKind::ALL.iter().map(|w| spelled(w.word())).collect(),
            Self::Priority => Priority::ALL.iter().map(|w| spelled(w.word())).collect(),
            Self::Outcome => CaseOutcome::ALL.iter().map(|w| spelled(w.word())).collect(),
            Self::Has => Has::ALL.iter().map(|w| spelled(w.word())).collect(),
            Self::Held => of(&["me", "other", "anybody", "no"]),
            Self::Due => of(&["today", "tomorrow", "late", "none"]),
            Self::Region => terms(&names.regions),
            Self::Service => terms(&names.services),
            Self::Number | Self::Item | Self::Items => Vec::new(),
        }
    }

    /// What its value looks like, when there is no list of them.
    fn form(self) -> Option<&'static str> {
        match self {
            Self::Due => Some("write <3d, <=48h, today, tomorrow, late, none or <2026-12-01"),
            Self::Items => Some("write items:2 or items:>2"),
            Self::Number => Some("write a part of a case number"),
            Self::Item => Some("write a word of an item's title"),
            _ => None,
        }
    }

    fn is_compared(self) -> bool {
        matches!(self, Self::Due | Self::Items)
    }
}

/// What a field asks.
///
/// # Errors
/// When there is no such field, or it knows no such value.
pub fn test(name: &str, given: &Given<'_>, names: &Names) -> Result<Test, Fault> {
    let Ok(field) = name.to_lowercase().parse::<Field>() else {
        let known = Field::ALL.iter().map(|f| f.word());
        let fault = Fault::new(given.at, format!("there is no field `{name}`"));
        return Err(fault.remedy(nearest_remedy(name, known)));
    };
    if given.op.is_some_and(|op| op != Op::Is) && !field.is_compared() {
        let what = format!("`{field}` is not compared");
        return Err(Fault::new(given.at, what).remedy(format!("write {field}: and the value")));
    }
    if given.value.is_empty() {
        let known = field.values(names);
        let what = match field.form() {
            Some(form) => form.to_owned(),
            None => format!("one of {}", listed(&known)),
        };
        return Err(Fault { unfinished: given.last, ..Fault::new(given.value_at, what) });
    }
    value(field, given, names).ok_or_else(|| unknown(field, given, names))
}

/// As many values as one line tells.
fn listed(values: &[String]) -> String {
    const MOST: usize = 8;
    let mut text = values.iter().take(MOST).cloned().collect::<Vec<_>>().join(", ");
    if values.len() > MOST {
        text.push_str(" …");
    }
    text
}

fn unknown(field: Field, given: &Given<'_>, names: &Names) -> Fault {
    let known = field.values(names);
    let typed = spelled(given.value);
    if known.contains(&typed) {
        let what = format!("`{typed}` is not compared");
        return Fault::new(given.value_at, what).remedy(format!("write {field}:{typed}"));
    }
    let begins = given.last && known.iter().any(|k| k.starts_with(&typed));
    let number = given.last && field.is_compared() && is_begun(&typed);
    if begins || number {
        let fitting: Vec<String> = known.into_iter().filter(|k| k.starts_with(&typed)).collect();
        let what = match field.form() {
            Some(form) => form.to_owned(),
            None => listed(&fitting),
        };
        return Fault::unfinished(given.value_at, what);
    }
    let what = format!("`{}` is no value of `{field}`", given.value);
    let near = nearest_remedy(&typed, known.iter().map(String::as_str));
    let near = near.filter(|n| field.form().is_none() || n.starts_with("did you mean"));
    Fault::new(given.value_at, what).remedy(near.or_else(|| field.form().map(str::to_owned)))
}

/// A number or a date of which more may come.
fn is_begun(typed: &str) -> bool {
    typed.len() < 10 && typed.chars().all(|c| c.is_ascii_digit() || c == '-')
}

fn value(field: Field, given: &Given<'_>, names: &Names) -> Option<Test> {
    let text = given.value;
    let word = spelled(text);
    Some(match field {
        Field::State if word == "open" => Test::State(StateTest::Open),
        Field::State => {
            let known = CaseState::ALL.iter().find(|s| spelled(s.word()) == word);
            Test::State(StateTest::Is(*known?))
        }
        Field::Kind => Test::Kind(*CaseKind::ALL.iter().find(|k| k.word() == word)?),
        Field::Priority => Test::Priority(*Priority::ALL.iter().find(|p| p.word() == word)?),
        Field::Outcome => {
            let known = CaseOutcome::ALL.iter().find(|o| spelled(o.word()) == word);
            Test::Outcome(*known?)
        }
        Field::Has => Test::Has(*Has::ALL.iter().find(|h| h.word() == word)?),
        Field::Held => Test::Held(match word.as_str() {
            "me" => HeldTest::Me,
            "other" => HeldTest::Other,
            "anybody" => HeldTest::Anybody,
            "no" => HeldTest::No,
            _ => HeldTest::Name(text.to_lowercase()),
        }),
        Field::Region => Test::Region(known_term(text, &names.regions)?),
        Field::Service => Test::Service(known_term(text, &names.services)?),
        Field::Number => Test::Number(text.to_lowercase()),
        Field::Item => Test::Item(text.to_lowercase()),
        Field::Items => {
            let number = text.parse().ok().filter(|_| is_count(text));
            Test::Items(given.op.unwrap_or(Op::Is), number?)
        }
        Field::Due => Test::Due(due(given.op, &word)?),
    })
}

/// A part of a term that the workspace speaks of.
fn known_term(text: &str, known: &[String]) -> Option<String> {
    let text = term(text);
    known.iter().any(|k| k.contains(&text)).then_some(text)
}

/// Digits alone, and not more than any queue needs.
fn is_count(text: &str) -> bool {
    (1..=6).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

fn due(op: Option<Op>, word: &str) -> Option<DueTest> {
    let is = op.unwrap_or(Op::Is);
    let count = |unit: char| {
        let number = word.strip_suffix(unit).filter(|n| is_count(n));
        number.and_then(|n| n.parse().ok())
    };
    match word {
        "none" | "late" if op.is_some() => None,
        "none" => Some(DueTest::None),
        "late" => Some(DueTest::Late),
        "today" => Some(DueTest::Days(is, 0)),
        "tomorrow" => Some(DueTest::Days(is, 1)),
        _ => {
            if let Some(days) = count('d') {
                return Some(DueTest::Days(is, days));
            }
            // No case is due in so many hours to the minute: hours are compared.
            if let Some(hours) = count('h') {
                return (is != Op::Is).then_some(DueTest::Hours(is, hours));
            }
            word.parse().ok().map(|date| DueTest::Date(is, date))
        }
    }
}
