//! The queue: one summary a case, most urgent first.

use jiff::civil::DateTime;
use serde::Serialize;

use super::{
    case::{Case, CaseNumber},
    deadline::{Due, due},
    hold::Holder,
    organization::Organization,
    problem::Problem,
    words::{CaseKind, CaseOutcome, Priority, RecordsState, words},
};

words! {
    /// Where a case stands. Derived from the workspace, never stored.
    CaseState, "a state of a case" {
        New = "new",
        InWork = "in work",
        Waiting = "waiting",
        Broken = "broken",
        Final = "final",
    }
}

/// What the queue shows of a case.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseSummary {
    /// The case's number, or the file's stem when the file cannot be read.
    pub number: CaseNumber,
    pub kind: Option<CaseKind>,
    pub priority: Option<Priority>,
    pub state: CaseState,
    pub due: Option<Due>,
    /// The items' body regions, each once.
    pub regions: Vec<String>,
    /// Titles of the disputed items.
    pub items: Vec<String>,
    /// Outcome, once final.
    pub outcome: Option<CaseOutcome>,
    /// Who has it open for editing, when somebody else has.
    pub held: Option<Holder>,
    /// Why the case cannot be opened, when its file is broken.
    pub problems: Vec<Problem>,
}

/// What the workspace knows of a case beside its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Standing {
    pub draft: bool,
    /// The draft is to amend the final version.
    pub amending: bool,
    pub outcome: Option<CaseOutcome>,
}

impl CaseSummary {
    pub fn of(case: &Case, standing: Standing, organization: &Organization) -> Self {
        let mut regions: Vec<String> = Vec::new();
        for region in case.items.iter().filter_map(|i| i.region.as_ref()) {
            if !regions.contains(region) {
                regions.push(region.clone());
            }
        }
        let state = match (standing.outcome, standing.draft, case.records) {
            (Some(_), ..) if standing.amending => CaseState::InWork,
            (Some(_), _, _) => CaseState::Final,
            (None, true, _) => CaseState::InWork,
            (None, false, Some(RecordsState::Incomplete)) => CaseState::Waiting,
            (None, false, _) => CaseState::New,
        };
        Self {
            number: case.case.clone(),
            kind: case.kind,
            priority: case.priority,
            state,
            due: due(case, &organization.holiday_dates()),
            regions,
            items: case.items.iter().map(|i| i.title.clone()).collect(),
            outcome: standing.outcome,
            held: None,
            problems: Vec::new(),
        }
    }

    /// A row for a file that cannot be read: it shows its errors and hides nothing else.
    pub fn broken(number: CaseNumber, problems: Vec<Problem>) -> Self {
        Self {
            number,
            kind: None,
            priority: None,
            state: CaseState::Broken,
            due: None,
            regions: Vec::new(),
            items: Vec::new(),
            outcome: None,
            held: None,
            problems,
        }
    }

    /// The same row of a case that cannot be opened for what stands beside its file: a faulty draft or determination.
    #[must_use]
    pub fn broken_by(self, problems: Vec<Problem>) -> Self {
        Self { state: CaseState::Broken, problems, ..self }
    }

    /// True when a reviewer can work on it now: nobody else has it.
    pub fn is_open(&self) -> bool {
        matches!(self.state, CaseState::New | CaseState::InWork) && self.held.is_none()
    }

    /// Open cases by due moment, then those whose clock has not started, waiting, broken, final; ties by number.
    fn key(&self) -> (u8, Option<DateTime>, bool, &CaseNumber) {
        let rank = match (self.state, self.due) {
            (CaseState::New | CaseState::InWork, Some(_)) => 0,
            (CaseState::New | CaseState::InWork, None) => 1,
            (CaseState::Waiting, _) => 2,
            (CaseState::Broken, _) => 3,
            (CaseState::Final, _) => 4,
        };
        let calm = self.priority != Some(Priority::Expedited);
        (rank, self.due.map(|d| d.at), calm, &self.number)
    }

    /// True when every word of `filter` occurs in the row, case folded.
    pub fn matches(&self, filter: &str) -> bool {
        if filter.trim().is_empty() {
            return true;
        }
        let mut text = format!("{} {}", self.number, self.state);
        for word in
            [self.kind.map(CaseKind::word), self.priority.map(Priority::word)].into_iter().flatten()
        {
            text.push(' ');
            text.push_str(word);
        }
        for more in self.regions.iter().chain(&self.items) {
            text.push(' ');
            text.push_str(more);
        }
        let text = text.to_lowercase();
        filter.to_lowercase().split_whitespace().all(|word| text.contains(word))
    }
}

/// Puts the most urgent first.
pub fn sort_queue(rows: &mut [CaseSummary]) {
    rows.sort_by(|a, b| a.key().cmp(&b.key()));
}
