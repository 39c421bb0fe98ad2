//! The queue: one summary a case, most urgent first.

use std::str::FromStr;

use jiff::civil::{Date, DateTime};

use super::{
    case::{Case, CaseNumber},
    date::PartialDate,
    deadline::{Due, due},
    draft::{Aside, Draft},
    hold::Holder,
    organization::Organization,
    problem::{Problem, nearest_remedy},
    words::{CaseKind, CaseOutcome, Priority, RecordsState, ServiceKind, words},
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
    /// The working day to aim for, when the last one is none.
    pub aim: Option<Date>,
    /// When the case came to the reviewer: what is known while its clock has not started.
    pub assigned: Option<Date>,
    /// The items' body regions, each once.
    pub regions: Vec<String>,
    /// The kinds of what the items ask for, and the services themselves, each once.
    pub services: Vec<String>,
    /// Titles of the disputed items.
    pub items: Vec<String>,
    /// Outcome, once final.
    pub outcome: Option<CaseOutcome>,
    /// Who has it open for editing, when somebody else has.
    pub held: Option<Holder>,
    pub standing: Standing,
    /// Why the case cannot be opened, when its file is broken.
    pub problems: Vec<Problem>,
}

/// What the workspace knows of a case beside its file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// A draft holds work.
    pub draft: bool,
    /// The draft is to amend the final version.
    pub amending: bool,
    /// Who has attested in the draft.
    pub attested: Option<String>,
    /// The case was set aside.
    pub aside: Option<Aside>,
    pub outcome: Option<CaseOutcome>,
    /// The latest final version.
    pub version: Option<u32>,
    /// It was decided elsewhere, and read from a letter.
    pub imported: bool,
    /// Texts of its documents are at hand.
    pub records: bool,
}

impl Standing {
    /// The same, with what a draft adds to it.
    #[must_use]
    pub fn with_draft(self, draft: Option<Draft>) -> Self {
        let Some(draft) = draft else { return self };
        Self {
            draft: draft.holds_work(),
            amending: draft.amends_version(self.version),
            attested: draft.attested.map(|attested| attested.reviewer),
            aside: draft.aside,
            ..self
        }
    }

    fn state(&self, records: Option<RecordsState>) -> CaseState {
        match (self.outcome, self.draft, records) {
            (Some(_), ..) if self.amending => CaseState::InWork,
            (Some(_), _, _) => CaseState::Final,
            (None, true, _) => CaseState::InWork,
            (None, false, Some(RecordsState::Incomplete)) => CaseState::Waiting,
            (None, false, _) => CaseState::New,
        }
    }
}

/// Puts a word behind the others, once.
fn once(words: &mut Vec<String>, word: &str) {
    if !words.iter().any(|w| w == word) {
        words.push(word.to_owned());
    }
}

impl CaseSummary {
    pub fn of(case: &Case, standing: Standing, organization: &Organization) -> Self {
        let (mut regions, mut services) = (Vec::new(), Vec::new());
        case.items.iter().filter_map(|i| i.region.as_ref()).for_each(|r| once(&mut regions, r));
        for kind in case.items.iter().filter_map(|i| i.kind) {
            once(&mut services, kind.word());
        }
        case.items.iter().filter_map(|i| i.service.as_ref()).for_each(|s| once(&mut services, s));
        let holidays = organization.holiday_dates();
        let due = due(case, &holidays);
        Self {
            kind: case.kind,
            priority: case.priority,
            state: standing.state(case.records),
            due,
            aim: due.and_then(|due| due.aim(&holidays)),
            assigned: case.dates.assigned.as_ref().and_then(PartialDate::exact),
            regions,
            services,
            items: case.items.iter().map(|i| i.title.clone()).collect(),
            outcome: standing.outcome,
            standing,
            ..Self::broken(case.case.clone(), Vec::new())
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
            aim: None,
            assigned: None,
            regions: Vec::new(),
            services: Vec::new(),
            items: Vec::new(),
            outcome: None,
            held: None,
            standing: Standing::default(),
            problems,
        }
    }

    /// The same row of a case that cannot be opened for what stands beside its file: a faulty draft or determination.
    #[must_use]
    pub fn broken_by(self, problems: Vec<Problem>) -> Self {
        Self { state: CaseState::Broken, problems, ..self }
    }

    /// True when a reviewer can work on it now: nobody else has it, and it was not set aside.
    pub fn is_open(&self) -> bool {
        matches!(self.state, CaseState::New | CaseState::InWork)
            && self.held.is_none()
            && self.standing.aside.is_none()
    }

    /// True when it is still to be decided and its time is over.
    pub fn is_late(&self, now: DateTime) -> bool {
        !matches!(self.state, CaseState::Final | CaseState::Broken)
            && self.due.is_some_and(|due| due.is_late(now))
    }

    /// The kinds of its items, without the services themselves.
    pub fn service_kinds(&self) -> impl Iterator<Item = &str> {
        let kinds = |s: &&String| ServiceKind::ALL.iter().any(|k| k.word() == s.as_str());
        self.services.iter().filter(kinds).map(String::as_str)
    }
}

