use jiff::civil::DateTime;

use super::*;
use crate::domain::{
    case::CaseNumber,
    deadline::Due,
    draft::Aside,
    hold::Holder,
    queue::{CaseState, CaseSummary},
    rows::Rows,
};

fn names() -> Names {
    let of = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect();
    Names { regions: of(&["low back", "knee"]), services: of(&["drug", "home health", "knee mri"]) }
}

fn row() -> CaseSummary {
    let number: CaseNumber = "CM26-0000112".parse().unwrap();
    let mut row = CaseSummary::broken(number, Vec::new());
    row.state = CaseState::New;
    row
}

fn due(at: &str) -> CaseSummary {
    let mut row = row();
    row.due = Some(Due { at: at.parse().unwrap(), timed: false });
    row
}

fn lets(filter: &str, row: &CaseSummary) -> bool {
    let now: DateTime = "2026-11-22T09:00".parse().unwrap();
    let filter = Filter::read(filter, &names()).unwrap_or_else(|f| panic!("{}", f.under(filter)));
    let rows: Rows = [row.clone()].into_iter().collect();
    !filter.places(&rows, Standpoint { now, me: Some("r1") }).is_empty()
}

fn fault(filter: &str) -> Fault {
    Filter::read(filter, &names()).expect_err(filter)
}

fn printed(filter: &str) -> String {
    Filter::read(filter, &names()).unwrap().expr().map_or(String::new(), ToString::to_string)
}

#[test]
fn days_are_of_the_calendar_and_hours_to_the_minute() {
    let soon = due("2026-11-24T09:30");
    for (filter, expected) in [
        ("due:2d", true),
        ("due:<2d", false),
        ("due:<=2d", true),
        ("due:>1d", true),
        ("due:<48h", false),
        ("due:<49h", true),
        ("due:<=2026-11-24", true),
        ("due:<2026-11-24", false),
        ("due:>2026-11", false),
        ("due:2026-11", true),
        ("due:>=2026-11", true),
        ("due:today", false),
        ("due:late", false),
        ("due:none", false),
    ] {
        assert_eq!(lets(filter, &soon), expected, "{filter}");
    }
    let late = due("2026-11-21T23:59");
    for filter in ["due:late", "due:<0d", "due:<=3d", "due:<1h", "-due:today"] {
        assert!(lets(filter, &late), "{filter}");
    }
    assert!(lets("due:none", &row()) && !lets("due:<99d", &row()));
    let mut finished = late;
    finished.state = CaseState::Final;
    assert!(!lets("due:late or due:none or due:<99d", &finished), "a final case is due no more");
}

#[test]
fn who_holds_a_case() {
    let holder = |reviewer: &str| Holder {
        reviewer: Some(reviewer.to_owned()),
        user: "Imr".to_owned(),
        ..Holder::unknown()
    };
    let (free, mut mine, mut theirs) = (row(), row(), row());
    mine.held = Some(holder("r1"));
    theirs.held = Some(holder("R2"));
    let by = |filter| [&free, &mine, &theirs].map(|r| lets(filter, r));
    assert_eq!(by("held:no"), [true, false, false]);
    assert_eq!(by("held:me"), [false, true, false]);
    assert_eq!(by("held:other"), [false, false, true]);
    assert_eq!(by("held:anybody"), [false, true, true]);
    assert_eq!(by("held:r2"), [false, false, true]);
    assert_eq!(by("held:imr"), [false, true, true]);
}

#[test]
fn what_a_case_has() {
    let mut row = due("2026-12-01T23:59");
    row.standing.aside = Some(Aside { reason: "films".into(), at: String::new() });
    row.standing.attested = Some("r1".to_owned());
    for (filter, expected) in [
        ("has:aside", true),
        ("has:attestation", true),
        ("has:clock", true),
        ("has:draft", false),
        ("has:records", false),
        ("has:problems", false),
        ("has:amendment", false),
    ] {
        assert_eq!(lets(filter, &row), expected, "{filter}");
    }
}

