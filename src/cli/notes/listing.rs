//! `folio notes list` and `show`.

use std::collections::HashSet;

use clap::Args;

use super::{NoteJson, NotesJson, answer, find};
use crate::cli::args::Global;
use crate::cli::names::Names;
use crate::cli::output::Output;
use crate::cli::yours::Yours;
use crate::cli::{Exit, Failure, Run, completing, packs};
use crate::document::Role;
use crate::journal::Note;
use crate::margin;
use crate::messages::notes as says;
use crate::model::{Catalogue, EntryKey};
use crate::report::first_line;
use crate::text::width::fitting;

/// How many columns of what a note is on are listed.
const QUOTE: usize = 72;

/// List all notes, or those on entries
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  folio notes list\n  folio notes list ppp --json\n  folio notes list ppp background/overview"
)]
pub struct List {
    /// The entries
    #[arg(value_name = "ID", add = completing::entries())]
    entry: Vec<String>,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// Print a note with what it is on
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  folio notes show 3f2a")]
pub struct Show {
    /// The note, or how its name begins
    #[arg(value_name = "NOTE", add = completing::notes())]
    note: String,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

impl Run for List {
    fn wants_json(&self) -> bool {
        self.json
    }

    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let corpus = packs::open(global)?;
        let yours = Yours::open()?;
        let catalogue = corpus.catalogue();
        let mut entries = match &self.entry[..] {
            [] => Vec::new(),
            words => Names::new(&corpus).entries(words)?,
        };
        let mut named = HashSet::new();
        entries.retain(|entry| named.insert(*entry));
        let notes: Vec<&Note> = if entries.is_empty() {
            yours.state.notes().map(|note| &**note).collect()
        } else {
            let on = |entry: &EntryKey| margin::notes_on(&yours.state, catalogue, *entry);
            entries.iter().flat_map(on).collect()
        };
        let is_unread = notes.is_empty() && yours.is_partial;
        if self.json {
            let notes = notes.iter().map(|note| NoteJson::new(catalogue, note)).collect();
            output.json(NotesJson { notes });
        } else if notes.is_empty() {
            let ids: Vec<_> = entries.iter().map(|entry| catalogue.unique_id(*entry)).collect();
            let none = if is_unread { says::NONE_READ.to_owned() } else { says::none(&ids) };
            output.line(&[(&none, Role::Text)]);
        } else {
            output.each(notes, |output, note| print(output, catalogue, note));
        }
        Ok(if is_unread { Exit::NotWritten } else { Exit::Done })
    }
}

impl Run for Show {
    fn wants_json(&self) -> bool {
        self.json
    }

    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let corpus = packs::open(global)?;
        let note = find(&Yours::open()?, &self.note)?;
        let catalogue = corpus.catalogue();
        if self.json {
            answer(output, catalogue, &note);
            return Ok(Exit::Done);
        }
        head(output, catalogue, &note);
        if let Some(anchor) = &note.spot.at {
            output.line(&[(&says::on_words(anchor.words()), Role::Quote)]);
        }
        output.line(&[]);
        let text = if note.text.is_empty() { says::HIGHLIGHT } else { &note.text };
        output.text(&format!("{text}\n"));
        Ok(Exit::Done)
    }
}

fn head(output: &mut Output, catalogue: &Catalogue, note: &Note) {
    let entry = margin::entry_of(catalogue, &note.spot.on);
    let title = entry.map_or(&*note.spot.on.entry, |entry| catalogue.title(entry));
    output.line(&[
        (&note.id.0, Role::Number),
        ("  ", Role::Text),
        (title, Role::Title),
        (&format!(" [{}] · {}", note.spot.on.entry, note.made.date()), Role::Dim),
    ]);
}

/// Prints a note in two or three lines.
fn print(output: &mut Output, catalogue: &Catalogue, note: &Note) {
    head(output, catalogue, note);
    let pack = catalogue.find_pack(&note.spot.on.pack);
    let first = first_line(catalogue, pack, &note.text);
    let first = if first.is_empty() { says::HIGHLIGHT } else { &first };
    output.line(&[("  ", Role::Text), (first, Role::Text)]);
    if let Some(anchor) = &note.spot.at {
        output.line(&[("  ", Role::Text), (&says::on_words(&brief(anchor.words())), Role::Dim)]);
    }
}

/// Returns the beginning of a text that is too long for a line.
pub fn brief(text: &str) -> String {
    let (fits, _) = fitting(text, QUOTE);
    if fits == text.len() { text.to_owned() } else { format!("{}…", text[..fits].trim_end()) }
}
