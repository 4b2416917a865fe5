//! What concerns a whole file while its tables are read: its places, its mistakes, and the characters
//! and links in its texts. Refuses to know tables and keys.

use std::cell::OnceCell;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Mode;
use super::diagnostic::{Mistake, TOO_MANY_MISTAKES};
use super::habits::odd_scheme;
use super::literal::Literal;
use super::position::{At, FileKey, LineIndex, Located};
use super::raw::Word;
use super::suggest::Suggester;
use super::syntax::Block;
use super::whereabouts::Losses;
use crate::messages::content as say;
use crate::text::address::is_outside;
use crate::text::markdown::{
    NoteFault, NoteFaultKind, links, note_faults, open_links, surplus_cells,
};
use crate::text::safe::Safe;

/// The most mistakes that are reported of one file.
const MOST_MISTAKES: usize = 1000;

/// What reading a file gave next to its value.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct Notes {
    /// What is wrong.
    pub mistakes: Vec<Mistake>,
    /// What was left out.
    pub losses: Losses,
    /// References in texts that belong to no entry; collected if the pack is checked.
    pub references: Vec<Word>,
}

impl Notes {
    /// Goes through the places of everything in them.
    pub fn each_place(&mut self, look: &mut impl FnMut(&mut At)) {
        self.mistakes.iter_mut().for_each(|mistake| look(&mut mistake.at));
        self.references.iter_mut().for_each(|word| look(&mut word.at));
    }
}

/// What concerns a whole file while its tables are read.
pub struct Reader<'l> {
    lines: &'l LineIndex<'l>,
    file: FileKey,
    /// How closely it is read.
    pub mode: Mode,
    /// Whether its tables may have keys of the author's own in a table `extra`.
    pub has_extra: bool,
    base: usize,
    broken_lines: Vec<u32>,
    /// What was found so far.
    pub notes: Notes,
    /// Finds what a wrong word may mean.
    pub suggester: Suggester,
}

impl<'l> Reader<'l> {
    /// Builds a reader with the mistakes that parsing found.
    pub fn new(
        lines: &'l LineIndex<'l>,
        file: FileKey,
        mode: Mode,
        mistakes: Vec<Mistake>,
    ) -> Self {
        Self {
            lines,
            file,
            mode,
            has_extra: true,
            base: 0,
            broken_lines: Vec::new(),
            notes: Notes { mistakes, ..Notes::default() },
            suggester: Suggester::default(),
        }
    }

    /// Builds a reader of a file that is no pack; it has no keys but those that are known.
    pub fn of_settings(lines: &'l LineIndex<'l>, file: FileKey, mistakes: Vec<Mistake>) -> Self {
        Self { has_extra: false, ..Self::new(lines, file, Mode::Check, mistakes) }
    }

    /// Turns to the next block of the file.
    pub fn enter(&mut self, block: &Block) {
        self.base = block.base;
        self.broken_lines.clone_from(&block.broken_lines);
    }

    /// Returns whether the block at hand was saved from a syntax error.
    pub fn in_broken_block(&self) -> bool {
        !self.broken_lines.is_empty()
    }

    /// Returns whether there is a syntax error between a table's header and the next header, so that
    /// a key may only seem to be missing.
    pub fn is_broken(&self, header: usize) -> bool {
        if self.broken_lines.is_empty() {
            return false;
        }
        let start = self.base + header;
        let first = self.lines.spot(start).line.get();
        let below = self.lines.text()[start..].lines().skip(1);
        let more = below.take_while(|line| !line.trim_start().starts_with('[')).count();
        let last = first + more as u32;
        let next = self.broken_lines.partition_point(|&line| line < first);
        self.broken_lines.get(next).is_some_and(|&line| line <= last)
    }

    /// Returns the place of a byte of the block.
    pub fn at(&self, offset: usize) -> At {
        At { file: self.file, spot: Some(self.lines.spot(self.base + offset)) }
    }

