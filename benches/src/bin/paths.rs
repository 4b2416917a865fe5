//! The shortest chain between two entries of a large pack, beside two peers that answer less: how many
//! steps it has, by a plain breadth-first search from one end, and by petgraph's.
//!
//! Folio gives the chains themselves, several where they tie. The peers search the same links, either
//! way, in arrays made before; where two entries are apart, Folio and the plain search go through all
//! that hangs together with the first, and Folio through all that hangs together with the other, too.
//!
//! An argument is the number of entries, 100,000 if there is none; there are twice as many links. A
//! tenth of the entries hangs together in a part of its own; a tenth of the rest links to a hub, too.

use std::collections::VecDeque;
use std::hint::black_box;

use folio::graph::{Connection, Graph, Mentions, Web};
use folio::model::{Catalogue, EntryKey, NewEntry, NewLink, Pack, Relation, Theme};
use folio_benches::measure::{ROUNDS, measured};
use folio_benches::texts::Random;
use petgraph::csr::Csr;
use petgraph::visit::Bfs;

/// How many chains are asked for, as the browser does.
const CHAINS: usize = 5;
const HUB: u32 = 0;
/// How many pairs are searched in a round.
const PAIRS: usize = 20;

fn main() {
    let entries = std::env::args().nth(1).and_then(|word| word.parse().ok()).unwrap_or(100_000);
    let catalogue = catalogue(entries);
    let links = catalogue.links().len();
    println!(
        "{entries} entries, {links} links; CPU ms a pair, median of {ROUNDS} rounds of {PAIRS} pairs\n"
    );
    let (graph, mentions) = (Graph::new(&catalogue, &[]), Mentions::default());
    let web = Web { catalogue: &catalogue, graph: &graph, mentions: &mentions };
    let plain = Plain::new(&catalogue);
    let petgraph = both_ways(&catalogue);
    let mut random = Random(7);
    let (main, apart) = (entries - entries / 10, entries / 10);
    // Of ten times as many pairs those that are farthest apart.
    let any = || (random.below(main) as u32, random.below(main) as u32);
    let mut far: Vec<(u32, u32)> = std::iter::repeat_with(any).take(10 * PAIRS).collect();
    far.sort_by_cached_key(|&(from, to)| std::cmp::Reverse(plain.steps(from, to)));
    far.truncate(PAIRS);
    let to_hub: Vec<_> = far.iter().map(|&(from, _)| (from, HUB)).collect();
    let unconnected: Vec<_> =
        far.iter().map(|&(from, _)| (from, (main + random.below(apart)) as u32)).collect();
    for (what, pairs) in [("far apart", &far), ("to a hub", &to_hub), ("unconnected", &unconnected)]
    {
        for &(from, to) in pairs {
            assert_eq!(steps(&web, from, to), plain.steps(from, to), "{from} to {to}");
            assert_eq!(search(&petgraph, from, to), plain.steps(from, to).is_some());
        }
        let longest = pairs.iter().filter_map(|&(from, to)| plain.steps(from, to)).max();
        let each = |work: &dyn Fn(u32, u32)| {
            measured(|| pairs.iter().for_each(|&(from, to)| work(from, to))).0 / pairs.len() as f64
        };
        let own = each(&|from, to| {
            black_box(web.connection(EntryKey(from), EntryKey(to), CHAINS));
        });
        let one_way = each(&|from, to| {
            black_box(plain.steps(from, to));
        });
        let by_petgraph = each(&|from, to| {
            black_box(search(&petgraph, from, to));
        });
        println!(
            "{what:<12} {:>2} steps: {own:.3}; from one end {one_way:.3}, ratio {:.2}; petgraph {by_petgraph:.3}, ratio {:.2}",
            longest.unwrap_or(0),
            one_way / own,
            by_petgraph / own
        );
    }
}

