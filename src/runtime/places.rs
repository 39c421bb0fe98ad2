//! Where a session reads the reviewer's own settings and writes its log, by the XDG base directories. A restricted
//! session stays inside the workspace: it reads no settings but those of `imr.yaml`, and logs below `.imr/log`.

use std::{
    ffi::OsString,
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use rustix::fs::{self as sys, Mode, OFlags};

/// Largest file of settings that is read.
const MAX_CONFIG: u64 = 1024 * 1024;
/// Folder of the log in a workspace.
pub const LOG_IN_WORKSPACE: &str = ".imr/log";

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// The reviewer's own settings; `None` when none are read.
    pub config: Option<Config>,
    /// The folder of the log; `None` when there is no home to put it into.
    pub log: Option<Log>,
}

/// A file of settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    pub path: PathBuf,
    /// It was named on the command line: then it must be there.
    pub named: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Log {
    /// A folder of the reviewer's own.
    Home(PathBuf),
    /// [`LOG_IN_WORKSPACE`].
    Workspace,
}

/// The places of this process.
pub fn places(config: Option<&Path>, restricted: bool) -> Places {
    Places::from(|name| std::env::var_os(name), config, restricted)
}

impl Places {
    fn from(
        get: impl Fn(&str) -> Option<OsString>,
        config: Option<&Path>,
        restricted: bool,
    ) -> Self {
        if restricted {
            return Self { config: None, log: Some(Log::Workspace) };
        }
        // The specification: a path that does not begin at the root is as none.
        let folder = |name: &str| get(name).map(PathBuf::from).filter(|path| path.is_absolute());
        let base = |name: &str, below: &str| {
            folder(name).or_else(|| folder("HOME").map(|home| home.join(below)))
        };
        let usual = base("XDG_CONFIG_HOME", ".config").map(|base| base.join("imr/config.yaml"));
        let usual = usual.map(|path| Config { path, named: false });
        let named = config.map(|path| Config { path: path.to_owned(), named: true });
        let state = base("XDG_STATE_HOME", ".local/state");
        Self { config: named.or(usual), log: state.map(|base| Log::Home(base.join("imr"))) }
    }
}

impl Config {
    /// The text of the file; `None` when it is not there and nobody has named it.
    ///
    /// # Errors
    /// When it cannot be read, with its path.
    pub fn read(&self) -> io::Result<Option<String>> {
        let mut text = String::new();
        let read =
            opened(&self.path).and_then(|file| file.take(MAX_CONFIG + 1).read_to_string(&mut text));
        let shown = self.path.display();
        match read {
            Ok(n) if n as u64 > MAX_CONFIG => {
                Err(io::Error::other(format!("{shown} is longer than any settings")))
            }
            Ok(_) => Ok(Some(text)),
            Err(e) if e.kind() == io::ErrorKind::NotFound && !self.named => Ok(None),
            Err(e) => Err(io::Error::new(e.kind(), format!("cannot read {shown}: {e}"))),
        }
    }
}

/// A pipe without a writer would keep the bench waiting: such is opened at once, and refused by its kind.
fn opened(path: &Path) -> io::Result<File> {
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let file = File::from(sys::open(path, flags, Mode::empty())?);
    if file.metadata()?.is_file() {
        return Ok(file);
    }
    Err(io::Error::other("this is a folder or a device, not a file"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(env: &[(&str, &str)], config: Option<&str>, restricted: bool) -> (String, String) {
        let get = |name: &str| env.iter().find(|(n, _)| *n == name).map(|(_, v)| v.into());
        let places = Places::from(get, config.map(Path::new), restricted);
        let config = places.config.map_or("none".to_owned(), |c| c.path.display().to_string());
        let log = match places.log {
            None => "none".to_owned(),
            Some(Log::Workspace) => LOG_IN_WORKSPACE.to_owned(),
            Some(Log::Home(path)) => path.display().to_string(),
        };
        (config, log)
    }

    #[test]
    fn the_base_directories_are_those_of_the_specification() {
        let pair = |config: &str, log: &str| (config.to_owned(), log.to_owned());
        let home = ("HOME", "/home/a");
        let usual = pair("/home/a/.config/imr/config.yaml", "/home/a/.local/state/imr");
        assert_eq!(of(&[home], None, false), usual);
        let set = [home, ("XDG_CONFIG_HOME", "/c"), ("XDG_STATE_HOME", "/s")];
        assert_eq!(of(&set, None, false), pair("/c/imr/config.yaml", "/s/imr"));
        let relative = [home, ("XDG_CONFIG_HOME", "c"), ("XDG_STATE_HOME", "")];
        assert_eq!(of(&relative, None, false), usual, "a relative path is as none");
        assert_eq!(of(&[], None, false), pair("none", "none"));
        assert_eq!(of(&set, Some("own.yaml"), false), pair("own.yaml", "/s/imr"));
        assert_eq!(of(&set, Some("own.yaml"), true), pair("none", LOG_IN_WORKSPACE));
    }

    #[test]
    fn settings_that_nobody_named_may_be_absent() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.yaml");
        let config = |named| Config { path: path.clone(), named };
        assert_eq!(config(false).read().unwrap(), None);
        let said = config(true).read().unwrap_err().to_string();
        assert!(said.contains("config.yaml"), "{said}");
        std::fs::write(&path, "mouse: true\n").unwrap();
        assert_eq!(config(false).read().unwrap().unwrap(), "mouse: true\n");
        std::fs::write(&path, "x".repeat(1024 * 1024 + 1)).unwrap();
        assert!(config(false).read().is_err());
        std::fs::remove_file(&path).unwrap();
        sys::mknodat(sys::CWD, &path, sys::FileType::Fifo, Mode::from_raw_mode(0o600), 0).unwrap();
        let said = config(false).read().unwrap_err().to_string();
        assert!(said.ends_with("not a file"), "a pipe keeps nobody waiting: {said}");
    }
}
