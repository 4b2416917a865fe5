//! Opens passages in the files of the packs in the reader's own editor, which has the terminal until it
//! ends. Refuses to know: what is on the screen.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::console;
use super::input::Gate;
use super::terminal::Lease;
use crate::app::message::Passage;
use crate::cli::{Draft, Editor};
use crate::content::source::Input;
use crate::journal::Note;
use crate::keys::{Action, Context, KeyMap};
use crate::messages::editing as say;
use crate::messages::journal::together;
use crate::messages::notes::{too_long, written_in};
use crate::messages::system::why;
use crate::model::EntryKey;
use crate::store::{self, Opened, Origin};

/// Opens a passage in the editor and waits until it ends; `keymap` has the keys that may be named. Returns what is to
/// be said at the foot: nothing if all went well; fails if the terminal cannot be taken again.
pub fn edit(
    editor: Option<&Editor>,
    (opened, keymap): (&Opened, &KeyMap),
    passage: &Passage,
    lease: &Lease,
    gate: &Gate,
) -> io::Result<Option<String>> {
    let place = match Place::of(opened, passage, keymap) {
        Ok(place) => place,
        Err(sentence) => return Ok(Some(sentence)),
    };
    let Some(editor) = editor else { return Ok(Some(say::no_editor(&place.shown()))) };
    open(editor, &place, lease, gate)
}

/// Opens a text of the reader's own in the editor and waits until it ends; returns what the text is then, or
/// what is to be said at the foot: what is longer than a note may be stays in its file. Fails if the terminal cannot be taken again.
pub fn write(
    editor: Option<&Editor>,
    text: &str,
    lease: &Lease,
    gate: &Gate,
) -> io::Result<Result<String, String>> {
    let Some(editor) = editor else { return Ok(Err(say::no_editor_for_notes())) };
    let draft = match Draft::new(text) {
        Ok(draft) => draft,
        Err(error) => return Ok(Err(say::no_file_for_note(&why(&error)))),
    };
    let path = draft.path().to_owned();
    let place = Place { name: path.display().to_string(), path, line: None };
    let failed = open(editor, &place, lease, gate)?;
    let written = failed.map_or_else(|| draft.read(), Err).and_then(|text| {
        let length = text.trim().len();
        if length > Note::LONGEST { Err(too_long(length)) } else { Ok(text) }
    });
    Ok(written.map_err(|sentence| match draft.stay() {
        Some(path) => together(&[written_in(&path.display().to_string()), sentence]),
        None => sentence,
    }))
}

/// Runs the editor on a place and waits until it ends. Returns what is to be said at the foot, if anything.
fn open(editor: &Editor, place: &Place, lease: &Lease, gate: &Gate) -> io::Result<Option<String>> {
    let command = editor.command(&place.path, place.line);
    // Behind the gate nobody would hear it.
    lease.hear_out();
    let shut = gate.shut()?;
    lease.lend();
    let ended = run(command);
    lease.take_back()?;
    drop(shut);
    Ok(editor.told(ended))
}

/// Runs an editor on the terminal that keys come from.
fn run(mut command: Command) -> io::Result<std::process::ExitStatus> {
    console::give_keyboard(&mut command)?;
    command.status()
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    /// Absolute, so that no name is taken for a flag.
    path: PathBuf,
    /// As the user would name it.
    name: String,
    line: Option<u32>,
}

impl Place {
    /// Returns the place of a passage, or why there is none.
    fn of(opened: &Opened, passage: &Passage, keymap: &KeyMap) -> Result<Self, String> {
        let (input, name, line) = match passage {
            Passage::Entry(entry) => {
                let (name, line) = opened.whereabouts.entry(*entry);
                let input = opened.whereabouts.path(*entry).map(|it| Input::Path(it.to_owned()));
                (input, name.to_owned(), line)
            }
            Passage::Mistake(mistake) => {
                let input = opened.whereabouts.files.input_named(&mistake.file);
                (input, mistake.file.clone(), mistake.line)
            }
        };
        match input {
            Some(Input::Path(path)) if path.is_file() && !is_text(&path) => {
                Err(say::no_text(&name))
            }
            Some(Input::Path(path)) if path.is_file() => {
                let path = std::path::absolute(&path).unwrap_or(path);
                Ok(Self { path, name, line })
            }
            Some(Input::Path(_)) => {
                Err(say::gone(&name, &keymap.told(Context::Reader, Action::Reload)))
            }
            _ => Err(match passage {
                Passage::Entry(entry) => no_file(opened, *entry),
                Passage::Mistake(_) => say::IN_NO_FILE.to_owned(),
            }),
        }
    }

    fn shown(&self) -> String {
        self.line.map_or_else(|| self.name.clone(), |line| format!("{}:{line}", self.name))
    }
}

/// Returns whether people write a file: the parts of a dictionary would be spoilt by an editor.
fn is_text(path: &Path) -> bool {
    const WRITTEN: [&str; 11] =
        ["toml", "md", "markdown", "mdown", "mkd", "csv", "tsv", "u8", "txt", "yml", "yaml"];
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    WRITTEN.contains(&ending.as_str())
}

/// Says why there is no file of an entry.
fn no_file(opened: &Opened, entry: EntryKey) -> String {
    let pack = opened.library.catalogue.pack_of(entry);
    match opened.origins.get(pack.index()) {
        Some(Origin::File(path)) if store::is_compiled(path) => {
            say::is_compiled(&path.display().to_string())
        }
        Some(Origin::File(path) | Origin::Table(path, _)) => {
            say::no_text(&path.display().to_string())
        }
        Some(Origin::BuiltIn | Origin::Guide(_)) => {
            say::is_built_in(&opened.library.catalogue.pack(pack).title)
        }
        Some(Origin::Folder(_) | Origin::Input(_)) | None => say::IN_NO_FILE.to_owned(),
    }
}
