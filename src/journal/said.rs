//! What an entry said when it was read, as it is written: a line of JSON. Refuses to know: files, and what
//! the entry says now.

use serde::{Deserialize, Serialize};

use super::anchor::{Paragraph, Print};
use crate::text::safe::{Safe, json_line};

/// A longer text is not kept, in bytes: of it one can only know that it is another one now.
const LONGEST: usize = 256 * 1024;

/// What an entry said when it was read.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Said {
    /// The fingerprint of it all.
    pub print: Print,
    /// What it said, without markup.
    #[serde(rename = "text")]
    pub paragraphs: Vec<Box<str>>,
}

impl Said {
    /// Builds what is kept of a text; `None` if it is longer than 256 KiB.
    pub fn new(paragraphs: &[Paragraph]) -> Option<Self> {
        let bytes: usize = paragraphs.iter().map(|paragraph| paragraph.text.len()).sum();
        (bytes <= LONGEST).then(|| Self {
            print: Print::of_all(paragraphs.iter().map(|paragraph| paragraph.print)),
            paragraphs: paragraphs.iter().map(|paragraph| (&*paragraph.text).into()).collect(),
        })
    }

    /// Writes it as one line of JSON, without the line feed.
    pub fn line(&self) -> Safe {
        json_line(self)
    }

    /// Reads a line; `None` if it does not say what it is said to say.
    pub fn read(line: &[u8]) -> Option<Self> {
        let said: Self = serde_json::from_slice(line).ok()?;
        let print = Print::of_all(said.paragraphs.iter().map(|paragraph| Print::of(paragraph)));
        (print == said.print).then_some(said)
    }

    /// Reads of a line no more than whose text it is; `None` if it is none.
    pub fn print_of_line(line: &[u8]) -> Option<Print> {
        let digits = line.strip_prefix(br#"{"print":""#)?.get(..16)?;
        Print::try_from(str::from_utf8(digits).ok()?.to_owned()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said<const N: usize>(texts: [&str; N]) -> Option<Said> {
        Said::new(&texts.map(Paragraph::new))
    }

    #[test]
    fn a_text_is_one_line_that_can_be_read_again() {
        let said = self::said(["Warm the cup.", "Pour \u{1b}[2J \"slowly\".\n"]).unwrap();
        let line = said.line().into_string();
        assert!(!line.contains(['\n', '\u{1b}']), "{line}");
        assert_eq!(Said::read(line.as_bytes()).as_ref(), Some(&said));
        assert_eq!(Said::print_of_line(line.as_bytes()), Some(said.print));
    }

    #[test]
    fn what_is_damaged_or_too_long_is_not_shown() {
        let said = self::said(["Warm the cup."]).unwrap();
        let line = said.line().into_string();
        assert_eq!(Said::read(line.replace("Warm", "Cool").as_bytes()), None);
        assert_eq!(Said::read(&line.as_bytes()[..line.len() - 1]), None);
        assert_eq!(Said::print_of_line(b"{\"print\":\"00"), None);
        let long = "tea ".repeat(LONGEST / 4);
        assert!(self::said([long.as_str()]).is_some());
        assert_eq!(self::said([long.as_str(), "x"]), None);
    }
}
