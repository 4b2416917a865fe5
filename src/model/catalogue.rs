//! The columnar catalogue of all open packs, and the library that joins it with the bodies.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::body::Body;
use super::column::{ListColumn, TextColumn};
use super::entry::{Name, NewEntry};
use super::ids::{
    ClaimKey, EntryKey, LinkKey, PackKey, PlaceKey, RelationKey, SourceKey, ThemeKey,
};
use super::link::Link;
use super::source::{Claim, Place, Source};

/// One body of knowledge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    /// The id, unique in the library.
    pub id: Box<str>,
    /// The title.
    pub title: Box<str>,
    /// Semantic version; empty where the pack names none.
    pub version: Box<str>,
    /// BCP 47 tag.
    pub language: Box<str>,
    /// One sentence.
    pub summary: Box<str>,
    /// The authors.
    pub authors: Vec<Box<str>>,
    /// The licence.
    pub license: Box<str>,
    /// The entry that opens first.
    pub start: Option<EntryKey>,
    /// Its themes, in screen order.
    pub themes: Range<u32>,
    /// Its entries.
    pub entries: Range<u32>,
}

/// How a theme orders its entries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThemeOrder {
    /// As the files have them.
    #[default]
    File,
    /// By number, then as the files have them.
    Number,
    /// By folded title.
    Title,
}

/// A named, ordered group of entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// The pack it belongs to.
    pub pack: PackKey,
    /// The id, unique in its pack.
    pub id: Box<str>,
    /// The title.
    pub title: Box<str>,
    /// The title for lists; never empty (the title where the author gave none).
    pub short: Box<str>,
    /// One sentence; may be empty.
    pub summary: Box<str>,
    /// How its entries are ordered.
    pub order: ThemeOrder,
    /// Whether titles and forms of its entries are recognised in all text.
    pub glossary: bool,
    /// Its entries, in order.
    pub entries: Range<u32>,
}

impl Theme {
    /// Counts its entries.
    pub fn count(&self) -> usize {
        self.entries.len()
    }
}

/// A named kind of link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The pack it belongs to; `None` for the reserved ones.
    pub pack: Option<PackKey>,
    /// The id, unique in its pack.
    pub id: Box<str>,
    /// How it reads from the start: "serves".
    pub label: Box<str>,
    /// How it reads from the end: "is served by"; the label itself where it is symmetric.
    pub inverse: Box<str>,
    /// Whether both ends read alike.
    pub symmetric: bool,
}

/// A reading order that the pack declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The pack it belongs to.
    pub pack: PackKey,
    /// The id, unique in its pack.
    pub id: Box<str>,
    /// The title.
    pub title: Box<str>,
    /// The entries, in reading order.
    pub stops: Vec<EntryKey>,
}

/// A pair of themes worth seeing against each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// Its rows.
    pub rows: ThemeKey,
    /// Its columns.
    pub columns: ThemeKey,
}

/// All open packs without their bodies: one column a field, one row an entry.
#[derive(Clone, Debug)]
pub struct Catalogue {
    packs: Vec<Pack>,
    themes: Vec<Theme>,
    relations: Vec<Relation>,
    sources: Vec<Source>,
    places: Vec<Place>,
    claims: Vec<Claim>,
    links: Vec<Link>,
    routes: Vec<Route>,
    matrices: Vec<Matrix>,
    ids: TextColumn,
    titles: TextColumn,
    shorts: TextColumn,
    summaries: TextColumn,
    theme_of: Vec<ThemeKey>,
    numbers: Vec<Option<u32>>,
    recognise: Vec<bool>,
    former: ListColumn<Box<str>>,
    aliases: ListColumn<Box<str>>,
    forms: ListColumn<Box<str>>,
    tags: ListColumn<Box<str>>,
    names: ListColumn<Name>,
    /// Pack and id (or former id) to key.
    by_id: HashMap<(PackKey, Box<str>), EntryKey>,
}

impl Default for Catalogue {
    fn default() -> Self {
        Self::new()
    }
}

