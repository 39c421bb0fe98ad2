//! The paths that a source names, as the compiler would see them: `use` trees unfolded, `self`,
//! `super` and imported names resolved, so that `use std as s; s::fs::read` is `std::fs::read`.

use std::collections::HashMap;

use super::tokens::{Kind, Token, tokens, without_tests};

/// A path that a source names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub line: usize,
    /// From `crate`, from a library, or as written when it begins with a name of this file.
    pub path: Vec<String>,
}

/// What `use` brings in: the name it goes by here, and the path it stands for.
type Imports = HashMap<String, Vec<Vec<String>>>;

/// The paths of a source, those of its tests left out. `module` is where the file stands: `app::update`.
pub fn paths(source: &str, module: &str) -> Vec<Named> {
    let kept = without_tests(&tokens(source));
    let mut reader = Reader { tokens: &kept, at: 0, inner: Vec::new(), depth: 0 };
    let mut found = Vec::new();
    let mut imports = Imports::new();
    reader.read(module, &mut found, &mut imports);
    found.iter().flat_map(|named| resolved(named, &imports)).map(normal).collect()
}

/// A path through the imports: one name may be imported twice, in different scopes.
fn resolved(named: &Named, imports: &Imports) -> Vec<Named> {
    let mut known = vec![named.clone()];
    // An import may begin with an imported name, so once is not enough; four is.
    for _ in 0..4 {
        known = known.into_iter().flat_map(|named| once(named, imports)).collect();
    }
    known
}

fn once(named: Named, imports: &Imports) -> Vec<Named> {
    let (head, rest) = named.path.split_first().expect("a path has a name");
    match imports.get(head) {
        // `use std::fs` makes `fs` stand for `std::fs`; `use jiff` makes `jiff` stand for itself.
        Some(stand_for) => stand_for
            .iter()
            .map(|path| Named { line: named.line, path: [path.as_slice(), rest].concat() })
            .collect(),
        None => vec![named],
    }
}

/// `core` and `alloc` are parts of `std`.
fn normal(mut named: Named) -> Named {
    if ["core", "alloc"].contains(&named.path[0].as_str()) {
        "std".clone_into(&mut named.path[0]);
    }
    named
}

struct Reader<'a> {
    tokens: &'a [Token],
    at: usize,
    /// Modules that are written out in the file, with the depth of their braces.
    inner: Vec<(String, usize)>,
    depth: usize,
}

impl Reader<'_> {
    fn read(&mut self, module: &str, found: &mut Vec<Named>, imports: &mut Imports) {
        while let Some(token) = self.tokens.get(self.at) {
            match &token.kind {
                Kind::Word(word) if word == "use" && !self.peek(1).is_some_and(|t| t.is('<')) => {
                    self.at += 1;
                    let here = self.here(module);
                    self.tree(&[], &here, found, imports);
                }
                Kind::Word(word) if word == "mod" && self.peek(2).is_some_and(|t| t.is('{')) => {
                    let name = self.peek(1).and_then(Token::word).unwrap_or_default();
                    self.inner.push((name.to_owned(), self.depth));
                    self.at += 2;
                }
                Kind::Word(_) => {
                    let (line, path) = (token.line, self.path());
                    let here = self.here(module);
                    if path.len() > 1 {
                        found.extend(absolute(&path, &here).map(|path| Named { line, path }));
                    }
                }
                kind => {
                    match kind {
                        Kind::Mark('{') => self.depth += 1,
                        Kind::Mark('}') => {
                            self.depth = self.depth.saturating_sub(1);
                            self.inner.pop_if(|(_, depth)| *depth == self.depth);
                        }
                        _ => {}
                    }
                    self.at += 1;
                }
            }
        }
    }

    fn peek(&self, by: usize) -> Option<&Token> {
        self.tokens.get(self.at + by)
    }

    /// The module that the reader stands in.
    fn here(&self, module: &str) -> Vec<String> {
        let outer = module.split("::").filter(|name| !name.is_empty()).map(str::to_owned);
        outer.chain(self.inner.iter().map(|(name, _)| name.clone())).collect()
    }

    /// `a::b::c`, as far as it goes.
    fn path(&mut self) -> Vec<String> {
        let mut path = Vec::new();
        while let Some(word) = self.tokens.get(self.at).and_then(Token::word) {
            path.push(word.to_owned());
            self.at += 1;
            let goes_on = self.tokens.get(self.at).is_some_and(|t| t.kind == Kind::Colons)
                && self.peek(1).is_some_and(|t| t.word().is_some());
            if !goes_on {
                break;
            }
            self.at += 1;
        }
        path
    }

    /// One branch of a `use` tree; leaves the reader after it.
    fn tree(
        &mut self,
        before: &[String],
        here: &[String],
        found: &mut Vec<Named>,
        imports: &mut Imports,
    ) {
        if self.tokens.get(self.at).is_some_and(|t| t.kind == Kind::Colons) {
            self.at += 1;
        }
        let line = self.tokens.get(self.at).map_or(0, |t| t.line);
        let mut path = before.to_vec();
        path.extend(self.path());
        if self.tokens.get(self.at).is_some_and(|t| t.kind == Kind::Colons) {
            self.at += 1;
        }
        match self.tokens.get(self.at).map(|t| &t.kind) {
            Some(Kind::Mark('{')) => {
                self.at += 1;
                while self.tokens.get(self.at).is_some_and(|t| !t.is('}')) {
                    self.tree(&path, here, found, imports);
                    self.at += usize::from(self.tokens.get(self.at).is_some_and(|t| t.is(',')));
                }
                self.at += 1;
                return;
            }
            Some(Kind::Mark('*')) => {
                self.at += 1;
                path.push("*".to_owned());
            }
            _ => {}
        }
        if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
            path.pop();
        }
        let name = match self.tokens.get(self.at).and_then(Token::word) {
            Some("as") => {
                self.at += 2;
                self.tokens.get(self.at - 1).and_then(Token::word).map(str::to_owned)
            }
            _ => path.last().cloned(),
        };
        let Some(path) = absolute(&path, here) else { return };
        // `use jiff;` says nothing new, and would stand for itself for ever.
        if let Some(name) = name.filter(|name| *name != path[0]) {
            imports.entry(name).or_default().push(path.clone());
        }
        found.push(Named { line, path });
    }
}

