//! One line of text under a cursor: the box of the finder, of filters and of `/`. Refuses to know:
//! which keys do what, and where the line is drawn.

use unicode_segmentation::UnicodeSegmentation;

use crate::keys::Action;

/// How many characters a line holds at most; what is longer is no query any more.
pub const MOST_CHARACTERS: usize = 512;

/// One line of text and a cursor on a grapheme boundary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineEditor {
    text: String,
    /// In bytes.
    cursor: usize,
}

impl LineEditor {
    /// Builds a line that holds `text`, with the cursor at its end.
    pub fn new(text: &str) -> Self {
        let mut line = Self::default();
        line.insert(text);
        line
    }

    /// Returns the text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the text before the cursor.
    pub fn before(&self) -> &str {
        &self.text[..self.cursor]
    }

    /// Returns whether the line is empty.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Obeys an action that edits a line or moves in it; returns whether it is one.
    pub fn obey(&mut self, action: Action) -> bool {
        match action {
            Action::DeleteBack => self.delete_back(),
            Action::DeleteForward => self.delete_forward(),
            Action::DeleteWord => self.delete_word(),
            Action::DeleteNextWord => self.delete_next_word(),
            Action::DeleteToStart => self.delete_to_start(),
            Action::LineStart => self.start(),
            Action::LineEnd => self.end(),
            Action::CharacterLeft => self.left(),
            Action::CharacterRight => self.right(),
            Action::WordLeft => self.go_to(self.previous_word()),
            Action::WordRight => self.go_to(self.next_word()),
            _ => return false,
        }
        true
    }

