//! Ids for what has none: the same from run to run, as long as the names are the same. Refuses to know:
//! formats.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use foldhash::fast::RandomState;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::content::rules::LONGEST_ID;

/// Room for what tells equal ids apart, in bytes.
const SUFFIX: usize = 12;

/// Returns a name as an id: letters and digits of any script, `.`, `_` and `/` stay, whatever else there
/// is becomes `-`; empty if nothing of it can stay.
pub fn id_of(name: &str) -> String {
    let mut id = String::with_capacity(name.len());
    for c in name.nfc() {
        let stays = c.is_alphanumeric() || matches!(c, '.' | '_' | '/');
        if stays || is_combining_mark(c) && !id.is_empty() && !id.ends_with(['-', '/']) {
            id.push(c);
        } else if !id.is_empty() && !id.ends_with(['-', '/']) {
            id.push('-');
        }
    }
    let parts = id.split('/').map(|part| part.trim_matches('-')).filter(|part| !part.is_empty());
    let id = parts.collect::<Vec<_>>().join("/");
    let mut end = id.len().min(LONGEST_ID - SUFFIX);
    while !id.is_char_boundary(end) {
        end -= 1;
    }
    id[..end].trim_end_matches(['-', '/']).nfc().collect()
}

/// The ids that were given so far, each with the number that may be free behind it.
#[derive(Debug, Default)]
pub struct Ids(HashMap<Box<str>, u32, RandomState>);

impl Ids {
    /// Gives an id that nothing has yet: that of the name, with a number behind it where it is taken.
    pub fn give(&mut self, name: &str) -> Box<str> {
        let id = id_of(name);
        let id: Box<str> = if id.is_empty() { "entry" } else { &*id }.into();
        let mut number = match self.0.entry(id.clone()) {
            Entry::Vacant(free) => {
                free.insert(2);
                return id;
            }
            Entry::Occupied(taken) => *taken.get(),
        };
        loop {
            let numbered: Box<str> = format!("{id}-{number}").into();
            number += 1;
            if let Entry::Vacant(free) = self.0.entry(numbered.clone()) {
                free.insert(2);
                self.0.insert(id, number);
                return numbered;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::rules;
    use proptest::prelude::*;

    #[test]
    fn ids_keep_what_they_can() {
        for (name, expected) in [
            ("notes/My first note", "notes/My-first-note"),
            ("C++ & C#", "C-C"),
            ("软联通 (ruǎn)", "软联通-ruǎn"),
            ("/a//b/", "a/b"),
            ("cafe\u{301}", "café"),
            ("क्षत्रिय", "क्षत्रिय"),
            ("- \u{301}-", ""),
            ("v1.2_rc", "v1.2_rc"),
        ] {
            assert_eq!(id_of(name), expected, "{name}");
        }
    }

    #[test]
    fn equal_names_get_different_ids() {
        let mut ids = Ids::default();
        let given = ["Tea", "Tea!", "Tea-2", "", "?", "Tea"].map(|name| ids.give(name));
        assert_eq!(
            given.each_ref().map(|id| &**id),
            ["Tea", "Tea-2", "Tea-2-2", "entry", "entry-2", "Tea-3"]
        );
    }

    proptest! {
        #[test]
        fn every_id_follows_the_rules(name in "\\PC{0,300}") {
            let id = Ids::default().give(&name);
            prop_assert_eq!(rules::id(&id), Ok(()), "{}", id);
        }
    }
}
