//! A real `sshd` on this machine: its own port, host key, configuration and keys, all in a temporary folder.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex};

use nix::sys::signal::Signal;
use tempfile::TempDir;

use super::{
    guide::{Names, put},
    process::naming,
};
use crate::support::{
    pty::patience,
    workspace::{Workspace, imr},
};

/// Reviewers with a key of their own: the names of the client's hosts.
const REVIEWERS: [&str; 2] = ["r1", "r2"];

/// What a server would have beside the block of `docs/ssh.md`, and generous where the block must take away.
const BESIDE: &str = "\
ListenAddress 127.0.0.1
StrictModes no
UsePAM no
PidFile none
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
AcceptEnv *
X11Forwarding yes
XAuthLocation /bin/true
Subsystem sftp internal-sftp
PrintMotd no
PrintLastLog no
";

pub struct Server {
    pub folder: TempDir,
    pub workspace: Workspace,
    daemon: Child,
    log: Arc<(Mutex<String>, Condvar)>,
}

/// How the keys are restricted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keys {
    Guide,
    /// Not at all: what the restrictions are compared with.
    Open,
}

impl Server {
    /// The set-up of `docs/ssh.md` on a copy of the sample workspace.
    pub fn of_the_guide() -> Self {
        Self::start(Keys::Guide, &[])
    }

    /// The same, with parts of its `sshd_config` replaced.
    pub fn with(changes: &[(&str, &str)]) -> Self {
        Self::start(Keys::Guide, changes)
    }

    /// A server that restricts nothing, to see that what the other one refuses would be done.
    pub fn open() -> Self {
        Self::start(Keys::Open, &[])
    }

    fn start(keys: Keys, changes: &[(&str, &str)]) -> Self {
        let (folder, workspace) = (tempfile::tempdir().unwrap(), Workspace::sample());
        let at = |name: &str| folder.path().join(name);
        ["host", "r1", "r2"].iter().for_each(|name| make_key(&at(name)));
        fs::create_dir(at("home")).unwrap();
        let (account, list) = (account(), at("authorized_keys"));
        let names = names(&account, &workspace, &list);
        let mut config = format!("{BESIDE}HostKey {}\n", at("host").display());
        let lines = match keys {
            Keys::Guide => {
                // The shell that runs the forced command must not read the files of whoever tests.
                let home = format!("SetEnv HOME={} TZ=", at("home").display());
                let block = put(&names.block("sshd_config"), "SetEnv TZ=", &home);
                config += &changes.iter().fold(block, |block, (from, to)| put(&block, from, to));
                names.block("authorized_keys")
            }
            Keys::Open => {
                config += &format!("AuthorizedKeysFile {}\nLogLevel VERBOSE\n", list.display());
                "ssh-ed25519 KEY-OF-R1\nssh-ed25519 KEY-OF-R2\n".to_owned()
            }
        };
        let lines = REVIEWERS.iter().fold(lines, |lines, who| {
            let key = fs::read_to_string(at(&format!("{who}.pub"))).unwrap();
            put(&lines, &format!("ssh-ed25519 KEY-OF-{}", who.to_uppercase()), key.trim())
        });
        fs::write(&list, lines).unwrap();
        fs::write(at("sshd_config"), config).unwrap();
        sh(&names.block("sh workspace"));
        make_privilege_folder(&at("sshd_config"));
        let (daemon, port, log) = listen(&at("sshd_config"));
        write_client(folder.path(), &account, port);
        Self { folder, workspace, daemon, log }
    }

    /// The commands of a block of `docs/ssh.md`, with this server's names.
    pub fn block(&self, mark: &str) -> String {
        names(&account(), &self.workspace, &self.file("authorized_keys")).block(mark)
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What `sshd` has logged so far.
    pub fn log(&self) -> String {
        self.log.0.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
        for left in naming(self.workspace.path()) {
            let _ = nix::sys::signal::kill(nix::unistd::Pid::from_raw(left.pid), Signal::SIGKILL);
        }
        if std::thread::panicking() {
            eprintln!("sshd said:\n{}", self.log());
        }
    }
}

fn names<'a>(account: &'a str, workspace: &'a Workspace, keys: &'a Path) -> Names<'a> {
    Names { account, program: Path::new(imr()), workspace: workspace.path(), keys }
}

