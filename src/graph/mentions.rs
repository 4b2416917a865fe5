//! Links in text, indexed by where they lead and where they stand.

use std::collections::{BTreeSet, HashMap};
use std::iter::Peekable;

use unicode_segmentation::{USentenceBoundIndices, UnicodeSegmentation};

use crate::model::{Body, Catalogue, EntryKey, Library, Related};
use crate::text::markdown::plain;

/// The longest sentence that is kept whole, in bytes: a text of megabytes may be one, with thousands
/// of links in it.
const LONGEST_SENTENCE: usize = 2048;

/// The links in the text of all bodies, indexed by both ends.
///
/// Built separately from [`super::Graph`], because it reads every body.
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
            mentions.read(catalogue, entry, &library.body(entry), |_| true);
        }
        mentions
    }

    /// Reads the texts of some entries, and those that may link to them, for the links from and to these
    /// entries.
    pub fn around(library: &Library, entries: &[EntryKey]) -> Self {
        let catalogue = &*library.catalogue;
        let entries: BTreeSet<EntryKey> = entries.iter().copied().collect();
        let leading = entries.iter().flat_map(|&entry| library.leading_to(entry));
        let texts: BTreeSet<EntryKey> = leading.chain(entries.iter().copied()).collect();
        let mut mentions = Self::default();
        for from in texts {
            let own = entries.contains(&from);
            mentions.read(catalogue, from, &library.body(from), |to| own || entries.contains(&to));
        }
        mentions
    }

    /// Returns the entries whose text links to `entry`, in pack order, each once and with the first
    /// sentence that links to it.
    pub fn of(&self, entry: EntryKey) -> &[Related] {
        self.arriving.get(&entry).map_or(&[], Vec::as_slice)
    }

    /// Returns the entries that the text of `entry` links to, each once, in the order of the text.
    pub fn from(&self, entry: EntryKey) -> &[EntryKey] {
        self.leaving.get(&entry).map_or(&[], Vec::as_slice)
    }

    /// Returns the links in the text of `entry` as they read from there, each with the first sentence
    /// that holds it, in the order of the text.
    pub fn leaving(&self, entry: EntryKey) -> impl Iterator<Item = Related> + '_ {
        self.from(entry).iter().filter_map(move |&to| self.leading(entry, to))
    }

    /// Returns the link to `to` in the text of `from` as it reads from there, if there is one.
    pub fn leading(&self, from: EntryKey, to: EntryKey) -> Option<Related> {
        let mention = self.between(from, to)?;
        Some(Related { inverse: false, entry: to, ..mention.clone() })
    }

    /// Returns the mention of `to` in the text of `from`, if that links to it.
    pub fn between(&self, from: EntryKey, to: EntryKey) -> Option<&Related> {
        let arriving = self.of(to);
        let at = arriving.binary_search_by_key(&from, |mention| mention.entry).ok()?;
        Some(&arriving[at])
    }

    /// Reads a text for links to entries that are `wanted`.
    fn read(
        &mut self,
        catalogue: &Catalogue,
        from: EntryKey,
        body: &Body,
        wanted: impl Fn(EntryKey) -> bool,
    ) {
        let pack = catalogue.pack_of(from);
        for text in body.texts().filter(|text| text.contains('[')) {
            let plain = plain(text);
            let mut sentences = Sentences::new(&plain.text);
            for (shown, destination) in &plain.links {
                let target = catalogue.resolve(pack, destination);
                if let Some((to, _)) = target.filter(|&(to, _)| to != from && wanted(to)) {
                    self.add(from, to, || sentences.at(shown.start));
                }
            }
        }
    }

    fn add<'a>(&mut self, from: EntryKey, to: EntryKey, sentence: impl FnOnce() -> &'a str) {
        let arriving = self.arriving.entry(to).or_default();
        if arriving.last().is_some_and(|last| last.entry == from) {
            return;
        }
        self.leaving.entry(from).or_default().push(to);
        arriving.push(Related {
            relation: Catalogue::MENTIONS,
            inverse: true,
            entry: from,
            reason: sentence().into(),
            provenance: None,
        });
    }
}

/// The sentences of a text, found once from its start to its end; lines are never joined.
pub(super) struct Sentences<'a> {
    text: &'a str,
    /// Where the line at hand begins, and its sentences from the one at hand on.
    line: usize,
    rest: Peekable<USentenceBoundIndices<'a>>,
}

