//! The same inputs give the same bytes: rooms that only compute hold no number of floating point, and never go through a
//! hashed map in its order, which is another one in each process.

use std::collections::BTreeSet;

use super::{
    none,
    rooms::{is_test_support, pure_rooms},
    sources,
    tokens::{Kind, Token, tokens, without_tests},
};

/// What goes through a map in its own order.
const GOES_THROUGH: [&str; 11] = [
    "drain",
    "extract_if",
    "into_iter",
    "into_keys",
    "into_values",
    "iter",
    "iter_mut",
    "keys",
    "retain",
    "values",
    "values_mut",
];

/// Where it may be done nevertheless, and how the order is of no account.
const MAY: &[(&str, &str, &str)] =
    &[("src/records/search/lexicon.rs", "values_mut", "each list is sorted by itself")];

/// The tokens that count: without tests, and without `use`.
fn counted(source: &str) -> Vec<Token> {
    let mut kept = Vec::new();
    let mut imports = false;
    for token in without_tests(&tokens(source)) {
        imports |= token.word() == Some("use");
        if !imports {
            kept.push(token);
        } else if token.is(';') {
            imports = false;
        }
    }
    kept
}

fn floats(tokens: &[Token]) -> Vec<String> {
    let digits = |at: usize| {
        let word = tokens.get(at).and_then(Token::word);
        word.is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()))
    };
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let named = token.word().is_some_and(|w| w.ends_with("f32") || w.ends_with("f64"));
        // `1.5`, but neither `pair.0.1` nor `0..5`.
        let field = at > 0 && tokens[at - 1].is('.');
        let point = tokens.get(at + 1).is_some_and(|t| t.is('.'));
        if named || digits(at) && !field && point && digits(at + 2) {
            found.push(format!("line {}: a number of floating point", token.line));
        }
    }
    found
}

/// The names that hashed maps and sets have in a source; what is in one without a name is a fault.
fn hashed(tokens: &[Token]) -> (BTreeSet<String>, Vec<String>) {
    let (mut names, mut nameless) = (BTreeSet::new(), Vec::new());
    for at in 0..tokens.len() {
        let Some(kind @ ("HashMap" | "HashSet")) = tokens[at].word() else { continue };
        let before = tokens[..at].iter().rposition(|t| {
            let part = t.word().is_some_and(|w| ["mut", "std", "collections"].contains(&w));
            !(part || t.is('&') || t.kind == Kind::Colons)
        });
        // `let name: HashMap<…> = HashMap::new()`: the type has told the name.
        if before.is_some_and(|b| b > 0 && tokens[b].is('=') && tokens[b - 1].is('>')) {
            continue;
        }
        let word = |at: usize| tokens.get(at).and_then(Token::word).map(str::to_owned);
        let name = before.and_then(|b| {
            let of = word(b.checked_sub(1)?)?;
            match &tokens[b].kind {
                Kind::Mark(':' | '=') => Some(of),
                // The one field of a tuple.
                Kind::Mark('(') if word(b.checked_sub(2)?)? == "struct" => Some("0".to_owned()),
                _ => None,
            }
        });
        match name {
            Some(name) => drop(names.insert(name)),
            None => nameless.push(format!("line {}: a {kind} without a name", tokens[at].line)),
        }
    }
    (names, nameless)
}

/// Where a source goes through one of these maps: the line, and by what.
fn goes_through(tokens: &[Token], names: &BTreeSet<String>) -> Vec<(usize, String)> {
    let word = |at: usize| tokens.get(at).and_then(Token::word);
    let is = |at: usize, mark: char| tokens.get(at).is_some_and(|t| t.is(mark));
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if !token.word().is_some_and(|name| names.contains(name)) {
            continue;
        }
        let line = token.line;
        if is(at + 1, '.')
            && is(at + 3, '(')
            && let Some(by) = word(at + 2).filter(|by| GOES_THROUGH.contains(by))
        {
            found.push((line, by.to_owned()));
        }
        // `for … in &self.name {`
        let mut from = at;
        while from > 1 && is(from - 1, '.') && word(from - 2).is_some() {
            from -= 2;
        }
        while from > 0 && (is(from - 1, '&') || word(from - 1) == Some("mut")) {
            from -= 1;
        }
        if from > 0 && word(from - 1) == Some("in") && is(at + 1, '{') {
            found.push((line, "for".to_owned()));
        }
    }
    found
}

