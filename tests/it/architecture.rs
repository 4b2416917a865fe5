//! Holds the code to its floors: imports go down only, rooms on one floor do not know each other,
//! and a few things are named in one place alone.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use crate::imports::{absolute, leads_to, module, paths};

/// Each floor's rooms, the lowest first; `src/lib.rs` draws the same house.
const FLOORS: [&[&str]; 12] = [
    &["system"],
    &["text", "messages", "meaning", "blocks"],
    &["model", "keys"],
    &["content", "search", "graph", "terms", "document", "trail", "journal"],
    &["formats", "margin", "palettes"],
    &["check", "store", "recall"],
    &["knowledge", "settings"],
    &["report"],
    &["app", "export"],
    &["view", "cli", "linear"],
    &["tui"],
    &["main"],
];

/// A source file without its comments and unit tests.
pub struct Source {
    pub path: PathBuf,
    pub room: String,
    pub code: String,
    /// What it names, see [`paths`].
    pub paths: Vec<Vec<String>>,
}

impl Source {
    fn names(&self, path: &str) -> bool {
        self.paths.iter().any(|named| leads_to(named, path))
    }

    fn uses(&self, other_crate: &str) -> bool {
        self.paths.iter().any(|named| named[0] == other_crate)
    }

    /// Returns the rooms that it names; what is no room is no floor's either.
    fn rooms(&self) -> impl Iterator<Item = String> {
        let from = module(&self.path);
        let within = self.paths.iter().filter_map(move |path| absolute(&from, path));
        within.filter_map(|path| path.into_iter().next())
    }
}

/// Returns all source files, read once.
pub fn sources() -> &'static [Source] {
    static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(read_sources);
    &SOURCES
}

fn read_sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut pending = vec![root.clone()];
    let mut found = Vec::new();
    while let Some(folder) = pending.pop() {
        for item in fs::read_dir(folder).expect("src is readable") {
            let path = item.expect("src is readable").path();
            if path.is_dir() {
                pending.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let inside = path.strip_prefix(&root).expect("found below src").to_owned();
                let first = inside.components().next().expect("a file has a name");
                let room = Path::new(first.as_os_str()).with_extension("");
                let room = room.to_str().expect("names are ASCII").to_owned();
                let code = bare(&fs::read_to_string(&path).expect("source is UTF-8"));
                let paths = paths(&code);
                found.push(Source { path: inside, room, code, paths });
            }
        }
    }
    found.sort_by(|left, right| left.path.cmp(&right.path));
    found
}

/// Drops comments, and everything from the unit tests on, which stand at the end of a file.
fn bare(source: &str) -> String {
    let lines: Vec<&str> = source.lines().collect();
    let opens_tests = |pair: &[&str]| {
        let is_for_tests = pair[0].starts_with("#[cfg(") && words(pair[0]).any(|it| it.0 == "test");
        is_for_tests && pair[1].starts_with("mod ") && pair[1].ends_with('{')
    };
    let end = lines.windows(2).position(opens_tests).unwrap_or(lines.len());
    let code = lines[..end].iter().filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| [line, "\n"]).collect()
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

#[test]
fn every_room_stands_on_a_floor() {
    for source in sources() {
        let known = source.room == "lib" || floor(&source.room).is_some();
        assert!(known, "{} belongs to no floor", source.path.display());
    }
}

#[test]
fn imports_go_down_only() {
    for source in sources().iter().filter(|source| source.room != "lib") {
        let own = floor(&source.room).expect("every room stands on a floor");
        for room in source.rooms() {
            let Some(other) = floor(&room) else { continue };
            assert!(
                room == source.room || other < own,
                "{} (floor {own}) names {room} (floor {other})",
                source.path.display()
            );
        }
    }
}