impl Catalogue {
    /// The relation that `see = [...]` makes.
    pub const SEE: RelationKey = RelationKey(0);
    /// The relation of links in text.
    pub const MENTIONS: RelationKey = RelationKey(1);
    /// The relation of a term and what it defines.
    pub const DEFINES: RelationKey = RelationKey(2);

    /// Makes a catalogue that holds the reserved relations and nothing else.
    pub fn new() -> Self {
        let reserved = |id: &str, label: &str, inverse: &str, symmetric| Relation {
            pack: None,
            id: id.into(),
            label: label.into(),
            inverse: inverse.into(),
            symmetric,
        };
        Self {
            packs: Vec::new(),
            themes: Vec::new(),
            relations: vec![
                reserved("see", "see also", "see also", true),
                reserved("mentions", "mentions", "mentioned in", false),
                reserved("defines", "defines", "is defined by", false),
            ],
            sources: Vec::new(),
            places: Vec::new(),
            claims: Vec::new(),
            links: Vec::new(),
            routes: Vec::new(),
            matrices: Vec::new(),
            ids: TextColumn::new(),
            titles: TextColumn::new(),
            shorts: TextColumn::new(),
            summaries: TextColumn::new(),
            theme_of: Vec::new(),
            numbers: Vec::new(),
            recognise: Vec::new(),
            former: ListColumn::default(),
            aliases: ListColumn::default(),
            forms: ListColumn::default(),
            tags: ListColumn::default(),
            names: ListColumn::default(),
            by_id: HashMap::new(),
        }
    }

    // Building: a pack is begun, then its themes, then its entries theme by theme in their order,
    // then everything that refers to entries.

    /// Begins a pack; its themes and entries follow.
    pub fn push_pack(&mut self, pack: Pack) -> PackKey {
        let at = self.themes.len() as u32;
        let first = self.len() as u32;
        self.packs.push(Pack { themes: at..at, entries: first..first, ..pack });
        PackKey::new(self.packs.len() - 1)
    }

    /// Appends a theme to the newest pack.
    pub fn push_theme(&mut self, theme: Theme) -> ThemeKey {
        let first = self.len() as u32;
        self.themes.push(Theme { entries: first..first, ..theme });
        let key = ThemeKey::new(self.themes.len() - 1);
        if let Some(pack) = self.packs.last_mut() {
            pack.themes.end = key.0 + 1;
        }
        key
    }

    /// Appends an entry to its theme; the entries of a theme must follow each other.
    ///
    /// The id must not yet stand in the pack.
    pub fn push_entry(&mut self, entry: NewEntry) -> EntryKey {
        let key = EntryKey::new(self.len());
        let theme = &mut self.themes[entry.theme.index()];
        if theme.entries.is_empty() {
            theme.entries = key.0..key.0;
        }
        debug_assert_eq!(theme.entries.end, key.0, "entries of a theme follow each other");
        theme.entries.end = key.0 + 1;
        let pack = theme.pack;
        self.packs[pack.index()].entries.end = key.0 + 1;
        for former in &entry.former {
            self.by_id.entry((pack, former.as_str().into())).or_insert(key);
        }
        self.by_id.insert((pack, entry.id.as_str().into()), key);
        self.ids.push(&entry.id);
        self.titles.push(&entry.title);
        self.shorts.push(&entry.short);
        self.summaries.push(&entry.summary);
        self.theme_of.push(entry.theme);
        self.numbers.push(entry.number);
        self.recognise.push(entry.recognise);
        self.former.push(entry.former.into_iter().map(Into::into));
        self.aliases.push(entry.aliases.into_iter().map(Into::into));
        self.forms.push(entry.forms.into_iter().map(Into::into));
        self.tags.push(entry.tags.into_iter().map(Into::into));
        self.names.push(entry.names);
        key
    }

    /// Appends a relation.
    pub fn push_relation(&mut self, relation: Relation) -> RelationKey {
        self.relations.push(relation);
        RelationKey::new(self.relations.len() - 1)
    }

    /// Appends a source.
    pub fn push_source(&mut self, source: Source) -> SourceKey {
        self.sources.push(source);
        SourceKey::new(self.sources.len() - 1)
    }

