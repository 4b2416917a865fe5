//! The state of the open packs: what was wrong with them when they were opened, then section by section
//! what they lack. Refuses to know: how it is found.

use std::sync::Arc;

use super::choice::Choice;
use super::line::{Line, Report};
use super::paragraph::{Paragraph, paragraphs};
use crate::check::health::{Health, ThinPlace, Undefined};
use crate::content::diagnostic::Diagnostic;
use crate::document::Role;
use crate::knowledge::{Knowledge, Question};
use crate::messages::coverage::used;
use crate::messages::health as says;
use crate::model::{Catalogue, EntryKey, PackKey};

/// A part of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Section {
    Orphans,
    DeadEnds,
    WithoutLinks,
    Undefined,
    Untranslated(usize),
    ThinPlaces,
}

/// The state of the packs; the lines are made as they come into sight.
#[derive(Clone, Debug)]
pub struct HealthReport {
    health: Option<Arc<Health>>,
    /// The mistakes, whose section comes first.
    mistakes: Arc<[Diagnostic]>,
    /// The sections that have lines, each with the line of its heading.
    sections: Vec<(usize, Section)>,
    lines: usize,
    count: String,
}

impl HealthReport {
    /// Reports the state as far as it is known.
    pub fn new(known: &Knowledge) -> Self {
        let mistakes = Arc::clone(known.mistakes().all());
        let mut line = if mistakes.is_empty() { 0 } else { 1 + mistakes.len() };
        let (sections, count) = (Vec::new(), says::mistakes(mistakes.len()));
        let mut state = Self { health: None, mistakes, sections, lines: line + 1, count };
        let Some(health) = known.health() else { return state };
        let sum = says::sum(health.entries, health.links);
        state.count = says::with_mistakes(&sum, state.mistakes.len());
        let untranslated = (0..health.untranslated.len()).map(Section::Untranslated);
        let first =
            [Section::Orphans, Section::DeadEnds, Section::WithoutLinks, Section::Undefined];
        for section in first.into_iter().chain(untranslated).chain([Section::ThinPlaces]) {
            let count = section.count(&health);
            if count > 0 {
                state.sections.push((line, section));
                line += 1 + count;
            }
        }
        state.lines = line.max(1);
        state.health = Some(health);
        state
    }

    /// Returns the state itself, as soon as it is known.
    pub fn health(&self) -> Option<&Health> {
        self.health.as_deref()
    }

    /// Returns what was found, section by section; those in which there is nothing are left out.
    pub fn sections(&self) -> impl Iterator<Item = HealthSection<'_>> {
        let health = self.health.as_deref();
        let sections = self.sections.iter();
        sections.filter_map(move |(_, section)| Some(section.of(health?)))
    }

    /// Returns whether a line heads the mistakes.
    fn heads_mistakes(&self, at: usize) -> bool {
        at == 0 && !self.mistakes.is_empty()
    }

    /// Finds the section of a line and the number of the line in it; `None` for the heading.
    fn find(&self, at: usize) -> Option<(Section, Option<usize>)> {
        let behind = self.sections.partition_point(|(first, _)| *first <= at);
        let (first, section) = *self.sections.get(behind.checked_sub(1)?)?;
        Some((section, (at - first).checked_sub(1)))
    }
}

/// One kind of finding.
#[derive(Clone, Debug)]
pub struct HealthSection<'a> {
    /// What was found.
    pub title: String,
    /// The pack that it was found in, if each pack has a section of its own.
    pub pack: Option<PackKey>,
    /// Where.
    pub findings: HealthFindings<'a>,
}

