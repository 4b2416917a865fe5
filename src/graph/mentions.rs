//! Links in text, indexed by where they lead.

use std::collections::HashMap;

use unicode_segmentation::UnicodeSegmentation;

use crate::model::{Body, Catalogue, EntryKey, Library, Related};
use crate::text::markdown::{Plain, plain};

/// The links in text of all bodies, indexed by where they lead.
///
/// Built apart from the typed links because it reads every body.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    arriving: HashMap<EntryKey, Vec<Related>>,
    leaving: HashMap<EntryKey, Vec<EntryKey>>,
}

impl Mentions {
    /// Reads every body for links in text.
    pub fn new(library: &Library) -> Self {
        let catalogue = &*library.catalogue;
        let mut mentions = Self::default();
        for entry in catalogue.entries() {
            mentions.read(catalogue, entry, &library.body(entry));
        }
        mentions
    }

    /// Gives the entries whose text links to `entry`, in pack order, each once with the first
    /// sentence that does.
    pub fn of(&self, entry: EntryKey) -> &[Related] {
        self.arriving.get(&entry).map_or(&[], Vec::as_slice)
    }

    /// Gives the entries that the text of `entry` links to, each once, in the order of the text.
    pub fn from(&self, entry: EntryKey) -> &[EntryKey] {
        self.leaving.get(&entry).map_or(&[], Vec::as_slice)
    }

    /// Gives the mention of `to` in the text of `from`, where that links to it.
    pub fn between(&self, from: EntryKey, to: EntryKey) -> Option<&Related> {
        let arriving = self.of(to);
        let at = arriving.binary_search_by_key(&from, |mention| mention.entry).ok()?;
        Some(&arriving[at])
    }

    fn read(&mut self, catalogue: &Catalogue, from: EntryKey, body: &Body) {
        let pack = catalogue.pack_of(from);
        let texts = body.statements.iter().map(|statement| &*statement.text);
        for text in texts.chain([&*body.markdown]).filter(|text| text.contains('[')) {
            let plain = plain(text);
            for (shown, destination) in &plain.links {
                let target = catalogue.resolve(pack, destination);
                if let Some((to, _)) = target.filter(|&(to, _)| to != from) {
                    self.add(from, to, sentence(&plain, shown.start));
                }
            }
        }
    }

    fn add(&mut self, from: EntryKey, to: EntryKey, sentence: &str) {
        let arriving = self.arriving.entry(to).or_default();
        if arriving.last().is_some_and(|last| last.entry == from) {
            return;
        }
        self.leaving.entry(from).or_default().push(to);
        arriving.push(Related {
            relation: Catalogue::MENTIONS,
            inverse: true,
            entry: from,
            reason: sentence.into(),
            provenance: None,
        });
    }
}

/// Gives the sentence of a text that holds byte `at`; lines are never joined.
pub(super) fn sentence(plain: &Plain, at: usize) -> &str {
    let line_start = plain.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = plain.text[at..].find('\n').map_or(plain.text.len(), |newline| at + newline);
    let line = &plain.text[line_start..line_end];
    line.split_sentence_bound_indices()
        .find(|(start, sentence)| {
            (line_start + start..line_start + start + sentence.len()).contains(&at)
        })
        .map_or(line, |(_, sentence)| sentence)
        .trim()
}