impl<'a> Sentences<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let line = text.lines().next().unwrap_or_default();
        Self { text, line: 0, rest: line.split_sentence_bound_indices().peekable() }
    }

    /// Returns the sentence that holds byte `at`, which is never before the byte that was asked for
    /// last; of a very long one the part around it.
    pub(super) fn at(&mut self, at: usize) -> &'a str {
        let passed = &self.text[self.line..at];
        if let Some(newline) = passed.rfind('\n') {
            self.line += newline + 1;
            let line = self.text[self.line..].lines().next().unwrap_or_default();
            self.rest = line.split_sentence_bound_indices().peekable();
        }
        let at = at - self.line;
        while self.rest.next_if(|(start, sentence)| start + sentence.len() <= at).is_some() {}
        let Some(&(start, sentence)) = self.rest.peek() else { return "" };
        around(sentence, at - start).trim()
    }
}

/// Returns at most [`LONGEST_SENTENCE`] bytes of a sentence, most of them behind byte `at`.
fn around(sentence: &str, at: usize) -> &str {
    if sentence.len() <= LONGEST_SENTENCE {
        return sentence;
    }
    let start = sentence.floor_char_boundary(at.saturating_sub(LONGEST_SENTENCE / 4));
    let end = sentence.floor_char_boundary((start + LONGEST_SENTENCE).min(sentence.len()));
    &sentence[start..end]
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::model::{Certainty, NewEntry, Pack, Provenance, Statement, Theme};

    const ENTRIES: u32 = 7;

    #[test]
    fn sentences_are_found_one_after_the_other() {
        let text = "One. Two is longer.\nThree.\n\nFour. Five.";
        let mut sentences = Sentences::new(text);
        let at = |word: &str| text.find(word).unwrap();
        let mut check = |word: &str, expected: &str| assert_eq!(sentences.at(at(word)), expected);
        check("Two", "Two is longer.");
        check("longer", "Two is longer.");
        check("Three", "Three.");
        check("Five", "Five.");
        assert_eq!(Sentences::new("").at(0), "");
    }

    #[test]
    fn of_a_very_long_sentence_the_part_around_a_link_is_kept() {
        let text = format!("{}here{}", "é ".repeat(5000), " é".repeat(5000));
        let kept = Sentences::new(&text).at(text.find("here").unwrap());
        assert!(kept.contains("here") && kept.len() <= LONGEST_SENTENCE, "{kept}");
    }

    /// Reading the sentence anew for each link would take hours, and keeping it whole 100 GB.
    #[test]
    fn a_hundred_thousand_links_in_one_sentence_are_read_in_one_pass() {
        const COUNT: u32 = 100_000;
        let mut catalogue = Catalogue::new();
        let pack = catalogue.push_pack(Pack::new("p", "P"));
        let theme = catalogue.push_theme(Theme::new(pack, "t", "T"));
        for number in 0..=COUNT {
            catalogue.push_entry(NewEntry::new(theme, &format!("t/{number}"), "An entry"));
        }
        let links: Vec<String> = (1..=COUNT).map(|to| format!("[x](t/{to}) ")).collect();
        let body = Body { statements: Vec::new(), markdown: links.concat().into() };
        let mut mentions = Mentions::default();
        mentions.read(&catalogue, EntryKey(0), &body, |_| true);
        assert_eq!(mentions.from(EntryKey(0)).len(), COUNT as usize);
        let kept: usize = (1..=COUNT).map(|to| mentions.of(EntryKey(to))[0].reason.len()).sum();
        assert!(kept <= COUNT as usize * LONGEST_SENTENCE);
    }

    /// A piece of text that may lead to another entry.
    #[derive(Clone, Debug)]
    enum Snippet {
        Link(u32),
        LinkToAnchor(u32),
        ByReference(u32),
        InCode(u32),
        Outside,
        Missing,
        Words,
    }

    impl Snippet {
        fn text(&self, number: usize) -> String {
            let link = match self {
                Self::Link(to) => format!("[the *other* one](t/{to})"),
                Self::LinkToAnchor(to) => format!("[the other one](t/{to}#role)"),
                Self::ByReference(to) => format!("[the other one][r]\n\n[r]: t/{to}"),
                Self::InCode(to) => format!("`[the other one](t/{to})`"),
                Self::Outside => "[the other one](https://example.org/t/1)".to_owned(),
                Self::Missing => "[the other one](t/99)".to_owned(),
                Self::Words => "the other one".to_owned(),
            };
            format!("A sentence before. Number {number} is {link}")
        }

        fn leads_to(&self) -> Option<u32> {
            match self {
                Self::Link(to) | Self::LinkToAnchor(to) | Self::ByReference(to) => Some(*to),
                Self::InCode(_) | Self::Outside | Self::Missing | Self::Words => None,
            }
        }
    }

    fn pieces() -> impl Strategy<Value = Vec<Snippet>> {
        let piece = prop_oneof![
            4 => (0..ENTRIES).prop_map(Snippet::Link),
            2 => (0..ENTRIES).prop_map(Snippet::LinkToAnchor),
            1 => (0..ENTRIES).prop_map(Snippet::ByReference),
            1 => (0..ENTRIES).prop_map(Snippet::InCode),
            1 => prop_oneof![Just(Snippet::Outside), Just(Snippet::Missing), Just(Snippet::Words)],
        ];
        prop::collection::vec(piece, 0..6)
    }

    /// Builds a library in which an entry's last snippet is its Markdown, and the others are
    /// statements.
    fn library(texts: &[Vec<Snippet>]) -> Library {
        let mut catalogue = Catalogue::new();
        let pack = catalogue.push_pack(Pack::new("p", "P"));
        let theme = catalogue.push_theme(Theme::new(pack, "t", "T"));
        let statement = |text: &str| Statement {
            id: "".into(),
            heading: "".into(),
            text: text.into(),
            provenance: Provenance::Editor { certainty: Certainty::General, sources: Vec::new() },
        };
        let mut bodies = Vec::new();
        for (number, pieces) in texts.iter().enumerate() {
            catalogue.push_entry(NewEntry::new(theme, &format!("t/{number}"), "An entry"));
            let texts: Vec<String> =
                pieces.iter().enumerate().map(|(number, piece)| piece.text(number)).collect();
            let (last, others) = texts.split_last().map_or(("", &[][..]), |(a, b)| (a, b));
            let statements = others.iter().map(|text| statement(text)).collect();
            bodies.push(Arc::new(Body { statements, markdown: last.into() }));
        }
        Library::new(catalogue, bodies)
    }

    proptest! {
        #[test]
        fn backlinks_from_texts_are_those_that_the_texts_were_written_with(
            texts in prop::collection::vec(pieces(), ENTRIES as usize),
        ) {
            let library = library(&texts);
            let mentions = Mentions::new(&library);
            // For each entry those that it leads to, each once, with the first snippet that does.
            let leads: Vec<Vec<(u32, usize)>> = texts.iter().zip(0..).map(|(pieces, own)| {
                let mut leads: Vec<(u32, usize)> = Vec::new();
                for (number, piece) in pieces.iter().enumerate() {
                    let to = piece.leads_to().filter(|&to| to != own);
                    if let Some(to) = to.filter(|to| leads.iter().all(|lead| lead.0 != *to)) {
                        leads.push((to, number));
                    }
                }
                leads
            }).collect();
            for entry in 0..ENTRIES {
                let from: Vec<u32> = mentions.from(EntryKey(entry)).iter().map(|key| key.0).collect();
                let expected: Vec<u32> = leads[entry as usize].iter().map(|lead| lead.0).collect();
                prop_assert_eq!(from, expected);
                let told: Vec<(u32, String)> = mentions.leaving(EntryKey(entry))
                    .map(|mention| (mention.entry.0, mention.reason.to_string())).collect();
                let expected: Vec<(u32, String)> = leads[entry as usize].iter()
                    .map(|(to, number)| (*to, format!("Number {number} is the other one"))).collect();
                prop_assert_eq!(told, expected);
                let found: Vec<(u32, String)> = mentions.of(EntryKey(entry)).iter()
                    .map(|mention| (mention.entry.0, mention.reason.to_string())).collect();
                let expected: Vec<(u32, String)> = leads.iter().zip(0..).filter_map(|(leads, from)| {
                    let (_, number) = leads.iter().find(|lead| lead.0 == entry)?;
                    Some((from, format!("Number {number} is the other one")))
                }).collect();
                prop_assert_eq!(found, expected);
                let around = Mentions::around(&library, &[EntryKey(entry)]);
                prop_assert_eq!(around.of(EntryKey(entry)), mentions.of(EntryKey(entry)));
                prop_assert!(around.leaving(EntryKey(entry)).eq(mentions.leaving(EntryKey(entry))));
                for other in 0..ENTRIES {
                    let joined = mentions.between(EntryKey(other), EntryKey(entry)).is_some();
                    prop_assert_eq!(joined, leads[other as usize].iter().any(|lead| lead.0 == entry));
                }
            }
        }
    }
}
