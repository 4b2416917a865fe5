//! `folio cache`: the compiled forms of folders that were opened before.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::args::Global;
use super::output::{Output, complain, pass_on};
use super::waiting::{self, Manner};
use super::{Exit, Failure, Opens, Run, packs};
use crate::content::progress::Progress;
use crate::document::Role;
use crate::messages::cache as says;
use crate::messages::system::why;
use crate::store::cache::{self, Form};
use crate::store::{self, Origin, Unkept, WithIndex, apart};

/// List, make or remove what is kept of large folders
#[derive(Args, Debug)]
#[command(
    after_help = "A folder with a megabyte of text or more is compiled when it is opened, unless most of it was \
        just changed. It opens from that; of files that have changed since only these are read. Nothing is \
        lost with the cache: without it the folder is read again. It holds two gigabytes at most, and what \
        was not used for three months goes.\n\n\
        Examples:\n  folio cache list\n  folio cache keep ~/wordnet\n  folio cache clear"
)]
pub struct Cache {
    /// What to do with it
    #[arg(value_name = "WHAT")]
    what: What,
    /// What to keep: folders, or files that are read like folders
    #[arg(value_name = "PATH", required_if_eq("what", "keep"))]
    paths: Vec<PathBuf>,
    /// Tell how far it is as numbers, for whoever has started it
    #[arg(long, hide = true)]
    counts: bool,
    /// Leave out what is needed for a search alone
    #[arg(long, hide = true)]
    without_index: bool,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// What `folio cache` can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    /// List the folders of which something is kept
    List,
    /// Keep folders before they are opened, with the index for searching them
    Keep,
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
        match self.what {
            What::Keep => self.keep()?,
            What::List | What::Clear if !self.paths.is_empty() => {
                return Err(Failure::usage(says::OF_ALL));
            }
            What::List | What::Clear => {}
        }
        if self.counts {
            return Ok(Exit::Done);
        }
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

impl Cache {
    /// Keeps what is named, and tells how far it is if whoever has started it wants to know.
    fn keep(&self) -> Result<(), Failure> {
        let origins: Vec<Origin> = self.paths.iter().map(Origin::named).collect();
        let keep = |with_index, progress: &Progress| store::keep(&origins, with_index, progress);
        let is_kept = if self.counts {
            waiting::tell_counts(|progress| {
                keep(WithIndex::No, progress)
                    && (self.without_index
                        || pass_on(apart::OPENS) && {
                            // With its index it is gone through once more.
                            progress.restart();
                            keep(WithIndex::Yes, progress)
                        })
            })
        } else {
            waiting::tell(&packs::name(&origins), Manner::InPassing, |progress| {
                keep(WithIndex::Yes, progress)
            })
        };
        if is_kept {
            Ok(())
        } else {
            let why = origins.iter().filter_map(|origin| {
                Some(says::not_kept(&origin.to_string(), &reason(&Unkept::of(origin)?)))
            });
            let why: Vec<String> = why.collect();
            Err(Failure::not_written(why.join("; ")))
        }
    }
}

/// Words why nothing is kept.
fn reason(why: &Unkept) -> String {
    match why {
        Unkept::Unreadable(message) => message.clone(),
        Unkept::Small => says::SMALL.to_owned(),
        Unkept::NoFolder => says::NO_FOLDER.to_owned(),
        Unkept::JustChanged => says::JUST_CHANGED.to_owned(),
        Unkept::NotWritten => says::NOT_WRITABLE.to_owned(),
        Unkept::NotOpened => says::NOT_OPENED.to_owned(),
    }
}

#[derive(Serialize)]
struct CacheJson<'a> {
    path: Option<&'a str>,
    bytes: u64,
    folders: Vec<String>,
    stale: Vec<String>,
}
