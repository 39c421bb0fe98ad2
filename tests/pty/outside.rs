//! The hand-off to `$VISUAL` or `$EDITOR`, with a shell script for an editor: the terminal is really let go, and no way
//! out of either program costs a word.

use std::{fs, thread::sleep, time::Duration};

use crate::{
    NOW, SEED, assert_restored, open_seed,
    support::{
        pty::{Exit, Pty, Signal, patience},
        workspace::{Workspace, imr},
    },
};

const DRAFT: &str = ".imr/drafts/CM15-0000001.yaml";
const EDIT: &str = ".imr/edit";

/// The bench with `mine` in the rationale, and this script for an editor. The script gets an option and the file.
fn writing(workspace: &Workspace, script: &str) -> Pty {
    let file = workspace.file("my editor.sh");
    fs::write(&file, script).unwrap();
    let command = format!("/bin/sh '{}' -w", file.display());
    let env = [NOW, ("EDITOR", "false"), ("VISUAL", command.as_str())];
    let pty = Pty::spawn(imr(), &[], workspace.path(), &env, 80, 24);
    pty.wait_for_text(SEED);
    open_seed(&pty);
    pty.keys("e");
    pty.wait_for_text("EDITING");
    pty.type_text("mine");
    pty.wait_for_text("mine");
    pty
}

/// Nothing is lent any more.
fn nothing_left(workspace: &Workspace) -> bool {
    fs::read_dir(workspace.file(EDIT)).is_ok_and(|mut names| names.next().is_none())
}

/// What lies in the one folder of this folder.
fn left_in(workspace: &Workspace, folder: &str) -> String {
    let entry = fs::read_dir(workspace.file(folder)).unwrap().next().expect("a folder").unwrap();
    fs::read_to_string(entry.path().join("CM15-0000001-item-1.txt")).unwrap()
}

#[test]
fn the_editor_has_the_terminal_and_every_key_and_its_words_are_one_edit() {
    let workspace = Workspace::sample();
    // A line is read as a shell reads it, so the terminal must be in its usual mode, echo included.
    let script = r#"
[ "$1" = -w ] || exit 9
ls -ld "$(dirname "$2")" > modes; ls -l "$2" >> modes; cat "$2" > given; stty -a > stty
echo "the editor is here"
read -r line
printf 'mine and %s\n' "$line" > "$2"
"#;
    let pty = writing(&workspace, script);
    pty.keys("Ctrl+o");
    pty.wait_for_text("the editor is here");
    // Each of these would be an act or a text of the bench.
    pty.type_text("qqq F o o Z\n");
    pty.wait_for_text("mine and qqq F o o Z");
    pty.wait_for_text("EDITING");
    assert_eq!(workspace.read("given"), "mine\n");
    let modes = workspace.read("modes");
    assert!(modes.starts_with("drwx------") && modes.contains("\n-rw-------"), "{modes}");
    let stty = workspace.read("stty");
    assert!(stty.contains(" icanon") && stty.contains(" echo "), "{stty}");
    assert!(workspace.read(DRAFT).contains("mine and qqq F o o Z"));
    assert!(nothing_left(&workspace));
    pty.keys("Ctrl+u");
    pty.wait_until_gone("and qqq");
    pty.keys("Ctrl+r");
    pty.wait_for_text("mine and qqq F o o Z");
    pty.type_text("!");
    pty.wait_for_text("Z!");
    pty.keys("Escape q");
    pty.wait_for_text("in work");
    pty.keys("q");
    assert_eq!(pty.wait_exit(patience()), Exit::Code(0));
    assert_restored(&pty);
}

