//! The state of the open packs as a whole: what nothing leads to, what leads nowhere, what is not
//! linked, defined, translated or covered. Nothing of it is a mistake; an author reads it to see what
//! to write next.

use std::collections::{BTreeMap, HashMap, HashSet};

use aho_corasick::AhoCorasick;

use super::{phrases, reach};
use crate::graph::{ClaimsByPlace, Coverage, Mentions};
use crate::model::{Catalogue, EntryKey, Library, PackKey, PlaceKey};
use crate::terms::{Occurrences, Recogniser};
use crate::text::fold::fold;

/// A phrase that looks like a term counts as undefined where at least so many entries use it.
pub const FEWEST_ENTRIES: usize = 3;

/// The state of a library.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// How many entries there are.
    pub entries: usize,
    /// How many typed links there are.
    pub links: usize,
    /// Entries that nothing leads to: no link, no text, no route, no start; no text uses the term.
    pub orphans: Vec<EntryKey>,
    /// Entries that lead nowhere: no link leaves them, and their text has neither links nor terms.
    pub dead_ends: Vec<EntryKey>,
    /// Entries with no link at either end, neither typed nor in text.
    pub without_links: Vec<EntryKey>,
    /// Phrases that look like terms and are no entry's name, those in most entries first.
    pub undefined: Vec<Undefined>,
    /// For each pack and language that most of its entries have a name in, those that have none.
    pub untranslated: Vec<Untranslated>,
    /// Places of which fewer than half the claims are used.
    pub thin_places: Vec<ThinPlace>,
}

/// A phrase that looks like a term and that no entry is named by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undefined {
    /// As it is first written.
    pub phrase: String,
    /// How many entries use it.
    pub entries: usize,
    /// The first of them.
    pub first: EntryKey,
}

/// Entries without a name in a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untranslated {
    /// The pack.
    pub pack: PackKey,
    /// The language's tag.
    pub language: Box<str>,
    /// The entries, in pack order; never empty.
    pub entries: Vec<EntryKey>,
}

/// A place of the source on which little rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThinPlace {
    /// The place.
    pub place: PlaceKey,
    /// How many of its claims are used.
    pub used: usize,
    /// How many it has.
    pub claims: usize,
}

impl Health {
    /// Reads every body.
    pub fn new(library: &Library) -> Self {
        let catalogue = &*library.catalogue;
        let occurrences = Occurrences::new(library, &Recogniser::new(catalogue));
        let paths = Paths::new(catalogue, &Mentions::new(library), &occurrences);
        let all = |wanted: &[bool]| -> Vec<EntryKey> {
            catalogue.entries().filter(|entry| !wanted[entry.index()]).collect()
        };
        Self {
            entries: catalogue.len(),
            links: catalogue.links().len(),
            orphans: all(&paths.reached),
            dead_ends: all(&paths.leading),
            without_links: all(&paths.linked),
            undefined: undefined(library),
            untranslated: untranslated(catalogue),
            thin_places: thin_places(catalogue, &Coverage::new(library)),
        }
    }

    /// Counts everything there is to see to.
    pub fn count(&self) -> usize {
        let untranslated: usize = self.untranslated.iter().map(|one| one.entries.len()).sum();
        self.orphans.len()
            + self.dead_ends.len()
            + self.without_links.len()
            + self.undefined.len()
            + untranslated
            + self.thin_places.len()
    }
}

/// For every entry whether something leads to it, whether it leads on, and whether it is linked.
struct Paths {
    reached: Vec<bool>,
    leading: Vec<bool>,
    linked: Vec<bool>,
}

impl Paths {
    fn new(catalogue: &Catalogue, mentions: &Mentions, occurrences: &Occurrences) -> Self {
        let none = vec![false; catalogue.len()];
        let mut paths = Self { reached: none.clone(), leading: none.clone(), linked: none };
        for entry in reach::declared(catalogue) {
            paths.reached[entry.index()] = true;
        }
        for link in catalogue.joints() {
            paths.leading[link.from.index()] = true;
            paths.leading[link.to.index()] |= catalogue.relation(link.relation).symmetric;
            paths.linked[link.from.index()] = true;
            paths.linked[link.to.index()] = true;
        }
        for entry in catalogue.entries() {
            for from in mentions.of(entry).entries() {
                paths.reached[entry.index()] = true;
                paths.leading[from.index()] = true;
                paths.linked[entry.index()] = true;
                paths.linked[from.index()] = true;
            }
        }
        for term in occurrences.terms() {
            paths.reached[term.index()] = true;
        }
        for user in occurrences.users() {
            paths.leading[user.index()] = true;
        }
        paths
    }
}

