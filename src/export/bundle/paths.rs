//! Where each theme and each entry goes, and how links lead there. Refuses to know: what is written.

use std::collections::HashSet;
use std::sync::Arc;

use crate::export::starting::Starting;
use crate::formats::TOP;
use crate::formats::escape::in_brackets;
use crate::formats::okf::beyond::entry_at;
use crate::formats::okf::shown;
use crate::model::{Body, Catalogue, Day, EntryKey, LinkKey, PackKey, ThemeKey};
use crate::text::address::is_outside;
use crate::text::markdown::{Link, links};

/// The names of the listing and of the history of a folder, which no concept can have (OKF 0.2, 3.1).
const INDEX: &str = "index";
const LOG: &str = "log";
const RESERVED: [&str; 2] = [INDEX, LOG];

/// Where everything goes.
pub struct Paths<'c> {
    catalogue: &'c Catalogue,
    pack: PackKey,
    /// The folder of each theme.
    folders: Vec<String>,
    /// The file of each entry.
    files: Vec<String>,
    /// Anchors of statements without a heading, to which nothing leads in a bundle.
    lost: HashSet<(EntryKey, Box<str>)>,
    /// The typed links, by where they start.
    links: Starting,
}

impl<'c> Paths<'c> {
    /// Finds a place for all entries of the only pack that is open.
    pub fn new(
        catalogue: &'c Catalogue,
        pack: PackKey,
        body: &dyn Fn(EntryKey) -> Arc<Body>,
    ) -> Self {
        let links = Starting::new(catalogue, |_| true);
        let files = vec![String::new(); catalogue.len()];
        let folders = catalogue.themes().iter().enumerate();
        let folders = folders.map(|(at, _)| folder_of(catalogue, ThemeKey::new(at))).collect();
        let mut paths = Self { catalogue, pack, folders, files, lost: HashSet::new(), links };
        let mut taken: HashSet<String> = HashSet::new();
        for theme in catalogue.themes_of(pack) {
            let folder = paths.folder(theme).to_owned();
            for entry in catalogue.entries_of(theme) {
                let id = catalogue.id(entry);
                let own = id.strip_prefix(&within(&folder)).unwrap_or(id).replace('/', "-");
                let body = body(entry);
                let is_reserved = RESERVED.iter().any(|name| name.eq_ignore_ascii_case(&own));
                let own = if is_reserved && role_of(catalogue, entry, &own, &body).is_none() {
                    format!("{own}-page")
                } else {
                    own
                };
                let mut name = format!("{}{own}.md", within(&folder));
                for number in 2.. {
                    if taken.insert(name.to_lowercase()) {
                        break;
                    }
                    name = format!("{}{own}-{number}.md", within(&folder));
                }
                paths.files[entry.index()] = name;
                for statement in &body.statements {
                    if statement.heading.is_empty() && !statement.id.is_empty() {
                        paths.lost.insert((entry, statement.id.clone()));
                    }
                }
            }
        }
        paths
    }

    /// Returns the folder of a theme.
    pub fn folder(&self, theme: ThemeKey) -> &str {
        &self.folders[theme.index()]
    }

    /// Returns the file in a folder that lists what is in it.
    pub fn listing(&self, theme: ThemeKey) -> String {
        format!("{}{INDEX}.md", within(self.folder(theme)))
    }

    /// Returns the page of a theme that is the listing of its folder.
    pub fn page(&self, theme: ThemeKey) -> Option<EntryKey> {
        let listing = self.listing(theme);
        self.catalogue.entries_of(theme).find(|entry| self.file(*entry) == listing)
    }

    /// Returns whether an entry is the listing or the history of its folder, which says nothing of itself.
    pub fn is_of_folder(&self, entry: EntryKey) -> bool {
        let name = self.file(entry).rsplit('/').next().and_then(|name| name.strip_suffix(".md"));
        name.is_some_and(|name| RESERVED.contains(&name))
    }

    /// Returns the file of an entry.
    pub fn file(&self, entry: EntryKey) -> &str {
        &self.files[entry.index()]
    }

    /// Goes through the typed links that start at an entry, in their order.
    pub fn links_from(&self, entry: EntryKey) -> impl Iterator<Item = LinkKey> {
        self.links.at(entry)
    }

    /// Returns a link to an entry, in Markdown.
    pub fn link(&self, entry: EntryKey) -> String {
        format!("[{}](/{})", in_brackets(self.catalogue.title(entry)), self.file(entry))
    }

