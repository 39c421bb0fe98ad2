//! Whether quoted words stand in a text: as they are, or but for what a scan or a copy changes (blanks, hyphens at a
//! line's end, ligatures, the shape of quotation marks, capitals).

use memchr::memmem::find_iter;

/// A page of a text, folded for quotations.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    /// Letters and digits without anything between them.
    text: String,
    /// Where words begin in it, in order.
    begins: Vec<usize>,
}

impl Folded {
    pub fn of(page: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(page.len()), begins: Vec::new() };
        let mut before = None;
        let mut chars = page.chars().peekable();
        while let Some(c) = chars.next() {
            if c.is_alphanumeric() {
                // A word goes on after a hyphen, also over a line's end: `non-antalgic` is no quotation of `antalgic`.
                if !before.is_some_and(|b: char| b.is_alphanumeric() || b == '-') {
                    folded.begins.push(folded.text.len());
                }
                folded.push(c);
            } else if c.is_whitespace() && before == Some('-') {
                continue;
            } else if matches!(c, '.' | '/' | '-' | ',')
                && before.is_some_and(|b| b.is_ascii_digit())
                && chars.peek().is_some_and(char::is_ascii_digit)
            {
                // `4.5` is not `45`, `10/325` not `10325`.
                folded.text.push(c);
            }
            // Only after a word: `- no limp` is a point of a list.
            let hyphen = matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{ad}');
            let joins = hyphen && before.is_some_and(char::is_alphanumeric);
            before = Some(if joins {
                '-'
            } else if hyphen {
                ' '
            } else {
                c
            });
        }
        folded
    }

    fn push(&mut self, c: char) {
        match c {
            'ﬀ' => self.text.push_str("ff"),
            'ﬁ' => self.text.push_str("fi"),
            'ﬂ' => self.text.push_str("fl"),
            'ﬃ' => self.text.push_str("ffi"),
            'ﬄ' => self.text.push_str("ffl"),
            'ﬅ' | 'ﬆ' => self.text.push_str("st"),
            c => self.text.extend(c.to_lowercase()),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// True when the words stand here, beginning and ending with whole words.
    pub fn has(&self, words: &Self) -> bool {
        !words.is_empty()
            && find_iter(self.text.as_bytes(), words.text.as_bytes()).any(|at| {
                let border = |at| at == self.text.len() || self.begins.binary_search(&at).is_ok();
                border(at) && border(at + words.text.len())
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(page: &str, words: &str) -> bool {
        Folded::of(page).has(&Folded::of(words))
    }

    #[test]
    fn what_a_scan_changes_is_repaired() {
        for (page, words) in [
            ("decreased sensa-\ntion of the arm", "decreased sensation"),
            ("the eﬃcacy was ﬁne", "efficacy was fine"),
            ("gait  is\n normal", "Gait is normal"),
            ("“stable” now", "\"stable\" now"),
            ("non-antalgic gait", "nonantalgic gait"),
            ("- no limp", "no limp"),
        ] {
            assert!(has(page, words), "{page}: {words}");
        }
    }

    #[test]
    fn words_that_say_otherwise_are_not() {
        for (page, words) in [
            ("abnormal gait", "normal gait"),
            ("non-antalgic gait", "antalgic gait"),
            ("strength 4.5", "strength 45"),
            ("takes 10/325", "takes 10325"),
            ("no weakness", "no weak"),
            ("left arm", ""),
        ] {
            assert!(!has(page, words), "{page}: {words}");
        }
    }
}
