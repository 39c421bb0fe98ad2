//! Each check fires once, and holds its tongue where a reader would.

use std::fmt::Write as _;

use super::super::testing::Desk;
use crate::domain::{
    case::Document,
    check::CheckId,
    words::{Outcome, Side},
};

/// A knee, its note and its header.
fn desk(rationale: &str) -> Desk {
    let mut desk = Desk::new(Outcome::Upheld, rationale);
    let case = &mut desk.case;
    let item = &mut case.items[0];
    item.title = "MRI of the right knee without contrast, Norco 10/325mg #60, at L4-5".to_owned();
    item.region = Some("knee".to_owned());
    item.side = Some(Side::Right);
    case.dates.injury = Some("2016-10-17".parse().unwrap());
    case.dates.ur_decision = Some("2016-12-12".parse().unwrap());
    case.worker.age = Some(34);
    case.summary = "The injured worker is a 34 year old male who sustained an industrial injury on \
        10-17-2016. On 12-01-2016 right knee pain was rated 8 out of 10 and flexion was 110 degrees. \
        He bruised his left hand. Six therapy visits brought 70% improvement. Norco 10/325mg and \
        gabapentin 300 mg were taken. Films showed narrowing at L4-5. On 12-12-2016 Utilization \
        Review denied the study."
        .to_owned();
    case.documents = vec![Document {
        id: "progress-note".to_owned(),
        kind: "progress note".to_owned(),
        provider: Some("orthopedist".to_owned()),
        date: Some("2016-12-01".parse().unwrap()),
        pages: Some(2),
    }];
    desk
}

fn says(check: CheckId, rationale: &str) -> Vec<String> {
    desk(rationale).says(check)
}

/// The first texts raise the check on these words, the others do not.
fn holds(check: CheckId, fires: &[(&str, &str)], quiet: &[&str]) {
    assert!(!fires.is_empty() && quiet.len() >= 3, "{check}: one that fires and three that do not");
    for (text, words) in fires {
        assert_eq!(says(check, text), [*words], "{check}: {text}");
    }
    for text in quiet {
        assert_eq!(says(check, text), Vec::<String>::new(), "{check}: {text}");
    }
}

#[test]
fn the_side_of_the_request() {
    holds(
        CheckId::SideOfRequest,
        &[
            ("Therefore, the request for MRI of the left knee is not medically necessary.", "left"),
            ("MRI of the left knee without contrast is not medically necessary.", "left"),
            ("As such, the request for \"MRI left knee\" is not medically necessary.", "left"),
        ],
        &[
            "Therefore, the request for MRI of the right knee is not medically necessary.",
            "The concurrent request for the left knee was decided before.",
            "The request for the left hand brace is medically necessary.",
            "In this case he left the clinic on his own knee brace, and the request is medically necessary.",
        ],
    );
}

#[test]
fn a_side_that_the_record_gives_otherwise() {
    holds(
        CheckId::Side,
        &[
            ("In this case the patient has left knee pain.", "left"),
            ("The patient reports right hand numbness.", "right"),
            ("The patient reports left ankle pain.", "left"),
        ],
        &[
            "In this case the patient has right knee pain.",
            "The MTUS asks for films before an MRI of the left knee.",
            "The patient is right-hand dominant.",
            "The patient reports left wrist pain.",
            "The guide is quoted: \"the left knee is compared.\" The patient rests.",
        ],
    );
}

#[test]
fn levels() {
    holds(
        CheckId::Level,
        &[
            ("In this case the patient has narrowing at C5-6.", "C5-6"),
            ("The records show a disc at L5-S1.", "L5-S1"),
        ],
        &[
            "In this case the patient has narrowing at L4-L5.",
            "The records show an L4 root sign.",
            "The MTUS speaks of fusion at C5-6.",
            "The patient had T2-weighted images.",
        ],
    );
    holds(
        CheckId::LevelOfRequest,
        &[("The request for injection at L5-S1 is not medically necessary.", "L5-S1")],
        &[
            "The request for injection at L4-5 is not medically necessary.",
            "The request for injection at L4-L5 is not medically necessary.",
            "The patient had a prior injection at L5-S1.",
        ],
    );
}

