//! Opening layers, and what actions do in menus and peeks. Refuses to know: keys, drawing.

use super::App;
use super::cursor::Motion;
use super::editor::LineEditor;
use super::geometry::Pane;
use super::keymap::{Action, Binding, Context};
use super::layer::{Layer, MenuLayer, Prompt, Purpose};
use super::menu::{Item, Menu};
use super::page::Landing;
use super::side::{heading, outline_items};
use crate::document::{Role, Row};
use crate::knowledge::Question;
use crate::messages::browser as says;
use crate::messages::search::{SYNTAX, SYNTAX_TITLE};
use crate::model::EntryKey;
use crate::report::Choice;
use crate::text::width::width;

/// Where descriptions start in the help.
const KEY_COLUMNS: usize = 26;

/// Menus in popups.
impl App {
    pub(super) fn open_outline(&mut self) {
        let Some(document) = self.reader.as_ref().and_then(|page| page.document()) else { return };
        if document.outline().is_empty() {
            self.notice = Some(says::NO_OUTLINE.to_owned());
            return;
        }
        let menu = Menu::new(outline_items(document.outline()).collect());
        self.open_menu(says::OUTLINE_TITLE, menu);
    }

    pub(super) fn open_help(&mut self, context: Context) {
        let is_help = |layer: &Layer| matches!(layer, Layer::Menu(MenuLayer { title, .. }) if *title == says::HELP_TITLE);
        // Also where its filter has the keyboard: help never lies over help.
        if let Some(open) = self.layers.iter().position(is_help) {
            self.layers.truncate(open);
            return self.preview_in_layer();
        }
        let narrow = self.size.width < super::geometry::TWO_PANES;
        let others = Context::ALL.into_iter().filter(|other| *other != context);
        let mut told: Vec<(&str, &str)> = Vec::new();
        let mut items = Vec::new();
        for context in std::iter::once(context).chain(others) {
            let new: Vec<&Binding> = self
                .keymap
                .bindings(context)
                .filter(|line| !told.contains(&(line.keys, line.description)))
                .collect();
            if new.is_empty() {
                continue;
            }
            if !items.is_empty() {
                items.push(heading("", Role::Dim));
            }
            items.push(heading(name_of_context(context), Role::Section));
            items.extend(new.iter().map(|line| help_item(line, narrow)));
            told.extend(new.iter().map(|line| (line.keys, line.description)));
        }
        if context == Context::Finder {
            let mut typed = vec![heading(SYNTAX_TITLE, Role::Section)];
            typed.extend(SYNTAX.map(|(typed, finds)| told_item(typed, finds, narrow)));
            typed.push(heading("", Role::Dim));
            items.splice(0..0, typed);
        }
        self.open_menu(says::HELP_TITLE, Menu::new(items));
    }

    fn open_menu(&mut self, title: &'static str, menu: Menu<Choice>) {
        self.layers.push(Layer::Menu(MenuLayer { title, menu }));
    }

    pub(super) fn menu_action(&mut self, action: Action, count: Option<u32>) {
        let height = self.layers.last().map_or(0, |layer| self.menu_height(layer));
        let Some(Layer::Menu(layer)) = self.layers.last_mut() else { return };
        if let Some(motion) = Motion::of(action, count) {
            return layer.menu.go(motion, height);
        }
        match action {
            Action::Find => self.open_menu_filter(),
            Action::Close => {
                self.layers.pop();
            }
            Action::Open => self.choose_in_menu(),
            _ => {}
        }
    }

    pub(super) fn choose_in_menu(&mut self) {
        let Some(Layer::Menu(layer)) = self.layers.last() else { return };
        let Some(choice) = layer.menu.selected().copied().filter(|it| *it != Choice::Read) else {
            return;
        };
        self.layers.pop();
        if let Some((entry, None)) = choice.entry()
            && self.layers.last().is_some_and(Layer::covers_panes)
        {
            return self.leave_for(entry);
        }
        self.choose(choice, Pane::Reader);
    }
}

