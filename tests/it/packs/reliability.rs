//! What no file can do: hang the program, end it, fill its memory, or hide the rest of its pack.
//! The numbers of the cases are those of `tests/CASES.md`.

use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::os::unix::process::CommandExt;
use std::process::Command;

use crate::support::command::copy_program;
use crate::support::packs::{HEAD, Pack, codes, entry, ids};
use folio::content::diagnostic::{Diagnostic, Severity};
use folio::store::{self, Origin};
use proptest::prelude::*;

/// A pack with a sound entry `a/one`, to which a bad neighbour is added.
fn sound() -> Pack {
    Pack::sound().file("one.toml", entry("one"))
}

/// Looking through all that is known for each mistake would take hours.
#[test]
fn a_hundred_thousand_references_to_nowhere_are_reported_in_bounded_time() {
    const COUNT: usize = 100_000;
    let claim = |id| format!("[[claim]]\nid='c{id}'\nplace='p'\ntext='x'\n");
    let claims: Vec<String> = (0..COUNT).map(claim).collect();
    let unknown: Vec<String> = (0..COUNT).map(|id| format!("'u{id}'")).collect();
    let statement = format!(
        "[[entry.statement]]\ntext = 'x'\nby = 'article'\nclaims = [{}]\n",
        unknown.join(",")
    );
    let see = |from: usize| format!("{}see = ['a/nowhere-{from}']\n", entry(&format!("e{from}")));
    let pack = sound()
        .file("places.toml", "[[place]]\nid = 'p'\nlabel = 'P'\n")
        .file("claims.toml", claims.concat())
        .file("grounds.toml", entry("grounds") + &statement)
        .file("see.toml", (0..30_000).map(see).collect::<String>());
    let opened = pack.open();
    assert_eq!(opened.library.catalogue.len(), 30_002);
    let count = |code| opened.diagnostics.iter().filter(|it| it.code == code).count();
    assert_eq!((count("unknown-claim"), count("unknown-entry")), (COUNT, 30_000));
}

/// Reading a text from its start for each place in it would take hours.
#[test]
fn the_places_in_a_text_of_one_line_are_found_in_one_pass() {
    let body = |text: &str| format!("[[entry]]\nid = 'a/x'\ntitle = 'X'\nbody = \"{text}\"\n");
    let opened = sound().file("unseen.toml", body(&"\u{200b}".repeat(600_000)));
    assert_eq!(opened.check().iter().filter(|it| it.code == "unseen-character").count(), 1000);
    let links = sound().file("links.toml", body(&"[x](a/one)\\t".repeat(150_000)));
    assert_eq!(links.check(), []);
}

/// Checks that `a/one` opens beside what is wrong, and that it is said once, of the right file.
#[track_caller]
fn stays_open(pack: &Pack, file: &str, code: &str) -> Diagnostic {
    let opened = pack.open();
    assert_eq!(ids(&opened), ["a/one"]);
    assert_eq!(codes(&opened.diagnostics), [code], "{:#?}", opened.diagnostics);
    let diagnostic = opened.diagnostics.into_iter().next().unwrap();
    assert!(diagnostic.file.contains(file), "{diagnostic:?}");
    diagnostic
}

#[test]
fn case_20_a_bomb_of_dotted_keys_in_inline_tables_is_survived() {
    let dotted = "a.".repeat(75) + "a";
    let bomb = format!("x = {}1{}", format!("{{ {dotted} = ").repeat(75), " }".repeat(75));
    stays_open(&sound().file("bomb.toml", bomb), "bomb.toml", "unknown-key");
}

#[test]
fn case_21_a_hundred_thousand_brackets_are_one_mistake() {
    let pack = sound().file("deep.toml", "a = ".to_owned() + &"[".repeat(100_000));
    assert_eq!(stays_open(&pack, "deep.toml", "syntax").line, Some(1));
}

