//! What the tests share: a browser without a terminal, the program on the command line and in a
//! pseudo-terminal, linear mode on paper, terminals in memory, packs.

#![allow(dead_code, reason = "each binary of tests uses a part of it")]

pub mod book;
pub mod browser;
pub mod columns;
pub mod command;
pub mod emulator;
pub mod graphemes;
pub mod hostile;
pub mod machine;
pub mod packs;
pub mod paper;
#[cfg(unix)]
pub mod pty;
