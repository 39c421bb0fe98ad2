//! The order in which criteria of a guideline rest on each other: a circle could never be decided, and a very
//! long chain is no one's reading (and would be evaluated by a recursion as deep).

use std::collections::{HashMap, HashSet};

use super::{
    guideline::{Clause, Criterion, Guideline},
    problem::Problem,
};

/// Most criteria in a chain, each of which rests on the next.
const MAX_CHAIN: usize = 24;

/// Circles and chains that are too long.
pub(super) fn order_problems(guideline: &Guideline) -> Vec<Problem> {
    let rests_on: HashMap<&str, Vec<&str>> = guideline
        .criteria
        .iter()
        .map(|c| {
            let mut names = Vec::new();
            named(&c.clause, &mut names);
            (c.name.as_str(), names)
        })
        .collect();
    let mut problems = Vec::new();
    let mut settled: HashSet<&str> = HashSet::new();
    let mut open: Vec<&Criterion> = guideline.criteria.iter().collect();
    let mut levels = 0;
    while !open.is_empty() {
        let (now, later): (Vec<&Criterion>, Vec<&Criterion>) = open
            .iter()
            .partition(|c| rests_on[c.name.as_str()].iter().all(|n| settled.contains(n)));
        open = later;
        levels += 1;
        if now.is_empty() {
            let circle = circle(open[0], &rests_on, &settled);
            problems.push(circle_problem(&circle, &guideline.criteria));
            open.retain(|c| !circle.contains(&c.name.as_str()));
            settled.extend(circle);
        } else if levels > MAX_CHAIN {
            let what = format!("more than {MAX_CHAIN} criteria rest on each other in a chain");
            problems.push(Problem::new(what).at(now[0].at).remedy("join some of them"));
            break;
        }
        settled.extend(now.iter().map(|c| c.name.as_str()));
    }
    problems
}

/// The criteria of the file that a clause names.
fn named<'a>(clause: &'a Clause, names: &mut Vec<&'a str>) {
    match clause {
        Clause::All(parts)
        | Clause::Any(parts)
        | Clause::AtLeast(_, parts)
        | Clause::InOrder(parts)
        | Clause::EveryPart(parts)
        | Clause::AnyPart(parts) => {
            for part in parts {
                named(part, names);
            }
        }
        Clause::If(three) => {
            for part in three.iter() {
                named(part, names);
            }
        }
        Clause::Named(name) => names.push(name),
        Clause::Leaf(_) | Clause::Ask(_) => {}
    }
}

/// Walks from criterion to criterion until one comes again: what lies between is a circle.
fn circle<'a>(
    start: &'a Criterion,
    rests_on: &HashMap<&'a str, Vec<&'a str>>,
    settled: &HashSet<&'a str>,
) -> Vec<&'a str> {
    let mut walk = vec![start.name.as_str()];
    while let Some(next) = walk
        .last()
        .and_then(|name| rests_on.get(name))
        .and_then(|names| names.iter().copied().find(|n| !settled.contains(n)))
    {
        if let Some(first) = walk.iter().position(|name| *name == next) {
            return walk.split_off(first);
        }
        walk.push(next);
    }
    walk
}

fn circle_problem(circle: &[&str], criteria: &[Criterion]) -> Problem {
    let first = circle.first().copied().unwrap_or_default();
    let rest = circle.iter().skip(1).map(|name| format!("`{name}`, which rests on "));
    let what = format!(
        "criterion `{first}` rests on {}{}",
        rest.collect::<String>(),
        if circle.len() > 1 { format!("`{first}` again") } else { "itself".to_owned() }
    );
    let mut problem = Problem::new(what).remedy("take one of these names out to break the circle");
    problem.at = criteria.iter().find(|c| c.name == first).map(|c| c.at);
    problem
}
