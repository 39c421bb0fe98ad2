//! The columns of the queue: which there are at a width, and what a row says in each.

use std::{collections::HashMap, iter};

use jiff::civil::DateTime;
use ratatui::{
    style::Style,
    text::{Line, Span},
};

use super::{
    drawn::{Ground, Look},
    queue_head::Head,
    text::{cells, fit, one_line},
    theme::{Slot, Theme},
};
use crate::domain::{
    queue::{CaseState, CaseSummary, Sort, SortKey},
    words::Priority,
};

/// Cells of a case's number.
const NUMBER: usize = 13;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Number,
    Due,
    Kind,
    State,
    Region,
    Service,
    Items,
}

/// So many rows are kept made; a screen has fewer.
const KEPT: usize = 1_000;

/// What rows say, made once while it stays the same: scrolling brings one new row in, not thirty.
#[derive(Debug, Clone, Default)]
pub struct Made {
    pub head: Head,
    ground: Option<Ground>,
    /// By which of all rows it is.
    rows: HashMap<u32, Said>,
}

/// What a row says: its number, the rest, and in which style.
#[derive(Debug, Clone)]
pub struct Said {
    number: String,
    rest: String,
    style: Style,
}

impl Made {
    pub fn rest_on(&mut self, ground: Ground) {
        if self.ground != Some(ground) || self.rows.len() > KEPT {
            self.ground = Some(ground);
            self.rows.clear();
        }
    }

    /// A row of the queue. The bar is on the number alone: a whole row twice at every step is what a slow line feels.
    pub fn line(&mut self, look: Look, theme: Theme, say: impl FnOnce() -> Said) -> Line<'_> {
        let Said { number, rest, style } = self.rows.entry(look.row).or_insert_with(say);
        let style = *style;
        let bar = if look.chosen { theme.style(Slot::Selected) } else { style };
        Line::from(vec![
            Span::styled(look.mark, style),
            Span::styled(" ", style),
            Span::styled(number.as_str(), bar),
            Span::styled(rest.as_str(), style),
        ])
    }
}

/// The columns of a width, each with its own.
pub struct Columns {
    columns: Vec<(Column, usize)>,
    /// Cells for the last one: what is left.
    rest: usize,
    /// There is room for who holds a case and what became of a final one.
    wide: bool,
}

impl Columns {
    pub fn of(width: usize) -> Self {
        use Column::{Due, Kind, Number, Region, Service, State};
        let (state, region, service) = match width {
            0..90 => (8, 0, 0),
            90..110 => (8, 14, 0),
            110..160 => (18, 14, 15),
            _ => (28, 24, 26),
        };
        let widths = [
            (Number, NUMBER),
            (Due, 8),
            (Kind, 9),
            (State, state),
            (Region, region),
            (Service, service),
        ];
        let columns: Vec<(Column, usize)> = widths.into_iter().filter(|(_, w)| *w > 0).collect();
        let used: usize = columns.iter().map(|(_, w)| w + 1).sum();
        Self { columns, rest: width.saturating_sub(used + 2), wide: state > 8 }
    }

    /// The heads; the one that is sorted by says which way.
    pub fn heads(&self, sort: Sort, theme: Theme) -> String {
        let way = if sort.reversed { theme.mark("▼", "v") } else { theme.mark("▲", "^") };
        let head = |column| {
            let (name, key) = match column {
                Column::Number => ("CASE", Some(SortKey::Number)),
                Column::Due => ("DUE", Some(SortKey::Due)),
                Column::Kind => ("KIND", Some(SortKey::Kind)),
                Column::State => ("STATE", Some(SortKey::State)),
                Column::Region => ("REGION", Some(SortKey::Region)),
                Column::Service => ("SERVICE", None),
                Column::Items => ("ITEMS", Some(SortKey::Items)),
            };
            if key == Some(sort.by) { format!("{name} {way}") } else { name.to_owned() }
        };
        format!("  {}", self.line(head, theme))
    }

    /// What a row says.
    pub fn row(&self, row: &CaseSummary, now: DateTime, theme: Theme) -> Said {
        let cell = |column| match column {
            Column::Number => row.number.to_string(),
            Column::Due => due(row, now),
            Column::Kind => match (row.priority, row.kind) {
                (Some(Priority::Expedited), _) => "expedited".to_owned(),
                (_, Some(kind)) => kind.to_string(),
                _ => String::new(),
            },
            Column::State => state(row, self.wide),
            Column::Region => row.regions.join(", "),
            Column::Service => row.service_kinds().collect::<Vec<_>>().join(", "),
            Column::Items => items(row, theme),
        };
        let line = self.line(cell, theme);
        let end = line.char_indices().nth(NUMBER).map_or(line.len(), |(at, _)| at);
        let (number, rest) = line.split_at(end);
        Said { number: number.to_owned(), rest: rest.to_owned(), style: row_style(row, theme) }
    }

    fn line(&self, cell: impl Fn(Column) -> String, theme: Theme) -> String {
        let mut line = String::with_capacity(256);
        for (column, width) in &self.columns {
            let text = one_line(&cell(*column));
            let mut taken = cells(&text);
            if taken <= *width {
                line.push_str(&text);
            } else {
                line.push_str(&fit(&text, *width, theme));
                taken = *width;
            }
            line.extend(iter::repeat_n(' ', width + 1 - taken));
        }
        line + &fit(&one_line(&cell(Column::Items)), self.rest, theme)
    }
}

fn due(row: &CaseSummary, now: DateTime) -> String {
    match (row.state, row.due) {
        (CaseState::Final | CaseState::Broken, _) => String::new(),
        (_, Some(due)) => due.remaining(now),
        (_, None) => "no clock".to_owned(),
    }
}

fn state(row: &CaseSummary, wide: bool) -> String {
    match (&row.held, row.outcome, row.standing.version) {
        (Some(holder), ..) if wide => format!("held by {}", holder.who()),
        (Some(_), ..) => "held".to_owned(),
        (None, Some(outcome), version) if row.state == CaseState::Final => {
            let version = version.filter(|v| *v > 1).map_or(String::new(), |v| format!(" v{v}"));
            if wide { format!("final{version} {outcome}") } else { format!("final{version}") }
        }
        _ if row.standing.aside.is_some() => "aside".to_owned(),
        _ => row.state.to_string(),
    }
}

fn items(row: &CaseSummary, theme: Theme) -> String {
    match (row.problems.first(), row.items.as_slice()) {
        (Some(problem), _) => problem.to_string(),
        (None, [one]) => one.clone(),
        (None, [first, ..]) => format!("{}{} {first}", row.items.len(), theme.mark("×", "x")),
        (None, []) => String::new(),
    }
}

fn row_style(row: &CaseSummary, theme: Theme) -> Style {
    if row.held.is_some() || row.standing.aside.is_some() {
        return theme.style(Slot::Quiet);
    }
    theme.style(match (row.state, row.priority) {
        (CaseState::Broken, _) => Slot::Grave,
        (CaseState::Final | CaseState::Waiting, _) => Slot::Quiet,
        (_, Some(Priority::Expedited)) => Slot::Strong,
        _ => Slot::Text,
    })
}
