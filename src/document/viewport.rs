//! Which rows a screen shows. Scrolls from block to block without laying out the whole document.

use super::layout::Laid;
use super::leaf::Gap;
use super::{Document, Position, Row};
use crate::keys::Toward;

impl Document {
    /// Changes the width; returns the position that shows the same text as `top` did.
    pub fn set_width(&mut self, width: u16, top: Position) -> Position {
        let width = width.max(1);
        if width == self.width || self.blocks() == 0 {
            self.width = width;
            return top;
        }
        let block = top.block.min(self.blocks() - 1);
        // Widening and narrowing again must not creep upwards: as long as nobody scrolls, the byte
        // that was held first is kept.
        let byte = match self.held {
            Some((position, byte)) if position == top => byte,
            _ => {
                let laid = self.lay(block);
                let row = (top.row as usize).min(laid.starts.len() - 1);
                laid.starts[row]
            }
        };
        self.width = width;
        self.laid.clear();
        // Several rows can begin with the same byte; the first of them is the one.
        let starts = &self.lay(block).starts;
        let row = match starts.partition_point(|&start| start <= byte) {
            0 => 0,
            behind => starts.partition_point(|&start| start < starts[behind - 1]),
        };
        let position = Position { block, row: row as u32 };
        self.held = Some((position, byte));
        position
    }

    /// Lays out what a screen of `height` rows from `top` shows, and returns the corrected top:
    /// inside the document, and never below the top of the last full screen.
    pub fn settle(&mut self, top: Position, height: u16) -> Position {
        if self.blocks() == 0 {
            return Position::default();
        }
        let top = self.inside(top);
        let (_, reached) = self.down(top, u64::from(height.max(1)));
        let top = if reached < u64::from(height) { self.end_of(height) } else { top };
        self.screen = (top, height);
        top
    }

    /// Returns the top after scrolling `rows` down, or up if negative; settles that screen.
    pub fn scroll(&mut self, top: Position, rows: i64, height: u16) -> Position {
        if self.blocks() == 0 {
            return Position::default();
        }
        let top = self.inside(top);
        let next = if rows >= 0 {
            self.down(top, rows.unsigned_abs()).0
        } else {
            self.up(top, rows.unsigned_abs())
        };
        self.settle(next, height)
    }

    /// Returns the top of the last screen; settles that screen.
    pub fn end(&mut self, height: u16) -> Position {
        let last = Position { block: u32::MAX, row: u32::MAX };
        self.settle(last, height)
    }

    /// Returns the rows of a screen that was settled, see [`Self::settle`].
    pub fn visible(&self, top: Position, height: u16) -> Vec<&Row> {
        let mut rows = Vec::with_capacity(usize::from(height.min(512)));
        let mut from = top.row as usize;
        for block in top.block..self.blocks() {
            let Some(laid) = self.laid.get(&block) else { break };
            let left = usize::from(height) - rows.len();
            rows.extend(laid.rows.iter().skip(from).take(left));
            if rows.len() == usize::from(height) {
                break;
            }
            from = 0;
        }
        rows
    }

    /// Returns how far into the prose the last row of the screen is, in percent; 100 if the end of
    /// the prose is in sight or above. Sources and links are no part of it.
    ///
    /// Measures text, not rows, so that blocks that were never laid out need not be estimated.
    pub fn percent(&self, top: Position, height: u16) -> u8 {
        let mut left = u64::from(height.max(1));
        let mut from = u64::from(top.row);
        let end = self.prose_end();
        for block in top.block..end {
            let Some(laid) = self.laid.get(&block) else { break };
            let is_last = block + 1 == end;
            // The blank row behind the last paragraph need not be seen.
            let blank = is_last && self.leaf(block).gap != Gap::None;
            let rows = laid.rows.len() as u64 - u64::from(blank);
            if from + left <= rows && !(from + left == rows && is_last) {
                let (before, behind) = (self.weight_before(block), self.weight_before(block + 1));
                let whole = self.weight_before(end);
                let seen = before + (behind - before) * (from + left) / rows;
                return (seen * 100 / whole.max(1)).min(99) as u8;
            }
            left = left.saturating_sub(rows.saturating_sub(from));
            from = 0;
            if left == 0 {
                break;
            }
        }
        100
    }

