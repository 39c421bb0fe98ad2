//! From keys to acts, by the one table.

pub mod table;

use table::{BINDINGS, Binding};

use crate::app::{
    Action, Event, Scope, State,
    key::{Code, Key},
};

/// What a key means now: an act, text, or a step into a longer binding. `None`: nothing is bound to it.
pub fn translate(state: &State, key: Key) -> Option<Event> {
    let scope = state.scope();
    let mut typed = state.pending.clone();
    typed.push(key);
    if let Some(action) = bound(scope, &typed) {
        return Some(Event::Act(action));
    }
    if !continuations(scope, &typed).is_empty() {
        return Some(Event::Pending(typed));
    }
    if typed.len() > 1 {
        // A sequence that leads nowhere is given up; its last key counts by itself unless it is Esc.
        if key.code == Code::Esc {
            return Some(Event::Pending(Vec::new()));
        }
        return bound(scope, &[key]).map(Event::Act).or(Some(Event::Pending(Vec::new())));
    }
    match (scope, key.code) {
        (Scope::Editor | Scope::Prompt, Code::Char(c)) if !key.ctrl => Some(Event::Type(c)),
        _ => None,
    }
}

fn bound(scope: Scope, keys: &[Key]) -> Option<Action> {
    let here = BINDINGS.iter().filter(|b| b.scopes.contains(&scope));
    here.into_iter().find(|b| b.sequences().any(|s| s == keys)).map(|b| b.action)
}

/// Bindings that begin with the keys typed so far, with the key that comes next: the which-key box.
pub fn continuations(scope: Scope, typed: &[Key]) -> Vec<(Key, &'static Binding)> {
    let mut found = Vec::new();
    for binding in BINDINGS.iter().filter(|b| b.scopes.contains(&scope)) {
        for sequence in binding.sequences() {
            if sequence.len() > typed.len() && sequence.starts_with(typed) {
                found.push((sequence[typed.len()], binding));
            }
        }
    }
    found
}

/// The footer's hints of a scope, most useful first: key, words, and the act itself.
pub fn hints(scope: Scope) -> Vec<(String, &'static str, Action)> {
    let mut hinted: Vec<&Binding> =
        BINDINGS.iter().filter(|b| b.hint.0 > 0 && b.scopes.contains(&scope)).collect();
    hinted.sort_by_key(|b| b.hint.0);
    hinted
        .into_iter()
        .map(|b| {
            let keys = b.keys.first().copied().unwrap_or_default();
            // A prefix is hinted by its first key: the box then shows the rest.
            (keys.split(' ').next().unwrap_or(keys).to_owned(), b.hint.1, b.action)
        })
        .collect()
}

/// The help of a scope: keys and what they do, in table order.
pub fn help(scope: Scope) -> Vec<(String, &'static str, Action)> {
    BINDINGS
        .iter()
        .filter(|b| b.scopes.contains(&scope))
        .map(|b| (b.keys.join(" · "), b.does, b.action))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{table::BY_NAME, *};

    const SCOPES: [Scope; 7] = [
        Scope::Queue,
        Scope::Bench,
        Scope::Editor,
        Scope::Prompt,
        Scope::Preview,
        Scope::Reading,
        Scope::Question,
    ];

    #[test]
    fn every_key_of_the_table_is_a_key() {
        for binding in BINDINGS {
            for keys in binding.keys {
                for key in keys.split(' ') {
                    assert_eq!(key.parse::<Key>().map(|k| k.to_string()).as_deref(), Ok(key));
                }
            }
        }
    }

    #[test]
    fn no_sequence_is_bound_twice_or_hides_another() {
        for scope in SCOPES {
            let mut seen: Vec<Vec<Key>> = Vec::new();
            for binding in BINDINGS.iter().filter(|b| b.scopes.contains(&scope)) {
                for sequence in binding.sequences() {
                    for earlier in &seen {
                        assert!(
                            !earlier.starts_with(&sequence) && !sequence.starts_with(earlier),
                            "{scope:?}: {:?} against {earlier:?}",
                            binding.keys
                        );
                    }
                    seen.push(sequence);
                }
            }
        }
    }

    #[test]
    fn every_act_has_a_key_or_is_for_the_palette_alone() {
        for action in Action::ALL {
            let has_key = BINDINGS.iter().any(|b| b.action == *action);
            let by_name = BY_NAME.iter().any(|(a, _)| a == action);
            assert!(has_key != by_name, "{action}: in the table of keys or in BY_NAME");
        }
    }

    #[test]
    fn every_scope_can_be_left_and_hints_at_it() {
        for scope in SCOPES {
            assert!(bound(scope, &table::sequence("Esc")).is_some(), "{scope:?}");
            assert!(!hints(scope).is_empty(), "{scope:?}");
        }
    }
}
