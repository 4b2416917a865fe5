//! Every dependency that `Cargo.toml` declares is used: what nobody names is built by everybody for
//! nothing.

use std::fs;
use std::path::{Path, PathBuf};

/// The sections whose keys are crates, each with where they may be used.
const SECTIONS: [(&str, &[&str]); 3] = [
    ("[dependencies]", &["src", "build.rs"]),
    ("[target.'cfg(unix)'.dependencies]", &["src"]),
    ("[dev-dependencies]", &["src", "tests", "examples"]),
];

/// Used through ratatui, which re-exports it, so that one version is in the tree; declared for its
/// features.
const USED_THROUGH_ANOTHER: &str = "crossterm";

/// Returns the names of the crates in a section of a manifest, as code spells them.
fn declared(manifest: &str, section: &str) -> Vec<String> {
    let lines = manifest.lines().skip_while(|line| line.trim() != section).skip(1);
    let own = lines.take_while(|line| !line.starts_with('['));
    let names = own.filter_map(|line| line.split_once('=')).map(|(name, _)| name.trim());
    names.filter(|name| !name.starts_with('#')).map(|name| name.replace('-', "_")).collect()
}

/// Returns whether code names a crate: as the start of a path or in an attribute.
fn uses(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let behind = &code[at + name.len()..];
        let whole = before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':');
        whole && (behind.starts_with("::") || behind.starts_with('!') || behind.starts_with(';'))
    })
}

/// Returns the code of all Rust files in or below a path.
fn code(path: &Path) -> String {
    let mut pending = vec![path.to_owned()];
    let mut found = String::new();
    while let Some(path) = pending.pop() {
        if path.is_dir() {
            let items = fs::read_dir(&path).expect("sources are readable");
            pending.extend(items.map(|item| item.expect("sources are readable").path()));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found += &fs::read_to_string(&path).expect("sources are UTF-8");
        }
    }
    found
}

#[test]
fn every_declared_dependency_is_used() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let manifest = fs::read_to_string(root.join("Cargo.toml")).expect("the manifest is there");
    for (section, places) in SECTIONS {
        let code: String = places.iter().map(|place| code(&root.join(place))).collect();
        let names = declared(&manifest, section);
        assert!(!names.is_empty(), "{section} declares nothing");
        for name in names.into_iter().filter(|name| name != USED_THROUGH_ANOTHER) {
            assert!(uses(&code, &name), "{name} of {section} is used nowhere in {places:?}");
        }
    }
}

#[test]
fn a_crate_is_told_from_words_like_it() {
    let manifest = "[dependencies]\n# why\nab-c = \"1\"\n[other]\nd = \"1\"\n";
    assert_eq!(declared(manifest, "[dependencies]"), ["ab_c"]);
    for (code, expected) in [
        ("use ab_c::D;", true),
        ("ab_c::d()", true),
        ("use ab_c;", true),
        ("ab_c!()", true),
        ("use super::ab_c::D;", false),
        ("xab_c::d()", false),
        ("// ab_c is not used", false),
    ] {
        assert_eq!(uses(code, "ab_c"), expected, "{code}");
    }
}
