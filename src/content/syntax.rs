//! TOML text to spanned tables, with the damage of a syntax error kept small.
//!
//! A file that parses is one block. One that does not is cut at the lines that open a top-level
//! array of tables (`[[entry]]`), so that a mistake in one entry costs at most that entry. Knows TOML
//! and where a block begins; refuses to know what the keys mean.
//!
//! Dotted keys inside nested inline tables make trees of thousands of levels out of a few kilobytes,
//! and such a tree takes a deep stack to drop: call this on a thread of [`STACK`] bytes only, and
//! drop the blocks there.

use std::collections::HashMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml_parser::lexer::TokenKind;

use super::diagnostic::Mistake;
use super::open_list::list_left_open;
use super::position::{At, FileKey, LineIndex};
use super::rules::{CONTENT_TABLES, PACK_TABLES};
use crate::messages::content as say;

/// The stack that parsing needs, in bytes; see the module.
pub const STACK: usize = 64 << 20;

/// The largest broken block that is parsed for what can be saved, in bytes: recovery keeps every
/// error that it meets.
const RECOVERED: usize = 256 << 10;

/// How many following blocks a broken one is joined with, to see whether the line between them was
/// no header but part of a text.
const JOINED: usize = 3;

/// Files below this size cannot hold enough tables to matter, in bytes.
const SMALL: usize = 256 << 10;

/// The most tables and lists of one file, counted by what may open them: each can cost a kilobyte
/// of memory for two bytes of text.
const MOST_TABLES: usize = 400_000;

/// What toml says of a key that is there twice.
const DUPLICATE: &str = "duplicate key";

/// A stretch of a file that was parsed by itself.
pub struct Block<'t> {
    /// Where it begins in the file; all spans in the table count from here.
    pub base: usize,
    /// What it says.
    pub table: DeTable<'t>,
    /// Its text.
    pub text: &'t str,
    /// The lines of the file with syntax errors, ascending; empty if the block is whole.
    pub broken_lines: Vec<u32>,
}

/// Parses a file; returns its blocks in order and adds at most one syntax error, and every key that
/// is there twice, to `mistakes`. Returns no block of a file that would take too much memory.
pub fn parse<'t>(
    lines: &LineIndex<'t>,
    file: FileKey,
    mistakes: &mut Vec<Mistake>,
) -> Vec<Block<'t>> {
    let text = lines.text();
    if text.len() > SMALL && tables(text) > MOST_TABLES {
        let at = At::whole(file);
        let mistake = Mistake::error(at, "too-many-tables", say::too_many_tables(MOST_TABLES));
        mistakes.push(mistake.hint(say::split_file()));
        return Vec::new();
    }
    match DeTable::parse(text) {
        Ok(table) => {
            vec![Block { base: 0, table: table.into_inner(), text, broken_lines: Vec::new() }]
        }
        Err(error) => {
            let mut salvage = Salvage { lines, file, syntax: None, duplicates: Vec::new() };
            let blocks = salvage.blocks();
            let nothing_found = salvage.syntax.is_none() && salvage.duplicates.is_empty();
            if nothing_found {
                // The blocks are sound one by one and clash with each other.
                salvage.syntax = Some(salvage.clash(&error));
            }
            mistakes.extend(salvage.syntax);
            mistakes.extend(salvage.duplicates);
            blocks
        }
    }
}

/// Returns the table that a text is; `None` if its syntax is broken.
pub fn sound(text: &str) -> Option<DeTable<'_>> {
    Some(DeTable::parse(text).ok()?.into_inner())
}

/// Returns a text as TOML writes it.
pub fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

/// Counts what may open a table or a list, without building any.
fn tables(text: &str) -> usize {
    let opens = |kind| {
        let openers = [TokenKind::Dot, TokenKind::LeftCurlyBracket, TokenKind::LeftSquareBracket];
        openers.contains(&kind)
    };
    toml_parser::Source::new(text).lex().filter(|token| opens(token.kind())).count()
}

