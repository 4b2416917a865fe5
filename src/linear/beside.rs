//! The links of an entry: those in its text, those that leave it, those that lead to it. Refuses to
//! know: how lists are printed.

use super::lists::{Item, List};
use crate::document::{Destination, Document, TargetKind, related_groups, related_in_words};
use crate::knowledge::{Knowledge, OwnLink};
use crate::messages::linear as says;
use crate::messages::{browser, document as words, yours};
use crate::model::{Catalogue, EntryKey, RelatedLines};
use crate::report::Choice;
use crate::text::safe::Safe;

/// The links of an entry, in their three sections.
#[derive(Default)]
pub struct Links {
    /// Those in the text, each destination once.
    in_text: Vec<Item>,
    /// Typed links that leave the entry.
    leaving: Vec<Item>,
    /// Typed links and mentions that lead to it.
    arriving: Vec<Item>,
}

impl Links {
    /// Lists the links of an entry, those in its text as the document has them.
    pub fn new(known: &Knowledge, entry: EntryKey, document: &mut Document) -> Self {
        let catalogue = known.catalogue();
        let mut arriving = beside(catalogue, entry, words::linked_from(), &known.backlinks(entry));
        arriving.extend(own(known, entry));
        Self {
            in_text: in_text(catalogue, document),
            leaving: beside(catalogue, entry, words::links(), &known.links(entry)),
            arriving,
        }
    }

    /// Counts the links in the text, those that leave the entry, and those that lead to it; each with
    /// whether there are more than are listed.
    pub fn counts(&self) -> [(usize, bool); 3] {
        [&self.in_text, &self.leaving, &self.arriving].map(|items| {
            let listed = items.iter().filter(|item| item.choice != Choice::Links).count();
            (listed, listed < items.len())
        })
    }

    /// Builds the list of all of them.
    pub fn into_list(self) -> List {
        let all = self.in_text.into_iter().chain(self.leaving).chain(self.arriving);
        List::of(says::LINKS, all.collect())
    }
}

/// Lists the first links of a section; the last line says how many there are more.
fn beside(
    catalogue: &Catalogue,
    entry: EntryKey,
    section: &str,
    lines: &RelatedLines,
) -> Vec<Item> {
    let mut items = Vec::new();
    for (label, members) in related_groups(catalogue, &lines.first) {
        let mut heading = Some(says::group(section, label));
        items.extend(members.into_iter().map(|related| {
            let text = related_in_words(catalogue, entry, related);
            let leads_to = Destination::Entry(related.entry, None);
            Item::under(heading.take(), text, Choice::Link(leads_to))
        }));
    }
    if lines.more > 0 {
        items.push(Item::new(words::more_lines(lines.more), Choice::Links));
    }
    items
}

/// Lists the reader's notes that link to an entry, as far as notes were looked through.
fn own(known: &Knowledge, entry: EntryKey) -> Vec<Item> {
    let own = known.own_links(entry);
    let mut heading = Some(says::group(words::linked_from(), yours::YOUR_NOTES));
    let item = |link: &OwnLink| {
        let on = link.on.map_or(yours::NOWHERE, |entry| known.catalogue().short(entry));
        let text = says::summarised(on, &link.words);
        Item::under(heading.take(), text, Choice::Note(link.into()))
    };
    own.iter().map(item).collect()
}

fn in_text(catalogue: &Catalogue, document: &mut Document) -> Vec<Item> {
    let mut words: Vec<Safe> = vec![Safe::default(); document.target_count()];
    for block in 0..document.related() {
        for row in document.block_rows(block) {
            for span in &row.spans {
                if let Some(target) = span.target {
                    words[target as usize].push(&span.text);
                }
            }
        }
    }
    let mut items: Vec<Item> = Vec::new();
    for (index, words) in words.iter().enumerate() {
        let Some(target) = document.target(index as u32) else { continue };
        let choice = Choice::Link(target.destination.clone());
        if !matches!(target.kind, TargetKind::Link | TargetKind::Term)
            || items.iter().any(|item| item.choice == choice)
        {
            continue;
        }
        let heading = items.is_empty().then(|| says::IN_THE_TEXT.to_owned());
        let text = says::link(words, &leads_to(catalogue, &target.destination));
        items.push(Item::under(heading, text, choice));
    }
    items
}

fn leads_to(catalogue: &Catalogue, destination: &Destination) -> String {
    match destination {
        Destination::Entry(entry, _) => catalogue.short(*entry).to_owned(),
        Destination::Theme(theme) => catalogue.theme(*theme).short.to_string(),
        Destination::Outside(address) => browser::outside(address),
        Destination::Missing(reference) => browser::missing_target(reference),
        Destination::Places(..)
        | Destination::Names
        | Destination::Tag(_)
        | Destination::Mentions => String::new(),
    }
}
