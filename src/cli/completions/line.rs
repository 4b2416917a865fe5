//! A command line as it is typed in a shell, up to the cursor: its words as the shell would hand them over, and
//! its last word with more behind it, written so that the shell takes it. Refuses to know: what completes it.
//!
//! Words are parted, quoted and expanded as in Shell Command Language 2.2 and 2.6 (POSIX.1-2024), as far as Bash,
//! Zsh and Fish have that in common.

use std::iter::Peekable;
use std::str::CharIndices;

/// A command line up to the cursor.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Line {
    words: Vec<String>,
    /// The last word as it was typed.
    typed: String,
    /// The last word without its quotation marks and backslashes, but with what stands for something else.
    bare: String,
    /// The sign of the quotation that is open at its end.
    quote: Option<char>,
}

impl Line {
    /// Reads a line; `value_of` returns what a variable is set to.
    pub fn read(line: &str, value_of: impl Fn(&str) -> Option<String>) -> Self {
        let mut read = Self::default();
        let mut reader = Reader { rest: line.char_indices().peekable(), line, value_of };
        let mut is_between_words = true;
        while let Some(start) = reader.begin_word() {
            let Word { meant, bare, quote, end } = reader.word();
            read.words.push(meant);
            (read.typed, read.bare, read.quote) = (line[start..end].to_owned(), bare, quote);
            is_between_words = reader.rest.peek().is_some();
        }
        if is_between_words {
            read = Self { words: read.words, ..Self::default() };
            read.words.push(String::new());
        }
        // What is set for this one command stands before its name.
        let last = read.words.len() - 1;
        let set = read.words[..last].iter().take_while(|word| is_setting(word)).count();
        read.words.drain(..set);
        read
    }

    /// Returns the words, the one at the cursor last; there is always one.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Returns what completes the last word as it is to stand in the line. What was typed stays as it is, if the
    /// candidate begins with what that means.
    fn written(&self, candidate: &str) -> String {
        match self.behind_last_word(candidate) {
            Some(rest) => self.typed.clone() + &quoted(rest, self.quote),
            None => quoted(candidate, None),
        }
    }

    /// Returns what completes the last word in place of `replaced`, which is how that word ends: a shell may replace
    /// less than the whole.
    pub fn replacement(&self, candidate: &str, replaced: &str) -> String {
        let written = self.written(candidate);
        let kept = self.typed.strip_suffix(replaced).unwrap_or_default();
        written.strip_prefix(kept).map(ToOwned::to_owned).unwrap_or(written)
    }

    /// Returns what completes the last word for a shell that writes it into the line by itself.
    pub fn unquoted(&self, candidate: &str) -> String {
        match self.behind_last_word(candidate) {
            Some(rest) => self.bare.clone() + rest,
            None => candidate.to_owned(),
        }
    }

    fn behind_last_word<'c>(&self, candidate: &'c str) -> Option<&'c str> {
        candidate.strip_prefix(self.words.last()?.as_str())
    }
}

/// Reads words one after the other.
struct Reader<'l, F> {
    line: &'l str,
    rest: Peekable<CharIndices<'l>>,
    value_of: F,
}

/// A word of a line.
#[derive(Default)]
struct Word {
    /// What the shell would hand over.
    meant: String,
    bare: String,
    /// The sign of the quotation that is open where the line ends.
    quote: Option<char>,
    /// Where it ends in the line, in bytes; a backslash that the line ends with is not yet part of it.
    end: usize,
}

impl<F: Fn(&str) -> Option<String>> Reader<'_, F> {
    /// Passes blanks over; returns where the next word begins, in bytes.
    fn begin_word(&mut self) -> Option<usize> {
        while self.rest.next_if(|(_, c)| is_blank(*c)).is_some() {}
        self.rest.peek().map(|(at, _)| *at)
    }

    fn word(&mut self) -> Word {
        let mut word = Word { end: self.line.len(), ..Word::default() };
        let mut is_first = true;
        while let Some((at, c)) = self.rest.next_if(|(_, c)| word.quote.is_some() || !is_blank(*c))
        {
            match (word.quote, c) {
                (None, '\'' | '"') => word.quote = Some(c),
                (Some(open), c) if c == open => word.quote = None,
                (None | Some('"'), '\\') => self.escaped(at, &mut word),
                (None | Some('"'), '$') => self.variable(at, &mut word),
                (None, '~') if is_first && self.rest.peek().is_none_or(|(_, c)| *c == '/') => {
                    word.bare.push(c);
                    word.meant += &(self.value_of)("HOME").unwrap_or_else(|| c.to_string());
                }
                _ => word.push(c),
            }
            is_first = false;
        }
        if let Some((at, _)) = self.rest.peek() {
            word.end = *at;
        }
        word
    }

    /// Takes in what is behind a backslash.
    fn escaped(&mut self, at: usize, word: &mut Word) {
        let is_special = |c: char| word.quote.is_none() || matches!(c, '$' | '`' | '"' | '\\');
        match self.rest.next_if(|(_, c)| is_special(*c)) {
            Some((_, c)) => word.push(c),
            None if self.rest.peek().is_some() => word.push('\\'),
            None => word.end = at,
        }
    }

    /// Takes in what a variable is set to; what is none stays as it is.
    fn variable(&mut self, at: usize, word: &mut Word) {
        let braced = self.rest.next_if(|(_, c)| *c == '{').is_some();
        let start = self.at();
        while self.rest.next_if(|(_, c)| c.is_ascii_alphanumeric() || *c == '_').is_some() {}
        let end = self.at();
        let value = (self.value_of)(&self.line[start..end]);
        let is_whole = !braced || self.rest.next_if(|(_, c)| *c == '}').is_some();
        let end = self.at();
        let typed = &self.line[at..end];
        word.bare += typed;
        word.meant += value.as_deref().filter(|_| is_whole).unwrap_or(typed);
    }

    fn at(&mut self) -> usize {
        self.rest.peek().map_or(self.line.len(), |(at, _)| *at)
    }
}

