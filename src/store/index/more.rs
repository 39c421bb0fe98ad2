//! What a row says beyond its columns, as the index has it.

use serde::{Deserialize, Serialize};

use crate::domain::{
    draft::Aside,
    problem::{Position, Problem},
    queue::CaseSummary,
    rows::Pack,
    words::CaseOutcome,
};

/// A problem: its file, line and column, what it is, its remedy.
type Told = (String, Option<(usize, usize)>, String, Option<String>);

/// What a row says beyond its columns.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct More {
    row: u32,
    /// Titles that the columns spell otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    items: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    attested: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    aside: Option<Aside>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    outcome: Option<CaseOutcome>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    problems: Vec<Told>,
}

pub fn with_more(mut pack: Pack, more: Vec<More>) -> Option<Pack> {
    for more in more {
        if more.row >= pack.len() {
            return None;
        }
        let at = more.row;
        if more.is_aside_alone(&pack)
            && let Some(aside) = more.aside
        {
            pack.set_aside(aside, at);
        } else {
            let mut row = pack.get(at);
            more.fill(&mut row);
            pack.set_beyond(row, at);
        }
    }
    Some(pack)
}

impl More {
    /// What the row says, and the columns do not.
    pub fn of(row: u32, says: &CaseSummary, columns: &CaseSummary) -> Self {
        let told = |p: &Problem| {
            let at = p.at.map(|at| (at.line, at.column));
            (p.file.clone(), at, p.what.clone(), p.remedy.clone())
        };
        Self {
            row,
            items: (says.items != columns.items).then(|| says.items.clone()),
            attested: says.standing.attested.clone(),
            aside: says.standing.aside.clone(),
            outcome: says.standing.outcome,
            problems: says.problems.iter().map(told).collect(),
        }
    }

    /// True when there is nothing but why it was set aside: of very many such rows none is unpacked.
    fn is_aside_alone(&self, pack: &Pack) -> bool {
        let columns = pack.record(self.row).outcome() == self.outcome;
        columns && self.items.is_none() && self.attested.is_none() && self.problems.is_empty()
    }

    pub fn fill(self, row: &mut CaseSummary) {
        if let Some(items) = self.items {
            row.items = items;
        }
        row.standing.attested = self.attested;
        row.standing.aside = self.aside;
        row.standing.outcome = self.outcome;
        let told = |(file, at, what, remedy): Told| {
            let at = at.map(|(line, column)| Position { line, column });
            Problem { file, at, what, remedy }
        };
        row.problems = self.problems.into_iter().map(told).collect();
    }
}
