//! How the open entry hangs together with others, and what rests on what: reports, listed. Refuses to
//! know: how commands are spelt.

use super::super::lists::{self, entry_of};
use super::Session;
use crate::knowledge::Question;
use crate::meaning;
use crate::messages::terms as words;
use crate::messages::{
    browser, citation, coverage, explore, linear as says, matrix as cells, near as nearness, types,
};
use crate::model::{EntryKey, Matrix};
use crate::report::{
    AroundReport, Citation, CitationFormat, Cited, ComparisonReport, HealthReport, LinkReport,
    MatrixReport, NearReport, PackReport, PathReport, PlaceReport, Report, SourceReport,
    SourceSpot, TermReport, TypeReport,
};
use crate::search::marked_pair;

/// How many neighbours of a theme are listed; the last line of the theme leads to all links.
const NEIGHBOURS: usize = 64;

impl Session {
    /// Lists the links of the open entry, and the entries that name it without a link.
    pub fn links_and_names(&mut self) {
        self.trail.end_run();
        let Some(entry) = self.open else {
            return self.printer.say(browser::EMPTY_LIBRARY);
        };
        self.read_mentions();
        self.tell_links(entry);
    }

    /// Lists the links of an entry, as far as those in texts are read.
    pub(super) fn tell_links(&mut self, entry: EntryKey) {
        self.learn(&Question::Named(entry));
        self.look_through_notes();
        self.tell(LinkReport::new(&self.known, entry));
    }

    /// Lists the entries that are near to the open one in meaning.
    pub fn near(&mut self) {
        self.trail.end_run();
        let Some(entry) = self.open else {
            return self.printer.say(browser::EMPTY_LIBRARY);
        };
        if !meaning::is_built_in() {
            return self.printer.say(nearness::NO_MEANINGS);
        }
        self.read_mentions();
        self.learn(&Question::Near(entry));
        let report = NearReport::new(&self.known, entry);
        if report.is_empty() {
            let none = nearness::none(self.catalogue().title(entry));
            return self.printer.say(&none);
        }
        self.tell(report);
    }

    /// Prints what the open entry rests on, to be quoted, in a format or as text.
    pub fn cite(&mut self, wanted: &str) {
        let Some(entry) = self.open else {
            return self.printer.say(browser::EMPTY_LIBRARY);
        };
        let named = |format: &CitationFormat| format.word() == wanted;
        let format = match CitationFormat::ALL.into_iter().find(named) {
            Some(format) => format,
            None if wanted.is_empty() => CitationFormat::Text,
            None => {
                let words = CitationFormat::ALL.map(CitationFormat::word);
                return self.printer.say(&citation::no_format(wanted, &words));
            }
        };
        let body = self.corpus.body(entry);
        let citation = Citation::new(self.catalogue(), Cited::Entry(entry), &body);
        let written = citation.written(self.catalogue(), format);
        for line in written.unwrap_or_else(|sentence| sentence).lines() {
            self.printer.say(line);
        }
    }

    /// Lists what is around the open entry.
    pub fn map(&mut self) {
        let Some(centre) = self.open else {
            return self.printer.say(browser::EMPTY_LIBRARY);
        };
        self.read_mentions();
        let report = AroundReport::new(&self.known, centre, NEIGHBOURS);
        self.show_report(report, explore::NO_LINKS);
    }

    /// Lists the links between two themes: those that are named, or those that fit the open entry best.
    pub fn matrix(&mut self, wanted: &str) {
        if wanted.is_empty() {
            self.trail.end_run();
        }
        let own = || self.open.map(|entry| MatrixReport::best_for(&self.known, entry));
        let matrix = if wanted.is_empty() { own() } else { self.matrix_named(wanted) };
        match matrix {
            Some(matrix) if wanted.is_empty() => self.list_matrix_with_others(matrix),
            Some(matrix) => self.list_matrix(matrix),
            None => {
                let themes = self.catalogue().themes().iter();
                let ids: Vec<&str> = themes.map(|theme| &*theme.id).collect();
                let sentence = match ids.as_slice() {
                    [] => cells::NO_THEMES.to_owned(),
                    ids => says::no_two_themes(wanted, ids),
                };
                self.printer.say(&sentence);
            }
        }
    }

    pub(super) fn list_matrix(&mut self, matrix: Matrix) {
        let report = MatrixReport::new(&self.known, matrix);
        self.tell(report);
    }

    fn list_matrix_with_others(&mut self, matrix: Matrix) {
        let catalogue = self.catalogue();
        let id = |theme| &*catalogue.theme(theme).id;
        let others = catalogue.matrices().iter().filter(|other| **other != matrix);
        let commands: Vec<String> =
            others.map(|other| says::matrix_command(id(other.rows), id(other.columns))).collect();
        let mut list =
            super::List::told(self.corpus.catalogue(), MatrixReport::new(&self.known, matrix));
        if !commands.is_empty() {
            list.closing.push(says::other_matrices(&commands));
        }
        self.set_list(list);
    }

