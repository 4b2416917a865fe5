//! Where in an entry something was added, and where that is in another version of it: a paragraph is
//! known by its words. Refuses to know: entries, files.
//!
//! Shingles as in A. Broder, "On the resemblance and containment of documents" (1997).

use std::collections::HashSet;
use std::fmt;
use std::num::ParseIntError;
use std::ops::Range;

use serde::{Deserialize, Serialize, Serializer};
use unicode_segmentation::UnicodeSegmentation;

use crate::text::fold::fold;

/// How much of a paragraph is kept, in bytes: enough to know it again, and to show what it said.
const KEPT: usize = 2048;
/// How much of what was selected is kept, in bytes.
const MOST_SELECTED: usize = 1 << 20;
/// How many words a shingle has.
const SHINGLE: usize = 3;
/// Two paragraphs are one, reworded, if the shorter shares at least this part of its shingles, in percent …
const SHARED_OF_SHORTER: usize = 40;
/// … and the longer at least this part: a phrase that both hold is not enough.
const SHARED_OF_LONGER: usize = 20;
/// With fewer words than this, nothing but equality counts.
const FEWEST: usize = 5;

/// A fingerprint of words: case, accents, punctuation, markup and the breaks of lines are no part of it.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(try_from = "String")]
pub struct Print(pub u64);

impl Print {
    /// Returns the fingerprint of a text without markup; of one without words, that of all its characters.
    pub fn of(text: &str) -> Self {
        let folded = fold(text);
        let mut words = folded.unicode_words().peekable();
        if words.peek().is_some() { Self::of_words(words) } else { Self::of_words([text]) }
    }

    /// Returns the fingerprint of several texts in their order.
    pub fn of_all(prints: impl IntoIterator<Item = Self>) -> Self {
        let mut hasher = blake3::Hasher::new();
        for Self(print) in prints {
            hasher.update(&print.to_le_bytes());
        }
        Self::take(hasher.finalize())
    }

    fn of_words<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut bytes = Vec::new();
        for word in words {
            bytes.extend(word.as_bytes());
            bytes.push(0);
        }
        Self::take(blake3::hash(&bytes))
    }

    fn take(hash: blake3::Hash) -> Self {
        let first = hash.as_bytes().first_chunk().expect("a hash has 32 bytes");
        Self(u64::from_le_bytes(*first))
    }
}

/// Writes 16 hexadecimal digits.
impl fmt::Display for Print {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:016x}", self.0)
    }
}

impl Serialize for Print {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Reads hexadecimal digits.
impl TryFrom<String> for Print {
    type Error = ParseIntError;

    fn try_from(digits: String) -> Result<Self, Self::Error> {
        u64::from_str_radix(&digits, 16).map(Self)
    }
}

/// Some words of a paragraph.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Selection {
    /// Where they begin, in bytes of the paragraph without markup.
    pub from: u32,
    /// The words as they stood there.
    pub words: Box<str>,
}

/// A paragraph that something was added to, and the words there if it was not the whole.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Anchor {
    /// Which paragraph of the entry it was, counted from 0.
    pub paragraph: u32,
    /// The fingerprint of all its words.
    pub print: Print,
    /// What it said, without markup; the first 2,048 bytes of it.
    pub text: Box<str>,
    /// The words that were selected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub selection: Option<Selection>,
}

/// Where something that was added is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// In the paragraph that it was added to, which stands where it stood.
    Same(u32),
    /// In the paragraph that it was added to, which stands elsewhere in the entry.
    Moved(u32),
    /// In a paragraph that says it in other words.
    Reworded(u32),
    /// Nowhere.
    Lost,
}

impl Found {
    /// Returns the paragraph, if there is one.
    pub fn paragraph(self) -> Option<u32> {
        match self {
            Self::Same(at) | Self::Moved(at) | Self::Reworded(at) => Some(at),
            Self::Lost => None,
        }
    }
}

