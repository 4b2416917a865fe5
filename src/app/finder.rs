//! The finder: one box over everything, live results, a preview. Refuses to know: how search works
//! and on which thread it runs.

use super::cursor::{Cursor, Motion};
use super::editor::LineEditor;
use super::input::Key;
use super::page::Page;
use crate::model::EntryKey;
use crate::search::{Completion, Hits, Scope, Suggestion};

/// How many hits are asked for at first; four times as many whenever the selection comes to the end.
const FIRST_HITS: usize = 100;

/// What an entry is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Aim {
    /// To be opened.
    #[default]
    Open,
    /// To find how this entry is linked with it.
    PathFrom(EntryKey),
    /// To be compared with this entry.
    CompareWith(EntryKey),
}

/// What a row of the finder stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FinderRow {
    /// A hit, by its position.
    Hit(usize),
    /// A suggestion, by its position.
    Suggestion(usize),
    /// An entry opened lately.
    Recent(EntryKey),
    /// An earlier query, by its position.
    Earlier(usize),
}

/// How far the newest search is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// The rows are those of an earlier query.
    Waiting,
    /// The rows belong to the query; better ones may follow.
    Early,
    /// Nothing follows.
    Done,
}

/// The ways in which a filter can go on, as they were when it was completed.
#[derive(Clone, Debug)]
struct Ways {
    before: LineEditor,
    all: Vec<Completion>,
    taken: usize,
    /// What the box held after it.
    after: String,
}

/// The finder.
#[derive(Clone, Debug)]
pub struct Finder {
    /// What the entry is looked for.
    pub aim: Aim,
    /// What is typed.
    pub editor: LineEditor,
    /// What is searched.
    pub scope: Scope,
    /// The number of the search that is waited for or was answered last.
    pub sequence: u64,
    /// The newest results.
    pub hits: Hits,
    /// How far the newest search is answered.
    pub progress: Progress,
    /// How many hits are asked for.
    pub limit: usize,
    /// The rows of an empty box: entries opened lately and earlier queries.
    pub recent: Vec<FinderRow>,
    /// The selected row and the first one in sight.
    pub cursor: Cursor,
    /// The text of the selected row's entry.
    pub preview: Option<Page>,
    /// Whether Enter came before the results did, and what was typed since: the first one is then
    /// taken, and the keys are for what comes after it.
    pub ahead: Option<Vec<Key>>,
    /// Which earlier query was recalled last.
    pub recalled: Option<usize>,
    /// Whether the selection was moved since the query changed.
    moved: bool,
    ways: Option<Ways>,
}

impl Finder {
    /// Builds an empty finder over everything.
    pub fn new(aim: Aim, recent: Vec<FinderRow>) -> Self {
        Self {
            aim,
            editor: LineEditor::default(),
            scope: Scope::Library,
            sequence: 0,
            hits: Hits::default(),
            progress: Progress::Done,
            limit: FIRST_HITS,
            recent,
            cursor: Cursor::default(),
            preview: None,
            ahead: None,
            recalled: None,
            moved: false,
            ways: None,
        }
    }

    /// Counts the rows.
    pub fn row_count(&self) -> usize {
        if self.editor.is_empty() {
            self.recent.len()
        } else {
            self.hits.hits.len() + self.hits.suggestions.len()
        }
    }

    /// Returns a row.
    pub fn row(&self, index: usize) -> Option<FinderRow> {
        if self.editor.is_empty() {
            return self.recent.get(index).copied();
        }
        let hits = self.hits.hits.len();
        match index {
            hit if hit < hits => Some(FinderRow::Hit(hit)),
            other if other - hits < self.hits.suggestions.len() => {
                Some(FinderRow::Suggestion(other - hits))
            }
            _ => None,
        }
    }

    /// Returns the entry that a row leads to.
    pub fn entry_of(&self, row: FinderRow) -> Option<EntryKey> {
        match row {
            FinderRow::Hit(hit) => Some(self.hits.hits[hit].entry),
            FinderRow::Recent(entry) => Some(entry),
            FinderRow::Suggestion(at) => match self.hits.suggestions[at] {
                Suggestion::Nearest { entry, .. } => Some(entry),
                _ => None,
            },
            FinderRow::Earlier(_) => None,
        }
    }

    /// Returns the selected row.
    pub fn selected(&self) -> Option<FinderRow> {
        self.row(self.cursor.selected)
    }

    /// Moves the selection; `page` rows fit on the screen.
    pub fn go(&mut self, motion: Motion, page: u16) {
        let target = self.cursor.target(motion, self.row_count(), page);
        self.moved |= target != self.cursor.selected;
        self.select(target, page);
    }

    /// Selects a row.
    pub fn select(&mut self, index: usize, page: u16) {
        let length = self.row_count();
        let index = index.min(length.saturating_sub(1));
        self.cursor.select(index, index..index + 1, length.max(1), page);
    }

    /// Begins a new query: the old rows stay until the answer comes, the selection goes to the top.
    pub fn begin(&mut self, sequence: u64) {
        self.sequence = sequence;
        self.limit = FIRST_HITS;
        self.progress = if self.editor.is_empty() { Progress::Done } else { Progress::Waiting };
        self.moved = false;
        self.ahead = None;
        self.cursor = Cursor::default();
        if self.editor.is_empty() {
            self.hits = Hits::default();
        }
    }

    /// Takes results; a selection that was moved stays on its entry, where that is still there.
    pub fn take(&mut self, hits: Hits, page: u16) {
        let selected = self.selected().filter(|_| self.moved).and_then(|row| self.entry_of(row));
        self.hits = hits;
        self.progress = match self.row_count() {
            _ if !self.hits.provisional => Progress::Done,
            0 => Progress::Waiting,
            _ => Progress::Early,
        };
        let kept = selected
            .and_then(|entry| self.hits.hits.iter().position(|hit| hit.entry == entry))
            .unwrap_or(self.cursor.selected);
        self.select(kept, page);
    }

    /// Takes the ways in which `text` can go on, and the first of them; returns whether there is one.
    pub fn take_ways(&mut self, text: &str, ways: Vec<Completion>) -> bool {
        if self.editor.text() != text || ways.is_empty() {
            return false;
        }
        self.take_way(self.editor.clone(), ways, 0);
        true
    }

    /// Takes the next way in place of the one taken last; returns whether there is one.
    pub fn next_way(&mut self) -> bool {
        let Some(Ways { before, all: ways, taken, after }) = self.ways.take() else { return false };
        if self.editor.text() != after || ways.len() == 1 {
            // Something else is to be completed now: the value behind the filter's name.
            return false;
        }
        let next = (taken + 1) % ways.len();
        self.take_way(before, ways, next);
        true
    }

    fn take_way(&mut self, before: LineEditor, ways: Vec<Completion>, taken: usize) {
        let way = &ways[taken];
        self.editor = before.clone();
        self.editor.replace(way.range.clone(), &way.text);
        let after = self.editor.text().to_owned();
        self.ways = Some(Ways { before, all: ways, taken, after });
    }

    /// Returns whether the selection stands at the end of hits that are not all; then asks for more.
    pub fn wants_more(&mut self) -> bool {
        let length = self.hits.hits.len();
        let more = self.progress == Progress::Done
            && length < self.hits.total
            && self.cursor.selected + 1 >= length;
        // Fewer hits than asked for are all there are, whatever the count says.
        let more = more && length >= self.limit;
        if more {
            self.limit *= 4;
        }
        more
    }
}
