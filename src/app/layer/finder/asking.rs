//! Asking for hits and ways to complete what is typed, and taking them when they come. Refuses to know:
//! how search works and on which thread it runs.

use super::completing::Completing;
use super::{FIRST_HITS, Finder, SearchProgress};
use crate::app::message::Effect;
use crate::app::surroundings::Surroundings;
use crate::keys::Key;
use crate::search::{Completion, Hits, Request};

/// How many keys typed ahead of an answer are kept; more is a key that is held down.
pub const MOST_AHEAD: usize = 256;

/// Asking for hits, and taking them.
impl Finder {
    /// Searches for what is typed: the old rows stay until the answer comes, the selection goes to
    /// the top.
    pub fn search(&mut self, around: &mut Surroundings<'_>) {
        self.limit = FIRST_HITS;
        self.moved = false;
        self.ahead = None;
        let empty = self.editor.is_empty();
        self.progress = if empty { SearchProgress::Done } else { SearchProgress::Waiting };
        self.list.rows.begin(empty);
        self.list.restart(0);
        self.look_in_notes(around);
        self.ask(around);
    }

    fn ask(&mut self, around: &mut Surroundings<'_>) {
        *around.searches += 1;
        self.sequence = *around.searches;
        if !self.editor.is_empty() {
            around.outbox.push(Effect::Search(Request {
                sequence: self.sequence,
                text: self.editor.text().to_owned(),
                scope: self.scope,
                limit: self.limit,
                loose: self.loose,
            }));
        }
    }

    /// Asks for more hits if the selection is on the last one and there are more.
    pub(super) fn ask_for_more(&mut self, around: &mut Surroundings<'_>) {
        let length = self.hits().hits.len();
        // The entry from which another one is looked for was left out.
        let own = usize::from(self.aim != super::FinderAim::Open);
        // Fewer hits than asked for are all there are, whatever the count says.
        let more = self.progress == SearchProgress::Done
            && length < self.hits().total
            && length + own >= self.limit
            && self.list.position() + 1 >= length;
        if more {
            self.limit *= 4;
            self.progress = SearchProgress::Early;
            self.ask(around);
        }
    }

    /// Takes results. Returns the keys that were typed ahead, if these are final or there are any.
    pub fn on_hits(&mut self, mut hits: Hits, around: &Surroundings<'_>) -> Option<Vec<Key>> {
        let complete = !hits.provisional;
        self.aim.arrange(around.catalogue(), &mut hits);
        self.show(hits, around);
        let any = self.has_rows();
        self.progress = match any {
            _ if complete => SearchProgress::Done,
            false => SearchProgress::Waiting,
            true => SearchProgress::Early,
        };
        if any || complete { self.ahead.take() } else { None }
    }

    /// Shows what the index has found, with the notes; a selection that was moved stays on its entry.
    pub(super) fn show(&mut self, hits: Hits, around: &Surroundings<'_>) {
        let moved = self.selected().filter(|_| self.moved);
        let entry = moved.and_then(|row| self.list.rows.entry_of(row));
        self.list.rows.hits = self.with_notes(hits);
        let hits = &self.hits().hits;
        let kept = entry.and_then(|entry| hits.iter().position(|hit| hit.entry == entry));
        let kept = kept.map(|hit| self.list.rows.row_of_hit(hit));
        self.list.select(kept.unwrap_or(self.list.position()), Self::page(around));
    }

    /// Returns whether there is anything to choose.
    pub fn has_rows(&self) -> bool {
        self.list.row_count() > 0
    }

    /// Keeps a key that was typed after an Enter which waits for results; returns whether it did.
    pub fn type_ahead(&mut self, key: Key) -> bool {
        let Some(keys) = &mut self.ahead else { return false };
        if keys.len() < MOST_AHEAD {
            keys.push(key);
        }
        true
    }

    /// Takes the ways in which `text` can go on, and the first of them.
    pub fn on_completions(
        &mut self,
        text: &str,
        ways: Vec<Completion>,
        around: &mut Surroundings<'_>,
    ) {
        if self.editor.text() != text {
            return;
        }
        let first = Completing::first(&mut self.editor, ways);
        if first.is_some() {
            self.completing = first;
            self.search(around);
        }
    }

    pub(super) fn retype(&mut self, query: &str, around: &mut Surroundings<'_>) {
        self.editor.set(query);
        self.loose = false;
        self.search(around);
    }

    /// Recalls the query before the one in the box; returns whether there is one.
    pub(super) fn recall(&mut self, around: &mut Surroundings<'_>) -> bool {
        let queries = &around.desk.state().queries;
        let next = self.recalled.map_or(0, |at| at + 1);
        let typed = self.editor.text();
        let mut earlier = queries.iter().enumerate().skip(next);
        let Some((at, query)) = earlier.find(|(_, query)| ***query != *typed) else { return false };
        let query = query.clone();
        self.recalled = Some(at);
        self.retype(&query, around);
        true
    }
}