/// A paragraph that things can be added to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// What it says, without markup.
    pub text: String,
    /// The fingerprint of its words.
    pub print: Print,
}

impl Paragraph {
    /// Builds a paragraph.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { print: Print::of(&text), text }
    }
}

impl Anchor {
    /// Builds an anchor to a paragraph, or to some bytes of its text.
    pub fn new(number: u32, paragraph: &Paragraph, selected: Option<Range<usize>>) -> Self {
        let kept = paragraph.text.floor_char_boundary(KEPT);
        let selection = selected.map(|range| {
            let words = &paragraph.text[range.clone()];
            let words = &words[..words.floor_char_boundary(MOST_SELECTED)];
            Selection { from: range.start as u32, words: words.into() }
        });
        Self {
            paragraph: number,
            print: paragraph.print,
            text: paragraph.text[..kept].into(),
            selection,
        }
    }

    /// Finds the paragraph in another version of its entry: the nearest one that says the same, else
    /// the one that shares most of its words.
    pub fn find(&self, paragraphs: &[Paragraph]) -> Found {
        let number = self.paragraph;
        let is_it = |at: u32| paragraphs.get(at as usize).is_some_and(|it| it.print == self.print);
        if is_it(number) {
            return Found::Same(number);
        }
        let same = (0..paragraphs.len() as u32).filter(|&at| is_it(at));
        if let Some(nearest) = same.min_by_key(|at| at.abs_diff(number)) {
            return Found::Moved(nearest);
        }
        self.find_reworded(paragraphs).map_or(Found::Lost, Found::Reworded)
    }

    /// Returns the words that something was added to: those that were selected, else those of the paragraph.
    pub fn words(&self) -> &str {
        self.selection.as_ref().map_or(&self.text, |selection| &selection.words)
    }

    /// Returns whether the paragraph had so many words or more.
    pub fn has_words(&self, count: usize) -> bool {
        words(&self.text).len() >= count
    }

    fn find_reworded(&self, paragraphs: &[Paragraph]) -> Option<u32> {
        let own = shingles(&self.text)?;
        let selected = self.selection.as_ref().map(|selection| fold(&selection.words));
        let mut best: Option<((bool, usize), u32)> = None;
        for (at, paragraph) in (0..).zip(paragraphs) {
            let kept = paragraph.text.floor_char_boundary(4 * KEPT);
            let Some(other) = shingles(&paragraph.text[..kept]) else { continue };
            let shared = own.intersection(&other).count();
            let (shorter, longer) = (own.len().min(other.len()), own.len().max(other.len()));
            if shared * 100 < shorter * SHARED_OF_SHORTER
                || shared * 100 < longer * SHARED_OF_LONGER
            {
                continue;
            }
            // Of the parts of a paragraph that was split, the one with the selected words.
            let holds =
                selected.as_ref().is_some_and(|words| fold(&paragraph.text).contains(words));
            let likeness = (holds, shared);
            if best.is_none_or(|(before, _)| likeness > before) {
                best = Some((likeness, at));
            }
        }
        best.map(|(_, at)| at)
    }

    /// Finds the selected words in the text of the paragraph that was found; `None` if they are not
    /// there any more, or none were selected.
    pub fn find_selection(&self, text: &str) -> Option<Range<usize>> {
        let Selection { from, words } = self.selection.as_ref()?;
        let from = *from as usize;
        if words.is_empty() {
            return None;
        }
        let found = text.match_indices(&**words).map(|(at, _)| at);
        let nearest = found.min_by_key(|at| at.abs_diff(from))?;
        Some(nearest..nearest + words.len())
    }
}

/// Returns the words of a text, folded; a character of a script without spaces is a word of its own.
fn words(text: &str) -> Vec<String> {
    fold(text).unicode_words().map(str::to_owned).collect()
}

