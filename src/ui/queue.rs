//! The queue: as the whole screen, and as a column beside the bench.

use ratatui::{
    layout::{Rect, Size},
    text::{Line, Span},
};
use unicode_width::UnicodeWidthStr;

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
    domain::{
        queue::{CaseState, Sort},
        words::counted,
    },
};

/// Rows above the list: counts, tabs, heads.
const HEAD_ROWS: u16 = 3;
/// Rows below the list that tell more of the chosen case.
const DETAIL_ROWS: u16 = 6;
/// Longest name of a view that a tab shows, in cells.
const TAB: usize = 20;

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
    frame.line(&counts(state, width, theme), line(0));
    frame.line(&tabs(queue, width, theme), line(1));
    let columns = Columns::of(width);
    let heads = columns.heads(queue.sort(), theme);
    frame.line(&Line::styled(heads, theme.style(Slot::Title)), line(2));
    let (rows, below) = body(area);
    made.rest_on(Ground { revision: queue.revision(), now: state.now, size: area.as_size() });
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

fn counts(state: &State, width: usize, theme: Theme) -> Line<'static> {
    let queue = &state.queue;
    let (shown, all) = match queue.ahead() {
        Some(all) => (theme.mark("…", "~").to_owned(), all),
        None => (queue.shown_len().to_string(), queue.rows().len()),
    };
    let so_far = if queue.loading && queue.ahead().is_none() { " so far" } else { "" };
    let mut parts = vec![format!("{shown} of {}{so_far}", counted(all, "case"))];
    let tally = queue.tally;
    let tallied = [
        (queue.marked_places().count(), "marked"),
        (tally.late, "late"),
        (tally.in_work, "in work"),
        (tally.finished, "final"),
        (tally.waiting, "waiting"),
        (tally.aside, "aside"),
        (tally.broken, "broken"),
    ];
    parts.extend(tallied.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")));
    if queue.sort() != Sort::default() {
        parts.push(format!("by {}", queue.sort()));
    }
    let left = format!("imr  {}", one_line(&state.library.organization.name));
    let right = parts.join(" · ");
    let gap = width.saturating_sub(left.width() + right.width());
    if gap < 2 {
        return Line::styled(fit(&right, width, theme), theme.style(Slot::Strong));
    }
    Line::from(vec![
        Span::styled(left, theme.style(Slot::Strong)),
        Span::raw(" ".repeat(gap)),
        Span::raw(right),
    ])
}

/// The views: number, name and count; the chosen one in brackets. Where not all fit, those around it.
fn tabs(queue: &Queue, width: usize, theme: Theme) -> Line<'static> {
    let chosen = queue.chosen_view();
    let more = theme.mark("…", "~");
    let texts: Vec<String> = queue
        .views
        .iter()
        .enumerate()
        .map(|(i, tab)| {
            let name = fit(&one_line(&tab.saved.name), TAB, theme);
            let count = tab.count.map_or(more.to_owned(), |count| count.to_string());
            let text = format!("{} {name} {count}", i + 1);
            if i == chosen { format!("[{text}]") } else { format!(" {text} ") }
        })
        .collect();
    let length = |from: usize, to: usize| texts[from..to].iter().map(|t| t.width()).sum::<usize>();
    // A cell at each end says that there are more.
    let room = width.saturating_sub(2);
    let mut from = 0;
    while from < chosen && length(from, chosen + 1) > room {
        from += 1;
    }
    let to = (from..=texts.len()).rev().find(|to| length(from, *to) <= room).unwrap_or(from);
    let mut spans = vec![Span::raw(if from > 0 { more } else { "" })];
    for (i, text) in texts.iter().enumerate().take(to).skip(from) {
        let slot = if i == chosen { Slot::Strong } else { Slot::Quiet };
        spans.push(Span::styled(text.clone(), theme.style(slot)));
    }
    spans.push(Span::raw(if to < texts.len() { more } else { "" }));
    Line::from(spans)
}
