//! The keymap as a value: what every key does in every scope, from the table and the settings.
//!
//! `keymap` builds it; dispatch, footer, which-key box, help, palette and `imr keys` read it, so that all say the same.

use super::{action::Action, key::Key, state::Scope};

/// Keys pressed one after the other.
pub type Sequence = Vec<Key>;

/// One act in one scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub scope: Scope,
    pub action: Action,
    /// What does it; the first is the one shown. None: the palette alone runs it.
    pub keys: Vec<Sequence>,
    /// What it does, for the help.
    pub does: &'static str,
    /// Place among the footer's hints, 1 first; 0 is not hinted. The words shown are the second part.
    pub hint: (u8, &'static str),
    /// The settings gave it a key, or took one from it.
    pub rebound: bool,
}

/// A key of the footer: how it is written, in how few words what it does, and the act itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    pub key: String,
    pub words: &'static str,
    pub action: Action,
}

/// Every act that has a place somewhere, in the order of the table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keymap {
    lines: Vec<Line>,
    /// Those of each scope that the footer hints, most useful first.
    hints: Vec<(Scope, Vec<Hint>)>,
}

impl Line {
    /// Its keys as they are written: `j · Down`.
    pub fn written(&self) -> String {
        self.keys.iter().map(|keys| written(keys)).collect::<Vec<_>>().join(" · ")
    }
}

/// Keys as they are written: `g g`.
pub fn written(keys: &[Key]) -> String {
    keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

impl Keymap {
    pub fn new(lines: Vec<Line>) -> Self {
        let mut scopes: Vec<Scope> = lines.iter().map(|line| line.scope).collect();
        scopes.dedup();
        let hints = scopes.into_iter().map(|scope| (scope, hints(&lines, scope))).collect();
        Self { lines, hints }
    }

    /// Every line of every scope.
    pub fn all(&self) -> &[Line] {
        &self.lines
    }

    /// The lines of a scope, in the order of the table.
    pub fn of(&self, scope: Scope) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| line.scope == scope)
    }

    /// The line of an act in a scope; `None` where it has no meaning.
    pub fn line(&self, scope: Scope, action: Action) -> Option<&Line> {
        self.of(scope).find(|line| line.action == action)
    }

    /// What these keys do in a scope.
    pub fn bound(&self, scope: Scope, keys: &[Key]) -> Option<Action> {
        self.of(scope).find(|line| line.keys.iter().any(|s| s == keys)).map(|line| line.action)
    }

    /// Lines that begin with the keys typed so far, with the key that comes next: the which-key box.
    pub fn continuations(&self, scope: Scope, typed: &[Key]) -> Vec<(Key, &Line)> {
        let mut found = Vec::new();
        for line in self.of(scope) {
            for keys in line.keys.iter().filter(|keys| keys.starts_with(typed)) {
                found.extend(keys.get(typed.len()).map(|next| (*next, line)));
            }
        }
        found
    }

    /// The footer's hints of a scope, most useful first. A prefix is hinted by its first key: the box then shows the rest.
    pub fn hints(&self, scope: Scope) -> &[Hint] {
        self.hints.iter().find(|(of, _)| *of == scope).map_or(&[], |(_, hints)| hints)
    }
}

fn hints(lines: &[Line], scope: Scope) -> Vec<Hint> {
    let mut hinted: Vec<&Line> =
        lines.iter().filter(|line| line.scope == scope && line.hint.0 > 0).collect();
    hinted.sort_by_key(|line| line.hint.0);
    let hint = |line: &Line| {
        let key = line.keys.first()?.first()?.to_string();
        Some(Hint { key, words: line.hint.1, action: line.action })
    };
    hinted.into_iter().filter_map(hint).collect()
}
