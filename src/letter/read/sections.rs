//! Headings, and the sections that hold no items.

use super::{
    ReadLetter, labels,
    lines::{Line, Link, fold, paragraphs},
    title::ends_sentence,
};

/// A section that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    HowMade,
    Summary,
    Documents,
    Issues,
    /// Known, and of no field.
    Amended,
    /// What this program writes behind the items: the outcome that they make, and standing words.
    Closing,
}

const HEADINGS: [(&str, Section); 8] = [
    ("HOW THE IMR FINAL DETERMINATION WAS MADE", Section::HowMade),
    ("CLINICAL CASE SUMMARY", Section::Summary),
    ("DOCUMENTS REVIEWED", Section::Documents),
    ("IMR ISSUES DECISIONS AND RATIONALES", Section::Issues),
    ("AMENDED DETERMINATION", Section::Amended),
    ("OUTCOME OF THE CASE", Section::Closing),
    ("LEGAL NOTICES", Section::Closing),
    ("LAST DAYS", Section::Closing),
];

/// The lines under each heading, the heading itself left out.
#[derive(Debug, Default)]
pub struct Sections<'a> {
    pub header: &'a [Line],
    pub how_made: &'a [Line],
    pub summary: &'a [Line],
    pub documents: &'a [Line],
    pub issues: &'a [Line],
    /// What stands under headings that have no field.
    pub others: Vec<&'a [Line]>,
}

fn section(text: &str) -> Option<Section> {
    let letters = |c: char| if c.is_alphabetic() { c.to_ascii_uppercase() } else { ' ' };
    let said = fold(&text.chars().map(letters).collect::<String>());
    HEADINGS.iter().find(|(heading, _)| *heading == said).map(|(_, section)| *section)
}

/// True for a line that is a heading of a known section.
pub fn is_known(text: &str) -> bool {
    section(text).is_some()
}

/// The letter's sections; `None` without the heading under which the items stand.
pub fn sections(lines: &[Line]) -> Option<Sections<'_>> {
    let mut starts: Vec<(usize, Section)> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        // A heading that comes again is a line of the text.
        if let Some(section) = section(&line.text)
            && !starts.iter().any(|(_, s)| *s == section)
        {
            starts.push((i, section));
        }
    }
    let issues = starts.iter().position(|(_, section)| *section == Section::Issues)?;
    // Nothing comes after the items but what is no section of a letter's body.
    starts.truncate(issues + 1);
    let mut parts = Sections { header: &lines[..starts[0].0], ..Sections::default() };
    for (n, (start, section)) in starts.iter().enumerate() {
        let end = starts.get(n + 1).map_or(lines.len(), |(next, _)| *next);
        let under = &lines[start + 1..end];
        match section {
            Section::HowMade => parts.how_made = under,
            Section::Summary => parts.summary = under,
            Section::Documents => parts.documents = under,
            Section::Issues => {
                let closing = closing(under);
                parts.issues = &under[..closing];
                let mut standing = false;
                for line in &under[closing..] {
                    if line.link != Link::Close && is_heading(&line.text) {
                        standing = self::section(&line.text) == Some(Section::Closing);
                    }
                    if !standing {
                        parts.others.push(std::slice::from_ref(line));
                    }
                }
            }
            Section::Amended | Section::Closing => parts.others.push(under),
        }
    }
    Some(parts)
}

/// Where the items end: at a heading in capitals, apart from what stands above, after which no item comes.
fn closing(lines: &[Line]) -> usize {
    let labelled = |i: usize| labels::label_at(lines, i).is_some();
    let last = (0..lines.len()).rev().find(|i| labelled(*i)).map_or(0, |i| i + 1);
    let heading = |line: &Line| line.link != Link::Close && is_heading(&line.text);
    (last..lines.len()).find(|i| last > 0 && heading(&lines[*i])).unwrap_or(lines.len())
}

/// Two words or more, all in capitals.
fn is_heading(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters > 7
        && text.split_whitespace().count() > 1
        && !text.chars().any(|c| c.is_lowercase() || c.is_ascii_digit())
        && !text.ends_with(['.', ',', ';'])
}

