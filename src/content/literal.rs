//! From a byte of a decoded TOML string back to the byte of the file that wrote it.
//!
//! Exact for all four kinds of strings; a character that came out of an escape leads to its backslash.

/// A string as the file has it, delimiters included, read once for all places in it.
pub struct Literal<'r> {
    raw: &'r str,
    /// The start and what is behind each escape: as a byte of the decoded string, and of `raw`.
    plain: Vec<(usize, usize)>,
}

impl<'r> Literal<'r> {
    /// Reads a string; a bare value stands for itself.
    pub fn new(raw: &'r str) -> Self {
        let (open, escapes) = match raw {
            _ if raw.starts_with("'''") => (3, false),
            _ if raw.starts_with("\"\"\"") => (3, true),
            _ if raw.starts_with('\'') => (1, false),
            _ if raw.starts_with('"') => (1, true),
            _ => (0, false),
        };
        // A newline right behind the opening belongs to the delimiter.
        let opened = if open == 3 { open + newline(&raw[open..]) } else { open };
        let mut plain = vec![(0, opened)];
        let (mut decoded, mut at) = (0, opened);
        while escapes && let Some(before) = raw.get(at..).and_then(|rest| rest.find('\\')) {
            let (read, written) = escape(&raw[at + before..]);
            decoded += before + written;
            at += before + read;
            plain.push((decoded, at));
        }
        Self { raw, plain }
    }

    /// Finds where the character at byte `wanted` of the decoded string is; returns a byte offset into
    /// the raw one.
    pub fn offset(&self, wanted: usize) -> usize {
        let behind = self.plain.partition_point(|&(decoded, _)| decoded <= wanted);
        let (decoded, at) = self.plain[behind - 1];
        (at + wanted - decoded).min(self.raw.len())
    }
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
        let found = Literal::new(raw).offset(decoded);
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
        fn every_character_leads_to_what_wrote_it(pieces in prop::collection::vec(0..5usize, 0..20)) {
            let known = [("a", "a"), ("二", "二"), ("\\t", "\t"), (r"\u00e9", "é"), ("\\\n ", "")];
            let raw: String = pieces.iter().map(|&piece| known[piece].0).collect();
            let raw = format!("\"\"\"{raw}|\"\"\"");
            let literal = Literal::new(&raw);
            let (mut decoded, mut at) = (0, 3);
            for piece in pieces {
                let (written, read) = known[piece];
                if !read.is_empty() {
                    prop_assert_eq!(literal.offset(decoded), at);
                }
                decoded += read.len();
                at += written.len();
            }
            prop_assert_eq!(literal.offset(decoded), at);
        }

        #[test]
        fn no_offset_leaves_the_string(raw in "\\PC{0,40}", open in 0..4usize, wanted in 0..80usize) {
            let raw = format!("{}{raw}", ["'", "\"", "'''", "\"\"\""][open]);
            prop_assert!(Literal::new(&raw).offset(wanted) <= raw.len());
        }
    }
}
