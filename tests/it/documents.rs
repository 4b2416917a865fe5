//! The project's documents: what they lead to is there.

use std::path::Path;

/// The documents; paths in them begin at the top of the project.
const DOCUMENTS: [(&str, &str); 3] = [
    ("README.md", include_str!("../../README.md")),
    ("CONTRIBUTING.md", include_str!("../../CONTRIBUTING.md")),
    ("tests/CASES.md", include_str!("../CASES.md")),
];

/// Folders whose files documents name in full.
const FOLDERS: [&str; 7] =
    ["benches/", "content/", "data/", "examples/", "packaging/", "src/", "tests/"];

/// Returns a document without its blocks of code.
fn prose(text: &str) -> String {
    let parts = text.split("\n```").step_by(2);
    parts
        .flat_map(str::lines)
        .filter(|line| !line.starts_with("    "))
        .map(|line| line.to_owned() + "\n")
        .collect()
}

/// Returns what stands between two marks in a line.
fn between<'a>(text: &'a str, open: &str, close: &str) -> impl Iterator<Item = &'a str> {
    let parts = text.lines().flat_map(move |line| line.split(open).skip(1).collect::<Vec<_>>());
    parts.filter_map(move |part| Some(part.split_once(close)?.0))
}

#[track_caller]
fn check(name: &str, path: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    assert!(root.join(path).exists(), "{name} names {path}, which is not there");
}

#[test]
fn links_and_pictures_lead_to_files() {
    let mut files = 0;
    for (name, text) in DOCUMENTS {
        let links = between(text, "](", ")");
        let pictures = between(text, "src=\"", "\"").chain(between(text, "srcset=\"", "\""));
        let is_file = |target: &&str| target.contains('.') && !target.contains("://");
        for target in links.chain(pictures).filter(is_file) {
            check(name, target);
            files += 1;
        }
    }
    assert!(files >= 6, "the README alone shows six pictures");
}

#[test]
fn named_files_are_there() {
    let mut names = 0;
    for (name, text) in DOCUMENTS {
        let prose = prose(text);
        let is_name = |part: &&str| {
            let is_plain =
                |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-./".contains(c);
            FOLDERS.iter().any(|folder| part.starts_with(folder)) && part.chars().all(is_plain)
        };
        for path in prose.split('`').filter(is_name) {
            check(name, path);
            names += 1;
        }
    }
    assert!(names >= 50, "CONTRIBUTING leads to where a change begins");
}
