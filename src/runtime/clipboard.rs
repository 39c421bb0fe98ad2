//! The clipboard of the terminal that the reviewer sits at, not of the machine that runs the bench.
//!
//! OSC 52 is the way because it goes through SSH: a clipboard program would put the text on the host's clipboard, which
//! nobody sees. Inside tmux, tmux hands it on.

use std::{
    env,
    ffi::OsStr,
    io::{self, Write},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use crossterm::{clipboard::CopyToClipboard, queue};

use super::screen::terminal;
use crate::domain::{visible::visible, words::counted};

/// Longest text, in bytes: base64 of it still fits what terminals take (xterm: 100,000 bytes).
const MOST: usize = 74_994;
/// How long tmux is waited for: the bench stands still meanwhile.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often it is asked whether it has ended.
const STEP: Duration = Duration::from_millis(2);

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
    let characters = counted(text.chars().count(), "character");
    // A restricted session starts no program.
    if !restricted && env::var_os("TMUX").is_some() && by_tmux("tmux", &text).is_ok() {
        return Ok(format!("{characters} copied by tmux to your terminal"));
    }
    by_terminal(&text).map_err(|e| e.to_string())?;
    Ok(format!("{characters} sent to your terminal's clipboard, if it allows that (OSC 52)"))
}

fn by_terminal(text: &str) -> io::Result<()> {
    let mut bytes = Vec::new();
    queue!(bytes, CopyToClipboard::to_clipboard_from(text))?;
    terminal()?.write_all(&bytes)
}

fn by_tmux(program: impl AsRef<OsStr>, text: &str) -> io::Result<()> {
    let mut tmux = Command::new(program)
        .args(["load-buffer", "-w", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    // A text that is longer than the pipe waits for its reader; one that is killed ends the thread.
    let writer = tmux.stdin.take().map(|mut input| {
        let text = text.to_owned();
        thread::spawn(move || input.write_all(text.as_bytes()))
    });
    let begun = Instant::now();
    loop {
        match tmux.try_wait()? {
            Some(ended) if ended.success() => break,
            Some(_) => return Err(io::Error::other("tmux refused")),
            None if begun.elapsed() >= PATIENCE => {
                tmux.kill()?;
                tmux.wait()?;
                return Err(io::ErrorKind::TimedOut.into());
            }
            None => thread::sleep(STEP),
        }
    }
    match writer.map(thread::JoinHandle::join) {
        Some(Ok(written)) => written,
        Some(Err(_)) => Err(io::Error::other("the text was not handed over")),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, os::unix::fs::PermissionsExt};

    use super::*;

    fn program(folder: &tempfile::TempDir, text: &str) -> std::path::PathBuf {
        let path = folder.path().join("tmux");
        fs::write(&path, format!("#!/bin/sh\n{text}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path
    }

    #[test]
    fn a_tmux_that_hangs_is_ended() {
        let folder = tempfile::tempdir().unwrap();
        let hangs = program(&folder, "exec sleep 30");
        let begun = Instant::now();
        // More than a pipe takes.
        let copied = by_tmux(hangs, &"x".repeat(MOST));
        assert_eq!(copied.unwrap_err().kind(), io::ErrorKind::TimedOut);
        assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    }

    #[test]
    fn a_tmux_that_reads_has_the_whole_text_and_one_that_refuses_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("text");
        let text = "x".repeat(MOST);
        by_tmux(program(&folder, &format!("exec cat > {}", place.display())), &text).unwrap();
        assert_eq!(fs::read_to_string(place).unwrap(), text);
        by_tmux(program(&folder, "cat > /dev/null; exit 1"), &text).unwrap_err();
    }
}
