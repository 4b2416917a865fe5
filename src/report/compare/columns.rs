//! Rows of a comparison at a width: two columns, or one below the other where there is no room.
//! Refuses to know: what is compared.

use super::super::paragraph::Paragraph;
use super::{Compared, ComparedText, Thing};
use crate::document::{Role, Row};
use crate::model::Catalogue;
use crate::text::fit::truncate;
use crate::text::safe::Safe;
use crate::text::width::width;

/// From this width on the two entries have a column each.
const TWO: u16 = 56;
/// What parts the two columns.
const BETWEEN: &str = " │  ";
/// What stands before what the first entry has, and the second, where they have no columns.
const MARKS: [&str; 2] = ["‹ ", "› "];
/// What stands beside each row of what the editor says.
const NOTE: &str = "▎ ";

/// The columns of a comparison.
pub struct Columns {
    /// How wide each is.
    each: usize,
    two: bool,
}

/// Returns which part of a width is about the first entry, in columns from its start, if the second
/// has a column of its own.
pub fn first_half(columns: u16) -> Option<u16> {
    let columns = Columns::new(columns);
    columns.two.then_some(columns.each as u16)
}

impl Columns {
    /// Parts a width.
    pub fn new(columns: u16) -> Self {
        let two = columns >= TWO;
        // The last column is that of the bar which says where one is.
        let whole = usize::from(columns.saturating_sub(1));
        Self { each: if two { (whole - width(BETWEEN)) / 2 } else { whole.max(8) }, two }
    }

    /// Lays out an item, which comes after another one. A blank row stands before what begins something
    /// new, and between the paragraphs of texts.
    pub fn rows(
        &self,
        catalogue: &Catalogue,
        before: Option<&Compared>,
        item: &Compared,
    ) -> Vec<Row> {
        let parted = before.is_some_and(ends_with_blank);
        let lead = (!parted).then(Row::default).into_iter();
        let name = |thing: &Thing| self.line(thing.short(catalogue), Role::Text, true);
        match item {
            Compared::Heading(text) => lead.chain([Row::new([(text, Role::Section)])]).collect(),
            Compared::Heads(heads) => {
                let head = |text: &String| vec![self.line(text, Role::Section, false)];
                lead.chain(self.beside([0, 1].map(|side| head(&heads[side])), false)).collect()
            }
            Compared::Texts(texts) => {
                let text = |text: &Option<ComparedText>| self.broken(text.as_ref());
                let mut rows = self.beside([text(&texts[0]), text(&texts[1])], true);
                rows.extend(ends_with_blank(item).then(Row::default));
                rows
            }
            Compared::Both(thing) => {
                let name = truncate(&Safe::line(thing.short(catalogue)), self.whole() - 2);
                vec![Row::new([("= ", Role::Dim), (&name, Role::Text)])]
            }
            Compared::Own(things) => {
                let cell = |thing: &Option<Thing>| thing.iter().map(name).collect();
                self.beside([cell(&things[0]), cell(&things[1])], true)
            }
        }
    }

    /// Counts the rows that [`Self::rows`] lays out; of things, which may be many, without doing so.
    pub fn height(&self, catalogue: &Catalogue, before: Option<&Compared>, item: &Compared) -> u16 {
        match item {
            Compared::Both(_) => 1,
            Compared::Own(_) if self.two => 1,
            Compared::Own(things) => things.iter().flatten().count() as u16,
            Compared::Heading(_) | Compared::Heads(_) | Compared::Texts(_) => {
                self.rows(catalogue, before, item).len() as u16
            }
        }
    }

    /// Returns the row of [`Self::rows`] at which the second entry's part begins, if it stands below the
    /// first one's.
    pub fn second_row(&self, item: &Compared) -> Option<usize> {
        match item {
            _ if self.two => None,
            Compared::Texts([first, Some(_)]) => Some(self.broken(first.as_ref()).len()),
            Compared::Own([first, Some(_)]) => Some(first.iter().count()),
            _ => None,
        }
    }

    fn whole(&self) -> usize {
        if self.two { 2 * self.each + width(BETWEEN) } else { self.each }
    }

    /// Returns how wide what an entry says or has may be, behind its mark if it has one.
    fn room(&self, marked: bool) -> usize {
        if marked && !self.two { self.each - width(MARKS[0]) } else { self.each }
    }

    fn line(&self, text: &str, role: Role, marked: bool) -> Row {
        Row::new([(&truncate(&Safe::line(text), self.room(marked)), role)])
    }

    /// Breaks a text into the rows of its column, with who says it behind the last one; what the editor says
    /// has a bar beside it.
    fn broken(&self, text: Option<&ComparedText>) -> Vec<Row> {
        let Some(text) = text else { return Vec::new() };
        let bar = if text.is_note { NOTE } else { "" };
        let room = self.room(true) - width(bar);
        let said =
            Paragraph { words: vec![(text.text.clone(), text.role)], by: text.voice.clone() };
        let mut rows = said.rows(room as u16);
        for row in &mut rows {
            row.spans.splice(..0, Row::new([(bar, Role::NoteHead)]).spans);
        }
        rows
    }

    /// Puts the rows of the two entries next to each other, or, in one column, below each other with
    /// a mark before the first of each if they want one.
    fn beside(&self, sides: [Vec<Row>; 2], marked: bool) -> Vec<Row> {
        if !self.two {
            return Self::below(sides, marked);
        }
        let count = sides[0].len().max(sides[1].len());
        let mut sides = sides.map(Vec::into_iter);
        let mut row = || {
            let [mut row, other] = sides.each_mut().map(|side| side.next().unwrap_or_default());
            let rest = " ".repeat(self.each.saturating_sub(row.width()));
            row.spans.extend(Row::new([(&rest, Role::Text), (BETWEEN, Role::Rule)]).spans);
            row.spans.extend(other.spans);
            row
        };
        (0..count).map(|_| row()).collect()
    }

    fn below(sides: [Vec<Row>; 2], marked: bool) -> Vec<Row> {
        let mut rows = Vec::new();
        for (side, mark) in sides.into_iter().zip(MARKS) {
            for (at, row) in side.into_iter().filter(|row| !row.text().is_empty()).enumerate() {
                let lead = match (marked, at) {
                    (false, _) => "",
                    (true, 0) => mark,
                    (true, _) => "  ",
                };
                let mut whole = Row::new([(lead, Role::Dim)]);
                whole.spans.extend(row.spans);
                rows.push(whole);
            }
        }
        rows
    }
}

/// Returns whether an item ends with a blank row: summaries, and the paragraphs of the bodies.
fn ends_with_blank(item: &Compared) -> bool {
    let Compared::Texts(texts) = item else { return false };
    texts.iter().flatten().any(|text| text.piece.is_some() || text.role == Role::Summary)
}
