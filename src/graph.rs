//! How entries are connected: typed links by both ends, links in text, what rests on the source,
//! reading orders. Pure functions over the model. Refuses to know: screens, files, search.

mod compare;
mod coverage;
mod ends;
#[cfg(test)]
mod fixture;
mod matrix;
mod mentions;
mod named;
mod neighbourhood;
mod path;
pub mod routes;
mod sentences;
mod strength;
mod text_links;
mod types;
mod way;

pub use compare::{Comparison, Shared, Side};
pub use coverage::{ClaimsByPlace, Coverage, Grounds, PieceKey};
pub use ends::{End, EndRun, Wording};
pub use matrix::{Cell, Window};
pub use mentions::{Mentions, TextEnds};
pub use named::{Named, named_in};
pub use neighbourhood::{Beyond, Group, Neighbour, Neighbourhood};
pub use path::{Connection, Web};
pub use strength::Strength;
pub use types::{TypeGroup, by_type};
pub use way::Way;

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::Arc;

use crate::blocks::{FileWriter, Image};
use crate::model::{Catalogue, EntryKey, LinkKey, Related};
use ends::{Ends, declared, related};

/// The typed links of a library, indexed by both ends. Takes eight bytes for each link of a pack in a file,
/// sixteen for each other, and nothing for entries without links.
#[derive(Debug)]
pub struct Graph {
    leaving: Ends,
    arriving: Ends,
}

impl Graph {
    /// Indexes the typed links; `images` are the files that packs lie in, by pack.
    pub fn new(catalogue: &Catalogue, images: &[Option<Arc<Image>>]) -> Self {
        Self {
            leaving: Ends::new(catalogue, images, Way::Leaving),
            arriving: Ends::new(catalogue, images, Way::Arriving),
        }
    }

    /// Writes the order of the links of a pack that is alone in its library and lies in no file.
    pub fn write<W: Write>(
        &self,
        catalogue: &Catalogue,
        out: &mut FileWriter<W>,
    ) -> io::Result<()> {
        self.leaving.write(catalogue, out)?;
        self.arriving.write(catalogue, out)
    }

    /// Returns the typed links that leave an entry, symmetric ones from either end, grouped by
    /// relation in the order of declaration, then in the order of the files; not read yet.
    pub fn leaving_runs(&self, catalogue: &Catalogue, entry: EntryKey) -> Vec<EndRun> {
        let arriving = self.arriving.runs_of(catalogue, entry);
        let symmetric = arriving.filter(|run| !run.wording().inverse);
        let mut runs: Vec<EndRun> =
            self.leaving.runs_of(catalogue, entry).chain(symmetric).collect();
        runs.sort_by_key(|run| declared(run.wording().relation));
        runs
    }

    /// Returns the typed links that lead to an entry, in the order of [`Self::leaving_runs`], which
    /// has the symmetric ones.
    pub fn arriving_runs(&self, catalogue: &Catalogue, entry: EntryKey) -> Vec<EndRun> {
        self.arriving.runs_of(catalogue, entry).filter(|run| run.wording().inverse).collect()
    }

    /// Returns one of the links of a run, counted from 0.
    pub fn end(&self, catalogue: &Catalogue, run: &EndRun, number: usize) -> End {
        run.end(catalogue, run.way.near(&self.leaving, &self.arriving), number)
    }