    /// Returns whether reading on means leaving: the end of the prose is in sight or above, and so is
    /// the end of all that follows it, unless nothing but that is in sight.
    pub fn is_read(&mut self, top: Position, height: u16) -> bool {
        if self.blocks() == 0 {
            return true;
        }
        let top = self.inside(top);
        let (_, reached) = self.down(top, u64::from(height));
        let at_bottom = reached <= u64::from(height);
        let behind = top.block >= self.prose_end();
        at_bottom || behind && self.percent(top, height) == 100
    }

    /// Lays out the whole document and returns all its rows, for pipes.
    pub fn all_rows(&mut self) -> Vec<&Row> {
        for block in 0..self.blocks() {
            self.lay(block);
        }
        (0..self.blocks()).flat_map(|block| &self.laid[&block].rows).collect()
    }

    /// Returns the top of the next paragraph, or of the previous one; settles that screen.
    pub fn step_paragraph(&mut self, top: Position, toward: Toward, height: u16) -> Position {
        let block = match (toward, top.row) {
            (Toward::Next, _) => top.block.saturating_add(1),
            (Toward::Previous, 0) => top.block.saturating_sub(1),
            (Toward::Previous, _) => top.block,
        };
        self.settle(Position { block, row: 0 }, height)
    }

    /// Returns how many blocks are laid out at the present width.
    pub fn laid_out(&self) -> usize {
        self.laid.len()
    }

    /// Lays the last screen out again after something changed its rows but not their number.
    pub(super) fn refresh(&mut self) {
        let (top, height) = self.screen;
        if self.blocks() > 0 {
            let top = self.inside(top);
            self.down(top, u64::from(height));
        }
    }

    /// Returns a position inside the document: the last row if it was after that.
    fn inside(&mut self, position: Position) -> Position {
        let block = position.block.min(self.blocks() - 1);
        let last = if block == position.block { position.row } else { u32::MAX };
        let rows = self.rows(block);
        Position { block, row: last.min(rows - 1) }
    }

    /// Returns how many rows a block has, at least one.
    fn rows(&mut self, block: u32) -> u32 {
        let Laid { rows, .. } = self.lay(block);
        rows.len() as u32
    }

    /// Goes `rows` down or to the last row; returns where that is, and how many rows there are from
    /// `from` on, counting no further than `rows + 1`.
    fn down(&mut self, from: Position, rows: u64) -> (Position, u64) {
        let mut at = from;
        let mut passed = 0;
        loop {
            let left = u64::from(self.rows(at.block) - at.row);
            if passed + left > rows {
                at.row += (rows - passed) as u32;
                return (at, rows + 1);
            }
            if at.block + 1 == self.blocks() {
                at.row += (left - 1) as u32;
                return (at, passed + left);
            }
            passed += left;
            at = Position { block: at.block + 1, row: 0 };
        }
    }

    /// Goes `rows` up or to the first row; returns where that is.
    fn up(&mut self, from: Position, rows: u64) -> Position {
        let mut at = from;
        let mut left = rows;
        while left > u64::from(at.row) {
            left -= u64::from(at.row) + 1;
            let Some(block) = at.block.checked_sub(1) else {
                return Position::default();
            };
            at = Position { block, row: self.rows(block) - 1 };
        }
        at.row -= left as u32;
        at
    }

    /// Returns the top of the last screen of `height` rows.
    fn end_of(&mut self, height: u16) -> Position {
        let last = self.inside(Position { block: u32::MAX, row: u32::MAX });
        self.up(last, u64::from(height.max(1)) - 1)
    }
}
