//! Names that more than one entry of a pack has. Homonyms are legitimate, so this only warns.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::Checked;
use crate::content::diagnostic::Mistake;
use crate::content::position::At;
use crate::messages::check as say;
use crate::model::EntryKey;
use crate::text::fold::fold;

/// Warns of every title and alias that an earlier entry of the pack has as title or alias.
pub fn check(checked: &Checked, mistakes: &mut Vec<Mistake>) {
    let catalogue = &checked.library.catalogue;
    let evidence = &checked.whereabouts.evidence;
    for pack in catalogue.pack_keys() {
        let mut names: HashMap<String, (EntryKey, At)> = HashMap::new();
        for entry in catalogue.entries_of_pack(pack) {
            let title = (catalogue.title(entry), evidence.titles[entry.index()], "duplicate-title");
            let aliases = catalogue.aliases(entry).zip(&evidence.aliases[entry.index()]);
            let aliases = aliases.map(|(alias, &at)| (alias, at, "duplicate-alias"));
            for (name, at, code) in std::iter::once(title).chain(aliases) {
                match names.entry(fold(name)) {
                    Entry::Vacant(vacant) => {
                        vacant.insert((entry, at));
                    }
                    // An alias that repeats the entry's own title does no harm.
                    Entry::Occupied(first) if first.get().0 == entry => {}
                    Entry::Occupied(first) => {
                        let &(other, place) = first.get();
                        let place = checked.whereabouts.files.show(place);
                        let message = say::same_name(name, catalogue.id(other), &place);
                        mistakes.push(Mistake::warning(at, code, message).hint(say::tell_apart()));
                    }
                }
            }
        }
    }
}
