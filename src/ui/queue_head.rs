//! What stands above the rows of the queue: how many of which there are, the views, the heads of the columns.

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::{
    drawn::Ground,
    queue_row::Columns,
    text::{fit, one_line},
    theme::{Slot, Theme},
};
use crate::{
    app::{
        State,
        queue::{Queue, Tally},
    },
    domain::{queue::Sort, words::counted},
};

/// Longest name of a view that a tab shows, in cells.
const TAB: usize = 20;

/// The three lines, made once while what they tell stays the same.
#[derive(Debug, Clone, Default)]
pub struct Head {
    of: Option<Told>,
    lines: Vec<Line<'static>>,
}

/// All that they are made of.
#[derive(Debug, Clone, PartialEq)]
struct Told {
    ground: Ground,
    /// Shown, marked, all; where only the first are known, so many are ahead.
    rows: [usize; 3],
    ahead: Option<usize>,
    loading: bool,
    tally: Tally,
    sort: Sort,
    view: usize,
    views: Vec<Option<usize>>,
}

impl Told {
    fn of(queue: &Queue, ground: Ground) -> Self {
        Self {
            ground,
            rows: [queue.shown_len(), queue.marked_places().count(), queue.rows().len()],
            ahead: queue.ahead(),
            loading: queue.loading,
            tally: queue.tally,
            sort: queue.sort(),
            view: queue.chosen_view(),
            views: queue.views.iter().map(|view| view.count).collect(),
        }
    }
}

impl Head {
    pub fn lines(
        &mut self,
        state: &State,
        ground: Ground,
        columns: &Columns,
        theme: Theme,
    ) -> &[Line<'static>] {
        let told = Told::of(&state.queue, ground);
        if self.of.as_ref() != Some(&told) {
            let width = usize::from(ground.size.width);
            let heads = columns.heads(told.sort, theme);
            self.lines = vec![
                counts(&told, &one_line(&state.library.organization.name), width, theme),
                tabs(&state.queue, width, theme),
                Line::styled(heads, theme.style(Slot::Title)),
            ];
            self.of = Some(told);
        }
        &self.lines
    }
}

fn counts(told: &Told, house: &str, width: usize, theme: Theme) -> Line<'static> {
    let [shown, marked, all] = told.rows;
    let (shown, all) = match told.ahead {
        Some(all) => (theme.mark("…", "~").to_owned(), all),
        None => (shown.to_string(), all),
    };
    let so_far = if told.loading && told.ahead.is_none() { " so far" } else { "" };
    let mut parts = vec![format!("{shown} of {}{so_far}", counted(all, "case"))];
    let tally = told.tally;
    let tallied = [
        (marked, "marked"),
        (tally.late, "late"),
        (tally.in_work, "in work"),
        (tally.finished, "final"),
        (tally.waiting, "waiting"),
        (tally.aside, "aside"),
        (tally.broken, "broken"),
    ];
    parts.extend(tallied.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")));
    if told.sort != Sort::default() {
        parts.push(format!("by {}", told.sort));
    }
    let left = format!("imr  {house}");
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
