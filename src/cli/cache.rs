//! `folio cache`: the compiled forms of folders that were opened before.

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::args::Global;
use super::output::{Output, complain};
use super::{Exit, Failure, Opens, Run};
use crate::document::Role;
use crate::messages::cache as says;
use crate::messages::system::why;
use crate::store::cache::{self, Form};

/// List what is kept of large folders so that they open at once, or remove it
#[derive(Args, Debug)]
#[command(
    after_help = "A folder with a megabyte of text or more is compiled when it is opened, unless most of it was \
        just changed. It opens from that; of files that have changed since only these are read. Nothing is \
        lost with the cache: without it the folder is read again. It holds two gigabytes at most, and what \
        was not used for three months goes.\n\n\
        Examples:\n  folio cache list\n  folio cache clear"
)]
pub struct Cache {
    /// What to do with it
    #[arg(value_name = "WHAT")]
    what: What,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// What `folio cache` can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    /// List the folders of which something is kept
    List,
    /// Remove everything that is kept
    Clear,
}

/// Explains the answer in JSON.
pub const SHAPE: &str = "\
folio cache list --json
  { schema_version, path, bytes, folders, stale }
  path is the folder of the cache, null where there can be none. folders are
  those of which something is kept, bytes is what that takes up; stale are those
  of them that have changed since. folio cache clear tells what is still there
  afterwards.
";

impl Run for Cache {
    fn wants_json(&self) -> bool {
        self.json
    }

    fn opens() -> Opens {
        Opens::Nothing
    }

    fn run(&self, _: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let path = cache::cache_folder().map(|path| path.display().to_string());
        let cleared = (self.what == What::Clear).then(cache::clear);
        let cleared = cleared
            .transpose()
            .map_err(|error| Failure::not_written(says::not_cleared(&why(&error))))?;
        let forms = cache::forms();
        let bytes = forms.iter().map(|one| one.bytes).sum();
        if self.json {
            let paths = |forms: &mut dyn Iterator<Item = &Form>| {
                forms.map(|form| form.folder.display().to_string()).collect()
            };
            let folders = paths(&mut forms.iter());
            let stale = paths(&mut forms.iter().filter(|form| form.is_stale));
            output.json(CacheJson { path: path.as_deref(), bytes, folders, stale });
        } else if let Some((count, bytes)) = cleared {
            output.line(&[(&says::cleared(count, bytes), Role::Text)]);
        } else if let Some(path) = path {
            for one in &forms {
                let folder = one.folder.display().to_string();
                output.line(&[(&says::one(&folder, one.bytes, one.is_stale), Role::Text)]);
            }
            let told = match forms.len() {
                0 => says::none(&path),
                count => says::all(count, bytes, &path),
            };
            output.line(&[(&told, Role::Dim)]);
        } else {
            complain(says::NO_FOLDER);
        }
        Ok(Exit::Done)
    }
}

#[derive(Serialize)]
struct CacheJson<'a> {
    path: Option<&'a str>,
    bytes: u64,
    folders: Vec<String>,
    stale: Vec<String>,
}
