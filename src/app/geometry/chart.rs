//! Where the neighbours of an entry are on a map: two columns of groups with the entry between
//! them, or one list if there is no room. Refuses to know: what the neighbours are.
//!
//! Groups come in the order of their closest member. Each goes to the column with more room and
//! shows its closest member at least; what room is left goes round the groups, a row at a time.
//! What still has none is counted.

use std::ops::RangeInclusive;

use ratatui::layout::Rect;

use crate::graph::Group;
use crate::text::breaking;
use crate::text::width::width;

/// The narrowest map with two columns.
const TWO_COLUMNS: u16 = 64;
/// The lowest map with two columns.
const LOWEST: u16 = 7;
/// How many of a group are in a list.
const LISTED: usize = 6;
/// How many of a group a column is weighed by.
const LIKED: usize = 8;
/// The narrowest and the widest box in the middle.
const BOX: RangeInclusive<u16> = 16..=44;
/// How many rows the title in the box has at most.
const TITLE_ROWS: usize = 3;
/// What the frame of the box and the blanks in it take of its columns.
const FRAME: u16 = 4;
/// The columns of a line with the names next to it, without the names.
const BESIDE_NAME: u16 = 5;
/// The columns between a column of names and the box: the line down, and the one to the box.
const GAP: u16 = 2;

/// What the names on a map would like to have.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The title of the entry in the middle.
    pub title: &'a str,
    /// The columns of the longest name, with what stands behind it.
    pub names: u16,
}

/// What is placed on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Node {
    /// The entry in the middle.
    Centre,
    /// A neighbour: its group, and its place in it.
    Near(usize, usize),
    /// So many of a group are not shown.
    More(usize, usize),
    /// So many, of so many groups that have no room.
    Elsewhere(usize, usize),
}

/// Which column something is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Left of the entry in the middle.
    Left,
    /// The entry in the middle; in a list everything.
    Middle,
    /// Right of it.
    Right,
}

/// A node and the row it is in, counted from the top of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// What it is.
    pub node: Node,
    /// Its column.
    pub column: Column,
    /// Its row.
    pub row: u16,
}

/// Where everything is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chart {
    /// The nodes: the middle, then the left column, then the right one, each from the top.
    pub placed: Vec<Placed>,
    /// The groups' headings: group, column, row.
    pub headings: Vec<(usize, Column, u16)>,
    /// Whether there are two columns.
    pub wide: bool,
    /// How many rows there are.
    pub rows: u16,
    /// The left column; all of the map if it is a list.
    pub left: Rect,
    /// The box in the middle, empty in a list.
    pub middle: Rect,
    /// The right column.
    pub right: Rect,
}

/// A group in its column, while rows are being given out.
struct Slot {
    group: usize,
    column: Column,
    shown: usize,
    count: usize,
    most: usize,
}

impl Slot {
    fn rows(&self) -> usize {
        rows_of(self.shown, self.count)
    }
}

/// Counts the rows of a group: its heading, its members, and what counts the others.
fn rows_of(shown: usize, count: usize) -> usize {
    1 + shown + usize::from(shown < count)
}

impl Chart {
    /// Returns everything its place in an area.
    pub fn new(groups: &[Group], wanted: Wanted<'_>, area: Rect) -> Self {
        if area.width >= TWO_COLUMNS && area.height >= LOWEST {
            Self::wide(groups, wanted, area)
        } else {
            Self::list(groups, area)
        }
    }

    fn list(groups: &[Group], area: Rect) -> Self {
        let mut all = Self { left: area, ..Self::default() };
        all.place(Node::Centre, Column::Middle, 0);
        let slot = |(group, all): (usize, &Group)| Slot {
            group,
            column: Column::Middle,
            shown: all.best.len().min(LISTED),
            count: all.count,
            most: LISTED,
        };
        let mut row = 1;
        for slot in groups.iter().enumerate().map(slot) {
            row = all.fill(&slot, row);
        }
        all.rows = row;
        all
    }

