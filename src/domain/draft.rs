//! A draft: everything a reviewer has done on a case that is not yet final.

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use super::{
    attestation::Attestation,
    blanks::blanks,
    case::{Case, CaseNumber},
    check::{Alarm, Dismissal},
    date::PartialDate,
    determination::{Amends, Determination},
    drafted::Drafted,
    evidence::{StepDown, Work},
    problem::{Fault, twice},
    revision::Revisions,
    silence::SilenceProof,
    words::{Outcome, words},
};

words! {
    /// What a reviewer states of a criterion when overriding its computed value.
    Stated, "a value of a criterion" { Met = "met", NotMet = "not met" }
}

words! {
    /// What can stand against finalizing.
    Lack, "a reason against finalizing" {
        Outcome = "no outcome is chosen",
        Rationale = "the rationale is empty",
        Blank = "a blank of the rationale is not filled in",
        CitedGuideline = "a cited guideline is not in this workspace",
        OverrideReason = "an override gives no reason",
        Items = "the case has no disputed item",
        Attestation = "the conflict attestation is missing",
        NotCited = "nothing is cited: cite something, or say why not",
        StepDown = "what is cited stands below the MTUS: say whether the MTUS is silent or rebutted",
        Mailed = "the day of mailing is not one day, or lies before the decision",
        AttestedByAnother = "the conflict attestation is another reviewer's",
        ChangedFinding = "intake has changed a finding that you corrected or refused; look at it again",
        BegunFinding = "a finding is begun and not kept: f a goes on with it",
        Check = "a check stands against it",
        OwnFinding = "a finding of your own does not fit the vocabulary or the documents",
        OtherCase = "the case file is another one than the draft was begun on; look at it on the bench, or discard the draft and begin again",
    }
}

/// `.imr/drafts/<case>.yaml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// Its number.
    pub case: CaseNumber,
    /// SHA-256 of the case file that the draft was begun on.
    pub case_digest: String,
    /// When it was last put on disk, local time with its offset.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saved: Option<String>,
    /// Id of the reviewer who last kept it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The final version that this is to amend.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amends: Option<Amends>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attested: Option<Attestation>,
    /// When the determination is mailed; without it, on the day of the decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mailed: Option<PartialDate>,
    /// The case was set aside, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aside: Option<Aside>,
    /// Number of the item that was on the bench: where the work goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chosen: Option<u32>,
    /// Findings added, corrected and refused.
    #[serde(default, skip_serializing_if = "Revisions::is_empty")]
    pub revisions: Revisions,
    /// A finding that was begun and not yet kept: as typed, so that nothing of it is lost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begun: Option<Begun>,
    /// Alarms of the checks that the reviewer let stand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dismissed: Vec<Dismissal>,
    /// One for each disputed item, in the case's order.
    pub items: Vec<ItemDraft>,
}

/// A finding that is being filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Begun {
    pub id: String,
    /// It corrects the finding of the case file that has this id.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub corrects: bool,
    /// What was typed, by field.
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
}

/// Why a case waits behind the others, and since when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Aside {
    /// Never empty: the queue shows it.
    pub reason: String,
    /// Local time: `2026-11-22T09:00`.
    pub at: String,
}

impl Aside {
    pub fn since(now: DateTime, reason: String) -> Self {
        Self { reason, at: now.strftime("%Y-%m-%dT%H:%M").to_string() }
    }
}

