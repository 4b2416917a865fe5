//! The entries one step from an entry, ranked and grouped by theme, and how many lie two steps
//! away.
//!
//! Neighbours rank by their strongest link (article, editor, without a ground, `defines`, a mention
//! in text), then by how many links there are, then in pack order.

use super::{Strength, Web};
use crate::model::{EntryKey, ThemeKey};

/// How many links of a neighbour are looked at to count what lies beyond it.
const MOST_BEYOND: usize = 1_000;

/// An entry that a link joins with the centre.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// The entry.
    pub entry: EntryKey,
    /// The strongest link between the two.
    pub strength: Strength,
    /// How many links there are, mentions included.
    pub links: u32,
}

impl Neighbour {
    /// Returns a sort key by which the closest neighbour comes first.
    fn rank(&self) -> (Strength, std::cmp::Reverse<u32>, EntryKey) {
        (self.strength, std::cmp::Reverse(self.links), self.entry)
    }
}

/// The neighbours of one theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The theme.
    pub theme: ThemeKey,
    /// How many there are.
    pub count: usize,
    /// The closest of them, the closest first.
    pub best: Vec<Neighbour>,
}

/// How many entries lie two steps from the centre, by way of one neighbour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beyond {
    /// How many were found.
    pub count: usize,
    /// Whether there may be more, because not all links of the neighbour were looked at.
    pub more: bool,
}

/// What lies around an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbourhood {
    /// The entry in the middle.
    pub centre: EntryKey,
    /// The neighbours by theme, the theme of the closest one first.
    pub groups: Vec<Group>,
    /// All neighbours, ascending.
    near: Vec<EntryKey>,
}

impl Web<'_> {
    /// Returns the neighbours of an entry, with the `most` closest ones of each theme. Takes time
    /// proportional to the links of the entry.
    pub fn neighbourhood(&self, centre: EntryKey, most: usize) -> Neighbourhood {
        let mut ends: Vec<(EntryKey, Strength)> =
            self.ends(centre).filter(|&(entry, _)| entry != centre).collect();
        // This brings the entries of a theme together, and puts the strongest link with an entry
        // before its other links.
        ends.sort_unstable();
        let neighbours: Vec<Neighbour> = ends
            .chunk_by(|left, right| left.0 == right.0)
            .map(|links| Neighbour {
                entry: links[0].0,
                strength: links[0].1,
                links: links.len() as u32,
            })
            .collect();
        let near = neighbours.iter().map(|one| one.entry).collect();
        let theme = |one: &Neighbour| self.catalogue.theme_of(one.entry);
        let mut groups: Vec<Group> = neighbours
            .chunk_by(|left, right| theme(left) == theme(right))
            .map(|all| Group { theme: theme(&all[0]), count: all.len(), best: closest(all, most) })
            .collect();
        groups.sort_by_key(|group| group.best.first().map(Neighbour::rank));
        Neighbourhood { centre, groups, near }
    }

    /// Returns the other end of every link, typed or in text, with what the link says.
    fn ends(&self, entry: EntryKey) -> impl Iterator<Item = (EntryKey, Strength)> {
        let (graph, catalogue) = (self.graph, self.catalogue);
        let leaving = graph.leaving.of(entry).iter().map(|key| catalogue.link(key));
        let arriving = graph.arriving.of(entry).iter().map(|key| catalogue.link(key));
        let mentioning = self.mentions.of(entry).entries();
        let mentioned = self.mentions.from(entry).entries();
        leaving
            .map(|link| (link.to, Strength::of(link)))
            .chain(arriving.map(|link| (link.from, Strength::of(link))))
            .chain(mentioning.chain(mentioned).map(|other| (other, Strength::Mention)))
    }
}

/// Returns the `most` closest neighbours, the closest first, without sorting the others.
fn closest(all: &[Neighbour], most: usize) -> Vec<Neighbour> {
    let mut best = all.to_vec();
    if best.len() > most {
        best.select_nth_unstable_by_key(most, Neighbour::rank);
        best.truncate(most);
    }
    best.sort_unstable_by_key(Neighbour::rank);
    best
}

impl Neighbourhood {
    /// Returns how many neighbours there are.
    pub fn count(&self) -> usize {
        self.near.len()
    }

