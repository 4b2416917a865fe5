//! The project's documents: what they lead to is there, and what they say to type is read.

use std::path::Path;

use crate::support::command::check_line;

/// The documents; paths in them begin at the top of the project.
const DOCUMENTS: [(&str, &str); 4] = [
    ("README.md", include_str!("../../README.md")),
    ("benches/README.md", include_str!("../../benches/README.md")),
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

#[test]
fn every_command_line_in_them_is_one_that_folio_reads() {
    let mut lines = 0;
    for (_, text) in DOCUMENTS {
        let blocks = text.lines().filter_map(|line| line.strip_prefix("    "));
        let code = text.lines().flat_map(|line| line.split('`').skip(1).step_by(2));
        let typed = blocks.chain(code).filter_map(|line| line.split(" # ").next());
        for line in typed.flat_map(|line| line.split(" | ")).map(str::trim) {
            if line.starts_with("folio ") {
                check_line(line);
                lines += 1;
            }
        }
    }
    assert!(lines >= 40, "{lines}: the README shows what can be typed");
}
