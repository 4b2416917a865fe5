//! What keys and pastes do while a box is open: text goes into the box, actions edit it or move in
//! the list under it. Refuses to know: drawing.

use super::App;
use super::cursor::Motion;
use super::input::{Code, Key};
use super::keymap::{Action, Context, Meaning};
use super::layer::{Layer, Prompt, Purpose};
use super::message::Effect;
use crate::messages::browser as says;

impl App {
    pub(super) fn typing_key(&mut self, context: Context, key: Key) {
        self.clear_pending();
        let meaning = self.keymap.meaning(context, &[key]);
        let waits = !matches!(
            meaning,
            Meaning::Action(Action::CancelTyping | Action::Suspend | Action::Redraw)
        );
        if waits && self.type_ahead(key) {
            return;
        }
        match meaning {
            Meaning::Action(action) => self.typing_action(context, action),
            _ => {
                if let Key { code: Code::Char(c), ctrl: false, alt: false, .. } = key
                    && !self.filters_already(c)
                {
                    self.type_text(c.encode_utf8(&mut [0; 4]));
                }
            }
        }
    }

    /// Returns whether a key would begin to filter a list that is being filtered: `/` in the glossary
    /// index, before anything is typed there.
    fn filters_already(&self, c: char) -> bool {
        matches!(self.layers.last(), Some(Layer::Glossary(index)) if c == '/' && index.editor.is_empty())
    }

    /// Puts text into the box in front; without a box it is no text, and nothing happens.
    pub(super) fn type_text(&mut self, text: &str) {
        self.edit(|editor| editor.insert(text));
    }

    fn edit(&mut self, change: impl FnOnce(&mut super::editor::LineEditor)) {
        let Some(editor) = self.layers.last_mut().and_then(Layer::editor_mut) else { return };
        let before = editor.text().to_owned();
        change(editor);
        if editor.text() != before {
            self.box_changed();
        }
    }

    fn typing_action(&mut self, context: Context, action: Action) {
        match action {
            Action::Accept => match context {
                Context::Finder => self.accept_hit(),
                Context::Glossary => self.accept_term(),
                _ => self.accept_prompt(),
            },
            Action::CancelTyping => match context {
                Context::Finder => self.close_finder(),
                Context::Glossary => {
                    self.layers.pop();
                }
                _ => self.cancel_prompt(),
            },
            Action::DeleteBack => self.edit(super::editor::LineEditor::delete_back),
            Action::DeleteForward => self.edit(super::editor::LineEditor::delete_forward),
            Action::DeleteWord => self.edit(super::editor::LineEditor::delete_word),
            Action::DeleteToStart => self.edit(super::editor::LineEditor::delete_to_start),
            Action::LineStart => self.edit(super::editor::LineEditor::start),
            Action::LineEnd => self.edit(super::editor::LineEditor::end),
            Action::CharacterLeft => self.edit(super::editor::LineEditor::left),
            Action::CharacterRight => self.edit(super::editor::LineEditor::right),
            Action::Complete => self.complete_filter(),
            Action::CycleScope => self.cycle_scope(),
            Action::Help => self.open_help(context),
            Action::Suspend => self.outbox.push(Effect::Suspend),
            Action::Redraw => self.outbox.push(Effect::Redraw),
            _ => self.move_under_box(action),
        }
    }

    /// Moves in the list that the box is about.
    fn move_under_box(&mut self, action: Action) {
        let Some(motion) = Motion::of(action, None) else { return };
        let rows = self.picker_rows();
        match self.layers.last_mut() {
            Some(Layer::Finder(finder)) => {
                let at_top = finder.cursor.selected == 0 && action == Action::Up;
                if at_top && self.recall_query() {
                    return;
                }
                let Some(Layer::Finder(finder)) = self.layers.last_mut() else { return };
                finder.go(motion, rows.0);
                self.ask_for_more();
                self.preview_in_layer();
            }
            Some(Layer::Glossary(glossary)) => {
                glossary.go(motion, rows.1);
                self.preview_in_layer();
            }
            Some(Layer::Prompt(Prompt { purpose, .. })) => match purpose {
                Purpose::Find { .. } => {
                    self.next_match(if action == Action::Down { 1 } else { -1 });
                }
                Purpose::Heads { .. } => {
                    self.next_head(if action == Action::Down { 1 } else { -1 });
                }
                Purpose::Contents { .. } => self.contents_action(action, None),
                Purpose::Menu { .. } => self.move_in_menu_under_prompt(motion),
                Purpose::Sheet { .. } => self.move_in_sheet_under_prompt(motion),
            },
            _ => {}
        }
    }

