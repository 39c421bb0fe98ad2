//! A text over the whole screen: where it is scrolled to, and what is found in it.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    frame::Frame,
    text::{fit, one_line, title},
    theme::{Slot, Theme},
};
use crate::app::{State, state::Sought};

/// Where a text that lies over the screen is scrolled to. The state says how far the reviewer went, the view
/// knows where the text ends: what was asked for beyond the end is forgotten, so that the way back is not longer.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scroll {
    asked: usize,
    shown: usize,
    /// The search that was followed last: its number, its steps, and which of the found lines it stands on.
    number: u64,
    steps: isize,
    at: usize,
}

impl Scroll {
    /// The first shown line, when `asked` is wanted and `last` is the last that leaves a full page.
    pub fn follow(&mut self, asked: usize, last: usize) -> usize {
        let moved = self.shown.saturating_add(asked).saturating_sub(self.asked);
        self.shown = if asked == 0 { 0 } else { moved.min(last) };
        self.asked = asked;
        self.shown
    }

    /// Goes to the found line that is meant. Gives back its place among them; `None`: nothing is found.
    fn seek(
        &mut self,
        sought: &Sought,
        asked: usize,
        found: &[usize],
        height: usize,
    ) -> Option<usize> {
        let many = found.len();
        if sought.number != self.number {
            // A search begins where the text is, and asks for a place of its own to scroll from.
            let first = found.iter().position(|line| *line >= self.shown);
            *self =
                Self { asked, number: sought.number, at: first.unwrap_or(0), steps: 0, ..*self };
        } else if sought.steps == self.steps {
            return (many > 0).then(|| self.at.min(many - 1));
        }
        if many == 0 {
            return None;
        }
        let steps = (sought.steps - self.steps).rem_euclid(isize::try_from(many).unwrap_or(1));
        self.at = self.at.saturating_add_signed(steps) % many;
        self.steps = sought.steps;
        self.shown = found[self.at].saturating_sub(height / 3);
        Some(self.at)
    }
}

/// Draws a text over the whole screen, with the scope's hints below it.
pub fn draw(
    state: &State,
    name: &str,
    lines: &[String],
    (scroll, asked): (&mut Scroll, usize),
    theme: Theme,
    frame: &mut Frame<'_>,
) {
    let area = frame.area();
    frame.clear(area);
    let body = Rect { height: area.height - 2, ..area };
    let height = usize::from(body.height.saturating_sub(1));
    let mut place = vec![name.to_owned()];
    if let Some(sought) = &state.sought {
        let found = holding(lines, &sought.words);
        let words = one_line(&sought.words);
        place.push(match scroll.seek(sought, asked, &found, height) {
            Some(at) => format!("`{words}` {} of {}", at + 1, found.len()),
            None => format!("`{words}` is not here"),
        });
    } else {
        scroll.number = 0;
    }
    let top = scroll.follow(asked, lines.len().saturating_sub(height));
    if lines.len() > height {
        let end = (top + height).min(lines.len());
        place.push(format!("lines {} to {end} of {}", top + 1, lines.len()));
    }
    let inner = title(frame, body, &place.join(" · "), true, theme);
    for (y, line) in (inner.y..inner.bottom()).zip(lines.iter().skip(top)) {
        let line = fit(line, usize::from(inner.width), theme);
        frame.text(&line, Rect { y, height: 1, ..inner });
    }
    if let Some(sought) = &state.sought {
        light(frame.buffer_mut(), inner, &sought.words, theme);
    }
    frame.set_cursor_position(inner.as_position());
    super::footer::draw(state, theme, frame);
}

/// Lines that hold every word, whatever its case.
fn holding(lines: &[String], words: &str) -> Vec<usize> {
    let words: Vec<String> = words.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let holds = |line: &String| {
        let line = line.to_lowercase();
        words.iter().all(|word| line.contains(word))
    };
    lines.iter().enumerate().filter(|(_, line)| holds(line)).map(|(at, _)| at).collect()
}

/// Lights each of the words wherever it stands on the screen.
pub fn light(buffer: &mut Buffer, area: Rect, words: &str, theme: Theme) {
    let words = words.to_lowercase();
    let words: Vec<Vec<char>> = words.split_whitespace().map(|w| w.chars().collect()).collect();
    let area = area.intersection(buffer.area);
    for y in area.top()..area.bottom() {
        // One character a cell: of a wide one the cell beside it is blank, and no part of a word.
        let row: Vec<char> = (area.left()..area.right())
            .map(|x| {
                let c = buffer[(x, y)].symbol().chars().next().unwrap_or(' ');
                c.to_lowercase().next().unwrap_or(c)
            })
            .collect();
        for word in &words {
            let places = row.windows(word.len()).enumerate().filter(|(_, cells)| cells == word);
            for (at, _) in places {
                let x = area.x + u16::try_from(at).unwrap_or(0);
                let width = u16::try_from(word.len()).unwrap_or(0);
                buffer.set_style(Rect { x, y, width, height: 1 }, theme.style(Slot::Found));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::Ground;

    fn sought(number: u64, steps: isize) -> Sought {
        Sought { words: "x".to_owned(), number, steps }
    }

    #[test]
    fn a_search_goes_from_where_the_text_is_and_round_both_ways() {
        let found = [5, 50, 90];
        let mut scroll = Scroll::default();
        scroll.follow(0, 80);
        scroll.follow(20, 80);
        assert_eq!(scroll.seek(&sought(1, 0), 500, &found, 9), Some(1));
        assert_eq!(scroll.follow(500, 80), 47, "a third of the page is above it");
        assert_eq!(scroll.follow(499, 80), 46, "and from there it scrolls both ways");
        assert_eq!(scroll.seek(&sought(1, 0), 499, &found, 9), Some(1));
        assert_eq!(scroll.follow(499, 80), 46, "nothing moves by itself");
        assert_eq!(scroll.seek(&sought(1, 2), 499, &found, 9), Some(0), "round the end");
        assert_eq!(
            scroll.seek(&sought(1, -1), 499, &found, 9),
            Some(0),
            "three back is once round"
        );
        assert_eq!(scroll.seek(&sought(1, -2), 499, &found, 9), Some(2));
        assert_eq!(scroll.follow(0, 80), 0);
        assert_eq!(scroll.seek(&sought(2, 0), 500, &[], 9), None);
    }

    #[test]
    fn words_are_lit_where_they_stand() {
        let theme = Theme::new(true, false, Ground::Dark);
        let area = Rect::new(0, 0, 20, 1);
        let mut buffer = Buffer::empty(area);
        buffer.set_string(0, 0, "Left arm 漢 left", theme.style(Slot::Text));
        light(&mut buffer, area, "LEFT", theme);
        let lit: Vec<u16> = (0..20)
            .filter(|x| {
                buffer[(*x, 0)].style().add_modifier.contains(theme.style(Slot::Found).add_modifier)
            })
            .collect();
        assert_eq!(lit, [0, 1, 2, 3, 12, 13, 14, 15]);
    }
}
