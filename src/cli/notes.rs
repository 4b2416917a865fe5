//! `folio notes`: what the reader has written beside the text: listed, made, changed, taken out and in again.

mod changing;
mod listing;
mod moving;
mod verify;

use clap::{Args, Subcommand};
use serde::Serialize;

use super::args::Global;
use super::output::Output;
use super::yours::Yours;
use super::{Exit, Failure, Run};
use crate::document::Destination;
use crate::journal::Note;
use crate::margin;
use crate::messages::notes as says;
use crate::model::{Catalogue, EntryKey};
use crate::report::NoteText;

/// List your notes, make and change them, take them out and in again
#[derive(Args, Debug)]
#[command(
    after_help = "Notes are kept in $XDG_STATE_HOME/folio, by the id of their entry and the words of their \
        paragraph, so that they survive a new version of a pack. NOTE is a name from `folio notes list`, or how it \
        begins.\n\n\
        Examples:\n  folio notes list\n  folio notes add ppp --words \"who bears which risk\" \"what is it? #ask\"\n  \
        folio notes export -o my-notes\n  folio notes export --json > notes.json\n  \
        folio notes import notes.json\n  folio notes verify"
)]
pub struct Notes {
    #[command(subcommand)]
    what: What,
}

/// What `folio notes` can do.
#[derive(Debug, Subcommand)]
enum What {
    List(listing::List),
    Show(listing::Show),
    Add(changing::Add),
    Edit(changing::Edit),
    Remove(changing::Remove),
    Export(moving::Export),
    Import(moving::Import),
    Verify(verify::Verify),
}

/// Explains the answers in JSON.
pub const SHAPE: &str = "\
folio notes list [ID] --json
  { schema_version, notes: [NOTE] }
  NOTE: { id, pack, entry, title, paragraph, quote, words, text, tags,
          links: [ { to, id, pack, title } ], made }
  entry is the id of the entry now, title is null if there is none any more.
  paragraph is counted from 1 and null for a note on the entry as a whole, quote
  what it said, words those that were selected, made in milliseconds since 1970.
  to is how a link is written, id, pack and title are those of the entry it
  leads to.
  folio notes show NOTE, add and edit answer with { schema_version, notes } too.

folio notes remove NOTE --json
  { schema_version, removed }
  removed tells whether it is gone.

folio notes export --json
  { schema_version, records }
  records are all that you have added, as the journal has them.

folio notes import PATH --json
  { schema_version, added, present, differing, skipped }
  present counts what was there already, differing names notes that say
  something else here and stay, skipped counts what was not understood.

folio notes verify --json
  { schema_version, notes, attached, moved, homeless, closed,
    places: [ { id, pack, entry, place, now, paragraph } ] }
  notes = attached + moved + homeless + closed. place is same, moved, reworded,
  elsewhere (moved: in another entry), homeless (it needs a home) or closed (its
  pack is not open); entry is where it was made, now and paragraph where it is.
";

impl Notes {
    fn as_run(&self) -> &dyn Run {
        match &self.what {
            What::List(it) => it,
            What::Show(it) => it,
            What::Add(it) => it,
            What::Edit(it) => it,
            What::Remove(it) => it,
            What::Export(it) => it,
            What::Import(it) => it,
            What::Verify(it) => it,
        }
    }
}

impl Run for Notes {
    fn wants_json(&self) -> bool {
        self.as_run().wants_json()
    }

    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure> {
        self.as_run().run(global, output)
    }
}

/// Finds a note by its name, or by how that begins.
fn find(yours: &Yours, name: &str) -> Result<Note, Failure> {
    let begins = |note: &&Note| !name.is_empty() && note.id.0.starts_with(name);
    let found: Vec<&Note> = yours.state.notes().map(|note| &**note).filter(begins).collect();
    if let Some(&note) = found.iter().find(|note| *note.id.0 == *name || found.len() == 1) {
        return Ok(note.clone());
    }
    let names: Vec<String> = found.iter().map(|note| note.id.to_string()).collect();
    Err(Failure::not_found(if names.is_empty() {
        says::unknown(name)
    } else {
        says::ambiguous(name, &names)
    }))
}

#[derive(Serialize)]
struct NotesJson<'a> {
    notes: Vec<NoteJson<'a>>,
}

#[derive(Serialize)]
struct NoteJson<'a> {
    id: &'a str,
    pack: &'a str,
    entry: &'a str,
    title: Option<&'a str>,
    paragraph: Option<u32>,
    quote: Option<&'a str>,
    words: Option<&'a str>,
    text: &'a str,
    tags: Vec<String>,
    links: Vec<LinkJson<'a>>,
    made: i64,
}

#[derive(Serialize)]
struct LinkJson<'a> {
    to: String,
    id: Option<&'a str>,
    pack: Option<&'a str>,
    title: Option<&'a str>,
}

impl<'a> LinkJson<'a> {
    fn all(catalogue: &'a Catalogue, note: &Note, read: &NoteText) -> Vec<Self> {
        let pack = catalogue.find_pack(&note.spot.on.pack);
        let leads = pack.map_or_else(Vec::new, |pack| read.destinations(catalogue, pack));
        let entries = leads.into_iter().map(|leads| match leads {
            Destination::Entry(entry, _) => Some(entry),
            _ => None,
        });
        let entries = entries.chain(std::iter::repeat(None));
        let link = |(to, entry): (String, Option<EntryKey>)| Self {
            to,
            id: entry.map(|entry| catalogue.id(entry)),
            pack: entry.map(|entry| catalogue.pack_id_of(entry)),
            title: entry.map(|entry| catalogue.title(entry)),
        };
        read.links.iter().cloned().zip(entries).map(link).collect()
    }
}

impl<'a> NoteJson<'a> {
    fn new(catalogue: &'a Catalogue, note: &'a Note) -> Self {
        let entry = margin::entry_of(catalogue, &note.spot.on);
        let at = note.spot.at.as_ref();
        let read = NoteText::read(&note.text);
        Self {
            id: &note.id.0,
            pack: &note.spot.on.pack,
            entry: entry.map_or(&note.spot.on.entry, |entry| catalogue.id(entry)),
            title: entry.map(|entry| catalogue.title(entry)),
            paragraph: at.map(|anchor| anchor.paragraph.saturating_add(1)),
            quote: at.map(|anchor| &*anchor.text),
            words: at.and_then(|anchor| anchor.selection.as_ref()).map(|it| &*it.words),
            text: &note.text,
            tags: read.tags.clone(),
            links: LinkJson::all(catalogue, note, &read),
            made: note.made.0,
        }
    }
}

/// Answers with one note.
fn answer(output: &mut Output, catalogue: &Catalogue, note: &Note) {
    output.json(NotesJson { notes: vec![NoteJson::new(catalogue, note)] });
}
