//! Files of one room never import each other in a circle, so that each can be read on top of those
//! below it. A file and the folder of its name are one thing in parts: what they import from each other
//! is no circle.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::architecture::sources;
use crate::imports::{absolute, module, paths};

/// The files of a room by module path, each with the paths that it names.
type Room = BTreeMap<Vec<String>, Vec<Vec<String>>>;

/// Returns the file of the room that an import in `from` leads to; the file that names the item, or
/// else the one of the innermost module.
fn target(room: &Room, from: &[String], import: &[String]) -> Option<Vec<String>> {
    let absolute = absolute(from, import)?;
    (1..=absolute.len()).rev().map(|end| absolute[..end].to_vec()).find(|it| room.contains_key(it))
}

/// Returns the circles of a room: files from each of which every other one is reached.
fn circles(room: &Room) -> Vec<Vec<String>> {
    let mut reached: BTreeMap<&Vec<String>, BTreeSet<Vec<String>>> = BTreeMap::new();
    for (from, paths) in room {
        let named = paths.iter().filter_map(|path| target(room, from, path));
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
    let mut rooms: BTreeMap<&str, Room> = BTreeMap::new();
    for source in sources() {
        rooms.entry(&source.room).or_default().insert(module(&source.path), source.paths.clone());
    }
    let found: Vec<Vec<String>> = rooms.values().flat_map(circles).collect();
    assert!(found.is_empty(), "{found:#?}");
}

mod how_circles_are_found {
    use super::*;

    #[track_caller]
    fn check(files: &[(&str, &str)], expected: &[&[&str]]) {
        let room = files.iter().map(|(path, code)| (module(Path::new(path)), paths(code)));
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
    fn by_paths_that_are_no_imports() {
        let below = ("a/b.rs", "use super::c::C;");
        let circle: &[&[&str]] = &[&["a::b", "a::c"]];
        check(&[below, ("a/c.rs", "fn f() { x(super::b::g(1)); }")], circle);
        check(&[below, ("a/c.rs", "type T = Vec<crate::a::b::B>;")], circle);
        check(&[below, ("a/c.rs", "fn f() { super::super::d::g(); my_crate::a::b::g(); }")], &[]);
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
