//! A sentence drafted anew in the place of one that may hold words of the reviewer's own: these are never given up.

use crate::domain::blanks::{blanks, filled};

/// The new sentence, with what the reviewer put into the blanks of the old one in its own. `None` when words of the
/// reviewer's own have no place in it: the old sentence was changed elsewhere, or has a blank that the new one has not.
pub fn carried(stands: &str, drafted: &str, now: &str) -> Option<String> {
    let mut own = fillings(stands, drafted)?;
    own.retain(|(blank, words)| blank != words);
    let mut left: Vec<Option<(&str, &str)>> = own.into_iter().map(Some).collect();
    let left_of_names = std::cell::RefCell::new(&mut left);
    let new = filled(now, |name| {
        let mut left = left_of_names.borrow_mut();
        let same = |one: &&mut Option<(&str, &str)>| one.is_some_and(|(b, _)| named(b) == name);
        left.iter_mut().find(same)?.take().map(|(_, words)| words.to_owned())
    });
    left.iter().all(Option::is_none).then_some(new)
}

fn named(blank: &str) -> &str {
    blank.trim_matches(['{', '}']).trim()
}

/// Each blank of a drafted sentence with what stands in its place; `None` when the rest is not as it was drafted, or
/// when it cannot be told where what was put in ends.
fn fillings<'a>(stands: &'a str, drafted: &'a str) -> Option<Vec<(&'a str, &'a str)>> {
    let blanks = blanks(drafted);
    let Some(first) = blanks.first() else { return (stands == drafted).then(Vec::new) };
    let mut rest = stands.strip_prefix(&drafted[..first.start])?;
    let mut found = Vec::new();
    for (n, blank) in blanks.iter().enumerate() {
        let words = match blanks.get(n + 1) {
            None => {
                let words = rest.strip_suffix(&drafted[blank.end..])?;
                rest = "";
                words
            }
            Some(next) => {
                let mid = &drafted[blank.end..next.start];
                let (words, after) = rest.split_once(mid).filter(|_| !mid.is_empty())?;
                if after.contains(mid) {
                    return None;
                }
                rest = after;
                words
            }
        };
        found.push((&drafted[blank.clone()], words));
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    const THEN: &str = "It asks for {what}, since {why}.";

    #[test]
    fn what_was_filled_in_goes_with_the_sentence() {
        let now = "Since {why}, it asks for {what} and {more}.";
        let new = carried("It asks for an MRI, since it is time.", THEN, now);
        assert_eq!(new.as_deref(), Some("Since it is time, it asks for an MRI and {more}."));
        assert_eq!(carried(THEN, THEN, now).as_deref(), Some(now), "nothing was filled in");
        let new = carried("It asks for {what}, since it is time.", THEN, "Since {why}: no.");
        assert_eq!(new.as_deref(), Some("Since it is time: no."), "an open blank is no word");
        assert_eq!(carried("As drafted.", "As drafted.", "Now.").as_deref(), Some("Now."));
    }

    #[test]
    fn words_without_a_place_in_it_are_not_given_up() {
        assert_eq!(carried("It asks for an MRI, since it is time.", THEN, "Since {why}."), None);
        assert_eq!(carried("It asks at once for {what}, since {why}.", THEN, THEN), None);
        assert_eq!(carried("As I wrote.", "As drafted.", "Now."), None);
        let twice = "It asks for rest, since rest, since rest.";
        assert_eq!(carried(twice, THEN, "Since {why}, {what}."), None, "where does it end?");
        assert_eq!(carried("a b c", "{x}{y}", "{y}{x}"), None);
        assert_eq!(carried("It asks for a, since b. ", THEN, THEN), None);
    }
}
