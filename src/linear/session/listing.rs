//! Numbered lists: making the one that numbers choose from, printing it in pieces, and finding what a
//! number or a name means. Refuses to know: how commands are spelt.

use super::super::lists::{self, Item, List, entry_of};
use super::{Rest, Session};
use crate::document::Position;
use crate::journal::disk::now;
use crate::knowledge::Corpus;
use crate::margin::{self, ReadEntries};
use crate::messages::{browser, linear as says};
use crate::model::{EntryKey, Lookup, ThemeKey};
use crate::report::{
    Choice, ContentsReport, GlossaryReport, HitReport, KeptReport, Report, ThemeReport,
};
use crate::search::{Index, Query, Scope, lookup, pairs, search};

/// How many lines of a list are printed at once.
const ITEMS: usize = 50;

/// How many hits can be listed.
const HITS: usize = 100;

impl Session {
    /// Lists the links and backlinks of the open entry.
    pub fn links(&mut self) {
        let list = self.related().into_list();
        self.show_list(list, browser::NOTHING_BESIDE);
    }

    /// Lists the headings of the open entry.
    pub fn outline(&mut self) {
        if let (Some(entry), Some(document)) = (self.open, self.document()) {
            self.show_list(lists::outline(entry, &document), browser::NO_OUTLINE);
        }
    }

    /// Lists the paragraphs of the open entry that hold a text.
    pub fn find(&mut self, text: &str) {
        let (Some(entry), Some(document)) = (self.open, self.document()) else { return };
        let (list, count) = lists::places(entry, document, text);
        if let (1, Some(Choice::Block(_, block))) = (list.length, self.choice_of(&list, 0)) {
            self.at = Position { block, row: 0 };
        }
        if count > 0 {
            self.printer.say(&says::matches(count, list.length));
        }
        self.show_list(list, &browser::not_in_page(text));
    }

    /// Lists the paragraphs of the open entry.
    pub fn paragraphs(&mut self) {
        if let (Some(entry), Some(document)) = (self.open, self.document()) {
            self.show_list(lists::paragraphs(entry, &document), browser::EMPTY_LIBRARY);
        }
    }

    /// Lists what a search finds.
    pub fn search(&mut self, words: &str) {
        self.list_hits(&Query::parse(words));
    }

    /// Lists what a query finds.
    pub(super) fn list_hits(&mut self, query: &Query) {
        if query.asks_for_own() {
            return self.printer.say(says::OWN_ELSEWHERE);
        }
        let index = index(&mut self.index, &self.corpus);
        let hits = search(index, query, Scope::Library, HITS);
        for hint in &hits.hints {
            self.printer.say(&hint.sentence());
        }
        if hits.hits.len() != hits.total || hits.total == 0 {
            self.printer.say(&says::hits(hits.hits.len(), hits.total));
        }
        if hits.hits.len() + hits.suggestions.len() > 0 {
            self.tell(HitReport::new(&query.text, hits));
        }
    }

    /// Lists the themes, or the entries of one.
    pub fn contents(&mut self, wanted: &str) {
        if wanted.is_empty() {
            let list = List::told(self.catalogue(), ContentsReport::new(self.catalogue()));
            let list = self.with_progress(list);
            return self.show_list(list, browser::EMPTY_LIBRARY);
        }
        match self.catalogue().themes_named(wanted).first() {
            Some(&theme) => self.list_theme(theme),
            None => self.printer.say(&says::no_theme(wanted)),
        }
    }

    /// Lists the terms that hold some words, all if there are none.
    pub fn glossary(&mut self, words: &str) {
        match GlossaryReport::new(self.catalogue(), words) {
            Some(report) => self.show_report(report, &browser::nothing_with(words)),
            None => self.printer.say(browser::NO_GLOSSARY),
        }
    }

    /// Says all about a number of the list.
    pub fn about(&mut self, number: &str) {
        let Some(item) = self.item(number) else { return };
        if item.detail.is_empty() {
            self.printer.say(&item.text);
        }
        for paragraph in item.detail.iter().filter(|paragraph| !paragraph.is_empty()) {
            self.printer.say(paragraph);
        }
    }

    /// Lists the entries opened lately.
    pub fn recent(&mut self) {
        if !self.recalls() {
            return;
        }
        let catalogue = self.known.shared_catalogue();
        let report = KeptReport::recent(catalogue, self.desk.state(), None, now());
        self.show_report(report, browser::EMPTY_LIBRARY);
    }

    /// Prints the list again.
    pub fn list_again(&mut self) {
        self.print_list(0);
    }

    /// Builds a report the list that numbers choose from, and prints it.
    pub(super) fn tell(&mut self, report: impl Report + 'static) {
        let list = List::told(self.corpus.catalogue(), report);
        self.set_list(list);
    }

    /// Tells the page of a theme: title, summary, and the entries with theirs as a list.
    pub(super) fn list_theme(&mut self, theme: ThemeKey) {
        let (found, report) =
            (self.corpus.catalogue().theme(theme), ThemeReport::new(self.catalogue(), theme));
        self.printer.say(&found.title);
        if !found.summary.is_empty() {
            let catalogue = self.corpus.catalogue();
            let summary = catalogue.plain_in(found.pack, &found.summary).text;
            self.printer.say(&summary);
        }
        let list = List::told(self.corpus.catalogue(), report);
        let list = self.with_signs(list);
        self.show_list(list, browser::EMPTY_LIBRARY);
    }

    /// Adds to a list of themes how much of each was read.
    fn with_progress(&mut self, list: List) -> List {
        if !self.recalls_once() {
            return list;
        }
        let read = ReadEntries::new(self.catalogue(), &margin::read_of(self.desk.state()));
        list.adding(move |_, item| {
            if let Choice::Theme(theme) = item.choice {
                item.text += &says::read_of_theme(read.of_theme(theme));
            }
        })
    }

