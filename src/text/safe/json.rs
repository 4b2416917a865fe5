//! JSON whose text is safe to print and whose values, read back, are the originals.

use std::io;

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter, Serializer};
use unicode_properties::{GeneralCategoryGroup as Group, UnicodeGeneralCategory};

use super::Safe;

/// Writes a value as JSON over several lines, indented by two spaces, without a last line feed.
///
/// Everything but visible characters is escaped: next to the controls that JSON demands also DEL,
/// C1, bidirectional and invisible characters, private and unassigned ones, and combining marks.
///
/// # Panics
///
/// Where a map has keys that are no strings, or a value refuses to be written.
pub fn json(value: &impl Serialize) -> Safe {
    kept(value, PrettyFormatter::new())
}

/// Writes a value as [`json`] does, but out as it is made: an answer can be larger than the memory.
///
/// # Errors
///
/// Where it cannot be written.
///
/// # Panics
///
/// As [`json`] does.
pub fn write_json(out: &mut impl io::Write, value: &impl Serialize) -> io::Result<()> {
    write(out, value, PrettyFormatter::new())
}

/// Writes a value as JSON in one line; see [`json`].
///
/// # Panics
///
/// As [`json`] does.
pub fn json_line(value: &impl Serialize) -> Safe {
    kept(value, CompactFormatter)
}

fn kept(value: &impl Serialize, formatter: impl Formatter) -> Safe {
    let mut bytes = Vec::new();
    write(&mut bytes, value, formatter).expect("memory can be written to");
    Safe(String::from_utf8(bytes).expect("serde_json writes UTF-8"))
}

fn write(
    out: &mut impl io::Write,
    value: &impl Serialize,
    formatter: impl Formatter,
) -> io::Result<()> {
    let written = value.serialize(&mut Serializer::with_formatter(out, Escaping(formatter)));
    written.map_err(|error| {
        assert!(error.is_io(), "shapes of Folio's own have string keys only: {error}");
        error.into()
    })
}

/// Escapes more than JSON demands; leaves all else to the formatter inside.
struct Escaping<F>(F);

fn is_plain(c: char) -> bool {
    c.is_ascii_graphic()
        || c == ' '
        || !c.is_ascii()
            && matches!(
                c.general_category_group(),
                Group::Letter | Group::Number | Group::Punctuation | Group::Symbol
            )
            && !matches!(c, '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}')
            // Vowels of Hangul and the like need a character before them.
            && unicode_width::UnicodeWidthChar::width(c) != Some(0)
}

macro_rules! forward {
    ($($method:ident($($argument:ident: $kind:ty),*);)*) => {$(
        fn $method<W: ?Sized + io::Write>(&mut self, writer: &mut W $(, $argument: $kind)*) -> io::Result<()> {
            self.0.$method(writer $(, $argument)*)
        }
    )*};
}

impl<F: Formatter> Formatter for Escaping<F> {
    forward! {
        begin_array();
        end_array();
        begin_array_value(first: bool);
        end_array_value();
        begin_object();
        end_object();
        begin_object_key(first: bool);
        end_object_key();
        begin_object_value();
        end_object_value();
    }

    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(|c| !is_plain(c)) {
            writer.write_all(&rest.as_bytes()[..at])?;
            let mut chars = rest[at..].chars();
            let c = chars.next().expect("`find` gives the offset of a character");
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = chars.as_str();
        }
        writer.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    /// Counts the bytes that it takes.
    struct Counter<'a>(&'a Cell<usize>);

    impl io::Write for Counter<'_> {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.set(self.0.get() + bytes.len());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// Items that see how much was written before they were made.
    struct Items<'a>(&'a Cell<usize>);

    impl Serialize for Items<'_> {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_seq((0..1000).inspect(|number| {
                assert!(self.0.get() >= *number, "what came before is out");
            }))
        }
    }

    #[test]
    fn what_is_written_is_out_before_the_rest_is_made() {
        let written = Cell::new(0);
        write_json(&mut Counter(&written), &Items(&written)).unwrap();
        assert!(written.get() > 1000);
    }
}
