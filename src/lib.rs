//! Folio is an offline knowledge browser for the terminal: it opens a body of knowledge (a *pack* in TOML
//! files, or what else people have) and shows it in navigable, searchable panes.
//!
//! # The way of the data
//!
//! ```text
//! TOML in the binary or on disk, a file compiled from it, or what else people have
//!   -> content (formats) -> model -> search, graph, terms, document
//!   -> store -> knowledge -> report -> app -> view -> terminal
//!                                \-> cli, linear -> stdout
//! ```
//!
//! # Floors
//!
//! Imports go down only, and rooms on one floor do not know each other (`tests/it/architecture.rs`
//! holds the code to it).
//!
//! | floor | room | what it is |
//! |---|---|---|
//! | -1 | [`system`] | files and streams where Unix and Windows differ, under one name for both; Folio's own folders; the width of the terminal |
//! | 0 | [`text`] | safe text, folding, words of every script, display width, line breaking, Markdown; knows no pack |
//! | 0 | [`messages`] | every sentence the user sees; knows nothing but words and numbers |
//! | 0 | [`meaning`] | which words lie near each other, and Chinese words in English; knows no pack |
//! | 0 | [`blocks`] | rows of text, numbers and bytes in blocks that lie in memory or in a file; knows no pack |
//! | 1 | [`model`] | the catalogue of entries, addressed by key; no TOML, no screen |
//! | 1 | [`keys`] | keys, what they can mean, and the key map; knows no pack, no screen |
//! | 2 | [`content`] | TOML to model: the value *and* all mistakes; both into a compiled file and out of it; the packs in the binary, of which the guide is one |
//! | 2 | [`search`] | an index and a query to hits, each with why it is one; only `fuzzy` names the matcher |
//! | 2 | [`terms`] | recognises glossary forms in text, outside links and code |
//! | 2 | [`graph`] | links, mentions, chains, comparison, coverage, routes: pure functions over the model |
//! | 2 | [`trail`] | where the reader has been, for going back and forward |
//! | 2 | [`journal`] | what a reader adds, kept in a file that only grows; knows no pack |
//! | 2 | [`document`] | an entry and a width to rows tagged with a role; knows no colours |
//! | 3 | [`margin`] | joins what a reader has added with the packs that are open: which paragraph it is on now |
//! | 3 | [`formats`] | what people have beside packs, read into what the files of a pack are read into; one file a format |
//! | 3 | [`palettes`] | the colours of every role and part, in as many as a terminal has; the only room that names raw colours |
//! | 4 | [`check`] | holds a pack against the rules; the state of it as a whole |
//! | 4 | [`store`] | opens packs and says what could not be opened; makes compiled files with the links and the index of their pack, and keeps those of large folders, in a process apart; keeps what opens by itself in the data folder; sees that files may have changed; writes files of the user's whole |
//! | 4 | [`recall`] | practice of terms and bookmarked entries: what is due, what a card says |
//! | 5 | [`settings`] | what the reader has set, by layers, each value with where it came from |
//! | 5 | [`knowledge`] | the library that is open with everything derived from it; answers questions from the bodies |
//! | 6 | [`report`] | what is told of it, one file a subject: titles, lines, choices, details as values |
//! | 7 | [`export`] | what leaves Folio in another format, one file a format |
//! | 7 | [`app`] | the state and `update(&mut App, Message) -> Vec<Effect>` |
//! | 8 | [`view`] | `draw(&App, &Palette, &mut Frame)`; draws on the screen in the styles of a palette |
//! | 8 | [`cli`] | what was typed, then what it means; what is told of that: the help, the manual page, the guide, completions |
//! | 8 | [`linear`] | the app without a screen: typed commands, numbered choices, printed lines |
//! | 9 | [`tui`] | terminal life cycle, opening, event loop, workers, watching the files, keeping what the reader adds; performs effects |
//! | 10 | `main` | arguments, run, exit code |
//!
//! What happens between a key and the changed screen is told on one page: [`app::way_of_a_key`].
//!
//! # Invariants, stated as absences
//!
//! - No text reaches a terminal or a JSON reader but as [`text::safe::Safe`].
//! - The model knows no path and opens no file: its columns lie in [`blocks`]; `app` knows no file system,
//!   clock, environment or thread.
//! - Nobody above [`knowledge`] holds the library: links, mentions and terms are derived once, there.
//! - No fact is derived by whoever shows it: sheets, printed text, numbered lists and JSON are made from
//!   the same [`report`].
//! - No question to the terminal is waited for but on the way out, a moment (`tui::dialogue`), and nothing that it
//!   is told outlives the program: `tui::terminal` alone tells it what has to be taken back.
//! - `view` writes no state; raw colours are in [`palettes`] alone, and `app` knows palettes by name.
//! - Meaning never hangs on hue: what stands side by side differs by a modifier, a sign or lightness.
//! - Nothing that a reader adds counts as kept before it is on the disk; the browser reads the journal behind
//!   its first frame, and writes it on one thread.
//! - No two files of a room import each other in a circle.
//! - No key reads many bodies on the drawing thread, composes a text of more than 256 KiB or searches one
//!   there, or looks there at more than a few thousand lines of the contents or a sheet: workers do, for
//!   as long as somebody waits ([`app::sieve`], [`knowledge::Ticket`]). None looks at all notes or read
//!   marks either: workers share what a reader has added, and what they found is followed change by change.
//!   Rows are laid out block by block as they come into view, and links are read line by line. A text may be
//!   shown before its terms are known.

pub mod app;
pub mod blocks;
pub mod check;
pub mod cli;
pub mod content;
pub mod document;
pub mod export;
pub mod formats;
pub mod graph;
pub mod journal;
pub mod keys;
pub mod knowledge;
pub mod linear;
pub mod margin;
pub mod meaning;
pub mod messages;
pub mod model;
pub mod palettes;
pub mod recall;
pub mod report;
pub mod search;
pub mod settings;
pub mod store;
pub mod system;
pub mod terms;
pub mod text;
pub mod trail;
pub mod tui;
pub mod view;
