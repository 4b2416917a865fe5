//! CC-CEDICT: a word in traditional and in simplified characters, its reading with the numbers of tones, and
//! its senses, a line each. Refuses to know: other formats.

mod pinyin;

use super::composer::{Composer, Style};
use super::dictionary::{self, About, Links, Said, text_of};
use super::draft::Draft;
use super::html::Target;
use super::intake::Reading;
use super::lexicon::{Headword, Lexicon, headword};
use super::tally::{Loss, Tally};
use crate::content::load::RawPack;
use crate::content::position::At;
use crate::content::source::Listing;
use crate::messages::formats as says;
use crate::model::NewName;

/// What a comment says that begins such a file.
const MARK: &str = "CC-CEDICT";

/// Returns whether a file begins so: with a comment that says it, or with a line that is an entry.
pub fn begins(beginning: &[u8]) -> bool {
    let text = String::from_utf8_lossy(beginning);
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let first = lines.find(|line| !line.starts_with('#') || line.contains(MARK));
    first.is_some_and(|line| line.starts_with('#') || Article::of(line).is_some())
}

/// An entry of the file.
struct Article<'t> {
    traditional: &'t str,
    simplified: &'t str,
    /// With the numbers of tones.
    reading: &'t str,
    /// Between slashes.
    senses: &'t str,
}

impl<'t> Article<'t> {
    /// Reads `傳統 传统 [chuan2 tong3] /tradition/traditional/`.
    fn of(line: &'t str) -> Option<Self> {
        let (words, rest) = line.split_once('[')?;
        let (traditional, simplified) = words.trim().split_once(' ')?;
        let (reading, senses) = rest.split_once(']')?;
        let reading = reading.trim_start_matches('[');
        let senses = senses.trim_start_matches(']').trim().strip_prefix('/')?.strip_suffix('/')?;
        let is_word = |word: &str| !word.is_empty() && !word.contains(char::is_whitespace);
        (is_word(traditional) && is_word(simplified)).then_some(Self {
            traditional,
            simplified,
            reading,
            senses,
        })
    }
}

/// Reads a dictionary; `None` if nothing of it can be shown.
pub fn read(listing: &Listing, fallback: &str, reading: &mut Reading<'_, '_>) -> Option<RawPack> {
    let mut tally = Tally::default();
    let file = reading.bytes(&listing.head)?;
    reading.progress().read_file(0);
    let whole = At::whole(file.file);
    let text = text_of(&file.bytes, whole, &mut tally);
    let mut words = Lexicon::default();
    let mut notes = Vec::new();
    for (number, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let line = line.trim();
        if line.starts_with('#') || line.is_empty() {
            notes.push(line.trim_start_matches(['#', '!', ' ']));
            continue;
        }
        let at = dictionary::at_line(file.file, number);
        let article = Article::of(line);
        let title = article.as_ref().and_then(|article| {
            headword(article.simplified, at, &mut tally, || says::quoted(article.simplified))
        });
        match article.zip(title) {
            Some((article, title)) => {
                let traditional = article.traditional;
                let entry = words.push(&title, at, article);
                words.alias(entry, traditional);
            }
            None => tally.count(Loss::Line, at, || says::line(number + 1)),
        }
    }
    let mut draft = Draft::new(
        file.file,
        fallback,
        if notes.iter().any(|it| it.contains(MARK)) { MARK } else { fallback },
    );
    about(&notes, words.entries.len()).push(&mut draft, whole);
    let links = Links::new(&words);
    dictionary::finish(&words, draft, reading, tally, |entry, article, tally| {
        said(entry, article, &links, tally)
    })
}

/// Returns what the comments say that a reader may want to know.
fn about(notes: &[&str], words: usize) -> About {
    let mut about = About::new(words);
    for (key, label) in says::ABOUT_CEDICT {
        let value = notes.iter().find_map(|note| note.strip_prefix(key)?.strip_prefix('='));
        about.line(label, value.unwrap_or_default());
    }
    let others = notes.iter().filter(|note| !note.contains('=') && !note.is_empty());
    about.text = others.copied().collect::<Vec<_>>().join("\n");
    about
}

