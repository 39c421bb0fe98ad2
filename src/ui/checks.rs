//! What the checks say: the strip below the rationale where there is room, the list on a key, the lines of the preview.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::{
    frame::Frame,
    text::{Entry, Place, fit, list, one_line, title, wrap},
    theme::{Slot, Theme},
};
use crate::{
    app::{
        Action, State,
        alarms::Raised,
        bench::Bench,
        bindings::written,
        layout::BenchLayout,
        state::{Overlay, Scope},
    },
    domain::{
        check::{Alarm, CheckId, Severity},
        words::counted,
    },
};

/// Least rows of the list above the rationale; where there are fewer it takes the whole body.
const LIST_ROWS: u16 = 8;
/// Most checks that have a line above the letter.
const MOST_LINES: usize = 6;
/// Cells of the longest word for a severity.
const SEVERITY: usize = 7;

/// How many there are, and the key that lists them: from all of it to as little as still tells something.
pub fn counts(state: &State, bench: &Bench) -> Vec<String> {
    // A note is no reason to look up from what one writes.
    let least = if bench.editing { Severity::Warning } else { Severity::Info };
    let all = bench.alarms.counts(least);
    if all.is_empty() {
        return Vec::new();
    }
    let scope = if bench.editing { Scope::Editor } else { Scope::Bench };
    let line = state.keymap.line(scope, Action::Checks);
    let key =
        line.and_then(|line| line.keys.first()).map(|keys| format!("{all}: {}", written(keys)));
    // The key is worth more than the lesser counts.
    let gravest = all.split(", ").next().unwrap_or_default().to_owned();
    let short =
        key.as_ref().and_then(|key| Some(format!("{gravest}: {}", key.rsplit_once(": ")?.1)));
    key.into_iter().chain(short).chain([all.clone(), gravest]).collect()
}

/// The strip: the gravest first, a line each. It stands there also while there is nothing to say, so that nothing moves
/// when something is said.
pub fn strip(state: &State, bench: &Bench, area: Rect, theme: Theme, frame: &mut Frame<'_>) {
    let told = counts(state, bench).into_iter().next();
    let name = told.map_or("Checks".to_owned(), |told| format!("Checks · {told}"));
    let inner = title(frame, area, &name, false, theme);
    let mut shown: Vec<&Raised> = bench.alarms.shown().collect();
    shown.sort_by_key(|raised| raised.alarm.severity);
    let here = bench.alarms.under_caret(bench);
    let rows = usize::from(inner.height);
    let kept = if shown.len() > rows { rows.saturating_sub(1) } else { shown.len() };
    let width = usize::from(inner.width);
    let mut lines: Vec<Line<'static>> = shown[..kept]
        .iter()
        .map(|raised| in_one_line(raised, Some(&raised.alarm) == here, width, theme))
        .collect();
    if kept < shown.len() {
        let more = format!("  and {} more", shown.len() - kept);
        lines.push(Line::styled(more, theme.style(Slot::Quiet)));
    }
    for (y, line) in (inner.y..inner.bottom()).zip(lines) {
        frame.line(&line, Rect { y, height: 1, ..inner });
    }
}

/// The list, over what stands above the rationale.
pub fn draw(
    state: &State,
    bench: &Bench,
    layout: &BenchLayout,
    place: &mut Place,
    theme: Theme,
    frame: &mut Frame<'_>,
) {
    let Some(Overlay::Checks { chosen, dismissed }) = state.overlay else { return };
    let whole = Rect { y: 1, height: frame.area().height.saturating_sub(3), ..frame.area() };
    let above = Rect {
        x: layout.items.x,
        width: layout.items.width,
        height: layout.rationale.y.saturating_sub(1),
        ..whole
    };
    let area = if layout.items.area() > 0 && above.height >= LIST_ROWS { above } else { whole };
    frame.clear(area);
    let mut name = vec!["Checks".to_owned()];
    name.extend(Some(bench.alarms.counts(Severity::Info)).filter(|counts| !counts.is_empty()));
    let stands = bench.alarms.dismissed().count();
    if stands > 0 {
        name.push(format!("{stands} let stand{}", if dismissed { "" } else { ", not shown" }));
    }
    let inner = title(frame, area, &name.join(" · "), true, theme);
    let width = usize::from(inner.width);
    let listed = bench.alarms.listed(dismissed);
    if listed.is_empty() {
        frame.text("nothing is raised; d shows what you let stand", inner);
        frame.set_cursor_position(inner.as_position());
        return;
    }
    let entry = |(at, raised): (usize, &&Raised)| -> Entry {
        if at == chosen {
            in_full(raised, width, theme)
        } else {
            vec![in_one_line(raised, false, width, theme)]
        }
    };
    let entries = listed.iter().enumerate().map(entry).collect();
    list(frame, inner, entries, chosen, place, true);
}

/// What it is and where. A name is left out where the reason says it too.
fn heading(alarm: &Alarm) -> String {
    let mut parts = vec![alarm.check.to_string()];
    parts.extend(alarm.item.map(|item| format!("item {item}")));
    let named_below = alarm.span.is_none() && alarm.reason.contains(&alarm.words);
    if !alarm.words.is_empty() && !named_below {
        let words = one_line(&alarm.words);
        parts.push(if alarm.span.is_some() { format!("\"{words}\"") } else { words });
    }
    parts.join(" · ")
}

