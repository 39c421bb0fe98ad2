//! Where each pane stands at a given size: pure arithmetic, so that `update` and `ui` agree.
//!
//! ```text
//! header ───────────────────────────────────────────
//! queue │ 1 items
//!       │ 2 findings          │ 3 criteria
//!       │ 4 rationale
//!       │ checks
//! status ───────────────────────────────────────────
//! footer
//! ```

use ratatui::layout::{Position, Rect};

use super::state::{Pane, State};

/// Below this width one pane is shown at a time.
pub const FOLD_COLUMNS: u16 = 70;
/// Below this height too: four panes would leave each a title and little else.
const FOLD_ROWS: u16 = 16;
/// From this width on the queue stands beside the bench.
pub const QUEUE_COLUMNS: u16 = 110;
/// Below this size nothing useful fits.
pub const LEAST: (u16, u16) = (40, 10);
/// From so many rows on the rationale leaves some to the checks, on a screen that has the queue beside the bench.
const CHECKED_ROWS: u16 = 11;
/// Rows of the checks, the title among them.
const MOST_CHECK_ROWS: u16 = 8;
/// Width of the queue beside the bench.
const QUEUE_WIDTH: u16 = 22;

/// The panes of the bench; each has its title on its first row. A pane that is folded away has no area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BenchLayout {
    pub header: Rect,
    pub queue: Rect,
    pub items: Rect,
    pub findings: Rect,
    pub criteria: Rect,
    pub rationale: Rect,
    /// What the checks say, where there is room below the rationale.
    pub checks: Rect,
    pub status: Rect,
    pub footer: Rect,
}

impl BenchLayout {
    pub fn pane(&self, pane: Pane) -> Rect {
        match pane {
            Pane::Items => self.items,
            Pane::Findings => self.findings,
            Pane::Criteria => self.criteria,
            Pane::Rationale => self.rationale,
        }
    }
}

/// Lays out the bench. `alone`: only the focused pane, by zoom.
pub fn bench_layout(
    (columns, rows): (u16, u16),
    focus: Pane,
    alone: bool,
    items: usize,
) -> BenchLayout {
    let line = |y| Rect::new(0, y, columns, 1);
    let body = Rect::new(0, 1, columns, rows.saturating_sub(3));
    let mut layout = BenchLayout {
        header: line(0),
        status: line(rows.saturating_sub(2)),
        footer: line(rows.saturating_sub(1)),
        ..BenchLayout::default()
    };
    if alone || is_folded((columns, rows)) {
        *pane_mut(&mut layout, focus) = body;
        return layout;
    }
    let mut body = body;
    if columns >= QUEUE_COLUMNS {
        layout.queue = Rect { width: QUEUE_WIDTH, ..body };
        body = Rect { x: QUEUE_WIDTH + 1, width: columns - QUEUE_WIDTH - 1, ..body };
    }
    let item_rows = u16::try_from(items).unwrap_or(u16::MAX).clamp(1, body.height / 4) + 1;
    let rest = body.height - item_rows;
    let rationale_rows = match focus {
        Pane::Rationale => rest * 3 / 5,
        _ => rest * 7 / 20,
    };
    let middle_rows = rest - rationale_rows;
    let left = body.width * 9 / 20;
    layout.items = Rect { height: item_rows, ..body };
    let middle_y = body.y + item_rows;
    layout.findings = Rect { y: middle_y, height: middle_rows, width: left, ..body };
    layout.criteria = Rect {
        x: body.x + left + 1,
        y: middle_y,
        width: body.width - left - 1,
        height: middle_rows,
    };
    let rationale = Rect { y: middle_y + middle_rows, height: rationale_rows, ..body };
    let check_rows = match columns >= QUEUE_COLUMNS && rationale_rows >= CHECKED_ROWS {
        true => (rationale_rows / 4 + 1).min(MOST_CHECK_ROWS),
        false => 0,
    };
    layout.rationale = Rect { height: rationale_rows - check_rows, ..rationale };
    if check_rows > 0 {
        layout.checks = Rect { y: layout.rationale.bottom(), height: check_rows, ..rationale };
    }
    layout
}

/// A pane without the row of its title.
pub fn below_title(pane: Rect) -> Rect {
    Rect { y: pane.y + pane.height.min(1), height: pane.height.saturating_sub(1), ..pane }
}

/// What lies under the mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// The queue as the whole screen.
    Queue,
    Pane(Pane),
}

/// What lies at a column and row, when nothing lies over it.
pub fn spot_at(state: &State, at: (u16, u16)) -> Option<Spot> {
    let Some(bench) = &state.bench else { return Some(Spot::Queue) };
    let items = bench.open.case.items.len();
    bench_layout(state.size, bench.focus, bench.zoom, items).pane_at(at).map(Spot::Pane)
}

impl BenchLayout {
    /// The pane at a column and row; none at the queue beside the bench, on rules, and below the panes.
    pub fn pane_at(&self, (x, y): (u16, u16)) -> Option<Pane> {
        Pane::ALL.into_iter().find(|pane| self.pane(*pane).contains(Position { x, y }))
    }
}

/// True when the size lets only one pane be shown.
pub fn is_folded((columns, rows): (u16, u16)) -> bool {
    columns < FOLD_COLUMNS || rows < FOLD_ROWS
}

fn pane_mut(layout: &mut BenchLayout, pane: Pane) -> &mut Rect {
    match pane {
        Pane::Items => &mut layout.items,
        Pane::Findings => &mut layout.findings,
        Pane::Criteria => &mut layout.criteria,
        Pane::Rationale => &mut layout.rationale,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mouse_finds_the_pane_that_is_drawn_there() {
        let l = bench_layout((120, 40), Pane::Items, false, 1);
        for pane in Pane::ALL {
            let area = l.pane(pane);
            assert_eq!(l.pane_at((area.x, area.y)), Some(pane));
            assert_eq!(l.pane_at((area.right() - 1, area.bottom() - 1)), Some(pane));
        }
        for nothing in [(0, 0), (0, 10), (22, 10), (l.findings.right(), 10), (50, 38), (50, 39)] {
            assert_eq!(l.pane_at(nothing), None, "{nothing:?}");
        }
    }

    #[test]
    fn panes_fill_the_body_without_overlap_at_every_size() {
        for columns in 40..=220 {
            for rows in 10..=70 {
                for focus in Pane::ALL {
                    for items in [1, 3, 20] {
                        let l = bench_layout((columns, rows), focus, false, items);
                        let panes =
                            [l.queue, l.items, l.findings, l.criteria, l.rationale, l.checks];
                        let shown: Vec<&Rect> = panes.iter().filter(|r| r.area() > 0).collect();
                        assert!(!shown.is_empty());
                        for (i, a) in shown.iter().enumerate() {
                            assert!(a.right() <= columns && a.bottom() <= rows - 2);
                            assert!(a.height >= 2, "{columns}x{rows} {focus:?} {l:?}");
                            for b in &shown[i + 1..] {
                                assert_eq!(a.intersection(**b).area(), 0);
                            }
                        }
                    }
                }
            }
        }
    }
}
