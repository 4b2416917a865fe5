//! In what two versions of a text differ: paragraph by paragraph, and in a paragraph word by word. Refuses to
//! know: which entry it is, who reads it.

use std::collections::HashSet;
use std::hash::Hash;
use std::ops::Range;

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

/// Two paragraphs are one, reworded, if they share at least this part of the words of the longer, in percent.
const SHARED: usize = 40;
/// Among more pairs of paragraphs than these, none is looked for that is reworded.
const MOST_PAIRS: usize = 2_500;

/// Some words of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// Words of both versions.
    Same(String),
    /// Words of the earlier version alone.
    Removed(String),
    /// Words of the later version alone.
    Added(String),
}

/// What became of a paragraph, or of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// So many paragraphs say what they said.
    Same(usize),
    /// A paragraph says it in other words.
    Reworded(Vec<Stretch>),
    /// A paragraph is gone.
    Removed(String),
    /// A paragraph is new.
    Added(String),
}

impl Part {
    /// Returns how many paragraphs of the later version it is.
    pub fn paragraphs(&self) -> usize {
        match self {
            Self::Same(count) => *count,
            Self::Reworded(_) | Self::Added(_) => 1,
            Self::Removed(_) => 0,
        }
    }
}

/// In what two versions of a text differ.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// In the order of the text.
    pub parts: Vec<Part>,
}

impl Difference {
    /// Compares two versions, which are paragraphs without markup.
    pub fn new(before: &[&str], now: &[&str]) -> Self {
        let mut parts = Vec::new();
        for (tag, old, new) in changes(before, now) {
            if tag == DiffTag::Equal {
                parts.push(Part::Same(new.len()));
            } else {
                compare(&before[old], &now[new], &mut parts);
            }
        }
        Self { parts }
    }

    /// Counts the paragraphs that are reworded, gone and new.
    pub fn counts(&self) -> [usize; 3] {
        let count = |is: fn(&&Part) -> bool| self.parts.iter().filter(is).count();
        [
            count(|part| matches!(part, Part::Reworded(_))),
            count(|part| matches!(part, Part::Removed(_))),
            count(|part| matches!(part, Part::Added(_))),
        ]
    }
}

fn changes<T: Hash + Eq + Ord>(
    before: &[T],
    now: &[T],
) -> impl Iterator<Item = (DiffTag, Range<usize>, Range<usize>)> + use<T> {
    capture_diff_slices(Algorithm::Myers, before, now)
        .into_iter()
        .map(|op: DiffOp| op.as_tag_tuple())
}

/// Compares paragraphs of which none stands in the other version: each is the first one not yet taken that
/// shares enough words, or is gone or new. What is gone comes before what is new in its place.
fn compare(before: &[&str], now: &[&str], parts: &mut Vec<Part>) {
    let seeks = before.len() * now.len() <= MOST_PAIRS;
    let words: Vec<HashSet<&str>> =
        if seeks { before.iter().map(|text| words(text)).collect() } else { Vec::new() };
    let (mut next, mut added) = (0, Vec::new());
    for text in now {
        let own = if seeks { self::words(text) } else { HashSet::new() };
        let found = words.iter().enumerate().skip(next).find(|(_, words)| is_reworded(words, &own));
        let Some((at, _)) = found else {
            added.push(Part::Added((*text).to_owned()));
            continue;
        };
        parts.extend(before[next..at].iter().map(|text| Part::Removed((*text).to_owned())));
        parts.append(&mut added);
        parts.push(Part::Reworded(stretches(before[at], text)));
        next = at + 1;
    }
    parts.extend(before[next..].iter().map(|text| Part::Removed((*text).to_owned())));
    parts.append(&mut added);
}

fn words(text: &str) -> HashSet<&str> {
    text.unicode_words().collect()
}

fn is_reworded(one: &HashSet<&str>, other: &HashSet<&str>) -> bool {
    let shared = one.intersection(other).count();
    shared > 0 && shared * 100 >= one.len().max(other.len()) * SHARED
}

/// Compares two paragraphs word by word; what stands between two changes and is no word is part of them.
fn stretches(before: &str, now: &str) -> Vec<Stretch> {
    let old: Vec<&str> = before.split_word_bounds().collect();
    let new: Vec<&str> = now.split_word_bounds().collect();
    let mut stretches = Vec::new();
    let (mut removed, mut added) = (String::new(), String::new());
    // What is in both and may stand between two changes.
    let mut between = String::new();
    for (tag, from, to) in changes(&old, &new) {
        let (gone, come) = (old[from].concat(), new[to].concat());
        if tag == DiffTag::Equal {
            let has_words = gone.unicode_words().next().is_some();
            let is_after_change = !(removed.is_empty() && added.is_empty());
            if is_after_change && !has_words {
                between = gone;
                continue;
            }
            flush(&mut stretches, &mut removed, &mut added);
            stretches.push(Stretch::Same(gone));
            continue;
        }
        if !between.is_empty() {
            removed += &between;
            added += &between;
            between.clear();
        }
        removed += &gone;
        added += &come;
    }
    flush(&mut stretches, &mut removed, &mut added);
    if !between.is_empty() {
        stretches.push(Stretch::Same(between));
    }
    stretches
}

