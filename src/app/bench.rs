//! The open case: its draft, the chosen item, and the proofs that the panes show.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    alarms::Alarms,
    editor::{Editor, Page},
    event::Unread,
    form::Form,
    layout::{below_title, bench_layout},
    precedents::Past,
    record::Record,
    silence::Silence,
    state::Pane,
};
use crate::{
    criteria::{
        Proof, Weight,
        outline::{Line, What, outline},
    },
    domain::{
        case::{Case, CaseNumber, Item},
        determination::IMPORTED,
        draft::{Draft, ItemDraft},
        finding::Source,
        hold::{Barred, Holder},
        library::{Library, OpenCase},
        revision::Listed,
    },
    rationale::{
        draft::Outdated,
        evidence::{cited_ids, proven},
        proofs_of,
    },
};

/// One case on the bench.
#[derive(Debug, Clone)]
pub struct Bench {
    pub open: OpenCase,
    pub draft: Draft,
    /// The findings with what the reviewer has made of them.
    pub listed: Vec<Listed>,
    /// The case as the reviewer reads it: criteria see this one.
    pub read: Case,
    /// Index of the chosen item.
    pub item: usize,
    pub focus: Pane,
    /// Index of the chosen finding.
    pub finding: usize,
    /// Index of the chosen line of the outline.
    pub line: usize,
    /// Guidelines evaluated on the chosen item.
    pub proofs: Vec<Proof>,
    /// Drafted sentences of the chosen item whose sources say something else now.
    pub outdated: Vec<Outdated>,
    /// Changes of the draft at which that was found.
    pub compared: u64,
    /// The proofs as lines.
    pub outline: Vec<Line>,
    pub editor: Editor,
    /// Editors of the other items, by number: each keeps its own undo while the case is open.
    shelved: BTreeMap<u32, Editor>,
    pub editing: bool,
    /// The focused pane stands alone.
    pub zoom: bool,
    pub desk: Desk,
    pub alarms: Alarms,
    pub keeping: Keeping,
    /// The case as it is on the disk now, while the reviewer has not chosen to go on with it.
    pub newer: Option<Box<OpenCase>>,
    /// Who has taken the case over while the reviewer was typing.
    pub displaced: Option<Holder>,
}

/// What lies open beside the panes.
#[derive(Debug, Clone, Default)]
pub struct Desk {
    /// Texts of documents that were read, by id; `None` for one that is not at hand.
    pub texts: BTreeMap<String, Option<Arc<str>>>,
    /// Documents that have a text which could not be read, and why.
    pub unread: BTreeMap<String, Unread>,
    /// What was searched last.
    pub silence: Option<Box<Silence>>,
    /// Past determinations that were looked up last.
    pub past: Option<Past>,
    /// Texts are on their way.
    pub reading: bool,
    /// The text that was read last, and the place in it.
    pub record: Option<Record>,
    /// The document that is to be opened as soon as its text is here, and where.
    pub wanted: Option<(String, Option<Source>)>,
    /// A finding that was begun and neither kept nor given up.
    pub form: Option<Box<Form>>,
    /// The pane whose finding or criterion a citation is taken from.
    pub cited_from: Option<Pane>,
    /// The document that Tab has come to, when its text was not at hand.
    pub passed: Option<String>,
}

/// Whether what the reviewer did is on disk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keeping {
    /// Changes made so far.
    pub changes: u64,
    /// Changes that are on disk.
    pub saved: u64,
    /// Changes that were last sent to the disk.
    pub sent: u64,
    /// Caret of the draft that was last sent.
    pub caret: (usize, usize),
    /// Why the last attempt failed.
    pub failed: Option<String>,
    /// The reviewer has asked for it, and waits for the answer.
    pub asked: bool,
}

impl Keeping {
    /// True when something is not yet on disk.
    pub fn is_dirty(&self) -> bool {
        self.changes != self.saved
    }
}

