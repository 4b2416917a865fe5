//! Small graphs to hold against brute force.

use std::sync::Arc;

use crate::model::{
    Bodies, Body, Catalogue, EntryKey, Library, Link, NewEntry, Pack, PackKey, Theme, ThemeKey,
};

/// Bodies that are all at hand.
struct Texts(Vec<Arc<Body>>);

impl Bodies for Texts {
    fn body(&self, key: EntryKey) -> Arc<Body> {
        Arc::clone(&self.0[key.index()])
    }
}

/// Makes a library of `count` entries with typed links (`see`) and links in text between them.
pub fn library(count: u32, typed: &[(u32, u32)], in_text: &[(u32, u32)]) -> Library {
    let mut catalogue = Catalogue::new();
    catalogue.push_pack(Pack::new("p", "P"));
    catalogue.push_theme(Theme::new(PackKey(0), "t", "T"));
    for number in 0..count {
        catalogue.push_entry(NewEntry::new(ThemeKey(0), &format!("t/{number}"), "An entry"));
    }
    for &(from, to) in typed {
        catalogue.push_link(Link {
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
    Library { catalogue: Arc::new(catalogue), bodies: Arc::new(bodies) }
}
