//! An entry or a theme as Markdown, an entry with what each statement and link rests on after it.
//! Refuses to know: how links are found.

use crate::document::{Extent, ground, source_in_words, sources_of, standing};
use crate::formats::escape::in_brackets;
use crate::knowledge::Knowledge;
use crate::messages::document as words;
use crate::model::{Catalogue, EntryKey, Related, SourceKey, ThemeKey};
use crate::report::{LinkReport, ground_of};
use crate::text::markdown::{PageNames, closed, renumbered};

/// Writes an entry.
pub fn entry(known: &Knowledge, entry: EntryKey) -> String {
    let catalogue = known.catalogue();
    let mut text = format!("# {}\n", one_line(catalogue.title(entry)));
    for name in catalogue.names(entry) {
        let reading =
            if name.reading.is_empty() { String::new() } else { format!(" ({})", name.reading) };
        text += &format!("\n{}\n", one_line(&format!("{}{reading}", name.text)));
    }
    let mut page = PageNames::default();
    if !catalogue.summary(entry).is_empty() {
        text += &format!("\n{}\n", closed(&renumbered(&mut page, catalogue.summary(entry))));
    }
    let standing = standing(catalogue, entry);
    if !standing.is_empty() {
        text += &format!("\n*{}*\n", in_brackets(&one_line(&standing)));
    }
    if let Some(body) = known.peek_body(entry) {
        for statement in &body.statements {
            if !statement.heading.is_empty() {
                text += &format!("\n## {}\n", one_line(&statement.heading));
            }
            let ground = ground(catalogue, &statement.provenance, Extent::Note);
            let written = renumbered(&mut page, &statement.text);
            text += &format!("\n{}\n", without_blank_ends(&closed(&written)));
            if !ground.is_empty() {
                text += &format!("\n*{ground}*\n");
            }
        }
        if !body.markdown.is_empty() {
            let written = renumbered(&mut page, &body.markdown);
            text += &format!("\n{}\n", without_blank_ends(&closed(&written)));
        }
    }
    let tags: Vec<String> = catalogue.tags(entry).map(in_brackets).collect();
    if !tags.is_empty() {
        text += &format!("\n{}{}\n", words::TAGS, one_line(&tags.join(words::BETWEEN_TAGS)));
    }
    text += &sources(known, entry);
    let report = LinkReport::new(known, entry);
    text += &section(catalogue, words::links(), report.links());
    text += &section(catalogue, words::linked_from(), report.backlinks());
    text
}

/// Returns a text without the line breaks around it; the blanks before its first line may make it code.
fn without_blank_ends(text: &str) -> &str {
    text.trim_matches(['\n', '\r'])
}

/// Writes a theme: its summary, and its entries with theirs.
pub fn theme(known: &Knowledge, theme: ThemeKey) -> String {
    let catalogue = known.catalogue();
    let found = catalogue.theme(theme);
    let mut text = format!("# {}\n\n", one_line(&found.title));
    if !found.summary.is_empty() {
        text += &format!("{}\n\n", found.summary);
    }
    for entry in catalogue.entries_of(theme) {
        let mark = catalogue.number(entry).map_or("-".to_owned(), |number| format!("{number}."));
        let (title, id) = (one_line(catalogue.title(entry)), catalogue.id(entry));
        text += &format!("{mark} [{title}]({id}): {}\n", one_line(catalogue.summary(entry)));
    }
    text
}

/// Returns what belongs in one line without line breaks, which would end the heading that it is in.
fn one_line(text: &str) -> String {
    text.replace(['\r', '\n'], " ")
}

/// Writes the sources that the entry names, nothing if there are none.
fn sources(known: &Knowledge, entry: EntryKey) -> String {
    let (catalogue, body) = (known.catalogue(), known.peek_body(entry));
    let sources = body.map_or_else(Vec::new, |body| sources_of(catalogue, entry, body));
    let line = |key: SourceKey| {
        let source = catalogue.source(key);
        let address = match (&*source.url, &*source.access) {
            ("", "") => String::new(),
            ("", access) => words::access(access),
            (url, _) => format!(" <{url}>"),
        };
        format!("- {}{address}\n", source_in_words(source))
    };
    let lines: String = sources.into_iter().map(line).collect();
    let heading = words::sources_heading();
    if lines.is_empty() { lines } else { format!("\n## {heading}\n\n{lines}") }
}

/// Writes links under a heading, nothing if there are none.
fn section(catalogue: &Catalogue, heading: &str, links: impl Iterator<Item = Related>) -> String {
    let lines: String = links.map(|link| line(catalogue, &link)).collect();
    if lines.is_empty() { lines } else { format!("\n## {heading}\n\n{lines}") }
}

fn line(catalogue: &Catalogue, link: &Related) -> String {
    let (label, title, id) =
        (catalogue.label(link), one_line(catalogue.title(link.entry)), catalogue.id(link.entry));
    let mut line = format!("- {label} [{title}]({id})");
    if !link.reason.is_empty() {
        line += &format!(": {}", link.reason);
    }
    let ground = ground_of(catalogue, link, Extent::Note);
    if !ground.is_empty() {
        line += &format!(" *{ground}*");
    }
    line + "\n"
}
