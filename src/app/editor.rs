//! The prose editor: our face on `tui-textarea`, so that the rest of the bench knows texts and acts only.

use ratatui::style::Style;
use tui_textarea::{CursorMove, CursorRenderMode, Scrolling, TextArea, WrapMode};

use super::action::Action;

/// One rationale being written: soft-wrapped by words, with an undo of its own.
#[derive(Debug, Clone)]
pub struct Editor {
    area: TextArea<'static>,
}

impl Editor {
    /// An editor on `text`, the caret at line and column `caret` (from 0, in characters).
    pub fn new(text: &str, caret: (usize, usize)) -> Self {
        let mut area = TextArea::new(text.split('\n').map(str::to_owned).collect());
        area.set_wrap_mode(WrapMode::Word);
        area.set_max_histories(10_000);
        area.set_undo_coalescing(true);
        area.set_cursor_line_style(Style::default());
        area.set_cursor_render_mode(CursorRenderMode::Hidden);
        let narrow = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        area.move_cursor(CursorMove::Jump(narrow(caret.0), narrow(caret.1)));
        Self { area }
    }

    /// The whole text, exactly.
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Line and column of the caret, from 0, in characters.
    pub fn caret(&self) -> (usize, usize) {
        self.area.cursor()
    }

    /// The widget that draws it.
    pub fn area(&self) -> &TextArea<'static> {
        &self.area
    }

    pub fn type_char(&mut self, c: char) {
        self.area.insert_char(c);
    }

    /// Inserts pasted text as one edit: line ends become `\n`, other control characters are dropped.
    pub fn paste(&mut self, text: &str) {
        self.area.insert_str(clean(text));
    }

    /// Carries out an act of writing; true when it was one.
    pub fn act(&mut self, action: Action) -> bool {
        let area = &mut self.area;
        let to = match action {
            Action::Left => CursorMove::Back,
            Action::Right => CursorMove::Forward,
            Action::Up => CursorMove::Up,
            Action::Down => CursorMove::Down,
            Action::WordLeft => CursorMove::WordBack,
            Action::WordRight => CursorMove::WordForward,
            Action::LineStart => CursorMove::Head,
            Action::LineEnd => CursorMove::End,
            // These two keep the column; the ends of the text are meant.
            Action::TextStart => {
                area.move_cursor(CursorMove::Top);
                CursorMove::Head
            }
            Action::TextEnd => {
                area.move_cursor(CursorMove::Bottom);
                CursorMove::End
            }
            other => return Self::change(area, other),
        };
        area.move_cursor(to);
        true
    }

    fn change(area: &mut TextArea<'static>, action: Action) -> bool {
        match action {
            Action::NewLine => area.insert_newline(),
            Action::DeleteBack => drop_result(area.delete_char()),
            Action::DeleteForward => drop_result(area.delete_next_char()),
            Action::DeleteWord => drop_result(area.delete_word()),
            Action::DeleteToLineEnd => drop_result(area.delete_line_by_end()),
            Action::Undo => drop_result(area.undo()),
            Action::Redo => drop_result(area.redo()),
            Action::PageDown | Action::HalfDown => area.scroll(Scrolling::PageDown),
            Action::PageUp | Action::HalfUp => area.scroll(Scrolling::PageUp),
            _ => return false,
        }
        true
    }
}

/// The text area says whether anything changed; the bench compares texts itself.
fn drop_result(_changed: bool) {}

/// Text as the editor holds it: `\n` line ends, no control characters.
pub fn clean(text: &str) -> String {
    let unified = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', "    ");
    unified.chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_caret_come_back_exactly() {
        for text in ["", "one ", "a\n\nb  \n", "é 漢字 end "] {
            assert_eq!(Editor::new(text, (0, 0)).text(), text);
        }
        let mut editor = Editor::new("ab\ncd", (1, 1));
        assert_eq!(editor.caret(), (1, 1));
        editor.type_char('X');
        assert_eq!(editor.text(), "ab\ncXd");
    }

    #[test]
    fn a_paste_is_one_edit_and_carries_no_control_characters() {
        let mut editor = Editor::new("", (0, 0));
        editor.paste("one\r\ntwo\rthree\u{1b}[31m\u{7}");
        assert_eq!(editor.text(), "one\ntwo\nthree[31m");
        editor.act(Action::Undo);
        assert_eq!(editor.text(), "");
        editor.act(Action::Redo);
        assert_eq!(editor.text(), "one\ntwo\nthree[31m");
    }
}
