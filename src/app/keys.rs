//! What a key press leads to: counts, sequences, then the action of whatever has the keyboard.
//! Refuses to know: what panes and layers do with actions.

use std::sync::Arc;

use super::geometry::Pane;
use super::message::{Effect, TimeoutId};
use super::step::Step;
use super::{App, PAUSE, Pending};
use crate::keys::{Action, Code, Context, Key, KeyMap, Meaning, Modifiers, Toward};
use crate::messages::{browser, yours as says};

/// The highest count; more digits than these are a cat on the keyboard.
const MOST_COUNT: u32 = 999_999;
/// How many steps of the trail a count goes at most.
const MOST_STEPS: i64 = 500;
/// How many columns `+` and `-` change the text by.
const MEASURE_STEP: i16 = 4;
/// How many columns `<` and `>` change a pane by.
const PANE_STEP: i16 = 2;

impl App {
    /// Takes a key press.
    pub(super) fn on_key(&mut self, key: Key) {
        self.on_key_at(key, None);
    }

    /// Takes a key press; `place` is the key of a Latin keyboard that is there, if the terminal tells.
    pub(super) fn on_key_at(&mut self, key: Key, place: Option<Key>) {
        self.notice = None;
        self.awaited = None;
        if self.type_ahead_of_filter(key) {
            return;
        }
        let context = self.context();
        let place = place.or(self.layout.take(key));
        let key = self.keymap.at_its_place(context, &self.pending.keys, key, place);
        if context.is_typing() {
            self.on_typing_key(context, key);
            return;
        }
        if self.begins_count(context, key) && self.count_digit(key) || self.press_in_panel(key) {
            return;
        }
        self.pending.keys.push(key);
        match self.keymap.meaning(context, &self.pending.keys) {
            Meaning::Action(action) => {
                let count = self.pending.count;
                self.clear_pending();
                match key.code {
                    Code::Char(letter) if action.takes_letter() => self.on_letter(action, letter),
                    _ => self.act(context, action, count),
                }
            }
            Meaning::Prefix => {
                let timeout = TimeoutId(self.pending.timeout.0 + 1);
                self.pending.timeout = timeout;
                self.outbox.push(Effect::After(PAUSE, timeout));
            }
            Meaning::Nothing => self.on_meaningless_key(context, key, place),
        }
    }

    /// Takes another key map in: what was begun is ended, what shows keys shows these.
    pub(super) fn on_keymap(&mut self, keymap: Arc<KeyMap>) {
        self.keymap = keymap;
        self.clear_pending();
        let (around, fronts) = self.split();
        for layer in fronts.layers {
            layer.on_keymap(&around);
        }
    }

    /// A key that means nothing here ends what was begun; Esc ends nothing else.
    fn on_meaningless_key(&mut self, context: Context, key: Key, place: Option<Key>) {
        let alone = self.pending.keys.len() == 1;
        let before = self.pending.keys.split_last().map(|(_, before)| before);
        let letters =
            [Action::Mark, Action::GoToMark].map(|it| self.keymap.before_letter(context, it));
        if key.code != Code::Esc && before.is_some() && letters.contains(&before) {
            self.notice = Some(says::ONLY_LETTERS.to_owned());
        }
        self.clear_pending();
        if context == Context::Peek && alone {
            // The peek is a glance: any key that is not its own goes on underneath.
            self.close_front();
            self.on_key_at(key, place);
        }
    }

    /// Returns whether a key can be a digit of a count: none that means something by itself begins one.
    fn begins_count(&self, context: Context, key: Key) -> bool {
        let is_free = || self.keymap.meaning(context, &[key]) == Meaning::Nothing;
        self.pending.keys.is_empty() && (self.pending.count.is_some() || is_free())
    }

    fn count_digit(&mut self, key: Key) -> bool {
        let Key { code: Code::Char(c), held: Modifiers { ctrl: false, alt: false, .. } } = key
        else {
            return false;
        };
        let Some(digit) = c.to_digit(10) else { return false };
        if digit == 0 && self.pending.count.is_none() {
            return false;
        }
        let count = self.pending.count.unwrap_or(0);
        self.pending.count = Some((count * 10 + digit).min(MOST_COUNT));
        true
    }

    /// Forgets what was typed and means nothing yet.
    pub(super) fn clear_pending(&mut self) {
        let timeout = self.pending.timeout;
        self.pending = Pending { timeout, ..Pending::default() };
    }

    /// Does an action where the keyboard is, in a line that is typed in too.
    pub(super) fn act_here(&mut self, action: Action, count: Option<u32>) {
        match self.context() {
            context if context.is_typing() => self.act_while_typing(context, action),
            context => self.act(context, action, count),
        }
    }

