//! `demo.tape` as a test: the part of the tape language of [VHS](https://github.com/charmbracelet/vhs)
//! that a demonstration needs, read here and run in a [`Pty`](super::pty::Pty).
//!
//! VHS makes the moving picture but needs a browser and a video encoder; this needs neither, so
//! the tape is checked with every change and the picture can be made from it at any time. All that
//! is accepted here means the same there. What VHS would let pass and then do something else than
//! the tape says (a setting after the first command, a string without an end, an unknown name) is
//! an error here, with its line.

mod read;
mod run;
mod words;

use std::fmt;
use std::time::Duration;

use regex::Regex;

pub use run::{Run, Shot};

/// A tape that makes sense.
#[derive(Debug)]
pub struct Tape {
    pub settings: Settings,
    /// Files that VHS writes. The runner writes none.
    pub outputs: Vec<String>,
    /// Programs that have to be on the `PATH`, and the lines that say so.
    pub requires: Vec<(usize, String)>,
    pub steps: Vec<Step>,
}

#[derive(Debug)]
pub struct Step {
    pub line: usize,
    pub command: Command,
}

#[derive(Debug)]
pub enum Command {
    Hide,
    Show,
    Type(String),
    /// A key by the name that [`keys`](super::keys) has for it.
    Key {
        name: String,
        times: usize,
    },
    Wait {
        scope: Scope,
        pattern: Regex,
        timeout: Option<Duration>,
    },
    Sleep(Duration),
    Screenshot(String),
}

/// Where `Wait` looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The row of the cursor.
    Line,
    Screen,
}

/// What the picture looks like. The values that a tape does not set are those of VHS.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    pub width: u32,
    pub height: u32,
    pub font_size: u32,
    pub padding: u32,
    pub framerate: u32,
    pub theme: String,
    pub shell: String,
    pub typing_speed: Duration,
    pub wait_timeout: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            width: 1200,
            height: 600,
            font_size: 22,
            padding: 60,
            framerate: 50,
            theme: String::new(),
            shell: "bash".to_owned(),
            typing_speed: Duration::from_millis(50),
            wait_timeout: Duration::from_secs(15),
        }
    }
}

impl Settings {
    /// Columns and rows that fit into the picture. VHS leaves this to its browser; its font
    /// (`JetBrains` Mono) is 0.6 of its size wide and 1.32 high, and VHS adds a pixel between letters.
    pub fn grid(&self) -> (u16, u16) {
        let inside = |length: u32| length.saturating_sub(2 * self.padding);
        let cell_width = self.font_size * 6 / 10 + 1;
        let cell_height = (self.font_size * 132).div_ceil(100);
        let count = |length: u32, cell: u32| {
            u16::try_from(inside(length) / cell.max(1)).unwrap_or(u16::MAX).max(1)
        };
        (count(self.width, cell_width), count(self.height, cell_height))
    }
}

/// What is wrong with a tape, or with the program that it shows.
#[derive(Debug, PartialEq, Eq)]
pub struct Fault {
    pub line: usize,
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "line {}: {}", self.line, self.what)
    }
}

impl std::error::Error for Fault {}