#[test]
fn case_22_a_file_of_a_gigabyte_is_refused_unread() {
    let pack = sound();
    // Sparse: it takes no room, and reading it would still take its time and memory.
    fs::File::create(pack.at("large.toml")).unwrap().set_len(1 << 30).unwrap();
    let diagnostic = stays_open(&pack, "large.toml", "too-large");
    assert!(diagnostic.message.contains("4 MiB"));
    assert!(diagnostic.hint.contains("several entries, which a route joins"));
    assert_eq!(diagnostic.line, None);
}

#[test]
fn case_23_four_mebibytes_of_tables_are_refused() {
    let dotted: String = ["k", &".b".repeat(76), "=1\n"].concat();
    for many in ["[[entry]]\n", "[[entry]]\na=1\n", "x={}\n", &dotted] {
        let pack = sound().file("many.toml", many.repeat((4 << 20) / many.len()));
        stays_open(&pack, "many.toml", "too-many-tables");
    }
}

#[test]
fn the_mistakes_of_one_file_are_reported_in_bounded_number() {
    let opened = sound().file("many.toml", "[[entry]]\n".repeat(5000)).open();
    assert_eq!(ids(&opened), ["a/one"]);
    assert_eq!(opened.diagnostics.len(), 1001);
    assert_eq!(opened.diagnostics[0].code, "too-many-mistakes");
}

#[test]
fn case_24_four_mebibytes_of_newlines_are_an_empty_file() {
    let pack = sound().file("blank.toml", "\n".repeat(4 << 20));
    assert_eq!(pack.check(), []);
}

#[test]
fn case_25_two_hundred_thousand_keys_are_read() {
    let keys: Vec<String> = (0..200_000).map(|key| format!("k{key}=1")).collect();
    let pack = sound().file("keys.toml", "[extra]\n".to_owned() + &keys.join("\n"));
    assert_eq!(pack.check(), []);
    let pack = sound().file("keys.toml", format!("x = {{ {} }}", keys.join(",")));
    stays_open(&pack, "keys.toml", "unknown-key");
}

#[test]
fn case_26_a_key_that_stands_twice_is_named_with_both_places() {
    let pack = Pack::sound().file("one.toml", entry("one") + "title = 'Other'\n");
    let diagnostic = stays_open(&pack, "one.toml", "duplicate-key");
    assert_eq!((diagnostic.line, diagnostic.column), (Some(5), Some(1)));
    assert!(diagnostic.message.contains("line 3"), "{}", diagnostic.message);
    let opened = pack.open();
    let catalogue = &opened.library.catalogue;
    assert_eq!(catalogue.title(catalogue.entries().next().unwrap()), "Title one");
}

#[test]
fn case_27_an_entry_id_used_twice_keeps_the_first_and_names_both() {
    let pack = sound().file("two.toml", entry("one").replace("Title", "Other"));
    let diagnostic = stays_open(&pack, "two.toml", "duplicate-id");
    assert!(diagnostic.message.contains("one.toml:2:6"), "{}", diagnostic.message);
}

#[test]
fn case_27_a_pack_id_used_twice_keeps_the_first_and_names_both() {
    let (first, second) = (sound(), sound());
    let opened = store::open(&[first.origin(), second.origin()]);
    assert_eq!(opened.failed, [second.origin()]);
    assert_eq!(opened.origins, [first.origin()]);
    assert_eq!(codes(&opened.diagnostics), ["duplicate-pack"]);
    let diagnostic = &opened.diagnostics[0];
    assert!(diagnostic.file.starts_with(second.path().to_str().unwrap()));
    assert!(diagnostic.message.contains(first.path().to_str().unwrap()));
}

#[test]
fn the_same_folder_named_twice_is_one_pack() {
    let pack = sound();
    let again = Origin::Folder(pack.path().join("."));
    let opened = store::open(&[pack.origin(), again]);
    assert_eq!((opened.failed.len(), opened.diagnostics.len()), (0, 0));
}

