//! Opens the packs that the command line names, and says what did not open. Refuses to know: what they
//! are opened for.

use std::path::{Path, PathBuf};

use super::args::Global;
use super::failure::Failure;
use super::output::complain;
use crate::content::caret::{Excerpts, WIDEST};
use crate::content::diagnostic::{Diagnostic, Severity};
use crate::knowledge::Corpus;
use crate::messages::cli as messages;
use crate::store::{self, Opened, Origin};

/// Opens the packs that the options name, and complains of those that opened in part.
pub fn open(global: &Global) -> Result<Corpus, Failure> {
    let (corpus, notices) = open_named(&global.packs, global.all)?;
    for notice in notices {
        complain(&notice);
    }
    Ok(corpus)
}

/// Opens the named packs, or the built-in one and the data folder; fails if nothing of a named pack
/// opens. Returns also sentences on packs that opened in part, or of the data folder not at all.
pub fn open_named(named: &[PathBuf], all: bool) -> Result<(Corpus, Vec<String>), Failure> {
    let opened = store::open(&store::origins(named, all));
    let has_failed = |origin: &&Origin| opened.failed.contains(origin);
    if let Some(origin) = opened.asked.iter().take(named.len()).find(has_failed) {
        let mut excerpts = Excerpts::new(&opened.whereabouts);
        let mistakes = errors(&opened, origin).map(|error| excerpts.show(error, WIDEST).text());
        return Err(Failure::NothingOpened(mistakes.collect()));
    }
    let failed = opened.failed.iter().map(|origin| messages::not_opened(&origin.to_string()));
    let in_part = opened.origins.iter().filter_map(|origin| {
        let broken = errors(&opened, origin).next().is_some();
        broken.then(|| messages::opened_in_part(&origin.to_string()))
    });
    let notices = failed.chain(in_part).collect();
    Ok((Corpus::from(opened), notices))
}

/// Returns the errors of one pack.
fn errors<'a>(opened: &'a Opened, origin: &Origin) -> impl Iterator<Item = &'a Diagnostic> {
    let name = origin.to_string();
    opened.diagnostics.iter().filter(move |one| {
        one.severity == Severity::Error && Path::new(&one.file).starts_with(&name)
    })
}