/// Returns the runs of words of a text, as hashes; `None` if it has too few words to be known by some
/// of them.
fn shingles(text: &str) -> Option<HashSet<u64>> {
    let words = words(text);
    let of = |run: &[String]| Print::of_words(run.iter().map(String::as_str)).0;
    (words.len() >= FEWEST).then(|| words.windows(SHINGLE).map(of).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEA: &str =
        "Green tea is made from leaves that were not allowed to wither or to oxidise.";
    const WATER: &str = "The water should be well below the boil, at seventy to eighty degrees.";
    const CUP: &str = "A cup that is warmed before keeps the tea hot for longer than a cold one.";

    fn paragraphs(texts: &[&str]) -> Vec<Paragraph> {
        texts.iter().map(|text| Paragraph::new(*text)).collect()
    }

    /// Adds something to the second of three paragraphs and looks for it among others.
    #[track_caller]
    fn check(now: &[&str], expected: Found) {
        let before = paragraphs(&[TEA, WATER, CUP]);
        let anchor = Anchor::new(1, &before[1], None);
        assert_eq!(anchor.find(&paragraphs(now)), expected);
    }

    #[test]
    fn a_paragraph_is_known_by_its_words() {
        check(&[TEA, WATER, CUP], Found::Same(1));
        check(&[WATER, TEA, CUP], Found::Moved(0));
        check(&[TEA, CUP, TEA, WATER, WATER], Found::Moved(3));
        check(&[TEA, &WATER.to_uppercase().replace(',', ""), CUP], Found::Same(1));
        check(&[], Found::Lost);
        check(&[TEA, CUP], Found::Lost);
    }

    #[test]
    fn paragraphs_without_words_are_told_apart() {
        let [arrow, star] = ["\u{2192}", "*"].map(Paragraph::new);
        assert_ne!(arrow.print, star.print);
        let anchor = Anchor::new(0, &arrow, None);
        assert_eq!(anchor.find(&[star.clone(), arrow]), Found::Moved(1));
        assert_eq!(anchor.find(&[star]), Found::Lost);
    }

    #[test]
    fn a_paragraph_is_known_when_some_of_its_words_change() {
        let lightly = "The water should be well below boiling, at seventy to eighty degrees.";
        check(&[lightly, TEA], Found::Reworded(0));
        let wholly = "Never boil it: let the kettle rest for five minutes before you pour.";
        check(&[TEA, wholly, CUP], Found::Lost);
        let merged = format!("{WATER} {CUP}");
        check(&[TEA, &merged], Found::Reworded(1));
        let (first, second) = ("The water should be well below the boil,", "at eighty degrees.");
        check(&[TEA, first, second], Found::Reworded(1));
    }

    #[test]
    fn of_a_paragraph_that_was_split_the_part_with_the_selected_words_is_it() {
        let text = format!("{WATER} {CUP}");
        let before = Paragraph::new(text.clone());
        for (words, expected) in [("boil", 0), ("warmed", 1)] {
            let from = text.find(words).expect("it holds them");
            let anchor = Anchor::new(0, &before, Some(from..from + words.len()));
            assert_eq!(anchor.find(&paragraphs(&[WATER, CUP])), Found::Reworded(expected));
        }
    }

    #[test]
    fn selected_words_are_found_nearest_to_where_they_were() {
        let text = "tea, tea and tea";
        let anchor = Anchor::new(0, &Paragraph::new(text), Some(5..8));
        assert_eq!(anchor.find_selection(text), Some(5..8));
        assert_eq!(anchor.find_selection("tea and tea"), Some(8..11));
        assert_eq!(anchor.find_selection("coffee"), None);
        assert_eq!(Anchor::new(0, &Paragraph::new(text), None).find_selection(text), None);
    }

    #[test]
    fn chinese_is_known_by_its_characters() {
        let (before, after) =
            ("推进高质量共建一带一路机制，完善统筹。", "推进高质量共建一带一路的机制，完善统筹。");
        let anchor = Anchor::new(0, &Paragraph::new(before), None);
        assert_eq!(anchor.find(&paragraphs(&[TEA, after])), Found::Reworded(1));
    }
}