/// Returns the length of Folio's chains; they all have the same.
fn steps(web: &Web<'_>, from: u32, to: u32) -> Option<u32> {
    match web.connection(EntryKey(from), EntryKey(to), CHAINS) {
        Connection::Chains { chains, .. } => Some(chains[0].len() as u32 - 1),
        Connection::Apart { .. } => None,
    }
}

/// Every entry's neighbours, one behind the other.
struct Plain {
    starts: Vec<usize>,
    ends: Vec<u32>,
}

impl Plain {
    fn new(catalogue: &Catalogue) -> Self {
        let mut pairs: Vec<(u32, u32)> =
            catalogue.links().flat_map(|it| [(it.from.0, it.to.0), (it.to.0, it.from.0)]).collect();
        pairs.sort_unstable();
        let starts = (0..=catalogue.len() as u32)
            .map(|entry| pairs.partition_point(|pair| pair.0 < entry))
            .collect();
        Self { starts, ends: pairs.into_iter().map(|pair| pair.1).collect() }
    }

    /// Counts the steps between two entries; `None` if they are apart.
    fn steps(&self, from: u32, to: u32) -> Option<u32> {
        let mut steps = vec![u32::MAX; self.starts.len() - 1];
        steps[from as usize] = 0;
        let mut queue = VecDeque::from([from]);
        while let Some(entry) = queue.pop_front() {
            if entry == to {
                return Some(steps[to as usize]);
            }
            let at = entry as usize;
            for &other in &self.ends[self.starts[at]..self.starts[at + 1]] {
                if steps[other as usize] == u32::MAX {
                    steps[other as usize] = steps[at] + 1;
                    queue.push_back(other);
                }
            }
        }
        None
    }
}

fn both_ways(catalogue: &Catalogue) -> Csr<(), ()> {
    let mut edges: Vec<(u32, u32)> =
        catalogue.links().flat_map(|it| [(it.from.0, it.to.0), (it.to.0, it.from.0)]).collect();
    edges.sort_unstable();
    edges.dedup();
    // Entries behind the last one with a link are unknown to it.
    let mut csr = Csr::from_sorted_edges(&edges).expect("they are sorted");
    while csr.node_count() < catalogue.len() {
        csr.add_node(());
    }
    csr
}

/// Returns whether petgraph's search comes from one entry to another.
fn search(graph: &Csr<(), ()>, from: u32, to: u32) -> bool {
    let mut search = Bfs::new(graph, from);
    while let Some(entry) = search.next(graph) {
        if entry == to {
            return true;
        }
    }
    false
}

fn catalogue(entries: usize) -> Catalogue {
    let mut random = Random(31);
    let mut catalogue = Catalogue::new();
    let pack = catalogue.push_pack(Pack::new("large", "A large pack"));
    let theme = catalogue.push_theme(Theme::new(pack, "entry", "Entries"));
    for number in 0..entries {
        let id = format!("entry/{number}");
        catalogue.push_entry(NewEntry::new(theme, &id, &format!("Entry {number}")));
    }
    let relation = catalogue.push_relation(Relation {
        pack: Some(pack),
        id: "serves".into(),
        label: "serves".into(),
        inverse: "is served by".into(),
        symmetric: false,
    });
    let mut link = |from: usize, to: usize| {
        let (from, to) = (EntryKey(from as u32), EntryKey(to as u32));
        catalogue.push_link(&NewLink {
            from,
            to,
            relation,
            reason: "one of many reasons".into(),
            provenance: None,
        });
    };
    let main = entries - entries / 10;
    for number in 0..entries {
        // A part begins at 0 and one at `main`; each hangs together by links to an entry before.
        let (start, end) = if number < main { (0, main) } else { (main, entries) };
        if number > start {
            link(number, start + random.below(number - start));
        }
        if number % 10 == 1 && number < main {
            link(number, HUB as usize);
        } else {
            link(start + random.below(end - start), start + random.below(end - start));
        }
    }
    catalogue
}