/// Returns the byte offsets at which blocks begin, the start of the text first.
fn block_starts(text: &str) -> Vec<usize> {
    let mut starts = vec![0];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if at > 0 && opens_block(line) {
            starts.push(at);
        }
        at += line.len();
    }
    starts
}

/// Returns whether a line is the header of a top-level array of tables of the pack format.
fn opens_block(line: &str) -> bool {
    let Some((name, rest)) =
        line.trim_start().strip_prefix("[[").and_then(|rest| rest.split_once("]]"))
    else {
        return false;
    };
    let rest = rest.trim_start();
    let known = |name: &str| CONTENT_TABLES.contains(&name) || PACK_TABLES.contains(&name);
    known(name.trim()) && (rest.is_empty() || rest.starts_with('#'))
}

struct Salvage<'l, 't> {
    lines: &'l LineIndex<'t>,
    file: FileKey,
    syntax: Option<Mistake>,
    duplicates: Vec<Mistake>,
}

impl<'t> Salvage<'_, 't> {
    fn blocks(&mut self) -> Vec<Block<'t>> {
        let text = self.lines.text();
        let mut starts = block_starts(text);
        starts.push(text.len());
        let mut blocks = Vec::new();
        let mut at = 0;
        while at + 1 < starts.len() {
            let (start, end) = (starts[at], starts[at + 1]);
            let whole = |end: usize| Some((end, DeTable::parse(&text[start..end]).ok()?));
            // A line inside a text may look like a header: then the block and the next are one.
            let joined = || (at + 2..starts.len()).take(JOINED).find_map(|end| whole(starts[end]));
            if let Some((end, table)) = whole(end).or_else(joined) {
                blocks.push(Block {
                    base: start,
                    table: table.into_inner(),
                    text: &text[start..end],
                    broken_lines: Vec::new(),
                });
                at = starts.partition_point(|&start| start < end);
            } else {
                blocks.push(self.broken(start, &text[start..end]));
                at += 1;
            }
        }
        blocks
    }

    /// Saves what can be saved of a block that does not parse.
    fn broken(&mut self, base: usize, text: &'t str) -> Block<'t> {
        if text.len() > RECOVERED {
            if let Err(error) = DeTable::parse(text) {
                let start = error.span().map_or(0, |span| span.start);
                let mistake = self.mistake_in(base, text, start, error.message());
                self.syntax.get_or_insert(mistake);
            }
            let broken_lines = vec![self.line(base)];
            return Block { base, table: DeTable::new(), text, broken_lines };
        }
        let (table, mut errors) = DeTable::parse_recoverable(text);
        let mut table = table.into_inner();
        let start = |error: &toml::de::Error| error.span().map_or(0, |span| span.start);
        restore(&mut table, text, errors.iter().map(start).min().unwrap_or(0));
        // In a line what is said twice follows from what is no TOML.
        let place = |error: &toml::de::Error| {
            (self.line(base + start(error)), error.message() == DUPLICATE, start(error))
        };
        errors.sort_by_cached_key(place);
        let landmarks = Landmarks::new(&table, text);
        let mut broken_lines = Vec::new();
        for error in errors {
            let span = error.span().unwrap_or(0..0);
            let duplicate = error.message() == DUPLICATE;
            if duplicate && broken_lines.is_empty() {
                let mistake = self.duplicate(base, text, &landmarks, &span);
                self.duplicates.push(mistake);
                continue;
            }
            // What is said twice behind a syntax error is its consequence.
            if duplicate {
                continue;
            }
            let unclosed = landmarks.unclosed.get(&span.start).copied();
            let start = base + unclosed.unwrap_or(span.start);
            broken_lines.push(self.line(start));
            if self.syntax.is_none() {
                self.syntax = Some(match unclosed {
                    Some(_) => self.unclosed(start),
                    None => self.mistake_in(base, text, span.start, error.message()),
                });
            }
        }
        broken_lines.sort_unstable();
        broken_lines.dedup();
        Block { base, table, text, broken_lines }
    }

    fn duplicate(
        &self,
        base: usize,
        text: &str,
        landmarks: &Landmarks,
        span: &Range<usize>,
    ) -> Mistake {
        let key = text.get(span.clone()).unwrap_or_default().trim_matches(['"', '\'']);
        let line = &text[text[..span.start].rfind('\n').map_or(0, |end| end + 1)..span.start];
        if line.trim() == "[" && (CONTENT_TABLES.contains(&key) || PACK_TABLES.contains(&key)) {
            let at = self.at(base + span.start);
            return Mistake::error(at, "duplicate-key", say::single_table(key))
                .hint(say::double_brackets(key));
        }
        let first = landmarks.last_before(key, span.start).map(|first| self.line(base + first));
        Mistake::error(self.at(base + span.start), "duplicate-key", say::duplicate_key(key, first))
            .hint(say::keep_one_key())
    }

    /// Words what is wrong at an offset of a block.
    fn mistake_in(&self, base: usize, block: &str, start: usize, message: &str) -> Mistake {
        list_left_open(block, start).map_or_else(
            || self.mistake(base + start, message),
            |list| {
                let mistake = Mistake::error(self.at(base + list), "syntax", say::unclosed_list());
                mistake.hint(say::close_the_list())
            },
        )
    }

    fn mistake(&self, start: usize, message: &str) -> Mistake {
        let text = self.lines.text();
        let there = text.get(start..).unwrap_or_default();
        let above = text.get(..start).unwrap_or(text);
        let line = &text[above.rfind('\n').map_or(0, |end| end + 1)..];
        Mistake::error(self.at(start), "syntax", say::syntax(message))
            .hint(say::mend_syntax(message, line, there))
    }

    /// Words that a string is not closed which begins there.
    fn unclosed(&self, start: usize) -> Mistake {
        let is_long = opens_long_text(self.lines.text().get(start..).unwrap_or_default());
        let hint = if is_long { say::close_the_text() } else { say::close_the_line() };
        Mistake::error(self.at(start), "syntax", say::unclosed_text()).hint(hint)
    }

    /// Words why a text does not parse whose blocks do, one by one.
    fn clash(&self, error: &toml::de::Error) -> Mistake {
        let span = error.span().unwrap_or(0..0);
        let key = self.lines.text().get(span.clone()).unwrap_or_default();
        let is_table = CONTENT_TABLES.contains(&key) || PACK_TABLES.contains(&key);
        if error.message() != DUPLICATE || !is_table {
            return self.mistake(span.start, error.message());
        }
        Mistake::error(self.at(span.start), "syntax", say::table_and_list(key))
            .hint(say::double_brackets(key))
    }

    fn at(&self, offset: usize) -> At {
        At { file: self.file, spot: Some(self.lines.spot(offset)) }
    }

    fn line(&self, offset: usize) -> u32 {
        self.lines.spot(offset).line.get()
    }
}

