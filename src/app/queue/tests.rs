//! Rows that change one by one are shown as if all had come anew.

use proptest::{prelude::*, sample::select};

use super::*;
use crate::domain::{
    deadline::Due,
    queue::CaseState,
    rows::{Change, Pack},
};

fn now() -> DateTime {
    "2026-11-22T09:00".parse().unwrap()
}

fn queue(sort: Sort, filter: &str) -> Queue {
    let mut queue = Queue::new(&Settings::default(), &Vocabulary::default(), now());
    queue.sort = sort;
    queue.filter = Filter::read(filter, &queue.names).unwrap();
    queue
}

prop_compose! {
    fn row()(
        number in 0..9_u8,
        state in select(vec![CaseState::New, CaseState::InWork, CaseState::Final]),
        hours in prop::option::of(0..5_i32),
        title in select(vec!["Knee MRI", "Hip MRI"]),
    ) -> CaseSummary {
        let number = format!("A-{number}").parse().unwrap();
        let due = hours.map(|h| {
            let at = now().checked_add(jiff::Span::new().hours(h)).unwrap();
            Due { at, timed: true }
        });
        let row = CaseSummary::broken(number, Vec::new());
        CaseSummary { state, due, items: vec![title.to_owned()], ..row }
    }
}

fn change(rows: Vec<CaseSummary>, also_gone: &[CaseNumber]) -> Change {
    let mut instead_of: Vec<CaseNumber> = rows.iter().map(|row| row.number.clone()).collect();
    instead_of.extend_from_slice(also_gone);
    let mut pack = Pack::default();
    rows.into_iter().for_each(|row| pack.push(row));
    Change { instead_of, rows: pack.into() }
}

proptest! {
    #[test]
    fn rows_that_come_one_by_one_are_shown_as_if_they_had_come_together(
        first in prop::collection::btree_map(0..9_u8, row(), 0..9),
        changes in prop::collection::vec((row(), any::<bool>()), 1..8),
        by in select(SortKey::ALL),
        reversed: bool,
        filter in select(vec!["", "hip", "state:new", "not state:final"]),
    ) {
        let sort = Sort { by, reversed };
        let mut all: Vec<CaseSummary> = Vec::new();
        for row in first.into_values() {
            all.retain(|other| other.number != row.number);
            all.push(row);
        }
        let mut queue = queue(sort, filter);
        queue.take(all.iter().cloned().collect(), None);
        for (row, gone) in changes {
            let number = row.number.clone();
            let (at, selected) = (queue.position(), queue.selected().cloned());
            let before: Vec<CaseNumber> = queue.shown().map(|row| row.number).collect();
            all.retain(|other| other.number != number);
            if gone {
                queue.put(&change(Vec::new(), &[number]));
            } else {
                all.push(row.clone());
                queue.put(&change(vec![row], &[]));
            }
            let mut anew = super::tests::queue(sort, filter);
            anew.take(all.iter().cloned().collect(), None);
            let shown: Vec<CaseSummary> = queue.shown().collect();
            prop_assert_eq!(&shown, &anew.shown().collect::<Vec<_>>());
            prop_assert_eq!(queue.tally, anew.tally);
            let counts = |queue: &Queue| queue.views.iter().map(|v| v.count).collect::<Vec<_>>();
            prop_assert_eq!(counts(&queue), counts(&anew));
            let next = queue.current().and_then(|row| queue.next_open(&row.number, false));
            prop_assert_eq!(queue.has_other_open(), next.is_some());
            let others = queue.shown().enumerate().filter(|(at, _)| *at != queue.position());
            prop_assert_eq!(queue.has_other_open(), others.into_iter().any(|(_, row)| row.is_open()));
            for number in all.iter().map(|row| &row.number).chain([&"A-9".parse().unwrap()]) {
                let next = queue.next_open(number, false);
                prop_assert_eq!(queue.has_open_after(number), next.is_some(), "{}", number);
            }
            // The cursor stays on its case; on its place, where that is hidden.
            let (Some(selected), true) = (selected, before.get(at).is_some()) else { continue };
            if shown.iter().any(|row| row.number == selected) {
                prop_assert_eq!(queue.current().map(|row| row.number), Some(selected));
            } else if before[at] == selected && all.iter().any(|row| row.number == selected) {
                let below = before[at + 1..].iter().chain(before[..at].iter().rev());
                let next = below.into_iter().find(|n| shown.iter().any(|row| row.number == **n));
                prop_assert_eq!(queue.current().map(|row| row.number), next.cloned());
            }
        }
    }
}

