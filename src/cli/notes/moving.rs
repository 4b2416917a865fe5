//! `folio notes export` and `import`.

use std::collections::HashMap;
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;
use walkdir::{DirEntry, WalkDir};

use crate::cli::args::Global;
use crate::cli::json::Answer;
use crate::cli::output::{Output, complain};
use crate::cli::yours::Yours;
use crate::cli::{Exit, Failure, Run, files, packs};
use crate::document::Role;
use crate::export;
use crate::formats::SCHEMA_VERSION;
use crate::journal::{Change, Exported, Merged, NoteId, Record, Strange, merge};
use crate::messages::cli::by_folio;
use crate::messages::notes as says;
use crate::messages::system::why;
use crate::store::{self, Existing};
use crate::text::safe;

/// How many places are named of what is not understood.
const MOST_NAMED: usize = 20;

/// Write all notes as Markdown, one file each, for Obsidian; or everything you have added as JSON
#[derive(Args, Debug)]
#[command(
    after_help = "--force brings a folder up to date: a note that is there already is written over where it lies, \
        new ones are added, and nothing is removed; files that are no notes of Folio's stay as they are.\n\n\
        Examples:\n  folio notes export -o my-notes\n  folio notes export -o my-notes --force\n  \
        folio notes export --json -o everything.json"
)]
pub struct Export {
    /// The folder to make; with --json the file, `-` for standard output
    #[arg(short, long, value_name = "PATH", required_unless_present = "json")]
    output: Option<PathBuf>,
    /// Write over what is there
    #[arg(long, requires = "output")]
    force: bool,
    /// Write everything as JSON: bookmarks, marks, what was read and practised too
    #[arg(long)]
    json: bool,
}

/// Take in what was exported, nothing twice
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  folio notes import everything.json\n  folio notes import my-notes --replace"
)]
pub struct Import {
    /// A file of --json, a note as Markdown, or a folder of them
    #[arg(value_name = "PATH")]
    path: PathBuf,
    /// Have notes say what comes where they say something else here
    #[arg(long)]
    replace: bool,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

impl Run for Export {
    fn wants_json(&self) -> bool {
        self.json && self.output.is_none()
    }

    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let yours = Yours::open()?;
        let records: Vec<Record> = yours.state.records().collect();
        let to_file = self.output.as_ref().filter(|path| !(self.json && files::is_standard(path)));
        let Some(path) = to_file else {
            output.json(ExportJson { records });
            return Ok(Exit::Done);
        };
        let name = path.display().to_string();
        let failed =
            |error: io::Error| Failure::not_written(says::not_written(&name, &why(&error)));
        if self.json {
            let count = records.len();
            let answer = Answer::new(ExportJson { records });
            let existing = if self.force { Existing::Goes } else { Existing::Stays };
            let written =
                store::write_whole(path, existing, |file| safe::write_json(file, &answer));
            written.map_err(|error| match error.kind() {
                ErrorKind::AlreadyExists => Failure::usage(says::taken(&name)),
                _ => failed(error),
            })?;
            output.line(&[(&says::exported_all(count, &name), Role::Text)]);
            return Ok(Exit::Done);
        }
        if files::is_standard(path) {
            return Err(Failure::usage(says::NO_STANDARD_OUTPUT));
        }
        if !self.force && !files::is_free(path) {
            return Err(Failure::usage(says::taken(&name)));
        }
        let corpus = packs::open(global)?;
        fs::create_dir_all(path).map_err(failed)?;
        let there = notes_in(path);
        let (mut count, mut exit) = (0, Exit::Done);
        for (id, file) in export::notes::files(&yours.state, corpus.catalogue()) {
            let own = there.get(&id);
            let at = own.cloned().unwrap_or_else(|| path.join(&file.name));
            let existing = if own.is_some() { Existing::Goes } else { Existing::Stays };
            let written =
                store::write_whole(&at, existing, |out| out.write_all(file.text.as_bytes()));
            match written {
                Ok(()) => count += 1,
                Err(error) => {
                    let name = at.display().to_string();
                    complain(&by_folio(&says::not_written(&name, &why(&error))));
                    exit = Exit::NotWritten;
                }
            }
        }
        output.line(&[(&says::exported(count, &name), Role::Text)]);
        Ok(exit)
    }
}

/// Finds the notes in a folder that were written there before.
fn notes_in(folder: &Path) -> HashMap<NoteId, PathBuf> {
    let mut found = HashMap::new();
    for file in files_in(folder).flatten() {
        if let Ok(Some(text)) = note_in(&file)
            && let Some(note) = export::notes::read(&text)
        {
            let path = file.into_path();
            // A copy that somebody has made has more behind the name.
            let is_shorter = |other: &PathBuf| path.as_os_str().len() < other.as_os_str().len();
            if found.get(&note.id).is_none_or(is_shorter) {
                found.insert(note.id, path);
            }
        }
    }
    found
}

impl Run for Import {
    fn wants_json(&self) -> bool {
        self.json
    }