/// How the determination was made, then what qualifies the reviewer.
pub fn read_how_made(lines: &[Line], letter: &mut ReadLetter) {
    let is =
        |line: &Line, what: &str| credential(&line.text).is_some_and(|(label, _)| label == what);
    let licensure = lines.iter().position(|line| is(line, LICENSURE));
    let specialties = lines.iter().position(|line| is(line, SPECIALTY));
    let lists = licensure.into_iter().chain(specialties).min().unwrap_or(lines.len());
    // The line that leads in to the lists: the last sentence before them.
    let mut lead = lists;
    while lead > 0
        && lists < lines.len()
        && (lead == lists
            || lines[lead].link != Link::Apart && !ends_sentence(&lines[lead - 1].text))
    {
        lead -= 1;
    }
    let some = |text: String| (!text.is_empty()).then_some(text);
    letter.paragraphs.how_made = some(paragraphs(&lines[..lead], None));
    letter.paragraphs.credentials = some(fold(&paragraphs(&lines[lead..lists], None)));
    let mut at = lists;
    while at < lines.len() {
        let Some((label, first)) = credential(&lines[at].text) else {
            letter.not_understood.push(lines[at].unread());
            at += 1;
            continue;
        };
        let end = (at + 1..lines.len())
            .find(|i| lines[*i].link == Link::Apart || credential(&lines[*i].text).is_some())
            .unwrap_or(lines.len());
        let list = listed(&paragraphs(&lines[at..end], Some(first)));
        let place = match label {
            LICENSURE => &mut letter.reviewer.licensure,
            _ => &mut letter.reviewer.specialties,
        };
        if place.is_empty() {
            *place = list;
        } else {
            letter.not_understood.extend(lines[at..end].iter().map(Line::unread));
        }
        at = end;
    }
}

const LICENSURE: &str = "state of licensure";
const SPECIALTY: &str = "certification/specialty";

/// The label of a list of credentials, spelled in one way, and what stands behind it.
fn credential(text: &str) -> Option<(&'static str, &str)> {
    let (label, rest) = text.split_once(':')?;
    let label = fold(label).to_lowercase().replace("(s)", "").replace(" / ", "/");
    let label = match label.as_str() {
        "state of licensure" | "states of licensure" => LICENSURE,
        "certification/specialty"
        | "certifications/specialty"
        | "certification/specialties"
        | "certifications/specialties" => SPECIALTY,
        _ => return None,
    };
    Some((label, rest))
}

/// Parts of a list; commas inside brackets part nothing.
fn listed(text: &str) -> Vec<String> {
    let (mut depth, mut parts) = (0_i32, vec![String::new()]);
    for c in text.chars() {
        depth += match c {
            '(' | '[' => 1,
            ')' | ']' => -1,
            _ => 0,
        };
        match parts.last_mut() {
            Some(_) if matches!(c, ',' | ';') && depth <= 0 => parts.push(String::new()),
            Some(part) => part.push(c),
            None => {}
        }
    }
    parts.iter().map(|part| fold(part)).filter(|part| !part.is_empty()).collect()
}

/// The summary; the sentence that leads in to it is a standing one.
pub fn read_summary(lines: &[Line], letter: &mut ReadLetter) {
    let first = lines.iter().skip(1).position(|line| line.link == Link::Apart);
    let paragraph = first.map_or(lines.len(), |i| i + 1);
    let colon = lines[..paragraph].iter().position(|line| line.text.ends_with(':'));
    let whole = paragraph > 0 && lines[paragraph - 1].text.ends_with(':');
    let lead = if whole { paragraph } else { colon.map_or(0, |i| i + 1) };
    let lead_text = paragraphs(&lines[..lead], None);
    let leads =
        ["summar", "case file", "record"].iter().any(|w| lead_text.to_lowercase().contains(w));
    let lead = if leads && lead_text.split_whitespace().count() < 60 { lead } else { 0 };
    let some = |text: String| (!text.is_empty()).then_some(text);
    letter.paragraphs.summary = some(fold(&paragraphs(&lines[..lead], None)));
    letter.summary = some(paragraphs(&lines[lead..], None));
}

/// The documents, an entry each: what is set in goes on with the entry above.
pub fn read_documents(lines: &[Line], letter: &mut ReadLetter) {
    let least = lines.iter().map(|line| line.indent).min().unwrap_or_default();
    for line in lines {
        match letter.documents.last_mut().filter(|_| line.indent > least + 1) {
            Some(entry) => *entry = format!("{entry} {}", line.folded()),
            None => letter.documents.push(line.folded()),
        }
    }
}