#[test]
fn strengths() {
    holds(
        CheckId::StrengthOfRequest,
        &[("The request for Norco 5/325mg is not medically necessary.", "5/325mg")],
        &[
            "The request for Norco 10/325mg #60 is not medically necessary.",
            "The request for Norco 10/325 is not medically necessary.",
            "The request for Norco is not medically necessary; the MTUS caps doses at 80 mg.",
        ],
    );
    holds(
        CheckId::Strength,
        &[
            ("The patient takes gabapentin 600 mg at night.", "600 mg"),
            ("The patient takes baclofen 100 mg at night.", "100 mg"),
        ],
        &[
            "The patient takes gabapentin 300mg at night.",
            "The patient takes Norco, now 10/325 mg twice daily.",
            "The MTUS limits acetaminophen 4000 mg a day.",
            "The patient should stay below 4000 mg.",
        ],
    );
}

#[test]
fn dates() {
    holds(
        CheckId::Date,
        &[
            ("On 12/08/2016 the patient had films.", "12/08/2016"),
            ("The patient was seen January 3, 2017.", "January 3, 2017"),
        ],
        &[
            "On 12/1/16 the patient had films.",
            "On December 1, 2016 the patient was examined, and a 12/2016 note says so.",
            "Per the ODG, accessed 12/17/2016, films come first.",
            "The patient was hurt in October 2016, 3 of 5 days before a 4/5 test.",
        ],
    );
    let alarms = desk("On 12/01/2015 the patient had films.").alarms();
    let reason = &alarms.iter().find(|a| a.check == CheckId::Date).unwrap().reason;
    assert!(reason.contains("12/01/2016"), "what stands instead is named: {reason}");
    holds(
        CheckId::InjuryDate,
        &[
            ("The patient sustained an industrial injury on 10-18-2016.", "10-18-2016"),
            ("For this patient the date of injury was 10/17/2015.", "10/17/2015"),
        ],
        &[
            "The patient sustained an industrial injury on 10-17-16.",
            "The date of injury is October 17, 2016, and the request is old.",
            "After a prior injury on 3/3/2010 the patient recovered.",
            "Since the injury, on 12/01/2016, the patient was examined.",
        ],
    );
}

#[test]
fn ages() {
    holds(
        CheckId::Age,
        &[("The patient is a 43-year-old male.", "43-year-old")],
        &[
            "The patient is a 34-year-old male.",
            "The patient is 35 years old by now.",
            "The ODG speaks of men over 60 years old.",
            "The patient is over 50 years old.",
            "The patient broke it at age 12.",
        ],
    );
}

#[test]
fn counts_and_measures() {
    holds(
        CheckId::Count,
        &[("The patient completed 9 therapy visits.", "9 therapy visits")],
        &[
            "The patient completed six sessions.",
            "The MTUS allows 24 visits. Nine visits over 8 weeks are usual.",
            "The ODG allows ten visits. The patient has not completed 10 visits.",
            "The patient needs at least 12 visits.",
            "The request for 60 tablets is not medically necessary.",
        ],
    );
    holds(
        CheckId::Measured,
        &[
            ("In this case flexion was 130 degrees.", "130 degrees"),
            ("The patient rates pain 5/10.", "5/10"),
            ("The patient improved by 40%.", "40%"),
        ],
        &[
            "In this case flexion was 110 degrees.",
            "The patient rates pain 8/10 and improved by 70 percent.",
            "There is no evidence of at least 30% relief.",
            "Studies say that imaging is false in 30% of cases.",
            "The patient waited for 6 weeks.",
        ],
    );
}

#[test]
fn what_cannot_be_looked_up_is_said_once() {
    let mut bare = desk("The patient rates pain 5/10, was seen 1/3/2017 and had 9 visits.");
    assert_eq!(bare.says(CheckId::Unjudged), Vec::<String>::new());
    bare.case.documents.clear();
    assert_eq!(bare.says(CheckId::Unjudged), ["1/3/2017, 5/10, 9 visits"]);
    for check in [CheckId::Date, CheckId::Count, CheckId::Measured] {
        assert!(bare.says(check).is_empty(), "{check}");
    }
    for text in [
        "The patient rates pain 8/10.",
        "The MTUS allows 9 visits.",
        "The patient waited for 6 weeks.",
    ] {
        let mut bare = desk(text);
        bare.case.documents.clear();
        assert!(bare.says(CheckId::Unjudged).is_empty(), "{text}");
    }
}

#[test]
fn records_bear_out_what_no_finding_has() {
    let text =
        "On 1/3/2017 the patient had left ankle pain of 5/10 at C5-6 and took baclofen 20 mg.";
    let mut known = desk(text);
    assert_eq!(known.alarms().iter().filter(|a| a.check.about().id.starts_with("L11")).count(), 5);
    known.texts.insert(
        "progress-note".to_owned(),
        "Seen January 3, 2017.\u{c}Ankle pain on the left, 5 out of 10.\nC5-C6 disc. Baclofen 20mg.".into(),
    );
    let left = known.alarms();
    assert!(!left.iter().any(|a| a.check.about().id.starts_with("L11")), "{left:?}");
}