/// Returns what an article says: a list of senses, below its reading where the word has several.
fn said(
    entry: &Headword<Article<'_>>,
    article: &Article<'_>,
    links: &Links<'_>,
    tally: &mut Tally,
) -> Said {
    let reading = pinyin::with_marks(article.reading);
    let mut composer = Composer::default();
    if entry.articles.len() > 1 {
        composer.text(&reading, Style::strong());
        if article.traditional != article.simplified {
            composer.text(&format!(" {}", article.traditional), Style::default());
        }
    }
    composer.open_list(None);
    for sense in article.senses.split('/').filter(|sense| !sense.trim().is_empty()) {
        composer.open_item();
        let sense = match sense.strip_prefix("CL:") {
            Some(words) => says::classifier(words),
            None => sense.to_owned(),
        };
        push_sense(&sense, &mut composer, |word| {
            links.follow(Target::Word(word), &entry.title, entry.at, tally)
        });
        composer.close();
    }
    composer.close();
    let name = |text: &str, language: &str| NewName {
        language: language.into(),
        text: text.into(),
        reading: reading.as_str().into(),
        ..NewName::default()
    };
    let mut names = vec![name(article.simplified, "zh")];
    if article.traditional != article.simplified {
        names.push(name(article.traditional, "zh-Hant"));
    }
    Said { markdown: composer.finish(), names }
}

/// Appends a sense, in which `某[mou3]` and `某|某[mou3]` refer to a word.
fn push_sense(
    sense: &str,
    composer: &mut Composer,
    mut follow: impl FnMut(&str) -> Option<String>,
) {
    let mut rest = sense;
    while let Some((before, behind)) = rest.split_once('[') {
        let Some((reading, after)) = behind.split_once(']') else { break };
        let ends = |c: char| c.is_whitespace() || ",;:()/]\"'“”，、；（）".contains(c);
        let begin = before
            .rfind(ends)
            .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
        let (text, word) = before.split_at(begin);
        let marked = pinyin::with_marks(reading);
        composer.text(text, Style::default());
        if word.is_empty() || word.is_ascii() {
            composer.text(&format!("{word}[{marked}]"), Style::default());
        } else {
            let simplified = word.rsplit('|').next().unwrap_or(word);
            let link = follow(simplified).map(|destination| composer.link(destination));
            composer.text(&format!("{word} {marked}"), Style { link, ..Style::default() });
        }
        let is_listed = after.starts_with(',') && !after.starts_with(", ");
        rest = if is_listed { &after[1..] } else { after };
        if is_listed {
            composer.text(", ", Style::default());
        }
    }
    composer.text(rest, Style::default());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::markdown::sketch::sketch;

    #[test]
    fn a_file_is_told_by_its_first_lines() {
        for (beginning, expected) in [
            ("# CC-CEDICT\n# Community maintained", true),
            ("\u{feff}#! version=1\r\n傳統 传统 [chuan2 tong3] /tradition/\r\n", true),
            ("中國 中国 [[Zhong1guo2]] /China/", true),
            ("# A heading\n\nSome [text] /with/ slashes/", false),
            ("# A heading", false),
            ("", false),
        ] {
            assert_eq!(begins(beginning.as_bytes()), expected, "{beginning}");
        }
    }

    #[test]
    fn words_in_senses_become_links() {
        for (sense, expected) in [
            ("see 茶[cha2], or 茗[ming2]", "p see {->茶|茶 chá}, or 茗 míng"),
            ("variant of 葉|叶[ye4]", "p variant of {->叶|葉|叶 yè}"),
            ("杯[bei1],葉|叶[ye4]", "p {->杯|杯 bēi}, {->叶|葉|叶 yè}"),
            ("(abbr. for 茶[cha2])", "p (abbr. for {->茶|茶 chá})"),
            ("also pr. [cha4]", "p also pr. [chà]"),
            ("a [b", "p a [b"),
        ] {
            let mut composer = Composer::default();
            push_sense(sense, &mut composer, |word| (word != "茗").then(|| word.to_owned()));
            assert_eq!(sketch(&composer.finish()), expected, "{sense}");
        }
    }
}
