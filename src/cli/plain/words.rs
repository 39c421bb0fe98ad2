//! The words of the line mode: what may be typed where, in full or as a short form.

use crate::{
    app::{Action, Scope, State, action::SHORT_NAMES, form::Field, key::Key},
    domain::problem::nearest_remedy,
};

/// What a typed word asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    Help,
    /// The queue; with words, only cases that have them.
    List,
    Open,
    Next,
    Items,
    Item,
    Findings,
    Finding,
    Page,
    Refuse,
    Restore,
    Source,
    Criteria,
    Why,
    Cite,
    Met,
    NotMet,
    Computed,
    Rationale,
    Write,
    Replace,
    Remove,
    Alarm,
    Dismiss,
    TakeBack,
    Search,
    /// What lies open, told again.
    Again,
    /// An act on an entry of what lies open.
    Entry(Action),
    /// Puts what follows into a field of a finding.
    Fill(Field),
    /// The words that fit a field.
    Fitting,
    /// Takes out what a field holds.
    Empty,
    Correct,
    Precedent,
    PastOutcome,
    DraftCriterion,
    Act(Action),
}

/// A word that may be typed.
pub struct Word {
    pub word: &'static str,
    pub short: &'static str,
    /// What follows it.
    pub takes: &'static str,
    pub does: &'static str,
    pub wish: Wish,
}

const fn word(
    word: &'static str,
    short: &'static str,
    takes: &'static str,
    wish: Wish,
    does: &'static str,
) -> Word {
    Word { word, short, takes, does, wish }
}

const QUEUE: &[Word] = &[
    word(
        "list",
        "l",
        "[WORDS]",
        Wish::List,
        "the cases, most urgent first; only those with the words",
    ),
    word(
        "open",
        "o",
        "N or CASE",
        Wish::Open,
        "open a case; its number in the list alone does too",
    ),
    word("next", "n", "", Wish::Next, "open the next case that can be worked on"),
    word("reload", "r", "", Wish::Act(Action::Reload), "read everything from the disk again"),
    word("help", "h", "", Wish::Help, "these words"),
    word("quit", "q", "", Wish::Act(Action::Quit), "leave; everything is kept"),
];

const CASE: &[Word] = &[
    word("items", "i", "", Wish::Items, "the disputed items, with what is asked"),
    word("item", "it", "N", Wish::Item, "choose an item; its number alone does too"),
    word("summary", "s", "", Wish::Act(Action::Summary), "summary, diagnoses, documents"),
    word("findings", "f", "[WORDS]", Wish::Findings, "the findings; only those with the words"),
    word("finding", "fi", "N", Wish::Finding, "its words, its page, the criteria that it bears on"),
    word("page", "p", "N", Wish::Page, "the page of the record on which finding N stands"),
    word("add", "ad", "", Wish::Act(Action::AddFinding), "a finding of your own, field by field"),
    word("correct", "cor", "N", Wish::Correct, "finding N as you read it, field by field"),
    word("refuse", "ref", "N", Wish::Refuse, "finding N counts no more; the reason is asked for"),
    word("restore", "res", "N", Wish::Restore, "finding N stands as the case file has it"),
    word("source", "so", "N", Wish::Source, "put the source of finding N into the rationale"),
    word("criteria", "c", "", Wish::Criteria, "the criteria of the item, and what holds"),
    word("why", "w", "N", Wish::Why, "why a criterion is met, not met or open"),
    word(
        "readings",
        "re",
        "",
        Wish::Act(Action::Readings),
        "the administrator's reading and yours",
    ),
    word("overturned", "ov", "", Wish::Act(Action::Overturn), "the item is medically necessary"),
    word("upheld", "u", "", Wish::Act(Action::Uphold), "the denial stands"),
    word("met", "m", "N", Wish::Met, "state a criterion as met; the reason is asked for"),
    word("notmet", "nm", "N", Wish::NotMet, "state a criterion as not met"),
    word("computed", "co", "N", Wish::Computed, "let the computed value count again"),
    word("cite", "ci", "N", Wish::Cite, "the letter cites the guideline of line N, or no longer"),
    word("rationale", "ra", "", Wish::Rationale, "the rationale, each line with its number"),
    word("write", "wr", "", Wish::Write, "add lines to the rationale, to a line with a single dot"),
    word("replace", "rep", "N", Wish::Replace, "write a line of the rationale anew"),
    word("remove", "rem", "N", Wish::Remove, "take a line out of the rationale"),
    word("undo", "un", "", Wish::Act(Action::Undo), "undo the last change of the rationale"),
    word("checks", "ch", "", Wish::Act(Action::Checks), "what the checks say of the rationales"),
    word("alarm", "al", "N", Wish::Alarm, "choose the item of alarm N; why, and what to do"),
    word("dismiss", "di", "N [REASON]", Wish::Dismiss, "let alarm N stand; the reason is kept"),
    word("take-back", "ta", "N", Wish::TakeBack, "alarm N, that you let stand, is raised again"),
    word(
        "search",
        "se",
        "[WORDS]",
        Wish::Search,
        "is it in the record? the words, else what you stand on",
    ),
    word(
        "precedents",
        "pr",
        "",
        Wish::Act(Action::Precedents),
        "what was decided before on the like",
    ),
    word(
        "draft-rationale",
        "dr",
        "",
        Wish::Act(Action::DraftRationale),
        "draft sentences beside your words",
    ),
    word(
        "draft-criterion",
        "draft-c",
        "N",
        Wish::DraftCriterion,
        "draft the sentences on criterion N",
    ),
    word(
        "stale",
        "st",
        "",
        Wish::Act(Action::ShowStale),
        "drafted sentences that are out of date, and why",
    ),
    word(
        "redraft",
        "red",
        "",
        Wish::Act(Action::Redraft),
        "go to the next of these; again, draft it anew",
    ),
    word(
        "work",
        "wo",
        "",
        Wish::Act(Action::CiteWork),
        "cite a work that is no file here; its parts are asked for",
    ),
    word(
        "step-down",
        "ste",
        "",
        Wish::Act(Action::StepDown),
        "why something below the MTUS is cited, or nothing",
    ),
    word(
        "dependents",
        "de",
        "",
        Wish::Act(Action::DecideDependents),
        "decide the items that depend on this one with it",
    ),
    word(
        "undecided",
        "und",
        "",
        Wish::Act(Action::ClearOutcome),
        "take the outcome of the item back",
    ),
    word(
        "attest",
        "a",
        "",
        Wish::Act(Action::Attest),
        "attest that nothing stands against your deciding",
    ),
    word("draft", "d", "", Wish::Act(Action::ShowDraft), "what your draft holds"),
    word("finalize", "fin", "", Wish::Act(Action::Finalize), "read the letter, then write it"),
    word("amend", "am", "", Wish::Act(Action::Amend), "begin a new version of a final case"),
    word("next", "n", "", Wish::Next, "the next case that can be worked on"),
    word("help", "h", "", Wish::Help, "these words"),
    word("queue", "q", "", Wish::Act(Action::Close), "back to the queue; the draft is kept"),
];

