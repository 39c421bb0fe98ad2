//! The prose editor: our face on `tui-textarea`, so that the rest of the bench knows texts and acts only. Text, caret,
//! undo and search are the text area's; rows are our own, so that it needs no terminal and breaks lines as Unicode says.

mod finding;
mod moves;
mod places;

use ratatui::layout::Rect;
use tui_textarea::{CursorMove, TextArea};

use super::{
    action::Action,
    rows::{Row, rows},
};

/// Line and column, from 0, in characters.
pub type Caret = (usize, usize);

/// Widest row of prose: longer ones are hard to read.
const WIDEST: u16 = 100;

/// How much of a text is seen at once: cells of a row, without the one that is left for the caret, and rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    pub width: usize,
    pub height: usize,
}

impl Page {
    /// The page of a pane whose title is already taken off.
    pub fn of(area: Rect) -> Self {
        let width = usize::from(area.width.min(WIDEST).saturating_sub(1)).max(1);
        Self { width, height: usize::from(area.height).max(1) }
    }
}

/// One rationale being written, with an undo of its own.
#[derive(Debug, Clone)]
pub struct Editor {
    area: TextArea<'static>,
    /// Typed, and not yet in the text: what comes in one go goes in as one piece.
    typed: String,
    /// The cell in which Up and Down try to stay.
    goal: Option<usize>,
    /// Edits of two parts that are undone as one.
    joined: Vec<Joined>,
}

/// Something was taken away and something put in its place.
#[derive(Debug, Clone)]
struct Joined {
    before: String,
    between: String,
    after: String,
    caret: Caret,
}

impl Editor {
    /// An editor on `text`, the caret at `caret`.
    pub fn new(text: &str, caret: Caret) -> Self {
        let mut area = TextArea::new(text.split('\n').map(str::to_owned).collect());
        area.set_max_histories(10_000);
        area.set_undo_coalescing(true);
        let mut editor = Self { area, typed: String::new(), goal: None, joined: Vec::new() };
        editor.go(caret);
        editor
    }

    /// The whole text, exactly.
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    pub fn is_empty(&self) -> bool {
        self.area.is_empty()
    }

    pub fn lines(&self) -> &[String] {
        self.area.lines()
    }

    /// The text as rows of this width.
    pub fn rows(&self, width: usize) -> Vec<Row> {
        rows(self.area.lines(), width)
    }

    pub fn caret(&self) -> Caret {
        self.area.cursor()
    }

    /// What the next character is put in the place of.
    pub fn selection(&self) -> Option<(Caret, Caret)> {
        self.area.selection_range()
    }

    /// Length of the text in bytes, with what is typed and not yet in it.
    pub fn bytes(&self) -> usize {
        let lines: usize = self.area.lines().iter().map(|line| line.len() + 1).sum();
        lines - 1 + self.typed.len()
    }

    /// Takes a character in. The text has it from the next [`Editor::settle`] on.
    pub fn type_char(&mut self, c: char) {
        self.typed.push(c);
    }

    /// Puts what was typed into the text: one character joins the word before it for undo, more are an edit.
    pub fn settle(&mut self) {
        let typed = std::mem::take(&mut self.typed);
        let mut chars = typed.chars();
        match (chars.next(), chars.next()) {
            (None, _) => return,
            (Some(c), None) => self.area.insert_char(c),
            _ => changed(self.area.insert_str(&typed)),
        }
        self.goal = None;
    }

    /// Inserts pasted text as one edit: line ends become `\n`, other control characters are dropped.
    pub fn paste(&mut self, text: &str) {
        self.insert(&clean(text));
    }

    /// Inserts clean text as one edit, in the place of what is selected.
    pub fn insert(&mut self, text: &str) {
        self.settle();
        self.goal = None;
        if self.selection().is_none() {
            changed(self.area.insert_str(text));
            return;
        }
        let (before, caret) = (self.text(), self.caret());
        changed(self.area.delete_char());
        let between = self.text();
        changed(self.area.insert_str(text));
        self.joined.push(Joined { before, between, after: self.text(), caret });
    }

