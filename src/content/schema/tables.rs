//! The tables of the pack format and their keys, as data: what the schemas are made of. Refuses to
//! know: what keys mean and which must be there, which the page on the format says; how a file is read,
//! which is the decoder's: tests hold all three to each other.

use crate::messages::content as say;

/// A table: what keys it may have.
pub struct Table {
    /// Its name from the top of its file, `entry.name`; empty for the file itself.
    pub name: &'static str,
    /// Its keys, and what the value of each may be.
    pub keys: &'static [(&'static str, Kind)],
    /// What its keys have to do with each other.
    pub rule: Rule,
}

impl Table {
    /// Goes through the tables that are values of its keys.
    fn tables(&self) -> impl Iterator<Item = &'static Self> + Clone {
        self.keys.iter().filter_map(|(_, kind)| match kind {
            Kind::Tables(table) => Some(*table),
            _ => None,
        })
    }
}

/// What the value of a key may be.
#[derive(Clone, Copy)]
pub enum Kind {
    /// A string.
    Text,
    /// A string that an id can be.
    Id,
    /// A string that the id of a theme can be.
    ThemeId,
    /// A string that the id of a pack can be.
    PackId,
    /// The title for lists.
    Short,
    /// A semantic version.
    Version,
    /// A language tag.
    Language,
    /// A year, a month or a day.
    Date,
    /// A day.
    Day,
    /// An address of the web.
    Address,
    /// One of some words.
    OneOf(&'static [&'static str]),
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Number,
    /// The version of the format.
    Format,
    /// A list of strings.
    Texts,
    /// A list of strings that ids can be.
    Ids,
    /// Tables.
    Tables(&'static Table),
}

/// What the keys of a table have to do with each other.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Nothing.
    None,
    /// The ground of a statement: `by` says which of the other keys there must be.
    Ground,
    /// The ground of a link, which may be left out as a whole.
    OptionalGround,
    /// A source stands only where the wording is verified.
    SourceOfVerified,
    /// Either an inverse or symmetric.
    EitherEnd,
}

/// `pack.toml`.
pub const PACK: Table = Table {
    name: "",
    keys: &[
        ("format", Kind::Format),
        ("id", Kind::PackId),
        ("title", Kind::Text),
        ("version", Kind::Version),
        ("language", Kind::Language),
        ("summary", Kind::Text),
        ("authors", Kind::Texts),
        ("license", Kind::Text),
        ("start", Kind::Text),
        ("theme", Kind::Tables(&THEME)),
        ("relation", Kind::Tables(&RELATION)),
        ("matrix", Kind::Tables(&MATRIX)),
    ],
    rule: Rule::None,
};

/// The files beside `pack.toml`.
pub const ENTRIES: Table = Table {
    name: "",
    keys: &[
        ("entry", Kind::Tables(&ENTRY)),
        ("link", Kind::Tables(&LINK)),
        ("claim", Kind::Tables(&CLAIM)),
        ("place", Kind::Tables(&PLACE)),
        ("source", Kind::Tables(&SOURCE)),
        ("route", Kind::Tables(&ROUTE)),
    ],
    rule: Rule::None,
};

const THEME: Table = Table {
    name: "theme",
    keys: &[
        ("id", Kind::ThemeId),
        ("title", Kind::Text),
        ("short", Kind::Short),
        ("summary", Kind::Text),
        ("order", Kind::OneOf(&["file", "number", "title"])),
        ("glossary", Kind::Flag),
    ],
    rule: Rule::None,
};

const RELATION: Table = Table {
    name: "relation",
    keys: &[
        ("id", Kind::Id),
        ("label", Kind::Text),
        ("inverse", Kind::Text),
        ("symmetric", Kind::Flag),
    ],
    rule: Rule::EitherEnd,
};

const MATRIX: Table = Table {
    name: "matrix",
    keys: &[("rows", Kind::Text), ("columns", Kind::Text)],
    rule: Rule::None,
};

const ENTRY: Table = Table {
    name: "entry",
    keys: &[
        ("id", Kind::Id),
        ("theme", Kind::Text),
        ("former", Kind::Ids),
        ("title", Kind::Text),
        ("short", Kind::Short),
        ("number", Kind::Number),
        ("summary", Kind::Text),
        ("aliases", Kind::Texts),
        ("forms", Kind::Texts),
        ("recognise", Kind::Flag),
        ("tags", Kind::Texts),
        ("kind", Kind::Text),
        ("standing", Kind::Texts),
        ("stale_after", Kind::Day),
        ("record", Kind::Text),
        ("see", Kind::Texts),
        ("name", Kind::Tables(&NAME)),
        ("statement", Kind::Tables(&STATEMENT)),
        ("body", Kind::Text),
    ],
    rule: Rule::None,
};

const NAME: Table = Table {
    name: "entry.name",
    keys: &[
        ("language", Kind::Language),
        ("text", Kind::Text),
        ("reading", Kind::Text),
        ("verified", Kind::Flag),
        ("source", Kind::Text),
    ],
    rule: Rule::SourceOfVerified,
};

