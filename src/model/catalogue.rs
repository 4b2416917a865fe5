//! The columnar catalogue of all open packs.

mod appending;
mod building;
mod ids;
mod storing;

use std::borrow::Cow;
use std::ops::Range;

use super::body::Provenance;
use super::columns::Strings;
use super::day::Day;
use super::entry::EntryColumns;
use super::grounds::{Claims, Links};
use super::ids::{
    ClaimKey, EntryKey, LinkKey, PackKey, PlaceKey, RelationKey, RouteKey, SourceKey, ThemeKey,
};
use super::link::{Joint, Link, Related};
use super::name::Name;
use super::pack::{Matrix, Pack, Relation, Route, Theme};
use super::source::{Claim, Place, Source};
use crate::text::address::normal;
use ids::Ids;

/// All open packs without their bodies: one column a field, one row an entry.
#[derive(Clone, Debug)]
pub struct Catalogue {
    packs: Vec<Pack>,
    themes: Vec<Theme>,
    relations: Vec<Relation>,
    sources: Vec<Source>,
    places: Vec<Place>,
    claims: Claims,
    links: Links,
    /// By pack, the links that were its own when it was put behind the others.
    own_links: Vec<Range<usize>>,
    routes: Vec<Route>,
    matrices: Vec<Matrix>,
    /// The first entry of each theme that has entries, ascending.
    theme_starts: Vec<(EntryKey, ThemeKey)>,
    columns: EntryColumns,
    /// By pack: from id (or former id) to the position among the entries of the pack.
    by_id: Vec<Ids>,
    /// The day on which it was opened. Never written: a compiled file is read on other days.
    today: Option<Day>,
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
    /// The relation of a term and an entry that uses it. Its id is `defines`, which packs name; readers are
    /// told that the term is used there.
    pub const DEFINES: RelationKey = RelationKey(2);
    /// The relations that every catalogue holds, under the same keys.
    pub const RESERVED: [RelationKey; 3] = [Self::SEE, Self::MENTIONS, Self::DEFINES];

