//! `--help`, completions and the manual page: one definition, and what it shows works.
//!
//! After a change that is meant: `INSTA_UPDATE=always cargo test --test cli`, and read the difference.

use std::{
    fs,
    io::Write,
    process::{Command as Process, Stdio},
};

use clap::{Command, CommandFactory, Parser};
use imr_workbench::cli::Args;

use crate::{run::imr_in, support::workspace::Workspace};

/// The program and every command of it, as `imr guidelines test` names them.
fn commands() -> Vec<(String, Command)> {
    fn below(before: &str, command: &Command, found: &mut Vec<(String, Command)>) {
        let name = format!("{before} {}", command.get_name()).trim().to_owned();
        found.push((name.clone(), command.clone()));
        for inner in command.get_subcommands().filter(|c| c.get_name() != "help") {
            below(&name, inner, found);
        }
    }
    let mut program = Args::command().term_width(80);
    program.build();
    let mut found = Vec::new();
    below("", &program, &mut found);
    found
}

#[test]
fn the_help_of_every_command_is_what_was_read() {
    let mut text = String::new();
    for (name, mut command) in commands() {
        text += &format!("=== {name} --help\n\n{}\n", command.render_long_help());
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("help");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("help", text));
    let kept: Vec<_> = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/help"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(kept, ["help.snap"], "a snapshot that nothing compares");
}

/// Words of a command line as a shell splits them: blanks, single quotes, and no more.
fn words(line: &str) -> Vec<String> {
    let pieces = line.split('\'').enumerate().map(|(nth, piece)| {
        let quoted = nth % 2 == 1;
        if quoted {
            vec![piece.to_owned()]
        } else {
            piece.split_whitespace().map(str::to_owned).collect()
        }
    });
    pieces.flatten().collect()
}

/// The command lines of a text: what a line says is two blanks away from what it does, or goes into a file or a pipe.
fn examples(help: &str) -> Vec<String> {
    let joined = help.replace("\\\n", " ");
    let lines = joined.lines().filter_map(|line| line.strip_prefix("  imr"));
    lines
        .map(|line| {
            let line = format!("imr{line}");
            let line = line.split(['>', '|']).next().unwrap_or_default().to_owned();
            let continued = line.contains(" --criterion");
            let end = line.find("   ").filter(|_| !continued);
            end.map_or(line.clone(), |end| line[..end].to_owned())
        })
        .collect()
}

#[test]
fn every_command_has_examples_and_each_is_a_command_line_of_its_own() {
    for (name, command) in commands() {
        let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        assert!(help.lines().all(|line| line.len() <= 80), "{name}: a line would be folded");
        let shown = examples(&help);
        assert!(!shown.is_empty(), "{name} has no example");
        for line in shown {
            assert!(line.starts_with(&name), "`{line}` is no example of `{name}`");
            let parsed = Args::try_parse_from(words(&line));
            assert!(parsed.is_ok(), "`{line}`: {}", parsed.unwrap_err());
        }
    }
}

#[test]
fn every_option_says_what_it_does() {
    let mut silent = Vec::new();
    for (name, command) in commands() {
        let options = command.get_arguments().filter(|a| a.get_help().is_none());
        silent.extend(options.map(|a| format!("{name}: {}", a.get_id())));
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

/// What the completion of bash offers after these words.
fn completed(script: &str, words: &[&str]) -> String {
    let last = words.len() - 1;
    let ask = format!(
        "{script}\nCOMP_WORDS=({}); COMP_CWORD={last}; _imr imr '{}' '{}'; printf '%s\\n' \"${{COMPREPLY[@]}}\"\n",
        words.join(" "),
        words[last],
        words[last - 1],
    );
    let output = Process::new("bash").arg("-c").arg(ask).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn bash_takes_its_completions_and_completes() {
    let workspace = Workspace::sample();
    let script = imr_in(&workspace, &["completions", "bash"]).done();
    let mut bash = Process::new("bash").arg("-n").stdin(Stdio::piped()).spawn().unwrap();
    bash.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    assert!(bash.wait().unwrap().success(), "bash -n");
    assert_eq!(completed(&script, &["imr", "lis"]), "list\n");
    assert_eq!(completed(&script, &["imr", "finalize", "--y"]), "--yes\n");
    assert!(completed(&script, &["imr", "guidelines", "te"]).contains("test\n"));
}

#[test]
fn every_shell_gets_a_script_that_names_every_command() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = crate::run::ran(crate::run::imr(folder.path()).args(["completions", shell]));
        let script = script.done();
        for (name, _) in commands() {
            let last = name.split(' ').next_back().unwrap();
            assert!(script.contains(last), "{shell} does not know {name}");
        }
    }
}

/// The page as a reader sees it, or its source without marks where there is no reader.
fn read_page(source: &str) -> String {
    let man = Process::new("man")
        .args(["--warnings", "-l", "-"])
        .env("MANWIDTH", "300")
        .env("LC_ALL", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut man) = man else {
        return source.replace("\\-", "-").replace("\\fB", "").replace("\\fR", "");
    };
    man.stdin.take().unwrap().write_all(source.as_bytes()).unwrap();
    let output = man.wait_with_output().unwrap();
    assert!(output.status.success());
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "the page has faults");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_manual_page_is_read_and_names_every_command_option_and_exit_code() {
    let workspace = Workspace::sample();
    let source = imr_in(&workspace, &["man"]).done();
    for heading in ["NAME", "SYNOPSIS", "OPTIONS", "COMMANDS", "EXAMPLES"] {
        assert!(source.contains(&format!(".SH {heading}\n")), "{heading}");
    }
    let page = read_page(&source);
    for (name, command) in commands() {
        assert!(page.contains(&name), "{name} is not in the page");
        for option in command.get_arguments().filter_map(|a| a.get_long()) {
            assert!(page.contains(&format!("--{option}")), "{name}: --{option}");
        }
    }
    let (_, codes) = page.split_once("EXIT CODES").expect("the exit codes");
    let help = Args::command().get_after_help().unwrap().to_string();
    let (_, listed) = help.split_once("Exit codes:\n").unwrap();
    for line in listed.lines().take_while(|line| !line.is_empty()) {
        assert!(codes.contains(line.trim()), "{line}");
    }
}
