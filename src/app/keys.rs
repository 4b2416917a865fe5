//! What a key press leads to: counts, sequences, then the action of the pane or layer that has the
//! keyboard. Refuses to know: what panes and layers do with actions.

use super::finder::Aim;
use super::geometry::{MEASURE, Pane};
use super::input::{Code, Key};
use super::keymap::{Action, Context, Meaning};
use super::message::{Effect, TimeoutId};
use super::subject::Subject;
use super::{App, PAUSE, Pending};
use crate::messages::browser as says;

/// The highest count; more digits than these are a cat on the keyboard.
const MOST_COUNT: u32 = 999_999;
/// The narrowest and widest text.
const MEASURES: std::ops::RangeInclusive<u16> = 24..=160;
/// How many columns `+` and `-` change the text by.
const MEASURE_STEP: i16 = 4;
/// How many columns `<` and `>` change a pane by.
const PANE_STEP: i16 = 2;

impl App {
    pub(super) fn key(&mut self, key: Key) {
        self.notice = None;
        self.awaited = None;
        let context = self.context();
        if context.is_typing() {
            self.typing_key(context, key);
            return;
        }
        if self.pending.keys.is_empty() && self.count_digit(key) {
            return;
        }
        self.pending.keys.push(key);
        match self.keymap.meaning(context, &self.pending.keys) {
            Meaning::Action(action) => {
                let pending = std::mem::take(&mut self.pending);
                let pause = pending.timeout;
                self.pending.timeout = pause;
                self.act(context, action, pending.count);
            }
            Meaning::Prefix => {
                let timeout = TimeoutId(self.pending.timeout.0 + 1);
                self.pending.timeout = timeout;
                self.outbox.push(Effect::After(PAUSE, timeout));
            }
            Meaning::Nothing => self.meaningless_key(context, key),
        }
    }

    /// Does what an action means in the pane or layer that has the keyboard.
    pub(super) fn act_by_name(&mut self, action: Action) {
        self.notice = None;
        self.act(self.context(), action, None);
    }

    /// A key that means nothing here ends what was begun; Esc ends nothing else.
    fn meaningless_key(&mut self, context: Context, key: Key) {
        let alone = self.pending.keys.len() == 1;
        self.clear_pending();
        if context == Context::Peek && alone {
            // The peek is a glance: any key that is not its own goes on underneath.
            self.layers.pop();
            self.key(key);
        }
    }

    fn count_digit(&mut self, key: Key) -> bool {
        let Key { code: Code::Char(c), ctrl: false, alt: false, .. } = key else { return false };
        let Some(digit) = c.to_digit(10) else { return false };
        if digit == 0 && self.pending.count.is_none() {
            return false;
        }
        let count = self.pending.count.unwrap_or(0);
        self.pending.count = Some((count * 10 + digit).min(MOST_COUNT));
        true
    }

    pub(super) fn clear_pending(&mut self) {
        let timeout = self.pending.timeout;
        self.pending = Pending { timeout, ..Pending::default() };
    }

    fn act(&mut self, context: Context, action: Action, count: Option<u32>) {
        if !matches!(action, Action::PreviousEntry | Action::NextEntry) {
            self.trail.end_run();
        }
        match action {
            Action::Cancel if count.is_some() => {}
            Action::Cancel => self.step_back(),
            Action::Quit => self.outbox.push(Effect::Quit),
            Action::Suspend => self.outbox.push(Effect::Suspend),
            Action::Redraw => self.outbox.push(Effect::Redraw),
            Action::Links => self.open_links(),
            Action::Path => self.ask_for_other(Aim::PathFrom),
            Action::Compare => self.ask_for_other(Aim::CompareWith),
            Action::Routes => self.open_routes(),
            Action::Coverage => self.open_coverage(),
            Action::Health => self.open_subject(Subject::Health),
            Action::Matrix => self.open_matrix(),
            Action::Map => self.open_map(),
            Action::Help => self.open_help(context),
            _ => match context {
                Context::Menu => self.menu_action(action, count),
                Context::Peek => self.peek_action(action, count),
                Context::Sheet => self.sheet_action(action, count),
                Context::Matrix => self.matrix_action(action, count),
                Context::Map => self.map_action(action, count),
                Context::Contents | Context::Reader | Context::Side => {
                    self.pane_action(action, count);
                }
                Context::Finder | Context::Glossary | Context::Prompt => {}
            },
        }
    }