impl Bench {
    pub fn new(open: OpenCase, library: &Library) -> Self {
        let draft = open.draft_or_new();
        let mut bench = Self {
            listed: Vec::new(),
            read: open.case.clone(),
            open,
            draft,
            item: 0,
            focus: Pane::Items,
            finding: 0,
            line: 0,
            proofs: Vec::new(),
            outdated: Vec::new(),
            compared: 0,
            outline: Vec::new(),
            editor: Editor::new("", (0, 0)),
            shelved: BTreeMap::new(),
            editing: false,
            zoom: false,
            desk: Desk::default(),
            alarms: Alarms::default(),
            keeping: Keeping::default(),
            newer: None,
            displaced: None,
        };
        bench.desk.form = bench.draft.begun.as_ref().map(|begun| {
            Box::new({
                let id = bench.draft.next_finding_id(&bench.open.case);
                Form::resumed(begun, &bench.open.case, id)
            })
        });
        bench.show_item(bench.resumed(), library);
        bench
    }

    pub fn number(&self) -> &CaseNumber {
        &self.open.case.case
    }

    /// True when the case is decided and no amendment has been begun.
    pub fn is_final(&self) -> bool {
        self.open.determination.is_some() && !self.open.is_amended_by(&self.draft)
    }

    /// Why nothing can be changed here, and what to do about it.
    pub fn read_only(&self) -> Option<String> {
        match &self.open.barred {
            Some(Barred::By(by)) => {
                Some(format!("held by {by}: it can be read, not changed; :take-over takes it"))
            }
            Some(Barred::Disk(why)) => {
                Some(format!("it can be read, not changed: {why}; r tries again"))
            }
            None if self.is_final() && self.open.is_imported() => Some(IMPORTED.to_owned()),
            None if self.is_final() => {
                Some("this case is final: it can be read, not changed; A amends it".to_owned())
            }
            None => None,
        }
    }

    /// How much of the rationale is seen at once on a terminal of this size.
    pub fn page(&self, size: (u16, u16)) -> Page {
        let layout = bench_layout(size, self.focus, self.zoom, self.open.case.items.len());
        Page::of(below_title(layout.rationale))
    }

    pub fn current_item(&self) -> Option<&Item> {
        self.open.case.items.get(self.item)
    }

    pub fn current_draft(&self) -> Option<&ItemDraft> {
        self.draft.item(self.current_item()?.item)
    }

    pub fn current_finding(&self) -> Option<&Listed> {
        self.listed.get(self.finding)
    }

    pub fn current_line(&self) -> Option<&Line> {
        self.outline.get(self.line)
    }

    /// Gives a pane the focus. What was chosen in the pane before is what a citation is taken from.
    pub fn focus_on(&mut self, pane: Pane) {
        if matches!(self.focus, Pane::Findings | Pane::Criteria) {
            self.desk.cited_from = Some(self.focus);
        }
        self.focus = pane;
    }

    /// Chooses an item: its rationale comes into the editor, its guidelines into the criteria pane.
    /// What stood in the editor is taken into the draft first.
    pub fn choose_item(&mut self, index: usize, library: &Library) {
        self.take_text();
        self.take_caret();
        self.editor.calm();
        if let Some(number) = self.current_item().map(|i| i.item) {
            self.shelved.insert(number, self.editor.clone());
        }
        // A source of the item before is none of this one.
        self.desk.cited_from = None;
        self.show_item(index, library);
        let chosen = self.current_item().map(|i| i.item);
        if self.draft.chosen != chosen && self.read_only().is_none() {
            self.draft.chosen = chosen;
            self.keeping.changes += 1;
        }
    }

    /// Where the work goes on: the item that was on the bench, else the first undecided one.
    fn resumed(&self) -> usize {
        let items = &self.open.case.items;
        let chosen = self.draft.chosen.and_then(|n| items.iter().position(|i| i.item == n));
        let open = |n: u32| self.draft.item(n).is_none_or(|d| d.outcome.is_none());
        chosen.or_else(|| items.iter().position(|i| open(i.item))).unwrap_or(0)
    }

    /// Puts another draft in the place of this one.
    pub fn begin_draft(&mut self, draft: Draft, library: &Library) {
        self.draft = draft;
        self.shelved.clear();
        self.keeping.changes += 1;
        self.show_item(self.item, library);
    }

    /// The draft laid over another file of the same case; the place stays.
    pub fn move_to(&mut self, open: OpenCase, library: &Library) {
        self.take_text();
        let draft = self.draft.clone().fitted_to(&open.case);
        let untouched = draft.is_untouched() || self.read_only().is_some();
        self.open = OpenCase { draft: None, changed: None, ..open };
        self.draft = Draft { case_digest: self.open.digest.clone(), ..draft };
        self.keeping.changes += u64::from(!untouched);
        self.newer = None;
        let line = self.line;
        self.show_item(self.item, library);
        self.line = line.min(self.outline.len().saturating_sub(1));
    }

