//! The examples of `docs/criteria.md`.

use std::fs;

use super::workspace::repository;

/// A file of the repository.
pub fn file(path: &str) -> String {
    fs::read_to_string(repository().join(path)).unwrap()
}

/// The blocks of a document that are marked ```` ```yaml guideline ````, each with its first line's number.
pub fn blocks(document: &str) -> Vec<(usize, String)> {
    let (mut found, mut inside) = (Vec::new(), false);
    for (number, line) in (1..).zip(document.lines()) {
        if let Some(fence) = line.strip_prefix("```") {
            inside = fence == "yaml guideline";
            if inside {
                found.push((number, String::new()));
            }
        } else if let Some((_, text)) = found.last_mut().filter(|_| inside) {
            text.push_str(line);
            text.push('\n');
        }
    }
    found
}

/// A block with the keys of a file that it leaves out; its first criterion decides.
pub fn whole(block: &str) -> String {
    let mut text = String::new();
    let has = |key: &str| block.lines().any(|line| line.starts_with(&format!("{key}:")));
    let after = block.split_once("criteria:\n").map_or("", |(_, after)| after);
    let first = after.trim_start().split_once(':').map_or("it", |(name, _)| name);
    for (key, value) in [
        ("guideline", "Example"),
        ("tier", "MTUS"),
        ("confidence", "B"),
        ("for", "[cervical x-ray]"),
        ("decide", first),
    ] {
        if !has(key) {
            text.push_str(&format!("{key}: {value}\n"));
        }
    }
    text + block
}
