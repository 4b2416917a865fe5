//! The packs that are open, with where each lies and what it says of itself, and what was asked for and did
//! not open. Refuses to know: how packs are opened.

use std::sync::Arc;

use super::choice::Choice;
use super::line::{Line, Report};
use super::paragraph::{Paragraph, paragraphs};
use crate::content::diagnostic::Diagnostic;
use crate::document::Role;
use crate::formats::Format;
use crate::knowledge::Knowledge;
use crate::messages::packs as says;
use crate::model::{Catalogue, EntryKey, Pack, PackKey};
use crate::store::{Attempt, Mistakes, Origin, ReadAs};
use crate::text::fit::{truncate, truncate_start};
use crate::text::safe::Safe;
use crate::text::width::width;

/// How many mistakes of one pack are told next to the list.
const FEW_MISTAKES: usize = 3;
/// How many columns the second row of a line is set in, with one that stays free at its end.
const SET_IN: usize = 5;
/// How many columns a path has at least.
const LEAST_PATH: usize = 12;

/// What a line stands for.
#[derive(Clone, Copy, Debug)]
enum Item {
    /// An open pack, and the attempt that opened it; `None` if it came from nowhere.
    Open(PackKey, Option<usize>),
    /// The heading above what did not open.
    NotOpen,
    /// An attempt of which nothing opened.
    Failed(usize),
}

/// The open packs in the order in which they were asked for, then what did not open.
#[derive(Clone, Debug)]
pub struct PackReport {
    items: Vec<Item>,
    attempts: Arc<[Attempt]>,
    mistakes: Mistakes,
    /// By pack, what choosing its line means.
    choices: Vec<Choice>,
    /// By pack, whether it lies in one file.
    in_files: Vec<bool>,
    /// The line of the pack that is looked at.
    start: usize,
    open: usize,
}

impl PackReport {
    /// Lists the packs; the selection starts at that of the entry that is `looked_at`.
    pub fn new(known: &Knowledge, looked_at: Option<EntryKey>) -> Self {
        let catalogue = known.catalogue();
        let attempts = Arc::clone(known.attempts());
        let mut by_pack = vec![None; catalogue.packs().len()];
        let mut failed = Vec::new();
        for (number, attempt) in attempts.iter().enumerate() {
            match attempt.pack {
                Some(pack) => by_pack[pack.index()] = Some(number),
                None => failed.push(Item::Failed(number)),
            }
        }
        let open = catalogue.pack_keys().zip(by_pack);
        let mut items: Vec<Item> = open.map(|(pack, number)| Item::Open(pack, number)).collect();
        items.extend((!failed.is_empty()).then_some(Item::NotOpen));
        items.append(&mut failed);
        Self {
            items,
            attempts,
            mistakes: known.mistakes().clone(),
            choices: catalogue.packs().iter().map(choice_of).collect(),
            in_files: catalogue.pack_keys().map(|pack| known.lies_in_file(pack)).collect(),
            start: looked_at.map_or(0, |entry| catalogue.pack_of(entry).index()),
            open: catalogue.packs().len(),
        }
    }

    /// Counts what did not open.
    fn unopened(&self) -> usize {
        self.items.len().saturating_sub(self.open + 1)
    }

    fn mistakes_of(&self, attempt: Option<usize>) -> &[Diagnostic] {
        attempt.map_or(&[], |number| self.mistakes.of(number))
    }

    /// Says what a pack is read from, with whether that was compiled.
    fn read_from(&self, pack: PackKey, attempt: &Attempt) -> Option<String> {
        let read_as = attempt.read_as?;
        let words = in_words(read_as);
        let is_compiled = self.in_files[pack.index()] && read_as != ReadAs::Compiled;
        let is_built_in = attempt.origin.path().is_none();
        Some(if is_compiled { says::compiled(words, is_built_in) } else { words.to_owned() })
    }

