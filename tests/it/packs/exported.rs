//! `folio export`: what it writes opens as the same pack, is told by how it begins, and loses a line at most
//! where a line is damaged.

use std::fs;
use std::path::Path;

use folio::model::LinkKey;
use folio::store::{self, Origin};

use super::compiled::{facts, folders};
use crate::support::command::{end, end_after, folio};
use crate::support::packs::{Pack, codes, entry, ids};

/// Returns what is written of what lies at a path.
#[track_caller]
fn export(thing: &Path, format: &str) -> String {
    let (code, written, complaint) =
        end(folio().arg("export").arg(thing).args(["--format", format]));
    assert_eq!((code, &*complaint), (0, ""), "{}", thing.display());
    written
}

#[test]
fn a_pack_says_the_same_when_it_is_exported_and_opened() {
    for folder in folders() {
        let expected = facts(&store::open(&[Origin::Folder(folder.clone())]));
        for format in ["json", "ndjson"] {
            // No name says what it is.
            let kept = Pack::new().file("it.txt", export(&folder, format));
            let opened = store::open(&[Origin::named(kept.at("it.txt"))]);
            assert!(opened.diagnostics.is_empty(), "{format}: {:?}", opened.diagnostics);
            for (found, expected) in facts(&opened).iter().zip(&expected) {
                assert_eq!(found, expected, "{}: {format}", folder.display());
            }
            assert_eq!(facts(&opened).len(), expected.len());
            assert_eq!(export(&kept.at("it.txt"), format), export(&folder, format));
        }
    }
}

#[test]
fn an_export_goes_into_a_file_that_is_named_and_over_none_unless_told() {
    let pack = Pack::sound().file("one.toml", entry("one"));
    let file = pack.at("out.json");
    for format in ["json", "ndjson"] {
        let write = |more: &[&str]| {
            let mut command = folio();
            command.args(["export", "--format", format, "-o"]).arg(&file).arg(pack.path());
            end(command.args(more))
        };
        let (code, told, complaint) = write(&["--force"]);
        assert_eq!((code, complaint.as_str()), (0, ""));
        assert!(told.ends_with(", 1 entry\n"), "{told}");
        let written = fs::read_to_string(&file).unwrap();
        assert_eq!(written, export(pack.path(), format));
        let (code, _, complaint) = write(&[]);
        assert!(code == 2 && complaint.contains("stays as it is"), "{complaint}");
        assert_eq!(fs::read_to_string(&file).unwrap(), written);
    }
    let (code, told, _) = end(folio().args(["export", "-o", "-"]).arg(pack.path()));
    assert_eq!((code, told), (0, export(pack.path(), "json")));
}

#[test]
fn what_people_have_is_exported_too_and_opens_from_standard_input() {
    let notes = Pack::new().file("notes/Tea.md", "# Tea\n\nSee [[Water|it]].\n").file(
        "notes/Water.md",
        "---\naliases: [aqua]\n---\n\u{202e}''' and \"\"\" and \\ \u{7f}.\n",
    );
    let written = export(&notes.at("notes"), "ndjson");
    assert_eq!(written.lines().count(), 3, "{written}");
    let arguments = ["list", "top", "--pack", "-"];
    let (code, listed, complaint) = end_after(folio().args(arguments), &written);
    assert_eq!((code, &*complaint), (0, ""));
    assert!(listed.contains("Tea") && listed.contains("Water"), "{listed}");
}

#[test]
fn a_damaged_line_is_told_and_the_others_are_read() {
    let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/tea");
    let written = export(&pack, "ndjson");
    let mut lines: Vec<&str> = written.lines().collect();
    let all = lines.len() - 1;
    lines[2] = "{\"id\": \"x\", ";
    lines[3] = "{\"title\": \"No id\"}";
    lines[4] = "17";
    let kept = Pack::new().file("it.ndjson", lines.join("\n"));
    let opened = store::open(&[Origin::named(kept.at("it.ndjson"))]);
    assert_eq!(ids(&opened).len(), all - 3);
    // The links that led to them are in the first line.
    let own = opened.diagnostics.iter().filter(|one| one.line.is_some_and(|line| line > 1));
    let told: Vec<_> = own.map(|one| (one.line.unwrap(), &*one.code)).collect();
    assert_eq!(told, [(3, "damaged-line"), (4, "missing-key"), (5, "wrong-type")]);
}

#[test]
fn a_file_with_hundreds_of_damaged_lines_is_given_up() {
    let head = "{\"schema_version\": 1, \"pack\": {\"id\": \"x\"}}\n";
    for damage in ["1\n", "{\n", "{\"title\": \"No id\"}\n"] {
        let kept = Pack::new().file("it.ndjson", head.to_owned() + &damage.repeat(2_000));
        let opened = store::open(&[Origin::named(kept.at("it.ndjson"))]);
        let told = codes(&opened.diagnostics);
        assert!(told.len() < 1_000, "{damage}: {}", told.len());
        let last = opened.diagnostics.iter().filter(|one| one.code == "too-much-damage");
        assert_eq!(last.count(), 1, "{damage}");
    }
}

#[test]
fn what_a_pack_says_of_itself_is_as_short_in_json_as_in_toml() {
    let ones = "1,".repeat(2 << 20) + "1";
    let kept = Pack::new().file(
        "it.json",
        format!("{{\"schema_version\": 1, \"pack\": {{\"id\": \"x\"}}, \"themes\": [{ones}]}}"),
    );
    let (code, _, complaint) = end(folio().arg("list").arg("--pack").arg(kept.at("it.json")));
    assert!(code == 3 && complaint.contains("4 MiB"), "{complaint}");
}

