//! From what was typed to entries and themes, or to a failure that names the nearest. Refuses to know:
//! what is done with them.

use std::cell::OnceCell;

use super::failure::Failure;
use crate::knowledge::Corpus;
use crate::messages::cli as messages;
use crate::model::{Catalogue, EntryKey, Lookup, Matrix, ThemeKey};
use crate::search::{Index, lookup, marked_pair, pairs};
use crate::text::nearest::{self, nearest};

/// Finds entries by what a person types; what search calls exact is looked up if no id is the name.
pub struct Names<'a> {
    corpus: &'a Corpus,
    index: OnceCell<Index>,
}

impl<'a> Names<'a> {
    /// Looks names up in a library.
    pub fn new(corpus: &'a Corpus) -> Self {
        Self { corpus, index: OnceCell::new() }
    }

    /// Returns what a name means.
    pub fn lookup(&self, wanted: &str) -> Lookup {
        let names = || self.index.get_or_init(|| Index::of_names(self.corpus.library()));
        lookup(self.corpus.catalogue(), wanted, names)
    }

    /// Finds the entry that a person means.
    pub fn entry(&self, wanted: &str) -> Result<EntryKey, Failure> {
        self.only(wanted, self.lookup(wanted))
    }

    /// Returns the entry that a name was found to mean.
    fn only(&self, wanted: &str, found: Lookup) -> Result<EntryKey, Failure> {
        let catalogue = self.corpus.catalogue();
        match found {
            Lookup::Found(entry) => Ok(entry),
            Lookup::Ambiguous(entries) => {
                Err(Failure::not_found(messages::ambiguous(wanted)).or_else(catalogue, &entries))
            }
            Lookup::Missing => {
                let nearest = nearest_entry(catalogue, wanted);
                let named =
                    nearest.map(|entry| (catalogue.unique_id(entry), catalogue.title(entry)));
                let named = named.as_ref().map(|(id, title)| (&**id, *title));
                let failure = Failure::not_found(messages::no_entry(wanted, named));
                Err(failure.or_else(catalogue, nearest.as_slice()))
            }
        }
    }

    /// Returns the entry that a name means, or else the one whose name is nearest to it, if any is near.
    pub fn nearest(&self, wanted: &str) -> Option<EntryKey> {
        match self.lookup(wanted) {
            Lookup::Found(entry) => Some(entry),
            Lookup::Ambiguous(_) => None,
            Lookup::Missing => nearest_entry(self.corpus.catalogue(), wanted),
        }
    }

    /// Finds the entries that a person means: the one that all words together name, else one for each
    /// word.
    pub fn entries(&self, words: &[String]) -> Result<Vec<EntryKey>, Failure> {
        let whole = words.join(" ");
        let meant = self.lookup(&whole);
        if meant == Lookup::Missing {
            let each: Vec<Lookup> = words.iter().map(|word| self.lookup(word)).collect();
            if each.iter().any(|found| matches!(found, Lookup::Found(_))) {
                let each = words.iter().zip(each);
                return each.map(|(word, found)| self.only(word, found)).collect();
            }
        }
        Ok(vec![self.only(&whole, meant)?])
    }

    /// Finds the two entries that a person means: two words, or one text that names both with a mark
    /// or a word such as "to" between the names. `command` is what asks.
    pub fn pair(&self, words: &[String], command: &str) -> Result<[EntryKey; 2], Failure> {
        if let [one, other] = words {
            return Ok([self.entry(one)?, self.entry(other)?]);
        }
        let whole = words.join(" ");
        let found = |name: &str| match self.lookup(name) {
            Lookup::Found(entry) => Some(entry),
            Lookup::Ambiguous(_) | Lookup::Missing => None,
        };
        if let Some(pair) =
            pairs(&whole).find_map(|(one, other)| Some([found(one)?, found(other)?]))
        {
            return Ok(pair);
        }
        match marked_pair(&whole) {
            Some((one, other)) => Ok([self.entry(one)?, self.entry(other)?]),
            None => Err(Failure::usage(messages::no_two_entries(&whole, command))),
        }
    }
}

/// Finds the themes that a person means, by `pack:theme`, id, title or short title; never none, and
/// several only if packs share a name.
pub fn themes(catalogue: &Catalogue, wanted: &str) -> Result<Vec<ThemeKey>, Failure> {
    let found = catalogue.themes_named(wanted);
    if !found.is_empty() {
        return Ok(found);
    }
    let named = catalogue.themes().iter();
    let named = named.map(|theme| (&*theme.id, [&*theme.id, &*theme.title, &*theme.short]));
    let themes = (0..catalogue.themes().len()).map(ThemeKey::new);
    let ids: Vec<_> = themes.map(|theme| catalogue.unique_theme_id(theme)).collect();
    let nearest = nearest(wanted, named, nearest::NAME);
    Err(Failure::not_found(messages::no_theme(wanted, nearest, &ids)))
}

/// Finds the matrix of the two themes that a person means, which are of one pack if there are such.
pub fn matrix(catalogue: &Catalogue, wanted: [&str; 2]) -> Result<Matrix, Failure> {
    let [rows, columns] = [themes(catalogue, wanted[0])?, themes(catalogue, wanted[1])?];
    if let [one] = catalogue.matrices_of(&rows, &columns)[..] {
        return Ok(one);
    }
    let (name, meant) = if rows.len() > 1 { (wanted[0], rows) } else { (wanted[1], columns) };
    let named = |theme| (catalogue.unique_theme_id(theme), &*catalogue.theme(theme).title);
    let failure = Failure::not_found(messages::several_themes(name));
    Err(failure.or_one_of(meant.into_iter().map(named)))
}

/// Returns the entry whose id, slug or title is most alike, if one is alike at all.
fn nearest_entry(catalogue: &Catalogue, wanted: &str) -> Option<EntryKey> {
    let named = |entry| {
        let id = catalogue.id(entry);
        let slug = id.split_once('/').map_or(id, |(_, slug)| slug);
        (entry, [id, slug, catalogue.title(entry)])
    };
    nearest(wanted, catalogue.entries().map(named), nearest::NAME)
}
