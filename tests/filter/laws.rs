//! Laws of the language, over random meanings and random texts.

use imr_workbench::domain::{
    case::CaseNumber,
    deadline::Due,
    draft::Aside,
    filter::{
        DueTest, Expr, Filter, Has, HeldTest, Names, Op, Plan, Standpoint, StateTest, Test,
        complete,
    },
    hold::Holder,
    queue::{CaseState, CaseSummary},
    rows::{Bits, Pack, Rows},
    words::{CaseKind, CaseOutcome, Priority},
};
use proptest::{prelude::*, sample::select};

use crate::plain;

fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(512);
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) }
}

fn names() -> Names {
    let of = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect();
    Names { regions: of(&["low back", "knee"]), services: of(&["drug", "home health"]) }
}

fn word() -> impl Strategy<Value = String> {
    let odd =
        ["and", "or", "not", "-x", "a:b", "state:new", "<3d", "\"", "\\", "(", "é", "low back"];
    prop_oneof![
        "[a-z0-9]{1,3}",
        select(odd.to_vec()).prop_map(str::to_owned),
        "\\PC{1,6}".prop_map(|text| text.to_lowercase()),
    ]
    .prop_filter("a case folded text", |text| !text.is_empty() && text.to_lowercase() == *text)
}

fn op() -> impl Strategy<Value = Op> {
    select(vec![Op::Is, Op::Less, Op::AtMost, Op::More, Op::AtLeast])
}

fn due() -> impl Strategy<Value = DueTest> {
    let compared = select(vec![Op::Less, Op::AtMost, Op::More, Op::AtLeast]);
    let dates = select(vec!["2026-11-22", "2026-12", "2027"]);
    prop_oneof![
        Just(DueTest::None),
        Just(DueTest::Late),
        (op(), 0..40i64).prop_map(|(op, n)| DueTest::Days(op, n)),
        (compared, 0..200i64).prop_map(|(op, n)| DueTest::Hours(op, n)),
        (op(), dates).prop_map(|(op, day)| DueTest::Date(op, day.parse().unwrap())),
    ]
}

fn test() -> impl Strategy<Value = Test> {
    let held = ["r1", "imr", "a b", "me2"];
    prop_oneof![
        select(CaseState::ALL).prop_map(|s| Test::State(StateTest::Is(s))),
        Just(Test::State(StateTest::Open)),
        select(CaseKind::ALL).prop_map(Test::Kind),
        select(Priority::ALL).prop_map(Test::Priority),
        select(CaseOutcome::ALL).prop_map(Test::Outcome),
        select(Has::ALL).prop_map(Test::Has),
        select(vec!["low back", "back", "knee"]).prop_map(|r| Test::Region(r.to_owned())),
        select(vec!["drug", "home health"]).prop_map(|s| Test::Service(s.to_owned())),
        word().prop_map(Test::Number),
        word().prop_map(Test::Item),
        (op(), 0..5i64).prop_map(|(op, n)| Test::Items(op, n)),
        due().prop_map(Test::Due),
        select(vec![HeldTest::Me, HeldTest::Other, HeldTest::No, HeldTest::Anybody])
            .prop_map(Test::Held),
        select(held.to_vec()).prop_map(|n| Test::Held(HeldTest::Name(n.to_owned()))),
    ]
}

fn expr() -> impl Strategy<Value = Expr> {
    let leaf = prop_oneof![word().prop_map(Expr::Text), test().prop_map(Expr::Field)];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let some = prop::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            inner.prop_map(Expr::negated),
            some.clone().prop_map(|of| Expr::all(of).unwrap()),
            some.prop_map(|of| Expr::any(of).unwrap()),
        ]
    })
}

prop_compose! {
    fn row()(
        state in select(CaseState::ALL),
        kind in prop::option::of(select(CaseKind::ALL)),
        priority in prop::option::of(select(Priority::ALL)),
        hours in prop::option::of(-100..1000i32),
        items in prop::collection::vec(select(vec!["Knee MRI a b é", "HOME health\nx", "", "İ 1"]), 0..5),
        lists in prop::collection::vec(select(vec!["Low-back", "knee", "drug"]), 0..3),
        digit in 0..3u8,
        outcome in prop::option::of(select(CaseOutcome::ALL)),
        held in prop::option::of(select(vec!["r1", "r2"])),
        flags in any::<[bool; 3]>(),
    ) -> CaseSummary {
        let number: CaseNumber = format!("CM26-000011{digit}").parse().unwrap();
        let mut row = CaseSummary::broken(number, Vec::new());
        row.kind = kind;
        row.priority = priority;
        row.due = hours.map(|h| {
            let at: jiff::civil::DateTime = "2026-11-22T09:00".parse().unwrap();
            Due { at: at.checked_add(jiff::Span::new().hours(h)).unwrap(), timed: true }
        });
        row.items = items.into_iter().map(str::to_owned).collect();
        row.regions = lists.iter().map(|list| (*list).to_owned()).collect();
        row.services = lists.iter().rev().map(|list| (*list).to_owned()).collect();
        row.outcome = outcome;
        row.held = held.map(|r| Holder { reviewer: Some(r.to_owned()), ..Holder::unknown() });
        row.standing.draft = flags[0];
        row.standing.records = flags[1];
        row.standing.aside = flags[2].then(|| Aside { reason: "x".into(), at: String::new() });
        row.state = state;
        row
    }
}