impl Word {
    fn push(&mut self, c: char) {
        self.meant.push(c);
        self.bare.push(c);
    }
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n')
}

/// Returns whether a word sets a variable.
fn is_setting(word: &str) -> bool {
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    word.split_once('=').is_some_and(|(name, _)| is_name(name))
}

/// Writes text so that it means itself, inside a quotation or outside of one.
fn quoted(text: &str, quote: Option<char>) -> String {
    let mut written = String::with_capacity(text.len());
    for c in text.chars() {
        let is_plain = !c.is_ascii() || c.is_ascii_alphanumeric() || "-_./:=@%+,".contains(c);
        match quote {
            Some('\'') if c == '\'' => written += r"'\''",
            Some('"') if matches!(c, '$' | '`' | '"' | '\\') => written.extend(['\\', c]),
            None if !is_plain => written.extend(['\\', c]),
            _ => written.push(c),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Line {
        Line::read(line, |name| match name {
            "HOME" => Some("/home/ada".to_owned()),
            "PACKS" => Some("/srv/my packs".to_owned()),
            _ => None,
        })
    }

    #[test]
    fn words_are_those_that_the_shell_would_hand_over() {
        #[track_caller]
        fn check(line: &str, expected: &[&str]) {
            assert_eq!(read(line).words(), expected, "{line}");
        }
        check("", &[""]);
        check("folio", &["folio"]);
        check("folio ", &["folio", ""]);
        check("folio  show\tpp", &["folio", "show", "pp"]);
        check(r"folio my\ pack/a", &["folio", "my pack/a"]);
        check(r"folio my\", &["folio", "my"]);
        check(r"folio my\ ", &["folio", "my "]);
        check("folio \"my ", &["folio", "my "]);
        check(r#"folio "my pack" 'a $HOME"#, &["folio", "my pack", "a $HOME"]);
        check(r#"folio "a\"b\x"c"#, &["folio", r#"a"b\xc"#]);
        check("folio ''", &["folio", ""]);
        check("folio ~/a", &["folio", "/home/ada/a"]);
        check("folio ~", &["folio", "/home/ada"]);
        check(r"folio \~/a '~'/a a~/b ~bob/", &["folio", "~/a", "~/a", "a~/b", "~bob/"]);
        check("folio $HOME/a ${HOME}b", &["folio", "/home/ada/a", "/home/adab"]);
        check(r#"folio "$PACKS/a"#, &["folio", "/srv/my packs/a"]);
        check("folio $NOTHING/a $ ${HOME", &["folio", "$NOTHING/a", "$", "${HOME"]);
        check("FOLIO_KEYS=emacs A= folio --pack=./a", &["folio", "--pack=./a"]);
    }

    #[test]
    fn what_was_typed_stays_and_what_follows_is_quoted_as_it_is_there() {
        #[track_caller]
        fn check(line: &str, candidate: &str, expected: &str) {
            assert_eq!(read(line).written(candidate), expected, "{line}");
        }
        check("folio ", "my pack/", r"my\ pack/");
        check("folio my", "my pack/", r"my\ pack/");
        check(r"folio my\ p", "my pack/", r"my\ pack/");
        check(r"folio my\", "my pack/", r"my\ pack/");
        check(r#"folio "my p"#, "my pack/$a", r#""my pack/\$a"#);
        check("folio 'it", "it's", r"'it'\''s");
        check("folio ~/my", "/home/ada/my pack/", r"~/my\ pack/");
        check("folio $PACKS/t", "/srv/my packs/tea/", "$PACKS/tea/");
        check("folio --pack=./m", "--pack=./my pack/", r"--pack=./my\ pack/");
        check("folio search theme:t", "theme:\"two words\"", r#"theme:\"two\ words\""#);
    }

    #[test]
    fn a_shell_may_replace_the_end_of_a_word_only() {
        #[track_caller]
        fn check(line: &str, replaced: &str, candidate: &str, expected: &str) {
            assert_eq!(read(line).replacement(candidate, replaced), expected, "{line}");
        }
        check("folio --pack=./m", "./m", "--pack=./my pack/", r"./my\ pack/");
        check("folio search theme:", "", "theme:word", "word");
        check("folio search theme:t", "t", "theme:\"two words\"", r#"\"two\ words\""#);
        check("folio \"my", "my", "my pack/", "my pack/");
        check("folio show pp", "pp", "ppp", "ppp");
    }

    #[test]
    fn a_shell_that_quotes_by_itself_is_given_what_stands_for_the_home_folder() {
        assert_eq!(read(r"folio ~/my\ p").unquoted("/home/ada/my pack/"), "~/my pack/");
        assert_eq!(read("folio 'a").unquoted("a b"), "a b");
        assert_eq!(read("folio show pp").unquoted("term/ppp"), "term/ppp");
    }
}
