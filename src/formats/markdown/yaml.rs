//! YAML as it is written: where each value stands, and numbers that would be written otherwise if they were only
//! read as what they count. Refuses to know: what the keys mean.

use std::borrow::Cow;
use std::num::NonZeroU32;

use serde_json::Value;
use serde_saphyr::granit_parser::{Event, Parser, ScalarStyle, Span};

use crate::content::position::Spot;
use crate::messages::formats as says;

/// The only key of a table that stands for a value which only YAML has: what is written there.
pub const AS_WRITTEN: &str = "yaml";

/// Why front matter cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line, counted from the beginning of the file; `None` if all of it is meant.
    pub line: Option<u32>,
    /// What is wrong.
    pub reason: String,
}

impl Fault {
    /// Takes a reason that is told of all.
    pub fn of_all(reason: impl Into<String>) -> Self {
        Self { line: None, reason: reason.into() }
    }
}

/// A value in a text.
struct Node {
    /// The keys and positions that lead to it, as `sources[1].title`.
    path: String,
    span: Span,
    /// Whether it is a word without quotation marks and without a tag.
    is_plain: bool,
}

/// What is open around a value.
enum Open {
    List {
        path: String,
        at: usize,
    },
    /// With the key whose value is awaited.
    Table {
        path: String,
        key: Option<String>,
    },
}

/// Reads YAML 1.2 that stands behind one line of a file: `no`, `y`, `off` and `0123` are words.
pub fn of_yaml(text: &str) -> Result<Value, Fault> {
    let options = serde_saphyr::options! {
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
    };
    serde_saphyr::from_str_with_options(text, options).map_err(|error| {
        let place = error.location();
        let told = error.to_string();
        // Behind the first line it shows the text, and before its words where in that.
        let first = told.lines().next().unwrap_or_default().trim_start_matches("error: ");
        let words = place.and_then(|_| first.split_once(": ")).map_or(first, |(_, words)| words);
        let line = place.and_then(|at| u32::try_from(at.line() + 1).ok());
        Fault { line, reason: in_plain_words(words) }
    })
}

/// Returns what is wrong without what the reader of YAML tells programmers.
fn in_plain_words(reason: &str) -> String {
    if reason.contains("DuplicateKey") || reason.contains("duplicate") {
        return says::KEY_TWICE.to_owned();
    }
    if reason.starts_with("budget") { says::TOO_MUCH.to_owned() } else { reason.to_owned() }
}

/// Returns where the value is that a path such as `sources[1].title` leads to, counted from the first line of a
/// text.
pub fn spot(text: &str, path: &str) -> Option<Spot> {
    let start = nodes(text).into_iter().find(|node| node.path == path)?.span.start;
    let counted = |number| NonZeroU32::new(u32::try_from(number).ok()?);
    Some(Spot { line: counted(start.line())?, column: counted(start.col() + 1)? })
}

/// Returns a text in which each number that would be written otherwise, such as `1.10` or `.inf`, is a table that
/// keeps it as it is written.
pub fn kept_as_written(text: &str) -> Cow<'_, str> {
    let plain = nodes(text).into_iter().filter(|node| node.is_plain);
    let ranges = plain.filter_map(|node| node.span.byte_range());
    let (mut written, mut end) = (String::new(), 0);
    for range in ranges.filter(|range| is_only_yaml(&text[range.clone()])) {
        written += &text[end..range.start];
        written += &format!("{{{AS_WRITTEN}: '{}'}}", &text[range.clone()]);
        end = range.end;
    }
    if end == 0 { text.into() } else { (written + &text[end..]).into() }
}

/// Returns whether a word is a number that would be written otherwise if it were read as what it counts.
pub fn is_only_yaml(word: &str) -> bool {
    let begins = word.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c));
    begins
        && match of_yaml(word) {
            Ok(Value::Number(number)) => number.to_string() != word,
            Ok(Value::Null) | Err(_) => word.len() > 1 && !word.contains(char::is_whitespace),
            Ok(_) => false,
        }
}

