//! Replays what the fuzzer starts from and what it once found, and the known bombs, which are made
//! here because they are large.

#[path = "../fuzz/bodies.rs"]
mod bodies;

use std::fs;
use std::path::Path;

/// Runs a body over every file of its corpus.
#[track_caller]
fn replay(target: &str, body: impl Fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus").join(target);
    let mut files: Vec<_> = fs::read_dir(&folder)
        .expect("every target has a corpus")
        .map(|file| file.expect("the corpus is readable").path())
        .collect();
    files.sort();
    assert!(files.len() >= 5, "{} has seeds", folder.display());
    for file in files {
        println!("{}", file.display());
        body(&fs::read(&file).expect("the corpus is readable"));
    }
}

#[test]
fn pack_corpus() {
    replay("pack", bodies::pack);
}

#[test]
fn markdown_corpus() {
    replay("markdown", bodies::markdown);
}

#[test]
fn sanitiser_corpus() {
    replay("sanitiser", bodies::sanitiser);
}

#[test]
fn query_corpus() {
    replay("query", bodies::query);
}

#[test]
fn keys_corpus() {
    replay("keys", bodies::keys);
}

#[test]
fn bombs_of_packs() {
    let body =
        |markdown: &str| format!("[[entry]]\nid = 't/a'\ntitle = 'A'\nbody = '''{markdown}'''\n");
    let inline =
        (0..300).fold("1".to_owned(), |inner, _| format!("{{ {}a = {inner} }}", "a.".repeat(20)));
    for (name, bomb) in [
        ("brackets", format!("a = {}", "[".repeat(100_000))),
        ("dotted keys in inline tables", format!("a = {inline}")),
        ("a long dotted key", format!("{}a = 1", "a.".repeat(50_000))),
        ("many keys", (0..50_000).map(|key| format!("k{key} = 1\n")).collect::<Vec<_>>().concat()),
        ("many entries without ids", "[[entry]]\n".repeat(50_000)),
        ("quotes", body(&">".repeat(100_001))),
        ("nested lists", body(&"- ".repeat(20_000))),
        ("opened links", body(&"[".repeat(50_000))),
        ("emphasis", body(&"*a_ ".repeat(20_000))),
        ("a wide table", body(&format!("|{}\n|{}\n", "a|".repeat(3_000), "-|".repeat(3_000)))),
        ("combining marks", body(&format!("e{}", "\u{301}".repeat(50_000)))),
        ("a line without a break", body(&"x".repeat(200_000))),
    ] {
        println!("{name}");
        bodies::pack(bomb.as_bytes());
    }
}

#[test]
fn bombs_of_queries() {
    for bomb in ["|", "!", "\"", "'^$", "theme:", "a ", "联", "e\u{301}", "a|b "] {
        bodies::query(bomb.repeat(5_000).as_bytes());
    }
}
