//! What opens beside packs: everything that was in it is an entry with its links, and what could not be
//! taken is told with its place.

mod bundles;
mod dictionaries;
mod epub;
mod markdown;
mod okf;
mod whole;

use std::path::Path;

use folio::graph::Mentions;
use folio::model::{Catalogue, EntryKey};
use folio::store::{self, Opened, Origin};

use crate::support::packs::Pack;

/// Opens what lies at a path.
pub fn open(path: &Path) -> Opened {
    store::open(&[Origin::named(path)])
}

/// Returns an entry by its id.
#[track_caller]
pub fn entry(catalogue: &Catalogue, id: &str) -> EntryKey {
    let pack = catalogue.packs().iter().position(|_| true).expect("a pack is open");
    let pack = folio::model::PackKey::new(pack);
    let Some((key, _)) = catalogue.resolve(pack, id) else { panic!("{id} is there") };
    key
}

/// Tells everything that was opened: themes with their entries, each with its links and backlinks, then
/// what was told of it; `root` is left out of the names of files.
pub fn tree(opened: &Opened, root: &Path) -> String {
    let catalogue = &*opened.library.catalogue;
    let mentions = Mentions::new(&opened.library);
    let mut told = String::new();
    for pack in catalogue.packs() {
        let start = pack.opens_with().map(|entry| catalogue.id(entry).to_owned());
        told += &format!("{} · {} · opens at {}\n", pack.id, pack.title, start.unwrap_or_default());
    }
    for theme in catalogue.themes() {
        told += &format!("\n[{}] {}\n", theme.id, theme.title);
        for key in theme.entries.clone().map(EntryKey) {
            told += &format!("{} · {}", catalogue.id(key), catalogue.title(key));
            let aliases: Vec<&str> = catalogue.aliases(key).collect();
            let tags: Vec<&str> = catalogue.tags(key).collect();
            for (sign, words) in [("also", aliases), ("tags", tags)] {
                if !words.is_empty() {
                    told += &format!(" · {sign} {}", words.join(", "));
                }
            }
            told.push('\n');
            let leaving: Vec<&str> =
                mentions.from(key).entries().map(|one| catalogue.id(one)).collect();
            let arriving: Vec<&str> =
                mentions.of(key).entries().map(|one| catalogue.id(one)).collect();
            for (sign, ids) in [("->", leaving), ("<-", arriving)] {
                if !ids.is_empty() {
                    told += &format!("    {sign} {}\n", ids.join(", "));
                }
            }
        }
    }
    let root = format!("{}/", root.display());
    for one in &opened.diagnostics {
        told += &format!("\n{}", one.to_string().replace(&root, ""));
    }
    told
}

/// Opens a folder with these files, as Folio does it.
pub fn folder(files: &[(&str, &str)]) -> (Pack, Opened) {
    let folder = files.iter().fold(Pack::new(), |folder, (name, text)| folder.file(name, text));
    let opened = folder.open();
    (folder, opened)
}