    fn move_in_menu_under_prompt(&mut self, motion: Motion) {
        let height = self.height_under_prompt();
        match self.menu_under_prompt() {
            Some(menu) => menu.go(motion, height),
            None => self.side.go(motion, height),
        }
    }

    fn move_in_sheet_under_prompt(&mut self, motion: Motion) {
        let Some(page) = self.page_under_prompt() else { return };
        if let Some(Layer::Sheet(sheet)) = self.layers.iter_mut().nth_back(1) {
            sheet.go(motion, page);
        }
    }

    /// Returns how many lines of the sheet under the box fit on the screen.
    fn page_under_prompt(&self) -> Option<u16> {
        match self.layers.iter().nth_back(1)? {
            Layer::Sheet(sheet) => Some(self.sheet_page(sheet.report())),
            _ => None,
        }
    }

    fn menu_under_prompt(&mut self) -> Option<&mut super::menu::Menu<crate::report::Choice>> {
        let below = self.layers.len().checked_sub(2)?;
        match &mut self.layers[below] {
            Layer::Menu(layer) => Some(&mut layer.menu),
            _ => None,
        }
    }

    fn height_under_prompt(&self) -> u16 {
        let below = self.layers.len().checked_sub(2).map(|below| &self.layers[below]);
        match below {
            Some(layer @ Layer::Menu(_)) => self.menu_height(layer),
            _ => self.contents_height(),
        }
    }

    /// What follows from a change of the box in front.
    fn box_changed(&mut self) {
        match self.layers.last_mut() {
            Some(Layer::Finder(finder)) => {
                finder.recalled = None;
                self.search();
                self.preview_in_layer();
            }
            Some(Layer::Glossary(glossary)) => {
                glossary.filter(self.knowledge.catalogue());
                self.preview_in_layer();
            }
            Some(Layer::Prompt(Prompt { editor, purpose })) => {
                let (text, purpose) = (editor.text().to_owned(), purpose.clone());
                self.apply_prompt(&text, &purpose);
            }
            _ => {}
        }
    }

    fn apply_prompt(&mut self, text: &str, purpose: &Purpose) {
        match purpose {
            Purpose::Find { from, .. } => {
                let needles = if text.is_empty() { Vec::new() } else { vec![text.to_owned()] };
                if let Some(page) = &mut self.reader {
                    page.find(needles, *from);
                }
            }
            Purpose::Heads { from, .. } => self.seek_head(text, *from),
            Purpose::Contents { .. } => {
                self.save_place();
                let height = self.contents_height();
                self.contents.set_filter(self.knowledge.catalogue(), text, height);
                self.preview_selected();
            }
            Purpose::Sheet { .. } => {
                let Some(page) = self.page_under_prompt() else { return };
                let catalogue = self.knowledge.catalogue();
                if let Some(Layer::Sheet(sheet)) = self.layers.iter_mut().nth_back(1) {
                    sheet.set_filter(catalogue, text, page);
                }
            }
            Purpose::Menu { .. } => {
                let height = self.height_under_prompt();
                match self.menu_under_prompt() {
                    Some(menu) => menu.set_filter(text, height),
                    None => self.side.set_filter(text, height),
                }
            }
        }
    }

    pub(super) fn accept_prompt(&mut self) {
        let Some(Layer::Prompt(prompt)) = self.layers.pop() else { return };
        match prompt.purpose {
            Purpose::Find { .. } => {}
            Purpose::Heads { .. } => return self.end_head_search(),
            Purpose::Contents { .. } | Purpose::Menu { .. } | Purpose::Sheet { .. } => return,
        }
        let found = self.reader.as_ref().and_then(|page| page.highlighted());
        if found.is_some_and(|found| found.total == 0) {
            self.notice = Some(says::not_in_page(prompt.editor.text()));
        }
    }

    fn cancel_prompt(&mut self) {
        let Some(Layer::Prompt(prompt)) = self.layers.last() else { return };
        let purpose = prompt.purpose.clone();
        match &purpose {
            Purpose::Find { from, before } => {
                if let Some(page) = &mut self.reader {
                    page.highlight(before.clone());
                    page.restore(*from);
                }
            }
            Purpose::Heads { from, before } => self.give_up_head_search(before, *from),
            Purpose::Contents { before, selected, open } => {
                self.apply_prompt(before, &purpose);
                self.restore_contents(*selected, *open);
            }
            Purpose::Menu { before } | Purpose::Sheet { before } => {
                self.apply_prompt(before, &purpose);
            }
        }
        self.layers.pop();
    }
}