    fn show_item(&mut self, index: usize, library: &Library) {
        self.item = index.min(self.open.case.items.len().saturating_sub(1));
        let (text, caret) = match self.current_draft() {
            Some(draft) => (draft.rationale.clone(), draft.caret),
            None => (String::new(), (0, 0)),
        };
        // An editor that was here before still knows how to undo.
        let number = self.current_item().map(|i| i.item);
        let shelved = number.and_then(|n| self.shelved.remove(&n));
        self.editor =
            shelved.filter(|e| e.text() == text).unwrap_or_else(|| Editor::new(&text, caret));
        self.line = 0;
        self.evaluate(library);
    }

    /// Evaluates the guidelines that speak of the chosen item on the findings as the reviewer reads them.
    pub fn evaluate(&mut self, library: &Library) {
        self.listed = self.draft.revisions.listed(&self.open.case);
        self.read = self.draft.revisions.applied_to(&self.open.case);
        self.finding = self.finding.min(self.listed.len().saturating_sub(1));
        let Some(item) = self.current_item() else { return };
        self.proofs =
            proofs_of(&self.read, item, &self.draft, &library.guidelines, &library.vocabulary);
        self.outline = outline(&self.proofs);
        self.line = self.line.min(self.outline.len().saturating_sub(1));
        self.outdate(library);
    }

    /// Puts the editor's text into the draft.
    pub fn take_text(&mut self) {
        let text = self.editor.text();
        if let Some(draft) = self.changeable_draft()
            && draft.rationale != text
        {
            draft.rationale = text;
            self.keeping.changes += 1;
        }
        let begun = self.desk.form.as_ref().and_then(|form| form.begun());
        if self.draft.begun != begun && self.read_only().is_none() {
            self.draft.begun = begun;
            self.keeping.changes += 1;
        }
    }

    /// Puts the caret's place into the draft. It is kept with the words, but is no change of them.
    pub fn take_caret(&mut self) {
        let caret = self.editor.caret();
        if let Some(draft) = self.changeable_draft() {
            draft.caret = caret;
        }
    }

    /// The draft of the chosen item, unless it can only be read.
    fn changeable_draft(&mut self) -> Option<&mut ItemDraft> {
        let number = self.current_item().filter(|_| self.read_only().is_none())?.item;
        self.draft.item_mut(number)
    }

    /// How the finding at `index` bears on the chosen line of the outline, while the criteria pane has the focus.
    pub fn lit_finding(&self, index: usize) -> Option<Weight> {
        if self.focus != Pane::Criteria {
            return None;
        }
        let id = &self.listed.get(index)?.finding.id;
        self.current_line()?.findings.iter().find(|(f, _)| f == id).map(|(_, w)| *w)
    }

    /// How the chosen finding bears on a line, while the findings pane has the focus.
    pub fn lit_line(&self, line: &Line) -> Option<Weight> {
        if self.focus != Pane::Findings {
            return None;
        }
        let id = &self.current_finding()?.finding.id;
        line.findings.iter().find(|(f, _)| f == id).map(|(_, w)| *w)
    }

    /// Guideline and criterion that the chosen line stands for; a line that is no criterion stands for the one
    /// that decides. `None` only when no guideline speaks of the item.
    pub fn current_criterion(&self) -> Option<(String, String)> {
        let line = self.current_line()?;
        let proof = self.proofs.get(line.proof)?;
        match &line.what {
            What::Criterion(name) => Some((proof.guideline.clone(), name.clone())),
            What::Guideline | What::Exclusion(_) | What::Expected(_) => {
                Some((proof.guideline.clone(), proof.decide.clone()))
            }
        }
    }

    /// True when the claims administrator's line cites this guideline for the chosen item.
    pub fn claims(&self, guideline: &str) -> bool {
        self.current_item().is_some_and(|i| i.claims_cites.iter().any(|c| c == guideline))
    }

    /// Ids of the guidelines that the letter will cite for the chosen item.
    pub fn cited(&self) -> Vec<String> {
        let ids = cited_ids(self.current_draft(), proven(&self.proofs));
        ids.into_iter().map(str::to_owned).collect()
    }
}
