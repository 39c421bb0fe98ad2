//! Changes on one scale, sums, parts of a request, ladders and choices.

use serde_json::{Value as Json, json};

use super::super::{
    matching::Reason,
    testing::{leaf, proven, value},
    value::{Value, Why},
};

fn relief(value: &str, date: &str) -> Json {
    json!({"concept": "relief", "value": value, "date": date})
}

fn halved() -> crate::domain::guideline::Leaf {
    leaf("relief", json!({"value": "at least 50 percent lower", "since": "injury"}))
}

#[test]
fn a_change_is_counted_from_the_last_amount_before() {
    let before = relief("8 points", "2013-12-01");
    let earlier = relief("2 points", "2013-01-01");
    for (after, expected) in [
        ("4 points", Value::Met),
        ("5 points", Value::NotMet),
        ("3 to 5 points", Value::Undetermined(Why::Unclear)),
    ] {
        let list = [earlier.clone(), before.clone(), relief(after, "2015-01-01")];
        assert_eq!(value(halved(), &list), expected, "{after}");
    }
}

#[test]
fn a_change_without_a_beginning_is_unclear() {
    let proof = proven(halved(), &[relief("4 points", "2015-01-01")]);
    assert_eq!(proof.value, Value::Undetermined(Why::Unclear));
    assert_eq!(proof.near[0].reason, Reason::NoBaseline);
}

#[test]
fn a_change_on_another_scale_is_none() {
    let list = [relief("80 percent", "2013-12-01"), relief("4 points", "2015-01-01")];
    assert_eq!(value(halved(), &list), Value::Undetermined(Why::Unclear));
}

#[test]
fn a_change_lasts_from_the_day_it_is_counted_from() {
    let words = json!({
        "value": "at least 50 percent lower", "since": "injury", "lasting": "12 months or more"
    });
    let before = relief("8 points", "2013-12-01");
    for (day, expected) in [("2014-06-01", Value::NotMet), ("2015-03-01", Value::Met)] {
        let list = [before.clone(), relief("3 points", day)];
        assert_eq!(value(leaf("relief", words.clone()), &list), expected, "{day}");
    }
}

#[test]
fn a_soft_and_a_firm_end_leave_the_middle_open() {
    for (found, expected) in [
        ("3 weeks", Value::NotMet),
        ("5 weeks", Value::Undetermined(Why::Unclear)),
        ("6 weeks", Value::Met),
    ] {
        let words = json!({"lasting": "4 to 6 weeks or more"});
        let list = [json!({"concept": "symptoms", "lasting": found})];
        assert_eq!(value(leaf("symptoms", words), &list), expected, "{found}");
    }
}

#[test]
fn amounts_of_a_unit_are_summed_and_the_record_is_a_lower_limit() {
    let list = [relief("8 points", "2014-05-01"), relief("12 points", "2014-06-01")];
    let sum = |bound: &str, silent: bool| {
        let mut words = json!({"count": bound});
        if silent {
            words["silent"] = json!("absent");
        }
        proven(leaf("relief", words), &list)
    };
    assert_eq!(sum("at most 24 points", true).value, Value::Met);
    assert_eq!(sum("at most 24 points", true).sum.as_deref(), Some("12 + 8 = 20 of 24"));
    assert_eq!(sum("at most 24 points", false).value, Value::Undetermined(Why::Silent));
    assert_eq!(sum("at most 19 points", false).value, Value::NotMet, "more than that is known");
    assert_eq!(sum("at least 20 points", false).value, Value::Met);
    assert_eq!(sum("at least 21 points", false).value, Value::Undetermined(Why::Silent));
    assert_eq!(sum("at least 21 points", true).value, Value::NotMet);
}

#[test]
fn two_amounts_of_one_day_that_lead_apart_leave_a_change_open_whatever_their_order() {
    let mut list = [
        relief("8 points", "2013-12-01"),
        relief("5 points", "2013-12-01"),
        relief("4 points", "2015-01-01"),
    ];
    assert_eq!(value(halved(), &list), Value::Undetermined(Why::Unclear));
    list.swap(0, 1);
    assert_eq!(value(halved(), &list), Value::Undetermined(Why::Unclear));
}
