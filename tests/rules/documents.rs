//! What the documents promise is what the program and the gate do.

use std::{fs, path::Path, process::Command};

use clap::Parser;
use imr_workbench::cli::Args;

use super::{none, read, root, support::workspace::Workspace, tokens::tokens};

/// Lines of the fenced blocks in a document that are marked so: ```` ```sh test ````.
fn block(document: &str, mark: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut inside = false;
    for line in document.lines() {
        if let Some(fence) = line.strip_prefix("```") {
            inside = fence == mark;
        } else if inside {
            lines.push(line.to_owned());
        }
    }
    lines
}

#[test]
fn a_marked_block_is_read_and_no_other() {
    let document = "a\n```sh test\none\n```\nb\n```sh\ntwo\n```\n```sh test\nthree\n```\n";
    assert_eq!(block(document, "sh test"), ["one", "three"]);
    assert_eq!(block(document, "sh"), ["two"]);
    assert!(block(document, "sh run").is_empty());
}

/// The gate says what it would run; the README's commands that build are in it, as the README has them. What it shows
/// of the program is run by `tests/cli/readme.rs`.
#[test]
fn the_gate_runs_the_commands_of_the_readme_that_build() {
    let readme = read("README.md");
    let marked = ["sh run", "sh test", "sh install"].map(|mark| block(&readme, mark));
    assert!(marked.iter().all(|lines| lines.len() == 1), "one command each: {marked:?}");
    let [run, test, install] = &marked;
    let gate = Command::new("bash")
        .args([".ci/run", "--list"])
        .current_dir(root())
        .output()
        .expect("bash runs the gate");
    let said = String::from_utf8(gate.stdout).expect("text");
    assert!(gate.status.success(), "{said}");
    let steps: Vec<&str> = said.lines().collect();
    assert!(steps.contains(&test[0].as_str()), "{steps:#?}");
    let check = format!("{} -- check", run[0]);
    assert!(steps.contains(&check.as_str()), "{steps:#?}");
    assert!(steps.iter().any(|step| step.starts_with(install[0].as_str())), "{steps:#?}");
}

/// The gate holds neither command itself, so it cannot hold another one.
#[test]
fn the_gate_takes_the_commands_from_the_readme() {
    let gate = read(".ci/run");
    let said: Vec<&str> = gate.lines().filter(|line| !line.starts_with('#')).collect();
    for own in ["cargo test", "cargo run", "cargo install --path"] {
        assert!(!said.iter().any(|line| line.contains(own)), ".ci/run says `{own}` itself");
    }
}

/// Every document: those at the root, and those below `docs`.
fn documents() -> Vec<String> {
    let mut found = Vec::new();
    for folder in ["", "docs/", "docs/decisions/"] {
        for entry in fs::read_dir(root().join(folder)).expect("a folder of documents") {
            let name = entry.expect("an entry").file_name().into_string().expect("a name");
            if Path::new(&name).extension().is_some_and(|ending| ending == "md") {
                found.push(format!("{folder}{name}"));
            }
        }
    }
    assert!(found.len() > 15, "{found:?}");
    found
}

/// Where the links of a document lead, those to other places of the world left out.
fn links(document: &str) -> Vec<&str> {
    let after = document.split("](").skip(1);
    let targets = after.filter_map(|rest| rest.split_once(')').map(|(target, _)| target));
    targets.filter(|target| !target.contains("://")).collect()
}

/// Files of the repository that a document names in a code span: what has a folder and an ending of ours.
fn named(document: &str) -> Vec<&str> {
    const OURS: [&str; 3] = ["src/", "tests/", "benches/"];
    let spans = document.split('`').skip(1).step_by(2);
    spans
        .filter(|span| OURS.iter().any(|folder| span.starts_with(folder)))
        .filter(|span| !span.contains(['*', ' ', '<', '{']))
        .collect()
}