#[test]
fn case_28_a_file_that_is_not_utf8_is_named_with_the_byte() {
    let pack = sound().file("latin.toml", b"[[entry]]\nid = 'a/caf\xe9'\n");
    let diagnostic = stays_open(&pack, "latin.toml", "not-utf8");
    assert!(diagnostic.message.contains("byte 21"), "{}", diagnostic.message);
    assert_eq!((diagnostic.line, diagnostic.column), (Some(2), Some(12)));
}

#[test]
fn case_29_a_byte_order_mark_is_accepted() {
    let pack = Pack::sound().file("one.toml", "\u{feff}".to_owned() + &entry("one"));
    assert_eq!(pack.check(), []);
}

#[test]
fn case_30_utf16_says_save_as_utf8() {
    let bytes: Vec<u8> = entry("two").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let diagnostic = stays_open(&sound().file("wide.toml", bytes), "wide.toml", "not-utf8");
    assert_eq!(diagnostic.hint, "save as UTF-8");
}

#[test]
fn case_31_an_empty_file_is_no_mistake() {
    assert_eq!(sound().file("empty.toml", "").check(), []);
    let opened = Pack::new().file("pack.toml", "").open();
    assert_eq!(codes(&opened.diagnostics), ["missing-key"; 3]);
    assert_eq!(opened.library.catalogue.packs().len(), 1);
}

#[test]
fn case_32_a_file_cut_in_a_text_keeps_what_stands_before() {
    let pack = Pack::sound().file("one.toml", entry("one") + "summary = '''\nA sente");
    let diagnostic = stays_open(&pack, "one.toml", "syntax");
    assert_eq!((diagnostic.line, diagnostic.column), (Some(5), Some(11)));
}

#[test]
fn case_33_an_unknown_key_comes_with_a_suggestion() {
    let pack = Pack::sound().file("one.toml", entry("one") + "sumary = 'x'\n");
    assert_eq!(stays_open(&pack, "one.toml", "unknown-key").hint, "did you mean `summary`?");
}

#[test]
fn case_34_a_newer_format_is_refused_politely() {
    let newer = Pack::new().file("pack.toml", "format = 2\nnew = 'key'\n").file("x.toml", "?");
    let good = sound();
    let opened = store::open(&[newer.origin(), good.origin()]);
    assert_eq!(opened.failed, [newer.origin()]);
    assert_eq!(ids(&opened), ["a/one"]);
    assert_eq!(codes(&opened.diagnostics), ["newer-format"]);
    assert!(opened.diagnostics[0].hint.contains("newer version"));
}

#[test]
fn case_35_a_pipe_is_skipped() {
    let pack = sound();
    let made = std::process::Command::new("mkfifo").arg(pack.at("pipe.toml")).status().unwrap();
    assert!(made.success());
    let diagnostic = stays_open(&pack, "pipe.toml", "not-a-file");
    assert!(diagnostic.message.contains("a pipe"));
}

#[test]
fn case_36_sockets_and_devices_are_skipped() {
    let pack = sound();
    let _socket = UnixListener::bind(pack.at("socket.toml")).unwrap();
    assert!(stays_open(&pack, "socket.toml", "not-a-file").message.contains("a socket"));

    let pack = sound();
    symlink("/dev/zero", pack.at("zero.toml")).unwrap();
    stays_open(&pack, "zero.toml", "leaves-pack");

    let device = Pack::new();
    symlink("/dev/zero", device.at("pack.toml")).unwrap();
    let opened = device.open();
    assert_eq!(codes(&opened.diagnostics), ["leaves-pack"]);
    assert_eq!(opened.failed, [device.origin()]);
}

#[test]
fn case_37_loops_of_symbolic_links_end() {
    let pack = sound();
    symlink("self.toml", pack.at("self.toml")).unwrap();
    stays_open(&pack, "self.toml", "link-loop");

    let pack = sound().file("sub/empty.toml", "");
    symlink(pack.path(), pack.at("sub/up")).unwrap();
    stays_open(&pack, "sub/up", "link-loop");
}

