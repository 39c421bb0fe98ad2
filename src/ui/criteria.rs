//! The criteria as a tree of words and marks; the chosen one shows what it asks and what it rests on.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::{
    frame::Frame,
    own_title, pane_title,
    text::{Entry, Place, fit, list, one_line, title, wrap},
    theme::{Slot, Theme},
};
use crate::{
    app::{bench::Bench, state::Pane},
    criteria::{
        Proof, Shape, Value, Weight,
        answers::{rests_on, would_settle},
        outline::{Line as OutlineLine, What},
        spoken::{clause_name, finding_name, leaf_lines},
    },
    domain::words::{Confidence, counted},
};

/// Room for mark, blank and the longest word (`triggered`), and a blank.
const VALUE_CELLS: usize = 12;
/// The words that stand there, of which a recording without texts keeps each.
const VALUES: [&str; 8] =
    ["met", "not met", "silent", "unclear", "conflict", "asked", "triggered", "cleared"];

pub fn draw(bench: &Bench, area: Rect, place: &mut Place, theme: Theme, frame: &mut Frame<'_>) {
    let focused = bench.focus == Pane::Criteria;
    let rest = match bench.focus {
        Pane::Findings => {
            let n = bench.outline.iter().filter(|l| bench.lit_line(l).is_some()).count();
            format!("{n} touched")
        }
        _ => counted(bench.proofs.len(), "guideline"),
    };
    let inner = title(frame, area, &pane_title(Pane::Criteria, &rest), focused, theme);
    if bench.outline.is_empty() {
        let lines = wrap(no_guideline(bench), usize::from(inner.width), 0);
        for (y, line) in (inner.y..inner.bottom()).zip(lines) {
            frame.text(&line, Rect { y, height: 1, ..inner });
        }
        return;
    }
    let width = usize::from(inner.width);
    let inner = answers(bench, inner, theme, frame);
    let entries = bench
        .outline
        .iter()
        .enumerate()
        .map(|(i, line)| entry(bench, line, i == bench.line && focused, width, theme))
        .collect();
    // While the findings pane leads, the first touched line is what must be in view.
    let touched = bench.outline.iter().position(|l| bench.lit_line(l).is_some());
    list(frame, inner, entries, touched.unwrap_or(bench.line), place, focused);
    own_title(frame, area, Pane::Criteria);
    for (y, _) in place.entries() {
        VALUES.iter().for_each(|word| frame.own_word((inner.x + 3, y), word));
    }
}

/// Why there is nothing to show.
pub fn no_guideline(bench: &Bench) -> &'static str {
    if bench.current_item().is_some_and(|item| item.service.is_none()) {
        return "the case file names no service for this item, and by the service guidelines are found; decide on the \
                record: W cites a work, T says why nothing is cited";
    }
    "no guideline of the library speaks of this item; decide on the record: W cites a work, T says why nothing is cited"
}

/// Draws on the pane's last rows what the chosen guideline's result rests on and what would settle it,
/// and gives back the rows above them.
fn answers(bench: &Bench, area: Rect, theme: Theme, frame: &mut Frame<'_>) -> Rect {
    let proof = bench.current_line().and_then(|l| bench.proofs.get(l.proof));
    let (Some(proof), true) = (proof, area.height >= 6) else { return area };
    let title = |id: &str| bench.read.finding(id).map_or_else(|| id.to_owned(), finding_name);
    let said: Vec<String> = rests_on(proof, title).into_iter().chain(would_settle(proof)).collect();
    if said.is_empty() {
        return area;
    }
    let width = usize::from(area.width);
    // At most a third of the pane; the whole stands in the comparison of readings.
    let most = usize::from(area.height / 3).clamp(2, 4);
    let each = most / said.len();
    let mut lines: Vec<String> = Vec::new();
    for text in said {
        let mut wrapped = wrap(&one_line(&text), width, 2);
        if wrapped.len() > each {
            wrapped.truncate(each);
            if let Some(last) = wrapped.last_mut() {
                *last = fit(&format!("{last}  {}", theme.mark("…", ">")), width, theme);
            }
        }
        lines.extend(wrapped);
    }
    let rows = u16::try_from(lines.len()).unwrap_or(0);
    let top = area.bottom() - rows;
    for (y, line) in (top..).zip(lines) {
        let line = Line::styled(format!("{line:<width$}"), theme.style(Slot::Answer));
        frame.line(&line, Rect { y, height: 1, ..area });
    }
    Rect { height: area.height - rows, ..area }
}

