//! The items: each a title that ends in its outcome, followed by labelled lines.

use std::collections::BTreeMap;

use super::{
    ReadItem, ReadLetter,
    labels::{Label, Labelled, label_at, outcome},
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
    let labels: Vec<Labelled> = (0..lines.len()).filter_map(|i| label_at(lines, i)).collect();
    let mut blocks: Vec<Block> = Vec::new();
    for labelled in &labels {
        let Some(hi) = labelled.at.checked_sub(1) else { continue };
        let lo = match blocks.last() {
            // Above the text of the item before, no title begins.
            Some(before) => last_label(&labels, before.label, hi) + 1,
            None => title::after_lead_in(lines, hi),
        };
        if let Some(block) = block(lines, labelled, lo, hi) {
            blocks.push(block);
        }
    }
    let lead = blocks.first().map_or(lines.len(), |block| block.title);
    let issues = fold(&paragraphs(&lines[..lead], None));
    letter.paragraphs.issues = (!issues.is_empty()).then_some(issues);
    let others = consensus(&labels, &blocks, lines);
    for (n, block) in blocks.iter().enumerate() {
        let end = blocks.get(n + 1).map_or(lines.len(), |next| next.title);
        let of_item: Vec<&Labelled> =
            labels.iter().filter(|l| (block.label..end).contains(&l.at)).collect();
        let (item, odd) = fields(lines, block, &of_item, end, others.as_deref());
        letter.not_understood.extend(odd.into_iter().map(Line::unread));
        letter.items.push(item);
    }
    letter.label = others;
}

/// The line of the last label at or after `from` and before `to`.
fn last_label(labels: &[Labelled], from: usize, to: usize) -> usize {
    labels.iter().map(|l| l.text_at).filter(|at| (from..=to).contains(at)).max().unwrap_or(from)
}

/// An item begins where a label follows an outcome, or where the line of the claims administrator stands apart.
fn block(lines: &[Line], labelled: &Labelled, lo: usize, hi: usize) -> Option<Block> {
    if hi < lo {
        return None;
    }
    let decided = outcome(&lines[hi].text).filter(|(_, before)| {
        // An outcome alone on its line goes on from a title that ends in a colon.
        !before.is_empty() || hi > lo && lines[hi - 1].text.ends_with(':')
    });
    if decided.is_none()
        && (labelled.label != Label::Claims || lines[labelled.at].link == Link::Close)
    {
        return None;
    }
    let title = title::begins(lines, lo, hi);
    let mut text = match &decided {
        Some((_, before)) => {
            format!("{} {before}", paragraphs(&lines[title..hi], None))
        }
        None => paragraphs(&lines[title..=hi], None),
    };
    if decided.as_ref().is_some_and(|(_, before)| before.is_empty()) {
        text = text.trim_end().trim_end_matches(':').to_owned();
    }
    let outcome = decided.map(|(outcome, _)| outcome);
    Some(Block { label: labelled.at, outcome, title, text: fold(&text) })
}

/// The words before `guideline:` that most items have, beside those of the claims administrator.
fn consensus(labels: &[Labelled], blocks: &[Block], lines: &[Line]) -> Option<String> {
    let mut seen: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
    for (n, block) in blocks.iter().enumerate() {
        let end = blocks.get(n + 1).map_or(lines.len(), |next| next.title);
        let rationale = labels
            .iter()
            .find(|l| l.label == Label::Rationale && (block.label..end).contains(&l.at))
            .map_or(end, |l| l.at);
        for labelled in labels.iter().filter(|l| (block.label..rationale).contains(&l.at)) {
            if let Label::Other(words) = &labelled.label {
                let (items, apart, late) = seen.entry(words).or_default();
                *items += 1;
                *apart += usize::from(lines[labelled.at].link != Link::Close);
                *late = (*late).max(labelled.at);
            }
        }
    }
    seen.into_iter().max_by_key(|(_, counts)| *counts).map(|(words, _)| words.to_owned())
}

/// The fields of one item, and the lines of it that are of none.
fn fields<'a>(
    lines: &'a [Line],
    block: &Block,
    labels: &[&Labelled],
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
    let inner = lines[block.label..end].iter();
    odd.extend(inner.filter(|line| line.link != Link::Close && outcome(&line.text).is_some()));
    (item, odd)
}
