//! What the checks say of the open case: found anew when the draft has changed, and shown without getting in the way of
//! who types.

use std::sync::Arc;

use super::{bench::Bench, editor::Editor};
use crate::{
    domain::{
        check::{Alarm, Severity},
        draft::Override,
        library::Library,
        organization::Reviewer,
        revision::Revisions,
        words::counted,
    },
    rationale::checks::{Known, Record, Sources, Texts, every},
};

/// An alarm, and what the reviewer has to do with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raised {
    pub alarm: Alarm,
    /// The reason for which it may stand.
    pub dismissed: Option<String>,
    /// It is of what is being typed: not shown before the caret leaves it.
    waits: bool,
}

/// All of them, with what they were found on.
#[derive(Debug, Clone, Default)]
pub struct Alarms {
    raised: Vec<Raised>,
    basis: Option<Arc<Basis>>,
    /// Changes of the draft that have been looked at.
    seen: Option<u64>,
    /// Where the reviewer was last led: to this alarm, and the caret to this byte.
    led: Option<(Alarm, usize)>,
}

/// What is prepared once, and all that it was made of.
#[derive(Debug)]
struct Basis {
    known: Known,
    library: Arc<Library>,
    /// Of the case file.
    digest: String,
    revisions: Revisions,
    overrides: Vec<Vec<Override>>,
}

impl Basis {
    fn of(bench: &Bench, library: &Arc<Library>, record: Arc<Record>) -> Self {
        let case = &bench.open.case;
        Self {
            known: Known::of(case, &bench.draft, sources(library, None), record),
            library: Arc::clone(library),
            digest: bench.open.digest.clone(),
            revisions: bench.draft.revisions.clone(),
            overrides: bench.draft.items.iter().map(|item| item.overrides.clone()).collect(),
        }
    }

    /// True when what it was made of is still so.
    fn holds(&self, bench: &Bench, library: &Arc<Library>) -> bool {
        let overrides = bench.draft.items.iter().map(|item| &item.overrides);
        Arc::ptr_eq(&self.library, library)
            && self.digest == bench.open.digest
            && self.revisions == bench.draft.revisions
            && self.overrides.iter().eq(overrides)
    }
}

fn sources<'a>(library: &'a Library, reviewer: Option<&'a Reviewer>) -> Sources<'a> {
    Sources { guidelines: &library.guidelines, vocabulary: &library.vocabulary, reviewer }
}

impl Alarms {
    /// Looks at the draft, when it or what it is held against is another one than before; then at the caret.
    pub(super) fn follow(
        &mut self,
        bench: &Bench,
        library: &Arc<Library>,
        reviewer: Option<&Reviewer>,
    ) {
        // What cannot be changed is not nagged about.
        if bench.open.barred.is_some() || bench.is_final() {
            *self = Self::default();
            return;
        }
        // Nor is a rationale that is not begun: a case that is only looked at is not prepared for it.
        let begun = bench.draft.items.iter().any(|item| !item.rationale.as_str().trim().is_empty());
        if !begun && !bench.editing {
            *self = Self { basis: self.basis.take(), ..Self::default() };
            return;
        }
        let shown: Vec<Alarm> = self.shown().map(|raised| raised.alarm.clone()).collect();
        let anew = self.prepare(bench, library);
        let changes = Some(bench.keeping.changes);
        if let Some(basis) = self.basis.as_ref().filter(|_| anew || self.seen != changes) {
            let alarms = every(&basis.known, sources(library, reviewer), &bench.draft);
            let raised = alarms.into_iter().map(|alarm| Raised {
                dismissed: alarm.answer(&bench.draft.dismissed).map(|d| d.reason.clone()),
                waits: false,
                alarm,
            });
            self.raised = raised.collect();
            self.seen = changes;
        }
        self.wait(bench, shown);
    }

    /// True when what is prepared was made anew.
    fn prepare(&mut self, bench: &Bench, library: &Arc<Library>) -> bool {
        let texts = bench.desk.texts.iter();
        let texts = texts.filter_map(|(id, text)| text.as_ref().map(|text| (id, text)));
        let record = self.basis.as_ref().map(|basis| &basis.known.record);
        let scanned = record.filter(|record| {
            let many = texts.clone().count() == record.texts.len();
            let mut both = record.texts.iter().zip(texts.clone());
            many && both.all(|((a, one), (b, other))| a == b && Arc::ptr_eq(one, other))
        });
        match (&self.basis, scanned) {
            (Some(basis), Some(_)) if basis.holds(bench, library) => return false,
            (_, scanned) => {
                let scanned = scanned.cloned().unwrap_or_else(|| {
                    let texts: Texts =
                        texts.map(|(id, text)| (id.clone(), Arc::clone(text))).collect();
                    Arc::new(Record::of(texts))
                });
                self.basis = Some(Arc::new(Basis::of(bench, library, scanned)));
            }
        }
        true
    }

    /// In the text that is being written an alarm that is new waits while the caret stands behind a letter, a word not
    /// yet left, or touches its words. So does one that misses something: the text is not yet written to its end. One
    /// that was shown goes on being shown, wherever the caret goes.
    fn wait(&mut self, bench: &Bench, mut shown: Vec<Alarm>) {
        let caret = bench.editor.caret_byte();
        let item = bench.current_item().map(|item| item.item);
        let in_word = bench.editor.is_behind_a_letter();
        let typed = |alarm: &Alarm| {
            let touches = |span: &std::ops::Range<usize>| span.start <= caret && caret <= span.end;
            let meant = in_word || alarm.span.as_ref().is_none_or(touches);
            bench.editing && alarm.item == item && meant
        };
        let mut known = |alarm: &Alarm| {
            let at = shown.iter().position(|before| is_same(before, alarm));
            at.map(|at| shown.swap_remove(at)).is_some()
        };
        // Of two with the same words, the one that is not being typed was there before.
        for raised in self.raised.iter_mut().filter(|raised| !typed(&raised.alarm)) {
            raised.waits = false;
            known(&raised.alarm);
        }
        for raised in self.raised.iter_mut().filter(|raised| typed(&raised.alarm)) {
            raised.waits = !known(&raised.alarm);
        }
    }

