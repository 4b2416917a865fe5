//! Which note a link means: by its path, by its name wherever it lies, by another name that it has. Refuses
//! to know: what the notes say.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::is_markdown;
use crate::formats::paths::joined;
use crate::text::address::normal;
use crate::text::fold::lower;

/// How pages are called that stand for their folder.
const INDEXES: [&str; 3] = ["index", "readme", "_index"];

/// The names of all notes.
#[derive(Debug, Default)]
pub struct Vault {
    /// What the folder itself is called, in lower case, with a slash behind it.
    top: String,
    /// The path of each note without its ending, in lower case.
    paths: Vec<String>,
    by_path: HashMap<String, usize>,
    /// By the last part of their paths.
    by_name: HashMap<String, Vec<usize>>,
    /// By titles and aliases.
    by_title: HashMap<String, usize>,
    /// By their ids the blocks that are referred to from anywhere: their notes, and where in these.
    blocks: HashMap<String, (usize, Range<usize>)>,
}

/// Which note a link means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meant {
    /// Its number.
    pub note: usize,
    /// How many others have the same name.
    pub others: usize,
}

impl Vault {
    /// Begins with no notes, in a folder of this name.
    pub fn new(folder: &str) -> Self {
        Self { top: lower(&normal(folder)) + "/", ..Self::default() }
    }

    /// Adds the next note: its path below the folder, its titles and aliases.
    pub fn push<'t>(&mut self, path: &str, titles: impl Iterator<Item = &'t str>) {
        let note = self.paths.len();
        let path = lower(&normal(without_ending(path)));
        let name = name_of(&path).to_owned();
        self.by_path.entry(path.clone()).or_insert(note);
        if let Some(bare) = without_numbers(&path) {
            self.by_path.entry(bare).or_insert(note);
        }
        let is_index = INDEXES.contains(&&*name);
        if let Some((folder, _)) = path.rsplit_once('/').filter(|_| is_index) {
            // A note with the name of the folder comes before the folder's own page.
            let folder_path = format!("{folder}/");
            if let Some(bare) = without_numbers(&folder_path) {
                self.by_path.entry(bare).or_insert(note);
            }
            self.by_path.entry(folder_path).or_insert(note);
            self.by_name.entry(name_of(folder).to_owned()).or_default();
        }
        // Logseq writes the slash of a title so.
        if name.contains("___") {
            self.by_title.entry(name.replace("___", "/")).or_insert(note);
        }
        self.by_name.entry(name).or_default().push(note);
        for title in titles {
            self.by_title.entry(lower(&normal(title.trim()))).or_insert(note);
        }
        self.paths.push(path);
    }

    /// Adds the blocks of the newest note that have ids.
    pub fn push_blocks(&mut self, blocks: HashMap<&str, Range<usize>>) {
        let Some(note) = self.paths.len().checked_sub(1) else { return };
        for (id, range) in blocks {
            self.blocks.entry(id.to_lowercase()).or_insert((note, range));
        }
    }

    /// Returns in which note a block is, and where in that.
    pub fn find_block(&self, id: &str) -> Option<&(usize, Range<usize>)> {
        self.blocks.get(&id.to_lowercase())
    }

    /// Returns which note a link in another means, by how vaults write it: a name, or the end of a path.
    pub fn find_name(&self, from: usize, written: &str) -> Option<Meant> {
        let wanted = lower(&normal(without_ending(written.trim().trim_start_matches('/'))));
        if wanted.is_empty() {
            return None;
        }
        if let Some(&note) = self.by_path.get(&wanted).filter(|_| wanted.contains('/')) {
            return Some(Meant { note, others: 0 });
        }
        let of_name = self.by_name.get(name_of(&wanted));
        let ends = |note: &usize| {
            let rest = self.paths[*note].strip_suffix(&*wanted);
            rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
        };
        let candidates: Vec<usize> =
            of_name.into_iter().flatten().copied().filter(|note| ends(note)).collect();
        let nearest = candidates.iter().copied().min_by_key(|&note| self.distance(from, note));
        let others = candidates.len().saturating_sub(1);
        nearest
            .map(|note| Meant { note, others })
            .or_else(|| self.by_title.get(&wanted).map(|&note| Meant { note, others: 0 }))
    }

    /// Returns how far a note is from another one: how many folders lie between them, then how deep it lies.
    fn distance(&self, from: usize, note: usize) -> (usize, usize, usize) {
        let folders = |note: usize| {
            let path = self.paths[note].as_str();
            path.rsplit_once('/').map_or(Vec::new(), |(folder, _)| folder.split('/').collect())
        };
        let (own, other) = (folders(from), folders(note));
        let shared = own.iter().zip(&other).take_while(|(one, other)| one == other).count();
        (own.len() + other.len() - 2 * shared, other.len(), note)
    }

    /// Returns which note a link in another means, by how documentation writes it: a path from there, or
    /// from the top.
    pub fn find_path(&self, from: usize, written: &str) -> Option<usize> {
        let written = written.split('?').next().unwrap_or_default();
        let decoded = normal(written);
        let path = self.joined(from, &decoded)?;
        let path = lower(&path);
        let found = self.find_whole(&path);
        // Sites begin the addresses of their pages with the name of the folder.
        let below = || path.strip_prefix(&*self.top).filter(|_| decoded.starts_with('/'));
        let found = found.or_else(|| self.find_whole(below()?));
        found.or_else(|| self.find_in_site(from, &path).filter(|_| decoded.starts_with('/')))
    }

    /// Returns the note at a path from the top of a site that lies in a folder above the note that it stands in,
    /// as the pages of a package of documentation do.
    fn find_in_site(&self, from: usize, path: &str) -> Option<usize> {
        let own = &self.paths[from];
        let slashes = own.rmatch_indices('/');
        slashes.map(|(at, _)| format!("{}/{path}", &own[..at])).find_map(|it| self.find_whole(&it))
    }

    /// Returns the note at a path from the top in lower case, with or without the ending.
    fn find_whole(&self, path: &str) -> Option<usize> {
        let bare = without_ending(path);
        let tried = [Cow::Borrowed(bare), format!("{}/", bare.trim_end_matches('/')).into()];
        let page = bare.strip_suffix(".html").unwrap_or(bare).trim_end_matches('/').to_owned();
        tried
            .into_iter()
            .chain([Cow::Owned(page)])
            .find_map(|path| self.by_path.get(&*path).copied())
    }

    /// Returns a path from the top, for one that stands in a note; `None` if it leaves the folder.
    pub fn joined(&self, from: usize, written: &str) -> Option<String> {
        let own = if written.starts_with('/') { "" } else { &self.paths[from] };
        let path = joined(own, written.trim_start_matches('/'))?;
        let slash = if written.ends_with('/') { "/" } else { "" };
        Some(path + slash)
    }
}