    /// Builds a catalogue that holds the reserved relations and nothing else.
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
                reserved("defines", "is used in", "uses the term", false),
            ],
            sources: Vec::new(),
            places: Vec::new(),
            claims: Claims::default(),
            links: Links::default(),
            own_links: Vec::new(),
            routes: Vec::new(),
            matrices: Vec::new(),
            theme_starts: Vec::new(),
            columns: EntryColumns::default(),
            by_id: Vec::new(),
            today: None,
        }
    }

    /// Counts the entries.
    pub fn len(&self) -> usize {
        self.columns.len()
    }

    /// Returns whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Goes through all entry keys in pack order.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = EntryKey> + ExactSizeIterator {
        (0..self.len() as u32).map(EntryKey)
    }

    /// Returns all packs in order.
    pub fn packs(&self) -> &[Pack] {
        &self.packs
    }

    /// Goes through the keys of all packs in order.
    pub fn pack_keys(
        &self,
    ) -> impl DoubleEndedIterator<Item = PackKey> + ExactSizeIterator + use<> {
        (0..self.packs.len()).map(PackKey::new)
    }

    /// Returns all themes, pack by pack in screen order.
    pub fn themes(&self) -> &[Theme] {
        &self.themes
    }

    /// Returns all relations, the reserved ones first.
    pub fn relations(&self) -> &[Relation] {
        &self.relations
    }

    /// Returns all sources.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// Returns all places in reading order.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// Goes through all claims.
    pub fn claims(&self) -> impl DoubleEndedIterator<Item = Claim<'_>> + ExactSizeIterator + Clone {
        (0..self.claims.len()).map(|at| self.claim(ClaimKey::new(at)))
    }

    /// Goes through all typed links, those from `see` included.
    pub fn links(&self) -> impl DoubleEndedIterator<Item = Link<'_>> + ExactSizeIterator + Clone {
        (0..self.links.len()).map(|at| self.link(LinkKey::new(at)))
    }

    /// Returns all routes.
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }

    /// Returns all declared matrices.
    pub fn matrices(&self) -> &[Matrix] {
        &self.matrices
    }

    /// Returns a pack.
    pub fn pack(&self, key: PackKey) -> &Pack {
        &self.packs[key.index()]
    }

    /// Returns a theme.
    pub fn theme(&self, key: ThemeKey) -> &Theme {
        &self.themes[key.index()]
    }

    /// Returns a relation.
    pub fn relation(&self, key: RelationKey) -> &Relation {
        &self.relations[key.index()]
    }

    /// Returns how a link reads from its near end: "serves", or "is served by".
    pub fn label(&self, link: &Related) -> &str {
        self.label_of(link.relation, link.inverse)
    }

    /// Returns what a relation is called, read from the start of a link or from its end.
    pub fn label_of(&self, relation: RelationKey, inverse: bool) -> &str {
        let relation = self.relation(relation);
        if inverse { &relation.inverse } else { &relation.label }
    }

    /// Returns a source.
    pub fn source(&self, key: SourceKey) -> &Source {
        &self.sources[key.index()]
    }

    /// Returns a place.
    pub fn place(&self, key: PlaceKey) -> &Place {
        &self.places[key.index()]
    }

    /// Returns a claim.
    pub fn claim(&self, key: ClaimKey) -> Claim<'_> {
        self.claims.get(key.index())
    }

    /// Returns the place of a claim.
    pub fn place_of(&self, key: ClaimKey) -> PlaceKey {
        self.claims.place(key.index())
    }

    /// Returns a route.
    pub fn route(&self, key: RouteKey) -> &Route {
        &self.routes[key.index()]
    }

    /// Returns a typed link.
    pub fn link(&self, key: LinkKey) -> Link<'_> {
        self.links.get(key.index())
    }

    /// Returns which links are within a pack that was put behind others as a whole; those that lead from one
    /// pack into another come behind all of these.
    pub fn links_within(&self, pack: PackKey) -> Range<usize> {
        self.own_links[pack.index()].clone()
    }

    /// Returns what a typed link joins, without reading what is said of it.
    pub fn joint(&self, key: LinkKey) -> Joint {
        self.links.joint(key.index())
    }

    /// Goes through what all typed links join, in the order of [`Self::links`].
    pub fn joints(&self) -> impl Iterator<Item = Joint> {
        self.links.joints()
    }

    /// Returns who says a typed link, and on what ground; `None` for links from `see`.
    pub fn provenance(&self, key: LinkKey) -> Option<Provenance> {
        self.links.provenance(key.index())
    }

    /// Returns an entry's id.
    pub fn id(&self, key: EntryKey) -> &str {
        self.columns.id.get(key.index())
    }

    /// Returns an entry's title.
    pub fn title(&self, key: EntryKey) -> &str {
        self.columns.title.get(key.index())
    }

    /// Returns an entry's title for lists: its `short`, or the title where it has none.
    pub fn short(&self, key: EntryKey) -> &str {
        match self.columns.short.get(key.index()) {
            "" => self.title(key),
            short => short,
        }
    }

    /// Returns an entry's summary; may be empty.
    pub fn summary(&self, key: EntryKey) -> &str {
        self.columns.summary.get(key.index())
    }

    /// Returns an entry's number.
    pub fn number(&self, key: EntryKey) -> Option<u32> {
        self.columns.number.get(key.index())
    }

    /// Returns an entry's short title, with its number before it if it has one.
    pub fn numbered(&self, key: EntryKey) -> String {
        let number = self.number(key).map(|number| format!("{number} "));
        format!("{}{}", number.unwrap_or_default(), self.short(key))
    }

    /// Returns an entry's theme.
    pub fn theme_of(&self, key: EntryKey) -> ThemeKey {
        let after = self.theme_starts.partition_point(|(first, _)| *first <= key);
        self.theme_starts[after - 1].1
    }

    /// Returns an entry's pack.
    pub fn pack_of(&self, key: EntryKey) -> PackKey {
        self.theme(self.theme_of(key)).pack
    }

    /// Returns an entry's former ids.
    pub fn former(&self, key: EntryKey) -> impl Strings<'_> {
        self.columns.former.get(key.index())
    }

    /// Returns an entry's aliases.
    pub fn aliases(&self, key: EntryKey) -> impl Strings<'_> {
        self.columns.aliases.get(key.index())
    }

    /// Returns the forms that are recognised in text beside the title.
    pub fn forms(&self, key: EntryKey) -> impl Strings<'_> {
        self.columns.forms.get(key.index())
    }

    /// Returns an entry's tags.
    pub fn tags(&self, key: EntryKey) -> impl Strings<'_> {
        self.columns.tags.get(key.index())
    }

    /// Returns what sort of thing an entry is; may be empty.
    pub fn kind(&self, key: EntryKey) -> &str {
        self.columns.kind.get(key.index())
    }

    /// Returns how far an entry can be relied on, in words that the filter `is:` knows.
    pub fn standing(&self, key: EntryKey) -> impl Strings<'_> {
        self.columns.standing.get(key.index())
    }

    /// Returns the day from which an entry is stale.
    pub fn stale_after(&self, key: EntryKey) -> Option<Day> {
        self.columns.stale_after.get(key.index()).and_then(Day::from_number)
    }

    /// Returns whether an entry is stale on the day that the catalogue is read.
    pub fn is_stale(&self, key: EntryKey) -> bool {
        self.stale_after(key).is_some_and(|day| self.is_past(day))
    }

    /// Returns whether a day has come on which what is good until then is stale.
    pub fn is_past(&self, day: Day) -> bool {
        self.today.is_some_and(|today| today >= day)
    }

    /// Takes in which day it is; before that nothing is stale.
    pub fn read_on(&mut self, today: Day) {
        self.today = Some(today);
    }

    /// Returns who wrote an entry and who confirmed it, in one line; may be empty.
    pub fn record(&self, key: EntryKey) -> &str {
        self.columns.record.get(key.index())
    }

    /// Returns an entry's names in other languages.
    pub fn names(
        &self,
        key: EntryKey,
    ) -> impl DoubleEndedIterator<Item = Name<'_>> + ExactSizeIterator + Clone {
        self.columns.names.get(key.index())
    }

    /// Returns whether an entry is a glossary term: an entry of a glossary theme.
    pub fn is_term(&self, key: EntryKey) -> bool {
        self.theme(self.theme_of(key)).glossary
    }

    /// Returns whether an entry's title and forms are recognised in text.
    pub fn is_recognised(&self, key: EntryKey) -> bool {
        self.is_term(key) && self.columns.recognise.get(key.index())
    }

    /// Goes through the entries of a theme in order.
    pub fn entries_of(
        &self,
        theme: ThemeKey,
    ) -> impl DoubleEndedIterator<Item = EntryKey> + ExactSizeIterator + use<> {
        self.theme(theme).entries.clone().map(EntryKey)
    }

    /// Returns the key of the first entry of a theme; of one that has none, the key behind the entries of the
    /// themes before it.
    pub fn first_from(&self, theme: ThemeKey) -> u32 {
        let Theme { pack, entries, .. } = self.theme(theme);
        if !entries.is_empty() {
            return entries.start;
        }
        let before = self.themes_of(*pack).rev().skip_while(|&other| other != theme);
        let entries = before.map(|other| &self.theme(other).entries).find(|it| !it.is_empty());
        entries.map_or(self.pack(*pack).entries.start, |it| it.end)
    }

    /// Goes through the entries of a pack in order.
    pub fn entries_of_pack(
        &self,
        pack: PackKey,
    ) -> impl DoubleEndedIterator<Item = EntryKey> + ExactSizeIterator + use<> {
        self.pack(pack).entries.clone().map(EntryKey)
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

    /// Finds a theme of a pack by its id, in any form that [`normal`] makes one.
    pub fn find_theme(&self, pack: PackKey, id: &str) -> Option<ThemeKey> {
        let id = normal(id);
        self.themes_of(pack).find(|&theme| *self.theme(theme).id == *id)
    }

    /// Finds an entry by its id or a former id inside one pack, in any form that [`normal`] makes one.
    pub fn find_in(&self, pack: PackKey, id: &str) -> Option<EntryKey> {
        let entries = &self.pack(pack).entries;
        let position = self.by_id[pack.index()].get(&normal(id))?;
        Some(EntryKey(entries.start + position)).filter(|key| entries.contains(&key.0))
    }

    /// Finds the entries that have a slug, in pack order.
    pub(super) fn with_slug(&self, slug: &str) -> Vec<EntryKey> {
        let packs = self.packs.iter().zip(&self.by_id);
        let mut found: Vec<EntryKey> = packs
            .flat_map(|(pack, ids)| {
                let keys = ids.with_slug(slug).into_iter();
                keys.map(|position| EntryKey(pack.entries.start + position))
            })
            .filter(|key| self.id(*key).split_once('/').is_some_and(|(_, it)| it == slug))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Resolves a reference `[pack:]theme/slug[#anchor]` written in `pack`; returns key and anchor.
    pub fn resolve<'r>(
        &self,
        pack: PackKey,
        reference: &'r str,
    ) -> Option<(EntryKey, Option<Cow<'r, str>>)> {
        let (target, anchor) = match reference.split_once('#') {
            Some((target, anchor)) => (target, Some(normal(anchor))),
            None => (reference, None),
        };
        let (pack, id) = match target.split_once(':') {
            Some((other, id)) => (self.find_pack(other)?, id),
            None => (pack, target),
        };
        self.find_in(pack, id).map(|key| (key, anchor))
    }
}
