//! A search for what is said not to be in the record: the claim above, hits and near misses side by side, or below
//! each other where there is no room.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::{
    frame::Frame,
    text::{Place, list, one_line, title, wrap},
    theme::{Slot, Theme},
};
use crate::{
    app::{State, silence::Silence},
    domain::silence::{Mention, NearReason},
};

/// From this many columns hits and near misses stand side by side.
const WIDE: u16 = 100;

pub fn draw(state: &State, places: &mut [Place; 2], theme: Theme, frame: &mut Frame<'_>) {
    let Some(silence) = state.bench.as_ref().and_then(|b| b.desk.silence.as_ref()) else { return };
    let area = frame.area();
    frame.clear(area);
    let body = Rect { height: area.height - 2, ..area };
    let inner = title(frame, body, &heading(silence), true, theme);
    let mut head = head(silence, usize::from(inner.width), theme);
    let most = usize::from(inner.height / 3).max(2);
    if head.len() > most {
        head.truncate(most - 1);
        head.push(Line::styled("  …", theme.style(Slot::Quiet)));
    }
    let mut y = inner.y;
    for line in head {
        frame.line(&line, Rect { y, height: 1, ..inner });
        y += 1;
    }
    let rest = Rect { y, height: inner.bottom().saturating_sub(y), ..inner };
    let (hits, near) = halves(rest, silence);
    column(silence, hits, false, &mut places[0], theme, frame);
    column(silence, near, true, &mut places[1], theme, frame);
    super::footer::draw(state, theme, frame);
}

/// The page line by line, hits and near misses numbered through.
pub fn told(silence: &Silence) -> Vec<String> {
    let found = &silence.found;
    let mut lines = vec![heading(silence), silence.claim.clone()];
    lines.push(format!("looked for: {}", found.terms.join("; ")));
    lines.push(found.extent());
    lines.extend(found.blind());
    for i in 0..silence.len() {
        let Some((mention, reason)) = silence.mention(i) else { continue };
        if i == found.hits.len() {
            lines.push(name(silence, true));
        } else if i == 0 {
            lines.push(name(silence, false));
        }
        let reason = reason.map_or(String::new(), |reason| format!("{reason}, "));
        let aside = silence.set_aside(mention);
        let aside = aside.map_or(String::new(), |why| format!(" · set aside: {why}"));
        lines.push(format!(
            "{}. {reason}{}: {}{aside}",
            i + 1,
            mention.place_and_line(" · "),
            mention.quoted()
        ));
    }
    if found.hits.is_empty() {
        lines.push(nothing(silence).to_owned());
    }
    lines
}

/// What is said where no hit stands.
fn nothing(silence: &Silence) -> &'static str {
    match silence.found.pages_searched() {
        0 => "not searchable: no page has text",
        _ if silence.found.blind().is_some() => "not found in what could be searched",
        _ => "not found",
    }
}

fn heading(silence: &Silence) -> String {
    let kept = match silence.kept {
        None => "not kept",
        Some(true) => "kept",
        Some(false) => "kept, but it finds something else now",
    };
    format!("Is it in the record? · item {} · {kept}", silence.item)
}

fn head(silence: &Silence, width: usize, theme: Theme) -> Vec<Line<'static>> {
    let styled = |text: String, slot: Slot| {
        let lines = wrap(&one_line(&text), width, 2).into_iter();
        lines.map(move |line| Line::styled(line, theme.style(slot)))
    };
    let found = &silence.found;
    let mut lines: Vec<Line<'static>> = styled(silence.claim.clone(), Slot::Strong).collect();
    lines.extend(styled(format!("looked for: {}", found.terms.join("; ")), Slot::Text));
    lines.extend(styled(found.extent(), Slot::Quiet));
    lines.extend(found.blind().into_iter().flat_map(|blind| styled(blind, Slot::Lit)));
    lines
}

