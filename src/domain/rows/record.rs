//! What a row says, in columns of fixed width.

use jiff::{
    ToSpan,
    civil::{Date, DateTime},
};

use crate::domain::{
    date::days_between,
    deadline::Due,
    queue::{CaseState, CaseSummary, Standing},
    words::{CaseKind, CaseOutcome, Priority},
};

/// The columns of a row. What does not fit into them is kept beside, as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Record {
    /// Where its words begin.
    pub text: u32,
    /// Where its capitals begin.
    pub caps: u32,
    /// In minutes of the calendar.
    pub(super) due: i32,
    /// In days.
    pub(super) assigned: i32,
    pub regions: u32,
    pub services: u32,
    pub(super) version: u16,
    pub items: u16,
    /// State, kind, priority and outcome.
    pub(super) words: u16,
    pub(super) flags: u16,
    /// Days before the last one.
    pub(super) aim: u8,
    /// Bytes of the number.
    pub number: u8,
}

const NONE: i32 = i32::MIN;
const DAY: i64 = 24 * 60;

const TIMED: u16 = 1;
const DRAFT: u16 = 1 << 1;
const AMENDING: u16 = 1 << 2;
const ATTESTED: u16 = 1 << 3;
const ASIDE: u16 = 1 << 4;
const IMPORTED: u16 = 1 << 5;
const RECORDS: u16 = 1 << 6;
const HELD: u16 = 1 << 7;
const PROBLEMS: u16 = 1 << 8;

fn zero() -> Date {
    Date::constant(1970, 1, 1)
}

fn day(date: Date) -> i64 {
    days_between(zero(), date)
}

fn date(days: i64) -> Date {
    zero().checked_add(days.days()).unwrap_or_default()
}

/// Minutes of a moment, in the calendar.
pub fn minutes(at: DateTime) -> i64 {
    day(at.date()) * DAY + i64::from(at.hour()) * 60 + i64::from(at.minute())
}

/// The place of a word in its list, from 1; none is 0.
fn code<T: PartialEq>(word: Option<&T>, all: &[T]) -> u16 {
    let at = word.and_then(|word| all.iter().position(|w| w == word));
    at.map_or(0, |at| u16::try_from(at + 1).unwrap_or(0))
}

fn word<T: Copy>(code: u16, all: &[T]) -> Option<T> {
    all.get(usize::from(code).checked_sub(1)?).copied()
}

impl Record {
    /// Bytes of a record on the disk.
    pub const SIZE: usize = 34;

    pub fn of(row: &CaseSummary) -> Self {
        let standing = &row.standing;
        let flags = [
            (row.due.is_some_and(|d| d.timed), TIMED),
            (standing.draft, DRAFT),
            (standing.amending, AMENDING),
            (standing.attested.is_some(), ATTESTED),
            (standing.aside.is_some(), ASIDE),
            (standing.imported, IMPORTED),
            (standing.records, RECORDS),
            (row.held.is_some(), HELD),
            (!row.problems.is_empty(), PROBLEMS),
        ];
        // One that is thousands of years away is the last of all.
        let due = row.due.map(|d| i32::try_from(minutes(d.at)).unwrap_or(i32::MAX));
        let aim = row.aim.zip(row.due).map(|(aim, due)| day(due.at.date()) - day(aim));
        Self {
            due: due.unwrap_or(NONE),
            assigned: row.assigned.and_then(|a| i32::try_from(day(a)).ok()).unwrap_or(NONE),
            version: standing.version.and_then(|v| u16::try_from(v).ok()).unwrap_or(0),
            items: u16::try_from(row.items.len()).unwrap_or(u16::MAX),
            words: code(Some(&row.state), CaseState::ALL)
                | code(row.kind.as_ref(), CaseKind::ALL) << 4
                | code(row.priority.as_ref(), Priority::ALL) << 8
                | code(row.outcome.as_ref(), CaseOutcome::ALL) << 12,
            flags: flags.iter().filter(|(is, _)| *is).map(|(_, flag)| flag).sum(),
            aim: aim.and_then(|days| u8::try_from(days).ok()).unwrap_or(0),
            ..Self::default()
        }
    }

    fn is(&self, flag: u16) -> bool {
        self.flags & flag != 0
    }

    pub fn state(&self) -> CaseState {
        word(self.words & 15, CaseState::ALL).unwrap_or(CaseState::Broken)
    }

    pub fn kind(&self) -> Option<CaseKind> {
        word(self.words >> 4 & 15, CaseKind::ALL)
    }

    pub fn priority(&self) -> Option<Priority> {
        word(self.words >> 8 & 15, Priority::ALL)
    }

    pub fn outcome(&self) -> Option<CaseOutcome> {
        word(self.words >> 12, CaseOutcome::ALL)
    }

    /// When it is due, in minutes of the calendar.
    pub fn due_minutes(&self) -> Option<i64> {
        (self.due != NONE).then_some(i64::from(self.due))
    }

