//! The clipboard of the terminal that the reviewer sits at, not of the machine that runs the bench.
//!
//! OSC 52 is the way because it goes through SSH: a clipboard program would put the text on the host's clipboard, which
//! nobody sees. Inside tmux, tmux hands it on.

use std::{
    env,
    io::{self, Write},
    process::{Command, Stdio},
};

use crossterm::{clipboard::CopyToClipboard, queue};

use super::screen::terminal;
use crate::domain::visible::visible;

/// Longest text, in bytes: base64 of it still fits what terminals take (xterm: 100,000 bytes).
const MOST: usize = 74_994;

/// Hands the text over. Gives back what to tell: whether the terminal has taken it, nobody can know.
///
/// # Errors
/// When the text is too long, or the terminal is gone.
pub fn copy(text: &str, restricted: bool) -> Result<String, String> {
    let text = visible(text);
    if text.len() > MOST {
        let most = MOST / 1000;
        return Err(format!("this is longer than the {most} KB that terminals take"));
    }
    let n = text.chars().count();
    let characters = if n == 1 { "character" } else { "characters" };
    // A restricted session starts no program.
    if !restricted && env::var_os("TMUX").is_some() && by_tmux(&text).is_ok() {
        return Ok(format!("{n} {characters} copied by tmux to your terminal"));
    }
    by_terminal(&text).map_err(|e| e.to_string())?;
    Ok(format!("{n} {characters} sent to your terminal's clipboard, if it allows that (OSC 52)"))
}

fn by_terminal(text: &str) -> io::Result<()> {
    let mut bytes = Vec::new();
    queue!(bytes, CopyToClipboard::to_clipboard_from(text))?;
    terminal()?.write_all(&bytes)
}

fn by_tmux(text: &str) -> io::Result<()> {
    let mut tmux = Command::new("tmux")
        .args(["load-buffer", "-w", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let written = tmux.stdin.take().map_or(Ok(()), |mut input| input.write_all(text.as_bytes()));
    let ended = tmux.wait()?;
    written?;
    if ended.success() { Ok(()) } else { Err(io::Error::other("tmux refused")) }
}
