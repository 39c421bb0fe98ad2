//! A letter that nobody wrote, in any shape: what it says, and its text.

use std::fmt::Write as _;

use proptest::prelude::*;

/// What the letter says, white space folded.
#[derive(Debug, Clone)]
pub struct Said {
    pub case: String,
    /// Assigned, injury, decision, utilization review, application; as `2016-11-05`.
    pub days: [String; 5],
    pub expedited: bool,
    pub licensure: Vec<String>,
    pub specialties: Vec<String>,
    pub summary: Vec<String>,
    pub label: String,
    pub items: Vec<SaidItem>,
}

#[derive(Debug, Clone)]
pub struct SaidItem {
    pub title: String,
    pub overturned: bool,
    pub claims: String,
    pub reviewer: String,
    pub rationale: Vec<String>,
}

/// How it is set.
#[derive(Debug, Clone)]
pub struct Shape {
    pub width: usize,
    pub title_width: usize,
    /// 0: none, 1: a pair on a line, 2: two pairs on a line, one label on two lines, 3: values under their labels.
    pub header: u8,
    pub days: u8,
    /// Empty lines before and after a title, before a guideline line and a rationale.
    pub gaps: [bool; 4],
    pub double: bool,
    pub indent: usize,
    /// Lines on a page; none when the text is one.
    pub page: Option<usize>,
    /// What a page has beside the text: 0 to 4.
    pub furniture: u8,
    pub returns: bool,
    pub mark: bool,
    pub wide_blanks: bool,
}

const TITLE: [&str; 34] = [
    "Associated",
    "surgical",
    "service:",
    "left",
    "knee",
    "is:",
    "#60,",
    "7.5mg",
    "(DOS 12/29/16)",
    "vs.",
    "4%-27.5%",
    "labs:",
    "PT/PTT",
    "\"EMS\"",
    "unit",
    "±",
    "30°",
    "two",
    "times",
    "a",
    "week",
    "physical",
    "therapy",
    "[after",
    "TPII]",
    "C5-6",
    "with",
    "and",
    "MRI",
    "Retrospective",
    "per",
    "order",
    "Norco®",
    "guideline",
];
const SENTENCES: [&str; 12] = [
    "The request is not supported by the file, and the worker has had no trial of it.",
    "On 11-3-16 the patient was seen; a score of 2.5 was noted.",
    "As item 3: Upheld before the appeal, it is the same request and has not changed.",
    "Under the Claims Administrator guideline: nothing more is asked, which was not met.",
    "The Pain guideline: relief for 6 to 8 weeks was not shown by the patient.",
    "Therefore, the request for \"the service\" is not medically necessary.",
    "Dr. A is of the opinion, i.e. the provider has said, that it was Overturned in error.",
    "The remaining visits were not used, which is not what the guidelines ask.",
    "The decision rationale: of the other reviewer is not known, and was not sent.",
    "Was there a trial? There is no note that says so; none was sent.",
    "It is of use (see page 4 of 7) and has been for 3 weeks, which should be enough.",
    "The patient is 62 years old and was hurt on January 5, 2015, when a cabinet fell.",
];
const CITED: [&str; 7] = [
    "Decision based on MTUS Low Back Complaints 2004, Section(s): Special Studies, Summary.",
    "Decision based on MTUS Chronic Pain 2016.",
    "Decision based on Non-MTUS Citation Some Guidelines, Neck: MRI, last updated on 5/5/16.",
    "Decision based on Non-MTUS Citation A work on the Pain guideline: a second look, and others.",
    "The reviewer did not cite any medical evidence for its decision.",
    "The reviewer relied on recommendation(s) outside of the MTUS Guidelines.",
    "Decision based on MTUS Opioids 2016, Section(s): 1.4 Acute Pain: After an operation.",
];
const LABELS: [&str; 5] =
    ["MAXIMUS", "Reviewer", "Northern Review of Sacramento", "Expert Reviewer's", "IRO"];
const STATES: [&str; 5] = ["California", "New York", "Texas", "West Virginia", "Ohio"];
const BOARDS: [&str; 5] = [
    "Family Practice",
    "Physical Medicine & Rehabilitation",
    "Psychiatry (Child, Adolescent)",
    "Orthopedic Surgery",
    "Pain Management",
];

fn pick(list: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::sample::select(list).prop_map(str::to_owned)
}

fn plain_title() -> impl Strategy<Value = String> {
    let last =
        pick(&["tablets", "knee", "(15 mins)", "is", "#3", "unit: rental", "Upheld item", "90%"]);
    (prop::collection::vec(pick(&TITLE), 0..16), last)
        .prop_map(|(words, last)| words.into_iter().chain([last]).collect::<Vec<_>>().join(" "))
}