    fn run(&self, _: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let Taken { records, skipped, sentences } = read(&self.path)?;
        let (named, rest) = sentences.split_at(sentences.len().min(MOST_NAMED));
        for sentence in named {
            complain(&by_folio(sentence));
        }
        if !rest.is_empty() {
            complain(&by_folio(&says::more_not_understood(rest.len())));
        }
        let mut yours = Yours::open()?;
        let Merged { records, present, differing } = merge(&yours.state, records, self.replace);
        let changes = records.iter().flat_map(|record| record.change.parts());
        for change in changes {
            if let Change::Note(note) = change
                && note.is_too_long()
            {
                let told = says::too_long(note.text.len());
                return Err(Failure::usage(told).and(&says::named(&note.id.0)));
            }
        }
        let added = records.len();
        let is_nothing = skipped > 0 && added + present + differing.len() == 0;
        let exit = if is_nothing { Exit::NotFound } else { Exit::Done };
        yours.take_in(records)?;
        let differing: Vec<String> = differing.iter().map(ToString::to_string).collect();
        if self.json {
            output.json(ImportJson { added, present, differing, skipped });
            return Ok(exit);
        }
        output.line(&[(&says::imported(added, present, skipped), Role::Text)]);
        if !differing.is_empty() {
            output.line(&[(&says::differing(&differing), Role::Text)]);
        }
        Ok(exit)
    }
}

/// What was exported to a path.
#[derive(Default)]
struct Taken {
    records: Vec<Record>,
    /// How many records and files are not understood.
    skipped: usize,
    /// What is not understood, each with its place.
    sentences: Vec<String>,
}

impl Taken {
    fn skip(&mut self, sentence: String) {
        self.skipped += 1;
        self.sentences.push(sentence);
    }

    /// Takes a note in Markdown.
    fn take_note(&mut self, path: &Path, file: &str) {
        match export::notes::read(file) {
            Some(note) => self.records.push(Record { at: note.made, change: Change::Note(note) }),
            None => self.skip(says::no_note(&path.display().to_string())),
        }
    }

    /// Takes records in JSON.
    fn take_export(&mut self, path: &Path, exported: Exported) {
        self.records = exported.records;
        let path = path.display().to_string();
        for Strange { record, line, fields } in exported.strange {
            match fields {
                Some(fields) => {
                    self.sentences.push(says::says_more(&path, line, record, &fields));
                }
                None => self.skip(says::not_understood(&path, line, record)),
            }
        }
    }
}

/// Reads what was exported to a path; of a folder what cannot be read is skipped.
fn read(path: &Path) -> Result<Taken, Failure> {
    let mut found = Taken::default();
    if path.is_dir() {
        for file in files_in(path) {
            let text = file.map_err(of_walk).and_then(|file| Ok((note_in(&file)?, file)));
            match text {
                Ok((Some(text), file)) => found.take_note(file.path(), &text),
                Ok((None, _)) => {}
                Err((of, error)) => found.skip(not_read(of.as_deref().unwrap_or(path), &error)),
            }
        }
        return Ok(found);
    }
    let name = path.display().to_string();
    let file = fs::read_to_string(path);
    let file = file.map_err(|error| Failure::not_found(not_read(path, &error)))?;
    match Exported::read(&file) {
        Some(exported) if exported.version > SCHEMA_VERSION => {
            let told = says::newer_export(&name, exported.version, SCHEMA_VERSION);
            return Err(Failure::not_found(told));
        }
        Some(exported) => found.take_export(path, exported),
        None if export::notes::read(&file).is_none() => {
            return Err(Failure::not_found(says::no_export(&name)));
        }
        None => found.take_note(path, &file),
    }
    Ok(found)
}

/// Goes through what is in a folder and not hidden there.
fn files_in(folder: &Path) -> impl Iterator<Item = walkdir::Result<DirEntry>> {
    let is_shown = |name: &std::ffi::OsStr| !name.as_encoded_bytes().starts_with(b".");
    let files = WalkDir::new(folder).sort_by_file_name().into_iter();
    files.filter_entry(move |it| it.depth() == 0 || is_shown(it.file_name()))
}

/// What cannot be read of a folder, if that is known, and why.
type Unread = (Option<PathBuf>, io::Error);

fn of_walk(error: walkdir::Error) -> Unread {
    (error.path().map(Path::to_owned), error.into())
}

/// Reads what is found in a folder, if it is a note.
fn note_in(file: &DirEntry) -> Result<Option<String>, Unread> {
    let is_note = file.path().extension().is_some_and(|ending| ending == "md");
    if !is_note || !file.file_type().is_file() {
        return Ok(None);
    }
    let text = fs::read_to_string(file.path());
    text.map(Some).map_err(|error| (Some(file.path().to_owned()), error))
}

/// Returns that a file cannot be read, and why.
fn not_read(path: &Path, error: &io::Error) -> String {
    says::not_read(&path.display().to_string(), &why(error))
}

#[derive(Serialize)]
struct ExportJson {
    records: Vec<Record>,
}

#[derive(Serialize)]
struct ImportJson {
    added: usize,
    present: usize,
    differing: Vec<String>,
    skipped: usize,
}
