//! The popup of the names of an entry: in other languages, how they are read, whether a source has
//! them; and what else the entry is called. Refuses to know: who opens it.

use super::menu::{Menu, MenuItem, MenuLayer, Topic};
use super::place::broken;
use crate::app::geometry::popup::text_width;
use crate::app::surroundings::Surroundings;
use crate::document::{Role, Row, source_in_words};
use crate::messages::document as words;
use crate::model::{Catalogue, EntryKey};
use crate::report::Choice;

/// How wide it is at most.
const WIDTH: u16 = 60;

/// Builds the menu of the names of an entry, which copies them.
pub fn names_menu(entry: EntryKey, around: &Surroundings<'_>) -> MenuLayer {
    let width = text_width(around.geometry.body, WIDTH);
    let item = |(text, role): (String, Role)| {
        let rows = broken(&Row::new([(&text, role)]), width);
        let value = match role {
            Role::Section => None,
            Role::Name | Role::Reading => Some(Choice::CopyName(text.into())),
            _ => Some(Choice::Read),
        };
        MenuItem::of(rows, value)
    };
    let items = names_in_words(around.catalogue(), entry).into_iter().map(item).collect();
    MenuLayer { topic: Topic::Names, menu: Menu::new(items) }
}

/// Says what an entry is called, paragraph by paragraph.
fn names_in_words(catalogue: &Catalogue, entry: EntryKey) -> Vec<(String, Role)> {
    let mut told = vec![(catalogue.title(entry).to_owned(), Role::Section)];
    for name in catalogue.names(entry) {
        told.push((name.text.to_string(), Role::Name));
        told.push((name.reading.to_string(), Role::Reading));
        let source = name.source.map(|source| source_in_words(catalogue.source(source)));
        let found = words::found(name.verified, source.as_deref());
        told.push((found, Role::Dim));
    }
    let others: Vec<&str> = catalogue
        .aliases(entry)
        .chain(catalogue.forms(entry))
        .filter(|name| *name != catalogue.title(entry))
        .collect();
    if !others.is_empty() {
        told.push((words::found_under(&others), Role::Text));
    }
    told.retain(|(text, _)| !text.is_empty());
    told
}