/// What the reviewer has decided and written on one item.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemDraft {
    /// Number of the disputed item.
    pub item: u32,
    /// `None` while undecided: nothing is ever preselected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// Exactly as typed, trailing blanks included.
    #[serde(default)]
    pub rationale: String,
    /// Line and column of the caret in the rationale, from 0, in characters.
    #[serde(default)]
    pub caret: (usize, usize),
    /// Ids of the guidelines that the letter cites, when the reviewer chose them;
    /// otherwise those that speak of the item at the highest tier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cites: Option<Vec<String>>,
    /// Works cited beside them that are no guideline file of the workspace.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub works: Vec<Work>,
    /// Why something below the MTUS is relied on, when it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step_down: Option<StepDown>,
    /// Why nothing is cited, when nothing is and the item stands by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uncited: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<Override>,
    /// Sentences that the tool drafted for the rationale, also those that have gone from it since.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drafted: Vec<Drafted>,
    /// Searches of the record that the reviewer kept as proofs of what the rationale says is not there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub silences: Vec<SilenceProof>,
}

/// The reviewer's own value for a criterion, beside the computed one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// Id of the guideline.
    pub guideline: String,
    pub criterion: String,
    pub value: Stated,
    /// Never empty: the determination prints it.
    pub reason: String,
}

impl ItemDraft {
    fn is_untouched(&self) -> bool {
        let item = Self { item: self.item, caret: self.caret, ..Self::default() };
        *self == item
    }

    /// Puts the reviewer's own value beside the computed one, in place of an earlier one.
    pub fn state(&mut self, stated: Override) {
        self.unstate(&stated.guideline, &stated.criterion);
        self.overrides.push(stated);
    }

    /// Lets the computed value of a criterion count again.
    pub fn unstate(&mut self, guideline: &str, criterion: &str) {
        self.overrides.retain(|o| o.guideline != guideline || o.criterion != criterion);
    }
}

impl Draft {
    /// An untouched draft: every item undecided, no words.
    pub fn new(case: &Case, case_digest: &str) -> Self {
        let items = case.items.iter();
        Self {
            case: case.case.clone(),
            case_digest: case_digest.to_owned(),
            saved: None,
            by: None,
            amends: None,
            attested: None,
            mailed: None,
            aside: None,
            chosen: None,
            revisions: Revisions::default(),
            begun: None,
            dismissed: Vec::new(),
            items: items.map(|i| ItemDraft { item: i.item, ..ItemDraft::default() }).collect(),
        }
    }

    /// A draft that begins where a final version ended. The attestation is to be given anew.
    pub fn amending(case: &Case, case_digest: &str, from: &Determination, amends: Amends) -> Self {
        Self { amends: Some(amends), ..Self::as_decided(case, case_digest, from) }
    }

    /// What a final version holds of the reviewer's work, to be read as a draft is.
    pub fn as_decided(case: &Case, case_digest: &str, from: &Determination) -> Self {
        let mut draft = Self::new(case, case_digest);
        draft.revisions.clone_from(&from.revisions);
        draft.dismissed.clone_from(&from.dismissed);
        for item in &mut draft.items {
            let Some(decided) = from.items.iter().find(|d| d.request.item == item.item) else {
                continue;
            };
            item.outcome = Some(decided.outcome);
            item.rationale.clone_from(&decided.rationale);
            item.cites = Some(decided.cites.iter().map(|c| c.guideline.clone()).collect());
            item.works.clone_from(&decided.works);
            item.step_down.clone_from(&decided.step_down);
            item.uncited.clone_from(&decided.uncited);
            item.overrides.clone_from(&decided.overrides);
            item.drafted.clone_from(&decided.drafted);
            item.silences.clone_from(&decided.silences);
        }
        draft
    }

    /// True when it is to amend this version.
    pub fn amends_version(&self, latest: Option<u32>) -> bool {
        self.amends.as_ref().is_some_and(|amends| Some(amends.version) == latest)
    }

