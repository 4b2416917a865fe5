//! What was said beside what the catalogue keeps, read again out of the files of a pack for whoever writes it in
//! another format. Refuses to know: what becomes of it.

use std::collections::HashMap;

use super::Opened;
use crate::content::load::{self, Budget};
use crate::content::source::Input;
use crate::formats::Said;
use crate::formats::okf::{beyond, extra};
use crate::model::{EntryKey, PackKey};

/// What entries say in the keys of a bundle for which packs have none.
pub type Extra = HashMap<EntryKey, Said>;

/// Reads the only pack that is open: out of the concepts of a bundle, or out of `extra.okf` in the files of a pack.
/// What is in no file that can be read is passed over.
pub fn extra_of(opened: &Opened, is_bundle: bool) -> Extra {
    let catalogue = &*opened.library.catalogue;
    let files = &opened.whereabouts.files;
    let budget = Budget::default();
    let text = |input: Input| load::text(input, &budget).ok();
    if is_bundle {
        let concept = |entry| {
            let file = opened.whereabouts.entries.file(entry)?;
            let text = text(files.input(file)?.clone())?;
            let is_there = |path: &str| beyond::entry_at(catalogue, entry, path).is_some();
            Some((entry, beyond::beyond(&text, &is_there))).filter(|(_, said)| !said.is_empty())
        };
        return catalogue.entries().filter_map(concept).collect();
    }
    let texts = files.all().filter_map(|(_, input)| text(input?.clone()));
    let tables = texts.flat_map(|text| extra::kept(&text));
    let known =
        |(id, table): (String, _)| Some((catalogue.resolve(PackKey::new(0), &id)?.0, table));
    tables.filter_map(known).collect()
}
