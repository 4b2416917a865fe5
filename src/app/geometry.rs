//! Where everything is at a size; asked by `update` and by `draw`, so that drawing never has to
//! write state. Refuses to know: what is shown there.

use ratatui::layout::{Rect, Size};

/// From this width on three panes are next to each other.
pub const THREE_PANES: u16 = 120;
/// From this width on two panes are next to each other.
pub const TWO_PANES: u16 = 72;
/// The smallest screen that can be drawn.
pub const SMALLEST: Size = Size { width: 20, height: 5 };
/// The widest text, in columns, until the user changes it.
pub const MEASURE: u16 = 72;

pub mod chart;
pub mod grid;
mod picker;
pub mod popup;

pub use picker::{Picker, hit_height, picker, sheet};

/// A pane that can have the keyboard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pane {
    /// Themes and entries.
    #[default]
    Contents,
    /// The open entry.
    Reader,
    /// Outline, links and backlinks.
    Side,
}

/// What the user chose about the layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrangement {
    /// The pane with the keyboard; if only one has room, the one that is shown.
    pub focus: Pane,
    /// Prose alone.
    pub reading: bool,
    /// The widest text, in columns.
    pub measure: u16,
    /// Columns added to the contents' usual width.
    pub contents: i16,
    /// Columns added to the side pane's usual width.
    pub side: i16,
}

impl Default for Arrangement {
    fn default() -> Self {
        Self { focus: Pane::Contents, reading: false, measure: MEASURE, contents: 0, side: 0 }
    }
}

impl Arrangement {
    /// Returns a pane this many columns on a screen of `width`.
    pub fn set_width(&mut self, pane: Pane, columns: u16, width: u16) {
        let change = |usual: u16| {
            let change = i32::from(columns) - i32::from(usual);
            change.clamp(-MOST_CHANGE, MOST_CHANGE) as i16
        };
        match pane {
            Pane::Side => self.side = change(usual_side(width)),
            Pane::Contents | Pane::Reader => self.contents = change(usual_contents(width)),
        }
    }
}

/// How many columns a pane's width can be changed by.
const MOST_CHANGE: i32 = 200;

/// How many panes are on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScreenShape {
    /// Not even one.
    TooSmall,
    /// Prose alone, without title and foot.
    Reading,
    /// One, by the focus.
    One,
    /// Contents and reader.
    Two,
    /// Contents, reader and side.
    Three,
}

/// Where everything is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Geometry {
    /// How many panes there are.
    pub shape: ScreenShape,
    /// The whole screen.
    pub screen: Rect,
    /// The title bar; empty in reading mode.
    pub title: Rect,
    /// The rows of the two rules above and below the panes, if there is room for them.
    pub rules: Option<[u16; 2]>,
    /// All panes together; also where the finder is.
    pub body: Rect,
    /// Themes and entries.
    pub contents: Option<Rect>,
    /// The open entry.
    pub reader: Option<Rect>,
    /// Outline, links and backlinks.
    pub side: Option<Rect>,
    /// The columns of the lines between panes, each with the pane whose width a drag changes.
    pub borders: Vec<(u16, Pane)>,
    /// The foot; empty in reading mode.
    pub foot: Rect,
    /// Whether the reader's last row invites to views.
    pub invites: bool,
}

/// Returns where everything is.
pub fn geometry(size: Size, arrangement: Arrangement) -> Geometry {
    let screen = Rect::new(0, 0, size.width, size.height);
    let mut all = Geometry {
        shape: ScreenShape::TooSmall,
        screen,
        title: Rect::default(),
        rules: None,
        body: screen,
        contents: None,
        reader: None,
        side: None,
        borders: Vec::new(),
        foot: Rect::default(),
        invites: false,
    };
    if size.width < SMALLEST.width || size.height < SMALLEST.height {
        return all;
    }
    if arrangement.reading {
        all.shape = ScreenShape::Reading;
        all.reader = Some(screen);
        return all;
    }
    all.title = Rect { height: 1, ..screen };
    all.foot = Rect { y: size.height - 1, height: 1, ..screen };
    let ruled = size.height >= 16 && size.width >= TWO_PANES;
    let edge = if ruled { 2 } else { 1 };
    all.body = Rect { y: edge, height: size.height - 2 * edge, ..screen };
    all.rules = ruled.then(|| [edge - 1, size.height - edge]);
    place_panes(&mut all, arrangement);
    all
}