    /// Appends a place.
    pub fn push_place(&mut self, place: Place) -> PlaceKey {
        self.places.push(place);
        PlaceKey::new(self.places.len() - 1)
    }

    /// Appends a claim.
    pub fn push_claim(&mut self, claim: Claim) -> ClaimKey {
        self.claims.push(claim);
        ClaimKey::new(self.claims.len() - 1)
    }

    /// Appends a typed link.
    pub fn push_link(&mut self, link: Link) -> LinkKey {
        self.links.push(link);
        LinkKey::new(self.links.len() - 1)
    }

    /// Appends a route.
    pub fn push_route(&mut self, route: Route) {
        self.routes.push(route);
    }

    /// Appends a matrix.
    pub fn push_matrix(&mut self, matrix: Matrix) {
        self.matrices.push(matrix);
    }

    /// Names the entry that opens first.
    pub fn set_start(&mut self, pack: PackKey, start: EntryKey) {
        self.packs[pack.index()].start = Some(start);
    }

    // Reading.

    /// Counts the entries.
    pub fn len(&self) -> usize {
        self.theme_of.len()
    }

    /// Tells whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.theme_of.is_empty()
    }

    /// Goes through all entry keys in pack order.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = EntryKey> + ExactSizeIterator {
        (0..self.len() as u32).map(EntryKey)
    }

    /// Gives all packs in order.
    pub fn packs(&self) -> &[Pack] {
        &self.packs
    }

    /// Gives all themes, pack by pack in screen order.
    pub fn themes(&self) -> &[Theme] {
        &self.themes
    }

    /// Gives all relations, the reserved ones first.
    pub fn relations(&self) -> &[Relation] {
        &self.relations
    }

    /// Gives all sources.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// Gives all places in reading order.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// Gives all claims.
    pub fn claims(&self) -> &[Claim] {
        &self.claims
    }

    /// Gives all typed links, those from `see` included.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// Gives all routes.
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }

    /// Gives all declared matrices.
    pub fn matrices(&self) -> &[Matrix] {
        &self.matrices
    }

    /// Gives a pack.
    pub fn pack(&self, key: PackKey) -> &Pack {
        &self.packs[key.index()]
    }

    /// Gives a theme.
    pub fn theme(&self, key: ThemeKey) -> &Theme {
        &self.themes[key.index()]
    }

    /// Gives a relation.
    pub fn relation(&self, key: RelationKey) -> &Relation {
        &self.relations[key.index()]
    }

    /// Gives a source.
    pub fn source(&self, key: SourceKey) -> &Source {
        &self.sources[key.index()]
    }

    /// Gives a place.
    pub fn place(&self, key: PlaceKey) -> &Place {
        &self.places[key.index()]
    }

    /// Gives a claim.
    pub fn claim(&self, key: ClaimKey) -> &Claim {
        &self.claims[key.index()]
    }

    /// Gives a typed link.
    pub fn link(&self, key: LinkKey) -> &Link {
        &self.links[key.index()]
    }

    /// Gives an entry's id.
    pub fn id(&self, key: EntryKey) -> &str {
        self.ids.get(key.index())
    }

    /// Gives an entry's title.
    pub fn title(&self, key: EntryKey) -> &str {
        self.titles.get(key.index())
    }

    /// Gives an entry's title for lists: its `short`, or the title where it has none.
    pub fn short(&self, key: EntryKey) -> &str {
        match self.shorts.get(key.index()) {
            "" => self.title(key),
            short => short,
        }
    }

    /// Gives an entry's summary; may be empty.
    pub fn summary(&self, key: EntryKey) -> &str {
        self.summaries.get(key.index())
    }

    /// Gives an entry's number.
    pub fn number(&self, key: EntryKey) -> Option<u32> {
        self.numbers[key.index()]
    }

    /// Gives an entry's theme.
    pub fn theme_of(&self, key: EntryKey) -> ThemeKey {
        self.theme_of[key.index()]
    }

    /// Gives an entry's pack.
    pub fn pack_of(&self, key: EntryKey) -> PackKey {
        self.theme(self.theme_of(key)).pack
    }

    /// Gives an entry's former ids.
    pub fn former(&self, key: EntryKey) -> &[Box<str>] {
        self.former.get(key.index())
    }

    /// Gives an entry's aliases.
    pub fn aliases(&self, key: EntryKey) -> &[Box<str>] {
        self.aliases.get(key.index())
    }

    /// Gives the forms that are recognised in text beside the title.
    pub fn forms(&self, key: EntryKey) -> &[Box<str>] {
        self.forms.get(key.index())
    }

    /// Gives an entry's tags.
    pub fn tags(&self, key: EntryKey) -> &[Box<str>] {
        self.tags.get(key.index())
    }

    /// Gives an entry's names in other languages.
    pub fn names(&self, key: EntryKey) -> &[Name] {
        self.names.get(key.index())
    }

    /// Tells whether an entry is a glossary term: an entry of a glossary theme.
    pub fn is_term(&self, key: EntryKey) -> bool {
        self.theme(self.theme_of(key)).glossary
    }

    /// Tells whether an entry's title and forms are recognised in text.
    pub fn is_recognised(&self, key: EntryKey) -> bool {
        self.is_term(key) && self.recognise[key.index()]
    }

    /// Goes through the entries of a theme in order.
    pub fn entries_of(
        &self,
        theme: ThemeKey,
    ) -> impl DoubleEndedIterator<Item = EntryKey> + ExactSizeIterator + use<> {
        self.theme(theme).entries.clone().map(EntryKey)
    }

    /// Goes through the themes of a pack in screen order.
    pub fn themes_of(
        &self,
        pack: PackKey,
    ) -> impl DoubleEndedIterator<Item = ThemeKey> + ExactSizeIterator + use<> {
        self.pack(pack).themes.clone().map(ThemeKey)
    }

    /// Finds an open pack by its id.
    pub fn find_pack(&self, id: &str) -> Option<PackKey> {
        self.packs.iter().position(|pack| &*pack.id == id).map(PackKey::new)
    }

    /// Finds a theme of a pack by its id.
    pub fn find_theme(&self, pack: PackKey, id: &str) -> Option<ThemeKey> {
        self.themes_of(pack).find(|&theme| &*self.theme(theme).id == id)
    }

    /// Finds an entry by its id or a former id inside one pack.
    pub fn find_in(&self, pack: PackKey, id: &str) -> Option<EntryKey> {
        self.by_id.get(&(pack, Box::from(id))).copied()
    }

    /// Resolves a reference `[pack:]theme/slug[#anchor]` written in `pack`; gives key and anchor.
    pub fn resolve<'r>(
        &self,
        pack: PackKey,
        reference: &'r str,
    ) -> Option<(EntryKey, Option<&'r str>)> {
        let (target, anchor) = match reference.split_once('#') {
            Some((target, anchor)) => (target, Some(anchor)),
            None => (reference, None),
        };
        let (pack, id) = match target.split_once(':') {
            Some((other, id)) => (self.find_pack(other)?, id),
            None => (pack, target),
        };
        self.find_in(pack, id).map(|key| (key, anchor))
    }
}

/// Where bodies come from: memory for small packs, a file for large ones.
pub trait Bodies: Send + Sync {
    /// Fetches the body of an entry.
    fn body(&self, key: EntryKey) -> Arc<Body>;
}

impl Bodies for Vec<Arc<Body>> {
    fn body(&self, key: EntryKey) -> Arc<Body> {
        Arc::clone(&self[key.index()])
    }
}

/// All packs that are open: the catalogue and the way to the bodies.
#[derive(Clone)]
pub struct Library {
    /// Everything but the bodies.
    pub catalogue: Arc<Catalogue>,
    /// The bodies, fetched by key.
    pub bodies: Arc<dyn Bodies>,
}

impl Library {
    /// Joins a catalogue with its bodies.
    pub fn new(catalogue: Catalogue, bodies: impl Bodies + 'static) -> Self {
        Self { catalogue: Arc::new(catalogue), bodies: Arc::new(bodies) }
    }

    /// Fetches the body of an entry.
    pub fn body(&self, key: EntryKey) -> Arc<Body> {
        self.bodies.body(key)
    }
}
