//! Finds the list that is never closed behind what TOML's parser complains of: it takes what follows for more of the
//! list. Knows TOML's brackets; refuses to know keys and values.

use toml_parser::lexer::TokenKind;

/// Returns where the list begins, as a byte offset, that is still open where the parser met `error`, if that is the
/// reason: the line is a key with its value or the header of a table, or the text ends there.
pub fn list_left_open(text: &str, error: usize) -> Option<usize> {
    let above = text.get(..error)?;
    let line = above.rfind('\n').map_or(0, |end| end + 1);
    match text[error..].trim_start().is_empty() {
        true => innermost_list(above),
        false if begins_something(text[line..].lines().next()?) => innermost_list(&text[..line]),
        false => None,
    }
}

/// Returns whether a line is what never stands in a list: a key with its value, or the header of a table.
fn begins_something(line: &str) -> bool {
    let line = line.trim();
    let is_name = |name: &str| {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
        name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(is_plain)
    };
    let header = line.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]"));
    let header = header.or_else(|| line.strip_prefix('[')?.strip_suffix(']'));
    let name = header.or_else(|| line.split_once('=').map(|(key, _)| key));
    name.is_some_and(|name| is_name(name.trim()))
}

/// Returns where the innermost bracket was opened that is open at the end of a text, if it opens a list.
fn innermost_list(text: &str) -> Option<usize> {
    let mut open: Vec<(TokenKind, usize)> = Vec::new();
    let mut is_value = false;
    for token in toml_parser::Source::new(text).lex() {
        match token.kind() {
            TokenKind::Equals => is_value = true,
            TokenKind::Newline if open.is_empty() => is_value = false,
            // Otherwise it is the bracket of a header.
            kind @ (TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket) if is_value => {
                open.push((kind, token.span().start()));
            }
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {
                open.pop();
            }
            _ => {}
        }
    }
    open.pop().filter(|(kind, _)| *kind == TokenKind::LeftSquareBracket).map(|(_, start)| start)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks a text with the place of the error marked by `^`, and that of the list that is left open by `@`.
    #[track_caller]
    fn check(marked: &str) {
        let text = marked.replace(['^', '@'], "");
        let error = marked.replace('@', "").find('^').unwrap();
        assert_eq!(list_left_open(&text, error), marked.find('@'), "{marked}");
    }

    #[test]
    fn a_list_is_left_open_where_a_key_or_a_table_follows() {
        check("tags = @['a', 'b',\n^title = 'X'\n");
        check("tags = @['a', 'b'\n^title = 'X'\n");
        check("tags = @[\n  'a',\n  ^see = []\n");
        check("tags = @['a',\n[[^entry.statement]]\ntext = 'x'\n");
        check("tags = @['a'^");
        check("tags = @['a', # b\n^\n");
        check("[[entry]]\nid = 'a'\nx = [1]\ny = { z = @[1\n^title = 'X'\n");
    }

    #[test]
    fn other_mistakes_leave_no_list_open() {
        check("tags = ['a' ^'b']\ntitle = 'X'\n");
        check("tags = ['a', '[']\ntitle = ^X\n");
        check("tags = ['a',\n^b]\n");
        check("tags = [\n  ['a'],\n  [^b],\n]\n");
        check("[[entry]]\ntitle = ^X\n");
        check("[[entry]\n^title = 'X'\n");
        check("extra = { a = 1\n^b = 2 }\n");
    }
}