    /// Puts another clean text in the place of the whole, as one edit. The caret goes where the first change ends.
    pub fn replace(&mut self, text: &str) {
        self.settle();
        let (before, caret) = (self.text(), self.caret());
        if before == text {
            return;
        }
        let kept =
            |a: &mut dyn Iterator<Item = (char, char)>| a.take_while(|(a, b)| a == b).count();
        let head = kept(&mut before.chars().zip(text.chars()));
        let (old, new) = (before.chars().count(), text.chars().count());
        let tail = kept(&mut before.chars().rev().zip(text.chars().rev()));
        let end = new - tail.min(old.min(new) - head);
        self.area.select_all();
        changed(self.area.delete_char());
        changed(self.area.insert_str(text));
        let between = String::new();
        self.joined.push(Joined { before, between, after: text.to_owned(), caret });
        let up_to: String = text.chars().take(end).collect();
        let column = up_to.rsplit('\n').next().map_or(0, |last| last.chars().count());
        self.go((up_to.matches('\n').count(), column));
    }

    /// Carries out an act of writing on a page of this size; true when it was one.
    pub fn act(&mut self, action: Action, page: Page) -> bool {
        self.settle();
        if self.moves(action, page) {
            return true;
        }
        let area = &mut self.area;
        match action {
            Action::NewLine => area.insert_newline(),
            Action::DeleteBack => changed(area.delete_char()),
            Action::DeleteForward => changed(area.delete_next_char()),
            Action::DeleteWord => changed(area.delete_word()),
            Action::DeleteToLineEnd => changed(area.delete_line_by_end()),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            _ => return false,
        }
        self.goal = None;
        true
    }

    fn undo(&mut self) {
        let now = self.now_if_joined();
        if !self.area.undo() {
            return;
        }
        let text = self.now_if_joined();
        let begun = |j: &&Joined| j.after == now && (j.before == text || j.between == text);
        let Some(whole) = self.joined.iter().find(begun) else { return };
        let (caret, both) = (whole.caret, whole.before != text);
        if both {
            self.area.undo();
        }
        self.go(caret);
    }

    fn redo(&mut self) {
        let now = self.now_if_joined();
        if !self.area.redo() {
            return;
        }
        let text = self.now_if_joined();
        let begun = |j: &Joined| j.before == now && j.between == text && j.after != text;
        if self.joined.iter().any(begun) {
            self.area.redo();
        }
    }

    /// The text, when it is to be compared at all.
    fn now_if_joined(&self) -> String {
        if self.joined.is_empty() { String::new() } else { self.text() }
    }

    /// Puts the caret there, or as near as the text has a place; nothing is selected then.
    fn go(&mut self, caret: Caret) {
        self.area.cancel_selection();
        self.reach(caret);
    }

    /// The same; what is being selected goes on to there.
    fn reach(&mut self, (line, column): Caret) {
        let narrow = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        let here = self.caret();
        let far = here.0 != line || here.1.abs_diff(column) > usize::from(WIDEST) * 2;
        if u16::try_from(column).is_ok() || far {
            self.area.move_cursor(CursorMove::Jump(narrow(line), narrow(column)));
            return;
        }
        // The text area jumps no further than 65,535 columns; a row is a few steps away.
        let step = if here.1 < column { CursorMove::Forward } else { CursorMove::Back };
        (0..here.1.abs_diff(column)).for_each(|_| self.area.move_cursor(step));
    }
}

/// The text area says whether anything changed; the bench compares texts itself.
fn changed(_changed: bool) {}

/// Text as the editor holds it: `\n` line ends, no control characters.
pub fn clean(text: &str) -> String {
    let unified = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', "    ");
    unified.chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

#[cfg(test)]
mod tests;
