//! A line being typed: its text, its caret, and the lines that were typed before it.

use super::{
    action::Action,
    state::{Prompt, PromptKind},
};

/// Longest line that is typed, in characters: longer ones are no search and no reason.
const MAX_LINE: usize = 2000;
/// Most lines of one kind that are remembered.
const MAX_HISTORY: usize = 100;

/// Lines that were carried out, the newest last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History(Vec<String>);

impl History {
    /// Remembers a line; one that was there goes to the end.
    pub fn keep(&mut self, line: &str) {
        if line.trim().is_empty() {
            return;
        }
        self.0.retain(|earlier| earlier != line);
        self.0.push(line.to_owned());
        if self.0.len() > MAX_HISTORY {
            self.0.remove(0);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The line `back` places before now; 1 is the last one.
    fn before(&self, back: usize) -> Option<&String> {
        self.0.len().checked_sub(back).and_then(|at| self.0.get(at))
    }
}

impl Prompt {
    /// The caret stands after `text`.
    pub fn new(kind: PromptKind, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { kind, caret: text.len(), text, chosen: None, back: 0, own: String::new() }
    }

    /// Puts a text in the place of the whole line.
    pub fn set(&mut self, text: &str) {
        text.clone_into(&mut self.text);
        self.caret = self.text.len();
    }

    /// The text before the caret: its end is always that of a character.
    pub fn before_caret(&self) -> &str {
        self.text.get(..self.caret).unwrap_or(&self.text)
    }

    /// Takes clean text in at the caret, as far as there is room.
    pub fn insert(&mut self, text: &str) {
        let room = MAX_LINE.saturating_sub(self.text.chars().count());
        let taken: String = text.chars().take(room).collect();
        let at = self.before_caret().len();
        self.text.insert_str(at, &taken);
        self.caret = at + taken.len();
    }

    /// Carries out an act of writing a line; true when it was one.
    pub fn act(&mut self, action: Action) -> bool {
        let at = self.before_caret().len();
        let end = self.text.len();
        let next = self.text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
        let last = self.text[..at].char_indices().next_back().map_or(0, |(i, _)| i);
        match action {
            Action::Left => self.caret = last,
            Action::Right => self.caret = next,
            Action::LineStart => self.caret = 0,
            Action::LineEnd => self.caret = end,
            Action::DeleteBack => self.cut(last, at),
            Action::DeleteForward => self.cut(at, next),
            Action::DeleteWord => {
                let words = self.text[..at].trim_end();
                self.cut(words.rfind(' ').map_or(0, |blank| blank + 1), at);
            }
            Action::DeleteToLineStart => self.cut(0, at),
            Action::DeleteToLineEnd => self.cut(at, end),
            _ => return false,
        }
        true
    }

    fn cut(&mut self, from: usize, to: usize) {
        self.text.replace_range(from..to, "");
        self.caret = from;
    }

    /// Goes through the lines typed before: one further back, or one nearer. What was being typed comes back at the end.
    pub fn recall(&mut self, history: &History, back: bool) {
        let to = if back { self.back + 1 } else { self.back.saturating_sub(1) };
        if self.back == 0 {
            self.own.clone_from(&self.text);
        }
        let line = match to {
            0 => Some(self.own.clone()),
            back => history.before(back).cloned(),
        };
        if let Some(line) = line {
            self.back = to;
            self.set(&line);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::{prelude::*, sample::select};

    use super::*;

    fn line(text: &str) -> Prompt {
        Prompt::new(PromptKind::Search, text)
    }

    fn after(text: &str, acts: &[Action]) -> (String, usize) {
        let mut line = line(text);
        for act in acts {
            assert!(line.act(*act), "{act}");
        }
        (line.text, line.caret)
    }

    #[test]
    fn a_line_is_edited_as_in_a_shell() {
        use Action::{
            DeleteBack, DeleteForward, DeleteToLineEnd, DeleteToLineStart, DeleteWord, Left,
            LineEnd, LineStart, Right,
        };
        assert_eq!(after("abc", &[Left, DeleteBack]), ("ac".to_owned(), 1));
        assert_eq!(after("abc", &[LineStart, DeleteForward]), ("bc".to_owned(), 0));
        assert_eq!(after("ab cd  ", &[DeleteWord]), ("ab ".to_owned(), 3));
        assert_eq!(after("ab cd", &[Left, DeleteToLineEnd]), ("ab c".to_owned(), 4));
        assert_eq!(after("ab cd", &[Left, DeleteToLineStart]), ("d".to_owned(), 0));
        assert_eq!(after("né", &[Left, Left, Left, Right, LineEnd]), ("né".to_owned(), 3));
        assert_eq!(after("", &[Left, Right, DeleteBack, DeleteForward, DeleteWord]).0, "");
    }

    #[test]
    fn lines_come_back_and_what_was_typed_is_not_lost() {
        let mut history = History::default();
        for earlier in ["one", "two", "one", " "] {
            history.keep(earlier);
        }
        let mut line = line("begun");
        line.recall(&history, true);
        assert_eq!(line.text, "one");
        line.recall(&history, true);
        line.recall(&history, true);
        assert_eq!(line.text, "two", "there is none before it");
        line.recall(&history, false);
        line.recall(&history, false);
        line.recall(&history, false);
        assert_eq!((line.text.as_str(), line.caret), ("begun", 5));
    }

    proptest! {
        #[test]
        fn the_caret_is_never_inside_a_character(
            steps in prop::collection::vec((select(Action::ALL), "[a é漢\u{301}]{0,3}"), 0..40),
        ) {
            let mut line = line("");
            for (action, text) in steps {
                line.insert(&text);
                line.act(action);
                prop_assert!(line.text.is_char_boundary(line.caret));
                prop_assert!(line.text.starts_with(line.before_caret()));
            }
        }
    }
}