/// Returns whether a text begins with a multi-line string.
fn opens_long_text(text: &str) -> bool {
    text.starts_with("'''") || text.starts_with("\"\"\"")
}

/// Puts back the arrays of tables above the first error that a later header replaced.
fn restore<'t>(table: &mut DeTable<'t>, text: &'t str, error: usize) {
    let above = &text[..error];
    let above = &above[..above.rfind('\n').map_or(0, |end| end + 1)];
    let Ok(sound) = DeTable::parse(above) else { return };
    for (key, value) in sound.into_inner() {
        let replaced = !table.get(&**key.get_ref()).is_some_and(|value| value.get_ref().is_array());
        if replaced && value.get_ref().is_array() {
            table.insert(key, value);
        }
    }
}

/// What errors refer back to, found in one pass over a table however many errors there are.
#[derive(Default)]
struct Landmarks<'a> {
    /// Where each key stands, by its name; ascending.
    keys: HashMap<&'a str, Vec<usize>>,
    /// The start of each string that may not be closed, by its end: an error there says that it is not.
    unclosed: HashMap<usize, usize>,
}

impl<'a> Landmarks<'a> {
    fn new(table: &'a DeTable, text: &str) -> Self {
        let mut landmarks = Self::default();
        landmarks.read(table, text);
        landmarks.keys.values_mut().for_each(|places| places.sort_unstable());
        landmarks
    }

