//! From the text of a tape to its commands.

use std::iter::Peekable;
use std::path::Path;
use std::time::Duration;
use std::vec::IntoIter;

use regex::Regex;

use super::super::keys;
use super::words::{Kind, Word, words};
use super::{Command, Fault, Scope, Settings, Step, Tape};

/// The keys that have a command of their own in VHS.
const KEYS: [&str; 13] = [
    "Enter",
    "Escape",
    "Tab",
    "Up",
    "Down",
    "Left",
    "Right",
    "Backspace",
    "Delete",
    "Insert",
    "Space",
    "PageUp",
    "PageDown",
];

impl Tape {
    pub fn read(text: &str) -> Result<Self, Fault> {
        let tape = Self {
            settings: Settings::default(),
            outputs: Vec::new(),
            requires: Vec::new(),
            steps: Vec::new(),
        };
        let mut reader = Reader { words: words(text)?.into_iter().peekable(), line: 1, tape };
        while let Some(word) = reader.words.next() {
            reader.line = word.line;
            reader.command(&word)?;
        }
        Ok(reader.tape)
    }
}

struct Reader {
    words: Peekable<IntoIter<Word>>,
    line: usize,
    tape: Tape,
}

impl Reader {
    fn command(&mut self, word: &Word) -> Result<(), Fault> {
        if word.kind != Kind::Bare {
            return self.fault(format!("expected a command, found {:?}", word.text));
        }
        let (name, time) = match word.text.split_once('@') {
            Some((name, time)) => (name, Some(self.time(time)?)),
            None => (word.text.as_str(), None),
        };
        let timed = name == "Type" || KEYS.contains(&name) || name.starts_with("Wait");
        if time.is_some() && !timed {
            return self.fault(format!("`{name}` takes no time after @"));
        }
        let command = match name {
            "Output" => {
                let file = self.argument("a file")?;
                self.tape.outputs.push(file);
                return Ok(());
            }
            "Require" => {
                let program = self.argument("a program")?;
                self.tape.requires.push((self.line, program));
                return Ok(());
            }
            "Set" => return self.setting(),
            "Hide" => Command::Hide,
            "Show" => Command::Show,
            "Type" => Command::Type(self.text()?),
            "Sleep" => {
                let time = self.argument("a time")?;
                Command::Sleep(self.time(&time)?)
            }
            "Screenshot" => Command::Screenshot(self.screenshot()?),
            "Wait" | "Wait+Line" => self.wait(Scope::Line, time)?,
            "Wait+Screen" => self.wait(Scope::Screen, time)?,
            _ if name.starts_with("Wait+") => {
                return self.fault(format!("`{name}`: Wait looks at +Line or +Screen"));
            }
            _ => self.key(name)?,
        };
        self.tape.steps.push(Step { line: self.line, command });
        Ok(())
    }

    fn setting(&mut self) -> Result<(), Fault> {
        let name = self.argument("the name of a setting")?;
        let value = self.argument(&format!("a value of {name}"))?;
        if let Some(step) = self.tape.steps.first() {
            let first = step.line;
            return self.fault(format!(
                "`Set {name}` has no effect after the first command, which is in line {first}"
            ));
        }
        let number = value.parse::<u32>().ok().filter(|number| *number > 0);
        let number = number.ok_or_else(|| Fault {
            line: self.line,
            what: format!("{name} is a number above 0, not {value:?}"),
        });
        let time = self.time(&value);
        let settings = &mut self.tape.settings;
        match name.as_str() {
            "Width" => settings.width = number?,
            "Height" => settings.height = number?,
            "FontSize" => settings.font_size = number?,
            "Padding" if value == "0" => settings.padding = 0,
            "Padding" => settings.padding = number?,
            "Framerate" => settings.framerate = number?,
            "TypingSpeed" => settings.typing_speed = time?,
            "WaitTimeout" => settings.wait_timeout = time?,
            "Theme" => settings.theme = value,
            "Shell" if value == "bash" => settings.shell = value,
            "Shell" => return self.fault(format!("the shell of a tape is bash, not {value}")),
            _ => return self.fault(format!("unknown setting `{name}`")),
        }
        Ok(())
    }

    fn text(&mut self) -> Result<String, Fault> {
        match self.words.next_if(|word| word.kind == Kind::Text) {
            Some(word) => Ok(word.text),
            None => self.fault("Type wants a text in quotes".to_owned()),
        }
    }

    fn screenshot(&mut self) -> Result<String, Fault> {
        let file = self.argument("a file")?;
        match Path::new(&file).extension().is_some_and(|e| e == "png") {
            true => Ok(file),
            false => self.fault(format!("a screenshot is a .png file, not {file:?}")),
        }
    }

    fn wait(&mut self, scope: Scope, timeout: Option<Duration>) -> Result<Command, Fault> {
        let pattern = self.words.next_if(|word| word.kind == Kind::Pattern);
        let pattern = pattern.map_or(">$".to_owned(), |word| word.text);
        let pattern = Regex::new(&pattern).map_err(|error| Fault {
            line: self.line,
            what: format!("/{pattern}/ is not a regular expression: {error}"),
        })?;
        Ok(Command::Wait { scope, pattern, timeout })
    }

    fn key(&mut self, name: &str) -> Result<Command, Fault> {
        let combined = name.starts_with("Ctrl+") || name.starts_with("Alt+") || name == "Shift+Tab";
        if !(KEYS.contains(&name) || combined && keys::bytes(name, false).is_ok()) {
            return self.fault(format!("unknown command `{name}`"));
        }
        let times = self.words.next_if(|word| {
            !combined
                && word.kind == Kind::Bare
                && word.text.starts_with(|c: char| c.is_ascii_digit())
        });
        let times = times.map_or("1".to_owned(), |word| word.text);
        match times.parse() {
            Ok(times) => Ok(Command::Key { name: name.to_owned(), times }),
            Err(_) => self.fault(format!("{name} is pressed a number of times, not {times:?}")),
        }
    }

    /// The next word, whatever it is in, except a pattern, which VHS makes of a path from `/`.
    fn argument(&mut self, what: &str) -> Result<String, Fault> {
        let line = self.line;
        match self.words.next_if(|word| word.line == line && word.kind != Kind::Pattern) {
            Some(word) => Ok(word.text),
            None => self.fault(format!("{what} is missing")),
        }
    }

    /// `500ms`, `2s`, `1.5s`, `1m`; a bare number is in seconds.
    fn time(&self, text: &str) -> Result<Duration, Fault> {
        let digits = text.trim_end_matches(|character: char| character.is_ascii_alphabetic());
        let unit = match &text[digits.len()..] {
            "ms" => Some(0.001),
            "s" | "" => Some(1.0),
            "m" => Some(60.0),
            _ => None,
        };
        let seconds = digits.parse::<f64>().ok().zip(unit).map(|(count, unit)| count * unit);
        let time = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
        match time {
            Some(time) => Ok(time),
            None => self.fault(format!("{text:?} is not a time, such as 500ms or 2s")),
        }
    }

    fn fault<T>(&self, what: String) -> Result<T, Fault> {
        Err(Fault { line: self.line, what })
    }
}
