//! What the integration tests share: a real terminal around the real program, a throw-away
//! workspace, a desk without a terminal, the examples of the documents, the tape of the demonstration, and a picture of a screen.
//!
//! Each file in `tests/` is a crate of its own and takes what it needs, so what one of them leaves
//! unused is not dead.
#![allow(dead_code, unused_imports)]

pub mod book;
pub mod desk;
pub mod glass;
pub mod keys;
pub mod own;
pub mod past;
pub mod picture;
pub mod pty;
pub mod seed;
pub mod tape;
pub mod terminal;
pub mod wire;
pub mod workspace;
