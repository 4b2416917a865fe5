//! Tells a bundle from other folders of Markdown by what is in it. Refuses to know: what the concepts say.
//!
//! A bundle may say that it is one (`okf_version` in its root's `index.md`, OKF 0.2, 12), but need not.
//! Every concept has a `type` (11), which notes of vaults often have as well; so where nothing is said,
//! most files must have one, and some of them another key that only this format has for all.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::super::folder;
use super::super::markdown::front::{self, Front};
use super::super::markdown::{VAULT_MARKS, is_markdown};
use super::{INDEX, LOG};

/// How many files are looked at.
const MOST: usize = 40;

/// How much of a file is read, in bytes; front matter is shorter.
const HEAD: u64 = 64 * 1024;

/// Keys that concepts have and notes of other kinds rarely do.
const OWN: [&str; 6] = ["generated", "verified", "sources", "resource", "timestamp", "stale_after"];

/// Files by which a book or a site is known.
const OTHERS: [&str; 4] = ["SUMMARY.md", "mkdocs.yml", "mkdocs.yaml", "book.toml"];

/// Returns whether a folder is a bundle.
pub fn is_bundle(folder: &Path) -> bool {
    let root = head_of(&folder.join(INDEX));
    if root.as_ref().is_some_and(|front| front.get(&["okf_version"]).is_some()) {
        return true;
    }
    if VAULT_MARKS.iter().chain(&OTHERS).any(|mark| folder.join(mark).exists()) {
        return false;
    }
    let is_concept = |path: &Path| {
        let name = path.file_name().unwrap_or_default();
        is_markdown(path) && name != INDEX && name != LOG
    };
    let looked_at = folder::first(folder, is_concept, MOST);
    let fronts: Vec<Front> = looked_at.iter().filter_map(|path| head_of(path)).collect();
    let typed = fronts.iter().filter(|front| front.text(&["type"]).is_some()).count();
    let owns = fronts.iter().any(|front| front.get(&OWN).is_some());
    typed > 0 && typed * 5 >= looked_at.len() * 4 && owns
}

/// Reads what a file says of itself; `None` if it says nothing, or that cannot be read.
fn head_of(path: &Path) -> Option<Front> {
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(HEAD).read_to_end(&mut bytes).ok()?;
    let parted = front::part(&String::from_utf8_lossy(&bytes));
    parted.front.ok().filter(|_| parted.text_at > 0)
}
