//! Where in a text, folded as the letter prints it, identifying words stand. Words are read one after the other: no
//! pattern is tried twice on a word, so that the time is linear, and no text is refused.

use std::ops::Range;

use super::{MARKER, Telltale, named::occurrences};
use crate::domain::date::month_named;

/// A word: what stands between blanks, without the punctuation round it.
#[derive(Debug, Clone, Copy)]
struct Word<'a> {
    text: &'a str,
    start: usize,
    /// What follows it up to the next word.
    after: &'a str,
}

impl Word<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// True when a sentence or a line may end after it.
    fn closes(&self) -> bool {
        self.after.contains(['.', ';', ':', '\n', '?', '!', ')', '('])
    }

    fn is(&self, words: &[&str]) -> bool {
        words.iter().any(|w| w.eq_ignore_ascii_case(self.text))
    }

    /// `Smith`, `O'Brien`, `Doe-Roe`: a capital, then small letters.
    fn is_name(&self) -> bool {
        let mut letters = self.text.chars();
        letters.next().is_some_and(char::is_uppercase)
            && self.text.chars().any(char::is_lowercase)
            && letters.all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-'))
    }

    /// `J`, as an initial.
    fn is_initial(&self) -> bool {
        let mut letters = self.text.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
    }
}

fn split(text: &str) -> Vec<Word<'_>> {
    let inside =
        |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '@' | '/' | '#' | '_');
    let mut spans: Vec<Range<usize>> = Vec::new();
    let mut open: Option<usize> = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        // A dot inside `M.D`, `555.0100` or `a.b@c.d` parts no words.
        let dot =
            matches!(c, '.' | '+') && open.is_some() && next.is_some_and(char::is_alphanumeric);
        match (inside(c) || dot, open) {
            (true, None) => open = Some(at),
            (false, Some(start)) => {
                spans.push(start..at);
                open = None;
            }
            _ => {}
        }
    }
    spans.extend(open.map(|start| start..text.len()));
    let ends: Vec<usize> = spans.iter().skip(1).map(|s| s.start).chain([text.len()]).collect();
    let words = spans.into_iter().zip(ends);
    words
        .map(|(s, next)| Word { text: &text[s.clone()], start: s.start, after: &text[s.end..next] })
        .collect()
}

const TITLES: &[&str] = &["Dr", "Drs", "Doctor", "Mr", "Mrs", "Ms", "Miss", "Prof", "Professor"];
const PARTICLES: &[&str] = &["de", "del", "la", "van", "von", "der", "di", "da", "y"];
const DEGREES: &[&str] = &[
    "MD", "M.D", "DO", "D.O", "DC", "D.C", "PhD", "Ph.D", "PsyD", "Psy.D", "DPM", "D.P.M", "PA-C",
    "LAc", "L.Ac", "DPT", "NP", "RN", "Esq",
];
/// Degrees that mean nothing else, so that no comma is needed before them.
const PLAIN: &[&str] =
    &["MD", "M.D", "D.O", "D.C", "PhD", "Ph.D", "PsyD", "Psy.D", "DPM", "D.P.M", "Esq"];
const STREETS: &[&str] = &[
    "Street",
    "St",
    "Avenue",
    "Ave",
    "Boulevard",
    "Blvd",
    "Road",
    "Rd",
    "Drive",
    "Lane",
    "Ln",
    "Way",
    "Court",
    "Ct",
    "Place",
    "Highway",
    "Parkway",
    "Circle",
];
const HOUSES: &[&str] = &["Hospital", "Clinic", "Inc", "LLC", "Corporation", "Corp", "Company"];
/// Second words of a house: `Medical Center`, `Surgery Center`, `Medical Group`.
const PAIRS: &[(&str, &str)] = &[
    ("Medical", "Center"),
    ("Medical", "Group"),
    ("Surgery", "Center"),
    ("Surgical", "Center"),
    ("Health", "Center"),
    ("Imaging", "Center"),
];
const NUMBERED: &[&str] = &[
    "claim", "chart", "policy", "account", "record", "MRN", "file", "ADJ", "EAMS", "license",
    "licence", "member",
];

/// Every telltale of a text, in no order; they may overlap.
pub fn telltales(text: &str, hide: &[String]) -> Vec<(Range<usize>, Telltale)> {
    let words = split(text);
    let mut found = Vec::new();
    for name in hide {
        found.extend(occurrences(text, name).map(|range| (range, Telltale::Hidden)));
    }
    for at in 0..words.len() {
        let kinds = [
            (email(&words, at), Telltale::Email),
            (social_security(&words, at), Telltale::SocialSecurity),
            (phone(text, &words, at), Telltale::Phone),
            (file_number(&words, at), Telltale::FileNumber),
            (birth_date(&words, at), Telltale::BirthDate),
            (address(&words, at), Telltale::Address),
            (titled(&words, at).or_else(|| with_degree(&words, at)), Telltale::Name),
            (house(&words, at), Telltale::Place),
        ];
        found.extend(kinds.into_iter().filter_map(|(range, what)| Some((range?, what))));
    }
    found
}