    /// Says all of an open pack.
    fn told_of(
        &self,
        catalogue: &Catalogue,
        key: PackKey,
        number: Option<usize>,
    ) -> Vec<Paragraph> {
        let pack = catalogue.pack(key);
        let attempt = number.map(|number| &self.attempts[number]);
        let entries = says::entries_in_themes(&entries(pack, attempt), pack.themes.len());
        let id = says::both(&says::id(&pack.id, &pack.version), &entries);
        let mut told = paragraphs(vec![(pack.title.to_string(), Role::Title), (id, Role::Dim)]);
        let mistakes = self.mistakes_of(number);
        if !mistakes.is_empty() {
            told.push((says::mistakes(mistakes.len()), Role::Section).into());
            told.extend(mistakes.iter().take(FEW_MISTAKES).map(at_its_place));
            told.extend(left_out(mistakes));
        }
        let summary = catalogue.plain_in(key, &pack.summary).text;
        told.extend((!summary.is_empty()).then(|| (summary, Role::Text).into()));
        told.extend(attempt.map(|attempt| labelled((says::WHERE, &place(&attempt.origin)))));
        let read_from = attempt.and_then(|attempt| self.read_from(key, attempt));
        let language = if says_language(attempt) { &*pack.language } else { "" };
        let facts = [
            (says::READ_FROM, &*read_from.unwrap_or_default()),
            (says::LANGUAGE, language),
            (says::LICENCE, &pack.license),
            (says::AUTHORS, &says::authors(&pack.authors)),
            (says::SOURCE, source(catalogue, key).unwrap_or_default()),
        ];
        told.extend(facts.into_iter().filter(|(_, fact)| !fact.is_empty()).map(labelled));
        told
    }

    /// Says why something did not open, and what can be done about it.
    fn told_of_failed(&self, number: usize) -> Vec<Paragraph> {
        let Attempt { origin, installed, .. } = &self.attempts[number];
        let mut told = paragraphs(vec![(name(origin), Role::Title)]);
        let mistakes = self.mistakes.of(number);
        for mistake in mistakes.iter().take(FEW_MISTAKES) {
            let is_of_all = mistake.place() == origin.to_string();
            let message = || (mistake.message.clone(), Role::Text).into();
            told.push(if is_of_all { message() } else { at_its_place(mistake) });
            let hint = Some(&mistake.hint).filter(|hint| !hint.is_empty());
            told.extend(hint.map(|hint| (hint.clone(), Role::Dim).into()));
        }
        told.extend(left_out(mistakes));
        let away = installed.as_deref().map(says::take_away);
        told.extend(away.map(|away| (away, Role::Text).into()));
        told.push(labelled((says::WHERE, &place(origin))));
        told
    }
}

/// Returns what choosing the line of a pack means: going where the pack opens.
fn choice_of(pack: &Pack) -> Choice {
    let start = pack.opens_with().map(Choice::Entry);
    start.unwrap_or_else(|| Choice::Nowhere(says::is_empty(&pack.title)))
}

fn in_words(read_as: ReadAs) -> &'static str {
    match read_as {
        ReadAs::Pack => says::TOML,
        ReadAs::Compiled => says::COMPILED,
        ReadAs::Other(format) => match format {
            Format::Markdown => says::MARKDOWN,
            Format::Bundle => says::BUNDLE,
            Format::Epub => says::EPUB,
            Format::StarDict => says::STARDICT,
            Format::Dictd => says::DICTD,
            Format::Cedict => says::CEDICT,
            Format::Table => says::TABLE,
            Format::Json => says::JSON,
        },
    }
}

/// Returns whether the language of a pack is one that its files may have named.
fn says_language(attempt: Option<&Attempt>) -> bool {
    let read_as = attempt.and_then(|attempt| attempt.read_as);
    match read_as {
        Some(ReadAs::Other(format)) => matches!(format, Format::Epub | Format::Json),
        Some(ReadAs::Pack | ReadAs::Compiled) | None => true,
    }
}

/// Says where something lies.
fn place(origin: &Origin) -> String {
    match origin {
        Origin::BuiltIn | Origin::Guide(_) => says::BUILT_IN.to_owned(),
        Origin::Input(_) => says::INPUT.to_owned(),
        Origin::Folder(_) | Origin::File(_) | Origin::Table(..) => origin.to_string(),
    }
}

/// Returns the last part of the path of something, as it was named.
fn name(origin: &Origin) -> String {
    let name = origin.path().and_then(|path| path.file_name());
    name.map_or_else(|| place(origin), |name| name.to_string_lossy().into_owned())
}

/// Counts the entries of a pack in words.
fn entries(pack: &Pack, attempt: Option<&Attempt>) -> String {
    says::entries(pack.entries.len(), attempt.is_some_and(|attempt| attempt.is_begun))
}

