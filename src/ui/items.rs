//! The disputed items with their outcomes.

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
    domain::{case::Item, words::Outcome},
};

pub fn draw(bench: &Bench, area: Rect, place: &mut Place, theme: Theme, frame: &mut Frame<'_>) {
    let focused = bench.focus == Pane::Items && !bench.editing;
    let items = &bench.open.case.items;
    let open = items.iter().filter(|i| outcome(bench, i).is_none()).count();
    let rest = match (items.len(), open) {
        (_, 0) => "all decided".to_owned(),
        (1, _) => String::new(),
        (n, open) => format!("{open} of {n} undecided"),
    };
    let inner = title(frame, area, &pane_title(Pane::Items, &rest), focused, theme);
    // Only a zoomed pane has room for more than a line an item.
    let wide = bench.zoom || usize::from(inner.height) >= items.len() * 4;
    let width = usize::from(inner.width);
    let entries = (0..items.len()).map(|i| entry(bench, i, wide, width, focused, theme)).collect();
    own_title(frame, area, Pane::Items);
    list(frame, inner, entries, bench.item, place, focused);
    for (y, item) in place.entries() {
        frame.own_word((inner.x + 5, y), word(outcome(bench, &items[item])));
    }
}

pub fn outcome(bench: &Bench, item: &Item) -> Option<Outcome> {
    bench.draft.item(item.item).and_then(|d| d.outcome)
}

fn word(decided: Option<Outcome>) -> &'static str {
    decided.map_or("undecided", Outcome::word)
}

fn entry(
    bench: &Bench,
    index: usize,
    wide: bool,
    width: usize,
    focused: bool,
    theme: Theme,
) -> Entry {
    let item = &bench.open.case.items[index];
    let chosen = index == bench.item;
    let decided = outcome(bench, item);
    let word = word(decided);
    let lead = format!("{:>2} {} {word:<10} ", item.item, theme.outcome_mark(decided));
    let mut name = one_line(&item.title);
    if let Some(parent) = item.depends_on {
        name.push_str(&format!(" (with item {parent})"));
    }
    let name = fit(&name, width.saturating_sub(lead.chars().count()), theme);
    let slot = match (chosen, focused) {
        (true, true) => Slot::Selected,
        (true, false) => Slot::Held,
        _ => Slot::Text,
    };
    let mut lines = vec![Line::from(vec![Span::raw(lead), Span::styled(name, theme.style(slot))])];
    if wide {
        for text in about(item) {
            let wrapped = wrap(&text, width.saturating_sub(5), 2);
            lines.extend(wrapped.into_iter().map(|l| Line::raw(format!("     {l}"))));
        }
    }
    lines
}

/// What the application and utilization review say of an item.
pub fn about(item: &Item) -> Vec<String> {
    let mut said = Vec::new();
    let missing = |what: &str| format!("{what} missing");
    let mut facts = vec![
        item.kind.map_or_else(|| missing("kind"), |kind| kind.to_string()),
        item.service.clone().unwrap_or_else(|| missing("service")),
    ];
    facts.extend(item.region.clone());
    facts.extend(item.side.map(|s| s.to_string()));
    facts.extend(item.level.clone());
    facts.extend(item.quantity.as_ref().map(ToString::to_string));
    facts.extend(item.duration.as_ref().map(ToString::to_string));
    if item.retrospective {
        facts.push("retrospective".to_owned());
    }
    if !item.codes.is_empty() {
        facts.push(format!("codes {}", item.codes.join(" ")));
    }
    if let Some(ur) = &item.ur {
        let mut text = format!("utilization review {}", ur.action);
        for (name, part) in
            [("asked", &ur.original), ("authorized", &ur.authorized), ("in dispute", &ur.remaining)]
        {
            if let Some(part) = part {
                text.push_str(&format!("; {name}: {part}"));
            }
        }
        said.push(one_line(&text));
    }
    said.push(one_line(&facts.join(" · ")));
    if let Some(line) = &item.claims_guideline {
        said.push(one_line(&format!("claims administrator: {line}")));
    }
    said
}