/// Who runs the tests: a server that is not root's serves no other account. It cannot give a terminal to the group `tty`
/// either, so `/dev/pts` must be mounted with that group, as it is on a machine that has booted.
fn account() -> String {
    let id = Command::new("id").arg("-un").output().expect("id");
    String::from_utf8(id.stdout).unwrap().trim().to_owned()
}

/// Runs lines of shell, each of which must succeed; gives back what they print.
pub fn sh(lines: &str) -> String {
    let done = Command::new("sh").args(["-euc", lines]).output().expect("sh");
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{lines}: {said}");
    String::from_utf8(done.stdout).unwrap()
}

fn make_key(file: &Path) {
    let made = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-C", "", "-f"])
        .arg(file)
        .status()
        .expect("ssh-keygen: install the distribution's openssh-client");
    assert!(made.success());
}

/// `sshd` stands in a folder that is on the path of root only.
pub fn sshd() -> PathBuf {
    let path = std::env::var("PATH").unwrap_or_default() + ":/usr/sbin:/usr/local/sbin:/sbin";
    let found = path.split(':').map(|folder| Path::new(folder).join("sshd")).find(|f| f.is_file());
    found.expect("sshd is not installed: install the distribution's openssh-server")
}

/// Root's `sshd` locks its lesser half into an empty folder that the distribution makes when the machine starts,
/// and a container does not start.
fn make_privilege_folder(config: &Path) {
    let tried = Command::new(sshd()).arg("-t").arg("-f").arg(config).output().unwrap();
    let said = String::from_utf8_lossy(&tried.stderr);
    if let Some((_, folder)) = said.split_once("Missing privilege separation directory: ") {
        let folder = Path::new(folder.trim());
        fs::create_dir_all(folder).unwrap();
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
    } else {
        assert!(tried.status.success(), "sshd does not take its configuration: {said}");
    }
}

type Log = Arc<(Mutex<String>, Condvar)>;

/// Starts the daemon on a port that is free. Another program may take the port first: then it is tried again.
fn listen(config: &Path) -> (Child, u16, Log) {
    for _ in 0..5 {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut daemon = Command::new(sshd())
            .args(["-D", "-e", "-p", &port.to_string(), "-f"])
            .arg(config)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("sshd starts");
        let log = follow(daemon.stderr.take().unwrap());
        let (text, grown) = &*log;
        let decided = |text: &mut String| {
            !text.contains("Server listening on") && !text.contains("Cannot bind any address")
        };
        let text = grown.wait_timeout_while(text.lock().unwrap(), patience(), decided).unwrap().0;
        if text.contains("Server listening on") {
            drop(text);
            return (daemon, port, log);
        }
        let _ = daemon.kill();
        let _ = daemon.wait();
        assert!(text.contains("Cannot bind any address"), "sshd does not start: {text}");
    }
    panic!("no free port in five attempts");
}

/// Keeps what is written, until the last process of the server has ended.
fn follow(from: impl std::io::Read + Send + 'static) -> Log {
    let log = Log::default();
    let kept = Arc::clone(&log);
    std::thread::spawn(move || {
        for line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line).trim_end().to_owned();
            *kept.0.lock().unwrap() += &(line + "\n");
            kept.1.notify_all();
        }
    });
    log
}

/// The client's side, nothing of which comes from the home of whoever tests.
fn write_client(folder: &Path, account: &str, port: u16) {
    let folder_name = folder.display();
    let key = fs::read_to_string(folder.join("host.pub")).unwrap();
    fs::write(folder.join("known_hosts"), format!("[127.0.0.1]:{port} {key}")).unwrap();
    let mut config = String::new();
    for who in REVIEWERS {
        config += &format!(
            "Host {who}\n  HostName 127.0.0.1\n  Port {port}\n  User {account}\n  IdentityFile {folder_name}/{who}\n  \
             IdentitiesOnly yes\n  UserKnownHostsFile {folder_name}/known_hosts\n  GlobalKnownHostsFile /dev/null\n  \
             StrictHostKeyChecking yes\n  BatchMode yes\n  ConnectTimeout 20\n"
        );
    }
    fs::write(folder.join("client"), config).unwrap();
}
