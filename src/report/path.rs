//! The shortest chains of links between two entries. Refuses to know: how chains are found.

use super::choice::Choice;
use super::line::{Line, Report};
use super::links::{entry_parts, ground_of, link_in_full};
use super::paragraph::Paragraph;
use crate::document::{Extent, Role};
use crate::graph::{Connection, Web};
use crate::knowledge::Knowledge;
use crate::messages::explore as says;
use crate::model::{Catalogue, EntryKey, Related};

/// How many equally short chains are shown.
const CHAINS: usize = 5;
/// How many entries of each component are shown if no chain joins the two.
const REACHED: usize = 20;

/// An entry of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainStep {
    /// The entry.
    pub entry: EntryKey,
    /// The links that join it to the next one, read from it.
    pub links: Vec<Related>,
}

/// What a line is about.
#[derive(Clone, Debug)]
enum Item {
    Heading(String),
    /// A step, by the number of its chain and its own.
    Step(usize, usize),
    /// An entry of one of the components that no chain joins.
    Reached(EntryKey),
}

/// How two entries hang together.
#[derive(Clone, Debug)]
pub struct PathReport {
    title: String,
    count: String,
    chains: Vec<Vec<ChainStep>>,
    /// Whether there are more chains of this length.
    more: bool,
    /// How many other entries chains lead to from each end.
    reached: [usize; 2],
    items: Vec<Item>,
}

impl PathReport {
    /// Finds the shortest chains between two entries.
    pub fn new(known: &Knowledge, from: EntryKey, to: EntryKey) -> Self {
        let web = known.web();
        let name = |entry| web.catalogue.short(entry);
        let title = says::path(name(from), name(to));
        match web.connection(from, to, CHAINS) {
            Connection::Chains { chains, more } => {
                let count = says::chains(chains[0].len() - 1, chains.len(), more);
                let items = items(&chains);
                let chains = chains.iter().map(|chain| steps(web, chain)).collect();
                Self { title, count, chains, more, reached: [0, 0], items }
            }
            Connection::Apart { from: reached_from, to: reached_to } => {
                let reached = [reached_from.len(), reached_to.len()];
                let mut items = vec![Item::Heading(says::APART.to_owned())];
                for (end, part) in [(from, reached_from), (to, reached_to)] {
                    items.push(Item::Heading(says::part_of(name(end), part.len())));
                    let first = std::iter::once(end).chain(part).take(REACHED);
                    items.extend(first.map(Item::Reached));
                }
                let (count, chains) = (String::new(), Vec::new());
                Self { title, count, chains, more: false, reached, items }
            }
        }
    }

    /// Returns the chains, the best first; none if no chain joins the two entries.
    pub fn chains(&self) -> &[Vec<ChainStep>] {
        &self.chains
    }

    /// Returns whether there are more chains of this length.
    pub fn has_more(&self) -> bool {
        self.more
    }

    /// Counts the other entries that chains lead to from each end, if no chain joins the two.
    pub fn reached(&self) -> [usize; 2] {
        self.reached
    }
}

fn items(chains: &[Vec<EntryKey>]) -> Vec<Item> {
    let mut items = Vec::new();
    for (number, chain) in chains.iter().enumerate() {
        if chains.len() > 1 {
            items.push(Item::Heading(says::way(number + 1)));
        }
        items.extend((0..chain.len()).map(|at| Item::Step(number, at)));
    }
    items
}

fn steps(web: Web<'_>, chain: &[EntryKey]) -> Vec<ChainStep> {
    let links = |at: usize| chain.get(at + 1).map(|&next| web.between(chain[at], next));
    let step = |(at, &entry)| ChainStep { entry, links: links(at).unwrap_or_default() };
    chain.iter().enumerate().map(step).collect()
}

impl Report for PathReport {
    fn title(&self) -> &str {
        &self.title
    }

    fn count_of(&self) -> String {
        self.count.clone()
    }

    fn count(&self) -> usize {
        self.items.len()
    }

    fn has_second_rows(&self) -> bool {
        true
    }

    fn line(&self, catalogue: &Catalogue, at: usize, columns: u16) -> Line {
        match &self.items[at] {
            Item::Heading(text) => Line::new([(text, Role::Section)]),
            Item::Step(chain, at) => {
                let step = &self.chains[*chain][*at];
                let line = Line::new(entry_parts(catalogue, step.entry, "", columns));
                match step.links.first() {
                    Some(link) => line.below(&hop(catalogue, link), Role::Dim),
                    None => line,
                }
            }
            Item::Reached(entry) => Line::new(entry_parts(catalogue, *entry, "", columns)),
        }
    }

    fn choice(&self, at: usize) -> Option<Choice> {
        match &self.items[at] {
            Item::Heading(_) => None,
            Item::Step(chain, at) => Some(Choice::Entry(self.chains[*chain][*at].entry)),
            Item::Reached(entry) => Some(Choice::Entry(*entry)),
        }
    }

    fn detail(&self, catalogue: &Catalogue, at: usize) -> Vec<Paragraph> {
        let (entry, links) = match &self.items[at] {
            Item::Heading(_) => return Vec::new(),
            Item::Step(chain, at) => {
                let ChainStep { entry, links } = &self.chains[*chain][*at];
                (*entry, links.as_slice())
            }
            Item::Reached(entry) => (*entry, &[][..]),
        };
        if links.is_empty() {
            return vec![(catalogue.plain_summary(entry), Role::Summary).into()];
        }
        links.iter().flat_map(|link| link_in_full(catalogue, entry, link)).collect()
    }
}

/// Describes the step to the next entry of a chain in one line.
pub fn hop(catalogue: &Catalogue, link: &Related) -> String {
    let by = ground_of(catalogue, link, Extent::Speaker);
    says::hop(catalogue.label(link), &link.reason, &by)
}
