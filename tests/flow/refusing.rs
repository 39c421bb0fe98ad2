//! An act that is refused says why, and changes nothing, wherever it is tried.

use imr_workbench::app::{
    Action, Effect, Event, Scope, State, palette::offers, refused::refused, update,
};

use crate::support::desk::{Desk, other_session};

const SEED: &str = "CM15-0000001";
const SHOULDER: &str = "CM26-0000105";

/// Places that a reviewer comes to, each with keys pressed before.
fn desks() -> Vec<(String, Desk)> {
    let mut desks = vec![("queue".to_owned(), Desk::sample())];
    let restricted = {
        let mut desk = Desk::sample();
        desk.state.restricted = true;
        desk
    };
    desks.push(("restricted".to_owned(), restricted));
    for (case, keys) in [
        (SEED, ""),
        (SEED, "o o"),
        (SEED, "3 j j j"),
        (SEED, "e"),
        (SEED, "?"),
        (SEED, "s"),
        (SEED, "w"),
        (SEED, "D"),
        (SEED, "a"),
        (SEED, "/"),
        (SEED, ":"),
        (SHOULDER, "o o J o u"),
    ] {
        let mut desk = Desk::with_case(case);
        desk.press(keys);
        desks.push((format!("{case} {keys}"), desk));
    }
    let mut written = Desk::with_case(SEED);
    written.press("o o e");
    written.type_text("Therefore the films are needed.");
    written.press("Esc");
    let mut preview = Desk::on_same(&written);
    preview.open(SEED);
    written.press("F");
    desks.push(("attesting".to_owned(), written));
    desks.push(("held".to_owned(), preview));
    let mut decided = Desk::with_case(SEED);
    decided.press("o o e");
    decided.type_text("Therefore the films are needed.");
    decided.press("Esc F y");
    let mut last = decided;
    let shown = last.text();
    desks.push(("preview".to_owned(), {
        assert!(shown.contains("not written yet"), "{shown}");
        let mut desk = Desk::with_case(SEED);
        desk.press("o o e");
        desk.type_text("Therefore the films are needed.");
        desk.press("Esc F y");
        desk
    }));
    last.press("y");
    last.open(SEED);
    desks.push(("final".to_owned(), last));
    desks
}

/// All of a state but what was said.
fn without_words(state: &State) -> String {
    let mut state = state.clone();
    state.notice = None;
    state.messages.clear();
    state.pending.clear();
    format!("{state:?}")
}

#[test]
fn what_is_refused_says_why_and_changes_nothing() {
    let mut seen = 0;
    for (place, desk) in desks() {
        let scope = desk.state.scope();
        let before = without_words(&desk.state);
        for action in Action::ALL {
            let Some(why) = refused(&desk.state, scope, *action) else { continue };
            seen += 1;
            assert!(!why.trim().is_empty() && !why.ends_with('.'), "{place}: {action}: `{why}`");
            let mut state = desk.state.clone();
            let effects = update(&mut state, Event::Act(*action));
            let said = state.notice.as_ref().map_or("", |n| n.text.as_str());
            assert!(said.contains(&why), "{place}: {action} says `{said}`, not `{why}`");
            if *action == Action::Finalize && scope == Scope::Bench {
                // It goes to what lacks, and keeps the draft as every change of pane does.
                let (before, after) = (desk.state.bench.as_ref(), state.bench.as_ref());
                let outcomes = |b: Option<&imr_workbench::app::bench::Bench>| {
                    b.map(|b| b.draft.items.iter().map(|i| i.outcome).collect::<Vec<_>>())
                };
                assert_eq!(outcomes(before), outcomes(after), "{place}");
                let kept = effects.iter().all(|e| matches!(e, Effect::KeepDraft(..)));
                assert!(kept, "{place}: {effects:?}");
                continue;
            }
            assert!(effects.is_empty(), "{place}: {action}: {effects:?}");
            assert_eq!(without_words(&state), before, "{place}: {action}");
        }
    }
    assert!(seen > 500, "{seen} refusals");
}

/// The palette says of every act what its key would say, and Enter runs none that is refused.
#[test]
fn the_palette_says_the_same_as_the_key() {
    for (place, desk) in desks() {
        let scope = desk.state.scope();
        if !matches!(scope, Scope::Queue | Scope::Bench) {
            continue;
        }
        let all = offers(&desk.state, "");
        assert_eq!(all.len(), offers(&desk.state, " ").len());
        for offer in &all {
            assert_eq!(offer.refused, refused(&desk.state, scope, offer.action), "{place}");
            assert!(!offer.does.is_empty());
        }
        let mut names: Vec<Action> = all.iter().map(|o| o.action).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), all.len(), "{place}: each stands there once");
        for action in Action::ALL.iter().filter(|a| desk.state.keymap.line(scope, **a).is_some()) {
            let there = names.contains(action) || *action == Action::Palette;
            assert!(there, "{place}: {action} can be run by its name");
            let first = offers(&desk.state, action.word())[..].first().map(|o| o.action);
            assert!(first == Some(*action) || *action == Action::Palette, "{action}: {first:?}");
        }
    }
}

#[test]
fn reasons_are_the_ones_that_hold_now() {
    let why = |desk: &Desk, action| refused(&desk.state, desk.state.scope(), action);
    let mut desk = Desk::with_case(SHOULDER);
    assert_eq!(
        why(&desk, Action::Finalize).expect("a reason"),
        "cannot be finalized yet: items 1, 2, 3, 4, 5: no outcome is chosen · \
         items 1, 2, 3, 4, 5: the rationale is empty"
    );
    assert_eq!(
        why(&desk, Action::Unattest).expect("a reason"),
        "no attestation is given on this case"
    );
    desk.press("o o");
    assert!(
        why(&desk, Action::Finalize).expect("a reason").contains("items 2, 3, 4, 5: no outcome")
    );
    assert_eq!(why(&desk, Action::Overturn), None);

    let other = Desk::sample();
    let hold = other_session(other.workspace.path(), SEED, "colleague", false);
    let mut desk = other;
    desk.open(SEED);
    let changes =
        [Action::Overturn, Action::Edit, Action::EditOutside, Action::Finalize, Action::Attest];
    for action in changes {
        let said = why(&desk, action).expect("a reason");
        assert!(said.contains("colleague") && said.contains(":take-over"), "{action}: {said}");
    }
    assert_eq!(why(&desk, Action::TakeOver), None);
    assert!(!desk.text().contains("o outcome"), "what is refused is not hinted: {}", desk.text());
    drop(hold);
}
