//! Ids as they are printed. Refuses to know: what they are printed for.

use crate::model::{Catalogue, EntryKey};

/// Returns the id of an entry, after the id of its pack if several packs are open.
pub fn unique_id(catalogue: &Catalogue, entry: EntryKey) -> String {
    let id = catalogue.id(entry);
    if catalogue.packs().len() == 1 {
        return id.to_owned();
    }
    format!("{}:{id}", catalogue.pack(catalogue.pack_of(entry)).id)
}
