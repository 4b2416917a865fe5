//! The shortest chains of links between two entries, by breadth-first search from both ends.

use super::{Graph, Mentions};
use crate::model::{Catalogue, EntryKey, Related};

/// How many equally short chains are looked at, at most: their number can grow exponentially.
const MOST_CHAINS: usize = 64;

/// How two entries are connected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Connection {
    /// By chains, all of the shortest length.
    Chains {
        /// Each from the first entry to the last, both included; those with the fewest steps that
        /// only a link in text makes come first, then pack order decides.
        chains: Vec<Vec<EntryKey>>,
        /// Whether there are more of this length.
        more: bool,
    },
    /// Not at all: no chain of links joins the two.
    Apart {
        /// The entries that chains join with the first entry, the nearest first.
        from: Vec<EntryKey>,
        /// The entries that chains join with the second entry, the nearest first.
        to: Vec<EntryKey>,
    },
}

/// The typed links and the links in text together, followed in both directions.
#[derive(Clone, Copy)]
pub struct Web<'a> {
    /// The entries.
    pub catalogue: &'a Catalogue,
    /// The typed links.
    pub graph: &'a Graph,
    /// The links in text.
    pub mentions: &'a Mentions,
}

impl Web<'_> {
    /// Calls `visit` with the entry at the other end of each link, typed or in text; with some
    /// entries more than once.
    pub fn neighbours(&self, entry: EntryKey, mut visit: impl FnMut(EntryKey)) {
        for key in self.graph.leaving.of(entry).iter() {
            visit(self.catalogue.joint(key).to);
        }
        for key in self.graph.arriving.of(entry).iter() {
            visit(self.catalogue.joint(key).from);
        }
        self.mentions.of(entry).entries().for_each(&mut visit);
        self.mentions.from(entry).entries().for_each(visit);
    }

    /// Returns the shortest chains between two entries, at most `most`, or how far each of the two
    /// reaches if there are none.
    pub fn connection(&self, from: EntryKey, to: EntryKey, most: usize) -> Connection {
        if from == to {
            return Connection::Chains { chains: vec![vec![from]], more: false };
        }
        let (ends, meetings) = self.meet(from, to);
        if !meetings.is_empty() {
            return self.chains(&ends, &meetings, most);
        }
        // The two searches can no longer meet; each goes on to find how far its end reaches.
        let [mut from, mut to] = ends;
        while from.step() {}
        while to.step() {}
        Connection::Apart { from: from.reached(), to: to.reached() }
    }

    /// Searches from both ends, always on the side whose next step has fewer links to look at,
    /// until the two searches meet or one of them cannot go on; returns both, and the entries where
    /// they met.
    fn meet(&self, from: EntryKey, to: EntryKey) -> ([Search<'_>; 2], Vec<EntryKey>) {
        let mut ends = [Search::new(self, from), Search::new(self, to)];
        loop {
            let cheaper = usize::from(ends[1].ahead < ends[0].ahead);
            if !ends[cheaper].step() {
                return (ends, Vec::new());
            }
            let other = &ends[1 - cheaper];
            let meetings: Vec<EntryKey> =
                ends[cheaper].frontier.iter().copied().filter(|&key| other.has(key)).collect();
            if !meetings.is_empty() {
                return (ends, meetings);
            }
        }
    }

    /// Returns how many links of an entry [`Self::neighbours`] follows.
    fn degree(&self, entry: EntryKey) -> usize {
        let typed = self.graph.leaving.of(entry).len() + self.graph.arriving.of(entry).len();
        typed + self.mentions.of(entry).len() + self.mentions.from(entry).len()
    }

    /// Builds the chains that lead through the entries where the two searches met.
    fn chains(&self, ends: &[Search<'_>; 2], meetings: &[EntryKey], most: usize) -> Connection {
        let mut chains = Vec::new();
        let mut more = false;
        for &meeting in meetings {
            let room = MOST_CHAINS + 1 - chains.len();
            let starts = ends[0].ways_to(meeting, room);
            let rests = ends[1].ways_to(meeting, room);
            for start in &starts {
                for rest in &rests {
                    if chains.len() > MOST_CHAINS {
                        break;
                    }
                    chains.push(start.iter().chain(rest.iter().rev().skip(1)).copied().collect());
                }
            }
        }
        if chains.len() > MOST_CHAINS {
            chains.truncate(MOST_CHAINS);
            more = true;
        }
        chains
            .sort_by_cached_key(|chain: &Vec<EntryKey>| (self.steps_in_text(chain), chain.clone()));
        more |= chains.len() > most;
        chains.truncate(most);
        Connection::Chains { chains, more }
    }

    /// Returns the links between two entries, read from the first: typed links in either direction,
    /// then the links in their texts.
    pub fn between(&self, from: EntryKey, to: EntryKey) -> Vec<Related> {
        let mut links = self.graph.between(self.catalogue, from, to);
        links.extend(self.mentions.leading(from, to));
        links.extend(self.mentions.between(to, from));
        links
    }

    /// Counts the steps of a chain that no typed link makes.
    fn steps_in_text(&self, chain: &[EntryKey]) -> usize {
        let typed = |pair: &&[EntryKey]| !self.graph.joins(self.catalogue, pair[0], pair[1]);
        chain.windows(2).filter(typed).count()
    }
}

/// The search from one end. Takes four bytes for each entry of the catalogue, zeroed by the system,
/// so that entries that are never reached cost no time.
struct Search<'a> {
    web: &'a Web<'a>,
    /// The number of steps to each entry, plus one; 0 if it was not reached.
    steps: Vec<u32>,
    /// The entries reached so far, the nearest first.
    order: Vec<EntryKey>,
    /// The entries at `distance`.
    frontier: Vec<EntryKey>,
    /// The number of steps so far, plus one.
    distance: u32,
    /// How many links the next step looks at.
    ahead: usize,
}

