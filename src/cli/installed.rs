//! `folio packs`: what is in the data folder, which opens by itself.

use clap::Args;
use serde::Serialize;

use super::args::Global;
use super::output::{Output, complain};
use super::{Exit, Failure, Opens, Run};
use crate::document::Role;
use crate::messages::shelf as says;
use crate::store::{self, shelf};

/// List what opens beside the built-in pack
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  folio packs\n  folio add ~/notes\n  folio remove notes")]
pub struct Packs {
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// Explains the answer in JSON.
pub const SHAPE: &str = "\
folio packs --json
  { schema_version, path, packs: [ { name, path, leads_to, missing } ] }
  path is the data folder, null where there can be none; leads_to is where
  something really is that is only linked, else null; missing is whether
  nothing is there any more.
";

impl Run for Packs {
    fn wants_json(&self) -> bool {
        self.json
    }

    fn opens() -> Opens {
        Opens::Nothing
    }

    fn run(&self, _: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let folder = store::data_folder();
        let kept = folder.as_deref().map(shelf::kept_in).unwrap_or_default();
        let rows: Vec<PackJson> = kept
            .iter()
            .map(|one| PackJson {
                name: &one.name,
                path: one.path.display().to_string(),
                leads_to: one.leads_to.as_ref().map(|path| path.display().to_string()),
                missing: one.is_missing,
            })
            .collect();
        let path = folder.map(|path| path.display().to_string());
        if self.json {
            output.json(PacksJson { path, packs: rows });
            return Ok(Exit::Done);
        }
        let Some(path) = path else {
            complain(says::NO_FOLDER);
            return Ok(Exit::Done);
        };
        for row in &rows {
            let line = says::one(row.name, &row.path, row.leads_to.as_deref());
            let missing = if row.missing { says::missing(row.name) } else { String::new() };
            output.line(&[(&line, Role::Text), (&missing, Role::Dim)]);
        }
        if rows.is_empty() {
            output.line(&[(&says::none(&path), Role::Dim)]);
        }
        Ok(Exit::Done)
    }
}

#[derive(Serialize)]
struct PacksJson<'a> {
    path: Option<String>,
    packs: Vec<PackJson<'a>>,
}

#[derive(Serialize)]
struct PackJson<'a> {
    name: &'a str,
    path: String,
    leads_to: Option<String>,
    missing: bool,
}