/// Parts the body into panes.
fn place_panes(all: &mut Geometry, arrangement: Arrangement) {
    let (body, width) = (all.body, all.screen.width);
    if width < TWO_PANES {
        all.shape = ScreenShape::One;
        let slot = match arrangement.focus {
            Pane::Contents => &mut all.contents,
            Pane::Reader | Pane::Side => &mut all.reader,
        };
        *slot = Some(body);
        return;
    }
    let contents = contents_width(width, arrangement);
    all.contents = Some(Rect { width: contents, ..body });
    all.borders.push((contents, Pane::Contents));
    let left = contents + 1;
    let right = if width < THREE_PANES {
        all.shape = ScreenShape::Two;
        width
    } else {
        all.shape = ScreenShape::Three;
        let side = side_width(width, arrangement);
        let x = width - side;
        all.side = Some(Rect { x, width: side, ..body });
        all.borders.push((x - 1, Pane::Side));
        x - 1
    };
    all.reader = Some(Rect { x: left, width: right - left, ..body });
}

fn usual_contents(width: u16) -> u16 {
    if width < 80 {
        26
    } else if width < THREE_PANES {
        28
    } else {
        // The text comes first: of every four columns more it has two, until the measure is full.
        (27 + (width - THREE_PANES) / 4).min(36)
    }
}

fn usual_side(width: u16) -> u16 {
    (25 + width.saturating_sub(THREE_PANES) / 4).min(44)
}

/// Returns the contents' width; at least 14 columns, at most two fifths of the screen.
fn contents_width(width: u16, arrangement: Arrangement) -> u16 {
    usual_contents(width).saturating_add_signed(arrangement.contents).clamp(14, width / 5 * 2)
}

/// Returns the side pane's width; at least 20 columns, at most a third of the screen.
fn side_width(width: u16, arrangement: Arrangement) -> u16 {
    usual_side(width).saturating_add_signed(arrangement.side).clamp(20, width / 3)
}

impl Geometry {
    /// Tells which pane holds a cell.
    pub fn pane_at(&self, column: u16, row: u16) -> Option<Pane> {
        let holds =
            |area: &Option<Rect>| area.is_some_and(|area| area.contains((column, row).into()));
        [(&self.contents, Pane::Contents), (&self.reader, Pane::Reader), (&self.side, Pane::Side)]
            .into_iter()
            .find(|(area, _)| holds(area))
            .map(|(_, pane)| pane)
    }

    /// Returns the area of a pane.
    pub fn area(&self, pane: Pane) -> Option<Rect> {
        match pane {
            Pane::Contents => self.contents,
            Pane::Reader => self.reader,
            Pane::Side => self.side,
        }
    }

    /// Returns where the text is in the reader, in the middle of it if the measure leaves room; of no
    /// use if the reader is not shown.
    pub fn prose(&self, measure: u16) -> Rect {
        // A reader that is not shown keeps the text that it would show over the whole body.
        let area = self.reader.unwrap_or(self.body);
        let text = prose(area, measure);
        // Above the last row, one stays blank.
        let height = text.height.saturating_sub(if self.invites { 2 } else { 0 });
        Rect { x: area.x + area.width.saturating_sub(text.width) / 2, height, ..text }
    }

    /// Returns the column in which the signs of notes stand, if the text has a margin.
    pub fn sign_column(&self, measure: u16) -> Option<u16> {
        let text = self.prose(measure).x;
        let margin = text - self.reader.unwrap_or(self.body).x;
        (margin > 0).then(|| text - margin.min(2))
    }

    /// Returns where a card of the practice is: in the middle, below the head and a blank row.
    pub fn practice(&self, measure: u16) -> Rect {
        let text = prose(self.body, measure);
        let head = 2.min(text.height);
        Rect {
            x: self.body.x + self.body.width.saturating_sub(text.width) / 2,
            y: text.y + head,
            height: text.height - head,
            ..text
        }
    }

    /// Returns the title bar without its margins.
    pub fn title_row(&self) -> Rect {
        without_margins(self.title)
    }

    /// Returns the last row of the screen without its margins: the foot, in reading mode the last row of
    /// the text.
    pub fn foot_row(&self) -> Rect {
        let y = self.screen.bottom().saturating_sub(1);
        without_margins(Rect { y, height: 1, ..self.screen })
    }

    /// Returns the row below the text that invites to views, if there is one.
    pub fn invitation(&self, measure: u16) -> Option<Rect> {
        let reader = self.reader.filter(|_| self.invites)?;
        let row = Rect { y: reader.bottom() - 1, height: 1, ..self.prose(measure) };
        Some(row)
    }
}

