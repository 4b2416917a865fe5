//! Opens the packs that the command line names, and says what did not open. Refuses to know: what they
//! are opened for.

use std::path::PathBuf;
use std::sync::Arc;

use super::args::Global;
use super::failure::Failure;
use super::output::complain;
use super::waiting::{self, Manner};
use crate::blocks::Image;
use crate::content::Mode;
use crate::content::caret::{Excerpts, WIDEST};
use crate::content::diagnostic::{DUPLICATE_PACK, Diagnostic, PACK_NOT_OPEN, Severity};
use crate::content::progress::Progress;
use crate::knowledge::Corpus;
use crate::messages::{cli as messages, loading};
use crate::store::{self, Occasion, Opened, Origin};

/// Opens the packs that the options name, and complains of those that opened in part.
pub fn open(global: &Global) -> Result<Corpus, Failure> {
    open_for(Occasion::Answer, global)
}

/// Opens packs as [`open()`] does, to search all of their texts.
pub fn open_to_search(global: &Global) -> Result<Corpus, Failure> {
    open_for(Occasion::Search, global)
}

fn open_for(occasion: Occasion, global: &Global) -> Result<Corpus, Failure> {
    let origins = origins(&global.packs, global);
    let open = |progress: &Progress| open_named(&origins, global.packs.len(), occasion, progress);
    let opened = waiting::tell(&name(&origins), Manner::InPassing, open);
    let (corpus, notices) = opened.expect("nobody stops it")?;
    for notice in notices {
        complain(&notice);
    }
    Ok(corpus)
}

/// Returns what opens if these packs are named, with the options that they are opened with.
pub fn origins(named: &[PathBuf], global: &Global) -> Vec<Origin> {
    let origins = store::origins(named, global.all).into_iter();
    origins.map(|origin| origin.with_columns(&global.columns)).collect()
}

/// Returns what a command of authors is about where nothing is named: the pack that one stands in, else the
/// built-in one, which is told, as it may not be meant.
pub fn here() -> Origin {
    store::here().unwrap_or_else(|| {
        complain(&messages::by_folio(messages::NO_PACK_HERE));
        Origin::BuiltIn
    })
}

/// Returns the only thing that a command is about: what was named, else what [`here`] says.
pub fn one(thing: Option<&PathBuf>, global: &Global) -> Result<Origin, Failure> {
    let mut named = thing.into_iter().chain(&global.packs);
    let (thing, None) = (named.next(), named.next()) else {
        return Err(Failure::usage(messages::ONE_THING));
    };
    let named = |path: &PathBuf| Origin::named(path).with_columns(&global.columns);
    Ok(thing.map_or_else(here, named))
}

/// Opens one thing by itself, as far as it opens.
pub fn open_whole(origin: &Origin) -> Opened {
    let opened = waiting::tell(&origin.name(), Manner::InPassing, |progress| {
        let asked = std::slice::from_ref(origin);
        store::open_watched(asked, Mode::Browse, Occasion::Answer, progress)
    });
    opened.expect("nobody stops it")
}

/// Opens one thing by itself, to write all of it elsewhere; fails if nothing of it opens, or a file that it
/// is read out of is damaged.
pub fn open_alone(origin: &Origin) -> Result<Corpus, Failure> {
    let opened = open_whole(origin);
    if opened.origins.is_empty() {
        return Err(Failure::nothing_opened(&opened.diagnostics));
    }
    // What is damaged would be written as if it were a text.
    let is_damaged =
        |image: &Arc<Image>| image.check(|_, _| true).is_none_or(|checked| !checked.is_whole);
    if opened.library.images.iter().flatten().any(is_damaged) {
        let is_compiled = origin.path().is_some_and(store::is_compiled);
        return Err(Failure::not_written(messages::damaged(&origin.to_string(), is_compiled)));
    }
    Ok(Corpus::from(opened))
}

/// Complains of what mistakes kept from opening of one thing that was opened by itself.
pub fn complain_of_lacks(opened: &Opened) {
    for origin in &opened.origins {
        if errors(opened, origin).next().is_some() {
            complain(&messages::opened_in_part(&origin.to_string()));
        }
    }
}

/// Complains of what of one thing that was opened by itself leads into packs that are not open, where that is
/// left out.
pub fn complain_of_outward(opened: &Opened) {
    let outward = opened.diagnostics.iter().filter(|one| one.code == PACK_NOT_OPEN).count();
    for origin in opened.origins.iter().filter(|_| outward > 0) {
        complain(&messages::left_out_references(outward, &origin.to_string()));
    }
}

/// Returns what packs are called together.
pub fn name(origins: &[Origin]) -> String {
    let first = origins.first().map(Origin::name).unwrap_or_default();
    loading::several(&first, origins.len().saturating_sub(1))
}

/// A corpus, and sentences on packs that opened in part, or of the data folder not at all.
pub type Open = (Corpus, Vec<String>);

/// Opens packs of which the first ones were named; fails if nothing of a named pack opens. `None` once
/// `progress` is stopped.
pub fn open_named(
    origins: &[Origin],
    named: usize,
    occasion: Occasion,
    progress: &Progress,
) -> Option<Result<Open, Failure>> {
    let opened = store::open_watched(origins, Mode::Browse, occasion, progress)?;
    let has_failed = |origin: &&Origin| opened.failed.contains(origin);
    if let Some(origin) = opened.asked.iter().take(named).find(has_failed) {
        let mut excerpts = Excerpts::new(&opened.whereabouts);
        let told = errors(&opened, origin).map(|error| excerpts.show(error, WIDEST).text());
        let (told, mistakes) = (told.collect(), errors(&opened, origin).cloned().collect());
        return Some(Err(Failure::NothingOpened { mistakes, told }));
    }
    let failed = opened.failed.iter().map(|origin| {
        let clash = clash(&opened, origin);
        let left_out = clash.map(|clash| messages::left_out(&origin.to_string(), clash));
        left_out.unwrap_or_else(|| messages::not_opened(&origin.to_string()))
    });
    let in_part = opened.origins.iter().filter_map(|origin| {
        let broken = errors(&opened, origin).next().is_some();
        broken.then(|| messages::opened_in_part(&origin.to_string()))
    });
    let notices = failed.chain(in_part).collect();
    Some(Ok((Corpus::from(opened), notices)))
}

/// Says which pack has the id of one that was left out for it; `None` if that is not why it did not open.
pub fn clash<'a>(opened: &'a Opened, origin: &Origin) -> Option<&'a str> {
    errors(opened, origin).find(|one| one.code == DUPLICATE_PACK).map(|one| &*one.message)
}

/// Returns the errors of one pack.
fn errors<'a>(opened: &'a Opened, origin: &Origin) -> impl Iterator<Item = &'a Diagnostic> {
    opened.mistakes_of(origin).iter().filter(|one| one.severity == Severity::Error)
}
