//! `folio cache`: the compiled forms of folders that were opened before.

use clap::Args;
use serde::Serialize;

use super::args::Global;
use super::output::{Output, complain};
use super::{Exit, Failure, Run};
use crate::document::Role;
use crate::messages::cache as says;
use crate::store::cache;

/// List what is kept of large folders so that they open at once, or remove it
#[derive(Args, Debug)]
#[command(
    after_help = "A folder with a megabyte of text or more is compiled when it is opened, unless it was \
        just changed, and opens from that as long as neither a file of it nor Folio changes. Nothing is lost with the cache: without it the folder is read \
        again. It holds two gigabytes at most.\n\n\
        Examples:\n  folio cache\n  folio cache --clear"
)]
pub struct Cache {
    /// Remove everything that is kept
    #[arg(long)]
    clear: bool,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// Explains the answer in JSON.
pub const SHAPE: &str = "\
folio cache --json
  { schema_version, path, bytes, folders }
  path is the folder of the cache, null where there can be none. folders are
  those whose compiled forms are kept, bytes is what these take up; with --clear
  what is still there afterwards.
";

impl Run for Cache {
    fn wants_json(&self) -> bool {
        self.json
    }

    fn run(&self, _: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let path = cache::cache_folder().map(|path| path.display().to_string());
        let cleared = self.clear.then(cache::clear);
        let cleared = cleared
            .transpose()
            .map_err(|error| Failure::not_found(says::not_cleared(&error.to_string())))?;
        let kept = cache::kept();
        let bytes = kept.iter().map(|one| one.bytes).sum();
        if self.json {
            let folders = kept.iter().map(|one| one.folder.display().to_string());
            let folders = folders.collect();
            output.json(CacheJson { path: path.as_deref(), bytes, folders });
        } else if let Some((count, bytes)) = cleared {
            output.line(&[(&says::cleared(count, bytes), Role::Text)]);
        } else if let Some(path) = path {
            for one in &kept {
                let line = says::one(&one.folder.display().to_string(), one.bytes);
                output.line(&[(&line, Role::Text)]);
            }
            let told = match kept.len() {
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
}
