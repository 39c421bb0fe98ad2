//! The filter while it is typed: under it what it comes to, or a mark under what is wrong and why.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};
use unicode_width::UnicodeWidthStr;

use super::{
    footer::{one_line_kept, tail},
    frame::Frame,
    text::{fit, one_line},
    theme::{Slot, Theme},
};
use crate::{
    app::{State, state::Prompt},
    domain::filter::{Fault, complete},
};

const LEAD: &str = "\\";

pub fn draw(state: &State, prompt: &Prompt, theme: Theme, frame: &mut Frame<'_>) {
    let area = frame.area();
    let width = usize::from(area.width);
    let before = format!("{LEAD}{}", one_line_kept(prompt.before_caret()));
    let after = one_line_kept(&prompt.text[prompt.before_caret().len()..]);
    // What is left of the caret stays in view, and as much of the rest as fits.
    let kept = tail(&before, width.saturating_sub(1));
    let skipped = before.chars().count() - kept.chars().count();
    let text = format!("{kept}{after}");
    let under = match &state.queue.fault {
        Some(fault) => marked(fault, &text, skipped, width, theme),
        None => vec![comes_to(state, prompt.before_caret(), width, theme)],
    };
    let rows = u16::try_from(under.len() + 1).unwrap_or(2).min(area.height);
    let y = area.height - rows;
    let line = |down: u16| Rect { y: y + down, height: 1, ..area };
    (0..rows).for_each(|down| frame.clear(line(down)));
    frame.text(&text, line(0));
    for (down, line_under) in (1..rows).zip(under) {
        frame.line(&line_under, line(down));
    }
    let x = u16::try_from(kept.width()).unwrap_or(0);
    frame.set_cursor_position((x.min(area.width - 1), y));
}

/// How many cases it lets through, and how the last word may go on.
fn comes_to(state: &State, typed: &str, width: usize, theme: Theme) -> Line<'static> {
    let (n, of) = (state.queue.shown_len(), state.queue.rows().len());
    let mut text = format!("{n} of {of} · Enter keeps it, Esc gives it up");
    let options = complete(typed, &state.queue.names).options;
    let certain = options.len() == 1 && typed.ends_with(options[0].as_str());
    if !options.is_empty() && !certain {
        text.push_str(&format!(" · Tab: {}", options.join(" ")));
    }
    Line::styled(fit(&text, width, theme), theme.style(Slot::Quiet))
}

/// A mark under the place, and what is wrong there beside it; below it where there is no room beside.
fn marked(
    fault: &Fault,
    text: &str,
    skipped: usize,
    width: usize,
    theme: Theme,
) -> Vec<Line<'static>> {
    let place = (LEAD.len() + fault.at).saturating_sub(skipped);
    let column: usize = text.chars().take(place).collect::<String>().width();
    let said = one_line(&fault.to_string());
    let slot = if fault.unfinished { Slot::Quiet } else { Slot::Grave };
    let style = theme.style(slot);
    let mark = Span::styled(format!("{}^", " ".repeat(column)), style);
    if column + 2 + said.width() <= width {
        return vec![Line::from(vec![mark, Span::styled(format!(" {said}"), style)])];
    }
    vec![Line::from(mark), Line::styled(fit(&said, width, theme), style)]
}
