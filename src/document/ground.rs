//! What a statement or a link rests on, in the same words for the browser, the command line and
//! exports.

use std::collections::HashSet;

use super::tags::tags;
use crate::messages::document as words;
use crate::messages::record::actor;
use crate::model::{Body, Catalogue, EntryKey, Provenance, Source, SourceKey, Statement};

/// How much to say of what something rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Who says it: "article", "editor".
    Speaker,
    /// Where the article says it, or that the editor does: "[02 · Ninth]", "(editor, sourced)".
    Voice,
    /// The places or sources alone, for a statement whose speaker is known: "[02 · Ninth]",
    /// "— Xinhua".
    Names,
    /// Who says it and where, sources by their publisher: "article [02 · Ninth]",
    /// "editor, sourced — Xinhua".
    Sources,
    /// The text of a note in Markdown, sources by their title: "[02 · Ninth]",
    /// "Editor's note, sourced: Report on the symposium".
    Note,
}

/// Returns what a statement or a link rests on, in words.
pub fn ground(catalogue: &Catalogue, provenance: &Provenance, extent: Extent) -> String {
    ground_in_parts(catalogue, provenance, extent).join(" ")
}

/// Returns what a statement or a link rests on, in parts that are never broken; none if there is
/// nothing to say.
pub(super) fn ground_in_parts(
    catalogue: &Catalogue,
    provenance: &Provenance,
    extent: Extent,
) -> Vec<String> {
    match provenance {
        Provenance::Article { claims } => {
            let tags = tags(catalogue, claims);
            let labels: Vec<&str> = tags.iter().map(|tag| &*tag.text).collect();
            match extent {
                Extent::Speaker => vec![provenance.by().word().to_owned()],
                Extent::Voice | Extent::Names => words::places(&labels),
                Extent::Sources => vec![words::by_article(&words::places(&labels).join(" "))],
                Extent::Note => vec![words::note_of_article(&labels)],
            }
        }
        Provenance::Editor { certainty, sources } => {
            let names = || words::sources(&names(catalogue, sources));
            match extent {
                Extent::Speaker => vec![provenance.by().word().to_owned()],
                Extent::Voice => vec![words::said_by_editor(certainty.word())],
                Extent::Names => names(),
                Extent::Sources => vec![words::by_editor(certainty.word(), &names().join(" "))],
                Extent::Note => {
                    let titles = sources.iter().map(|&source| &*catalogue.source(source).title);
                    vec![words::note_of_editor(certainty.word(), &titles.collect::<Vec<_>>())]
                }
            }
        }
    }
}

/// Returns the sources that an entry names, each once: those of its names, then those that its
/// statements rest on.
pub fn sources_of(catalogue: &Catalogue, entry: EntryKey, body: &Body) -> Vec<SourceKey> {
    let mut found: Vec<SourceKey> = catalogue.names(entry).filter_map(|name| name.source).collect();
    for statement in &body.statements {
        found.extend(sources_of_statement(catalogue, statement));
    }
    let mut met = HashSet::new();
    found.retain(|source| met.insert(*source));
    found
}

/// Returns the sources that a statement rests on, one for each claim or as the editor names them.
pub fn sources_of_statement(
    catalogue: &Catalogue,
    statement: &Statement,
) -> impl Iterator<Item = SourceKey> {
    let named = match &statement.provenance {
        Provenance::Article { .. } => &[][..],
        Provenance::Editor { sources, .. } => sources,
    };
    let places = statement.provenance.claims().iter().map(|&claim| catalogue.claim(claim).place);
    places.filter_map(|place| catalogue.place(place).source).chain(named.iter().copied())
}

/// Returns a source in words: its publisher, author, title, date and use, without its address.
pub fn source_in_words(source: &Source) -> String {
    let told = source.author == source.publisher || source.title.starts_with(&*source.author);
    let author = if told { String::new() } else { actor(&source.author) };
    let parts = [&*source.publisher, &author, &*source.title, &*source.date, &*source.usage];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    words::source(&parts, source.primary)
}

/// Returns short names of sources, each once: the publisher, else the title, the author or the id.
fn names<'a>(catalogue: &'a Catalogue, sources: &[SourceKey]) -> Vec<&'a str> {
    let name = |&source: &SourceKey| {
        let source = catalogue.source(source);
        let known = [&source.publisher, &source.title, &source.author, &source.id];
        known.into_iter().find(|name| !name.is_empty()).map_or("", |name| &**name)
    };
    let mut met = HashSet::new();
    sources.iter().map(name).filter(|name| met.insert(*name)).collect()
}
