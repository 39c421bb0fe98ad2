//! The findings; the chosen one shows its words and source, those that bear on the chosen criterion are lit.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::{
    frame::Frame,
    own_title, pane_title,
    text::{Entry, Place, cells, fit, list, one_line, title, wrap},
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
        words::{Certainty, Side, Standing},
    },
};

/// From so many cells on nothing is said in short.
const WIDE: usize = 60;

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
    own_title(frame, area, Pane::Findings);
    if findings.is_empty() {
        let says = "the case file has no findings; f a adds one of yours";
        let lines = wrap(says, usize::from(inner.width), 0);
        for (y, line) in (inner.y..inner.bottom()).zip(lines) {
            frame.text(&line, Rect { y, height: 1, ..inner });
        }
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
    let room = width.saturating_sub(2);
    let mut name = named(listed);
    if let Some(side) = finding.side.filter(|_| !chosen && room < WIDE) {
        name = short(&name, side);
    }
    let rows = heads(&name, &tail(finding, room, theme), chosen, room, theme);
    let line = |(i, row): (usize, String)| {
        let mark = if i == 0 { mark } else { " " };
        Line::from(vec![
            Span::styled(format!("{mark} "), theme.style(slot_of_mark(lit))),
            Span::styled(row, theme.style(slot)),
        ])
    };
    let mut lines: Vec<Line<'static>> = rows.into_iter().enumerate().map(line).collect();
    if chosen {
        lines.extend(details(bench, listed, room, theme));
    }
    lines
}

/// The name, and when and who at the right end. Where there is no room the chosen one takes as many rows as its name
/// needs; another is cut.
fn heads(name: &str, tail: &str, chosen: bool, room: usize, theme: Theme) -> Vec<String> {
    let left = room.saturating_sub(cells(tail)).max(room / 2);
    let whole = cells(name) <= left;
    let mut rows = match (whole, chosen) {
        (true, _) => vec![name.to_owned()],
        (false, true) => wrap(name, room, 1),
        (false, false) => vec![fit(name, left, theme)],
    };
    let last = rows.pop().unwrap_or_default();
    let last = match cells(&last) > left {
        true => {
            rows.push(last);
            String::new()
        }
        false => last,
    };
    let gap = " ".repeat(room.saturating_sub(cells(&last) + cells(tail)));
    rows.push(fit(&format!("{last}{gap}{tail}"), room, theme));
    rows
}

/// `R hand numbness`, `no L sensory deficit`: as a physician writes it.
fn short(name: &str, side: Side) -> String {
    let letter = match side {
        Side::Left => "L ",
        Side::Right => "R ",
        Side::Bilateral => return name.to_owned(),
    };
    name.replacen(&format!("{side} "), letter, 1)
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
    let wide = room >= WIDE;
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

#[cfg(test)]
mod tests {
    use super::{super::theme::Ground, *};

    #[test]
    fn a_long_name_is_cut_by_its_side_first_and_the_chosen_one_is_not_cut() {
        let theme = Theme::new(false, false, Ground::Unknown);
        let of = |name: &str, chosen| heads(name, " 2026-10-12 pati ", chosen, 33, theme);
        assert_eq!(of("left pain", false), ["left pain        2026-10-12 pati "]);
        assert_eq!(of("R median sensory loss", false), ["R median sensor… 2026-10-12 pati "]);
        assert_eq!(short("no left hand numbness", Side::Left), "no L hand numbness");
        assert_eq!(short("bilateral knee pain", Side::Bilateral), "bilateral knee pain");
        let chosen = of("no right electrodiagnostic median neuropathy", true);
        assert_eq!(
            chosen,
            ["no right electrodiagnostic median", " neuropathy      2026-10-12 pati "]
        );
        let chosen = of("right median sensory loss", true);
        assert_eq!(chosen, ["right median sensory loss", "                 2026-10-12 pati "]);
    }
}
