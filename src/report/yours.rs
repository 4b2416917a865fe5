//! What the reader has put by or opened: the bookmarks, and the entries opened lately, those of packs that
//! are not open included. Refuses to know: how it is kept.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::Arc;

use super::choice::Choice;
use super::contents::{named, theme_of};
use super::line::{Line, Report};
use super::paragraph::{Paragraph, paragraphs};
use crate::content::embedded;
use crate::document::{Role, Row};
use crate::journal::{Anchor, Bookmark, EntryRef, Moment, Ordered, State};
use crate::margin;
use crate::messages::{browser, yours as says};
use crate::model::{Catalogue, EntryKey};

/// An entry that was put by or opened.
struct Item<'a> {
    on: &'a EntryRef,
    /// Where it is now; why it cannot be opened, if it is nowhere.
    entry: Result<EntryKey, String>,
    at: Moment,
    /// The paragraph that was put by.
    anchor: Option<&'a Anchor>,
}

/// What is listed, the latest first.
#[derive(Clone, Debug)]
enum Kept {
    Bookmarks(Ordered<(Reverse<Moment>, EntryRef), Arc<Bookmark>>),
    Recent(Vec<(EntryRef, Moment)>),
}

/// The bookmarks, or the entries opened lately; where each is now is looked up when its line is asked for.
#[derive(Clone, Debug)]
pub struct KeptReport {
    catalogue: Arc<Catalogue>,
    kept: Kept,
    now: Moment,
}

impl KeptReport {
    /// Lists all bookmarks.
    pub fn bookmarks(catalogue: Arc<Catalogue>, state: &State, now: Moment) -> Self {
        Self { catalogue, kept: Kept::Bookmarks(state.bookmarks.clone()), now }
    }

    /// Lists the entries opened lately but the one that is open; one that was renamed once.
    pub fn recent(
        catalogue: Arc<Catalogue>,
        state: &State,
        open: Option<EntryKey>,
        now: Moment,
    ) -> Self {
        let mut met: HashSet<EntryKey> = open.into_iter().collect();
        let mut is_new =
            |on: &EntryRef| margin::entry_of(&catalogue, on).is_none_or(|it| met.insert(it));
        let all = state.recent.iter().filter(|(on, _)| is_new(on));
        let kept = Kept::Recent(all.cloned().collect());
        Self { catalogue, kept, now }
    }

    fn item(&self, at: usize) -> Option<Item<'_>> {
        let (on, at, anchor) = match &self.kept {
            Kept::Bookmarks(all) => {
                let ((Reverse(at), on), bookmark) = all.nth(at)?;
                (on, *at, bookmark.spot.as_ref())
            }
            Kept::Recent(all) => all.get(at).map(|(on, at)| (on, *at, None))?,
        };
        let entry = margin::entry_of(&self.catalogue, on);
        let entry = entry.ok_or_else(|| why_not(&self.catalogue, on));
        Some(Item { on, entry, at, anchor })
    }

    fn ago(&self, item: &Item<'_>) -> String {
        says::ago(self.now.minutes_since(item.at))
    }
}

/// Says why an entry cannot be opened.
pub fn why_not(catalogue: &Catalogue, on: &EntryRef) -> String {
    match catalogue.find_pack(&on.pack) {
        None => says::pack_not_open(&on.pack, embedded::opened_by(&on.pack)),
        Some(_) => says::entry_gone(&on.entry),
    }
}

impl Report for KeptReport {
    fn title(&self) -> &str {
        match self.kept {
            Kept::Bookmarks(_) => says::BOOKMARKS_TITLE,
            Kept::Recent(_) => says::RECENT_TITLE,
        }
    }

    fn count_of(&self) -> String {
        match self.kept {
            Kept::Bookmarks(_) => says::bookmarks(self.count()),
            Kept::Recent(_) => browser::entries(self.count()),
        }
    }

    fn count(&self) -> usize {
        match &self.kept {
            Kept::Bookmarks(all) => all.len(),
            Kept::Recent(all) => all.len(),
        }
    }

    fn has_second_rows(&self) -> bool {
        true
    }

    fn line(&self, catalogue: &Catalogue, at: usize, columns: u16) -> Line {
        let Some(item) = self.item(at) else { return Line::new([]) };
        let (mut line, below) = match &item.entry {
            Ok(entry) => {
                let mut line = named(catalogue, *entry);
                let theme = theme_of(catalogue, *entry);
                line.first.spans.extend(Row::new([("  ", Role::Dim), (&theme, Role::Dim)]).spans);
                let summary = || catalogue.plain_summary(*entry);
                (line, item.anchor.map_or_else(summary, |it| it.text.to_string()))
            }
            Err(why) => {
                let name = says::elsewhere(&item.on.pack, &item.on.entry);
                (Line::new([(&name, Role::Dim)]), why.clone())
            }
        };
        line = line.ending(&self.ago(&item), Role::Dim, columns);
        line.below(&below, Role::Dim)
    }

    fn choice(&self, at: usize) -> Option<Choice> {
        let item = self.item(at)?;
        Some(match (item.entry, item.anchor) {
            (Ok(entry), Some(anchor)) => Choice::Anchored(entry, Box::new(anchor.clone())),
            (Ok(entry), None) => Choice::Entry(entry),
            (Err(why), _) => Choice::Nowhere(why),
        })
    }

    fn detail(&self, catalogue: &Catalogue, at: usize) -> Vec<Paragraph> {
        let Some(item) = self.item(at) else { return Vec::new() };
        let (title, theme) = match &item.entry {
            Ok(entry) => (catalogue.title(*entry).to_owned(), theme_of(catalogue, *entry)),
            Err(why) => (says::elsewhere(&item.on.pack, &item.on.entry), why.clone()),
        };
        let text = item.anchor.map_or_else(String::new, |anchor| anchor.text.to_string());
        let theme = says::when(&theme, &self.ago(&item));
        let all = [(title, Role::Title), (theme, Role::Dim), (text, Role::Quote)];
        paragraphs(all.into_iter().filter(|(text, _)| !text.is_empty()).collect())
    }

    fn bookmark(&self, at: usize) -> Option<&EntryRef> {
        let Kept::Bookmarks(all) = &self.kept else { return None };
        all.nth(at).map(|((_, on), _)| on)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pack_that_is_not_open_is_told_with_what_opens_it() {
        for (pack, command) in
            [("nine-mechanisms", "folio"), ("guide", "folio guide"), ("tea", "folio PATH")]
        {
            let on = EntryRef { pack: pack.into(), entry: "a/b".into() };
            let told = why_not(&Catalogue::new(), &on);
            assert_eq!(told, format!("pack {pack} is not open: {command} opens it"));
        }
    }
}
