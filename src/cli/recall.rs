//! `folio recall`: practice in the browser, how much there is to practise, and all cards for a flashcard
//! program.

use std::io::ErrorKind;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::args::Global;
use super::output::Output;
use super::yours::Yours;
use super::{Exit, Failure, Run, files, packs};
use crate::document::Role;
use crate::journal::State;
use crate::journal::disk::now;
use crate::messages::recall as says;
use crate::messages::system::why;
use crate::model::Catalogue;
use crate::recall::{Counts, Limits, Practice, deck};
use crate::store::{self, Existing};

/// Practise terms and what you have bookmarked, or say what is due
#[derive(Args, Debug)]
#[command(
    after_help = "Without an option the browser opens with the practice. The file of --export has a card a line, with \
        tabs, as Anki imports it; importing it again changes cards and doubles none.\n\n\
        Examples:\n  folio recall\n  folio recall --count\n  folio recall --export cards.tsv"
)]
pub struct Recall {
    /// Print how many cards are due, new and later; ends with 1 if there is nothing to practise now
    #[arg(long)]
    count: bool,
    /// Write all cards to a file, or to standard output for -
    #[arg(long, value_name = "FILE", conflicts_with_all = ["count", "json"])]
    export: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long, requires = "export")]
    force: bool,
    /// Answer in JSON
    #[arg(long, requires = "count")]
    json: bool,
}

/// Explains the answer in JSON.
pub const SHAPE: &str = "\
folio recall --count --json
  { schema_version, due, new, later, packs: [ { pack, due, new, later } ] }
  due counts cards that come again now, new those that are begun today, later
  those that were practised and come again another day.
";

impl Recall {
    /// Returns whether the browser is to open with the practice.
    pub fn opens_browser(&self) -> bool {
        !self.count && self.export.is_none()
    }
}

impl Run for Recall {
    fn wants_json(&self) -> bool {
        self.json
    }

    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let corpus = packs::open(global)?;
        let catalogue = corpus.catalogue();
        let state = Yours::open()?.state;
        let Some(path) = &self.export else {
            return Ok(self.count(catalogue, &state, output));
        };
        if files::is_standard(path) {
            let mut cards = Vec::new();
            deck::write(&mut cards, catalogue, &state).expect("memory takes all");
            output.text_as_written(&String::from_utf8_lossy(&cards));
            return Ok(Exit::Done);
        }
        let name = path.display().to_string();
        if path.is_dir() {
            return Err(Failure::usage(says::is_folder(&name)));
        }
        let existing = if self.force { Existing::Goes } else { Existing::Stays };
        match store::write_whole(path, existing, |file| deck::write(file, catalogue, &state)) {
            Ok(count) => {
                output.line(&[(&says::exported(count, &name), Role::Text)]);
                Ok(Exit::Done)
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                Err(Failure::usage(says::taken(&name)))
            }
            Err(error) => Err(Failure::not_written(says::not_written(&name, &why(&error)))),
        }
    }
}

impl Recall {
    fn count(&self, catalogue: &Catalogue, state: &State, output: &mut Output) -> Exit {
        let practice = Practice::new(catalogue, state, now(), Limits::default());
        let Counts { due, new, later, .. } = practice.counts();
        let packs = catalogue.packs().iter().zip(practice.by_pack().iter().copied());
        if self.json {
            let packs = packs.map(|(pack, counts)| {
                let Counts { due, new, later, .. } = counts;
                PackJson { pack: &pack.id, due, new, later }
            });
            output.json(CountJson { due, new, later, packs: packs.collect() });
        } else {
            for (pack, Counts { due, new, later, .. }) in packs {
                output.line(&[
                    (&*pack.id, Role::Text),
                    (": ", Role::Text),
                    (&says::waiting(due, new, later), Role::Text),
                ]);
            }
        }
        if due + new > 0 { Exit::Done } else { Exit::NotFound }
    }
}

#[derive(Serialize)]
struct CountJson<'a> {
    due: usize,
    new: usize,
    later: usize,
    packs: Vec<PackJson<'a>>,
}

#[derive(Serialize)]
struct PackJson<'a> {
    pack: &'a str,
    due: usize,
    new: usize,
    later: usize,
}
