//! `folio export`: writes a pack as JSON, for a program to read or for Folio to open again.

use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::args::Global;
use super::json::Answer;
use super::output::Output;
use super::{Exit, Failure, Opens, Run, files, packs};
use crate::content::diagnostic::errors_in;
use crate::document::Role;
use crate::export;
use crate::knowledge::Corpus;
use crate::messages::convert as says;
use crate::messages::system::why;
use crate::model::EntryKey;
use crate::store::{self, Existing, Opened};
use crate::text::safe;

/// Write a pack as JSON, which opens again as the same pack
#[derive(Args, Debug)]
#[command(
    after_help = "A damaged file is not written at all. Of a pack with mistakes what is sound is written, with exit \
        code 1, but never over a file that is there.\n\nFor a pack in TOML, or a bundle in the Open Knowledge Format, see `folio convert`.\n\n\
        Examples:\n  folio export ./my-pack -o my-pack.json\n  folio export dictionary.ifo --format ndjson | \
        tail -n +2 | jq .title\n  folio my-pack.json"
)]
pub struct Export {
    /// What to write: a pack or whatever else Folio opens; if nothing is named the pack that you are in,
    /// else the built-in one
    #[arg(value_name = "THING")]
    thing: Option<PathBuf>,
    /// In which form
    #[arg(long, value_name = "FORMAT", default_value = "json")]
    format: Written,
    /// The file to write, `-` for standard output, as without it
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write over a file that is there already
    #[arg(long, requires = "output")]
    force: bool,
}

/// What `folio export` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Written {
    /// One object
    Json,
    /// A line for what the pack is, then one for each entry
    Ndjson,
    /// What `folio convert` writes
    #[value(hide = true, alias = "toml")]
    Okf,
}

/// Explains the answers in JSON.
pub const SHAPE: &str = "\
folio export THING
  { schema_version, pack, themes, relations, matrices, sources, places, claims,
    routes, links, entries }
  Values and their keys are those of the pack format (`folio help pack`), under
  names and statements in an entry what it has as [[entry.name]] and
  [[entry.statement]]; what is empty is left out, and `extra` of an entry is the author's own. Opened,
  it is the same pack.

folio export THING --format ndjson
  The same: the first line has all but entries, each further line is an entry.
";

impl Run for Export {
    fn wants_json(&self) -> bool {
        self.file().is_none()
    }

    fn opens() -> Opens {
        Opens::One
    }

    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure> {
        if self.format == Written::Okf {
            return Err(Failure::usage(says::EXPORT_IS_JSON));
        }
        let named = self.file().map(|path| path.display().to_string()).unwrap_or_default();
        if self.file().is_some_and(Path::is_dir) {
            return Err(Failure::usage(says::is_folder(&named)));
        }
        if !self.force && self.file().is_some_and(|path| path.symlink_metadata().is_ok()) {
            return Err(Failure::usage(says::file_stays(&named)));
        }
        let corpus = packs::open_alone(&packs::one(self.thing.as_ref(), global)?)?;
        if self.force {
            self.check_what_goes(corpus.opened(), &named)?;
        }
        packs::complain_of_lacks(corpus.opened());
        let exit =
            if errors_in(&corpus.opened().diagnostics) > 0 { Exit::NotFound } else { Exit::Done };
        let Some(path) = self.file() else {
            output.write(|out| self.write(&corpus, out));
            return Ok(exit);
        };
        let existing = if self.force { Existing::Goes } else { Existing::Stays };
        let written = store::write_whole(path, existing, |file| self.write(&corpus, file));
        written.map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => Failure::usage(says::file_stays(&named)),
            _ => Failure::not_written(says::not_written(&named, &why(&error))),
        })?;
        let catalogue = corpus.catalogue();
        let told = says::exported(&named, &catalogue.packs()[0].title, catalogue.len());
        output.line(&[(&told, Role::Text)]);
        Ok(exit)
    }
}

impl Export {
    /// Refuses to write over a file of the pack itself, and to put a part of a pack in the place of what is there.
    fn check_what_goes(&self, opened: &Opened, named: &str) -> Result<(), Failure> {
        let Some(path) = self.file().and_then(|path| path.canonicalize().ok()) else {
            return Ok(());
        };
        let is_it = |name: &str| {
            let file = Path::new(name);
            file.file_name() == path.file_name() && file.canonicalize().is_ok_and(|it| it == path)
        };
        if opened.mark.names().any(is_it) {
            return Err(Failure::usage(says::is_of_the_pack(named)));
        }
        match errors_in(&opened.diagnostics) {
            0 => Ok(()),
            errors => Err(Failure::not_found(says::part_stays(named, errors))),
        }
    }

    /// Returns the file to write; `None` for standard output.
    fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| !files::is_standard(path))
    }

    fn write(&self, corpus: &Corpus, mut out: impl Write) -> io::Result<()> {
        let (catalogue, outward) = (corpus.catalogue(), &corpus.opened().outward);
        let body = |entry: EntryKey| corpus.body(entry);
        let kept = store::extra_of(corpus.opened());
        let extra = |entry: EntryKey| kept.get(&entry);
        if self.format == Written::Json {
            let pack = export::PackJson::new(catalogue, outward, &body, &extra);
            safe::write_json(&mut out, &Answer::new(pack))?;
            return out.write_all(b"\n");
        }
        let head = Answer::new(export::HeadJson::new(catalogue, outward));
        writeln!(out, "{}", safe::json_line(&head))?;
        let mut entries = export::entries_for_json(catalogue, outward, &body, &extra);
        entries.try_for_each(|entry| writeln!(out, "{}", safe::json_line(&entry)))
    }
}
