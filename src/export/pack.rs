//! A pack in the files that its author would write: `pack.toml`, a file or more for each theme, and one for
//! what is beside entries. What is read out of them is what was written. Refuses to know: where they go.

pub(super) mod extra;
pub(super) mod outward;
pub(super) mod tables;

use std::sync::Arc;

use crate::content::assemble::Unfollowed;
use crate::formats::Said;
use crate::model::{Body, Catalogue, EntryKey, Link, LinkKey, PackKey, ThemeKey};
use extra::ExtraTable;
use outward::See;
use serde::Serialize;
use tables::{EntryTable, GroundsTables, HeadTable, LinkTable};

/// How long a file gets before the next one begins, in bytes; a reader takes four times as much.
const LONG: usize = 1 << 20;

/// A file of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name in the pack's folder.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// Gives what an entry keeps beside the keys of packs.
pub type Extras<'c> = &'c dyn Fn(EntryKey) -> Option<&'c Said>;

/// Writes the only pack of a catalogue with what of it leads `outward`, into packs that are not open; `body`
/// gives the texts of an entry, `extra` what it says beside them, and `came_from` says where it stood before. Every call gives the same files.
pub fn files<'c>(
    catalogue: &'c Catalogue,
    outward: &'c Unfollowed,
    body: &'c dyn Fn(EntryKey) -> Arc<Body>,
    extra: Extras<'c>,
    came_from: &'c dyn Fn(EntryKey) -> String,
) -> impl Iterator<Item = File> {
    let pack = PackKey::new(0);
    let head =
        File { name: "pack.toml".to_owned(), text: written(&HeadTable::of(catalogue, pack)) };
    let grounds = written(&GroundsTables::of(catalogue, outward));
    let links: Vec<String> = (0..catalogue.links().len())
        .map(LinkKey::new)
        .filter_map(|key| LinkTable::of(catalogue, pack, key))
        .chain(LinkTable::outward(catalogue, outward))
        .map(|table| written(&One::link(table)))
        .collect();
    let beside = (!grounds.is_empty() || !links.is_empty())
        .then(|| parted("sources", std::iter::once(grounds).chain(links)));
    let see = See::new(catalogue, outward);
    let themes = catalogue.themes_of(pack).enumerate().flat_map(move |(at, theme)| {
        let name = format!("{:02}-{}", at + 1, catalogue.theme(theme).id);
        let entries = catalogue.entries_of(theme).map(|entry| {
            let body = body(entry);
            let mut table = EntryTable::of(catalogue, &body, theme, entry, see.of(entry));
            table.extra = extra(entry).map(ExtraTable::of);
            format!("# {}\n{}", one_line(&came_from(entry)), written(&One::entry(table)))
        });
        parted(&name, entries.collect::<Vec<_>>().into_iter())
    });
    std::iter::once(head).chain(themes).chain(beside.into_iter().flatten())
}

/// One table of an array of them.
#[derive(Serialize)]
struct One<T> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    entry: Vec<T>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    link: Vec<T>,
}

impl<T> One<T> {
    fn entry(table: T) -> Self {
        Self { entry: vec![table], link: Vec::new() }
    }

    fn link(table: T) -> Self {
        Self { entry: Vec::new(), link: vec![table] }
    }
}

/// Writes tables as TOML.
fn written(tables: &impl Serialize) -> String {
    toml::to_string_pretty(tables).expect("tables of texts, numbers and lists are TOML")
}

/// Puts texts into files, in their order.
fn parted(name: &str, texts: impl Iterator<Item = String>) -> Vec<File> {
    let mut parts: Vec<String> = Vec::new();
    for text in texts.filter(|text| !text.is_empty()) {
        match parts.last_mut().filter(|part| part.len() + text.len() < LONG) {
            Some(part) => {
                part.push('\n');
                part.push_str(&text);
            }
            None => parts.push(text),
        }
    }
    let several = parts.len() > 1;
    let file = |(at, text): (usize, String)| {
        let number = if several { format!("-{}", at + 1) } else { String::new() };
        File { name: format!("{name}{number}.toml"), text }
    };
    parts.into_iter().enumerate().map(file).collect()
}

/// Returns a text that can stand in a comment.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Returns whether a link says no more than that its end is worth seeing: it then stands with its entry.
pub(super) fn stands_with_entry(link: &Link) -> bool {
    link.relation == Catalogue::SEE && link.by.is_none() && link.reason.is_empty()
}

/// Returns how a pack refers to an entry: by its id, and by its pack if that is another one.
fn reference(catalogue: &Catalogue, pack: PackKey, entry: EntryKey) -> String {
    let id = catalogue.id(entry);
    let own = catalogue.pack_of(entry);
    if own == pack { id.to_owned() } else { format!("{}:{id}", catalogue.pack(own).id) }
}

/// Returns whether the id of an entry names its theme.
fn told_by_id(catalogue: &Catalogue, theme: ThemeKey, entry: EntryKey) -> bool {
    let before = catalogue.id(entry).split_once('/').map(|(theme, _)| theme);
    before == Some(&*catalogue.theme(theme).id)
}

/// Writes a text as a value of TOML, in the quotes that it needs.
pub fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
