//! Packed rows say what unpacked ones say.

use std::cmp::Ordering;

use proptest::prelude::*;

use super::*;
use crate::domain::{
    deadline::Due,
    draft::Aside,
    hold::Holder,
    problem::Problem,
    queue::{CaseState, Sort, SortKey, Standing},
    words::{CaseKind, CaseOutcome, Priority},
};

/// Rows of all kinds; some have the same number, as files of one case that were named twice.
pub fn rows() -> impl Strategy<Value = Vec<CaseSummary>> {
    prop::collection::vec(row(), 0..40)
}

prop_compose! {
    fn standing()(
        flags in any::<[bool; 4]>(),
        attested in prop::option::weighted(0.1, Just("r1".to_owned())),
        aside in prop::option::weighted(0.2, Just("films")),
        version in prop::option::of(prop::sample::select(vec![0, 1, 7, 70_000])),
    ) -> Standing {
        let aside = aside.map(|reason| Aside { reason: reason.to_owned(), at: String::new() });
        let [draft, amending, imported, records] = flags;
        Standing { draft, amending, attested, aside, outcome: None, version, imported, records }
    }
}

prop_compose! {
    fn row()(
        number in "[A-Za-z0-9][A-Za-z0-9-]{0,3}",
        state in prop::sample::select(CaseState::ALL),
        kind in prop::option::of(prop::sample::select(CaseKind::ALL)),
        priority in prop::option::of(prop::sample::select(Priority::ALL)),
        outcome in prop::option::of(prop::sample::select(CaseOutcome::ALL)),
        hours in prop::option::of(-3_000..3_000_i32),
        aim in prop::option::of(1..300_i64),
        items in prop::collection::vec("[A-Za-z é\nÉİß-]{0,12}", 0..4),
        regions in prop::collection::vec(prop::sample::select(vec!["knee", "Low back", ""]), 0..3),
        services in prop::collection::vec(prop::sample::select(vec!["drug", "MRI-scan"]), 0..3),
        standing in standing(),
        held in prop::option::weighted(0.1, Just("r2")),
        broken in prop::bool::weighted(0.1),
    ) -> CaseSummary {
        let mut row = CaseSummary::broken(number.parse().unwrap(), Vec::new());
        let at: jiff::civil::DateTime = "2026-11-22T09:00".parse().unwrap();
        let later = |h: i32| at.checked_add(jiff::Span::new().hours(h)).unwrap();
        (row.state, row.kind, row.priority, row.outcome) = (state, kind, priority, outcome);
        row.due = hours.map(|h| Due { at: later(h), timed: h % 2 == 0 });
        row.aim = aim.map(|days| later(0).date().checked_sub(jiff::Span::new().days(days)).unwrap());
        row.assigned = hours.map(|h| later(h / 2).date());
        row.items = items;
        row.regions = regions.into_iter().map(str::to_owned).collect();
        row.services = services.into_iter().map(str::to_owned).collect();
        row.standing = Standing { outcome: outcome.filter(|_| !broken), ..standing };
        row.held = held.map(|r| Holder { reviewer: Some(r.to_owned()), ..Holder::unknown() });
        if broken {
            row.problems = vec![Problem::new("faulty").in_file("cases/x.yaml").remedy("mend it")];
        }
        row
    }
}

/// The order of two rows, said plainly: what is not said stands last both ways, then the word of the column, then the most
/// urgent first, then the number.
fn order(sort: Sort, a: &CaseSummary, b: &CaseSummary) -> Ordering {
    let calm = |row: &CaseSummary| row.priority != Some(Priority::Expedited);
    let at = |row: &CaseSummary| row.due.map(|due| due.at);
    let last = |row: &CaseSummary| match (sort.by, row.state) {
        (SortKey::Due, CaseState::Final) => 5,
        (SortKey::Due, CaseState::Broken) => 4,
        (SortKey::Due, CaseState::Waiting) => 3,
        (SortKey::Due, _) if row.standing.aside.is_some() => 2,
        (SortKey::Due, _) => u8::from(row.due.is_none()),
        (SortKey::Kind, _) => u8::from(row.kind.is_none() && row.priority.is_none()),
        (SortKey::Region, _) => u8::from(row.regions.is_empty()),
        (SortKey::Number | SortKey::State | SortKey::Items, _) => 0,
    };
    let by = match sort.by {
        // Rows that are equal so far: both are due, or neither is.
        SortKey::Due => (at(a), calm(a)).cmp(&(at(b), calm(b))),
        SortKey::Number => a.number.cmp(&b.number),
        SortKey::Kind => (calm(a), a.kind).cmp(&(calm(b), b.kind)),
        SortKey::State => a.state.cmp(&b.state),
        SortKey::Region => a.regions.cmp(&b.regions),
        SortKey::Items => a.items.len().cmp(&b.items.len()),
    };
    let by = if sort.reversed { by.reverse() } else { by };
    let never = |row: &CaseSummary| row.due.is_none();
    let undated = if sort.by == SortKey::Due { never(a).cmp(&never(b)) } else { Ordering::Equal };
    let urgent = (never(a), at(a), calm(a)).cmp(&(never(b), at(b), calm(b)));
    last(a).cmp(&last(b)).then(undated).then(by).then(urgent).then(a.number.cmp(&b.number))
}

