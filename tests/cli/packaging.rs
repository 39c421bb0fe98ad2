//! `packaging/deb`, really built and unpacked, and the program run from there.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::{
    run::{imr, ran},
    support::workspace::{Workspace, imr as program, repository},
};

/// The package of the program that was just built; `None` where there is no `dpkg-deb`.
fn package(folder: &Path) -> Option<PathBuf> {
    Command::new("dpkg-deb").arg("--version").stdout(Stdio::null()).status().ok()?;
    let done = Command::new(repository().join("packaging/deb"))
        .arg(folder)
        .env("IMR_BINARY", program())
        .env("SOURCE_DATE_EPOCH", "1790000000")
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    Some(PathBuf::from(String::from_utf8(done.stdout).unwrap().trim()))
}

fn dpkg_deb(args: &[&str], package: &Path, last: &[&Path]) -> String {
    let done = Command::new("dpkg-deb").args(args).arg(package).args(last).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

#[test]
fn the_package_holds_a_program_that_runs_and_all_that_belongs_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let Some(package) = package(folder.path()) else {
        println!("SKIPPED: this system has no dpkg-deb");
        return;
    };
    assert_eq!(dpkg_deb(&["--field"], &package, &[Path::new("Package")]).trim(), "imr");
    let listed = dpkg_deb(&["--contents"], &package, &[]);
    for line in listed.lines() {
        assert!(line.contains(" root/root "), "owned by who built it: {line}");
    }
    let root = folder.path().join("root");
    dpkg_deb(&["--extract"], &package, &[&root]);
    let share = root.join("usr/share");
    for file in [
        "man/man1/imr.1.gz",
        "bash-completion/completions/imr",
        "zsh/vendor-completions/_imr",
        "fish/vendor_completions.d/imr.fish",
        "doc/imr/copyright",
        "doc/imr/LICENSE-MIT",
        "doc/imr/README.md",
        "doc/imr/docs/ssh.md",
        "doc/imr/changelog.gz",
        "doc/imr/licences.gz",
    ] {
        let size = fs::metadata(share.join(file)).map(|it| it.len());
        assert!(size.is_ok_and(|bytes| bytes > 100), "{file} in\n{listed}");
    }
    // The installed program on the installed sample.
    let workspace = Workspace::copy_of(&share.join("doc/imr/examples"));
    let mut installed = Command::new(root.join("usr/bin/imr"));
    let listed = ran(installed
        .args(["list"])
        .current_dir(workspace.path())
        .env_clear()
        .env("IMR_NOW", crate::run::NOW)
        .env("TZ", "UTC"));
    assert_eq!(listed, ran(imr(workspace.path()).arg("list")));
    assert_eq!((listed.code, listed.out.lines().count()), (0, 13), "{}", listed.err);
}
