//! Every command of README.md is run, in its order, in a copy of the sample workspace, as a new user would.

use std::{fs, path::Path, process::Command};

use crate::{
    run::NOW,
    support::workspace::{Workspace, path_with_imr, repository},
};

/// Marks of blocks that the gate runs: they build the program.
const OF_THE_GATE: [&str; 3] = ["sh run", "sh test", "sh install"];

/// A command line, and what it ends with: 0, or what its comment says, as in `# exit code 1`.
#[derive(Debug, PartialEq)]
struct Line {
    command: String,
    code: i32,
}

/// The commands of the blocks that are marked `sh` and no more; `\` at a line's end goes on.
fn commands(document: &str) -> Vec<Line> {
    let (mut found, mut inside, mut begun) = (Vec::new(), false, String::new());
    for line in document.lines() {
        if let Some(mark) = line.strip_prefix("```") {
            assert!(
                !mark.starts_with("sh") || mark == "sh" || OF_THE_GATE.contains(&mark),
                "{mark}: nothing runs this block"
            );
            inside = mark == "sh";
        } else if inside && let Some(first) = line.strip_suffix('\\') {
            begun += first;
        } else if inside && !line.trim().is_empty() {
            let command = begun.split_off(0) + line;
            let code = command.split_once("# exit code ").map_or(0, |(_, code)| {
                code.split(|c: char| !c.is_ascii_digit()).next().unwrap().parse().unwrap()
            });
            found.push(Line { command, code });
        }
    }
    found
}

/// Runs the lines one after the other in a folder; each one that ended otherwise, with what it said.
fn run(lines: &[Line], folder: &Path, home: &Path) -> Vec<String> {
    let one = |line: &Line| {
        let done = Command::new("bash")
            .args(["-o", "pipefail", "-c", &line.command])
            .current_dir(folder)
            .env_clear()
            .envs([("PATH", path_with_imr().as_str()), ("IMR_NOW", NOW), ("TZ", "UTC")])
            .env("HOME", home)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        let found = done.status.code();
        (found != Some(line.code)).then(|| format!("{found:?}: {}\n{said}", line.command))
    };
    lines.iter().filter_map(one).collect()
}

#[test]
fn every_command_of_the_readme_ends_as_it_says() {
    let readme = fs::read_to_string(repository().join("README.md")).unwrap();
    let (workspace, home) = (Workspace::sample(), tempfile::tempdir().unwrap());
    let lines = commands(&readme);
    assert!(
        lines.iter().filter(|line| line.command.starts_with("imr ")).count() > 20,
        "{lines:#?}"
    );
    let failed = run(&lines, workspace.path(), home.path());
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert!(workspace.file("determinations/CM15-0000001.yaml").exists());
}

#[test]
fn a_command_that_ends_otherwise_is_found() {
    let document = "```sh\nimr show \\\n  CM15-0000001\nimr show X1 # exit code 3\nimr list --no\n\n```\n\
                    ```sh run\nfalse\n```\n```yaml\nfalse\n```\n```sh\nimr show X2\n```\n";
    let lines = commands(document);
    let codes: Vec<i32> = lines.iter().map(|line| line.code).collect();
    assert_eq!(codes, [0, 3, 0, 0], "{lines:#?}");
    let (workspace, home) = (Workspace::sample(), tempfile::tempdir().unwrap());
    let failed = run(&lines, workspace.path(), home.path());
    assert_eq!(failed.len(), 2, "{failed:#?}");
    assert!(failed[0].contains("--no") && failed[1].contains("X2"), "{failed:#?}");
}
