//! The entries by what sort of thing they are. Refuses to know: who shows them.

use std::collections::{BTreeMap, HashMap};

use crate::model::{Catalogue, EntryKey};
use crate::text::fold::fold;

/// The entries of one type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeGroup {
    /// As the first of them says it; empty for those that say none.
    pub name: Box<str>,
    /// In the order of the library; never empty.
    pub entries: Vec<EntryKey>,
}

/// Groups all entries by their type in the order of its letters, those without one last; nothing if no entry
/// has one.
pub fn by_type(catalogue: &Catalogue) -> Vec<TypeGroup> {
    let mut spelt: HashMap<&str, Vec<EntryKey>> = HashMap::new();
    for entry in catalogue.entries() {
        spelt.entry(catalogue.kind(entry)).or_default().push(entry);
    }
    let untyped = spelt.remove("").filter(|_| !spelt.is_empty());
    let mut groups: BTreeMap<String, TypeGroup> = BTreeMap::new();
    let mut spelt: Vec<(&str, Vec<EntryKey>)> = spelt.into_iter().collect();
    spelt.sort_unstable_by_key(|(_, entries)| entries[0]);
    for (name, entries) in spelt {
        let group = groups.entry(fold(name));
        let group = group.or_insert_with(|| TypeGroup { name: name.into(), entries: Vec::new() });
        group.entries.extend(entries);
    }
    let mut groups: Vec<TypeGroup> = groups.into_values().collect();
    for group in &mut groups {
        group.entries.sort_unstable();
    }
    groups.extend(untyped.map(|entries| TypeGroup { name: Box::default(), entries }));
    groups
}
