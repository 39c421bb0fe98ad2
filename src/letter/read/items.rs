//! The items: each a title that ends in its outcome, followed by labelled lines.

use std::{collections::BTreeMap, ops::Range};

use super::{
    ReadItem, ReadLetter,
    labels::{Label, Labelled, labels, outcome},
    lines::{Line, Link, fold, paragraphs},
    title,
};
use crate::domain::words::Outcome;

/// An item before its end is known: the next one's title ends it.
struct Block {
    /// Line of its first label, and the line before, which ends the title.
    label: usize,
    outcome: Option<Outcome>,
    /// Index of the line on which its title begins.
    title: usize,
    text: String,
}

pub fn read(lines: &[Line], letter: &mut ReadLetter) {
    let labels: Vec<Labelled> = labels(lines);
    let mut blocks: Vec<Block> = Vec::new();
    for (n, labelled) in labels.iter().enumerate() {
        let Some(hi) = labelled.at.checked_sub(1) else { continue };
        let lo = match n.checked_sub(1).filter(|_| !blocks.is_empty()) {
            // No title begins before the text of the label above.
            Some(before) => labels[before].text_at + 1,
            None => title::after_lead_in(lines, hi),
        };
        if let Some(block) = block(lines, labelled, (lo, hi), blocks.is_empty()) {
            blocks.push(block);
        }
    }
    let lead = blocks.first().map_or(lines.len(), |block| block.title);
    let issues = fold(&paragraphs(&lines[..lead], None));
    letter.paragraphs.issues = (!issues.is_empty()).then_some(issues);
    let others = consensus(&labels, &blocks, lines);
    for (n, block) in blocks.iter().enumerate() {
        let end = blocks.get(n + 1).map_or(lines.len(), |next| next.title);
        let of_item = within(&labels, block.label..end);
        let (item, odd) = fields(lines, block, of_item, end, others.as_deref());
        letter.not_understood.extend(odd.into_iter().map(Line::unread));
        letter.items.push(item);
    }
    letter.label = others;
}

/// The labels that begin on these lines.
fn within(labels: &[Labelled], lines: Range<usize>) -> &[Labelled] {
    let at = |line| labels.partition_point(|labelled| labelled.at < line);
    &labels[at(lines.start)..at(lines.end)]
}

/// An item begins where a label follows an outcome, or where the line of the claims administrator stands apart.
fn block(
    lines: &[Line],
    labelled: &Labelled,
    (lo, hi): (usize, usize),
    first: bool,
) -> Option<Block> {
    if hi < lo {
        return None;
    }
    let decided = outcome(&lines[hi].text).filter(|(_, before)| {
        // An outcome alone on its line goes on from a title that ends in a colon.
        !before.is_empty() || hi > lo && lines[hi - 1].text.ends_with(':')
    });
    let stands_apart = lines[labelled.at].link == Link::Apart;
    if decided.is_none() && !(labelled.label == Label::Claims && stands_apart) {
        return None;
    }
    let title = title::begins(lines, lo, hi, first);
    let mut text = match &decided {
        Some((_, before)) => {
            format!("{} {before}", paragraphs(&lines[title..hi], None))
        }
        None => paragraphs(&lines[title..=hi], None),
    };
    if decided.as_ref().is_some_and(|(_, before)| before.is_empty()) {
        let bare = text.trim_end();
        text = bare.strip_suffix(':').unwrap_or(bare).to_owned();
    }
    let outcome = decided.map(|(outcome, _)| outcome);
    Some(Block { label: labelled.at, outcome, title, text: fold(&text) })
}

/// The words before `guideline:` that most items have, beside those of the claims administrator. A sentence of a cited
/// work may hold such words too; then a line begins with them by chance, and the line before ends no sentence.
fn consensus(labels: &[Labelled], blocks: &[Block], lines: &[Line]) -> Option<String> {
    let mut seen: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (n, block) in blocks.iter().enumerate() {
        let end = blocks.get(n + 1).map_or(lines.len(), |next| next.title);
        let of_item = within(labels, block.label..end).iter();
        for labelled in of_item.take_while(|l| l.label != Label::Rationale) {
            if let Label::Other(words) = &labelled.label {
                let (items, begins) = seen.entry(words).or_default();
                let above =
                    labelled.at.checked_sub(1).map_or("", |above| lines[above].text.as_str());
                let apart = lines[labelled.at].link == Link::Apart;
                *items += 1;
                *begins +=
                    usize::from(apart || title::ends_sentence(above) || labelled.at == block.label);
            }
        }
    }
    let most = seen.into_iter().max_by_key(|(_, (items, begins))| (*begins, *items));
    most.map(|(words, _)| words.to_owned())
}

/// The fields of one item, and the lines of it that are of none.
fn fields<'a>(
    lines: &'a [Line],
    block: &Block,
    labels: &[Labelled],
    end: usize,
    other: Option<&str>,
) -> (ReadItem, Vec<&'a Line>) {
    let mut item = ReadItem {
        line: lines[block.title].number,
        title: block.text.clone(),
        outcome: block.outcome,
        claims_guideline: None,
        reviewer_guideline: None,
        rationale: None,
    };
    // A label counts once, in the order of the letter; what comes again is text.
    let mut used: Vec<&Labelled> = Vec::new();
    for labelled in labels {
        let rank = |l: &Label| match l {
            Label::Claims => 0,
            Label::Other(_) => 1,
            Label::Rationale => 2,
        };
        let ours = !matches!(&labelled.label, Label::Other(words) if Some(words.as_str()) != other);
        if ours && used.last().is_none_or(|last| rank(&last.label) < rank(&labelled.label)) {
            used.push(labelled);
        }
    }
    for (n, labelled) in used.iter().enumerate() {
        let stop = used.get(n + 1).map_or(end, |next| next.at);
        let text = paragraphs(&lines[labelled.text_at..stop], Some(&labelled.text));
        let text = Some(text).filter(|text| !text.is_empty());
        match labelled.label {
            Label::Claims => item.claims_guideline = text.map(|t| fold(&t)),
            Label::Other(_) => item.reviewer_guideline = text.map(|t| fold(&t)),
            Label::Rationale => item.rationale = text,
        }
    }
    let mut odd = Vec::new();
    if block.outcome.is_none() {
        odd.push(&lines[block.label.saturating_sub(1)]);
    }
    // A line like the end of a title, with no labelled line after it, may be an item that is not told as one.
    let alone = |i: usize| {
        let next = lines.get(i + 1).is_none_or(|next| next.link == Link::Apart);
        next && lines[i].link == Link::Apart && outcome(&lines[i].text).is_some()
    };
    odd.extend((block.label..end).filter(|i| alone(*i)).map(|i| &lines[i]));
    (item, odd)
}
