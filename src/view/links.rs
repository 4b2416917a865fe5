//! Which cells of a frame belong to links to the web. Refuses to know: how a terminal is told.

use std::rc::Rc;

use ratatui::layout::{Position, Rect};

use crate::text::address::web;

/// A link to the web.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its number on its page: one that goes over several rows is one link in all of them.
    pub number: u32,
    /// Where it leads, as [`web`] writes it.
    pub address: Rc<str>,
}

impl Link {
    /// Builds a link, if the address is one of the web.
    pub fn new(number: u32, address: &str) -> Option<Self> {
        Some(Self { number, address: web(address)?.into() })
    }
}

/// The links of a frame.
#[derive(Clone, Debug, Default)]
pub struct Links {
    area: Rect,
    /// For each cell of the area one more than the place of its link, or 0; empty if there is no link.
    cells: Vec<u16>,
    all: Vec<Link>,
}

impl Links {
    /// Builds a frame without links.
    pub fn new(area: Rect) -> Self {
        Self { area, ..Self::default() }
    }

    /// Returns whether there is no link.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Returns the link that a cell belongs to.
    pub fn at(&self, x: u16, y: u16) -> Option<&Link> {
        let place = self.cells.get(self.index(x, y)?)?.checked_sub(1)?;
        self.all.get(usize::from(place))
    }

    /// Makes an area a link, in place of what was there.
    pub fn put(&mut self, area: Rect, link: Link) {
        let area = area.intersection(self.area);
        // More links than this have no room on any screen; the last ones are none then.
        let Ok(place) = u16::try_from(self.all.len() + 1) else { return };
        if area.is_empty() {
            return;
        }
        self.cells.resize(usize::from(self.area.width) * usize::from(self.area.height), 0);
        for Position { x, y } in area.positions() {
            if let Some(index) = self.index(x, y) {
                self.cells[index] = place;
            }
        }
        self.all.push(link);
    }

    /// Takes a cell out of its link.
    pub fn take(&mut self, x: u16, y: u16) {
        let index = self.index(x, y);
        if let Some(cell) = index.and_then(|index| self.cells.get_mut(index)) {
            *cell = 0;
        }
    }

    /// Returns the cells that belong to another link than `before`, or to none or one as they did not.
    pub fn changed_from<'a>(&'a self, before: &'a Self) -> impl Iterator<Item = Position> + 'a {
        let any = !self.is_empty() || !before.is_empty();
        let area = if any { self.area.union(before.area) } else { Rect::ZERO };
        area.positions().filter(|&Position { x, y }| self.at(x, y) != before.at(x, y))
    }

    fn index(&self, x: u16, y: u16) -> Option<usize> {
        let is_in = self.area.contains(Position { x, y });
        let row = || usize::from(y - self.area.y) * usize::from(self.area.width);
        is_in.then(|| row() + usize::from(x - self.area.x))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: Rect = Rect::new(0, 0, 6, 2);

    fn link(number: u32) -> Link {
        Link::new(number, "https://a.example").unwrap()
    }

    fn row(x: u16, y: u16, width: u16) -> Rect {
        Rect { x, y, width, height: 1 }
    }

    fn seen(links: &Links) -> String {
        let number =
            |Position { x, y }| links.at(x, y).map_or('.', |it| (b'0' + it.number as u8).into());
        AREA.positions().map(number).collect()
    }

    #[test]
    fn what_is_drawn_later_is_no_part_of_a_link() {
        let mut links = Links::new(AREA);
        links.put(row(1, 0, 4), link(1));
        links.put(row(4, 0, 9), link(2));
        links.put(row(0, 1, 2), link(2));
        links.put(row(0, 9, 2), link(3));
        links.take(2, 0);
        links.take(9, 9);
        assert_eq!(seen(&links), ".1.12222....");
    }

    #[test]
    fn cells_change_with_the_link_though_not_with_what_stands_in_them() {
        #[track_caller]
        fn check(before: &[(u16, u32)], after: &[(u16, u32)], expected: &[u16]) {
            let [before, after] = [before, after].map(|cells| {
                let mut links = Links::new(AREA);
                for (x, number) in cells {
                    links.put(row(*x, 0, 1), link(*number));
                }
                links
            });
            let changed: Vec<u16> = after.changed_from(&before).map(|at| at.x).collect();
            assert_eq!(changed, expected);
        }
        check(&[], &[], &[]);
        check(&[(1, 1), (2, 1)], &[(1, 1), (2, 1)], &[]);
        check(&[(1, 1), (2, 1)], &[(2, 1), (3, 1)], &[1, 3]);
        check(&[(1, 1), (2, 2)], &[(1, 1), (2, 1)], &[2]);
        check(&[(1, 1)], &[], &[1]);
    }

    #[test]
    fn a_frame_is_compared_with_one_of_another_size() {
        let (mut small, mut large) = (Links::new(row(0, 0, 3)), Links::new(AREA));
        small.put(row(0, 0, 2), link(1));
        large.put(row(1, 0, 4), link(1));
        let changed = large.changed_from(&small).map(|at| at.x);
        assert_eq!(changed.collect::<Vec<_>>(), [0, 2, 3, 4]);
        assert_eq!(Links::default().changed_from(&small).count(), 2);
    }
}
