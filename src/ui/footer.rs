//! The last two lines: the notice (or what the cursor stands on), and the hints of the one table.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{
    frame::Frame,
    items::about,
    questions::answer,
    text::{fit, one_line, wrap},
    theme::{Slot, Theme},
};
use crate::app::{
    Action, State,
    bench::Bench,
    bindings::Hint,
    refused::refused_here,
    state::{Overlay, Pane, Prompt, PromptKind, Scope},
};
use crate::domain::words::counted;

/// Rows that a long message may take, over what stands above it.
const NOTICE_ROWS: usize = 4;

pub fn draw(state: &State, theme: Theme, frame: &mut Frame<'_>) {
    let area = frame.area();
    let line = |up: u16| Rect { y: area.height - up, height: 1, ..area };
    let width = usize::from(area.width);
    let (shown, slot) = status_lines(state, width, theme);
    for (up, text) in (2..).zip(shown.iter().rev()) {
        frame.row(&Line::styled(text.as_str(), theme.style(slot)), line(up).y);
    }
    match &state.prompt {
        Some(prompt) => prompt_line(state, prompt, theme, frame),
        _ => {
            frame.line(&hint_line(state, width, theme), line(1));
            frame.own(line(1));
        }
    }
}

/// The status, in as many lines as it is read in: a message is read to its end.
fn status_lines(state: &State, width: usize, theme: Theme) -> (Vec<String>, Slot) {
    let (text, slot) = status(state);
    let text = one_line(&text);
    if state.notice.is_none() || text.width() <= width {
        return (vec![fit(&text, width, theme)], slot);
    }
    let mut shown = wrap(&text, width, 0);
    if shown.len() > NOTICE_ROWS {
        shown[NOTICE_ROWS - 1] = fit(&shown[NOTICE_ROWS - 1..].join(" "), width, theme);
        shown.truncate(NOTICE_ROWS);
    }
    (shown, slot)
}

/// Rows that a long message takes from the panes where the rationale is written or read: it must not cover the words,
/// which may be those that it speaks of.
pub fn taken_rows(state: &State, theme: Theme) -> u16 {
    let reads = state.bench.as_ref().is_some_and(|bench| bench.focus == Pane::Rationale);
    let lines = match state.scope() {
        Scope::Editor | Scope::Bench if reads => {
            status_lines(state, usize::from(state.size.0), theme).0.len()
        }
        _ => 1,
    };
    u16::try_from(lines.saturating_sub(1)).unwrap_or(0)
}

/// The line being typed, and above it what is asked for and how to end it.
fn prompt_line(state: &State, prompt: &Prompt, theme: Theme, frame: &mut Frame<'_>) {
    let area = frame.area();
    let line = |up: u16| Rect { y: area.height - up, height: 1, ..area };
    let width = usize::from(area.width);
    if let PromptKind::Filter { .. } = &prompt.kind {
        return super::filter_line::draw(state, prompt, theme, frame);
    }
    let (asked, lead) = asked(&prompt.kind);
    let asked = if asked.is_empty() { asked } else { format!("{asked}  ") };
    if prompt.kind == PromptKind::Palette {
        super::palette::draw(state, prompt, theme, frame);
    }
    if state.notice.is_none() {
        let mut above = Line::raw(asked);
        above.spans.extend(hint_line(state, width.saturating_sub(above.width()), theme).spans);
        frame.clear(line(2));
        frame.line(&above, line(2));
    }
    let before = format!("{lead}{}", one_line_kept(prompt.before_caret()));
    let after = one_line_kept(&prompt.text[prompt.before_caret().len()..]);
    // What is left of the caret stays in view, and as much of the rest as fits.
    let before = tail(&before, width.saturating_sub(1));
    let x = u16::try_from(before.width()).unwrap_or(0);
    frame.text(&format!("{before}{after}"), line(1));
    frame.set_cursor_position((x.min(area.width - 1), area.height - 1));
}

/// What a prompt asks for, and what stands before the line that is typed.
pub fn asked(kind: &PromptKind) -> (String, &'static str) {
    match kind {
        PromptKind::Search => (String::new(), "/"),
        PromptKind::Snippet => ("which text?".to_owned(), "> "),
        PromptKind::Filter { .. } => (String::new(), "\\"),
        PromptKind::Aside(cases) => {
            let which = match cases.as_slice() {
                [only] => only.to_string(),
                many => counted(many.len(), "case"),
            };
            (format!("set {which} aside; why?"), "> ")
        }
        PromptKind::Palette => (String::new(), ":"),
        PromptKind::Refuse { id } => {
            (format!("why does finding {} not count?", one_line(id)), "> ")
        }
        PromptKind::Absent => ("what is looked for in the record?".to_owned(), "> "),
        PromptKind::Discount => ("why does this hit not count?".to_owned(), "> "),
        PromptKind::StepDown { .. } => {
            ("below the MTUS: `not addressed: why` or `rebutted: why`".to_owned(), "> ")
        }
        PromptKind::Uncited { .. } => ("nothing is cited; why?".to_owned(), "> "),
        PromptKind::Work(asked) => (asked.question().to_owned(), "> "),
        PromptKind::Mailed => {
            ("mailed on which day? empty: on the day of the decision".to_owned(), "> ")
        }
        PromptKind::Dismiss(alarm) => {
            (format!("why may this stand, {}? it is kept", alarm.check), "> ")
        }
        PromptKind::Amend => ("why is it amended? the letter prints it".to_owned(), "> "),
        PromptKind::Reason { criterion, value, .. } => {
            (format!("why is `{}` {value}?", one_line(criterion)), "> ")
        }
    }
}

