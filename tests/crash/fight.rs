//! Processes that want the same case.

use std::io::{BufRead, BufReader, Read};

use crate::stage::{Desk, all_is_whole, small, start};

pub fn two_processes_fight_for_one_case() {
    let copy = small();
    let desk = Desk::open(copy.path());
    let fighters: Vec<_> =
        (0..2).map(|_| start("fighter", copy.path(), &[("IMR_ROUNDS", "100")])).collect();
    for mut fighter in fighters {
        let mut told = String::new();
        fighter.stdout.take().unwrap().read_to_string(&mut told).unwrap();
        assert!(fighter.wait().unwrap().success(), "a fighter failed");
        assert_eq!(told, "done\n");
    }
    assert_eq!(desk.words().as_deref(), Some("200"), "no update is lost");
    all_is_whole(&desk, copy.path());
}

pub fn a_killed_holder_stands_in_nobodys_way() {
    let copy = small();
    let desk = Desk::open(copy.path());
    let mut holder = start("holder", copy.path(), &[]);
    let mut told = String::new();
    BufReader::new(holder.stdout.take().unwrap()).read_line(&mut told).unwrap();
    assert_eq!(told, "held\n");
    assert!(desk.hold().is_none(), "two hold the case");
    let seen = desk.store.holders().unwrap();
    assert_eq!(seen[&desk.number].pid, holder.id());
    holder.kill().unwrap();
    holder.wait().unwrap();
    assert!(desk.store.holders().unwrap().is_empty(), "the dead hold nothing");
    assert!(desk.hold().is_some());
}