/// Where hits and near misses stand: each as high as it needs, below each other in narrow terminals.
fn halves(area: Rect, silence: &Silence) -> (Rect, Rect) {
    if area.width >= WIDE {
        let left = area.width / 2;
        let hits = Rect { width: left.saturating_sub(1), ..area };
        return (hits, Rect { x: area.x + left, width: area.width - left, ..area });
    }
    let of_near = silence.at >= silence.found.hits.len() && !silence.found.near.is_empty();
    let share = if of_near { area.height / 3 } else { area.height * 2 / 3 };
    let wanted = u16::try_from(silence.found.hits.len() * 3 + 2).unwrap_or(u16::MAX);
    let upper = wanted.min(share.max(3)).min(area.height);
    let hits = Rect { height: upper, ..area };
    (hits, Rect { y: area.y + upper, height: area.height - upper, ..area })
}

fn column(
    silence: &Silence,
    area: Rect,
    near: bool,
    place: &mut Place,
    theme: Theme,
    frame: &mut Frame<'_>,
) {
    if area.height == 0 {
        return;
    }
    let hits = silence.found.hits.len();
    let focused = (silence.at >= hits) == near && !silence.is_empty();
    let inner = title(frame, area, &name(silence, near), focused, theme);
    let width = usize::from(inner.width);
    let range = if near { hits..silence.len() } else { 0..hits };
    let entries: Vec<Vec<Line<'static>>> = range
        .clone()
        .filter_map(|i| {
            let (mention, reason) = silence.mention(i)?;
            Some(entry(silence, mention, reason, i == silence.at, width, theme))
        })
        .collect();
    if entries.is_empty() {
        frame.text(if near { "none" } else { nothing(silence) }, inner);
        return;
    }
    let chosen = if focused { silence.at - range.start } else { 0 };
    list(frame, inner, entries, chosen, place, focused);
}

fn name(silence: &Silence, near: bool) -> String {
    let found = &silence.found;
    if near {
        return format!("Near misses · {}", found.near.len() + found.more_near);
    }
    let aside = found.hits.iter().filter(|hit| silence.set_aside(hit).is_some()).count();
    let aside = if aside == 0 { String::new() } else { format!(" · {aside} set aside") };
    format!("Hits · {}{aside}", found.hits.len())
}

fn entry(
    silence: &Silence,
    mention: &Mention,
    reason: Option<NearReason>,
    chosen: bool,
    width: usize,
    theme: Theme,
) -> Vec<Line<'static>> {
    let mark = if chosen { theme.mark("▸ ", "> ") } else { "  " };
    let mut lead = mention.place_and_line(" · ");
    if let Some(reason) = reason {
        lead = format!("{reason} · {lead}");
    }
    let slot = if chosen { Slot::Selected } else { Slot::Strong };
    let lead = wrap(&format!("{mark}{}", one_line(&lead)), width, 2);
    let mut lines: Vec<Line<'static>> =
        lead.into_iter().map(|line| Line::styled(line, theme.style(slot))).collect();
    let said = wrap(&format!("  {}", one_line(&mention.quoted())), width, 2);
    let mut skip = mention.before.matches('[').count();
    let mut inside = false;
    lines.extend(said.iter().map(|line| lit(line, &mut skip, &mut inside, theme)));
    if let Some(why) = silence.set_aside(mention) {
        let said = format!("  {} set aside: {}", theme.mark("✗", "x"), one_line(why));
        let said = wrap(&said, width, 4).into_iter();
        lines.extend(said.map(|l| Line::from(Span::styled(l, theme.style(Slot::Quiet)))));
    }
    lines
}

/// A line of a mention with the words between the marks lit; `skip` brackets are the text's own, and the mention may
/// go on from the line before.
fn lit(line: &str, skip: &mut usize, inside: &mut bool, theme: Theme) -> Line<'static> {
    let mut spans = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.find(if *inside { ']' } else { '[' }) {
        let (before, after) = rest.split_at(at + 1);
        if !*inside && *skip > 0 {
            *skip -= 1;
            spans.push(Span::raw(before.to_owned()));
        } else if *inside {
            spans.push(Span::styled(before.to_owned(), theme.style(Slot::Lit)));
            *inside = false;
            // One mention, one pair of marks.
            *skip = usize::MAX;
        } else {
            spans.push(Span::raw(before[..at].to_owned()));
            spans.push(Span::styled("[", theme.style(Slot::Lit)));
            *inside = true;
        }
        rest = after;
    }
    let slot = if *inside { Slot::Lit } else { Slot::Text };
    spans.push(Span::styled(rest.to_owned(), theme.style(slot)));
    Line::from(spans)
}
