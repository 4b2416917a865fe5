//! Lines of commands, however long and whatever they hold. Refuses to know: what they mean.

use std::io::{self, BufRead, ErrorKind};

/// The longest line that is obeyed, in bytes; more is read past without being kept.
pub const LONGEST: usize = 4096;

/// What was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// A line without its end; bytes that are no UTF-8 are replaced.
    Line(String),
    /// A line above [`LONGEST`].
    TooLong,
    /// Nothing more comes.
    End,
}

/// Reads one line.
pub fn read_line(input: &mut dyn BufRead) -> io::Result<Typed> {
    let mut line = Vec::new();
    let mut length = 0;
    loop {
        let bytes = match input.fill_buf() {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let end = memchr::memchr(b'\n', bytes);
        let piece = &bytes[..end.unwrap_or(bytes.len())];
        let room = LONGEST.saturating_sub(line.len());
        line.extend_from_slice(&piece[..piece.len().min(room)]);
        length += piece.len();
        let (taken, is_end) = (end.map_or(piece.len(), |at| at + 1), bytes.is_empty());
        input.consume(taken);
        if is_end && length == 0 {
            return Ok(Typed::End);
        }
        if is_end || end.is_some() {
            break;
        }
    }
    if length > LONGEST {
        return Ok(Typed::TooLong);
    }
    Ok(Typed::Line(String::from_utf8_lossy(&line).into_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads everything, a few bytes at a time.
    fn all(text: &[u8]) -> Vec<Typed> {
        let mut input = io::BufReader::with_capacity(7, text);
        let read = || read_line(&mut input).expect("memory can be read");
        std::iter::repeat_with(read).take_while(|typed| *typed != Typed::End).collect()
    }

    #[test]
    fn lines_end_with_a_line_feed_or_with_the_input() {
        let line = |text: &str| Typed::Line(text.to_owned());
        assert_eq!(all(b""), []);
        assert_eq!(all(b"one\n\ntwo three four"), [line("one"), line(""), line("two three four")]);
        assert_eq!(all(b"a\xff\0b\r\n"), [line("a\u{fffd}\0b\r")]);
    }

    #[test]
    fn a_line_of_ten_million_bytes_is_passed_over() {
        let mut text = vec![b'x'; 10_000_000];
        assert_eq!(all(&text), [Typed::TooLong]);
        text.extend(b"\nhelp\n");
        assert_eq!(all(&text), [Typed::TooLong, Typed::Line("help".to_owned())]);
        let longest = "x".repeat(LONGEST);
        assert_eq!(all(longest.as_bytes()), [Typed::Line(longest.clone())]);
        assert_eq!(all(format!("{longest}x").as_bytes()), [Typed::TooLong]);
    }
}
