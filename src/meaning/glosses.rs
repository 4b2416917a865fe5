//! Chinese words with their English glosses. Refuses to know: what is looked for with them.
//!
//! The table is a raw deflate stream behind its unpacked length (`u32`, little-endian). Unpacked it is
//! text: a line of traditional characters, a line of the simplified ones that stand for them, a line with
//! all simplified words, sorted, each as how many characters it shares with the one before (a digit) and its
//! others, then a line for each word: up to three glosses with slashes between.

use std::sync::LazyLock;

#[cfg(feature = "meaning")]
static PACKED: &[u8] = include_bytes!("../../data/meaning/glosses.bin");

/// No word of the table that anybody looks for has more characters.
const LONGEST: usize = 8;

/// What asks, joins and counts in Chinese and so stands for nothing itself.
const FUNCTION_WORDS: &str = "的了是在和与跟及或吗呢吧啊么什怎哪谁几多少有被把从到对为以于而之其这那我你他她它们个也都就还很";
/// Words that ask.
const QUESTIONS: [&str; 16] = [
    "什么",
    "什么是",
    "是什么",
    "为什么",
    "怎么",
    "怎样",
    "怎么样",
    "如何",
    "哪些",
    "哪个",
    "哪里",
    "多少",
    "几个",
    "谁",
    "是否",
    "有没有",
];

/// A Chinese word of a text with what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gloss {
    /// The word, as it stands in the text.
    pub word: String,
    /// Its first English glosses, at least one.
    pub english: Vec<&'static str>,
}

/// The table, unpacked.
struct Table {
    traditional: Vec<(char, char)>,
    /// A line for each word: the word, a tab, its glosses.
    words: String,
}

static TABLE: LazyLock<Table> = LazyLock::new(Table::unpack);

/// Returns the words of a run of Chinese characters that the table knows, the longest first from each
/// place on; what only asks or joins is left out. The table is unpacked by the first call.
pub fn glosses(run: &str) -> Vec<Gloss> {
    TABLE.glosses(run)
}

impl Table {
    fn unpack() -> Self {
        let text = unpacked();
        let mut parts = text.splitn(4, '\n');
        let mut part = || parts.next().unwrap_or_default();
        let (from, to, words, glosses) = (part(), part(), part(), part());
        Self {
            traditional: from.chars().zip(to.chars()).collect(),
            words: lines_of(words, glosses.split('\n')),
        }
    }

    fn glosses(&'static self, run: &str) -> Vec<Gloss> {
        let original: Vec<char> = run.chars().collect();
        let simple: Vec<char> = original.iter().map(|&c| self.simplified(c)).collect();
        let mut found = Vec::new();
        let mut at = 0;
        while at < simple.len() {
            let (length, english) = self.longest(&simple[at..]);
            let joins = length == 1 && FUNCTION_WORDS.contains(simple[at]);
            if !joins && !english.is_empty() {
                let word = original[at..at + length].iter().collect();
                found.push(Gloss { word, english });
            }
            at += length;
        }
        found
    }

    fn simplified(&self, c: char) -> char {
        let at = self.traditional.binary_search_by_key(&c, |(from, _)| *from);
        at.map_or(c, |at| self.traditional[at].1)
    }

    /// Returns how long the longest word at the beginning is, with its glosses; one character and none
    /// if there is no word.
    fn longest(&'static self, rest: &[char]) -> (usize, Vec<&'static str>) {
        for length in (1..=rest.len().min(LONGEST)).rev() {
            let word: String = rest[..length].iter().collect();
            if QUESTIONS.contains(&&*word) {
                return (length, Vec::new());
            }
            if let Some(glosses) = self.find(&word) {
                return (length, glosses.split('/').collect());
            }
        }
        (1, Vec::new())
    }

    /// Finds the glosses of a simplified word.
    fn find(&self, word: &str) -> Option<&str> {
        let (mut low, mut high) = (0, self.words.len());
        // Both ends stay at the beginnings of lines.
        while low < high {
            let middle = low + (high - low) / 2;
            let before = self.words.as_bytes()[low..middle].iter().rposition(|&b| b == b'\n');
            let start = before.map_or(low, |before| low + before + 1);
            let line = self.words[start..].split('\n').next().unwrap_or_default();
            let (found, glosses) = line.split_once('\t').unwrap_or((line, ""));
            match found.cmp(word) {
                std::cmp::Ordering::Equal => return Some(glosses),
                std::cmp::Ordering::Less => low = (start + line.len() + 1).min(high),
                std::cmp::Ordering::Greater => high = start,
            }
        }
        None
    }
}

/// Joins words, each written as far as it differs from the one before, with their glosses: a line for each.
fn lines_of<'t>(words: &str, glosses: impl Iterator<Item = &'t str>) -> String {
    let (mut lines, mut word, mut rest) = (String::new(), String::new(), words);
    for glosses in glosses {
        let Some(shared) = rest.chars().next().and_then(|digit| digit.to_digit(10)) else { break };
        let own = &rest[1..];
        let (own, behind) =
            own.split_at(own.find(|c: char| c.is_ascii_digit()).unwrap_or(own.len()));
        rest = behind;
        let kept = word.char_indices().nth(shared as usize).map_or(word.len(), |(at, _)| at);
        word.truncate(kept);
        word.push_str(own);
        for part in [&word, "\t", glosses, "\n"] {
            lines.push_str(part);
        }
    }
    lines
}

#[cfg(feature = "meaning")]
fn unpacked() -> String {
    let (length, packed) = PACKED.split_first_chunk::<4>().expect("the table has a length");
    let length = u32::from_le_bytes(*length) as usize;
    let text = miniz_oxide::inflate::decompress_to_vec_with_limit(packed, length);
    String::from_utf8(text.expect("the table was packed by its script")).expect("it is text")
}

#[cfg(not(feature = "meaning"))]
fn unpacked() -> String {
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole_again() {
        let lines =
            lines_of("0一1二2三1丁0丁", ["one", "two", "three/3", "four", "nail"].into_iter());
        assert_eq!(lines, "一\tone\n一二\ttwo\n一二三\tthree/3\n一丁\tfour\n丁\tnail\n");
        assert_eq!(lines_of("", [""].into_iter()), "");
    }
}