fn email(words: &[Word<'_>], at: usize) -> Option<Range<usize>> {
    let word = words[at];
    let (user, host) = word.text.split_once('@')?;
    (!user.is_empty() && host.contains('.')).then(|| word.start..word.end())
}

/// Groups of digits, parted by one of these characters.
fn grouped(text: &str, by: &[char], lengths: &[usize]) -> bool {
    let groups: Vec<&str> = text.split(by).collect();
    groups.len() == lengths.len()
        && groups
            .iter()
            .zip(lengths)
            .all(|(g, n)| g.len() == *n && g.bytes().all(|b| b.is_ascii_digit()))
}

fn social_security(words: &[Word<'_>], at: usize) -> Option<Range<usize>> {
    let word = words[at];
    let labelled =
        at > 0 && words[at - 1].is(&["SSN"]) && word.text.bytes().any(|b| b.is_ascii_digit());
    (labelled || grouped(word.text, &['-'], &[3, 2, 4])).then(|| word.start..word.end())
}

fn phone(text: &str, words: &[Word<'_>], at: usize) -> Option<Range<usize>> {
    let word = words[at];
    if grouped(word.text, &['-', '.'], &[3, 3, 4]) {
        return Some(word.start..word.end());
    }
    let next = words.get(at + 1)?;
    let code = grouped(word.text, &['-'], &[3]) && grouped(next.text, &['-', '.'], &[3, 4]);
    let bracket = text[..word.start].ends_with('(') && word.after.starts_with(')');
    (code && (bracket || word.after == " ")).then(|| word.start - usize::from(bracket)..next.end())
}

/// `claim number 4A-123`, `MRN: 00123`, `chart #77`: the number alone is taken out.
fn file_number(words: &[Word<'_>], at: usize) -> Option<Range<usize>> {
    let word = words[at];
    let digits = word.text.bytes().filter(u8::is_ascii_digit).count();
    if word.text.len() > 9
        && word.text.get(..3).is_some_and(|w| w.eq_ignore_ascii_case("adj"))
        && digits > 5
    {
        return Some(word.start..word.end());
    }
    let at = at.checked_sub(1)?;
    let said = words[at].is(&["number", "no", "nr", "#"]) || word.text.starts_with('#');
    let label = if words[at].is(&["number", "no", "nr", "#"]) { at.checked_sub(1)? } else { at };
    let bare = words[label].is(&["MRN", "EAMS", "ADJ"]);
    (digits > 1 && words[label].is(NUMBERED) && (said || bare)).then(|| word.start..word.end())
}

/// The date after `born`, `DOB`, `date of birth`, `birth date`.
fn birth_date(words: &[Word<'_>], at: usize) -> Option<Range<usize>> {
    let says = words[at].is(&["born", "DOB", "D.O.B", "birth", "birthdate", "birthday"]);
    let mut next = at + 1;
    while words.get(next).is_some_and(|w| w.is(&["on", "date", "is", "was", "of", "in"])) {
        next += 1;
    }
    let first = words.get(next).filter(|_| says)?;
    let digit = |w: &Word<'_>| w.text.bytes().next().is_some_and(|b| b.is_ascii_digit());
    let day = |w: &Word<'_>| digit(w) || month_named(w.text).is_some();
    if !day(first) {
        return None;
    }
    let more = words[next + 1..].iter().take(2).take_while(|w| day(w) && !w.text.contains('/'));
    let whole = first.text.contains(['/', '-']);
    let last = if whole { first } else { more.last().unwrap_or(first) };
    Some(first.start..last.end())
}

/// `12 North Main Street`, `P.O. Box 7`, `CA 90001`.
fn address(words: &[Word<'_>], at: usize) -> Option<Range<usize>> {
    let word = words[at];
    let number = |w: &Word<'_>, least: usize| {
        w.text.len() >= least && w.text.bytes().all(|b| b.is_ascii_digit())
    };
    if word.is(&["P.O", "PO"]) && words.get(at + 1)?.is(&["Box"]) {
        return words.get(at + 2).filter(|w| number(w, 1)).map(|w| word.start..w.end());
    }
    if word.text == "CA" {
        let zip = words.get(at + 1).filter(|w| {
            w.text.len() >= 5 && grouped(w.text.get(..5).unwrap_or_default(), &['-'], &[5])
        });
        return zip.map(|zip| word.start..zip.end());
    }
    if !number(&word, 1) {
        return None;
    }
    for (n, next) in words[at + 1..].iter().take(5).enumerate() {
        if n > 0 && STREETS.contains(&next.text) {
            return Some(word.start..next.end());
        }
        if !(next.is_name() || next.is_initial()) {
            return None;
        }
    }
    None
}

/// `Dr. J. Smith`, `Mrs. de la Cruz`: title and name.
fn titled(words: &[Word<'_>], at: usize) -> Option<Range<usize>> {
    let title = words[at];
    let stays = title.after.trim_start_matches('.') == " ";
    if !TITLES.contains(&title.text) || !stays {
        return None;
    }
    let mut end = None;
    let mut before = title;
    for next in words[at + 1..].iter().take(6) {
        let name =
            next.is_name() || next.is_initial() || capitals(next) || PARTICLES.contains(&next.text);
        let goes_on = before.after == " "
            || before.after == ". " && (before.is_initial() || TITLES.contains(&before.text));
        if !name || !goes_on {
            break;
        }
        if !PARTICLES.contains(&next.text) {
            end = Some(next.end());
        }
        before = *next;
    }
    Some(title.start..end?)
}

/// `SMITH`: a name in capitals; shorter ones are abbreviations.
fn capitals(word: &Word<'_>) -> bool {
    word.text.chars().count() > 3 && word.text.chars().all(char::is_uppercase)
}

/// `Jane Q. Roe, M.D.`: the names before a degree, and the degree.
fn with_degree(words: &[Word<'_>], at: usize) -> Option<Range<usize>> {
    let degree = words[at];
    if !DEGREES.contains(&degree.text) {
        return None;
    }
    let comma = words.get(at.checked_sub(1)?)?.after.trim() == ",";
    let mut first = at;
    while first > 0 && at - first < 4 {
        let before = words[first - 1];
        let close = match first == at {
            true => comma || before.after == " " && PLAIN.contains(&degree.text),
            false => before.after == " " || before.after == ". " && before.is_initial(),
        };
        if !close || !(before.is_name() || before.is_initial()) {
            break;
        }
        first -= 1;
    }
    let names = at - first;
    (names > 1 || names == 1 && comma).then(|| words[first].start..degree.end())
}

/// `Mercy Hospital`, `Valley Medical Center`: the capitalized words before it, and it.
fn house(words: &[Word<'_>], at: usize) -> Option<Range<usize>> {
    let word = words[at];
    let pair = words.get(at + 1).is_some_and(|next| {
        word.after == " " && PAIRS.iter().any(|(a, b)| word.text == *a && next.text == *b)
    });
    let ends = if pair { words[at + 1].end() } else { word.end() };
    if !pair && !HOUSES.contains(&word.text) {
        return None;
    }
    let mut first = at;
    while first > 0 && at - first < 4 {
        let before = words[first - 1];
        let close = before.after == " " || before.after == ", ";
        let name = before.is_name() && !before.is(&["The", "A", "This", "Each", "In", "At"])
            || before.text == "&";
        if !close || !name {
            break;
        }
        first -= 1;
    }
    (first < at).then(|| words[first].start..ends)
}

/// Words that letters begin with a capital in the middle of a sentence and that are no names.
const COMMON: &str = include_str!("common.txt");

/// `10-18-2016`, `1-9-2016`, `2016-10-18`.
fn dated(text: &str) -> bool {
    let lengths: Vec<usize> = text.split('-').map(str::len).collect();
    matches!(lengths.as_slice(), [1 | 2, 1 | 2, 4] | [4, 1 | 2, 1 | 2])
}

/// Pairs of capitalized words in the middle of a sentence, firms that somebody works for, and long numbers.
pub fn suspects<'a>(text: &'a str, keep: &[String]) -> Vec<&'a str> {
    let words = split(text);
    let common = |w: &Word<'_>| COMMON.lines().any(|line| line.eq_ignore_ascii_case(w.text));
    let unknown = |w: &Word<'_>| {
        w.is_name() && !common(w) && month_named(w.text).is_none() && !MARKER.contains(w.text)
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let word = words[at];
        let digits = word.text.bytes().filter(u8::is_ascii_digit).count();
        let plain = word.text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        if plain && digits > 6 && !dated(word.text) {
            found.push(word.text);
        }
        let mut last = at;
        while last + 1 < words.len()
            && unknown(&words[last])
            && words[last].after == " "
            && unknown(&words[last + 1])
        {
            last += 1;
        }
        let employed = at > 1
            && words[at - 1].is(&["by", "for", "at"])
            && words[at - 2].is(&["employed", "works", "worked", "working"]);
        if last > at || employed && unknown(&word) && !words[at - 1].closes() {
            found.push(&text[word.start..words[last].end()]);
        }
        at = last + 1;
    }
    found.retain(|words| !keep.iter().any(|keep| keep == words));
    found
}
