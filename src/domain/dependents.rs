//! Items that stand or fall with another: decided with it when the reviewer says so, and in no other way.

use super::{
    blanks::filled,
    case::{Case, Item},
    draft::Draft,
    organization::Dependents,
    words::Outcome,
};

/// Numbers of the items that depend on one, also through another, in the case's order.
pub fn dependents(case: &Case, of: u32) -> Vec<u32> {
    let mut found = vec![of];
    // Each round finds those one step further; there are no more steps than items.
    for _ in &case.items {
        for item in &case.items {
            let on = item.depends_on.is_some_and(|on| found.contains(&on));
            if on && !found.contains(&item.item) {
                found.push(item.item);
            }
        }
    }
    let numbers = case.items.iter().map(|item| item.item);
    numbers.filter(|n| *n != of && found.contains(n)).collect()
}

/// What became of the dependents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecidedWith {
    pub outcome: Outcome,
    /// These have the outcome of the item now.
    pub decided: Vec<u32>,
    /// These had another outcome, and keep it.
    pub kept: Vec<u32>,
    /// These got the shared sentence: they had no words of their own.
    pub worded: Vec<u32>,
}

/// Gives the dependents of an item its outcome, and the shared sentence, which names the item that each depends on, to
/// those without a rationale. What is decided or written already stays, and what depends on an item that was decided
/// otherwise is left with that one.
///
/// # Errors
/// When the item is undecided, or nothing depends on it.
pub fn decide_with(
    case: &Case,
    draft: &mut Draft,
    item: u32,
    shared: &Dependents,
) -> Result<DecidedWith, String> {
    if dependents(case, item).is_empty() {
        return Err(format!("no item depends on item {item}"));
    }
    let Some(outcome) = draft.item(item).and_then(|d| d.outcome) else {
        return Err(format!("item {item} is undecided; decide it first"));
    };
    let text = match outcome {
        Outcome::Upheld => shared.upheld.as_deref(),
        Outcome::Overturned => shared.overturned.as_deref(),
    };
    let mut done =
        DecidedWith { outcome, decided: Vec::new(), kept: Vec::new(), worded: Vec::new() };
    for (parent, item) in with(case, draft, item, outcome) {
        let number = item.item;
        let sentence = text.zip(case.item(parent));
        let sentence = sentence.map(|(text, parent)| worded(text, parent, item));
        let Some(own) = draft.item_mut(number) else { continue };
        if own.outcome.is_some_and(|other| other != outcome) {
            done.kept.push(number);
            continue;
        }
        own.outcome = Some(outcome);
        done.decided.push(number);
        if let Some(sentence) = sentence.filter(|_| own.rationale.trim().is_empty()) {
            own.rationale = sentence;
            own.caret = (0, 0);
            done.worded.push(number);
        }
    }
    Ok(done)
}

/// The items that an outcome comes to, each with the number of the one that it depends on, in the case's order. One that
/// was decided otherwise is the last of its line.
fn with<'a>(case: &'a Case, draft: &Draft, of: u32, outcome: Outcome) -> Vec<(u32, &'a Item)> {
    let goes_on =
        |n: u32| draft.item(n).is_some_and(|own| own.outcome.is_none_or(|other| other == outcome));
    let (mut found, mut parents) = (vec![of], vec![of]);
    while let Some(parent) = parents.pop() {
        for item in case.items.iter().filter(|item| item.depends_on == Some(parent)) {
            if !found.contains(&item.item) {
                found.push(item.item);
                parents.extend(Some(item.item).filter(|n| goes_on(*n)));
            }
        }
    }
    let items = case.items.iter().filter(|item| item.item != of && found.contains(&item.item));
    items.filter_map(|item| Some((item.depends_on?, item))).collect()
}

/// Braces of a title are no blank to be filled in.
fn worded(text: &str, parent: &Item, own: &Item) -> String {
    let plain = |title: &str| title.trim().replace('{', "(").replace('}', ")");
    filled(text, |name| match name {
        "parent" => Some(plain(&parent.title)),
        "title" => Some(plain(&own.title)),
        _ => None,
    })
}

impl std::fmt::Display for DecidedWith {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let list = |numbers: &[u32]| {
            let word = if numbers.len() == 1 { "item" } else { "items" };
            let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
            format!("{word} {}", numbers.join(", "))
        };
        let mut said = Vec::new();
        if !self.decided.is_empty() {
            said.push(format!("{}: {}", list(&self.decided), self.outcome));
        }
        if !self.worded.is_empty() {
            said.push(format!(
                "{}: the shared sentence is the rationale, to be changed at will",
                list(&self.worded)
            ));
        }
        if !self.kept.is_empty() {
            said.push(format!("{}: decided otherwise, and left so", list(&self.kept)));
        }
        write!(f, "{}", said.join(" · "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::empty_case;

    fn case() -> Case {
        let mut case = empty_case();
        for (number, on) in [(2, Some(1)), (3, Some(2)), (4, None), (5, Some(1))] {
            let title = format!("Unit {number} {{x}}");
            let item = Item { item: number, depends_on: on, title, ..case.items[0].clone() };
            case.items.push(item);
        }
        case
    }

    #[test]
    fn dependents_of_dependents_go_with_them_and_nothing_decided_or_written_is_lost() {
        let case = case();
        let shared =
            Dependents { upheld: Some("{title} went with {parent}.".to_owned()), overturned: None };
        let mut draft = Draft::new(&case, "");
        let undecided = decide_with(&case, &mut draft, 1, &shared);
        assert_eq!(undecided, Err("item 1 is undecided; decide it first".to_owned()));
        assert!(decide_with(&case, &mut draft, 4, &shared).is_err(), "nothing depends on it");
        draft.items[0].outcome = Some(Outcome::Upheld);
        draft.items[1].rationale = "My own words.".to_owned();
        draft.items[4].outcome = Some(Outcome::Overturned);
        let done = decide_with(&case, &mut draft, 1, &shared).unwrap();
        assert_eq!(
            done.to_string(),
            "items 2, 3: upheld · item 3: the shared sentence is the rationale, to be changed at will · \
             item 5: decided otherwise, and left so"
        );
        assert_eq!(draft.items[1].rationale, "My own words.");
        assert_eq!(draft.items[2].rationale, "Unit 3 (x) went with Unit 2 (x).");
        assert_eq!(draft.items[3].outcome, None, "it depends on nothing");
        assert_eq!(draft.items[4].outcome, Some(Outcome::Overturned));
        assert_eq!(draft.items[4].rationale, "");
    }

    #[test]
    fn what_depends_on_an_item_that_keeps_its_outcome_is_left() {
        let case = case();
        let mut draft = Draft::new(&case, "");
        draft.items[0].outcome = Some(Outcome::Upheld);
        draft.items[1].outcome = Some(Outcome::Overturned);
        let done = decide_with(&case, &mut draft, 1, &Dependents::default()).unwrap();
        assert_eq!(done.to_string(), "item 5: upheld · item 2: decided otherwise, and left so");
        assert_eq!(draft.items[2].outcome, None, "it stands or falls with item 2");
    }
}
