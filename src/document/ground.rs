//! Who says something, and on what ground, in the words that every sink shows.

use crate::messages::document as words;
use crate::model::{Catalogue, ClaimKey, PlaceKey, Provenance, SourceKey};

/// Says who says something and where: "article [02 · Ninth]", "editor, sourced — Xinhua".
pub fn ground(catalogue: &Catalogue, provenance: &Provenance) -> String {
    match provenance {
        Provenance::Article { claims } => words::by_article(&places(catalogue, claims).join(" ")),
        Provenance::Editor { certainty, sources } => {
            words::by_editor(certainty.word(), &self::sources(catalogue, sources).join(" "))
        }
    }
}

/// Returns the labels of the places where claims stand, each once, in pieces that stay together.
pub(super) fn places(catalogue: &Catalogue, claims: &[ClaimKey]) -> Vec<String> {
    let mut places: Vec<PlaceKey> = Vec::new();
    for claim in claims {
        let place = catalogue.claim(*claim).place;
        if !places.contains(&place) {
            places.push(place);
        }
    }
    let labels = places.iter().map(|place| &*catalogue.place(*place).label);
    words::places(&labels.collect::<Vec<_>>())
}

/// Names sources shortly, each once: by the publisher, else the title, else the author.
pub(super) fn sources(catalogue: &Catalogue, sources: &[SourceKey]) -> Vec<String> {
    let mut names: Vec<&str> = Vec::new();
    for source in sources {
        let source = catalogue.source(*source);
        let known = [&source.publisher, &source.title, &source.author, &source.id];
        let name = known.into_iter().find(|name| !name.is_empty()).map_or("", |name| name);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    words::sources(&names)
}
