//! The themes of all packs, the entries of a theme, the terms of the glossary. Refuses to know: which
//! of them are folded or in sight.

use std::ops::Range;
use std::sync::Arc;

use super::choice::Choice;
use super::line::{Line, Report};
use super::paragraph::{Paragraph, paragraphs};
use crate::document::Role;
use crate::knowledge::filter::Filtered;
use crate::messages::browser;
use crate::messages::contents as says;
use crate::messages::document::number;
use crate::model::{Catalogue, EntryKey, PackKey, ThemeKey};

/// What a line of the contents stands for.
#[derive(Clone, Copy, Debug)]
enum Item {
    Pack(PackKey),
    Theme(ThemeKey),
}

/// The themes of all packs, under the title of their pack if there are several.
#[derive(Clone, Debug)]
pub struct ContentsReport {
    packs: usize,
    themes: usize,
    items: Vec<Item>,
}

impl ContentsReport {
    /// Lists the themes.
    pub fn new(catalogue: &Catalogue) -> Self {
        let several = catalogue.packs().len() > 1;
        let mut items = Vec::new();
        for pack in catalogue.pack_keys() {
            let themes = catalogue.themes_of(pack);
            items.extend((several && themes.len() > 0).then_some(Item::Pack(pack)));
            items.extend(themes.map(Item::Theme));
        }
        Self { packs: catalogue.packs().len(), themes: catalogue.themes().len(), items }
    }

    /// Returns the packs in screen order, those without a theme included.
    pub fn packs(&self) -> impl ExactSizeIterator<Item = PackKey> + Clone + use<> {
        (0..self.packs).map(PackKey::new)
    }

    /// Returns the themes in screen order.
    pub fn themes(&self) -> impl ExactSizeIterator<Item = ThemeKey> + Clone + use<> {
        (0..self.themes).map(ThemeKey::new)
    }
}

impl Report for ContentsReport {
    fn title(&self) -> &str {
        says::TITLE
    }

    fn count_of(&self) -> String {
        self.themes.to_string()
    }

    fn count(&self) -> usize {
        self.items.len()
    }

    fn line(&self, catalogue: &Catalogue, at: usize, _width: u16) -> Line {
        match self.items[at] {
            Item::Pack(pack) => Line::new([(&catalogue.pack(pack).title, Role::Section)]),
            Item::Theme(theme) => {
                let theme = catalogue.theme(theme);
                let count = says::entries(theme.count());
                Line::new([(&theme.short, Role::Text), (&count, Role::Dim)])
            }
        }
    }

    fn choice(&self, at: usize) -> Option<Choice> {
        match self.items[at] {
            Item::Pack(_) => None,
            Item::Theme(theme) => Some(Choice::Theme(theme)),
        }
    }

    fn detail(&self, catalogue: &Catalogue, at: usize) -> Vec<Paragraph> {
        match self.items[at] {
            Item::Pack(_) => Vec::new(),
            Item::Theme(theme) => {
                let theme = catalogue.theme(theme);
                paragraphs(vec![(theme.title.to_string(), Role::Title)])
            }
        }
    }
}

/// The entries of a theme; they are found from its range, so that a million cost nothing.
#[derive(Clone, Debug)]
pub struct ThemeReport {
    theme: ThemeKey,
    title: String,
    entries: Range<u32>,
}

impl ThemeReport {
    /// Lists the entries of a theme.
    pub fn new(catalogue: &Catalogue, theme: ThemeKey) -> Self {
        let found = catalogue.theme(theme);
        Self { theme, title: found.short.to_string(), entries: found.entries.clone() }
    }

    /// Returns the theme.
    pub fn theme(&self) -> ThemeKey {
        self.theme
    }

    /// Returns its entries, in order.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = EntryKey> + Clone + use<> {
        self.entries.clone().map(EntryKey)
    }

    fn entry(&self, at: usize) -> EntryKey {
        EntryKey(self.entries.start + at as u32)
    }
}

impl Report for ThemeReport {
    fn title(&self) -> &str {
        &self.title
    }

    fn count_of(&self) -> String {
        self.count().to_string()
    }

    fn count(&self) -> usize {
        self.entries.len()
    }

    fn has_second_rows(&self) -> bool {
        true
    }