fn in_one_line(raised: &Raised, here: bool, width: usize, theme: Theme) -> Line<'static> {
    let alarm = &raised.alarm;
    let lead = if here { theme.mark("▶ ", "> ") } else { "  " };
    let severity = format!("{:<SEVERITY$} ", alarm.severity.said());
    let text = match &raised.dismissed {
        Some(reason) => format!("{} · let stand: {}", heading(alarm), one_line(reason)),
        None => format!("{}: {}", heading(alarm), one_line(&alarm.reason)),
    };
    let room = width.saturating_sub(lead.chars().count() + severity.len());
    let quiet = raised.dismissed.is_some();
    let slot = if quiet { Slot::Quiet } else { slot(alarm.severity) };
    Line::from(vec![
        Span::styled(format!("{lead}{severity}"), theme.style(slot)),
        Span::styled(
            fit(&text, room, theme),
            theme.style(if quiet { Slot::Quiet } else { Slot::Text }),
        ),
    ])
}

/// The chosen one: why, by which rule, and what answers it.
fn in_full(raised: &Raised, width: usize, theme: Theme) -> Entry {
    let alarm = &raised.alarm;
    let head = format!("{:<SEVERITY$} {}", alarm.severity.said(), heading(alarm));
    let head = format!("{}{}", theme.mark("▶ ", "> "), fit(&head, width.saturating_sub(2), theme));
    let lines = said(raised);
    let lines = lines.iter().flat_map(|text| wrap(&one_line(text), width.saturating_sub(4), 2));
    let lines = lines.map(|line| Line::styled(format!("    {line}"), theme.style(Slot::Text)));
    std::iter::once(Line::styled(head, theme.style(Slot::Selected))).chain(lines).collect()
}

/// Why, by which rule, and what answers it.
pub fn said(raised: &Raised) -> Vec<String> {
    let about = raised.alarm.check.about();
    let mut said = vec![raised.alarm.reason.clone()];
    said.extend(raised.dismissed.as_ref().map(|reason| format!("you let it stand: {reason}")));
    said.push(format!("rule: {}", about.rule));
    if raised.dismissed.is_none() {
        said.push(format!("what to do: {}", about.answer));
    }
    said
}

/// What the footer says of the words that the caret stands in.
pub fn at_caret(alarm: &Alarm) -> String {
    format!("{}: {} ({})", alarm.severity.said(), alarm.reason, alarm.check)
}

/// One alarm as a line of text: for the preview and for lines without a screen.
pub fn told(raised: &Raised) -> String {
    let alarm = &raised.alarm;
    let text = match &raised.dismissed {
        Some(reason) => format!("let stand: {reason}"),
        None => alarm.reason.clone(),
    };
    one_line(&format!("{} {}: {text}", alarm.severity.said(), heading(alarm)))
}

/// What stands above the preview, in few lines: the letter is what is read here, and `c` lists what is open with its
/// reasons. No byte of it is written to the letter.
pub fn before_the_file(bench: &Bench, width: usize, theme: Theme) -> Vec<String> {
    let told = bench.alarms.counts(Severity::Info);
    let stands = by_check(bench.alarms.dismissed());
    if told.is_empty() && stands.is_empty() {
        return Vec::new();
    }
    let told = if told.is_empty() { "nothing is open" } else { &told };
    let mut lines = vec![format!("CHECKS, not part of the file: {told}; c lists all")];
    let grave = bench.alarms.listed(false).into_iter();
    let grave = by_check(grave.filter(|raised| raised.alarm.severity < Severity::Info));
    let mut below = Vec::new();
    for (check, severity, of) in grave.iter().take(MOST_LINES) {
        below.push(format!("{} {check}, {of}: {}", severity.said(), check.about().what));
    }
    if grave.len() > MOST_LINES {
        below.push(format!("and {} more", counted(grave.len() - MOST_LINES, "check")));
    }
    if !stands.is_empty() {
        let stands: Vec<String> =
            stands.iter().map(|(check, _, of)| format!("{check} ({of})")).collect();
        below.push(format!("you let stand: {}", stands.join(", ")));
    }
    let below = below.iter().map(|line| format!("  {}", one_line(line)));
    lines.extend(below.map(|line| fit(&line, width, theme)));
    lines.push("The file begins below this line.".to_owned());
    lines.push("-".repeat(76));
    lines
}

/// Each check once, with its severity and the items: `items 1, 2`.
fn by_check<'a>(raised: impl Iterator<Item = &'a Raised>) -> Vec<(CheckId, Severity, String)> {
    let mut checks: Vec<(CheckId, Severity, Vec<u32>)> = Vec::new();
    for Raised { alarm, .. } in raised {
        let at = checks
            .iter()
            .position(|(check, severity, _)| (*check, *severity) == (alarm.check, alarm.severity));
        let at = at.unwrap_or_else(|| {
            checks.push((alarm.check, alarm.severity, Vec::new()));
            checks.len() - 1
        });
        let items = &mut checks[at].2;
        items.extend(alarm.item.filter(|item| !items.contains(item)));
    }
    let of = |items: &[u32]| match items {
        [] => "the case".to_owned(),
        [one] => format!("item {one}"),
        many => {
            let many: Vec<String> = many.iter().map(ToString::to_string).collect();
            format!("items {}", many.join(", "))
        }
    };
    checks.into_iter().map(|(check, severity, items)| (check, severity, of(&items))).collect()
}

/// The style of a severity; its word stands beside it.
pub fn slot(severity: Severity) -> Slot {
    match severity {
        Severity::Error => Slot::Grave,
        Severity::Warning => Slot::Open,
        Severity::Info => Slot::Quiet,
    }
}
