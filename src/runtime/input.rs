//! The input thread: reads the terminal and sends what a plain one can say.

use std::{sync::mpsc::Sender, thread};

use crossterm::event::{
    self, Event as TerminalEvent, KeyCode, KeyEvent, KeyEventKind, KeyModifiers,
};

use super::session::Heard;
use crate::app::key::{Code, Key};

/// Starts the thread. It ends when the terminal does, and says so.
pub fn listen(to: Sender<Heard>) {
    thread::spawn(move || {
        loop {
            let heard = match event::read() {
                Ok(event) => heard(event),
                Err(_) => Some(Heard::Closed),
            };
            let last = matches!(heard, Some(Heard::Closed));
            if heard.is_some_and(|h| to.send(h).is_err()) || last {
                return;
            }
        }
    });
}

fn heard(event: TerminalEvent) -> Option<Heard> {
    match event {
        TerminalEvent::Key(key) if key.kind != KeyEventKind::Release => {
            translate(key).map(Heard::Key)
        }
        TerminalEvent::Paste(text) => Some(Heard::Paste(text)),
        TerminalEvent::Resize(columns, rows) => Some(Heard::Resize(columns, rows)),
        _ => None,
    }
}

fn translate(key: KeyEvent) -> Option<Key> {
    let mut ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    let code = match key.code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        _ => return None,
    };
    if !matches!(code, Code::Char(_)) {
        // Terminals differ in what they send for these with Ctrl; none of our bindings asks.
        ctrl = false;
    }
    // A line feed is what Ctrl-j sends, and what some terminals send for Enter.
    let code = if ctrl && code == Code::Char('j') { Code::Enter } else { code };
    Some(Key { code, ctrl: ctrl && code != Code::Enter })
}
