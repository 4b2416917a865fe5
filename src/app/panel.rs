//! The panel of what can follow the keys typed so far: a menu in the corner, for whoever does not know
//! them. Refuses to know: how long the pause was before it, and what the actions do.

use ratatui::layout::Rect;

use super::App;
use super::cursor::Motion;
use super::geometry::popup;
use super::input::Mouse;
use super::layer::menu::{Asked, Menu, MenuItem};
use crate::document::Role;
use crate::keys::{ANY_LETTER, Action, Context, Key, KeyMap, Meaning};
use crate::messages::yours;

/// What can follow some keys.
#[derive(Clone, Debug)]
pub struct Panel {
    /// The list: actions, some of them with a letter.
    pub menu: Menu<(Action, Option<char>)>,
}

impl Panel {
    /// Lists what can follow `keys` in a context; where that is any letter, the letters that mark something.
    fn new(keymap: &KeyMap, context: Context, keys: &[Key], marks: &[(char, String)]) -> Self {
        let item = |keys: &str, does: &str, value| {
            MenuItem::new([(keys, Role::Number), ("  ", Role::Text), (does, Role::Text)], value)
        };
        let mut items = Vec::new();
        for (rest, line) in keymap.continuations(context, keys) {
            let (action, does) = (line.action, line.description);
            if !action.takes_letter() || rest != ANY_LETTER {
                items.push(item(&rest, does, (action, None)));
                continue;
            }
            items.push(MenuItem::heading(does, Role::Dim));
            items.extend(
                marks.iter().map(|(letter, title)| {
                    item(&letter.to_string(), title, (action, Some(*letter)))
                }),
            );
            if marks.is_empty() {
                items.push(MenuItem::heading(yours::NO_MARKS, Role::Dim));
            }
        }
        Self { menu: Menu::new(items) }
    }

    /// Returns the area of the panel, its frame included.
    pub fn area(&self, body: Rect) -> Rect {
        let rows = u16::try_from(self.menu.height()).unwrap_or(u16::MAX);
        popup::corner(body, self.menu.width().saturating_add(1), rows)
    }

    fn height(&self, body: Rect) -> u16 {
        popup::inside(self.area(body)).height
    }
}

/// Keys and the mouse while the panel is shown.
impl App {
    /// Shows what can follow the keys typed so far, if there are any.
    pub(super) fn explain_pending(&mut self) {
        if !self.pending.keys.is_empty() {
            let (context, marks) = (self.context(), self.marks_in_words());
            let panel = Panel::new(&self.keymap, context, &self.pending.keys, &marks);
            self.pending.panel = Some(panel);
        }
    }

    /// Takes a key that means something to the panel itself, if it is shown: one that moves or opens in a
    /// list, and with which no sequence goes on; returns whether it is one.
    pub(super) fn press_in_panel(&mut self, key: Key) -> bool {
        let (body, context) = (self.geometry().body, self.context());
        let Some(panel) = &mut self.pending.panel else { return false };
        self.pending.keys.push(key);
        let goes_on = self.keymap.meaning(context, &self.pending.keys) != Meaning::Nothing;
        self.pending.keys.pop();
        if goes_on {
            return false;
        }
        let height = panel.height(body);
        let steps = match self.keymap.meaning(Context::Menu, &[key]) {
            Meaning::Action(Action::Down) => 1,
            Meaning::Action(Action::Up) => -1,
            Meaning::Action(Action::Open) => {
                let chosen = panel.menu.selected().copied();
                self.finish_sequence(chosen);
                return true;
            }
            _ => return false,
        };
        panel.menu.go(Motion::By(steps), height);
        true
    }

    /// Takes a click while the panel is shown: on a row it does what that says, beside the panel it
    /// closes it; returns whether it is shown.
    pub(super) fn press_on_panel(&mut self, mouse: Mouse) -> bool {
        let body = self.geometry().body;
        let Some(panel) = &mut self.pending.panel else { return false };
        let area = panel.area(body);
        match panel.menu.press_in(mouse, area) {
            Asked::Close => self.finish_sequence(None),
            Asked::Choose => {
                let chosen = panel.menu.selected().copied();
                self.finish_sequence(chosen);
            }
            Asked::Nothing => {}
        }
        true
    }

    /// Scrolls the panel; returns whether it is shown.
    pub(super) fn scroll_panel(&mut self, rows: i64) -> bool {
        let body = self.geometry().body;
        let Some(panel) = &mut self.pending.panel else { return false };
        let height = panel.height(body);
        panel.menu.scroll(rows, height);
        true
    }

    /// Ends the sequence with an action, or with none.
    fn finish_sequence(&mut self, chosen: Option<(Action, Option<char>)>) {
        let count = self.pending.count;
        self.clear_pending();
        match chosen {
            Some((action, Some(letter))) => self.on_letter(action, letter),
            Some((action, None)) => self.act_here(action, count),
            None => {}
        }
    }
}
