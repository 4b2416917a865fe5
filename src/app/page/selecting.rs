//! Selecting words of a paragraph, with keys or the mouse. Refuses to know: what they are selected for.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::Page;
use crate::document::{Document, Position};
use crate::journal::{Anchor, Paragraph};
use crate::keys::Toward;

/// Words of a paragraph that are being selected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selecting {
    paragraph: u32,
    text: String,
    /// All words of the paragraph, in bytes of `text`.
    words: Vec<Range<usize>>,
    /// The word at the end that stays.
    fixed: usize,
    /// The word at the end that moves.
    moving: usize,
}

/// How the moving end of a selection moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// By so many words.
    Words(i64),
    /// By so many rows.
    Rows(i64),
    /// To the first word of the paragraph.
    ToStart,
    /// To the last word of the paragraph.
    ToEnd,
}

impl Selecting {
    fn new(document: &Document, paragraph: u32) -> Option<Self> {
        let text = document.text_of_paragraph(paragraph)?.into_owned();
        let words = text.unicode_word_indices();
        let words: Vec<Range<usize>> = words.map(|(at, word)| at..at + word.len()).collect();
        (!words.is_empty()).then_some(Self { paragraph, text, words, fixed: 0, moving: 0 })
    }

    /// Returns the selected bytes of the paragraph.
    pub fn range(&self) -> Range<usize> {
        let (first, last) = (self.fixed.min(self.moving), self.fixed.max(self.moving));
        self.words[first].start..self.words[last].end
    }

    /// Returns the selected words as they stand there.
    pub fn words(&self) -> &str {
        &self.text[self.range()]
    }

    /// Returns the place of the selected words.
    pub fn anchor(&self) -> Anchor {
        let paragraph = Paragraph::new(self.text.as_str());
        Anchor::new(self.paragraph, &paragraph, Some(self.range()))
    }

    /// Exchanges the end that moves and the one that stays.
    pub fn swap(&mut self) {
        std::mem::swap(&mut self.fixed, &mut self.moving);
    }

    fn cover(&mut self, range: &Range<usize>) {
        let first = self.words.partition_point(|word| word.end <= range.start);
        let behind = self.words.partition_point(|word| word.start < range.end);
        if first < behind {
            (self.fixed, self.moving) = (first, behind - 1);
        }
    }
}

impl Page {
    /// Returns the words that are being selected.
    pub fn selecting(&self) -> Option<&Selecting> {
        self.selecting.as_ref()
    }

    /// Begins to select words: those of the match that was gone to last if it is in sight, those of the
    /// selected link, else the first word in sight; returns whether there are any.
    pub fn begin_selecting(&mut self) -> bool {
        let marked = self.highlighted().filter(|found| found.total > 0).map(|found| found.current);
        let mark = marked.and_then(|current| self.document.as_mut()?.match_in_text(current));
        let link = self.target.and_then(|index| self.document.as_mut()?.target_in_text(index));
        let mut stretches = mark.into_iter().chain(link);
        let seen = stretches.find(|&(paragraph, _)| self.sees_paragraph(paragraph));
        self.selecting = match seen {
            Some((paragraph, range)) => self.selecting_in(paragraph).map(|mut selecting| {
                selecting.cover(&range);
                selecting
            }),
            None => self.first_in_sight(),
        };
        self.show_selecting();
        self.selecting.is_some()
    }

    /// Goes on with what was selected in another version of the page, if the paragraph is the same.
    pub fn select_again(&mut self, selecting: Selecting) {
        self.selecting = Some(selecting);
        self.show_selecting();
    }

    fn sees_paragraph(&mut self, number: u32) -> bool {
        let at = self.document.as_ref().and_then(|document| document.paragraph(number));
        at.is_some_and(|at| {
            at.block >= self.top.block && (at.block == self.top.block || self.sees(at))
        })
    }

    fn selecting_in(&self, paragraph: u32) -> Option<Selecting> {
        Selecting::new(self.document.as_ref()?, paragraph)
    }

    /// Selects the first word in sight.
    fn first_in_sight(&mut self) -> Option<Selecting> {
        let (top, height) = (self.top, self.height());
        let document = self.document.as_mut()?;
        for row in 0..height {
            let Some((paragraph, row)) = document.paragraph_under(top, row) else { continue };
            let Some(mut selecting) = Selecting::new(document, paragraph) else { continue };
            let rows = document.paragraph_rows(paragraph)?;
            if let Some(word) = rows.word_at(row, 0, &selecting.words, &selecting.text) {
                (selecting.fixed, selecting.moving) = (word, word);
                return Some(selecting);
            }
        }
        // A table in sight has words too.
        let paragraph = document.paragraph_at(top)?;
        Selecting::new(document, paragraph)
    }

    /// Selects the word under a cell of the text, counted from its top left; returns whether there is one.
    pub fn select_under(&mut self, column: u16, row: u16) -> bool {
        self.selecting = self.word_under(column, row);
        self.show_selecting();
        self.selecting.is_some()
    }

