//! Searching everything and the glossary index: asking for hits, taking answers, previews, accepting.
//! Refuses to know: keys, drawing, how search works.

use super::App;
use super::finder::{Aim, Finder, FinderRow, Progress};
use super::geometry::{self, Pane};
use super::glossary::Glossary;
use super::input::Key;
use super::layer::Layer;
use super::message::Effect;
use super::page::Landing;
use crate::messages::browser as says;
use crate::model::EntryKey;
use crate::search::{Completion, Hits, Request, Scope, Suggestion};

/// How many entries and earlier queries an empty finder shows.
const RECENT_ROWS: usize = 10;
/// How many queries are remembered.
const QUERIES: usize = 50;

impl App {
    pub(super) fn open_finder(&mut self) {
        self.open_finder_for(Aim::Open);
    }

    /// Does something about the open entry, if one is.
    pub(super) fn with_subject(&mut self, view: impl FnOnce(&mut Self, EntryKey)) {
        if let Some(entry) = self.subject() {
            view(self, entry);
        }
    }

    /// Asks for the entry at the other end of a view about two.
    pub(super) fn ask_for_other(&mut self, aim: impl FnOnce(EntryKey) -> Aim) {
        let Some(entry) = self.subject() else { return };
        while self.layers.last().is_some_and(Layer::covers_panes) {
            self.layers.pop();
        }
        self.open_finder_for(aim(entry));
    }

    fn open_finder_for(&mut self, aim: Aim) {
        let recent = self.trail.recent().iter().skip(1).take(RECENT_ROWS);
        let queries = (0..self.queries.len().min(RECENT_ROWS)).map(FinderRow::Earlier);
        let rows = recent.map(|entry| FinderRow::Recent(*entry)).chain(queries).collect();
        self.layers.push(Layer::Finder(Box::new(Finder::new(aim, rows))));
        self.preview_in_layer();
    }

    pub(super) fn reopen_results(&mut self) {
        match self.last_results.take() {
            Some(finder) => {
                let unfinished = finder.progress != Progress::Done;
                self.layers.push(Layer::Finder(finder));
                if unfinished {
                    // Its answer came when nobody waited for it.
                    self.search();
                }
            }
            None => self.notice = Some(says::NO_RESULTS.to_owned()),
        }
    }

    pub(super) fn open_glossary(&mut self) {
        match Glossary::new(self.catalogue()) {
            Some(glossary) => {
                self.layers.push(Layer::Glossary(Box::new(glossary)));
                self.preview_in_layer();
            }
            None => self.notice = Some(says::NO_GLOSSARY.to_owned()),
        }
    }

    /// Asks for the hits of what stands in the finder's box.
    pub(super) fn search(&mut self) {
        self.sequence += 1;
        let sequence = self.sequence;
        let Some(Layer::Finder(finder)) = self.layers.last_mut() else { return };
        finder.begin(sequence);
        self.ask();
    }

    /// Sends the finder's query as it stands.
    fn ask(&mut self) {
        let Some(Layer::Finder(finder)) = self.layers.last() else { return };
        if finder.editor.is_empty() {
            return;
        }
        self.outbox.push(Effect::Search(Request {
            sequence: finder.sequence,
            text: finder.editor.text().to_owned(),
            scope: finder.scope,
            limit: finder.limit,
        }));
    }

    pub(super) fn found(&mut self, sequence: u64, hits: Hits) {
        let rows = self.picker_rows().0;
        let finder = self.layers.iter_mut().find_map(|layer| match layer {
            Layer::Finder(finder) if finder.sequence == sequence => Some(finder),
            _ => None,
        });
        let Some(finder) = finder else { return };
        finder.take(hits, rows);
        let any = finder.row_count() > 0;
        let complete = !finder.hits.provisional;
        let ahead = if any || complete { finder.ahead.take() } else { None };
        self.preview_in_layer();
        let Some(keys) = ahead else { return };
        if any {
            self.accept_hit();
        }
        for key in keys {
            self.key(key);
        }
    }

    /// Keeps a key that was typed after an Enter which waits for results; returns whether it did.
    pub(super) fn type_ahead(&mut self, key: Key) -> bool {
        /// More is a key that is held down.
        const MOST: usize = 256;
        let Some(Layer::Finder(finder)) = self.layers.last_mut() else { return false };
        let Some(keys) = &mut finder.ahead else { return false };
        if keys.len() < MOST {
            keys.push(key);
        }
        true
    }

    /// Asks for more hits where the selection came to the last one.
    pub(super) fn ask_for_more(&mut self) {
        let sequence = self.sequence + 1;
        let Some(Layer::Finder(finder)) = self.layers.last_mut() else { return };
        if finder.wants_more() {
            finder.sequence = sequence;
            finder.progress = Progress::Early;
            self.sequence = sequence;
            self.ask();
        }
    }

    /// Completes the filter at the cursor; again, takes the next way that it can go on.
    pub(super) fn complete_filter(&mut self) {
        let Some(Layer::Finder(finder)) = self.layers.last_mut() else { return };
        if finder.next_way() {
            return self.search();
        }
        let (text, cursor) = (finder.editor.text().to_owned(), finder.editor.cursor());
        self.outbox.push(Effect::Complete { text, cursor });
    }

    pub(super) fn completed(&mut self, text: &str, ways: Vec<Completion>) {
        let Some(Layer::Finder(finder)) = self.layers.last_mut() else { return };
        if finder.take_ways(text, ways) {
            self.search();
        }
    }