/// Goes through the values of a text, as far as it can be read.
fn nodes(text: &str) -> Vec<Node> {
    let (mut nodes, mut open) = (Vec::new(), Vec::new());
    let mut parser = Parser::new_from_str(text);
    while let Some(Ok((event, span))) = parser.next_event() {
        let (word, is_plain) = match &event {
            Event::Scalar(word, ScalarStyle::Plain, _, None) => (&**word, true),
            Event::Scalar(word, ..) => (&**word, false),
            Event::Alias(_) | Event::SequenceStart(..) | Event::MappingStart(..) => ("", false),
            Event::SequenceEnd | Event::MappingEnd => {
                open.pop();
                continue;
            }
            _ => continue,
        };
        let path = path(&mut open, word);
        let inner = path.clone().unwrap_or_default();
        match event {
            Event::SequenceStart(..) => open.push(Open::List { path: inner, at: 0 }),
            Event::MappingStart(..) => open.push(Open::Table { path: inner, key: None }),
            _ => {}
        }
        nodes.extend(path.map(|path| Node { path, span, is_plain }));
    }
    nodes
}

/// Returns what leads to the value that comes next; `None` if it is a key.
fn path(open: &mut [Open], word: &str) -> Option<String> {
    match open.last_mut() {
        None => Some(String::new()),
        Some(Open::List { path, at }) => {
            *at += 1;
            Some(format!("{path}[{}]", *at - 1))
        }
        Some(Open::Table { path, key }) => match key.take() {
            Some(key) if path.is_empty() => Some(key),
            Some(key) => Some(format!("{path}.{key}")),
            None => {
                *key = Some(word.to_owned());
                None
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_words() {
        for (text, expected) in [
            ("[Yes, no, On, off, y, n]", serde_json::json!(["Yes", "no", "On", "off", "y", "n"])),
            ("[true, False]", serde_json::json!([true, false])),
            ("[0123, 1_000, 12]", serde_json::json!(["0123", "1_000", 12])),
        ] {
            assert_eq!(of_yaml(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn a_value_is_found_by_its_path() {
        const TEXT: &str =
            "a: 1\nsources:\n- id: b\n  title: [c]\n- {id: d, title: e}\n\"x y\":\n  z: *q\n";
        for (path, expected) in [
            ("a", Some((1, 4))),
            ("sources", Some((3, 3))),
            ("sources[0].title", Some((4, 10))),
            ("sources[0].title[0]", Some((4, 11))),
            ("sources[1].title", Some((5, 18))),
            ("sources[2]", None),
        ] {
            let found = spot(TEXT, path).map(|at| (at.line.get(), at.column.get()));
            assert_eq!(found, expected, "{path}");
        }
    }

    #[test]
    fn only_numbers_that_would_be_written_otherwise_are_kept() {
        for (text, expected) in [
            (
                "a: 1.10\nb: [1e3, 1.5, .inf, -.INF]",
                "a: {yaml: '1.10'}\nb: [{yaml: '1e3'}, 1.5, {yaml: '.inf'}, {yaml: '-.INF'}]",
            ),
            ("a: {b: 0x1F, c: +5} # 1.10", "a: {b: {yaml: '0x1F'}, c: {yaml: '+5'}} # 1.10"),
            ("a: 123456789012345678901234567890", "a: {yaml: '123456789012345678901234567890'}"),
            ("a: 12\nb: -3\nc: '1.10'\nd: 2026-01-01\ne: 0123\n1.10: f", ""),
            ("a: 1.2.3\nb: 10:30\nc: - \nd: !!str 1.10", ""),
            ("a: [1.10", ""),
        ] {
            let expected = if expected.is_empty() { text } else { expected };
            assert_eq!(kept_as_written(text), expected, "{text}");
        }
    }
}