#[test]
fn quotations_of_the_record() {
    let quoting = |words: &str| {
        let mut desk = desk(&format!("In this case the patient is told to be \"{words}\" there."));
        let text = "Gait is non-antalgic, with decreased sensa-\ntion over the arm.";
        desk.texts.insert("progress-note".to_owned(), text.into());
        desk.says(CheckId::QuoteProse)
    };
    assert_eq!(quoting("decreased strength over the arm"), ["decreased strength over the arm"]);
    assert_eq!(
        quoting("antalgic, with decreased sensation"),
        ["antalgic, with decreased sensation"]
    );
    for fine in ["decreased sensation over the arm", "right knee pain was rated", "no limp"] {
        assert!(quoting(fine).is_empty(), "{fine}");
    }
    let none = says(CheckId::QuoteProse, "The patient says \"it hurts all the time\" again.");
    assert!(none.is_empty(), "without a text nothing can be said");
}

#[test]
fn the_summary_against_header_and_request() {
    let with = |check, from: &str, to: &str| {
        let mut desk = desk("The request is not medically necessary.");
        assert!(desk.case.summary.contains(from), "{from}");
        desk.case.summary = desk.case.summary.replace(from, to);
        desk.says(check)
    };
    let review = CheckId::SummaryReview;
    assert_eq!(with(review, "On 12-12-2016 U", "On 12-11-2016 U"), ["12-11-2016"]);
    for fine in ["On December 12, 2016, U", "On 12-12-16 u", "(the visit of 12-11-2016) U"] {
        assert!(with(review, "On 12-12-2016 U", fine).is_empty(), "{fine}");
    }
    let injury = CheckId::SummaryInjury;
    assert_eq!(with(injury, "10-17-2016", "10-10-2016"), ["10-10-2016"]);
    for fine in ["10/17/16", "October 17, 2016", "his way to work"] {
        assert!(with(injury, "10-17-2016", fine).is_empty(), "{fine}");
    }
    let item = CheckId::ItemSide;
    assert_eq!(with(item, "right knee", "left knee"), ["item 1: right knee"]);
    for fine in ["right knee", "bilateral knee", "knee", "left knee and, on the right, shin"] {
        assert!(with(item, "right knee", fine).is_empty(), "{fine}");
    }
    let sides = CheckId::SummarySides;
    let add = |more: &str| {
        let mut text = String::from("He bruised his left hand.");
        write!(text, " {more}").unwrap();
        with(sides, "He bruised his left hand.", &text)
    };
    assert_eq!(add("The right knee swells. The left knee was injected."), ["left knee"]);
    for fine in [
        "The right knee swells. Both knees were filmed, the left knee first.",
        "The right knee swells. The contralateral left knee does not.",
        "The right knee swells. The left knee hurts. The left knee gives way.",
    ] {
        assert!(add(fine).is_empty(), "{fine}");
    }
}

#[test]
fn how_it_reads() {
    holds(
        CheckId::WordTwice,
        &[("He says that that is so.", "that that"), ("The the knee.", "The the")],
        &["He had had pain.", "It is at L4 L4-5.", "Walla Walla sent it.", "A 5 5 test."],
    );
    holds(
        CheckId::SentenceTwice,
        &[(
            "The patient had no films of the knee. So it is. The patient had no films of the knee.",
            "The patient had no films of the knee.",
        )],
        &[
            "It is not necessary. It is not necessary.",
            "The patient had no films of the knee. The patient had no films of the hand.",
            "The patient had no films of the knee.",
        ],
    );
    let long = format!("In this case the patient {}rests.", "walks and ".repeat(30));
    assert_eq!(says(CheckId::LongSentence, &long), std::slice::from_ref(&long));
    for fine in [
        "The patient rests.".to_owned(),
        format!("The MTUS says {}rest.", "walk and ".repeat(40)),
        format!("In this case the MTUS says: \"{}rest.\"", "walk and ".repeat(40)),
    ] {
        assert!(says(CheckId::LongSentence, &fine).is_empty(), "{fine}");
    }
    holds(
        CheckId::Abbreviations,
        &[("The patient has CRPS and CRPS, and an UDS.", "CRPS, UDS")],
        &[
            "The patient has complex regional pain syndrome (CRPS).",
            "The MTUS and the ODG speak of MRI at C5-6 and CT.",
            "The patient has CRPS (complex regional pain syndrome) and CRPS stays.",
            "THE PATIENT RESTS.",
            "The note says \"CRPS, as before\".",
        ],
    );
}
