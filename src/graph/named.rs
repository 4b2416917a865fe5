//! The entries whose text names another by its title or an alias, without a link to it.

use std::ops::Range;

use super::sentences::Sentences;
use crate::model::{Body, Catalogue, EntryKey, Library};
use crate::text::automaton::Automaton;
use crate::text::fold::{Folded, fold};
use crate::text::markdown::plain;
use crate::text::script::WordEdges;

/// Folded names longer than this, in bytes, are not looked for, because a title may be megabytes
/// long.
const LONGEST_NAME: usize = 256;

/// An entry whose text names another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The entry that names it.
    pub entry: EntryKey,
    /// The first sentence that names it, without markup.
    pub sentence: Box<str>,
}

/// Returns the entries whose text has the title, an alias, a form or a name of `entry` as whole
/// words, compared folded, and has no link to it; in pack order. Blocks of code name nothing, since no link can
/// stand there, and `revenue_usd` does not name `Revenue`.
///
/// Names of more than 256 bytes are not looked for. Reads the bodies of those entries that `may_hold`
/// gives for some folded names, ascending, which takes about as long as folding them; returns `None` as
/// soon as the answer is no longer `wanted`.
pub fn named_in(
    library: &Library,
    entry: EntryKey,
    may_hold: impl FnOnce(&[String]) -> Vec<EntryKey>,
    wanted: impl Fn() -> bool,
) -> Option<Vec<Named>> {
    let catalogue = &*library.catalogue;
    let mut named = Vec::new();
    let names = names_of(catalogue, entry);
    if names.is_empty() {
        return Some(named);
    }
    let patterns = NamePatterns::new(&names);
    for other in may_hold(&names).into_iter().filter(|other| *other != entry) {
        if !wanted() {
            return None;
        }
        let body = library.body(other);
        let found = texts(&body).find_map(|text| patterns.sentence(catalogue, other, text));
        if let Some(sentence) = found.filter(|_| !links_to(catalogue, other, &body, entry)) {
            named.push(Named { entry: other, sentence: sentence.into() });
        }
    }
    Some(named)
}

fn texts(body: &Body) -> impl Iterator<Item = &str> {
    body.statements.iter().map(|statement| &*statement.text).chain([&*body.markdown])
}

/// Returns whether a body links to an entry.
fn links_to(catalogue: &Catalogue, from: EntryKey, body: &Body, to: EntryKey) -> bool {
    let pack = catalogue.pack_of(from);
    let leads = |(_, reference): &(Range<usize>, String)| {
        catalogue.resolve(pack, reference).is_some_and(|(target, _)| target == to)
    };
    texts(body).any(|text| plain(text).links.iter().any(leads))
}

/// Returns whether an alias is a name rather than a word to search by: it has several words, a
/// capital letter or a digit, or at least three characters and one of them beyond ASCII. The alias
/// "clean" finds an entry, but not every text with that word is about it.
fn is_a_name(alias: &str) -> bool {
    let marked = |c: char| c.is_uppercase() || c.is_numeric();
    alias.contains(char::is_whitespace)
        || alias.chars().any(marked)
        || !alias.is_ascii() && alias.chars().count() > 2
}

