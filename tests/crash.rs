//! Processes that are killed, refused by the disk, or fight for one case. No word that was acknowledged is lost, no
//! determination is torn or written twice, one process holds a case at a time.
//!
//! The killed processes are this very program, started again with a part to play: hence no test harness of its own.
//! `IMR_KILLS` sets how many are killed at random moments; the gate asks for a thousand.

mod support;

#[path = "crash/fight.rs"]
mod fight;
#[path = "crash/parts.rs"]
mod parts;
#[path = "crash/random.rs"]
mod random;
#[path = "crash/rest.rs"]
mod rest;
#[path = "crash/stage.rs"]
mod stage;
#[path = "crash/steps.rs"]
mod steps;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    process::ExitCode,
    time::Instant,
};

type Test = (&'static str, fn());

const TESTS: &[Test] = &[
    (
        "a_kill_at_every_step_leaves_the_old_or_the_new",
        steps::a_kill_at_every_step_leaves_the_old_or_the_new,
    ),
    (
        "a_disk_that_refuses_at_every_step_loses_nothing",
        steps::a_disk_that_refuses_at_every_step_loses_nothing,
    ),
    ("the_steps_are_all_there", steps::the_steps_are_all_there),
    (
        "every_other_act_that_is_killed_or_refused_loses_no_word",
        rest::every_other_act_that_is_killed_or_refused_loses_no_word,
    ),
    (
        "a_refusal_on_the_way_back_is_told_and_made_good",
        rest::a_refusal_on_the_way_back_is_told_and_made_good,
    ),
    (
        "kills_at_random_moments_lose_no_acknowledged_word",
        random::kills_at_random_moments_lose_no_acknowledged_word,
    ),
    (
        "kills_at_random_moments_leave_whole_determinations",
        random::kills_at_random_moments_leave_whole_determinations,
    ),
    ("two_processes_fight_for_one_case", fight::two_processes_fight_for_one_case),
    ("a_killed_holder_stands_in_nobodys_way", fight::a_killed_holder_stands_in_nobodys_way),
];

fn main() -> ExitCode {
    if let Ok(part) = std::env::var("IMR_PART") {
        parts::play(&part);
        return ExitCode::SUCCESS;
    }
    // As the usual harness: names to run, `--exact` and the like let pass.
    let wanted: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    if std::env::args().any(|a| a == "--list") {
        TESTS.iter().for_each(|(name, _)| println!("{name}: test"));
        return ExitCode::SUCCESS;
    }
    let mut failed = Vec::new();
    for (name, test) in TESTS
        .iter()
        .filter(|(name, _)| wanted.is_empty() || wanted.iter().any(|w| name.contains(w.as_str())))
    {
        let begun = Instant::now();
        let passed = catch_unwind(AssertUnwindSafe(test)).is_ok();
        let word = if passed { "ok" } else { "FAILED" };
        println!("test {name} ... {word} ({:.1} s)", begun.elapsed().as_secs_f32());
        if !passed {
            failed.push(name);
        }
    }
    if failed.is_empty() {
        return ExitCode::SUCCESS;
    }
    println!("failed: {failed:?}");
    ExitCode::FAILURE
}
