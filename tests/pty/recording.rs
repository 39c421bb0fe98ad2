//! `--record`: what was shown can be played, and with `--blank` it tells nothing of anybody.

use std::{
    collections::BTreeSet, fs, os::unix::fs::PermissionsExt, path::Path, process::Command,
    time::Duration,
};

use serde_json::Value;

use crate::{
    NOW, SEED, open_seed,
    support::{
        own::{foreign, own_words, words},
        pty::{Exit, Pty, patience},
        terminal::{screen_text, size},
        workspace::{Workspace, files_below, imr},
    },
};

/// A recording as a player reads it.
struct Played {
    header: Value,
    events: Vec<Value>,
    /// The screen after each event.
    screens: Vec<String>,
}

fn played(file: &Path) -> Played {
    let text = fs::read_to_string(file).unwrap();
    let mut lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let header = lines.next().unwrap();
    let number = |name: &str| u16::try_from(header[name].as_u64().unwrap()).unwrap();
    let (columns, rows) = size(number("width"), number("height"));
    let mut parser = vt100::Parser::new(rows, columns, 0);
    let (mut events, mut screens, mut before) = (Vec::new(), Vec::new(), 0.0);
    for event in lines {
        let at = event[0].as_f64().unwrap();
        assert!(at >= before, "time goes back: {event}");
        before = at;
        let said = event[2].as_str().unwrap();
        match event[1].as_str().unwrap() {
            "o" => parser.process(said.as_bytes()),
            "r" => {
                let (columns, rows) = said.split_once('x').unwrap();
                let (columns, rows) = size(columns.parse().unwrap(), rows.parse().unwrap());
                parser.set_size(rows, columns);
            }
            other => panic!("an event `{other}`"),
        }
        screens.push(screen_text(parser.screen()));
        events.push(event);
    }
    Played { header, events, screens }
}

/// A bench that is recorded in this file.
fn bench(workspace: &Workspace, args: &[&str], file: &Path, env: &[(&str, &str)]) -> Pty {
    let file = file.to_str().unwrap();
    let args = [&["--record", file], args].concat();
    let env = [&[NOW], env].concat();
    let pty = Pty::spawn(imr(), &args, workspace.path(), &env, 100, 30);
    pty.wait_for_text("13 of 13 cases");
    pty
}

fn ended(pty: &Pty) {
    pty.keys("q");
    pty.wait_for_text("13 of 13 cases");
    pty.keys("q");
    assert_eq!(pty.wait_exit(patience()), Exit::Code(0));
}

#[test]
fn a_recording_shows_what_the_terminal_showed() {
    let (workspace, folder) = (Workspace::sample(), tempfile::tempdir().unwrap());
    let file = folder.path().join("a.cast");
    let pty = bench(&workspace, &[], &file, &[("SECRET", "of-the-environment")]);
    open_seed(&pty);
    pty.keys("3 j j e");
    pty.wait_for_text("EDITING");
    pty.type_text("Words of ünusual \"letters\".");
    pty.wait_for_text("4 words · kept");
    pty.keys("Escape");
    pty.resize(80, 24);
    pty.wait_for_text("4 words · kept");
    pty.settle(Duration::from_millis(200), patience());
    let there = pty.screen();
    ended(&pty);
    let Played { header, events, screens } = played(&file);
    assert_eq!(header, serde_json::json!({"version": 2, "width": 100, "height": 30}));
    assert!(screens.contains(&there), "none of the screens is\n{there}");
    let resized: Vec<&Value> = events.iter().filter(|event| event[1] == "r").collect();
    assert_eq!(resized.len(), 1);
    assert_eq!(resized[0][2], "80x24");
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let text = fs::read_to_string(&file).unwrap();
    for other in ["of-the-environment", workspace.path().to_str().unwrap(), "SHELL", "TERM"] {
        assert!(!text.contains(other), "{other}");
    }
}

/// Every word that a file of the sample has as a text, whatever its field: a key and a name of the program are in it, too.
fn words_of_the_sample(workspace: &Workspace) -> BTreeSet<String> {
    let mut found = words("Therefore Zyxwvut typed by nobody else");
    for folder in ["cases", "records"] {
        for path in files_below(&workspace.file(folder)) {
            found.extend(words(&fs::read_to_string(path).unwrap()));
        }
    }
    found
}

/// Presses keys one after the other: those that come together are one frame.
fn press(pty: &Pty, keys: &str) {
    for key in keys.split_whitespace() {
        pty.key(key);
        pty.wait_for_reaction(Duration::from_millis(300));
    }
}

