//! What lies over the screen: the help, the case's summary, the preview, the box after a prefix key.

use unicode_width::UnicodeWidthStr;

use super::{
    checks,
    frame::Frame,
    questions,
    readings::readings,
    sheet::{self, Scroll},
    snippets,
    text::{one_line, wrap},
    theme::Theme,
    which_key,
};
use crate::{
    app::{
        Action, State,
        bench::Bench,
        bindings::Line as Binding,
        drafting::stale_lines,
        messages::Message,
        refused::refused,
        state::{Overlay, Prompt, PromptKind, Scope},
    },
    domain::{library::Prepared, words::counted},
};

pub fn draw(state: &State, scroll: &mut Scroll, theme: Theme, frame: &mut Frame<'_>) {
    if let Some((name, lines)) = lines(state, usize::from(frame.area().width), theme) {
        let top = match &state.overlay {
            Some(
                Overlay::Help { top, .. }
                | Overlay::Summary { top }
                | Overlay::Readings { top }
                | Overlay::Draft { top }
                | Overlay::Stale { top }
                | Overlay::Question { top, .. }
                | Overlay::Preview { top, .. }
                | Overlay::Messages { top },
            ) => *top,
            Some(
                Overlay::Record
                | Overlay::Silence
                | Overlay::Precedents
                | Overlay::Checks { .. }
                | Overlay::Form { .. },
            )
            | None => 0,
        };
        sheet::draw(state, &name, &lines, (scroll, top), theme, frame);
    }
    if let Some(Prompt { kind: PromptKind::Snippet, text, chosen, .. }) = &state.prompt {
        snippets::draw(state, text, chosen.unwrap_or(0), theme, frame);
    }
    if !state.pending.is_empty() {
        which_key::draw(state, theme, frame);
    }
}

/// Title and lines of the text that is open, safe and no wider than this.
pub fn lines(state: &State, width: usize, theme: Theme) -> Option<(String, Vec<String>)> {
    let of_bench =
        |lines: &dyn Fn(&Bench) -> Vec<String>| state.bench.as_ref().map(lines).unwrap_or_default();
    let (name, lines) = match state.overlay.as_ref()? {
        Overlay::Help { scope, .. } => {
            ("Help: what every key does here".to_owned(), help_lines(state, *scope, width))
        }
        Overlay::Summary { .. } => {
            ("The case".to_owned(), of_bench(&|bench| summary(bench, width.min(100))))
        }
        Overlay::Readings { .. } => {
            ("Two readings".to_owned(), of_bench(&|bench| readings(bench, width, theme)))
        }
        Overlay::Draft { .. } => {
            ("Your draft".to_owned(), wrapped(&of_bench(&questions::draft), width))
        }
        Overlay::Stale { .. } => {
            ("Out of date".to_owned(), wrapped(&of_bench(&stale_lines), width))
        }
        Overlay::Question { question, .. } => {
            let (name, lines) = questions::question(question, state);
            (name, wrapped(&lines, width))
        }
        Overlay::Preview { prepared, yaml, writing, .. } => {
            let (name, lines) = preview(prepared, *yaml, *writing, width);
            let before = of_bench(&|bench| checks::before_the_file(bench, width, theme));
            (name, [before, lines].concat())
        }
        Overlay::Record
        | Overlay::Silence
        | Overlay::Precedents
        | Overlay::Checks { .. }
        | Overlay::Form { .. } => return None,
        Overlay::Messages { .. } => {
            ("What was said, the newest first".to_owned(), messages(state, width))
        }
    };
    Some((name, lines))
}

