//! Dictionaries of the DICT server: headwords in `.index`, each with the place of its article in `.dict` in
//! base 64, and articles in plain text, in which `{word}` refers to another. Refuses to know: other formats.

use std::ops::Range;
use std::path::Path;

use super::dictionary::{self, About, Links, Room, at_line, text_of};
use super::draft::Draft;
use super::encoding::lossless;
use super::intake::{BytesFile, Reading};
use super::lexicon::{Lexicon, clean, headword};
use super::lines;
use super::siblings::{Siblings, no_such_part};
use super::tally::{Loss, Tally};
use crate::content::load::RawPack;
use crate::content::position::At;
use crate::content::source::{Listing, Refusal};
use crate::messages::formats as says;

/// The endings of the file of articles.
const ARTICLES: &[&str] = &["dict", "dict.dz", "dict.gz"];

/// What the headwords begin with under which a dictionary says what it is, without hyphens.
const DATABASE: &str = "00database";

/// Returns whether the index of a dictionary begins so: a word, a tab and two numbers in base 64.
pub fn begins(beginning: &[u8]) -> bool {
    let line = beginning.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let parts: Vec<&[u8]> = line.split(|&byte| byte == b'\t').collect();
    matches!(parts[..], [_, offset, size, ..] if number(offset).is_some() && number(size).is_some())
}

/// Returns whether the file of articles lies beside an index.
pub fn has_articles(path: &Path) -> bool {
    Siblings::of(path).is_ok_and(|siblings| siblings.has(ARTICLES))
}

/// Lists the files of the dictionary that one of them belongs to, the index first.
pub fn list(path: &Path) -> Result<Listing, Refusal> {
    Siblings::of(path)?.list("index", &[ARTICLES])
}

/// A line of the index.
struct Line<'i> {
    word: &'i [u8],
    range: Range<usize>,
    at: At,
}

/// Reads a dictionary; `None` if nothing of it can be shown.
pub fn read(listing: &Listing, fallback: &str, reading: &mut Reading<'_, '_>) -> Option<RawPack> {
    let mut tally = Tally::default();
    let index = reading.bytes(&listing.head)?;
    reading.progress().read_file(0);
    let Some(found) = listing.others.first() else {
        reading.refuse(&no_such_part(".dict"), index.file);
        return None;
    };
    let articles = reading.bytes(found)?;
    reading.progress().read_file(0);
    let lines = lines_of(&index, articles.bytes.len(), &mut tally);
    let (own, lines): (Vec<_>, Vec<_>) = lines.into_iter().partition(|line| {
        let word: Vec<u8> = line.word.iter().copied().filter(|&byte| byte != b'-').collect();
        word.starts_with(DATABASE.as_bytes())
    });
    let words = words(&lines, &articles, &mut tally);
    drop(lines);
    let database = Database { own, articles: &articles };
    let mut draft =
        Draft::new(index.file, fallback, &database.title().unwrap_or_else(|| fallback.into()));
    database.about(words.entries.len()).push(&mut draft, At::whole(index.file));
    let links = Links::new(&words);
    let width = dictionary::width_of(&words, &articles.bytes);
    dictionary::finish(&words, draft, reading, tally, |entry, range, tally| {
        let text = text_of(&articles.bytes[range.clone()], At::whole(articles.file), tally);
        lines::markdown(without_title(&text, &entry.title), width, &mut |word| links.word(word))
    })
}

/// Reads the index: word, offset and size, and sometimes the word as it was before it was made comparable.
fn lines_of<'i>(index: &'i BytesFile, length: usize, tally: &mut Tally) -> Vec<Line<'i>> {
    let mut lines = Vec::new();
    for (number_of_line, line) in index.bytes.split(|&byte| byte == b'\n').enumerate() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            continue;
        }
        let at = at_line(index.file, number_of_line);
        let mut parts = line.split(|&byte| byte == b'\t');
        let word = parts.next().unwrap_or_default();
        let place = parts.next().and_then(number).zip(parts.next().and_then(number));
        let Some((offset, size)) = place else {
            tally.count(Loss::Index, at, || says::line(number_of_line + 1));
            continue;
        };
        let word = parts.next().filter(|word| !word.is_empty()).unwrap_or(word);
        let end = offset.checked_add(size).and_then(|end| usize::try_from(end).ok());
        match end.filter(|&end| end <= length) {
            Some(end) => lines.push(Line { word, range: end - size as usize..end, at }),
            None => tally.count(Loss::Outside, at, || says::line(number_of_line + 1)),
        }
    }
    lines
}

