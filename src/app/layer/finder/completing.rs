//! Completing a filter in the finder: one way after another. Refuses to know: which ways there are.

use super::Finder;
use crate::app::editor::LineEditor;
use crate::app::message::Effect;
use crate::app::surroundings::Surroundings;
use crate::search::Completion;

/// A filter that was completed, and the other ways in which it can go on.
#[derive(Clone, Debug)]
pub struct Completing {
    before: LineEditor,
    all: Vec<Completion>,
    taken: usize,
    /// What the box held after it.
    after: String,
}

impl Finder {
    /// Completes the filter at the cursor; again, takes the next way that it can go on.
    pub(super) fn complete(&mut self, around: &mut Surroundings<'_>) {
        if self.next_way() {
            return self.search(around);
        }
        let (text, cursor) = (self.editor.text().to_owned(), self.editor.cursor());
        around.outbox.push(Effect::Complete { text, cursor });
    }

    /// Takes the ways in which `text` can go on, and the first of them.
    pub fn on_completions(
        &mut self,
        text: &str,
        ways: Vec<Completion>,
        around: &mut Surroundings<'_>,
    ) {
        if self.editor.text() == text && !ways.is_empty() {
            self.take_way(self.editor.clone(), ways, 0);
            self.search(around);
        }
    }

    /// Takes the next way in place of the one taken last; returns whether there is one.
    fn next_way(&mut self) -> bool {
        let Some(Completing { before, all: ways, taken, after }) = self.completing.take() else {
            return false;
        };
        if self.editor.text() != after || ways.len() == 1 {
            // Something else is to be completed now: the value after the filter's name.
            return false;
        }
        let next = (taken + 1) % ways.len();
        self.take_way(before, ways, next);
        true
    }

    fn take_way(&mut self, before: LineEditor, ways: Vec<Completion>, taken: usize) {
        let way = &ways[taken];
        self.editor = before.clone();
        self.editor.replace(way.range.clone(), &way.text);
        let after = self.editor.text().to_owned();
        self.completing = Some(Completing { before, all: ways, taken, after });
    }
}
