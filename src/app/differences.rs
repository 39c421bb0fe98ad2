//! What differs between two texts, as lines: `+` is new, `-` is gone. For the question which of two is to stay.

use similar::{ChangeTag, TextDiff};

use super::bench::Bench;
use crate::{
    criteria::spoken::finding_line,
    domain::{
        draft::{Draft, ItemDraft},
        library::ChangedCase,
        revision::Revisions,
    },
    letter::cited_work,
};

/// Lines of context round a difference in a long text.
const CONTEXT: usize = 2;

/// Every line of both texts, each with its sign.
pub fn whole(before: &str, after: &str) -> Vec<String> {
    let diff = TextDiff::from_lines(before, after);
    let changes = diff.iter_all_changes();
    changes.map(|change| signed(change.tag(), change.value())).collect()
}

/// Only the places that differ, with some lines round each.
pub fn places(before: &str, after: &str) -> Vec<String> {
    let diff = TextDiff::from_lines(before, after);
    let mut lines = Vec::new();
    for group in diff.grouped_ops(CONTEXT) {
        if !lines.is_empty() {
            lines.push("  ...".to_owned());
        }
        let changes = group.iter().flat_map(|op| diff.iter_changes(op));
        lines.extend(changes.map(|change| signed(change.tag(), change.value())));
    }
    lines
}

fn signed(tag: ChangeTag, line: &str) -> String {
    let sign = match tag {
        ChangeTag::Equal => ' ',
        ChangeTag::Delete => '-',
        ChangeTag::Insert => '+',
    };
    format!("{sign} {}", line.trim_end_matches(['\n', '\r']))
}

/// What the draft of the open case changes: against nothing, or against the version that it amends.
pub fn of_draft(bench: &Bench) -> Vec<String> {
    let open = &bench.open;
    let base = match (&bench.draft.amends, &open.determination) {
        (Some(amends), Some(from)) => {
            Draft::amending(&open.case, &open.digest, from, amends.clone())
        }
        _ => Draft::new(&open.case, &open.digest),
    };
    between(&base, &bench.draft)
}

/// Item by item, what the second draft has that the first has not.
pub fn between(before: &Draft, after: &Draft) -> Vec<String> {
    let attested = |draft: &Draft| match &draft.attested {
        Some(a) => format!("attested by {} at {}\n", a.reviewer, a.at),
        None => String::new(),
    };
    let mut lines = whole(&attested(before), &attested(after));
    lines.extend(whole(&revised(&before.revisions), &revised(&after.revisions)));
    let mut numbers: Vec<u32> = before.items.iter().chain(&after.items).map(|i| i.item).collect();
    numbers.sort_unstable();
    numbers.dedup();
    for number in numbers {
        let text = |draft: &Draft| draft.item(number).map(spelled).unwrap_or_default();
        let (before, after) = (text(before), text(after));
        if before == after {
            lines.push(format!("item {number}: the same"));
        } else {
            lines.push(format!("item {number}"));
            lines.extend(whole(&before, &after));
        }
        lines.push(String::new());
    }
    lines
}

/// What the reviewer has made of the findings, a line each.
fn revised(revisions: &Revisions) -> String {
    let added = revisions.added.iter().map(|f| format!("finding {}: {}\n", f.id, finding_line(f)));
    let corrected = revisions.corrected.iter().map(|c| {
        let (now, was) = (finding_line(&c.finding), finding_line(&c.was));
        format!("finding {}: {now} (was: {was}), because {}\n", c.was.id, c.reason)
    });
    let refused = revisions.refused.iter().map(|r| {
        format!("finding {} refused ({}), because {}\n", r.was.id, finding_line(&r.was), r.reason)
    });
    added.chain(corrected).chain(refused).collect()
}

/// All of an item's draft as lines.
fn spelled(item: &ItemDraft) -> String {
    let mut text = item.outcome.map_or(String::new(), |outcome| format!("{outcome}\n"));
    if let Some(cites) = &item.cites {
        text += &format!("cites {}\n", cites.join(", "));
    }
    for work in &item.works {
        text += &format!("cites {}\n", cited_work(work));
    }
    if let Some(step) = &item.step_down {
        text += &format!("below the MTUS: {step}\n");
    }
    if let Some(reason) = &item.uncited {
        text += &format!("cites nothing, because {reason}\n");
    }
    for stated in &item.overrides {
        text += &format!("{}: {}, because {}\n", stated.criterion, stated.value, stated.reason);
    }
    if !item.rationale.is_empty() {
        text += &item.rationale;
        text.push('\n');
    }
    text
}

/// What changed in a case file under a draft.
pub fn of_case(changed: &ChangedCase) -> Vec<String> {
    if changed.before.is_empty() {
        return vec![
            "How the case file was when your draft was begun has not been kept.".to_owned(),
        ];
    }
    places(&changed.before, &changed.now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{testing::empty_case, words::Outcome};

    #[test]
    fn each_line_has_its_sign() {
        assert_eq!(whole("a\nb\n", "a\nc\n"), ["  a", "- b", "+ c"]);
        assert_eq!(whole("", "a \n"), ["+ a "]);
        assert!(whole("", "").is_empty());
        let long: String = (0..20).map(|n| format!("{n}\n")).collect();
        let changed = long.replace("10\n", "ten\n");
        assert_eq!(places(&long, &changed), ["  8", "  9", "- 10", "+ ten", "  11", "  12"]);
        let two = changed.replace("1\n", "one\n");
        assert!(places(&long, &two).contains(&"  ...".to_owned()));
    }

    #[test]
    fn a_draft_is_told_item_by_item() {
        let case = empty_case();
        let before = Draft::new(&case, "");
        let mut after = before.clone();
        assert_eq!(between(&before, &after), ["item 1: the same", ""]);
        after.items[0].outcome = Some(Outcome::Upheld);
        after.items[0].rationale = "One.\nTwo.".to_owned();
        assert_eq!(between(&before, &after), ["item 1", "+ upheld", "+ One.", "+ Two.", ""]);
        let mut newer = after.clone();
        newer.items[0].rationale = "One.\nThree.".to_owned();
        assert_eq!(
            between(&after, &newer),
            ["item 1", "  upheld", "  One.", "- Two.", "+ Three.", ""]
        );
    }
}