/// The rows in packs of so many.
fn packed(rows: &[CaseSummary], size: usize) -> Rows {
    let mut all = Rows::default();
    for part in rows.chunks(size.max(1)) {
        let mut pack = Pack::default();
        part.iter().cloned().for_each(|row| pack.push(row));
        all.adopt(Arc::new(pack));
    }
    all
}

proptest! {
    #[test]
    fn a_row_comes_back_as_it_was(rows in rows(), size in 1..20_usize) {
        let packed = packed(&rows, size);
        prop_assert_eq!(packed.iter().collect::<Vec<_>>(), rows.clone());
        for row in &rows {
            let place = packed.find(&row.number).expect("a place");
            prop_assert_eq!(packed.number(place), row.number.clone());
        }
        for (place, row) in (0..).zip(&rows) {
            let record = packed.record(place);
            prop_assert_eq!(Record::read(&record.bytes()), *record);
            prop_assert_eq!(record.is_open(), row.is_open());
            prop_assert_eq!(record.is_late("2026-11-22T09:00".parse().unwrap()),
                row.is_late("2026-11-22T09:00".parse().unwrap()));
        }
    }

    #[test]
    fn packed_rows_stand_in_the_order_that_is_plainly_meant(
        rows in rows(),
        size in 1..20_usize,
        by in prop::sample::select(SortKey::ALL),
        reversed: bool,
        later in 0..40_usize,
    ) {
        let sort = Sort { by, reversed };
        let packed = packed(&rows, size);
        let mut expected: Vec<u32> = (0..packed.end()).collect();
        expected.sort_by(|a, b| order(sort, &rows[*a as usize], &rows[*b as usize]));
        let same = |places: &[u32]| places.iter().map(|p| packed.get(*p)).collect::<Vec<_>>();
        // Of rows with one number and the same words, either may be the first.
        let turned = |a: &CaseSummary, b: &CaseSummary| order(sort, a, b).is_eq();
        let stand = |places: &[u32]| {
            let (is, should) = (same(places), same(&expected));
            is.len() == should.len() && is.iter().zip(&should).all(|(a, b)| a == b || turned(a, b))
        };
        prop_assert!(stand(&packed.sorted(sort)));
        let parted: (Vec<u32>, Vec<u32>) =
            (0..packed.end()).partition(|p| (*p as usize) < later);
        let (old, new) = (packed.sorted_of(sort, parted.0), packed.sorted_of(sort, parted.1));
        prop_assert!(stand(&packed.merged(sort, &old, &new)));
    }
}

#[test]
fn a_row_that_changes_is_found_where_it_is_now() {
    let row = |number: &str| CaseSummary::broken(number.parse().unwrap(), Vec::new());
    let mut rows: Rows = ["A", "B", "C"].into_iter().map(row).collect();
    let before = rows.clone();
    let number: CaseNumber = "B".parse().unwrap();
    let place = rows.find(&number).unwrap();
    rows.remove(place);
    assert_eq!((rows.find(&number), rows.len()), (None, 2));
    rows.push(CaseSummary { state: CaseState::New, ..row("B") });
    let place = rows.find(&number).unwrap();
    assert_eq!((place, rows.get(place).state), (3, CaseState::New));
    assert_eq!(before.len(), 3, "who read them before reads what was");
    assert_eq!(before.get(1).state, CaseState::Broken);
}