#[test]
fn an_editor_that_fails_changes_nothing_and_its_words_are_put_aside() {
    let workspace = Workspace::sample();
    let pty = writing(&workspace, "echo theirs > \"$2\"; stty raw -echo; exit 3");
    pty.keys("Ctrl+x e");
    pty.wait_for_text("ended with exit status: 3");
    pty.keys("Escape");
    pty.wait_until_gone("EDITING");
    assert_eq!(left_in(&workspace, ".imr/trash"), "theirs\n");
    assert!(nothing_left(&workspace));
    assert!(workspace.read(DRAFT).contains("mine"));
    pty.keys("q q");
    assert_eq!(pty.wait_exit(patience()), Exit::Code(0));

    let workspace = Workspace::sample();
    let pty = writing(&workspace, "kill -9 $$");
    pty.keys("Ctrl+o");
    pty.wait_for_text("signal: 9");
    assert!(nothing_left(&workspace) && !workspace.file(".imr/trash").exists());
    pty.type_text(" still");
    pty.wait_for_text("mine still");
}

#[test]
fn without_an_editor_it_is_said_what_to_set() {
    for (name, value, said) in [
        ("EDITOR", "", "set VISUAL or EDITOR"),
        ("EDITOR", "no-such-editor -w", "`no-such-editor` does not start"),
        ("VISUAL", "vim 'a", "quotation mark"),
    ] {
        let workspace = Workspace::sample();
        let pty = Pty::spawn(imr(), &[], workspace.path(), &[NOW, (name, value)], 80, 24);
        pty.wait_for_text(SEED);
        open_seed(&pty);
        pty.keys("E");
        pty.wait_for_text(said);
        let edit = workspace.file(EDIT);
        assert!(!edit.exists() || nothing_left(&workspace), "{value}");
        pty.keys("q q");
        assert_eq!(pty.wait_exit(patience()), Exit::Code(0));
    }
}

/// The editor is asked by the same signal. What it has saved is put aside at the next start, and said.
#[test]
fn a_signal_while_the_editor_runs_loses_nothing() {
    for (signal, code) in [(Signal::SIGTERM, 143), (Signal::SIGHUP, 129)] {
        let workspace = Workspace::sample();
        let script = "echo 'saved by the editor' > \"$2\"; echo here; sleep 60 & wait $!";
        let pty = writing(&workspace, script);
        pty.keys("Ctrl+o");
        pty.wait_for_text("here");
        pty.signal(signal);
        assert_eq!(pty.wait_exit(patience()), Exit::Code(code), "{signal:?}");
        assert!(workspace.read(DRAFT).contains("mine"), "{signal:?}");
        assert_eq!(left_in(&workspace, EDIT), "saved by the editor\n");

        let pty = Pty::spawn(imr(), &[SEED], workspace.path(), &[NOW], 80, 24);
        pty.wait_for_text(".imr/trash/CM15-0000001.1.edit");
        assert_eq!(left_in(&workspace, ".imr/trash"), "saved by the editor\n");
        assert!(nothing_left(&workspace));
    }
}

#[test]
fn a_signal_leaves_no_text_behind_that_nobody_changed() {
    let workspace = Workspace::sample();
    let pty = writing(&workspace, "echo here; sleep 60 & wait $!");
    pty.keys("Ctrl+o");
    pty.wait_for_text("here");
    assert_eq!(left_in(&workspace, EDIT), "mine\n");
    // What would interrupt is meant for the editor.
    pty.signal(Signal::SIGINT);
    pty.signal(Signal::SIGQUIT);
    sleep(Duration::from_millis(50));
    assert_eq!(left_in(&workspace, EDIT), "mine\n");
    pty.signal(Signal::SIGTERM);
    assert_eq!(pty.wait_exit(patience()), Exit::Code(143));
    assert!(nothing_left(&workspace));
}

#[test]
fn a_resize_while_the_editor_runs_is_seen_afterwards() {
    let workspace = Workspace::sample();
    let pty = writing(&workspace, "echo here; read -r line");
    pty.keys("Ctrl+o");
    pty.wait_for_text("here");
    pty.resize(60, 20);
    pty.type_text("\n");
    pty.wait_for_text("4 Rationale");
    pty.wait_until_gone("2 Findings");
    pty.resize(80, 24);
    pty.wait_for_text("2 Findings");
}