/// What a section lists.
#[derive(Clone, Copy, Debug)]
pub enum HealthFindings<'a> {
    /// Entries.
    Entries(&'a [EntryKey]),
    /// Phrases.
    Phrases(&'a [Undefined]),
    /// Places of the source.
    Places(&'a [ThinPlace]),
}

impl HealthFindings<'_> {
    /// Counts the findings.
    pub fn count(self) -> usize {
        match self {
            Self::Entries(entries) => entries.len(),
            Self::Phrases(phrases) => phrases.len(),
            Self::Places(places) => places.len(),
        }
    }
}

/// Says all of a mistake: where, what, what to do, how bad.
fn in_full(mistake: &Diagnostic) -> Vec<(String, Role)> {
    let kind = says::kind(mistake.severity.word(), &mistake.code);
    let told = [
        (mistake.place(), Role::Title),
        (mistake.message.clone(), Role::Text),
        (mistake.hint.clone(), Role::Text),
        (kind, Role::Dim),
    ];
    told.into_iter().filter(|(text, _)| !text.is_empty()).collect()
}

impl Section {
    fn count(self, health: &Health) -> usize {
        self.of(health).findings.count()
    }

    fn of(self, health: &Health) -> HealthSection<'_> {
        let title = match self {
            Self::Orphans => says::ORPHANS.to_owned(),
            Self::DeadEnds => says::DEAD_ENDS.to_owned(),
            Self::WithoutLinks => says::WITHOUT_LINKS.to_owned(),
            Self::Undefined => says::UNDEFINED.to_owned(),
            Self::Untranslated(number) => says::untranslated(&health.untranslated[number].language),
            Self::ThinPlaces => says::THIN_PLACES.to_owned(),
        };
        let findings = match self {
            Self::Undefined => HealthFindings::Phrases(&health.undefined),
            Self::ThinPlaces => HealthFindings::Places(&health.thin_places),
            _ => HealthFindings::Entries(self.entries(health)),
        };
        let pack = match self {
            Self::Untranslated(number) => Some(health.untranslated[number].pack),
            _ => None,
        };
        HealthSection { title, pack, findings }
    }

    fn entries(self, health: &Health) -> &[EntryKey] {
        match self {
            Self::Orphans => &health.orphans,
            Self::DeadEnds => &health.dead_ends,
            Self::WithoutLinks => &health.without_links,
            Self::Untranslated(number) => &health.untranslated[number].entries,
            Self::Undefined | Self::ThinPlaces => &[],
        }
    }

    /// Returns the title, with the pack if several are open.
    fn title(self, catalogue: &Catalogue, health: &Health) -> String {
        let HealthSection { title, pack, .. } = self.of(health);
        match pack {
            Some(pack) if catalogue.packs().len() > 1 => {
                says::in_pack(&title, &catalogue.pack(pack).title)
            }
            _ => title,
        }
    }

    /// Returns what a line says and what follows it quietly.
    fn line(self, catalogue: &Catalogue, health: &Health, number: usize) -> [String; 2] {
        match self {
            Self::Undefined => {
                let Undefined { phrase, entries, first } = &health.undefined[number];
                [phrase.clone(), says::in_entries(*entries, catalogue.short(*first))]
            }
            Self::ThinPlaces => {
                let thin = &health.thin_places[number];
                let label = catalogue.place(thin.place).label.to_string();
                [label, used(thin.used, thin.claims)]
            }
            _ => {
                let entry = self.entries(health)[number];
                let theme = &catalogue.theme(catalogue.theme_of(entry)).short;
                [catalogue.short(entry).to_owned(), theme.to_string()]
            }
        }
    }

    fn choice(self, health: &Health, number: usize) -> Choice {
        match self {
            Self::Undefined => Choice::Entry(health.undefined[number].first),
            Self::ThinPlaces => Choice::Source(health.thin_places[number].place),
            _ => Choice::Entry(self.entries(health)[number]),
        }
    }
}

impl Report for HealthReport {
    fn title(&self) -> &str {
        says::TITLE
    }

    fn count_of(&self) -> String {
        self.count.clone()
    }

    fn count(&self) -> usize {
        self.lines
    }

    fn line(&self, catalogue: &Catalogue, at: usize, _width: u16) -> Line {
        if self.heads_mistakes(at) {
            let title = says::section(says::MISTAKES, self.mistakes.len());
            return Line::new([(&title, Role::Section)]);
        }
        if let Some(mistake) = self.mistake(at) {
            let place = mistake.place();
            let parts = [(&*place, Role::Text), ("  ", Role::Dim), (&mistake.message, Role::Dim)];
            return Line::new(parts);
        }
        let Some(health) = &self.health else { return Line::new([(says::READING, Role::Dim)]) };
        match self.find(at) {
            None => Line::new([(says::SOUND, Role::Text)]),
            Some((section, None)) => {
                let title = says::section(&section.title(catalogue, health), section.count(health));
                Line::new([(&title, Role::Section)])
            }
            Some((section, Some(number))) => {
                let [name, what] = section.line(catalogue, health, number);
                Line::new([(&name, Role::Text), ("  ", Role::Dim), (&what, Role::Dim)])
            }
        }
    }

    fn choice(&self, at: usize) -> Option<Choice> {
        if self.mistake(at).is_some() {
            return Some(Choice::Read);
        }
        let health = self.health.as_ref()?;
        let (section, number) = self.find(at)?;
        Some(section.choice(health, number?))
    }

    fn mistake(&self, at: usize) -> Option<&Diagnostic> {
        self.mistakes.get(at.checked_sub(1)?)
    }

    fn detail(&self, catalogue: &Catalogue, at: usize) -> Vec<Paragraph> {
        if let Some(mistake) = self.mistake(at) {
            return paragraphs(in_full(mistake));
        }
        let (Some(health), Some((section, Some(number)))) = (&self.health, self.find(at)) else {
            return Vec::new();
        };
        let [name, what] = section.line(catalogue, health, number);
        let entry = section.entries(health).get(number).copied();
        let title = entry.map_or(name, |entry| catalogue.title(entry).to_owned());
        let summary = entry.map(|entry| (catalogue.plain_summary(entry), Role::Text));
        let section = (section.title(catalogue, health), Role::Dim);
        let told = [(title, Role::Title), (what, Role::Dim), section].into_iter().chain(summary);
        paragraphs(told.collect())
    }

    fn awaits(&self) -> Option<Question> {
        self.health.is_none().then_some(Question::Health)
    }
}