    fn line(&self, catalogue: &Catalogue, at: usize, _width: u16) -> Line {
        let entry = self.entry(at);
        named(catalogue, entry).below(&catalogue.plain_summary(entry), Role::Dim)
    }

    fn choice(&self, at: usize) -> Option<Choice> {
        Some(Choice::Entry(self.entry(at)))
    }

    fn detail(&self, _catalogue: &Catalogue, _at: usize) -> Vec<Paragraph> {
        Vec::new()
    }
}

/// Returns the theme of an entry, with the id of its pack if several are open.
pub(super) fn theme_of(catalogue: &Catalogue, entry: EntryKey) -> String {
    let theme = catalogue.theme(catalogue.theme_of(entry));
    if catalogue.packs().len() > 1 {
        browser::in_pack(&catalogue.pack(theme.pack).id, &theme.short)
    } else {
        theme.short.to_string()
    }
}

/// Builds the line that names an entry as lists do: by its number and its short title.
pub fn named(catalogue: &Catalogue, entry: EntryKey) -> Line {
    let number = catalogue.number(entry).map(number).unwrap_or_default();
    Line::new([(&number, Role::Number), (catalogue.short(entry), Role::Text)])
}

/// The terms of all glossaries, or those that hold some words.
#[derive(Clone, Debug)]
pub struct GlossaryReport {
    themes: Vec<Range<u32>>,
    filter: Option<Arc<Filtered>>,
}

impl GlossaryReport {
    /// Lists the terms whose names hold `words`, all if there are none; `None` if no pack has a
    /// glossary.
    pub fn new(catalogue: &Catalogue, words: &str) -> Option<Self> {
        let glossaries = catalogue.themes().iter().filter(|theme| theme.glossary);
        let themes: Vec<Range<u32>> = glossaries
            .map(|theme| theme.entries.clone())
            .filter(|entries| !entries.is_empty())
            .collect();
        if themes.is_empty() {
            return None;
        }
        let mut report = Self { themes, filter: None };
        if !words.is_empty() {
            let themes = report.themes.iter().cloned();
            report.filter = Some(Arc::new(Filtered::new(catalogue, themes, words, None)));
        }
        Some(report)
    }

    /// Returns the keys of all terms, theme by theme.
    pub fn keys(&self) -> Vec<Range<u32>> {
        self.themes.clone()
    }

    /// Returns what the filter lets through, if there is one.
    pub fn filtered(&self) -> Option<&Arc<Filtered>> {
        self.filter.as_ref()
    }

    /// Lets through only the terms of a filter, all without one.
    pub fn set_filtered(&mut self, filter: Option<Arc<Filtered>>) {
        self.filter = filter;
    }

    /// Returns the terms, theme by theme.
    pub fn terms(&self) -> impl Iterator<Item = EntryKey> {
        (0..self.count()).map_while(|at| self.term(at))
    }

    /// Returns the term of a line; `None` behind the last one.
    pub fn term(&self, at: usize) -> Option<EntryKey> {
        if let Some(filter) = &self.filter {
            return (at < filter.count()).then(|| filter.entry(at));
        }
        let mut left = at;
        for theme in &self.themes {
            if left < theme.len() {
                return Some(EntryKey(theme.start + left as u32));
            }
            left -= theme.len();
        }
        None
    }
}

impl Report for GlossaryReport {
    fn title(&self) -> &str {
        says::GLOSSARY
    }

    fn count_of(&self) -> String {
        self.count().to_string()
    }

    fn count(&self) -> usize {
        match &self.filter {
            Some(filter) => filter.count(),
            None => self.themes.iter().map(ExactSizeIterator::len).sum(),
        }
    }

    fn has_second_rows(&self) -> bool {
        true
    }

    fn line(&self, catalogue: &Catalogue, at: usize, _width: u16) -> Line {
        let term = self.term(at).expect("a line has a term");
        Line::new([(catalogue.short(term), Role::Term)])
            .below(&catalogue.plain_summary(term), Role::Dim)
    }

    fn choice(&self, at: usize) -> Option<Choice> {
        self.term(at).map(Choice::Entry)
    }

    fn detail(&self, _catalogue: &Catalogue, _at: usize) -> Vec<Paragraph> {
        Vec::new()
    }
}