#[test]
fn case_38_symbolic_links_out_of_the_pack_are_refused() {
    let other = Pack::new().file("secret.toml", entry("secret")).file("sub/x.toml", entry("x"));
    let pack = sound();
    symlink(other.at("secret.toml"), pack.at("link.toml")).unwrap();
    stays_open(&pack, "link.toml", "leaves-pack");

    let pack = sound();
    symlink(other.at("sub"), pack.at("folder")).unwrap();
    stays_open(&pack, "folder", "leaves-pack");
}

#[test]
fn symbolic_links_inside_the_pack_are_read_once() {
    let pack = sound().file("texts/two.txt", entry("two"));
    symlink(pack.at("one.toml"), pack.at("again.toml")).unwrap();
    symlink(pack.at("texts/two.txt"), pack.at("two.toml")).unwrap();
    symlink(pack.at("texts"), pack.at("folder")).unwrap();
    let opened = pack.open();
    assert_eq!(opened.diagnostics, []);
    assert_eq!(ids(&opened), ["a/one", "a/two"]);
}

#[test]
fn case_39_paths_in_ids_and_links_are_never_opened() {
    let text = "[[entry]]\nid = 'a/one'\ntitle = 'One'\nsee = ['../../etc/passwd']\n\
                body = '[x](../../etc/passwd) [y](file.toml)'\n";
    let found = Pack::sound().file("one.toml", text).check();
    assert_eq!(codes(&found), ["unknown-entry"; 3]);
}

#[test]
fn case_40_a_file_that_may_not_be_read_is_named() {
    /// Somebody who owns nothing; the superuser reads everything.
    const NOBODY: u32 = 65534;
    let pack = sound().file("closed.toml", entry("two"));
    let closed = fs::Permissions::from_mode(0o000);
    fs::set_permissions(pack.at("closed.toml"), closed).unwrap();
    // The pack is open to all, and so is the program, which may lie where only its builder may look.
    let open = || fs::Permissions::from_mode(0o755);
    let bin = tempfile::tempdir().unwrap();
    let folio = bin.path().join("folio");
    copy_program(&folio);
    for path in [pack.path(), bin.path(), &folio] {
        fs::set_permissions(path, open()).unwrap();
    }
    let mut check = Command::new(&folio);
    check.args(["check".as_ref(), pack.path()]);
    if rustix::process::geteuid().is_root() {
        check.uid(NOBODY);
    }
    let output = check.output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{printed}");
    let told = printed.lines().any(|line| line.starts_with("error[unreadable]: "));
    assert!(told && printed.contains("closed.toml"), "{printed}");
    assert_eq!(printed.matches("error[").count(), 1, "the rest of the pack opens: {printed}");
}

#[test]
fn case_41_many_files_are_read_in_their_order() {
    let pack = Pack::sound();
    for file in 0..3000 {
        fs::write(pack.at(format!("{file}.toml")), entry(&file.to_string())).unwrap();
    }
    let opened = pack.open();
    assert_eq!(opened.diagnostics, []);
    let wanted: Vec<String> = (0..3000).map(|file| format!("a/{file}")).collect();
    assert_eq!(ids(&opened), wanted);
}

#[test]
fn case_42_folders_below_the_deepest_level_are_not_read() {
    let pack = sound();
    let mut path = pack.path().to_owned();
    // As deep as a path can be made in one go.
    for _ in 0..1500 {
        path.push("d");
    }
    fs::create_dir_all(&path).unwrap();
    fs::write(path.join("x.toml"), entry("deep")).unwrap();
    let diagnostic = stays_open(&pack, "/d", "too-deep");
    assert!(diagnostic.file.ends_with(&"/d".repeat(32)), "{}", diagnostic.file);
}