fn title() -> impl Strategy<Value = String> {
    let rest = (plain_title(), plain_title(), plain_title(), any::<bool>());
    prop_oneof![
        3 => plain_title(),
        1 => rest.prop_map(|(asked, allowed, left, is)| format!(
            "{asked} was the original request. {allowed} was authorized by the Claims Administrator. The remaining \
             IMR eligible portion of the original request, {left}{}",
            if is { " is" } else { "" }
        )),
    ]
}

fn paragraph() -> impl Strategy<Value = String> {
    prop::collection::vec(pick(&SENTENCES), 1..6).prop_map(|said| said.join(" "))
}

fn item() -> impl Strategy<Value = SaidItem> {
    let cited = || prop::collection::vec(pick(&CITED), 1..3).prop_map(|said| said.join(" "));
    let rationale = prop::collection::vec(paragraph(), 1..4);
    (title(), any::<bool>(), cited(), cited(), rationale).prop_map(
        |(title, overturned, claims, reviewer, rationale)| SaidItem {
            title,
            overturned,
            claims,
            reviewer,
            rationale,
        },
    )
}

fn day() -> impl Strategy<Value = String> {
    (1998..2027_u16, 1..13_u8, 1..29_u8).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}"))
}

pub fn said() -> impl Strategy<Value = Said> {
    let summary = prop::collection::vec(paragraph(), 1..4);
    let licensure = prop::sample::subsequence(&STATES, 1..4);
    let boards = prop::sample::subsequence(&BOARDS, 1..4);
    let owned = |list: Vec<&'static str>| list.into_iter().map(str::to_owned).collect::<Vec<_>>();
    let head = ("[A-Z]{2}[0-9]{2}-[0-9]{7}", prop::array::uniform5(day()), any::<bool>());
    let items = prop::collection::vec(item(), 0..13);
    (head, licensure, boards, summary, pick(&LABELS), items).prop_map(
        move |((case, days, expedited), licensure, boards, summary, label, items)| Said {
            case,
            days,
            expedited,
            licensure: owned(licensure),
            specialties: owned(boards),
            summary,
            label,
            items,
        },
    )
}

pub fn shape() -> impl Strategy<Value = Shape> {
    let widths = (44..110_usize, 24..110_usize);
    let page = prop::option::of(9..50_usize);
    let odd = (any::<bool>(), any::<bool>(), any::<bool>(), prop::bool::weighted(0.2));
    (widths, 0..4_u8, 0..5_u8, any::<[bool; 4]>(), 0..30_usize, (page, 0..5_u8), odd).prop_map(
        |((width, title_width), header, days, gaps, indent, (page, furniture), odd)| Shape {
            width,
            title_width,
            header,
            days,
            gaps,
            double: odd.3,
            indent,
            page,
            furniture,
            returns: odd.0,
            mark: odd.1,
            wide_blanks: odd.2,
        },
    )
}

/// Lines, and whether an empty one stands before each.
type Set = Vec<(String, bool)>;

fn wrap(text: &str, width: usize) -> Vec<String> {
    use textwrap::{Options, WordSeparator, WordSplitter};
    let options = Options::new(width).break_words(false).word_separator(WordSeparator::AsciiSpace);
    let options = options.word_splitter(WordSplitter::NoHyphenation);
    textwrap::wrap(text, options).into_iter().map(|line| line.trim().to_owned()).collect()
}

fn put(lines: &mut Set, text: &str, width: usize, apart: bool) {
    let wrapped = wrap(text, width).into_iter().enumerate();
    lines.extend(wrapped.map(|(i, line)| (line, i == 0 && apart)));
}

impl Said {
    pub fn text(&self, shape: &Shape) -> String {
        let mut lines: Set = self.header(shape);
        let heading = |text: &str| (format!("{}{text}", " ".repeat(shape.indent)), true);
        lines.push(heading("HOW THE IMR FINAL DETERMINATION WAS MADE"));
        put(
            &mut lines,
            "One reviewer was given the whole file. There is no tie.",
            shape.width,
            false,
        );
        lines.push(("The reviewer has these credentials:".to_owned(), true));
        let lists = [
            ("State(s) of Licensure", &self.licensure),
            ("Certification(s)/Specialty", &self.specialties),
        ];
        for (label, list) in lists {
            put(&mut lines, &format!("{label}: {}", list.join(",")), shape.width, false);
        }
        lines.push(heading("CLINICAL CASE SUMMARY"));
        put(&mut lines, "The case file, with its records, is summarized here:", shape.width, false);
        for paragraph in &self.summary {
            put(&mut lines, paragraph, shape.width, true);
        }
        lines.push(heading("IMR ISSUES, DECISIONS AND RATIONALES"));
        put(
            &mut lines,
            "The decisions on the disputed items are set forth below:",
            shape.width,
            false,
        );
        for item in &self.items {
            self.item(&mut lines, item, shape);
        }
        finished(&lines, shape, &self.case)
    }

