//! `folio show`: one entry, for a terminal, a pipe or a program.

use super::Desk;
use super::args::ShowArgs;
use super::exit::Exit;
use super::json::Answer;
use super::json::entry::{Entry, Shown};
use super::links::backlinks;
use crate::document::{Document, Page, Parts, Users};
use crate::graph::Graph;
use crate::messages::cli::{LINKED_FROM, LINKS};
use crate::model::{Catalogue, EntryKey, Library, Provenance, Related};
use crate::terms::Recogniser;

/// Prints one entry.
pub fn run(desk: Desk, args: &ShowArgs) -> Exit {
    let (mut desk, key) = match desk.entry(&args.id) {
        Ok(found) => found,
        Err(exit) => return exit,
    };
    let library = desk.library.clone();
    if args.md {
        let graph = Graph::new(&library.catalogue);
        desk.output.text(&markdown(&library, &graph, key));
        return desk.done();
    }
    let catalogue = &*library.catalogue;
    let graph = Graph::new(catalogue);
    let links = graph.links(catalogue, key);
    let backlinks = backlinks(&library, &graph, key);
    if args.json {
        desk.output
            .json(&Answer::new(Shown { entry: Entry::new(&library, key, &links, &backlinks) }));
        return desk.done();
    }
    let recogniser = Recogniser::new(catalogue);
    let page = Page {
        catalogue,
        entry: key,
        body: library.body(key),
        terms: &|text, closed| recogniser.spans_outside(text, Some(key), closed),
        users: Users::default(),
        links: links.into(),
        backlinks: backlinks.into(),
        parts: Parts { head: true, related: true },
    };
    let mut document = Document::new(&page, desk.output.width().unwrap_or(u16::MAX));
    for row in document.all_rows() {
        desk.output.row(row);
    }
    desk.done()
}

/// Writes an entry as Markdown, with the provenance of each statement behind it.
fn markdown(library: &Library, graph: &Graph, key: EntryKey) -> String {
    let catalogue = &*library.catalogue;
    let mut text = format!("# {}\n", catalogue.title(key));
    for name in catalogue.names(key) {
        let reading =
            if name.reading.is_empty() { String::new() } else { format!(" ({})", name.reading) };
        text += &format!("\n{}{reading}\n", name.text);
    }
    if !catalogue.summary(key).is_empty() {
        text += &format!("\n{}\n", catalogue.summary(key));
    }
    let body = library.body(key);
    for statement in &body.statements {
        if !statement.heading.is_empty() {
            text += &format!("\n## {}\n", statement.heading);
        }
        text += &format!(
            "\n{}\n\n*{}*\n",
            statement.text.trim(),
            ground(catalogue, &statement.provenance)
        );
    }
    if !body.markdown.is_empty() {
        text += &format!("\n{}\n", body.markdown.trim());
    }
    text += &markdown_links(catalogue, LINKS, &graph.links(catalogue, key));
    text += &markdown_links(catalogue, LINKED_FROM, &backlinks(library, graph, key));
    text
}

fn markdown_links(catalogue: &Catalogue, heading: &str, links: &[Related]) -> String {
    let mut text = if links.is_empty() { String::new() } else { format!("\n## {heading}\n\n") };
    for link in links {
        let (label, title, id) =
            (catalogue.label(link), catalogue.title(link.entry), catalogue.id(link.entry));
        text += &format!("- {label} [{title}]({id})");
        if !link.reason.is_empty() {
            text += &format!(": {}", link.reason);
        }
        if let Some(provenance) = &link.provenance {
            text += &format!(" *{}*", ground(catalogue, provenance));
        }
        text.push('\n');
    }
    text
}

/// Names what a statement rests on: its places, or the editor's certainty and sources.
fn ground(catalogue: &Catalogue, provenance: &Provenance) -> String {
    let mut names: Vec<&str> = Vec::new();
    match provenance {
        Provenance::Article { claims } => {
            for claim in claims.iter().map(|&claim| catalogue.claim(claim)) {
                let label = &*catalogue.place(claim.place).label;
                if !names.contains(&label) {
                    names.push(label);
                }
            }
            format!("[{}]", names.join(", "))
        }
        Provenance::Editor { certainty, sources } => {
            names.extend(sources.iter().map(|&source| &*catalogue.source(source).title));
            let sources =
                if names.is_empty() { String::new() } else { format!(": {}", names.join("; ")) };
            crate::messages::cli::editors_note(certainty.word()) + &sources
        }
    }
}
