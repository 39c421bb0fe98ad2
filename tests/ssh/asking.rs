//! What the holder of a key may ask for beside the bench, and does not get. Each is also asked of a server that
//! restricts nothing and must be had there: else the question would be wrong, not the answer right.

use std::fs;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::TcpListener;
use std::os::unix::net::{UnixListener, UnixStream};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::{
    desk::{SEED, open_seed},
    process::{Helper, wait_until},
    server::Server,
};
use crate::support::{
    pty::{Exit, Pty, patience},
    workspace::imr,
};

const SECRET: &str = "what only a shell can read";

/// Asks the same of both servers, and gives back what the restricted one did.
#[track_caller]
fn refused(what: &str, had: impl Fn(&Server) -> bool) {
    assert!(had(&Server::open()), "{what}: not even an open server does it, so this shows nothing");
    assert!(!had(&Server::of_the_guide()), "{what}: the key holder gets it");
}

fn secret(server: &Server) -> String {
    fs::write(server.file("secret"), SECRET).unwrap();
    server.file("secret").display().to_string()
}

#[test]
fn no_command_is_run() {
    refused("a command", |server| {
        let done = server.ssh(&["r1", "cat", &secret(server)]);
        String::from_utf8_lossy(&done.stdout).contains(SECRET)
    });
}

#[test]
fn a_session_without_a_terminal_is_told_so() {
    let server = Server::of_the_guide();
    let asked = [&["-T", "r1"][..], &["r1", "cat /etc/passwd"], &["r1", "sh"]];
    for args in asked.into_iter().chain([&["-s", "r1", "sftp"][..]]) {
        let done = server.ssh(args);
        assert_eq!(done.status.code(), Some(4), "{args:?}: {done:?}");
        assert!(done.stdout.is_empty(), "{args:?}: {done:?}");
        // sshd drops what a subsystem says on stderr.
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(args[0] == "-s" || said.contains("the bench needs a terminal"), "{args:?}: {said}");
    }
}