    /// Inserts text at the cursor: line ends and tabs become spaces, other controls fall away, and
    /// what goes beyond [`MOST_CHARACTERS`] is cut.
    pub fn insert(&mut self, more: &str) {
        let room = MOST_CHARACTERS.saturating_sub(self.text.chars().count());
        // A pasted megabyte is cut before it is looked at: controls count as characters here.
        let more: String = more
            .chars()
            .take(room)
            .map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c })
            .filter(|c| !c.is_control())
            .collect();
        self.text.insert_str(self.cursor, &more);
        self.cursor += more.len();
        self.settle();
    }

    /// Replaces the whole line.
    pub fn set(&mut self, text: &str) {
        *self = Self::new(text);
    }

    /// Returns where the cursor is, in bytes.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Replaces a stretch of bytes, which must be on character boundaries; the cursor goes after
    /// it.
    pub fn replace(&mut self, range: std::ops::Range<usize>, text: &str) {
        self.remove(range);
        self.insert(text);
    }

    /// Goes one grapheme to the left.
    pub fn left(&mut self) {
        self.cursor = self.previous();
    }

    /// Goes one grapheme to the right.
    pub fn right(&mut self) {
        self.cursor = self.next();
    }

    /// Goes to the start.
    pub fn start(&mut self) {
        self.cursor = 0;
    }

    /// Goes to the end.
    pub fn end(&mut self) {
        self.cursor = self.text.len();
    }

    /// Removes the grapheme before the cursor.
    pub fn delete_back(&mut self) {
        let from = self.previous();
        self.remove(from..self.cursor);
    }

    /// Removes the grapheme after the cursor.
    pub fn delete_forward(&mut self) {
        let to = self.next();
        self.remove(self.cursor..to);
    }

    /// Removes the word before the cursor and the spaces after it.
    pub fn delete_word(&mut self) {
        self.remove(self.previous_word()..self.cursor);
    }

    /// Removes the word after the cursor and the spaces before it.
    pub fn delete_next_word(&mut self) {
        self.remove(self.cursor..self.next_word());
    }

    /// Removes everything before the cursor.
    pub fn delete_to_start(&mut self) {
        self.remove(0..self.cursor);
    }

    fn remove(&mut self, range: std::ops::Range<usize>) {
        let start = range.start;
        self.text.replace_range(range, "");
        self.cursor = start;
        self.settle();
    }

    fn go_to(&mut self, cursor: usize) {
        self.cursor = cursor;
        self.settle();
    }

    fn previous(&self) -> usize {
        self.before().grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn next(&self) -> usize {
        let behind = &self.text[self.cursor..];
        self.cursor + behind.graphemes(true).next().map_or(0, str::len)
    }

    /// Returns where the word begins that ends before the cursor, spaces between left aside.
    fn previous_word(&self) -> usize {
        let mut parts = self.before().trim_end().rsplit(char::is_whitespace);
        self.before().trim_end().len() - parts.next().map_or(0, str::len)
    }

    /// Returns where the word ends that begins after the cursor, spaces between left aside.
    fn next_word(&self) -> usize {
        let behind = &self.text[self.cursor..];
        let word = behind.trim_start();
        let end = word.find(char::is_whitespace).unwrap_or(word.len());
        self.cursor + (behind.len() - word.len()) + end
    }

    /// What is on both sides of the cursor may have joined into one grapheme: goes after it.
    fn settle(&mut self) {
        self.cursor = self
            .text
            .grapheme_indices(true)
            .map(|(at, _)| at)
            .find(|at| *at >= self.cursor)
            .unwrap_or(self.text.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(start: &str, edit: impl FnOnce(&mut LineEditor), expected: &str) {
        let mut line = LineEditor::new(start);
        edit(&mut line);
        let (before, behind) = line.text().split_at(line.before().len());
        assert_eq!(format!("{before}|{behind}"), expected);
    }

    #[test]
    fn editing() {
        check("ab", LineEditor::left, "a|b");
        check("a\u{301}", LineEditor::left, "|a\u{301}");
        check("联通", LineEditor::delete_back, "联|");
        check("who pays  ", LineEditor::delete_word, "who |");
        check("who", LineEditor::delete_word, "|");
        check("", LineEditor::delete_word, "|");
        let obeyed = |actions: &'static [Action]| {
            move |line: &mut LineEditor| assert!(actions.iter().all(|action| line.obey(*action)))
        };
        check("who pays  ", obeyed(&[Action::WordLeft]), "who |pays  ");
        check(
            "who pays",
            obeyed(&[Action::WordLeft, Action::WordLeft, Action::WordLeft]),
            "|who pays",
        );
        check("who  pays it", obeyed(&[Action::LineStart, Action::WordRight]), "who|  pays it");
        let on = &[Action::LineStart, Action::WordRight, Action::WordRight];
        check("who  pays it", obeyed(on), "who  pays| it");
        let gone = &[Action::LineStart, Action::WordRight, Action::DeleteNextWord];
        check("who  pays it", obeyed(gone), "who| it");
        check("who", obeyed(&[Action::WordRight, Action::DeleteNextWord]), "who|");
        check("x \u{301}b", obeyed(&[Action::WordLeft]), "x \u{301}|b");
        check("ab", LineEditor::delete_to_start, "|");
        check("ab", |line| (line.start(), line.delete_forward()).1, "|b");
        check("", LineEditor::delete_back, "|");
        check("e", |line| (line.start(), line.insert("x\u{1b}\ny")).1, "x y|e");
    }

    #[test]
    fn case_68_a_paste_of_a_megabyte_is_capped_and_stripped() {
        let mut line = LineEditor::new("a");
        line.insert(&"\u{1b}]52;x\u{7}".repeat(150_000));
        assert!(line.text().chars().count() <= MOST_CHARACTERS);
        assert!(!line.text().chars().any(char::is_control));
    }

    proptest! {
        #[test]
        fn the_cursor_stays_on_a_boundary(text in "\\PC{0,12}", edits in prop::collection::vec(0u8..8, 0..20)) {
            let mut line = LineEditor::new(&text);
            for edit in edits {
                match edit {
                    0 => line.left(),
                    1 => line.right(),
                    2 => line.delete_back(),
                    3 => line.delete_forward(),
                    4 => line.delete_word(),
                    5 => line.insert("e\u{301}👩"),
                    6 => line.insert("\u{200d}👧"),
                    _ => line.start(),
                }
                let boundaries: Vec<usize> = line.text().grapheme_indices(true).map(|(at, _)| at).collect();
                prop_assert!(line.cursor == line.text().len() || boundaries.contains(&line.cursor));
            }
        }
    }
}
