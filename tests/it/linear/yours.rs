//! What a reader adds without a screen: notes of all entries, highlights, signs in lists, what was read.

use folio::app::Opening;
use folio::journal::{Keeper, State};
use folio::model::Library;
use tempfile::TempDir;

use crate::support::browser::tea;
use crate::support::command::{FOLIO, end_after};
use crate::support::packs::{Pack, entry};
use crate::support::paper::{At, type_and_keep, type_bytes};

/// One reader at one home.
struct Reader {
    home: TempDir,
}

impl Reader {
    fn new() -> Self {
        Self { home: tempfile::tempdir().expect("a folder") }
    }

    fn keeper(&self) -> Keeper {
        Keeper::new(Some(self.home.path().to_owned()))
    }

    /// Types lines in a session of its own; returns what is printed.
    #[track_caller]
    fn types(&self, lines: &str) -> String {
        self.types_in(tea(), lines)
    }

    #[track_caller]
    fn types_in(&self, library: &Library, lines: &str) -> String {
        type_and_keep(library, self.keeper(), format!("{lines}\n").as_bytes())
    }

    fn state(&self) -> State {
        self.keeper().load().state
    }

    /// Returns the texts of all notes and the words that they are on.
    fn notes(&self) -> Vec<(String, Option<String>)> {
        let state = self.state();
        let notes = state.notes();
        let mut all: Vec<_> = notes
            .map(|note| {
                let words = note.spot.at.as_ref().map(|at| at.words().to_owned());
                (note.text.to_string(), words)
            })
            .collect();
        all.sort();
        all
    }
}

#[track_caller]
fn assert_printed(printed: &str, told: &[&str]) {
    let mut left = printed;
    for one in told {
        let Some(at) = left.find(one) else { panic!("{one:?} in its turn: {printed}") };
        left = &left[at + one.len()..];
    }
}

#[test]
fn notes_are_listed_of_the_open_entry_and_of_others_and_a_number_goes_to_them() {
    let reader = Reader::new();
    reader.types("open green\nnote warm the cup\nopen black\nfind fermented\n1\nnote how long?");
    let printed = reader.types("notes");
    // Which of them was made first is not told, where both were within a millisecond.
    assert_printed(&printed, &["NOTES (2):", "ON OTHER ENTRIES", "2. "]);
    for note in ["warm the cup: Green tea", "how long?: Black tea"] {
        assert!(printed.contains(note), "{printed}");
    }
    let printed = reader.types("open green\nnotes");
    assert_printed(&printed, &["ON THIS ENTRY", "1. warm", "ON OTHER ENTRIES", "2. how long?"]);
    let printed = reader.types("open green\nnotes\nhome\nlist\n1\nwhere");
    assert!(printed.trim_end().ends_with("kind/green"), "{printed}");
}

#[test]
fn a_note_is_changed_moved_and_removed_and_all_of_it_taken_back() {
    let reader = Reader::new();
    reader.types("open green\nnote one");
    let printed = reader.types("notes\nchange 1\nchange 1 two\nundo\nchange 1 three");
    assert_printed(
        &printed,
        &["It says \"one\";", "Note changed.", "Taken back: changing the note."],
    );
    assert_eq!(reader.notes(), [("three".to_owned(), None)]);

    let printed = reader.types("open black\nnotes\nattach 1\nnotes");
    assert_printed(
        &printed,
        &["The note is in Black tea now.", "ON THIS ENTRY", "1. three: Black"],
    );

    let printed = reader.types("notes\nremove 1\nremove 1\nundo");
    let removed = ["Note removed.", "That is none of your notes", "Taken back: removing the note."];
    assert_printed(&printed, &removed);
    assert_eq!(reader.notes(), [("three".to_owned(), None)]);
    let printed = reader.types("contents\nremove 1\nchange 1 x\nattach 1");
    assert_eq!(printed.matches("That is none of your notes").count(), 3, "{printed}");
}

#[test]
fn words_are_highlighted_where_a_paragraph_has_them() {
    let reader = Reader::new();
    let printed =
        reader.types("open green\nhighlight leaf is heated\nhighlight no such words\nnotes");
    let told = [
        "Highlighted in Green tea, on: \u{201c}leaf is heated\u{201d}",
        "No paragraph here has \u{201c}no such words\u{201d}",
        "1. highlighted: leaf is heated: Green tea",
    ];
    assert_printed(&printed, &told);
    let printed = reader.types("open green\nhighlight leaf is heated\nnotes\nattach 1");
    assert_printed(&printed, &["on these words already", "A highlight is on a paragraph"]);
    assert_eq!(reader.notes(), [(String::new(), Some("leaf is heated".to_owned()))]);
}

#[test]
fn words_of_a_summary_alone_are_not_denied() {
    let printed = Reader::new().types("open green tea\nhighlight Stopped early\nhighlight nowhere");
    assert_printed(
        &printed,
        &["Only the summary has “Stopped early”", "No paragraph here has “nowhere”"],
    );
}