words! {
    /// What the queue is sorted by.
    SortKey, "a column to sort by" {
        /// The due moment, then the priority: open cases first, final ones last.
        Due = "due",
        Number = "number",
        /// Priority, then kind.
        Kind = "kind",
        State = "state",
        Region = "region",
        /// How many items.
        Items = "items",
    }
}

/// An order of the queue. What a row does not say stands last both ways, and so does what is not open when the due moment
/// counts; equal rows stand by number. `Rows::sorted` keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    pub by: SortKey,
    pub reversed: bool,
}

impl Default for Sort {
    fn default() -> Self {
        Self { by: SortKey::Due, reversed: false }
    }
}

impl FromStr for Sort {
    type Err = String;

    /// `due`, or `-due` for the other way round.
    fn from_str(text: &str) -> Result<Self, String> {
        let name = text.strip_prefix('-').unwrap_or(text);
        let by = name.parse().map_err(|_| {
            let remedy = nearest_remedy(name, SortKey::ALL.iter().map(|k| k.word()));
            format!("the queue has no order `{name}`; {}", remedy.unwrap_or_default())
        })?;
        Ok(Self { by, reversed: name.len() < text.len() })
    }
}

impl std::fmt::Display for Sort {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", if self.reversed { "-" } else { "" }, self.by)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{rows::Rows, testing::empty_case};

    fn row(number: &str, state: CaseState, due: Option<&str>) -> CaseSummary {
        let due = due.map(|at| Due { at: at.parse().unwrap(), timed: false });
        let row = CaseSummary::broken(number.parse().unwrap(), Vec::new());
        CaseSummary { state, due, ..row }
    }

    fn sorted(sort: &str, rows: Vec<CaseSummary>) -> Vec<String> {
        let rows: Rows = rows.into_iter().collect();
        let order = rows.sorted(sort.parse().unwrap());
        order.iter().map(|place| rows.number(*place).to_string()).collect()
    }

    #[test]
    fn the_due_moment_counts_among_open_cases_and_the_rest_stands_behind_them_both_ways() {
        let mut urgent = row("E", CaseState::New, Some("2026-05-02T23:59"));
        urgent.priority = Some(Priority::Expedited);
        let mut aside = row("A", CaseState::New, Some("2026-05-01T23:59"));
        aside.standing.aside = Some(Aside { reason: "films".into(), at: String::new() });
        let mut undated = row("0", CaseState::New, None);
        undated.standing.aside.clone_from(&aside.standing.aside);
        let rows = vec![
            undated,
            row("F", CaseState::Final, Some("2026-04-01T23:59")),
            aside,
            row("W", CaseState::Waiting, None),
            row("N", CaseState::New, None),
            row("C", CaseState::InWork, Some("2026-05-02T23:59")),
            row("D", CaseState::New, Some("2026-05-03T23:59")),
            row("B", CaseState::New, Some("2026-05-02T23:59")),
            urgent,
        ];
        assert_eq!(sorted("due", rows.clone()), ["E", "B", "C", "D", "N", "A", "0", "W", "F"]);
        assert_eq!(sorted("-due", rows), ["D", "B", "C", "E", "N", "A", "0", "W", "F"]);
    }

    #[test]
    fn equal_rows_stand_by_number_whichever_way_the_order_goes() {
        let rows: Vec<CaseSummary> =
            ["3", "1", "2"].iter().map(|n| row(n, CaseState::New, None)).collect();
        for sort in ["state", "-state", "items", "-items", "kind", "-kind", "region", "-region"] {
            assert_eq!(sorted(sort, rows.clone()), ["1", "2", "3"], "{sort}");
        }
        assert_eq!(sorted("-number", rows), ["3", "2", "1"]);
    }

    #[test]
    fn what_is_not_said_stands_last_both_ways() {
        let mut knee = row("K", CaseState::New, None);
        knee.regions = vec!["knee".to_owned()];
        let rows = vec![row("A", CaseState::New, None), knee];
        assert_eq!(sorted("region", rows.clone()), ["K", "A"]);
        assert_eq!(sorted("-region", rows), ["K", "A"]);
    }

    #[test]
    fn an_order_that_is_none_names_the_nearest() {
        let error = "-regoin".parse::<Sort>().unwrap_err();
        assert_eq!(error, "the queue has no order `regoin`; did you mean `region`?");
        assert_eq!("-due".parse::<Sort>().unwrap().to_string(), "-due");
    }

    #[test]
    fn a_case_that_is_only_set_aside_is_not_in_work() {
        let aside = Some(Aside { reason: "films".into(), at: String::new() });
        let standing = Standing { aside, ..Standing::default() };
        let organization = crate::domain::testing::sample_organization();
        let row = CaseSummary::of(&empty_case(), standing, &organization);
        assert_eq!((row.state, row.is_open()), (CaseState::New, false));
    }
}
