//! A pack as JSON: one object, or a line for what the pack is and then one for each entry. What is read out
//! of either is what was written. Refuses to know: where it goes.

use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::pack::Extras;
use super::pack::extra::in_json;
use super::pack::outward::See;
use super::pack::tables::{
    ClaimTable, EntryKeys, EntryTable, GroundsTables, HeadTable, LinkTable, MatrixTable, NameTable,
    PackTable, PlaceTable, RelationTable, RouteTable, SourceTable, StatementTable, ThemeTable,
};
use crate::content::assemble::Unfollowed;
use crate::formats::Said;
use crate::model::{Body, Catalogue, EntryKey, LinkKey, PackKey, ThemeKey};

/// Gives the texts of an entry.
type Bodies<'c> = &'c dyn Fn(EntryKey) -> Arc<Body>;

/// All of the only pack of a catalogue, written entry by entry.
#[derive(Serialize)]
pub struct PackJson<'c> {
    #[serde(flatten)]
    head: HeadJson<'c>,
    entries: Entries<'c>,
}

/// All of a pack but its entries.
#[derive(Serialize)]
pub struct HeadJson<'c> {
    pack: PackTable<'c>,
    themes: Vec<ThemeTable<'c>>,
    relations: Vec<RelationTable<'c>>,
    matrices: Vec<MatrixTable<'c>>,
    sources: Vec<SourceTable<'c>>,
    places: Vec<PlaceTable<'c>>,
    claims: Vec<ClaimTable<'c>>,
    routes: Vec<RouteTable<'c>>,
    links: Vec<LinkTable<'c>>,
}

impl<'c> PackJson<'c> {
    /// Takes a pack with what of it leads `outward`, into packs that are not open; `body` gives the texts of
    /// an entry, and `extra` what it keeps beside the keys of packs.
    pub fn new(
        catalogue: &'c Catalogue,
        outward: &'c Unfollowed,
        body: Bodies<'c>,
        extra: Extras<'c>,
    ) -> Self {
        let entries = Entries { catalogue, outward, body, extra };
        Self { head: HeadJson::new(catalogue, outward), entries }
    }
}

impl<'c> HeadJson<'c> {
    /// Takes the only pack of a catalogue, with what of it leads into packs that are not open.
    pub fn new(catalogue: &'c Catalogue, outward: &'c Unfollowed) -> Self {
        let pack = PackKey::new(0);
        let HeadTable { pack: own, theme, relation, matrix } = HeadTable::of(catalogue, pack);
        let GroundsTables { source, place, claim, route } = GroundsTables::of(catalogue, outward);
        let links = (0..catalogue.links().len()).map(LinkKey::new);
        Self {
            pack: own,
            themes: theme,
            relations: relation,
            matrices: matrix,
            sources: source,
            places: place,
            claims: claim,
            routes: route,
            links: links
                .filter_map(|key| LinkTable::of(catalogue, pack, key))
                .chain(LinkTable::outward(catalogue, outward))
                .collect(),
        }
    }
}

/// The entries of a pack, in their order.
struct Entries<'c> {
    catalogue: &'c Catalogue,
    outward: &'c Unfollowed,
    body: Bodies<'c>,
    extra: Extras<'c>,
}

impl Serialize for Entries<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(entries(self.catalogue, self.outward, self.body, self.extra))
    }
}

/// An entry with its texts.
pub struct EntryOfPack<'c> {
    catalogue: &'c Catalogue,
    theme: ThemeKey,
    entry: EntryKey,
    body: Arc<Body>,
    see: Vec<String>,
    extra: Option<Said>,
}

/// Goes through the entries of the only pack of a catalogue, with what of them leads into packs that are not
/// open; `body` gives the texts of one, and `extra` what it keeps beside the keys of packs.
pub fn entries<'c>(
    catalogue: &'c Catalogue,
    outward: &'c Unfollowed,
    body: Bodies<'c>,
    extra: Extras<'c>,
) -> impl Iterator<Item = EntryOfPack<'c>> {
    let see = See::new(catalogue, outward);
    let places = catalogue
        .themes_of(PackKey::new(0))
        .flat_map(move |theme| catalogue.entries_of(theme).map(move |entry| (theme, entry)));
    places.map(move |(theme, entry)| EntryOfPack {
        catalogue,
        theme,
        entry,
        body: body(entry),
        see: see.of(entry),
        extra: extra(entry).map(in_json),
    })
}

#[derive(Serialize)]
struct EntryJson<'c> {
    #[serde(flatten)]
    own: EntryKeys<'c>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    names: Vec<NameTable<'c>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    statements: Vec<StatementTable<'c>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    extra: Option<&'c Said>,
}

impl Serialize for EntryOfPack<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { catalogue, theme, entry, body, see, extra } = self;
        let EntryTable { own, name, statement, .. } =
            EntryTable::of(catalogue, body, *theme, *entry, see.clone());
        EntryJson { own, names: name, statements: statement, extra: extra.as_ref() }
            .serialize(serializer)
    }
}