    fn wide(groups: &[Group], wanted: Wanted<'_>, area: Rect) -> Self {
        let (slots, elsewhere) = allot(groups, usize::from(area.height));
        let mut all = Self { wide: true, ..Self::default() };
        let used = |column| {
            let rows = slots.iter().filter(|slot| slot.column == column).map(|it| it.rows() + 1);
            let last = if column == Column::Right { elsewhere.map_or(0, |_| 2) } else { 0 };
            (rows.sum::<usize>() + last).saturating_sub(1)
        };
        let (left, right) = (used(Column::Left), used(Column::Right));
        let [side, middle, height] = sizes(wanted, area.width);
        all.rows = left.max(right).max(usize::from(height)) as u16;
        let centre = all.rows / 2;
        all.place(Node::Centre, Column::Middle, centre);
        for (column, used) in [(Column::Left, left), (Column::Right, right)] {
            let mut row = (all.rows - used as u16) / 2;
            for slot in slots.iter().filter(|slot| slot.column == column) {
                row = all.fill(slot, row) + 1;
            }
            if let (Column::Right, Some((count, groups))) = (column, elsewhere) {
                all.place(Node::Elsewhere(count, groups), column, row);
            }
        }
        // What is smaller than the screen is in its middle.
        let x = area.x + (area.width - 2 * (side + GAP) - middle) / 2;
        let y = area.y + (area.height - all.rows) / 2;
        all.left = Rect { x, y, width: side, height: all.rows };
        all.middle = Rect { x: x + side + GAP, y: y + centre - height / 2, width: middle, height };
        all.right = Rect { x: all.middle.right() + GAP, ..all.left };
        all
    }

    /// Gives a group's heading and members their rows from one on; returns the row below them.
    fn fill(&mut self, slot: &Slot, row: u16) -> u16 {
        self.headings.push((slot.group, slot.column, row));
        let mut row = row + 1;
        for member in 0..slot.shown {
            self.place(Node::Near(slot.group, member), slot.column, row);
            row += 1;
        }
        if slot.shown < slot.count {
            self.place(Node::More(slot.group, slot.count - slot.shown), slot.column, row);
            row += 1;
        }
        row
    }

    fn place(&mut self, node: Node, column: Column, row: u16) {
        self.placed.push(Placed { node, column, row });
    }

    /// Returns the area of a node on a map that is scrolled by so many rows; `None` out of sight.
    pub fn area(&self, placed: &Placed, scrolled: u16) -> Option<Rect> {
        let column = match placed.column {
            Column::Middle if self.wide => return Some(self.middle),
            Column::Left | Column::Middle => self.left,
            Column::Right => self.right,
        };
        let row = placed.row.checked_sub(scrolled).filter(|row| *row < column.height)?;
        Some(Rect { y: column.y + row, height: 1, ..column })
    }
}

/// Returns the columns of either side and of the box, and the rows of the box: names come before the
/// box, which breaks its title where it has to.
fn sizes(wanted: Wanted<'_>, columns: u16) -> [u16; 3] {
    let most = columns - 2 * GAP;
    let names = wanted.names.saturating_add(BESIDE_NAME);
    let title = u16::try_from(width(wanted.title)).unwrap_or(u16::MAX).saturating_add(FRAME);
    let left_over = most.saturating_sub(names.saturating_mul(2));
    let middle = title.clamp(*BOX.start(), *BOX.end()).min(left_over.max(*BOX.start()));
    let side = names.min((most - middle) / 2);
    let rows = breaking::lines(wanted.title, usize::from(middle - FRAME)).len();
    [side, middle, rows.clamp(1, TITLE_ROWS) as u16 + 2]
}

