//! What a listing says in words of its own, which would be lost if its folder had no page: packs show what is in a
//! folder by its titles and summaries. Refuses to know: what becomes of it.

use std::collections::HashMap;

use super::super::markdown::note::Note;
use super::super::markdown::vault::Vault;
use super::document::{Document, Role};
use super::heads_group;
use super::listing::Item;
use super::order::Part;
use crate::text::markdown::plain;

/// All files of a bundle, and their folders.
pub struct Files<'f> {
    pub documents: &'f [Document],
    pub notes: &'f [Note],
    pub vault: &'f Vault,
    /// What each folder is called.
    pub titles: &'f HashMap<&'f str, String>,
}

impl Files<'_> {
    /// Returns whether the listing of a folder says more than what concepts and folders say of themselves.
    pub fn has_own_words(&self, part: &Part) -> bool {
        let Some(index) = part.index else { return false };
        let title = &self.titles[&*part.folder];
        let listing = &self.documents[index].listing;
        let is_told = |heading: &String| heading == title || heads_group(heading, part, self.notes);
        listing.says_more
            || !listing.headings.iter().all(is_told)
            || listing.items.iter().any(|item| !self.is_told(index, item))
    }

    /// Returns whether what a listing says of an item is said where that leads to; what is said of a folder is its
    /// summary.
    fn is_told(&self, index: usize, item: &Item) -> bool {
        let path = item.destination.split('#').next().unwrap_or_default();
        let Some(target) = self.vault.find_path(index, path) else {
            let folder = self.vault.joined(index, path).unwrap_or_default();
            return self.titles.contains_key(folder.trim_end_matches('/'));
        };
        let description = || self.notes[target].front.text(&["description"]).unwrap_or_default();
        let is_index = self.documents[target].role == Role::Index;
        is_index || item.said.is_empty() || is_same(&item.said, &plain(&description()).text)
    }
}

/// Returns whether two sentences have the same words, however their lines are broken and whether they end in a stop.
fn is_same(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.trim().trim_end_matches('.').split_whitespace().map(str::to_owned).collect()
    };
    words(one) == words(other)
}
