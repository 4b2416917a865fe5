//! The command line as a user meets it: the real binary, its output, its exit codes.

mod build;
mod cache;
mod check;
mod cite;
mod completions;
mod config;
mod doctor;
mod ending;
mod grounds;
mod hostile;
mod interface;
mod linked;
mod matrix;
mod names;
mod new;
mod notes;
mod palettes;
mod plain;
mod reading;
mod recall;
mod searching;
mod several;
mod shelf;
mod watch;
mod written;

use crate::support::command::{end_after, folio};

/// Types into `folio --linear` through a pipe; returns exit code, stdout and stderr.
fn linear(arguments: &[&str], typed: &str) -> (i32, String, String) {
    end_after(folio().arg("--linear").args(arguments), typed)
}
