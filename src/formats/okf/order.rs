//! In which order folders and concepts stand: as the `index.md` of each has them, from the root on, and what
//! none lists behind that, by path (OKF 0.2, 8). Refuses to know: texts.

use std::collections::{HashMap, HashSet};

use super::super::markdown::note::Note;
use super::super::markdown::vault::Vault;
use super::document::{Document, Role};

/// A folder with what is in it.
#[derive(Debug, Default)]
pub struct Part {
    /// Where it lies below the root; empty for the root.
    pub folder: String,
    /// Its concepts in their order.
    pub concepts: Vec<usize>,
    /// Its `index.md`.
    pub index: Option<usize>,
    /// Its `log.md`.
    pub log: Option<usize>,
    /// What another `index.md` calls it; may be empty.
    pub title: String,
    /// What is said of it there; may be empty.
    pub said: String,
}

/// Returns all folders that hold something, in their order.
pub fn arrange(documents: &[Document], notes: &[Note], vault: &Vault) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut order = Order {
        documents,
        notes,
        vault,
        all: HashMap::new(),
        own: HashMap::new(),
        folders: HashMap::new(),
        said: HashMap::new(),
    };
    order.walk();
    for (at, document) in documents.iter().enumerate() {
        let folder = folder_of(&notes[at].path);
        let place = *places.entry(folder).or_insert_with(|| {
            parts.push(Part { folder: folder.to_owned(), ..Part::default() });
            parts.len() - 1
        });
        match document.role {
            Role::Concept => parts[place].concepts.push(at),
            Role::Index => parts[place].index = Some(at),
            Role::Log => parts[place].log = Some(at),
        }
    }
    for part in &mut parts {
        part.concepts.sort_by_key(|at| {
            let rank = |ranks: &HashMap<usize, usize>| ranks.get(at).copied().unwrap_or(usize::MAX);
            (rank(&order.own), rank(&order.all), *at)
        });
        if let Some((title, said)) = order.said.get(&*part.folder) {
            (part.title, part.said) = (title.clone(), said.clone());
        }
    }
    let mut ranks: HashMap<&str, usize> = HashMap::new();
    for (folder, rank) in &order.folders {
        for outer in way_to(folder) {
            let least = ranks.entry(outer).or_insert(usize::MAX);
            *least = (*least).min(*rank);
        }
    }
    // What lies in a folder stands behind it, before the next one.
    parts.sort_by_cached_key(|part| {
        let rank = |folder| ranks.get(folder).copied().unwrap_or(usize::MAX);
        let way = way_to(&part.folder).map(|outer| (rank(outer), outer.to_owned()));
        way.collect::<Vec<_>>()
    });
    parts
}

/// Returns the folders that a folder lies in, outermost first, and itself; none of the root.
fn way_to(folder: &str) -> impl Iterator<Item = &str> {
    let ends = folder.match_indices('/').map(|(at, _)| at).chain([folder.len()]);
    ends.map(|end| &folder[..end]).filter(|way| !way.is_empty())
}

/// The order that is found by going through all listings.
struct Order<'b> {
    documents: &'b [Document],
    notes: &'b [Note],
    vault: &'b Vault,
    /// The place of each concept among all that were listed.
    all: HashMap<usize, usize>,
    /// The place of each concept in the listing of its own folder.
    own: HashMap<usize, usize>,
    /// The place of each folder.
    folders: HashMap<String, usize>,
    /// What a folder is called where it is listed, and what is said of it.
    said: HashMap<String, (String, String)>,
}

impl Order<'_> {
    fn walk(&mut self) {
        let indexes =
            (0..self.documents.len()).filter(|&at| self.documents[at].role == Role::Index);
        let mut pending: Vec<usize> = indexes.collect();
        // That of the root comes first, then those that it lists.
        pending.sort_by_key(|&at| std::cmp::Reverse(self.notes[at].path.matches('/').count()));
        let mut met = HashSet::new();
        while let Some(index) = pending.pop() {
            if met.insert(index) {
                let mut below = self.listed(index);
                below.reverse();
                pending.append(&mut below);
            }
        }
    }

    /// Goes through one listing; returns those that it leads to.
    fn listed(&mut self, index: usize) -> Vec<usize> {
        let Self { documents, notes, vault, .. } = *self;
        let folder = folder_of(&notes[index].path);
        let mut below = Vec::new();
        for (place, item) in documents[index].listing.items.iter().enumerate() {
            let path = item.destination.split('#').next().unwrap_or_default();
            let Some(target) = vault.find_path(index, path) else {
                let inner = vault.joined(index, path).unwrap_or_default();
                self.on_folder(inner.trim_end_matches('/'), item.title.clone(), item.said.clone());
                continue;
            };
            let home = folder_of(&notes[target].path);
            if documents[target].role == Role::Index {
                self.on_folder(home, item.title.clone(), item.said.clone());
                below.push(target);
            } else {
                let next = self.folders.len();
                self.folders.entry(home.to_owned()).or_insert(next);
                let next = self.all.len();
                self.all.entry(target).or_insert(next);
                if home == folder {
                    self.own.entry(target).or_insert(place);
                }
            }
        }
        below
    }

    fn on_folder(&mut self, folder: &str, title: String, said: String) {
        let next = self.folders.len();
        self.folders.entry(folder.to_owned()).or_insert(next);
        self.said.entry(folder.to_owned()).or_insert((title, said));
    }
}

/// Returns where a file lies; empty for the root.
pub fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_a_folder_leads_through_those_around_it() {
        for (folder, way) in [("", &[][..]), ("a", &["a"]), ("a/b/c", &["a", "a/b", "a/b/c"])] {
            assert_eq!(way_to(folder).collect::<Vec<_>>(), way);
        }
    }
}
