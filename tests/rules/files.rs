//! How long a file may be, and what may stand in none.

use super::{
    none,
    rooms::is_test_support,
    sources,
    tokens::{Token, group, tokens, without_tests},
};

/// A file of `src` is at most this long.
const MOST_LINES: usize = 400;
/// About as long as a file should be.
const GOOD_LINES: usize = 250;

/// Files over the limit; when there is one, those that are on the way to it come along.
fn too_long(files: &[(String, String)]) -> Vec<String> {
    let mut long: Vec<(usize, &str)> = files
        .iter()
        .map(|(path, text)| (text.lines().count(), path.as_str()))
        .filter(|(lines, _)| *lines > GOOD_LINES)
        .collect();
    long.sort_unstable_by(|a, b| b.cmp(a));
    if long.iter().all(|(lines, _)| *lines <= MOST_LINES) {
        return Vec::new();
    }
    let say = |(lines, path): (usize, &str)| {
        let over = if lines > MOST_LINES { "over the limit" } else { "on the way to it" };
        format!("{path}: {lines} lines, {over}")
    };
    long.into_iter().map(say).collect()
}

#[test]
fn a_file_is_at_most_400_lines() {
    none("a file is too long; split it by what it holds", &too_long(&sources("src")));
}

#[test]
fn a_long_file_is_found_and_names_the_next_ones() {
    let file = |path: &str, lines: usize| (path.to_owned(), "x\n".repeat(lines));
    assert!(too_long(&[file("a", 400), file("b", 10)]).is_empty());
    let found = too_long(&[file("a", 260), file("b", 401), file("c", 250)]);
    assert_eq!(found, ["b: 401 lines, over the limit", "a: 260 lines, on the way to it"]);
}

/// Tests that are skipped, and code that was put off.
fn put_off(source: &str) -> Vec<String> {
    let tokens = tokens(source);
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let follows = |mark| tokens.get(at + 1).is_some_and(|next| next.is(mark));
        let compares = tokens.get(at + 2).is_some_and(|next| next.is('='));
        if let Some(name @ ("todo" | "unimplemented")) = token.word()
            && follows('!')
            && !compares
        {
            found.push(format!("line {}: {name}!", token.line));
        }
        if token.is('#') && follows('[') {
            let attribute = &tokens[at + 1..];
            let mut words = attribute[..group(attribute)].iter().filter_map(Token::word);
            if words.any(|word| word == "ignore") {
                found.push(format!("line {}: a test that is skipped", token.line));
            }
        }
    }
    found
}

#[test]
fn no_test_is_skipped_and_nothing_is_put_off() {
    let mut found = Vec::new();
    for (path, source) in sources("src").into_iter().chain(sources("tests")) {
        found.extend(put_off(&source).into_iter().map(|fault| format!("{path}, {fault}")));
    }
    none("skipped tests and code put off", &found);
}

#[test]
fn what_is_put_off_is_found() {
    for (source, broken) in [
        ("#[test]\n#[ignore]\nfn f() {}", 1),
        ("#[ignore = \"slow\"] fn f() {}", 1),
        ("#[cfg_attr(windows, ignore)] fn f() {}", 1),
        ("fn f() { todo!() }", 1),
        ("fn f() { std::unimplemented![] }", 1),
        ("#![deny(clippy::todo)] // todo! #[ignore]", 0),
        ("fn f() { let ignore = todo != 1; }", 0),
    ] {
        assert_eq!(put_off(source).len(), broken, "{source}");
    }
}

/// Lines of code that a function of `src` may have.
const MOST_OF_A_FUNCTION: usize = 60;

/// Functions that may be longer, by some lines: a table of commands, and a value of many fields.
const LONGER: &[(&str, &str)] =
    &[("src/cli/mod.rs", "run"), ("src/rationale/determine.rs", "determine")];

/// Functions by name, with how many lines of code they have between their braces.
fn functions(source: &str) -> Vec<(String, usize)> {
    let tokens = without_tests(&tokens(source));
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if token.word() != Some("fn") {
            continue;
        }
        let Some(name) = tokens.get(at + 1).and_then(Token::word) else { continue };
        let mut from = at + 2;
        while tokens.get(from).is_some_and(|t| !t.is('{') && !t.is(';')) {
            from += if tokens[from].is('(') { group(&tokens[from..]) } else { 1 };
        }
        if tokens.get(from).is_some_and(|t| t.is('{')) {
            let body = &tokens[from + 1..from + group(&tokens[from..]) - 1];
            let mut lines: Vec<usize> = body.iter().map(|t| t.line).collect();
            lines.dedup();
            found.push((name.to_owned(), lines.len()));
        }
    }
    found
}

#[test]
fn a_function_is_at_most_a_screen() {
    let mut found = Vec::new();
    for (path, source) in sources("src") {
        if is_test_support(&path) {
            continue;
        }
        for (name, lines) in functions(&source) {
            let listed = LONGER.contains(&(path.as_str(), name.as_str()));
            if lines > MOST_OF_A_FUNCTION && !listed {
                found.push(format!("{path}: `{name}` has {lines} lines of code"));
            }
        }
    }
    none("a function is too long", &found);
    let long = format!(
        "fn a(f: fn(u8)) -> u8 {{\n{}}}\nfn b();\nfn c() {{ 1 }}",
        "x();\n// y\n".repeat(70)
    );
    assert_eq!(functions(&long), [("a".to_owned(), 70), ("c".to_owned(), 1)]);
}
