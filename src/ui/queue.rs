//! The queue: as the whole screen, and as a column beside the bench.

use ratatui::{
    layout::{Rect, Size},
    text::Line,
};

use super::{
    drawn::{Ground, Look},
    frame::Frame,
    queue_detail::details,
    queue_row::{Columns, Made},
    text::{Place, fit, keep_in_view, one_line, rows as rows_in_view, title},
    theme::{Slot, Theme},
};
use crate::{
    app::{State, bench::Bench, queue::Queue},
    domain::queue::CaseState,
};

/// Rows above the list: counts, tabs, heads.
const HEAD_ROWS: u16 = 3;
/// Rows below the list that tell more of the chosen case.
const DETAIL_ROWS: u16 = 6;

/// The rows of the list, and those below it that tell more; a low screen has none of these.
pub fn body(area: Rect) -> (Rect, Rect) {
    let body = Rect { y: HEAD_ROWS, height: area.height.saturating_sub(HEAD_ROWS + 2), ..area };
    let detail = if body.height >= 3 * DETAIL_ROWS { DETAIL_ROWS } else { 0 };
    let rows = Rect { height: body.height - detail, ..body };
    (rows, Rect { y: rows.bottom(), height: detail, ..body })
}

/// What the rows look like rests on this, where nothing but the queue is on the screen and no message may lie over them.
pub fn ground(state: &State, size: Size) -> Option<Ground> {
    let alone = state.bench.is_none() && state.overlay.is_none() && state.prompt.is_none();
    let plain = alone && state.pending.is_empty() && state.notice.is_none() && !state.lit;
    let queue = &state.queue;
    let ground = Ground { revision: queue.revision(), now: state.now, size };
    (plain && queue.shown_len() > 0).then_some(ground)
}

pub fn whole(
    state: &State,
    (place, made): (&mut Place, &mut Made),
    theme: Theme,
    frame: &mut Frame<'_>,
) {
    let area = frame.area();
    let width = usize::from(area.width);
    let queue = &state.queue;
    let line = |y: u16| Rect { y, height: 1, ..area };
    let ground = Ground { revision: queue.revision(), now: state.now, size: area.as_size() };
    let columns = Columns::of(width);
    for (y, head) in (0..HEAD_ROWS).zip(made.head.lines(state, ground, &columns, theme)) {
        frame.line(head, line(y));
    }
    let (rows, below) = body(area);
    made.rest_on(ground);
    let chosen = queue.position();
    let Some(current) = queue.current() else {
        frame.text(&nothing(queue), rows);
        return;
    };
    let range = queue.range();
    let (height, count) = (usize::from(rows.height), queue.shown_len());
    let top = keep_in_view(place.top, chosen, 1, height, count);
    for (y, i) in (rows.y..rows.bottom()).zip(top..) {
        let drawn = range.is_some_and(|(from, to)| from <= i && i <= to);
        let Some(row) = queue.row_at(i) else { break };
        let mark = match (drawn, queue.is_marked(row)) {
            (_, true) => theme.mark("●", "*"),
            (true, false) => theme.mark("▪", "+"),
            (false, false) => " ",
        };
        let look = Look { row, mark, chosen: i == chosen };
        let (made, say) = (&mut *made, || columns.row(&queue.rows().get(row), state.now, theme));
        frame.looks(y, look, move || made.line(look, theme, say));
        if i == chosen {
            frame.set_cursor_position((rows.x, y));
        }
    }
    place.keep(rows, top, count);
    if below.height > 0 {
        details(&current, state.now, below, theme, frame);
    }
}

/// Why no row is shown, and what shows some.
fn nothing(queue: &Queue) -> String {
    let view = queue.view().map_or(String::new(), |v| one_line(&v.name));
    if queue.loading {
        "reading the cases …".to_owned()
    } else if queue.rows().is_empty() {
        "no cases here; put case files under cases/, then press r".to_owned()
    } else if queue.filter().is_empty() {
        format!("no case in the view `{view}`; Tab goes to the next one")
    } else {
        "no case fits the filter; Esc clears it".to_owned()
    }
}

/// The queue beside the open case: number and state only.
pub fn beside(state: &State, area: Rect, place: &mut Place, theme: Theme, frame: &mut Frame<'_>) {
    let inner = title(frame, area, "Queue", false, theme);
    let open = state.bench.as_ref().map(Bench::number);
    let chosen = state.queue.position();
    let width = usize::from(inner.width);
    let queue = &state.queue;
    rows_in_view(frame, inner, queue.shown_len(), chosen, place, false, |i| {
        let Some(row) = queue.at(i) else { return Line::default() };
        let due = row.due.map_or(String::new(), |d| d.remaining(state.now));
        let due = match row.state {
            CaseState::Final => "final".to_owned(),
            _ if row.standing.aside.is_some() => "aside".to_owned(),
            _ => due,
        };
        let here = Some(&row.number) == open;
        let mark = if here { theme.mark("▸", ">") } else { " " };
        let text = fit(&format!("{mark}{:<13} {due:>7}", row.number), width, theme);
        let slot = match (here, row.is_open()) {
            (true, _) => Slot::Strong,
            (false, true) => Slot::Text,
            (false, false) => Slot::Quiet,
        };
        Line::styled(text, theme.style(slot))
    });
}