/// Finds the phrases that look like terms in enough entries and stand in no name of an entry.
fn undefined(library: &Library) -> Vec<Undefined> {
    let catalogue = &*library.catalogue;
    let mut phrases: HashMap<String, Undefined> = HashMap::new();
    for entry in catalogue.entries() {
        for (folded, phrase) in phrases::of(&library.body(entry)) {
            phrases
                .entry(folded)
                .or_insert(Undefined { phrase, entries: 0, first: entry })
                .entries += 1;
        }
    }
    phrases.retain(|_, phrase| phrase.entries >= FEWEST_ENTRIES);
    for known in named(catalogue, phrases.keys()) {
        phrases.remove(&known);
    }
    let mut undefined: Vec<Undefined> = phrases.into_values().collect();
    undefined.sort_by(|one, other| {
        other.entries.cmp(&one.entries).then_with(|| one.phrase.cmp(&other.phrase))
    });
    undefined
}

/// Returns those of some folded phrases that stand as whole words in the name of an entry.
fn named<'p>(catalogue: &Catalogue, phrases: impl Iterator<Item = &'p String>) -> HashSet<String> {
    let phrases: Vec<&String> = phrases.collect();
    let all: HashSet<&str> = phrases.iter().map(|phrase| phrase.as_str()).collect();
    let automaton = AhoCorasick::new(&phrases).expect("phrases are few and short");
    let mut known = HashSet::new();
    let mut look = |name: &str| {
        let name = fold(name);
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        for hit in automaton.find_overlapping_iter(&name) {
            let (before, after) = (&name[..hit.start()], &name[hit.end()..]);
            // A plural is the same word.
            let after = after.strip_prefix('s').unwrap_or(after);
            if !is_letter(before.chars().next_back()) && !is_letter(after.chars().next()) {
                known.insert(phrases[hit.pattern().as_usize()].clone());
            }
        }
        // A plural in a text is known by the singular in a name.
        let plural = name + "s";
        if all.contains(plural.as_str()) {
            known.insert(plural);
        }
    };
    for entry in catalogue.entries() {
        look(catalogue.title(entry));
        look(catalogue.short(entry));
        catalogue.aliases(entry).for_each(&mut look);
        catalogue.forms(entry).for_each(&mut look);
        catalogue.names(entry).for_each(|name| look(name.text));
    }
    known
}

/// Finds the entries without a name in a language in which more than half of their pack has one.
fn untranslated(catalogue: &Catalogue) -> Vec<Untranslated> {
    let mut found = Vec::new();
    for pack in catalogue.pack_keys() {
        let entries = || catalogue.entries_of_pack(pack);
        let has = |entry: EntryKey, language: &str| {
            catalogue.names(entry).any(|name| name.language == language)
        };
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for entry in entries() {
            let names = catalogue.names(entry).map(|name| name.language);
            for language in names.collect::<HashSet<_>>() {
                *counts.entry(language).or_default() += 1;
            }
        }
        for (language, count) in counts {
            let without: Vec<EntryKey> = entries().filter(|&entry| !has(entry, language)).collect();
            if count > without.len() && !without.is_empty() {
                found.push(Untranslated { pack, language: language.into(), entries: without });
            }
        }
    }
    found
}

