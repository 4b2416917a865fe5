//! Much of the same: hostile texts through every sink, a monkey at the keyboard, the fuzzer's corpus,
//! misspellings of all titles, flipped bytes in files of columns. Each does a small share in `cargo test`;
//! CONTRIBUTING.md says how to do more.

mod columns;
mod fuzz_corpus;
mod misspellings;
mod monkey;
mod sinks;
#[path = "../support/mod.rs"]
mod support;

use support::browser;