/// Typed text with its blanks, made safe.
pub fn one_line_kept(text: &str) -> String {
    crate::domain::visible::visible(text).replace('\n', " ")
}

/// The end of a line that is too long for its place.
pub fn tail(text: &str, width: usize) -> String {
    let mut kept = width;
    let fits = |c: &char| {
        let room = kept.checked_sub(c.width().unwrap_or(0));
        kept = room.unwrap_or(0);
        room.is_some()
    };
    let end: Vec<char> = text.chars().rev().take_while(fits).collect();
    end.into_iter().rev().collect()
}

fn status(state: &State) -> (String, Slot) {
    if let Some(notice) = &state.notice {
        let slot = if notice.grave { Slot::Grave } else { Slot::Text };
        return (notice.text.clone(), slot);
    }
    if let Some(Overlay::Preview { writing: false, .. }) = &state.overlay {
        return (
            "these are the very bytes; after y they are never overwritten".to_owned(),
            Slot::Quiet,
        );
    }
    let text = match (&state.bench, &state.overlay) {
        (Some(bench), None | Some(Overlay::Checks { .. })) => stands_on(bench),
        (None, None) => of_queue(state),
        _ => String::new(),
    };
    (text, Slot::Quiet)
}

/// The filter that counts; where there is no room below the list, what the cursor stands on.
fn of_queue(state: &State) -> String {
    let filter = state.queue.filter();
    let scanned = state.queue.scanned.map(|(seen, of)| format!("{seen} of {of} files looked at"));
    if !filter.is_empty() {
        let also = scanned.map_or(String::new(), |scanned| format!(" · {scanned}"));
        let marked = state.queue.marked_places().next().is_some();
        let esc = if marked { "takes the marks away first" } else { "shows all cases again" };
        return format!("filter: {} · Esc {esc}{also}", filter.text());
    }
    if let Some(scanned) = scanned {
        return scanned;
    }
    let (columns, rows) = state.size;
    let low = super::queue::body(Rect::new(0, 0, columns, rows)).1.height == 0;
    let row = if low { state.queue.current() } else { None };
    row.map_or(String::new(), |row| super::queue_detail::in_short(&row, state.now))
}

/// What the cursor of the bench stands on.
fn stands_on(bench: &Bench) -> String {
    if let Some(alarm) = bench.alarms.under_caret(bench).filter(|_| bench.focus == Pane::Rationale)
    {
        return super::checks::at_caret(alarm);
    }
    match bench.focus {
        Pane::Items => bench.current_item().map(about).unwrap_or_default().join(" · "),
        _ => bench
            .current_item()
            .map(|i| format!("item {}: {}", i.item, i.title))
            .unwrap_or_default(),
    }
}

/// What would be refused is not hinted, but for what then shows what lacks. Of a prompt, what it has no use for is not.
fn is_hinted(state: &State, action: Action) -> bool {
    let scope = state.scope();
    if let Some(prompt) = &state.prompt {
        return match (action, &prompt.kind) {
            (Action::Complete, kind) => *kind == PromptKind::Palette,
            (Action::Up, PromptKind::Search) => !state.histories.search.is_empty(),
            (Action::Up, PromptKind::Filter { .. }) => !state.histories.filter.is_empty(),
            (Action::Up, kind) => *kind == PromptKind::Palette,
            _ => true,
        };
    }
    let shows = action == Action::Finalize
        && state.bench.as_ref().is_some_and(|bench| bench.read_only().is_none());
    shows || refused_here(state, scope, action).is_none()
}

/// As many hints as fit, most useful first. What would be refused is not hinted.
fn hint_line(state: &State, width: usize, theme: Theme) -> Line<'_> {
    let mut spans = Vec::new();
    let mut used = 0;
    let scope = state.scope();
    for Hint { key, words, action } in state.keymap.hints(scope) {
        let action = *action;
        let palette = state.prompt.as_ref().is_some_and(|p| p.kind == PromptKind::Palette);
        let words = match &state.overlay {
            Some(Overlay::Question { question, .. }) if scope == Scope::Question => {
                let Some(words) = answer(question, action) else { continue };
                words
            }
            _ if palette && action == Action::Up => "choose",
            _ => words,
        };
        let length = key.chars().count() + words.chars().count() + 3;
        if used + length > width || !is_hinted(state, action) {
            continue;
        }
        used += length;
        spans.push(Span::styled(key.as_str(), theme.style(Slot::Key)));
        spans.extend([" ", words, "  "].map(Span::raw));
    }
    Line::from(spans)
}