const QUESTION: &[Word] = &[
    word("yes", "y", "", Wish::Act(Action::Confirm), "do it"),
    word("no", "n", "", Wish::Act(Action::Back), "leave everything as it is"),
    word(
        "theirs",
        "t",
        "",
        Wish::Act(Action::TakeTheirs),
        "take the other draft, where there are two",
    ),
    word("help", "h", "", Wish::Help, "these words"),
];

const PREVIEW: &[Word] = &[
    word("yes", "y", "", Wish::Act(Action::Confirm), "write these very bytes"),
    word("no", "n", "", Wish::Act(Action::Back), "back to the case; nothing is written"),
    word("other", "o", "", Wish::Act(Action::OtherFile), "the other file: the YAML, or the letter"),
    word("checks", "c", "", Wish::Act(Action::Checks), "back to the case, to what the checks say"),
    word("help", "h", "", Wish::Help, "these words"),
];

const SEARCH: &[Word] = &[
    word("again", "ag", "", Wish::Again, "what was found, once more"),
    word("open", "o", "N", Wish::Entry(Action::Open), "the text where line N stands"),
    word(
        "aside",
        "a",
        "N [REASON]",
        Wish::Entry(Action::SetAside),
        "hit N does not count, with a reason; again, it does",
    ),
    word("keep", "k", "", Wish::Act(Action::Save), "keep the search with the item, as its proof"),
    word("back", "b", "", Wish::Act(Action::Back), "close the search"),
    word("help", "h", "", Wish::Help, "these words"),
];

const PAST: &[Word] = &[
    word("again", "a", "", Wish::Again, "the list, once more"),
    word("read", "r", "N", Wish::Precedent, "the rationale of line N, without what decides"),
    word("outcome", "o", "N", Wish::PastOutcome, "its outcome and all of it; again, hidden"),
    word("back", "b", "", Wish::Act(Action::Back), "close the list"),
    word("help", "h", "", Wish::Help, "these words"),
];

