//! What keys and pastes do while a line is typed in, at the foot or in a box: text goes into the
//! line, actions edit it, and all others are for the front. Refuses to know: drawing.

use super::App;
use super::layer::Layer;
use super::message::Effect;
use crate::keys::{Action, Code, Context, Key, Meaning, Modifiers};

impl App {
    /// Takes a key while a line is typed in.
    pub(super) fn on_typing_key(&mut self, context: Context, key: Key) {
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
            Meaning::Action(action) => self.act_while_typing(context, action),
            _ => {
                if let Key { code: Code::Char(c), held: Modifiers { ctrl: false, alt: false, .. } } =
                    key
                    && !self.filters_already(key)
                {
                    self.type_text(c.encode_utf8(&mut [0; 4]));
                }
            }
        }
    }

    /// Returns whether a key would begin to filter a list that is being filtered: the one that does so in
    /// views, in the glossary index before anything is typed there.
    fn filters_already(&self, key: Key) -> bool {
        let is_empty = || matches!(self.layers.last(), Some(Layer::Glossary(index)) if index.editor.is_empty());
        let filters = Meaning::Action(Action::Find);
        is_empty() && self.keymap.meaning(Context::Sheet, &[key]) == filters
    }

    /// Keeps a key that was typed after an Enter which waits for results; returns whether it did.
    fn type_ahead(&mut self, key: Key) -> bool {
        match self.layers.last_mut() {
            Some(Layer::Finder(finder)) => finder.type_ahead(key),
            _ => false,
        }
    }

    /// Puts text into the line that is typed in; without one it is no text, and nothing happens.
    pub(super) fn type_text(&mut self, text: &str) {
        self.edit(|editor| editor.insert(text));
    }

    pub(super) fn act_while_typing(&mut self, context: Context, action: Action) {
        let mut edits = false;
        self.edit(|editor| edits = editor.obey(action));
        if edits {
            return;
        }
        match action {
            Action::Help => self.open_help(context),
            Action::Suspend => self.outbox.push(Effect::Suspend),
            Action::Redraw => self.outbox.push(Effect::Redraw),
            _ => self.act_in_front(action, None),
        }
    }
}
