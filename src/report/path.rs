//! The shortest chains of links between two entries. Refuses to know: how chains are found.

use super::choice::Choice;
use super::line::{Line, Report};
use super::links::{entry_parts, link_in_full};
use crate::document::Role;
use crate::graph::{Connection, Web};
use crate::knowledge::Knowledge;
use crate::messages::explore as says;
use crate::model::{Catalogue, EntryKey, Related};

/// How many equally short chains are shown.
const CHAINS: usize = 5;
/// How many entries of each part are shown where no chain joins the two.
const REACHED: usize = 20;

/// What a line stands for.
#[derive(Clone, Debug)]
enum Item {
    Heading(String),
    /// An entry of a chain, with the links to the next one.
    Step(EntryKey, Vec<Related>),
}

/// How two entries hang together.
#[derive(Clone, Debug)]
pub struct PathReport {
    title: String,
    count: String,
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
                Self { title, count, items: steps(web, &chains) }
            }
            Connection::Apart { from: reached_from, to: reached_to } => {
                let mut items = vec![Item::Heading(says::APART.to_owned())];
                for (end, reached) in [(from, reached_from), (to, reached_to)] {
                    items.push(Item::Heading(says::part_of(name(end), reached.len())));
                    let first = std::iter::once(end).chain(reached).take(REACHED);
                    items.extend(first.map(|entry| Item::Step(entry, Vec::new())));
                }
                Self { title, count: String::new(), items }
            }
        }
    }
}

fn steps(web: Web<'_>, chains: &[Vec<EntryKey>]) -> Vec<Item> {
    let mut items = Vec::new();
    for (number, chain) in chains.iter().enumerate() {
        if chains.len() > 1 {
            items.push(Item::Heading(says::way(number + 1)));
        }
        items.extend(chain.iter().enumerate().map(|(at, &entry)| {
            let next = chain.get(at + 1);
            Item::Step(entry, next.map_or_else(Vec::new, |&next| web.between(entry, next)))
        }));
    }
    items
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
            Item::Step(entry, links) => {
                let line = Line::new(entry_parts(catalogue, *entry, "", columns));
                match links.first() {
                    Some(link) => line.below(&hop(catalogue, link), Role::Dim),
                    None => line,
                }
            }
        }
    }

    fn choice(&self, at: usize) -> Option<Choice> {
        match &self.items[at] {
            Item::Heading(_) => None,
            Item::Step(entry, _) => Some(Choice::Entry(*entry)),
        }
    }

    fn detail(&self, catalogue: &Catalogue, at: usize) -> Vec<(String, Role)> {
        let Item::Step(entry, links) = &self.items[at] else { return Vec::new() };
        if links.is_empty() {
            return vec![(catalogue.summary(*entry).to_owned(), Role::Summary)];
        }
        links.iter().flat_map(|link| link_in_full(catalogue, *entry, link)).collect()
    }
}

/// Says the step to the next entry of a chain in one line.
fn hop(catalogue: &Catalogue, link: &Related) -> String {
    let by = link.provenance.as_ref().map(|one| one.by().word()).unwrap_or_default();
    says::hop(catalogue.label(link), &link.reason, by)
}
