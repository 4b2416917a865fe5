//! How Chinese words are read whose characters are read otherwise elsewhere: 行 is xing, but hang in 银行.
//! Refuses to know: names and their authors' readings.
//!
//! The table is a raw deflate stream; `data/meaning/` has made it of CC-CEDICT and tells how. Unpacked it is a
//! line for each word, sorted: how many characters it shares with the one before (a digit), its others, and its
//! syllables with spaces between, which are left out where each character is read as it is elsewhere.

use std::collections::HashMap;
use std::io::Read;
use std::sync::LazyLock;

use flate2::read::DeflateDecoder;
use pinyin::ToPinyin;

use crate::text::fold::fold;

static PACKED: &[u8] = include_bytes!("../../../data/meaning/readings.bin");

static TABLE: LazyLock<Table> = LazyLock::new(Table::unpack);

/// The table, unpacked.
struct Table {
    /// The syllables of each word, with spaces between.
    words: HashMap<String, String>,
    /// How many characters the longest word has.
    longest: usize,
}

/// Returns the syllables of a folded text without tones, word by word: the longest words of the table first,
/// from the first character on.
pub fn read(text: &str) -> Vec<String> {
    let is_read = |c: &char| c.to_pinyin().is_some();
    let characters: Vec<char> = text.chars().collect();
    let runs = characters.split(|c| !is_read(c)).filter(|run| !run.is_empty());
    runs.flat_map(|run| TABLE.read(run)).collect()
}

impl Table {
    fn unpack() -> Self {
        let mut text = String::new();
        DeflateDecoder::new(PACKED)
            .read_to_string(&mut text)
            .expect("the table was packed by its script");
        let (mut words, mut longest, mut word) = (HashMap::new(), 0, String::new());
        for line in text.lines() {
            let shared = line.chars().next().and_then(|digit| digit.to_digit(10));
            let kept = word.char_indices().nth(shared.unwrap_or(0) as usize);
            word.truncate(kept.map_or(word.len(), |(at, _)| at));
            let line = &line[1..];
            let (own, syllables) =
                line.split_at(line.find(|c: char| c.is_ascii()).unwrap_or(line.len()));
            word.push_str(own);
            longest = longest.max(word.chars().count());
            words.insert(word.clone(), syllables.to_owned());
        }
        Self { words, longest }
    }

    /// Reads a run of characters.
    fn read(&self, mut rest: &[char]) -> Vec<String> {
        let mut found = Vec::with_capacity(rest.len());
        while !rest.is_empty() {
            let (word, behind) = rest.split_at(self.longest(rest));
            match self.syllables(word) {
                Some(syllables) => found.extend(syllables.split(' ').map(str::to_owned)),
                None => found.extend(word.iter().filter_map(|&c| self.alone(c))),
            }
            rest = behind;
        }
        found
    }

    /// Returns how many characters the longest word at the beginning of a run has.
    fn longest(&self, rest: &[char]) -> usize {
        let lengths = (2..=rest.len().min(self.longest)).rev();
        let is_word =
            |length: &usize| self.words.contains_key(&rest[..*length].iter().collect::<String>());
        lengths.into_iter().find(is_word).unwrap_or(1)
    }

    /// Returns the syllables of a word that is not read as its characters are elsewhere.
    fn syllables(&self, word: &[char]) -> Option<&str> {
        let syllables = self.words.get(&word.iter().collect::<String>())?;
        Some(syllables.as_str()).filter(|syllables| !syllables.is_empty())
    }

    /// Returns how a character is commonly read.
    fn alone(&self, c: char) -> Option<String> {
        let known = self.syllables(&[c]).map(str::to_owned);
        known.or_else(|| c.to_pinyin().map(|one| fold(one.plain())))
    }
}
