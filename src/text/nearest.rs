//! The name that a person most likely meant. Refuses to know: what is named, and how it is said.

use super::fold::fold;

/// How near a name has to be to what was typed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Near {
    /// More alike than this share (Jaro-Winkler, where the beginning weighs more): for names that are
    /// half remembered.
    Alike(f64),
    /// No more wrong letters than this, nor more than one of three: for words that are typed wrong.
    Misspelt(usize),
}

/// How near names of entries and themes have to be.
pub const NAME: Near = Near::Alike(0.8);

/// How near commands and other words have to be that are typed as they are.
const COMMAND: Near = Near::Misspelt(2);

/// Returns the word of some that was most likely typed wrong.
pub fn misspelt<N: AsRef<str>>(typed: &str, words: impl IntoIterator<Item = N>) -> Option<N> {
    let mut all: Vec<N> = words.into_iter().collect();
    let found = nearest(typed, all.iter().enumerate().map(|(at, word)| (at, [word])), COMMAND)?;
    Some(all.swap_remove(found))
}

/// Returns what has the name nearest to what was typed, if one is near enough; the first of several
/// that are equally near. Names are compared folded.
pub fn nearest<T, N: AsRef<str>>(
    typed: &str,
    named: impl IntoIterator<Item = (T, impl IntoIterator<Item = N>)>,
    near: Near,
) -> Option<T> {
    let typed = fold(typed);
    let mut best: Option<(f64, T)> = None;
    for (thing, names) in named {
        let likeness = names.into_iter().filter_map(|name| near.likeness(&typed, name.as_ref()));
        let Some(likeness) = likeness.max_by(f64::total_cmp) else { continue };
        if best.as_ref().is_none_or(|(most, _)| likeness > *most) {
            best = Some((likeness, thing));
        }
    }
    best.map(|(_, thing)| thing)
}

impl Near {
    /// Returns how alike a name is, if it is near enough.
    fn likeness(self, typed: &str, name: &str) -> Option<f64> {
        let name = fold(name);
        match self {
            Self::Alike(least) => {
                Some(strsim::jaro_winkler(&name, typed)).filter(|likeness| *likeness > least)
            }
            Self::Misspelt(most) => {
                let wrong = strsim::damerau_levenshtein(&name, typed);
                (wrong <= most && wrong * 3 <= name.chars().count()).then_some(-(wrong as f64))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, names: &[&str], near: Near, expected: Option<&str>) {
        let named = names.iter().map(|&name| (name, [name]));
        assert_eq!(nearest(typed, named, near), expected, "{typed}");
    }

    #[test]
    fn a_half_remembered_name_is_found_whatever_its_case_and_accents() {
        check("coordinaton", &["connectivity", "coordination"], NAME, Some("coordination"));
        check("ETE", &["Été", "winter"], NAME, Some("Été"));
        check("xyzzy", &["connectivity", "coordination"], NAME, None);
    }

    #[test]
    fn a_misspelt_command_is_found_and_none_that_has_less_than_two_letters_of_three() {
        for (typed, words, expected) in [
            ("serach", &["show", "search"][..], Some("search")),
            ("mpa", &["map"], Some("map")),
            ("x", &["map"], None),
            ("m", &["map"], None),
            ("lst", &["list"], Some("list")),
            ("pick", &["back", "peek"], None),
            ("pages", &["paths"], None),
            ("matrxi", &["matrix"], Some("matrix")),
            ("mtarxi", &["matrix"], Some("matrix")),
            ("dwon", &["down"], Some("down")),
        ] {
            assert_eq!(misspelt(typed, words.iter().copied()), expected, "{typed}");
        }
    }

    #[test]
    fn of_equally_near_names_the_first_is_meant() {
        check("one", &["one a", "one b"], NAME, Some("one a"));
    }
}
