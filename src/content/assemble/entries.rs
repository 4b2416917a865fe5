//! Themes, and the entries in their order.

use std::collections::HashMap;
use std::sync::Arc;

use super::pack::PackAssembly;
use super::resolve::Seen;
use crate::content::Mode;
use crate::content::diagnostic::Mistake;
use crate::content::position::At;
use crate::content::raw::{Namespace, RawEntries, RawEntry, RawTheme, Word};
use crate::messages::content as say;
use crate::model::{Body, EntryHead, NewEntry, PackKey, Statement, Theme, ThemeKey, ThemeOrder};
use crate::text::address::normal;
use crate::text::order::TitleKey;

/// The most themes that a hint names.
const MOST_TOLD: usize = 8;

/// A theme with the entries that belong to it.
struct Filled {
    theme: RawTheme,
    declared: Option<At>,
    entries: RawEntries,
}

impl PackAssembly<'_, '_> {
    /// Puts themes and entries into the catalogue.
    pub fn entries(&mut self, pack: PackKey, themes: Vec<RawTheme>, entries: RawEntries) {
        let entries = self.unique_entries(entries);
        let filled = self.fill(themes, entries);
        let mut of_themes = Vec::with_capacity(filled.len());
        for Filled { theme, declared, entries } in filled {
            let short = if theme.short.is_empty() { theme.title.clone() } else { theme.short };
            let key = self.catalogue.push_theme(Theme {
                pack,
                id: theme.id.value.clone(),
                title: theme.title,
                short,
                summary: theme.summary,
                order: theme.order,
                glossary: theme.glossary,
                entries: 0..0,
            });
            self.names.themes.insert(theme.id.value, key);
            if self.mode == Mode::Check {
                self.evidence.themes.push(declared);
            }
            of_themes.push((key, entries));
        }
        for (theme, entries) in of_themes {
            for entry in entries {
                if self.resolver.progress.is_stopped() {
                    return;
                }
                self.entry(pack, theme, entry);
                self.resolver.progress.went_through_entry();
            }
        }
    }

    /// Keeps the first entry of each id, and of former ids those that no entry has.
    fn unique_entries(&mut self, entries: RawEntries) -> RawEntries {
        let mut seen = Seen::for_so_many(entries.len(), Namespace::Entry);
        let mut unique: Vec<_> = entries
            .into_iter()
            .filter(|entry| {
                self.resolver.progress.went_through_entry();
                seen.is_new(self.resolver, &entry.head.id, entry.places.id)
            })
            .collect();
        for entry in &mut unique {
            let mut places = entry.places.former.iter();
            entry.head.former.retain(|id| {
                let is_new = |&place: &At| seen.is_new_former(self.resolver, id, place);
                places.next().is_some_and(is_new)
            });
        }
        unique
    }

    /// Sorts entries into their themes. An entry of an unknown theme keeps it: the theme is then
    /// shown behind the others under its id, so that nothing readable is out of reach.
    fn fill(&mut self, themes: Vec<RawTheme>, entries: RawEntries) -> Vec<Filled> {
        let mut seen = Seen::new(Namespace::Theme);
        let mut filled: Vec<Filled> = themes
            .into_iter()
            .filter(|theme| seen.is_new(self.resolver, &theme.id.value, theme.id.at))
            .map(|theme| Filled { declared: Some(theme.id.at), theme, entries: Vec::new() })
            .collect();
        let mut position: HashMap<Box<str>, usize> =
            filled.iter().enumerate().map(|(at, f)| (f.theme.id.value.clone(), at)).collect();
        let declared = position.clone();
        for entry in entries {
            let at = declared_theme(&entry, &declared).unwrap_or_else(|| {
                let theme = self.theme_of(&entry, &declared);
                *position.entry(theme.value.clone()).or_insert_with(|| {
                    let theme = undeclared(theme);
                    filled.push(Filled { theme, declared: None, entries: Vec::new() });
                    filled.len() - 1
                })
            });
            filled[at].entries.push(entry);
            self.resolver.progress.went_through_entry();
        }
        for Filled { theme, entries, .. } in &mut filled {
            match theme.order {
                ThemeOrder::File => {}
                ThemeOrder::Number => {
                    entries.sort_by_key(|entry| (entry.head.number.is_none(), entry.head.number));
                }
                ThemeOrder::Title => entries.sort_by_cached_key(|entry| listed(entry)),
            }
        }
        filled
    }