#[test]
fn faults_name_the_place_and_the_remedy() {
    for (filter, at, said) in [
        ("knee stat:open", 5, "there is no field `stat`; did you mean `state`?"),
        ("state:finl", 6, "`finl` is no value of `state`; did you mean `final`?"),
        ("(state:waitng)", 7, "`waitng` is no value of `state`; did you mean `waiting`?"),
        ("region:knie x", 7, "`knie` is no value of `region`; did you mean `knee`?"),
        (
            "due:soon",
            4,
            "`soon` is no value of `due`; write <3d, <=48h, today, tomorrow, late, none or <2026-12-01",
        ),
        (
            "due:48h",
            4,
            "`48h` is no value of `due`; write <3d, <=48h, today, tomorrow, late, none or <2026-12-01",
        ),
        ("due:<late", 5, "`late` is not compared; write due:late"),
        (
            "due:<2026-13-01",
            5,
            "`2026-13-01` is no value of `due`; write <3d, <=48h, today, tomorrow, late, none or <2026-12-01",
        ),
        ("items:>x", 7, "`x` is no value of `items`; write items:2 or items:>2"),
        ("state:<new", 0, "`state` is not compared; write state: and the value"),
        ("knee)", 4, "this `)` closes nothing"),
        (
            "or knee",
            0,
            "a word or a field must stand before this `or`; to look for the word itself, write \"or\"",
        ),
        ("()", 1, "a word or a field must stand before this `)`"),
        ("\"\" x", 0, "nothing stands between these quotes"),
    ] {
        let found = fault(filter);
        assert_eq!((found.at, found.to_string().as_str()), (at, said), "{filter}");
        assert!(!found.unfinished, "{filter}");
    }
    assert_eq!(
        fault("knee stat:x").under("knee stat:x").lines().nth(1).unwrap().find('^'),
        Some(5)
    );
}

#[test]
fn who_is_still_typing_has_made_no_mistake() {
    for filter in [
        "due:",
        "due:<",
        "due:<3",
        "due:<2026-1",
        "due:to",
        "state:",
        "state:in",
        "has:a",
        "knee and",
        "not",
        "-",
        "knee or",
        "(knee",
        "\"low b",
        "items:>",
        "outcome:part",
        "item:\"x",
    ] {
        assert!(fault(filter).unfinished, "{filter}: {}", fault(filter));
    }
    assert!(!fault("state:in knee").unfinished, "something comes after it");
    assert_eq!(fault("has:a").to_string(), "attestation, aside, amendment");
}

#[test]
fn a_meaning_has_one_spelling() {
    for (filter, spelling) in [
        ("  ", ""),
        ("Knee AND mri", "knee mri"),
        ("--knee", "knee"),
        ("-knee", "not knee"),
        ("not (a or b) c", "not (a or b) c"),
        ("a or b c", "a or b c"),
        ("(a or b) c", "(a or b) c"),
        ("a (b c)", "a b c"),
        ("\"Low Back\" \"and\"", "\"low back\" \"and\""),
        ("state:In-Work", "state:in-work"),
        ("due:<=today", "due:<=0d"),
        ("region:low-back", "region:\"low back\""),
        ("\"a:b\" 9:30", "\"a:b\" 9:30"),
        ("due:=3d", "due:3d"),
    ] {
        assert_eq!(printed(filter), spelling, "{filter}");
        assert_eq!(printed(spelling), spelling, "{filter}");
    }
}

#[test]
fn parentheses_have_a_depth() {
    let deep = |n: usize| format!("{}knee{}", "(".repeat(n), ")".repeat(n));
    assert!(lets(&format!("not {}", deep(40)), &row()));
    assert_eq!(fault(&deep(100_000)).at, 40);
    assert!(lets(&format!("{}knee", "not ".repeat(100_001)), &row()));
}

#[test]
fn the_end_is_completed() {
    let completed = |text: &str| {
        let Completion { text, options } = complete(text, &names());
        (text, options.join(" "))
    };
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(completed("sta"), pair("state:", "state:"));
    assert_eq!(completed("knee -reg"), pair("knee -region:", "region:"));
    assert_eq!(completed("it"), pair("item", "item: items:"));
    assert_eq!(completed("(state:w"), pair("(state:waiting ", "waiting"));
    assert_eq!(completed("due:<=to"), pair("due:<=to", "today tomorrow"));
    assert_eq!(completed("region:lo"), pair("region:low-back ", "low-back"));
    assert_eq!(completed("service:h"), pair("service:home-health ", "home-health"));
    assert_eq!(completed("\"sta"), pair("\"sta", ""));
    assert_eq!(completed(""), pair("", ""));
    assert_eq!(completed("zz"), pair("zz", ""));
    assert_eq!(completed("ärz"), pair("ärz", ""));
}
