//! Files of one room never import each other in a circle, so that each can be read on top of those
//! below it. A file and the folder of its name are one thing in parts: what they import from each other
//! is no circle.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::architecture::sources;

/// The files of a room by module path, each with its code.
type Room = BTreeMap<Vec<String>, String>;

/// Returns the module path of a file: `app/layer/finder.rs` is `app::layer::finder`.
fn module(path: &Path) -> Vec<String> {
    let bare = path.with_extension("");
    bare.iter().map(|part| part.to_str().expect("names are ASCII").to_owned()).collect()
}

/// Returns the paths that the `use` items of some code name, written out.
fn imports(code: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for item in code.split(';') {
        let Some(at) = item.rfind("use ").filter(|at| starts_item(&item[..*at])) else { continue };
        spread(&item[at + 4..], &mut Vec::new(), &mut found);
    }
    found
}

/// Returns whether what is before a `use` is the end of something else, or only a visibility.
fn starts_item(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default().trim();
    line.is_empty() || line.starts_with("pub")
}

/// Writes out a tree such as `a::{b, c::{d, e}}` behind a prefix.
fn spread(tree: &str, prefix: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
    let tree = tree.trim();
    let Some(open) = tree.find('{') else {
        let path = tree.split(" as ").next().unwrap_or_default();
        let parts = path.split("::").map(|part| part.trim().to_owned());
        found.push(prefix.iter().cloned().chain(parts).collect());
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

/// Returns the file of the room that an import in `from` leads to; the file that names the item, or
/// else the one of the innermost module.
fn target(room: &Room, from: &[String], import: &[String]) -> Option<Vec<String>> {
    let absolute: Vec<String> = match import.first()?.as_str() {
        "crate" => import[1..].to_vec(),
        "self" => [from, &import[1..]].concat(),
        "super" => {
            let ups = import.iter().take_while(|part| *part == "super").count();
            [&from[..from.len().checked_sub(ups)?], &import[ups..]].concat()
        }
        _ => [from, import].concat(),
    };
    (1..=absolute.len()).rev().map(|end| absolute[..end].to_vec()).find(|it| room.contains_key(it))
}

/// Returns the circles of a room: files from each of which every other one is reached.
fn circles(room: &Room) -> Vec<Vec<String>> {
    let mut reached: BTreeMap<&Vec<String>, BTreeSet<Vec<String>>> = BTreeMap::new();
    for (from, code) in room {
        let named = imports(code).into_iter().filter_map(|import| target(room, from, &import));
        let apart = |to: &Vec<String>| !to.starts_with(from) && !from.starts_with(to);
        reached.insert(from, named.filter(apart).collect());
    }
    loop {
        let mut grown = false;
        for from in room.keys() {
            let further: BTreeSet<Vec<String>> =
                reached[from].iter().flat_map(|to| reached[to].iter().cloned()).collect();
            let known = reached.get_mut(from).expect("every file is a key");
            let before = known.len();
            known.extend(further);
            grown |= known.len() > before;
        }
        if !grown {
            break;
        }
    }
    let in_circle = room.keys().filter(|file| reached[file].contains(*file));
    let circle = |file: &Vec<String>| {
        let both = reached[file].iter().filter(|other| reached[*other].contains(file));
        both.map(|other| other.join("::")).collect::<Vec<_>>()
    };
    in_circle.map(circle).collect::<BTreeSet<_>>().into_iter().collect()
}

#[test]
fn no_two_files_of_a_room_import_each_other_in_a_circle() {
    let mut rooms: BTreeMap<String, Room> = BTreeMap::new();
    for source in sources() {
        rooms.entry(source.room).or_default().insert(module(&source.path), source.code);
    }
    let found: Vec<Vec<String>> = rooms.values().flat_map(circles).collect();
    assert!(found.is_empty(), "{found:#?}");
}

mod how_circles_are_found {
    use super::*;

    #[track_caller]
    fn check(files: &[(&str, &str)], expected: &[&[&str]]) {
        let room = files.iter().map(|(path, code)| (module(Path::new(path)), (*code).to_owned()));
        let found = circles(&room.collect());
        assert_eq!(found, expected);
    }

    #[test]
    fn by_imports_up_down_and_to_the_side() {
        check(&[("a.rs", "mod b; use b::B;"), ("a/b.rs", "pub struct B;")], &[]);
        check(&[("a.rs", "use b::B;"), ("a/b.rs", "use super::A;")], &[]);
        check(
            &[("a/b.rs", "use super::c::C;"), ("a/c.rs", "use crate::a::b::B;")],
            &[&["a::b", "a::c"]],
        );
        check(&[("a/b.rs", "pub use super::c::C;"), ("a/c.rs", "use crate::other::b::B;")], &[]);
    }

    #[test]
    fn through_a_third_file_and_nested_lists() {
        let files = [
            ("a/b.rs", "use super::{c::{self, C}, x::Y};"),
            ("a/c.rs", "use crate::{model::Z, a::d::D};"),
            ("a/d.rs", "use super::b::B as Other;"),
            ("a/e.rs", "use super::b::B;"),
        ];
        check(&files, &[&["a::b", "a::c", "a::d"]]);
    }
}
