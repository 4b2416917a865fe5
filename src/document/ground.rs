//! What a statement or a link rests on, in the words that every sink shows.

use crate::messages::document as words;
use crate::model::{Catalogue, ClaimKey, PlaceKey, Provenance, SourceKey};

/// How much is said of what something rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Who says it: "article", "editor".
    Speaker,
    /// Where the article says it, or that the editor does: "[02 · Ninth]", "(editor, sourced)".
    Voice,
    /// What a statement names whose speaker is told already: "[02 · Ninth]", "— Xinhua".
    Names,
    /// Who says it and where, sources by their publisher: "article [02 · Ninth]",
    /// "editor, sourced — Xinhua".
    Sources,
    /// A note of its own, sources by their title: "[02 · Ninth]",
    /// "Editor's note, sourced: Report on the symposium".
    Note,
}

/// Describes what a statement or a link rests on.
pub fn ground(catalogue: &Catalogue, provenance: &Provenance, extent: Extent) -> String {
    ground_in_pieces(catalogue, provenance, extent).join(" ")
}

/// Describes what a statement or a link rests on, in pieces that stay together on a row; none if there
/// is nothing to say.
pub(super) fn ground_in_pieces(
    catalogue: &Catalogue,
    provenance: &Provenance,
    extent: Extent,
) -> Vec<String> {
    match provenance {
        Provenance::Article { claims } => {
            let labels = labels(catalogue, claims);
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

/// Returns the labels of the places where claims are made, each once.
fn labels<'a>(catalogue: &'a Catalogue, claims: &[ClaimKey]) -> Vec<&'a str> {
    let mut places: Vec<PlaceKey> = Vec::new();
    for claim in claims {
        let place = catalogue.claim(*claim).place;
        if !places.contains(&place) {
            places.push(place);
        }
    }
    places.iter().map(|place| &*catalogue.place(*place).label).collect()
}

/// Names sources shortly, each once: by the publisher, else the title, else the author.
fn names<'a>(catalogue: &'a Catalogue, sources: &[SourceKey]) -> Vec<&'a str> {
    let mut names: Vec<&str> = Vec::new();
    for source in sources {
        let source = catalogue.source(*source);
        let known = [&source.publisher, &source.title, &source.author, &source.id];
        let name = known.into_iter().find(|name| !name.is_empty()).map_or("", |name| name);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
