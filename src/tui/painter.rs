//! Paints cells, and around those of links to the web tells the terminal where they lead (OSC 8,
//! <https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda>), for which the drawing library has no
//! word. Refuses to know: what is on the screen, and whether the terminal shows links.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::{Buffer, Cell, CellDiffOption, CellWidth};
use ratatui::layout::{Position, Size};

use crate::view::{Link, Links};

/// Ends the link that what follows would belong to.
pub const LINK_END: &[u8] = b"\x1b]8;;\x1b\\";

/// Gathers the bytes of a frame. Flushing does nothing, because the library flushes several times a
/// frame.
#[derive(Clone, Default)]
pub struct FrameBytes(pub Rc<RefCell<Vec<u8>>>);

impl Write for FrameBytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The library's backend, which paints the cells, with their links.
pub struct Painter {
    backend: CrosstermBackend<FrameBytes>,
    bytes: FrameBytes,
    links: Rc<RefCell<Links>>,
}

impl Painter {
    /// Builds a painter onto some bytes; `links` are those of the frame that is painted.
    pub fn new(bytes: &FrameBytes, links: &Rc<RefCell<Links>>) -> Self {
        let backend = CrosstermBackend::new(bytes.clone());
        Self { backend, bytes: bytes.clone(), links: Rc::clone(links) }
    }

    /// Paints cells of one row, of which each begins where the one before it ends.
    fn paint_link(&mut self, link: &Link, cells: &[(u16, u16, &Cell)]) -> io::Result<()> {
        let Link { number, address } = link;
        write!(self.bytes, "\x1b]8;id={number};{address}\x1b\\")?;
        self.backend.draw(cells.iter().copied())?;
        self.bytes.write_all(LINK_END)
    }
}

/// Has those cells of a frame painted whose link is another one than `before`, though all else may be as it was.
/// They are painted once more in the next frame, since the library tells cells apart by this mark too.
pub fn repaint_changed(frame: &mut Buffer, links: &Links, before: &Links) {
    for position in links.changed_from(before) {
        if let Some(cell) = frame.cell_mut(position)
            && cell.diff_option == CellDiffOption::None
        {
            cell.set_diff_option(CellDiffOption::AlwaysUpdate);
        }
    }
}

impl Backend for Painter {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let links = Rc::clone(&self.links);
        let links = links.borrow();
        if links.is_empty() {
            return self.backend.draw(content);
        }
        let mut content = content.peekable();
        while let Some(first) = content.next() {
            let link = links.at(first.0, first.1);
            let mut run = vec![first];
            let mut end = first.0 + columns(first.2);
            while let Some(next) = content.next_if(|&(x, y, _)| {
                let goes_on = link.is_none() || y == first.1 && x <= end;
                goes_on && links.at(x, y) == link
            }) {
                end = next.0 + columns(next.2);
                run.push(next);
            }
            match link {
                Some(link) => self.paint_link(link, &run)?,
                None => self.backend.draw(run.into_iter())?,
            }
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.backend.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.backend.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.backend.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.backend.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.backend.clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.backend.clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        self.backend.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.backend.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.backend)
    }
}

fn columns(cell: &Cell) -> u16 {
    cell.cell_width().max(1)
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;

    const AREA: Rect = Rect::new(0, 0, 12, 3);

    /// What a frame is drawn from: rows of text, and links by their numbers, rows, columns and widths.
    type Drawn<'a> = (&'a [&'a str], &'a [(u32, u16, u16, u16)]);

    fn frame((rows, links): Drawn<'_>) -> (Buffer, Links) {
        let mut buffer = Buffer::empty(AREA);
        for (y, row) in rows.iter().enumerate() {
            buffer.set_string(0, y as u16, row, ratatui::style::Style::new());
        }
        let mut made = Links::new(AREA);
        for &(number, y, x, width) in links {
            let link = Link::new(number, "https://a.example/x").unwrap();
            made.put(Rect { x, y, width, height: 1 }, link);
        }
        (buffer, made)
    }

    /// Returns what the terminal is sent for the second frame: `MOVE` and `STYLE` for the library's own
    /// sequences, `<1` and `>` where links begin and end.
    fn sent(before: Drawn<'_>, after: Drawn<'_>) -> String {
        let ((old, old_links), (mut new, links)) = (frame(before), frame(after));
        repaint_changed(&mut new, &links, &old_links);
        let (bytes, links) = (FrameBytes::default(), Rc::new(RefCell::new(links)));
        Painter::new(&bytes, &links).draw(old.diff(&new).into_iter()).unwrap();
        let mut sent = String::from_utf8(bytes.0.take()).unwrap();
        for (sequence, shown) in [
            ("\x1b]8;;\x1b\\", ">"),
            ("\x1b]8;id=", "<"),
            (";https://a.example/x\x1b\\", " "),
            ("\x1b[39m\x1b[49m\x1b[59m\x1b[0m", "!"),
        ] {
            sent = sent.replace(sequence, shown);
        }
        let mut parts = sent.split("\x1b[");
        let mut shown = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (place, text) = part.split_once('H').expect("all else is a place");
            shown += &format!("@{place}:{text}");
        }
        shown
    }

    #[test]
    fn a_link_is_told_around_its_cells_and_ends_before_the_cursor_goes_elsewhere() {
        #[track_caller]
        fn check(drawn: Drawn<'_>, expected: &str) {
            assert_eq!(sent((&[], &[]), drawn), expected);
        }
        check((&["ab cd"], &[]), "@1;1:ab@1;4:cd!");
        check((&["abcd"], &[(7, 0, 1, 2)]), "@1;1:a!<7 @1;2:bc!>@1;4:d!");
        // It is wrapped.
        check(
            (&["ab", "cd"], &[(7, 0, 1, 1), (7, 1, 0, 1)]),
            "@1;1:a!<7 @1;2:b!><7 @2;1:c!>@2;2:d!",
        );
        // All of a row, and the next one.
        check(
            (&["0123456789ab", "cd"], &[(7, 0, 0, 12), (7, 1, 0, 2)]),
            "<7 @1;1:0123456789ab!><7 @2;1:cd!>",
        );
        // Two beside each other.
        check((&["abcd"], &[(1, 0, 0, 2), (2, 0, 2, 2)]), "<1 @1;1:ab!><2 @1;3:cd!>");
        // Characters of two columns do not cut it, cells that are not painted do.
        check((&["茶叶x"], &[(7, 0, 0, 5)]), "<7 @1;1:茶@1;3:叶@1;5:x!>");
        check((&["a   b"], &[(7, 0, 0, 1), (7, 0, 4, 1)]), "<7 @1;1:a!><7 @1;5:b!>");
    }

    #[test]
    fn a_cell_is_painted_again_if_only_its_link_has_changed() {
        #[track_caller]
        fn check(before: &[(u32, u16, u16, u16)], after: &[(u32, u16, u16, u16)], expected: &str) {
            let rows = ["abc茶"].as_slice();
            assert_eq!(sent((rows, before), (rows, after)), expected);
        }
        check(&[], &[], "!");
        check(&[(1, 0, 0, 2)], &[(1, 0, 0, 2)], "");
        check(&[], &[(1, 0, 0, 2)], "<1 @1;1:ab!>");
        check(&[(1, 0, 0, 2)], &[(2, 0, 1, 2)], "@1;1:a!<2 @1;2:bc!>");
        check(&[(1, 0, 0, 2)], &[], "@1;1:ab!");
        check(&[(1, 0, 3, 2)], &[], "@1;4:茶!");
    }
}
