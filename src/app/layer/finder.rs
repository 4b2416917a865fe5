//! The finder: one box over everything, live results, a preview; its keys and its clicks. Refuses to know:
//! how hits are asked for, how search works.

mod aim;
mod asking;
mod completing;
mod offers;
mod own;
mod results;

pub use aim::FinderAim;
pub use asking::MOST_AHEAD;
pub use results::{FinderRow, Results, SearchProgress};

use crate::app::cursor::Motion;
use crate::app::editor::LineEditor;
use crate::app::geometry;
use crate::app::input::Mouse;
use crate::app::list::List;
use crate::app::message::Effect;
use crate::app::page::{Landing, Page, PageKey};
use crate::app::step::Step;
use crate::app::subject::{Subject, View};
use crate::app::surroundings::Surroundings;
use crate::keys::{Action, Key};
use crate::messages::browser::THE_SAME_ENTRY;
use crate::model::EntryKey;
use crate::report::Choice;
use crate::search::{Hits, Scope, Suggestion};
use completing::Completing;
use offers::{Askable, asked, lately};
use own::Own;

/// How many hits are asked for at first; four times as many whenever the selection comes to the
/// end.
const FIRST_HITS: usize = 100;

/// The finder.
#[derive(Clone, Debug)]
pub struct Finder {
    /// What the entry is looked for.
    pub aim: FinderAim,
    /// What is typed.
    pub editor: LineEditor,
    /// What is searched.
    pub scope: Scope,
    /// The number of the search that is waited for or was answered last.
    pub sequence: u64,
    /// How far the newest search is answered.
    pub progress: SearchProgress,
    /// The rows.
    pub list: List<Results>,
    /// The text of the selected row's entry.
    pub preview: Option<Page>,
    /// How many hits are asked for.
    limit: usize,
    /// Whether the looser matches of this query were asked for.
    loose: bool,
    /// Whether Enter came before the results did, and what was typed since: the first one is then
    /// taken, and the keys are for what comes after it.
    ahead: Option<Vec<Key>>,
    /// Which earlier query was recalled last.
    recalled: Option<usize>,
    /// Whether the selection was moved since the query changed.
    moved: bool,
    completing: Option<Completing>,
    /// What is found in notes.
    own: Own,
}

impl Finder {
    /// Opens an empty finder over everything; its rows are entries opened lately and earlier
    /// queries, before these, if another entry is to be compared, those of its theme, and behind them
    /// what can be asked, if an entry is to be opened.
    pub fn open(aim: FinderAim, around: &Surroundings<'_>) -> Self {
        let siblings = aim.siblings(around.catalogue());
        let is_sibling =
            |row: &FinderRow| matches!(row, FinderRow::Recent(entry) if siblings.contains(entry));
        let lately = lately(around).filter(|row| !is_sibling(row));
        let asked = asked(around);
        let lately = lately.chain((0..asked.len()).map(FinderRow::Earlier));
        let askable = match aim {
            FinderAim::Open => Askable::new(around.catalogue(), around.pack()),
            _ => Askable::default(),
        };
        let siblings = siblings.iter().map(|entry| FinderRow::Sibling(*entry));
        let rows = siblings.chain(lately).chain(askable.rows()).collect();
        Self {
            aim,
            editor: LineEditor::default(),
            scope: Scope::Library,
            sequence: 0,
            progress: SearchProgress::Done,
            list: List::new(Results::new(rows, asked, askable.examples)),
            preview: None,
            limit: FIRST_HITS,
            loose: false,
            ahead: None,
            recalled: None,
            moved: false,
            completing: None,
            own: Own::default(),
        }
    }

    /// Returns the newest results.
    pub fn hits(&self) -> &Hits {
        &self.list.rows.hits
    }

    /// Returns the selected row.
    pub fn selected(&self) -> Option<FinderRow> {
        self.list.selected().and_then(|at| self.list.rows.row(at))
    }

    /// Returns the query that is worth keeping when the finder is closed.
    pub fn query_to_keep(&self) -> Option<String> {
        let query = self.editor.text().trim();
        (!query.is_empty() && self.aim == FinderAim::Open).then(|| query.to_owned())
    }

    fn page(around: &Surroundings<'_>) -> u16 {
        geometry::picker(around.geometry.body).hits()
    }
}

/// Keys and the mouse.
impl Finder {
    /// Searches for what is typed now.
    pub fn on_typed(&mut self, around: &mut Surroundings<'_>) {
        self.recalled = None;
        self.loose = false;
        self.search(around);
        self.preview(around);
    }

    /// Answers an action.
    pub fn on_action(&mut self, action: Action, around: &mut Surroundings<'_>) -> Step {
        match action {
            Action::Accept => return self.accept(around),
            Action::CancelTyping | Action::Cancel => return Step::Close,
            Action::Complete => self.complete(around),
            Action::CycleScope => self.cycle_scope(around),
            _ => self.go(action, around),
        }
        Step::Stay
    }

    fn go(&mut self, action: Action, around: &mut Surroundings<'_>) {
        let Some(motion) = Motion::from_action(action, None) else { return };
        let at_top = self.list.position() == 0 && action == Action::Up;
        if at_top && self.recall(around) {
            return;
        }
        let page = Self::page(around);
        self.moved |= self.list.target(motion, page) != self.list.position();
        self.list.go(motion, page);
        self.ask_for_more(around);
        self.preview(around);
    }

    /// Completes the filter at the cursor; again, takes the next way that it can go on.
    fn complete(&mut self, around: &mut Surroundings<'_>) {
        let completing = self.completing.take();
        self.completing = completing.and_then(|last| last.next(&mut self.editor));
        if self.completing.is_some() {
            return self.search(around);
        }
        let (text, cursor) = (self.editor.text().to_owned(), self.editor.cursor());
        around.outbox.push(Effect::Complete { text, cursor });
    }