fn flush(stretches: &mut Vec<Stretch>, removed: &mut String, added: &mut String) {
    if !removed.is_empty() {
        stretches.push(Stretch::Removed(std::mem::take(removed)));
    }
    if !added.is_empty() {
        stretches.push(Stretch::Added(std::mem::take(added)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes a difference in a line: `=2` for what is the same, `-…` and `+…` for paragraphs.
    fn written(before: &[&str], now: &[&str]) -> String {
        let word = |stretch: &Stretch| match stretch {
            Stretch::Same(text) => text.clone(),
            Stretch::Removed(text) => format!("[-{text}-]"),
            Stretch::Added(text) => format!("{{+{text}+}}"),
        };
        let part = |part: &Part| match part {
            Part::Same(count) => format!("={count}"),
            Part::Reworded(stretches) => stretches.iter().map(word).collect(),
            Part::Removed(text) => format!("-{text}"),
            Part::Added(text) => format!("+{text}"),
        };
        Difference::new(before, now).parts.iter().map(part).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn paragraphs_are_compared_then_their_words() {
        let (warm, pour, wait) =
            ("Warm the cup first.", "Pour the water slowly.", "Wait for two minutes or three.");
        for (before, now, expected) in [
            (vec![warm, pour], vec![warm, pour], "=2"),
            (vec![], vec![], ""),
            (vec![warm], vec![warm, pour], "=1 | +Pour the water slowly."),
            (vec![warm, pour], vec![pour], "-Warm the cup first. | =1"),
            (
                vec![warm, pour, wait],
                vec![warm, "Pour the water quickly.", wait],
                "=1 | Pour the water [-slowly-]{+quickly+}. | =1",
            ),
            (vec![warm], vec![wait], "-Warm the cup first. | +Wait for two minutes or three."),
            (
                vec![warm, "Wait for two hours or three."],
                vec![pour, wait],
                "-Warm the cup first. | +Pour the water slowly. | Wait for two [-hours-]{+minutes+} or three.",
            ),
            (
                vec![warm, wait],
                vec!["Wait for four minutes or three."],
                "-Warm the cup first. | Wait for [-two-]{+four+} minutes or three.",
            ),
        ] {
            assert_eq!(written(&before, &now), expected);
        }
    }

    #[test]
    fn words_that_change_side_by_side_are_one_change() {
        for (before, now, expected) in [
            ("one two three four five", "one 2 3 four five", "one [-two three-]{+2 3+} four five"),
            ("one two three", "one two three.", "one two three{+.+}"),
            ("one two three", "zero one two three", "{+zero +}one two three"),
            ("水在八十度。茶", "水在九十度。茶", "水在[-八-]{+九+}十度。茶"),
        ] {
            assert_eq!(written(&[before], &[now]), expected);
        }
    }

    proptest::proptest! {
        #[test]
        fn both_versions_are_in_the_difference(
            before in proptest::collection::vec("[a-c ]{0,12}", 0..6),
            now in proptest::collection::vec("[a-c ]{0,12}", 0..6),
        ) {
            let before: Vec<&str> = before.iter().map(String::as_str).collect();
            let now: Vec<&str> = now.iter().map(String::as_str).collect();
            let difference = Difference::new(&before, &now);
            let same = |at: &mut usize, of: &[&str], count: usize| {
                *at += count;
                of[*at - count..*at].concat()
            };
            let (mut old, mut new, mut at) = (String::new(), String::new(), 0);
            for part in &difference.parts {
                match part {
                    Part::Same(count) => {
                        let text = same(&mut at, &now, *count);
                        old += &text;
                        new += &text;
                        continue;
                    }
                    Part::Removed(text) => old += text,
                    Part::Added(text) => new += text,
                    Part::Reworded(stretches) => for stretch in stretches {
                        match stretch {
                            Stretch::Same(text) => { old += text; new += text; }
                            Stretch::Removed(text) => old += text,
                            Stretch::Added(text) => new += text,
                        }
                    },
                }
                at += part.paragraphs();
            }
            proptest::prop_assert_eq!((old, new), (before.concat(), now.concat()));
        }
    }
}