/// The path from `crate`, when it begins at a place of this crate; otherwise as written.
/// Nothing when it begins with a type that has no name (`Self::new`).
fn absolute(path: &[String], here: &[String]) -> Option<Vec<String>> {
    let mut base = match path.first()?.as_str() {
        "Self" => return None,
        "self" | "super" => here.to_vec(),
        _ => return Some(path.to_vec()),
    };
    let mut rest = path;
    while let Some((step, after)) = rest.split_first() {
        match step.as_str() {
            "self" => {}
            "super" => drop(base.pop()),
            _ => break,
        }
        rest = after;
    }
    let from_crate = std::iter::once("crate".to_owned()).chain(base);
    Some(from_crate.chain(rest.iter().cloned()).collect())
}

#[cfg(test)]
mod tests {
    use super::paths;

    fn said(source: &str, module: &str) -> Vec<String> {
        paths(source, module).into_iter().map(|named| named.path.join("::")).collect()
    }

    #[test]
    fn use_trees_are_unfolded() {
        let source = "use std::{fmt, io::{self, Read as R}, time::*};\nuse ::jiff::Zoned;";
        assert_eq!(
            said(source, "app"),
            ["std::fmt", "std::io", "std::io::Read", "std::time::*", "jiff::Zoned"]
        );
    }

    #[test]
    fn names_are_followed_to_where_they_come_from() {
        let source = "use std as s; use s::time; fn f() { time::Instant::now(); s::fs::read(x); }";
        let found = said(source, "app");
        assert!(found.contains(&"std::time::Instant::now".to_owned()), "{found:?}");
        assert!(found.contains(&"std::fs::read".to_owned()), "{found:?}");
        assert_eq!(said("fn f() -> core::time::X {}", "app"), ["std::time::X"]);
    }

    #[test]
    fn places_of_the_crate_are_counted_from_its_root() {
        let module = "app::update::bench";
        assert_eq!(said("use super::keep;", module), ["crate::app::update::keep"]);
        assert_eq!(said("fn f() { super::super::super::store::x() }", module), ["crate::store::x"]);
        assert_eq!(said("mod inner { use super::super::y; }", "app"), ["crate::y"]);
        assert_eq!(said("m! { $crate::cli::z }", module), ["crate::cli::z"]);
    }

    #[test]
    fn paths_inside_types_and_macros_are_found() {
        let source = "fn f(a: Vec<std::fs::File>) { let x = Vec::<std::net::Ipv4Addr>::new(); \
                      write!(o, \"{}\", std::env::args().count()); Self::g() }";
        let found = said(source, "app");
        for path in ["std::fs::File", "std::net::Ipv4Addr", "std::env::args"] {
            assert!(found.contains(&path.to_owned()), "{found:?}");
        }
        assert_eq!(found.len(), 3, "{found:?}");
    }
}
