//! `imr import letter`: cases and determinations of letters, whole or not at all, and never over what is there.

use std::{
    fs,
    io::Write,
    os::unix::fs::PermissionsExt,
    process::{Command, Stdio},
};

use crate::{
    run::{Ran, files, imr, ran},
    support::{
        desk::other_session,
        workspace::{Workspace, repository},
    },
};

const CASE: &str = "cases/TX18-0000002.yaml";
const YAML: &str = "determinations/TX18-0000002.yaml";
const LETTER: &str = "determinations/TX18-0000002.txt";

fn odd(name: &str) -> String {
    repository().join(format!("tests/letters/odd/{name}.txt")).display().to_string()
}

fn command(workspace: &Workspace, args: &[&str]) -> Command {
    let mut command = imr(workspace.path());
    command.args(["import", "letter"]).args(args);
    command
}

fn import(workspace: &Workspace, args: &[&str]) -> Ran {
    ran(&mut command(workspace, args))
}

fn run(workspace: &Workspace, args: &[&str]) -> Ran {
    ran(imr(workspace.path()).args(args))
}

#[test]
fn a_letter_becomes_a_pending_case_and_only_once() {
    let workspace = Workspace::sample();
    assert_eq!(import(&workspace, &[&odd("over-the-page")]).done(), format!("{CASE}\n"));
    assert!(
        workspace.read(CASE).contains("Cervical traction unit, home use"),
        "{}",
        workspace.read(CASE)
    );
    let mode = fs::metadata(workspace.file(CASE)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o600);
    assert!(workspace.read(".imr/audit.jsonl").contains("\"act\":\"import\""));
    assert!(run(&workspace, &["check"]).done().contains("14 cases, no faults"));
    let listed = run(&workspace, &["list", "--filter", "number:TX18", "--json"]).json();
    assert_eq!(listed[0]["state"], "new");
    let before = files(&workspace);
    let told = import(&workspace, &[&odd("over-the-page")]).refused();
    assert!(told.contains("is in this workspace already; an import writes over nothing"), "{told}");
    assert_eq!(files(&workspace), before);
    // The same letter with its decisions makes the case final, as long as nobody has begun to work on it.
    let decide = ["decide", "TX18-0000002", "--item", "1", "--outcome", "overturned"];
    run(&workspace, &decide).done();
    assert!(
        import(&workspace, &[&odd("over-the-page"), "--with-determination"])
            .err
            .contains("already")
    );
    run(&workspace, &["discard", "TX18-0000002"]);
    let written = import(&workspace, &[&odd("over-the-page"), "--with-determination"]).done();
    assert_eq!(written, format!("{YAML}\n{LETTER}\n"));
}

/// Nothing of a reviewer's work need be on the disk for the case to be theirs.
#[test]
fn a_case_that_somebody_has_open_is_not_decided_by_a_letter() {
    let workspace = Workspace::sample();
    let decisions = ["--with-determination", &odd("over-the-page")];
    import(&workspace, &decisions[1..]).done();
    let hold = other_session(workspace.path(), "TX18-0000002", "second", false);
    let before = files(&workspace);
    let told = import(&workspace, &decisions).refused();
    assert!(told.contains("case TX18-0000002 is held by r2 (second@"), "{told}");
    assert!(told.contains("--take-over"), "{told}");
    assert_eq!(files(&workspace), before, "nothing is decided, and the hold is theirs");
    let told = import(&workspace, &decisions[1..]).refused();
    assert!(told.contains("is in this workspace already"), "{told}");
    drop(hold);
    assert_eq!(import(&workspace, &decisions).done(), format!("{YAML}\n{LETTER}\n"));
    assert!(!workspace.file(".imr/holds/TX18-0000002.json").exists(), "let go");
}

/// Who asks for it takes the case, as with every command that writes.
#[test]
fn a_letter_decides_a_case_that_is_taken_over() {
    let workspace = Workspace::sample();
    import(&workspace, &[&odd("over-the-page")]).done();
    let _theirs = other_session(workspace.path(), "TX18-0000002", "second", false);
    let args = ["--with-determination", "--take-over", &odd("over-the-page")];
    assert_eq!(import(&workspace, &args).done(), format!("{YAML}\n{LETTER}\n"));
    assert!(workspace.read(".imr/audit.jsonl").contains("\"take over\""));
    assert!(run(&workspace, &["verify"]).done().contains("everything fits"));
}