    /// What is open and shown, item by item in the order of the texts.
    pub fn shown(&self) -> impl Iterator<Item = &Raised> {
        self.raised.iter().filter(|raised| raised.dismissed.is_none() && !raised.waits)
    }

    pub fn dismissed(&self) -> impl Iterator<Item = &Raised> {
        self.raised.iter().filter(|raised| raised.dismissed.is_some())
    }

    /// What stands against finalizing: also what is not shown yet.
    pub fn errors(&self) -> impl Iterator<Item = &Alarm> {
        let open = self.raised.iter().filter(|raised| raised.dismissed.is_none());
        open.map(|raised| &raised.alarm).filter(|alarm| alarm.severity == Severity::Error)
    }

    /// The list: what is shown, the gravest first; below it, if asked for, what is dismissed.
    pub fn listed(&self, dismissed: bool) -> Vec<&Raised> {
        let mut listed: Vec<&Raised> = self.shown().collect();
        listed.sort_by_key(|raised| raised.alarm.severity);
        listed.extend(self.dismissed().filter(|_| dismissed));
        listed
    }

    /// How many are shown that are as grave as this, gravest first: `2 errors, 1 warning`. Empty when there are none.
    pub fn counts(&self, least: Severity) -> String {
        let counts = Severity::ALL.iter().filter(|severity| **severity <= least).map(|severity| {
            let n = self.shown().filter(|raised| raised.alarm.severity == *severity).count();
            (n, severity.said())
        });
        let counts = counts.filter(|(n, _)| *n > 0).map(|(n, word)| counted(n, word));
        counts.collect::<Vec<_>>().join(", ")
    }

    /// The alarm whose words the caret of the chosen item stands in: the one that the reviewer was led to, else the
    /// gravest.
    pub fn under_caret(&self, bench: &Bench) -> Option<&Alarm> {
        let caret = bench.editor.caret_byte();
        let item = bench.current_item().map(|item| item.item);
        let here = self.shown().map(|raised| &raised.alarm).filter(|alarm| {
            alarm.item == item
                && alarm.span.as_ref().is_some_and(|s| s.start <= caret && caret <= s.end)
        });
        let led = self.led.as_ref().map(|(to, _)| to);
        let order = |alarm: &&Alarm| led.map(|to| nearness(alarm, to));
        here.min_by_key(|alarm| (std::cmp::Reverse(order(alarm)), alarm.severity))
    }

    /// The next alarm that is shown, or the one before, round the end: from the one that the reviewer was led to, while
    /// the caret is still there, else from the caret.
    pub fn next(&self, bench: &Bench, back: bool) -> Option<Alarm> {
        let caret = bench.editor.caret_byte();
        let items = &bench.open.case.items;
        let place = |alarm: &Alarm| {
            let item = items.iter().position(|item| Some(item.item) == alarm.item);
            (item.unwrap_or(usize::MAX), alarm.span.as_ref().map_or(usize::MAX, |s| s.start))
        };
        // Who writes stays in this text, and is not led to notes while there is something graver.
        let stays =
            |alarm: &&Alarm| !bench.editing || place(alarm).0 == bench.item && alarm.span.is_some();
        let mut all: Vec<&Alarm> = self.shown().map(|raised| &raised.alarm).filter(stays).collect();
        if bench.editing && all.iter().any(|alarm| alarm.severity < Severity::Info) {
            all.retain(|alarm| alarm.severity < Severity::Info);
        }
        let led = self.led.as_ref().filter(|(_, at)| *at == caret);
        let from = led.and_then(|(to, _)| {
            let here = |alarm: &Alarm| alarm.item.is_none() || place(alarm).0 == bench.item;
            let places = (0..all.len()).filter(|at| here(all[*at]) && is_same(all[*at], to));
            places.rev().max_by_key(|at| nearness(all[*at], to))
        });
        let n = all.len();
        let here = (bench.item, caret);
        let to = match (from, back) {
            (Some(at), false) => (at + 1) % n,
            (Some(at), true) => (at + n - 1) % n,
            (None, false) => all.iter().position(|alarm| place(alarm) >= here).unwrap_or(0),
            (None, true) => {
                all.iter().rposition(|alarm| place(alarm) < here).unwrap_or(n.saturating_sub(1))
            }
        };
        all.get(to).map(|alarm| (*alarm).clone())
    }

    /// The reviewer was led to this alarm.
    pub(super) fn lead(&mut self, alarm: Alarm, editor: &Editor) {
        self.led = Some((alarm, editor.caret_byte()));
    }
}

/// The very one, or one that says the same elsewhere, or another.
fn nearness(alarm: &Alarm, to: &Alarm) -> u8 {
    u8::from(is_same(alarm, to)) + u8::from(alarm == to)
}

/// One that says the same: while a text is being written its place moves.
fn is_same(one: &Alarm, other: &Alarm) -> bool {
    (one.check, one.item, &one.words) == (other.check, other.item, &other.words)
}