#[test]
fn no_shell_is_started() {
    refused("a shell that reads commands", |server| {
        let mut shell = server.client("ssh");
        shell.args(["r1", "sh"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut shell = shell.spawn().unwrap();
        // Who has ended takes no input.
        let _ = writeln!(shell.stdin.take().unwrap(), "cat '{}'", secret(server));
        let done = shell.wait_with_output().unwrap();
        String::from_utf8_lossy(&done.stdout).contains(SECRET)
    });
}

#[test]
fn a_shell_in_a_terminal_is_the_bench() {
    let server = Server::of_the_guide();
    let pty = server.dial("r1", &[], &["sh"], &[]);
    pty.wait_for_text(SEED);
    open_seed(&pty);
    pty.keys("q q");
    assert_eq!(pty.wait_exit(patience()), Exit::Code(0));
}

#[test]
fn no_file_goes_over_the_line() {
    for (program, options) in [("scp", &[][..]), ("scp", &["-O"]), ("sftp", &[])] {
        refused(program, |server| {
            let (from, to) = (secret(server), server.file("taken"));
            let mut copy = server.client(program);
            copy.args(options).arg(format!("r1:{from}")).arg(&to);
            let _ = copy.output().unwrap();
            fs::read_to_string(to).is_ok_and(|text| text == SECRET)
        });
    }
    refused("scp to the server", |server| {
        let (from, to) = (secret(server), server.file("brought"));
        let _ =
            server.client("scp").arg(from).arg(format!("r1:{}", to.display())).output().unwrap();
        to.exists()
    });
}

/// A service beside the server, on a port and on a socket, that says a word to who reaches it.
fn service(server: &Server) -> (String, String) {
    let port = TcpListener::bind("127.0.0.1:0").unwrap();
    let number = port.local_addr().unwrap().port();
    let name = server.file("service").display().to_string();
    let socket = UnixListener::bind(&name).unwrap();
    std::thread::spawn(move || port.incoming().for_each(|to| drop(to.unwrap().write(b"reached"))));
    std::thread::spawn(move || {
        socket.incoming().for_each(|to| drop(to.unwrap().write(b"reached")));
    });
    (format!("127.0.0.1:{number}"), name)
}

/// True when who connects to the socket is led to the service.
fn leads_to_the_service(socket: &std::path::Path) -> bool {
    // The name of a socket is there a moment before anybody listens on it.
    let begun = Instant::now();
    let mut line = loop {
        match UnixStream::connect(socket) {
            Ok(line) => break line,
            Err(e) if e.kind() == ErrorKind::ConnectionRefused && begun.elapsed() < patience() => {
                std::thread::sleep(Duration::from_millis(5));
            }
            Err(_) => return false,
        }
    };
    line.set_read_timeout(Some(patience())).unwrap();
    let mut said = String::new();
    let _ = line.read_to_string(&mut said);
    said == "reached"
}

#[test]
fn nothing_is_forwarded_to_the_servers_side() {
    for on_a_port in [true, false] {
        refused("forwarding with -L", |server| {
            let (port, socket) = service(server);
            let here = server.file("here");
            let to = if on_a_port { port } else { socket };
            let mut line = server.client("ssh");
            line.args(["-N", "-L", &format!("{}:{to}", here.display()), "r1"]);
            let _line = Helper(line.stderr(Stdio::null()).spawn().unwrap());
            wait_until("the client's end of the line", patience(), || here.exists());
            leads_to_the_service(&here)
        });
    }
}

#[test]
fn nothing_is_forwarded_from_the_servers_side() {
    for on_a_port in [true, false] {
        refused("forwarding with -R", |server| {
            let (port, _) = service(server);
            let there = server.file("there");
            let from = if on_a_port { "0".into() } else { there.display().to_string() };
            let mut line = server.client("ssh");
            line.args(["-N", "-o", "ExitOnForwardFailure=yes"]);
            line.args(["-R", &format!("{from}:{port}"), "r1"]);
            let mut line = Helper(line.stderr(Stdio::piped()).spawn().unwrap());
            if on_a_port {
                // The client says which port it got, or ends.
                let said = BufReader::new(line.0.stderr.take().unwrap()).lines();
                return said.map_while(Result::ok).any(|line| line.contains("Allocated port"));
            }
            wait_until("an answer", patience(), || {
                there.exists() || line.0.try_wait().unwrap().is_some()
            });
            leads_to_the_service(&there)
        });
    }
}

/// A bench that was asked for with everything that a client may offer a server.
fn offered(server: &Server) -> (Pty, Helper) {
    let agent = server.file("agent");
    let mut started = Command::new("ssh-agent");
    let started = started.arg("-D").arg("-a").arg(&agent).stdout(Stdio::null()).spawn();
    let helper = Helper(started.expect("ssh-agent"));
    wait_until("the agent", patience(), || agent.exists());
    let sent = "SetEnv=LANG=C.UTF-8 IMR_NOW=2001-01-01T00:00 IMR_ASCII=1 TZ=Asia/Tokyo EDITOR=/bin/sh VISUAL=/bin/sh";
    let options = ["-A", "-Y", "-o", "XAuthLocation=/bin/true", "-o", sent];
    let command = [imr(), "-C", server.workspace.path().to_str().unwrap()];
    let env = [("SSH_AUTH_SOCK", agent.to_str().unwrap()), ("DISPLAY", ":99")];
    let pty = server.dial("r1", &options, &command, &env);
    pty.wait_for_text(SEED);
    (pty, helper)
}

#[test]
fn agent_display_and_settings_of_the_client_stay_with_it() {
    let names = |server: &Server| -> Vec<String> {
        let _offered = offered(server);
        let environment = server.bench().environment();
        let named = environment.iter().filter_map(|set| set.split_once('='));
        named.map(|(name, value)| format!("{name}={value}")).collect()
    };
    let has = |all: &[String], name: &str| all.iter().any(|set| set.starts_with(name));
    let (open, restricted) = (names(&Server::open()), names(&Server::of_the_guide()));
    for name in [
        "SSH_AUTH_SOCK=",
        "DISPLAY=",
        "IMR_NOW=",
        "IMR_ASCII=",
        "TZ=Asia/Tokyo",
        "EDITOR=",
        "VISUAL=",
    ] {
        assert!(has(&open, name), "{name} does not even reach an open server: {open:?}");
        assert!(!has(&restricted, name), "{name} reaches the bench: {restricted:?}");
    }
    // And what the set-up lets through, or sets itself.
    for set in ["LANG=C.UTF-8", "TZ=America/Los_Angeles", "TERM=xterm-256color"] {
        assert!(has(&restricted, set), "{set}: {restricted:?}");
    }
}

/// A client that shares one connection gets no second session out of it.
#[test]
fn one_connection_is_one_session() {
    refused("a second session", |server| {
        let control = format!("ControlPath={}", server.file("control").display());
        let command = [imr(), "-C", server.workspace.path().to_str().unwrap()];
        let first = server.dial("r1", &["-M", "-o", &control], &command, &[]);
        first.wait_for_text(SEED);
        let again = server.dial("r1", &["-o", &control, "-o", "ControlMaster=no"], &command, &[]);
        let most = patience();
        wait_until("an answer", most, || {
            server.benches().len() == 2 || again.with_screen(|s| s.contents().contains("refused"))
        });
        server.benches().len() == 2
    });
}
