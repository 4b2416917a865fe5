//! `tests/CASES.md` against the tests: every case that a test is named after is listed, and every test
//! that is listed exists.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A case as it is listed.
#[derive(Debug, PartialEq, Eq)]
struct Case {
    number: u32,
    tests: Vec<String>,
}

/// Reads the list: a line `- **NN** sentence` for each case, and behind it, in backticks, its tests,
/// if it does not end with *Not tested.*
fn listed(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in text.lines() {
        if let Some((number, sentence)) =
            line.strip_prefix("- **").and_then(|rest| rest.split_once("** "))
        {
            let number = number.parse().expect("a case has a number");
            assert!(sentence.ends_with('.') || sentence.ends_with(".*"), "{line:?} is a sentence");
            let untested = sentence.ends_with("*Not tested.*");
            assert_eq!(cases.last().map_or(0, |last| last.number) + 1, number, "none is left out");
            assert!(cases.last().is_none_or(|last| !last.tests.is_empty()), "before {number}");
            let tests = if untested { vec![String::new()] } else { Vec::new() };
            cases.push(Case { number, tests });
        } else if let Some(test) = line.strip_prefix("  `") {
            let case = cases.last_mut().expect("a test stands below its case");
            case.tests.push(test.trim_end_matches(',').trim_end_matches('`').to_owned());
        }
    }
    for case in &mut cases {
        case.tests.retain(|test| !test.is_empty());
    }
    cases
}

/// Returns the numbers that the name of a test begins with: `case_01_and_05_…` has two.
fn numbers(test: &str) -> Vec<u32> {
    let mut parts = test.strip_prefix("case_").unwrap_or_default().split('_').peekable();
    let mut numbers = Vec::new();
    while let Some(number) = parts.next().and_then(|part| part.parse().ok()) {
        numbers.push(number);
        if parts.next_if_eq(&"and").is_none() {
            break;
        }
    }
    numbers
}

/// Returns the names of all functions of a file.
fn functions(source: &str) -> impl Iterator<Item = &str> {
    let lines = source.lines().filter_map(|line| line.trim_start().strip_prefix("fn "));
    lines.filter_map(|rest| rest.split(['(', '<']).next())
}

fn all_functions() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pending: Vec<PathBuf> =
        ["src", "tests/it", "tests/terminal", "tests/soak"].map(|folder| root.join(folder)).into();
    let mut found = BTreeSet::new();
    while let Some(path) = pending.pop() {
        if path.is_dir() {
            let items = fs::read_dir(path).expect("sources are readable");
            pending.extend(items.map(|item| item.expect("sources are readable").path()));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = fs::read_to_string(path).expect("source is UTF-8");
            found.extend(functions(&source).map(str::to_owned));
        }
    }
    found
}

#[test]
fn the_list_and_the_tests_agree() {
    let cases = listed(include_str!("../CASES.md"));
    let functions = all_functions();
    for test in functions.iter().filter(|name| name.starts_with("case_")) {
        let numbers = numbers(test);
        assert!(!numbers.is_empty(), "{test} has no number");
        for number in numbers {
            let case = cases.iter().find(|case| case.number == number);
            let case = case.unwrap_or_else(|| panic!("{test}: there is no case {number}"));
            assert!(case.tests.contains(test), "case {number} does not list {test}");
        }
    }
    for case in &cases {
        for test in &case.tests {
            assert!(functions.contains(test), "case {} lists {test}, which is not", case.number);
        }
    }
}

#[test]
fn the_list_is_read_as_it_is_written() {
    let text =
        "# Cases\n- **01** One.\n  `case_01_a`,\n  `case_01_b`\n- **02** Two. *Not tested.*\n";
    let case = |number, tests: &[&str]| Case {
        number,
        tests: tests.iter().map(|&test| test.to_owned()).collect(),
    };
    assert_eq!(listed(text), [case(1, &["case_01_a", "case_01_b"]), case(2, &[])]);
    assert_eq!(numbers("case_01_and_05_linear"), [1, 5]);
    assert_eq!(numbers("case_64_after_2000_resizes"), [64]);
    assert_eq!(numbers("a_case"), [0; 0]);
    assert_eq!(functions("    fn one() {}\n fn two<T>(a: T)").collect::<Vec<_>>(), ["one", "two"]);
}
