//! What the system refuses: the old draft is still there, and the message names file and remedy.

use std::{
    fs,
    os::unix::{fs::PermissionsExt, process::ExitStatusExt},
    path::Path,
    process::{Command, Output},
};

use crate::{
    DRAFT, Desk,
    support::workspace::{imr, rows_of},
};

#[test]
fn a_file_in_place_of_a_folder_is_told_and_nothing_changes() {
    for file in [".imr", ".imr/drafts"] {
        let desk = Desk::sample();
        desk.put(file, "in the way");
        let error = desk.save(&desk.draft("Words.")).unwrap_err().to_string();
        assert!(error.contains(".imr"), "{file}: {error}");
        assert!(error.contains("move away the file that has the name of a folder"), "{error}");
        assert_eq!(desk.copy.read(file), "in the way");
    }
}

#[test]
fn a_folder_in_place_of_the_draft_is_told_and_stays() {
    let desk = Desk::sample();
    desk.put(&format!("{DRAFT}/inside.txt"), "in the way");
    let error = desk.save(&desk.draft("Words.")).unwrap_err().to_string();
    assert!(error.contains(DRAFT) && error.contains("move it elsewhere"), "{error}");
    assert_eq!(desk.names(".imr/drafts"), ["CM15-0000001.yaml"], "no temporary file is left");
    assert_eq!(desk.copy.read(&format!("{DRAFT}/inside.txt")), "in the way");
}

#[test]
fn a_folder_that_takes_no_files_is_told_and_the_old_draft_stays() {
    let desk = Desk::sample();
    desk.save(&desk.draft("Old.")).unwrap();
    let folder = desk.path(".imr/drafts");
    let mode = |mode| fs::set_permissions(&folder, fs::Permissions::from_mode(mode)).unwrap();
    mode(0o500);
    if may_write(&folder) {
        println!("SKIPPED: this user (root?) may write into a read-only folder");
        return;
    }
    let error = desk.save(&desk.draft("New.")).unwrap_err().to_string();
    let opened = desk.open().draft;
    mode(0o700);
    assert!(error.contains(DRAFT) && error.contains("permissions"), "{error}");
    assert_eq!(opened, Some(desk.draft("Old.")));
}

#[test]
fn a_draft_that_may_not_be_read_does_not_pass_for_none() {
    let desk = Desk::sample();
    desk.save(&desk.draft("Old.")).unwrap();
    fs::set_permissions(desk.path(DRAFT), fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(desk.path(DRAFT)).is_ok() {
        println!("SKIPPED: this user (root?) may read every file");
        return;
    }
    let error = desk.store.open_case(&desk.number, &desk.library).unwrap_err().to_string();
    assert!(error.contains(DRAFT) && error.contains("permissions"), "{error}");
}

fn may_write(folder: &Path) -> bool {
    tempfile::tempfile_in(folder).is_ok()
}

/// Decides with no room for another byte: the shell sets the limit, `trap` says what the signal of it does.
fn decide_without_room(desk: &Desk, trap: &str, rationale: &Path) -> Output {
    let script = format!("{trap} ulimit -f 0; exec \"$@\"");
    Command::new("sh")
        .args(["-c", &script, "sh", imr(), "decide", "CM15-0000001", "--item", "1", "--rationale"])
        .arg(rationale)
        .current_dir(desk.copy.path())
        .output()
        .unwrap()
}

#[test]
fn when_there_is_no_room_the_old_draft_stays_and_the_remedy_is_told() {
    let desk = Desk::sample();
    desk.save(&desk.draft("Old.")).unwrap();
    let before = desk.copy.read(DRAFT);
    desk.put("new.txt", "New.");
    let done = decide_without_room(&desk, "trap '' XFSZ;", &desk.path("new.txt"));
    let said = String::from_utf8(done.stderr).unwrap();
    assert_eq!(done.status.code(), Some(4), "{said}");
    assert!(
        said.contains(".imr/") && said.contains("raise the limit on the size of files"),
        "{said}"
    );
    assert_eq!(desk.copy.read(DRAFT), before);
    assert_eq!(
        desk.names(".imr/drafts"),
        ["CM15-0000001.case", "CM15-0000001.yaml"],
        "no temporary file is left"
    );
}

#[test]
fn a_program_that_is_ended_while_it_writes_leaves_the_old_draft() {
    let desk = Desk::sample();
    desk.save(&desk.draft("Old.")).unwrap();
    let before = desk.copy.read(DRAFT);
    desk.put("new.txt", "New.");
    let done = decide_without_room(&desk, "", &desk.path("new.txt"));
    assert!(done.status.signal().is_some(), "{:?}", done.status);
    assert_eq!(desk.copy.read(DRAFT), before);
    // What it left behind is in nobody's way.
    assert_eq!(desk.names(".imr/drafts").len(), 2);
    desk.save(&desk.draft("New.")).unwrap();
    assert_eq!(desk.open().draft, Some(desk.draft("New.")));
    assert_eq!(rows_of(&desk.store, &desk.library).len(), 13);
}