    /// What a key does in any pane; what differs from pane to pane is asked of the pane.
    fn pane_action(&mut self, action: Action, count: Option<u32>) {
        let times = i64::from(count.unwrap_or(1));
        match action {
            Action::PreviousEntry => self.go_to_neighbour(-times),
            Action::NextEntry => self.go_to_neighbour(times),
            Action::Back => (0..times.min(500)).for_each(|_| self.go_back()),
            Action::Forward => (0..times.min(500)).for_each(|_| self.go_forward()),
            Action::FindNext => self.next_match(times),
            Action::FindPrevious => self.next_match(-times),
            Action::Search => self.open_finder(),
            Action::Results => self.reopen_results(),
            Action::Glossary => self.open_glossary(),
            Action::Outline => self.open_outline(),
            Action::NextStop => self.next_stop(true, count.unwrap_or(1)),
            Action::PreviousStop => self.next_stop(false, count.unwrap_or(1)),
            Action::Home => self.go_home(),
            Action::ReadingMode => self.set_reading_mode(!self.arrangement.reading),
            Action::Wider => self.change_measure(MEASURE_STEP),
            Action::Narrower => self.change_measure(-MEASURE_STEP),
            Action::DefaultWidth => self.reset_widths(),
            Action::Shrink => self.change_pane(-PANE_STEP),
            Action::Grow => self.change_pane(PANE_STEP),
            _ => match self.arrangement.focus {
                Pane::Contents => self.contents_action(action, count),
                Pane::Reader => self.reader_action(action, count),
                Pane::Side => self.side_action(action, count),
            },
        }
    }

    /// Esc: popup, filter, highlight, link selection, then the focus goes to the list. A filter of the
    /// view in front goes before the view.
    fn step_back(&mut self) {
        if self.clear_sheet_filter() {
            return;
        }
        if !self.layers.is_empty() {
            self.leave_layer();
            // Hits may have come while another layer lay over the finder.
            return self.preview_in_layer();
        }
        if self.clear_filters() {
            return;
        }
        let page = self.reader.as_mut();
        if page.is_some_and(|page| page.clear_highlight() || page.clear_target()) {
            return;
        }
        self.focus(Pane::Contents);
    }

    /// Gives up the filter of the contents or of the side pane; returns whether there was one.
    fn clear_filters(&mut self) -> bool {
        let height = self.contents_height();
        if self.contents.filter().is_some() {
            self.contents.set_filter(self.knowledge.catalogue(), "", height);
            return true;
        }
        let filtered = !self.side.filter().is_empty();
        self.side.set_filter("", height);
        filtered
    }

    fn change_measure(&mut self, change: i16) {
        // A measure beyond the room there is would have to be narrowed unseen first.
        let shown = self.geometry().prose(self.arrangement.measure).width;
        let measure = shown.saturating_add_signed(change);
        self.arrangement.measure = measure.clamp(*MEASURES.start(), *MEASURES.end());
        if self.geometry().prose(self.arrangement.measure).width == shown {
            let says = if change > 0 { says::WIDEST } else { says::NARROWEST };
            self.notice = Some(says.to_owned());
        }
    }

    fn reset_widths(&mut self) {
        self.arrangement.measure = MEASURE;
        self.arrangement.contents = 0;
        self.arrangement.side = 0;
    }

    /// Changes the width of the side pane where it has the focus, else of the contents.
    fn change_pane(&mut self, columns: i16) {
        let slot = match self.arrangement.focus {
            Pane::Side => &mut self.arrangement.side,
            Pane::Contents | Pane::Reader => &mut self.arrangement.contents,
        };
        *slot = slot.saturating_add(columns).clamp(-40, 100);
    }
}
