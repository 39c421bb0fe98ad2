//! Laws of the criteria, over random guidelines and random findings: each answer is held against its own meaning,
//! spelled out by brute force.

#[path = "criteria_laws/given.rs"]
mod given;
#[path = "criteria_laws/meaning.rs"]
mod meaning;

use std::collections::BTreeSet;

use given::{World, count, finding, worlds};
use imr_workbench::criteria::{
    Proof, Shape, Value, Why,
    complete::{AsRead, root_with},
    questions::Need,
};
use meaning::{Asked, asked, brute_rests_on, brute_settles, decided, leaves, settled, word};
use proptest::prelude::*;

fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(256);
    ProptestConfig {
        failure_persistence: None,
        max_shrink_iters: 4000,
        ..ProptestConfig::with_cases(cases)
    }
}

fn json(proof: &Proof) -> String {
    serde_json::to_string(proof).unwrap()
}

/// Values and, leaf by leaf, who speaks for it: what the order of a file must not touch.
fn gist(proof: &Proof) -> (Value, Vec<(String, Value, BTreeSet<String>)>) {
    let found = leaves(proof)
        .into_iter()
        .map(|leaf| (leaf.asks.clone(), leaf.value, leaf.witnesses.iter().cloned().collect()));
    (proof.value, found.collect())
}

fn sets(lists: &[Vec<String>]) -> BTreeSet<BTreeSet<String>> {
    lists.iter().map(|set| set.iter().cloned().collect()).collect()
}

proptest! {
    #![proptest_config(config())]

    /// (a) Once decided, whatever is still open may turn out either way: the result stays.
    #[test]
    fn a_result_survives_whatever_is_found_out(world in worlds(8), bits in any::<u64>()) {
        let proof = world.proof();
        let open = asked(&proof);
        let all = |mask: u64| -> Vec<(Asked, bool)> {
            open.iter().enumerate().map(|(n, a)| (a.clone(), mask >> n & 1 == 1)).collect()
        };
        let plain = root_with(&proof, &proof.root(), &AsRead);
        if matches!(plain, Value::Undetermined(_)) {
            return Ok(());
        }
        prop_assert_eq!(plain, proof.value, "completion adds to what is known, it takes nothing back");
        for mask in [0, u64::MAX, bits, !bits, bits.rotate_left(7)] {
            for known in 0..=open.len() {
                prop_assert_eq!(settled(&proof, &all(mask)[..known], &[]), plain);
            }
        }
    }

    /// (b) One finding cannot turn silence into a contradiction.
    #[test]
    fn one_finding_never_makes_silence_a_contradiction(world in worlds(6), more in finding(99)) {
        let before = world.proof();
        let after = world.with(more).proof();
        let pairs = leaves(&before).into_iter().zip(leaves(&after));
        for (was, is) in pairs {
            let untouched = was.witnesses.is_empty() && was.near.is_empty() && was.against.is_empty();
            if was.value == Value::Undetermined(Why::Silent) && untouched {
                prop_assert_ne!(is.value, Value::Undetermined(Why::Conflict), "{}", &is.asks);
            }
        }
    }

    /// (b) A finding on something else changes nothing at all.
    #[test]
    fn an_unrelated_finding_changes_nothing(world in worlds(6), mut more in finding(99)) {
        more["concept"] = "elsewhere".into();
        prop_assert_eq!(json(&world.proof()), json(&world.with(more).proof()));
    }

    /// (c) What a result rests on, against taking away every choice of findings.
    #[test]
    fn what_it_rests_on_is_exact(world in worlds(7)) {
        let proof = world.proof();
        if !proof.answers.partial {
            prop_assert_eq!(sets(&proof.answers.rests_on), brute_rests_on(&world));
            prop_assert_eq!(sets(&proof.answers.rests_on).len(), proof.answers.rests_on.len());
        }
    }

    /// (d) What would settle it, against every assignment of what is open; (f) and whether it is settled already.
    #[test]
    fn what_would_settle_it_is_exact(world in worlds(6)) {
        let proof = world.proof();
        let open = asked(&proof);
        if proof.answers.partial || open.len() > 6 {
            return Ok(());
        }
        prop_assert_eq!(word(proof.value), word(decided(&proof, &open)));
        let mut found: Vec<(Value, Vec<String>)> = proof
            .answers
            .would_settle
            .iter()
            .map(|s| (s.value, s.needs.iter().map(Need::request).collect()))
            .collect();
        let key = |s: &(Value, Vec<String>)| (s.0 != Value::Met, s.1.clone());
        found.sort_by_key(key);
        let mut expected = if matches!(proof.value, Value::Undetermined(_)) {
            brute_settles(&proof, &open)
        } else {
            Vec::new()
        };
        expected.sort_by_key(key);
        prop_assert_eq!(found, expected);
    }

    /// (e) Same inputs, same bytes; another order of the same findings, the same result for the same reasons.
    #[test]
    fn the_order_of_findings_is_no_reason(world in worlds(8), turn in 0usize..8, flip in any::<bool>()) {
        let proof = world.proof();
        prop_assert_eq!(json(&proof), json(&world.clone().proof()));
        let turned = world.turned(turn, flip);
        let other = turned.proof();
        prop_assert_eq!(gist(&proof), gist(&other));
        if !proof.answers.partial && !other.answers.partial {
            prop_assert_eq!(sets(&proof.answers.rests_on), sets(&other.answers.rests_on));
            prop_assert_eq!(&proof.answers.would_settle, &other.answers.would_settle);
        }
    }
}

/// (f) A leaf read both ways is decided over its completions: `a or not a`.
#[test]
fn a_or_not_a_is_met() {
    for world in [World::choice(), World::question_both_ways()] {
        let proof = world.proof();
        assert_eq!(proof.value, Value::Met);
        assert!(proof.answers.would_settle.is_empty() && !proof.answers.partial);
    }
    assert_eq!(World::leaf_against_itself().proof().value, Value::NotMet, "it and its exclusion");
}

/// More findings than can be tried: the answer says that it falls short.
#[test]
fn what_cannot_be_tried_is_said() {
    let small = count(3).proof();
    assert!(!small.answers.partial && !json(&small).contains("partial"));
    let large = count(40).proof();
    assert!(large.answers.partial && json(&large).contains("\"partial\":true"));
    assert!(matches!(large.criteria[0].clause.shape, Shape::Leaf(_)));
}