    fn act(&mut self, context: Context, action: Action, count: Option<u32>) {
        let (action, count) = match action {
            Action::ReadOn => match self.reading_on() {
                Action::PageDown => (Action::PageDown, count),
                // A count is one of pages, and there is none left.
                onward => (onward, None),
            },
            action => (action, count),
        };
        if !matches!(action, Action::PreviousEntry | Action::NextEntry) {
            self.trail.end_run();
        }
        match action {
            Action::Cancel if count.is_some() => {}
            Action::Cancel => self.step_back(),
            Action::Quit => self.quit(),
            Action::Suspend => self.outbox.push(Effect::Suspend),
            Action::Redraw => self.outbox.push(Effect::Redraw),
            Action::Reload => self.reload(),
            Action::Edit => self.edit_source(),
            Action::Undo => self.undo(),
            _ if self.copy_by_action(action) => {}
            _ if self.open_by_action(action, context) => {}
            _ if self.layers.is_empty() => self.act_in_pane(action, count),
            _ => self.act_in_front(action, count),
        }
    }

    /// Does what an action means in any pane; what differs from pane to pane is asked of the pane.
    fn act_in_pane(&mut self, action: Action, count: Option<u32>) {
        let times = i64::from(count.unwrap_or(1));
        match action {
            Action::PreviousEntry => self.go_to_neighbour(-times),
            Action::NextEntry => self.go_to_neighbour(times),
            Action::Back => (0..times.min(MOST_STEPS)).for_each(|_| self.go_back()),
            Action::Forward => (0..times.min(MOST_STEPS)).for_each(|_| self.go_forward()),
            Action::FindNext => self.go_to_match(Toward::Next, count),
            Action::FindPrevious => self.go_to_match(Toward::Previous, count),
            Action::Results => self.reopen_results(),
            Action::Outline => self.open_outline(),
            Action::NextStop => self.next_stop(Toward::Next, count.unwrap_or(1)),
            Action::PreviousStop => self.next_stop(Toward::Previous, count.unwrap_or(1)),
            Action::Home => self.go_home(),
            Action::Bookmark => self.toggle_bookmark(),
            Action::MarkRead => self.toggle_read(),
            Action::JumpBack => self.jump_back(),
            Action::Mark | Action::GoToMark => self.await_letter(action),
            Action::Select if self.arrangement.focus != Pane::Reader => {
                // Words are in the text, which may be shown as wide as the screen only now.
                self.focus(Pane::Reader);
                self.relayout();
                self.act_in_front(action, count);
            }
            Action::ReadingMode => self.set_reading_mode(!self.arrangement.reading),
            Action::Wider => self.change_measure(MEASURE_STEP),
            Action::Narrower => self.change_measure(-MEASURE_STEP),
            Action::DefaultWidth => self.reset_widths(),
            Action::Shrink => self.change_pane(-PANE_STEP),
            Action::Grow => self.change_pane(PANE_STEP),
            _ => self.act_in_front(action, count),
        }
    }

    /// Goes to the next match in the text; in contents that are filtered, to the next entry there.
    fn go_to_match(&mut self, toward: Toward, count: Option<u32>) {
        let times = count.unwrap_or(1);
        let in_contents = self.arrangement.focus == Pane::Contents;
        if in_contents && self.contents.filter().is_some() && times != 0 {
            let height = self.geometry().body.height;
            if self.contents.next_filtered(toward, times as usize, height) {
                return self.carry_out(Step::Preview);
            }
            return self.carry_out(Step::say(browser::NO_MORE_MATCHES));
        }
        let step = self.reader.next_match(toward, times, &self.keymap);
        self.carry_out(step);
    }

    /// Esc: popup, filter, highlight, link selection, then the focus goes to the list. A filter of
    /// the view in front goes before the view.
    fn step_back(&mut self) {
        if !self.layers.is_empty() {
            self.act_in_front(Action::Cancel, None);
        } else if !self.reader.stop_selecting() && !self.clear_filters() && !self.reader.clear() {
            self.focus(Pane::Contents);
        }
    }

    /// Gives up the filter of the contents or of the side pane; returns whether there was one.
    fn clear_filters(&mut self) -> bool {
        let height = self.geometry().body.height;
        if self.contents.filter().is_some() || self.contents.is_sought() {
            self.contents.set_filter(self.knowledge.catalogue(), "", height);
            return true;
        }
        let filtered = !self.side.menu.filter().is_empty();
        self.side.menu.set_filter("", height);
        filtered
    }
}