/// Returns the text that the places of a pack lie in.
fn source(catalogue: &Catalogue, pack: PackKey) -> Option<&str> {
    let places = catalogue.places();
    // Packs lie one behind the other.
    let first = places.partition_point(|place| place.pack < pack);
    let place = places.get(first).filter(|place| place.pack == pack)?;
    Some(&catalogue.source(place.source?).title)
}

/// Says what some fact is, then the fact.
fn labelled((label, fact): (&str, &str)) -> Paragraph {
    in_two(label, fact)
}

/// Says where a mistake is, then what is wrong.
fn at_its_place(mistake: &Diagnostic) -> Paragraph {
    in_two(&mistake.short_place(), &mistake.message)
}

fn in_two(first: &str, second: &str) -> Paragraph {
    let words = vec![(format!("{first}  "), Role::Dim), (second.to_owned(), Role::Text)];
    Paragraph { words, ..Paragraph::default() }
}

/// Says how many mistakes are left out.
fn left_out(mistakes: &[Diagnostic]) -> Option<Paragraph> {
    let left = mistakes.len().saturating_sub(FEW_MISTAKES);
    (left > 0).then(|| (says::more(left), Role::Dim).into())
}

/// Makes a line of a name with what stands at its right end, for which the name gives way.
fn line(name: &str, end: &str, columns: u16) -> Line {
    let room = usize::from(columns).saturating_sub(width(end) + 3);
    let name = truncate(&Safe::line(name), room);
    Line::new([(&name, Role::Text)]).ending(end, Role::Dim, columns)
}

/// Cuts the start of a path, of which the end tells most, behind so many columns of a row that is set in.
fn end_of(path: &str, columns: u16, taken: usize) -> String {
    let room = usize::from(columns).saturating_sub(taken + SET_IN);
    truncate_start(&Safe::line(path), room.max(LEAST_PATH)).into_string()
}

impl Report for PackReport {
    fn title(&self) -> &str {
        says::TITLE
    }

    fn count_of(&self) -> String {
        says::count(self.open, self.unopened())
    }

    /// Counts one line for what is said where there is no pack.
    fn count(&self) -> usize {
        self.items.len().max(1)
    }

    fn has_second_rows(&self) -> bool {
        true
    }

    fn line(&self, catalogue: &Catalogue, at: usize, columns: u16) -> Line {
        match self.items.get(at) {
            None => Line::new([(says::NONE, Role::Text)]),
            Some(Item::NotOpen) => Line::new([(&says::not_open(self.unopened()), Role::Section)]),
            Some(&Item::Open(key, number)) => {
                let pack = catalogue.pack(key);
                let attempt = number.map(|number| &self.attempts[number]);
                let mistakes = self.mistakes_of(number).len();
                let end = says::behind_mistakes(mistakes, &entries(pack, attempt));
                let id = says::id(&pack.id, &pack.version);
                let place = attempt.map(|attempt| place(&attempt.origin)).unwrap_or_default();
                let place = end_of(&place, columns, width(&says::both(&id, " ")));
                line(&pack.title, &end, columns).below(&says::both(&id, &place), Role::Dim)
            }
            Some(&Item::Failed(number)) => {
                let origin = &self.attempts[number].origin;
                let place = end_of(&place(origin), columns, 0);
                line(&name(origin), says::NOTHING_OPENED, columns).below(&place, Role::Dim)
            }
        }
    }

    fn choice(&self, at: usize) -> Option<Choice> {
        match *self.items.get(at)? {
            Item::Open(pack, _) => Some(self.choices[pack.index()].clone()),
            Item::NotOpen => None,
            Item::Failed(number) => {
                let why = self.mistakes.of(number).first().map(|mistake| mistake.message.clone());
                Some(Choice::Nowhere(why.unwrap_or_else(|| says::NOTHING_OPENED.to_owned())))
            }
        }
    }

    fn detail(&self, catalogue: &Catalogue, at: usize) -> Vec<Paragraph> {
        match self.items.get(at) {
            None | Some(Item::NotOpen) => Vec::new(),
            Some(&Item::Open(pack, number)) => self.told_of(catalogue, pack, number),
            Some(&Item::Failed(number)) => self.told_of_failed(number),
        }
    }

    fn under(&self, at: usize) -> Option<usize> {
        matches!(self.items.get(at), Some(Item::Failed(_))).then_some(self.open)
    }

    fn start(&self, _catalogue: &Catalogue) -> usize {
        self.start
    }
}
