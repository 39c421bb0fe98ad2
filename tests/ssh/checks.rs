//! The checks that `docs/ssh.md` gives an administrator find what is wrong, and pass what is right.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use super::server::{Server, sshd};

/// What a check of the document that begins so prints.
fn check(server: &Server, begins: &str) -> String {
    let block = server.block("sh check");
    let line =
        block.lines().find(|line| line.starts_with(begins)).expect("a check of the document");
    // The server's own configuration is not the machine's.
    let tested = format!("{} -f {}", sshd().display(), server.file("sshd_config").display());
    let line = line.replacen("sshd ", &format!("{tested} "), usize::from(begins == "sshd "));
    let done = Command::new("sh").args(["-c", &line]).output().expect("sh");
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(said.is_empty(), "{line}: {said}");
    String::from_utf8(done.stdout).unwrap()
}

#[test]
fn what_sshd_does_for_the_account_is_what_the_document_set() {
    let server = Server::of_the_guide();
    let said = check(&server, "sshd ");
    for line in server.block("sshd_config").lines().filter_map(|line| line.strip_prefix("    ")) {
        let (name, value) = line.split_once(' ').expect("a keyword and its value");
        let name = name.to_lowercase();
        if matches!(name.as_str(), "setenv" | "acceptenv") {
            continue;
        }
        assert!(said.contains(&format!("{name} {value}\n")), "{line}:\n{said}");
    }
    let accepted = said.lines().filter_map(|line| line.strip_prefix("acceptenv "));
    assert_eq!(accepted.collect::<Vec<_>>(), ["LANG", "LC_ALL", "LC_CTYPE"]);
    assert!(said.contains("TZ=America/Los_Angeles"), "{said}");
}

#[test]
fn a_key_without_its_restrictions_is_found() {
    let server = Server::of_the_guide();
    assert_eq!(check(&server, "grep "), "");
    let list = server.file("authorized_keys");
    let right = fs::read_to_string(&list).unwrap();
    let (_, key) = right.lines().next().unwrap().split_once(" ssh-ed25519").unwrap();
    let (program, shell) = (crate::support::workspace::imr(), "restrict,pty,command=\"/bin/sh\"");
    for wrong in [
        format!("ssh-ed25519{key}"),
        format!("{shell} ssh-ed25519{key}"),
        format!("command=\"{program} --restricted -C /x\" ssh-ed25519{key}"),
        format!("restrict,pty,command=\"{program} -C /x\" ssh-ed25519{key}"),
    ] {
        fs::write(&list, format!("# keys\n\n{right}{wrong}\n")).unwrap();
        assert_eq!(check(&server, "grep "), wrong + "\n");
    }
}

#[test]
fn a_file_that_is_open_to_others_is_found() {
    let server = Server::of_the_guide();
    assert_eq!(check(&server, "find "), "");
    let file = server.workspace.file("imr.yaml");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(check(&server, "find "), format!("{}\n", file.display()));
}
