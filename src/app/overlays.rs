//! Opening layers, and what actions do in menus and peeks. Refuses to know: keys, drawing.

use super::App;
use super::cursor::Motion;
use super::finder::{Finder, FinderRow};
use super::geometry::{self, Pane};
use super::glossary::Glossary;
use super::keymap::{Action, Binding, Context};
use super::layer::{Choice, Layer, MenuLayer, Prompt, Purpose};
use super::menu::{Item, Menu, row};
use super::message::Effect;
use super::page::Landing;
use super::side::{heading, outline_items};
use super::{editor::LineEditor, peek_size};
use crate::document::Role;
use crate::messages::browser as says;
use crate::model::EntryKey;
use crate::search::{Completion, Hits, Scope, Suggestion};
use crate::text::width::width;

/// How many entries and earlier queries an empty finder shows.
const RECENT_ROWS: usize = 10;
/// How many queries are remembered.
const QUERIES: usize = 50;
/// Where descriptions start in the help.
const KEY_COLUMNS: usize = 24;

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

    pub(super) fn open_routes(&mut self) {
        let catalogue = self.catalogue();
        let mut items = Vec::new();
        for route in catalogue.routes() {
            items.push(heading(&route.title, Role::Section));
            items.extend(route.stops.iter().enumerate().map(|(at, stop)| {
                let number = format!("{:>3}  ", at + 1);
                let rows = vec![row([(&number, Role::Dim), (catalogue.short(*stop), Role::Text)])];
                Item { rows, value: Some(Choice::Entry(*stop)) }
            }));
        }
        if items.is_empty() {
            self.notice = Some(says::NO_ROUTES.to_owned());
            return;
        }
        let here = self.reader.as_ref().map(|page| page.entry);
        let menu = Menu::new(items);
        let height = geometry::inside(self.menu_area(&menu)).height;
        let mut menu = menu;
        menu.select_where(height, |choice| here.map(Choice::Entry) == Some(*choice));
        self.open_menu(says::ROUTES_TITLE, menu);
    }

    pub(super) fn open_help(&mut self, context: Context) {
        let is_help = |layer: &Layer| matches!(layer, Layer::Menu(MenuLayer { title, .. }) if *title == says::HELP_TITLE);
        if self.layers.last().is_some_and(is_help) {
            self.layers.pop();
            return;
        }
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
            items.extend(new.iter().map(|line| help_item(line)));
            told.extend(new.iter().map(|line| (line.keys, line.description)));
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
        self.choose(choice, Pane::Reader);
    }
}

fn name_of_context(context: Context) -> &'static str {
    match context {
        Context::Contents => says::KEYS_CONTENTS,
        Context::Reader => says::KEYS_READER,
        Context::Side => says::KEYS_SIDE,
        Context::Menu => says::KEYS_MENU,
        Context::Peek => says::KEYS_PEEK,
        Context::Finder => says::KEYS_FINDER,
        Context::Glossary => says::KEYS_GLOSSARY,
        Context::Prompt => says::KEYS_PROMPT,
    }
}

fn help_item(line: &Binding) -> Item<Choice> {
    let padding = " ".repeat(KEY_COLUMNS.saturating_sub(width(line.keys)).max(1));
    let rows = vec![row([
        (line.keys, Role::Number),
        (&padding, Role::Text),
        (line.description, Role::Text),
    ])];
    Item { rows, value: Some(Choice::Read) }
}

/// The peek.
impl App {
    pub(super) fn open_peek(&mut self, entry: EntryKey) {
        let size = peek_size(&self.geometry());
        let page = self.page_above(entry, Landing::Top, size);
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
            self.go_into_preview();
            self.go_into(entry, Landing::Top, Pane::Reader);
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
        self.open_filter(&before.clone(), Purpose::Contents { before });
    }

    pub(super) fn open_menu_filter(&mut self) {
        let before = match self.layers.last() {
            Some(Layer::Menu(layer)) => layer.menu.filter().to_owned(),
            _ => self.side.filter().to_owned(),
        };
        self.open_filter(&before.clone(), Purpose::Menu { before });
    }

    fn open_filter(&mut self, text: &str, purpose: Purpose) {
        self.layers.push(Layer::Prompt(Prompt { editor: LineEditor::new(text), purpose }));
    }
}

/// Finder and glossary index.
impl App {
    pub(super) fn open_finder(&mut self) {
        let recent = self.trail.recent().iter().skip(1).take(RECENT_ROWS);
        let queries = (0..self.queries.len().min(RECENT_ROWS)).map(FinderRow::Earlier);
        let rows = recent.map(|entry| FinderRow::Recent(*entry)).chain(queries).collect();
        self.layers.push(Layer::Finder(Box::new(Finder::new(rows))));
        self.preview_in_layer();
    }

    pub(super) fn reopen_results(&mut self) {
        match self.last_results.take() {
            Some(finder) => self.layers.push(Layer::Finder(finder)),
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
        self.outbox.push(Effect::Search {
            sequence: finder.sequence,
            text: finder.editor.text().to_owned(),
            scope: finder.scope,
            limit: finder.limit,
        });
    }

    pub(super) fn found(&mut self, sequence: u64, hits: Hits, complete: bool) {
        let rows = self.picker_rows().0;
        let finder = self.layers.iter_mut().find_map(|layer| match layer {
            Layer::Finder(finder) if finder.sequence == sequence => Some(finder),
            _ => None,
        });
        let Some(finder) = finder else { return };
        finder.take(hits, complete, rows);
        let take_first = std::mem::take(&mut finder.take_first) && finder.len() > 0;
        self.preview_in_layer();
        if take_first {
            self.accept_hit();
        }
    }

    /// Asks for more hits where the selection came to the last one.
    pub(super) fn ask_for_more(&mut self) {
        let sequence = self.sequence + 1;
        let Some(Layer::Finder(finder)) = self.layers.last_mut() else { return };
        if finder.wants_more() {
            finder.sequence = sequence;
            finder.waiting = true;
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
        if finder.waiting && !finder.editor.is_empty() {
            // The rows are still those of an earlier query; the answer is on its way.
            finder.take_first = true;
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
                Suggestion::Nearest(entry) => (entry, Landing::Top),
                Suggestion::Without { query, .. } => {
                    finder.editor.set(&query);
                    return self.search();
                }
                Suggestion::Widen => {
                    finder.scope = Scope::Library;
                    return self.search();
                }
            },
        };
        self.close_finder();
        self.go_into_preview();
        self.go_into(entry, landing, Pane::Reader);
    }

    /// Puts an earlier query into the box.
    fn retype(&mut self, at: usize) {
        let query = self.queries.get(at).cloned().unwrap_or_default();
        if let Some(Layer::Finder(finder)) = self.layers.last_mut() {
            finder.editor.set(&query);
        }
        self.search();
    }

    /// Recalls the query before the one in the box; tells whether there is one.
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
        if query.is_empty() {
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
