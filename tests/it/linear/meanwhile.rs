//! What happens beside a session in linear mode: others add to the journal, files change.

use std::fs;
use std::sync::Arc;

use folio::journal::{Change, EntryRef, Keeper, Moment, Note, NoteId, Record, Spot};
use folio::knowledge::Corpus;
use folio::margin;
use folio::model::{Body, Library};

use crate::support::browser::tea;
use crate::support::packs::{Pack, entry};
use crate::support::paper::{type_and_keep, type_meanwhile};

/// A note of another process on the entry on green tea.
fn other(id: &str) -> Record {
    let spot = Spot { on: EntryRef::new("tea", "kind/green"), at: None };
    let (id, text, made) = (NoteId(id.into()), format!("OTHER {id}").into(), Moment(1));
    Record { at: made, change: Change::Note(Note { id, spot, text, made }) }
}

#[test]
fn what_others_add_is_seen_at_the_next_command() {
    let home = tempfile::tempdir().expect("a folder");
    let keeper = || Keeper::new(Some(home.path().to_owned()));
    let add = |id| {
        keeper().keep(&[other(id)]).expect("the journal takes it");
    };
    let printed = type_meanwhile(
        Corpus::new(tea().clone()),
        keeper(),
        &[
            ("open green", &|| {}),
            ("note mine", &|| add("a")),
            ("notes", &|| add("b")),
            ("note more", &|| {}),
            ("notes", &|| {}),
        ],
    );
    assert!(printed.contains("NOTES (2):") && printed.contains("OTHER a"), "{printed}");
    assert!(printed.contains("NOTES (4):") && printed.contains("OTHER b"), "{printed}");
}

#[test]
fn what_others_made_of_a_note_is_not_taken_back() {
    let home = tempfile::tempdir().expect("a folder");
    let keeper = || Keeper::new(Some(home.path().to_owned()));
    let forget = || {
        let all = Record { at: Moment(1), change: Change::ForgetAll };
        keeper().forget(&[all], &|_| true).expect("the journal takes it");
    };
    let steps: [(&str, &dyn Fn()); 4] =
        [("bookmark", &|| {}), ("bookmark", &forget), ("undo", &|| {}), ("undo", &|| {})];
    let printed = type_meanwhile(Corpus::new(tea().clone()), keeper(), &steps);
    assert!(printed.contains("Taken back: removing the bookmark."), "{printed}");
    assert!(printed.trim_end().ends_with("Taken back: the bookmark."), "{printed}");
    let steps: [(&str, &dyn Fn()); 3] =
        [("note mine", &forget), ("undo", &|| {}), ("undo", &|| {})];
    let printed = type_meanwhile(Corpus::new(tea().clone()), keeper(), &steps);
    assert!(
        printed.contains("Not taken back, since it was changed elsewhere: the note"),
        "{printed}"
    );
    assert!(printed.trim_end().ends_with("There is nothing to take back."), "{printed}");
}

#[test]
fn after_a_reload_a_text_goes_on_where_it_was_cut_short_and_a_list_does_not() {
    let body = |more: &str| {
        let paragraphs: Vec<_> = (1..=230).map(|number| format!("Paragraph {number}.")).collect();
        format!(
            "[[entry]]\nid = 'a/one'\ntitle = 'One'\nbody = '''\n{more}{}\n'''\n",
            paragraphs.join("\n\n")
        )
    };
    let many: Vec<_> = (0..60).map(|number| entry(&format!("x{number}"))).collect();
    let pack = Pack::sound().file("a.toml", body("")).file("many.toml", many.concat());
    let home = tempfile::tempdir().expect("a folder");
    let keeper = || Keeper::new(Some(home.path().to_owned()));
    let longer = || fs::write(pack.at("a.toml"), body("New.\n\n")).expect("it can be written");
    let read =
        |steps: &[(&str, &dyn Fn())]| type_meanwhile(Corpus::from(pack.open()), keeper(), steps);
    let printed = read(&[("read", &longer), ("reload", &|| {}), ("more", &|| {})]);
    let (first, rest) = printed.split_once("Read again:").expect("it is said");
    let last = first.matches("Paragraph ").count();
    assert!(
        last > 0 && last < 230 && rest.contains(&format!("\nParagraph {}.", last + 1)),
        "{printed}"
    );
    assert!(
        !rest.contains(&format!("\nParagraph {last}.")) && rest.contains("Paragraph 230."),
        "{rest}"
    );
    // Behind the head all of the text follows.
    fs::write(pack.at("a.toml"), body("")).expect("it can be written");
    let printed = read(&[("open a/one", &longer), ("reload", &|| {}), ("more", &|| {})]);
    let (_, rest) = printed.split_once("Read again:").expect("it is said");
    assert!(rest.contains("\nNew.\n\nParagraph 1."), "{rest}");
    // The entries of a list may be others.
    fs::write(pack.at("a.toml"), body("")).expect("it can be written");
    let printed = read(&[("contents a", &longer), ("reload", &|| {}), ("more", &|| {})]);
    assert!(printed.contains("The files were read again since that list"), "{printed}");
}

