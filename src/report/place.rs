//! Places of a source: what a tag means, which publication they lie in, and what is claimed there.
//! Refuses to know: what rests on the claims.

use super::choice::Choice;
use super::line::{Line, Report};
use super::paragraph::Paragraph;
use crate::document::{Role, source_in_words, tags_of};
use crate::knowledge::Knowledge;
use crate::messages::coverage as says;
use crate::messages::document as words;
use crate::model::{Catalogue, ClaimKey, Place, PlaceKey, Source};

/// What a line is about.
#[derive(Clone, Debug)]
enum Item {
    Told(String, Role),
    Claim(ClaimKey, PlaceKey),
}

/// What there is to say of the places of a tag, and their claims.
#[derive(Clone, Debug)]
pub struct PlaceReport {
    title: String,
    claims: usize,
    items: Vec<Item>,
}

impl PlaceReport {
    /// Lists the claims of places, which ascend, under what each of them is. Those in `first` come
    /// before the others; of several places only they are listed, if there are any.
    pub fn new(known: &mut Knowledge, places: &[PlaceKey], first: &[ClaimKey]) -> Self {
        match places {
            [place] => Self::of_one(known, *place, first),
            places => Self::of_several(known, places, first),
        }
    }

    fn of_one(known: &mut Knowledge, place: PlaceKey, first: &[ClaimKey]) -> Self {
        let claims = known.claims_by_place();
        let catalogue = known.catalogue();
        let (meant, others): (Vec<_>, Vec<_>) =
            claims.of(place).iter().partition(|claim| first.contains(claim));
        let told = place_in_words(catalogue, place).into_iter();
        let mut items: Vec<Item> = told.map(|(text, role)| Item::Told(text, role)).collect();
        for (heading, claims) in [(says::RESTS_ON, &meant), (says::SAID_THERE, &others)] {
            let parted = !meant.is_empty() && !claims.is_empty();
            items.extend(parted.then(|| Item::Told(heading.to_owned(), Role::Section)));
            items.extend(claims.iter().map(|&claim| Item::Claim(claim, place)));
        }
        let title = place_label(catalogue, place);
        Self { title, claims: meant.len() + others.len(), items }
    }

    fn of_several(known: &mut Knowledge, places: &[PlaceKey], first: &[ClaimKey]) -> Self {
        let claims = known.claims_by_place();
        let catalogue = known.catalogue();
        let mut report = Self { title: String::new(), claims: 0, items: Vec::new() };
        let told = |(text, role)| Item::Told(text, role);
        let mut sources = places.iter().filter_map(|place| catalogue.place(*place).source);
        if let Some(source) = sources.next() {
            report.items.extend(source_in_lines(catalogue.source(source)).map(told));
        }
        for &place in places {
            let Place { label, title, .. } = catalogue.place(place);
            report.items.push(Item::Told(label.to_string(), Role::Section));
            let title = (title.to_string(), Role::Dim);
            report.items.extend(Some(title).filter(|(text, _)| !text.is_empty()).map(told));
            let listed = claims.of(place).iter();
            let meant = listed.filter(|claim| first.is_empty() || first.contains(claim));
            let before = report.items.len();
            report.items.extend(meant.map(|&claim| Item::Claim(claim, place)));
            report.claims += report.items.len() - before;
        }
        let tags = tags_of(catalogue, places);
        let tags: Vec<&str> = tags.iter().map(|tag| &*tag.text).collect();
        report.title = in_pack(catalogue, places.first().copied(), tags.join(", "));
        report
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
            Item::Claim(claim, _) => {
                let claim = catalogue.claim(*claim);
                Line::new([(claim.id, Role::Number), ("  ", Role::Text), (claim.text, Role::Text)])
            }
        }
    }

    fn choice(&self, at: usize) -> Option<Choice> {
        match self.items[at] {
            Item::Told(..) => None,
            Item::Claim(_, place) => Some(Choice::Source(place)),
        }
    }

    fn detail(&self, _catalogue: &Catalogue, _at: usize) -> Vec<Paragraph> {
        Vec::new()
    }

    fn claim(&self, at: usize) -> Option<ClaimKey> {
        match self.items[at] {
            Item::Told(..) => None,
            Item::Claim(claim, _) => Some(claim),
        }
    }
}

/// Says what a place is, paragraph by paragraph: its title, its source, where that can be read.
pub fn place_in_words(catalogue: &Catalogue, place: PlaceKey) -> Vec<(String, Role)> {
    let place = catalogue.place(place);
    let mut paragraphs = vec![(place.title.to_string(), Role::Text)];
    paragraphs.retain(|(text, _)| !text.is_empty());
    let source = place.source.map(|source| catalogue.source(source));
    paragraphs.extend(source.into_iter().flat_map(source_in_lines));
    paragraphs
}

/// Says what a source is and where it can be read.
fn source_in_lines(source: &Source) -> impl Iterator<Item = (String, Role)> {
    let mut line = source_in_words(source);
    if source.url.is_empty() && !source.access.is_empty() {
        line += &words::access(&source.access);
    }
    let lines = [(line, Role::Dim), (source.url.to_string(), Role::Link)];
    lines.into_iter().filter(|(text, _)| !text.is_empty())
}

/// Returns the name of a place, with its pack if several are open.
pub fn place_label(catalogue: &Catalogue, place: PlaceKey) -> String {
    in_pack(catalogue, Some(place), catalogue.place(place).label.to_string())
}

/// Returns the name of places with the pack of one of them, if several are open.
fn in_pack(catalogue: &Catalogue, place: Option<PlaceKey>, name: String) -> String {
    match place.filter(|_| catalogue.packs().len() > 1) {
        Some(place) => says::place_in(&catalogue.pack(catalogue.place(place).pack).title, &name),
        None => name,
    }
}
