//! Frames without a terminal: the view draws into the library's buffer, the painter makes bytes of it.

use std::io::{self, Write};

use ratatui::{buffer::Buffer, layout::Rect};

use super::painter::Painter;
use crate::{
    app::{State, layout::Spot},
    ui::{Theme, View, drawn::Drawn},
};

/// Everything of the screen but the terminal itself.
pub struct Canvas {
    buffer: Buffer,
    drawn: Drawn,
    view: View,
    painter: Painter,
    /// Texts are blanked.
    blanks: bool,
}

impl Canvas {
    /// `synchronized`: whether frames stand in the brackets of mode 2026.
    pub fn new(theme: Theme, size: (u16, u16), synchronized: bool) -> Self {
        let buffer = Buffer::empty(area(size));
        let (drawn, view) = (Drawn::default(), View::new(theme));
        Self { buffer, drawn, view, painter: Painter::new(synchronized), blanks: false }
    }

    /// The same without what it tells of anybody.
    pub fn blanked(theme: Theme, size: (u16, u16)) -> Self {
        Self { blanks: true, ..Self::new(theme, size, false) }
    }

    pub fn resize(&mut self, size: (u16, u16)) {
        if self.buffer.area != area(size) {
            self.buffer = Buffer::empty(area(size));
            self.drawn.forget();
        }
    }

    /// Forgets what is on the terminal: the next frame writes everything.
    pub fn forget(&mut self) {
        self.painter.forget();
    }

    /// The entry of a list that was drawn on a row of the screen.
    pub fn entry_at(&self, spot: Spot, y: u16) -> Option<usize> {
        self.view.entry_at(spot, y)
    }

    /// Draws the state: one write, and none when nothing has changed. Gives back the number of bytes.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn draw(&mut self, state: &State, out: &mut impl Write) -> io::Result<usize> {
        let bytes = self.frame(state);
        if !bytes.is_empty() {
            out.write_all(&bytes)?;
        }
        Ok(bytes.len())
    }

    /// The same if it takes no more than so many bytes; otherwise nothing is written, and it is as if nothing had been
    /// asked.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn draw_at_most(
        &mut self,
        most: usize,
        state: &State,
        out: &mut impl Write,
    ) -> io::Result<Option<usize>> {
        let (places, painter) = (self.view.places(), self.painter.clone());
        let bytes = self.frame(state);
        if bytes.len() > most {
            self.view.back_to(places);
            self.painter = painter;
            self.drawn.forget();
            return Ok(None);
        }
        if !bytes.is_empty() {
            out.write_all(&bytes)?;
        }
        Ok(Some(bytes.len()))
    }

    fn frame(&mut self, state: &State) -> Vec<u8> {
        if self.blanks {
            self.buffer.reset();
            let cursor = self.view.draw_blanked(state, &mut self.buffer);
            return self.painter.frame(&self.buffer, cursor, |_| usize::MAX);
        }
        let cursor = self.view.draw_over(state, &mut self.buffer, &mut self.drawn);
        self.painter.frame(&self.buffer, cursor, |y| self.drawn.touched(y))
    }
}

fn area((width, height): (u16, u16)) -> Rect {
    Rect { x: 0, y: 0, width, height }
}

#[cfg(test)]
mod tests {
    use std::{path::Path, sync::Arc};

    use proptest::prelude::*;

    use super::*;
    use crate::{
        app::{Event, key::Key, update},
        domain::queue::CaseSummary,
        keymap,
        store::Workspace,
        ui::theme::Ground,
    };

