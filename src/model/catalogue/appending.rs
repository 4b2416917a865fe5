//! Joining catalogues: packs that come from different places are assembled each with keys of its own,
//! and then put behind one another.

use std::ops::Range;

use super::Catalogue;
use crate::model::offsets::Offsets;

impl Catalogue {
    /// Moves everything in another catalogue, of one pack, behind what is in this one; returns how far its
    /// keys move, which whoever holds some of them has to follow.
    ///
    /// No pack of the other may have the id of one in this. References across the two are not
    /// followed: none of them has become a link yet.
    pub fn append(&mut self, other: Self) -> Offsets {
        let moved = self.offsets();
        let Self {
            packs,
            themes,
            relations,
            mut sources,
            places,
            claims,
            links,
            own_links: _,
            routes,
            matrices,
            theme_starts,
            columns,
            mut by_id,
            today: _,
        } = other;
        self.packs.extend(packs.into_iter().map(|mut pack| {
            pack.themes = move_range(pack.themes, moved.themes);
            pack.entries = move_range(pack.entries, moved.entries);
            pack.start = pack.start.map(|start| moved.entry(start));
            pack
        }));
        self.themes.extend(themes.into_iter().map(|mut theme| {
            theme.pack = moved.pack(theme.pack);
            theme.entries = move_range(theme.entries, moved.entries);
            theme
        }));
        let declared = relations.into_iter().skip(Self::RESERVED.len());
        self.relations.extend(declared.map(|mut relation| {
            relation.pack = relation.pack.map(|pack| moved.pack(pack));
            relation
        }));
        self.sources.append(&mut sources);
        self.places.extend(places.into_iter().map(|mut place| {
            place.pack = moved.pack(place.pack);
            place.source = place.source.map(|source| moved.source(source));
            place
        }));
        self.claims.append(&claims, &moved);
        let first = self.links.len();
        self.links.append(&links, &moved);
        self.own_links.push(first..self.links.len());
        self.routes.extend(routes.into_iter().map(|mut route| {
            route.pack = moved.pack(route.pack);
            route.stops.iter_mut().for_each(|stop| *stop = moved.entry(*stop));
            route
        }));
        self.matrices.extend(matrices.into_iter().map(|mut matrix| {
            (matrix.rows, matrix.columns) = (moved.theme(matrix.rows), moved.theme(matrix.columns));
            matrix
        }));
        let starts = theme_starts.into_iter();
        self.theme_starts.extend(starts.map(|(first, it)| (moved.entry(first), moved.theme(it))));
        self.columns.append(&columns, &moved);
        self.by_id.append(&mut by_id);
        moved
    }

    fn offsets(&self) -> Offsets {
        let count = |length: usize| u32::try_from(length).expect("loading caps every column");
        Offsets {
            packs: count(self.packs.len()),
            themes: count(self.themes.len()),
            entries: count(self.len()),
            relations: count(self.relations.len() - Self::RESERVED.len()),
            reserved: count(Self::RESERVED.len()),
            sources: count(self.sources.len()),
            places: count(self.places.len()),
            claims: count(self.claims.len()),
        }
    }
}

