//! `folio add`: puts something into the data folder, from where it opens by itself.

use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::args::Global;
use super::output::Output;
use super::{Exit, Failure, Opens, Run, packs};
use crate::document::Role;
use crate::messages::shelf as says;
use crate::messages::system::why;
use crate::store::shelf::{self, Manner, Unadded};
use crate::store::{self, Origin};

/// Open something with every start from now on
#[derive(Args, Debug)]
#[command(
    after_help = "It is linked, so that what changes there changes here; with --copy it is copied.\n\n\
        Examples:\n  folio add ~/notes\n  folio add dictionary.ifo --copy\n  folio add book.epub --name tea"
)]
pub struct Add {
    /// A pack, a vault, a dictionary, a book
    #[arg(value_name = "THING")]
    thing: PathBuf,
    /// What to call it; its own name if nothing is said
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Copy it
    #[arg(long)]
    copy: bool,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// Explains the answer in JSON.
pub const SHAPE: &str = "\
folio add THING --json
  { schema_version, name, path }
  path is where it is in the data folder.
";

impl Run for Add {
    fn wants_json(&self) -> bool {
        self.json
    }

    fn opens() -> Opens {
        Opens::One
    }

    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let origin = packs::one(Some(&self.thing), global)?;
        if matches!(origin, Origin::Table(..)) {
            let thing = self.thing.display().to_string();
            return Err(Failure::usage(says::no_columns(&thing, &global.columns.join(","))));
        }
        let opened = packs::open_whole(&origin);
        if opened.origins.is_empty() {
            let told = opened.diagnostics.first().map_or("", |one| &*one.message);
            return Err(Failure::not_opened(says::refused(
                &self.thing.display().to_string(),
                told,
            )));
        }
        let manner = if self.copy { Manner::Copied } else { Manner::Linked };
        let added = shelf::add(&self.thing, self.name.as_deref(), manner);
        let place = added.map_err(|fault| self.failure(fault))?;
        if let Some(clash) = clash(&place) {
            let taken_back = shelf::remove(&shelf::kept(place));
            taken_back.map_err(|error| self.failure(error.into()))?;
            let thing = self.thing.display().to_string();
            return Err(Failure::usage(says::refused(&thing, &clash)));
        }
        let name = place.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let path = place.display().to_string();
        if self.json {
            output.json(AddJson { name: &name, path: &path });
        } else {
            output.line(&[(&says::added(&name, &path), Role::Text)]);
        }
        Ok(Exit::Done)
    }
}

impl Add {
    fn failure(&self, fault: Unadded) -> Failure {
        match fault {
            Unadded::NoFolder => Failure::not_written(says::NO_FOLDER),
            Unadded::Refused(refusal) => {
                let thing = self.thing.display().to_string();
                Failure::not_opened(says::refused(&thing, &refusal.message))
            }
            Unadded::BadName(name) => Failure::usage(says::bad_name(&name)),
            Unadded::Taken(path) => Failure::usage(says::taken(&path.display().to_string())),
            Unadded::Io(error) => Failure::not_written(says::not_written(&why(&error))),
        }
    }
}

/// Says which pack that opens by itself has the id of what was put into the data folder.
fn clash(place: &Path) -> Option<String> {
    let added = Origin::named(place);
    let others = store::default_origins().into_iter().filter(|origin| *origin != added);
    let opened = store::open(&others.chain([added.clone()]).collect::<Vec<_>>());
    packs::clash(&opened, &added).map(str::to_owned)
}

#[derive(Serialize)]
struct AddJson<'a> {
    name: &'a str,
    path: &'a str,
}
