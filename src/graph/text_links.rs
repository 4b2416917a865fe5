//! Links in the texts of entries as columns, by both ends, in memory or in the file of their pack. Refuses
//! to know: other packs, and who asks.

use std::collections::HashSet;
use std::io::{self, Write};
use std::ops::Range;

use super::sentences::Sentences;
use crate::blocks::{FileWriter, Image, Lists, Numbers, Refusal, Texts};
use crate::model::columns::{fits, lists};
use crate::model::{Body, Catalogue, EntryKey};

/// What the names of all sections begin with.
const ALL: &str = "mention.";
/// How many links the text of each entry holds.
const LEAVING: &str = "mention.leaving";
/// Where each link stands and where it leads, and the sentence that holds it.
const FROM: &str = "mention.from";
const TO: &str = "mention.to";
const SENTENCES: &str = "mention.sentence";
const SENTENCE_OF: &str = "mention.sentence.of";
/// How many links lead to each entry, and which.
const ARRIVING: &str = "mention.arriving";
const ROWS: &str = "mention.arriving.link";
/// The entries whose text may lead into other packs.
const OUTSIDE: &str = "mention.outside";

/// The links in the texts of entries that follow each other; keys count from the first of these.
#[derive(Clone, Debug, Default)]
pub(super) struct TextLinks {
    /// How many links the text of each entry holds; they stand one behind the other in the columns below,
    /// those of one text in its order, each entry that it leads to once.
    leaving: Lists,
    from: Numbers,
    to: Numbers,
    /// Which of the sentences holds each link; several that follow each other have one.
    sentence_of: Numbers,
    sentences: Texts,
    /// How many links lead to each entry; they stand one behind the other in `rows`, ascending.
    arriving: Lists,
    rows: Numbers,
    /// The entries whose text holds a link that may lead into another pack, ascending.
    outside: Numbers,
}

impl TextLinks {
    /// Writes all links of a pack that is alone in its library.
    pub fn write<W: Write>(&self, out: &mut FileWriter<W>) -> io::Result<()> {
        out.lists(LEAVING, &self.leaving)?;
        out.numbers(FROM, &self.from)?;
        out.numbers(TO, &self.to)?;
        out.numbers(SENTENCE_OF, &self.sentence_of)?;
        out.texts(SENTENCES, &self.sentences)?;
        out.lists(ARRIVING, &self.arriving)?;
        out.numbers(ROWS, &self.rows)?;
        out.numbers(OUTSIDE, &self.outside)
    }

    /// Takes the links in the texts of so many entries out of a file; they are read when they are asked
    /// for.
    pub fn read(image: &Image, entries: usize) -> Result<Self, Refusal> {
        let below = |name| image.numbers_below(name, entries as u64);
        let (from, to, sentences) = (below(FROM)?, below(TO)?, image.texts(SENTENCES)?);
        let sentence_of = image.numbers_below(SENTENCE_OF, sentences.len() as u64)?;
        let count = to.len();
        fits(from.len() == count && sentence_of.len() == count, TO)?;
        let rows = image.numbers_below(ROWS, count as u64)?;
        fits(rows.len() == count, ROWS)?;
        Ok(Self {
            leaving: lists(LEAVING, image, entries, count)?,
            from,
            to,
            sentence_of,
            sentences,
            arriving: lists(ARRIVING, image, entries, count)?,
            rows,
            outside: below(OUTSIDE)?,
        })
    }

    /// Reads everything but the sentences; returns whether nothing of it is damaged.
    pub fn is_whole(&self) -> bool {
        let [leaving, arriving] = [&self.leaving, &self.arriving].map(Lists::is_whole);
        let numbers = [&self.from, &self.to, &self.sentence_of, &self.rows, &self.outside];
        leaving && arriving && numbers.into_iter().all(Numbers::is_whole)
    }

    /// Returns the entries whose text may lead into other packs; `None` if that is damaged.
    pub fn outside(&self) -> Option<Vec<EntryKey>> {
        self.outside.iter().map(|number| number.map(EntryKey)).collect()
    }

    /// Returns which links the text of an entry holds.
    pub fn leaving(&self, entry: EntryKey) -> Range<usize> {
        self.leaving.get(entry.index())
    }

    /// Returns at which places among all links by their ends those stand that lead to an entry.
    pub fn arriving(&self, entry: EntryKey) -> Range<usize> {
        self.arriving.get(entry.index())
    }

    /// Returns the link that stands at such a place; `None` if that is damaged.
    pub fn arriving_at(&self, place: usize) -> Option<usize> {
        self.rows.get(place).map(|row| row as usize)
    }

