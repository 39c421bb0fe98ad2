//! The rationale in the reviewer's own editor, with a function in the place of the program. With a real one:
//! `tests/pty/outside.rs`.

use crate::support::desk::{Desk, OtherEditor};

const SEED: &str = "CM15-0000001";

fn writing(text: &str, outside: OtherEditor) -> Desk {
    let mut desk = Desk::with_case(SEED);
    desk.outside = Some(outside);
    desk.press("e");
    desk.type_text(text);
    desk
}

fn on_disk(desk: &Desk) -> String {
    desk.draft_on_disk(SEED).map_or(String::new(), |d| d.items[0].rationale.clone())
}

#[test]
fn what_the_editor_wrote_is_one_edit_and_on_the_disk_at_once() {
    for keys in ["Ctrl-o", "Ctrl-x e", "Esc E e"] {
        let mut desk =
            writing("Begun here. ", |text| Ok(format!("{}Ended\r\nthere.\n", &text[..12])));
        desk.press(keys);
        assert_eq!(desk.written(), "Begun here. Ended\nthere.", "{keys}");
        assert_eq!(on_disk(&desk), "Begun here. Ended\nthere.", "{keys}");
        assert_eq!(desk.bench().editor.caret(), (1, 6));
        assert!(!desk.workspace.file(".imr/edit").read_dir().expect("a folder").any(|_| true));
        desk.press("Ctrl-u");
        assert_eq!(desk.written(), "Begun here. ", "{keys}");
        assert_eq!(desk.bench().editor.caret(), (0, 12));
        desk.press("Ctrl-r");
        assert_eq!(desk.written(), "Begun here. Ended\nthere.", "{keys}");
    }
}

#[test]
fn the_draft_is_on_the_disk_before_the_editor_has_it() {
    let mut desk = writing("words", |_| Err("`vim` ended with exit status: 1".to_owned()));
    desk.press("Ctrl-o");
    assert_eq!(on_disk(&desk), "words");
    assert_eq!(desk.written(), "words");
    assert!(desk.is_grave() && desk.notice().contains("exit status: 1"), "{}", desk.notice());
    assert!(desk.bench().editing, "where it was left");
}

#[test]
fn a_text_that_is_as_it_was_is_no_change() {
    let mut desk = writing("words ", |text| Ok(text.to_owned()));
    desk.press("Ctrl-o");
    assert_eq!(desk.notice(), "the editor has changed nothing");
    let changes = desk.bench().keeping.changes;
    desk.press("Ctrl-u Ctrl-r");
    assert_eq!(desk.written(), "words ");
    desk.press("Ctrl-o");
    assert_eq!(desk.bench().keeping.changes, changes + 2, "undo and redo");
}

#[test]
fn a_text_that_was_emptied_comes_back_with_one_undo() {
    let mut desk = writing("all the words", |_| Ok(String::new()));
    desk.press("Ctrl-o");
    assert_eq!(desk.written(), "");
    assert!(desk.is_grave() && desk.notice().contains("Ctrl-u"), "{}", desk.notice());
    desk.press("Ctrl-u");
    assert_eq!(desk.written(), "all the words");
}

/// lazygit 4557: the draft that was begun in the pane came back after the text was finished in an editor.
#[test]
fn no_ghost_draft_is_left_of_a_text_begun_here_and_ended_outside() {
    let mut desk = writing("Begun here. ", |text| Ok(format!("{text}Ended there.\n")));
    desk.press("Ctrl-o Esc o o F y y");
    let decided = desk.determination_on_disk(SEED).expect("a determination");
    assert_eq!(decided.items[0].rationale, "Begun here. \nEnded there.");
    assert!(desk.draft_on_disk(SEED).is_none());
    let mut desk = desk.restart();
    desk.open(SEED);
    assert!(!desk.notice().contains("draft"), "{}", desk.notice());
    assert_eq!(desk.written(), "Begun here. \nEnded there.", "what is final is shown");
}

#[test]
fn a_restricted_session_and_a_final_case_have_no_editor_outside() {
    let mut desk = writing("words", |_| panic!("no editor is started"));
    desk.state.restricted = true;
    for keys in ["Ctrl-o", "Esc E"] {
        desk.press(keys);
        assert!(desk.is_grave() && desk.notice().contains("restricted"), "{}", desk.notice());
    }
    desk.state.restricted = false;
    desk.press("o o F y y");
    desk.open(SEED);
    desk.press("E");
    assert!(desk.notice().contains("final"), "{}", desk.notice());
}

#[test]
fn what_an_editor_left_when_it_was_cut_off_is_put_aside_and_said() {
    let mut desk = writing("kept words", |text| Ok(text.to_owned()));
    desk.press("Esc q");
    let left = |name: &str, text: &str| {
        let folder = desk.workspace.file(&format!(".imr/edit/{name}"));
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(folder.join("CM15-0000001-item-1.txt"), text).expect("a file");
    };
    // No process has this number: Linux gives none above four million.
    left("CM15-0000001.1.4999999", "kept words, and saved ones\n");
    let mut desk = desk.restart();
    desk.open(SEED);
    let place = ".imr/trash/CM15-0000001.1.edit";
    assert!(desk.is_grave() && desk.notice().contains(place), "{}", desk.notice());
    let text = desk.workspace.read(&format!("{place}/CM15-0000001-item-1.txt"));
    assert_eq!(text, "kept words, and saved ones\n");
    assert_eq!(desk.written(), "kept words");

    desk.press("q");
    let left = |name: &str, text: &str| {
        let folder = desk.workspace.file(&format!(".imr/edit/{name}"));
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(folder.join("CM15-0000001-item-1.txt"), text).expect("a file");
    };
    // What is in the draft anyway just goes; what a living process has, stays.
    left("CM15-0000001.1.4999999", "kept words\n");
    left("CM15-0000001.1.1", "of another session\n");
    desk.open(SEED);
    assert!(!desk.is_grave(), "{}", desk.notice());
    let names = desk.workspace.file(".imr/edit").read_dir().expect("a folder");
    let names: Vec<_> = names.map(|entry| entry.expect("an entry").file_name()).collect();
    assert_eq!(names, ["CM15-0000001.1.1"]);
}

/// Another program has changed the draft while the editor ran: as while typing, both are kept and the reviewer is asked.
#[test]
fn a_draft_that_changed_meanwhile_is_not_written_over() {
    let mut desk = writing("mine", |text| Ok(format!("{} and more\n", text.trim_end())));
    desk.pause();
    let file = desk.workspace.file(".imr/drafts/CM15-0000001.yaml");
    let theirs = std::fs::read_to_string(&file).expect("a draft").replace("mine", "theirs");
    desk.press("Esc");
    std::fs::write(&file, theirs).expect("a draft");
    desk.press("E");
    assert_eq!(desk.written(), "mine and more");
    assert_eq!(on_disk(&desk), "theirs");
    assert!(desk.text().contains("theirs"), "both are shown: {}", desk.text());
}
