//! `folio notes export` and `import`.

use std::fs;
use std::io::{self, ErrorKind};
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
use crate::journal::{Change, Exported, Merged, Record, merge};
use crate::messages::cli::by_folio;
use crate::messages::notes as says;
use crate::messages::system::why;
use crate::store::{self, Existing};
use crate::text::safe;

/// Write all notes as Markdown, one file each, for Obsidian; or everything you have added as JSON
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  folio notes export -o my-notes\n  folio notes export --json -o everything.json"
)]
pub struct Export {
    /// The folder to make; with --json the file, `-` for standard output
    #[arg(short, long, value_name = "PATH", required_unless_present = "json")]
    output: Option<PathBuf>,
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
            let written =
                store::write_whole(path, Existing::Stays, |file| safe::write_json(file, &answer));
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
        if !files::is_free(path) {
            return Err(Failure::usage(says::taken(&name)));
        }
        let corpus = packs::open(global)?;
        fs::create_dir_all(path).map_err(failed)?;
        let (mut count, mut exit) = (0, Exit::Done);
        for file in export::notes::files(&yours.state, corpus.catalogue()) {
            match files::write(path, &file) {
                Ok(()) => count += 1,
                Err(error) => {
                    let name = path.join(&file.name).display().to_string();
                    complain(&by_folio(&says::not_written(&name, &why(&error))));
                    exit = Exit::NotWritten;
                }
            }
        }
        output.line(&[(&says::exported(count, &name), Role::Text)]);
        Ok(exit)
    }
}

impl Run for Import {
    fn wants_json(&self) -> bool {
        self.json
    }

    fn run(&self, _: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let Exported { records, skipped } = read(&self.path)?;
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
        yours.take_in(records)?;
        let differing: Vec<String> = differing.iter().map(ToString::to_string).collect();
        if self.json {
            output.json(ImportJson { added, present, differing, skipped });
            return Ok(Exit::Done);
        }
        output.line(&[(&says::imported(added, present, skipped), Role::Text)]);
        if !differing.is_empty() {
            output.line(&[(&says::differing(&differing), Role::Text)]);
        }
        Ok(Exit::Done)
    }
}

/// Reads what was exported to a path; of a folder what cannot be read is told and skipped.
fn read(path: &Path) -> Result<Exported, Failure> {
    let mut found = Exported::default();
    if path.is_dir() {
        let is_shown = |name: &std::ffi::OsStr| !name.as_encoded_bytes().starts_with(b".");
        let files = WalkDir::new(path).sort_by_file_name().into_iter();
        for file in files.filter_entry(|it| it.depth() == 0 || is_shown(it.file_name())) {
            match file.map_err(of_walk).and_then(|file| note_in(&file)) {
                Ok(Some(text)) => take(&mut found, &text),
                Ok(None) => {}
                Err((of, error)) => {
                    complain(&by_folio(&not_read(of.as_deref().unwrap_or(path), &error)));
                    found.skipped += 1;
                }
            }
        }
        return Ok(found);
    }
    let file = fs::read_to_string(path);
    let file = file.map_err(|error| Failure::not_found(not_read(path, &error)))?;
    match Exported::read(&file) {
        Some(exported) => found = exported,
        None => take(&mut found, &file),
    }
    if found.records.is_empty() && found.skipped > 0 {
        return Err(Failure::not_found(says::no_export(&path.display().to_string())));
    }
    Ok(found)
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

/// Takes a note in Markdown.
fn take(found: &mut Exported, file: &str) {
    match export::notes::read(file) {
        Some(note) => found.records.push(Record { at: note.made, change: Change::Note(note) }),
        None => found.skipped += 1,
    }
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
