//! The bench's first line: which case, whose clock.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::{
    frame::Frame,
    text::{fit, one_line},
    theme::{Slot, Theme},
};
use crate::{
    app::{State, bench::Bench},
    domain::{
        deadline::due,
        hold::Barred,
        words::{CaseKind, Priority},
    },
};

/// `alarms`: how many there are, when nothing below tells it.
pub fn draw(
    state: &State,
    bench: &Bench,
    alarms: &str,
    area: Rect,
    theme: Theme,
    frame: &mut Frame<'_>,
) {
    let gap = if alarms.is_empty() { "" } else { " · " };
    let rest = one_line(&format!("{alarms}{gap}{}", about(state, bench)));
    let number = bench.number().as_str();
    let rest = fit(&rest, usize::from(area.width).saturating_sub(number.len() + 2), theme);
    let line = Line::from(vec![
        Span::styled(number.to_owned(), theme.style(Slot::Strong)),
        Span::raw("  "),
        Span::raw(rest),
    ]);
    frame.line(&line, area);
}

/// Whose clock runs how long, and what kind of case it is.
pub fn about(state: &State, bench: &Bench) -> String {
    let case = &bench.open.case;
    // The clock first: what follows may be cut on a narrow screen.
    let clock = if let Some(barred) = &bench.open.barred {
        match barred {
            Barred::By(holder) => format!("HELD by {}, read only", holder.who()),
            Barred::Disk(_) => "READ ONLY".to_owned(),
        }
    } else if bench.is_final() {
        let version = bench.open.determination.as_ref().map_or(1, |d| d.version);
        if bench.open.is_imported() {
            "FINAL, imported, read only".to_owned()
        } else if version > 1 {
            format!("FINAL version {version}, read only")
        } else {
            "FINAL, read only".to_owned()
        }
    } else if let Some(amends) = &bench.draft.amends {
        format!("AMENDING version {}", amends.version)
    } else {
        match due(case, &state.library.organization.holiday_dates()) {
            Some(due) => {
                let aim = due.aim(&state.library.organization.holiday_dates());
                let aim = aim.map_or(String::new(), |aim| format!(", aim for {aim}"));
                format!("due {due}, {}{aim}", due.remaining(state.now))
            }
            None => "clock not started".to_owned(),
        }
    };
    let mut parts = vec![clock];
    if bench.open.is_computed_anew(&state.library) {
        parts.push("criteria computed anew, the files have changed since".to_owned());
    }
    if bench.draft.attested.is_some() && !bench.is_final() {
        parts.push("attested".to_owned());
    }
    // What is usual is left out, as in the queue: `standard`, and `regular` beside `expedited`.
    let expedited = case.priority == Some(Priority::Expedited);
    parts.extend(expedited.then(|| Priority::Expedited.to_string()));
    let kind = case.kind.filter(|kind| !(expedited && *kind == CaseKind::Regular));
    parts.extend(kind.map(|kind| kind.to_string()));
    let worker: Vec<String> = [case.worker.age.map(|a| a.to_string()), case.worker.sex.clone()]
        .into_iter()
        .flatten()
        .collect();
    if !worker.is_empty() {
        parts.push(worker.join(" "));
    }
    parts.push(match &case.dates.injury {
        Some(injury) => format!("injury {injury}"),
        None => "injury date missing".to_owned(),
    });
    parts.join(" · ")
}
