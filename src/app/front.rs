//! Who has the keyboard: the layer in front, or the pane with the focus if there is none. Refuses
//! to know: what keys and clicks mean there.

use super::App;
use super::editor::LineEditor;
use super::geometry::Pane;
use super::layer::Layer;
use super::pane::contents::Contents;
use super::pane::reader::ReaderPane;
use super::pane::side::SidePane;
use super::step::Step;
use super::surroundings::Surroundings;
use crate::keys::{Action, Context};
use crate::model::EntryKey;

/// Everything that can have the keyboard.
pub struct Fronts<'a> {
    /// Themes and entries.
    pub contents: &'a mut Contents,
    /// The open entry.
    pub reader: &'a mut ReaderPane,
    /// Outline, links and backlinks.
    pub side: &'a mut SidePane,
    /// The layers, the front one last.
    pub layers: &'a mut Vec<Layer>,
}

impl From<Pane> for Context {
    fn from(pane: Pane) -> Self {
        match pane {
            Pane::Contents => Self::Contents,
            Pane::Reader => Self::Reader,
            Pane::Side => Self::Side,
        }
    }
}

impl App {
    /// Returns whose keys hold now.
    pub fn context(&self) -> Context {
        match self.layers.last() {
            Some(layer) => layer.context(),
            None if self.prompt().is_some() => Context::Prompt,
            None if self.arrangement.focus == Pane::Reader && self.reader.is_selecting() => {
                Context::Selecting
            }
            None => self.arrangement.focus.into(),
        }
    }

    /// Returns the line that is typed in at the foot.
    pub fn prompt(&self) -> Option<&LineEditor> {
        match self.layers.last() {
            Some(layer) => layer.prompt(),
            None => self.prompt_of_panes(),
        }
    }

    /// Returns the line that is typed in at the foot about a pane; it stays there while a layer is open
    /// over it.
    pub fn prompt_of_panes(&self) -> Option<&LineEditor> {
        match self.pane_in_front() {
            Pane::Contents => self.contents.prompt(),
            Pane::Reader => self.reader.prompt(),
            Pane::Side => self.side.menu.prompt(),
        }
    }

    /// Returns whether what is typed at the foot about the panes is looked for in the open entry.
    pub fn is_finding(&self) -> bool {
        self.pane_in_front() == Pane::Reader && self.reader.prompt().is_some()
    }

    /// Returns the pane that answers if no layer is open: the one with the focus, but the side pane for
    /// as long as it is filtered, even if the window has become too narrow to show it.
    fn pane_in_front(&self) -> Pane {
        let filtering = self.side.menu.prompt().is_some();
        if filtering { Pane::Side } else { self.arrangement.focus }
    }

    /// Returns the entry that views are about: the one selected in a view that shows entries, else
    /// the open or previewed one, or the one selected on the page of a theme.
    pub(super) fn subject(&self) -> Option<EntryKey> {
        let shown = self.layers.last().and_then(|layer| layer.subject(self.catalogue()));
        shown.or_else(|| self.reader.page.as_ref()?.subject())
    }

    /// Splits the app into what can answer and what it answers with.
    pub(super) fn split(&mut self) -> (Surroundings<'_>, Fronts<'_>) {
        let (geometry, subject) = (self.geometry(), self.subject());
        let around = Surroundings {
            keymap: &self.keymap,
            known: &mut self.knowledge,
            searches: &mut self.searches,
            desk: &mut self.desk,
            outbox: &mut self.outbox,
            geometry,
            measure: self.arrangement.measure,
            open: self.reader.key(),
            subject,
        };
        let fronts = Fronts {
            contents: &mut self.contents,
            reader: &mut self.reader,
            side: &mut self.side,
            layers: &mut self.layers,
        };
        (around, fronts)
    }

    /// Has the front answer an action.
    pub(super) fn act_in_front(&mut self, action: Action, count: Option<u32>) {
        let pane = self.pane_in_front();
        if self.layers.is_empty() && pane == Pane::Contents {
            // The place that is left is noted before the selection in the contents moves.
            self.save_place();
        }
        let (mut around, fronts) = self.split();
        let step = match (fronts.layers.last_mut(), pane) {
            (Some(layer), _) => layer.on_action(action, count, &mut around),
            (None, Pane::Contents) => fronts.contents.on_action(action, count, &around),
            (None, Pane::Reader) => fronts.reader.on_action(action, count, &around),
            (None, Pane::Side) => fronts.side.on_action(action, count, &around),
        };
        self.carry_out(step);
    }

    /// Changes the line that is typed in; nothing happens if there is none.
    pub(super) fn edit(&mut self, change: impl FnOnce(&mut LineEditor)) {
        let pane = self.pane_in_front();
        let (_, fronts) = self.split();
        let editor = match (fronts.layers.last_mut(), pane) {
            (Some(layer), _) => layer.editor_mut(),
            (None, Pane::Contents) => fronts.contents.prompt_mut(),
            (None, Pane::Reader) => fronts.reader.prompt_mut(),
            (None, Pane::Side) => fronts.side.menu.prompt_mut(),
        };
        let Some(editor) = editor else { return };
        let before = editor.text().to_owned();
        change(editor);
        if editor.text() != before {
            self.on_typed();
        }
    }

    /// Has the front follow a change of the line that is typed in.
    fn on_typed(&mut self) {
        let pane = self.pane_in_front();
        if self.layers.is_empty() && pane == Pane::Contents {
            self.save_place();
        }
        let (mut around, fronts) = self.split();
        let step = match (fronts.layers.last_mut(), pane) {
            (Some(layer), _) => {
                layer.on_typed(&mut around);
                Step::Stay
            }
            (None, Pane::Contents) => fronts.contents.on_typed(&mut around),
            (None, Pane::Reader) => {
                fronts.reader.on_typed();
                Step::Stay
            }
            (None, Pane::Side) => {
                fronts.side.menu.on_typed(around.height());
                Step::Stay
            }
        };
        self.carry_out(step);
    }

    /// Shows the text of what is selected in the layer in front.
    pub(super) fn preview_in_front(&mut self) {
        let (mut around, fronts) = self.split();
        if let Some(layer) = fronts.layers.last_mut() {
            layer.preview(&mut around);
        }
    }
}
