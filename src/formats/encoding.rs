//! Texts in other encodings than UTF-8, where these can be told: UTF-16 by its mark, else Windows-1252 and
//! its part Latin-1. Refuses to know: formats.

use std::borrow::Cow;

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Bytes that mean nothing in Windows-1252.
const UNUSED: [u8; 5] = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

/// Returns bytes as text: Windows-1252, in which every byte is a character, where they are no UTF-8. Of UTF-8 with
/// some bytes damaged these alone are read so.
pub fn lossless(bytes: &[u8]) -> Cow<'_, str> {
    let in_windows = |bytes| WINDOWS_1252.decode_without_bom_handling(bytes).0;
    match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) if seems_utf8(bytes) => {
            let chunks = bytes.utf8_chunks();
            chunks.map(|chunk| chunk.valid().to_owned() + &in_windows(chunk.invalid())).collect()
        }
        Err(_) => in_windows(bytes),
    }
}

/// Returns whether bytes that are no UTF-8 seem to be UTF-8 that was damaged: few bytes of another encoding happen to
/// be characters of it.
fn seems_utf8(bytes: &[u8]) -> bool {
    let (mut characters, mut damaged) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        characters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        damaged += chunk.invalid().len();
    }
    characters >= damaged && characters > 0
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
    of_mark(bytes).or_else(|| {
        let name = if bytes.iter().any(|byte| (0x80..0xa0).contains(byte)) {
            "Windows-1252"
        } else {
            "Latin-1"
        };
        let decode = || WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned();
        (bytes.iter().all(is_text) && !seems_utf8(bytes)).then(|| (decode(), name))
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
            (b"sch\xc3\xb6ne Fr\xc3\xbcchte \xff", "sch\u{f6}ne Fr\u{fc}chte \u{ff}"),
            (b"\xc4pfel \xbbSpa\xdf\xab", "\u{c4}pfel \u{bb}Spa\u{df}\u{ab}"),
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
            (b"sch\xc3\xb6ne Fr\xc3\xbcchte, s\xc3", None),
            // Two of these bytes happen to be a character of UTF-8.
            (b"\xc4pfel \xbbSpa\xdf\xab", Some(("\u{c4}pfel \u{bb}Spa\u{df}\u{ab}", "Latin-1"))),
        ] {
            let found = told(bytes);
            let found = found.as_ref().map(|(text, name)| (&**text, *name));
            assert_eq!(found, expected, "{bytes:?}");
        }
    }
}