    /// Splits what was typed where both sides name themes.
    fn matrix_named(&self, wanted: &str) -> Option<Matrix> {
        let catalogue = self.catalogue();
        let named = |(rows, columns): (&str, &str)| {
            let [rows, columns] = [rows, columns].map(|name| catalogue.themes_named(name.trim()));
            catalogue.matrices_of(&rows, &columns).first().copied()
        };
        let marked = wanted.split_once('×').and_then(named);
        let blanks = || wanted.match_indices(char::is_whitespace);
        marked.or_else(|| blanks().find_map(|(at, _)| named(wanted.split_at(at))))
    }

    /// Lists the terms that the open entry uses, and where it is used as a term itself.
    pub fn terms(&mut self) {
        let Some(entry) = self.open else {
            return self.printer.say(browser::EMPTY_LIBRARY);
        };
        let report = TermReport::learned(&mut self.known, &self.corpus, entry);
        if report.count() == 0 {
            let none = words::none(self.catalogue().title(entry));
            return self.printer.say(&none);
        }
        self.tell(report);
    }

    /// Lists the shortest chains of links between two entries, or from the open one to another.
    pub fn path(&mut self, wanted: &str) {
        if let Some([from, to]) = self.pair(wanted) {
            self.read_mentions();
            self.tell(PathReport::new(&self.known, from, to));
        }
    }

    /// Lists what two entries share, or the open one with another.
    pub fn compare(&mut self, wanted: &str) {
        if let Some([left, right]) = self.pair(wanted) {
            self.compare_both(left, right);
        }
    }

    /// Lists what two entries share.
    pub(super) fn compare_both(&mut self, left: EntryKey, right: EntryKey) {
        self.read_mentions();
        let report = ComparisonReport::learned(&mut self.known, &self.corpus, left, right);
        self.tell(report);
    }

    /// Returns the open entry and the one that is wanted, or the two that are, or says why there are
    /// none.
    fn pair(&mut self, wanted: &str) -> Option<[EntryKey; 2]> {
        self.trail.end_run();
        if !self.is_one_name(wanted)
            && let Some(both) = self.both(wanted)
        {
            return Some(both);
        }
        // Of two that a mark parts, the one that means nothing is told, or what it may mean is listed.
        if let Some((one, other)) = marked_pair(wanted).filter(|_| !self.is_one_name(wanted)) {
            return Some([self.entry_named(one)?, self.entry_named(other)?]);
        }
        let other = self.entry_named(wanted)?;
        Some([self.open?, other])
    }

    /// Returns the entry that a number or a name means, or says why there is none.
    fn entry_named(&mut self, wanted: &str) -> Option<EntryKey> {
        let entry = entry_of(&self.named(wanted)?);
        if entry.is_none() {
            self.printer.say(says::NOT_AN_ENTRY);
        }
        entry
    }

    /// Lists the source place by place, and what rests on it.
    pub fn coverage(&mut self) {
        self.trail.end_run();
        if self.catalogue().places().is_empty() {
            return self.printer.say(coverage::NO_PLACES);
        }
        let nothing = (SourceSpot::Top, Some(coverage::ENTRY_RESTS_ON_NOTHING));
        let (at, notice) = self.spot_in_view().unwrap_or(nothing);
        if let Some(notice) = notice {
            self.printer.say(notice);
        }
        self.learn(&Question::Coverage);
        let report = SourceReport::new(&mut self.known, at);
        self.tell(report);
    }

    /// Returns where the source is opened from the statement that the reader is at, and what is to
    /// be said of it.
    fn spot_in_view(&mut self) -> Option<(SourceSpot, Option<&'static str>)> {
        let entry = self.open?;
        let seen = self.document()?.piece_at(self.at);
        SourceSpot::near(entry, &*self.known.body(entry)?, seen)
    }

    /// Says what the place of a label or an id is, with its claims; lists several.
    pub fn place(&mut self, wanted: &str) {
        let catalogue = self.catalogue();
        if catalogue.places().is_empty() {
            return self.printer.say(coverage::NO_PLACES);
        }
        match catalogue.places_named(wanted).as_slice() {
            [] => self.printer.say(&says::no_place(wanted)),
            [place] => {
                let report = PlaceReport::new(&mut self.known, &[*place], &[]);
                self.tell(report);
            }
            places => {
                let list = lists::named_places(catalogue, places);
                self.set_list(list);
            }
        }
    }

    /// Lists all entries by their type.
    pub fn types(&mut self) {
        self.learn(&Question::Types);
        let report = TypeReport::new(&self.known);
        if report.groups().is_empty() {
            return self.printer.say(types::NONE);
        }
        self.tell(report);
    }

    /// Lists what the packs still lack.
    pub fn health(&mut self) {
        self.trail.end_run();
        self.learn(&Question::Health);
        self.tell(HealthReport::new(&self.known));
    }

    /// Lists the packs that are open, and what did not open.
    pub fn packs(&mut self) {
        self.tell(PackReport::new(&self.known, None));
    }
}