    const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (60, 16)];
    const KEYS: [&str; 24] = [
        "j", "j", "j", "j", "k", "k", "PageDown", "PageUp", "Home", "End", "Tab", "Tab", "Space",
        "Space", "V", "v", "s", "?", "Esc", "Esc", "\\", ":", "/", "Enter",
    ];

    /// The sample's rows again and again, each with a number of its own.
    fn queue(cases: usize) -> (State, Vec<CaseSummary>) {
        let workspace = Workspace::open(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        let library = Arc::new(workspace.library().unwrap());
        let sample: Vec<_> = workspace.table_now(&library).unwrap().rows.iter().collect();
        let rows = (0..cases).map(|n| {
            let mut row = sample[n % sample.len()].clone();
            row.number = format!("CM26-{n:07}").parse().unwrap();
            if n % 3 == 1 {
                // Wide characters, and some of more than one.
                row.regions = vec!["漢字".repeat(n % 5) + "e\u{301}"];
                row.items = vec!["漢".repeat(n % 60), "字 👩‍⚕️".repeat(n % 7)];
            }
            row
        });
        let rows: Vec<_> = rows.collect();
        let now = "2026-11-22T09:00".parse().unwrap();
        let mut state = State::new(library, Arc::new(keymap::standard()), SIZES[0], now);
        update(&mut state, Event::QueueRead(Ok(rows.iter().cloned().collect())));
        (state, rows)
    }

    /// What is drawn over the frame before is what is drawn on blank cells.
    #[track_caller]
    fn agrees(canvas: &mut Canvas, state: &State) {
        let mut alone = View::new(Theme::new(true, false, Ground::Dark));
        alone.back_to(canvas.view.places());
        canvas.draw(state, &mut Vec::new()).unwrap();
        let mut blank = Buffer::empty(canvas.buffer.area);
        alone.draw(state, &mut blank);
        assert_eq!(canvas.buffer, blank);
    }

    /// Counts of very many rows come stretch by stretch, and no row says anything else for that.
    #[test]
    fn the_head_follows_what_is_counted_behind_it() {
        let (mut state, rows) = queue(40_000);
        let mut canvas = Canvas::new(Theme::new(true, false, Ground::Dark), SIZES[0], true);
        let mut stretches = 0;
        agrees(&mut canvas, &state);
        while state.queue.is_working() {
            update(&mut state, Event::GoOn);
            agrees(&mut canvas, &state);
            stretches += 1;
        }
        assert!(stretches > 1);
        let mut library = (*state.library).clone();
        library.organization.name = "Another house".to_owned();
        update(&mut state, Event::LibraryRead(Ok(Arc::new(library))));
        agrees(&mut canvas, &state);
        let fewer = rows.iter().take(7).cloned().collect();
        update(&mut state, Event::QueueRead(Ok(fewer)));
        agrees(&mut canvas, &state);
        let head: String = (0..120).map(|x| canvas.buffer[(x, 0)].symbol()).collect();
        assert!(head.starts_with("imr  Another house") && head.contains("of 7 cases"), "{head}");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

        /// Rows that are not drawn again are as if they had been, on the canvas and on the terminal.
        #[test]
        fn a_frame_over_the_one_before_is_the_frame(
            keys in prop::collection::vec((prop::sample::select(&KEYS[..]), 0..40_u8), 1..60),
        ) {
            let (mut state, mut rows) = queue(90);
            let theme = Theme::new(true, false, Ground::Dark);
            let mut canvas = Canvas::new(theme, SIZES[0], true);
            let mut out = Vec::new();
            for (key, also) in keys {
                let key: Key = key.parse().unwrap();
                let event = keymap::translate(&state, key);
                update(&mut state, event);
                update(&mut state, Event::Settled);
                match also {
                    0..3 => {
                        state.size = SIZES[usize::from(also)];
                        canvas.resize(state.size);
                    }
                    3 => canvas.forget(),
                    4 => {
                        let later = state.now.checked_add(jiff::Span::new().minutes(50)).unwrap();
                        update(&mut state, Event::Clock(later));
                    }
                    // One that is not sent.
                    5..12 => drop(canvas.draw_at_most(100, &state, &mut out).unwrap()),
                    // Rows say something else, or are gone.
                    12..16 => {
                        for row in rows.iter_mut().skip(also.into()).step_by(3) {
                            row.items.push(format!("more at {}", state.now));
                            row.standing.draft = !row.standing.draft;
                        }
                        rows.truncate(rows.len().saturating_sub(usize::from(also - 12)));
                        update(&mut state, Event::QueueRead(Ok(rows.iter().cloned().collect())));
                    }
                    _ => {}
                }
                let mut alone = View::new(theme);
                alone.back_to(canvas.view.places());
                canvas.draw(&state, &mut out).unwrap();
                let mut blank = Buffer::empty(canvas.buffer.area);
                let cursor = alone.draw(&state, &mut blank);
                prop_assert_eq!(&canvas.buffer, &blank);
                prop_assert!(canvas.painter.frame(&blank, cursor, |_| usize::MAX).is_empty());
            }
        }
    }
}