#[test]
fn a_journal_that_cannot_be_read_is_told_and_not_taken_for_an_empty_one() {
    let home = tempfile::tempdir().expect("a folder");
    let journal = home.path().join("journal");
    fs::create_dir(&journal).expect("it can be made");
    let mend = || fs::remove_dir(&journal).expect("it is empty");
    let keeper = || Keeper::new(Some(home.path().to_owned()));
    for command in
        ["recall", "notes", "bookmark", "bookmarks", "mark a", "jump a", "changes", "recent"]
    {
        let printed = type_meanwhile(Corpus::new(tea().clone()), keeper(), &[(command, &|| {})]);
        let last = printed.trim_end().lines().last().expect("something is said");
        assert!(last.starts_with("your journal cannot be read"), "{command}: {printed}");
    }
    // What is typed is kept as soon as it can be.
    let steps: [(&str, &dyn Fn()); 2] = [("note mine", &mend), ("notes", &|| {})];
    let printed = type_meanwhile(Corpus::new(tea().clone()), keeper(), &steps);
    assert!(printed.contains("NOTES (1):") && printed.contains("mine"), "{printed}");
    assert_eq!(keeper().load().state.note_count(), 1);
}

#[test]
fn after_a_reload_one_is_at_the_same_words() {
    let entry =
        |body: &str| format!("[[entry]]\nid = 'a/one'\ntitle = 'One'\nbody = '''\n{body}\n'''\n");
    let text = "Of alpha it tells.\n\nOf bravo it tells.\n\nOf charlie it tells.";
    let pack = Pack::sound().file("a.toml", entry(text));
    let home = tempfile::tempdir().expect("a folder");
    let keeper = || Keeper::new(Some(home.path().to_owned()));
    let longer = || {
        let longer = format!("Of more it tells.\n\nOf much more too.\n\n{text}");
        fs::write(pack.at("a.toml"), entry(&longer)).expect("it can be written");
    };
    let printed = type_meanwhile(
        Corpus::from(pack.open()),
        keeper(),
        &[("find charlie", &|| {}), ("1", &longer), ("reload", &|| {}), ("note x", &|| {})],
    );
    assert!(printed.contains("on: “Of charlie it tells.”"), "{printed}");
}

#[test]
fn a_reload_says_how_many_mistakes_there_are() {
    let pack = Pack::sound().file("a.toml", entry("one")).file("b.toml", entry("two"));
    let home = tempfile::tempdir().expect("a folder");
    let save = |text: String| fs::write(pack.at("a.toml"), text).expect("it can be written");
    let misspell = || save(entry("one").replace("title", "titel"));
    let mend = || save(entry("one"));
    let printed = type_meanwhile(
        Corpus::from(pack.open()),
        Keeper::new(Some(home.path().to_owned())),
        &[("open two", &misspell), ("reload", &mend), ("reload", &|| {})],
    );
    let told = "1 mistake in the files of the packs: health lists them.";
    assert_eq!(printed.matches(told).count(), 1, "{printed}");
}

#[test]
fn a_reload_says_that_what_was_open_is_gone() {
    let pack = Pack::sound().file("a.toml", entry("one")).file("b.toml", entry("two"));
    let home = tempfile::tempdir().expect("a folder");
    let remove = || fs::remove_file(pack.at("b.toml")).expect("it is there");
    let printed = type_meanwhile(
        Corpus::from(pack.open()),
        Keeper::new(Some(home.path().to_owned())),
        &[("open two", &remove), ("reload", &|| {})],
    );
    assert!(printed.contains("\nTitle two is not in the files any more.\n"), "{printed}");
}

#[test]
fn what_follows_from_settings_is_no_change_of_what_was_read() {
    let body = |text: &str| Arc::new(Body { markdown: text.into(), ..Body::default() });
    let all = |text: &str| vec![body(text); tea().catalogue.len()];
    let shown = Library::new((*tea().catalogue).clone(), all("Press Return."));
    let library = Library { settled: Some(Arc::new(all("Press the key."))), ..shown };
    let home = tempfile::tempdir().expect("a folder");
    let keeper = || Keeper::new(Some(home.path().to_owned()));
    type_and_keep(&library, keeper(), b"open green\nread\n");
    let read = margin::read_of(&keeper().load().state);
    assert_eq!(read.len(), 1);
    let changed = margin::changed(&library, &read, || true).expect("nobody stops it");
    assert!(changed.is_empty(), "{changed:?}");
}
