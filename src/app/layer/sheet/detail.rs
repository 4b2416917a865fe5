//! What is said of the selected line of a sheet, with what it quotes: of a body, or of a file in which
//! something is wrong. Refuses to know: where it is drawn.

use std::ops::Range;

use super::Sheet;
use crate::app::message::Effect;
use crate::app::surroundings::Surroundings;
use crate::content::caret::{self, Part};
use crate::content::diagnostic::Diagnostic;
use crate::document::{Role, Row, Span, Style};
use crate::knowledge::{Knowledge, Question};
use crate::model::EntryKey;
use crate::report::{Choice, Paragraph};
use crate::text::safe::Safe;

/// How much is quoted at most, in bytes: more than a screen shows.
const MOST_QUOTED: usize = 4_000;

/// What is quoted of an entry.
struct Quote {
    entry: EntryKey,
    /// The pieces of its body, as a page counts them.
    pieces: Range<u32>,
    role: Role,
}

/// What is said of the selected line.
impl Sheet {
    /// Returns what is said of the selected line, what it quotes after it, broken at `width`
    /// columns.
    pub fn detail(&self, known: &Knowledge, width: u16) -> Vec<Row> {
        let Some(line) = self.selected() else { return Vec::new() };
        let mut paragraphs = self.report().detail(known.catalogue(), line);
        paragraphs.extend(self.quoted(known));
        let mut rows: Vec<Row> = paragraphs.iter().flat_map(|it| it.rows(width)).collect();
        if let (Some(mistake), Some(first)) = (self.report().mistake(line), paragraphs.first()) {
            let behind = first.rows(width).len();
            rows.splice(behind..behind, pointed_rows(known, mistake, width));
        }
        rows
    }

    /// Returns what is quoted of the selected line: the piece of a body that it is about, else the
    /// opening of the entry that it leads to.
    fn quotes(&self) -> Option<Quote> {
        let line = self.selected()?;
        if let Some((entry, piece)) = self.report().quotes(line) {
            return Some(Quote { entry, pieces: piece..piece + 1, role: Role::Quote });
        }
        if self.has_own_heights() || self.note().is_some() {
            // Such lines say themselves what there is to read.
            return None;
        }
        // Of a paragraph that was put by, its own words are told.
        let choice = self.choice().filter(|choice| !matches!(choice, Choice::Anchored(..)))?;
        let (entry, piece) = choice.entry()?;
        let from = piece.unwrap_or(0);
        Some(Quote { entry, pieces: from..u32::MAX, role: Role::Text })
    }

    /// Returns what is quoted of the selected line, if its body is loaded.
    fn quoted(&self, known: &Knowledge) -> Vec<Paragraph> {
        let Some(Quote { entry, pieces, role }) = self.quotes() else { return Vec::new() };
        let Some(body) = known.peek_body(entry) else { return Vec::new() };
        let (mut left, mut quoted) = (MOST_QUOTED, Vec::new());
        for piece in pieces.take_while(|&piece| (piece as usize) <= body.statements.len()) {
            let statement = body.statements.get(piece as usize);
            let source = statement.map_or(&body.markdown, |statement| &statement.text);
            let beginning = &source[..source.floor_char_boundary(left)];
            let text = known.catalogue().plain_of(entry, beginning).text;
            quoted.push(Paragraph::default());
            let lines = text.lines().filter(|line| !line.trim().is_empty());
            quoted.extend(lines.map(|line| Paragraph::from((line.to_owned(), role))));
            left = left.saturating_sub(source.len());
            if left == 0 {
                break;
            }
        }
        quoted
    }

    /// Has the body, or the line of a file, loaded that the selected line quotes.
    pub fn load_quoted(&self, around: &mut Surroundings<'_>) {
        let question = self.mistake().and_then(|mistake| around.known.ask_for_line(mistake));
        around.outbox.extend(question.map(Effect::Ask));
        if let Some(Quote { entry, .. }) = self.quotes()
            && around.known.peek_body(entry).is_none()
        {
            around.outbox.push(Effect::Ask(Question::Body(entry)));
        }
    }
}

/// Returns the line of the file that a mistake points to, if it is loaded, with a caret below.
fn pointed_rows(known: &Knowledge, mistake: &Diagnostic, width: u16) -> Vec<Row> {
    let Some(line) = known.line(mistake) else { return Vec::new() };
    let row = |parts: Vec<(Safe, Part)>| {
        let spans = parts.into_iter().map(|(text, part)| Span {
            text,
            style: Style { role: role(part), ..Style::default() },
            ..Span::default()
        });
        Row::of(spans.collect())
    };
    caret::pointed(mistake, line, usize::from(width)).into_iter().map(row).collect()
}

fn role(part: Part) -> Role {
    match part {
        Part::Frame => Role::Dim,
        Part::Caret(_) => Role::Title,
        _ => Role::Code,
    }
}