impl<'a> Search<'a> {
    fn new(web: &'a Web<'a>, from: EntryKey) -> Self {
        let mut steps = vec![0; web.catalogue.len()];
        steps[from.index()] = 1;
        let ahead = web.degree(from);
        Self { web, steps, order: Vec::new(), frontier: vec![from], distance: 1, ahead }
    }

    fn has(&self, entry: EntryKey) -> bool {
        self.steps[entry.index()] > 0
    }

    /// Goes one step further; returns whether it reached anything.
    fn step(&mut self) -> bool {
        let mut next = Vec::new();
        self.distance += 1;
        for &entry in &self.frontier {
            self.web.neighbours(entry, |other| {
                let steps = &mut self.steps[other.index()];
                if *steps == 0 {
                    *steps = self.distance;
                    next.push(other);
                }
            });
        }
        self.order.extend_from_slice(&next);
        self.ahead = next.iter().map(|&entry| self.web.degree(entry)).sum();
        self.frontier = next;
        !self.frontier.is_empty()
    }

    fn reached(self) -> Vec<EntryKey> {
        self.order
    }

    /// Returns the shortest ways from this end to an entry, at most `most`, with both ends.
    fn ways_to(&self, entry: EntryKey, most: usize) -> Vec<Vec<EntryKey>> {
        let mut ways = vec![vec![entry]];
        for distance in (1..self.steps[entry.index()]).rev() {
            let mut longer = Vec::new();
            for way in &ways {
                let mut before = Vec::new();
                let last = *way.last().expect("a way is never empty");
                self.web.neighbours(last, |other| {
                    if self.steps[other.index()] == distance {
                        before.push(other);
                    }
                });
                before.sort_unstable();
                before.dedup();
                let room = most.saturating_sub(longer.len());
                longer.extend(before.iter().take(room).map(|&entry| [&way[..], &[entry]].concat()));
            }
            ways = longer;
        }
        for way in &mut ways {
            way.reverse();
        }
        ways
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeSet, HashSet};

    use proptest::prelude::*;

    use super::*;
    use crate::graph::fixture;

    /// All shortest chains, by looking at every chain of growing length.
    fn by_brute_force(
        count: u32,
        edges: &HashSet<(u32, u32)>,
        from: u32,
        to: u32,
    ) -> BTreeSet<Vec<u32>> {
        let joined = |a, b| edges.contains(&(a, b)) || edges.contains(&(b, a));
        let mut ways = vec![vec![from]];
        for _ in 0..count {
            let found: BTreeSet<_> =
                ways.iter().filter(|way| way.last() == Some(&to)).cloned().collect();
            if !found.is_empty() {
                return found;
            }
            let longer = ways.iter().flat_map(|way| {
                let last = way[way.len() - 1];
                let next = (0..count).filter(move |&next| joined(last, next));
                next.filter(|next| !way.contains(next)).map(|next| [&way[..], &[next]].concat())
            });
            ways = longer.collect();
        }
        BTreeSet::new()
    }

    proptest! {
        #[test]
        fn chains_are_those_that_brute_force_finds(
            count in 2u32..9,
            typed in prop::collection::vec((0u32..9, 0u32..9), 0..12),
            in_text in prop::collection::vec((0u32..9, 0u32..9), 0..6),
            from in 0u32..9, to in 0u32..9,
        ) {
            let inside = |pairs: Vec<(u32, u32)>| -> Vec<(u32, u32)> {
                pairs.into_iter().map(|(a, b)| (a % count, b % count)).filter(|(a, b)| a != b).collect()
            };
            let (typed, in_text, from, to) = (inside(typed), inside(in_text), from % count, to % count);
            let library = fixture::library(count, &typed, &in_text);
            let (graph, mentions) = (Graph::new(&library.catalogue, &[]), Mentions::new(&library));
            let web = Web { catalogue: &library.catalogue, graph: &graph, mentions: &mentions };
            let edges = typed.iter().chain(&in_text).copied().collect();
            let expected = by_brute_force(count, &edges, from, to);
            match web.connection(EntryKey(from), EntryKey(to), 1_000) {
                Connection::Chains { chains, more } => {
                    let found: Vec<Vec<u32>> =
                        chains.iter().map(|chain| chain.iter().map(|key| key.0).collect()).collect();
                    if more {
                        prop_assert!(expected.len() > MOST_CHAINS && found.len() == MOST_CHAINS);
                    }
                    let distinct: BTreeSet<_> = found.iter().cloned().collect();
                    prop_assert_eq!(distinct.len(), found.len(), "a chain is told once");
                    prop_assert!(distinct.is_subset(&expected) && (more || distinct == expected));
                    for chain in &chains {
                        for pair in chain.windows(2) {
                            prop_assert!(!web.between(pair[0], pair[1]).is_empty());
                        }
                    }
                }
                Connection::Apart { from: near, to: far } => {
                    prop_assert!(expected.is_empty());
                    let reach = |start: u32| (0..count)
                        .filter(|&other| other != start)
                        .filter(|&other| !by_brute_force(count, &edges, start, other).is_empty())
                        .collect::<BTreeSet<_>>();
                    let keys = |all: Vec<EntryKey>| all.iter().map(|key| key.0).collect::<BTreeSet<_>>();
                    prop_assert_eq!(keys(near), reach(from));
                    prop_assert_eq!(keys(far), reach(to));
                }
            }
        }
    }