#[test]
fn with_its_determination_the_case_is_final_and_can_only_be_read() {
    let workspace = Workspace::sample();
    let written = import(&workspace, &["--with-determination", &odd("over-the-page")]).done();
    assert_eq!(written, format!("{CASE}\n{YAML}\n{LETTER}\n"));
    let decided = workspace.read(YAML);
    for says in [
        "from: over-the-page.txt",
        "label: Neutral Review",
        "finalized: \"2018-06-20\"",
        "cited_as: ",
    ] {
        assert!(decided.contains(says), "{says}: {decided}");
    }
    assert!(!decided.contains("attestation:") && !decided.contains("organization:"), "{decided}");
    let letter = workspace.read(LETTER);
    assert!(
        letter.contains("Neutral Review guideline: Decision based on MTUS Neck 2004."),
        "{letter}"
    );
    assert!(!letter.contains("Sample Review Organization"), "{letter}");
    assert!(run(&workspace, &["verify"]).done().contains("everything fits"));
    assert!(run(&workspace, &["check"]).done().contains("no faults"));
    let listed = run(&workspace, &["list", "--filter", "number:TX18", "--json"]).json();
    assert_eq!(listed[0]["state"], "final");
    let shown = run(&workspace, &["show", "TX18-0000002"]).done();
    assert!(shown.contains("imported from over-the-page.txt"), "{shown}");
    let told = run(&workspace, &["amend", "TX18-0000002", "--reason", "wrong"]).refused();
    assert!(
        told.contains("imported from a letter: it can be read, not changed or amended"),
        "{told}"
    );
    let decide = ["decide", "TX18-0000002", "--item", "1", "--outcome", "overturned"];
    assert!(run(&workspace, &decide).refused().contains("already final"));
    fs::write(workspace.file(CASE), workspace.read(CASE).replace("truck", "lorry")).unwrap();
    assert_eq!(run(&workspace, &["verify"]).code, 1);
    // What only an imported one may lack is missed when its mark is taken away.
    let (before, mark) = decided.split_once("imported:\n").unwrap();
    let (_, after) = mark.split_once("\nsummary:").unwrap();
    fs::write(workspace.file(YAML), format!("{before}summary:{after}")).unwrap();
    let told = run(&workspace, &["check"]).out;
    assert!(told.contains("`attestation` is missing, and this was not imported"), "{told}");
}

#[test]
fn what_the_letter_lacks_is_given_or_told() {
    let workspace = Workspace::sample();
    let before = files(&workspace);
    let told = import(&workspace, &[&odd("remainders")]).refused();
    assert!(told.contains("no case number; give it with --number"), "{told}");
    let number = ["--number", "RM20-0000003"];
    let args = [&odd("remainders"), "--with-determination", number[0], number[1]];
    let told = import(&workspace, &args).refused();
    assert!(told.contains("no decision date; give it with --decided"), "{told}");
    assert_eq!(import(&workspace, &[&odd("over-the-page"), number[0], number[1]]).code, 2);
    assert_eq!(files(&workspace), before);
    let told = import(&workspace, &[&args[..], &["--decided", "2020-05-01"]].concat());
    assert_eq!(told.code, 0, "{}", told.err);
    assert!(told.err.contains("the letter does not say: the date of assignment"), "{}", told.err);
    let case = workspace.read("cases/RM20-0000003.yaml");
    assert!(
        case.contains("action: modified") && case.contains("remaining: six visits of therapy"),
        "{case}"
    );
    // An outcome that is neither of the two is none.
    let lacking = [&odd("lacking"), "--number", "LK20-0000001"];
    let told = import(
        &workspace,
        &[&lacking[..], &["--with-determination", "--decided", "2020-05-01"]].concat(),
    );
    assert!(told.refused().contains("no outcome was read for the item of line 6"));
    let told = import(&workspace, &lacking);
    assert!(told.err.contains(":20: not understood: Mat: Upheld"), "{}", told.err);
}

#[test]
fn one_bad_file_hides_none_of_the_good_ones() {
    let workspace = Workspace::sample();
    fs::write(workspace.file("latin.txt"), b"Case Number: A\nna\xefve").unwrap();
    fs::write(workspace.file("scan.pdf"), b"%PDF-1.4 nothing").unwrap();
    let readme = repository().join("README.md").display().to_string();
    let args = [&readme, "latin.txt", "gone.txt", "scan.pdf", &odd("over-the-page")];
    let done = ran(command(&workspace, &args).env("PATH", "/nowhere"));
    assert_eq!((done.code, done.out.as_str()), (4, format!("{CASE}\n").as_str()));
    for says in [
        "README.md: 1:1: this is no determination",
        "latin.txt: 2:3: what stands here is not UTF-8 text; save it as UTF-8",
        "gone.txt: cannot be read: No such file",
        "scan.pdf: this is a PDF, and pdftotext is not installed; install poppler-utils",
        "4 of 5 letters could not be read or imported",
    ] {
        assert!(done.err.contains(says), "{says}: {}", done.err);
    }
    let done = import(&workspace, &["--json", &readme, &odd("remainders"), &odd("over-the-page")]);
    let read: serde_json::Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!((done.code, read.as_array().map(Vec::len)), (1, Some(2)));
    assert_eq!(read[1]["items"][1]["title"], "Massage");
}

