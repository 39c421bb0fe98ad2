use proptest::{prelude::*, sample::select};

use super::*;
use crate::keymap::{standard, table};

fn keys(lines: &[(&str, &str, &str)]) -> Keys {
    let mut keys = Keys::new();
    for (scope, sequence, act) in lines {
        let of = keys.entry((*scope).to_owned()).or_default();
        of.insert((*sequence).to_owned(), (*act).to_owned());
    }
    keys
}

/// What is bound, and what is wrong, in one line each.
fn tried(lines: &[(&str, &str, &str)]) -> (Keymap, Vec<String>) {
    let (keymap, faults) = rebind(&standard(), &keys(lines));
    let said = faults.into_iter().map(|f| {
        let at: Vec<String> = f
            .path
            .iter()
            .map(|s| match s {
                Step::Key(key) => key.clone(),
                Step::Index(n) => n.to_string(),
            })
            .collect();
        format!("{}: {}; {}", at.join(" > "), f.what, f.remedy.unwrap_or_default())
    });
    (keymap, said.collect())
}

fn bound(keymap: &Keymap, scope: Scope, written: &str) -> Option<Action> {
    keymap.bound(scope, &table::sequence(written))
}

#[test]
fn a_key_of_the_settings_is_shown_first_and_takes_the_place_of_another() {
    let (keymap, faults) =
        tried(&[("queue", "x", "open"), ("queue", "j", "up"), ("queue", "q", "none")]);
    // The last way out stays; the rest counts.
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].starts_with("keys > queue > q: without `q` the queue can no longer be left"));
    assert_eq!(bound(&keymap, Scope::Queue, "q"), Some(Action::Close));
    assert_eq!(bound(&keymap, Scope::Queue, "j"), Some(Action::Up));
    let open = keymap.line(Scope::Queue, Action::Open).unwrap();
    assert_eq!((open.written().as_str(), open.rebound), ("x · Enter", true));
    assert_eq!(keymap.hints(Scope::Queue)[0].key, "x");
    let down = keymap.line(Scope::Queue, Action::Down).unwrap();
    assert_eq!((down.written().as_str(), down.rebound), ("Down", true));
    assert!(!keymap.line(Scope::Bench, Action::Down).unwrap().rebound, "of this scope alone");
}

#[test]
fn every_mistake_is_told_at_once_with_what_to_do() {
    let (keymap, faults) = tried(&[
        ("queu", "x", "open"),
        ("queue", "Hyper-x", "open"),
        ("queue", "x", "opne"),
        ("queue", "y", "edit"),
        ("queue", "_", "none"),
        ("queue", ":", "none"),
        ("queue", "Ctrl-c", "close"),
        ("queue", "Ctrl-i", "open"),
        ("bench", "o", "open"),
        ("bench", "j x", "open"),
        ("bench", "a b c d e", "open"),
        ("bench", "c Esc", "open"),
        ("editor", "x", "undo"),
        ("form", "x", "back"),
        ("editor", "Ctrl-z", "undo"),
        ("editor", "Ctrl-u", "none"),
        ("prompt", "Esc", "none"),
    ]);
    let expected = [
        "keys > queu: `queu` is not a place that has keys; did you mean `queue`?",
        "keys > bench > a b c d e: `a b c d e` is longer than 4 keys; write a shorter one",
        "keys > bench > c Esc: `c Esc` has Esc or Backspace after another key, where they go back; choose another key",
        "keys > editor > Ctrl-z: Ctrl-z suspends everywhere, so here it may do nothing else; write `suspend` or `none`, or choose another key",
        "keys > editor > x: `x` begins with a character, which is typed in the editor; begin with Ctrl- and a letter, or a named key",
        "keys > form > x: `x` begins with a character, which is typed in the form; begin with Ctrl- and a letter, or a named key",
        "keys > queue > Ctrl-c: Ctrl-c ends programs elsewhere, so here it may do nothing but step back; write `back`, or choose another key",
        "keys > queue > _: nothing is bound to `_` in the queue; leave this line out",
        "keys > queue > x: no act is named `opne`; did you mean `open`?",
        "keys > bench > j x: `j x` cannot be pressed: `j` does `down` in the bench; choose other keys, or add `j: none`",
        "keys > bench > o: `o` would hide `o c`, which does `clear-outcome` in the bench; choose other keys, or add `o c: none`",
        "keys > editor > Ctrl-u: `Ctrl-u` is the last key of `undo` in the editor; bind `undo` to another key there, or leave this line out",
        "keys > prompt > Esc: without `Esc` the prompt can no longer be left; bind `back` to another key there, or leave this line out",
        "keys > queue > :: `:` is the last key of `palette` in the queue; bind `palette` to another key there, or leave this line out",
    ];
    for said in expected {
        assert!(faults.iter().any(|f| f == said), "{said}\n{faults:#?}");
    }
    let begins = [
        "keys > queue > Hyper-x: `Hyper-x` is not a key; write",
        "keys > queue > Ctrl-i: a terminal sends Tab for `Ctrl-i`; write",
        "keys > queue > y: `edit` has no meaning in the queue; it has in: ",
    ];
    for said in begins {
        assert!(faults.iter().any(|f| f.starts_with(said)), "{said}\n{faults:#?}");
    }
    assert_eq!(faults.len(), expected.len() + begins.len(), "{faults:#?}");
    assert_eq!(keymap, standard(), "and what is wrong counts as not written");
}

