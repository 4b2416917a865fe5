//! What the reader has put by or opened: the bookmarks, and the entries opened lately, those of packs that
//! are not open included. Refuses to know: how it is kept.

use super::choice::Choice;
use super::contents::{named, theme_of};
use super::line::{Line, Report};
use super::paragraph::{Paragraph, paragraphs};
use crate::document::{Role, Row};
use crate::journal::{Anchor, EntryRef, Moment, State};
use crate::margin;
use crate::messages::{browser, yours as says};
use crate::model::{Catalogue, EntryKey};
use crate::text::markdown::plain;

/// An entry that was put by or opened.
#[derive(Clone, Debug)]
struct Item {
    on: EntryRef,
    /// Where it is now; why it cannot be opened, if it is nowhere.
    entry: Result<EntryKey, String>,
    at: Moment,
    /// The paragraph that was put by.
    anchor: Option<Anchor>,
}

/// What is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Bookmarks,
    Recent,
}

/// The bookmarks, or the entries opened lately; the latest first.
#[derive(Clone, Debug)]
pub struct KeptReport {
    kind: Kind,
    items: Vec<Item>,
    now: Moment,
}

impl KeptReport {
    /// Lists all bookmarks.
    pub fn bookmarks(catalogue: &Catalogue, state: &State, now: Moment) -> Self {
        let of_packs = state.packs.iter().flat_map(|(pack, added)| {
            added.bookmarks.iter().map(move |(entry, bookmark)| (pack, entry, bookmark))
        });
        let mut items: Vec<Item> = of_packs
            .map(|(pack, entry, bookmark)| {
                let on = EntryRef::new(pack, entry);
                item(catalogue, on, bookmark.at, bookmark.spot.clone())
            })
            .collect();
        items.sort_by_key(|item| std::cmp::Reverse(item.at));
        Self { kind: Kind::Bookmarks, items, now }
    }

    /// Lists the entries opened lately but the one that is open.
    pub fn recent(
        catalogue: &Catalogue,
        state: &State,
        open: Option<EntryKey>,
        now: Moment,
    ) -> Self {
        let all = state.recent.iter().map(|(on, at)| item(catalogue, on.clone(), *at, None));
        let items = all.filter(|item| open.is_none() || item.entry.as_ref().ok() != open.as_ref());
        Self { kind: Kind::Recent, items: items.collect(), now }
    }

    fn ago(&self, item: &Item) -> String {
        says::ago(self.now.minutes_since(item.at))
    }
}

fn item(catalogue: &Catalogue, on: EntryRef, at: Moment, anchor: Option<Anchor>) -> Item {
    let entry = margin::entry_of(catalogue, &on).ok_or_else(|| why_not(catalogue, &on));
    Item { on, entry, at, anchor }
}

/// Says why an entry cannot be opened.
pub fn why_not(catalogue: &Catalogue, on: &EntryRef) -> String {
    match catalogue.find_pack(&on.pack) {
        None => says::pack_not_open(&on.pack),
        Some(_) => says::entry_gone(&on.entry),
    }
}

impl Report for KeptReport {
    fn title(&self) -> &str {
        match self.kind {
            Kind::Bookmarks => says::BOOKMARKS_TITLE,
            Kind::Recent => says::RECENT_TITLE,
        }
    }

    fn count_of(&self) -> String {
        match self.kind {
            Kind::Bookmarks => says::bookmarks(self.count()),
            Kind::Recent => browser::entries(self.count()),
        }
    }

    fn count(&self) -> usize {
        self.items.len()
    }

    fn has_second_rows(&self) -> bool {
        true
    }

    fn line(&self, catalogue: &Catalogue, at: usize, columns: u16) -> Line {
        let item = &self.items[at];
        let (mut line, below) = match &item.entry {
            Ok(entry) => {
                let mut line = named(catalogue, *entry);
                let theme = theme_of(catalogue, *entry);
                line.first.spans.extend(Row::new([("  ", Role::Dim), (&theme, Role::Dim)]).spans);
                let summary = || plain(catalogue.summary(*entry)).text;
                (line, item.anchor.as_ref().map_or_else(summary, |it| it.text.to_string()))
            }
            Err(why) => {
                let name = says::elsewhere(&item.on.pack, &item.on.entry);
                (Line::new([(&name, Role::Dim)]), why.clone())
            }
        };
        line = line.ending(&self.ago(item), Role::Dim, columns);
        line.below(&below, Role::Dim)
    }

    fn choice(&self, at: usize) -> Option<Choice> {
        let item = &self.items[at];
        Some(match (&item.entry, &item.anchor) {
            (Ok(entry), Some(anchor)) => Choice::Anchored(*entry, Box::new(anchor.clone())),
            (Ok(entry), None) => Choice::Entry(*entry),
            (Err(why), _) => Choice::Nowhere(why.clone()),
        })
    }

    fn detail(&self, catalogue: &Catalogue, at: usize) -> Vec<Paragraph> {
        let item = &self.items[at];
        let (title, theme) = match &item.entry {
            Ok(entry) => (catalogue.title(*entry).to_owned(), theme_of(catalogue, *entry)),
            Err(why) => (says::elsewhere(&item.on.pack, &item.on.entry), why.clone()),
        };
        let text = item.anchor.as_ref().map_or_else(String::new, |anchor| anchor.text.to_string());
        let theme = says::when(&theme, &self.ago(item));
        let all = [(title, Role::Title), (theme, Role::Dim), (text, Role::Quote)];
        paragraphs(all.into_iter().filter(|(text, _)| !text.is_empty()).collect())
    }

    fn bookmark(&self, at: usize) -> Option<&EntryRef> {
        self.items.get(at).filter(|_| self.kind == Kind::Bookmarks).map(|item| &item.on)
    }
}
