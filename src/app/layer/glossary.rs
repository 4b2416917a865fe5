//! The glossary index: all terms of the open packs, filtered as one types. Refuses to know: how
//! terms are recognised in text.

use std::sync::Arc;

use crate::app::cursor::Motion;
use crate::app::editor::LineEditor;
use crate::app::geometry;
use crate::app::input::Mouse;
use crate::app::list::{List, Rows};
use crate::app::message::Effect;
use crate::app::page::{Landing, Page};
use crate::app::sieve::{FEW, Filtering, Sought};
use crate::app::step::Step;
use crate::app::surroundings::Surroundings;
use crate::keys::Action;
use crate::knowledge::Wanted;
use crate::knowledge::filter::Filtered;
use crate::model::{Catalogue, EntryKey};
use crate::report::{self, GlossaryReport};
use crate::text::fold::fold;

impl Rows for GlossaryReport {
    fn count(&self) -> usize {
        report::Report::count(self)
    }
}

/// The glossary index.
#[derive(Clone, Debug)]
pub struct Glossary {
    /// What is typed.
    pub editor: LineEditor,
    /// The terms.
    pub list: List<GlossaryReport>,
    /// The text of the selected term.
    pub preview: Option<Page>,
    /// The filter that a worker looks for.
    sought: Option<Sought>,
    /// Whether Enter was pressed while it does.
    accepts: bool,
}

impl Glossary {
    /// Builds the index of all terms; `None` if there is none.
    pub fn open(around: &mut Surroundings<'_>) -> Option<Box<Self>> {
        let list = List::new(GlossaryReport::new(around.catalogue(), "")?);
        let (editor, preview) = (LineEditor::default(), None);
        let mut index = Self { editor, list, preview, sought: None, accepts: false };
        index.preview(around);
        Some(Box::new(index))
    }

    /// Returns the selected term.
    pub fn selected(&self) -> Option<EntryKey> {
        self.list.selected().and_then(|at| self.list.rows.term(at))
    }

    fn page(around: &Surroundings<'_>) -> u16 {
        geometry::picker(around.geometry.body).list.height
    }

    /// Filters by what is typed; of very many terms a worker looks for them, and the list stays as it is
    /// until then.
    fn filter(&mut self, around: &mut Surroundings<'_>) {
        let (text, rows) = (self.editor.text(), &self.list.rows);
        (self.sought, self.accepts) = (None, false);
        match Filtering::new(around.catalogue(), rows.keys(), text, rows.filtered()) {
            Filtering::Off => self.show(None, around.catalogue()),
            Filtering::Found(found) => self.show(Some(found), around.catalogue()),
            Filtering::Sought(sought, sieve) => {
                self.sought = Some(sought);
                around.outbox.push(Effect::Sift(sieve));
            }
        }
    }

    /// Shows what a worker has found, if that is waited for; returns whether Enter was pressed meanwhile.
    pub fn on_filtered(
        &mut self,
        wanted: &Wanted,
        found: &Arc<Filtered>,
        around: &mut Surroundings<'_>,
    ) -> bool {
        if self.sought.take_if(|sought| sought.awaits(wanted)).is_none() {
            return false;
        }
        self.show(Some(Arc::clone(found)), around.catalogue());
        self.preview(around);
        std::mem::take(&mut self.accepts)
    }

    /// Returns whether a worker still looks for what is typed.
    pub fn is_sought(&self) -> bool {
        self.sought.is_some()
    }

    /// Shows the terms that a filter lets through; the first whose title holds it is selected, else the
    /// first.
    fn show(&mut self, found: Option<Arc<Filtered>>, catalogue: &Catalogue) {
        self.list.rows.set_filtered(found);
        // What is typed is most often a title, though an alias of another term may hold it too.
        let text = fold(self.editor.text());
        let titled = |&index: &usize| {
            let term = self.list.rows.term(index);
            term.is_some_and(|term| fold(catalogue.title(term)).contains(&text))
        };
        let selected = (0..self.list.rows.count().min(FEW)).find(titled).unwrap_or(0);
        self.list.restart(selected);
    }

    /// Filters by what is typed now.
    pub fn on_typed(&mut self, around: &mut Surroundings<'_>) {
        self.filter(around);
        self.preview(around);
    }

    /// Answers an action.
    pub fn on_action(&mut self, action: Action, around: &mut Surroundings<'_>) -> Step {
        match action {
            Action::Accept if self.is_sought() => self.accepts = true,
            Action::Accept => return self.accept(),
            Action::CancelTyping | Action::Cancel => return Step::Close,
            _ => {}
        }
        if let Some(motion) = Motion::from_action(action, None) {
            self.list.go(motion, Self::page(around));
            self.preview(around);
        }
        Step::Stay
    }

    fn accept(&self) -> Step {
        self.selected().map_or(Step::Stay, |term| Step::Go(term, Landing::Top))
    }

    /// A click selects a term; on the one that is selected already it goes there.
    pub fn on_press(&mut self, mouse: Mouse, around: &mut Surroundings<'_>) -> Step {
        let list = geometry::picker(around.geometry.body).list;
        if !mouse.is_in(list) {
            return Step::Stay;
        }
        match self.list.select_under(mouse.row - list.y, list.height) {
            Some(true) => return self.accept(),
            Some(false) => self.preview(around),
            None => {}
        }
        Step::Stay
    }

    /// Scrolls the list or the preview.
    pub fn on_wheel(&mut self, mouse: Mouse, rows: i64, around: &Surroundings<'_>) {
        let picker = geometry::picker(around.geometry.body);
        if !mouse.is_in(picker.preview) {
            self.list.scroll(rows, picker.list.height);
        } else if let Some(page) = &mut self.preview {
            page.go(Motion::By(rows));
        }
    }

    /// Fits list and preview to another screen.
    pub fn fit(&mut self, around: &Surroundings<'_>) {
        self.list.fit(Self::page(around));
        self.preview.iter_mut().for_each(|page| page.resize(around.preview_size()));
    }

    /// Shows the text of the selected term.
    pub fn preview(&mut self, around: &mut Surroundings<'_>) {
        let wanted = self.selected();
        if self.preview.as_ref().and_then(|page| page.key.entry()) != wanted {
            let size = around.preview_size();
            self.preview = wanted.map(|term| around.page_above(term, Landing::Top, size));
        }
    }
}
