//! What a filter means, said plainly of one row: nothing packed, nothing searched ahead. The laws hold the columns to it.

use imr_workbench::domain::{
    date::days_between,
    deadline::Due,
    filter::{DueTest, Expr, Has, HeldTest, Op, Standpoint, StateTest, Test},
    hold::Holder,
    queue::{CaseState, CaseSummary},
    words::{CaseKind, CaseOutcome, Priority},
};

pub fn lets(expr: &Expr, row: &CaseSummary, from: Standpoint<'_>) -> bool {
    match expr {
        Expr::Text(words) => said(row).any(|line| line.to_lowercase().contains(words)),
        Expr::Field(asked) => field(asked, row, from),
        Expr::Not(inner) => !lets(inner, row, from),
        Expr::And(members) => members.iter().all(|member| lets(member, row, from)),
        Expr::Or(members) => members.iter().any(|member| lets(member, row, from)),
    }
}

/// All that a row says in words, a line each: no phrase spans two.
fn said(row: &CaseSummary) -> impl Iterator<Item = &str> {
    let words = [
        Some(row.number.as_str()),
        Some(row.state.word()),
        row.kind.map(CaseKind::word),
        row.priority.map(Priority::word),
        row.outcome.map(CaseOutcome::word),
    ];
    let lists = row.regions.iter().chain(&row.services).chain(&row.items);
    words.into_iter().flatten().chain(lists.map(String::as_str))
}

fn field(asked: &Test, row: &CaseSummary, from: Standpoint<'_>) -> bool {
    let terms = |list: &[String], wanted: &str| {
        list.iter().any(|term| term.to_lowercase().replace('-', " ").contains(wanted))
    };
    match asked {
        Test::State(StateTest::Is(state)) => row.state == *state,
        Test::State(StateTest::Open) => [CaseState::New, CaseState::InWork].contains(&row.state),
        Test::Kind(kind) => row.kind == Some(*kind),
        Test::Priority(priority) => row.priority == Some(*priority),
        Test::Outcome(outcome) => row.outcome == Some(*outcome),
        Test::Number(part) => row.number.as_str().to_lowercase().contains(part),
        Test::Item(words) => row.items.iter().any(|title| title.to_lowercase().contains(words)),
        Test::Region(term) => terms(&row.regions, term),
        Test::Service(term) => terms(&row.services, term),
        Test::Items(op, many) => holds(*op, &i64::try_from(row.items.len()).unwrap(), many),
        Test::Due(_) if row.state == CaseState::Final => false,
        Test::Due(due) => row.due.map_or(*due == DueTest::None, |at| falls(due, at, from)),
        Test::Held(held) => holding(held, row.held.as_ref(), from.me),
        Test::Has(Has::Draft) => row.standing.draft,
        Test::Has(Has::Attestation) => row.standing.attested.is_some(),
        Test::Has(Has::Aside) => row.standing.aside.is_some(),
        Test::Has(Has::Amendment) => row.standing.amending,
        Test::Has(Has::Records) => row.standing.records,
        Test::Has(Has::Clock) => row.due.is_some(),
        Test::Has(Has::Problems) => !row.problems.is_empty(),
    }
}

fn holds<T: Ord>(op: Op, a: &T, b: &T) -> bool {
    match op {
        Op::Is => a == b,
        Op::Less => a < b,
        Op::AtMost => a <= b,
        Op::More => a > b,
        Op::AtLeast => a >= b,
    }
}

fn falls(asked: &DueTest, due: Due, from: Standpoint<'_>) -> bool {
    let day = due.at.date();
    match asked {
        DueTest::None => false,
        DueTest::Late => from.now > due.at,
        DueTest::Days(op, days) => holds(*op, &days_between(from.now.date(), day), days),
        DueTest::Hours(op, hours) => holds(*op, &due.minutes_left(from.now), &(hours * 60)),
        DueTest::Date(Op::Is, date) => date.first() <= day && day <= date.last(),
        DueTest::Date(op @ (Op::Less | Op::AtLeast), date) => holds(*op, &day, &date.first()),
        DueTest::Date(op, date) => holds(*op, &day, &date.last()),
    }
}

fn holding(asked: &HeldTest, holder: Option<&Holder>, me: Option<&str>) -> bool {
    let Some(holder) = holder else { return *asked == HeldTest::No };
    let mine = me.is_some() && holder.reviewer.as_deref() == me;
    match asked {
        HeldTest::No => false,
        HeldTest::Anybody => true,
        HeldTest::Me => mine,
        HeldTest::Other => !mine,
        HeldTest::Name(name) => {
            let mut names = holder.reviewer.iter().chain([&holder.user]);
            names.any(|known| known.to_lowercase() == *name)
        }
    }
}
