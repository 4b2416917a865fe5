//! A place of a source: what its label means, which publication it lies in, and what is claimed there.
//! Refuses to know: what rests on the claims.

use super::choice::Choice;
use super::line::{Line, Report};
use super::paragraph::Paragraph;
use crate::document::{Role, source_in_words};
use crate::knowledge::Knowledge;
use crate::messages::coverage as says;
use crate::messages::document as words;
use crate::model::{Catalogue, ClaimKey, PlaceKey};

/// What a line is about.
#[derive(Clone, Debug)]
enum Item {
    Told(String, Role),
    Claim(ClaimKey),
}

/// What there is to say of a place, and its claims.
#[derive(Clone, Debug)]
pub struct PlaceReport {
    place: PlaceKey,
    title: String,
    claims: usize,
    items: Vec<Item>,
}

impl PlaceReport {
    /// Lists the claims of a place under what it is, those in `first` before the others.
    pub fn new(known: &mut Knowledge, place: PlaceKey, first: &[ClaimKey]) -> Self {
        let claims = known.claims_by_place();
        let catalogue = known.catalogue();
        let (meant, others): (Vec<_>, Vec<_>) =
            claims.of(place).iter().partition(|claim| first.contains(claim));
        let told = place_in_words(catalogue, place).into_iter();
        let mut items: Vec<Item> = told.map(|(text, role)| Item::Told(text, role)).collect();
        for (heading, claims) in [(says::RESTS_ON, &meant), (says::SAID_THERE, &others)] {
            let parted = !meant.is_empty() && !claims.is_empty();
            items.extend(parted.then(|| Item::Told(heading.to_owned(), Role::Section)));
            items.extend(claims.iter().copied().map(Item::Claim));
        }
        let title = place_label(catalogue, place);
        Self { place, title, claims: meant.len() + others.len(), items }
    }
}

impl Report for PlaceReport {
    fn title(&self) -> &str {
        &self.title
    }

    fn count_of(&self) -> String {
        says::claims(self.claims)
    }

    fn count(&self) -> usize {
        self.items.len()
    }

    fn line(&self, catalogue: &Catalogue, at: usize, _width: u16) -> Line {
        match &self.items[at] {
            Item::Told(text, role) => Line::new([(text, *role)]),
            Item::Claim(claim) => {
                let claim = catalogue.claim(*claim);
                Line::new([
                    (&claim.id, Role::Number),
                    ("  ", Role::Text),
                    (&claim.text, Role::Text),
                ])
            }
        }
    }

    fn choice(&self, at: usize) -> Option<Choice> {
        matches!(self.items[at], Item::Claim(_)).then_some(Choice::Source(self.place))
    }

    fn detail(&self, _catalogue: &Catalogue, _at: usize) -> Vec<Paragraph> {
        Vec::new()
    }

    fn claim(&self, at: usize) -> Option<ClaimKey> {
        match self.items[at] {
            Item::Told(..) => None,
            Item::Claim(claim) => Some(claim),
        }
    }
}

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

/// Returns the name of a place, with its pack if several are open.
pub fn place_label(catalogue: &Catalogue, place: PlaceKey) -> String {
    let place = catalogue.place(place);
    if catalogue.packs().len() > 1 {
        says::place_in(&catalogue.pack(place.pack).title, &place.label)
    } else {
        place.label.to_string()
    }
}