const STATEMENT: Table = Table {
    name: "entry.statement",
    keys: &[
        ("id", Kind::Id),
        ("heading", Kind::Text),
        ("text", Kind::Text),
        ("by", Kind::OneOf(BY)),
        ("certainty", Kind::OneOf(CERTAINTY)),
        ("sources", Kind::Texts),
        ("claims", Kind::Texts),
    ],
    rule: Rule::Ground,
};

const LINK: Table = Table {
    name: "link",
    keys: &[
        ("from", Kind::Text),
        ("to", Kind::Text),
        ("relation", Kind::Text),
        ("reason", Kind::Text),
        ("by", Kind::OneOf(BY)),
        ("certainty", Kind::OneOf(CERTAINTY)),
        ("sources", Kind::Texts),
        ("claims", Kind::Texts),
    ],
    rule: Rule::OptionalGround,
};

const BY: &[&str] = &["article", "editor"];

const CERTAINTY: &[&str] = &["sourced", "general", "inferred"];

const CLAIM: Table = Table {
    name: "claim",
    keys: &[("id", Kind::Id), ("place", Kind::Text), ("text", Kind::Text)],
    rule: Rule::None,
};

const PLACE: Table = Table {
    name: "place",
    keys: &[("id", Kind::Id), ("label", Kind::Text), ("title", Kind::Text), ("source", Kind::Text)],
    rule: Rule::None,
};

const SOURCE: Table = Table {
    name: "source",
    keys: &[
        ("id", Kind::Id),
        ("title", Kind::Text),
        ("author", Kind::Text),
        ("publisher", Kind::Text),
        ("language", Kind::Language),
        ("date", Kind::Date),
        ("checked", Kind::Date),
        ("url", Kind::Address),
        ("access", Kind::Text),
        ("usage", Kind::Text),
        ("primary", Kind::Flag),
    ],
    rule: Rule::None,
};

const ROUTE: Table = Table {
    name: "route",
    keys: &[("id", Kind::Id), ("title", Kind::Text), ("stops", Kind::Texts)],
    rule: Rule::None,
};

/// Returns how to write a key that is none of the table `here` (its name from the top) but stands elsewhere
/// in a file, or is called otherwise: as a table of its own, or above tables behind which it was written.
pub fn home(file: &'static Table, here: &str, key: &str) -> Option<String> {
    match (here, key) {
        ("", "pack") => return Some(say::no_table_of_pack().to_owned()),
        (table, key) if let Some(help) = say::key_of_others(table, key) => {
            return Some(help.to_owned());
        }
        _ => {}
    }
    let (outer, _) = here.rsplit_once('.').unwrap_or_default();
    let has = |table: &Table| {
        let found = table.keys.iter().find(|(name, _)| *name == key)?;
        Some(match found.1 {
            Kind::Tables(inner) => say::table_of_its_own(inner.name),
            _ if table.name == outer && !here.is_empty() => say::stands_above(outer),
            _ => return None,
        })
    };
    let mut all = std::iter::once(file).chain(file.tables());
    let outside = all.clone().filter(|table| table.name != here).find_map(has);
    let inside = || all.find(|table| table.name == here).and_then(|table| below(table, key));
    outside.or_else(inside).or_else(|| anywhere(key))
}

/// Returns how to write a key that one table of the format alone has, whatever its file.
fn anywhere(key: &str) -> Option<String> {
    let all = [(&PACK, true), (&ENTRIES, false)].into_iter().flat_map(|(file, is_pack)| {
        let tables = file.tables().flat_map(|table| std::iter::once(table).chain(table.tables()));
        tables.map(move |table| (table, is_pack))
    });
    let mut having = all.filter(|(table, _)| table.keys.iter().any(|(name, _)| *name == key));
    let ((only, is_pack), None) = (having.next()?, having.next()) else { return None };
    Some(say::key_of_table(key, only.name, is_pack))
}

/// Returns the whole name of a table of the format, by its last part.
pub fn whole_name(key: &str) -> Option<&'static str> {
    let tables = [&PACK, &ENTRIES].into_iter().flat_map(Table::tables);
    let all = tables.flat_map(|table| std::iter::once(table).chain(table.tables()));
    let mut names = all.map(|table| table.name);
    names.find(|name| name.rsplit('.').next() == Some(key))
}

/// Returns whether a key, which is no table, is one of `pack.toml` itself.
pub fn is_key_of_pack(key: &str) -> bool {
    let mut keys = PACK.keys.iter();
    keys.any(|(name, kind)| *name == key && !matches!(kind, Kind::Tables(_)))
}

/// Returns how to write a key of one of a table's own tables; `None` if several have it, but for those of a file,
/// of which the first is meant.
fn below(table: &Table, key: &str) -> Option<String> {
    let has = |inner: &&Table| inner.keys.iter().any(|(name, _)| *name == key);
    let mut having = table.tables().filter(has);
    if table.name.is_empty() {
        return having.next().map(|first| say::stands_in(first.name));
    }
    let (only, None) = (having.next()?, having.next()) else { return None };
    Some(say::stands_below(only.name, table.name))
}
