//! The made-up case of a number: the same for each workspace that holds it.

use jiff::{
    ToSpan,
    civil::{Date, date},
};

use super::{
    dice::Dice,
    words::{EXAMINED, JOBS, PARTS, PROVIDERS, Part, Request, SELDOM, TRIED},
};
use crate::domain::{
    case::{Case, Dates, Document, Item, Moment, UrDecision, Worker},
    date::PartialDate,
    finding::{Finding, Source, Value},
    words::{CaseKind, Origin, Priority, RecordsState, ServiceKind, Side, UrAction},
};

/// The day on which the queue is meant to be looked at: deadlines lie around it.
const TODAY: Date = date(2026, 11, 22);
/// The first day on which one of the cases was decided.
const FIRST: Date = date(2026, 1, 5);
/// One case in so many asks for what is seldom asked for.
const SELDOM_IS: u32 = 1000;

/// How far a case has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    New,
    Waiting,
    Aside,
    InWork,
    Final,
}

/// A made-up case, and what the rest of its files is made from.
pub struct Made {
    pub case: Case,
    pub requests: Vec<&'static Request>,
    pub stage: Stage,
    /// The day of the decision, or of the last work on the draft.
    pub day: Date,
    pub dice: Dice,
}

/// The case of this number, from 1.
pub fn made(number: u32) -> Option<Made> {
    let mut dice = Dice::of_case(number);
    let stage = match dice.up_to(99) {
        0..=54 => Stage::Final,
        55..=63 => Stage::InWork,
        64..=66 => Stage::Aside,
        67..=72 => Stage::Waiting,
        _ => Stage::New,
    };
    let part = &PARTS[dice.place_in(PARTS)];
    let requests = requests(number, part, &mut dice);
    let side = if dice.percent(50) { Side::Left } else { Side::Right };
    let side = part.sided.then_some(side);
    let day = match stage {
        Stage::Final => before(TODAY, dice.between(2, (TODAY - FIRST).get_days().unsigned_abs())),
        _ => before(TODAY, dice.between(0, 3)),
    };
    let drugs = requests.iter().all(|r| r.kind == ServiceKind::Drug);
    let kind = if drugs { CaseKind::Formulary } else { CaseKind::Regular };
    let priority = if dice.percent(4) { Priority::Expedited } else { Priority::Standard };
    // Days that its clock runs, about.
    let time = match (priority, kind) {
        (Priority::Expedited, _) => 3,
        (_, CaseKind::Formulary) => 14,
        _ => 30,
    };
    let dates = dates(stage, day, time, &mut dice);
    let mut items = Vec::new();
    for (n, request) in (1..).zip(&requests) {
        items.push(item(n, request, part, side, &mut dice));
    }
    let documents = documents(&dates, &mut dice);
    let findings = findings(part, side, &documents, &mut dice);
    let year = dates.application_received.as_ref()?.first().year() % 100;
    let worker = Worker {
        age: u8::try_from(dice.between(21, 64)).ok(),
        sex: Some(dice.one_of(&["female", "male"]).to_owned()),
    };
    let case = Case {
        case: format!("CM{year:02}-{number:07}").parse().ok()?,
        kind: Some(kind),
        priority: Some(priority),
        records: Some(match stage {
            Stage::Waiting => RecordsState::Incomplete,
            _ => RecordsState::Complete,
        }),
        summary: summary(part, &worker, &dates, &findings, &mut dice),
        dates,
        worker,
        diagnoses: vec![dice.one_of(part.diagnoses).to_owned()],
        documents,
        items,
        findings,
    };
    Some(Made { case, requests, stage, day, dice })
}

fn before(day: Date, days: u32) -> Date {
    day.saturating_sub(i64::from(days).days())
}

