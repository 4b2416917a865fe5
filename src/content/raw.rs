//! What the files of one pack say, in the words of the files: ids are text that may lead nowhere,
//! every value that can be wrong knows its place. No TOML any more, no keys yet.

use serde::{Deserialize, Serialize};

use super::position::{At, Located};
use crate::model::{Certainty, EntryHead, Pack, Source, ThemeOrder};

/// A word of a pack and where it stands.
pub type Word = Located<Box<str>>;

/// What the format has ids for; an id is unique in its pack and namespace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
pub enum Namespace {
    /// `[[entry]]`
    Entry,
    /// `[[claim]]`
    Claim,
    /// `[[place]]`
    Place,
    /// `[[source]]`
    Source,
    /// `[[route]]`
    Route,
    /// `[[theme]]`
    Theme,
    /// `[[relation]]`
    Relation,
}

impl Namespace {
    /// Returns the word of the format.
    pub fn word(self) -> &'static str {
        match self {
            Self::Entry => "entry",
            Self::Claim => "claim",
            Self::Place => "place",
            Self::Source => "source",
            Self::Route => "route",
            Self::Theme => "theme",
            Self::Relation => "relation",
        }
    }
}

/// What `pack.toml` says.
#[derive(Clone, Debug)]
pub struct RawHead {
    /// Where the id is.
    pub id_at: At,
    /// The pack as the catalogue keeps it, without its start, themes and entries. The id is made from
    /// the folder's name if the file has none that can be used, the title from the id.
    pub pack: Pack,
    /// The entry that opens first.
    pub start: Option<Word>,
    /// The themes in screen order.
    pub themes: Vec<RawTheme>,
    /// The relations.
    pub relations: Vec<RawRelation>,
    /// The matrices.
    pub matrices: Vec<RawMatrix>,
}

impl RawHead {
    /// Goes through the places of everything in it.
    pub fn each_place(&mut self, look: &mut impl FnMut(&mut At)) {
        look(&mut self.id_at);
        let words = self.start.iter_mut().chain(self.themes.iter_mut().map(|theme| &mut theme.id));
        let words = words.chain(self.relations.iter_mut().map(|relation| &mut relation.id));
        words.for_each(|word| look(&mut word.at));
        for RawMatrix { rows, columns } in &mut self.matrices {
            look(&mut rows.at);
            look(&mut columns.at);
        }
    }
}

/// One `[[theme]]`.
#[derive(Clone, Debug)]
pub struct RawTheme {
    /// The id.
    pub id: Word,
    /// The title.
    pub title: Box<str>,
    /// The title for lists; may be empty.
    pub short: Box<str>,
    /// One sentence; may be empty.
    pub summary: Box<str>,
    /// How its entries are ordered.
    pub order: ThemeOrder,
    /// Whether its entries are recognised in text.
    pub glossary: bool,
}

/// One `[[relation]]`.
#[derive(Clone, Debug)]
pub struct RawRelation {
    /// The id.
    pub id: Word,
    /// How it reads from the start.
    pub label: Box<str>,
    /// How it reads from the end; `None` if it is symmetric.
    pub inverse: Option<Box<str>>,
}

/// One `[[matrix]]`.
#[derive(Clone, Debug)]
pub struct RawMatrix {
    /// The theme of its rows.
    pub rows: Word,
    /// The theme of its columns.
    pub columns: Word,
}

/// What one file beside `pack.toml` says.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct RawFile {
    /// Its entries.
    pub entries: RawEntries,
    /// Its links.
    pub links: Vec<RawLink>,
    /// Its claims.
    pub claims: Vec<RawClaim>,
    /// Its places.
    pub places: Vec<RawPlace>,
    /// Its sources.
    pub sources: Vec<RawSource>,
    /// Its routes.
    pub routes: Vec<RawRoute>,
}

impl RawFile {
    /// Appends what another file says.
    pub fn append(&mut self, mut other: Self) {
        self.entries.append(&mut other.entries);
        self.links.append(&mut other.links);
        self.claims.append(&mut other.claims);
        self.places.append(&mut other.places);
        self.sources.append(&mut other.sources);
        self.routes.append(&mut other.routes);
    }

    /// Goes through the places of everything in it.
    pub fn each_place(&mut self, look: &mut impl FnMut(&mut At)) {
        self.entries.iter_mut().for_each(|entry| entry.each_place(look));
        for RawLink { at, from, to, relation, provenance, .. } in &mut self.links {
            for at in [at, &mut from.at, &mut to.at, &mut relation.at] {
                look(at);
            }
            if let Some(provenance) = provenance {
                provenance.each_place(look);
            }
        }
        for RawClaim { id, place, .. } in &mut self.claims {
            look(&mut id.at);
            look(&mut place.at);
        }
        for RawPlace { id, source, .. } in &mut self.places {
            look(&mut id.at);
            if let Some(source) = source {
                look(&mut source.at);
            }
        }
        self.sources.iter_mut().for_each(|source| look(&mut source.id_at));
        for RawRoute { id, stops, .. } in &mut self.routes {
            for word in std::iter::once(id).chain(stops) {
                look(&mut word.at);
            }
        }
    }
}

