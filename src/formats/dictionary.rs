//! What dictionaries of all formats have in common: an entry a word, links between words, a page that says
//! what the dictionary is. Refuses to know: formats.

use std::borrow::Cow;
use std::num::NonZeroU32;
use std::ops::Range;

use super::draft::{Draft, Page};
use super::encoding::lossless;
use super::escape::escape;
use super::html::Target;
use super::intake::Reading;
use super::lexicon::{Headword, Lexicon};
use super::lines;
use super::tally::{Loss, Tally};
use crate::content::load::RawPack;
use crate::content::position::{At, FileKey, Spot};
use crate::messages::formats as says;
use crate::model::{EntryHead, NewName, ThemeOrder};
use crate::text::address::{is_outside, normal};

/// The id of the page that says what a dictionary is; those of words hold no slash.
const ABOUT_ID: &str = "about/dictionary";

/// What parts the articles of one word.
const BETWEEN: &str = "\n\n***\n\n";

/// Schemes of addresses that mean a word of the same dictionary.
const WORD_SCHEMES: [&str; 4] = ["bword://", "bword:", "entry://", "dict:///"];

/// Schemes of addresses that mean a file beside the dictionary.
const FILE_SCHEMES: [&str; 3] = ["sound:", "file:", "img:"];

/// Returns bytes of a file as text, and tells if they are no UTF-8.
pub fn text_of<'b>(bytes: &'b [u8], at: At, tally: &mut Tally) -> Cow<'b, str> {
    let text = lossless(bytes);
    if matches!(text, Cow::Owned(_)) {
        tally.count(Loss::Encoding, at, || {
            let first: String = text.chars().filter(|c| !c.is_control()).take(40).collect();
            says::quoted(&first)
        });
    }
    text
}

/// How much text articles may have together: twice as much as their file, since each part of it is said once, and
/// an index that is damaged could have any number of words say all of it.
pub struct Room(u64);

impl Room {
    /// Begins with a file of so many bytes.
    pub fn of(length: usize) -> Self {
        Self(2 * length as u64)
    }

    /// Takes what an article needs, and returns whether there was as much.
    pub fn take(&mut self, size: usize) -> bool {
        let left = self.0.checked_sub(size as u64);
        self.0 = left.unwrap_or(self.0);
        left.is_some()
    }
}

/// Returns the place of a line, counted from 0.
pub fn at_line(file: FileKey, number: usize) -> At {
    let line = u32::try_from(number).ok().and_then(|it| NonZeroU32::MIN.checked_add(it));
    At { file, spot: line.map(|line| Spot { line, column: NonZeroU32::MIN }) }
}

/// What finds the entry of a word.
trait Find {
    fn find(&self, word: &str) -> Option<&str>;
}

impl<A> Find for Lexicon<A> {
    fn find(&self, word: &str) -> Option<&str> {
        Self::find(self, word)
    }
}

/// Where links of a dictionary lead.
pub struct Links<'a>(&'a dyn Find);

impl<'a> Links<'a> {
    /// Has links lead to these words.
    pub fn new<A>(words: &'a Lexicon<A>) -> Self {
        Self(words)
    }

    /// Returns the id of the entry of a word.
    pub fn word(&self, word: &str) -> Option<String> {
        self.0.find(word).map(str::to_owned)
    }

    /// Returns where a link in an entry leads, and tells if it leads nowhere.
    pub fn follow(
        &self,
        target: Target<'_>,
        entry: &str,
        at: At,
        tally: &mut Tally,
    ) -> Option<String> {
        let word: Cow<'_, str> = match target {
            Target::Word(word) => word.into(),
            Target::Address(address) => {
                let begins = |scheme: &str| {
                    address.get(..scheme.len()).is_some_and(|it| it.eq_ignore_ascii_case(scheme))
                };
                if let Some(scheme) = WORD_SCHEMES.iter().find(|it| begins(it)) {
                    let word = normal(&address[scheme.len()..]).into_owned();
                    word.trim_end_matches('/').to_owned().into()
                } else if address.starts_with('#') || FILE_SCHEMES.iter().any(|it| begins(it)) {
                    return None;
                } else if is_outside(address) {
                    return Some(address.to_owned());
                } else {
                    normal(address)
                }
            }
        };
        let found = self.word(&word).or_else(|| self.word(word.split('#').next()?));
        if found.is_none() {
            tally.count(Loss::Reference, at, || says::reference_in(&word, entry));
        }
        found
    }
}

