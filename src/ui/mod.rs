//! The view: reads the state, draws cells. A file a pane.
//!
//! ```text
//! CM15-0000001  62 female · injury 2012-06-23 · no clock yet
//! ▶ 1 Items ─────────────────────────────────────────────────
//! ○ undecided   One Flexion/extension cervical spine X-ray
//! ─ 2 Findings ───────────────┬ 3 Criteria ──────────────────
//! sensory deficit · left      │ ✓ met      imaging
//! ─ 4 Rationale · item 1 · 0 words · kept ───────────────────
//! notice, or what the cursor stands on
//! e edit  o outcome  F finalize  q queue  / search  ? help
//! ```

mod blanked;
mod checks;
mod criteria;
pub mod drawn;
mod filter_line;
mod findings;
mod footer;
mod form;
mod frame;
mod header;
mod items;
mod overlay;
mod palette;
pub mod plain;
mod popup;
mod precedents;
mod questions;
mod queue;
mod queue_detail;
mod queue_head;
mod queue_row;
mod rationale;
mod readings;
mod record;
mod sheet;
mod silence;
mod snippets;
pub mod styles;
pub mod text;
pub mod theme;
mod which_key;

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use drawn::Drawn;
use frame::Frame;
use text::Place;
pub use theme::{Ground, Theme};

use crate::app::{
    State,
    bench::Bench,
    layout::{LEAST, Spot, bench_layout},
    state::{Overlay, Pane},
};
use crate::domain::check::Severity;

/// Draws states. Keeps nothing but the places to which lists are scrolled, and rows that are made.
#[derive(Debug, Clone)]
pub struct View {
    pub theme: Theme,
    tops: Tops,
    made: queue_row::Made,
}

/// Where each list was drawn, to go back to.
#[derive(Debug)]
pub struct Places(Tops);

/// Where each list was drawn.
#[derive(Debug, Clone, Default)]
struct Tops {
    queue: Place,
    items: Place,
    findings: Place,
    criteria: Place,
    record: usize,
    checks: Place,
    form: Place,
    silence: [Place; 2],
    precedents: precedents::Places,
    rationale: usize,
    sheet: sheet::Scroll,
}

impl View {
    pub fn new(theme: Theme) -> Self {
        Self { theme, tops: Tops::default(), made: queue_row::Made::default() }
    }

    /// To where the lists are scrolled.
    pub fn places(&self) -> Places {
        Places(self.tops.clone())
    }

    /// Scrolls the lists back to there.
    pub fn back_to(&mut self, places: Places) {
        self.tops = places.0;
    }

    /// The entry of a list that was drawn on a row of the screen.
    pub fn entry_at(&self, spot: Spot, y: u16) -> Option<usize> {
        match spot {
            Spot::Queue => self.tops.queue.entry_at(y),
            Spot::Pane(Pane::Items) => self.tops.items.entry_at(y),
            Spot::Pane(Pane::Findings) => self.tops.findings.entry_at(y),
            Spot::Pane(Pane::Criteria) => self.tops.criteria.entry_at(y),
            Spot::Pane(Pane::Rationale) => None,
        }
    }

    /// Draws one frame on blank cells; gives back where the cursor stands, and nothing when it is hidden.
    pub fn draw(&mut self, state: &State, buffer: &mut Buffer) -> Option<Position> {
        let mut frame = Frame::new(buffer);
        self.frame(state, &mut frame);
        frame.end()
    }

    /// The same over the frame that this view drew into this buffer before; what stays as it is, is not drawn.
    pub fn draw_over(
        &mut self,
        state: &State,
        buffer: &mut Buffer,
        drawn: &mut Drawn,
    ) -> Option<Position> {
        let size = buffer.area.as_size();
        let fits = size.width >= LEAST.0 && size.height >= LEAST.1;
        let ground = queue::ground(state, size).filter(|_| fits && !self.theme.ascii);
        drawn.begin(buffer, ground);
        let mut frame = match ground {
            Some(_) => Frame::over(buffer, drawn),
            None => Frame::new(buffer),
        };
        self.frame(state, &mut frame);
        frame.end()
    }