proptest! {
    /// What is shown while only the first rows are known is what is shown when all are.
    #[test]
    fn a_queue_opens_as_it_is_with_all_of_its_rows(
        rows in prop::collection::btree_map(0..60_u8, row(), 0..60),
        first in 0..40_usize,
        filter in select(vec!["", "hip", "state:new", "not state:final"]),
        left in prop::option::of(0..60_u8),
        height in 1..12_usize,
    ) {
        let number = |n: u8| format!("A-{n:02}").parse().unwrap();
        let rows = rows.into_iter().map(|(n, row)| CaseSummary { number: number(n), ..row });
        let rows: Rows = rows.collect();
        let mut queue = queue(Sort::default(), filter);
        queue.selected = left.map(number);
        let in_order = rows.sorted(Sort::default());
        let part: Rows = in_order.iter().take(first).map(|place| rows.get(*place)).collect();
        let opening = queue.opening(part, rows.len(), None, height);
        queue.take(rows.clone(), None);
        if let Some(opening) = opening {
            prop_assert_eq!(opening.ahead(), Some(rows.len()));
            prop_assert_eq!(opening.selected(), queue.selected());
            let at = opening.position();
            prop_assert_eq!(at, queue.position());
            let screen = |queue: &Queue| queue.shown().take(at + height).collect::<Vec<_>>();
            prop_assert_eq!(screen(&opening), screen(&queue));
        } else if filter.is_empty() && left.is_none() && first > height {
            let opens = queue.current().is_some_and(|row| row.is_open());
            prop_assert!(!opens || rows.len() <= height);
        }
    }
}

/// Two files came to one number, and then one of them is mended.
#[test]
fn rows_of_one_number_count_once_each_while_they_are_there() {
    let row =
        |state| CaseSummary { state, ..CaseSummary::broken("A-1".parse().unwrap(), Vec::new()) };
    let number: CaseNumber = "A-1".parse().unwrap();
    let mut queue = queue(Sort::default(), "");
    queue.take([CaseState::New, CaseState::New].map(row).into_iter().collect(), None);
    assert_eq!((queue.shown_len(), queue.open), (2, 2));
    queue.put(&change(vec![row(CaseState::New)], &[]));
    assert_eq!((queue.shown_len(), queue.open), (1, 1));
    assert!(!queue.has_other_open() && queue.shows(&number));
    queue.put(&change(vec![row(CaseState::Final)], &[]));
    assert_eq!((queue.shown_len(), queue.open), (1, 0));
}

/// At every frame the hints ask for another open case, of a million of which none may be: it is read from a count.
#[test]
fn who_asks_for_another_open_case_looks_at_no_other_row() {
    let row = |n| CaseSummary::broken(format!("A-{n}").parse().unwrap(), Vec::new());
    let mut queue = queue(Sort::default(), "");
    queue.take((0..9).map(row).collect(), None);
    let second = queue.number_at(1).unwrap();
    assert!(!queue.has_other_open() && !queue.has_open_after(&second));
    queue.open = 1;
    assert!(queue.has_other_open() && queue.has_open_after(&second));
}

#[test]
fn another_order_or_a_case_further_down_needs_all_rows() {
    let rows = |numbers: std::ops::Range<u8>| -> Rows {
        let row = |n| CaseSummary::broken(format!("A-{n:02}").parse().unwrap(), Vec::new());
        numbers.map(|n| CaseSummary { state: CaseState::New, ..row(n) }).collect()
    };
    let opens = |queue: &Queue| queue.opening(rows(0..20), 90, None, 5).is_some();
    let mut queue = queue(Sort::default(), "");
    assert!(opens(&queue));
    queue.selected = Some("A-14".parse().unwrap());
    assert!(opens(&queue));
    queue.selected = Some("A-15".parse().unwrap());
    assert!(!opens(&queue), "the screen goes on below the rows that are known");
    queue.selected = Some("A-55".parse().unwrap());
    assert!(!opens(&queue));
    queue.selected = None;
    queue.sort_by(SortKey::Number);
    assert!(!opens(&queue));
}