fn lets(expr: &Expr, row: &CaseSummary) -> bool {
    let rows: Rows = [row.clone()].into_iter().collect();
    let from = Standpoint { now: "2026-11-22T09:00".parse().unwrap(), me: Some("r1") };
    !Filter::of(expr.clone()).places(&rows, from).is_empty()
}

fn both(a: &Expr, b: &Expr) -> Expr {
    Expr::all(vec![a.clone(), b.clone()]).unwrap()
}

fn one(a: &Expr, b: &Expr) -> Expr {
    Expr::any(vec![a.clone(), b.clone()]).unwrap()
}

fn not(a: &Expr) -> Expr {
    a.clone().negated()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_meaning_that_is_printed_reads_back(expr in expr()) {
        let text = expr.to_string();
        let read = Filter::read(&text, &names());
        let read = read.map_err(|f| TestCaseError::fail(f.under(&text)))?;
        prop_assert_eq!(read.expr(), Some(&expr), "{}", text);
    }

    #[test]
    fn any_text_is_read_or_refused_at_a_place_in_it(text in "\\PC{0,40}") {
        if let Err(fault) = Filter::read(&text, &names()) {
            prop_assert!(fault.at <= text.chars().count());
            prop_assert!(!fault.what.is_empty());
        }
        complete(&text, &names());
    }

    #[test]
    fn what_looks_like_a_filter_is_read_or_refused_too(
        parts in prop::collection::vec(select(vec![
            "(", ")", "-", "\"", "\\", "and", "or", "not", " ", ":", "due:", "<", "3d", "state:",
            "new", "items:", ">", "2", "held:", "me", "région", "region:low-back", "2026-1",
        ]), 0..16),
    ) {
        let text = parts.concat();
        let read = Filter::read(&text, &names());
        // What is said of a beginning that is no mistake yet must not be said of a mistake in its middle.
        if let Err(fault) = &read {
            prop_assert!(fault.at <= text.chars().count());
        }
        let completed = complete(&text, &names());
        prop_assert!(completed.text.len() >= text.len() || completed.options.is_empty());
    }

    #[test]
    fn nots_and_ors_and_ands_are_what_they_are_called(
        a in expr(), b in expr(), c in expr(), row in row(),
    ) {
        let is = |e: &Expr| lets(e, &row);
        prop_assert_eq!(is(&not(&not(&a))), is(&a));
        prop_assert_eq!(is(&not(&a)), !is(&a));
        prop_assert_eq!(is(&both(&a, &b)), is(&a) && is(&b));
        prop_assert_eq!(is(&one(&a, &b)), is(&a) || is(&b));
        prop_assert_eq!(both(&a, &both(&b, &c)), both(&both(&a, &b), &c));
        prop_assert_eq!(is(&not(&both(&a, &b))), is(&one(&not(&a), &not(&b))));
        prop_assert_eq!(is(&both(&a, &one(&b, &c))), is(&one(&both(&a, &b), &both(&a, &c))));
    }

    #[test]
    fn packed_rows_are_let_through_as_the_plain_meaning_says(
        expr in expr(),
        all in prop::collection::vec(row(), 1..30),
        size in 1..9usize,
        dead in 0..30u32,
        second in 0..2i8,
        cut in 0..30u32,
    ) {
        let mut rows = Rows::default();
        for part in all.chunks(size) {
            let mut pack = Pack::default();
            part.iter().cloned().for_each(|row| pack.push(row));
            rows.adopt(pack.into());
        }
        rows.remove(dead);
        let now = jiff::civil::date(2026, 11, 22).at(9, 0, second, 0);
        let from = Standpoint { now, me: Some("r1") };
        let (mut through, mut plan) = (Bits::none(rows.end()), Plan::of(&expr, &rows, from));
        let cut = cut.min(rows.end());
        plan.select(&rows, 0..cut, &mut through);
        plan.select(&rows, cut..rows.end(), &mut through);
        for (place, row) in (0..).zip(&all) {
            let lets = place != dead && plain::lets(&expr, row, from);
            prop_assert_eq!(through.has(place), lets, "{} {:?}", expr, row);
        }
    }

    #[test]
    fn a_comparison_and_its_contrary_share_the_dated_cases(n in 0..40i64, row in row()) {
        let due = |op| lets(&Expr::Field(Test::Due(DueTest::Days(op, n))), &row);
        let dated = row.due.is_some() && row.state != CaseState::Final;
        prop_assert_eq!(due(Op::Less) || due(Op::AtLeast), dated);
        prop_assert!(!(due(Op::Less) && due(Op::AtLeast)));
        prop_assert_eq!(due(Op::AtMost), due(Op::Less) || due(Op::Is));
    }
}