/// Several `[[entry]]`, each of which lies by itself: it has half a kilobyte without its texts, is moved more
/// than once, and is given up before the next is taken.
pub type RawEntries = Vec<Box<RawEntry>>;

/// One `[[entry]]`.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct RawEntry {
    /// Where it is.
    pub places: EntryPlaces,
    /// What it says of itself, as the catalogue keeps it.
    pub head: EntryHead,
    /// For each of its names the source that it was found in.
    pub name_sources: Vec<Option<Word>>,
    /// The theme it names; `None` if its id tells.
    pub theme: Option<Word>,
    /// Entries worth seeing as well.
    pub see: Vec<Word>,
    /// The body with provenance.
    pub statements: Vec<RawStatement>,
    /// The body without.
    pub markdown: Box<str>,
    /// Whether there is a mistake in its text, so that it may not be all there.
    pub damaged: bool,
    /// References in its texts; collected if the pack is checked.
    pub references: Vec<Word>,
}

impl RawEntry {
    fn each_place(&mut self, look: &mut impl FnMut(&mut At)) {
        let EntryPlaces { whole, id, title, former, aliases } = &mut self.places;
        [whole, id, title].into_iter().chain(former).chain(aliases).for_each(&mut *look);
        let words = self.name_sources.iter_mut().flatten().chain(&mut self.theme);
        let words = words.chain(&mut self.see).chain(&mut self.references);
        words.for_each(|word| look(&mut word.at));
        for statement in &mut self.statements {
            statement.provenance.each_place(look);
        }
    }
}

/// Where the parts of an entry that can clash with others are.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct EntryPlaces {
    /// The entry itself.
    pub whole: At,
    /// Its id.
    pub id: At,
    /// Its title.
    pub title: At,
    /// Its former ids, in their order.
    pub former: Vec<At>,
    /// Its aliases, in their order.
    pub aliases: Vec<At>,
}

/// One `[[entry.statement]]`.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct RawStatement {
    /// The anchor; may be empty.
    pub id: Box<str>,
    /// The heading; may be empty.
    pub heading: Box<str>,
    /// Markdown.
    pub text: Box<str>,
    /// Who says it.
    pub provenance: RawProvenance,
}

/// Who says a statement or a link, by ids.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub enum RawProvenance {
    /// The primary text.
    Article {
        /// Claim ids.
        claims: Vec<Word>,
    },
    /// The pack's editor.
    Editor {
        /// How well founded it is.
        certainty: Certainty,
        /// Source ids.
        sources: Vec<Word>,
    },
}

impl RawProvenance {
    /// Returns the claims; none where the editor speaks.
    pub fn claims(self) -> Vec<Word> {
        match self {
            Self::Article { claims } => claims,
            Self::Editor { .. } => Vec::new(),
        }
    }

    fn each_place(&mut self, look: &mut impl FnMut(&mut At)) {
        let (Self::Article { claims: words } | Self::Editor { sources: words, .. }) = self;
        for word in words {
            look(&mut word.at);
        }
    }
}

/// One `[[link]]`.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct RawLink {
    /// Where it stands.
    pub at: At,
    /// Where it starts.
    pub from: Word,
    /// Where it leads.
    pub to: Word,
    /// Its relation.
    pub relation: Word,
    /// Why it holds; may be empty.
    pub reason: Box<str>,
    /// Who says it; `None` where the author does not tell.
    pub provenance: Option<RawProvenance>,
}

/// One `[[claim]]`.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct RawClaim {
    /// The id.
    pub id: Word,
    /// The place.
    pub place: Word,
    /// What it says.
    pub text: Box<str>,
}

/// One `[[place]]`.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct RawPlace {
    /// The id.
    pub id: Word,
    /// What the reader sees.
    pub label: Box<str>,
    /// What the label means in full; may be empty.
    pub title: Box<str>,
    /// The source; `None` where the only primary one is meant.
    pub source: Option<Word>,
}

/// One `[[source]]`.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct RawSource {
    /// Where its id stands.
    pub id_at: At,
    /// The source as the catalogue keeps it.
    pub source: Source,
}

/// One `[[route]]`.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct RawRoute {
    /// The id.
    pub id: Word,
    /// The title.
    pub title: Box<str>,
    /// The entries in reading order.
    pub stops: Vec<Word>,
}