    /// Returns the theme of an entry that is in no declared one: the one it names, or the one its id begins
    /// with.
    fn theme_of(&mut self, entry: &RawEntry, declared: &HashMap<Box<str>, usize>) -> Word {
        let id = || Word { value: entry.head.id.clone(), at: entry.places.id };
        let prefix = entry.head.id.split_once('/').map(|(theme, _)| theme);
        let prefix = prefix.map(|theme| Word { value: theme.into(), at: entry.places.id });
        if entry.theme.is_none() && prefix.is_none() {
            let message = say::theme_unclear(&entry.head.id);
            let mistake = Mistake::error(entry.places.id, "missing-key", message);
            let mut themes: Vec<&str> = declared.keys().map(|theme| &**theme).collect();
            themes.sort_unstable();
            let hint = if themes.is_empty() || themes.len() > MOST_TOLD {
                say::add_key("theme", "\"…\"")
            } else {
                say::add_choice("theme", &themes)
            };
            self.resolver.mistakes.push(mistake.hint(hint));
            return id();
        }
        let written = entry.theme.as_ref();
        let named = written.map(|word| Word { value: normal(&word.value).into(), at: word.at });
        let named = named.or_else(|| prefix.clone()).unwrap_or_else(id);
        let losses = &self.losses;
        if self.resolver.id(Namespace::Theme, declared, losses, &named).is_none() {
            // What the id says is better than what is not there.
            return prefix.filter(|p| declared.contains_key(&p.value)).unwrap_or(named);
        }
        named
    }

    fn entry(&mut self, pack: PackKey, theme: ThemeKey, entry: Box<RawEntry>) {
        let RawEntry { places, mut head, name_sources, see, statements, markdown, .. } = *entry;
        let (damaged, references) = (entry.damaged, entry.references);
        self.name_sources(&mut head.names, name_sources);
        let key = self.catalogue.push_entry(NewEntry { theme, head });
        let statements = statements.into_iter().map(|statement| Statement {
            id: statement.id,
            heading: statement.heading,
            text: statement.text,
            provenance: self.provenance(statement.provenance),
        });
        let statements = statements.collect();
        self.bodies.push(Arc::new(Body { statements, markdown }));
        self.entry_places.push(places.whole);
        if !see.is_empty() {
            self.unfollowed.see.push((key, see));
        }
        if self.mode == Mode::Check {
            self.evidence.titles.push(places.title);
            self.evidence.aliases.push(places.aliases);
            if damaged {
                self.evidence.damaged.insert(key);
            }
            self.keep_references(pack, Some(key), references);
        }
    }
}

/// Returns the theme that an entry names, or that its id begins with, by its position if it is declared.
fn declared_theme(entry: &RawEntry, declared: &HashMap<Box<str>, usize>) -> Option<usize> {
    match &entry.theme {
        Some(named) => declared.get(&*normal(&named.value)).copied(),
        None => declared.get(entry.head.id.split_once('/')?.0).copied(),
    }
}

/// Returns what an entry is sorted by: its title as lists show it, then the whole title.
fn listed(entry: &RawEntry) -> [TitleKey; 2] {
    let EntryHead { short, title, .. } = &entry.head;
    [if short.is_empty() { title } else { short }, title].map(|title| TitleKey::new(title))
}

fn undeclared(id: Word) -> RawTheme {
    RawTheme {
        title: id.value.clone(),
        id,
        short: Box::default(),
        summary: Box::default(),
        order: ThemeOrder::File,
        glossary: false,
    }
}
