//! The palette: every act that fits what is typed, best first, with why it cannot be run now.

use super::{
    action::{Action, SHORT_NAMES},
    bindings::{Line, written},
    refused::refused,
    state::{Prompt, Scope, State},
};

/// One act of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub action: Action,
    /// Its first key, as it is written; empty when it has none here.
    pub key: String,
    pub does: &'static str,
    /// Why it would be refused.
    pub refused: Option<String>,
}

/// How well an act fits; the least is best. Acts of another place come last.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    elsewhere: bool,
    fit: u8,
    /// Of those that fit alike, the hinted ones first, then as in the table.
    hint: u8,
}

/// Acts that decide or end something: half a word never runs one of them.
const DECIDING: [Action; 7] = [
    Action::Overturn,
    Action::Uphold,
    Action::ClearOutcome,
    Action::Finalize,
    Action::Attest,
    Action::Confirm,
    Action::DiscardDraft,
];

/// What Enter would run of the acts that fit: the chosen one; else the best, unless it decides and its name is not
/// written out.
pub fn chosen(prompt: &Prompt, found: &[Offer]) -> Option<usize> {
    let typed = prompt.text.trim().to_lowercase();
    let decides = |offer: &Offer| DECIDING.contains(&offer.action) && offer.action.word() != typed;
    let best = found.first().filter(|best| !typed.is_empty() && !decides(best));
    prompt.chosen.or(best.map(|_| 0)).filter(|at| *at < found.len())
}

/// The acts that fit `typed`, best first. Each stands there once.
pub fn offers(state: &State, typed: &str) -> Vec<Offer> {
    let scope = state.scope_below();
    let typed = typed.trim().to_lowercase();
    let mut seen = Vec::new();
    let mut found: Vec<(Rank, &Line)> = Vec::new();
    let here = state.keymap.of(scope);
    let others = state.keymap.all().iter().filter(|line| line.scope != scope);
    for line in here.chain(others).filter(|line| is_offered(line)) {
        if seen.contains(&line.action) {
            continue;
        }
        seen.push(line.action);
        if let Some(fit) = fit(line, &typed) {
            let hint = if line.hint.0 == 0 { u8::MAX } else { line.hint.0 };
            found.push((Rank { elsewhere: line.scope != scope, fit, hint }, line));
        }
    }
    found.sort_by(|(a, _), (b, _)| a.cmp(b));
    found.into_iter().map(|(rank, line)| offer(state, scope, line, rank.elsewhere)).collect()
}

/// Acts of the prompt itself cannot be typed into it.
fn is_offered(line: &Line) -> bool {
    line.scope != Scope::Prompt && line.action != Action::Palette
}

fn offer(state: &State, scope: Scope, line: &Line, elsewhere: bool) -> Offer {
    let key = line.keys.first().filter(|_| !elsewhere).map(|keys| written(keys));
    Offer {
        action: line.action,
        key: key.unwrap_or_default(),
        does: line.does,
        refused: refused(state, scope, line.action),
    }
}

/// How well a line fits lower-case words; `None`: not at all.
fn fit(line: &Line, typed: &str) -> Option<u8> {
    let name = line.action.word();
    let short = SHORT_NAMES.iter().any(|(n, action)| *n == typed && *action == line.action);
    let begins = |word: &str| word.starts_with(typed);
    let holds = || {
        let said = format!("{name} {}", line.does.to_lowercase());
        typed.split_whitespace().all(|word| said.contains(word))
    };
    if name == typed || short {
        Some(0)
    } else if begins(name) {
        Some(1)
    } else if name.split('-').any(begins) {
        Some(2)
    } else if name.contains(typed) {
        Some(3)
    } else if holds() {
        Some(4)
    } else {
        None
    }
}
