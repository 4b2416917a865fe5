//! The paths that code names, written out: whichever way an import is written, what it leads to is the same.

use std::path::Path;

/// A path as its parts, and the name under which an import makes it known.
type Import = (String, Vec<String>);

/// Returns the module path of a file: `app/layer/finder.rs` is `app::layer::finder`.
pub fn module(path: &Path) -> Vec<String> {
    let bare = path.with_extension("");
    bare.iter().map(|part| part.to_str().expect("names are ASCII").to_owned()).collect()
}

/// Returns the paths that some code names: those of its `use` items, and those that it writes where it
/// needs them, from what an import of the file makes of their first part on.
pub fn paths(code: &str) -> Vec<Vec<String>> {
    let (mut imports, mut written) = (Vec::new(), Vec::new());
    for item in code.split(';') {
        let at = item.rfind("use ").filter(|at| starts_item(&item[..*at]));
        written.extend(inline(&item[..at.unwrap_or(item.len())]));
        if let Some(at) = at {
            spread(&item[at + 4..], &mut Vec::new(), &mut imports);
        }
    }
    let whole = written.into_iter().flat_map(|path| written_out(path, &imports));
    let whole: Vec<_> = whole.collect();
    imports.into_iter().map(|(_, path)| path).chain(whole).collect()
}

/// Returns where an import of a file leads from the crate on; one of another crate stays in the file.
pub fn absolute(from: &[String], path: &[String]) -> Option<Vec<String>> {
    Some(match path.first()?.as_str() {
        "crate" | "folio" => path[1..].to_vec(),
        "self" => [from, &path[1..]].concat(),
        "super" => {
            let ups = path.iter().take_while(|part| *part == "super").count();
            [&from[..from.len().checked_sub(ups)?], &path[ups..]].concat()
        }
        _ => [from, path].concat(),
    })
}

/// Returns whether a path has the parts of `needle` in a row, or is the glob of one in which it is.
pub fn leads_to(path: &[String], needle: &str) -> bool {
    let path = path.join("::");
    let in_glob = |of: &str| !of.is_empty() && needle.starts_with(of);
    format!("::{path}").contains(&format!("::{needle}"))
        || path.strip_suffix('*').is_some_and(in_glob)
}

/// Returns whether what is before a `use` is the end of something else, or only a visibility.
fn starts_item(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default().trim();
    line.is_empty() || line.starts_with("pub")
}

/// Returns the paths in code that is no import.
fn inline(code: &str) -> impl Iterator<Item = Vec<String>> {
    let is_of_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let words = code.split(move |c| !is_of_path(c)).filter(|word| word.contains("::"));
    let parts = |path: &str| -> Vec<_> {
        path.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    words.map(parts).filter(|path| path.len() > 1)
}

/// Returns a path from each import on that its first part may mean.
fn written_out(path: Vec<String>, imports: &[Import]) -> Vec<Vec<String>> {
    let known = imports.iter().filter(|(name, _)| *name == path[0]);
    let whole: Vec<_> = known.map(|(_, import)| [import, &path[1..]].concat()).collect();
    if whole.is_empty() { vec![path] } else { whole }
}

/// Writes out a tree such as `a::{b, c::{d, e}}` behind a prefix.
fn spread(tree: &str, prefix: &mut Vec<String>, found: &mut Vec<Import>) {
    let tree = tree.trim();
    let Some(open) = tree.find('{') else {
        let (path, alias) =
            tree.split_once(" as ").map_or((tree, None), |(it, as_)| (it, Some(as_)));
        let parts =
            path.split("::").map(str::trim).filter(|part| *part != "self" || prefix.is_empty());
        let path: Vec<_> = prefix.iter().cloned().chain(parts.map(str::to_owned)).collect();
        let name =
            alias.map_or_else(|| path.last().cloned(), |alias| Some(alias.trim().to_owned()));
        found.extend(name.map(|name| (name, path)));
        return;
    };
    let close = tree.rfind('}').unwrap_or(tree.len());
    let own = tree[..open].split("::").map(str::trim).filter(|part| !part.is_empty());
    let length = prefix.len();
    prefix.extend(own.map(str::to_owned));
    let (mut depth, mut start) = (0, open + 1);
    for (at, c) in tree[open + 1..close].char_indices().map(|(at, c)| (at + open + 1, c)) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                spread(&tree[start..at], prefix, found);
                start = at + 1;
            }
            _ => {}
        }
    }
    if !tree[start..close].trim().is_empty() {
        spread(&tree[start..close], prefix, found);
    }
    prefix.truncate(length);
}

mod how_paths_are_read {
    use super::*;

    #[track_caller]
    fn check(code: &str, expected: &[&str]) {
        let found: Vec<_> = paths(code).iter().map(|path| path.join("::")).collect();
        assert_eq!(found, expected, "{code}");
    }

    #[test]
    fn out_of_trees() {
        check(
            "use std::time::{Duration, Instant};",
            &["std::time::Duration", "std::time::Instant"],
        );
        check("pub use std::{fs, io::{self, Read}};", &["std::fs", "std::io", "std::io::Read"]);
        check("use super::{a::{b}, c as d};\n", &["super::a::b", "super::c"]);
    }

    #[test]
    fn where_they_are_needed() {
        check("fn f() { std::fs::read(x); }", &["std::fs::read"]);
        check("fn f() -> io::Result<()> {\n use a::b;\n b() }", &["a::b", "io::Result"]);
        check("let a: Vec<crate::a::B> = super::c();", &["crate::a::B", "super::c"]);
    }

    #[test]
    fn by_what_imports_make_of_their_first_part() {
        check("use std::time;\ntime::Instant::now()", &["std::time", "std::time::Instant::now"]);
        check("use std::{fs as files};\nfiles::read()", &["std::fs", "std::fs::read"]);
        check("use std::io::{self};\nio::stdout()", &["std::io", "std::io::stdout"]);
    }

    #[test]
    fn and_held_to_what_they_lead_to() {
        for (code, needle, expected) in [
            ("use std::{env, fs};", "std::fs", true),
            ("use std::*;", "std::fs", true),
            ("use std::time::*;", "std::fs", false),
            ("use super::*;", "std::fs", false),
            ("use crate::graph::Graph as G;\nG::new(a)", "Graph::new", true),
            ("Subgraph::new(a)", "graph::new", false),
            ("use my_std::fs;", "std::fs", false),
        ] {
            let leads = paths(code).iter().any(|path| leads_to(path, needle));
            assert_eq!(leads, expected, "{code}, {needle}");
        }
    }
}
