//! The first half: themes, and the entries in their order.

use std::collections::HashMap;

use super::{Assembly, Names, Seen};
use crate::content::Mode;
use crate::content::diagnostic::Mistake;
use crate::content::load::RawPack;
use crate::content::position::At;
use crate::content::raw::{
    Kind, RawEntry, RawFile, RawMatrix, RawRelation, RawStatement, RawTheme, Word,
};
use crate::content::whereabouts::{Losses, Reference};
use crate::messages::content as say;
use crate::model::{EntryKey, NewEntry, Pack, PackKey, Theme, ThemeOrder};
use crate::text::fold::fold;

/// A pack whose entries stand in the catalogue, and what is still to do.
pub struct Started {
    pub key: PackKey,
    pub names: Names,
    pub losses: Losses,
    pub start: Option<Word>,
    pub relations: Vec<RawRelation>,
    pub matrices: Vec<RawMatrix>,
    /// Without its entries.
    pub content: RawFile,
    /// By entry key, from the pack's first.
    pub texts: Vec<Text>,
    pub references: Vec<Word>,
}

/// What is left of an entry when its row stands in the catalogue.
pub struct Text {
    pub statements: Vec<RawStatement>,
    pub markdown: Box<str>,
    pub see: Vec<Word>,
    pub references: Vec<Word>,
}

/// A theme with the entries that belong to it.
struct Filled {
    theme: RawTheme,
    declared: Option<At>,
    entries: Vec<RawEntry>,
}

impl Assembly<'_> {
    /// Puts a pack, its themes and its entries into the catalogue.
    pub fn begin(&mut self, pack: RawPack) -> Started {
        let RawPack { head, mut content, losses, references, .. } = pack;
        let entries = self.unique_entries(std::mem::take(&mut content.entries));
        let filled = self.fill(head.themes, entries, &losses);
        let key = self.catalogue.push_pack(Pack {
            id: head.id.value,
            title: head.title,
            version: head.version,
            language: head.language,
            summary: head.summary,
            authors: head.authors,
            license: head.license,
            start: None,
            themes: 0..0,
            entries: 0..0,
        });
        let mut names = Names::default();
        let mut texts = Vec::new();
        let mut of_themes = Vec::with_capacity(filled.len());
        for Filled { theme, declared, entries } in filled {
            let short = if theme.short.is_empty() { theme.title.clone() } else { theme.short };
            let theme_key = self.catalogue.push_theme(Theme {
                pack: key,
                id: theme.id.value.clone(),
                title: theme.title,
                short,
                summary: theme.summary,
                order: theme.order,
                glossary: theme.glossary,
                entries: 0..0,
            });
            names.themes.insert(theme.id.value, theme_key);
            if self.mode == Mode::Check {
                self.evidence.themes.push(declared);
            }
            of_themes.push((theme_key, entries));
        }
        for (theme, entries) in of_themes {
            for entry in entries {
                texts.push(self.push(theme, entry));
            }
        }
        Started {
            key,
            names,
            losses,
            start: head.start,
            relations: head.relations,
            matrices: head.matrices,
            content,
            texts,
            references,
        }
    }

    /// Keeps the first entry of each id, and of former ids those that no entry has.
    fn unique_entries(&mut self, entries: Vec<RawEntry>) -> Vec<RawEntry> {
        let mut seen = Seen::default();
        let mut unique: Vec<_> = entries
            .into_iter()
            .filter(|entry| seen.is_new(&mut self.resolver, Kind::Entry, &entry.id))
            .collect();
        for entry in &mut unique {
            entry.former.retain(|id| seen.is_new(&mut self.resolver, Kind::Entry, id));
        }
        unique
    }

    /// Sorts entries into their themes. An entry of an unknown theme keeps it: the theme is then
    /// shown behind the others under its id, so that nothing readable is out of reach.
    fn fill(
        &mut self,
        themes: Vec<RawTheme>,
        entries: Vec<RawEntry>,
        losses: &Losses,
    ) -> Vec<Filled> {
        let mut seen = Seen::default();
        let mut filled: Vec<Filled> = themes
            .into_iter()
            .filter(|theme| seen.is_new(&mut self.resolver, Kind::Theme, &theme.id))
            .map(|theme| Filled { declared: Some(theme.id.at), theme, entries: Vec::new() })
            .collect();
        let mut position: HashMap<Box<str>, usize> =
            filled.iter().enumerate().map(|(at, f)| (f.theme.id.value.clone(), at)).collect();
        let declared = position.clone();
        for entry in entries {
            let theme = self.theme_of(&entry, &declared, losses);
            let at = *position.entry(theme.value.clone()).or_insert_with(|| {
                filled.push(Filled {
                    theme: undeclared(theme),
                    declared: None,
                    entries: Vec::new(),
                });
                filled.len() - 1
            });
            filled[at].entries.push(entry);
        }
        for Filled { theme, entries, .. } in &mut filled {
            match theme.order {
                ThemeOrder::File => {}
                ThemeOrder::Number => {
                    entries.sort_by_key(|entry| (entry.number.is_none(), entry.number));
                }
                ThemeOrder::Title => entries.sort_by_cached_key(|entry| fold(&entry.title.value)),
            }
        }
        filled
    }

    /// Returns the theme of an entry: the one it names, or the one its id begins with.
    fn theme_of(
        &mut self,
        entry: &RawEntry,
        declared: &HashMap<Box<str>, usize>,
        losses: &Losses,
    ) -> Word {
        let prefix = entry
            .id
            .value
            .split_once('/')
            .map(|(theme, _)| Word { value: theme.into(), at: entry.id.at });
        if entry.theme.is_none() && prefix.is_none() {
            let message = say::theme_unclear(&entry.id.value);
            let mistake = Mistake::error(entry.id.at, "missing-key", message);
            self.resolver.mistakes.push(mistake.hint(say::add_key("theme")));
            return entry.id.clone();
        }
        let named =
            entry.theme.clone().or_else(|| prefix.clone()).unwrap_or_else(|| entry.id.clone());
        if self.resolver.id(Kind::Theme, declared, losses, &named).is_none() {
            // What the id says is better than what is not there.
            return prefix.filter(|p| declared.contains_key(&p.value)).unwrap_or(named);
        }
        named
    }

    fn push(&mut self, theme: crate::model::ThemeKey, entry: RawEntry) -> Text {
        let values = |words: Vec<Word>| words.into_iter().map(|word| word.value.into()).collect();
        self.entry_places.push(entry.at);
        if self.mode == Mode::Check {
            self.evidence.titles.push(entry.title.at);
            self.evidence.aliases.push(entry.aliases.iter().map(|alias| alias.at).collect());
            if entry.damaged {
                self.evidence.damaged.insert(EntryKey::new(self.catalogue.len()));
            }
        }
        self.catalogue.push_entry(NewEntry {
            id: entry.id.value.into(),
            theme,
            former: values(entry.former),
            title: entry.title.value.into(),
            short: entry.short.into(),
            number: entry.number,
            summary: entry.summary.into(),
            aliases: values(entry.aliases),
            forms: values(entry.forms),
            recognise: entry.recognise,
            tags: values(entry.tags),
            names: entry.names,
        });
        Text {
            statements: entry.statements,
            markdown: entry.markdown,
            see: entry.see,
            references: entry.references,
        }
    }

    /// Keeps the references in texts for the check.
    pub fn keep_references(&mut self, pack: PackKey, from: Option<EntryKey>, words: Vec<Word>) {
        let references = words.into_iter().map(|word| Reference { pack, from, word });
        self.evidence.references.extend(references);
    }
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
