//! The findings; the chosen one shows its words and source, those that bear on the chosen criterion are lit.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::{
    frame::Frame,
    pane_title,
    text::{Entry, Place, fit, list, one_line, title, wrap},
    theme::{Slot, Theme},
};
use crate::{
    app::{bench::Bench, state::Pane},
    criteria::{
        Weight,
        spoken::{finding_line, finding_name, finding_place, finding_voice},
    },
    domain::{
        finding::Finding,
        revision::{Listed, Mark},
        words::{Certainty, Standing},
    },
};

pub fn draw(bench: &Bench, area: Rect, place: &mut Place, theme: Theme, frame: &mut Frame<'_>) {
    let focused = bench.focus == Pane::Findings;
    let findings = &bench.listed;
    let lit: Vec<Option<Weight>> = (0..findings.len()).map(|i| bench.lit_finding(i)).collect();
    let bearing = lit.iter().flatten().count();
    let rest = if bench.focus == Pane::Criteria {
        format!("{bearing} of {} bear on it", findings.len())
    } else {
        findings.len().to_string()
    };
    let inner = title(frame, area, &pane_title(Pane::Findings, &rest), focused, theme);
    if findings.is_empty() {
        frame.text("the case file has no findings; f a adds one of yours", inner);
        return;
    }
    let width = usize::from(inner.width);
    let entries = findings
        .iter()
        .enumerate()
        .map(|(i, listed)| {
            entry(bench, listed, i == bench.finding && focused, lit[i], width, theme)
        })
        .collect();
    // None is lit unless the criteria pane has the focus: the first one then leads, so that as many of them as
    // can be are seen.
    let first = lit.iter().position(Option::is_some);
    place.top = first.unwrap_or(place.top);
    list(frame, inner, entries, first.unwrap_or(bench.finding), place, focused);
}

fn entry(
    bench: &Bench,
    listed: &Listed,
    chosen: bool,
    lit: Option<Weight>,
    width: usize,
    theme: Theme,
) -> Entry {
    let mark = match lit {
        Some(Weight::Counts) => theme.mark("●", "*"),
        Some(Weight::Near) => theme.mark("○", "o"),
        None => " ",
    };
    let finding = &listed.finding;
    let slot = match (chosen, lit) {
        (true, _) => Slot::Selected,
        (false, Some(Weight::Counts)) => Slot::Lit,
        (false, Some(Weight::Near)) => Slot::Open,
        (false, None) if !listed.mark.counts() => Slot::Quiet,
        (false, None) => Slot::Text,
    };
    let text = named(listed);
    let room = width.saturating_sub(2);
    let tail = tail(finding, room, theme);
    let name = fit(&text, room.saturating_sub(tail.chars().count()).max(room / 2), theme);
    let gap = room.saturating_sub(name.chars().count() + tail.chars().count());
    let line = fit(&format!("{name}{}{tail}", " ".repeat(gap)), room, theme);
    let mut lines = vec![Line::from(vec![
        Span::styled(format!("{mark} "), theme.style(slot_of_mark(lit))),
        Span::styled(line, theme.style(slot)),
    ])];
    if chosen {
        lines.extend(details(bench, listed, room, theme));
    }
    lines
}

/// What the reviewer has made of it, and its heading.
pub fn named(listed: &Listed) -> String {
    one_line(&format!("{}{}", listed.mark.lead(), heading(&listed.finding)))
}

/// Why, and what the case file has.
fn why(bench: &Bench, listed: &Listed) -> Vec<String> {
    match &listed.mark {
        Mark::Intake | Mark::Added => Vec::new(),
        Mark::Refused { reason } => vec![format!("you refuse it: {reason}")],
        Mark::Corrected { reason } => {
            let was = bench.open.case.finding(&listed.finding.id).map(finding_line);
            vec![format!("case file: {}", was.unwrap_or_default()), format!("corrected: {reason}")]
        }
        Mark::Gone { reason } => {
            vec![format!("the case file has it no more; you had said: {reason}; f u ends this")]
        }
        Mark::Changed { reason } => {
            vec![format!("the case file has changed it since you said: {reason}")]
        }
    }
}

/// The finding with what a cut must not take first: `left sensory deficit`, `planned: plain radiograph`.
fn heading(finding: &Finding) -> String {
    let name = finding_name(finding);
    let mut text = match (finding.side, name.strip_prefix("no ")) {
        (Some(side), Some(absent)) => format!("no {side} {absent}"),
        (Some(side), None) => format!("{side} {name}"),
        (None, _) => name,
    };
    if finding.standing != Standing::Present {
        text = format!("{}: {text}", finding.standing);
    }
    if finding.certainty == Certainty::Hedged {
        text = format!("hedged, {text}");
    }
    text
}

/// When and who, in as many cells as the width allows; the chosen finding says both in full.
fn tail(finding: &Finding, room: usize, theme: Theme) -> String {
    let when = finding.date.as_ref().map_or("undated".to_owned(), ToString::to_string);
    let from = finding.from.word();
    let wide = room >= 60;
    let (cells, voice) = match wide {
        true => (9, fit(from, 9, theme)),
        false => (4, from.get(..4).unwrap_or(from).to_owned()),
    };
    // Known through another report: the mark is that of a quotation.
    let quoted = match (finding.quoted, wide) {
        (true, true) => " quoted",
        (true, false) => theme.mark("”", "\""),
        (false, true) => "       ",
        (false, false) => " ",
    };
    format!(" {:<10} {voice:<cells$}{quoted}", fit(&when, 10, theme))
}

fn slot_of_mark(lit: Option<Weight>) -> Slot {
    if lit.is_some() { Slot::Lit } else { Slot::Text }
}

fn details(bench: &Bench, listed: &Listed, width: usize, theme: Theme) -> Vec<Line<'static>> {
    said(bench, listed)
        .iter()
        .flat_map(|text| wrap(text, width.saturating_sub(2), 1))
        .map(|line| Line::styled(format!("    {line}"), theme.style(Slot::Text)))
        .collect()
}

/// The record's own words, then where they stand and who says them.
pub fn said(bench: &Bench, listed: &Listed) -> Vec<String> {
    let finding = &listed.finding;
    let mut said: Vec<String> = why(bench, listed).iter().map(|text| one_line(text)).collect();
    if let Some(words) = &finding.source.words {
        said.push(format!("\"{}\"", one_line(words)));
    }
    let document = bench.open.case.document(&finding.source.document);
    let mut place = match document {
        Some(document) => document.told(ToString::to_string).join(", "),
        None => finding.source.document.clone(),
    };
    if let Some(page) = finding.source.page {
        place.push_str(&format!(", page {page}"));
    }
    said.push(one_line(&place));
    let mut voice = vec![finding_voice(finding)];
    voice.extend(finding_place(finding));
    voice.extend(finding.since.as_ref().map(|s| format!("since {s}")));
    voice.extend(finding.lasting.as_ref().map(|l| format!("lasting {l}")));
    said.push(one_line(&voice.join(" · ")));
    said
}