    /// Items and findings written twice: only the first would ever count, and the words of the second be lost.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = twice("items", "item", self.items.iter().map(|i| i.item.to_string()));
        faults.extend(self.revisions.faults().into_iter().map(|fault| fault.below("revisions")));
        faults
    }

    /// True when nothing has been done: such a draft is not worth a file.
    pub fn is_untouched(&self) -> bool {
        self.aside.is_none() && !self.holds_work()
    }

    /// True when something has been decided, written or attested. That a case was set aside is no work on it.
    pub fn holds_work(&self) -> bool {
        let begun = self.amends.is_some()
            || self.attested.is_some()
            || self.mailed.is_some()
            || !self.revisions.is_empty()
            || self.begun.is_some()
            || !self.dismissed.is_empty();
        begun || !self.items.iter().all(ItemDraft::is_untouched)
    }

    /// An id for a finding of the reviewer's own: no other has it, one that is begun neither.
    pub fn next_finding_id(&self, case: &Case) -> String {
        let begun = self.begun.iter().map(|begun| begun.id.as_str());
        self.revisions.next_id(case, begun)
    }

    pub fn item(&self, number: u32) -> Option<&ItemDraft> {
        self.items.iter().find(|i| i.item == number)
    }

    pub fn item_mut(&mut self, number: u32) -> Option<&mut ItemDraft> {
        self.items.iter_mut().find(|i| i.item == number)
    }

    /// Lays the draft over a case whose file may have changed since: words for items that are gone are kept,
    /// items that are new are added undecided.
    #[must_use]
    pub fn fitted_to(mut self, case: &Case) -> Self {
        for item in &case.items {
            if self.item(item.item).is_none() {
                self.items.push(ItemDraft { item: item.item, ..ItemDraft::default() });
            }
        }
        self
    }
}

/// The first two of the blanks, and how many more there are.
fn in_short(open: &[&str]) -> String {
    let told = open.iter().take(2).copied().collect::<Vec<_>>().join(", ");
    match open.len().saturating_sub(2) {
        0 => told,
        more => format!("{told} and {more} more"),
    }
}

/// Why a case cannot be finalized yet: item by item, then what lacks of the whole case.
pub fn open_points(case: &Case, draft: &Draft) -> Vec<OpenPoint> {
    let mut points = Vec::new();
    for item in &case.items {
        let decided = draft.item(item.item);
        if decided.and_then(|d| d.outcome).is_none() {
            points.push(OpenPoint::of(item.item, Lack::Outcome));
        }
        let text = decided.map_or("", |d| d.rationale.as_str());
        if text.trim().is_empty() {
            points.push(OpenPoint::of(item.item, Lack::Rationale));
        }
        let open: Vec<&str> = blanks(text).into_iter().map(|blank| &text[blank]).collect();
        if !open.is_empty() {
            let words = Some(in_short(&open));
            points.push(OpenPoint { words, ..OpenPoint::of(item.item, Lack::Blank) });
        }
    }
    if draft.begun.is_some() {
        points.push(OpenPoint::of_the_case(Lack::BegunFinding));
    }
    if !draft.revisions.stale(case).is_empty() {
        points.push(OpenPoint::of_the_case(Lack::ChangedFinding));
    }
    if draft.attested.is_none() {
        points.push(OpenPoint::of_the_case(Lack::Attestation));
    }
    points
}

/// One reason against finalizing, and the item where it stands; without one it concerns the whole case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenPoint {
    pub item: Option<u32>,
    pub what: Lack,
    /// The very words of the text that it is about.
    pub words: Option<String>,
}

impl OpenPoint {
    pub fn of(item: u32, what: Lack) -> Self {
        Self { item: Some(item), what, words: None }
    }

    pub fn of_the_case(what: Lack) -> Self {
        Self { item: None, what, words: None }
    }

    /// An error of the checks, with its id and why.
    pub fn raised(alarm: &Alarm) -> Self {
        let words = Some(format!("{}: {}", alarm.check, alarm.reason));
        Self { item: alarm.item, what: Lack::Check, words }
    }
}

impl std::fmt::Display for OpenPoint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(item) = self.item {
            write!(f, "item {item}: ")?;
        }
        write!(f, "{}", self.what)?;
        match &self.words {
            Some(words) => write!(f, ": {words}"),
            None => Ok(()),
        }
    }
}
