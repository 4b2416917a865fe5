//! Completing a filter that is typed: one way after another. Refuses to know: which ways there are.

use crate::app::editor::LineEditor;
use crate::search::Completion;

/// A filter that was completed, and the other ways in which it can go on.
#[derive(Clone, Debug)]
pub struct Completing {
    before: LineEditor,
    ways: Vec<Completion>,
    taken: usize,
    /// What the box held after it.
    after: String,
}

impl Completing {
    /// Completes what is typed in the first way; `None` if there is no way.
    pub fn first(editor: &mut LineEditor, ways: Vec<Completion>) -> Option<Self> {
        let before = editor.clone();
        let after = complete(editor, ways.first()?);
        Some(Self { before, ways, taken: 0, after })
    }

    /// Completes in the next way in place of the one taken last; `None` if there is no other, or if
    /// something else was typed since.
    pub fn next(self, editor: &mut LineEditor) -> Option<Self> {
        if editor.text() != self.after || self.ways.len() == 1 {
            // Something else is to be completed now: the value after the filter's name.
            return None;
        }
        let taken = (self.taken + 1) % self.ways.len();
        *editor = self.before.clone();
        let after = complete(editor, &self.ways[taken]);
        Some(Self { taken, after, ..self })
    }
}

/// Puts a way into what is typed; returns the whole line.
fn complete(editor: &mut LineEditor, way: &Completion) -> String {
    editor.replace(way.range.clone(), &way.text);
    editor.text().to_owned()
}
