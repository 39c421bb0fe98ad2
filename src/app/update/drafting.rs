//! Drafting on request: sentences go in beside the reviewer's words, as one edit, and one that is out of date is drafted
//! anew only by the reviewer's key.

use super::{bench::changeable, keeping::keep};
use crate::{
    app::{
        action::Action,
        bench::Bench,
        event::{Effect, When},
        outside::MAX_TEXT,
        state::{Overlay, Pane, State},
    },
    domain::{blanks::blanks, drafted::remember},
    rationale::draft::{
        Paragraph, Stale, carried, draft, draft_criterion, insertion, missing, offered,
        stands_beside,
    },
};

pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::DraftCriterion => put(state, true, |state, bench| {
            let ground = bench.ground(&state.library.vocabulary)?;
            let (guideline, criterion) = bench.current_criterion()?;
            Some(draft_criterion(&ground, &guideline, &criterion))
        }),
        Action::DraftSafety => put(state, false, |state, bench| {
            Some(offered(&bench.ground(&state.library.vocabulary)?))
        }),
        Action::NextStale => next(state),
        Action::ShowStale => {
            state.overlay = Some(Overlay::Stale { top: 0 });
            Vec::new()
        }
        Action::Redraft => redraft(state),
        _ => {
            let effects = put(state, false, |state, bench| {
                Some(draft(&bench.ground(&state.library.vocabulary)?))
            });
            if let Some(bench) = &mut state.bench
                && !bench.editing
            {
                bench.focus_on(Pane::Rationale);
            }
            effects
        }
    }
}

/// Puts what is drafted and not yet there into the rationale, as one edit that one undo takes back.
fn put(
    state: &mut State,
    inline: bool,
    drafted: impl FnOnce(&State, &Bench) -> Option<Vec<Paragraph>>,
) -> Vec<Effect> {
    let Some(bench) = changeable(state) else { return Vec::new() };
    bench.editor.settle();
    bench.take_text();
    let Some(bench) = &state.bench else { return Vec::new() };
    let text = bench.editor.text();
    let all = drafted(state, bench).unwrap_or_default();
    let new = missing(&text, bench.drafted(), &all);
    let stale = bench.stale().len();
    if new.is_empty() {
        let stale = if stale == 0 { String::new() } else { format!("; {}", out_of_date(stale)) };
        state.say(format!("nothing new to draft{stale}"));
        return Vec::new();
    }
    let put = insertion(&text, bench.editor.caret_byte(), &new, inline);
    if text.len() + put.words.len() > MAX_TEXT {
        state.warn(too_long());
        return Vec::new();
    }
    let sentences: usize = new.iter().map(Vec::len).sum();
    let open = blanks(&put.words).len();
    let mut said = match sentences {
        1 => "one sentence drafted".to_owned(),
        n => format!("{n} sentences drafted"),
    };
    match open {
        0 => {}
        1 => said.push_str(", one blank is yours to fill: Tab while writing"),
        n => said.push_str(&format!(", {n} blanks are yours to fill: Tab while writing")),
    }
    if stale > 0 {
        said.push_str(&format!("; {}", out_of_date(stale)));
    }
    let whole = put.laid_into(&text);
    change(state, &whole, new.into_iter().flatten());
    state.say(said);
    keep(state, When::Soon)
}

fn too_long() -> String {
    format!("a rationale has room for {} KB; this was not put in", MAX_TEXT / 1024)
}

fn out_of_date(n: usize) -> String {
    match n {
        1 => "d n goes to one sentence that is out of date".to_owned(),
        n => format!("d n goes to {n} sentences that are out of date"),
    }
}

/// The text is another now, and these sentences are remembered.
fn change(
    state: &mut State,
    text: &str,
    drafted: impl IntoIterator<Item = crate::domain::drafted::Drafted>,
) {
    let Some(bench) = &mut state.bench else { return };
    bench.editor.replace(text);
    let number = bench.current_item().map(|i| i.item);
    if let Some(draft) = number.and_then(|n| bench.draft.item_mut(n)) {
        remember(&mut draft.drafted, drafted);
        bench.keeping.changes += 1;
    }
}

/// Goes to the next sentence that is out of date, and says why it is.
fn next(state: &mut State) -> Vec<Effect> {
    let Some(bench) = &mut state.bench else { return Vec::new() };
    let stale = bench.stale();
    let caret = bench.editor.caret_byte();
    let after = stale.iter().position(|s| s.at.start > caret).unwrap_or(0);
    let Some(one) = stale.get(after) else { return Vec::new() };
    bench.editor.go_to_byte(one.at.start);
    bench.focus_on(Pane::Rationale);
    let why = one.why();
    state.say(format!(
        "out of date, {} of {}: {why} · d s shows, d r redrafts",
        after + 1,
        stale.len()
    ));
    Vec::new()
}

/// Drafts the sentence at the caret anew; when none stands there, goes to the next, so that nothing is changed unseen.
/// Words of the reviewer's own stay: in the blanks of the new sentence, else the old one stays beside it.
fn redraft(state: &mut State) -> Vec<Effect> {
    let Some(bench) = changeable(state) else { return Vec::new() };
    bench.editor.settle();
    let caret = bench.editor.caret_byte();
    let at_caret = |s: &Stale| s.at.start <= caret && caret < s.at.end;
    let Some(one) = bench.stale().into_iter().find(at_caret) else { return next(state) };
    bench.take_text();
    let text = bench.editor.text();
    let drafted = &bench.drafted()[one.outdated.index].text;
    let (whole, said) = match anew(&text, &one, drafted) {
        Ok(new) => new,
        Err(stays) => {
            state.say(stays);
            return Vec::new();
        }
    };
    if whole.len() > MAX_TEXT {
        state.warn(too_long());
        return Vec::new();
    }
    let start = one.at.start;
    change(state, &whole, one.outdated.now);
    if let Some(bench) = &mut state.bench {
        bench.editor.go_to_byte(start);
    }
    state.say(said);
    keep(state, When::Soon)
}

/// The text with the sentence drafted anew, and what is said of it; else why it stays as it is.
fn anew(text: &str, one: &Stale, drafted: &str) -> Result<(String, &'static str), &'static str> {
    let (before, after) = (&text[..one.at.start], &text[one.at.end..]);
    let stands = &text[one.at.clone()];
    let own = stands != drafted;
    let Some(now) = &one.outdated.now else {
        // The blank that parted it from the next goes with it.
        let without = || format!("{before}{}", after.strip_prefix(' ').unwrap_or(after));
        return match own {
            true => Err(
                "nothing is drafted in its place any more; it holds words of yours, and is yours to take out",
            ),
            false => Ok((without(), "taken out: nothing is drafted in its place any more")),
        };
    };
    match carried(stands, drafted, &now.text) {
        Some(new) if own => {
            Ok((format!("{before}{new}{after}"), "drafted anew, with your words in its blanks"))
        }
        Some(new) => Ok((format!("{before}{new}{after}"), "drafted anew")),
        None if stands_beside(text, stands, &now.text) => Err(
            "it holds words of yours, and the new sentence stands already: one of them is yours to take out",
        ),
        None => Ok((
            format!("{before}{stands} {}{after}", now.text),
            "drafted anew after it: it holds words of yours, and is yours to take out",
        )),
    }
}