/// Returns a path without the numbers that put its parts in order, as `01-basics/02-tea`; `None` if it has
/// none.
fn without_numbers(path: &str) -> Option<String> {
    let mut has_number = false;
    let mut bare = |part: &'_ str| {
        let behind = part.trim_start_matches(|c: char| c.is_ascii_digit());
        let name = behind.strip_prefix(['-', '_', '.']).map(str::trim_start);
        let name = name.filter(|name| behind.len() < part.len() && begins_with_letter(name));
        has_number |= name.is_some();
        name.unwrap_or(part).to_owned()
    };
    let parts: Vec<String> = path.split('/').map(&mut bare).collect();
    has_number.then(|| parts.join("/"))
}

/// Returns whether a name begins with a letter: dates do not become others without their years.
fn begins_with_letter(name: &str) -> bool {
    name.starts_with(char::is_alphabetic)
}

/// Returns a path without the ending that tells that it is Markdown.
pub fn without_ending(path: &str) -> &str {
    if !is_markdown(std::path::Path::new(path)) {
        return path;
    }
    path.rsplit_once('.').map_or(path, |(path, _)| path)
}

/// Returns the last part of a path.
pub fn name_of(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// Returns whether a page stands for its folder by its name.
pub fn is_index(name: &str) -> bool {
    INDEXES.contains(&&*name.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTES: [(&str, &[&str]); 13] = [
        ("index.md", &["Home"]),
        ("tea/Green.md", &["Green tea", "sencha"]),
        ("tea/black.md", &[]),
        ("colour/Green.md", &[]),
        ("colour/dark/deep/Green.md", &[]),
        ("guide/README.md", &[]),
        ("a b/Kaffee & Süßes.md", &[]),
        ("pages/drinks___cold.md", &[]),
        ("01-basics/index.md", &[]),
        ("01-basics/02-first cup.md", &[]),
        ("log/2026-01-02.md", &[]),
        ("site/docs/index.md", &[]),
        ("site/docs/01-app/02-guides/03-brewing.md", &[]),
    ];

    fn vault() -> Vault {
        let mut vault = Vault::new("Docs");
        for (path, titles) in NOTES {
            vault.push(path, titles.iter().copied());
        }
        vault
    }

    #[test]
    fn names_mean_the_nearest_note() {
        let vault = vault();
        for (from, written, note, others) in [
            (0, "Green", Some(1), 2),
            (2, "green", Some(1), 2),
            (3, "Green", Some(3), 2),
            (0, "colour/Green", Some(3), 0),
            (0, "deep/Green", Some(4), 0),
            (0, "/tea/Green.md", Some(1), 0),
            (0, "Sencha", Some(1), 0),
            (0, "Home", Some(0), 0),
            (0, "drinks/cold", Some(7), 0),
            (0, "Kaffee & Süßes", Some(6), 0),
            (0, "reen", None, 0),
            (0, "", None, 0),
        ] {
            let found = vault.find_name(from, written);
            assert_eq!(found, note.map(|note| Meant { note, others }), "{written} from {from}");
        }
    }

    #[test]
    fn paths_are_followed_from_the_note() {
        let vault = vault();
        for (from, written, note) in [
            (0, "tea/Green.md", Some(1)),
            (1, "black.md", Some(2)),
            (1, "./black", Some(2)),
            (1, "../colour/Green.md", Some(3)),
            (4, "/tea/black.md", Some(2)),
            (0, "guide/", Some(5)),
            (0, "guide", Some(5)),
            (1, "../guide/README.md", Some(5)),
            (0, "a%20b/Kaffee%20%26%20S%C3%BC%C3%9Fes.md", Some(6)),
            (0, "tea/black.html", Some(2)),
            (0, "tea/black/", Some(2)),
            (0, "tea/black.md?plain=1", Some(2)),
            (1, "../../black.md", None),
            (0, "black.md", None),
            (1, "/docs/tea/black", Some(2)),
            (1, "docs/tea/black", None),
            (0, "/docs/basics/first%20cup", Some(9)),
            (0, "basics/", Some(8)),
            (0, "basics", Some(8)),
            (0, "log/01-02", None),
            (12, "/app/guides/brewing", Some(12)),
            (12, "/docs/app/guides/brewing", Some(12)),
            (11, "/docs/app/guides/brewing/", Some(12)),
            (12, "/docs/", Some(11)),
            (12, "app/guides/brewing", None),
            (0, "/app/guides/brewing", None),
        ] {
            assert_eq!(vault.find_path(from, written), note, "{written} from {from}");
        }
    }
}
