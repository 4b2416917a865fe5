//! Notes as Markdown, one file a note, in a folder that Obsidian opens; and such files as notes again.
//! Refuses to know: where they are written.

use std::borrow::Cow;
use std::collections::HashSet;

use super::File;
use crate::formats::{Parted, part, quoted};
use crate::journal::{Anchor, EntryRef, Moment, Note, NoteId, Print, Selection, Spot, State};
use crate::margin;
use crate::model::Catalogue;
use crate::report::NoteText;

/// How much of a title is in the name of a file, in characters.
const TITLE: usize = 60;
/// How much of a title or of the name of a note is in the name of a file, in bytes: names end at 255.
const PART: usize = 110;

/// Writes all notes, each as a file beside its name; titles are those of the entries that are open.
pub fn files<'a>(
    state: &'a State,
    catalogue: &'a Catalogue,
) -> impl Iterator<Item = (NoteId, File)> + 'a {
    let mut taken = HashSet::new();
    state.notes().map(move |note| {
        let entry = margin::entry_of(catalogue, &note.spot.on);
        let title = entry.map(|entry| catalogue.title(entry));
        let file = File { name: free_name(note, title, &mut taken), text: write(note, title) };
        (note.id.clone(), file)
    })
}

/// Writes a note; `title` is that of its entry.
pub fn write(note: &Note, title: Option<&str>) -> String {
    let Note { id, spot: Spot { on, at }, text, made } = note;
    let mut front = String::new();
    let mut line = |key: &str, value: &str| {
        front += &format!("{key}: {value}\n");
    };
    line("id", &quoted(&id.0));
    line("pack", &quoted(&on.pack));
    line("entry", &quoted(&on.entry));
    if let Some(title) = title {
        line("title", &quoted(title));
    }
    line("about", &quoted(&format!("[[{}]]", on.entry)));
    line("date", &made.date());
    line("made", &made.0.to_string());
    if let Some(Anchor { paragraph, print, text, selection }) = at {
        line("paragraph", &(u64::from(*paragraph) + 1).to_string());
        line("quote", &quoted(text));
        line("print", &quoted(&print.to_string()));
        if let Some(Selection { from, words }) = selection {
            line("words", &quoted(words));
            line("from", &from.to_string());
        }
    }
    let tags = NoteText::read(text).tags;
    let tags: Vec<String> = tags.iter().map(|tag| quoted(tag)).collect();
    line("tags", &format!("[{}]", tags.join(", ")));
    format!("---\n{front}---\n{text}\n")
}

/// Reads a note that was written so, with the line ends of any system; `None` if the file is none.
pub fn read(file: &str) -> Option<Note> {
    // The first line of what is written here ends with a line feed alone: that another ends so is its own.
    let file = match file.split_once('\n') {
        Some((first, _)) if first.ends_with('\r') => Cow::from(file.replace("\r\n", "\n")),
        _ => Cow::from(file),
    };
    let Parted { front, text_at, .. } = part(&file);
    let front = front.ok()?;
    // Byte for byte as they were written.
    let text = |key| front.get(&[key])?.as_str().map(Box::<str>::from);
    let number = |key| front.get(&[key])?.as_i64();
    let on = EntryRef { pack: text("pack")?, entry: text("entry")? };
    let id = NoteId(text("id")?);
    let paragraph = number("paragraph").and_then(|it| u32::try_from(it.checked_sub(1)?).ok());
    let selection = text("words").map(|words| {
        let from = number("from").and_then(|from| u32::try_from(from).ok());
        Selection { from: from.unwrap_or_default(), words }
    });
    let at = paragraph.zip(text("quote")).map(|(paragraph, quote)| {
        let print = text("print").and_then(|digits| u64::from_str_radix(&digits, 16).ok());
        Anchor {
            paragraph,
            print: print.map_or_else(|| Print::of(&quote), Print),
            text: quote,
            selection,
        }
    });
    let body = &file[text_at..];
    Some(Note {
        id,
        spot: Spot { on, at },
        text: body.strip_suffix('\n').unwrap_or(body).into(),
        made: Moment(number("made").unwrap_or_default()),
    })
}

