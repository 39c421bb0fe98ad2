//! The loop: wait, drain all that has come, update, draw once.

mod handing;
mod next;
mod reading;
mod stopping;

use std::{
    collections::VecDeque,
    io,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use self::{next::next, reading::Reading};
use super::{
    begin::begin,
    cast::{Cast, Recording},
    clock,
    ears::{Ears, Heard},
    hands::Hands,
    last_words,
    outside::Outside,
    screen::Screen,
    signals::PATIENCE,
    surroundings,
    turns::Turns,
};
use crate::{
    app::{Action, Effect, Event, Keymap, Scope, State, event::Pointed, layout::spot_at, update},
    domain::{case::CaseNumber, library::Library, problem::Problem, settings::Settings},
    keymap,
    store::{Ahead, Workspace},
    ui::styles::Styles,
};

/// How long input is taken in before a frame shows it.
const DRAIN: Duration = Duration::from_millis(10);
/// How long keys wait for the disk.
const ANSWER: Duration = Duration::from_secs(2);
/// The file of the open case is looked at again when this much time has passed and the reviewer does something.
const LOOK_AGAIN: Duration = Duration::from_secs(2);
/// A hang-up closes the terminal and sends a signal, in any order: the signal has this long to tell its number.
const SIGNAL: Duration = Duration::from_millis(300);

/// While very many rows are gone through, a frame with what was there before is this old at most.
const STALE: Duration = Duration::from_millis(100);

/// Exit code when the terminal went away: the one for a system that refuses.
pub const LOST: u8 = 4;

/// What a session starts with.
#[derive(Debug)]
pub struct Start {
    pub workspace: Workspace,
    /// Its index, which is being read.
    pub index: Arc<Ahead>,
    pub library: Arc<Library>,
    /// Id of the reviewer, when not the one that `imr.yaml` names.
    pub reviewer: Option<String>,
    /// Open the bench on this case instead of the queue.
    pub case: Option<CaseNumber>,
    /// Nothing but the bench: no shell, no suspending.
    pub restricted: bool,
    /// Why a finalization that a crash interrupted could not be completed.
    pub unsettled: Option<String>,
    /// Settings that count, and the keymap that they make.
    pub settings: Settings,
    pub keymap: Keymap,
    pub styles: Styles,
    /// Mistakes in the settings; they count as not written.
    pub problems: Vec<Problem>,
    /// Where the session is recorded, if it is.
    pub recording: Option<Recording>,
}

/// Opens the screen until the reviewer leaves. Gives back the process's exit code: 0, or [`LOST`] when the terminal
/// went away. A signal ends the process from its own thread, with 128 and its number.
///
/// # Errors
/// When the terminal refuses; the draft is then on disk.
pub fn run(start: Start) -> io::Result<u8> {
    let ears = Ears::new()?;
    let outside = Outside::default();
    let (mut state, hands) = begin(&start, ears.teller(), outside.clone())?;
    let mouse = state.settings.mouse == Some(true);
    let theme = surroundings::theme(start.styles);
    let mut screen = Screen::take(theme, surroundings::synchronized(), mouse)?;
    if let Some(recording) = start.recording {
        screen.record(Cast::begin(recording, theme, Screen::size()?, ears.teller())?);
    }
    let (columns, rows) = Screen::size()?;
    let left = hands.workspace.session(&hands.me()).unwrap_or_default();
    for event in [Event::Resize(columns, rows), Event::LeftAt(left)] {
        update(&mut state, event);
    }
    let mut session = Session {
        state,
        hands,
        screen,
        ended: None,
        looked: Instant::now(),
        minutes: clock::Minutes::default(),
        ahead: VecDeque::new(),
        waiting_since: None,
        reading: Reading::new(Instant::now()),
        drawn: Instant::now(),
        ears,
        outside,
    };
    let ended = session.begin(start.case).and_then(|()| session.work());
    // Whatever ended it, the words go to the disk before anything is told.
    let kept = session.hands.journal.end(PATIENCE);
    if !matches!(ended, Ok(0)) {
        thread::sleep(SIGNAL);
    }
    let Session { state, hands, screen, .. } = session;
    drop((hands, screen));
    // The rows of a long queue go with the process, which ends here.
    std::mem::forget(state);
    if let Err(why) = kept
        && !matches!(ended, Ok(0))
    {
        last_words::say(&format!("imr: the draft is not on disk: {why}"));
    }
    ended
}

struct Session {
    state: State,
    hands: Hands,
    screen: Screen,
    ended: Option<u8>,
    /// When the file of the open case was last compared.
    looked: Instant,
    minutes: clock::Minutes,
    /// What was typed while the disk was to answer, each with the sheet that was on the screen when it came; and since when
    /// it is waited for.
    ahead: VecDeque<(Heard, u64)>,
    waiting_since: Option<Instant>,
    reading: Reading,
    /// When it was.
    drawn: Instant,
    ears: Ears,
    outside: Outside,
}

impl Session {
    fn begin(&mut self, first: Option<CaseNumber>) -> io::Result<()> {
        if first.is_none() {
            self.show_opening()?;
        }
        let mut effects = vec![Effect::ReadQueue];
        effects.extend(first.map(Effect::OpenCase));
        self.carry_out(effects)?;
        self.screen.draw(&self.state)?;
        self.hands.keeper.go_on(&self.hands.library);
        Ok(())
    }

    /// A long queue is to be seen before all of it has been read. A key that comes meanwhile waits until it has: it is about
    /// all rows.
    fn show_opening(&mut self) -> io::Result<()> {
        let Some(first) = self.hands.keeper.first(&self.hands.library) else { return Ok(()) };
        let opening = self.state.opening(first.rows, first.of);
        opening.map_or(Ok(()), |opening| self.screen.draw(&opening))
    }

    /// Waits without end while nothing happens: an idle bench never wakes.
    fn work(&mut self) -> io::Result<u8> {
        while self.ended.is_none() {
            let first = self.next();
            let came = !matches!(first, Heard::GoOn);
            self.drain(first)?;
            if self.is_worth_a_frame(came) {
                self.show()?;
            }
        }
        Ok(self.ended.unwrap_or_default())
    }

    /// One frame a key: not before it is known what is shown. A key that comes before that takes its place.
    fn is_worth_a_frame(&self, came: bool) -> bool {
        let queue = &self.state.queue;
        let waits = queue.is_filtering() || !came && queue.is_working();
        !waits || self.drawn.elapsed() >= STALE
    }

    /// A line that is behind gets no other large frame yet: the newest is the one that counts.
    fn show(&mut self) -> io::Result<()> {
        while self.ended.is_none() {
            match self.screen.behind() {
                None => self.screen.draw(&self.state)?,
                Some(wait) if !self.screen.draw_small(&self.state)? => {
                    if let Some(more) = self.ears.within(wait) {
                        self.drain(more)?;
                    }
                    continue;
                }
                Some(_) => {}
            }
            self.drawn = Instant::now();
            self.reading.shown(self.state.sheet, self.drawn);
            break;
        }
        Ok(())
    }

    /// What has come meanwhile counts before the one frame that shows it; without end, it would never be shown.
    fn drain(&mut self, first: Heard) -> io::Result<()> {
        let begun = Instant::now();
        self.hear(first)?;
        while self.ended.is_none()
            && begun.elapsed() < DRAIN
            && let Some(more) = self.ears.beside()
        {
            self.hear(more)?;
        }
        self.happen(Event::Settled)
    }

    /// What comes next. Keys that wait for the disk do not wait longer than they should when nothing else comes.
    fn next(&mut self) -> Heard {
        next(&mut self.ears, self.state.queue.is_working(), !self.ahead.is_empty())
    }

    fn hear(&mut self, heard: Heard) -> io::Result<()> {
        if heard.is_typed() || matches!(heard, Heard::Pointed(..)) {
            self.hands.keeper.key_came();
        }
        if let Some(now) = self.minutes.passed(self.state.now) {
            self.happen(Event::Clock(now))?;
        }
        self.ahead.push_back((heard, self.reading.sheet()));
        self.take_what_came()
    }

    /// Carries in what was heard. Keys wait while the disk is to answer: what is typed after `q` is meant for the
    /// queue. They do not wait for ever: a disk that hangs must not hold the reviewer.
    fn take_what_came(&mut self) -> io::Result<()> {
        let mut later = VecDeque::new();
        while let Some((heard, sheet)) = self.ahead.pop_front() {
            if heard.is_typed() && self.is_waiting() {
                later.push_back((heard, sheet));
                continue;
            }
            let waited = self.state.is_waiting();
            self.take(heard, sheet)?;
            if waited && !self.state.is_waiting() {
                // Refused: what was typed ahead was meant for another place.
                let refused = self.state.notice.as_ref().is_some_and(|n| n.grave);
                let typed_ahead = std::mem::take(&mut later);
                if !refused {
                    typed_ahead.into_iter().rev().for_each(|came| self.ahead.push_front(came));
                }
            }
        }
        self.ahead = later;
        Ok(())
    }

    fn is_waiting(&mut self) -> bool {
        if !self.state.is_waiting() {
            self.waiting_since = None;
            return false;
        }
        self.waiting_since.get_or_insert_with(Instant::now).elapsed() < ANSWER
    }

    /// `sheet`: the one that was on the screen when this came.
    fn take(&mut self, heard: Heard, sheet: u64) -> io::Result<()> {
        match heard {
            Heard::Key(key) => {
                match keymap::translate(&self.state, key) {
                    Event::Act(Action::Confirm) if !self.is_answer(sheet) => {
                        self.happen(Event::TooSoon)?;
                    }
                    event => self.happen(event)?,
                }
                self.look_again();
                Ok(())
            }
            Heard::Paste(text) => self.happen(Event::Paste(text)),
            Heard::Resize(columns, rows) => self.happen(Event::Resize(columns, rows)),
            Heard::Pointed(x, y, what) => self.point((x, y), what),
            Heard::Done(event) => self.happen(*event),
            Heard::Nothing => Ok(()),
            Heard::GoOn => self.happen(Event::GoOn),
            Heard::Continued => self.come_back(),
            Heard::Closed => {
                self.ended = Some(LOST);
                Ok(())
            }
        }
    }

    fn is_answer(&mut self, seen: u64) -> bool {
        let letter = self.state.scope() == Scope::Preview;
        self.reading.answers(self.state.sheet, seen, letter, Instant::now())
    }

    fn point(&mut self, at: (u16, u16), what: Pointed) -> io::Result<()> {
        let spot = spot_at(&self.state, at);
        let what = match (what, spot) {
            (Pointed::Click(_), Some(spot)) => Pointed::Click(self.screen.entry_at(spot, at.1)),
            (other, _) => other,
        };
        self.happen(Event::Pointed(spot, what))
    }

    fn happen(&mut self, event: Event) -> io::Result<()> {
        let effects = update(&mut self.state, event);
        self.carry_out(effects)
    }

    /// Carries out effects and what follows from their answers.
    fn carry_out(&mut self, effects: Vec<Effect>) -> io::Result<()> {
        let mut turns = Turns::of(effects);
        while let Some(effect) = turns.next() {
            let answer = match effect {
                Effect::Quit => {
                    self.ended = Some(0);
                    None
                }
                Effect::Redraw => {
                    self.screen.forget();
                    None
                }
                Effect::Suspend => self.suspend()?,
                Effect::EditOutside(number, item, text) => {
                    self.edit_outside(number, item, &text)?;
                    None
                }
                effect => self.hands.carry_out(effect),
            };
            if let Some(answer) = answer {
                turns.answered(&mut self.state, answer);
            }
        }
        Ok(())
    }

    /// Compares the file of the open case with what is on the screen, now and then: behind the screen, since a key must
    /// not wait for the disk.
    fn look_again(&mut self) {
        if self.looked.elapsed() < LOOK_AGAIN {
            return;
        }
        self.looked = Instant::now();
        if let Some(open) = self.state.bench.as_ref().map(|b| &b.open) {
            self.hands.look_again(open);
        }
    }
}
