//! How long a file may be, and what may stand in none.

use super::{
    none, sources,
    tokens::{Token, group, tokens},
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
