//! What the chosen row of the queue does not have room for.

use jiff::civil::DateTime;
use ratatui::{layout::Rect, text::Line};

use super::{
    frame::Frame,
    text::{one_line, title, wrap},
    theme::Theme,
};
use crate::domain::{
    date::days_between,
    queue::{CaseState, CaseSummary},
};

pub fn details(row: &CaseSummary, now: DateTime, area: Rect, theme: Theme, frame: &mut Frame<'_>) {
    let mut head = vec![row.number.to_string(), due(row, now)];
    head.extend((!row.regions.is_empty()).then(|| one_line(&row.regions.join(", "))));
    let inner = title(frame, area, &head.join(" · "), false, theme);
    let width = usize::from(inner.width);
    let standing = standing(row, now);
    let items = row.items.iter().enumerate().map(|(i, t)| format!("{} {}", i + 1, one_line(t)));
    let problems = row.problems.iter().map(|p| one_line(&p.to_string()));
    let texts: Vec<String> = if row.problems.is_empty() {
        standing.into_iter().chain(items).collect()
    } else {
        problems.collect()
    };
    let lines = texts.iter().flat_map(|t| wrap(t, width, 2)).take(usize::from(inner.height));
    for (y, line) in (inner.y..).zip(lines) {
        frame.line(&Line::raw(line), Rect { y, height: 1, ..inner });
    }
}

/// The same in one line, for a screen that has no room for more.
pub fn in_short(row: &CaseSummary, now: DateTime) -> String {
    let first = row.problems.first().map(ToString::to_string);
    let said = first.or_else(|| standing(row, now).into_iter().next());
    one_line(&said.unwrap_or_else(|| due(row, now)))
}

/// When it is due, or why it is not.
fn due(row: &CaseSummary, now: DateTime) -> String {
    match (row.state, row.outcome, row.due) {
        (CaseState::Broken, ..) => "cannot be opened".to_owned(),
        (CaseState::Final, Some(outcome), _) => {
            format!("final: {outcome}, version {}", row.standing.version.unwrap_or(1))
        }
        (_, Some(outcome), _) => {
            let version = row.standing.version.unwrap_or(1);
            format!("being amended; version {version} stands until then: {outcome}")
        }
        (_, None, Some(due)) => format!("due {due} ({})", due.remaining(now)),
        (_, None, None) => {
            let assigned = row.assigned.map(|day| days_between(day, now.date()));
            match assigned {
                Some(days) => format!("clock not started; assigned {days}d ago"),
                None => "clock not started".to_owned(),
            }
        }
    }
}

/// Who has it, why it waits, which day to aim for, how far its draft is.
fn standing(row: &CaseSummary, now: DateTime) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(holder) = &row.held {
        said.push(format!("held by {holder}"));
    }
    if let Some(aside) = &row.standing.aside {
        let since = aside.at.replace('T', " ");
        said.push(format!("set aside {}: {}", one_line(&since), one_line(&aside.reason)));
    }
    let to_do = matches!(row.state, CaseState::New | CaseState::InWork) && !row.is_late(now);
    if let Some((aim, due)) = row.aim.zip(row.due).filter(|_| to_do) {
        let (last, aim) = (due.at.date().strftime("%a %F"), aim.strftime("%a %F"));
        said.push(format!("aim for {aim}: the last day, {last}, is no working day"));
    }
    match &row.standing.attested {
        Some(by) => said.push(format!("draft, attested by {}", one_line(by))),
        None if row.standing.draft && row.state != CaseState::Final => {
            said.push("draft, not attested".to_owned());
        }
        None => {}
    }
    said
}
