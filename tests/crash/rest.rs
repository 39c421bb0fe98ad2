//! The named steps that no finalization reaches: killed there, or refused there by the disk. And what a finalization
//! takes back after a refusal, when that is refused, too.

use std::{fs, io::Read, path::Path};

use imr_workbench::{domain::session::Session, store::StoreError};

use crate::{
    parts::tell,
    stage::{Desk, LETTER, YAML, all_is_whole, small, start},
    support::{
        seed::{STAMP, holder},
        workspace::Workspace,
    },
};

const INTENT: &str = ".imr/finalizing.json";

/// Each act, and how the names of its own steps begin.
const ACTS: [(&str, &str); 7] = [
    ("write over", "over."),
    ("discard", "discard."),
    ("put aside", "aside."),
    ("keep the session", "session."),
    ("lend and take back", "lend."),
    ("lend and put aside", "lend."),
    ("give up", "finalize.give-up."),
];

/// Plays one act, and tells that it is done or refused.
pub fn actor(desk: &Desk) {
    let act = std::env::var("IMR_ACT").expect("an act");
    let done = play(desk, &act);
    tell(&done.map_or_else(|error| format!("refused: {error}"), |()| "done".to_owned()));
}

fn play(desk: &Desk, act: &str) -> Result<(), StoreError> {
    let hold = desk.hold().expect("a case that nobody holds");
    let new = desk.draft("New.");
    match act {
        "write over" => desk.store.save_draft_over(&hold, &new, None),
        "discard" => desk.store.discard_draft(&hold, STAMP).map(drop),
        "put aside" => desk.store.put_aside_of(&hold, &new).map(drop),
        "keep the session" => {
            let session = Session { filter: "new".to_owned(), ..Session::default() };
            desk.store.keep_session(&holder("tester"), &session)
        }
        "lend and take back" => desk.store.lend(&hold, 1, "New.")?.remove(),
        "lend and put aside" => desk.store.lend(&hold, 1, "New.")?.put_aside().map(drop),
        // What it gives up is told as an error, and goes.
        "give up" => desk.store.settle_at_start().or_else(|error| match error {
            StoreError::Faulty(_) => Ok(()),
            other => Err(other),
        }),
        other => panic!("no act `{other}`"),
    }
}

/// A workspace with words in a draft, a session kept, and an intent that nobody can read.
fn prepared(act: &str) -> Workspace {
    let copy = small();
    let desk = Desk::open(copy.path());
    desk.store.save_draft(&desk.hold().unwrap(), &desk.draft("Old.")).unwrap();
    let session = Session { filter: "old".to_owned(), ..Session::default() };
    desk.store.keep_session(&holder("tester"), &session).unwrap();
    if act == "give up" {
        fs::write(copy.file(INTENT), "{half").unwrap();
    }
    copy
}

fn act(copy: &Workspace, act: &str, fail: &str) -> String {
    let mut child = start("actor", copy.path(), &[("IMR_ACT", act), ("IMR_FAIL", fail)]);
    let mut told = String::new();
    child.stdout.take().unwrap().read_to_string(&mut told).unwrap();
    child.wait().unwrap();
    told
}

/// True when a whole file below `.imr` holds these words.
fn lies_somewhere(folder: &Path, words: &str) -> bool {
    fs::read_dir(folder).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            return lies_somewhere(&path, words);
        }
        let torn = path.extension().is_some_and(|ending| ending == "tmp");
        !torn && String::from_utf8_lossy(&fs::read(&path).unwrap()).contains(words)
    })
}

pub fn every_other_act_that_is_killed_or_refused_loses_no_word() {
    let mut ran = 0;
    for (name, begins) in ACTS {
        let copy = prepared(name);
        let list = copy.file("steps");
        assert_eq!(act(&copy, name, &format!("?{}", list.display())), "done\n", "{name}");
        let text = fs::read_to_string(list).unwrap();
        let reached: Vec<&str> = text.lines().filter(|step| step.starts_with(begins)).collect();
        assert!(!reached.is_empty(), "{name} reaches no step of its own: {text}");
        for (at, step) in reached.iter().enumerate() {
            let n = 1 + reached[..at].iter().filter(|before| before == &step).count();
            for fault in ["kill", "ENOSPC"] {
                spoilt(name, &format!("{step}:{n}:{fault}"));
                ran += 1;
            }
        }
    }
    println!("  {ran} acts");
}

fn spoilt(name: &str, fail: &str) {
    let copy = prepared(name);
    let desk = Desk::open(copy.path());
    let told = act(&copy, name, fail);
    let at = format!("{name}, {fail}: {told}");
    assert_eq!(told.is_empty(), fail.ends_with("kill"), "{at}");
    let inner = copy.file(".imr");
    assert!(lies_somewhere(&inner, "Old."), "{at}");
    assert!(desk.words().is_none_or(|words| words == "Old." || words == "New."), "{at}");
    if told == "done\n" && ["write over", "put aside", "lend and put aside"].contains(&name) {
        assert!(lies_somewhere(&inner, "New."), "{at}");
    }
    let kept = desk.store.session(&holder("tester")).expect("a session that can be read");
    assert!(["old", "new"].contains(&kept.filter.as_str()), "{at}");
    if name == "give up" {
        assert!(lies_somewhere(&inner, "{half"), "{at}");
    } else {
        desk.store.settle_at_start().unwrap();
    }
    let verified = desk.store.verify(&desk.library).unwrap();
    assert!(verified.faults.is_empty(), "{at}: {:#?}", verified.faults);
    // What was begun is in nobody's way: the work goes on.
    assert_eq!(act(&copy, "write over", ""), "done\n", "{at}");
    assert_eq!(desk.words().as_deref(), Some("New."), "{at}");
    assert_eq!(act(&copy, name, ""), "done\n", "{at}");
    assert!(lies_somewhere(&inner, "Old."), "{at}");
}

/// The YAML is refused, and so is what takes the rest back: the intent's going, or the letter's.
pub fn a_refusal_on_the_way_back_is_told_and_made_good() {
    for (n, fault, is_begun) in
        [(1, "EIO", true), (1, "kill", true), (2, "EIO", false), (2, "kill", false)]
    {
        let copy = small();
        let desk = Desk::open(copy.path());
        let fail = format!("finalize.yaml.rename:1:ENOSPC,finalize.undo.remove:{n}:{fault}");
        let mut child = start("finalizer", copy.path(), &[("IMR_FAIL", &fail)]);
        let mut told = String::new();
        child.stdout.take().unwrap().read_to_string(&mut told).unwrap();
        child.wait().unwrap();
        let at = format!("{fail}: {told}");
        assert_eq!(told.contains("refused"), fault == "EIO", "{at}");
        assert_eq!(copy.file(INTENT).exists(), is_begun, "{at}");
        assert!(copy.file(LETTER).exists() && !copy.file(YAML).exists(), "{at}");
        assert_eq!(desk.words().as_deref(), Some("Why."), "{at}");
        desk.store.settle_at_start().unwrap();
        // An intent that stands is carried out; a letter without one is nothing, and is written over.
        assert_eq!(copy.file(YAML).exists(), is_begun, "{at}");
        if !is_begun {
            let hold = desk.hold().unwrap();
            desk.store.finalize(&hold, &desk.prepared("Why.")).unwrap();
        }
        all_is_whole(&desk, copy.path());
    }
}
