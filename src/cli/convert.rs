//! `folio convert`: writes what opens as a pack in TOML, so that an author can go on from there.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::args::Global;
use super::exit::Exit;
use super::files;
use super::output::Output;
use super::{Failure, Opens, Run, packs};
use crate::content::diagnostic::Diagnostic;
use crate::document::Role;
use crate::export;
use crate::formats::Format;
use crate::messages::convert as says;
use crate::messages::system::why;
use crate::store;

/// Write what Folio opens as a pack in TOML, or as a bundle
///
/// Its author goes on from there.
#[derive(Args, Debug)]
#[command(
    after_help = "Ids are the same each time. A comment above each entry says where it came from.\n\n\
        With --format okf it is a bundle in the Open Knowledge Format 0.2: a folder for each theme, a file\n\
        for each entry, with places and sources as footnotes and typed links below the text.\n\
        What is a bundle already is copied file by file.\n\n\
        Examples:\n  folio convert ./my-vault -o my-pack\n  folio convert notes.md -o notes\n  folio check my-pack\n  \
        folio convert my-pack --format okf -o bundle"
)]
pub struct Convert {
    /// What to convert: a vault, a dictionary, a book, a pack of `folio build`; if nothing is named the pack
    /// that you are in, else the built-in one
    #[arg(value_name = "THING")]
    thing: Option<PathBuf>,
    /// The folder to make
    #[arg(short, long, value_name = "FOLDER")]
    output: PathBuf,
    /// What to write
    #[arg(long, value_name = "FORMAT", default_value = "toml")]
    format: Written,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// What `folio convert` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Written {
    /// A pack in TOML
    Toml,
    /// A bundle in the Open Knowledge Format
    Okf,
}

/// Explains the answer in JSON.
pub const SHAPE: &str = "\
folio convert THING -o FOLDER --json
  { schema_version, folder, title, entries, files, told }
  files counts what was written; told counts what could not be taken as
  it stands, which `folio check THING` reports with the places.
";

impl Run for Convert {
    fn wants_json(&self) -> bool {
        self.json
    }

    fn opens() -> Opens {
        Opens::One
    }

    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let origin = packs::one(self.thing.as_ref(), global)?;
        let folder = self.output.display().to_string();
        if files::is_standard(&self.output) {
            return Err(Failure::usage(says::NO_STANDARD_OUTPUT));
        }
        if !files::is_free(&self.output) {
            return Err(Failure::usage(says::stays(&folder)));
        }
        let corpus = packs::open_alone(&origin)?;
        let not_written = |error| Failure::not_written(says::not_written(&folder, &why(&error)));
        let (opened, catalogue) = (corpus.opened(), corpus.catalogue());
        let came_from = |entry| {
            let (file, line) = opened.whereabouts.entry(entry);
            line.map_or_else(|| file.to_owned(), |line| format!("{file}:{line}"))
        };
        let bundle = origin.path().filter(|path| Format::of(path) == Some(Format::Bundle));
        let body = |entry| corpus.body(entry);
        let extra = store::extra_of(opened);
        let count = match (self.format, bundle) {
            (Written::Toml, _) => {
                let extra = |entry| extra.get(&entry);
                let written =
                    export::pack_files(catalogue, &opened.outward, &body, &extra, &came_from);
                self.write(written)
            }
            // Nothing that others wrote into it is lost so, whatever Folio makes of it.
            (Written::Okf, Some(path)) => files::copy(path, &self.output),
            (Written::Okf, None) => {
                packs::complain_of_outward(opened);
                self.write(export::bundle_files(catalogue, &body, &|entry| extra.get(&entry)))
            }
        };
        let count = count.map_err(not_written)?;
        let title = &*catalogue.packs()[0].title;
        let (entries, told) = (catalogue.len(), opened.diagnostics.len());
        if self.json {
            output.json(ConvertJson { folder: &folder, title, entries, files: count, told });
        } else {
            output.line(&[(&says::converted(&folder, title, entries, count), Role::Text)]);
            let format = origin.path().and_then(Format::of);
            for line in self.what_changed(format, &opened.diagnostics, &origin.to_string()) {
                output.line(&[(&line, Role::Text)]);
            }
        }
        Ok(Exit::Done)
    }
}

impl Convert {
    /// Words what is otherwise in the pack that was written than in what it was made of.
    fn what_changed(
        &self,
        format: Option<Format>,
        told: &[Diagnostic],
        thing: &str,
    ) -> Vec<String> {
        if self.format == Written::Okf && format == Some(Format::Bundle) {
            return Vec::new();
        }
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        for one in told {
            *kinds.entry(&one.code).or_default() += 1;
        }
        let kinds: Vec<_> = kinds.into_iter().collect();
        let has_more_than_text = format.is_some_and(Format::has_more_than_text);
        let simplified = has_more_than_text.then(|| says::SIMPLIFIED.to_owned());
        let told = (!kinds.is_empty()).then(|| says::told(&kinds, thing));
        told.into_iter().chain(simplified).collect()
    }

    /// Writes files, and counts them.
    fn write(&self, written: impl Iterator<Item = export::File>) -> io::Result<usize> {
        let mut count = 0;
        for file in written {
            files::write(&self.output, &file)?;
            count += 1;
        }
        Ok(count)
    }
}

#[derive(Serialize)]
struct ConvertJson<'a> {
    folder: &'a str,
    title: &'a str,
    entries: usize,
    files: usize,
    told: usize,
}