#[test]
fn the_scan_sees_rooms() {
    for (file, code, expected) in [
        ("app.rs", "use crate::{model::{a, B}, text};", vec!["model", "model", "text"]),
        ("app/layer.rs", "use super::super::tui::A; use super::B;", vec!["tui", "app"]),
        ("main.rs", "let x = folio::cli::run();", vec!["cli"]),
        ("app.rs", "use std::fs;", vec!["app"]),
    ] {
        let (path, paths) = (PathBuf::from(file), paths(code));
        let source = Source { path, room: String::new(), code: String::new(), paths };
        assert_eq!(source.rooms().collect::<Vec<_>>(), expected, "{file}: {code}");
    }
}

#[test]
fn the_scan_leaves_tests_out() {
    for condition in ["test", "all(test, unix)", "all(feature = \"meaning\", test)"] {
        let code = format!("// a::b\nfn a() {{}}\n#[cfg({condition})]\nmod tests {{\n use b;\n}}");
        assert_eq!(bare(&code), "fn a() {}\n", "{condition}");
    }
    for code in ["#[cfg(test)]\nmod tests;\nuse b;\n", "#[cfg(unix)]\nmod a {\n}\n"] {
        assert_eq!(bare(code), code);
    }
}

/// Holds a path to the files for which `allowed` says yes; what is in it may be named as well.
#[track_caller]
fn only_in(path: &str, allowed: impl Fn(&Path) -> bool) {
    for source in sources().iter().filter(|source| source.names(path)) {
        assert!(allowed(&source.path), "{} names {path}", source.path.display());
    }
}

/// Holds what is no path, as a method or an escape, to the files for which `allowed` says yes.
#[track_caller]
fn only_written_in(text: &str, allowed: impl Fn(&Path) -> bool) {
    for source in sources().iter().filter(|source| source.code.contains(text)) {
        assert!(allowed(&source.path), "{} has {text}", source.path.display());
    }
}

#[test]
fn only_one_file_names_the_fuzzy_matcher() {
    only_in("fuzzy_matcher", |path| path == Path::new("search/fuzzy.rs"));
}

#[test]
fn raw_colours_stand_in_one_room() {
    for source in sources() {
        let named = source.code.split(|c: char| !c.is_alphanumeric()).any(|word| word == "Color");
        assert!(!named || source.room == "palettes", "{} names Color", source.path.display());
    }
}

/// Returns the words of some code, each with the bytes behind it.
fn words(code: &str) -> impl Iterator<Item = (&str, &str)> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let starts = code
        .char_indices()
        .filter(move |&(at, c)| is_word(c) && !code[..at].chars().next_back().is_some_and(is_word));
    starts.map(move |(at, _)| {
        let rest = &code[at..];
        rest.split_at(rest.find(|c| !is_word(c)).unwrap_or(rest.len()))
    })
}

fn prints_by_macro(code: &str) -> bool {
    const PRINTING: [&str; 5] = ["print", "println", "eprint", "eprintln", "dbg"];
    words(code).any(|(word, behind)| PRINTING.contains(&word) && behind.starts_with('!'))
}

/// Returns whether code calls for a standard stream, or imports the name of the call; a method of that
/// name says what a process has for one.
fn takes_a_stream(code: &str) -> bool {
    let calls = words(code).any(|(word, behind)| {
        let before = &code[..code.len() - behind.len() - word.len()];
        let is_method = before.trim_end().ends_with('.');
        matches!(word, "stdout" | "stderr") && behind.trim_start().starts_with('(') && !is_method
    });
    let imports = code.split(';').filter(|part| part.trim_start().starts_with("use "));
    let mut imported = imports.flat_map(words);
    calls || imported.any(|(word, _)| matches!(word, "stdout" | "stderr"))
}

#[test]
fn the_scan_sees_what_prints() {
    for code in ["println!(\"\")", "eprint! {\"\"}", "dbg![1]"] {
        assert!(prints_by_macro(code), "{code}");
    }
    assert!(!prints_by_macro("fn print() { blueprint!(); }"));
    for code in ["use std::io::{self, stdout as out};", "io::stdout().lock()", "let x = stderr ();"]
    {
        assert!(takes_a_stream(code), "{code}");
    }
    for code in ["let stdout = 1; x.stdout.then(f)", "process.stdout(Stdio::null())"] {
        assert!(!takes_a_stream(code), "{code}");
    }
}