fn name_of_context(context: Context) -> &'static str {
    match context {
        Context::Contents => says::KEYS_CONTENTS,
        Context::Reader => says::KEYS_READER,
        Context::Side => says::KEYS_SIDE,
        Context::Menu => says::KEYS_MENU,
        Context::Sheet => says::KEYS_SHEET,
        Context::Matrix => says::KEYS_MATRIX,
        Context::Map => says::KEYS_MAP,
        Context::Peek => says::KEYS_PEEK,
        Context::Finder => says::KEYS_FINDER,
        Context::Glossary => says::KEYS_GLOSSARY,
        Context::Prompt => says::KEYS_PROMPT,
    }
}

fn help_item(line: &Binding, narrow: bool) -> Item<Choice> {
    told_item(line.keys, line.description, narrow)
}

/// Builds the item of what can be typed and what that does; in a narrow window the second stands below
/// the first.
fn told_item(typed: &str, does: &str, narrow: bool) -> Item<Choice> {
    let rows = if narrow {
        vec![Row::new([(typed, Role::Number)]), Row::new([("  ", Role::Text), (does, Role::Text)])]
    } else {
        let padding = " ".repeat(KEY_COLUMNS.saturating_sub(width(typed)).max(1));
        vec![Row::new([(typed, Role::Number), (&padding, Role::Text), (does, Role::Text)])]
    };
    Item { rows, value: Some(Choice::Read) }
}

/// The peek.
impl App {
    pub(super) fn open_peek(&mut self, entry: EntryKey) {
        self.open_peek_at(entry, Landing::Top);
    }

    pub(super) fn open_peek_at(&mut self, entry: EntryKey, landing: Landing) {
        if self.catalogue().is_recognised(entry) {
            self.ask(Question::Occurrences);
        }
        let size = self.peek_size();
        let page = self.page_above(entry, landing, size);
        self.layers.push(Layer::Peek(Box::new(page)));
    }

    pub(super) fn peek_action(&mut self, action: Action, count: Option<u32>) {
        let Some(Layer::Peek(page)) = self.layers.last_mut() else { return };
        if let Some(motion) = Motion::of(action, count) {
            return page.go(motion);
        }
        let entry = page.entry;
        if matches!(action, Action::Open | Action::Close) {
            self.layers.pop();
        }
        if action == Action::Open {
            self.leave_for_page(entry, Landing::Top, Pane::Reader);
        }
    }
}

/// Lines at the foot.
impl App {
    pub(super) fn open_find(&mut self) {
        let Some(page) = &self.reader else { return };
        let before = page.highlighted().map_or_else(Vec::new, |shown| shown.needles.clone());
        let purpose = Purpose::Find { from: page.spot(), before };
        self.layers.push(Layer::Prompt(Prompt { editor: LineEditor::default(), purpose }));
    }

    pub(super) fn open_contents_filter(&mut self) {
        let before = self.contents.filter().unwrap_or("").to_owned();
        let offset = self.contents.cursor.offset;
        let selected = self.contents.selected().map(|row| (row, offset));
        let open = self.subject();
        self.open_filter(&before.clone(), Purpose::Contents { before, selected, open });
    }

    pub(super) fn open_menu_filter(&mut self) {
        let before = match self.layers.last() {
            Some(Layer::Menu(layer)) => layer.menu.filter().to_owned(),
            _ => self.side.filter().to_owned(),
        };
        self.open_filter(&before.clone(), Purpose::Menu { before });
    }

    pub(super) fn open_filter(&mut self, text: &str, purpose: Purpose) {
        self.layers.push(Layer::Prompt(Prompt { editor: LineEditor::new(text), purpose }));
    }
}

/// Views over the whole screen.
impl App {
    /// Closes the views that cover the panes, whatever lies on top of them is kept.
    pub(super) fn close_views(&mut self) {
        while self.layers.last().is_some_and(Layer::covers_panes) {
            self.leave_layer();
        }
    }

    /// Leaves the views for an entry.
    pub(super) fn leave_for(&mut self, entry: EntryKey) {
        self.close_views();
        self.choose(Choice::Entry(entry), Pane::Reader);
    }

    /// Takes the front layer away; a matrix is kept as it is left.
    pub(super) fn leave_layer(&mut self) {
        if let Some(Layer::Matrix(view)) = self.layers.pop() {
            self.left_matrix = Some(*view);
        }
    }
}