#[test]
fn a_blanked_recording_holds_no_word_of_anybody() {
    let (workspace, folder) = (Workspace::sample(), tempfile::tempdir().unwrap());
    let file = folder.path().join("a.cast");
    let pty = bench(&workspace, &["--blank"], &file, &[]);
    press(&pty, "j j G : t Escape ? Escape");
    open_seed(&pty);
    press(&pty, "1 2 j j 3 j j j j s");
    pty.wait_for_text("CLINICAL CASE SUMMARY");
    press(&pty, "Escape w Escape 2 p j j Escape P Escape S Escape f a Escape o o e");
    pty.wait_for_text("EDITING");
    pty.type_text("Zyxwvut, typed by nobody else. Therefore the request is medically necessary.");
    pty.wait_for_text("words · kept");
    press(&pty, "Escape c j Escape D Escape : d r Escape ? j Escape d d F");
    pty.wait_for_text("Your attestation");
    pty.answer();
    pty.wait_for_text("not written yet");
    press(&pty, "Tab Tab Escape");
    pty.settle(Duration::from_millis(200), patience());
    ended(&pty);
    let Played { events, screens, .. } = played(&file);
    assert!(screens.len() > 20, "{} frames", screens.len());
    let (own, of_the_sample) = (own_words(), words_of_the_sample(&workspace));
    let foreign = foreign(&screens.join("\n"), &own);
    assert!(foreign.is_empty(), "no words of the program: {foreign:?}");
    let secret: Vec<&String> = of_the_sample.difference(&own).collect();
    assert!(secret.len() > 1_000, "{} words to look for", secret.len());
    // In the file itself, too, whatever a player would make of it.
    let said: String = events.iter().map(|event| event[2].as_str().unwrap()).collect();
    let said = words(&said);
    let told: Vec<&&String> = secret.iter().filter(|word| said.contains(**word)).collect();
    assert!(told.is_empty(), "{told:?}");
    assert!(!screens.iter().any(|screen| screen.contains("CM15") || screen.contains("2012")));
    // What is the program's own is seen: a picture of nothing would be no recording.
    for own in ["2 Findings", "3 Criteria", "4 Rationale", "not met", "overturned", "help"] {
        assert!(screens.iter().any(|screen| screen.contains(own)), "{own}");
    }
}

#[test]
fn a_disk_that_takes_no_more_ends_the_recording_and_nothing_else() {
    let (workspace, folder) = (Workspace::sample(), tempfile::tempdir().unwrap());
    let file = folder.path().join("a.cast");
    let pty = bench(&workspace, &[], &file, &[("IMR_FAIL", "cast.write:1:ENOSPC")]);
    pty.wait_for_text("the recording has ended: No space left on device");
    open_seed(&pty);
    pty.keys("e");
    pty.wait_for_text("EDITING");
    pty.type_text("goes on");
    pty.wait_for_text("2 words · kept");
    assert!(workspace.read(&format!(".imr/drafts/{SEED}.yaml")).contains("goes on"));
    pty.keys("Escape");
    ended(&pty);
    assert_eq!(played(&file).events.len(), 0, "what was shown until then");
}

#[test]
fn what_cannot_be_recorded_is_refused_before_anything_is_shown() {
    let (workspace, folder) = (Workspace::sample(), tempfile::tempdir().unwrap());
    let there = folder.path().join("there");
    fs::write(&there, "mine").unwrap();
    let there = there.to_str().unwrap();
    let new = folder.path().join("new");
    let new = new.to_str().unwrap();
    for (args, code, says) in [
        (&["--record", there][..], 1, "a recording writes over nothing; name a new file"),
        (&["demo", "--record", there], 1, "a recording writes over nothing"),
        (&["--restricted", "--record", new], 2, "restricted"),
        (&["--plain", "--record", new], 2, "lines are not recorded"),
        (&["--record", new, "list"], 2, "stands before a command"),
        (&["--blank"], 2, "--record"),
        (&["--record", "/nowhere/at/all"], 4, "cannot record in"),
    ] {
        let pty = Pty::spawn(imr(), args, workspace.path(), &[NOW], 100, 30);
        assert_eq!(pty.wait_exit(patience()), Exit::Code(code), "{args:?}: {}", pty.screen());
        let said = String::from_utf8_lossy(&pty.raw()).replace("\r\n", " ");
        assert!(said.contains(says), "{args:?}: {said}");
        assert!(!said.contains("\u{1b}[?1049h"), "{args:?}: the screen was taken");
        assert!(!Path::new(new).exists(), "{args:?}");
    }
    assert_eq!(fs::read_to_string(there).unwrap(), "mine");
    let mut command = Command::new(imr());
    let ended = command.args(["--record", new]).current_dir(workspace.path()).output().unwrap();
    assert_eq!(ended.status.code(), Some(4), "no terminal");
    assert!(!Path::new(new).exists());
}
