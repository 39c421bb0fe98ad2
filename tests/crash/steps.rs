//! Every named step of saving and of finalizing: killed there, or refused there by the disk.

use std::{collections::BTreeSet, fs, io::Read};

use crate::{
    stage::{DRAFT, Desk, LETTER, YAML, all_is_whole, small, start},
    support::workspace::Workspace,
};

/// Runs the finalizer to its end, with this asked of its fail points; gives back what it told.
fn finalize(copy: &Workspace, fail: &str) -> String {
    let mut child = start("finalizer", copy.path(), &[("IMR_FAIL", fail)]);
    let mut told = String::new();
    child.stdout.take().unwrap().read_to_string(&mut told).unwrap();
    child.wait().unwrap();
    told
}

/// Each step that the finalizer reaches, with how often.
fn steps() -> Vec<(String, usize)> {
    let copy = small();
    let list = copy.file("steps");
    let told = finalize(&copy, &format!("?{}", list.display()));
    assert_eq!(told, "saved\nfinal\n");
    let text = fs::read_to_string(list).unwrap();
    let mut steps: Vec<(String, usize)> = Vec::new();
    for step in text.lines() {
        match steps.iter_mut().find(|(name, _)| name == step) {
            Some((_, times)) => *times += 1,
            None => steps.push((step.to_owned(), 1)),
        }
    }
    steps
}

/// A step that is no more, or has no name, would be tested by nobody.
pub fn the_steps_are_all_there() {
    let steps = steps();
    let names: BTreeSet<&str> = steps.iter().map(|(name, _)| name.as_str()).collect();
    for act in ["draft", "draft.beginning", "finalize.intent", "finalize.letter", "finalize.yaml"] {
        for part in ["open", "write", "sync", "rename", "settle"] {
            assert!(names.contains(format!("{act}.{part}").as_str()), "{act}.{part}: {names:?}");
        }
    }
    for step in ["hold.write", "audit.open", "audit.write", "audit.sync", "finalize.done.remove"] {
        assert!(names.contains(step), "{step}: {names:?}");
    }
    println!("  {} steps", steps.iter().map(|(_, n)| n).sum::<usize>());
}

pub fn a_kill_at_every_step_leaves_the_old_or_the_new() {
    let mut ran = 0;
    for (step, times) in steps() {
        for n in 1..=times {
            let copy = small();
            let desk = Desk::open(copy.path());
            let told = finalize(&copy, &format!("{step}:{n}:kill"));
            // Letting go of the case comes after all is done and told.
            let late = step.starts_with("hold.remove");
            assert_eq!(is_told_final(&told), late, "{step}:{n} was not reached: {told}");
            all_is_whole(&desk, copy.path());
            let is_final = desk.store.determination(&desk.number).unwrap().is_some();
            if told.contains("saved") && !is_final {
                assert_eq!(desk.words().as_deref(), Some("Why."), "{step}:{n}");
            }
            // The step after the intent's rename has been promised: it is completed, not forgotten.
            let promised = ["finalize.letter", "finalize.yaml", "audit", "finalize.done"];
            if promised.iter().any(|p| step.starts_with(p)) {
                assert!(is_final, "{step}:{n} was begun and not completed");
            }
            if !is_final {
                let hold = desk.hold().unwrap();
                desk.store.save_draft(&hold, &desk.draft("Why.")).unwrap();
                desk.store.finalize(&hold, &desk.prepared("Why.")).unwrap();
                all_is_whole(&desk, copy.path());
            }
            assert!(!copy.file(DRAFT).exists(), "{step}:{n}: no ghost draft");
            ran += 1;
        }
    }
    println!("  {ran} kills");
}

/// The disk refuses once at a step: either nothing has happened and it is said, or all of it has.
pub fn a_disk_that_refuses_at_every_step_loses_nothing() {
    let mut ran = 0;
    for (step, times) in steps() {
        for (n, errno) in
            (1..=times).flat_map(|n| ["ENOSPC", "EACCES", "EIO"].map(|errno| (n, errno)))
        {
            let copy = small();
            let desk = Desk::open(copy.path());
            let told = finalize(&copy, &format!("{step}:{n}:{errno}"));
            let at = format!("{step}:{n}:{errno}: {told}");
            if told.contains("refused") {
                assert!(!copy.file(YAML).exists() && !copy.file(LETTER).exists(), "{at}");
                assert!(!copy.file(".imr/finalizing.json").exists(), "{at}");
                assert_eq!(desk.words().as_deref(), Some("Why."), "{at}");
            }
            let is_final = desk.store.determination(&desk.number).unwrap().is_some();
            assert_eq!(is_final, is_told_final(&told), "{at}");
            all_is_whole(&desk, copy.path());
            if told.contains("saved") && !is_final {
                let hold = desk.hold().unwrap();
                desk.store.finalize(&hold, &desk.prepared("Why.")).unwrap();
                all_is_whole(&desk, copy.path());
            }
            ran += 1;
        }
    }
    println!("  {ran} refusals");
}

/// `final`, or `final, but …`; a path in a refusal is neither.
fn is_told_final(told: &str) -> bool {
    told.lines().any(|line| line.starts_with("final"))
}
