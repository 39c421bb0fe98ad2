//! The table of readers: what each is called, what its inputs are made from, and what is promised of it beside
//! what `judge` holds every message to. A reader goes as far as the bench does with what it has read.

use std::{collections::BTreeSet, fmt::Debug, str::FromStr};

use imr_workbench::{
    app::{Action, key::Key},
    criteria::{Context, evaluate_all, trial},
    domain::{
        case::{Case, CaseNumber, Moment},
        case_faults::case_faults,
        date::PartialDate,
        determination::Determination,
        draft::{Draft, open_points},
        filter::{Expr, Filter, Standpoint},
        finding::Value,
        guideline_reader::read_guideline,
        level::levels_agree,
        library::Library,
        organization::{Holiday, Organization, Reviewers},
        problem::{Position, Problem},
        quantity::Quantity,
        queue::{CaseSummary, Standing},
        rows::Rows,
        visible::{is_hidden, one_line, visible},
        vocabulary::{Multiplier, Vocabulary},
    },
    letter::{
        WIDTH, letter_text,
        read::{NotUnderstood, Origin, case_of, determination_of, read_letter},
    },
    records::{has_words, pages},
    store::yaml,
};
use serde::{Serialize, de::DeserializeOwned};
use unicode_width::UnicodeWidthStr;

use crate::{seeds, support::book};

/// The problems that a text has; or how a promise was broken.
pub type Read = fn(&Library, &str) -> Result<Vec<Problem>, String>;

