//! The source of what is read is opened in the reader's own editor, which has the terminal meanwhile.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use super::*;
use support::packs::{Pack, entry};

/// A program that says what it was told, and changes the text of the entry `two` when a line was typed.
const EDITOR: &str = "\
#!/bin/sh
trap 'echo interrupted' INT
printf '%s.\\n' \"$@\"
echo 'the editor has the terminal'
until read typed; do :; done
for file; do :; done
sed \"s/Text of two/$typed/\" \"$file\" > \"$file~\"
mv \"$file~\" \"$file\"
";

/// A pack of two entries in one file, and a program to edit it with that has a known name.
fn pack_and_editor(name: &str) -> (Pack, PathBuf) {
    let pack = Pack::sound()
        .file("both.toml", format!("{}\n{}", entry("one"), entry("two")))
        .file(format!(".bin/{name}"), EDITOR);
    let editor = pack.at(format!(".bin/{name}"));
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
    (pack, editor)
}

fn at_two(pack: &Pack) -> Launch {
    Launch::folio().arg(pack.path()).arg("--at").arg("a/two")
}

fn in_words(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn e_opens_the_line_of_the_entry_and_comes_back() {
    let (pack, editor) = pack_and_editor("vi");
    let mut session = open_with(at_two(&pack).env("EDITOR", in_words(&editor)));
    session.wait_for("Text of two.");
    session.send("e");
    session.wait_for("the editor has the terminal");
    let path = pack.at("both.toml");
    let told = format!("+6.\r\n{}.\r\n", in_words(&path));
    session.look(|seen| assert!(seen.sent().contains(&told), "{}", seen.sent()));
    assert!(!session.look(|seen| seen.screen().alternate_screen() || seen.screen().hide_cursor()));
    // What is typed now, an interrupt too, is for the editor.
    session.send("\x03");
    session.wait_for("interrupted");
    session.send("Edited\n");
    session.wait_for("Edited.");
    session.wait_until("the browser", |seen| seen.screen().alternate_screen());
    session.wait_until("the mouse", |seen| {
        seen.screen().mouse_protocol_mode() != vt100::MouseProtocolMode::None
    });
    session.wait_for_raw_mode();
    quit(session);
}

#[test]
fn e_and_enter_lead_to_a_mistake() {
    let (pack, editor) = pack_and_editor("hx");
    let mut session = open_with(at_two(&pack).env("VISUAL", in_words(&editor)));
    session.wait_for("Text of two.");
    let path = pack.at("both.toml");
    let broken = fs::read_to_string(&path).unwrap().replace("'Text of two.'", "'Text of two.");
    fs::write(&path, broken).unwrap();
    session.wait_for("is broken");
    session.press("gs");
    session.wait_for("9 | body = 'Text of two.");
    session.wait_for("^");
    for keys in ["\r", "e"] {
        session.send(keys);
        session.wait_for("the editor has the terminal");
        let told = format!("{}:9.\r\n", in_words(&path));
        session.look(|seen| assert!(seen.sent().contains(&told), "{}", seen.sent()));
        session.send("Text of two\n");
        session.wait_until("the same view", |seen| {
            seen.screen().alternate_screen() && seen.shows("Mistakes in the files (1)")
        });
    }
    session.press("q");
    session.wait_for("both.toml:9:8 broken");
    quit(session);
}

#[test]
fn a_note_that_was_written_stays_in_its_file_when_it_cannot_be_kept() {
    let (pack, _) = pack_and_editor("vi");
    let failed = "ended with exit code 1";
    for (editor, told, written) in [
        ("sh -c 'echo mine > \"$0\"; false'", failed, Some(5)),
        ("false", failed, None),
        ("sh -c 'yes | head -c 1100000 > \"$0\"'", "this is 1075 KiB", Some(1_100_000)),
        ("sh -c 'printf \"\\377\" > \"$0\"'", "what the editor saved is not UTF-8", Some(1)),
        ("rm", "the editor removed its file", None),
    ] {
        let mut session = open_with(at_two(&pack).env("EDITOR", editor).size(160, 24));
        session.wait_for("Text of two.");
        // The journal may still be read.
        session.ask("a", |seen| seen.shows("Ctrl-x editor"));
        session.send("\x18");
        session.wait_for(told);
        let screen = session.look(Seen::text);
        let path = screen.split_once("what you wrote is in ").map(|(_, rest)| {
            let (path, _) = rest.split_once(".md").expect("it is told whole");
            format!("{path}.md")
        });
        let kept = path.as_ref().map(|path| fs::read(path).expect("it is there").len());
        if let Some(path) = path {
            fs::remove_file(path).expect("it is ours");
        }
        assert_eq!(kept, written, "{screen}");
    }
}

#[test]
fn what_cannot_be_edited_says_what_helps() {
    let (pack, _) = pack_and_editor("vi");
    let mut session = open_with(at_two(&pack));
    session.wait_for("Text of two.");
    session.send("e");
    session.wait_for("no editor is named by the setting `editor`, $VISUAL or $EDITOR");
    quit(session);
    let (gone, there) = ("/nonexistent/vi", "true");
    for (variables, names) in [
        (&[("EDITOR", gone)][..], "$EDITOR"),
        (&[("VISUAL", gone), ("EDITOR", there)], "$VISUAL"),
        (&[("FOLIO_EDITOR", gone), ("VISUAL", there), ("EDITOR", there)], "$FOLIO_EDITOR"),
    ] {
        let launch = variables.iter().fold(at_two(&pack), |it, (name, value)| it.env(name, value));
        let mut session = open_with(launch.size(120, 24));
        session.wait_for("Text of two.");
        session.send("e");
        session.wait_for(&format!("/nonexistent/vi cannot be run: {names} is to name an editor"));
        quit(session);
    }
    let mut session = open_with(Launch::folio().env("EDITOR", "false"));
    session.send("e");
    session.wait_for("is part of Folio");
    quit(session);
}

#[test]
fn a_file_that_is_gone_is_told_with_the_key_that_reads_again_in_each_set() {
    for (set, key, edit) in [("default", "r", "e"), ("arrows", "F5", "e"), ("emacs", "g", "e")] {
        let (pack, _) = pack_and_editor("vi");
        let launch = at_two(&pack).env("EDITOR", "true").env("FOLIO_KEYS", set);
        let mut session = open_with(launch.size(160, 24));
        session.wait_for("Text of two.");
        fs::remove_dir_all(pack.path()).expect("it is ours");
        session.wait_for("the last good version is shown");
        session.send(edit);
        session.wait_for(&format!("is not there any more: {key} reads the files again"));
        quit(session);
    }
}