    /// Counts the entries two steps from the centre by way of a neighbour: those that are joined
    /// with the neighbour but not with the centre. Looks at no more than a thousand links of the
    /// neighbour.
    pub fn beyond(&self, web: Web<'_>, neighbour: EntryKey) -> Beyond {
        let mut links = web.ends(neighbour);
        let mut found: Vec<EntryKey> =
            links.by_ref().take(MOST_BEYOND).map(|(entry, _)| entry).collect();
        found.sort_unstable();
        found.dedup();
        found.retain(|entry| {
            *entry != self.centre && *entry != neighbour && self.near.binary_search(entry).is_err()
        });
        Beyond { count: found.len(), more: links.next().is_some() }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::graph::{Graph, Mentions, fixture};
    use crate::model::Catalogue;

    /// Returns the entries that a link joins with an entry, by looking at all links.
    fn joined(catalogue: &Catalogue, entry: EntryKey) -> BTreeSet<EntryKey> {
        let ends = catalogue.links().flat_map(|it| [(it.from, it.to), (it.to, it.from)]);
        ends.filter(|&(near, far)| near == entry && far != entry).map(|(_, far)| far).collect()
    }

    proptest! {
        #[test]
        fn neighbours_are_ranked_and_grouped_and_what_lies_behind_them_is_counted(
            links in prop::collection::vec((0u32..18, 0u32..18, 0u32..4), 0..60),
            centre in 0u32..18, most in 1usize..8,
        ) {
            let catalogue = fixture::themes(&[7, 5, 6], &links);
            let (graph, mentions) = (Graph::new(&catalogue, &[]), Mentions::default());
            let web = Web { catalogue: &catalogue, graph: &graph, mentions: &mentions };
            let centre = EntryKey(centre);
            let found = web.neighbourhood(centre, most);
            let near = joined(&catalogue, centre);
            prop_assert_eq!(found.count(), near.len());
            prop_assert!(found.groups.is_sorted_by_key(|group| group.best[0].rank()));
            for group in &found.groups {
                let own: Vec<EntryKey> = near.iter().copied()
                    .filter(|&entry| catalogue.theme_of(entry) == group.theme).collect();
                let mut ranked: Vec<Neighbour> = own.iter().map(|&entry| {
                    let ends = [centre, entry];
                    let both = catalogue.links()
                        .filter(|it| ends.contains(&it.from) && ends.contains(&it.to) && it.from != it.to);
                    let strengths: Vec<Strength> = both.map(Strength::of).collect();
                    let strength = *strengths.iter().min().expect("a neighbour has a link");
                    Neighbour { entry, strength, links: strengths.len() as u32 }
                }).collect();
                ranked.sort_by_key(Neighbour::rank);
                ranked.truncate(most);
                prop_assert_eq!(group.count, own.len());
                prop_assert_eq!(&group.best, &ranked);
                for neighbour in &group.best {
                    let behind = joined(&catalogue, neighbour.entry).into_iter()
                        .filter(|other| *other != centre && !near.contains(other)).count();
                    let beyond = found.beyond(web, neighbour.entry);
                    prop_assert_eq!(beyond, Beyond { count: behind, more: false });
                }
            }
            let grouped: usize = found.groups.iter().map(|group| group.count).sum();
            prop_assert_eq!(grouped, near.len());
        }
    }

    #[test]
    fn links_in_text_make_neighbours_too_and_rank_behind_typed_ones() {
        let library = fixture::library(5, &[(0, 3)], &[(0, 1), (2, 0), (2, 4), (0, 3)]);
        let catalogue = &*library.catalogue;
        let (graph, mentions) = (Graph::new(catalogue, &[]), Mentions::new(&library));
        let web = Web { catalogue, graph: &graph, mentions: &mentions };
        let found = web.neighbourhood(EntryKey(0), 9);
        let told: Vec<_> =
            found.groups[0].best.iter().map(|one| (one.entry.0, one.strength, one.links)).collect();
        let expected =
            [(3, Strength::Plain, 2), (1, Strength::Mention, 1), (2, Strength::Mention, 1)];
        assert_eq!(told, expected);
        assert_eq!(found.beyond(web, EntryKey(2)), Beyond { count: 1, more: false });
    }

    #[test]
    fn behind_a_neighbour_with_very_many_links_not_all_are_looked_at() {
        let spokes: Vec<(u32, u32)> = (2..2_002).map(|spoke| (1, spoke)).chain([(0, 1)]).collect();
        let library = fixture::library(2_002, &spokes, &[]);
        let catalogue = &*library.catalogue;
        let (graph, mentions) = (Graph::new(catalogue, &[]), Mentions::default());
        let web = Web { catalogue, graph: &graph, mentions: &mentions };
        let beyond = web.neighbourhood(EntryKey(0), 9).beyond(web, EntryKey(1));
        assert_eq!(beyond, Beyond { count: MOST_BEYOND, more: true });
    }
}
