//! `imr install-extras`: completions and the manual page, into the folders where shells and `man` look for them.

use std::{
    env,
    fs::{self, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use clap_complete::Shell;

use super::{Args, Exit, Failure, manual};
use crate::domain::visible::one_line;

/// What tells a file of ours: it stands in one of the first lines.
const MARK: &str = "written by `imr install-extras`";

/// A file, where it goes, and who finds it there.
struct Extra {
    path: PathBuf,
    text: String,
    used: &'static str,
}

/// Writes the extras below `into`, or below the reviewer's own folder of data; all of them, or none where a file
/// stands in the way.
///
/// # Errors
/// When there is no such folder, a file is somebody else's, or the disk refuses.
pub fn install(args: &Args, into: Option<&Path>, out: &mut dyn Write) -> Result<(), Failure> {
    if args.restricted {
        return Err(Failure::usage("this session is restricted: it installs nothing"));
    }
    let into = into.map(Path::to_owned).or_else(own).ok_or_else(|| {
        let what = "there is no folder of your own: neither XDG_DATA_HOME nor HOME is set";
        Failure::new(Exit::System, format!("{what}; name one with --into DIR"))
    })?;
    let extras = extras(&into)?;
    let foreign: Vec<String> = extras.iter().filter(|e| is_foreign(&e.path)).map(named).collect();
    if !foreign.is_empty() {
        let what = "is there and was not written by this command";
        let remedy = "move it away first; nothing was written";
        return Err(Failure::refused(format!("{} {what}; {remedy}", foreign.join(", "))));
    }
    for extra in &extras {
        put(extra).map_err(|error| {
            Failure::new(Exit::System, format!("{} cannot be written: {error}", named(extra)))
        })?;
        writeln!(out, "{}\n    {}", named(extra), extra.used)?;
    }
    Ok(())
}

fn named(extra: &Extra) -> String {
    one_line(&extra.path.display().to_string())
}

/// By the XDG base directories: a path that does not begin at the root is as none.
fn own() -> Option<PathBuf> {
    let folder = |name: &str| env::var_os(name).map(PathBuf::from).filter(|p| p.is_absolute());
    folder("XDG_DATA_HOME").or_else(|| folder("HOME").map(|home| home.join(".local/share")))
}

fn extras(into: &Path) -> Result<Vec<Extra>, Failure> {
    let completion = |shell, path: &str, used| -> Result<Extra, Failure> {
        Ok(Extra { path: into.join(path), text: script(shell)?, used })
    };
    let mut page = Vec::new();
    manual::page(&mut page)?;
    Ok(vec![
        completion(
            Shell::Bash,
            "bash-completion/completions/imr",
            "bash: in the next shell, where the package bash-completion is installed",
        )?,
        completion(
            Shell::Zsh,
            "zsh/site-functions/_imr",
            "zsh: where this folder is in $fpath before `compinit` runs in ~/.zshrc",
        )?,
        completion(Shell::Fish, "fish/vendor_completions.d/imr.fish", "fish: in the next shell")?,
        Extra {
            path: into.join("man/man1/imr.1"),
            text: format!(".\\\" {MARK}\n{}", String::from_utf8_lossy(&page)),
            used: "`man imr`, where this folder is on the manpath; else `man -l` and this file",
        },
    ])
}

/// The completions of a shell with the mark; the first line of zsh's must stay the first.
fn script(shell: Shell) -> Result<String, Failure> {
    let mut script = Vec::new();
    manual::completions(shell, &mut script)?;
    let script = String::from_utf8_lossy(&script).into_owned();
    Ok(match script.split_once('\n') {
        Some((first, rest)) if first.starts_with("#compdef") => {
            format!("{first}\n# {MARK}\n{rest}")
        }
        _ => format!("# {MARK}\n{script}"),
    })
}

/// True for whatever is there and is no file with the mark: a link, too, for it leads to a file of somebody.
fn is_foreign(path: &Path) -> bool {
    match fs::symlink_metadata(path) {
        Err(error) => error.kind() != io::ErrorKind::NotFound,
        Ok(there) => {
            let text = if there.is_file() { fs::read(path).ok() } else { None };
            let text = text.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            !text.is_some_and(|text| text.lines().take(3).any(|line| line.contains(MARK)))
        }
    }
}

/// Beside its place first, so that a shell never reads half a script.
fn put(extra: &Extra) -> io::Result<()> {
    let folder = extra.path.parent().unwrap_or(Path::new("/"));
    fs::create_dir_all(folder)?;
    let beside = extra.path.with_extension(format!("imr-{}", std::process::id()));
    // Nobody has planted it, as a file or as a link.
    let mut file = OpenOptions::new().write(true).create_new(true).open(&beside)?;
    let put = file.write_all(extra.text.as_bytes()).and_then(|()| fs::rename(&beside, &extra.path));
    put.inspect_err(|_| drop(fs::remove_file(&beside)))
}
