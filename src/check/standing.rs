//! What is stale today, and what nobody has confirmed where others were.

use super::Checked;
use crate::content::diagnostic::Mistake;
use crate::messages::check as say;
use crate::model::EntryKey;

/// The word of entries that nobody has confirmed.
const UNVERIFIED: &str = "unverified";

/// Warns of every entry that is stale, and of every one that nobody has confirmed; of a pack in which none
/// was confirmed it says so once.
pub fn check(checked: &Checked, mistakes: &mut Vec<Mistake>) {
    let catalogue = &checked.library.catalogue;
    let mut warn = |entry: EntryKey, code, told: (String, &str)| {
        if let Some(at) = checked.whereabouts.entries.get(entry) {
            mistakes.push(Mistake::warning(at, code, told.0).hint(told.1));
        }
    };
    for entry in catalogue.entries().filter(|entry| catalogue.is_stale(*entry)) {
        if let Some(day) = catalogue.stale_after(entry) {
            warn(entry, "stale", say::stale(catalogue.id(entry), &day.to_string()));
        }
    }
    for pack in catalogue.pack_keys() {
        let entries = || catalogue.entries_of_pack(pack);
        let is_open = |entry: &EntryKey| catalogue.standing(*entry).any(|word| word == UNVERIFIED);
        let open: Vec<EntryKey> = entries().filter(is_open).collect();
        let told = entries().filter(|entry| catalogue.standing(*entry).len() > 0).count();
        match open.first() {
            Some(&first) if open.len() == told && told > 1 => {
                warn(first, UNVERIFIED, say::none_confirmed(told));
            }
            _ => {
                for entry in open {
                    warn(entry, UNVERIFIED, say::unconfirmed(catalogue.id(entry)));
                }
            }
        }
    }
}
