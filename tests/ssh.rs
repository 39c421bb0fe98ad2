//! The bench over a real line: a real `sshd` with the set-up of `docs/ssh.md`, a real `ssh` in a terminal.
//! `cargo test --test ssh` runs it; it needs OpenSSH's server and client, and Linux.

mod support;

#[path = "ssh/asking.rs"]
mod asking;
#[path = "ssh/checks.rs"]
mod checks;
#[path = "ssh/cutting.rs"]
mod cutting;
#[path = "ssh/desk.rs"]
mod desk;
#[path = "ssh/guide.rs"]
mod guide;
#[path = "ssh/process.rs"]
mod process;
#[path = "ssh/reviewing.rs"]
mod reviewing;
#[path = "ssh/server.rs"]
mod server;
