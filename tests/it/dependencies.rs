//! Every crate that `Cargo.toml` declares is named by the sources that may use it.

use std::fs;
use std::path::{Path, PathBuf};

/// Names of dependencies that no source names, with the reason why they are declared.
const UNNAMED: &[(&str, &str)] = &[
    // The version that ratatui brings, with a feature that ratatui does not ask for.
    ("crossterm", "osc52"),
];

/// Returns the names of the dependencies of some tables: `[dependencies]` and those of a target, or the
/// like for another kind.
fn declared(manifest: &str, kind: &str) -> Vec<String> {
    let mut inside = false;
    let mut names = Vec::new();
    for line in manifest.lines() {
        if let Some(table) = line.strip_prefix('[') {
            let table = table.trim_end_matches(']');
            inside = table == kind
                || table.starts_with("target.") && table.ends_with(&format!(".{kind}"));
        } else if inside
            && !line.starts_with('#')
            && let Some((name, _)) = line.split_once('=')
        {
            names.push(name.trim().to_owned());
        }
    }
    names
}

/// Returns whether a path of some code begins with a crate: `name::…`, or an import of it as a whole.
fn names_crate(code: &str, dependency: &str) -> bool {
    let name = dependency.replace('-', "_");
    code.match_indices(&name).any(|(at, _)| {
        let (before, behind) = (&code[..at], &code[at + name.len()..]);
        let begins =
            !before.ends_with(|c: char| c.is_alphanumeric() || c == '_') && !before.ends_with("::");
        let imported = before.ends_with("use ") && behind.starts_with([';', ' ']);
        begins && (behind.starts_with("::") || behind.starts_with("!(") || imported)
    })
}

/// Returns the code below folders, without comments.
fn code_below(folders: &[&str]) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pending: Vec<PathBuf> = folders.iter().map(|folder| root.join(folder)).collect();
    let mut code = String::new();
    while let Some(path) = pending.pop() {
        if path.is_dir() {
            let items = fs::read_dir(path).expect("sources are readable");
            pending.extend(items.map(|item| item.expect("sources are readable").path()));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = fs::read_to_string(path).expect("source is UTF-8");
            code.extend(without_comments(&source).flat_map(|line| [line, "\n"]));
        }
    }
    code
}

fn without_comments(source: &str) -> impl Iterator<Item = &str> {
    source.lines().filter(|line| !line.trim_start().starts_with("//"))
}

#[track_caller]
fn check(manifest: &str, kind: &str, folders: &[&str]) {
    let code = code_below(folders);
    let dependencies = declared(manifest, kind);
    assert!(dependencies.len() > 3, "{kind} are found: {dependencies:?}");
    for name in dependencies {
        let excused = UNNAMED.iter().any(|(unnamed, _)| *unnamed == name);
        assert_eq!(names_crate(&code, &name), !excused, "{name} of [{kind}] in {folders:?}");
    }
}

#[test]
fn no_dependency_is_declared_for_nothing() {
    let manifest = include_str!("../../Cargo.toml");
    check(manifest, "dependencies", &["src", "build.rs"]);
    check(
        manifest,
        "dev-dependencies",
        &["src", "examples", "tests/it", "tests/soak", "tests/terminal", "tests/support"],
    );
    check(include_str!("../../benches/Cargo.toml"), "dependencies", &["benches"]);
}

#[test]
fn the_scan_sees_what_is_declared_and_what_is_named() {
    let manifest = "[package]\nname = \"x\"\n[dependencies]\n# why = x\na-b = \"1\"\n\n[target.'cfg(unix)'.dependencies]\n\
        c = { version = \"1\" }\n[dev-dependencies]\nd = \"1\"\n";
    assert_eq!(declared(manifest, "dependencies"), ["a-b", "c"]);
    assert_eq!(declared(manifest, "dev-dependencies"), ["d"]);
    for code in ["use a_b::c;", "a_b::c()", "use a_b as d;", "#[derive(a_b::Error)]"] {
        assert!(names_crate(code, "a-b"), "{code}");
    }
    for code in ["let a_b = 1;", "use c::a_b_c;", "xa_b::c()", "use c::a_b::d;"] {
        assert!(!names_crate(code, "a-b"), "{code}");
    }
    assert_eq!(without_comments("// use a;\nb\n/// c\n").collect::<Vec<_>>(), ["b"]);
}