/// Joins the lines of the index: those that have one article are one entry, under the word that the article
/// begins with, else under the shortest; those of one word are one entry.
fn words(lines: &[Line<'_>], articles: &BytesFile, tally: &mut Tally) -> Lexicon<Range<usize>> {
    let article = |number: &usize| (lines[*number].range.start, lines[*number].range.end);
    let mut numbers: Vec<usize> = (0..lines.len()).collect();
    numbers.sort_by_key(article);
    let same = numbers.chunk_by(|one, other| article(one) == article(other));
    let mut of_articles: Vec<&[usize]> = same.collect();
    of_articles.sort_by_key(|numbers| numbers[0]);
    let mut lexicon = Lexicon::default();
    let mut room = Room::of(articles.bytes.len());
    for numbers in of_articles {
        let Line { range, at, word } = &lines[numbers[0]];
        if !room.take(range.len()) {
            tally.count(Loss::Overlap, *at, || says::quoted(&lossless(word)));
            continue;
        }
        let words = numbers.iter().filter_map(|&number| {
            let Line { word, at, .. } = lines[number];
            let written = text_of(word, at, tally);
            headword(&written, at, tally, || says::quoted(&written))
        });
        let words: Vec<String> = words.collect();
        let first = articles.bytes[range.clone()].split(|&byte| byte == b'\n').next();
        let first = String::from_utf8_lossy(first.unwrap_or_default()).into_owned();
        let rank =
            |word: &&String| (!first.trim_start().starts_with(word.as_str()), word.chars().count());
        let Some(title) = words.iter().min_by_key(rank) else { continue };
        let number = lexicon.push(title, *at, range.clone());
        for word in &words {
            lexicon.alias(number, word);
        }
    }
    lexicon.complete()
}

/// Returns an article without the line that only repeats its title.
fn without_title<'t>(text: &'t str, title: &str) -> &'t str {
    match text.split_once('\n') {
        Some((first, rest)) if clean(first) == title => rest,
        _ => text,
    }
}

/// What a dictionary says of itself, under headwords of its own.
struct Database<'a> {
    own: Vec<Line<'a>>,
    articles: &'a BytesFile,
}

impl Database<'_> {
    /// Returns what is said under a headword such as `00-database-short`, without that word.
    fn get(&self, name: &str) -> String {
        let wanted = format!("{DATABASE}{name}");
        let bare = |word: &[u8]| String::from_utf8_lossy(word).replace('-', "");
        let line = self.own.iter().find(|line| bare(line.word) == wanted);
        let text = line.map(|line| lossless(&self.articles.bytes[line.range.clone()]));
        let text = text.unwrap_or_default();
        let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
        if bare(first.trim().as_bytes()) == wanted { rest.to_owned() } else { text.into_owned() }
    }

    fn title(&self) -> Option<String> {
        let title = clean(&self.get("short"));
        (!title.is_empty()).then_some(title)
    }

    fn about(&self, words: usize) -> About {
        let mut about = About::new(words);
        about.line(says::ADDRESS, &clean(&self.get("url")));
        about.text = self.get("info");
        about
    }
}

/// Returns a number in base 64, the most significant digit first; `None` if it is none or too large.
fn number(digits: &[u8]) -> Option<u64> {
    if digits.is_empty() {
        return None;
    }
    digits.iter().try_fold(0_u64, |number, &digit| {
        let value = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        number.checked_mul(64)?.checked_add(u64::from(value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_in_base_64() {
        for (digits, expected) in [
            ("A", Some(0)),
            ("B", Some(1)),
            ("BA", Some(64)),
            ("/", Some(63)),
            ("Q+3", Some(69_559)),
            ("", None),
            ("a b", None),
            ("//////////////", None),
        ] {
            assert_eq!(number(digits.as_bytes()), expected, "{digits}");
        }
    }

    #[test]
    fn an_index_is_told_by_its_first_line() {
        for (beginning, expected) in [
            ("tea\tA\tBc\n", true),
            ("tea\tA\tBc\tTea\n", true),
            ("\tA\tB", true),
            ("tea\t1.5\t2\n", false),
            ("tea\n", false),
            ("", false),
        ] {
            assert_eq!(begins(beginning.as_bytes()), expected, "{beginning}");
        }
    }
}
