//! What one line of the table of bindings is.

use crate::app::{
    Action, Scope,
    key::{Code, Key},
};

/// One line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Binding {
    pub scopes: &'static [Scope],
    /// Key sequences that do it, the first is the one shown: `g g`. None: the palette alone runs it, by its name.
    pub keys: &'static [&'static str],
    pub action: Action,
    /// What it does, for the help.
    pub does: &'static str,
    /// Place among the footer's hints, 1 first; 0 is not hinted. The words shown are the second part.
    pub hint: (u8, &'static str),
}

pub(super) const fn bind(
    scopes: &'static [Scope],
    keys: &'static [&'static str],
    action: Action,
    does: &'static str,
) -> Binding {
    Binding { scopes, keys, action, does, hint: (0, "") }
}

pub(super) const fn hinted(
    scopes: &'static [Scope],
    keys: &'static [&'static str],
    action: Action,
    does: &'static str,
    hint: (u8, &'static str),
) -> Binding {
    Binding { scopes, keys, action, does, hint }
}

impl Binding {
    /// Its sequences, parsed.
    pub fn sequences(&self) -> impl Iterator<Item = Vec<Key>> + '_ {
        self.keys.iter().map(|keys| sequence(keys))
    }
}

/// Parses `g g`. A spelling that is no key becomes a key that no terminal sends; a test keeps the table free of such.
pub fn sequence(keys: &str) -> Vec<Key> {
    let never = Key { code: Code::Char('\0'), ctrl: true };
    keys.split(' ').map(|k| k.parse().unwrap_or(never)).collect()
}

/// Lists one after the other; `N` is how many lines they have together.
pub(super) const fn joined<const N: usize>(lists: &[&[Binding]]) -> [Binding; N] {
    let mut all = [lists[0][0]; N];
    let (mut list, mut at, mut from) = (0, 0, 0);
    while at < N {
        if at - from == lists[list].len() {
            from = at;
            list += 1;
        } else {
            all[at] = lists[list][at - from];
            at += 1;
        }
    }
    all
}
