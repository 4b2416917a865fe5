//! Texts in other encodings than UTF-8, where these can be told: UTF-16 by its mark, else Windows-1252 and
//! its part Latin-1. Refuses to know: formats.

use std::borrow::Cow;

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Bytes that mean nothing in Windows-1252.
const UNUSED: [u8; 5] = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

/// Returns bytes as text: Windows-1252, in which every byte is a character, where they are no UTF-8.
pub fn lossless(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// Returns a text that a mark tells to be UTF-16, and the name of that.
fn of_mark(bytes: &[u8]) -> Option<(String, &'static str)> {
    let encoding = match bytes {
        [0xff, 0xfe, ..] => UTF_16LE,
        [0xfe, 0xff, ..] => UTF_16BE,
        _ => return None,
    };
    Some((encoding.decode_with_bom_removal(bytes).0.into_owned(), "UTF-16"))
}

/// Returns a text that is no UTF-8, and the name of what it is; `None` if it can be no text, or seems to be
/// UTF-8 with some bytes damaged.
pub fn told(bytes: &[u8]) -> Option<(String, &'static str)> {
    let is_text = |&byte: &u8| {
        byte >= b' ' && byte != 0x7f && !UNUSED.contains(&byte) || b"\t\n\x0c\r".contains(&byte)
    };
    let is_utf8 = || bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
    of_mark(bytes).or_else(|| {
        let name = if bytes.iter().any(|byte| (0x80..0xa0).contains(byte)) {
            "Windows-1252"
        } else {
            "Latin-1"
        };
        let decode = || WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned();
        (bytes.iter().all(is_text) && !is_utf8()).then(|| (decode(), name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_bytes_are_text() {
        for (bytes, expected) in [
            (&b"caf\xc3\xa9"[..], "caf\u{e9}"),
            (b"caf\xe9 \x80\x96", "caf\u{e9} \u{20ac}\u{2013}"),
            (b"\x81\xff", "\u{81}\u{ff}"),
        ] {
            assert_eq!(lossless(bytes), expected, "{bytes:?}");
        }
    }

    #[test]
    fn encodings_are_told_by_marks_and_bytes() {
        for (bytes, expected) in [
            (&b"\xff\xfea\0\xe9\0"[..], Some(("a\u{e9}", "UTF-16"))),
            (b"\xfe\xff\0a\0\xe9", Some(("a\u{e9}", "UTF-16"))),
            (b"caf\xe9\n", Some(("caf\u{e9}\n", "Latin-1"))),
            (b"\x93caf\xe9\x94", Some(("\u{201c}caf\u{e9}\u{201d}", "Windows-1252"))),
            (b"caf\xe9\x81", None),
            (b"\xe9\0", None),
            (b"caf\xc3\xa9 \xff", None),
        ] {
            let found = told(bytes);
            let found = found.as_ref().map(|(text, name)| (&**text, *name));
            assert_eq!(found, expected, "{bytes:?}");
        }
    }
}
