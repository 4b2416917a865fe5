//! Where each theme and each entry goes, and how links lead there. Refuses to know: what is written.

use std::collections::HashSet;
use std::sync::Arc;

use crate::export::starting::Starting;
use crate::formats::escape::in_brackets;
use crate::model::{Body, Catalogue, EntryKey, LinkKey, PackKey, ThemeKey};
use crate::text::address::is_outside;
use crate::text::markdown::{Link, links};

/// Names that no concept can have (OKF 0.2, 3.1).
const RESERVED: [&str; 2] = ["index", "log"];

/// Where everything goes.
pub struct Paths<'c> {
    catalogue: &'c Catalogue,
    pack: PackKey,
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
        let mut paths = Self { catalogue, pack, files, lost: HashSet::new(), links };
        let mut taken: HashSet<String> = HashSet::new();
        for theme in catalogue.themes_of(pack) {
            let folder = paths.folder(theme).to_owned();
            for entry in catalogue.entries_of(theme) {
                let id = catalogue.id(entry);
                let own = id.strip_prefix(&format!("{folder}/")).unwrap_or(id).replace('/', "-");
                let is_reserved = RESERVED.iter().any(|name| name.eq_ignore_ascii_case(&own));
                let own = if is_reserved { format!("{own}-page") } else { own };
                let mut name = format!("{folder}/{own}.md");
                for number in 2.. {
                    if taken.insert(name.to_lowercase()) {
                        break;
                    }
                    name = format!("{folder}/{own}-{number}.md");
                }
                paths.files[entry.index()] = name;
                for statement in &body(entry).statements {
                    if statement.heading.is_empty() && !statement.id.is_empty() {
                        paths.lost.insert((entry, statement.id.clone()));
                    }
                }
            }
        }
        paths
    }

    /// Returns the folder of a theme.
    pub fn folder(&self, theme: ThemeKey) -> &'c str {
        &self.catalogue.theme(theme).id
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

    /// Writes a text whose links lead to files.
    pub fn led(&self, text: &str) -> String {
        let mut written = String::with_capacity(text.len());
        let mut at = 0;
        for link in links(text) {
            let Some(target) = self.target(&link.destination) else { continue };
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
    fn target(&self, reference: &str) -> Option<String> {
        if is_outside(reference) {
            return None;
        }
        if let Some(theme) = self.catalogue.resolve_theme(self.pack, reference) {
            return Some(format!("/{}/index.md", self.folder(theme)));
        }
        let (entry, anchor) = self.catalogue.resolve(self.pack, reference)?;
        let anchor = anchor.filter(|it| !self.lost.contains(&(entry, Box::from(&**it))));
        let anchor = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
        Some(format!("/{}{anchor}", self.file(entry)))
    }
}