    /// Moves the end of the selection to the word under a cell of the text, if that is one of the same
    /// paragraph.
    pub fn stretch_under(&mut self, column: u16, row: u16) {
        let Some(under) = self.word_under(column, row) else { return };
        let selecting = self.selecting.as_mut();
        if let Some(selecting) = selecting.filter(|it| it.paragraph == under.paragraph) {
            selecting.moving = under.moving;
        }
        self.show_selecting();
    }

    /// Selects the word under a cell of the text, without showing that.
    fn word_under(&mut self, column: u16, row: u16) -> Option<Selecting> {
        let top = self.top;
        let document = self.document.as_mut()?;
        let (paragraph, row) = document.paragraph_under(top, row)?;
        let selecting = Selecting::new(document, paragraph)?;
        let rows = document.paragraph_rows(paragraph)?;
        let word = rows.word_at(row, usize::from(column), &selecting.words, &selecting.text)?;
        Some(Selecting { fixed: word, moving: word, ..selecting })
    }

    /// Moves the end of the selection; returns whether it could.
    pub fn stretch(&mut self, stretch: Stretch) -> bool {
        let Some(mut selecting) = self.selecting.take() else { return false };
        let before = selecting.moving;
        let last = selecting.words.len() - 1;
        let by = |words: i64| before.saturating_add_signed(words as isize).min(last);
        selecting.moving = match stretch {
            Stretch::Words(words) => by(words),
            Stretch::ToStart => 0,
            Stretch::ToEnd => last,
            Stretch::Rows(rows) => self.word_in_row(&selecting, rows).unwrap_or(before),
        };
        let moved = selecting.moving != before;
        self.selecting = Some(selecting);
        self.show_selecting();
        self.reveal_moving();
        moved
    }

    /// Returns the word so many rows further, as nearly as can be below or above the moving one; the first
    /// or the last of the paragraph beyond its rows.
    fn word_in_row(&mut self, selecting: &Selecting, by: i64) -> Option<usize> {
        let Selecting { paragraph, text, words, moving, .. } = selecting;
        let rows = self.document.as_mut()?.paragraph_rows(*paragraph)?;
        let here = words[*moving].start;
        let Some(row) = rows.row_of(here).checked_add_signed(by as isize) else {
            return Some(0);
        };
        if row >= rows.starts.len() {
            return Some(words.len() - 1);
        }
        rows.word_at(row, rows.column_of(here, text), words, text)
    }

    /// Selects the first word of the next or previous paragraph that has words; returns whether there is
    /// one.
    pub fn select_paragraph(&mut self, toward: Toward) -> bool {
        let Some(from) = self.selecting.as_ref().map(|it| it.paragraph) else { return false };
        let count = self.document.as_ref().map_or(0, |document| document.paragraphs().len()) as u32;
        let beside = |at: &u32| toward.beside(*at).filter(|next| *next < count);
        let mut numbers = std::iter::successors(Some(from), beside).skip(1);
        let Some(next) = numbers.find_map(|number| self.selecting_in(number)) else { return false };
        self.selecting = Some(next);
        self.show_selecting();
        self.reveal_moving();
        true
    }

    /// Exchanges the ends of the selection.
    pub fn swap_ends(&mut self) {
        if let Some(selecting) = &mut self.selecting {
            selecting.swap();
        }
        self.reveal_moving();
    }

    /// Gives the selection up; returns it.
    pub fn end_selecting(&mut self) -> Option<Selecting> {
        let ended = self.selecting.take();
        self.show_selecting();
        ended
    }

    /// Has the text show which paragraph a note is written on, until nothing is selected any more.
    pub fn show_noting(&mut self, paragraph: Option<u32>) {
        let Some((document, number)) = self.document.as_mut().zip(paragraph) else { return };
        let length = document.text_of_paragraph(number).map_or(0, |text| text.len());
        document.select(Some((number, 0..length)));
    }

    /// Brings the first row of a paragraph into sight; returns whether there is such a paragraph.
    pub fn reveal_paragraph(&mut self, number: u32) -> bool {
        let at = self.document.as_ref().and_then(|document| document.paragraph(number));
        at.map(|at| self.reveal(at)).is_some()
    }

    /// Has the text show what is selected; what another text does not have is given up.
    pub(super) fn show_selecting(&mut self) {
        let Some(document) = &mut self.document else { return };
        let is_there = |it: &Selecting| {
            document.text_of_paragraph(it.paragraph) == Some(it.text.as_str().into())
        };
        if !self.selecting.as_ref().is_some_and(is_there) {
            self.selecting = None;
        }
        let selected = self.selecting.as_ref().map(|it| (it.paragraph, it.range()));
        document.select(selected);
    }

    /// Scrolls as far as it must to bring the moving end into sight.
    fn reveal_moving(&mut self) {
        let Some(selecting) = &self.selecting else { return };
        let (paragraph, byte) = (selecting.paragraph, selecting.words[selecting.moving].start);
        let Some(document) = &mut self.document else { return };
        let Some(at) = document.paragraph(paragraph) else { return };
        let rows = document.paragraph_rows(paragraph);
        let row = rows.map_or(0, |rows| rows.row_of(byte)) as u32;
        self.reveal(Position { row, ..at });
    }
}