#[test]
fn nothing_prints_past_the_sinks() {
    let printing = [
        "cli/output.rs",
        "linear.rs",
        "system/unix.rs",
        "system/windows.rs",
        "tui.rs",
        "tui/panics.rs",
        "tui/console/unix.rs",
        "tui/console/windows.rs",
    ];
    for source in sources() {
        let path = source.path.display();
        let prints = printing.iter().any(|file| source.path == Path::new(file));
        assert!(!prints_by_macro(&source.code), "{path} prints by a macro");
        assert!(prints || !takes_a_stream(&source.code), "{path} takes a stream");
    }
    only_written_in("SetTitle", |_| false);
    only_written_in("CopyToClipboard", |path| path == Path::new("tui/clipboard.rs"));
}

/// The terminal library's own ways of putting text on the screen let through whatever they get.
#[test]
fn nothing_draws_past_the_canvas() {
    for symbol in ["set_symbol", "set_char", "append_symbol"] {
        only_written_in(symbol, |path| path == Path::new("view/paint.rs"));
    }
    for method in ["render_widget", "set_string", "set_line"] {
        only_written_in(method, |_| false);
    }
    for room in ["ratatui::text", "ratatui::widgets", "ratatui::prelude"] {
        only_in(room, |_| false);
    }
    for escape in ["\\x1b", "\\u{1b}", "\\u{1B}", "\\x1B"] {
        only_written_in(escape, |path| path.starts_with("tui"));
    }
}

/// What toml says of an error as a whole repeats the bytes of the file; its message alone does not,
/// and goes into a sentence of ours.
#[test]
fn errors_of_toml_stay_where_they_arise() {
    let syntax = |path: &Path| path == Path::new("content/syntax.rs");
    for source in ["toml::de::DeTable::parse", "toml::de::DeValue::parse", "toml::de::Error"] {
        only_in(source, syntax);
    }
    let readers = [
        "content/syntax.rs",
        "content/fields.rs",
        "keys/set.rs",
        "formats/markdown/front.rs",
        "formats/json.rs",
        "export/pack.rs",
        "export/pack/extra.rs",
    ]
    .map(Path::new);
    for source in sources().iter().filter(|source| source.uses("toml")) {
        assert!(readers.contains(&&*source.path), "{} reads TOML", source.path.display());
    }
    let own = sources().iter().find(|source| syntax(&source.path)).expect("it exists");
    for whole in ["{error}", "{error:", "error.to_string()", "{err}"] {
        assert!(!own.code.contains(whole), "{whole} in content/syntax.rs");
    }
}

/// Escapes more than JSON demands, which nothing else would.
#[test]
fn json_is_written_in_one_place() {
    let json = |path: &Path| path == Path::new("text/safe/json.rs");
    // A schema is a value of JSON, and has no text that anybody gave.
    let schema = |path: &Path| path == Path::new("content/schema.rs");
    only_in("serde_json::json", |path| json(path) || schema(path));
    for way in ["serde_json::to_", "serde_json::ser"] {
        only_in(way, json);
    }
    // What files say of themselves is read as values of JSON.
    only_in("serde_json", |path| {
        json(path) || schema(path) || path.starts_with("formats") || path.starts_with("journal")
    });
}

/// Text becomes safe by [`folio::text::safe`] alone: nowhere else is the type made from a string.
#[test]
fn only_one_room_makes_text_safe() {
    let safe = |path: &Path| path.starts_with("text/safe") || path == Path::new("text/safe.rs");
    for source in sources().iter().filter(|source| !safe(&source.path)) {
        for (at, _) in source.code.match_indices("Safe(") {
            let before = source.code[..at].chars().next_back();
            let named = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
            assert!(named, "{} makes safe text by itself", source.path.display());
        }
    }
    let own = sources().iter().find(|it| it.path == Path::new("text/safe.rs"));
    let own = own.expect("it exists");
    assert!(own.code.contains("pub struct Safe(String);"), "its text stays private");
}

