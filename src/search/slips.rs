//! The step for a slip of the one who types: the entries of which a whole title, alias or name is what was
//! typed but for one letter or for the spaces. Of several words a slip often makes another word
//! (`at movement` for "art movement"), so that texts hold all of them and nothing looks misspelt. Refuses to know: misspelt
//! words inside of longer texts.

use std::cmp::Ordering;

use super::bits::Bits;
use super::class::{Class, MatchField};
use super::codes;
use super::index::Index;
use super::near::knows_words;
use super::rank::{Detail, MatchCode};
use super::state::{Candidate, SearchState};
use super::typo::{distance_within, reach};
use super::words::is_word;
use crate::meaning;
use crate::text::fold::fold;

/// Takes the entries that are called so but for one slip, unless what was typed is there as it stands.
pub(super) fn find_slips(state: &mut SearchState<'_>) {
    let typed = state.query.joined_words();
    if reach(&typed) == 0 || is_there(state, &typed) {
        return;
    }
    let signs = signs(&fold(state.query.text.trim()));
    let mut found: Vec<Slip> = slips(state.index, &typed, &signs).collect();
    found.retain(|slip| state.admits(slip.entry));
    found.sort_unstable();
    let mut taken = Bits::new(state.index.len());
    for slip in found {
        let is_new = !taken.contains(slip.entry);
        taken.insert(slip.entry);
        if is_new {
            state.codes[slip.entry as usize] = MatchCode::slip(slip.field);
            let has_room = state.room() > 0;
            state.candidates.extend(has_room.then(|| slip.candidate()));
        }
    }
}

/// Returns whether a name of an entry has all words that were typed, even those that weigh little; of one
/// word, whether any entry has it. What is no word has no other forms: what has its stem has it by chance.
fn is_there(state: &SearchState<'_>, typed: &str) -> bool {
    let is_alone = state.matches.iter().flatten().count() == 1;
    let has_forms = !knows_words(state.index) || meaning::is_word(typed);
    let is_found = |code: MatchCode| {
        let is_in_name =
            code.class() <= Some(Class::Words) && code.field() <= Some(MatchField::Reading);
        let counts = if is_alone { has_forms || !code.is_other_form() } else { is_in_name };
        code.is_by_words() && counts
    };
    let has_all = |entry: u32| {
        let mut words = state.matches.iter().flatten();
        words.all(|matches| is_found(matches.code(entry)))
    };
    let mut found = codes::by_words(&state.codes).filter(|(_, code)| is_found(*code));
    found.any(|(entry, code)| code.class() <= Some(Class::Prefix) || has_all(entry))
}

/// What the slip is, the likeliest first: the fewer words one kind of slip could make of what was typed, the
/// less is one of them there by chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// Only spaces and marks differ.
    Spaces,
    /// Two neighbours are swapped.
    Swapped,
    /// A letter was typed that is not there.
    Extra,
    /// A letter was not typed.
    Missing,
    /// A letter was typed for another.
    Other,
}

impl Kind {
    /// Reads the kind off two texts that are one slip apart at most.
    fn of(typed: &[char], name: &[char]) -> Self {
        let sorted = |text: &[char]| {
            let mut letters = text.to_vec();
            letters.sort_unstable();
            letters
        };
        let (asked, held) = (sorted(typed), sorted(name));
        match held.len().cmp(&asked.len()) {
            Ordering::Less => Self::Extra,
            Ordering::Greater => Self::Missing,
            Ordering::Equal if typed == name => Self::Spaces,
            Ordering::Equal if asked == held => Self::Swapped,
            Ordering::Equal => Self::Other,
        }
    }
}

/// A name that is what was typed but for a slip; the likeliest comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Slip {
    /// Whether it opens with another letter: few slips are there.
    opens_otherwise: bool,
    kind: Kind,
    /// Whether it is written with other spaces and marks than were typed.
    other_signs: bool,
    field: MatchField,
    line: u32,
    entry: u32,
}

impl Slip {
    fn candidate(self) -> Candidate {
        let rank = u32::from(self.opens_otherwise) << 5
            | (self.kind as u32) << 1
            | u32::from(self.other_signs);
        let detail = Detail { ordinary: true, uncovered: rank, position: 0, length: 0 };
        let Self { field, line, entry, .. } = self;
        Candidate { entry, class: Class::OneSlip, field, score: detail.score(), line: Some(line) }
    }
}

/// Finds the lines that are a text but for one slip; spaces and marks, which were typed as `typed_signs`, mean
/// nothing in either.
fn slips<'a>(
    index: &'a Index,
    text: &'a str,
    typed_signs: &'a str,
) -> impl Iterator<Item = Slip> + 'a {
    let (lines, typed): (_, Vec<char>) = (index.lines(), text.chars().collect());
    let mut name = Vec::new();
    lines.nearly_holding(text).filter_map(move |line| {
        name.clear();
        name.extend(lines.text(line).chars().filter(|&c| is_word(c)));
        distance_within(&typed, &name, 1)?;
        Some(Slip {
            opens_otherwise: name.first() != typed.first(),
            kind: Kind::of(&typed, &name),
            other_signs: signs(lines.text(line)) != typed_signs,
            field: lines.field(line),
            line: line as u32,
            entry: lines.owner(line),
        })
    })
}

/// Returns the spaces and marks of a text.
fn signs(text: &str) -> String {
    text.chars().filter(|&c| !is_word(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_told_from_each_other() {
        for (typed, name, kind) in [
            ("database", "database", Kind::Spaces),
            ("croker", "corker", Kind::Swapped),
            ("coosy", "cosy", Kind::Extra),
            ("coosy", "choosy", Kind::Missing),
            ("coosy", "cooky", Kind::Other),
        ] {
            let [typed, name] = [typed, name].map(|text| text.chars().collect::<Vec<_>>());
            assert_eq!(Kind::of(&typed, &name), kind, "{typed:?}, {name:?}");
        }
    }
}