fn entry(bench: &Bench, line: &OutlineLine, chosen: bool, width: usize, theme: Theme) -> Entry {
    let Some(proof) = bench.proofs.get(line.proof) else { return Vec::new() };
    let lit = bench.lit_line(line);
    let (name, word) = label(bench, proof, line);
    let mark = match lit {
        Some(Weight::Counts) => Span::styled(theme.mark("●", "*"), theme.style(Slot::Lit)),
        Some(Weight::Near) => Span::styled(theme.mark("○", "o"), theme.style(Slot::Lit)),
        None => Span::raw(" "),
    };
    // The values stand in one column; the tree is in the names.
    let indent = " ".repeat(line.depth.saturating_sub(1) * 2);
    let slot = match (chosen, lit, &line.what) {
        (true, ..) => Slot::Selected,
        (_, Some(Weight::Counts), _) => Slot::Lit,
        (_, _, What::Guideline) => Slot::Strong,
        _ => Slot::Text,
    };
    let shown = match line.what {
        // An exclusion that holds speaks against the request: the cross is for it, not for the cleared one.
        What::Exclusion(_) => line.value.negated(),
        _ => line.value,
    };
    let value = format!("{} {word}", theme.value_mark(shown));
    let gap = VALUE_CELLS.saturating_sub(value.chars().count());
    let room = width.saturating_sub(1 + indent.len() + VALUE_CELLS);
    let mut lines = vec![Line::from(vec![
        mark,
        Span::styled(value.clone(), theme.style(Theme::value_slot(shown))),
        Span::raw(format!("{:gap$}{indent}", "")),
        Span::styled(fit(&name, room, theme), theme.style(slot)),
    ])];
    if chosen {
        let pad = 4;
        // A name that was cut stands whole below.
        let whole = (fit(&name, room, theme) != name).then_some(name);
        let wrapped = whole
            .into_iter()
            .chain(details(bench, proof, line))
            .flat_map(|text| wrap(&text, width.saturating_sub(pad), 2))
            .map(|text| Line::raw(format!("{}{text}", " ".repeat(pad))));
        lines.extend(wrapped.collect::<Vec<_>>());
    }
    lines
}

/// Name and value word of a line.
pub fn label(bench: &Bench, proof: &Proof, line: &OutlineLine) -> (String, String) {
    match &line.what {
        What::Guideline => {
            let cited = if bench.cited().contains(&proof.guideline) { "[cited] " } else { "" };
            let old = if proof.in_force == Some(false) { "[not in force] " } else { "" };
            let claims = if bench.claims(&proof.guideline) { "[claims] " } else { "" };
            let name = format!("{old}{cited}{claims}{}", proof.title);
            (one_line(&name), line.value.word().to_owned())
        }
        What::Criterion(name) => {
            let criterion = proof.criterion(name);
            let stated = criterion.is_some_and(|c| c.stated.is_some());
            let unconfirmed = criterion.is_some_and(|c| c.confidence == Confidence::C);
            let name = match (stated, unconfirmed) {
                (true, _) => format!("yours: {name}"),
                (_, true) => format!("{name} (unconfirmed)"),
                _ => name.clone(),
            };
            (one_line(&name), line.value.word().to_owned())
        }
        What::Exclusion(i) => {
            let asks = proof.unless.get(*i).map(clause_name).unwrap_or_default();
            let word = match line.value {
                Value::Met => "triggered",
                Value::NotMet => "cleared",
                Value::Undetermined(_) => "open",
            };
            (one_line(&format!("unless {asks}")), word.to_owned())
        }
        What::Expected(i) => {
            let asks = proof.expected.get(*i).map(clause_name).unwrap_or_default();
            (one_line(&format!("expected {asks}")), line.value.word().to_owned())
        }
    }
}

/// What the chosen line asks, by which page, and the leaves with their findings.
pub fn details(bench: &Bench, proof: &Proof, line: &OutlineLine) -> Vec<String> {
    let mut said = Vec::new();
    match &line.what {
        What::Guideline => {
            said.push(format!("{} · text confirmed: {}", proof.tier, confidence(proof.confidence)));
            let when = |held: bool| if held { "in force" } else { "NOT in force" };
            said.extend(
                proof.in_force.map(|held| format!("{} on the day of the request", when(held))),
            );
            if bench.claims(&proof.guideline) {
                said.push("cited by the claims administrator".to_owned());
            }
            if bench.proofs.len() > 1 {
                said.push("t cites it in the letter, or no more".to_owned());
            }
        }
        What::Criterion(name) => {
            let Some(criterion) = proof.criterion(name) else { return said };
            if let Some(says) = &criterion.says {
                let page = criterion.page.as_ref().map_or(String::new(), |p| format!(" (p. {p})"));
                said.push(one_line(&format!("{says}{page}")));
            }
            if let Some(stated) = &criterion.stated {
                said.push(format!(
                    "you state {}; computed: {}; reason: {}",
                    stated.value,
                    criterion.computed.word(),
                    one_line(&stated.reason)
                ));
            }
            said.extend(leaf_lines(&criterion.clause).iter().map(|t| one_line(t)));
            said.extend(criterion.note.iter().map(|n| format!("note: {}", one_line(n))));
            if criterion.confidence == Confidence::C {
                said.push(
                    "unconfirmed: nobody has read the issuing body's text for this".to_owned(),
                );
            }
        }
        What::Exclusion(i) | What::Expected(i) => {
            let soft = matches!(line.what, What::Expected(_));
            if soft {
                said.push("expected, but its absence bars nothing".to_owned());
            }
            let clause = if soft { proof.expected.get(*i) } else { proof.unless.get(*i) };
            let named = match clause.map(|c| &c.shape) {
                Some(Shape::Named(name)) => proof.criterion(name),
                _ => None,
            };
            said.extend(named.and_then(|c| c.says.as_deref()).map(one_line));
            let leaves = named.map(|c| &c.clause).or(clause).map(leaf_lines).unwrap_or_default();
            said.extend(leaves.iter().map(|t| one_line(t)));
        }
    }
    said
}

fn confidence(mark: Confidence) -> &'static str {
    match mark {
        Confidence::A => "from the issuing body",
        Confidence::AStar => "in a reproduction of the issuing body's text",
        Confidence::B => "in a secondary source",
        Confidence::C => "not at all",
    }
}
