//! The line mode: for screen readers, dumb terminals and pipes. No cursor is moved and no byte but text is sent.
//!
//! It is another face of the same state machine: a word becomes the acts that keys would be, so every gate, question
//! and message is that of the bench, and the journal keeps the draft in the same way.

mod checks;
mod filling;
mod going;
mod looking;
mod words;
mod write;

use std::{
    io::{self, BufRead, IsTerminal, Write},
    thread,
    time::Duration,
};

use rustix::termios::{QueueSelector, tcflush};

use self::words::{Wish, wish, words};
use super::{Exit, Failure};
use crate::{
    app::{Action, Event, Scope, State, state::Notice},
    domain::{case::CaseNumber, visible::visible},
    runtime::{LOST, Start, lines::Lines, surroundings},
    ui::{plain, styles::Styles},
};

/// Longest line that is read, in bytes: as long as a rationale may be.
const MAX_LINE: u64 = 1024 * 1024;
/// A hang-up ends the input and sends a signal, in any order.
const SIGNAL: Duration = Duration::from_millis(300);

/// Opens the line mode until the reviewer leaves or the input ends.
///
/// # Errors
/// When the draft could not be kept, or nobody reads what is said.
pub fn run(start: &Start) -> Result<u8, Failure> {
    let mut talk = Talk {
        lines: Lines::begin(start)?,
        terminal: io::stdin().is_terminal(),
        ascii: surroundings::theme(Styles::NONE).ascii,
        told: None,
        of: None,
        page: None,
        faults: Vec::new(),
        listed: Vec::new(),
        findings: Vec::new(),
    };
    let talked = talk.greet().and_then(|()| talk.all());
    // Whatever ended it, the words go to the disk before anything is told.
    let kept = talk.lines.end();
    if talk.terminal && !io::stdin().is_terminal() {
        // The line was hung up: the signal that says so has a moment to tell its number.
        thread::sleep(SIGNAL);
        return Ok(LOST);
    }
    kept.map_err(|why| Failure::new(Exit::System, format!("the draft is not on disk: {why}")))?;
    Ok(talked.map(|()| 0)?)
}

struct Talk {
    lines: Lines,
    /// The input is a terminal: what is typed is seen there, and may have been typed too early.
    terminal: bool,
    ascii: bool,
    /// The last message that was said.
    told: Option<Notice>,
    /// The case that was last described.
    of: Option<String>,
    /// The page that lies open and was told.
    page: Option<Scope>,
    /// What is wrong with the finding that is being filled in, as it was told.
    faults: Vec<String>,
    /// The cases and the findings as they were last told: their numbers stand for these, whatever has come since.
    listed: Vec<CaseNumber>,
    findings: Vec<String>,
}

impl Talk {
    fn state(&self) -> &State {
        self.lines.state()
    }

    fn say(&self, line: &str) -> io::Result<()> {
        let line = visible(line);
        let mut out = io::stdout().lock();
        if self.ascii && !line.is_ascii() {
            let mut utf8 = [0; 4];
            let plain = line.chars().map(|c| match c.is_ascii() {
                true => c.to_string(),
                false => plain::in_ascii(c.encode_utf8(&mut utf8)).to_owned(),
            });
            return writeln!(out, "{}", plain.collect::<String>());
        }
        writeln!(out, "{line}")
    }

    fn say_all(&self, lines: &[String]) -> io::Result<()> {
        lines.iter().try_for_each(|line| self.say(line))
    }

    /// An act of the bench; what it tells is new, also when it says the same.
    fn press(&mut self, action: Action) {
        self.told = None;
        if action == Action::Save {
            self.faults.clear();
        }
        self.lines.act(action);
    }

    fn greet(&mut self) -> io::Result<()> {
        self.say("imr, line mode. help lists the words that may be typed.")?;
        if self.state().bench.is_none() {
            self.say_queue()?;
        }
        Ok(())
    }

    /// Until the reviewer leaves, or the input ends.
    fn all(&mut self) -> io::Result<()> {
        while !self.lines.has_ended() {
            self.lines.look_again();
            self.lines.settle();
            if self.lines.has_ended() {
                break;
            }
            self.tell()?;
            let Some(line) = self.next_line()? else { break };
            match self.state().scope() {
                Scope::Prompt => self.answer_prompt(&line),
                _ => self.carry_out(&line)?,
            }
        }
        Ok(())
    }

