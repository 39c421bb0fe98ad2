//! Places of the whole text in bytes, as checks and drafts name them.

use super::Editor;

impl Editor {
    /// Where the caret stands.
    pub fn caret_byte(&self) -> usize {
        let (line, column) = self.caret();
        let before: usize = self.lines().iter().take(line).map(|l| l.len() + 1).sum();
        let of_line = self
            .lines()
            .get(line)
            .map_or(0, |l| l.char_indices().nth(column).map_or(l.len(), |(at, _)| at));
        before + of_line
    }

    /// Puts the caret at a byte of the text; nothing is selected then.
    pub fn go_to_byte(&mut self, at: usize) {
        self.settle();
        self.goal = None;
        let mut left = at;
        for (line, text) in self.lines().iter().enumerate() {
            if left <= text.len() {
                let column = text.char_indices().take_while(|(byte, _)| *byte < left).count();
                return self.go((line, column));
            }
            left -= text.len() + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_of_a_text_is_found_again() {
        let text = "é one\n\n漢字 two\n";
        let mut editor = Editor::new(text, (0, 0));
        for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
            editor.go_to_byte(at);
            assert_eq!(editor.caret_byte(), at);
        }
    }
}