#[test]
fn a_hidden_sequence_may_be_unbound_to_make_room() {
    let lines = [
        ("bench", "o", "overturned"),
        ("bench", "o o", "none"),
        ("bench", "o u", "none"),
        ("bench", "o d", "none"),
    ];
    let (_, faults) = tried(&lines);
    assert_eq!(faults.len(), 1, "o c is still there: {faults:?}");
    let more = [lines.as_slice(), &[("bench", "o c", "none"), ("bench", "u", "upheld")]].concat();
    let (keymap, faults) = tried(&more);
    assert!(faults.is_empty(), "{faults:?}");
    assert_eq!(bound(&keymap, Scope::Bench, "o"), Some(Action::Overturn));
    let hint = keymap.hints(Scope::Bench).iter().find(|h| h.action == Action::Overturn);
    let hint = hint.unwrap();
    assert_eq!((hint.key.as_str(), hint.words), ("o", "overturned"), "no box follows it");
}

#[test]
fn of_two_lines_that_hide_each_other_the_later_gives_way() {
    let (keymap, faults) = tried(&[("bench", "c", "cite"), ("bench", "c c", "attest")]);
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert_eq!(bound(&keymap, Scope::Bench, "c"), Some(Action::Cite));
    assert_eq!(bound(&keymap, Scope::Bench, "c c"), None);
}

#[test]
fn settings_that_say_what_is_so_anyhow_change_nothing() {
    let mut all = Keys::new();
    for line in standard().all() {
        for sequence in &line.keys {
            let of = all.entry(line.scope.word().to_owned()).or_default();
            of.insert(written(sequence), line.action.word().to_owned());
        }
    }
    let (keymap, faults) = rebind(&standard(), &all);
    assert_eq!((keymap, faults), (standard(), Vec::new()));
}

/// The promise of this file.
fn is_sound(keymap: &Keymap) -> Result<(), TestCaseError> {
    for scope in Scope::ALL {
        let lines: Vec<&Line> = keymap.of(*scope).collect();
        let left = lines.iter().any(|l| is_way_out(*scope, l.action) && !l.keys.is_empty());
        prop_assert!(left, "{scope} can be left");
        let palette = lines.iter().any(|l| l.action == Action::Palette && !l.keys.is_empty());
        let mut seen: Vec<&Sequence> = Vec::new();
        for line in lines {
            let anywhere = matches!(line.action, Action::Suspend | Action::Redraw);
            let reached = !line.keys.is_empty() || palette || anywhere;
            prop_assert!(reached, "{scope}: {} can be reached", line.action);
            for keys in &line.keys {
                for other in &seen {
                    prop_assert!(!keys.starts_with(other) && !other.starts_with(keys));
                }
                seen.push(keys);
            }
        }
    }
    Ok(())
}

/// Keys that are bound, some that are not, and what is no key at all.
fn any_keys() -> impl Strategy<Value = String> {
    let table = standard();
    let mut known: Vec<String> =
        table.all().iter().flat_map(|l| l.keys.iter().map(|k| written(k))).collect();
    known.extend(
        ["x", "o", "m", "g", "Ctrl-c", "Ctrl-x", "x x", "", " ", "Hyper"].map(String::from),
    );
    known.sort();
    known.dedup();
    select(known)
}

fn any_act() -> impl Strategy<Value = String> {
    let mut names: Vec<String> = Action::ALL.iter().map(|a| a.word().to_owned()).collect();
    names.extend(["none"; 40].map(String::from));
    names.push("opne".to_owned());
    select(names)
}

fn any_settings() -> impl Strategy<Value = Keys> {
    let mut scopes: Vec<String> = Scope::ALL.iter().map(|s| s.word().to_owned()).collect();
    scopes.push("queu".to_owned());
    let line = (select(scopes), any_keys(), any_act());
    prop::collection::vec(line, 0..60).prop_map(|lines| {
        let mut keys = Keys::new();
        for (scope, sequence, act) in lines {
            keys.entry(scope).or_default().insert(sequence, act);
        }
        keys
    })
}

proptest! {
    #[test]
    fn whatever_the_settings_every_scope_can_be_left_and_every_act_reached(
        workspace in any_settings(), own in any_settings(),
    ) {
        let (first, _) = rebind(&standard(), &workspace);
        is_sound(&first)?;
        let (second, _) = rebind(&first, &own);
        is_sound(&second)?;
        prop_assert_eq!(second.all().len(), standard().all().len());
    }

    #[test]
    fn taking_every_key_away_takes_none_that_is_needed(scope in select(Scope::ALL)) {
        let lines = standard();
        let none = lines.of(scope).flat_map(|l| l.keys.iter().map(|k| (written(k), NONE.to_owned())));
        let all = Keys::from([(scope.word().to_owned(), none.collect())]);
        let (keymap, faults) = rebind(&standard(), &all);
        prop_assert!(!faults.is_empty());
        is_sound(&keymap)?;
    }
}
