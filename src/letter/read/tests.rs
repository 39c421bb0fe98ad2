use super::*;

/// The least that a letter is.
fn of(items: &str) -> String {
    format!(
        "IMR ISSUES, DECISIONS AND RATIONALES\nThe decisions on the disputed items are:\n\n{items}"
    )
}

#[test]
fn placeholder() {
    assert!(read_letter(&of("")).is_ok());
}
