//! From a byte of a decoded TOML string back to the byte of the file that wrote it.
//!
//! Exact for all four kinds of strings; a byte that came out of an escape leads to its backslash.

/// Finds where byte `wanted` of the decoded string is in `raw`, the string as the file has it,
/// delimiters included; returns a byte offset into `raw`.
pub fn source_offset(raw: &str, wanted: usize) -> usize {
    let (open, escapes) = match raw {
        _ if raw.starts_with("'''") => (3, false),
        _ if raw.starts_with("\"\"\"") => (3, true),
        _ if raw.starts_with('\'') => (1, false),
        _ if raw.starts_with('"') => (1, true),
        // No string: a bare value that stands for itself.
        _ => return wanted.min(raw.len()),
    };
    let mut at = open;
    if open == 3 {
        // A newline right behind the opening belongs to the delimiter.
        at += newline(&raw[at..]);
    }
    if !escapes {
        return (at + wanted).min(raw.len());
    }
    let mut decoded = 0;
    while let Some(character) = raw.get(at..).and_then(|rest| rest.chars().next()) {
        let (read, written) = if character == '\\' {
            escape(&raw[at..])
        } else {
            (character.len_utf8(), character.len_utf8())
        };
        if written > 0 && decoded + written > wanted {
            break;
        }
        decoded += written;
        at += read;
    }
    at.min(raw.len())
}

/// Returns how many bytes an escape takes in the file and how many it stands for.
fn escape(rest: &str) -> (usize, usize) {
    let digits = match rest.as_bytes().get(1) {
        Some(b'x') => 2,
        Some(b'u') => 4,
        Some(b'U') => 8,
        Some(byte) if byte.is_ascii_whitespace() => {
            // A backslash at the end of a line takes all white space that follows with it.
            let blank = rest[1..].len() - rest[1..].trim_start().len();
            return (1 + blank, 0);
        }
        _ => return (2, 1),
    };
    let code = rest.get(2..2 + digits).and_then(|hex| u32::from_str_radix(hex, 16).ok());
    (2 + digits, code.and_then(char::from_u32).map_or(1, char::len_utf8))
}

fn newline(rest: &str) -> usize {
    match rest.as_bytes() {
        [b'\r', b'\n', ..] => 2,
        [b'\n', ..] => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Checks that the first `needle` of the decoded string is found where the file has `wanted`.
    #[track_caller]
    fn check(raw: &str, needle: &str, wanted: &str) {
        let document = format!("a = {raw}");
        let table = toml::de::DeTable::parse(&document).unwrap();
        let value = table.get_ref().get("a").unwrap().get_ref().as_str().unwrap();
        let decoded = value.find(needle).expect("the needle is in the string");
        let found = source_offset(raw, decoded);
        assert!(raw[found..].starts_with(wanted), "{raw} -> {:?}", &raw[found..]);
    }

    #[test]
    fn every_kind_of_string_is_exact() {
        check("'a [x]'", "[", "[x]");
        check("'''\na\n[x]'''", "[", "[x]");
        check("'''\r\na\r\n[x]'''", "[", "[x]");
        check("'''a [x]'''", "[", "[x]");
        check("\"a [x]\"", "[", "[x]");
        check(r#""\t\u00e9\U0001F600\x41 [x]""#, "[", "[x]");
        check(r#""\u005bx]""#, "[", r"\u005b");
        check("\"\"\"\na\\\n    [x]\"\"\"", "[", "[x]");
        check("\"\"\"二\\\\ [x]\"\"\"", "[", "[x]");
    }

    proptest! {
        #[test]
        fn no_offset_leaves_the_string(raw in "\\PC{0,40}", open in 0..4usize, wanted in 0..80usize) {
            let raw = format!("{}{raw}", ["'", "\"", "'''", "\"\"\""][open]);
            prop_assert!(source_offset(&raw, wanted) <= raw.len());
        }
    }
}
