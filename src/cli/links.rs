//! `folio links`: the links and backlinks of an entry, with their reasons.

use super::args::LinksArgs;
use super::exit::Exit;
use super::json::Answer;
use super::json::entry::{LinkJson, LinkLists, NamedJson};
use super::{Desk, messages};
use crate::document::{Role, ground};
use crate::graph::{Graph, Mentions, named_in};
use crate::model::{Catalogue, EntryKey, Library, Related};

/// Returns everything that links to an entry: typed links, then links in text.
pub fn backlinks(library: &Library, graph: &Graph, key: EntryKey) -> Vec<Related> {
    let mut backlinks = graph.backlinks(&library.catalogue, key);
    backlinks.extend_from_slice(Mentions::new(library).of(key));
    backlinks
}

/// Prints an entry's links and backlinks.
pub fn run(desk: Desk, args: &LinksArgs) -> Exit {
    let (mut desk, key) = match desk.entry(&args.id) {
        Ok(found) => found,
        Err(exit) => return exit,
    };
    let library = desk.library.clone();
    let catalogue = &*library.catalogue;
    let graph = Graph::new(catalogue);
    let links = graph.links(catalogue, key);
    let backlinks = backlinks(&library, &graph, key);
    let named = named_in(&library, key, || true).unwrap_or_default();
    if desk.json {
        desk.output.json(&Answer::new(LinkLists {
            id: catalogue.id(key),
            links: links.iter().map(|link| LinkJson::new(catalogue, link)).collect(),
            backlinks: backlinks.iter().map(|link| LinkJson::new(catalogue, link)).collect(),
            named_in: named.iter().map(|one| NamedJson::new(catalogue, one)).collect(),
        }));
        return desk.done();
    }
    desk.output.line(&[(catalogue.title(key), Role::Title)]);
    if links.is_empty() && backlinks.is_empty() {
        desk.output.line(&[(&messages::no_links(catalogue.title(key)), Role::Text)]);
    }
    for link in &links {
        print(&mut desk, catalogue, link);
    }
    if !backlinks.is_empty() {
        desk.output.line(&[]);
        desk.output.line(&[(messages::LINKED_FROM, Role::Section)]);
    }
    for link in &backlinks {
        print(&mut desk, catalogue, link);
    }
    if !named.is_empty() {
        desk.output.line(&[]);
        desk.output.line(&[(messages::NAMED_IN, Role::Section)]);
    }
    for one in &named {
        desk.output.line(&[
            ("  ", Role::Text),
            (catalogue.title(one.entry), Role::Link),
            (&format!(" [{}]", catalogue.id(one.entry)), Role::Dim),
            (&format!(": {}", one.sentence), Role::Text),
        ]);
    }
    desk.done()
}

fn print(desk: &mut Desk, catalogue: &Catalogue, link: &Related) {
    let label = catalogue.label(link);
    let reason = if link.reason.is_empty() { String::new() } else { format!(": {}", link.reason) };
    let by = link.provenance.as_ref().map(|one| format!(" ({})", ground(catalogue, one)));
    let by = by.unwrap_or_default();
    desk.output.line(&[
        ("  ", Role::Text),
        (label, Role::Dim),
        (" ", Role::Text),
        (catalogue.title(link.entry), Role::Link),
        (&format!(" [{}]", catalogue.id(link.entry)), Role::Dim),
        (&reason, Role::Text),
        (&by, Role::Dim),
    ]);
}
