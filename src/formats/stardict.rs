//! `StarDict`, versions 2.4.2 and 3.0.0 of its format: what it says of itself in `.ifo`, its headwords in
//! `.idx` and `.syn`, its articles in `.dict`. Refuses to know: how text becomes Markdown.

mod article;
mod index;

use std::collections::HashMap;
use std::path::Path;

use super::dictionary::{self, About, Links, Room};
use super::draft::Draft;
use super::intake::{BytesFile, Reading};
use super::lexicon::{Lexicon, headword};
use super::siblings::{Siblings, no_such_part};
use super::tally::{Loss, Tally};
use crate::content::load::RawPack;
use crate::content::position::At;
use crate::content::source::{Listing, Refusal, without_mark};
use crate::messages::formats as says;
use article::Article;
use index::{Index, Item};

/// What an `.ifo` file begins with.
const MAGIC: &[u8] = b"StarDict's dict ifo file";

/// The endings of the other files, the first of each kind that is there.
const PARTS: [&[&str]; 3] =
    [&["idx", "idx.gz", "idx.dz"], &["dict", "dict.dz", "dict.gz"], &["syn", "syn.gz", "syn.dz"]];

/// What is missing without the parts that are needed.
const NEEDED: [&str; 3] = [".idx", ".dict", ""];

/// Returns whether a file that begins so describes a dictionary.
pub fn begins(beginning: &[u8]) -> bool {
    without_mark(beginning).starts_with(MAGIC)
}

/// Lists the files of the dictionary that one of them belongs to, the description first.
pub fn list(path: &Path) -> Result<Listing, Refusal> {
    Siblings::of(path)?.list("ifo", &PARTS)
}

/// What the description says.
#[derive(Debug, Default)]
struct Info {
    values: HashMap<String, String>,
}

impl Info {
    fn of(text: &str) -> Self {
        let pairs = text.lines().filter_map(|line| line.split_once('='));
        let values = pairs.map(|(key, value)| (key.trim().to_lowercase(), value.trim().to_owned()));
        Self { values: values.collect() }
    }

    fn get(&self, key: &str) -> &str {
        self.values.get(key).map_or("", String::as_str)
    }
}

/// Reads a dictionary; `None` if nothing of it can be shown.
pub fn read(listing: &Listing, fallback: &str, reading: &mut Reading<'_, '_>) -> Option<RawPack> {
    let mut tally = Tally::default();
    let description = reading.bytes(&listing.head)?;
    let whole = At::whole(description.file);
    let info = Info::of(&dictionary::text_of(&description.bytes, whole, &mut tally));
    let mut parts = PARTS.map(|_| None);
    for (part, (endings, ending)) in parts.iter_mut().zip(PARTS.iter().zip(NEEDED)) {
        let found = listing.others.iter().find(|found| {
            let name = found.name.to_lowercase();
            endings.iter().any(|it| name.strip_suffix(it).is_some_and(|it| it.ends_with('.')))
        });
        if let Some(found) = found {
            *part = reading.bytes(found);
            reading.progress().read_file(0);
        } else if !ending.is_empty() {
            reading.refuse(&no_such_part(ending), description.file);
        }
    }
    let [index, articles, synonyms] = parts;
    let dictionary = Dictionary { info, articles: articles?, whole };
    let index = Index::read(index?, dictionary.info.get("idxoffsetbits") == "64", &mut tally);
    dictionary.finish(&index, synonyms.as_ref(), fallback, reading, tally)
}

struct Dictionary {
    info: Info,
    articles: BytesFile,
    whole: At,
}

