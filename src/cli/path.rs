//! `folio path`: the shortest chains of links between two entries, each step with its reasons.

use super::args::PathArgs;
use super::exit::Exit;
use super::json::Answer;
use super::json::explore::{ChainStep, PathJson};
use super::{Desk, messages};
use crate::document::Role;
use crate::graph::{Connection, Graph, Mentions, Web};
use crate::messages::explore as says;
use crate::model::{Catalogue, EntryKey, Related};

/// How many equally short chains are printed.
const CHAINS: usize = 5;

/// Prints the chains; if there is none, ends with [`Exit::NotFound`] and says which parts of the
/// library lie apart.
pub fn run(desk: Desk, args: &PathArgs) -> Exit {
    let (mut desk, from, to) = match desk.two_entries(&args.from, &args.to) {
        Ok(found) => found,
        Err(exit) => return exit,
    };
    let library = desk.library.clone();
    let catalogue = &*library.catalogue;
    let (graph, mentions) = (Graph::new(catalogue), Mentions::new(&library));
    let web = Web { catalogue, graph: &graph, mentions: &mentions };
    let (chains, more) = match web.connection(from, to, CHAINS) {
        Connection::Chains { chains, more } => (chains, more),
        Connection::Apart { from: reached_from, to: reached_to } => {
            let apart = messages::apart(
                &says::part_of(catalogue.title(from), reached_from.len()),
                &says::part_of(catalogue.title(to), reached_to.len()),
            );
            return desk.fail(Exit::NotFound, &apart, &[]);
        }
    };
    let walks: Vec<Vec<Step>> = chains.iter().map(|chain| walk(web, chain)).collect();
    if desk.json {
        let step = |step| ChainStep::new(catalogue, step);
        let chains = walks.iter().map(|walk| walk.iter().map(step).collect()).collect();
        desk.output.json(&Answer::new(PathJson {
            from: catalogue.id(from),
            to: catalogue.id(to),
            chains,
            more,
        }));
        return desk.done();
    }
    let steps = says::chains(walks[0].len() - 1, walks.len(), more);
    desk.output.line(&[(&steps, Role::Dim)]);
    for walk in &walks {
        desk.output.line(&[]);
        print(&mut desk, catalogue, walk);
    }
    desk.done()
}

/// An entry of a chain, with what joins it to the next one.
type Step = (EntryKey, Vec<Related>);

fn walk(web: Web<'_>, chain: &[EntryKey]) -> Vec<Step> {
    let links = |at: usize| chain.get(at + 1).map(|&next| web.between(chain[at], next));
    chain.iter().enumerate().map(|(at, &entry)| (entry, links(at).unwrap_or_default())).collect()
}

fn print(desk: &mut Desk, catalogue: &Catalogue, walk: &[Step]) {
    for (entry, links) in walk {
        let id = format!(" [{}]", catalogue.id(*entry));
        desk.output.line(&[(catalogue.title(*entry), Role::Link), (&id, Role::Dim)]);
        for link in links {
            let by = link.provenance.as_ref().map(|one| one.by().word()).unwrap_or_default();
            let hop = says::hop(catalogue.label(link), &link.reason, by);
            desk.output.line(&[("  ", Role::Text), (&hop, Role::Dim)]);
        }
    }
}