/// Returns the names of an entry that are looked for, folded, each once.
fn names_of(catalogue: &Catalogue, entry: EntryKey) -> Vec<String> {
    let own = [catalogue.title(entry), catalogue.short(entry)];
    let aliases = catalogue.aliases(entry).filter(|alias| is_a_name(alias));
    let others = aliases.chain(catalogue.forms(entry));
    let names = catalogue.names(entry).map(|name| name.text);
    let mut names: Vec<String> = own
        .into_iter()
        .chain(others.chain(names))
        .map(fold)
        .filter(|name| name.len() <= LONGEST_NAME && name.chars().any(char::is_alphanumeric))
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// What to look for to find the names of an entry in a text.
struct NamePatterns {
    /// Whole names, folded.
    names: Automaton,
    /// The longest word of each: a text without any of these needs no closer look, whatever markup
    /// and line breaks stand between its words.
    words: Automaton,
}

impl NamePatterns {
    fn new(names: &[String]) -> Self {
        let longest = |name: &String| {
            let words = name.split(|c: char| !c.is_alphanumeric());
            words.max_by_key(|word| word.len()).unwrap_or_default().to_owned()
        };
        let mut words: Vec<String> = names.iter().map(longest).collect();
        words.sort_unstable();
        words.dedup();
        Self { names: Automaton::new(names), words: Automaton::new(&words) }
    }

    /// Returns the first sentence of a text of an entry that has a name outside links.
    fn sentence(&self, catalogue: &Catalogue, entry: EntryKey, text: &str) -> Option<String> {
        if !self.words.is_in(&fold(text)) {
            return None;
        }
        let plain = catalogue.plain_of(entry, text);
        let folded = Folded::new(&plain.text);
        let outside = |range: &Range<usize>| {
            let link = plain.links.partition_point(|(link, _)| link.end <= range.start);
            let code = plain.code.partition_point(|code| code.end <= range.start);
            let next = [plain.links.get(link).map(|(link, _)| link), plain.code.get(code)];
            next.into_iter().flatten().all(|next| range.end <= next.start)
        };
        let mut edges = WordEdges::new(&folded.text);
        let found = self
            .names
            .all_in(&folded.text)
            .filter(|(hit, _)| edges.is_whole(hit) && !is_in_identifier(&folded.text, hit))
            .map(|(hit, _)| folded.characters(&plain.text, hit))
            .find(outside)?;
        Some(Sentences::new(&plain.text).at(found.start).to_owned())
    }
}

/// Returns whether a word is joined to another one by `_`.
fn is_in_identifier(text: &str, word: &Range<usize>) -> bool {
    text[..word.start].ends_with('_') || text[word.end..].starts_with('_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Bodies, EntryHead, NewEntry, Pack, PackKey, Theme, ThemeKey};
    use std::sync::Arc;

    #[derive(Debug)]
    struct Texts(Vec<&'static str>);

    impl Bodies for Texts {
        fn body(&self, key: EntryKey) -> Arc<Body> {
            let markdown = self.0[key.index()].into();
            Arc::new(Body { markdown, ..Body::default() })
        }
    }

    /// Checks in which texts "Green tea", also called "GT" and "leaf", is named.
    #[track_caller]
    fn check(texts: &[&'static str], expected: &[(u32, &str)]) {
        let mut catalogue = Catalogue::new();
        catalogue.push_pack(Pack::new("p", "P"));
        catalogue.push_theme(Theme::new(PackKey(0), "t", "T"));
        let aliases = ["GT", "leaf", "绿茶叶"].map(Into::into).to_vec();
        let head = EntryHead { aliases, ..EntryHead::new("t/green", "Green tea") };
        catalogue.push_entry(NewEntry { theme: ThemeKey(0), head });
        for number in 0..texts.len() {
            let id = format!("t/{number}");
            catalogue.push_entry(NewEntry::new(ThemeKey(0), &id, "Other"));
        }
        let bodies = [&["Green tea is this."], texts].concat();
        let library = Library::new(catalogue, Texts(bodies));
        let all = library.catalogue.entries().collect();
        let found = named_in(&library, EntryKey(0), |_| all, || true).unwrap();
        let found: Vec<_> = found.iter().map(|one| (one.entry.0, &*one.sentence)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn titles_and_aliases_are_found_as_whole_words_with_their_sentence() {
        check(&["Some. A GREEN tea, hot. More."], &[(1, "A GREEN tea, hot.")]);
        check(&["Evergreen teapot", "GT!", "A GTX"], &[(2, "GT!")]);
        check(&["喝绿茶叶好"], &[(1, "喝绿茶叶好")]);
    }

    #[test]
    fn markup_and_line_breaks_within_a_name_do_not_matter() {
        check(
            &["The **green** tea.", "The green\ntea."],
            &[(1, "The green tea."), (2, "The green tea.")],
        );
    }

    #[test]
    fn code_and_identifiers_name_nothing() {
        check(
            &[
                "```\nGreen tea\n```\n\n    Green tea",
                "Green tea_count of an_GT, GT_",
                "> ```\n> GT\n> ```\n\nA `GT`.",
            ],
            &[(3, "A GT.")],
        );
    }

    #[test]
    fn words_to_search_by_are_no_names() {
        check(&["Every leaf falls."], &[]);
    }

    #[test]
    fn a_title_of_a_megabyte_is_not_looked_for() {
        // Its automaton would take minutes, and gigabytes.
        let mut catalogue = Catalogue::new();
        catalogue.push_pack(Pack::new("p", "P"));
        catalogue.push_theme(Theme::new(PackKey(0), "t", "T"));
        catalogue.push_entry(NewEntry::new(ThemeKey(0), "t/long", &"x".repeat(1 << 20)));
        assert!(names_of(&catalogue, EntryKey(0)).is_empty());
    }

    #[test]
    fn texts_that_link_to_it_are_left_out() {
        check(
            &["[Green tea](t/green) is green tea.", "Green tea, [see](t/0)."],
            &[(2, "Green tea, see.")],
        );
    }

    #[test]
    fn a_search_that_is_no_longer_wanted_is_given_up() {
        let library = crate::store::open(&[crate::store::Origin::BuiltIn]).library;
        assert_eq!(named_in(&library, EntryKey(0), |_| vec![EntryKey(1)], || false), None);
    }
}