/// What every key of a place does, by groups, and what has a name alone.
fn help_lines(state: &State, scope: Scope, width: usize) -> Vec<String> {
    let keys = |line: &Binding| match line.written() {
        written if written.is_empty() => format!(":{}", line.action),
        written => written,
    };
    let mut rows: Vec<(String, &Binding)> =
        state.keymap.of(scope).map(|line| (keys(line), line)).collect();
    let groups: Vec<&str> = Action::ALL.iter().map(|a| a.group()).collect();
    // What has a key comes before what has a name alone.
    rows.sort_by_key(|(_, line)| {
        (groups.iter().position(|g| *g == line.action.group()), line.keys.is_empty())
    });
    let cells = rows.iter().map(|(keys, _)| keys.width()).max().unwrap_or(0).min(width / 3) + 1;
    let mut lines = Vec::new();
    let mut group = "";
    for (keys, line) in rows {
        if line.action.group() != group {
            if !group.is_empty() {
                lines.push(String::new());
            }
            group = line.action.group();
            lines.push(group.to_owned());
        }
        let pad = " ".repeat(cells.saturating_sub(keys.width()).max(1));
        let does = match refused(state, scope, line.action) {
            Some(why) => format!("{} - not now: {}", line.does, one_line(&why)),
            None => line.does.to_owned(),
        };
        lines.extend(wrap(&format!("{keys}{pad}{does}  ({})", line.action), width, cells));
    }
    lines.push(String::new());
    lines.extend(wrap("The name in brackets can be typed after `:`; Tab completes it.", width, 0));
    lines
}

/// What was said, the newest first; `!` marks what must not be missed.
fn messages(state: &State, width: usize) -> Vec<String> {
    let line = |message: &Message| {
        let mark = if message.notice.grave { '!' } else { ' ' };
        let at = message.at.strftime("%H:%M");
        wrap(&format!("{at} {mark} {}", one_line(&message.notice.text)), width, 8)
    };
    let lines: Vec<String> = state.messages.iter().rev().flat_map(line).collect();
    if lines.is_empty() { vec!["Nothing was said yet.".to_owned()] } else { lines }
}

/// Summary, diagnoses and documents of the case.
fn summary(bench: &Bench, width: usize) -> Vec<String> {
    let case = &bench.open.case;
    let mut lines = vec!["CLINICAL CASE SUMMARY".to_owned()];
    lines.extend(wrap(&crate::domain::visible::visible(&case.summary), width, 0));
    lines.push(String::new());
    lines.push("DIAGNOSES".to_owned());
    lines.extend(case.diagnoses.iter().map(|d| one_line(d)));
    lines.push(String::new());
    lines.push("DOCUMENTS".to_owned());
    for d in &case.documents {
        let mut parts = d.told(ToString::to_string);
        parts.extend(d.date.is_none().then(|| "undated".to_owned()));
        parts.extend(d.pages.map(|n| counted(n as usize, "page")));
        let touched = case.findings.iter().filter(|f| f.source.document == d.id).count();
        parts.push(counted(touched, "finding"));
        lines.extend(wrap(&one_line(&parts.join(" · ")), width, 2));
    }
    lines
}

/// The very lines that `y` writes.
fn preview(prepared: &Prepared, yaml: bool, writing: bool, width: usize) -> (String, Vec<String>) {
    let stem = prepared.determination.stem();
    let (text, extension) = if yaml { (&prepared.yaml, "yaml") } else { (&prepared.letter, "txt") };
    let state = if writing { "writing …" } else { "not written yet" };
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    (format!("determinations/{stem}.{extension} · {state}"), wrapped(&lines, width))
}

/// Lines made safe; one that is longer than the screen is wide goes on below, nothing is cut.
fn wrapped(lines: &[String], width: usize) -> Vec<String> {
    let whole = |line: &String| {
        let line = crate::domain::visible::visible(line);
        let indent = line.len() - line.trim_start_matches([' ', '+', '-']).len();
        let lines = line.split('\n').flat_map(|line| wrap(line, width, indent)).collect::<Vec<_>>();
        if lines.is_empty() { vec![String::new()] } else { lines }
    };
    lines.iter().flat_map(whole).collect()
}