/// One to three different ones.
fn requests(number: u32, part: &'static Part, dice: &mut Dice) -> Vec<&'static Request> {
    let count = match dice.up_to(99) {
        0..=59 => 1,
        60..=84 => 2,
        _ => 3,
    };
    let first = dice.place_in(part.requests);
    let round = part.requests.iter().cycle().skip(first);
    let seldom = (number % SELDOM_IS == 7).then_some(&SELDOM);
    round.take(count).chain(seldom).collect()
}

fn dates(stage: Stage, day: Date, time: u32, dice: &mut Dice) -> Dates {
    let complete = match stage {
        Stage::Final => before(day, dice.between(1, time - 1)),
        // A few are late.
        _ if dice.percent(3) => before(TODAY, time + dice.between(1, 6)),
        _ => before(TODAY, dice.up_to(time - 1)),
    };
    let assigned = before(complete, dice.between(1, 9));
    let received = before(assigned, dice.between(3, 12));
    let refused = before(received, dice.between(4, 29));
    let asked = before(refused, dice.between(2, 5));
    let injury = before(asked, dice.between(30, 1100));
    let day = |date| Some(PartialDate::day(date));
    Dates {
        injury: day(injury),
        request: day(asked),
        surgery: None,
        service: None,
        ur_decision: day(refused),
        application_received: day(received),
        assigned: day(assigned),
        records_complete: (stage != Stage::Waiting)
            .then(|| Moment { at: complete.at(0, 0, 0, 0), timed: false }),
    }
}

fn item(n: u32, request: &Request, part: &Part, side: Option<Side>, dice: &mut Dice) -> Item {
    let title = dice.one_of(request.titles).replace('#', &(dice.between(1, 8) * 3).to_string());
    let title = title.replace('@', side.map_or("", Side::word));
    let modified = dice.percent(12);
    let of = |text: &str| modified.then(|| text.to_owned());
    Item {
        item: n,
        title: capital(&title),
        kind: Some(request.kind),
        service: Some(request.service.to_owned()),
        codes: request.code.into_iter().map(str::to_owned).collect(),
        region: Some(part.region.to_owned()),
        side,
        level: None,
        quantity: None,
        duration: None,
        parts: Vec::new(),
        claims_cites: vec![request.guideline.to_owned()],
        retrospective: false,
        ur: Some(UrDecision {
            action: if modified { UrAction::Modified } else { UrAction::Denied },
            original: of(&title),
            authorized: of("a part of what was asked for"),
            remaining: of("what is left of it"),
        }),
        claims_guideline: Some(format!("The plan's own guideline for {}.", request.service)),
        depends_on: None,
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

fn documents(dates: &Dates, dice: &mut Dice) -> Vec<Document> {
    let asked = dates.request.as_ref().map_or(TODAY, PartialDate::first);
    let refused = dates.ur_decision.as_ref().map_or(TODAY, PartialDate::first);
    let days = [
        ("progress report", dice.one_of(PROVIDERS), before(asked, dice.up_to(4))),
        ("progress report", dice.one_of(PROVIDERS), before(asked, dice.between(25, 60))),
        ("imaging report", "radiologist", before(asked, dice.between(8, 20))),
        ("utilization review determination", "utilization review physician", refused),
    ];
    let document = |(kind, provider, day): (&str, &str, Date)| Document {
        id: format!("{}-{day}", kind.replace(' ', "-")),
        kind: kind.to_owned(),
        provider: Some(provider.to_owned()),
        date: Some(PartialDate::day(day)),
        pages: Some(1 + u32::from(day.day().unsigned_abs()) % 4),
    };
    days.into_iter().map(document).collect()
}

fn findings(
    part: &Part,
    side: Option<Side>,
    documents: &[Document],
    dice: &mut Dice,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut add = |concept: &str, at: usize, from: Origin, words: String| {
        let Some(document) = documents.get(at) else { return };
        let source =
            Source { document: document.id.clone(), page: Some(1), words: Some(capital(&words)) };
        let id = format!("{}-{}", concept.replace(' ', "-"), findings.len() + 1);
        let mut finding = Finding::blank(id, source);
        concept.clone_into(&mut finding.concept);
        finding.region = Some(part.region.to_owned());
        finding.side = side;
        finding.date.clone_from(&document.date);
        finding.from = from;
        finding.by.clone_from(&document.provider);
        findings.push(finding);
    };
    let weeks = dice.between(3, 30);
    let complaint = dice.one_of(part.complaints);
    add("pain", 0, Origin::Patient, format!("{complaint} for {weeks} weeks"));
    let mut outcomes = Vec::new();
    for (concept, words) in TRIED {
        let at = usize::from(dice.percent(40));
        let (words, outcome) = words[dice.place_in(words)];
        add(concept, at, Origin::Provider, words.to_owned());
        outcomes.push(outcome.to_owned());
    }
    let first = dice.place_in(EXAMINED);
    let mut absent = Vec::new();
    for (concept, there, words) in EXAMINED.iter().cycle().skip(first).take(4) {
        let imaged = *concept == "fracture";
        let from = if imaged { Origin::Imaging } else { Origin::Exam };
        add(concept, if imaged { 2 } else { 0 }, from, dice.one_of(words).to_owned());
        absent.push(!there);
    }
    let mut rest = findings.iter_mut().skip(1);
    for (finding, outcome) in rest.by_ref().zip(outcomes) {
        finding.outcome = Some(outcome);
    }
    for (finding, _) in rest.zip(absent).filter(|(_, absent)| *absent) {
        finding.value = Value::Absent;
    }
    findings
}

fn summary(
    part: &Part,
    worker: &Worker,
    dates: &Dates,
    findings: &[Finding],
    dice: &mut Dice,
) -> String {
    let day =
        |date: &Option<PartialDate>| date.as_ref().map_or(String::new(), PartialDate::american);
    let (age, job) = (worker.age.unwrap_or_default(), dice.one_of(JOBS));
    let mut text = format!(
        "A {job} of {age} years hurt the {} on {} through {}.",
        part.body,
        day(&dates.injury),
        dice.one_of(part.mechanisms),
    );
    for finding in findings {
        let words = finding.source.words.as_deref().unwrap_or_default();
        let told =
            dice.one_of(&["The file says", "It is recorded", "A report has it", "One reads"]);
        text.push_str(&format!(" {told} on {}: {}.", day(&finding.date), words.to_lowercase()));
    }
    text.push_str(&format!(
        " The request of {} was refused on {}, and review was applied for on {}.",
        day(&dates.request),
        day(&dates.ur_decision),
        day(&dates.application_received),
    ));
    text
}
