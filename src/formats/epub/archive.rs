//! The archive that a book lies in. Nothing of it is written anywhere; what is read is limited, whatever the
//! archive says of itself. Refuses to know: what the members are.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Display;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use zip::ZipArchive;

use crate::content::source::{Refusal, without_mark};
use crate::messages::{content as say, epub as says};

/// The largest member that is read, in bytes.
const LARGEST_MEMBER: u64 = 16 << 20;
/// The most members of a book.
const MOST_MEMBERS: usize = 100_000;
/// How many times as large as the archive all of what is read from it may be.
const RATIO: u64 = 200;
/// What may be read of a small archive nevertheless, in bytes.
const LEAST_ALLOWANCE: u64 = 16 << 20;

/// The member by which a book is known.
pub const CONTAINER: &str = "META-INF/container.xml";

/// An archive.
pub struct Archive {
    zip: ZipArchive<BufReader<File>>,
    /// How many more bytes are read.
    allowance: u64,
}

/// A text of an archive.
pub struct Decoded {
    /// The text, its lines ended by line feeds alone.
    pub text: String,
    /// What is wrong with it, if something is.
    pub fault: Option<String>,
}

/// Returns whether a file is a book: an archive that says so first, or in which the description of one lies.
pub fn is_book(path: &Path, beginning: &[u8]) -> bool {
    const FIRST: usize = 30;
    let named = beginning.get(FIRST..).is_some_and(|rest| {
        rest.starts_with(b"mimetype")
            && rest[8..].windows(20).any(|it| it == b"application/epub+zip")
    });
    let is_archive = beginning.starts_with(b"PK\x03\x04");
    let has_container = || Archive::open(path).is_ok_and(|archive| archive.has(CONTAINER));
    is_archive && (named || has_container())
}

impl Archive {
    /// Opens an archive.
    pub fn open(path: &Path) -> Result<Self, Refusal> {
        let file = File::open(path).map_err(|error| Refusal::io(&error))?;
        let length = file.metadata().map_err(|error| Refusal::io(&error))?.len();
        let zip = ZipArchive::new(BufReader::new(file)).map_err(|error| damaged(&error))?;
        if zip.len() > MOST_MEMBERS {
            return Err(Refusal::new("too-many-files", say::too_many_files(MOST_MEMBERS), ""));
        }
        let allowance = length.saturating_mul(RATIO).max(LEAST_ALLOWANCE);
        Ok(Self { zip, allowance })
    }

    /// Returns whether there is such a member.
    pub fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// Returns all names.
    pub fn names(&self) -> HashSet<String> {
        self.zip.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect()
    }

    /// Returns whether some name is there twice, of which only the last counts.
    pub fn has_duplicates(&self) -> bool {
        self.zip.has_duplicate_names()
    }

    /// Returns the names that lead out of the archive.
    pub fn leaving(&self) -> Vec<String> {
        let names = self.zip.file_names_raw().map(String::from_utf8_lossy);
        let leaves = |name: &Cow<str>| {
            let mut parts = name.split(['/', '\\']);
            name.starts_with(['/', '\\'])
                || name.get(1..2) == Some(":")
                || parts.any(|part| part == "..")
        };
        names.filter(leaves).map(Cow::into_owned).collect()
    }

    /// Reads a member; `None` if there is no such.
    pub fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let Some(index) = self.zip.index_for_name(name) else { return Ok(None) };
        let member = self.zip.by_index_raw(index).map_err(|error| damaged(&error))?;
        if member.encrypted() {
            return Err(Refusal::new("encrypted", says::encrypted(), ""));
        }
        drop(member);
        let member = self.zip.by_index(index).map_err(|error| damaged(&error))?;
        let most = LARGEST_MEMBER.min(self.allowance);
        let mut bytes = Vec::new();
        member.take(most + 1).read_to_end(&mut bytes).map_err(|error| damaged(&error))?;
        self.allowance = self.allowance.saturating_sub(bytes.len() as u64);
        if bytes.len() as u64 <= most {
            return Ok(Some(bytes));
        }
        let message = if most < LARGEST_MEMBER {
            says::bomb(RATIO)
        } else {
            say::file_too_large(LARGEST_MEMBER)
        };
        Err(Refusal::new("too-large", message, ""))
    }
}

fn damaged(error: &impl Display) -> Refusal {
    Refusal::new("damaged", says::damaged(&error.to_string()), says::DAMAGED_HINT)
}

/// Returns the text of some bytes in the encoding that they declare (XML 1.0, appendix F).
pub fn decode(bytes: &[u8]) -> Decoded {
    let marked = Encoding::for_bom(bytes);
    let declared = || declared(bytes);
    let (encoding, skipped, unknown) = match marked {
        Some((encoding, length)) => (encoding, length, None),
        None if bytes.starts_with(b"<\0") => (UTF_16LE, 0, None),
        None if bytes.starts_with(b"\0<") => (UTF_16BE, 0, None),
        None => match declared() {
            Some(label) => match Encoding::for_label(label.as_bytes()) {
                // What says so in bytes can be no UTF-16.
                Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => (UTF_8, 0, None),
                Some(encoding) => (encoding, 0, None),
                None => (UTF_8, 0, Some(label)),
            },
            None => (UTF_8, 0, None),
        },
    };
    let (text, has_errors) = encoding.decode_without_bom_handling(&bytes[skipped..]);
    let fault = if let Some(label) = unknown {
        Some(says::unknown_encoding(&label))
    } else {
        has_errors.then(|| says::not_in_encoding(encoding.name()))
    };
    let text = if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.into_owned()
    };
    Decoded { text, fault }
}

/// Returns the encoding that the declaration of XML names.
fn declared(bytes: &[u8]) -> Option<String> {
    const LONGEST: usize = 256;
    let head = &bytes[..bytes.len().min(LONGEST)];
    let head = String::from_utf8_lossy(without_mark(head));
    let (declaration, _) = head.strip_prefix("<?xml")?.split_once("?>")?;
    let (_, behind) = declaration.split_once("encoding")?;
    let behind = behind.trim_start().strip_prefix('=')?.trim_start();
    let quote = behind.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    behind[1..].split(quote).next().map(|label| label.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_as_they_say() {
        let utf16 = |bytes: fn(u16) -> [u8; 2], text: &str| {
            text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>()
        };
        for (bytes, text, is_told) in [
            ("<é>\r\n\r".as_bytes().to_vec(), "<é>\n\n", false),
            (b"\xEF\xBB\xBF<a>".to_vec(), "<a>", false),
            (utf16(u16::to_le_bytes, "\u{FEFF}<é>"), "<é>", false),
            (utf16(u16::to_be_bytes, "\u{FEFF}<é>"), "<é>", false),
            (utf16(u16::to_be_bytes, "<é>"), "<é>", false),
            (
                b"<?xml version='1.0' encoding = 'ISO-8859-1'?>\xE9".to_vec(),
                "<?xml version='1.0' encoding = 'ISO-8859-1'?>é",
                false,
            ),
            (b"<?xml encoding='utf-16'?>".to_vec(), "<?xml encoding='utf-16'?>", false),
            (b"<?xml encoding=\"klingon\"?>".to_vec(), "<?xml encoding=\"klingon\"?>", true),
            (b"<\xE9>".to_vec(), "<\u{FFFD}>", true),
        ] {
            let decoded = decode(&bytes);
            assert_eq!((&*decoded.text, decoded.fault.is_some()), (text, is_told), "{bytes:?}");
        }
    }
}