#[test]
fn case_43_a_file_replaced_while_it_is_read_is_one_version() {
    let pack = sound();
    let versions = [entry("two"), entry("two").replace("Text", "Other words, and more of them")];
    let path = pack.at("two.toml");
    fs::write(&path, &versions[0]).unwrap();
    let stop = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut turn = 0;
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                turn += 1;
                let fresh = pack.at("fresh");
                fs::write(&fresh, &versions[turn % 2]).unwrap();
                fs::rename(&fresh, &path).unwrap();
            }
        });
        for _ in 0..200 {
            let opened = pack.open();
            assert_eq!(codes(&opened.diagnostics), [] as [&str; 0]);
            assert_eq!(ids(&opened), ["a/one", "a/two"]);
        }
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
    });
}

#[test]
fn case_44_file_names_that_are_not_utf8_are_read() {
    let pack = Pack::sound();
    let name = std::ffi::OsStr::from_bytes(b"na\xffme.toml");
    fs::write(pack.path().join(name), entry("one") + "sumary = 'x'\n").unwrap();
    stays_open(&pack, "na\u{fffd}me.toml", "unknown-key");
}

#[test]
fn case_45_a_hundred_thousand_quotes_in_markdown_are_checked() {
    let body = format!("body = '''\n{} [x](a/none)'''\n", ">".repeat(100_001));
    let text = format!("[[entry]]\nid = 'a/one'\ntitle = 'One'\n{body}");
    let found = Pack::sound().file("one.toml", text).check();
    assert_eq!(codes(&found), ["unknown-entry"]);
}

#[test]
fn a_path_that_is_no_pack_says_why() {
    #[track_caller]
    fn check(origin: Origin, code: &str) {
        let opened = store::open(std::slice::from_ref(&origin));
        assert_eq!(codes(&opened.diagnostics), [code]);
        assert_eq!(opened.failed, [origin]);
    }
    let pack = sound().file("sub/x.toml", "");
    check(Origin::Folder(pack.at("missing")), "no-such-path");
    check(Origin::Folder(pack.at("pack.toml")), "not-a-folder");
    check(Origin::Folder(pack.at("sub")), "part-of-pack");
    let other = Pack::new().file("sub/x.bin", "");
    check(Origin::Folder(other.at("sub")), "no-pack-toml");
}

#[test]
fn a_pack_toml_that_is_no_file_of_its_own_says_so() {
    #[track_caller]
    fn check(pack: &Pack, code: &str, words: &str) {
        let opened = pack.open();
        let [diagnostic] = &*opened.diagnostics else { panic!("{:?}", opened.diagnostics) };
        assert_eq!(diagnostic.code, code);
        assert!(diagnostic.file.ends_with("/pack.toml"), "{diagnostic}");
        let told = format!("{} ({})", diagnostic.message, diagnostic.hint);
        assert!(told.contains(words), "{told}");
        assert_eq!(opened.failed, [pack.origin()]);
    }
    let folder = Pack::new().file("pack.toml/one.toml", entry("one"));
    check(&folder, "not-a-file", "this is a folder, not a file (give this folder another name");
    let link = Pack::new().file("head.toml", HEAD);
    symlink(link.at("head.toml"), link.at("pack.toml")).unwrap();
    check(&link, "link-in-pack", "another file of the pack");
}

#[test]
fn a_pack_toml_that_is_called_almost_so_is_named() {
    for name in ["Pack.toml", "PACK.TOML", "pack.toml.txt"] {
        let pack = Pack::new().file(name, HEAD);
        let opened = pack.open();
        assert_eq!(codes(&opened.diagnostics), ["misnamed-pack-toml"]);
        assert!(opened.diagnostics[0].message.contains(&format!("`{name}`")), "{name}");
    }
}

