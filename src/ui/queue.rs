//! The queue: as the whole screen, and as a column beside the bench.

use ratatui::{
    Frame,
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use super::{
    text::{Place, fit, one_line, rows as list_rows, title, wrap},
    theme::{Slot, Theme},
};
use crate::{
    app::{State, bench::Bench},
    domain::{
        queue::{CaseState, CaseSummary},
        words::Priority,
    },
};

/// Cells of a case's number.
const NUMBER: usize = 13;
/// Rows below the list that tell more of the chosen case.
const DETAIL_ROWS: u16 = 6;

pub fn whole(state: &State, place: &mut Place, theme: Theme, frame: &mut Frame<'_>) {
    let area = frame.area();
    let width = usize::from(area.width);
    frame.render_widget(counts(state, width, theme), Rect { height: 1, ..area });
    let heads = columns(&Cells::heads(), width, theme);
    let style = theme.style(Slot::Title);
    frame.render_widget(Line::styled(heads, style), Rect { y: 1, height: 1, ..area });
    let body = Rect { y: 2, height: area.height.saturating_sub(4), ..area };
    let detail = if body.height >= 3 * DETAIL_ROWS { DETAIL_ROWS } else { 0 };
    let rows = Rect { height: body.height - detail, ..body };
    let shown = state.queue.shown();
    if shown.is_empty() {
        let note = if state.queue.loading {
            "reading the cases …"
        } else if state.queue.filter.is_empty() {
            "no cases here; put case files under cases/, then press r"
        } else {
            "no row has these words; Esc clears the filter"
        };
        frame.render_widget(note, rows);
        return;
    }
    let chosen = state.queue.position();
    list_rows(frame, rows, shown.len(), chosen, place, true, |i| {
        let row = shown[i];
        let text = columns(&Cells::of(row, state, width, theme), width, theme);
        let style = row_style(row, theme);
        if i != chosen {
            return Line::styled(text, style);
        }
        // The bar is on the number alone: a whole row twice at every step is what a slow line feels.
        let end = text.char_indices().nth(NUMBER).map_or(text.len(), |(at, _)| at);
        let (number, rest) = text.split_at(end);
        let number = Span::styled(number.to_owned(), theme.style(Slot::Selected));
        Line::from(vec![number, Span::styled(rest.to_owned(), style)])
    });
    if detail > 0 {
        let below = Rect { y: rows.bottom(), height: detail, ..body };
        details(shown[chosen], below, theme, frame);
    }
}

/// The queue beside the open case: number and state only.
pub fn beside(state: &State, area: Rect, place: &mut Place, theme: Theme, frame: &mut Frame<'_>) {
    let inner = title(frame, area, "Queue", false, theme);
    let shown = state.queue.shown();
    let open = state.bench.as_ref().map(Bench::number);
    let chosen = shown.iter().position(|row| Some(&row.number) == open);
    let width = usize::from(inner.width);
    list_rows(frame, inner, shown.len(), chosen.unwrap_or_default(), place, false, |i| {
        let row = shown[i];
        let due = row.due.map_or(String::new(), |d| d.remaining(state.now));
        let due = if row.state == CaseState::Final { "final".to_owned() } else { due };
        let here = Some(i) == chosen;
        let mark = if here { theme.mark("▸", ">") } else { " " };
        let text = fit(&format!("{mark}{:<13} {due:>7}", row.number), width, theme);
        let slot = match (here, row.state) {
            (true, _) => Slot::Strong,
            (false, CaseState::Final | CaseState::Broken | CaseState::Waiting) => Slot::Quiet,
            _ => Slot::Text,
        };
        Line::styled(text, theme.style(slot))
    });
}

fn counts(state: &State, width: usize, theme: Theme) -> Line<'static> {
    let shown = state.queue.shown().len();
    let total = state.queue.rows.len();
    let mut parts = vec![format!("{shown} of {total} cases")];
    let counted = state.queue.counts().into_iter().filter(|(_, n)| *n > 0);
    parts.extend(counted.map(|(state, n)| format!("{n} {state}")));
    if !state.queue.filter.is_empty() {
        parts.push(format!("filter: {}", one_line(&state.queue.filter)));
    }
    let left = format!("imr  {}", one_line(&state.library.organization.name));
    let right = parts.join(" · ");
    let gap = width.saturating_sub(left.chars().count() + right.chars().count());
    if gap < 2 {
        return Line::styled(fit(&right, width, theme), theme.style(Slot::Strong));
    }
    Line::from(vec![
        Span::styled(left, theme.style(Slot::Strong)),
        Span::raw(" ".repeat(gap)),
        Span::raw(right),
    ])
}