/// Parts the groups between two columns of so many rows; returns also how many neighbours have no
/// room, and in how many groups.
fn allot(groups: &[Group], height: usize) -> (Vec<Slot>, Option<(usize, usize)>) {
    // The last row of the right column is kept for what has no room, if it could be needed.
    let kept = if groups.len() > 2 { 2 } else { 0 };
    let mut free = [height, height.saturating_sub(kept)];
    let mut slots: Vec<Slot> = Vec::new();
    let mut left_out = (0, 0);
    // How many rows the groups of a column would like to have.
    let mut wanted = [0, 0];
    for (group, all) in groups.iter().enumerate() {
        let at = usize::from(wanted[1] < wanted[0] && free[1] > 2 || free[0] <= 2);
        let started = slots.iter().any(|slot| column_at(at) == slot.column);
        let mut slot =
            Slot { group, column: column_at(at), shown: 1, count: all.count, most: all.best.len() };
        // Of two the second takes the row that would count it.
        slot.shown = if slot.count == 2 { 2.min(slot.most) } else { 1 };
        let needed = slot.rows() + usize::from(started);
        if needed <= free[at] {
            free[at] -= needed;
            wanted[at] += 1 + rows_of(all.best.len().min(LIKED), all.count);
            slots.push(slot);
        } else {
            left_out = (left_out.0 + all.count, left_out.1 + 1);
        }
    }
    let mut grown = true;
    while grown {
        grown = false;
        for slot in &mut slots {
            let at = usize::from(slot.column == Column::Right);
            // The last but one brings the last: it takes the row that counted them.
            let step = if slot.shown + 2 == slot.count { 2 } else { 1 };
            let shown = (slot.shown + step).min(slot.most);
            let needed = rows_of(shown, slot.count) - slot.rows();
            if shown > slot.shown && needed <= free[at] {
                free[at] -= needed;
                slot.shown = shown;
                grown = true;
            }
        }
    }
    (slots, (left_out.1 > 0).then_some(left_out))
}

fn column_at(at: usize) -> Column {
    if at == 0 { Column::Left } else { Column::Right }
}

/// Where the parts of the map are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MapParts {
    /// What is shown.
    pub title: Rect,
    /// The map.
    pub map: Rect,
    /// The line above what is said of a node.
    pub rule: Rect,
    /// What is said of a node; empty if there is no room.
    pub detail: Rect,
}

/// Splits the body of a screen for a map.
pub fn map_parts(body: Rect) -> MapParts {
    let row = |y: u16, height: u16| Rect { y: body.y + y, height, ..body };
    let title = body.height.min(1);
    let rest = body.height - title;
    let detail = match rest {
        0..5 => 0,
        5..12 => 2,
        12..24 => 3,
        _ => 5,
    };
    let rule = u16::from(detail > 0);
    MapParts {
        title: row(0, title),
        map: row(title, rest - detail - rule),
        rule: row(body.height - detail - rule, rule),
        detail: row(body.height - detail, detail),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::graph::{Neighbour, Strength};
    use crate::model::{EntryKey, ThemeKey};

    fn groups(counts: &[usize]) -> Vec<Group> {
        let member = |number| Neighbour {
            entry: EntryKey(number as u32),
            strength: Strength::Editor,
            links: 1,
        };
        let group = |(theme, &count): (usize, &usize)| Group {
            theme: ThemeKey::new(theme),
            count,
            best: (0..count.min(20)).map(member).collect(),
        };
        counts.iter().enumerate().map(group).collect()
    }

    proptest! {
        #[test]
        fn every_neighbour_stands_somewhere_or_is_counted_and_nothing_overlaps(
            counts in prop::collection::vec(1usize..60, 0..12),
            width in 10u16..200, height in 1u16..60, title in "[a-z ]{0,80}", names in 0u16..90,
        ) {
            let area = Rect { x: 0, y: 3, width, height };
            let chart = Chart::new(&groups(&counts), Wanted { title: &title, names }, area);
            let all: usize = chart.placed.iter().map(|placed| match placed.node {
                Node::Centre => 0,
                Node::Near(..) => 1,
                Node::More(_, count) | Node::Elsewhere(count, _) => count,
            }).sum();
            prop_assert_eq!(all, counts.iter().sum::<usize>());
            let mut taken = BTreeSet::new();
            let rows = chart.placed.iter().filter(|it| !(chart.wide && it.node == Node::Centre))
                .map(|it| (it.column as u8, it.row))
                .chain(chart.headings.iter().map(|(_, column, row)| (*column as u8, *row)));
            for row in rows {
                prop_assert!(row.1 < chart.rows, "{row:?} of {}", chart.rows);
                prop_assert!(taken.insert(row), "two things stand in {row:?}");
            }
            if chart.wide {
                prop_assert!(chart.rows <= height);
                for part in [chart.left, chart.middle, chart.right] {
                    prop_assert_eq!(part.intersection(area), part);
                }
                prop_assert!(chart.left.right() < chart.middle.x);
                prop_assert!(chart.middle.right() < chart.right.x);
            }
        }
    }
}