#[test]
fn a_pack_in_a_pack_is_one_mistake_and_is_left_out() {
    let inner = HEAD.replace("'test'", "'inner'");
    let pack = sound()
        .file("sub/pack.toml", &inner)
        .file("sub/one.toml", entry("one"))
        .file("sub/below/pack.toml", &inner)
        .file("sub/below/two.toml", entry("two"))
        .file("one.toml", entry("one") + "see = ['a/two']\n");
    let diagnostic = stays_open(&pack, "sub/pack.toml", "pack-in-pack");
    let outer = pack.at("pack.toml").display().to_string();
    assert!(diagnostic.message.contains(&outer), "{}", diagnostic.message);
}

#[test]
fn packs_in_the_data_folder_are_found_in_order() {
    let data = Pack::new()
        .file("10/pack.toml", HEAD)
        .file("9/pack.toml", HEAD)
        .file(".hidden/pack.toml", HEAD)
        .file("note.txt", "");
    let folders = ["9", "10"].map(|name| Origin::Folder(data.at(name)));
    assert_eq!(store::packs_in(data.path()), folders);
    assert_eq!(store::packs_in(&data.at("missing")), []);
}

#[test]
fn a_pack_without_a_usable_id_is_called_like_its_folder() {
    let pack = Pack::new().file("My Pack!/pack.toml", "format = 1\ntitle = 'x'\n");
    let opened = store::open(&[Origin::Folder(pack.at("My Pack!"))]);
    assert_eq!(&*opened.library.catalogue.packs()[0].id, "my-pack");
}

/// The text between two sound entries after any change to it.
fn mutated() -> impl Strategy<Value = String> {
    let middle = entry("two")
        + "short = \"Two\"\nnumber = 2\nsee = ['a/one']\nsummary = \"A [link](a/one).\"\n\
           [[entry.name]]\nlanguage = 'zh'\ntext = '二'\n\
           [[entry.statement]]\ntext = '''\nText.\n'''\nby = 'editor'\ncertainty = 'general'\n";
    let pieces = prop_oneof![
        Just("'''".to_owned()),
        Just("\"\"\"".to_owned()),
        Just("[[".to_owned()),
        Just("[entry]".to_owned()),
        Just("]".to_owned()),
        Just("\n".to_owned()),
        Just("=".to_owned()),
        Just("{".to_owned()),
        Just("\\".to_owned()),
        Just("#".to_owned()),
        "\\PC{0,8}",
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec((0..middle.len(), 0..12usize, pieces), 1..4).prop_map(move |changes| {
        let mut text = middle.clone();
        for (at, removed, added) in changes {
            let at = text.floor_char_boundary(at.min(text.len()));
            let end = text.floor_char_boundary((at + removed).min(text.len()));
            text.replace_range(at..end.max(at), &added);
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn no_mistake_in_an_entry_loses_its_neighbours(middle in mutated()) {
        // A header that the change itself writes would be a neighbour of its own.
        let text = format!("{}{middle}\n{}", entry("one"), entry("three"));
        let pack = Pack::sound().file("a.toml", &text);
        let opened = pack.open();
        let found = ids(&opened);
        prop_assert!(found.contains(&"a/one") && found.contains(&"a/three"), "{found:?}\n{text}");
        let syntax = codes(&opened.diagnostics).iter().filter(|code| **code == "syntax").count();
        prop_assert!(syntax <= 1);
        pack.check();
    }

    #[test]
    fn no_bytes_end_the_program(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let opened = sound().file("junk.toml", bytes).open();
        prop_assert_eq!(ids(&opened), ["a/one"]);
    }

    #[test]
    fn every_mistake_of_a_pack_head_is_survived(head in "(format = [0-2]\n)?(id = '\\PC{0,5}'\n)?\\PC{0,60}") {
        let pack = Pack::new().file("pack.toml", head).file("one.toml", entry("one"));
        let opened = pack.open();
        prop_assert!(!opened.diagnostics.is_empty() || ids(&opened) == ["a/one"]);
        prop_assert!(opened.diagnostics.iter().all(|d| d.severity == Severity::Error || d.line.is_some()));
    }
}
