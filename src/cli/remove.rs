//! `folio remove`: takes something out of the data folder, after asking.

use clap::Args;
use serde::Serialize;

use super::args::Global;
use super::asking;
use super::output::Output;
use super::{Exit, Failure, Opens, Run, completing};
use crate::document::Role;
use crate::messages::shelf as says;
use crate::messages::system::why;
use crate::store::shelf::Installed;
use crate::store::{self, shelf};

/// Stop opening something with every start
#[derive(Args, Debug)]
#[command(after_help = "Of what is only linked the link goes; what it leads to stays.\n\n\
        Examples:\n  folio remove notes\n  folio remove notes --yes")]
pub struct Remove {
    /// What it is called in `folio packs`
    #[arg(value_name = "NAME", add = completing::names_in_data_folder())]
    name: String,
    /// Do not ask
    #[arg(long)]
    yes: bool,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// Explains the answer in JSON.
pub const SHAPE: &str = "\
folio remove NAME --json
  { schema_version, removed }
  removed tells whether it is gone.
";

impl Run for Remove {
    fn wants_json(&self) -> bool {
        self.json
    }

    fn opens() -> Opens {
        Opens::Nothing
    }

    fn run(&self, _: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let folder = store::data_folder().ok_or_else(|| Failure::not_written(says::NO_FOLDER))?;
        let found = shelf::kept_in(&folder).into_iter().find(|one| self.means(one));
        let unknown =
            || Failure::not_found(says::unknown(&self.name, &folder.display().to_string()));
        let kept = found.ok_or_else(unknown)?;
        let removed = self.yes || self.is_agreed(&kept)?;
        if removed {
            shelf::remove(&kept).map_err(|error| {
                Failure::not_written(says::not_removed(&self.name, &why(&error)))
            })?;
        }
        if self.json {
            output.json(RemoveJson { removed });
        } else if removed {
            output.line(&[(&says::removed(&kept.name), Role::Text)]);
        } else {
            output.line(&[(says::STAYS, Role::Text)]);
        }
        Ok(if removed { Exit::Done } else { Exit::NotFound })
    }
}

impl Remove {
    fn means(&self, kept: &Installed) -> bool {
        let file = kept.path.file_name().unwrap_or_default();
        kept.name == self.name || file == self.name.as_str()
    }

    fn is_agreed(&self, kept: &Installed) -> Result<bool, Failure> {
        let leads_to = kept.leads_to.as_ref().map(|path| path.display().to_string());
        let question = says::question(&kept.name, leads_to.as_deref());
        asking::is_agreed(&question, &says::say_yes(&self.name))
    }
}

#[derive(Serialize)]
struct RemoveJson {
    removed: bool,
}