#[test]
fn paragraphs_are_counted_as_they_are_listed() {
    for entry in tea().catalogue.entries() {
        let id = tea().catalogue.id(entry);
        let printed = Reader::new().types(&format!("open {id}\nparagraphs"));
        let listed = printed.split("paragraphs (").nth(1).and_then(|rest| rest.split(')').next());
        let listed = listed.map_or(0, |count| count.parse().expect("a number"));
        let told = match listed {
            0 => "The end of the page: read reads on.".to_owned(),
            1 => "1 paragraph: read reads on.".to_owned(),
            count => format!("{count} paragraphs: read reads on."),
        };
        assert!(printed.contains(&told), "{id}: {printed}");
    }
}

#[test]
fn what_the_browser_calls_its_views_is_understood() {
    for (word, command) in [("sources", "coverage"), ("claims", "gv"), ("missing", "health")] {
        let of = |typed: &str| Reader::new().types(&format!("open green tea\n{typed}"));
        assert_eq!(of(word), of(command), "{word}");
    }
}

#[test]
fn a_note_is_on_the_paragraph_that_was_chosen_or_found_alone() {
    for way in ["find heated", "find heated\n1", "paragraphs\n1"] {
        let reader = Reader::new();
        let printed = reader.types(&format!("open green\n{way}\nnote here"));
        let words = reader.notes().remove(0).1.unwrap_or_else(|| panic!("{way}: {printed}"));
        assert!(words.starts_with("The leaf is heated"), "{way}: {words}");
    }
}

#[test]
fn a_bookmark_is_removed_from_the_list_though_its_entry_is_gone() {
    let reader = Reader::new();
    let pack = |entries: &str| Pack::sound().file("a.toml", entries);
    let both = pack(&[entry("one"), entry("two")].concat());
    reader.types_in(&both.open().library, "open two\nbookmark");
    let printed =
        reader.types_in(&pack(&entry("one")).open().library, "bookmarks\nremove 1\nbookmarks");
    assert_printed(&printed, &["1. ", "Bookmark removed.", "You have no bookmarks"]);
}

#[test]
fn lists_say_what_was_read_and_added() {
    let reader = Reader::new();
    let printed = reader.types("contents kind\ncontents");
    assert!(!printed.contains("read)") && !printed.contains(" read\n"), "{printed}");
    reader.types("open green\ndone\nbookmark\nnote one\nnote two\nopen black\ndone\ndone");
    let printed = reader.types("contents kind\ncontents");
    assert_printed(
        &printed,
        &["Green tea", " (read, bookmarked, 2 notes)\n", "Kinds", ", 1 read\n"],
    );
    assert_eq!(printed.matches("(read").count(), 1, "{printed}");
}

#[test]
fn notes_that_link_to_an_entry_are_among_its_links() {
    let reader = Reader::new();
    reader.types("open green\nnote unlike [[kind/black]]");
    for command in ["links", "named"] {
        let printed = reader.types(&format!("open black\n{command}"));
        assert_printed(&printed, &["your notes", "Green tea: unlike Black tea"]);
    }
}

#[test]
fn opening_an_entry_says_that_it_has_changed_since_it_was_read() {
    let reader = Reader::new();
    let says = |words: &str| {
        let text = format!("[[entry]]\nid = 'a/one'\ntitle = 'One'\nbody = '{words}'\n");
        Pack::sound().file("a.toml", text).open().library
    };
    let told = "Changed since you read it: changes tells how.";
    let printed = reader.types_in(&says("It rains."), "open one\ndone\nopen one");
    assert!(!printed.contains(told), "{printed}");
    let printed = reader.types_in(&says("It pours."), "changes\ndone\nundo\ndone\ndone\nopen one");
    assert_eq!(printed.matches(told).count(), 1, "once at the start: {printed}");
    assert_printed(&printed, &["[-rains-]", "Marked as unread.", "Taken back: marking as unread."]);
}

#[test]
fn where_nothing_can_be_kept_that_is_the_end_of_it() {
    let home = tempfile::tempdir().expect("a folder");
    let file = home.path().join("file");
    std::fs::write(&file, "").expect("it can be written");
    for (folder, typed, expected) in [
        (Some(&file), "note one\nquit\n", 4),
        (Some(&file), "next\nquit\n", 0),
        (None, "note one\nquit\n", 4),
        (None, "note one\nnote two\nundo\nquit\n", 4),
        (None, "note one\nundo\nquit\n", 0),
    ] {
        let mut folio = std::process::Command::new(FOLIO);
        folio.args(["--linear", "--fresh"]).env_remove("HOME").env_remove("XDG_STATE_HOME");
        folio.envs(folder.map(|folder| ("XDG_STATE_HOME", folder)));
        let (code, printed, told) = end_after(&mut folio, typed);
        assert_eq!(code, expected, "{typed}: {printed}{told}");
        assert_eq!(told.contains("not everything is saved"), expected == 4, "{told}");
    }
    let printed = type_bytes(tea(), Opening::default(), At::Pipe, b"note one\n");
    assert!(printed.contains("not saved: "), "{printed}");
}