    fn item(&self, lines: &mut Set, item: &SaidItem, shape: &Shape) {
        let outcome = if item.overturned { "Overturned" } else { "Upheld" };
        let [before, after, guideline, rationale] = shape.gaps;
        put(lines, &format!("{}: {outcome}", item.title), shape.title_width, before);
        let claims = format!("Claims Administrator guideline: {}", item.claims);
        put(lines, &claims, shape.width, after);
        let reviewer = format!("{} guideline: {}", self.label, item.reviewer);
        put(lines, &reviewer, shape.width, guideline);
        for (n, paragraph) in item.rationale.iter().enumerate() {
            let lead = if n == 0 { "Decision rationale: " } else { "" };
            put(lines, &format!("{lead}{paragraph}"), shape.width, n > 0 || rationale);
        }
    }

    fn header(&self, shape: &Shape) -> Set {
        let [assigned, injury, decision, review, received] =
            self.days.each_ref().map(|day| notation(day, shape.days));
        let priority = if self.expedited { "Expedited" } else { "Standard" };
        let case = &self.case;
        let text = match shape.header {
            0 => String::new(),
            1 => format!(
                "Case Number: {case}\nDate Assigned: {assigned}\nDate of Injury: {injury}\nDecision Date: {decision}\n\
                 UR Denial Date: {review}\nPriority: {priority}\nApplication Received: {received}"
            ),
            2 => format!(
                "Case Number:     {case}\nDate Assigned:   {assigned}      Date of Injury:   {injury}\n\
                 Decision Date:  {decision}      UR Denial Date:   {review}\n\
                 Priority:     {priority}       Application     {received}\n                  Received:"
            ),
            _ => format!(
                "Case Number:\n{case}\nDate Assigned:\n{assigned}\nDate of Injury:\n{injury}\nDecision Date:\n\
                 {decision}\nUR Denial Date:\n{review}\nPriority:\n{priority}\nApplication Received:\n{received}"
            ),
        };
        text.lines().map(|line| (line.to_owned(), false)).collect()
    }
}

fn notation(day: &str, kind: u8) -> String {
    let (year, month, date) = (&day[..4], &day[5..7], &day[8..]);
    let number = |text: &str| text.trim_start_matches('0').to_owned();
    let months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let name = months[month.parse::<usize>().unwrap() - 1];
    match kind {
        0 => format!("{month}/{date}/{year}"),
        1 => format!("{}-{}-{}", number(month), number(date), &year[2..]),
        2 => day.to_owned(),
        3 => format!("{name} {}, {year}", number(date)),
        _ => format!("{} {}. {year}", number(date), &name[..3]),
    }
}

/// Lines as a file: pages, spacing, ends of lines.
fn finished(lines: &Set, shape: &Shape, case: &str) -> String {
    let blank = if shape.double { "\n\n\n" } else { "\n" };
    let end = if shape.double { "\n\n" } else { "\n" };
    let mut text = String::new();
    let pages = shape.page.map_or(1, |page| lines.len().div_ceil(page));
    for (i, (line, apart)) in lines.iter().enumerate() {
        let new_page = shape.page.filter(|page| i > 0 && i % page == 0).map(|page| i / page + 1);
        if let Some(n) = new_page {
            text += &match shape.furniture {
                0 => "\u{c}".to_owned(),
                1 => format!("\n\n\n          Page {} of {pages}\n\u{c}", n - 1),
                2 => format!("\u{c}{case}     Review of a dispute     Page {n}\n\n\n\n"),
                3 => format!("\n\n\n- {} -\n\n\n\n", n - 1),
                _ => format!("\n\n\nIndependent review, {case}\n\n\n\n{}\n\u{c}", n - 1),
            };
        } else if *apart && i > 0 {
            text += blank;
        }
        let line = if shape.wide_blanks { line.replace(". ", ".   ") } else { line.clone() };
        let _ = write!(text, "{line}{end}");
    }
    if shape.returns {
        text = text.replace('\n', "\r\n");
    }
    if shape.mark { format!("\u{feff}{text}") } else { text }
}
