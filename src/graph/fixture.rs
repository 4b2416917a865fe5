//! Small graphs for tests against brute force.

use std::sync::Arc;

use crate::model::{
    Bodies, Body, Catalogue, Certainty, EntryKey, Library, NewEntry, NewLink, Pack, PackKey,
    Provenance, Relation, Theme, ThemeKey,
};

/// Bodies in memory, by entry.
struct Texts(Vec<Arc<Body>>);

impl Bodies for Texts {
    fn body(&self, key: EntryKey) -> Arc<Body> {
        Arc::clone(&self.0[key.index()])
    }
}

/// Builds a library of `count` entries with typed links (`see`) and links in text between them.
pub fn library(count: u32, typed: &[(u32, u32)], in_text: &[(u32, u32)]) -> Library {
    let mut catalogue = Catalogue::new();
    catalogue.push_pack(Pack::new("p", "P"));
    catalogue.push_theme(Theme::new(PackKey(0), "t", "T"));
    for number in 0..count {
        catalogue.push_entry(NewEntry::new(ThemeKey(0), &format!("t/{number}"), "An entry"));
    }
    for &(from, to) in typed {
        catalogue.push_link(&NewLink {
            from: EntryKey(from),
            to: EntryKey(to),
            relation: Catalogue::SEE,
            reason: "".into(),
            provenance: None,
        });
    }
    let text = |number: u32| -> String {
        let own = in_text.iter().filter(|(from, _)| *from == number);
        let links: Vec<String> =
            own.map(|(_, to)| format!("It leads to [the other](t/{to}).")).collect();
        links.join("\n\n")
    };
    let body = |number| Body { markdown: text(number).into(), ..Body::default() };
    let bodies = Texts((0..count).map(|number| Arc::new(body(number))).collect());
    Library::new(catalogue, bodies)
}

/// Builds a catalogue of themes with `counts` entries each, and links `(from, to, kind)`, where the
/// kind is from 0: by the article, by the editor, by `see`, by the editor in a definition,
/// symmetric.
pub fn themes(counts: &[u32], links: &[(u32, u32, u32)]) -> Catalogue {
    let mut catalogue = Catalogue::new();
    let pack = catalogue.push_pack(Pack::new("p", "P"));
    for (theme, count) in counts.iter().enumerate() {
        let key = catalogue.push_theme(Theme::new(pack, &format!("t{theme}"), "T"));
        for number in 0..*count {
            catalogue.push_entry(NewEntry::new(key, &format!("t{theme}/{number}"), "An entry"));
        }
    }
    let mut relation = |id: &str, symmetric| {
        catalogue.push_relation(Relation {
            pack: Some(pack),
            id: id.into(),
            label: id.into(),
            inverse: id.into(),
            symmetric,
        })
    };
    let (serves, overlaps) = (relation("serves", false), relation("overlaps", true));
    let editor = || Provenance::Editor { certainty: Certainty::General, sources: Vec::new() };
    for &(from, to, kind) in links {
        let (relation, provenance) = match kind {
            0 => (serves, Some(Provenance::Article { claims: Vec::new() })),
            1 => (serves, Some(editor())),
            2 => (Catalogue::SEE, None),
            3 => (Catalogue::DEFINES, Some(editor())),
            _ => (overlaps, Some(editor())),
        };
        let (from, to) = (EntryKey(from), EntryKey(to));
        catalogue.push_link(&NewLink { from, to, relation, reason: "".into(), provenance });
    }
    catalogue
}