impl Dictionary {
    fn finish(
        self,
        index: &Index,
        synonyms: Option<&BytesFile>,
        fallback: &str,
        reading: &mut Reading<'_, '_>,
        mut tally: Tally,
    ) -> Option<RawPack> {
        let words = self.words_with(synonyms, index, &mut tally);
        let title = self.info.get("bookname");
        let title = if title.is_empty() { fallback } else { title };
        let mut draft = Draft::new(self.whole.file, fallback, title);
        self.about(&words).push(&mut draft, self.whole);
        let fields = self.info.get("sametypesequence");
        let width = self.width(&words, fields);
        let links = Links::new(&words);
        dictionary::finish(&words, draft, reading, tally, |entry, range, tally| {
            let bytes = &self.articles.bytes[range.start..range.end];
            Article { fields, width, entry: &entry.title, at: At::whole(self.articles.file) }
                .markdown(bytes, &links, tally)
        })
    }

    /// Joins the items of the index, and has their synonyms lead to them.
    fn words_with(
        &self,
        synonyms: Option<&BytesFile>,
        index: &Index,
        tally: &mut Tally,
    ) -> Lexicon<std::ops::Range<usize>> {
        let (mut words, of_items) = self.words(index, tally);
        if let Some(synonyms) = synonyms {
            index::read_synonyms(synonyms, tally, |item, word| {
                if let Some(&Some(number)) = of_items.get(item) {
                    words.alias(number, word);
                }
            });
        }
        words.complete()
    }

    /// Joins the items of the index: those that have one article are one entry, under the shortest of
    /// their words, which is the form that others are derived from; those of one word are one entry.
    /// Returns the entry of each item.
    fn words(
        &self,
        index: &Index,
        tally: &mut Tally,
    ) -> (Lexicon<std::ops::Range<usize>>, Vec<Option<usize>>) {
        let at = At::whole(index.file);
        let length = self.articles.bytes.len() as u64;
        let mut titles: HashMap<(u64, u32), usize> = HashMap::with_capacity(index.items.len());
        let word = |number: usize| index.word(&index.items[number]);
        for (number, item) in index.items.iter().enumerate() {
            if item.end() > length {
                tally.count(Loss::Outside, at, || says::word_at(&index.word(item), item.place));
                continue;
            }
            let best = titles.entry((item.offset, item.size)).or_insert(number);
            if word(number).chars().count() < word(*best).chars().count() {
                *best = number;
            }
        }
        let mut words = Lexicon::default();
        let mut room = Room::of(self.articles.bytes.len());
        let mut of_articles: HashMap<(u64, u32), usize> = HashMap::with_capacity(titles.len());
        let mut push = |item: &Item, words: &mut Lexicon<_>, tally: &mut Tally| {
            let written = index.word(item);
            let word = headword(&written, at, tally, || says::word_at(&written, item.place))?;
            let article = (item.offset, item.size);
            let first = *titles.get(&article)?;
            if let Some(&number) = of_articles.get(&article) {
                words.alias(number, &word);
                return Some(number);
            }
            let title = headword(&index.word(&index.items[first]), at, tally, String::new);
            let range = item.offset as usize..item.end() as usize;
            if !room.take(range.len()) {
                tally.count(Loss::Overlap, at, || says::word_at(&written, item.place));
                return None;
            }
            let number = words.push(title.as_ref().unwrap_or(&word), at, range);
            of_articles.insert(article, number);
            words.alias(number, &word);
            Some(number)
        };
        let of_items = index.items.iter().map(|item| push(item, &mut words, tally)).collect();
        (words, of_items)
    }

    /// Returns the width at which plain text was wrapped.
    fn width(&self, words: &Lexicon<std::ops::Range<usize>>, fields: &str) -> Option<usize> {
        let is_plain = fields.is_empty() || fields.contains(['m', 'l']);
        is_plain.then(|| dictionary::width_of(words, &self.articles.bytes))?
    }

    fn about(&self, words: &Lexicon<std::ops::Range<usize>>) -> About {
        let mut about = About::new(words.entries.len());
        for (key, label) in says::ABOUT_STARDICT {
            about.line(label, self.info.get(key));
        }
        about.text = self.info.get("description").replace("<br>", "\n");
        about
    }
}
