//! What an empty finder shows: what was opened and asked lately, and what can be asked of the pack that is
//! read. Refuses to know: hits, drawing.

use super::results::FinderRow;
use crate::app::surroundings::Surroundings;
use crate::messages::search as says;
use crate::model::{Catalogue, EntryKey, PackKey, ThemeKey};

/// How many entries and earlier queries an empty finder shows.
const RECENT_ROWS: usize = 10;
/// How many themes it shows at most.
const THEMES: usize = 12;
/// In so many themes, and among so many entries of each, examples are looked for.
const LOOKED_THROUGH: usize = 16;

/// Returns the entries opened lately but the open one.
pub fn lately<'a>(around: &'a Surroundings<'_>) -> impl Iterator<Item = FinderRow> + 'a {
    around.recent().take(RECENT_ROWS).map(FinderRow::Recent)
}

/// Returns the earlier queries, the latest first.
pub fn asked(around: &Surroundings<'_>) -> Vec<String> {
    let queries = around.desk.state().queries.iter().take(RECENT_ROWS);
    queries.map(ToString::to_string).collect()
}

/// What can be asked of a pack.
#[derive(Clone, Debug, Default)]
pub struct Askable {
    /// Queries that find something, one of each kind.
    pub examples: Vec<String>,
    /// Its first themes that have entries.
    pub themes: Vec<ThemeKey>,
}

impl Askable {
    /// Looks through the first entries of the first themes of a pack, of the first one if none is named.
    pub fn new(catalogue: &Catalogue, pack: Option<PackKey>) -> Self {
        if catalogue.is_empty() {
            return Self::default();
        }
        let pack = pack.unwrap_or(PackKey::new(0));
        let with_entries = |theme: &ThemeKey| catalogue.entries_of(*theme).len() > 0;
        let themes = || catalogue.themes_of(pack).filter(with_entries);
        let first = || {
            let themes = themes().take(LOOKED_THROUGH);
            themes.flat_map(|theme| catalogue.entries_of(theme).take(LOOKED_THROUGH))
        };
        let term = first().find(|&entry| catalogue.is_recognised(entry));
        let asked =
            term.or_else(|| first().next()).map(|entry| says::what_is(catalogue.short(entry)));
        // The first theme often is about the pack; of the others the one of the fewest entries holds what
        // is of one kind.
        let others = themes().take(LOOKED_THROUGH).skip(usize::from(themes().nth(1).is_some()));
        let pairs = others.filter_map(|theme| {
            let mut siblings = catalogue.entries_of(theme).map(|entry| catalogue.short(entry));
            Some((catalogue.entries_of(theme).len(), [siblings.next()?, siblings.next()?]))
        });
        let pair = pairs.min_by_key(|(count, pair)| (*count, pair[0].len() + pair[1].len()));
        let versus = pair.map(|(_, [one, other])| says::versus(one, other));
        let is_phrase = |entry: &EntryKey| {
            let title = catalogue.short(*entry);
            title.contains(' ') && !title.contains('"')
        };
        let mut terms = first().filter(|&entry| catalogue.is_recognised(entry));
        let phrase = terms.find(is_phrase).or_else(|| first().find(is_phrase));
        let phrase = phrase.map(|entry| says::phrase(catalogue.short(entry)));
        let examples = [asked, versus, phrase];
        Self {
            examples: examples.into_iter().flatten().collect(),
            themes: themes().take(THEMES).collect(),
        }
    }

    /// Returns a row of each.
    pub fn rows(&self) -> impl Iterator<Item = FinderRow> + '_ {
        let examples = (0..self.examples.len()).map(FinderRow::Example);
        examples.chain(self.themes.iter().copied().map(FinderRow::Theme))
    }
}