    /// Returns a path that an entry names, from the root if it leads to a concept; any other as it is.
    pub fn moved(&self, from: EntryKey, path: &str) -> String {
        let to = entry_at(self.catalogue, from, path);
        to.map_or_else(|| path.to_owned(), |to| format!("/{}", self.file(to)))
    }

    /// Returns a path or an address that an entry names as a text of its pack has it.
    pub fn shown(&self, from: EntryKey, path: &str) -> String {
        let to = entry_at(self.catalogue, from, path);
        let to = to.map(|to| (self.catalogue.title(to), self.catalogue.id(to)));
        shown(path, to)
    }

    /// Writes a text of an entry whose links lead to files, or to a place in its own.
    pub fn led(&self, from: EntryKey, text: &str) -> String {
        let mut written = String::with_capacity(text.len());
        let mut at = 0;
        for link in links(text) {
            let Some(target) = self.target(from, &link.destination) else { continue };
            let (range, new) = self.rewritten(text, &link, &target);
            if range.start >= at {
                written += &text[at..range.start];
                written += &new;
                at = range.end;
            }
        }
        written + &text[at..]
    }

    fn rewritten(&self, text: &str, link: &Link, target: &str) -> (std::ops::Range<usize>, String) {
        let whole = &text[link.range.clone()];
        let inside = whole.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]"));
        if let Some(inside) = inside {
            let title = inside.split_once('|').map(|(_, title)| title.to_owned());
            let title = title.or_else(|| {
                let (entry, _) = self.catalogue.resolve(self.pack, &link.destination)?;
                Some(in_brackets(self.catalogue.title(entry)))
            });
            let title = title.unwrap_or_else(|| in_brackets(inside));
            return (link.range.clone(), format!("[{title}]({target})"));
        }
        if link.destination_range == link.range {
            // The destination stands in a definition elsewhere, or is escaped.
            let title = whole.trim_start_matches('[').split(']').next().unwrap_or_default();
            return (link.range.clone(), format!("[{title}]({target})"));
        }
        (link.destination_range.clone(), target.to_owned())
    }

    /// Returns where a reference leads in the bundle; `None` if it stays as it is.
    fn target(&self, from: EntryKey, reference: &str) -> Option<String> {
        if is_outside(reference) {
            return None;
        }
        if let Some(theme) = self.catalogue.resolve_theme(self.pack, reference) {
            return Some(format!("/{}", self.listing(theme)));
        }
        let (entry, anchor) = self.catalogue.resolve(self.pack, reference)?;
        let anchor = anchor.filter(|it| !self.lost.contains(&(entry, Box::from(&**it))));
        let anchor = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
        let is_own = entry == from && !anchor.is_empty();
        let file = if is_own { String::new() } else { format!("/{}", self.file(entry)) };
        Some(file + &anchor)
    }
}

/// Returns the folder of a theme: the one that the ids of its entries name, if its id is that of a theme which was
/// made of that folder, else its id.
fn folder_of(catalogue: &Catalogue, theme: ThemeKey) -> String {
    let id = &*catalogue.theme(theme).id;
    let folder = |entry| catalogue.id(entry).rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut folders = catalogue.entries_of(theme).map(folder);
    let called =
        |folder: &str| if folder.is_empty() { TOP.to_owned() } else { folder.replace('/', "-") };
    let first = folders.next().filter(|first| called(first) == id);
    first.filter(|first| folders.all(|other| other == *first)).unwrap_or(id).to_owned()
}

/// Returns what the paths of all files in a folder begin with.
fn within(folder: &str) -> String {
    if folder.is_empty() { String::new() } else { format!("{folder}/") }
}

/// Returns which of the reserved names an entry has rightly, as it came from a bundle: a page of no kind that lists
/// its folder, or a history that tells under days what was changed.
fn role_of(catalogue: &Catalogue, entry: EntryKey, own: &str, body: &Body) -> Option<&'static str> {
    // The root may say more of the bundle than others of their folders.
    let is_root = catalogue.id(entry) == INDEX;
    let is_page = is_root || catalogue.kind(entry).is_empty() && body.statements.is_empty();
    let mut days = body.markdown.lines().filter_map(|line| line.strip_prefix("## ")).peekable();
    let tells_days = days.peek().is_some() && days.all(|day| Day::parse(day.trim()).is_some());
    let is_log = tells_days && body.statements.is_empty();
    let has_role = |name: &&str| if **name == *INDEX { is_page } else { is_log };
    RESERVED.into_iter().find(|name| *name == own && has_role(name))
}