    /// Adds to a list of entries what the reader has added to each.
    fn with_signs(&mut self, list: List) -> List {
        if !self.recalls_once() {
            return list;
        }
        let state = self.desk.shared();
        list.adding(move |catalogue, item| {
            if let Some(entry) = entry_of(&item.choice) {
                item.text += &says::signs(
                    margin::is_read(&state, catalogue, entry),
                    margin::is_bookmarked(&state, catalogue, entry),
                    margin::notes_on(&state, catalogue, entry).len(),
                );
            }
        })
    }

    /// Builds a report the list that numbers choose from, and prints it; says `none` in place of an
    /// empty one, and the list before it stays.
    pub(super) fn show_report(&mut self, report: impl Report + 'static, none: &str) {
        let list = List::told(self.corpus.catalogue(), report);
        self.show_list(list, none);
    }

    /// Builds a list the one that numbers choose from, and prints it; says `none` in place of an empty
    /// one, and the list before it stays.
    pub(super) fn show_list(&mut self, list: List, none: &str) {
        if list.length == 0 {
            self.printer.say(none);
        } else {
            self.set_list(list);
        }
    }

    pub(super) fn set_list(&mut self, list: List) {
        self.list = Some(list);
        self.print_list(0);
    }

    pub(super) fn print_list(&mut self, from: usize) {
        let Some(list) = &self.list else { return self.printer.say(says::NO_LIST) };
        self.listed = true;
        let end = list.length.min(from + ITEMS);
        if from == 0 {
            let heading = says::list(&list.title, &list.count);
            self.printer.say(&heading);
        }
        for index in from..end {
            let Some(item) = list.item(self.corpus.catalogue(), index) else { break };
            for heading in &item.headings {
                self.printer.say(heading);
            }
            self.printer.choice(index + 1, &item.text);
        }
        if end == list.length {
            for line in &list.closing {
                self.printer.say(line);
            }
        }
        self.rest = (end < list.length).then_some(Rest::Items(end));
        if self.rest.is_some() {
            let length = list.length;
            self.printer.say(&says::more_items(end, length));
        }
    }

    fn choice_of(&self, list: &List, index: usize) -> Option<Choice> {
        list.item(self.corpus.catalogue(), index).map(|item| item.choice)
    }

    /// Returns an item of the list, or says that there is none.
    pub(super) fn item(&mut self, number: &str) -> Option<Item> {
        let Some(list) = &self.list else {
            self.printer.say(says::NO_LIST);
            return None;
        };
        if !self.listed {
            self.printer.say(&says::not_listed(&list.title));
            return None;
        }
        let index = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let item = index.and_then(|index| list.item(self.corpus.catalogue(), index));
        if item.is_none() {
            let sentence = says::no_such_number(number, &list.title, list.length);
            self.printer.say(&sentence);
        }
        item
    }

    pub(super) fn numbered(&mut self, number: &str) -> Option<Choice> {
        self.item(number).map(|item| item.choice)
    }

    /// Finds what a number or a name means, or says why it means nothing.
    pub(super) fn named(&mut self, wanted: &str) -> Option<Choice> {
        if wanted.bytes().all(|byte| byte.is_ascii_digit()) {
            return self.numbered(wanted);
        }
        if let Some(name) = self.catalogue().theme_asked_for(wanted) {
            let theme = self.catalogue().themes_named(name).first().copied();
            if theme.is_none() {
                self.printer.say(&says::no_theme(name));
            }
            return theme.map(Choice::Theme);
        }
        match self.lookup(wanted) {
            Lookup::Found(entry) => return Some(Choice::Entry(entry)),
            Lookup::Ambiguous(entries) => {
                let list = lists::ambiguous(self.catalogue(), wanted, &entries);
                self.set_list(list);
            }
            Lookup::Missing => self.printer.say(&says::no_entry(wanted)),
        }
        None
    }

    /// Finds the entry of a name: by id, by slug, or by what a search calls exact.
    fn lookup(&mut self, wanted: &str) -> Lookup {
        let (kept, corpus) = (&mut self.index, &self.corpus);
        lookup(corpus.catalogue(), wanted, || index(kept, corpus))
    }

    /// Finds the two entries that are meant by two numbers or names in one text.
    pub(super) fn both(&mut self, wanted: &str) -> Option<[EntryKey; 2]> {
        pairs(wanted).find_map(|(one, other)| Some([self.quietly(one)?, self.quietly(other)?]))
    }

    /// Finds the entry that a number or a name means, and says nothing if there is none.
    fn quietly(&mut self, wanted: &str) -> Option<EntryKey> {
        if let Ok(number) = wanted.parse::<usize>() {
            let list = self.list.as_ref().filter(|_| self.listed)?;
            let item = list.item(self.corpus.catalogue(), number.checked_sub(1)?)?;
            return entry_of(&item.choice);
        }
        match self.lookup(wanted) {
            Lookup::Found(entry) => Some(entry),
            Lookup::Ambiguous(_) | Lookup::Missing => None,
        }
    }

    /// Returns whether a text is a number of the list or the name of an entry, or of several.
    pub(super) fn is_one_name(&mut self, wanted: &str) -> bool {
        wanted.bytes().all(|byte| byte.is_ascii_digit()) || self.lookup(wanted) != Lookup::Missing
    }
}

/// Returns the index of a library, which is made when it is first asked for.
fn index<'k>(kept: &'k mut Option<Index>, corpus: &Corpus) -> &'k Index {
    kept.get_or_insert_with(|| Index::new(corpus.library()).sharing(corpus.meanings()))
}