#[test]
fn pure_rooms_hold_no_float_and_no_order_of_a_map() {
    let (mut found, mut seen) = (Vec::new(), 0);
    for room in pure_rooms() {
        for (path, source) in sources(&format!("src/{room}")) {
            if is_test_support(&path) {
                continue;
            }
            let tokens = counted(&source);
            let (names, nameless) = hashed(&tokens);
            seen += names.len();
            let through = goes_through(&tokens, &names)
                .into_iter()
                .filter(|(_, by)| !MAY.iter().any(|(file, may, _)| *file == path && may == by));
            let through = through.map(|(line, by)| format!("line {line}: `{by}` of a hashed map"));
            let faults = floats(&tokens).into_iter().chain(nameless).chain(through);
            found.extend(faults.map(|fault| format!("{path}, {fault}")));
        }
    }
    none("not the same bytes each time", &found);
    assert!(seen > 5, "the scanner sees the maps that there are: {seen}");
}

#[test]
fn what_is_not_the_same_each_time_is_found() {
    for (source, broken) in [
        ("fn f(x: f64) {}", 1),
        ("fn f() { let x = 1.5; let y = 2f32; }", 2),
        ("fn f() { let a = pair.0.1; for i in 0..5 {} 7.min(8); }", 0),
        ("fn f() { let m: HashMap<u8, u8> = x(); for a in &m {} m.keys().count(); }", 2),
        (
            "struct A { m: HashSet<u8> } impl A { fn f(&self) { for a in &self.m {} self.m.iter(); } }",
            2,
        ),
        ("struct A(HashMap<u8, u8>); impl A { fn f(&mut self) { self.0.drain(); } }", 1),
        ("fn f() { let mut m = HashMap::new(); m.into_iter().collect() }", 1),
        ("fn f(m: &std::collections::HashMap<u8, u8>) { m.values() }", 1),
        ("fn f() -> HashMap<u8, u8> { x.collect::<HashSet<u8>>() }", 2),
        ("use std::collections::HashMap; fn f(m: &HashMap<u8, u8>) { m.get(&1); m.len() }", 0),
        ("fn f(m: &BTreeMap<u8, u8>) { for a in m {} m.keys() }", 0),
    ] {
        let tokens = counted(source);
        let (names, nameless) = hashed(&tokens);
        let through = goes_through(&tokens, &names);
        let all = floats(&tokens).len() + nameless.len() + through.len();
        assert_eq!(all, broken, "{source}\n{names:?} {nameless:?} {through:?}");
    }
}

/// Sources that build a proof, or a part of one, themselves.
fn builds_proof(source: &str) -> bool {
    let tokens = without_tests(&tokens(source));
    tokens.windows(3).any(|w| {
        let parts = ["Proof", "CriterionProof", "ClauseProof", "LeafProof"];
        let built = w[1].word().is_some_and(|name| parts.contains(&name)) && w[2].is('{');
        // `-> Proof {`, `impl Proof {`, `struct Proof {`
        built && !w[0].is('>') && !matches!(w[0].word(), Some("impl" | "struct" | "for"))
    })
}

#[test]
fn only_criteria_make_a_proof() {
    let (mut made, mut found) = (0, Vec::new());
    for (path, source) in sources("src") {
        match path.starts_with("src/criteria/") {
            true => made += usize::from(builds_proof(&source)),
            false if is_test_support(&path) => {}
            false => found.extend(builds_proof(&source).then_some(path)),
        }
    }
    none("a proof that is not of `criteria`", &found);
    assert!(made > 0, "the scanner sees where proofs are made: {made}");
    assert!(builds_proof("fn f() { let p = Proof { a }; }"));
    assert!(!builds_proof("fn f() -> Proof { g() } impl Proof { }"));
}
