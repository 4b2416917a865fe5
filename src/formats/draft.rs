//! A pack that is being made of something else: entries with text, in themes, and no more. Refuses to
//! know: formats.

use super::ids::{Ids, id_of};
use crate::blocks::Packed;
use crate::content::load::RawPack;
use crate::content::outside::{Beside, Seen};
use crate::content::position::{At, FileKey};
use crate::content::raw::{
    EntryPlaces, RawEntry, RawFile, RawHead, RawLink, RawRelation, RawSource, RawStatement,
    RawTheme, Word,
};
use crate::content::whereabouts::Losses;
use crate::model::{EntryHead, Pack, Source, ThemeOrder};
use crate::text::address::is_outside;
use crate::text::markdown::links;

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
    /// What was looked at beside the files that are listed, and what it looked like.
    pub beside: Vec<(Beside, Seen)>,
    themes: Vec<RawTheme>,
    theme_ids: Ids,
    relations: Vec<RawRelation>,
    /// References in its texts, and to what is listed elsewhere; collected for authors alone.
    references: Option<Vec<Word>>,
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

/// A way in which entries are linked.
pub struct Relation {
    /// Its id.
    pub id: &'static str,
    /// How it reads from the start.
    pub label: &'static str,
    /// How it reads from the end.
    pub inverse: &'static str,
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
            beside: Vec::new(),
            themes: Vec::new(),
            theme_ids: Ids::default(),
            relations: Vec::new(),
            references: None,
        }
    }

    /// Adds a theme, and returns its id.
    pub fn theme(&mut self, name: &str, title: &str, order: ThemeOrder) -> Box<str> {
        // A slash parts the theme from the entry in an id.
        let id = self.theme_ids.give(&id_of(name).replace('/', "-"));
        self.themes.push(RawTheme {
            id: Word { value: id.clone(), at: self.at },
            title: if is_blank(title) { id.clone() } else { title.into() },
            short: Box::default(),
            summary: Box::default(),
            order,
            glossary: false,
        });
        id
    }

    /// Has where its texts lead collected, for its author.
    pub fn gather(&mut self) {
        self.references = Some(Vec::new());
    }

    /// Tells that something beside the entries leads to one.
    pub fn refer(&mut self, to: Word) {
        if let Some(all) = &mut self.references {
            all.push(to);
        }
    }

    /// Says of the newest theme what it is about.
    pub fn summarise(&mut self, summary: &str) {
        if let Some(theme) = self.themes.last_mut() {
            theme.summary = summary.into();
        }
    }

    /// Has the names of the entries of the newest theme recognised in all texts.
    pub fn make_glossary(&mut self) {
        if let Some(theme) = self.themes.last_mut() {
            theme.glossary = true;
        }
    }

    /// Links an entry with another; a relation is declared where it is first used.
    pub fn link(&mut self, from: Word, to: Box<str>, relation: &Relation) {
        let at = from.at;
        let word = |value: Box<str>| Word { value, at };
        if !self.relations.iter().any(|known| &*known.id.value == relation.id) {
            self.relations.push(RawRelation {
                id: word(relation.id.into()),
                label: relation.label.into(),
                inverse: Some(relation.inverse.into()),
            });
        }
        self.content.links.push(RawLink {
            at,
            from,
            to: word(to),
            relation: word(relation.id.into()),
            reason: Box::default(),
            provenance: None,
        });
    }

    /// Has an entry open first.
    pub fn start_at(&mut self, id: Box<str>) {
        self.start = Some(Word { value: id, at: self.at });
    }

    /// Adds an entry whose text rests on nothing.
    pub fn push(&mut self, page: Page) {
        self.push_with(page, Vec::new());
    }

    /// Adds an entry whose text follows what it says on grounds.
    pub fn push_with(&mut self, page: Page, mut statements: Vec<RawStatement>) {
        let Page { mut head, theme, markdown, at } = page;
        tidy(&mut head);
        for statement in &mut statements {
            fill(&mut statement.heading, "");
        }
        let mut markdown = markdown.into_boxed_str();
        fill(&mut markdown, "");
        let places = EntryPlaces {
            whole: at,
            id: at,
            title: at,
            former: vec![at; head.former.len()],
            aliases: vec![at; head.aliases.len()],
        };
        let mut references = Vec::new();
        if self.references.is_some() {
            let own = statements.iter().map(|one| &*one.text).chain([&*head.summary, &markdown]);
            let destinations =
                own.flat_map(|text| links(text).into_iter().map(|it| it.destination));
            let inside = destinations.filter(|destination| !is_outside(destination));
            references.extend(inside.map(|it| Word { value: it.into(), at }));
        }
        self.content.entries.push(Box::new(RawEntry {
            places,
            name_sources: vec![None; head.names.len()],
            head,
            theme: Some(Word { value: theme, at }),
            see: Vec::new(),
            statements,
            markdown,
            damaged: false,
            references,
        }));
    }

    /// Returns the pack.
    pub fn finish(self) -> RawPack {
        let Self {
            mut pack,
            mut content,
            at,
            start,
            is_list,
            beside,
            themes,
            relations,
            references,
            ..
        } = self;
        let losses = Losses { is_list, ..Losses::default() };
        let references = references.unwrap_or_default();
        fill(&mut pack.title, &pack.id);
        pack.authors.retain(|author| !is_blank(author));
        for RawSource { source, .. } in &mut content.sources {
            fill(&mut source.title, &source.id);
            let Source { author, publisher, access, usage, .. } = source;
            for text in [author, publisher, access, usage] {
                fill(text, "");
            }
        }
        let head = RawHead { id_at: at, pack, start, themes, relations, matrices: Vec::new() };
        let said = Packed::new();
        RawPack { head, content, losses, references, file: at.file, said, beside }
    }
}

/// Leaves out of what an entry says what a pack cannot say, which is words of blanks alone.
fn tidy(head: &mut EntryHead) {
    fill(&mut head.title, &head.id);
    fill(&mut head.summary, "");
    for words in [&mut head.aliases, &mut head.forms, &mut head.tags, &mut head.standing] {
        words.retain(|word| !is_blank(word));
    }
    head.names.retain(|name| !is_blank(&name.text));
    for name in &mut head.names {
        fill(&mut name.reading, "");
    }
}

/// Puts another text in the place of a blank one.
fn fill(text: &mut Box<str>, instead: &str) {
    if is_blank(text) && **text != *instead {
        *text = instead.into();
    }
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}
