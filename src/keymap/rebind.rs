//! The settings' keys laid over a keymap. All mistakes are found at once; what is wrong is as if it were not written, so
//! that every scope can be left and every act be reached whatever the settings say.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Bound,
};

use crate::{
    app::{
        Action, Keymap, Scope,
        bindings::{Line, Sequence, written},
        key::{Code, Key},
    },
    domain::problem::{Fault, Step, nearest_remedy},
    path,
};

/// Keys as settings write them: by scope, keys and an act.
pub type Keys = BTreeMap<String, BTreeMap<String, String>>;

/// The word of the settings that takes a key away.
pub const NONE: &str = "none";
/// Longest sequence of keys.
const LONGEST: usize = 4;
/// Most keys of one scope.
const MOST: usize = 500;

/// One line of the settings that means something.
struct Wish {
    path: Vec<Step>,
    scope: Scope,
    keys: Sequence,
    /// `None`: these keys do nothing any more.
    action: Option<Action>,
}

impl Wish {
    fn fault(&self, what: String, remedy: String) -> Fault {
        Fault::new(self.path.clone(), what).remedy(remedy)
    }
}

/// Lays `keys` over `base`. The faults know their path below the settings.
pub fn rebind(base: &Keymap, keys: &Keys) -> (Keymap, Vec<Fault>) {
    let mut faults = Vec::new();
    let mut wishes = Vec::new();
    for (scope, lines) in keys {
        let path = path!["keys", scope.as_str()];
        let Ok(known) = scope.parse::<Scope>() else {
            let mut fault = Fault::new(path, format!("`{scope}` is not a place that has keys"));
            fault.remedy = nearest_remedy(scope, Scope::ALL.iter().map(|s| s.word()));
            faults.push(fault);
            continue;
        };
        if lines.len() > MOST {
            let what = format!("more than {MOST} keys are bound in the {scope}");
            faults.push(Fault::new(path, what).remedy("bind fewer"));
            continue;
        }
        for (keys, act) in lines {
            match wish(base, known, keys, act) {
                Ok(Some(wish)) => wishes.push(wish),
                Ok(None) => {}
                Err(fault) => faults.push(fault),
            }
        }
    }
    // A line that is left out gives back what it had changed, which another line may have counted on.
    loop {
        let keymap = laid(base, &wishes);
        let wrong = wrong(base, &keymap, &wishes);
        if wrong.is_empty() {
            return (keymap, faults);
        }
        let mut nth = 0..;
        wishes.retain(|_| nth.next().is_none_or(|n| !wrong.contains_key(&n)));
        faults.extend(wrong.into_values());
    }
}

/// What one line asks for; nothing when it says what is so anyhow.
fn wish(base: &Keymap, scope: Scope, keys: &str, act: &str) -> Result<Option<Wish>, Fault> {
    let path = path!["keys", scope.word(), keys];
    let fault = |what: String| Fault::new(path.clone(), what);
    let sequence = sequence(scope, keys).map_err(|(what, remedy)| fault(what).remedy(remedy))?;
    let bound = base.bound(scope, &sequence);
    let action = if act == NONE {
        if bound.is_none() {
            let what = format!("nothing is bound to `{keys}` in the {scope}");
            return Err(fault(what).remedy("leave this line out"));
        }
        None
    } else {
        let Ok(action) = act.parse::<Action>() else {
            let mut fault = fault(format!("no act is named `{act}`"));
            let names = Action::ALL.iter().map(|a| a.word()).chain([NONE]);
            fault.remedy = nearest_remedy(act, names);
            return Err(fault);
        };
        if base.line(scope, action).is_none() {
            let places = base.all().iter().filter(|line| line.action == action);
            let places: BTreeSet<&str> = places.map(|line| line.scope.word()).collect();
            let places: Vec<&str> = places.into_iter().collect();
            let what = format!("`{action}` has no meaning in the {scope}");
            return Err(fault(what).remedy(format!("it has in: {}", places.join(", "))));
        }
        Some(action)
    };
    reserved(&sequence, action).map_err(|(what, remedy)| fault(what).remedy(remedy))?;
    let changes = bound != action;
    Ok(changes.then_some(Wish { path, scope, keys: sequence, action }))
}

