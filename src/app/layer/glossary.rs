//! The glossary index: all terms of the open packs, filtered as one types. Refuses to know: how
//! terms are recognised in text.

use crate::app::cursor::Motion;
use crate::app::editor::LineEditor;
use crate::app::geometry;
use crate::app::input::Mouse;
use crate::app::keymap::Action;
use crate::app::list::{List, Rows};
use crate::app::page::{Landing, Page};
use crate::app::step::Step;
use crate::app::surroundings::Surroundings;
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
}

impl Glossary {
    /// Builds the index of all terms; `None` if there is none.
    pub fn open(around: &mut Surroundings<'_>) -> Option<Box<Self>> {
        let list = List::new(GlossaryReport::new(around.catalogue(), "")?);
        let mut index = Self { editor: LineEditor::default(), list, preview: None };
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

    /// Filters by what is typed; the first term whose title holds it is selected, else the first.
    fn filter(&mut self, catalogue: &Catalogue) {
        let text = self.editor.text();
        self.list.rows.set_filter(catalogue, text);
        // What is typed is most often a title, though an alias of another term may hold it too.
        let text = fold(text);
        let titled = |&index: &usize| {
            let term = self.list.rows.term(index);
            term.is_some_and(|term| fold(catalogue.title(term)).contains(&text))
        };
        let selected = (0..self.list.rows.count()).find(titled).unwrap_or(0);
        self.list.restart(selected);
    }

    /// Filters by what is typed now.
    pub fn on_typed(&mut self, around: &mut Surroundings<'_>) {
        self.filter(around.catalogue());
        self.preview(around);
    }

    /// Answers an action.
    pub fn on_action(&mut self, action: Action, around: &mut Surroundings<'_>) -> Step {
        match action {
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