    /// Takes the next scope: library, pack, entry.
    pub(super) fn cycle_scope(&mut self) {
        let open = self.reader.as_ref().map(|page| page.entry);
        let pack = self.pack();
        let Some(Layer::Finder(finder)) = self.layers.last_mut() else { return };
        finder.scope = match (finder.scope, pack, open) {
            (Scope::Library, Some(pack), _) => Scope::Pack(pack),
            (Scope::Pack(_), _, Some(open)) => Scope::Entry(open),
            _ => Scope::Library,
        };
        self.search();
    }

    /// Does what the selected row of the finder stands for.
    pub(super) fn accept_hit(&mut self) {
        let Some(Layer::Finder(finder)) = self.layers.last_mut() else { return };
        if finder.progress == Progress::Waiting {
            // The rows are still those of an earlier query; the answer is on its way.
            finder.ahead = Some(Vec::new());
            return;
        }
        let Some(selected) = finder.selected() else { return };
        let (entry, landing) = match selected {
            FinderRow::Hit(at) => {
                let hit = &finder.hits.hits[at];
                let (piece, words) = (hit.piece, hit.words.clone());
                (hit.entry, Landing::Hit { piece, words })
            }
            FinderRow::Recent(entry) => (entry, Landing::Top),
            FinderRow::Earlier(at) => return self.retype(at),
            FinderRow::Suggestion(at) => match finder.hits.suggestions[at].clone() {
                Suggestion::Nearest { entry, .. } => (entry, Landing::Top),
                Suggestion::Without { query, .. }
                | Suggestion::Value { query }
                | Suggestion::Theme { query, .. } => {
                    finder.editor.set(&query);
                    return self.search();
                }
                Suggestion::Widen => {
                    finder.scope = Scope::Library;
                    return self.search();
                }
                Suggestion::Terms(_) => {
                    self.close_finder();
                    return self.open_glossary();
                }
            },
        };
        match finder.aim {
            Aim::Open => {
                self.close_finder();
                self.go_into_preview();
                self.go_into(entry, landing, Pane::Reader);
            }
            Aim::PathFrom(from) => self.open_path(from, entry),
            Aim::CompareWith(with) => self.open_comparison(with, entry),
        }
    }

    /// Puts an earlier query into the box.
    fn retype(&mut self, at: usize) {
        let query = self.queries.get(at).cloned().unwrap_or_default();
        if let Some(Layer::Finder(finder)) = self.layers.last_mut() {
            finder.editor.set(&query);
        }
        self.search();
    }

    /// Recalls the query before the one in the box; returns whether there is one.
    pub(super) fn recall_query(&mut self) -> bool {
        let Some(Layer::Finder(finder)) = self.layers.last_mut() else { return false };
        let typed = finder.editor.text();
        let next = finder.recalled.map_or(0, |at| at + 1);
        let found = (next..self.queries.len()).find(|at| self.queries[*at] != typed);
        let Some(at) = found else { return false };
        finder.recalled = Some(at);
        self.retype(at);
        true
    }

    /// Closes the finder; its results can be reopened and its query recalled.
    pub(super) fn close_finder(&mut self) {
        let Some(Layer::Finder(finder)) = self.layers.pop() else { return };
        let query = finder.editor.text().trim().to_owned();
        if query.is_empty() || finder.aim != Aim::Open {
            return;
        }
        self.queries.retain(|other| *other != query);
        self.queries.insert(0, query);
        self.queries.truncate(QUERIES);
        self.last_results = Some(finder);
    }

    /// Shows the text of the selected row beside or below the list.
    pub(super) fn preview_in_layer(&mut self) {
        let (shown, wanted) = match self.layers.last() {
            Some(Layer::Finder(finder)) => {
                let wanted = finder.selected().and_then(|row| {
                    let landing = match row {
                        FinderRow::Hit(at) => {
                            let hit = &finder.hits.hits[at];
                            Landing::Hit { piece: hit.piece, words: hit.words.clone() }
                        }
                        _ => Landing::Top,
                    };
                    Some((finder.entry_of(row)?, landing))
                });
                (&finder.preview, wanted)
            }
            Some(Layer::Glossary(glossary)) => {
                (&glossary.preview, glossary.selected().map(|term| (term, Landing::Top)))
            }
            _ => return,
        };
        let needles = shown.as_ref().and_then(|page| page.highlighted()).map(|it| &it.needles);
        let same = match (shown, &wanted) {
            (Some(page), Some((entry, Landing::Hit { words, .. }))) => {
                page.entry == *entry && needles == Some(words)
            }
            (Some(page), Some((entry, _))) => page.entry == *entry && needles.is_none(),
            (None, None) => true,
            _ => false,
        };
        if same {
            return;
        }
        let picker = geometry::picker(self.geometry().body);
        let size = geometry::prose(picker.preview, self.arrangement.measure).as_size();
        let page = wanted.map(|(entry, landing)| self.page_above(entry, landing, size));
        match self.layers.last_mut() {
            Some(Layer::Finder(finder)) => finder.preview = page,
            Some(Layer::Glossary(glossary)) => glossary.preview = page,
            _ => {}
        }
    }

    /// Goes into the selected term.
    pub(super) fn accept_term(&mut self) {
        let Some(Layer::Glossary(glossary)) = self.layers.last() else { return };
        if let Some(term) = glossary.selected() {
            self.layers.pop();
            self.go_into_preview();
            self.go_into(term, Landing::Top, Pane::Reader);
        }
    }
}