/// What a dictionary says of itself.
#[derive(Debug)]
pub struct About {
    lines: Vec<String>,
    /// Plain text below the lines.
    pub text: String,
}

impl About {
    /// Begins with how many words there are.
    pub fn new(words: usize) -> Self {
        Self { lines: vec![says::words(words)], text: String::new() }
    }

    /// Adds a line, unless it says nothing.
    pub fn line(&mut self, label: &str, value: &str) {
        let value = value.trim();
        let is_address = value.starts_with("https://") || value.starts_with("http://");
        if is_address && !value.contains(|c: char| c.is_whitespace() || "<>".contains(c)) {
            self.lines.push(format!("- {}: <{value}>", escape(label)));
        } else if !value.is_empty() {
            self.lines.push(format!("- {}: {}", escape(label), escape(value)));
        }
    }

    /// Puts it before the words.
    pub fn push(self, draft: &mut Draft, at: At) {
        let theme = draft.theme("about", says::ABOUT, ThemeOrder::File);
        let (counted, lines) = self.lines.split_first().expect("it begins with a count");
        let text = super::lines::markdown(&self.text, None, &mut |_| None);
        let parts = [counted.clone(), lines.join("\n"), text];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        draft.push(Page {
            head: EntryHead::new(ABOUT_ID, says::ABOUT),
            theme,
            markdown: parts.collect::<Vec<_>>().join("\n\n"),
            at,
        });
    }
}

/// What an article says.
#[derive(Debug, Default)]
pub struct Said {
    /// Its text, in Markdown as packs have it.
    pub markdown: String,
    /// Names of its word in other languages.
    pub names: Vec<NewName>,
}

impl From<String> for Said {
    fn from(markdown: String) -> Self {
        Self { markdown, names: Vec::new() }
    }
}

/// Puts the words into the pack, in one theme in the order of their titles: a list of a million is one that
/// is searched, not walked through. Reports what could not be taken, and returns the pack unless the reading
/// was stopped.
pub fn finish<A, S: Into<Said>>(
    words: &Lexicon<A>,
    mut draft: Draft,
    reading: &mut Reading<'_, '_>,
    mut tally: Tally,
    mut say: impl FnMut(&Headword<A>, &A, &mut Tally) -> S,
) -> Option<RawPack> {
    draft.is_list = true;
    let theme = draft.theme("words", says::WORDS, ThemeOrder::Title);
    let mut is_full = false;
    for entry in &words.entries {
        if reading.progress().is_stopped() {
            break;
        }
        let mut head = EntryHead::new(&entry.id, &entry.title);
        head.aliases.clone_from(&entry.aliases);
        let mut markdown = String::new();
        for article in &entry.articles {
            if !is_full {
                let said = say(entry, article, &mut tally).into();
                is_full = reading.intake.budget.spend(said.markdown.len() as u64).is_err();
                if !is_full {
                    let between = if markdown.is_empty() { "" } else { BETWEEN };
                    markdown.push_str(between);
                    markdown.push_str(&said.markdown);
                    head.names.extend(said.names);
                }
            }
            if is_full {
                tally.count(Loss::TooMuch, entry.at, || says::quoted(&entry.title));
            }
        }
        draft.push(Page { head, theme: theme.clone(), markdown, at: entry.at });
    }
    tally.report(reading);
    (!reading.progress().is_stopped()).then(|| draft.finish())
}

/// Returns the width at which the articles were wrapped, which are ranges of some bytes.
pub fn width_of(words: &Lexicon<Range<usize>>, bytes: &[u8]) -> Option<usize> {
    let ranges = words.entries.iter().flat_map(|entry| &entry.articles);
    let texts = ranges.filter_map(|range| std::str::from_utf8(&bytes[range.clone()]).ok());
    lines::width_of(texts.flat_map(str::lines))
}
