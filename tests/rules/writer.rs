//! `update` is the only writer of the state of the screen: outside `src/app` nothing assigns to it, lends it out to be
//! changed, or calls what changes it.

use std::collections::BTreeSet;

use super::{
    none, sources,
    tokens::{Token, tokens, without_tests},
};

/// Who may be lent the whole state.
const MAY: [&str; 2] = ["update", "answered"];

/// What changes a value of the library that it is called on.
const CHANGES: [&str; 14] = [
    "as_mut",
    "clear",
    "clone_from",
    "extend",
    "get_or_insert",
    "insert",
    "iter_mut",
    "make_mut",
    "pop",
    "push",
    "remove",
    "replace",
    "retain",
    "take",
];

/// Functions of `src/app` that change what they are called on.
fn changers(files: &[(String, String)]) -> BTreeSet<String> {
    let mut found: BTreeSet<String> = CHANGES.iter().map(|&name| name.to_owned()).collect();
    for (_, source) in files {
        let tokens = without_tests(&tokens(source));
        for at in (0..tokens.len()).filter(|at| tokens[*at].word() == Some("fn")) {
            let opens = tokens[at..].iter().position(|t| t.is('(')).map_or(at, |by| at + by);
            let said = |by: usize| tokens.get(opens + by);
            let word = |by: usize| said(by).and_then(Token::word);
            if said(1).is_some_and(|t| t.is('&'))
                && (word(2), word(3)) == (Some("mut"), Some("self"))
            {
                found.extend(tokens[at + 1].word().map(str::to_owned));
            }
        }
    }
    found
}

/// The names of a field path that begins here, and where it ends: `self.state.queue`.
fn path(tokens: &[Token], from: usize) -> (Vec<&str>, usize) {
    let (mut names, mut at) = (Vec::new(), from);
    while let Some(name) = tokens.get(at).and_then(Token::word) {
        names.push(name);
        at += 1;
        if !tokens.get(at).is_some_and(|t| t.is('.')) {
            break;
        }
        at += 1;
    }
    (names, at)
}

/// True when an assignment stands here: `=`, `+=`, but neither `==` nor `=>`.
fn assigns(tokens: &[Token], at: usize) -> bool {
    let is = |at: usize, mark: char| tokens.get(at).is_some_and(|t| t.is(mark));
    let sign =
        usize::from(['+', '-', '*', '/', '%', '|', '&', '^'].iter().any(|mark| is(at, *mark)));
    is(at + sign, '=') && !is(at + sign + 1, '=') && !is(at + sign + 1, '>')
}

/// What a source does to a state, one line each.
fn faults(source: &str, changers: &BTreeSet<String>) -> Vec<String> {
    let tokens = without_tests(&tokens(source));
    let is = |at: usize, mark: char| tokens.get(at).is_some_and(|t| t.is(mark));
    let word = |at: usize| tokens.get(at).and_then(Token::word);
    let (mut found, mut at, mut function) = (Vec::new(), 0, "");
    while at < tokens.len() {
        let line = tokens[at].line;
        if is(at, '&') && word(at + 1) == Some("mut") {
            let (names, end) = path(&tokens, at + 2);
            // The call that it is the first argument of.
            let call = at.checked_sub(2).filter(|_| is(at - 1, '(')).and_then(word);
            let lent = names.last() == Some(&"state") && call.is_some_and(|c| MAY.contains(&c));
            if names.contains(&"state") && !lent {
                found.push(format!("line {line}: `&mut {}`", names.join(".")));
            }
            if names == ["State"] && !MAY.contains(&function) {
                found.push(format!("line {line}: `{function}` takes a `&mut State`"));
            }
            at = end.max(at + 2);
        } else if word(at).is_some() {
            if word(at) == Some("fn") {
                function = word(at + 1).unwrap_or_default();
            }
            let (names, end) = path(&tokens, at);
            if let Some(from) = names.iter().position(|n| *n == "state")
                && let [.., last] = names[from + 1..]
            {
                if is(end, '(') && changers.contains(last) {
                    found.push(format!("line {line}: `{}()`", names.join(".")));
                } else if assigns(&tokens, end) {
                    found.push(format!("line {line}: an assignment to `{}`", names.join(".")));
                }
            }
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

#[test]
fn update_is_the_only_writer_of_the_state() {
    let changers = changers(&sources("src/app"));
    let mut found = Vec::new();
    let mut lent = 0;
    for (path, source) in sources("src") {
        if !path.starts_with("src/app/") {
            lent += source.matches("update(&mut self.state").count();
            found.extend(faults(&source, &changers).iter().map(|fault| format!("{path}, {fault}")));
        }
    }
    none("a state is changed beside `update`", &found);
    assert!(lent > 1, "the scanner sees the session and the line mode");
}

#[test]
fn another_writer_is_found() {
    let app = "impl Queue { pub fn restore(&mut self, s: &S) {} fn row(&self) {} }";
    let changers = changers(&[("src/app/queue.rs".to_owned(), app.to_owned())]);
    assert!(changers.contains("restore") && !changers.contains("row"));
    for (source, broken) in [
        ("fn f() { state.size = size()?; }", 1),
        ("fn f() { self.state.sheet += 1; }", 1),
        ("fn f() { state.queue.restore(&left); }", 1),
        ("fn f() { let q = std::mem::replace(&mut self.state.queue, other); }", 1),
        ("fn f() { mem::take(&mut state); }", 1),
        ("fn f() { if let Some(b) = &mut state.bench {} }", 1),
        ("fn f() { state.bench.as_mut(); state.notice.take(); }", 2),
        ("fn f() { other(&mut self.state); }", 1),
        ("fn other(s: &mut State) { s.size = size; }", 1),
        // And what keeps the rule.
        ("fn f() { update(&mut self.state, event); turns.answered(&mut state, answer); }", 0),
        ("fn answered(&mut self, state: &mut State) { update(state, event); }", 0),
        ("fn f() { if state.size == size && state.queue.row() {} match state.lit { _ => 1 } }", 0),
        ("fn f() { let mut state = State::begin(with); state.drawn(); }", 0),
        ("#[cfg(test)] mod tests { fn f() { state.size = size; } }", 0),
    ] {
        let found = faults(source, &changers);
        assert_eq!(found.len(), broken, "{source}\n{found:#?}");
    }
}
