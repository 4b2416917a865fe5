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
        false if begins_something(&text[line..]) => innermost_list(&text[..line]),
        false => None,
    }
}

/// Returns whether a text begins with a line that never stands in a list: a key with its value, or the header of a
/// table.
fn begins_something(text: &str) -> bool {
    let mut lines = text.lines().map(tokens).filter(|tokens| !tokens.is_empty());
    let Some(first) = lines.next() else { return false };
    if behind_name(&first).is_some_and(|behind| behind.starts_with(&[TokenKind::Equals])) {
        return true;
    }
    // A list in a list looks like a header: what closes the outer one follows then.
    let closes = [TokenKind::RightSquareBracket, TokenKind::Comma];
    is_header(&first)
        && !lines.find(|line| !is_header(line)).is_some_and(|line| closes.contains(&line[0]))
}

/// Returns what a line is made of, without blanks and the remark behind it.
fn tokens(line: &str) -> Vec<TokenKind> {
    let unseen = [TokenKind::Whitespace, TokenKind::Comment, TokenKind::Newline, TokenKind::Eof];
    let kinds = toml_parser::Source::new(line).lex().map(|token| token.kind());
    kinds.filter(|kind| !unseen.contains(kind)).collect()
}

/// Returns what follows a name, which has parts with dots between them; `None` if there is none.
fn behind_name(tokens: &[TokenKind]) -> Option<&[TokenKind]> {
    let quoted = [TokenKind::BasicString, TokenKind::LiteralString];
    let (part, behind) = tokens.split_first()?;
    if *part != TokenKind::Atom && !quoted.contains(part) {
        return None;
    }
    behind.strip_prefix(&[TokenKind::Dot]).map_or(Some(behind), behind_name)
}

/// Returns whether a line is a name in single or double brackets.
fn is_header(tokens: &[TokenKind]) -> bool {
    let [open, close] = [TokenKind::LeftSquareBracket, TokenKind::RightSquareBracket];
    let header = |brackets: usize| {
        let name = tokens.strip_prefix(&*vec![open; brackets])?;
        Some(behind_name(name)? == vec![close; brackets])
    };
    header(1).or_else(|| header(2)) == Some(true)
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
        check("tags = @['a',\n'title' ^= 'X'\n");
        check("tags = @['a',\n\"a = b\".c = ^'X' # d\n");
        check("tags = @['a',\n[light^]\nink = 'red'\n");
        check("tags = @['a',\n[[entry^]]\n[[entry]]\n");
        check("tags = @['a',\n[light^]");
    }

    #[test]
    fn other_mistakes_leave_no_list_open() {
        check("tags = ['a' ^'b']\ntitle = 'X'\n");
        check("tags = ['a', '[']\ntitle = ^X\n");
        check("tags = ['a',\n^b]\n");
        check("tags = [\n  ['a'],\n  [^b],\n]\n");
        check("tags = [\n [^light]\n]\n");
        check("tags = [\n [^light] # a\n\n # b\n [dark]\n]\ntitle = 'X'\n");
        check("tags = [\n [[^light]]\n , [dark]]\n");
        check("tags = [\n 'a = b' ^'c'\n]\n");
        check("[[entry]]\ntitle = ^X\n");
        check("[[entry]\n^title = 'X'\n");
        check("extra = { a = 1\n^b = 2 }\n");
    }
}
