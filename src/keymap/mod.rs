//! From keys to acts: the one table, and what the settings change of it.

mod binding;
mod checks;
pub mod rebind;
pub mod table;

use table::BINDINGS;

use crate::app::{
    Event, Keymap, State,
    bindings::Line,
    key::{Code, Key},
};

/// The keymap of the table alone.
pub fn standard() -> Keymap {
    let lines = BINDINGS.iter().flat_map(|binding| {
        binding.scopes.iter().map(|scope| Line {
            scope: *scope,
            action: binding.action,
            keys: binding.sequences().collect(),
            does: binding.does,
            hint: binding.hint,
            rebound: false,
        })
    });
    Keymap::new(lines.collect())
}

/// What a key means now: an act, text, a step into a longer binding, or nothing.
pub fn translate(state: &State, key: Key) -> Event {
    let (scope, keymap) = (state.scope(), &state.keymap);
    let mut typed = state.pending.clone();
    typed.push(key);
    if let Some(action) = keymap.bound(scope, &typed) {
        return Event::Act(action);
    }
    if !keymap.continuations(scope, &typed).is_empty() {
        return Event::Pending(typed);
    }
    if typed.len() > 1 {
        // Esc and Backspace go one key back. Another key that leads nowhere ends the sequence and does nothing: by itself it
        // would mean something that nobody asked for.
        if matches!(key.code, Code::Esc | Code::Backspace) {
            typed.truncate(typed.len() - 2);
            return Event::Pending(typed);
        }
        return Event::Unbound(typed);
    }
    match (scope, key.code) {
        (scope, Code::Char(c)) if scope.takes_text() && !key.ctrl => Event::Type(c),
        _ => Event::Unbound(typed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Action, Scope, bindings::Sequence};

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
        let keymap = standard();
        for scope in Scope::ALL {
            let mut seen: Vec<&Sequence> = Vec::new();
            for keys in keymap.of(*scope).flat_map(|line| &line.keys) {
                for earlier in &seen {
                    let apart = !earlier.starts_with(keys) && !keys.starts_with(earlier);
                    assert!(apart, "{scope}: {keys:?} against {earlier:?}");
                }
                seen.push(keys);
            }
        }
    }

    #[test]
    fn an_act_has_one_line_in_a_scope() {
        let keymap = standard();
        for scope in Scope::ALL {
            for action in Action::ALL {
                let lines = keymap.of(*scope).filter(|line| line.action == *action).count();
                assert!(lines <= 1, "{scope}: {action}");
            }
        }
    }

    #[test]
    fn every_scope_can_be_left_and_hints_at_it() {
        let keymap = standard();
        for scope in Scope::ALL {
            assert!(keymap.bound(*scope, &table::sequence("Esc")).is_some(), "{scope}");
            assert!(!keymap.hints(*scope).is_empty(), "{scope}");
        }
    }
}