/// The fields first, as they stand in the form.
const FORM: &[Word] = &[
    fill("concept", "c", Field::Concept, "what was found, a word of the vocabulary"),
    fill("value", "v", Field::Value, "present, absent, or a number with its unit"),
    fill("result", "r", Field::Result, "of an examination or a test"),
    fill("outcome", "o", Field::Outcome, "of a treatment"),
    fill("side", "s", Field::Side, "left, right, bilateral"),
    fill("region", "re", Field::Region, "part of the body"),
    fill("level", "l", Field::Level, "of the spine, such as C6, L4-5, L5-S1"),
    fill("date", "d", Field::Date, "of what was found"),
    fill("since", "si", Field::Since, "when it began"),
    fill("lasting", "la", Field::Lasting, "how long it lasts, such as 6 weeks"),
    fill("as", "a", Field::Standing, "how it stands in the record"),
    fill("certainty", "ce", Field::Certainty, "how sure the writer is"),
    fill("from", "f", Field::From, "who says it: exam, report, patient"),
    fill("by", "role", Field::By, "the role of who says it"),
    fill("quoted", "qu", Field::Quoted, "yes when it is passed on at second hand"),
    fill("document", "do", Field::Document, "where it stands, by the document's name in the case"),
    fill("page", "p", Field::Page, "on which page"),
    fill("words", "w", Field::Words, "the exact words of the page"),
    fill("reason", "rea", Field::Reason, "why intake's finding is corrected"),
    word("fits", "fi", "FIELD", Wish::Fitting, "the words that a field takes"),
    word("empty", "e", "FIELD", Wish::Empty, "take out what a field holds"),
    word("again", "ag", "", Wish::Again, "all of the finding, once more"),
    word("keep", "k", "", Wish::Act(Action::Save), "keep the finding; the criteria follow at once"),
    word("back", "b", "", Wish::Act(Action::Back), "leave it; what is filled in stays"),
    word("give-up", "g", "", Wish::Act(Action::GiveUp), "give the finding up"),
    word("help", "h", "", Wish::Help, "these words"),
];

const fn fill(word: &'static str, short: &'static str, field: Field, does: &'static str) -> Word {
    Word { word, short, takes: "[TEXT]", does, wish: Wish::Fill(field) }
}

/// The words that hold now.
pub fn words(scope: Scope) -> &'static [Word] {
    match scope {
        Scope::Bench => CASE,
        Scope::Question => QUESTION,
        Scope::Preview => PREVIEW,
        Scope::Silence => SEARCH,
        Scope::Precedents => PAST,
        Scope::Form => FORM,
        _ => QUEUE,
    }
}

/// What a line asks for, and what follows its word.
///
/// # Errors
/// When it is no word here, with the nearest ones.
pub fn wish<'a>(state: &State, line: &'a str) -> Result<(Wish, &'a str), String> {
    let line = line.trim();
    let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let rest = rest.trim();
    let known = words(state.scope());
    let lower = first.to_lowercase();
    // Several keys that are bound together: messages name these. So is upper case a key of the bench.
    if !rest.is_empty()
        && let Some(action) = bound(state, line)
    {
        return Ok((Wish::Act(action), ""));
    }
    let exact = known.iter().find(|w| w.word == lower || w.short == first);
    if let Some(word) = exact {
        return Ok((word.wish, rest));
    }
    if first.chars().all(|c| c.is_ascii_digit()) {
        match state.scope() {
            Scope::Queue => return Ok((Wish::Open, first)),
            Scope::Bench => return Ok((Wish::Item, first)),
            _ => {}
        }
    }
    if let Some(action) = act(state, line) {
        return Ok((Wish::Act(action), ""));
    }
    let begun: Vec<&Word> = known.iter().filter(|w| w.word.starts_with(&lower)).collect();
    match begun.as_slice() {
        [only] => Ok((only.wish, rest)),
        [] => {
            let remedy = nearest_remedy(&lower, known.iter().map(|w| w.word));
            let remedy = remedy.map_or(String::new(), |remedy| format!("{remedy}; "));
            Err(format!("`{first}` is no word here; {remedy}help lists them"))
        }
        several => {
            let names: Vec<&str> = several.iter().map(|w| w.word).collect();
            Err(format!("`{first}` begins several words: {}", names.join(", ")))
        }
    }
}

/// An act by its name as in the palette, or by its keys on the bench: messages name both.
fn act(state: &State, line: &str) -> Option<Action> {
    let name = line.strip_prefix(':').unwrap_or(line).trim();
    if let Some((_, action)) = SHORT_NAMES.iter().find(|(short, _)| *short == name) {
        return Some(*action);
    }
    if let Ok(action) = name.parse::<Action>() {
        return Some(action);
    }
    bound(state, line)
}

/// What these keys do.
fn bound(state: &State, line: &str) -> Option<Action> {
    let keys: Option<Vec<Key>> = line.split_whitespace().map(|key| key.parse().ok()).collect();
    state.keymap.bound(state.scope(), &keys?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_and_short_form_is_said_once_in_its_place() {
        let scopes = [Scope::Queue, Scope::Bench, Scope::Question, Scope::Preview];
        for scope in scopes.into_iter().chain([Scope::Silence, Scope::Precedents, Scope::Form]) {
            let mut said: Vec<&str> = words(scope).iter().flat_map(|w| [w.word, w.short]).collect();
            let all = said.len();
            said.sort_unstable();
            said.dedup();
            assert_eq!(said.len(), all, "{scope:?}");
            for word in words(scope) {
                let begins = word.word.starts_with(word.short);
                assert!(begins || ["nm", "role"].contains(&word.short), "{}", word.word);
                assert!(!word.does.is_empty());
            }
        }
    }
}