    /// Returns where a link stands and where it leads; `None` if that is damaged.
    pub fn ends(&self, link: usize) -> Option<(EntryKey, EntryKey)> {
        Some((EntryKey(self.from.get(link)?), EntryKey(self.to.get(link)?)))
    }

    /// Returns the first sentence of the text that holds the link; "" if it is damaged.
    pub fn sentence(&self, link: usize) -> &str {
        self.sentence_of.get(link).map_or("", |sentence| self.sentences.get(sentence as usize))
    }
}

/// Returns whether damage was met among the links of a file.
pub(super) fn is_damaged(image: &Image) -> bool {
    image.has_damage_in(ALL)
}

/// Links while they are collected, by ascending entries.
#[derive(Default)]
pub(super) struct Growing {
    links: TextLinks,
    /// Where each link leads, and which it is; without those that are known there from elsewhere.
    arriving: Vec<(EntryKey, u32)>,
    /// How many links the text of the last entry holds.
    held: usize,
    /// Where the text that is read was found to lead.
    seen: HashSet<EntryKey>,
}

impl Growing {
    /// Reads the text of an entry for links to entries that are `wanted`. Those to entries where they are
    /// `known` from elsewhere are kept with the text alone.
    pub fn read(
        &mut self,
        catalogue: &Catalogue,
        from: EntryKey,
        body: &Body,
        wanted: impl Fn(EntryKey) -> bool,
        known: impl Fn(EntryKey) -> bool,
    ) {
        let pack = catalogue.pack_of(from);
        let mut leads_out = false;
        self.seen.clear();
        for text in body.texts().filter(|text| text.contains('[')) {
            let plain = catalogue.plain_of(from, text);
            let mut sentences = Sentences::new(&plain.text);
            for (shown, destination) in &plain.links {
                let Some((to, _)) = catalogue.resolve(pack, destination) else {
                    leads_out |= names_a_pack(destination);
                    continue;
                };
                if to != from && wanted(to) && self.seen.insert(to) {
                    self.push(from, to, sentences.at(shown.start), known(to));
                }
            }
        }
        if leads_out {
            self.links.outside.push(from.0);
        }
    }

    /// Appends a link in the text of the entry of the last one, or of a later entry.
    pub fn push(&mut self, from: EntryKey, to: EntryKey, sentence: &str, is_known: bool) {
        self.close_before(from);
        let last = self.links.sentences.len().checked_sub(1).filter(|_| self.held > 0);
        if last.is_none_or(|last| self.links.sentences.get(last) != sentence) {
            self.links.sentences.push(sentence);
        }
        self.held += 1;
        if !is_known {
            self.arriving.push((to, self.links.to.len() as u32));
        }
        self.links.from.push(from.0);
        self.links.to.push(to.0);
        self.links.sentence_of.push(self.links.sentences.len() as u32 - 1);
    }

    fn close_before(&mut self, entry: EntryKey) {
        while self.links.leaving.len() < entry.index() {
            self.links.leaving.push(std::mem::take(&mut self.held));
        }
    }

    /// Returns the links between so many entries.
    pub fn finish(mut self, entries: usize) -> TextLinks {
        self.close_before(EntryKey(entries as u32));
        let Self { mut links, mut arriving, .. } = self;
        arriving.sort_unstable();
        let mut rest = arriving.iter().peekable();
        for entry in 0..entries {
            let before = links.rows.len();
            while let Some((_, link)) = rest.next_if(|(to, _)| to.index() == entry) {
                links.rows.push(*link);
            }
            links.arriving.push(links.rows.len() - before);
        }
        links
    }
}

/// Returns whether a destination that leads nowhere in its own pack is `pack:id`.
fn names_a_pack(destination: &str) -> bool {
    let before_anchor = destination.split('#').next().unwrap_or_default();
    before_anchor.split_once(':').is_some_and(|(_, rest)| !rest.starts_with("//"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_with_several_links_is_kept_once() {
        let mut growing = Growing::default();
        let links =
            [(0, 1, "Two."), (0, 2, "Two."), (0, 3, "One."), (1, 2, "One."), (2, 3, "One.")];
        for (from, to, sentence) in links {
            growing.push(EntryKey(from), EntryKey(to), sentence, false);
        }
        let kept = growing.finish(4);
        let lying: Vec<&str> = kept.sentences.iter().collect();
        assert_eq!(lying, ["Two.", "One.", "One.", "One."], "each text has its own");
        let read: Vec<&str> = (0..links.len()).map(|link| kept.sentence(link)).collect();
        assert_eq!(read, links.map(|(.., sentence)| sentence));
    }
}