    fn read(&mut self, table: &'a DeTable, text: &str) {
        for (key, value) in table {
            self.keys.entry(key.get_ref()).or_default().push(key.span().start);
            self.read_value(value, text);
        }
    }

    fn read_value(&mut self, value: &'a Spanned<DeValue>, text: &str) {
        match value.get_ref() {
            DeValue::Table(table) => self.read(table, text),
            DeValue::Array(items) => items.iter().for_each(|item| self.read_value(item, text)),
            DeValue::String(_) => {
                let span = value.span();
                let raw = text.get(span.clone()).unwrap_or_default();
                let closed = |quote| raw.len() > 1 && raw.ends_with(quote);
                let is_open =
                    raw.starts_with('"') && !closed('"') || raw.starts_with('\'') && !closed('\'');
                if is_open || opens_long_text(raw) {
                    self.unclosed.insert(span.end, span.start);
                }
            }
            _ => {}
        }
    }

    /// Finds the last key of this name before a byte offset.
    fn last_before(&self, name: &str, before: usize) -> Option<usize> {
        let places = self.keys.get(name)?;
        let behind = places.partition_point(|&place| place < before);
        behind.checked_sub(1).map(|last| places[last])
    }
}

/// Runs `work` on a thread with a deep stack and gives its result; see the module.
pub fn deep<T: Send>(work: impl FnOnce() -> T + Send) -> std::io::Result<T> {
    std::thread::scope(|scope| {
        let worker = std::thread::Builder::new()
            .name("read packs".to_owned())
            .stack_size(STACK)
            .spawn_scoped(scope, work)?;
        Ok(worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the ids of the entries that are saved and the mistakes as `code@line:column`.
    #[track_caller]
    fn check(text: &str, ids: &[&str], expected: &[&str]) {
        let lines = LineIndex::new(text);
        let mut mistakes = Vec::new();
        let blocks = parse(&lines, FileKey(0), &mut mistakes);
        let mut found = Vec::new();
        for block in &blocks {
            let Some(DeValue::Array(entries)) = block.table.get("entry").map(Spanned::get_ref)
            else {
                continue;
            };
            for entry in entries {
                found.extend(entry.get_ref().get("id").and_then(|id| id.get_ref().as_str()));
            }
        }
        assert_eq!(found, ids, "{text}");
        let shown: Vec<_> = mistakes
            .iter()
            .map(|mistake| {
                let spot = mistake.at.spot.unwrap();
                format!("{}@{}:{}", mistake.code, spot.line, spot.column)
            })
            .collect();
        assert_eq!(shown, expected, "{mistakes:?}");
    }

    #[test]
    fn a_sound_file_is_one_block() {
        check("[[entry]]\nid='a'\n[[entry]]\nid='b'\n", &["a", "b"], &[]);
    }

    #[test]
    fn a_syntax_error_costs_its_block_at_most() {
        check(
            "[[entry]]\nid='a'\n[[entry]]\nid='b'\ntitle = \n[[entry]]\nid='c'\n",
            &["a", "b", "c"],
            &["syntax@5:9"],
        );
    }

    #[test]
    fn an_unclosed_text_is_reported_where_it_opens_and_swallows_nothing() {
        check(
            "[[entry]]\nid='a'\ntext='''\nabc\n[[entry]]\nid='b'\ntext='''x'''\n",
            &["a", "b"],
            &["syntax@3:6"],
        );
        check("[[entry]]\nid='a'\ntext='''abc", &["a"], &["syntax@3:6"]);
    }

    #[test]
    fn only_the_first_syntax_error_of_a_file_is_reported() {
        check("[[entry]]\nid='a'\nx=\n[[entry]]\nid='b'\ny=\n", &["a", "b"], &["syntax@3:3"]);
    }

    #[test]
    fn every_key_that_stands_twice_is_reported() {
        check(
            "[[entry]]\nid='a'\nid='b'\n[[entry]]\nid='c'\n'id'='d'\n",
            &["a", "c"],
            &["duplicate-key@3:1", "duplicate-key@6:1"],
        );
    }

    /// Walking the table for each key would take many minutes.
    #[test]
    fn what_two_hundred_thousand_errors_refer_to_is_found_in_one_pass() {
        const KEYS: usize = 200_000;
        let text = (0..KEYS).map(|key| format!("k{key} = '''x'''\n")).collect::<Vec<_>>().concat();
        let table = DeTable::parse(&text).unwrap();
        let landmarks = Landmarks::new(table.get_ref(), &text);
        assert_eq!(landmarks.unclosed.len(), KEYS);
        let mut at = 0;
        for (key, line) in text.split_inclusive('\n').enumerate() {
            assert_eq!(landmarks.last_before(&format!("k{key}"), text.len()), Some(at));
            assert_eq!(landmarks.last_before(&format!("k{key}"), at), None);
            at += line.len();
            assert_eq!(landmarks.unclosed.get(&(at - 1)), Some(&(at - 1 - "'''x'''".len())));
        }
    }

    #[test]
    fn a_header_inside_a_text_opens_no_block() {
        check(
            "[[entry]]\nid='a'\ntext='''\n[[entry]]\n'''\n[[entry]]\nid='b'\nx=\n",
            &["a", "b"],
            &["syntax@8:3"],
        );
    }

    #[test]
    fn a_header_that_lost_a_bracket_does_not_replace_what_stands_above() {
        check("[[entry]]\nid='a'\n[entry]\nid='b'\n", &["a"], &["duplicate-key@3:2"]);
        check("[[entry]]\nid='a'\n[entry]x='b'\n", &["a"], &["syntax@3:8"]);
    }

    #[test]
    fn blocks_that_clash_with_each_other_are_reported() {
        check("entry = 1\n[[entry]]\nid='a'\n", &["a"], &["syntax@2:3"]);
    }

    #[test]
    fn a_large_broken_block_is_left_out() {
        let text = format!("[[entry]]\nid='a'\nx=\n# {}\n", "x".repeat(RECOVERED));
        check(&text, &[], &["syntax@3:3"]);
    }

    #[test]
    fn case_20_dotted_keys_in_inline_tables_do_not_overflow() {
        let dotted = "a.".repeat(70) + "a";
        let bomb = format!("x = {}1{}", format!("{{ {dotted} = ").repeat(70), " }".repeat(70));
        let count = deep(|| {
            let mut mistakes = Vec::new();
            parse(&LineIndex::new(&bomb), FileKey(0), &mut mistakes);
            mistakes.len()
        });
        assert!(count.unwrap() <= 1);
    }

    #[test]
    fn case_20_the_stack_has_eight_times_the_room_that_the_deepest_file_needs() {
        let dotted = "a.".repeat(75) + "a";
        let bomb = format!("x = {}1{}", format!("{{ {dotted} = ").repeat(75), " }".repeat(75));
        let read = move || parse(&LineIndex::new(&bomb), FileKey(0), &mut Vec::new()).len();
        let thread = std::thread::Builder::new().stack_size(STACK / 8).spawn(read).unwrap();
        assert_eq!(thread.join().unwrap(), 1);
    }

    #[test]
    fn case_21_a_hundred_thousand_brackets_are_one_error() {
        let text = "a = ".to_owned() + &"[".repeat(100_000);
        check(&text, &[], &["syntax@1:85"]);
    }
}
