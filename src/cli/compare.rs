//! `folio compare`: what two entries share, and what only one of them has.

use super::Desk;
use super::args::CompareArgs;
use super::exit::Exit;
use super::json::Answer;
use super::json::explore::ComparisonJson;
use crate::document::Role;
use crate::graph::{Comparison, Graph, Mentions, Shared, Side, Web};
use crate::messages::explore as says;
use crate::terms::Recogniser;

/// Prints the comparison.
pub fn run(desk: Desk, args: &CompareArgs) -> Exit {
    let (mut desk, left, right) = match desk.two_entries(&args.left, &args.right) {
        Ok(found) => found,
        Err(exit) => return exit,
    };
    let library = desk.library.clone();
    let catalogue = &*library.catalogue;
    let (graph, mentions) = (Graph::new(catalogue), Mentions::new(&library));
    let recogniser = Recogniser::new(catalogue);
    let bodies = [left, right].map(|entry| library.body(entry));
    let side = |entry, body| {
        let terms = recogniser.in_entry(catalogue, entry, body);
        Side { entry, body, terms: terms.iter().map(|one| one.span.entry).collect() }
    };
    let found = Comparison::new(
        Web { catalogue, graph: &graph, mentions: &mentions },
        side(left, &bodies[0]),
        side(right, &bodies[1]),
    );
    if desk.json {
        desk.output.json(&Answer::new(ComparisonJson::new(catalogue, [left, right], &found)));
        return desk.done();
    }
    let titles = [catalogue.title(left), catalogue.title(right)];
    desk.output.line(&[(&says::comparison(titles[0], titles[1]), Role::Title)]);
    let sections = [
        print(&mut desk, says::TERMS, &found.terms, |&entry| catalogue.title(entry)),
        print(&mut desk, says::LINKED, &found.linked, |&entry| catalogue.title(entry)),
        print(&mut desk, says::CLAIMS, &found.claims, |&claim| &catalogue.claim(claim).text),
        print(&mut desk, says::PLACES, &found.places, |&place| &catalogue.place(place).label),
    ];
    if !sections.contains(&true) {
        desk.output.line(&[]);
        desk.output.line(&[(says::NOTHING_TO_COMPARE, Role::Text)]);
    }
    desk.done()
}

/// Prints one section: `=` before what both have, `<` and `>` before what the first or the second has
/// alone. Returns whether either has anything; else nothing is printed.
fn print<'a, T>(
    desk: &mut Desk,
    title: &str,
    all: &Shared<T>,
    name: impl Fn(&T) -> &'a str,
) -> bool {
    if all.both.is_empty() && all.left.is_empty() && all.right.is_empty() {
        return false;
    }
    desk.output.line(&[]);
    desk.output.line(&[(&says::section(title, all.both.len()), Role::Section)]);
    for (mark, own) in [("= ", &all.both), ("< ", &all.left), ("> ", &all.right)] {
        for one in own {
            desk.output.line(&[("  ", Role::Text), (mark, Role::Dim), (name(one), Role::Text)]);
        }
    }
    true
}