    pub fn due_day(&self) -> Option<i64> {
        self.due_minutes().map(|m| m.div_euclid(DAY))
    }

    fn due(&self) -> Option<Due> {
        let minutes = self.due_minutes()?;
        let (days, rest) = (minutes.div_euclid(DAY), minutes.rem_euclid(DAY));
        let part = |n: i64| i8::try_from(n).unwrap_or(0);
        let at = date(days).at(part(rest / 60), part(rest % 60), 0, 0);
        Some(Due { at, timed: self.is(TIMED) })
    }

    pub fn is_set_aside(&self) -> bool {
        self.is(ASIDE)
    }

    pub fn is_held(&self) -> bool {
        self.is(HELD)
    }

    pub fn has_draft(&self) -> bool {
        self.is(DRAFT)
    }

    pub fn is_attested(&self) -> bool {
        self.is(ATTESTED)
    }

    pub fn is_amending(&self) -> bool {
        self.is(AMENDING)
    }

    pub fn has_records(&self) -> bool {
        self.is(RECORDS)
    }

    pub fn has_problems(&self) -> bool {
        self.is(PROBLEMS)
    }

    /// True when a reviewer can work on it now.
    pub fn is_open(&self) -> bool {
        matches!(self.state(), CaseState::New | CaseState::InWork)
            && !self.is_held()
            && !self.is_set_aside()
    }

    /// True when it is still to be decided and its time is over.
    pub fn is_late(&self, now: DateTime) -> bool {
        let rest = now.second() > 0 || now.subsec_nanosecond() > 0;
        !matches!(self.state(), CaseState::Final | CaseState::Broken)
            && self.due_minutes().is_some_and(|due| (minutes(now), rest) > (due, false))
    }

    /// Open cases, those whose clock has not started, those set aside, waiting, broken, final.
    pub fn rank(&self) -> u8 {
        match self.state() {
            CaseState::New | CaseState::InWork if self.is_set_aside() => 2,
            CaseState::New | CaseState::InWork if self.due != NONE => 0,
            CaseState::New | CaseState::InWork => 1,
            CaseState::Waiting => 3,
            CaseState::Broken => 4,
            CaseState::Final => 5,
        }
    }

    /// The row as far as the columns tell it; number, lists and titles stand elsewhere.
    pub(super) fn fill(&self, row: &mut CaseSummary) {
        row.kind = self.kind();
        row.priority = self.priority();
        row.state = self.state();
        row.due = self.due();
        row.aim = row.due.filter(|_| self.aim > 0).map(|due| {
            let aim = due.at.date().checked_sub(i64::from(self.aim).days());
            aim.unwrap_or_default()
        });
        row.assigned = (self.assigned != NONE).then(|| date(i64::from(self.assigned)));
        row.outcome = self.outcome();
        row.standing = Standing {
            draft: self.has_draft(),
            amending: self.is_amending(),
            attested: None,
            aside: None,
            outcome: row.outcome,
            version: (self.version > 0).then_some(u32::from(self.version)),
            imported: self.is(IMPORTED),
            records: self.has_records(),
        };
    }

    /// The same, with nobody who holds it.
    #[must_use]
    pub fn not_held(self) -> Self {
        Self { flags: self.flags & !HELD, ..self }
    }

    /// The same, with its words and capitals, its regions and services elsewhere.
    #[must_use]
    pub fn moved(self, (text, caps): (u32, u32), (regions, services): (u32, u32)) -> Self {
        Self { text, caps, regions, services, ..self }
    }

    /// As it is written.
    pub fn bytes(&self) -> [u8; Self::SIZE] {
        let mut bytes = [0; Self::SIZE];
        let longs = [self.text, self.caps, self.regions, self.services].map(u32::to_le_bytes);
        let signed = [self.due, self.assigned].map(i32::to_le_bytes);
        let shorts = [self.version, self.items, self.words, self.flags].map(u16::to_le_bytes);
        let all = longs.iter().chain(&signed).flatten().chain(shorts.iter().flatten());
        bytes.iter_mut().zip(all.chain(&[self.aim, self.number])).for_each(|(to, b)| *to = *b);
        bytes
    }

    /// The same, read back.
    pub fn read(bytes: &[u8; Self::SIZE]) -> Self {
        let long = |at: usize| [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
        let short = |at: usize| u16::from_le_bytes([bytes[at], bytes[at + 1]]);
        Self {
            text: u32::from_le_bytes(long(0)),
            caps: u32::from_le_bytes(long(4)),
            regions: u32::from_le_bytes(long(8)),
            services: u32::from_le_bytes(long(12)),
            due: i32::from_le_bytes(long(16)),
            assigned: i32::from_le_bytes(long(20)),
            version: short(24),
            items: short(26),
            words: short(28),
            flags: short(30),
            aim: bytes[32],
            number: bytes[33],
        }
    }
}
