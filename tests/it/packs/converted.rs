//! `folio convert`: what it writes is a pack that says the same, and passes the check.

use std::fs;
use std::path::Path;

use folio::store::{self, Origin};

use super::compiled::{facts, folders};
use crate::support::command::{end, folio};
use crate::support::packs::Pack;

/// Converts what lies at a path into a folder; returns exit code, answer and complaint.
fn convert(thing: &Path, folder: &Path) -> (i32, String, String) {
    end(folio().arg("convert").arg(thing).arg("-o").arg(folder))
}

#[test]
fn a_pack_says_the_same_when_it_is_converted() {
    for folder in folders() {
        let kept = tempfile::tempdir().unwrap();
        let made = kept.path().join("made");
        let (code, _, complaint) = convert(&folder, &made);
        assert_eq!((code, &*complaint), (0, ""), "{}", folder.display());
        let [expected, found] =
            [&folder, &made].map(|path| facts(&store::open(&[Origin::Folder(path.clone())])));
        for (expected, found) in expected.iter().zip(&found) {
            assert_eq!(found, expected, "{}", folder.display());
        }
        assert_eq!(found.len(), expected.len());
    }
}

#[test]
fn what_is_converted_passes_the_check_and_says_where_it_came_from() {
    let notes = Pack::new()
        .file("notes/Tea.md", "---\ntags: [drink]\n---\n# Tea\n\nSee [[Water|it]] and [[gone]].\n")
        .file(
            "notes/deep/er/Water.md",
            "''' and \"\"\" and \\ \u{7f}.\n\n## What?\n\n[up](#what)\n",
        );
    let [once, again] = ["once", "again"].map(|name| notes.at(name));
    for made in [&once, &again] {
        let (code, told, _) = convert(&notes.at("notes"), made);
        let expected = "notes, 2 entries in 3 files\nnot taken as it stands: 1 unresolved-link; for the places: ";
        assert!(code == 0 && told.contains(expected), "{told}");
        assert!(told.contains("\nin a pack pictures are only named"), "{told}");
        let (code, told, complaint) = end(folio().arg("check").arg(made));
        assert_eq!(code, 0, "{told}{complaint}");
    }
    for name in ["pack.toml", "01-top.toml", "02-deep-er.toml"] {
        let texts = [&once, &again].map(|made| fs::read_to_string(made.join(name)).unwrap());
        assert_eq!(texts[0], texts[1]);
    }
    let text = fs::read_to_string(once.join("01-top.toml")).unwrap();
    let (comment, rest) = text.split_once('\n').unwrap();
    assert!(comment.starts_with("# ") && comment.ends_with("notes/Tea.md:4"), "{comment}");
    assert!(rest.starts_with("[[entry]]\nid = \"Tea\"\n"), "{rest}");
}

#[test]
fn what_was_not_taken_as_it_stands_is_told_by_kinds() {
    let pack = Pack::new()
        .file("notes/a.md", "---\nx: [\n---\n[[b]] [[c]] [d](d.md)\n")
        .file("words.csv", "word,text\na,b\n")
        .file("bundle/index.md", "---\nokf_version: \"0.2\"\n---\n# B\n\n- [a](a.md)\n")
        .file("bundle/a.md", "---\ntype: concept\n---\n# A\n\n[gone](gone.md)\n");
    let kinds =
        "not taken as it stands: 1 front-matter, 3 unresolved-link; for the places: folio check ";
    let simplified = "in a pack pictures are only named";
    for (thing, format, expected) in [
        ("notes", "toml", &[kinds, simplified][..]),
        ("words.csv", "toml", &[]),
        ("bundle", "toml", &["not taken as it stands: 1 unresolved-link;", simplified]),
        ("bundle", "okf", &[]),
    ] {
        let made = pack.at(format!("{thing}-{format}"));
        let mut command = folio();
        command.arg("convert").arg(pack.at(thing)).arg("-o").arg(made).args(["--format", format]);
        let (code, told, _) = end(&mut command);
        let lines: Vec<&str> = told.lines().skip(1).collect();
        assert_eq!((code, lines.len()), (0, expected.len()), "{thing}: {told}");
        for (line, begin) in lines.iter().zip(expected) {
            assert!(line.starts_with(begin), "{thing}: {told}");
        }
    }
}

#[test]
fn folders_of_any_name_become_packs_that_pass() {
    let glossary = "- **Cup (mug)**: Holds tea.\n- **Tea**: A drink.\n";
    for name in ["content", "http", "42", "-"] {
        let pack = Pack::new().file(format!("{name}/Glossary.md"), glossary);
        let made = pack.at("made");
        assert_eq!(convert(&pack.at(name), &made).0, 0, "{name}");
        let (code, told, complaint) = end(folio().arg("check").arg(made));
        assert_eq!(code, 0, "{name}: {told}{complaint}");
    }
}

#[test]
fn what_is_there_is_never_written_over() {
    let pack = Pack::new().file("a.md", "# A\n").file("full/x", "1").file("file", "2");
    for (name, code) in [("full", 2), ("file", 2), ("new", 0), ("new", 2)] {
        let (ended, _, complaint) = convert(&pack.at("a.md"), &pack.at(name));
        assert_eq!(ended, code, "{name}: {complaint}");
    }
    assert_eq!(fs::read_to_string(pack.at("full/x")).unwrap(), "1");
    let (code, _, complaint) = convert(&pack.at("nothing"), &pack.at("other"));
    assert!(code == 3 && complaint.contains("nothing at this path"), "{complaint}");
}
