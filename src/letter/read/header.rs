//! The block above a letter: labels and values, often two pairs on a line, and a label now and then on two.

use super::{
    NotUnderstood, ReadLetter, dates,
    lines::{Line, fold},
};

/// What a label is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Case,
    Assigned,
    Injury,
    Decision,
    UrDecision,
    Priority,
    Application,
}

const LABELS: [(&[&str], Field); 14] = [
    (&["case", "number"], Field::Case),
    (&["case", "no"], Field::Case),
    (&["date", "assigned"], Field::Assigned),
    (&["assigned", "date"], Field::Assigned),
    (&["date", "of", "injury"], Field::Injury),
    (&["injury", "date"], Field::Injury),
    (&["decision", "date"], Field::Decision),
    (&["date", "of", "decision"], Field::Decision),
    (&["ur", "denial", "date"], Field::UrDecision),
    (&["ur", "decision", "date"], Field::UrDecision),
    (&["ur", "determination", "date"], Field::UrDecision),
    (&["priority"], Field::Priority),
    (&["application", "received"], Field::Application),
    (&["application", "received", "date"], Field::Application),
];

/// Most words of a value, and of a line that is looked at for the halves of a label.
const LONG: usize = 40;

/// A word of the block, or a label in the place of its words.
#[derive(Debug, Clone)]
enum Piece<'a> {
    Word(&'a str),
    Label(Field, String),
}

/// Reads the block into the letter; what has no label, or cannot be read, is named.
pub fn read(lines: &[Line], letter: &mut ReadLetter) {
    let rows = rows(lines);
    let mut open: Option<(Field, String, usize, Vec<&str>)> = None;
    let mut loose: Vec<NotUnderstood> = Vec::new();
    for (line, row) in lines.iter().zip(&rows) {
        // A value goes on to the end of its line; one that has not begun may stand on the next.
        if open.as_ref().is_some_and(|(.., words)| !words.is_empty()) {
            close(letter, open.take());
        }
        let mut words = Vec::new();
        for piece in row {
            match piece {
                Piece::Label(field, said) => {
                    close(letter, open.take());
                    open = Some((*field, said.clone(), line.number, Vec::new()));
                }
                Piece::Word(word) => match &mut open {
                    Some((.., value)) => value.push(word),
                    None => words.push(*word),
                },
            }
        }
        if !words.is_empty() {
            loose.push(NotUnderstood { line: line.number, text: words.join(" ") });
        }
    }
    close(letter, open.take());
    letter.not_understood.extend(loose);
}

fn close(letter: &mut ReadLetter, open: Option<(Field, String, usize, Vec<&str>)>) {
    let Some((field, said, line, words)) = open else { return };
    // The longest beginning that means something; what is left over is named.
    let taken =
        (1..=words.len().min(LONG)).rev().find(|n| take(letter, field, &words[..*n].join(" ")));
    let rest = words[taken.unwrap_or(0)..].join(" ");
    if taken.is_none() {
        let text = fold(&format!("{said} {rest}"));
        letter.not_understood.push(NotUnderstood { line, text });
    } else if !rest.is_empty() {
        letter.not_understood.push(NotUnderstood { line, text: rest });
    }
}

/// Puts a value into its field; false when it is none, or another stands there.
fn take(letter: &mut ReadLetter, field: Field, value: &str) -> bool {
    let dates = &mut letter.dates;
    match field {
        Field::Case => {
            let number =
                value.parse().ok().filter(|_| value.contains(|c: char| c.is_ascii_digit()));
            put(&mut letter.case, number)
        }
        Field::Priority => put(&mut letter.priority, value.to_lowercase().parse().ok()),
        Field::Assigned => put(&mut dates.assigned, dates::date(value)),
        Field::Injury => put(&mut dates.injury, dates::date(value)),
        Field::Decision => put(&mut dates.decision, dates::date(value)),
        Field::UrDecision => put(&mut dates.ur_decision, dates::date(value)),
        Field::Application => put(&mut dates.application_received, dates::date(value)),
    }
}

fn put<T: PartialEq>(place: &mut Option<T>, value: Option<T>) -> bool {
    match (place, value) {
        (place @ None, Some(value)) => {
            *place = Some(value);
            true
        }
        (Some(there), Some(value)) => *there == value,
        (_, None) => false,
    }
}

/// The lines as words and labels.
fn rows(lines: &[Line]) -> Vec<Vec<Piece<'_>>> {
    let mut words: Vec<Vec<&str>> =
        lines.iter().map(|line| line.text.split_whitespace().collect()).collect();
    let mut rows: Vec<Vec<Piece<'_>>> = Vec::new();
    for i in 0..words.len() {
        let mut row = Vec::new();
        let mut at = 0;
        while at < words[i].len() {
            if let Some((field, n)) = whole(&words[i][at..]) {
                row.push(Piece::Label(field, words[i][at..at + n].join(" ")));
                at += n;
            } else if let Some((field, before, from, n)) = broken(&words, i, at) {
                let (head, tail) = (&words[i][at..at + before], &words[i + 1][from..from + n]);
                row.push(Piece::Label(field, format!("{} {}", head.join(" "), tail.join(" "))));
                words[i + 1].drain(from..from + n);
                at += before;
            } else {
                row.push(Piece::Word(words[i][at]));
                at += 1;
            }
        }
        rows.push(row);
    }
    rows
}

/// A label that stands whole on its line, and how many words it takes.
fn whole(words: &[&str]) -> Option<(Field, usize)> {
    LABELS.iter().find_map(|(label, field)| Some((*field, ends(words, label)?)))
}

/// How many words a label takes that ends in its colon; the colon may stand apart.
fn ends(words: &[&str], label: &[&str]) -> Option<usize> {
    let (last, before) = label.split_last()?;
    let begins = words.len() >= label.len()
        && before.iter().zip(words).all(|(said, word)| word.eq_ignore_ascii_case(said));
    let word = begins.then(|| words[before.len()])?;
    let bare = word.trim_end_matches(':').trim_end_matches('.');
    if !bare.eq_ignore_ascii_case(last) {
        return None;
    }
    if word.ends_with(':') {
        return Some(label.len());
    }
    (words.get(label.len()) == Some(&":")).then_some(label.len() + 1)
}

/// A label whose end stands on the next line: how many words of it stand here, and where on the next line how many.
fn broken(words: &[Vec<&str>], i: usize, at: usize) -> Option<(Field, usize, usize, usize)> {
    let (here, next) = (&words[i][at..], words.get(i + 1)?);
    if words[i].len().max(next.len()) > LONG {
        return None;
    }
    LABELS.iter().find_map(|(label, field)| {
        (1..label.len()).rev().find_map(|n| {
            let begins = here.len() >= n
                && label[..n].iter().zip(here).all(|(said, word)| word.eq_ignore_ascii_case(said));
            let from = (0..next.len())
                .find(|from| begins && ends(&next[*from..], &label[n..]).is_some())?;
            // `Date of Injury:` on the next line is a label of its own, not the end of one that began here.
            let own = (0..from).any(|k| {
                LABELS
                    .iter()
                    .any(|(whole, _)| ends(&next[k..], whole).is_some_and(|m| k + m > from))
            });
            let n_next = ends(&next[from..], &label[n..])?;
            (!own && whole(&next[from..]).is_none()).then_some((*field, n, from, n_next))
        })
    })
}