/// A PDF goes through a program of the name `pdftotext`, which gets its bytes on stdin.
#[test]
fn a_pdf_is_read_through_pdftotext() {
    let workspace = Workspace::sample();
    let tool = workspace.file("bin/pdftotext");
    fs::create_dir(workspace.file("bin")).unwrap();
    fs::write(&tool, "#!/bin/sh\n[ \"$*\" = '-layout -enc UTF-8 - -' ] && tail -n +2\n").unwrap();
    fs::set_permissions(&tool, fs::Permissions::from_mode(0o700)).unwrap();
    let letter = fs::read_to_string(odd("over-the-page")).unwrap();
    fs::write(workspace.file("a.pdf"), format!("%PDF-1.4\n{letter}")).unwrap();
    let path = format!("{}:/usr/bin:/bin", workspace.file("bin").display());
    let done = ran(command(&workspace, &["a.pdf"]).env("PATH", &path)).done();
    assert_eq!(done, format!("{CASE}\n"));
    fs::write(workspace.file("b.pdf"), "%PDF-1.4\n \n").unwrap();
    let told = ran(command(&workspace, &["b.pdf"]).env("PATH", &path)).refused();
    assert!(told.contains("holds no text: it is a picture"), "{told}");
    // Cut off inside a letter of two bytes.
    fs::write(workspace.file("c.pdf"), format!("%PDF-1.4\nx{}", "é".repeat(1 << 20))).unwrap();
    let told = ran(command(&workspace, &["c.pdf"]).env("PATH", &path)).refused();
    assert!(told.contains("longer than any letter"), "{told}");
    let told = ran(command(&workspace, &["a.pdf", "--restricted"]).env("PATH", &path));
    assert!(told.err.contains("restricted: it reads no file by its path"), "{}", told.err);
}

#[test]
fn stdin_is_read_and_json_writes_nothing() {
    let workspace = Workspace::sample();
    let before = files(&workspace);
    let mut child = command(&workspace, &["-", "--json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let letter = fs::read(odd("over-the-page")).unwrap();
    child.stdin.take().unwrap().write_all(&letter).unwrap();
    let output = child.wait_with_output().unwrap();
    let read: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&read["case"], &read["file"]), (&"TX18-0000002".into(), &"stdin".into()));
    assert_eq!(files(&workspace), before);
}

/// Killed, or refused by the disk, at every step: nothing is there, or all of it after the next start.
#[test]
fn an_import_is_whole_or_not_at_all() {
    let steps = Workspace::sample();
    let list = steps.file("steps");
    let asked = format!("?{}", list.display());
    ran(command(&steps, &["--with-determination", &odd("over-the-page")]).env("IMR_FAIL", asked))
        .done();
    let named = fs::read_to_string(&list).unwrap();
    let named: Vec<&str> =
        named.lines().filter(|s| s.contains("import.") || s.contains("finalize.")).collect();
    assert!(
        named.contains(&"import.case.rename") && named.contains(&"finalize.yaml.rename"),
        "{named:?}"
    );
    for step in named {
        for act in ["kill", "ENOSPC"] {
            let copy = Workspace::sample();
            let fail = format!("{step}:1:{act}");
            let mut import = command(&copy, &["--with-determination", &odd("over-the-page")]);
            let told = import.env("IMR_FAIL", &fail).output().unwrap();
            let next = run(&copy, &["verify"]);
            assert_eq!(next.code, 0, "{fail}: {}{}", next.out, next.err);
            let there = [CASE, YAML, LETTER].map(|name| copy.file(name).exists());
            let whole = there.iter().all(|t| *t == there[0]);
            assert!(whole, "{fail}: {there:?} {}", String::from_utf8_lossy(&told.stderr));
            let again =
                command(&copy, &["--with-determination", &odd("over-the-page")]).output().unwrap();
            assert_eq!(again.status.success(), !there[0], "{fail}");
        }
    }
}

/// What is taken back after a refusal may be refused itself, or killed: the case file is then whole, or gone.
#[test]
fn a_refusal_on_the_way_back_leaves_a_whole_case_or_none() {
    for fault in ["kill", "EIO"] {
        let copy = Workspace::sample();
        let fail = format!("audit.write:1:ENOSPC,import.undo.remove:1:{fault}");
        let mut import = command(&copy, &[&odd("over-the-page")]);
        let told = import.env("IMR_FAIL", &fail).output().unwrap();
        assert!(!told.status.success(), "{fault}");
        assert!(copy.file(CASE).exists(), "{fault}: its removal was refused");
        assert!(run(&copy, &["check"]).done().contains("14 cases, no faults"), "{fault}");
        assert_eq!(run(&copy, &["verify"]).code, 0, "{fault}");
    }
}