/// Returns a name for the file of a note that no other has, whatever its title and its own name hold.
fn free_name(note: &Note, title: Option<&str>, taken: &mut HashSet<String>) -> String {
    let stays = |c: char| c.is_alphanumeric() || " -_".contains(c);
    let clean = |text: &str| -> String {
        let replaced = text.chars().map(|c| if stays(c) { c } else { ' ' }).collect::<String>();
        let words: Vec<&str> = replaced.split_whitespace().collect();
        let kept = words.join(" ").chars().take(TITLE).collect::<String>();
        kept[..kept.floor_char_boundary(PART)].to_owned()
    };
    let title = clean(title.unwrap_or(&note.spot.on.entry));
    let stem = format!("{title} {}", clean(&note.id.0));
    let stem = if stem.trim().is_empty() { "note" } else { stem.trim() }.to_owned();
    let numbered = (2..).map(|number| format!("{stem} {number}"));
    let names = std::iter::once(stem.clone()).chain(numbered);
    let free = names.into_iter().find(|name| taken.insert(name.to_lowercase()));
    format!("{}.md", free.expect("numbers have no end"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn anchors() -> impl Strategy<Value = Option<Anchor>> {
        let selection = proptest::option::of((any::<u32>(), any::<String>()));
        let anchor = (any::<u32>(), any::<u64>(), any::<String>(), selection);
        proptest::option::of(anchor.prop_map(|(paragraph, print, text, selection)| Anchor {
            paragraph,
            print: Print(print),
            text: text.into(),
            selection: selection.map(|(from, words)| Selection { from, words: words.into() }),
        }))
    }

    proptest! {
        #[test]
        fn a_note_is_read_as_it_was_written(
            id in any::<String>(),
            names in (any::<String>(), any::<String>()),
            at in anchors(),
            text in "(.|\n)*",
            made in any::<i64>(),
            title in proptest::option::of(any::<String>()),
        ) {
            let on = EntryRef::new(&names.0, &names.1);
            let note = Note {
                id: NoteId(id.into()),
                spot: Spot { on, at },
                text: text.into(),
                made: Moment(made),
            };
            prop_assert_eq!(read(&write(&note, title.as_deref())), Some(note));
        }
    }

    #[test]
    fn a_note_is_the_same_with_the_line_ends_of_another_system() {
        let note = Note {
            id: NoteId("a1".into()),
            spot: Spot { on: EntryRef::new("tea", "drink/green"), at: None },
            text: "Warm the cup.\n\nPour.\n".into(),
            made: Moment(5),
        };
        let file = write(&note, Some("Green tea")).replace('\n', "\r\n");
        assert_eq!(read(&file), Some(note));
    }

    #[test]
    fn names_of_files_are_safe_and_differ() {
        let mut taken = HashSet::new();
        let note = |id: &str| Note {
            id: NoteId(id.into()),
            spot: Spot { on: EntryRef::new("tea", "drink/green"), at: None },
            text: "".into(),
            made: Moment(0),
        };
        let mut name = |id: &str, title| free_name(&note(id), title, &mut taken);
        assert_eq!(name("a1", Some("Green: tea / leaves")), "Green tea leaves a1.md");
        assert_eq!(name("A1", Some("green tea leaves")), "green tea leaves A1 2.md");
        assert_eq!(name("../../x", None), "drink green x.md");
        assert_eq!(name("", Some("\n")), "note.md");
        let wide = "\u{2000b}".repeat(100);
        for _ in 0..3 {
            let name = name(&wide, Some(&wide));
            assert!(name.len() <= 255 && name.starts_with('\u{2000b}'), "{name}");
        }
    }

    #[test]
    fn other_files_are_no_notes() {
        for file in ["", "# Tea", "---\nid: x\n---\n", "---\nid: [\n---\nx"] {
            assert_eq!(read(file), None, "{file}");
        }
    }
}