fn move_range(range: Range<u32>, by: u32) -> Range<u32> {
    range.start + by..range.end + by
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        Body, Certainty, EntryHead, EntryKey, LinkKey, Matrix, Name, NewClaim, NewEntry, NewLink,
        NewName, Pack, PackKey, Place, Provenance, Relation, RelationKey, Route, Source, SourceKey,
        Statement, Theme, ThemeKey,
    };

    /// Puts a pack of two themes with an entry each, and one of everything else, into a catalogue.
    fn add_pack(catalogue: &mut Catalogue, id: &str) -> Vec<Body> {
        let pack = catalogue.push_pack(Pack::new(id, id));
        let themes = ["a", "b"].map(|theme| catalogue.push_theme(Theme::new(pack, theme, theme)));
        let found_in = SourceKey::new(catalogue.sources().len());
        let [first, second] = themes.map(|theme| {
            let name = format!("{}/{id}", catalogue.theme(theme).id);
            let mut entry = NewEntry::new(theme, &name, &name);
            entry.head.names = vec![NewName { source: Some(found_in), ..NewName::default() }];
            entry.head.former = vec![format!("old-{name}").into()];
            catalogue.push_entry(entry)
        });
        let label: Box<str> = format!("serves {id}").into();
        let relation = catalogue.push_relation(Relation {
            pack: Some(pack),
            id: "serves".into(),
            label: label.clone(),
            inverse: label,
            symmetric: false,
        });
        let source = catalogue
            .push_source(Source { title: format!("source of {id}").into(), ..Source::default() });
        let place = Place::new(pack, "p1", &format!("place of {id}"));
        let place = Place { source: Some(source), ..place };
        let place = catalogue.push_place(place);
        let text = format!("claim of {id}").into();
        let claim = catalogue.push_claim(&NewClaim { id: "c1".into(), place, text });
        let article = Provenance::Article { claims: vec![claim] };
        let editor = Provenance::Editor { certainty: Certainty::Sourced, sources: vec![source] };
        for (relation, provenance) in [(Catalogue::SEE, None), (relation, Some(editor))] {
            let (from, to, reason) = (second, first, Box::default());
            catalogue.push_link(&NewLink { from, to, relation, reason, provenance });
        }
        let (id, title) = ("r".into(), format!("route of {id}").into());
        catalogue.push_route(Route { pack, id, title, stops: vec![second, first] });
        catalogue.push_matrix(Matrix { rows: themes[0], columns: themes[1] });
        catalogue.set_start(pack, second);
        let statement = |provenance| Statement {
            id: Box::default(),
            heading: Box::default(),
            text: "Text.".into(),
            provenance,
        };
        vec![
            Body { statements: vec![statement(article)], ..Body::default() },
            Body { markdown: "Text.".into(), ..Body::default() },
        ]
    }

    /// Everything in a catalogue but the columns of its entries, which are asked for by key.
    fn sketch(catalogue: &Catalogue) -> String {
        let entries: Vec<_> = catalogue
            .entries()
            .map(|key| {
                let former: Vec<&str> = catalogue.former(key).collect();
                let names: Vec<Name<'_>> = catalogue.names(key).collect();
                (catalogue.id(key), catalogue.theme_of(key), former, names)
            })
            .collect();
        let links = (0..catalogue.links().len()).map(LinkKey::new);
        let provenances: Vec<_> = links.map(|link| catalogue.provenance(link)).collect();
        format!(
            "{entries:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {provenances:?}",
            catalogue.packs,
            catalogue.themes,
            catalogue.relations,
            catalogue.sources,
            catalogue.places,
            catalogue.claims().collect::<Vec<_>>(),
            catalogue.links().collect::<Vec<_>>(),
            catalogue.routes,
            catalogue.matrices,
        )
    }

    #[test]
    fn packs_joined_are_as_packs_put_in_one_after_the_other() {
        let mut whole = Catalogue::new();
        let mut joined = Catalogue::new();
        for id in ["one", "two", "three"] {
            let expected = add_pack(&mut whole, id);
            let mut alone = Catalogue::new();
            let mut bodies = add_pack(&mut alone, id);
            let moved = joined.append(alone);
            for body in &mut bodies {
                moved.move_body(body);
            }
            assert_eq!(bodies, expected, "{id}");
            assert_eq!(sketch(&joined), sketch(&whole), "{id}");
        }
        for (pack, id) in ["one", "two", "three"].into_iter().enumerate() {
            let key = PackKey::new(pack);
            assert_eq!(joined.find_pack(id), Some(key));
            for name in [format!("b/{id}"), format!("old-b/{id}")] {
                assert_eq!(joined.find_in(key, &name), whole.find_in(key, &name), "{name}");
            }
            assert_eq!(joined.find_in(key, "b/other"), None);
        }
        let reference = joined.resolve(PackKey(0), "three:a/three#x");
        assert_eq!(reference, Some((EntryKey(4), Some("x".into()))));
    }

    #[test]
    fn reserved_relations_are_the_same_in_every_catalogue() {
        let mut joined = Catalogue::new();
        add_pack(&mut joined, "one");
        let mut alone = Catalogue::new();
        add_pack(&mut alone, "two");
        let moved = joined.append(alone);
        for key in Catalogue::RESERVED {
            assert_eq!(moved.relation(key), key);
        }
        assert_eq!(moved.relation(RelationKey(3)), RelationKey(4));
        assert_eq!(joined.relations().len(), 5);
    }

    #[test]
    fn a_head_comes_back_as_it_went_in() {
        let mut catalogue = Catalogue::new();
        let pack = catalogue.push_pack(Pack::new("p", "P"));
        let theme = catalogue.push_theme(Theme::new(pack, "t", "T"));
        let head = EntryHead { summary: "S".into(), number: Some(3), ..EntryHead::new("t/x", "X") };
        let key = catalogue.push_entry(NewEntry { theme, head });
        assert_eq!((catalogue.id(key), catalogue.title(key)), ("t/x", "X"));
        assert_eq!((catalogue.summary(key), catalogue.number(key)), ("S", Some(3)));
        assert_eq!((catalogue.short(key), theme), ("X", ThemeKey(0)));
    }
}