    /// What is new since the last line: a message, another case, a text to read.
    fn tell(&mut self) -> io::Result<()> {
        if let Some(notice) = self.state().notice.clone()
            && self.told.as_ref() != Some(&notice)
        {
            let lead = if notice.grave { "Attention: " } else { "" };
            self.say(&format!("{lead}{}", notice.text))?;
            self.told = Some(notice);
        }
        let of = self.state().bench.as_ref().map(|bench| bench.number().to_string());
        if of != self.of {
            self.of = of;
            self.findings = Vec::new();
            if let Some(bench) = &self.state().bench {
                self.say_all(&plain::case(self.state(), bench))?;
            }
        }
        if self.state().scope() == Scope::Editor {
            // A key of the bench, typed as a word, has begun it.
            self.write()?;
        }
        if self.state().scope() == Scope::Record {
            let page = self.state().bench.as_ref().map(plain::page);
            self.press(Action::Back);
            self.say_all(&page.unwrap_or_default())?;
        }
        if self.state().scope() == Scope::Checks {
            self.say_checks()?;
        }
        self.tell_page()?;
        self.tell_faults()?;
        if let Some((title, lines)) = plain::sheet(self.state(), self.ascii) {
            self.say(&title)?;
            self.say_all(&lines)?;
            if !plain::is_asked(self.state()) {
                self.press(Action::Back);
            } else if self.terminal {
                // Nobody answers what was not shown: what was typed ahead of it is gone.
                let _ = tcflush(io::stdin(), QueueSelector::IFlush);
            }
        }
        Ok(())
    }

    fn next_line(&self) -> io::Result<Option<String>> {
        let asked = plain::prompt(self.state());
        let end = if asked.ends_with('?') { " " } else { "> " };
        self.read_after(&format!("{asked}{end}"))
    }

    /// The next line of the input; `None` at its end. Bytes that are no text are left out with a mark.
    fn read_after(&self, prompt: &str) -> io::Result<Option<String>> {
        // Where nobody sees what is typed, the next line would stand beside the prompt.
        let end = if self.terminal { "" } else { "\n" };
        let mut out = io::stdout().lock();
        write!(out, "{}{end}", visible(prompt))?;
        out.flush()?;
        drop(out);
        let mut bytes = Vec::new();
        let input = io::stdin().lock();
        match io::Read::take(input, MAX_LINE).read_until(b'\n', &mut bytes) {
            Ok(0) => Ok(None),
            Ok(_) => {
                let text = String::from_utf8_lossy(&bytes);
                Ok(Some(text.trim_end_matches(['\n', '\r']).to_owned()))
            }
            Err(error) => Err(error),
        }
    }

    /// A prompt of the bench: the line is its answer, an empty one leaves everything as it is.
    fn answer_prompt(&mut self, line: &str) {
        if line.trim().is_empty() {
            self.press(Action::Back);
            return;
        }
        self.lines.happen(Event::Paste(line.to_owned()));
        self.press(Action::Submit);
    }

    fn carry_out(&mut self, line: &str) -> io::Result<()> {
        if line.trim().is_empty() {
            return Ok(());
        }
        match wish(self.state(), line) {
            Ok((wish, rest)) => self.grant(wish, rest),
            Err(what) => self.say(&what),
        }
    }

    fn grant(&mut self, wish: Wish, rest: &str) -> io::Result<()> {
        match wish {
            Wish::Help => self.help(),
            Wish::List => self.list(rest),
            Wish::Open => self.open(rest),
            Wish::Next => {
                self.next();
                Ok(())
            }
            Wish::Act(Action::Undo) => self.undo(),
            Wish::Act(action) => {
                self.press(action);
                if action == Action::Reload && self.state().bench.is_none() {
                    return self.say_queue();
                }
                Ok(())
            }
            Wish::Fill(field) => self.fill(field, rest),
            Wish::Fitting => self.fitting(rest),
            Wish::Empty => self.empty(rest),
            of_case => self.of_case(of_case, rest),
        }
    }