#[test]
fn crossterm_is_used_through_ratatui() {
    for source in sources() {
        assert!(!source.uses("crossterm"), "{} names crossterm directly", source.path.display());
    }
}

/// Returns whether code is another one on another system: in `cfg(…)`, `cfg!(…)` or `cfg_attr(…)`.
fn differs_by_system(code: &str) -> bool {
    const SYSTEMS: [&str; 4] = ["unix", "windows", "target_os", "target_family"];
    let conditions = words(code).filter(|(word, _)| matches!(*word, "cfg" | "cfg_attr"));
    conditions
        .filter_map(|(_, behind)| behind.trim_start_matches('!').strip_prefix('('))
        .any(|behind| words(&behind[..closing(behind)]).any(|(word, _)| SYSTEMS.contains(&word)))
}

/// Returns where the parenthesis ends in which some code begins.
fn closing(code: &str) -> usize {
    let mut depth = 1;
    let end = code.find(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth == 0
    });
    end.unwrap_or(code.len())
}

#[test]
fn the_scan_sees_what_differs_by_system() {
    for code in ["#[cfg(unix)]", "#[cfg(not(\n  any(a, target_os = \"b\")))]", "cfg!(windows)"] {
        assert!(differs_by_system(code), "{code}");
    }
    for code in ["#[cfg(test)]\nuse unix::a;", "cfg!(feature = \"meaning\") && unix()", "unix(1)"] {
        assert!(!differs_by_system(code), "{code}");
    }
}

/// What Unix and Windows do each in their own way stands where both are side by side.
#[test]
fn systems_differ_in_two_rooms() {
    let room = |path: &Path| {
        ["system", "tui"].iter().any(|room| path.starts_with(room))
            || path == Path::new("system.rs")
    };
    for own in ["std::os", "rustix", "signal_hook", "crossterm_winapi"] {
        // What is on the disk is held against it by tests of the journal.
        only_in(own, |path| room(path) || path == Path::new("journal/keeper/on_disk.rs"));
    }
    for source in sources().iter().filter(|source| !room(&source.path)) {
        assert!(!differs_by_system(&source.code), "{} asks for a system", source.path.display());
    }
}

/// Its ways of reading hold keys up and hand answers of the terminal on as keys; see
/// `tui::workarounds`.
#[test]
fn crossterm_reads_nothing() {
    only_in("ratatui::crossterm::event", |_| false);
}

#[test]
fn the_state_knows_no_outside_world() {
    for outside in [
        "std::fs",
        "std::env",
        "std::time::Instant",
        "std::thread",
        "std::io",
        "std::time::SystemTime",
    ] {
        only_in(outside, |path| !path.starts_with("app") && path != Path::new("app.rs"));
    }
}

#[test]
fn main_is_a_story() {
    let main = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/main.rs"))
        .expect("main exists");
    assert!(main.lines().count() <= 50, "main.rs has {} lines", main.lines().count());
}

/// The library, and what is derived from it, is made once, in `knowledge`: whoever tells of it asks there.
#[test]
fn what_is_known_is_derived_in_one_room() {
    let below =
        ["model", "content", "search", "graph", "terms", "margin", "check", "store", "knowledge"];
    let is_below = |path: &Path| {
        below.iter().any(|room| path.starts_with(room) || path == Path::new(&format!("{room}.rs")))
    };
    for derived in ["Graph", "Mentions", "Recogniser", "Coverage", "Occurrences", "Health"] {
        only_in(&format!("{derived}::new"), is_below);
    }
    for source in sources().iter().filter(|source| !is_below(&source.path)) {
        let named =
            words(&source.code.replace("Scope::Library", "")).any(|(word, _)| word == "Library");
        assert!(!named, "{} names the library", source.path.display());
    }
}