/// The cells of a row; which of them are shown depends on the width.
struct Cells {
    number: String,
    due: String,
    kind: String,
    state: String,
    region: String,
    items: String,
}

impl Cells {
    fn heads() -> Self {
        let [number, due, kind, state, region, items] =
            ["CASE", "DUE", "KIND", "STATE", "REGION", "ITEMS"].map(str::to_owned);
        Self { number, due, kind, state, region, items }
    }

    fn of(row: &CaseSummary, state: &State, width: usize, theme: Theme) -> Self {
        let items = match row.problems.first() {
            Some(problem) => one_line(&problem.to_string()),
            None => match row.items.as_slice() {
                [one] => one_line(one),
                [first, ..] => {
                    format!("{}{} {}", row.items.len(), theme.mark("×", "x"), one_line(first))
                }
                [] => String::new(),
            },
        };
        let kind = match (row.priority, row.kind) {
            (Some(Priority::Expedited), _) => "expedited".to_owned(),
            (_, Some(kind)) => kind.to_string(),
            _ => String::new(),
        };
        Self {
            number: row.number.to_string(),
            due: match (row.state, row.outcome, row.due) {
                (CaseState::Final | CaseState::Broken, ..) => String::new(),
                (_, _, Some(due)) => due.remaining(state.now),
                _ => "no clock".to_owned(),
            },
            kind,
            state: match (&row.held, row.outcome) {
                (Some(holder), _) if wide(width) => format!("held by {}", holder.who()),
                (Some(_), _) => "held".to_owned(),
                (None, Some(outcome)) if row.state == CaseState::Final && wide(width) => {
                    format!("final {outcome}")
                }
                _ => row.state.to_string(),
            },
            region: row.regions.join(", "),
            items,
        }
    }
}

/// True when a row has room for the outcome of a final case.
fn wide(width: usize) -> bool {
    width >= 100
}

fn columns(cells: &Cells, width: usize, theme: Theme) -> String {
    let cell =
        |text: &str, width: usize| format!("{:<width$} ", fit(&one_line(text), width, theme));
    let mut line = cell(&cells.number, NUMBER) + &cell(&cells.due, 8);
    if width >= 60 {
        line += &cell(&cells.kind, 9);
    }
    line += &cell(&cells.state, if wide(width) { 24 } else { 8 });
    if width >= 90 {
        line += &cell(&cells.region, 14);
    }
    fit(&(line + &cells.items), width, theme)
}

fn row_style(row: &CaseSummary, theme: Theme) -> Style {
    if row.held.is_some() {
        return theme.style(Slot::Quiet);
    }
    theme.style(match (row.state, row.priority) {
        (CaseState::Broken, _) => Slot::Grave,
        (CaseState::Final | CaseState::Waiting, _) => Slot::Quiet,
        (_, Some(Priority::Expedited)) => Slot::Strong,
        _ => Slot::Text,
    })
}

fn details(row: &CaseSummary, area: Rect, theme: Theme, frame: &mut Frame<'_>) {
    let due = match (row.outcome, row.due) {
        _ if row.state == CaseState::Broken => "cannot be opened".to_owned(),
        (Some(outcome), _) if row.state == CaseState::Final => format!("final: {outcome}"),
        (Some(outcome), _) => format!("being amended; final until then: {outcome}"),
        (None, Some(due)) => format!("due {due}"),
        (None, None) => "clock not started".to_owned(),
    };
    let place = if row.regions.is_empty() {
        String::new()
    } else {
        format!(" · {}", row.regions.join(", "))
    };
    let held = row.held.as_ref().map_or(String::new(), |holder| format!(" · held by {holder}"));
    let head = one_line(&format!("{} · {due}{held}{place}", row.number));
    let inner = title(frame, area, &head, false, theme);
    let width = usize::from(inner.width);
    let texts: Vec<String> = if row.problems.is_empty() {
        let numbered =
            row.items.iter().enumerate().map(|(i, t)| format!("{} {}", i + 1, one_line(t)));
        numbered.collect()
    } else {
        row.problems.iter().map(|p| one_line(&p.to_string())).collect()
    };
    let lines = texts.iter().flat_map(|t| wrap(t, width, 2)).take(usize::from(inner.height));
    for (y, line) in (inner.y..).zip(lines) {
        frame.render_widget(line.as_str(), Rect { y, height: 1, ..inner });
    }
}
