//! Reading orders: what to read before an entry, and how much there is to read on the way.
//!
//! What to read before an entry is computed by this rule:
//!
//! 1. Entries that explain, define, introduce, precede or lead to it, and entries that it depends
//!    on, builds on, requires or follows, by links with relations of these names.
//! 2. Other entries linked with it, in either direction, that stand before it in its pack.
//! 3. Glossary terms that its own text uses, in the order in which it first uses them.
//!
//! The first two together are at most [`MOST_LINKED`] entries, the terms at most [`MOST_TERMS`].
//! Linked entries come first, then the terms, each in pack order; the entry itself is the last
//! stop.

use super::Graph;
use crate::model::{Body, Catalogue, EntryKey, Library};
use crate::text::pace::Amount;

/// How many linked entries a computed route has at most.
pub const MOST_LINKED: usize = 4;
/// How many glossary terms a computed route has at most.
pub const MOST_TERMS: usize = 3;

/// The relations whose start is read before their end.
const PREPARING: [&str; 5] = ["explains", "defines", "introduces", "precedes", "leads-to"];
/// The relations whose end is read before their start.
const RESTING: [&str; 4] = ["depends-on", "builds-on", "requires", "follows"];

/// Returns what to read before an entry, by the rule of this module, with the entry itself as the
/// last stop; `terms` are those that its text uses, in the order of their first use.
pub fn before(
    catalogue: &Catalogue,
    graph: &Graph,
    entry: EntryKey,
    terms: &[EntryKey],
) -> Vec<EntryKey> {
    let mut linked = Vec::new();
    let mut earlier = Vec::new();
    let all = graph.all_ends(catalogue, entry);
    for line in all.filter(|line| line.entry != entry && !catalogue.is_term(line.entry)) {
        let relation = catalogue.relation(line.wording.relation);
        let names: &[&str] = if line.wording.inverse { &PREPARING } else { &RESTING };
        if !relation.symmetric && names.contains(&&*relation.id) {
            linked.push(line.entry);
        } else if line.entry < entry && catalogue.pack_of(line.entry) == catalogue.pack_of(entry) {
            earlier.push(line.entry);
        }
    }
    let mut stops = Vec::new();
    for mut class in [linked, earlier] {
        class.sort_unstable();
        for stop in class {
            if stops.len() < MOST_LINKED && !stops.contains(&stop) {
                stops.push(stop);
            }
        }
    }
    stops.sort_unstable();
    let mut used: Vec<EntryKey> = Vec::new();
    for &term in terms.iter().filter(|&&term| term != entry) {
        if used.len() < MOST_TERMS && !used.contains(&term) {
            used.push(term);
        }
    }
    used.sort_unstable();
    stops.extend(used);
    stops.push(entry);
    stops
}

/// Returns how much there is to read in an entry: its summary, headings and text.
pub fn amount(catalogue: &Catalogue, entry: EntryKey, body: &Body) -> Amount {
    let texts = body.statements.iter().flat_map(|one| [&*one.heading, &*one.text]);
    let texts = texts.chain([catalogue.summary(entry), &*body.markdown]);
    let texts = texts.filter(|text| !text.is_empty());
    texts.map(|text| Amount::of(&catalogue.plain_of(entry, text).text)).sum()
}

/// Returns how much there is to read at each stop of a route; reads the bodies of the stops.
pub fn amounts(library: &Library, stops: &[EntryKey]) -> Vec<Amount> {
    stops.iter().map(|&stop| amount(&library.catalogue, stop, &library.body(stop))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{NewEntry, NewLink, Pack, Relation, Theme};

    /// Builds a pack of some entries, then five terms, and links `from relation to`.
    fn catalogue(entries: u32, links: &[(u32, &str, u32)]) -> Catalogue {
        let mut catalogue = Catalogue::new();
        let pack = catalogue.push_pack(Pack::new("p", "P"));
        let theme = catalogue.push_theme(Theme::new(pack, "e", "Entries"));
        for number in 0..entries {
            catalogue.push_entry(NewEntry::new(theme, &format!("e/{number}"), "Entry"));
        }
        let glossary = Theme { glossary: true, ..Theme::new(pack, "t", "Terms") };
        let glossary = catalogue.push_theme(glossary);
        for number in 0..5 {
            catalogue.push_entry(NewEntry::new(glossary, &format!("t/{number}"), "Term"));
        }
        for (from, id, to) in links {
            let relation = catalogue.push_relation(Relation {
                pack: Some(pack),
                id: (*id).into(),
                label: (*id).into(),
                inverse: (*id).into(),
                symmetric: false,
            });
            catalogue.push_link(&NewLink {
                from: EntryKey(*from),
                to: EntryKey(*to),
                relation,
                reason: "".into(),
                provenance: None,
            });
        }
        catalogue
    }

    #[track_caller]
    fn check(links: &[(u32, &str, u32)], terms: &[u32], entry: u32, expected: &[u32]) {
        let catalogue = catalogue(10, links);
        let graph = Graph::new(&catalogue, &[]);
        let terms: Vec<EntryKey> = terms.iter().copied().map(EntryKey).collect();
        let stops = before(&catalogue, &graph, EntryKey(entry), &terms);
        let stops: Vec<u32> = stops.into_iter().map(|stop| stop.0).collect();
        assert_eq!(stops, expected, "{links:?}");
    }

    #[test]
    fn an_entry_without_relations_is_its_own_route() {
        check(&[], &[], 5, &[5]);
    }

    #[test]
    fn what_explains_it_and_what_it_depends_on_comes_first() {
        check(&[(8, "explains", 5), (5, "depends-on", 9)], &[], 5, &[8, 9, 5]);
        // The other way round neither prepares for it.
        check(&[(5, "explains", 8), (9, "depends-on", 5)], &[], 5, &[5]);
    }

    #[test]
    fn other_links_count_where_they_lead_to_what_stands_before() {
        check(&[(5, "serves", 2), (3, "serves", 5), (5, "serves", 7)], &[], 5, &[2, 3, 5]);
    }

    #[test]
    fn the_route_is_bounded_and_what_prepares_wins() {
        let links: Vec<(u32, &str, u32)> = (0..5)
            .map(|earlier| (earlier, "serves", 5))
            .chain([(8, "explains", 5), (9, "explains", 5)])
            .collect();
        check(&links, &[10, 11, 12, 13], 5, &[0, 1, 8, 9, 10, 11, 12, 5]);
    }

    #[test]
    fn terms_are_those_first_used_each_once_in_pack_order() {
        check(&[], &[14, 11, 14, 12, 10], 5, &[11, 12, 14, 5]);
        check(&[], &[14, 11], 14, &[11, 14]);
    }

    #[test]
    fn links_from_terms_are_left_to_the_terms() {
        check(&[(10, "explains", 5)], &[], 5, &[5]);
    }

    #[test]
    fn headings_and_summary_are_read_too_and_markup_is_not() {
        let catalogue = catalogue(1, &[]);
        let body =
            Body { statements: Vec::new(), markdown: "# One\n\ntwo [three](e/0) **four**".into() };
        assert_eq!(amount(&catalogue, EntryKey(0), &body), Amount { words: 4, characters: 0 });
    }
}