#[test]
fn other_json_is_refused_with_the_reason() {
    for (text, reason) in [
        ("", "nothing in it"),
        ("[]", "invalid"),
        ("{\"a\": 1}", "missing field"),
        ("{\"schema_version\": 1, \"pack\": {}, \"entries\": [", "EOF"),
        ("{\"schema_version\": 9, \"pack\": {}}", "newer version"),
    ] {
        let kept = Pack::new().file("it.json", text);
        let (code, _, complaint) = end(folio().arg("list").arg("--pack").arg(kept.at("it.json")));
        assert!(code == 3 && complaint.contains(reason), "{text}: {complaint}");
    }
    let least = Pack::new().file("it.json", "{\"schema_version\": 1, \"pack\": {\"id\": 7}}");
    assert_eq!(
        codes(&store::open(&[Origin::named(least.at("it.json"))]).diagnostics),
        ["wrong-type"]
    );
}

#[test]
fn what_leads_into_other_packs_stays_and_leads_there_once_they_are_open() {
    let rest = "[[entry]]\nid = 'a/one'\ntitle = 'One'\nbody = 'B'\n\
        [[entry]]\nid = 'a/three'\ntitle = 'Three'\nbody = 'B'\nsee = ['a/one', 'bb:t/two']\n\
        [[link]]\nfrom = 'a/one'\nto = 'bb:t/two'\nrelation = 'see'\nreason = 'Both.'\n\
        by = 'editor'\ncertainty = 'general'\n\
        [[route]]\nid = 'r'\ntitle = 'R'\nstops = ['a/one', 'bb:t/two', 'a/one']\n";
    let other = Pack::new()
        .file("pack.toml", "format = 1\nid = 'bb'\ntitle = 'B'\n[[theme]]\nid = 't'\ntitle = 'T'\n")
        .file("it.toml", "[[entry]]\nid = 't/two'\ntitle = 'Two'\nbody = 'B'\n");
    let pack = Pack::sound().file("it.toml", rest);
    let made = Pack::new();
    let (json, toml, bundle) = (made.at("it.json"), made.at("toml"), made.at("bundle"));
    let (code, written, complaint) = end(folio().arg("export").arg(pack.path()));
    assert_eq!((code, &*complaint), (0, ""));
    std::fs::write(&json, written).expect("it is written");
    let convert = |to: &[&str]| end(folio().arg("convert").arg(pack.path()).args(to));
    assert_eq!(convert(&["-o", &toml.display().to_string()]).0, 0);
    let told = |from: &Path| {
        let opened = store::open(&[Origin::named(from), Origin::named(other.path())]);
        let catalogue = &opened.library.catalogue;
        let ends = |key| {
            let link = catalogue.link(key);
            format!("{} {} {}", catalogue.id(link.from), catalogue.id(link.to), link.reason)
        };
        let links: Vec<String> = (0..catalogue.links().len()).map(LinkKey::new).map(ends).collect();
        let stops = catalogue.routes().iter().map(|route| {
            route.stops.iter().map(|stop| catalogue.id(*stop).to_owned()).collect::<Vec<_>>()
        });
        (links, stops.collect::<Vec<_>>())
    };
    let expected = told(pack.path());
    assert_eq!(expected.0, ["a/three a/one ", "a/three t/two ", "a/one t/two Both."]);
    assert_eq!(expected.1, [["a/one", "t/two", "a/one"]]);
    assert_eq!([told(&json), told(&toml)], [expected.clone(), expected]);
    // A bundle has no way to lead into another.
    let (code, _, complaint) = convert(&["--format", "okf", "-o", &bundle.display().to_string()]);
    assert_eq!(code, 0);
    assert!(
        complaint.starts_with("folio: 3 references into packs that are not open"),
        "{complaint}"
    );
}

#[test]
fn what_opens_in_part_is_complained_of() {
    let pack = Pack::sound().file("it.toml", entry("one")).file("bad.toml", "[[entry]\n");
    let (code, written, complaint) = end(folio().arg("export").arg(pack.path()));
    assert!(code == 1 && written.contains("a/one"), "{written}");
    assert!(complaint.contains("kept parts of it from opening"), "{complaint}");
}

#[test]
fn of_a_damaged_file_nothing_is_written() {
    let pack = Pack::sound().file("it.toml", entry("one").replace("Text", &"Text".repeat(200)));
    let (built, toml) = (pack.at("it.folio"), pack.at("toml"));
    assert_eq!(end(folio().arg("build").arg(pack.path()).arg("-o").arg(&built)).0, 0);
    let whole = std::fs::read(&built).expect("it was built");
    let mut refused = 0;
    for at in (0..whole.len()).step_by(211) {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        std::fs::write(&built, bytes).expect("it is written");
        let (code, written, complaint) = end(folio().arg("export").arg(&built));
        let told = format!("{written}{complaint}");
        assert!(code != 0 && !told.contains("Title one"), "{at}: {told}");
        refused += usize::from(told.contains("is damaged, and nothing was written"));
    }
    assert!(refused > 0, "some bytes leave it to be opened");
    let (code, ..) = end(folio().arg("convert").arg(&built).arg("-o").arg(&toml));
    assert!(code != 0 && !toml.exists());
}