#[test]
fn links_between_documents_lead_somewhere_and_files_that_are_named_are_there() {
    assert_eq!(links("[a](b.md), ![c](d/e.svg) [f](https://g.h)"), ["b.md", "d/e.svg"]);
    assert_eq!(named("`src/a.rs` b `src/a b` `c` `tests/d/`"), ["src/a.rs", "tests/d/"]);
    let mut lost = Vec::new();
    for document in documents() {
        let text = read(&document);
        let folder = root().join(&document);
        let folder = folder.parent().expect("a folder");
        for target in links(&text) {
            let file = target.split('#').next().unwrap_or_default();
            if !folder.join(file).is_file() {
                lost.push(format!("{document}: the link {target}"));
            }
        }
        lost.extend(
            named(&text)
                .iter()
                .filter(|path| !root().join(path).exists())
                .map(|path| format!("{document}: {path}")),
        );
    }
    none("places that documents name", &lost);
}

/// The command lines of the program in the shell blocks of a document.
fn command_lines(document: &str) -> Vec<String> {
    let shells = ["sh", "sh check", "sh workspace"];
    let text = shells.map(|mark| block(document, mark).join("\n")).join("\n").replace("\\\n", " ");
    let parts = text.lines().flat_map(|line| line.split(['|', ';'])).map(str::trim);
    parts.filter(|line| line.starts_with("imr ")).map(str::to_owned).collect()
}

/// What a document shows of the program is a command line that it takes.
#[test]
fn command_lines_of_documents_are_taken() {
    assert_eq!(
        command_lines("```sh\nimr a \\\n  b | imr c\n```\n```yaml\nimr d\n```"),
        ["imr a    b", "imr c"]
    );
    let (mut refused, mut seen) = (Vec::new(), 0);
    for document in documents() {
        for line in command_lines(&read(&document)) {
            seen += 1;
            let words = shell_words::split(line.split(" #").next().unwrap_or_default());
            let words = words.expect("words of a shell");
            let words = words.iter().take_while(|word| !word.starts_with('>'));
            if let Err(error) = Args::try_parse_from(words) {
                refused.push(format!("{document}: {line}: {error}"));
            }
        }
    }
    none("command lines that the program refuses", &refused);
    assert!(seen > 30, "{seen}");
}

/// Files that a document shows whole: ```` ```yaml file=cases/a.yaml ````.
fn shown_files(document: &str) -> Vec<(String, String)> {
    let marks = document.lines().filter_map(|line| line.strip_prefix("```yaml file="));
    marks
        .map(|path| (path.to_owned(), block(document, &format!("yaml file={path}")).join("\n")))
        .collect()
}

#[test]
fn the_files_that_the_readme_shows_are_without_fault() {
    let workspace = Workspace::sample();
    let shown = shown_files(&read("README.md"));
    assert!(shown.len() >= 2, "a case and a guideline: {shown:?}");
    for (path, text) in &shown {
        assert!(!workspace.file(path).exists(), "{path} would replace a file of the sample");
        fs::write(workspace.file(path), text).expect("a file in the copy");
    }
    let check = Command::new(env!("CARGO_BIN_EXE_imr"))
        .arg("-C")
        .arg(workspace.path())
        .arg("check")
        .output()
        .expect("the program");
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stdout));
}

/// Numbers and names of `cli::Exit`, from its source: an enum cannot be asked for its members.
fn exits() -> Vec<(String, u8)> {
    let source = tokens(&read("src/cli/exit.rs"));
    let begins = source
        .windows(3)
        .position(|w| w[0].word() == Some("enum") && w[1].word() == Some("Exit") && w[2].is('{'))
        .expect("enum Exit");
    let members = source[begins + 3..].iter().take_while(|t| !t.is('}'));
    let words: Vec<&str> = members.filter_map(|t| t.word()).collect();
    let number = |text: &str| text.parse().expect("the number of an exit code");
    words.chunks(2).map(|pair| (pair[0].to_owned(), number(pair[1]))).collect()
}

#[test]
fn the_help_lists_the_exit_codes_that_there_are() {
    let help = Command::new(env!("CARGO_BIN_EXE_imr")).arg("--help").output().expect("the program");
    let help = String::from_utf8(help.stdout).expect("text");
    let (_, codes) = help.split_once("Exit codes:\n").expect("the exit codes");
    let listed: Vec<u8> = codes
        .lines()
        .take_while(|line| !line.trim().is_empty())
        .filter_map(|line| line.split_whitespace().next()?.parse().ok())
        .collect();
    let exits = exits();
    assert_eq!(listed, exits.iter().map(|(_, number)| *number).collect::<Vec<_>>(), "{exits:?}");
    assert!(exits.len() > 1 && exits[0] == ("Done".to_owned(), 0));
}
