//! `imr install-extras`: files where shells look for them, and none of somebody else's replaced.

use std::{fs, os::unix::fs::symlink, path::Path, process::Command};

use crate::run::{Ran, imr, ran};

const FILES: [&str; 4] = [
    "bash-completion/completions/imr",
    "zsh/site-functions/_imr",
    "fish/vendor_completions.d/imr.fish",
    "man/man1/imr.1",
];

fn install(home: &Path, args: &[&str]) -> Ran {
    ran(imr(home).env("HOME", home).arg("install-extras").args(args))
}

/// Every file below a folder.
fn files(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { files(&path) } else { 1 }).sum()
}

#[test]
fn completions_and_the_page_go_where_they_are_looked_for() {
    let home = tempfile::tempdir().unwrap();
    let said = install(home.path(), &[]).done();
    let share = home.path().join(".local/share");
    for file in FILES {
        assert!(said.contains(&share.join(file).display().to_string()), "{file}: {said}");
    }
    assert_eq!(files(home.path()), FILES.len());
    let text = |file: &str| fs::read_to_string(share.join(file)).unwrap();
    let bash = share.join(FILES[0]);
    assert!(Command::new("bash").arg("-n").arg(bash).status().unwrap().success());
    assert!(text(FILES[1]).starts_with("#compdef imr\n"), "zsh asks for it on the first line");
    assert!(text(FILES[2]).contains("complete -c imr"));
    assert!(text(FILES[3]).lines().any(|line| line.starts_with(".TH imr 1")));
    // Again after an update: what it wrote itself is replaced.
    let before = text(FILES[0]);
    fs::write(share.join(FILES[0]), before.replace("list", "lists")).unwrap();
    assert_eq!(install(home.path(), &[]).done(), said);
    assert_eq!(text(FILES[0]), before);
}

#[test]
fn the_folder_may_be_named_or_come_from_the_environment() {
    let home = tempfile::tempdir().unwrap();
    let (named, set) = (home.path().join("named"), home.path().join("set"));
    install(home.path(), &["--into", named.to_str().unwrap()]).done();
    ran(imr(home.path()).env("XDG_DATA_HOME", &set).arg("install-extras")).done();
    assert_eq!((files(&named), files(&set)), (4, 4));
    let none = ran(imr(home.path()).arg("install-extras"));
    assert_eq!((none.code, none.out.as_str()), (4, ""));
    assert!(none.err.contains("--into DIR"), "{}", none.err);
    let restricted = install(home.path(), &["--restricted"]);
    assert_eq!(restricted.code, 2, "{}", restricted.err);
}

#[test]
fn what_another_wrote_stays_and_then_nothing_is_written() {
    let home = tempfile::tempdir().unwrap();
    let share = home.path().join(".local/share");
    let fish = share.join(FILES[2]);
    fs::create_dir_all(fish.parent().unwrap()).unwrap();
    fs::write(&fish, "# my own\n").unwrap();
    let said = install(home.path(), &[]).refused();
    assert!(said.contains("imr.fish") && said.contains("nothing was written"), "{said}");
    assert_eq!(files(home.path()), 1);
    assert_eq!(fs::read_to_string(&fish).unwrap(), "# my own\n");
    // A link leads to a file of somebody, whatever that says.
    fs::rename(&fish, home.path().join("mine")).unwrap();
    symlink(home.path().join("mine"), &fish).unwrap();
    assert!(install(home.path(), &[]).refused().contains("imr.fish"));
    fs::remove_file(&fish).unwrap();
    // A folder in its place, and a file in the place of a folder.
    fs::create_dir(&fish).unwrap();
    assert!(install(home.path(), &[]).refused().contains("imr.fish"));
    fs::remove_dir(&fish).unwrap();
    fs::write(share.join("zsh"), "").unwrap();
    let blocked = install(home.path(), &[]);
    assert_ne!(blocked.code, 0, "{}", blocked.out);
    assert!(blocked.err.contains("zsh/site-functions"), "{}", blocked.err);
}