/// Leaves a column free at either side.
fn without_margins(row: Rect) -> Rect {
    Rect { x: row.x + row.width.min(1), width: row.width.saturating_sub(2), ..row }
}

/// Returns where text is in an area: a margin at both sides, at most `measure` columns.
pub fn prose(area: Rect, measure: u16) -> Rect {
    let margin = match area.width {
        0..12 => 0,
        12..30 => 1,
        _ => 2,
    };
    let width = (area.width - 2 * margin).min(measure).max(1);
    Rect { x: area.x + margin, width, ..area }
}

#[cfg(test)]
mod tests {
    use super::popup::{inside, popup};
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(width: u16, height: u16, focus: Pane, expected: (ScreenShape, [Option<u16>; 3])) {
        let arrangement = Arrangement { focus, ..Arrangement::default() };
        let all = geometry(Size { width, height }, arrangement);
        let widths = [all.contents, all.reader, all.side].map(|area| area.map(|area| area.width));
        assert_eq!((all.shape, widths), expected);
    }

    #[test]
    fn panes_at_each_width() {
        check(200, 40, Pane::Contents, (ScreenShape::Three, [Some(36), Some(118), Some(44)]));
        check(140, 40, Pane::Contents, (ScreenShape::Three, [Some(32), Some(76), Some(30)]));
        check(120, 40, Pane::Contents, (ScreenShape::Three, [Some(27), Some(66), Some(25)]));
        check(119, 40, Pane::Contents, (ScreenShape::Two, [Some(28), Some(90), None]));
        check(80, 24, Pane::Reader, (ScreenShape::Two, [Some(28), Some(51), None]));
        check(72, 24, Pane::Reader, (ScreenShape::Two, [Some(26), Some(45), None]));
        check(71, 24, Pane::Contents, (ScreenShape::One, [Some(71), None, None]));
        check(40, 12, Pane::Reader, (ScreenShape::One, [None, Some(40), None]));
        check(19, 12, Pane::Reader, (ScreenShape::TooSmall, [None, None, None]));
        check(80, 4, Pane::Reader, (ScreenShape::TooSmall, [None, None, None]));
    }

    #[test]
    fn the_text_is_wide_enough_beside_the_panes_and_in_the_middle_of_its_own() {
        #[track_caller]
        fn check(width: u16, expected: (u16, u16)) {
            let all = geometry(Size { width, height: 40 }, Arrangement::default());
            let (reader, text) = (all.reader.expect("it has room"), all.prose(MEASURE));
            assert_eq!(text.width, expected.0, "at {width}");
            assert_eq!(text.x - reader.x, expected.1, "at {width}");
            assert!(reader.right() - text.right() - expected.1 <= 1, "at {width}");
        }
        check(80, (47, 2));
        check(100, (67, 2));
        check(120, (62, 2));
        check(140, (72, 2));
        check(200, (72, 23));
    }

    proptest! {
        #[test]
        fn panes_fill_the_screen_and_never_leave_it(
            width in 0u16.., height in 0u16.., contents in -60i16..60, side in -60i16..60,
            reading: bool, measure in 1u16..400, wants_width: bool,
        ) {
            let arrangement = Arrangement { focus: Pane::Reader, reading, measure, contents, side };
            let all = geometry(Size { width, height }, arrangement);
            let inside_of = |outer: Rect, inner: Rect| {
                inner.is_empty() || outer.intersection(inner) == inner
            };
            let picker = picker(all.body);
            let sheet = sheet(all.body, wants_width);
            for area in [
                Some(sheet.field), Some(sheet.list), Some(sheet.rule), Some(sheet.preview),
                Some(all.title), Some(all.body), Some(all.foot), all.contents, all.reader, all.side,
                Some(picker.field), Some(picker.list), Some(picker.rule), Some(picker.preview),
                Some(popup(all.body, 60, 20)), Some(inside(popup(all.body, 60, 20))),
            ].into_iter().flatten() {
                prop_assert!(inside_of(all.screen, area), "{area:?} in {:?}", all.screen);
            }
            if all.shape == ScreenShape::Three {
                let sum: u16 = [all.contents, all.reader, all.side].iter().flatten().map(|a| a.width).sum();
                prop_assert_eq!(sum + 2, width);
            }
            if let Some(reader) = all.reader {
                prop_assert!(inside_of(reader, all.prose(measure)));
            }
        }
    }
}