type Refusal = (String, &'static str);

fn sequence(scope: Scope, keys: &str) -> Result<Sequence, Refusal> {
    let parsed: Result<Sequence, String> = keys.split(' ').map(str::parse::<Key>).collect();
    let sequence = parsed.map_err(|said| {
        let what = said.split_once("; ").map_or(said.clone(), |(what, _)| what.to_owned());
        (what, "write a character, or one of Enter, Esc, Tab, S-Tab, Space, Up, PageDown, Ctrl-s …")
    })?;
    let typed = |key: &Key| matches!(key.code, Code::Char(_)) && !key.ctrl;
    let back = |key: &Key| matches!(key.code, Code::Esc | Code::Backspace);
    if sequence.len() > LONGEST {
        return Err((format!("`{keys}` is longer than {LONGEST} keys"), "write a shorter one"));
    }
    if scope.takes_text() && sequence.first().is_some_and(typed) {
        let what = format!("`{keys}` begins with a character, which is typed in the {scope}");
        return Err((what, "begin with Ctrl- and a letter, or a named key"));
    }
    if sequence.iter().skip(1).any(back) {
        let what = format!("`{keys}` has Esc or Backspace after another key, where they go back");
        return Err((what, "choose another key"));
    }
    Ok(sequence)
}

/// What Ctrl-c and Ctrl-z mean everywhere is not changed: fingers must be able to trust them.
fn reserved(keys: &[Key], action: Option<Action>) -> Result<(), Refusal> {
    let has = |c| keys.contains(&Key { code: Code::Char(c), ctrl: true });
    if has('c') && action != Some(Action::Back) {
        let what = "Ctrl-c ends programs elsewhere, so here it may do nothing but step back";
        return Err((what.to_owned(), "write `back`, or choose another key"));
    }
    if has('z') && !matches!(action, None | Some(Action::Suspend)) {
        let what = "Ctrl-z suspends everywhere, so here it may do nothing else";
        return Err((what.to_owned(), "write `suspend` or `none`, or choose another key"));
    }
    Ok(())
}

/// The keymap with every wish carried out. A key of the settings is shown before those of the table.
fn laid(base: &Keymap, wishes: &[Wish]) -> Keymap {
    let mut lines: Vec<Line> = base.all().to_vec();
    let touched: BTreeSet<(Scope, &[Key])> =
        wishes.iter().map(|w| (w.scope, w.keys.as_slice())).collect();
    for line in &mut lines {
        let before = line.keys.clone();
        let own = wishes.iter().filter(|w| (w.scope, w.action) == (line.scope, Some(line.action)));
        let own: Vec<Sequence> = own.map(|w| w.keys.clone()).collect();
        line.keys.retain(|keys| !touched.contains(&(line.scope, keys.as_slice())));
        line.keys.splice(0..0, own);
        if line.keys == before {
            continue;
        }
        line.rebound = true;
        let length = |keys: &[Sequence]| keys.first().map_or(0, Vec::len);
        // A prefix is hinted by what its box holds; a key that does it alone, by the act's own name.
        if length(&before) > 1 && length(&line.keys) == 1 {
            line.hint.1 = line.action.word();
        }
    }
    Keymap::new(lines)
}

/// Wishes that cannot stand beside the rest, each with why.
fn wrong(base: &Keymap, keymap: &Keymap, wishes: &[Wish]) -> BTreeMap<usize, Fault> {
    let mut wrong = hiding(keymap, wishes);
    for line in keymap.all().iter().filter(|line| line.keys.is_empty()) {
        let before = base.line(line.scope, line.action).map_or(&[][..], |l| &l.keys);
        if before.is_empty() || !is_needed(line, keymap) {
            continue;
        }
        let remedy = format!("bind `{}` to another key there, or leave this line out", line.action);
        for (nth, wish) in wishes.iter().enumerate() {
            if wish.scope == line.scope && before.contains(&wish.keys) {
                let what = if is_way_out(line.scope, line.action) {
                    format!("without `{}` the {} can no longer be left", wish_of(wish), line.scope)
                } else {
                    let keys = wish_of(wish);
                    format!("`{keys}` is the last key of `{}` in the {}", line.action, line.scope)
                };
                wrong.entry(nth).or_insert_with(|| wish.fault(what, remedy.clone()));
            }
        }
    }
    wrong
}

fn wish_of(wish: &Wish) -> String {
    written(&wish.keys)
}

fn is_way_out(scope: Scope, action: Action) -> bool {
    match scope {
        Scope::Queue => action == Action::Close,
        Scope::Bench => matches!(action, Action::Back | Action::Close),
        _ => action == Action::Back,
    }
}

/// True when an act may not be without a key in a scope.
fn is_needed(line: &Line, keymap: &Keymap) -> bool {
    // Where the palette opens, what has lost its key is run from there.
    if keymap.line(line.scope, Action::Palette).is_some() {
        let has_key = |l: &Line| is_way_out(l.scope, l.action) && !l.keys.is_empty();
        let can_be_left = keymap.of(line.scope).any(has_key);
        return line.action == Action::Palette
            || is_way_out(line.scope, line.action) && !can_be_left;
    }
    // These two do the same everywhere, and the palette of the queue and the bench has them.
    !matches!(line.action, Action::Suspend | Action::Redraw)
}

/// Wishes whose keys begin another sequence, or go on after one: the longer could never be pressed.
fn hiding(keymap: &Keymap, wishes: &[Wish]) -> BTreeMap<usize, Fault> {
    let bound = keymap.all().iter().flat_map(|l| l.keys.iter().map(move |k| ((l.scope, k), l)));
    let bound: BTreeMap<(Scope, &Sequence), &Line> = bound.collect();
    let wished: BTreeMap<(Scope, &Sequence), usize> =
        wishes.iter().enumerate().map(|(nth, w)| ((w.scope, &w.keys), nth)).collect();
    let mut wrong = BTreeMap::new();
    for (nth, wish) in wishes.iter().enumerate().filter(|(_, w)| w.action.is_some()) {
        // Of two lines of the settings the later one gives way.
        let other = |keys: &Sequence| {
            let line = bound.get(&(wish.scope, keys))?;
            let before = wished.get(&(wish.scope, keys)).is_none_or(|other| *other < nth);
            before.then_some((keys.clone(), line.action))
        };
        let shorter = (1..wish.keys.len()).find_map(|n| other(&wish.keys[..n].to_vec()));
        let longer = || {
            let from = (Bound::Excluded((wish.scope, &wish.keys)), Bound::Unbounded);
            let after = bound.range(from).map(|((scope, keys), _)| (*scope, *keys));
            let mut after =
                after.take_while(|(s, k)| *s == wish.scope && k.starts_with(&wish.keys));
            after.find_map(|(_, keys)| other(keys))
        };
        let (own, place) = (written(&wish.keys), wish.scope);
        if let Some((keys, action)) = shorter {
            let keys = written(&keys);
            let what =
                format!("`{own}` cannot be pressed: `{keys}` does `{action}` in the {place}");
            let remedy = format!("choose other keys, or add `{keys}: {NONE}`");
            wrong.insert(nth, wish.fault(what, remedy));
        } else if let Some((keys, action)) = longer() {
            let keys = written(&keys);
            let what = format!("`{own}` would hide `{keys}`, which does `{action}` in the {place}");
            let remedy = format!("choose other keys, or add `{keys}: {NONE}`");
            wrong.insert(nth, wish.fault(what, remedy));
        }
    }
    wrong
}

#[cfg(test)]
mod tests;