    /// Returns the line in which a byte of the block stands.
    pub fn line(&self, offset: usize) -> &'l str {
        let (text, at) = (self.lines.text(), self.base + offset);
        let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
        text[start..].lines().next().unwrap_or_default()
    }

    /// Returns a stretch of the block as it is written.
    pub fn written(&self, span: &Range<usize>) -> &'l str {
        &self.lines.text()[self.base..][span.clone()]
    }

    /// Adds a mistake, but not one that a syntax error in the same line explains; what stands for those that are too
    /// many is an error if one of them is.
    pub fn report(&mut self, mistake: Mistake) {
        let explained = |at: At| {
            at.spot.is_some_and(|spot| self.broken_lines.binary_search(&spot.line.get()).is_ok())
        };
        if explained(mistake.at) {
            return;
        }
        let mistakes = &mut self.notes.mistakes;
        if let Some(last) = mistakes.get_mut(MOST_MISTAKES) {
            last.severity = last.severity.min(mistake.severity);
        } else if mistakes.len() < MOST_MISTAKES {
            mistakes.push(mistake);
        } else {
            let at = At::whole(self.file);
            let message = say::too_many_mistakes(MOST_MISTAKES);
            let severity = mistake.severity;
            mistakes.push(Mistake { severity, ..Mistake::error(at, TOO_MANY_MISTAKES, message) });
        }
    }

    /// Adds an error.
    pub fn error(&mut self, at: At, code: &'static str, message: String, hint: impl Into<String>) {
        self.report(Mistake::error(at, code, message).hint(hint));
    }

    /// Takes an error back that something else explains; returns whether there was one.
    pub fn withdraw(&mut self, at: At, code: &str, message: &str) -> bool {
        let mistakes = &mut self.notes.mistakes;
        let found = mistakes
            .iter()
            .rposition(|told| told.at == at && told.code == code && told.message == message);
        found.map(|index| mistakes.remove(index)).is_some()
    }

    /// Collects what only a check looks at: characters that cannot be seen, and links in Markdown.
    pub fn inspect(&mut self, value: &str, span: &Range<usize>, shape: TextForm) {
        let raw = self.written(span);
        let literal = OnceCell::new();
        let place = |at| span.start + literal.get_or_init(|| Literal::new(raw)).offset(at);
        // Behind a syntax error nobody knows where a line ends.
        let lines = if self.in_broken_block() { TextForm::Markdown } else { shape };
        if let (TextForm::Line, Some(at)) = (lines, value.find('\n')) {
            let mistake = Mistake::warning(self.at(place(at)), "line-break", say::line_break());
            self.report(mistake.hint(say::write_in_one_line()));
        }
        for (at, character) in unseen(value, lines) {
            let at = self.at(place(at));
            let message = say::unseen_character(character);
            self.report(
                Mistake::warning(at, "unseen-character", message).hint(say::remove_character()),
            );
        }
        if shape == TextForm::Markdown {
            for NoteFault { kind, label, at } in note_faults(value) {
                let at = self.at(place(at));
                self.report(note_mistake(at, kind, &label));
            }
            for link in links(value) {
                let at = self.at(place(link.destination_range.start));
                if !is_outside(&link.destination) {
                    self.notes.references.push(Located { value: link.destination.into(), at });
                } else if let Some((message, hint)) =
                    odd_scheme(&link.destination, &mut self.suggester)
                {
                    self.report(Mistake::warning(at, "odd-address", message).hint(hint));
                }
            }
            for at in surplus_cells(value) {
                let at = self.at(place(at));
                let mistake = Mistake::warning(at, "surplus-cell", say::surplus_cell());
                self.report(mistake.hint(say::add_a_column()));
            }
            for open in open_links(value) {
                let at = self.at(place(open.at));
                let mistake = Mistake::warning(at, "open-link", say::open_link());
                let hint = if open.in_cell { say::link_in_cell() } else { say::close_the_link() };
                self.report(mistake.hint(hint));
            }
        }
    }
}

/// Words what is wrong with a footnote.
fn note_mistake(at: At, kind: NoteFaultKind, label: &str) -> Mistake {
    match kind {
        NoteFaultKind::Unknown => Mistake::error(at, "unknown-note", say::unknown_note(label))
            .hint(say::write_the_note(label)),
        NoteFaultKind::Unused => Mistake::warning(at, "unused-note", say::unused_note(label))
            .hint(say::refer_to_note(label)),
        NoteFaultKind::Repeated => Mistake::error(at, "duplicate-note", say::repeated_note(label))
            .hint(say::name_the_note_anew()),
    }
}

/// What a string is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextForm {
    /// Plain text in one line.
    Line,
    /// Markdown.
    Markdown,
}

/// Finds the characters that a sink would write as their code, because they cannot be seen or would
/// turn the text around; tabs belong to Markdown.
fn unseen(value: &str, shape: TextForm) -> Vec<(usize, char)> {
    if value.bytes().all(|byte| (b' '..0x7F).contains(&byte)) {
        return Vec::new();
    }
    let (safe, offsets) = Safe::mapped(value);
    let is_unseen = |&(at, c): &(usize, char)| match c {
        '\n' => false,
        '\t' => shape == TextForm::Line,
        _ if c.is_alphanumeric() => false,
        _ => safe[offsets.safe(at)..].starts_with(&format!("<U+{:04X}>", c as u32)),
    };
    value.char_indices().filter(is_unseen).collect()
}
