//! A place of a source: what its label means, which publication it lies in, and what is claimed there.
//! Refuses to know: what rests on the claims.

use crate::document::{Role, source_in_words};
use crate::graph::ClaimsByPlace;
use crate::messages::coverage as says;
use crate::messages::document as words;
use crate::model::{Catalogue, ClaimKey, PlaceKey};

/// Says what a place is, paragraph by paragraph: its title, its source, where that can be read.
pub fn place_in_words(catalogue: &Catalogue, place: PlaceKey) -> Vec<(String, Role)> {
    let place = catalogue.place(place);
    let mut paragraphs = vec![(place.title.to_string(), Role::Text)];
    if let Some(source) = place.source.map(|source| catalogue.source(source)) {
        let mut line = source_in_words(source);
        if source.url.is_empty() && !source.access.is_empty() {
            line += &words::access(&source.access);
        }
        paragraphs.push((line, Role::Dim));
        paragraphs.push((source.url.to_string(), Role::Link));
    }
    paragraphs.retain(|(text, _)| !text.is_empty());
    paragraphs
}

/// Names a place, and its pack if several are open.
pub fn place_label(catalogue: &Catalogue, place: PlaceKey) -> String {
    let place = catalogue.place(place);
    if catalogue.packs().len() > 1 {
        says::place_in(&catalogue.pack(place.pack).title, &place.label)
    } else {
        place.label.to_string()
    }
}

/// Returns the claims of a place, those in `first` before the others, and how many of them are in it.
pub fn claims_at(
    claims: &ClaimsByPlace,
    place: PlaceKey,
    first: &[ClaimKey],
) -> (Vec<ClaimKey>, usize) {
    let (mut ordered, others): (Vec<_>, Vec<_>) =
        claims.of(place).iter().copied().partition(|claim| first.contains(claim));
    let meant = ordered.len();
    ordered.extend(others);
    (ordered, meant)
}
