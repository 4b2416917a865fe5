//! The entries that are near to one in meaning, linked or not. Refuses to know: how nearness is found.

use super::choice::Choice;
use super::line::{Line, Report};
use super::paragraph::Paragraph;
use crate::document::Role;
use crate::knowledge::{Knowledge, Question};
use crate::messages::near as says;
use crate::model::{Catalogue, EntryKey};
use crate::search::{NearWords, Neighbour};

/// The entries that are near to one, the nearest first.
#[derive(Clone, Debug)]
pub struct NearReport {
    entry: EntryKey,
    title: String,
    /// Each with whether a link joins it; `None` until it was looked for.
    found: Option<Vec<(Neighbour, bool)>>,
}

impl NearReport {
    /// Lists what is near to an entry, as far as that was looked for.
    pub fn new(known: &Knowledge, entry: EntryKey) -> Self {
        let found = known.near(entry).map(|near| {
            near.iter().map(|one| (one.clone(), known.are_linked(entry, one.entry))).collect()
        });
        Self { entry, title: says::head(known.catalogue().short(entry)), found }
    }

    /// Returns whether nothing is near.
    pub fn is_empty(&self) -> bool {
        self.found().is_empty()
    }

    fn found(&self) -> &[(Neighbour, bool)] {
        self.found.as_deref().unwrap_or_default()
    }
}

/// Returns the pair of words that says why two entries are near; empty if no pair does.
pub fn near_pair(near: &Neighbour) -> String {
    let words = near.words.as_ref();
    words.map_or_else(String::new, |NearWords { asked, found }| says::pair(asked, found))
}

impl Report for NearReport {
    fn title(&self) -> &str {
        &self.title
    }

    fn count_of(&self) -> String {
        self.found().len().to_string()
    }

    /// Counts one line for what is said where nothing is near.
    fn count(&self) -> usize {
        self.found.as_ref().map_or(0, |found| found.len().max(1))
    }

    fn has_second_rows(&self) -> bool {
        true
    }

    fn line(&self, catalogue: &Catalogue, at: usize, _width: u16) -> Line {
        let Some((near, linked)) = self.found().get(at) else {
            return Line::new([(says::NOTHING, Role::Dim)]);
        };
        let theme = &catalogue.theme(catalogue.theme_of(near.entry)).short;
        let linked = if *linked { says::LINKED } else { "" };
        Line::new([
            (catalogue.short(near.entry), Role::Text),
            ("  ", Role::Dim),
            (theme, Role::Dim),
            (linked, Role::Dim),
        ])
        .below(&near_pair(near), Role::Dim)
    }

    fn choice(&self, at: usize) -> Option<Choice> {
        self.found().get(at).map(|(near, _)| Choice::Entry(near.entry))
    }

    fn detail(&self, catalogue: &Catalogue, at: usize) -> Vec<Paragraph> {
        let Some((near, linked)) = self.found().get(at) else { return Vec::new() };
        let reason =
            near.words.as_ref().map(|NearWords { asked, found }| says::carried(asked, found));
        let summary = catalogue.plain_summary(near.entry);
        let linked = linked.then(|| says::IS_LINKED.to_owned());
        let mut all = vec![(catalogue.title(near.entry).to_owned(), Role::Title).into()];
        let rest = [Some((summary, Role::Text)), reason.map(|it| (it, Role::Dim))];
        let rest = rest.into_iter().chain([linked.map(|it| (it, Role::Dim))]).flatten();
        all.extend(rest.filter(|(text, _)| !text.is_empty()).map(Paragraph::from));
        all
    }

    fn awaits(&self) -> Option<Question> {
        self.found.is_none().then_some(Question::Near(self.entry))
    }
}
