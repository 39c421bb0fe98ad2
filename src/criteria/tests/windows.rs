//! Windows, durations and amounts where dates and numbers are known only in part.

use serde_json::{Value as Json, json};

use crate::criteria::{
    matching::{Bearing, Reason},
    testing::{bears, leaf, reason},
};

#[derive(Debug, PartialEq)]
enum Fits {
    Yes,
    No(Reason),
    Unknown(Reason),
}

fn fits(concept: &str, words: &Json, keys: &Json) -> Fits {
    let found = bears(&leaf(concept, words.clone()), keys);
    match found {
        Some(Bearing::For) => Fits::Yes,
        Some(Bearing::Against { reason, .. }) => Fits::No(reason),
        Some(Bearing::Unclear(reason)) => Fits::Unknown(reason),
        other => panic!("{other:?} ({:?})", reason(other)),
    }
}

/// Six weeks are 42 days: from 2015-05-19 to the request on 2015-06-30.
#[test]
fn a_window_before_a_day_decides_when_every_day_of_the_date_agrees() {
    let window = json!({"within": "6 weeks before request"});
    for (date, expected) in [
        ("2015-05-18", Fits::No(Reason::OutOfWindow)),
        ("2015-05-19", Fits::Yes),
        ("2015-06-30", Fits::Yes),
        ("2015-07-01", Fits::No(Reason::OutOfWindow)),
        ("2015-06", Fits::Yes),
        ("2015-05", Fits::Unknown(Reason::PartlyKnown)),
        ("2015-04", Fits::No(Reason::OutOfWindow)),
        ("2015", Fits::Unknown(Reason::PartlyKnown)),
        ("2014", Fits::No(Reason::OutOfWindow)),
        ("2015-05-19..2015-06-30", Fits::Yes),
        ("2015-05-18..2015-06-30", Fits::Unknown(Reason::PartlyKnown)),
    ] {
        let keys = json!({"concept": "fracture", "date": date});
        assert_eq!(fits("fracture", &window, &keys), expected, "{date}");
    }
}

/// The injury is known to the month (January 2014): its window is sure from its last day and possible from its first.
#[test]
fn a_window_after_a_month_is_sure_only_where_every_day_of_the_month_agrees() {
    let window = json!({"within": "10 days after injury"});
    for (date, expected) in [
        ("2013-12-31", Fits::No(Reason::OutOfWindow)),
        ("2014-01-05", Fits::Unknown(Reason::PartlyKnown)),
        ("2014-01-31", Fits::Unknown(Reason::PartlyKnown)),
        ("2014-02-10", Fits::Unknown(Reason::PartlyKnown)),
        ("2014-02-11", Fits::No(Reason::OutOfWindow)),
    ] {
        let keys = json!({"concept": "fracture", "date": date});
        assert_eq!(fits("fracture", &window, &keys), expected, "{date}");
    }
    let wide = json!({"within": "60 days after injury"});
    let keys = json!({"concept": "fracture", "date": "2014-02"});
    assert_eq!(fits("fracture", &wide, &keys), Fits::Yes, "2014-01-31 to 2014-03-02 is sure");
}

#[test]
fn a_window_on_a_date_that_the_case_lacks_decides_nothing() {
    let window = json!({"within": "3 months after surgery"});
    let keys = json!({"concept": "fracture", "date": "2015-01-01"});
    assert_eq!(fits("fracture", &window, &keys), Fits::Unknown(Reason::Undated));
}

#[test]
fn a_duration_runs_from_since_to_the_date_of_the_finding() {
    let lasting = json!({"lasting": "4 weeks or more"});
    let from = |since: &str| json!({"concept": "symptoms", "since": since, "date": "2015-03-01"});
    for (since, expected) in [
        ("2015-02-01", Fits::Yes),
        ("2015-02-02", Fits::No(Reason::BelowThreshold)),
        ("2015-01", Fits::Yes),
        ("2015-02", Fits::Unknown(Reason::PartlyKnown)),
        ("2015", Fits::Unknown(Reason::PartlyKnown)),
        ("2014", Fits::Yes),
    ] {
        assert_eq!(fits("symptoms", &lasting, &from(since)), expected, "{since}");
    }
    let undated = json!({"concept": "symptoms", "since": "2014"});
    assert_eq!(fits("symptoms", &lasting, &undated), Fits::Unknown(Reason::Undated));
}

#[test]
fn a_duration_that_the_record_gives_itself_comes_first() {
    let lasting = json!({"lasting": "4 to 6 weeks"});
    let said = |length: &str| json!({"concept": "symptoms", "since": "2000", "date": "2015", "lasting": length});
    for (length, expected) in [
        ("5 weeks", Fits::Yes),
        ("42 days", Fits::Yes),
        ("43 days", Fits::No(Reason::AboveThreshold)),
        ("27 days", Fits::No(Reason::BelowThreshold)),
        ("1 month", Fits::Yes),
        ("at least 5 weeks", Fits::Unknown(Reason::PartlyKnown)),
        ("3 to 4 weeks", Fits::Unknown(Reason::PartlyKnown)),
        ("5 visits", Fits::Unknown(Reason::NoAmount)),
    ] {
        assert_eq!(fits("symptoms", &lasting, &said(length)), expected, "{length}");
    }
}

/// A month has 30 to 31 days: 90 days may be three months, and 93 are.
#[test]
fn months_against_days_are_intervals() {
    let lasting = json!({"lasting": "at least 3 months"});
    let said = |length: &str| json!({"concept": "symptoms", "lasting": length});
    for (length, expected) in [
        ("89 days", Fits::No(Reason::BelowThreshold)),
        ("91 days", Fits::Unknown(Reason::PartlyKnown)),
        ("93 days", Fits::Yes),
        ("3 months", Fits::Yes),
        ("12 weeks", Fits::No(Reason::BelowThreshold)),
    ] {
        assert_eq!(fits("symptoms", &lasting, &said(length)), expected, "{length}");
    }
}

#[test]
fn amounts_are_compared_exactly_and_only_in_their_own_unit() {
    for (bound, found, expected) in [
        ("more than 2 percent", "2 percent", Fits::No(Reason::BelowThreshold)),
        ("more than 2 percent", "2.001 percent", Fits::Yes),
        ("at most 2 percent", "2 percent", Fits::Yes),
        ("50 percent or less", "50.001 percent", Fits::No(Reason::AboveThreshold)),
        ("at least 50 percent", "40 to 60 percent", Fits::Unknown(Reason::PartlyKnown)),
        ("at least 50 percent", "at least 60 percent", Fits::Yes),
        ("at least 50 percent", "8 points", Fits::Unknown(Reason::NoAmount)),
        ("at least 50 percent", "present", Fits::Unknown(Reason::NoAmount)),
    ] {
        let keys = json!({"concept": "relief", "value": found});
        assert_eq!(fits("relief", &json!({"value": bound}), &keys), expected, "{bound}: {found}");
    }
}

#[test]
fn of_two_words_that_fail_the_no_is_heard_before_the_unknown() {
    let words = json!({"result": "abnormal", "within": "6 weeks before request"});
    let keys = json!({"concept": "nerve study", "result": "normal"});
    assert_eq!(fits("nerve study", &words, &keys), Fits::No(Reason::OtherResult));
}