    fn frame(&mut self, state: &State, frame: &mut Frame<'_>) {
        let area = frame.area();
        if area.width < LEAST.0 || area.height < LEAST.1 {
            let note = format!("imr needs {}x{} at least", LEAST.0, LEAST.1);
            frame.text(&note, Rect { height: area.height.min(1), ..area });
            return;
        }
        match &state.bench {
            Some(bench) => self.bench(state, bench, frame),
            None => {
                // The rows alone: the head of the queue, the status and the hints stay as they are.
                let rows = Rect { y: 3, height: area.height - 5, ..area };
                queue::whole(state, (&mut self.tops.queue, &mut self.made), self.theme, frame);
                self.light(state, rows, frame);
                footer::draw(state, self.theme, frame);
            }
        }
        match &state.overlay {
            Some(Overlay::Record) => {
                let rows = Rect { y: 1, height: area.height - 3, ..area };
                record::draw(state, &mut self.tops.record, self.theme, frame);
                self.light(state, rows, frame);
            }
            Some(Overlay::Silence) => {
                silence::draw(state, &mut self.tops.silence, self.theme, frame);
            }
            Some(Overlay::Precedents) => {
                precedents::draw(state, &mut self.tops.precedents, self.theme, frame);
            }
            Some(Overlay::Form { .. }) => form::draw(state, &mut self.tops.form, self.theme, frame),
            _ => {}
        }
        overlay::draw(state, &mut self.tops.sheet, self.theme, frame);
        if self.theme.ascii {
            ascii(frame);
        }
    }

    /// Lights what was searched.
    fn light(&self, state: &State, area: Rect, frame: &mut Frame<'_>) {
        if state.lit && area.area() > 0 {
            sheet::light(frame.buffer_mut(), area, &state.searched, self.theme);
        }
    }

    fn bench(&mut self, state: &State, bench: &Bench, frame: &mut Frame<'_>) {
        let theme = self.theme;
        let items = bench.open.case.items.len();
        let area = frame.area();
        let mut layout = bench_layout((area.width, area.height), bench.focus, bench.zoom, items);
        // The other panes stay as they are: a message comes and goes.
        let free = layout.status.y.saturating_sub(footer::taken_rows(state, theme));
        let covered = layout.rationale.bottom().saturating_sub(free);
        layout.rationale.height = layout.rationale.height.saturating_sub(covered);
        let told = layout.rationale.area() > 0;
        let alarms = if told { String::new() } else { bench.alarms.counts(Severity::Info) };
        header::draw(state, bench, &alarms, layout.header, theme, frame);
        if layout.queue.area() > 0 {
            queue::beside(state, layout.queue, &mut self.tops.queue, theme, frame);
            rule(frame, layout.queue, theme);
        }
        if layout.items.area() > 0 {
            items::draw(bench, layout.items, &mut self.tops.items, theme, frame);
        }
        if layout.findings.area() > 0 {
            findings::draw(bench, layout.findings, &mut self.tops.findings, theme, frame);
        }
        if layout.criteria.area() > 0 {
            if layout.findings.area() > 0 {
                rule(frame, layout.findings, theme);
            }
            criteria::draw(bench, layout.criteria, &mut self.tops.criteria, theme, frame);
        }
        if layout.rationale.area() > 0 {
            let top = &mut self.tops.rationale;
            let beside = layout.checks.area() == 0;
            let counts = if beside { checks::counts(state, bench) } else { Vec::new() };
            rationale::draw(bench, layout.rationale, &counts, top, theme, frame);
        }
        if layout.checks.area() > 0 {
            checks::strip(state, bench, layout.checks, theme, frame);
        }
        let pane = layout.pane(bench.focus);
        let below_title = Rect { y: pane.y + 1, height: pane.height.saturating_sub(1), ..pane };
        self.light(state, below_title, frame);
        checks::draw(state, bench, &layout, &mut self.tops.checks, theme, frame);
        footer::draw(state, theme, frame);
    }
}

/// The last word for terminals without more: whatever a text or a file brought, only ASCII goes out.
fn ascii(frame: &mut Frame<'_>) {
    for cell in &mut frame.buffer_mut().content {
        if !cell.symbol().is_ascii() {
            let plain = plain::in_ascii(cell.symbol());
            cell.set_symbol(plain);
        }
    }
}

/// A vertical rule on the column right of `area`.
fn rule(frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let style = theme.style(theme::Slot::Title);
    for y in area.top()..area.bottom() {
        frame.buffer_mut().set_string(area.right(), y, theme.mark("│", "|"), style);
    }
}

/// Name of a pane, with the number that jumps to it.
const fn pane_name(pane: Pane) -> &'static str {
    match pane {
        Pane::Items => "1 Items",
        Pane::Findings => "2 Findings",
        Pane::Criteria => "3 Criteria",
        Pane::Rationale => "4 Rationale",
    }
}

/// Title text of a pane.
fn pane_title(pane: Pane, rest: &str) -> String {
    let name = pane_name(pane);
    if rest.is_empty() { name.to_owned() } else { format!("{name} · {rest}") }
}

/// The name in the title that was drawn on the first row of a pane is the program's own; what follows it may not be.
fn own_title(frame: &mut Frame<'_>, area: Rect, pane: Pane) {
    frame.own_word((area.x + 2, area.y), pane_name(pane));
}
