//! The headwords of a dictionary: which of them are one entry, what else leads there, under which id.
//! Refuses to know: formats, and what is said of the words.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use foldhash::fast::RandomState;

use super::ids::Ids;
use super::tally::{Loss, Tally};
use crate::content::position::At;

/// From how many characters on a headword is cut for its title.
const LONGEST_WORD: usize = 200;

/// How a word leads to an entry; a better way takes the place of a worse one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    /// Written small.
    Small,
    /// As another word for it.
    Alias,
    /// As its title.
    Title,
}

/// The words of a dictionary, each entry with what `A` says of its articles.
#[derive(Debug)]
pub struct Lexicon<A> {
    /// In the order in which they were met.
    pub entries: Vec<Headword<A>>,
    ways: HashMap<Box<str>, (u32, Way), RandomState>,
    ids: Ids,
}

/// A headword.
#[derive(Debug)]
pub struct Headword<A> {
    /// The id of its entry.
    pub id: Box<str>,
    /// The word.
    pub title: Box<str>,
    /// Other words that lead here.
    pub aliases: Vec<Box<str>>,
    /// What is said of it, in the order of the dictionary.
    pub articles: Vec<A>,
    /// Where it stands first.
    pub at: At,
}

impl<A> Default for Lexicon<A> {
    fn default() -> Self {
        Self { entries: Vec::new(), ways: HashMap::default(), ids: Ids::default() }
    }
}

impl<A> Lexicon<A> {
    /// Adds an article to the entry of its headword, which begins with the first; returns the number of the
    /// entry. A reader looks a word up, so all that is said of one is one entry; words that differ in their
    /// capitals are two.
    pub fn push(&mut self, word: &str, at: At, article: A) -> usize {
        let number = self.entries.len();
        match self.ways.entry(word.into()) {
            Slot::Occupied(mut way) if way.get().1 < Way::Title => {
                way.insert((number as u32, Way::Title));
            }
            Slot::Occupied(way) => {
                let number = way.get().0 as usize;
                self.entries[number].articles.push(article);
                return number;
            }
            Slot::Vacant(way) => {
                way.insert((number as u32, Way::Title));
            }
        }
        self.entries.push(Headword {
            id: self.ids.give(&word.replace('/', " ")),
            title: word.into(),
            aliases: Vec::new(),
            articles: vec![article],
            at,
        });
        self.lead(&word.to_lowercase(), number, Way::Small);
        number
    }

    /// Adds another word for an entry.
    pub fn alias(&mut self, number: usize, word: &str) {
        let entry = &mut self.entries[number];
        if *entry.title != *word && entry.aliases.last().is_none_or(|last| **last != *word) {
            entry.aliases.push(word.into());
            self.lead(word, number, Way::Alias);
            self.lead(&word.to_lowercase(), number, Way::Small);
        }
    }

    fn lead(&mut self, word: &str, number: usize, way: Way) {
        match self.ways.get_mut(word) {
            Some(known) if known.1 >= way => {}
            Some(known) => *known = (number as u32, way),
            None => drop(self.ways.insert(word.into(), (number as u32, way))),
        }
    }

    /// Returns it without what only further words would need: with many words that is much.
    pub fn complete(self) -> Self {
        Self { ids: Ids::default(), ..self }
    }

    /// Returns the id of the entry that a word leads to: as it is written, else written small.
    pub fn find(&self, word: &str) -> Option<&str> {
        let word = clean(word);
        let way = self.ways.get(&*word).or_else(|| self.ways.get(&*word.to_lowercase()));
        way.map(|&(number, _)| &*self.entries[number as usize].id)
    }
}

/// Returns a headword as a title: in one line, without controls.
pub fn clean(word: &str) -> String {
    let word = word.trim();
    if !word.contains(|c: char| c.is_control() || c.is_whitespace() && c != ' ') {
        return word.to_owned();
    }
    let words = word.split(|c: char| c.is_control() || c.is_whitespace());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Returns a headword as a title, and tells if it is none or too long for one.
pub fn headword(
    word: &str,
    at: At,
    tally: &mut Tally,
    place: impl Fn() -> String,
) -> Option<String> {
    let mut word = clean(word);
    if word.is_empty() {
        tally.count(Loss::NoWord, at, place);
        return None;
    }
    if let Some((end, _)) = word.char_indices().nth(LONGEST_WORD) {
        tally.count(Loss::LongWord, at, place);
        word.truncate(end);
        word.push('…');
    }
    Some(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::position::FileKey;

    #[test]
    fn words_lead_to_entries_by_the_best_way() {
        let mut words = Lexicon::default();
        let at = At::whole(FileKey::new(0));
        for (number, word) in
            ["Polish", "polish", "Tea", "Polish", "and/or", "+"].iter().enumerate()
        {
            words.push(word, at, number);
        }
        words.alias(2, "cha");
        words.alias(2, "+");
        let articles: Vec<_> = words.entries.iter().map(|it| (&*it.id, &*it.articles)).collect();
        let expected: [(&str, &[usize]); 5] = [
            ("Polish", &[0, 3]),
            ("polish", &[1]),
            ("Tea", &[2]),
            ("and-or", &[4]),
            ("entry", &[5]),
        ];
        assert_eq!(articles, expected);
        for (word, id) in [
            ("Polish", Some("Polish")),
            ("polish", Some("polish")),
            ("POLISH", Some("polish")),
            ("tea", Some("Tea")),
            (" Cha\n", Some("Tea")),
            ("+", Some("entry")),
            ("coffee", None),
        ] {
            assert_eq!(words.find(word), id, "{word}");
        }
    }

    #[test]
    fn headwords_are_one_line() {
        let mut tally = Tally::default();
        let at = At::whole(FileKey::new(0));
        let mut title = |word: &str| headword(word, at, &mut tally, String::new);
        assert_eq!(title(" a\t\u{1b}[31m\nb ").as_deref(), Some("a [31m b"));
        assert_eq!(title(" \0 "), None);
        assert_eq!(title(&"é".repeat(500)).map(|it| it.chars().count()), Some(LONGEST_WORD + 1));
    }
}
