//! What a view draws into: a buffer of cells and a place for the cursor. The library's own frame comes with a terminal
//! that compares every cell of every frame; the painter does that, in its own way.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::Style,
    text::Line,
    widgets::{Clear, Widget},
};

use super::{
    blanked::Own,
    drawn::{Drawn, Look},
    text::is_plain,
};

/// One frame being drawn.
#[derive(Debug)]
pub struct Frame<'a> {
    buffer: &'a mut Buffer,
    cursor: Option<Position>,
    drawn: Option<&'a mut Drawn>,
    own: Option<&'a mut Own>,
}

impl<'a> Frame<'a> {
    /// A frame over a buffer; its cursor is hidden.
    pub fn new(buffer: &'a mut Buffer) -> Self {
        Self { buffer, cursor: None, drawn: None, own: None }
    }

    /// A frame over a buffer of which is known what its rows show.
    pub fn over(buffer: &'a mut Buffer, drawn: &'a mut Drawn) -> Self {
        Self { buffer, cursor: None, drawn: Some(drawn), own: None }
    }

    /// A frame that remembers what of it is the program's own.
    pub fn vouched(buffer: &'a mut Buffer, own: &'a mut Own) -> Self {
        Self { buffer, cursor: None, drawn: None, own: Some(own) }
    }

    /// What stands here now are words of the program, of no file and of nobody: a recording may show them.
    pub fn own(&mut self, area: Rect) {
        if let Some(own) = &mut self.own {
            own.vouch(area, self.buffer);
        }
    }

    /// The same for a word of the program, where it stands.
    pub fn own_word(&mut self, (x, y): (u16, u16), word: &'static str) {
        let width = u16::try_from(word.chars().count()).unwrap_or(u16::MAX);
        let area = Rect { x, y, width, height: 1 }.intersection(self.buffer.area);
        let stands = word.chars().zip(area.positions());
        let stands = stands.filter(|(c, at)| self.buffer[*at].symbol().chars().eq([*c])).count();
        if stands == usize::from(width) {
            self.own(area);
        }
    }

    fn cover(&mut self, area: Rect) {
        if let Some(own) = &mut self.own {
            own.cover(area);
        }
    }

    /// A row of the screen that is blank but for this line, which is made only where it does not look so already.
    pub fn looks<'l>(&mut self, y: u16, look: Look, line: impl FnOnce() -> Line<'l>) {
        if self.drawn.as_mut().is_none_or(|drawn| !drawn.shows(self.buffer, y, look)) {
            let area = Rect { y, height: 1, ..self.buffer.area };
            self.cover(area);
            self.put_line(&line(), area);
        }
    }

    pub fn area(&self) -> Rect {
        self.buffer.area
    }

    pub fn buffer_mut(&mut self) -> &mut Buffer {
        self.draws_on(self.buffer.area);
        self.buffer
    }

    /// Whatever happens to these rows now, what they show is then not known.
    fn draws_on(&mut self, area: Rect) {
        if let Some(drawn) = &mut self.drawn {
            (area.top()..area.bottom()).for_each(|y| drawn.draws_on(self.buffer, y));
        }
    }

    /// Where the terminal's cursor is to stand; hidden where nobody says.
    pub fn set_cursor_position(&mut self, place: impl Into<Position>) {
        self.cursor = Some(place.into());
    }

    /// The frame is drawn; gives back where the cursor stands, and nothing when it is hidden.
    pub fn end(self) -> Option<Position> {
        if let Some(drawn) = self.drawn {
            drawn.end(self.buffer);
        }
        self.cursor
    }

    /// Makes an area blank.
    pub fn clear(&mut self, area: Rect) {
        self.cover(area);
        self.draws_on(area);
        Clear.render(area, self.buffer);
    }

    /// Writes a text on the first row of an area.
    pub fn text(&mut self, text: &str, area: Rect) {
        let area = area.intersection(self.buffer.area);
        let row = Rect { height: area.height.min(1), ..area };
        self.cover(row);
        self.draws_on(Rect { height: 1, ..area });
        if is_plain(text) {
            put(self.buffer, area, text, Style::new());
        } else {
            text.render(area, self.buffer);
        }
    }

    /// Writes a line on the first row of an area. Most lines are plain: the library would look up every letter of them.
    pub fn line(&mut self, line: &Line<'_>, area: Rect) {
        self.cover(Rect { height: area.height.min(1), ..area });
        if !self.shows_line(line, area) {
            self.put_line(line, area);
        }
    }

    /// The same on a row of the screen that it takes whole, over what stands there; where rows are remembered, nothing of
    /// the same frame does.
    pub fn row(&mut self, line: &Line<'_>, y: u16) {
        let area = Rect { y, height: 1, ..self.buffer.area };
        if self.drawn.is_none() {
            self.clear(area);
        }
        self.line(line, area);
    }

    /// True when the row shows this line already, and nothing else.
    fn shows_line(&mut self, line: &Line<'_>, area: Rect) -> bool {
        let whole = (self.buffer.area.x, self.buffer.area.width) == (area.x, area.width);
        match &mut self.drawn {
            Some(drawn) if whole && area.height > 0 => drawn.shows_line(self.buffer, area.y, line),
            Some(_) => {
                self.draws_on(Rect { height: 1, ..area });
                false
            }
            None => false,
        }
    }

    fn put_line(&mut self, line: &Line<'_>, area: Rect) {
        let written = self.write_line(line, area);
        if let Some(drawn) = &mut self.drawn {
            drawn.wrote(area.y, written.saturating_sub(self.buffer.area.x).into());
        }
    }

    /// Gives back the column behind the last cell that was written.
    fn write_line(&mut self, line: &Line<'_>, area: Rect) -> u16 {
        if line.alignment.is_some() || !line.spans.iter().all(|span| is_plain(&span.content)) {
            line.render(area, self.buffer);
            return area.right();
        }
        let mut area = area.intersection(self.buffer.area);
        if line.spans.iter().all(|span| span.content.is_empty()) {
            return area.x;
        }
        let row = Rect { height: area.height.min(1), ..area };
        if line.style != Style::new() {
            self.buffer.set_style(row, line.style);
        }
        for span in &line.spans {
            let written = put(self.buffer, area, &span.content, span.style);
            area = Rect { x: area.x + written, width: area.width - written, ..area };
        }
        if line.style == Style::new() { area.x } else { row.right() }
    }
}

