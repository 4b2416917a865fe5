//! `folio map`: what lies one step from an entry, ranked and by theme, and how much lies two steps
//! away.

use super::Desk;
use super::args::MapArgs;
use super::exit::Exit;
use super::json::Answer;
use super::json::explore::{MapGroup, MapJson};
use crate::document::Role;
use crate::graph::{Graph, Mentions, Neighbour, Neighbourhood, Web};
use crate::messages::map as says;

/// Prints the neighbourhood of an entry.
pub fn run(desk: Desk, args: &MapArgs) -> Exit {
    let (mut desk, centre) = match desk.entry(&args.id) {
        Ok(found) => found,
        Err(exit) => return exit,
    };
    let library = desk.library.clone();
    let catalogue = &*library.catalogue;
    let (graph, mentions) = (Graph::new(catalogue), Mentions::new(&library));
    let web = Web { catalogue, graph: &graph, mentions: &mentions };
    let around = web.neighbourhood(centre, args.most.unwrap_or(usize::MAX));
    if desk.json {
        let groups = around.groups.iter().map(|group| MapGroup::new(web, &around, group)).collect();
        let (id, neighbours) = (catalogue.id(centre), around.count());
        desk.output.json(&Answer::new(MapJson { id, neighbours, groups }));
        return desk.done();
    }
    desk.output.line(&[
        (catalogue.title(centre), Role::Title),
        (&format!("  {}", says::neighbours(around.count())), Role::Dim),
    ]);
    for group in &around.groups {
        desk.output.line(&[]);
        desk.output.line(&[(&catalogue.theme(group.theme).title, Role::Section)]);
        for neighbour in &group.best {
            print(&mut desk, web, &around, neighbour);
        }
        if group.count > group.best.len() {
            let more = says::more(group.count - group.best.len());
            desk.output.line(&[("  ", Role::Text), (&more, Role::Dim)]);
        }
    }
    desk.done()
}

fn print(desk: &mut Desk, web: Web<'_>, around: &Neighbourhood, neighbour: &Neighbour) {
    let catalogue = web.catalogue;
    let beyond = around.beyond(web, neighbour.entry);
    let joined = says::joined(neighbour.links as usize, beyond.count, beyond.more);
    let id = format!(" [{}]", catalogue.id(neighbour.entry));
    desk.output.line(&[
        ("  ", Role::Text),
        (catalogue.title(neighbour.entry), Role::Link),
        (&id, Role::Dim),
        (&format!("  {joined}"), Role::Dim),
    ]);
}