    /// Takes the next scope: library, pack, entry.
    fn cycle_scope(&mut self, around: &mut Surroundings<'_>) {
        self.scope = match (self.scope, around.pack(), around.open.and_then(PageKey::entry)) {
            (Scope::Library, Some(pack), _) => Scope::Pack(pack),
            (Scope::Pack(_), _, Some(open)) => Scope::Entry(open),
            _ => Scope::Library,
        };
        self.search(around);
    }

    /// Does what the selected row means.
    fn accept(&mut self, around: &mut Surroundings<'_>) -> Step {
        if self.progress == SearchProgress::Waiting {
            // The rows are still those of an earlier query; the answer is on its way.
            self.ahead = Some(Vec::new());
            return Step::Stay;
        }
        let Some(selected) = self.selected() else { return Step::Stay };
        match selected {
            FinderRow::Hit(_) | FinderRow::Recent(_) | FinderRow::Sibling(_) => {}
            FinderRow::Earlier(at) => {
                let query = self.list.rows.earlier()[at].clone();
                self.retype(&query, around);
                return Step::Stay;
            }
            FinderRow::Example(at) => {
                let query = self.list.rows.examples()[at].clone();
                self.retype(&query, around);
                return Step::Stay;
            }
            FinderRow::Theme(theme) => return Step::Choose(Choice::Theme(theme)),
            FinderRow::Suggestion(at) => match self.hits().suggestions[at].clone() {
                Suggestion::Nearest { .. } => {}
                Suggestion::Theme { theme, .. } if self.aim == FinderAim::Open => {
                    return Step::Choose(Choice::Theme(theme));
                }
                Suggestion::Without { query, .. }
                | Suggestion::Value { query }
                | Suggestion::Theme { query, .. } => {
                    self.retype(&query, around);
                    return Step::Stay;
                }
                Suggestion::Compare { left, right } => {
                    return Step::Show(View::Sheet(Subject::Comparison(left, right)));
                }
                Suggestion::Looser(_) => {
                    self.loose = true;
                    self.search(around);
                    return Step::Stay;
                }
                Suggestion::Widen => {
                    self.scope = Scope::Library;
                    self.search(around);
                    return Step::Stay;
                }
                Suggestion::Terms(_) => return Step::Show(View::Glossary),
            },
        }
        match self.list.rows.entry_of(selected) {
            Some(entry) => self.step_to(entry, self.landing_of(selected)),
            None => Step::Stay,
        }
    }

    /// Returns where the entry of a row opens; a note at its paragraph.
    fn landing_of(&self, row: FinderRow) -> Landing {
        let own = match row {
            FinderRow::Hit(at) => self.own_hit(&self.hits().hits[at]),
            _ => None,
        };
        match own {
            Some(own) => own.at.clone().map_or(Landing::Top, Landing::Paragraph),
            None => self.list.rows.landing_of(row),
        }
    }

    fn step_to(&self, entry: EntryKey, landing: Landing) -> Step {
        match self.aim {
            aim if aim.is_of(entry) => Step::say(THE_SAME_ENTRY),
            FinderAim::Open => Step::Go(entry, landing),
            FinderAim::PathFrom(from) => Step::Show(View::Sheet(Subject::Path(from, entry))),
            FinderAim::CompareWith(with) => {
                Step::Show(View::Sheet(Subject::Comparison(with, entry)))
            }
        }
    }

    /// A click selects a row; on the one that is selected already it does what Enter does.
    pub fn on_press(&mut self, mouse: Mouse, around: &mut Surroundings<'_>) -> Step {
        let list = geometry::picker(around.geometry.body).list;
        if !mouse.is_in(list) {
            return Step::Stay;
        }
        let row = (mouse.row - list.y) / geometry::hit_height(list);
        match self.list.select_under(row, Self::page(around)) {
            Some(true) => {
                self.preview(around);
                self.accept(around)
            }
            Some(false) => {
                self.preview(around);
                Step::Stay
            }
            None => Step::Stay,
        }
    }

    /// Scrolls the list or the preview.
    pub fn on_wheel(&mut self, mouse: Mouse, rows: i64, around: &Surroundings<'_>) {
        if !mouse.is_in(geometry::picker(around.geometry.body).preview) {
            self.list.scroll(rows, Self::page(around));
        } else if let Some(page) = &mut self.preview {
            page.go(Motion::By(rows));
        }
    }

    /// Fits list and preview to another screen.
    pub fn fit(&mut self, around: &Surroundings<'_>) {
        self.list.fit(Self::page(around));
        self.preview.iter_mut().for_each(|page| page.resize(around.preview_size()));
    }

    /// Shows the text of the selected row's entry.
    pub fn preview(&mut self, around: &mut Surroundings<'_>) {
        let rows = &self.list.rows;
        let selected = self.selected();
        let wanted = selected.and_then(|row| Some((rows.page_of(row)?, self.landing_of(row))));
        let needles = self.preview.as_ref().and_then(|page| page.needles());
        let same = match (&self.preview, &wanted) {
            (Some(page), Some((key, Landing::Hit { words, .. }))) => {
                page.key == *key && needles == Some(words.as_slice())
            }
            (Some(page), Some((key, _))) => page.key == *key && needles.is_none(),
            (None, None) => true,
            _ => false,
        };
        if !same {
            let size = around.preview_size();
            self.preview = wanted.map(|(key, landing)| around.page_above(key, landing, size));
        }
    }
}