    fn of_case(&mut self, wish: Wish, rest: &str) -> io::Result<()> {
        let Some(bench) = &self.state().bench else { return Ok(()) };
        match wish {
            Wish::Items => self.say_all(&plain::items(bench)),
            Wish::Findings => self.say_findings(rest),
            Wish::Criteria => self.say_all(&plain::criteria(bench)),
            Wish::Rationale => self.say_all(&plain::rationale(bench)),
            Wish::Write => self.begin_writing(),
            Wish::Replace => self.replace(rest, true),
            Wish::Remove => self.replace(rest, false),
            Wish::Alarm => self.alarm(rest),
            Wish::Dismiss => self.dismiss(rest),
            Wish::TakeBack => self.on_alarm(rest, Action::TakeBack),
            Wish::Search => {
                self.search(rest);
                Ok(())
            }
            Wish::Again => self.say_page(),
            Wish::Entry(action) => self.on_entry(rest, action),
            Wish::Precedent => self.precedent(rest, false),
            Wish::PastOutcome => self.precedent(rest, true),
            Wish::Item => {
                let known: Vec<u32> = bench.open.case.items.iter().map(|i| i.item).collect();
                let at = known.iter().position(|n| n.to_string() == rest);
                let Some(at) = at else {
                    let known: Vec<String> = known.iter().map(ToString::to_string).collect();
                    return self
                        .say(&format!("there is no such item; items: {}", known.join(", ")));
                };
                self.choose(Action::ItemsPane, at);
                self.describe()
            }
            Wish::Finding
            | Wish::Page
            | Wish::Correct
            | Wish::Refuse
            | Wish::Restore
            | Wish::Source => {
                let Some(at) = self.finding_at(rest)? else { return Ok(()) };
                self.choose(Action::FindingsPane, at);
                self.on_finding(wish)
            }
            of_criterion => {
                let all = bench.outline.len();
                let Some(at) = self.number(rest, all, "line of criteria")? else { return Ok(()) };
                self.choose(Action::CriteriaPane, at);
                self.on_criterion(of_criterion)
            }
        }
    }

    fn on_finding(&mut self, wish: Wish) -> io::Result<()> {
        match wish {
            Wish::Page => self.press(Action::Record),
            Wish::Correct => self.press(Action::CorrectFinding),
            Wish::Refuse => self.press(Action::RefuseFinding),
            Wish::Restore => self.press(Action::RestoreFinding),
            Wish::Source => self.press(Action::InsertCitation),
            _ => {
                let said = self.state().bench.as_ref().map(plain::finding);
                return self.say_all(&said.unwrap_or_default());
            }
        }
        Ok(())
    }

    fn on_criterion(&mut self, wish: Wish) -> io::Result<()> {
        match wish {
            Wish::Why => {
                let said = self.state().bench.as_ref().map(plain::why);
                return self.say_all(&said.unwrap_or_default());
            }
            Wish::Cite => self.press(Action::Cite),
            Wish::Met => self.press(Action::StateMet),
            Wish::NotMet => self.press(Action::StateNotMet),
            Wish::Computed => self.press(Action::ClearStated),
            Wish::DraftCriterion => self.press(Action::DraftCriterion),
            _ => {}
        }
        Ok(())
    }

    /// The chosen item, in its words.
    fn describe(&self) -> io::Result<()> {
        let Some(bench) = &self.state().bench else { return Ok(()) };
        self.say_all(&plain::chosen(bench))
    }

    /// A number from 1 as a place in a list; what is wrong with it is said.
    fn number(&self, text: &str, all: usize, what: &str) -> io::Result<Option<usize>> {
        match text.parse::<usize>() {
            Ok(n) if (1..=all).contains(&n) => Ok(Some(n - 1)),
            _ if all == 0 => self.say(&format!("there is no {what} here")).map(|()| None),
            _ => self.say(&format!("give the number of a {what}, 1 to {all}")).map(|()| None),
        }
    }

    /// Moves the cursor of a pane, as keys would.
    fn choose(&mut self, pane: Action, at: usize) {
        self.press(pane);
        self.go_to(at);
    }

    fn go_to(&mut self, at: usize) {
        self.press(Action::First);
        (0..at).for_each(|_| self.press(Action::Down));
    }

    fn help(&self) -> io::Result<()> {
        for word in words(self.state().scope()) {
            let names = format!("{}, {} {}", word.word, word.short, word.takes);
            self.say(&format!("{}: {}", names.trim_end(), word.does))?;
        }
        self.say("The acts of docs/keys.md may be typed by their names, too.")
    }
}
