//! `folio export`: writes a pack as JSON, for a program to read or for Folio to open again.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::args::Global;
use super::json::Answer;
use super::output::Output;
use super::{Exit, Failure, Opens, Run, packs};
use crate::export;
use crate::messages::convert as says;
use crate::model::EntryKey;
use crate::store;

/// Write a pack as JSON, which opens again as the same pack
#[derive(Args, Debug)]
#[command(
    after_help = "A damaged file is not written at all.\n\nFor a pack in TOML, or a bundle in the Open Knowledge Format, see `folio convert`.\n\n\
        Examples:\n  folio export ./my-pack > my-pack.json\n  folio export dictionary.ifo --format ndjson | \
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
    /// Not for this command: it says which one writes a folder
    #[arg(short, long, value_name = "FOLDER", hide = true)]
    output: Option<PathBuf>,
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
        true
    }

    fn opens() -> Opens {
        Opens::One
    }

    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure> {
        if self.output.is_some() {
            return Err(Failure::usage(says::EXPORT_PRINTS));
        }
        let corpus = packs::open_alone(&packs::one(self.thing.as_ref(), global)?)?;
        packs::complain_of_lacks(corpus.opened());
        let (catalogue, outward) = (corpus.catalogue(), &corpus.opened().outward);
        let body = |entry: EntryKey| corpus.body(entry);
        let kept = store::extra_of(corpus.opened());
        let extra = |entry: EntryKey| kept.get(&entry);
        match self.format {
            Written::Okf => return Err(Failure::usage(says::EXPORT_PRINTS)),
            Written::Json => output.json(export::PackJson::new(catalogue, outward, &body, &extra)),
            Written::Ndjson => {
                output.json_line(&Answer::new(export::HeadJson::new(catalogue, outward)));
                export::entries_for_json(catalogue, outward, &body, &extra)
                    .for_each(|it| output.json_line(&it));
            }
        }
        Ok(Exit::Done)
    }
}