/// Writes plain text from the left of an area, as far as it has room; gives back the cells it took.
fn put(buffer: &mut Buffer, area: Rect, text: &str, style: Style) -> u16 {
    if area.is_empty() {
        return 0;
    }
    let begin = buffer.index_of(area.x, area.y);
    let cells = &mut buffer.content[begin..begin + usize::from(area.width)];
    let mut written = 0;
    for (cell, letter) in cells.iter_mut().zip(text.chars()) {
        if letter != ' ' || cell.symbol() != " " {
            cell.set_char(letter);
        }
        cell.set_style(style);
        written += 1;
    }
    written
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::{style::Modifier, text::Span};

    use super::*;

    fn style() -> impl Strategy<Value = Style> {
        let colour = prop_oneof![
            Just(None),
            Just(Some(ratatui::style::Color::Red)),
            Just(Some(ratatui::style::Color::Reset))
        ];
        (colour, any::<u16>(), any::<u16>()).prop_map(|(fg, add, sub)| Style {
            fg,
            add_modifier: Modifier::from_bits_truncate(add),
            sub_modifier: Modifier::from_bits_truncate(sub),
            ..Style::new()
        })
    }

    proptest! {
        /// Whatever stood there before, the cells are those that the library would have made.
        #[test]
        fn a_line_is_drawn_as_the_library_draws_it(
            spans in prop::collection::vec(("[ -~]{0,8}|[ -~éß漢\t─·…▶✓\u{301}]{0,5}", style()), 0..5),
            whole in style(),
            x in 0..12_u16,
            width in 0..14_u16,
            height in 0..3_u16,
        ) {
            let mut before = Buffer::empty(Rect::new(0, 0, 12, 2));
            before.set_string(0, 0, "漢 before x ", Style::new().add_modifier(Modifier::BOLD));
            let area = Rect { x, y: 0, width, height };
            let spans: Vec<Span<'_>> =
                spans.iter().map(|(text, style)| Span::styled(text.as_str(), *style)).collect();
            let line = Line::from(spans).style(whole);
            let (mut ours, mut theirs) = (before.clone(), before.clone());
            Frame::new(&mut ours).line(&line, area);
            (&line).render(area, &mut theirs);
            prop_assert_eq!(&ours, &theirs);

            // Where there is no row, the library writes a text on the one below.
            let area = Rect { height: height.max(1), ..area };
            let text = line.to_string();
            let (mut ours, mut theirs) = (before.clone(), before);
            Frame::new(&mut ours).text(&text, area);
            text.as_str().render(area, &mut theirs);
            prop_assert_eq!(&ours, &theirs);
        }
    }
}
