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

    /// Paints cells, each run of one link at once.
    fn paint<'a>(&mut self, content: impl Iterator<Item = (u16, u16, &'a Cell)>) -> io::Result<()> {
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

/// Returns what was painted with the sixteen colours of a terminal by their own codes, 30 to 37 and so on. The
/// library names them by their numbers among 256 (`38;5;6`), and a terminal that has no such numbers takes each
/// part by itself: 5 is blinking.
fn with_plain_colours(painted: &[u8]) -> Vec<u8> {
    const STYLE: &[u8] = b"\x1b[";
    let mut plain = Vec::with_capacity(painted.len());
    let mut rest = painted;
    while let Some(at) = rest.windows(STYLE.len()).position(|bytes| bytes == STYLE) {
        let (before, behind) = rest.split_at(at + STYLE.len());
        plain.extend_from_slice(before);
        let end = behind.iter().position(|byte| !matches!(byte, b'0'..=b'9' | b';'));
        let (codes, behind) = behind.split_at(end.unwrap_or(behind.len()));
        match (str::from_utf8(codes), behind.first()) {
            (Ok(codes), Some(b'm')) => plain.extend(plain_codes(codes).bytes()),
            _ => plain.extend_from_slice(codes),
        }
        rest = behind;
    }
    plain.extend_from_slice(rest);
    plain
}

/// Returns the codes of a style, parted by `;`, with the numbers of the first sixteen colours replaced. The colour
/// of a line under letters comes in a sequence of its own, parted by `:`: a terminal that knows none passes over
/// it as a whole, where it would take `58;5;8` for blinking and unseen letters.
fn plain_codes(codes: &str) -> String {
    let codes: Vec<&str> = codes.split(';').collect();
    let (mut plain, mut lines) = (Vec::new(), String::new());
    let mut rest = codes.as_slice();
    while let [first, behind @ ..] = rest {
        let length = match (*first, behind) {
            ("38" | "48" | "58", ["5", ..]) => 3,
            ("38" | "48" | "58", ["2", ..]) => 5,
            _ => 1,
        };
        let (one, behind) = rest.split_at(length.min(rest.len()));
        rest = behind;
        let number = match one {
            ["58", "5", number] => {
                lines += &format!("58:5:{number}m\x1b[");
                continue;
            }
            ["58", "2", red, green, blue] => {
                lines += &format!("58:2::{red}:{green}:{blue}m\x1b[");
                continue;
            }
            ["38", "5", number] => plain_code(number, 30),
            ["48", "5", number] => plain_code(number, 40),
            _ => None,
        };
        plain.push(number.map_or_else(|| one.join(";"), |number: u8| number.to_string()));
    }
    if plain.is_empty() {
        // Nothing but the lines: no sequence that would end all styles comes behind them.
        return lines.strip_suffix("m\x1b[").unwrap_or_default().to_owned();
    }
    lines + &plain.join(";")
}

/// Returns the code of a colour that has one: of the first eight, or of these as they are when bright, by its number
/// among 256.
fn plain_code(number: &str, dark: u8) -> Option<u8> {
    match number.parse().ok()? {
        number @ 0..8 => Some(dark + number),
        number @ 8..16 => Some(dark + 60 + (number - 8)),
        16.. => None,
    }
}

impl Backend for Painter {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let before = self.bytes.0.borrow().len();
        self.paint(content)?;
        let mut bytes = self.bytes.0.borrow_mut();
        let painted = bytes.split_off(before);
        bytes.extend(with_plain_colours(&painted));
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

    #[test]
    fn the_colours_that_every_terminal_has_are_sent_by_the_codes_that_every_terminal_knows() {
        #[track_caller]
        fn check(painted: &str, expected: &str) {
            let plain = with_plain_colours(painted.as_bytes());
            assert_eq!(String::from_utf8(plain).expect("it is text"), expected);
        }
        check("\x1b[38;5;6;49mcyan", "\x1b[36;49mcyan");
        check("\x1b[39;48;5;0m \x1b[38;5;15;48;5;8mwhite", "\x1b[39;40m \x1b[97;100mwhite");
        check("\x1b[1;38;5;6;4mbold", "\x1b[1;36;4mbold");
        check("\x1b[58;5;8mterm", "\x1b[58:5:8mterm");
        check("\x1b[58;2;1;2;3mterm", "\x1b[58:2::1:2:3mterm");
        check("\x1b[4;58;5;238;38;5;6mterm", "\x1b[58:5:238m\x1b[4;36mterm");
        check("\x1b[58;5;1;58;5;2mterm", "\x1b[58:5:1m\x1b[58:5:2mterm");
        for kept in [
            "",
            "38;5;6 in a text",
            "\x1b[38;5;16m",
            "\x1b[48;5;255m",
            "\x1b[38;2;5;6;7;48;2;38;5;6m",
            "\x1b[38;5;6H",
            "\x1b[38;5;6",
            "\x1b[m\x1b[38m\x1b[38;5m\x1b[38;5;999m",
            "\x1b]8;id=1;https://example.org/38;5;6m\x1b\\",
        ] {
            check(kept, kept);
        }
    }
}