fn thin_places(catalogue: &Catalogue, coverage: &Coverage) -> Vec<ThinPlace> {
    let by_place = ClaimsByPlace::new(catalogue);
    (0..catalogue.places().len())
        .map(PlaceKey::new)
        .map(|place| {
            let claims = by_place.of(place);
            ThinPlace { place, used: coverage.used(claims), claims: claims.len() }
        })
        .filter(|thin| thin.used * 2 < thin.claims)
        .collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{
        Body, EntryHead, NewClaim, NewEntry, NewLink, NewName, Pack, Place, Provenance, Statement,
        Theme,
    };

    /// A pack that is put together entry by entry: three glossary terms, then what a test adds.
    struct Fixture {
        catalogue: Catalogue,
        bodies: Vec<Arc<Body>>,
    }

    impl Fixture {
        /// Begins with terms of these titles.
        fn new(terms: &[&str]) -> Self {
            let mut catalogue = Catalogue::new();
            let pack = catalogue.push_pack(Pack::new("p", "P"));
            let glossary = Theme { glossary: true, ..Theme::new(pack, "term", "Terms") };
            let glossary = catalogue.push_theme(glossary);
            for title in terms {
                let id = format!("term/{}", title.to_lowercase());
                catalogue.push_entry(NewEntry::new(glossary, &id, title));
            }
            catalogue.push_theme(Theme::new(pack, "e", "Entries"));
            Self { catalogue, bodies: vec![Arc::default(); terms.len()] }
        }

        fn entry(mut self, id: &str, markdown: &str) -> Self {
            let theme = crate::model::ThemeKey(1);
            self.catalogue.push_entry(NewEntry::new(theme, &format!("e/{id}"), id));
            let body = Body { statements: Vec::new(), markdown: markdown.into() };
            self.bodies.push(Arc::new(body));
            self
        }

        fn link(mut self, from: &str, to: &str) -> Self {
            let [from, to] = [from, to].map(|id| self.key(&format!("e/{id}")));
            let relation = Catalogue::MENTIONS;
            let reason = "".into();
            self.catalogue.push_link(&NewLink { from, to, relation, reason, provenance: None });
            self
        }

        fn key(&self, id: &str) -> EntryKey {
            self.catalogue.find_in(PackKey(0), id).expect("the fixture has it")
        }

        fn health(self) -> (Health, Library) {
            let library = Library::new(self.catalogue, self.bodies);
            (Health::new(&library), library)
        }
    }

    fn ids(library: &Library, entries: &[EntryKey]) -> Vec<String> {
        entries.iter().map(|&entry| library.catalogue.id(entry).to_owned()).collect()
    }

    #[test]
    fn links_texts_and_terms_lead_from_entry_to_entry() {
        let (health, library) = Fixture::new(&["Risk", "Loan"])
            .entry("linked", "")
            .entry("linking", "")
            .entry("mentioning", "To [linked](e/linked).")
            .entry("using", "A risk.")
            .entry("alone", "Words.")
            .link("linking", "linked")
            .health();
        let orphans = ["term/loan", "e/linking", "e/mentioning", "e/using", "e/alone"];
        assert_eq!(ids(&library, &health.orphans), orphans);
        assert_eq!(
            ids(&library, &health.dead_ends),
            ["term/risk", "term/loan", "e/linked", "e/alone"]
        );
        assert_eq!(
            ids(&library, &health.without_links),
            ["term/risk", "term/loan", "e/using", "e/alone"]
        );
    }

    #[test]
    fn a_phrase_is_undefined_where_enough_entries_use_it_and_none_is_named_by_it() {
        let text = "A *panda bond*, a *risk*, *green loans*, the WTO and the *rare* word.";
        let mut fixture = Fixture::new(&["Risk", "Green loan"]);
        for number in 0..FEWEST_ENTRIES {
            fixture = fixture.entry(&number.to_string(), text);
        }
        let (health, _) = fixture.entry("other", "The WTO. A *rarer* word.").health();
        let found: Vec<(&str, usize)> =
            health.undefined.iter().map(|one| (&*one.phrase, one.entries)).collect();
        assert_eq!(found, [("WTO", 4), ("panda bond", 3), ("rare", 3)]);
    }

    #[test]
    fn a_language_that_most_entries_have_is_missed_in_the_others() {
        let name = |language: &str| NewName { language: language.into(), ..NewName::default() };
        let mut catalogue = Catalogue::new();
        let pack = catalogue.push_pack(Pack::new("p", "P"));
        let theme = catalogue.push_theme(Theme::new(pack, "e", "Entries"));
        for (id, languages) in [("a", &["zh", "ja"][..]), ("b", &["zh", "zh"]), ("c", &[])] {
            let names = languages.iter().map(|language| name(language)).collect();
            let head = EntryHead { names, ..EntryHead::new(id, id) };
            catalogue.push_entry(NewEntry { theme, head });
        }
        let untranslated = untranslated(&catalogue);
        assert_eq!(
            untranslated,
            [Untranslated { pack, language: "zh".into(), entries: vec![EntryKey(2)] }]
        );
    }

    #[test]
    fn a_place_is_thin_where_fewer_than_half_its_claims_are_used() {
        let mut fixture = Fixture::new(&[]).entry("a", "");
        for (place, claims) in [3, 2, 1, 0].into_iter().enumerate() {
            let place = Place::new(PackKey(0), &place.to_string(), "");
            let place = fixture.catalogue.push_place(place);
            for claim in 0..claims {
                let (id, text) = (format!("{}.{claim}", place.0).into(), "".into());
                fixture.catalogue.push_claim(&NewClaim { id, place, text });
            }
        }
        // The first claim of each place with more than one.
        let claims = [0, 3].map(crate::model::ClaimKey).to_vec();
        fixture.bodies[0] = Arc::new(Body {
            statements: vec![Statement {
                id: "".into(),
                heading: "".into(),
                text: "".into(),
                provenance: Provenance::Article { claims },
            }],
            markdown: "".into(),
        });
        let (health, _) = fixture.health();
        let thin: Vec<(u32, usize, usize)> =
            health.thin_places.iter().map(|one| (one.place.0, one.used, one.claims)).collect();
        assert_eq!(thin, [(0, 1, 3), (2, 0, 1)]);
    }
}