    /// Counts the links that a search from both ends looks at to find where they meet.
    fn looked_at(web: &Web<'_>, from: u32, to: u32) -> usize {
        let (ends, meetings) = web.meet(EntryKey(from), EntryKey(to));
        assert!(!meetings.is_empty(), "{from} and {to} are connected");
        let of = |search: &Search<'_>| -> usize {
            let stepped_over = |at: &usize| (1..search.distance).contains(&search.steps[*at]);
            let entries = (0..search.steps.len()).filter(stepped_over);
            entries.map(|at| web.degree(EntryKey(at as u32))).sum()
        };
        ends.iter().map(of).sum()
    }

    #[test]
    fn between_entries_far_apart_only_a_small_share_of_the_links_is_looked_at() {
        const ENTRIES: u32 = 20_000;
        let mut state = 7_u64;
        let mut random = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) as u32 % ENTRIES
        };
        // A ring, so that all entries are connected, and as many random links again.
        let ring = (0..ENTRIES).map(|at| (at, (at + 1) % ENTRIES));
        let links: Vec<(u32, u32)> =
            ring.chain((0..ENTRIES).map(|_| (random(), random()))).collect();
        let library = fixture::library(ENTRIES, &links, &[]);
        let (graph, mentions) = (Graph::new(&library.catalogue, &[]), Mentions::default());
        let web = Web { catalogue: &library.catalogue, graph: &graph, mentions: &mentions };
        for (from, to) in (0..50).map(|at| (at, ENTRIES / 2 + at)) {
            let looked_at = looked_at(&web, from, to);
            assert!(looked_at < links.len() / 20, "{looked_at} of {} links", links.len());
        }
    }

    #[test]
    fn the_links_of_a_hub_are_looked_at_only_where_no_other_way_is_shorter() {
        // Every entry is linked to the hub, 0; from 1 a chain leads away that does not touch the hub.
        const SPOKES: u32 = 5_000;
        let spokes = (1..SPOKES).map(|spoke| (spoke, 0));
        let chain = (SPOKES..SPOKES + 20).map(|at| (if at == SPOKES { 1 } else { at - 1 }, at));
        let links: Vec<(u32, u32)> = spokes.chain(chain).collect();
        let library = fixture::library(SPOKES + 20, &links, &[]);
        let (graph, mentions) = (Graph::new(&library.catalogue, &[]), Mentions::default());
        let web = Web { catalogue: &library.catalogue, graph: &graph, mentions: &mentions };
        assert!(looked_at(&web, 1, SPOKES + 19) < 100, "along the chain");
        assert!(looked_at(&web, 2, 3) < 10, "by way of the hub, which both ends reach");
    }

    #[test]
    fn typed_links_go_before_links_in_text() {
        // 0-1-3 is typed, 0-2-3 in text only.
        let library = fixture::library(4, &[(0, 1), (3, 1)], &[(0, 2), (2, 3)]);
        let (graph, mentions) = (Graph::new(&library.catalogue, &[]), Mentions::new(&library));
        let web = Web { catalogue: &library.catalogue, graph: &graph, mentions: &mentions };
        let chains = vec![vec![EntryKey(0), EntryKey(1), EntryKey(3)]];
        assert_eq!(
            web.connection(EntryKey(0), EntryKey(3), 1),
            Connection::Chains { chains, more: true }
        );
    }

    #[test]
    fn an_entry_is_joined_with_itself_by_no_step() {
        let library = fixture::library(1, &[], &[]);
        let (graph, mentions) = (Graph::new(&library.catalogue, &[]), Mentions::new(&library));
        let web = Web { catalogue: &library.catalogue, graph: &graph, mentions: &mentions };
        let chains = vec![vec![EntryKey(0)]];
        let expected = Connection::Chains { chains, more: false };
        assert_eq!(web.connection(EntryKey(0), EntryKey(0), 5), expected);
    }
}
