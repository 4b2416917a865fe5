//! Selection and scrolling of every list, written once. Refuses to know: what the items are.

use std::ops::Range;

use crate::keys::Action;

/// A movement in a list or a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// This many items or rows down; up if negative.
    By(i64),
    /// This many half screens down.
    Half(i64),
    /// This many screens down.
    Page(i64),
    /// To the first; or to the item that the count names, counted from 1.
    First(Option<u32>),
    /// To the last; or to the item that the count names, counted from 1.
    Last(Option<u32>),
}

impl Motion {
    /// Returns the movement that an action means, with the count typed before it.
    pub fn from_action(action: Action, count: Option<u32>) -> Option<Self> {
        let times = i64::from(count.unwrap_or(1));
        Some(match action {
            Action::Down => Self::By(times),
            Action::Up => Self::By(-times),
            Action::HalfDown => Self::Half(times),
            Action::HalfUp => Self::Half(-times),
            Action::PageDown => Self::Page(times),
            Action::PageUp => Self::Page(-times),
            Action::Top => Self::First(count),
            Action::Bottom => Self::Last(count),
            _ => return None,
        })
    }

    /// Returns how many rows it goes on a screen of `height` rows, if it is relative.
    pub fn rows(self, height: u16) -> Option<i64> {
        let height = i64::from(height);
        match self {
            Self::By(rows) => Some(rows),
            Self::Half(times) => Some(times * (height / 2).max(1)),
            // One row stays in sight, so that the eye finds its place.
            Self::Page(times) => Some(times * (height - 1).max(1)),
            Self::First(_) | Self::Last(_) => None,
        }
    }
}

/// The selected item of a list and the first row in sight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The selected item.
    pub selected: usize,
    /// The first row in sight.
    pub offset: usize,
}

impl Cursor {
    /// Returns the item that a movement leads to, in a list of `length` items of which `page` fit
    /// on the screen; 0 in an empty list.
    pub fn target(self, motion: Motion, length: usize, page: u16) -> usize {
        let last = length.saturating_sub(1);
        let named = |count: u32| (count as usize).saturating_sub(1).min(last);
        match (motion, motion.rows(page)) {
            (Motion::First(count), _) => count.map_or(0, named),
            (Motion::Last(count), _) => count.map_or(last, named),
            (_, Some(steps)) => {
                let steps = isize::try_from(steps).unwrap_or(if steps < 0 {
                    isize::MIN
                } else {
                    isize::MAX
                });
                self.selected.saturating_add_signed(steps).min(last)
            }
            (_, None) => self.selected,
        }
    }

    /// Selects an item that fills `rows` of a list of `total` rows, and scrolls as little as it
    /// takes to see it on a screen of `height` rows.
    pub fn select(&mut self, item: usize, rows: Range<usize>, total: usize, height: u16) {
        self.selected = item;
        let height = usize::from(height);
        if rows.end > self.offset + height {
            self.offset = rows.end - height;
        }
        // The start of an item that is higher than the screen matters more than its end.
        self.offset = self.offset.min(rows.start).min(total.saturating_sub(height));
    }

    /// Scrolls without moving the selection, for the wheel.
    pub fn scroll(&mut self, rows: i64, total: usize, height: u16) {
        let most = total.saturating_sub(usize::from(height));
        let rows = isize::try_from(rows).unwrap_or(0);
        self.offset = self.offset.saturating_add_signed(rows).min(most);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(selected: usize, motion: Motion, length: usize, expected: usize) {
        assert_eq!(Cursor { selected, offset: 0 }.target(motion, length, 10), expected);
    }

    #[test]
    fn movements() {
        check(0, Motion::By(1), 5, 1);
        check(4, Motion::By(1), 5, 4);
        check(0, Motion::By(-1), 5, 0);
        check(0, Motion::By(i64::MAX), 5, 4);
        check(0, Motion::Half(1), 100, 5);
        check(50, Motion::Page(-1), 100, 41);
        check(3, Motion::First(None), 5, 0);
        check(3, Motion::First(Some(2)), 5, 1);
        check(0, Motion::Last(None), 5, 4);
        check(0, Motion::Last(Some(99)), 5, 4);
        check(0, Motion::Last(None), 0, 0);
    }

    proptest! {
        #[test]
        fn the_selection_is_always_in_sight(
            total in 1usize..500, height in 1u16..60, moves in prop::collection::vec(0usize..500, 1..20),
        ) {
            let mut cursor = Cursor::default();
            for item in moves {
                let item = item.min(total - 1);
                cursor.select(item, item..item + 1, total, height);
                prop_assert!(cursor.offset <= item && item < cursor.offset + usize::from(height));
                prop_assert!(cursor.offset + usize::from(height) <= total.max(usize::from(height)));
            }
        }
    }
}
