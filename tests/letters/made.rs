//! Made letters read back as what they were made of, and again after a way through case, determination and letter.

use imr_workbench::letter::read::{ReadLetter, read_letter};
use proptest::prelude::*;

use crate::{
    back::there_and_back,
    shape::{Said, Shape, said, shape},
};

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first field that was read as something else.
fn difference(said: &Said, shape: &Shape, read: &ReadLetter) -> Option<String> {
    let mut pairs: Vec<(String, String, String)> = Vec::new();
    let mut pair = |what: &str, read: String, said: String| {
        pairs.push((what.to_owned(), fold(&read), fold(&said)));
    };
    if shape.header > 0 {
        pair(
            "case",
            read.case.as_ref().map(ToString::to_string).unwrap_or_default(),
            said.case.clone(),
        );
        let dates = &read.dates;
        let read_days = [
            &dates.assigned,
            &dates.injury,
            &dates.decision,
            &dates.ur_decision,
            &dates.application_received,
        ];
        for (read, day) in read_days.iter().zip(&said.days) {
            pair("day", read.as_ref().map(ToString::to_string).unwrap_or_default(), day.clone());
        }
        let priority = if said.expedited { "expedited" } else { "standard" };
        pair("priority", read.priority.map_or("", |p| p.word()).to_owned(), priority.to_owned());
    }
    pair("licensure", read.reviewer.licensure.join("|"), said.licensure.join("|"));
    pair("specialties", read.reviewer.specialties.join("|"), said.specialties.join("|"));
    pair("summary", read.summary.clone().unwrap_or_default(), said.summary.join(" "));
    pair("items", read.items.len().to_string(), said.items.len().to_string());
    for (n, (read, said)) in (1..).zip(read.items.iter().zip(&said.items)) {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        pair(&format!("title {n}"), read.title.clone(), said.title.clone());
        let outcome = if said.overturned { "overturned" } else { "upheld" };
        pair(
            &format!("outcome {n}"),
            read.outcome.map_or("", |o| o.word()).to_owned(),
            outcome.to_owned(),
        );
        pair(&format!("claims {n}"), text(&read.claims_guideline), said.claims.clone());
        pair(&format!("reviewer {n}"), text(&read.reviewer_guideline), said.reviewer.clone());
        pair(&format!("rationale {n}"), text(&read.rationale), said.rationale.join(" "));
    }
    let odd = read.not_understood.iter().map(|n| format!("{}: {}", n.line, n.text));
    pair("not understood", odd.collect::<Vec<_>>().join(" "), String::new());
    let differs = pairs.into_iter().find(|(_, read, said)| read != said);
    differs.map(|(what, read, said)| format!("{what}\n  read {read:?}\n  not  {said:?}"))
}

/// `PROPTEST_CASES` asks for more.
fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(300);
    ProptestConfig {
        failure_persistence: None,
        max_shrink_iters: 2000,
        ..ProptestConfig::with_cases(cases)
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_made_letter_is_read_as_it_was_made(said in said(), shape in shape()) {
        let text = said.text(&shape);
        let read = read_letter(&text).unwrap_or_else(|problem| panic!("{problem}\n{text}"));
        if let Some(differs) = difference(&said, &shape, &read) {
            prop_assert!(false, "{differs}\n{text}");
        }
        if !said.items.is_empty() {
            there_and_back(&read);
        }
    }
}