    /// Returns the links of some runs, one after the other.
    pub fn ends<'a>(
        &'a self,
        catalogue: &'a Catalogue,
        runs: Vec<EndRun>,
    ) -> impl Iterator<Item = End> + 'a {
        let ends = move |run: EndRun| (0..run.len()).map(move |at| self.end(catalogue, &run, at));
        runs.into_iter().flat_map(ends)
    }

    /// Returns all typed links of an entry, those that leave it first.
    pub fn all_ends<'a>(
        &'a self,
        catalogue: &'a Catalogue,
        entry: EntryKey,
    ) -> impl Iterator<Item = End> + 'a {
        let mut runs = self.leaving_runs(catalogue, entry);
        runs.extend(self.arriving_runs(catalogue, entry));
        self.ends(catalogue, runs)
    }

    /// Returns the typed links between two entries in either direction, read from `from`; looks
    /// only through the links of the entry that has fewer.
    pub fn between(&self, catalogue: &Catalogue, from: EntryKey, to: EntryKey) -> Vec<Related> {
        let mut links: Vec<Related> = self
            .keys_between(catalogue, from, to)
            .map(|key| {
                let leaves = catalogue.joint(key).from == from;
                related(catalogue, key, if leaves { Way::Leaving } else { Way::Arriving })
            })
            .collect();
        links.sort_by_key(|link| declared(link.relation));
        links
    }

    /// Returns the typed links of an entry in either direction by the entry at their other end, each as
    /// [`Self::between`] gives it.
    pub fn by_other_end(
        &self,
        catalogue: &Catalogue,
        from: EntryKey,
    ) -> HashMap<EntryKey, Vec<Related>> {
        let mut all: HashMap<EntryKey, Vec<Related>> = HashMap::new();
        for key in self.leaving.of(from).iter() {
            let to = catalogue.joint(key).to;
            all.entry(to).or_default().push(related(catalogue, key, Way::Leaving));
        }
        for key in self.arriving.of(from).iter() {
            let other = catalogue.joint(key).from;
            if other != from {
                all.entry(other).or_default().push(related(catalogue, key, Way::Arriving));
            }
        }
        for links in all.values_mut() {
            links.sort_by_key(|link| declared(link.relation));
        }
        all
    }

    /// Returns whether a typed link joins two entries in either direction.
    pub fn joins(&self, catalogue: &Catalogue, from: EntryKey, to: EntryKey) -> bool {
        self.keys_between(catalogue, from, to).next().is_some()
    }

    fn keys_between<'a>(
        &'a self,
        catalogue: &'a Catalogue,
        from: EntryKey,
        to: EntryKey,
    ) -> impl Iterator<Item = LinkKey> {
        let ends = |entry| (self.leaving.of(entry), self.arriving.of(entry));
        let degree = |entry| self.leaving.of(entry).len() + self.arriving.of(entry).len();
        let (near, far) = if degree(from) <= degree(to) { (from, to) } else { (to, from) };
        let (leaving, arriving) = ends(near);
        let leaving = leaving.iter().filter(move |&key| catalogue.joint(key).to == far);
        let arriving = arriving.iter().filter(move |&key| catalogue.joint(key).from == far);
        leaving.chain(arriving)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Library, RelationKey};
    use crate::store::{self, Origin};

    fn library() -> Library {
        store::open(&[Origin::BuiltIn]).library
    }

    fn key(library: &Library, id: &str) -> EntryKey {
        let pack = library.catalogue.pack_of(EntryKey(0));
        library.catalogue.find_in(pack, id).expect("the built-in pack has it")
    }

    fn links_of(graph: &Graph, catalogue: &Catalogue, entry: EntryKey) -> Vec<Related> {
        let ends = graph.ends(catalogue, graph.leaving_runs(catalogue, entry));
        ends.map(|end| end.read(catalogue)).collect()
    }

    fn backlinks_of(graph: &Graph, catalogue: &Catalogue, entry: EntryKey) -> Vec<Related> {
        let ends = graph.ends(catalogue, graph.arriving_runs(catalogue, entry));
        ends.map(|end| end.read(catalogue)).collect()
    }

    /// Returns `label id` for each link.
    fn told(library: &Library, lines: &[Related]) -> Vec<String> {
        let catalogue = &*library.catalogue;
        let told =
            |line: &Related| format!("{} {}", catalogue.label(line), catalogue.id(line.entry));
        lines.iter().map(told).collect()
    }

    proptest! {
        #[test]
        fn links_and_backlinks_are_those_that_a_look_at_every_link_finds(
            links in prop::collection::vec((0u32..12, 0u32..12, 0u32..5), 0..60),
        ) {
            let links: Vec<_> = links.into_iter().filter(|(from, to, _)| from != to).collect();
            let catalogue = fixture::themes(&[5, 7], &links);
            let graph = Graph::new(&catalogue, &[]);
            let symmetric = |link: &crate::model::Link<'_>| catalogue.relation(link.relation).symmetric;
            for entry in catalogue.entries() {
                let mut leaving = Vec::new();
                let mut arriving = Vec::new();
                for link in catalogue.links() {
                    if link.from == entry {
                        leaving.push((link.relation, link.to, false));
                    } else if link.to == entry && symmetric(&link) {
                        leaving.push((link.relation, link.from, false));
                    } else if link.to == entry {
                        arriving.push((link.relation, link.from, true));
                    }
                }
                let found = |lines: Vec<Related>| -> Vec<(RelationKey, EntryKey, bool)> {
                    lines.iter().map(|line| (line.relation, line.entry, line.inverse)).collect()
                };
                let found =
                    [links_of(&graph, &catalogue, entry), backlinks_of(&graph, &catalogue, entry)].map(found);
                for (mut found, mut expected) in found.into_iter().zip([leaving, arriving]) {
                    let relations = found.iter().map(|line| declared(line.0));
                    prop_assert!(relations.is_sorted(), "one relation follows another");
                    found.sort_unstable();
                    expected.sort_unstable();
                    prop_assert_eq!(found, expected);
                }
            }
        }
    }

    #[test]
    fn a_link_is_seen_from_both_its_ends() {
        let library = library();
        let graph = Graph::new(&library.catalogue, &library.images);
        let risk = key(&library, "mechanism/risk-control");
        let links = told(&library, &links_of(&graph, &library.catalogue, risk));
        assert!(links.contains(&"serves rationale/resilience".to_owned()), "{links:?}");
        let resilience = key(&library, "rationale/resilience");
        let backlinks = told(&library, &backlinks_of(&graph, &library.catalogue, resilience));
        assert!(backlinks.contains(&"is served by mechanism/risk-control".to_owned()));
    }

    #[test]
    fn a_symmetric_link_leaves_both_its_ends() {
        let library = library();
        let graph = Graph::new(&library.catalogue, &library.images);
        let [risk, interests] =
            ["mechanism/risk-control", "mechanism/overseas-interests"].map(|id| key(&library, id));
        for (from, to) in
            [(risk, "mechanism/overseas-interests"), (interests, "mechanism/risk-control")]
        {
            let expected = format!("overlaps with {to}");
            assert!(
                told(&library, &links_of(&graph, &library.catalogue, from)).contains(&expected)
            );
            let back = backlinks_of(&graph, &library.catalogue, from);
            assert!(back.iter().all(|link| !library.catalogue.relation(link.relation).symmetric));
        }
    }

    #[test]
    fn the_packs_own_relations_come_before_the_reserved_ones() {
        let library = library();
        let graph = Graph::new(&library.catalogue, &library.images);
        for entry in library.catalogue.entries() {
            let links = links_of(&graph, &library.catalogue, entry);
            let reserved: Vec<bool> =
                links.iter().map(|link| link.relation <= Catalogue::DEFINES).collect();
            assert!(reserved.is_sorted(), "{}", library.catalogue.id(entry));
        }
    }

    #[test]
    fn a_mention_carries_its_sentence() {
        let library = library();
        let mentions = Mentions::new(&library);
        let context = key(&library, "background/context");
        let overview = key(&library, "background/overview");
        let found = mentions.of(context).iter().find(|mention| mention.entry == overview);
        let sentence = &*found.expect("the overview links to the context").reason;
        assert!(sentence.contains("turbulence and change"), "{sentence}");
        assert!(sentence.ends_with('.') && !sentence.contains(['[', '\n']), "{sentence}");
    }

    #[test]
    fn an_entry_mentions_another_once_and_never_itself() {
        let library = library();
        let mentions = Mentions::new(&library);
        for entry in library.catalogue.entries() {
            let from: Vec<EntryKey> = mentions.of(entry).entries().collect();
            assert!(
                from.is_sorted_by(|left, right| left < right),
                "{}",
                library.catalogue.id(entry)
            );
            assert!(!from.contains(&entry));
        }
    }
}
