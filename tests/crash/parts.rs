//! The parts that a started process plays. Each tells on stdout, line by line, what it was told is on the disk.

use std::{
    io::Write,
    path::PathBuf,
    time::{Duration, Instant},
};

use crate::stage::Desk;

pub fn play(part: &str) {
    let folder = PathBuf::from(std::env::var_os("IMR_FOLDER").expect("a folder"));
    let desk = Desk::open(&folder);
    match part {
        "writer" => writer(&desk),
        "finalizer" => finalizer(&desk),
        "fighter" => fighter(&desk, &folder),
        "holder" => holder(&desk),
        "actor" => crate::rest::actor(&desk),
        other => panic!("no part `{other}`"),
    }
}

pub fn tell(what: &str) {
    let mut out = std::io::stdout();
    let _ = writeln!(out, "{what}").and_then(|()| out.flush());
}

/// Types and saves without end, one word a save, until it is killed.
fn writer(desk: &Desk) {
    let hold = desk.hold().expect("a case that nobody holds");
    let mut draft = desk.draft("");
    for n in 1.. {
        draft.items[0].rationale += &format!("word{n} ");
        desk.store.save_draft(&hold, &draft).unwrap();
        tell(&n.to_string());
    }
}

/// Saves, then makes final.
fn finalizer(desk: &Desk) {
    let hold = desk.hold().expect("a case that nobody holds");
    desk.store.save_draft(&hold, &desk.draft("Why.")).unwrap();
    tell("saved");
    let prepared = desk.prepared("Why.");
    match desk.store.finalize(&hold, &prepared) {
        Ok(None) => tell("final"),
        Ok(Some(rest)) => tell(&format!("final, but {rest}")),
        Err(error) => tell(&format!("refused: {error}")),
    }
}

/// A hundred times: takes the case, counts one up in its draft, lets go. Nobody else may be in between.
fn fighter(desk: &Desk, folder: &std::path::Path) {
    let rounds: u32 = std::env::var("IMR_ROUNDS").unwrap().parse().unwrap();
    let inside = folder.join("inside");
    let begun = Instant::now();
    let mut won = 0;
    while won < rounds {
        assert!(begun.elapsed() < Duration::from_secs(120), "starved after {won} rounds");
        let Some(hold) = desk.hold() else {
            std::thread::sleep(Duration::from_micros(200));
            continue;
        };
        std::fs::create_dir(&inside).expect("two hold the case at once");
        let count: u32 = desk.words().map_or(0, |w| w.parse().unwrap());
        desk.store.save_draft(&hold, &desk.draft(&(count + 1).to_string())).unwrap();
        std::fs::remove_dir(&inside).unwrap();
        drop(hold);
        won += 1;
        std::thread::yield_now();
    }
    tell("done");
}

/// Holds the case until it is killed.
fn holder(desk: &Desk) {
    let _hold = desk.hold().expect("a case that nobody holds");
    tell("held");
    loop {
        std::thread::park();
    }
}