pub struct Reader {
    /// Also the name of its folder in the corpus.
    pub name: &'static str,
    pub seeds: fn(&'static str) -> Vec<String>,
    pub read: Read,
    /// A whole file, which is read well or refused: among its inputs both must come up.
    pub file: bool,
}

pub const READERS: &[Reader] = &[
    Reader { name: "case", seeds: with_malformed, read: case, file: true },
    Reader { name: "guideline", seeds: guidelines, read: guideline, file: true },
    Reader { name: "vocabulary", seeds: with_malformed, read: vocabulary, file: true },
    Reader { name: "imr", seeds: with_malformed, read: organization, file: true },
    Reader { name: "reviewers", seeds: with_malformed, read: reviewers, file: true },
    Reader { name: "draft", seeds: with_malformed, read: draft, file: true },
    Reader { name: "determination", seeds: with_malformed, read: determination, file: true },
    Reader { name: "letter", seeds: seeds::of, read: letter, file: true },
    Reader { name: "record", seeds: seeds::of, read: record, file: false },
    Reader { name: "word", seeds: seeds::of, read: word, file: false },
];

/// Half of the draws begin with what is read well: of a malformed file most changes give the same fault again.
fn with_malformed(name: &'static str) -> Vec<String> {
    let (good, malformed) = (seeds::of(name), seeds::malformed(name));
    let times = malformed.len().div_ceil(good.len().max(1)).max(1);
    std::iter::repeat_n(good, times).flatten().chain(malformed).collect()
}

fn guidelines(name: &'static str) -> Vec<String> {
    let examples = book::blocks(&book::file("docs/criteria.md"));
    let examples = examples.iter().map(|(_, block)| book::whole(block)).collect();
    [with_malformed(name), seeds::sample("guidelines", 3000), examples].concat()
}

/// What is read can be written, and is then read as the same.
fn again<T>(value: &T) -> Result<(), String>
where
    T: Serialize + DeserializeOwned + PartialEq + Debug,
{
    let written = yaml::write(value).map_err(|p| format!("what was read is not written: {p}"))?;
    let read: T = yaml::read(&written)
        .map_err(|p| format!("what was written is not read: {p}\n{written}"))?;
    if read == *value {
        return Ok(());
    }
    Err(format!("what was written is read as something else:\n{value:?}\n{written}\n{read:?}"))
}

/// Reads a type that has no faults of meaning, or none that need more than itself.
fn typed<T>(text: &str) -> Result<Result<T, Vec<Problem>>, String>
where
    T: Serialize + DeserializeOwned + PartialEq + Debug,
{
    match yaml::read::<T>(text) {
        Ok(value) => again(&value).map(|()| Ok(value)),
        Err(problem) => Ok(Err(vec![problem])),
    }
}

fn case(library: &Library, text: &str) -> Result<Vec<Problem>, String> {
    let case: Case = match typed(text)? {
        Ok(case) => case,
        Err(problems) => return Ok(problems),
    };
    let problems = yaml::place(text, case_faults(&case, &library.vocabulary));
    if problems.is_empty() {
        opened(library, &case)?;
    }
    Ok(problems)
}

/// What the queue and the bench do with a sound case.
fn opened(library: &Library, case: &Case) -> Result<(), String> {
    let row = CaseSummary::of(case, Standing::default(), &library.organization);
    let rows: Rows = [row.clone()].into_iter().collect();
    let from = Standpoint { now: "2026-11-22T09:00".parse().expect("a moment"), me: None };
    for words in &row.items {
        let filter = Filter::of(Expr::Text(words.to_lowercase()));
        if filter.places(&rows, from).is_empty() {
            return Err(format!("a row is not found by its own words: {words:?}"));
        }
    }
    for now in ["-009999-01-01T00:00", "2026-11-22T09:00", "9999-12-31T23:59"] {
        let now = now.parse().expect("a moment");
        if let Some(due) = &row.due {
            shown(&due.remaining(now))?;
        }
    }
    for item in &case.items {
        let cx = Context::new(case, item, &library.vocabulary, &[]);
        let proofs = evaluate_all(&library.guidelines, &cx);
        let again = evaluate_all(&library.guidelines, &cx);
        if proofs != again {
            return Err(format!("item {} is judged in two ways", item.item));
        }
    }
    Ok(())
}

fn shown(text: &str) -> Result<(), String> {
    match text.chars().find(|c| is_hidden(*c) || *c == '\n') {
        Some(c) => Err(format!("{c:?} is shown in {text:?}")),
        None => Ok(()),
    }
}

fn guideline(library: &Library, text: &str) -> Result<Vec<Problem>, String> {
    let root = match yaml::tree(text) {
        Ok(root) => root,
        Err(problem) => return Ok(vec![problem]),
    };
    let problems = match read_guideline("fuzz", &root, &library.vocabulary) {
        Ok(guideline) => trial::faults(&guideline, &library.vocabulary),
        Err(problems) if problems.is_empty() => return Err("refused without a reason".to_owned()),
        Err(problems) => problems,
    };
    Ok(Problem::in_order(problems))
}

fn vocabulary(_: &Library, text: &str) -> Result<Vec<Problem>, String> {
    let read = typed::<Vocabulary>(text)?;
    Ok(read.map_or_else(|problems| problems, |v| yaml::place(text, v.faults())))
}

fn organization(library: &Library, text: &str) -> Result<Vec<Problem>, String> {
    let read = typed::<Organization>(text)?;
    let faults = |o: Organization| yaml::place(text, o.unknown_reviewer(&library.reviewers));
    Ok(read.map_or_else(|problems| problems, faults))
}

fn reviewers(_: &Library, text: &str) -> Result<Vec<Problem>, String> {
    let read = typed::<Reviewers>(text)?;
    Ok(read.map_or_else(|problems| problems, |r| yaml::place(text, r.faults())))
}

fn draft(_: &Library, text: &str) -> Result<Vec<Problem>, String> {
    let draft: Draft = match typed(text)? {
        Ok(draft) => draft,
        Err(problems) => return Ok(problems),
    };
    let case: Case = yaml::read(&seeds::of("case")[0]).map_err(|p| p.to_string())?;
    let problems = yaml::place(text, draft.faults());
    let words: Vec<String> = draft.items.iter().map(|i| i.rationale.clone()).collect();
    let fitted = draft.fitted_to(&case);
    let kept = fitted.items.iter().map(|i| &i.rationale).zip(&words).all(|(now, was)| now == was);
    if !kept {
        return Err("words of the draft are lost".to_owned());
    }
    for point in open_points(&case, &fitted) {
        shown(&point.to_string())?;
    }
    Ok(problems)
}

fn determination(library: &Library, text: &str) -> Result<Vec<Problem>, String> {
    let read: Determination = match typed(text)? {
        Ok(read) => read,
        Err(problems) => return Ok(problems),
    };
    let letter = letter_text(&read, &library.organization);
    for line in letter.lines() {
        shown(line)?;
        if line.width() > WIDTH {
            return Err(format!("a line of the letter is wider than {WIDTH}: {line:?}"));
        }
    }
    if letter_text(&read, &library.organization) != letter {
        return Err("two letters of one determination differ".to_owned());
    }
    Ok(Vec::new())
}

/// What is read of a letter stands in it, becomes a case that is read again, and what is not understood has its line.
fn letter(library: &Library, text: &str) -> Result<Vec<Problem>, String> {
    let read = match read_letter(text) {
        Ok(read) => read,
        Err(problem) => return Ok(vec![problem]),
    };
    let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = |text: &str| -> BTreeSet<String> {
        let parts = text.split(|c: char| c.is_whitespace() || ":,;–—.".contains(c));
        parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    let has = words(text);
    for item in &read.items {
        let fields = [&item.claims_guideline, &item.reviewer_guideline, &item.rationale];
        for field in fields.into_iter().flatten().chain([&item.title]) {
            if let Some(word) = words(field).into_iter().find(|word| !has.contains(word)) {
                return Err(format!("{word:?} stands in a field and not in the letter: {field:?}"));
            }
        }
    }
    let number: CaseNumber = "CM15-0000002".parse().expect("a number");
    let case = case_of(&read, &number);
    again(&case)?;
    let mut dated = read.clone();
    dated.dates.decision = dated.dates.decision.or_else(|| "2015-04-01".parse().ok());
    let origin = Origin { from: "a.txt".to_owned(), digest: String::new() };
    if let Ok(decided) = determination_of(&dated, &case, "", origin) {
        again(&decided)?;
        let sent = letter_text(&decided, &library.organization);
        for line in sent.lines() {
            shown(line)?;
        }
    }
    let problem = |odd: &NotUnderstood| {
        let said: String = fold(&odd.text).chars().take(80).collect();
        let at = Position { line: odd.line, column: 1 };
        Problem::new(format!("not understood: `{said}`")).at(at)
    };
    Ok(read.not_understood.iter().map(problem).collect())
}

/// Pages lose nothing, and any stretch of a page is found on it.
fn record(_: &Library, text: &str) -> Result<Vec<Problem>, String> {
    let pages = pages(text);
    if pages.join("\u{c}") != text.strip_suffix('\u{c}').unwrap_or(text) {
        return Err("pages are not the text".to_owned());
    }
    for page in pages.iter().take(20) {
        let edges: Vec<usize> = page.char_indices().map(|(i, _)| i).collect();
        let third = edges.len() / 3;
        let words =
            edges.get(third).zip(edges.get(2 * third)).map_or(*page, |(a, b)| &page[*a..*b]);
        if !has_words(page, words) || !has_words(page, page) {
            return Err(format!("{words:?} is not found on its own page"));
        }
    }
    shown(&one_line(text))?;
    shown(&visible(text).replace('\n', ""))?;
    Ok(Vec::new())
}

/// A word whose own spelling stands for the same.
fn parsed<T>(
    text: &str,
    spelled: impl Fn(&T) -> String,
    told: &mut Vec<String>,
) -> Result<(), String>
where
    T: FromStr<Err = String> + PartialEq + Debug,
{
    match text.parse::<T>() {
        Err(why) => told.push(why),
        Ok(value) => {
            let spelled = spelled(&value);
            if spelled.parse::<T>().as_ref() != Ok(&value) {
                return Err(format!("{text:?} is {value:?}, which is spelled {spelled:?}"));
            }
        }
    }
    Ok(())
}

/// The small words: every line of the text is typed as each of them.
fn word(_: &Library, text: &str) -> Result<Vec<Problem>, String> {
    let mut problems = Vec::new();
    for (line, number) in text.split('\n').zip(1..).take(40) {
        let mut told = Vec::new();
        parsed::<Key>(line, Key::to_string, &mut told)?;
        parsed::<Action>(line, |a| a.word().to_owned(), &mut told)?;
        parsed::<CaseNumber>(line, CaseNumber::to_string, &mut told)?;
        parsed::<PartialDate>(line, PartialDate::to_string, &mut told)?;
        parsed::<Quantity>(line, Quantity::to_string, &mut told)?;
        parsed::<Value>(line, |v| String::from(v.clone()), &mut told)?;
        told.extend(Moment::try_from(line.to_owned()).err());
        told.extend(Holiday::try_from(line.to_owned()).err());
        told.extend(Multiplier::try_from(line.to_owned()).err());
        if levels_agree(line, "L4-5") != levels_agree("L4-5", line) {
            return Err(format!("{line:?} agrees with a level in one direction only"));
        }
        let at = Position { line: number, column: 1 };
        problems.extend(told.into_iter().map(|what| Problem::new(what).at(at)));
    }
    Ok(problems)
}
