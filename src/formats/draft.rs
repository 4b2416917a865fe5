//! A pack that is being made of something else: entries with text, in themes, and no more. Refuses to
//! know: formats.

use super::ids::{Ids, id_of};
use crate::blocks::Packed;
use crate::content::load::RawPack;
use crate::content::position::{At, FileKey};
use crate::content::raw::{EntryPlaces, RawEntry, RawFile, RawHead, RawTheme, Word};
use crate::content::whereabouts::Losses;
use crate::model::{EntryHead, Pack, ThemeOrder};

/// A pack in the making.
pub struct Draft {
    /// What it says of itself.
    pub pack: Pack,
    /// All that is beside entries and themes: sources, links, routes.
    pub content: RawFile,
    /// Where what is said of all of it stands.
    at: At,
    start: Option<Word>,
    /// Whether nothing needs to link to an entry, because they are a list of words, or are read one after
    /// another.
    pub is_list: bool,
    themes: Vec<RawTheme>,
    theme_ids: Ids,
}

/// An entry in the making; its id and title are in the head.
pub struct Page {
    /// What it says of itself.
    pub head: EntryHead,
    /// The id of its theme.
    pub theme: Box<str>,
    /// Its text, in Markdown as packs have it.
    pub markdown: String,
    /// Where it begins.
    pub at: At,
}

impl Draft {
    /// Begins a pack that is said of a file, or of what lies at a path as a whole.
    pub fn new(file: FileKey, id: &str, title: &str) -> Self {
        Self {
            pack: Pack::new(id, title),
            content: RawFile::default(),
            at: At::whole(file),
            start: None,
            is_list: false,
            themes: Vec::new(),
            theme_ids: Ids::default(),
        }
    }

    /// Adds a theme, and returns its id.
    pub fn theme(&mut self, name: &str, title: &str, order: ThemeOrder) -> Box<str> {
        // A slash parts the theme from the entry in an id.
        let id = self.theme_ids.give(&id_of(name).replace('/', "-"));
        self.themes.push(RawTheme {
            id: Word { value: id.clone(), at: self.at },
            title: title.into(),
            short: Box::default(),
            summary: Box::default(),
            order,
            glossary: false,
        });
        id
    }

    /// Has an entry open first.
    pub fn start_at(&mut self, id: Box<str>) {
        self.start = Some(Word { value: id, at: self.at });
    }

    /// Adds an entry.
    pub fn push(&mut self, page: Page) {
        let Page { head, theme, markdown, at } = page;
        let places = EntryPlaces {
            whole: at,
            id: at,
            title: at,
            former: vec![at; head.former.len()],
            aliases: vec![at; head.aliases.len()],
        };
        self.content.entries.push(RawEntry {
            places,
            name_sources: vec![None; head.names.len()],
            head,
            theme: Some(Word { value: theme, at }),
            see: Vec::new(),
            statements: Vec::new(),
            markdown: markdown.into(),
            damaged: false,
            references: Vec::new(),
        });
    }

    /// Returns the pack.
    pub fn finish(self) -> RawPack {
        let Self { pack, content, at, start, is_list, themes, .. } = self;
        let losses = Losses { is_list, ..Losses::default() };
        let head =
            RawHead { id_at: at, pack, start, themes, relations: Vec::new(), matrices: Vec::new() };
        let said = Packed::new();
        RawPack { head, content, losses, references: Vec::new(), file: at.file, said }
    }
}
