//! The links of an entry: those that leave it, those that its text holds, those that lead to it, and
//! the entries whose text names it without a link. Refuses to know: how mentions are found.

use std::collections::HashSet;
use std::sync::Arc;

use super::choice::Choice;
use super::line::{Line, Report};
use super::paragraph::Paragraph;
use crate::document::{Extent, Role, ground};
use crate::graph::{EndRun, Graph, Mentions, Named, Way, Wording};
use crate::knowledge::{Knowledge, OwnLink, OwnLinks, Question};
use crate::messages::{explore as says, matrix, yours};
use crate::model::{Body, Catalogue, EntryKey, Provenance, Related, Theme, ThemeKey};
use crate::text::markdown::links;
use crate::text::width::width;

/// What links to themes begin with.
const THEME: &str = "theme:";

/// Lines of one kind under their heading.
#[derive(Clone, Debug)]
struct Part {
    /// The first line, which is that of the heading if there is one.
    first: usize,
    heading: Option<String>,
    lines: Lines,
}

/// What the lines of a part are about.
#[derive(Clone, Debug)]
enum Lines {
    None,
    /// Typed links that read alike.
    Links(EndRun),
    /// Links in the text of the entry.
    InText,
    /// The themes that its text links to.
    Themes(Vec<ThemeKey>),
    /// Links in other texts.
    InOtherTexts,
    /// The reader's own notes that link here.
    Own(OwnLinks),
    /// Entries that only name this one.
    Named(Arc<[Named]>),
}

impl Lines {
    /// Returns which way its links lead; `None` if it has none.
    fn way(&self) -> Option<Way> {
        match self {
            Self::Links(run) if run.wording().inverse => Some(Way::Arriving),
            Self::Links(_) | Self::InText => Some(Way::Leaving),
            Self::InOtherTexts => Some(Way::Arriving),
            Self::None | Self::Themes(_) | Self::Own(_) | Self::Named(_) => None,
        }
    }
}

/// What a line is about.
enum Item<'a> {
    Heading(&'a str),
    Link(Related),
    Theme(&'a Theme),
    Own(&'a OwnLink),
    Named(&'a Named),
}

/// The links of one entry; each is read when its line is asked for.
#[derive(Clone, Debug)]
pub struct LinkReport {
    entry: EntryKey,
    title: String,
    catalogue: Arc<Catalogue>,
    graph: Arc<Graph>,
    mentions: Arc<Mentions>,
    parts: Vec<Part>,
    lines: usize,
    linked: usize,
    waiting: bool,
    /// Whether there may be more in what was not read yet.
    is_so_far: bool,
}

impl LinkReport {
    /// Lists typed links and links in text under how they read, those to themes if the text is at hand, then the
    /// entries that only name this one, as soon as they were looked for.
    pub fn new(known: &Knowledge, entry: EntryKey) -> Self {
        let catalogue = known.shared_catalogue();
        let named = known.named(entry);
        let (graph, mentions) = (Arc::clone(known.graph()), known.mentions());
        let leaving = graph.leaving_runs(&catalogue, entry);
        let arriving = graph.arriving_runs(&catalogue, entry);
        let title = says::links_of(catalogue.title(entry));
        let themes = known.peek_body(entry).map(|body| themes_in(&catalogue, entry, body));
        let themes = themes.unwrap_or_default();
        let (parts, waiting) = (Vec::new(), named.is_none());
        let (lines, linked) = (0, 0);
        let is_so_far = known.is_beginning();
        let mut report = Self {
            entry,
            title,
            catalogue,
            graph,
            mentions,
            parts,
            lines,
            linked,
            waiting,
            is_so_far,
        };
        report.add_runs(leaving);
        report.add_mentions(Way::Leaving);
        if !themes.is_empty() {
            report.add(Some(says::THEMES_IN_TEXT), Lines::Themes(themes));
        }
        report.add_runs(arriving);
        report.add_mentions(Way::Arriving);
        let own = known.own_links(entry);
        if !own.is_empty() {
            report.add(Some(yours::YOUR_NOTES), Lines::Own(own));
        }
        report.linked = report.parts.iter().map(|part| report.len_of(part)).sum();
        if report.linked == 0 {
            let told = if is_so_far { says::NO_LINKS_SO_FAR } else { says::NO_LINKS };
            report.add(Some(told), Lines::None);
        }
        match named {
            None => report.add(Some(says::LOOKING), Lines::None),
            Some(named) if named.is_empty() => {}
            Some(named) => report.add(Some(says::NAMED_IN), Lines::Named(named)),
        }
        report
    }

    /// Appends typed links, those that read alike under how they do.
    fn add_runs(&mut self, runs: Vec<EndRun>) {
        let catalogue = Arc::clone(&self.catalogue);
        let mut last = None;
        for run in runs {
            let wording = run.wording();
            let Wording { relation, inverse } = wording;
            let is_new = last.replace(wording) != Some(wording);
            let heading = is_new.then(|| catalogue.label_of(relation, inverse));
            self.add(heading, Lines::Links(run));
        }
    }

    /// Appends links in text under how they read.
    fn add_mentions(&mut self, way: Way) {
        let catalogue = Arc::clone(&self.catalogue);
        let (lines, inverse) = match way {
            Way::Leaving => (Lines::InText, false),
            Way::Arriving => (Lines::InOtherTexts, true),
        };
        let part = Part { first: 0, heading: None, lines };
        if self.len_of(&part) > 0 {
            self.add(Some(catalogue.label_of(Catalogue::MENTIONS, inverse)), part.lines);
        }
    }

    fn add(&mut self, heading: Option<&str>, lines: Lines) {
        let part = Part { first: self.lines, heading: heading.map(str::to_owned), lines };
        self.lines += usize::from(part.heading.is_some()) + self.len_of(&part);
        self.parts.push(part);
    }

    /// Counts the lines of a part without its heading.
    fn len_of(&self, part: &Part) -> usize {
        match &part.lines {
            Lines::None => 0,
            Lines::Links(run) => run.len(),
            Lines::InText => self.mentions.from(self.entry).len(),
            Lines::Themes(themes) => themes.len(),
            Lines::InOtherTexts => self.mentions.of(self.entry).len(),
            Lines::Own(own) => own.len(),
            Lines::Named(named) => named.len(),
        }
    }

    /// Finds the part of a line, and the number of the line in it; `None` for the heading.
    fn find(&self, at: usize) -> (&Part, Option<usize>) {
        let behind = self.parts.partition_point(|part| part.first <= at);
        let part = &self.parts[behind - 1];
        (part, (at - part.first).checked_sub(usize::from(part.heading.is_some())))
    }

    fn item(&self, at: usize) -> Item<'_> {
        let (part, number) = self.find(at);
        match (number, &part.lines) {
            (None, _) | (_, Lines::None) => Item::Heading(part.heading.as_deref().unwrap_or("")),
            (Some(number), Lines::Links(run)) => {
                let end = self.graph.end(&self.catalogue, run, number);
                Item::Link(end.read(&self.catalogue))
            }
            (Some(number), Lines::InText) => {
                Item::Link(self.mentions.from(self.entry).read(number))
            }
            (Some(number), Lines::Themes(themes)) => {
                Item::Theme(self.catalogue.theme(themes[number]))
            }
            (Some(number), Lines::InOtherTexts) => {
                Item::Link(self.mentions.of(self.entry).read(number))
            }
            (Some(number), Lines::Own(own)) => own.nth(number).map_or(Item::Heading(""), Item::Own),
            (Some(number), Lines::Named(named)) => Item::Named(&named[number]),
        }
    }

    /// Returns what the entry links to: typed links, then the links in its text.
    pub fn all_links(&self) -> impl Iterator<Item = Related> {
        self.read(Way::Leaving, |_| true)
    }

    /// Returns the typed links that leave the entry.
    pub fn links(&self) -> impl Iterator<Item = Related> {
        self.read(Way::Leaving, |lines| matches!(lines, Lines::Links(..)))
    }

    /// Returns what leads to the entry: typed links, then the links in texts.
    pub fn backlinks(&self) -> impl Iterator<Item = Related> {
        self.read(Way::Arriving, |_| true)
    }

    fn read(&self, wanted: Way, passes: fn(&Lines) -> bool) -> impl Iterator<Item = Related> {
        let is_wanted = move |part: &&Part| part.lines.way() == Some(wanted) && passes(&part.lines);
        let parts = self.parts.iter().filter(is_wanted);
        let lines = parts.flat_map(|part| part.first..part.first + self.height_of(part));
        lines.filter_map(move |at| match self.item(at) {
            Item::Link(link) => Some(link),
            _ => None,
        })
    }

    /// Counts the lines of a part with its heading.
    fn height_of(&self, part: &Part) -> usize {
        usize::from(part.heading.is_some()) + self.len_of(part)
    }

    /// Returns the themes that the text of the entry links to, each once.
    pub fn themes(&self) -> impl Iterator<Item = ThemeKey> {
        self.parts
            .iter()
            .flat_map(|part| match &part.lines {
                Lines::Themes(themes) => &themes[..],
                _ => &[],
            })
            .copied()
    }

    /// Returns the entries that only name this one.
    pub fn named(&self) -> impl Iterator<Item = &Named> {
        self.parts.iter().flat_map(|part| match &part.lines {
            Lines::Named(named) => &named[..],
            _ => &[],
        })
    }
}

impl Report for LinkReport {
    fn title(&self) -> &str {
        &self.title
    }

    fn count_of(&self) -> String {
        let told = if self.is_so_far { says::links_so_far } else { says::links };
        told(self.linked)
    }

    fn count(&self) -> usize {
        self.lines
    }

    fn awaits(&self) -> Option<Question> {
        self.waiting.then_some(Question::Named(self.entry))
    }

    fn has_second_rows(&self) -> bool {
        true
    }

    fn line(&self, catalogue: &Catalogue, at: usize, columns: u16) -> Line {
        match self.item(at) {
            Item::Heading(text) => Line::new([(text, Role::Section)]),
            Item::Link(link) => link_line(catalogue, &link, columns),
            Item::Theme(theme) => {
                let summary = catalogue.plain_in(theme.pack, &theme.summary).text;
                Line::new([(&*theme.title, Role::Text)]).below(&summary, Role::Dim)
            }
            Item::Own(own) => {
                let on = own.on.map_or(yours::NOWHERE, |entry| catalogue.short(entry));
                Line::new([(on, Role::Text)]).below(&own.words, Role::Dim)
            }
            Item::Named(named) => {
                let parts = entry_parts(catalogue, named.entry, "", columns);
                Line::new(parts).below(&named.sentence, Role::Dim)
            }
        }
    }

    fn choice(&self, at: usize) -> Option<Choice> {
        let (part, number) = self.find(at);
        let number = number?;
        let entry = match &part.lines {
            Lines::None => return None,
            Lines::Links(run) => self.graph.end(&self.catalogue, run, number).entry,
            Lines::InText => self.mentions.from(self.entry).entry(number),
            Lines::Themes(themes) => return Some(Choice::Theme(themes[number])),
            Lines::InOtherTexts => self.mentions.of(self.entry).entry(number),
            Lines::Own(own) => return own.nth(number).map(|link| Choice::Note(link.into())),
            Lines::Named(named) => named[number].entry,
        };
        Some(Choice::Entry(entry))
    }

    fn detail(&self, catalogue: &Catalogue, at: usize) -> Vec<Paragraph> {
        match self.item(at) {
            Item::Heading(_) => Vec::new(),
            Item::Link(link) => link_in_full(catalogue, self.entry, &link),
            Item::Theme(theme) => vec![
                (theme.title.to_string(), Role::Title).into(),
                (catalogue.plain_in(theme.pack, &theme.summary).text, Role::Text).into(),
            ],
            Item::Own(own) => {
                let on = own.on.map_or(yours::NOWHERE, |entry| catalogue.title(entry));
                vec![
                    (on.to_owned(), Role::Title).into(),
                    (own.words.to_string(), Role::Text).into(),
                ]
            }
            Item::Named(named) => vec![
                (catalogue.title(named.entry).to_owned(), Role::Title).into(),
                (says::quoted(&named.sentence), Role::Text).into(),
            ],
        }
    }
}

/// Returns the themes that a text links to, each once.
fn themes_in(catalogue: &Catalogue, entry: EntryKey, body: &Body) -> Vec<ThemeKey> {
    let texts = body.statements.iter().map(|statement| &*statement.text).chain([&*body.markdown]);
    // Most texts are not worth a look at their links.
    let texts = texts.filter(|text| text.contains(THEME));
    let links = texts.flat_map(links);
    let pack = catalogue.pack_of(entry);
    let themes = links.filter_map(|link| catalogue.resolve_theme(pack, &link.destination));
    let mut met = HashSet::new();
    themes.filter(|theme| met.insert(*theme)).collect()
}

/// Names the entry at the far end of a link, with the reason below it; of a link without one, what
/// that entry is about.
fn link_line(catalogue: &Catalogue, link: &Related, columns: u16) -> Line {
    let by = ground_of(catalogue, link, Extent::Speaker);
    let line = Line::new(entry_parts(catalogue, link.entry, &by, columns));
    if link.reason.is_empty() {
        line.below(&catalogue.plain_summary(link.entry), Role::Dim)
    } else {
        line.below(&link.reason, Role::Dim)
    }
}

/// Describes what a link rests on; empty if nobody says it.
pub fn ground_of(catalogue: &Catalogue, link: &Related, extent: Extent) -> String {
    link.provenance.as_ref().map_or_else(String::new, |one| ground(catalogue, one, extent))
}

/// Returns the title of an entry, its theme, and who says what follows; the short title where the
/// whole one would push the others out of `columns`.
pub fn entry_parts<'a>(
    catalogue: &'a Catalogue,
    entry: EntryKey,
    by: &'a str,
    columns: u16,
) -> [(&'a str, Role); 5] {
    let theme = &*catalogue.theme(catalogue.theme_of(entry)).short;
    let between = if by.is_empty() { "" } else { " · " };
    let parts = |title| {
        [
            (title, Role::Text),
            ("  ", Role::Dim),
            (theme, Role::Dim),
            (between, Role::Dim),
            (by, Role::Dim),
        ]
    };
    let whole = parts(catalogue.title(entry));
    let taken: usize = whole.iter().map(|(text, _)| width(text)).sum();
    if taken <= usize::from(columns) { whole } else { parts(catalogue.short(entry)) }
}

/// Describes one link in full: as a sentence with who says so, and its reason; the claims that an
/// article's link rests on in their own words.
pub fn link_in_full(catalogue: &Catalogue, from: EntryKey, link: &Related) -> Vec<Paragraph> {
    let (from, to) = (catalogue.short(from), catalogue.short(link.entry));
    let by = ground_of(catalogue, link, Extent::Sources);
    let label = catalogue.label(link).to_owned();
    let words = vec![
        (says::before_relation(from), Role::Title),
        (label, Role::Relation),
        (says::behind_relation(to), Role::Title),
    ];
    let mut all = vec![Paragraph { words, by }];
    if !link.reason.is_empty() {
        all.push((reason_of(link), Role::Text).into());
    }
    let claims = link.provenance.iter().flat_map(Provenance::claims);
    all.extend(claims.map(|claim| (catalogue.claim(*claim).text.to_string(), Role::Dim).into()));
    all
}

/// Describes one link in a paragraph that leaves out the entry it is read from.
pub fn link_in_brief(catalogue: &Catalogue, link: &Related) -> Paragraph {
    let mut words = vec![
        (catalogue.label(link).to_owned(), Role::Relation),
        (says::in_brief(catalogue.short(link.entry)), Role::Title),
    ];
    if !link.reason.is_empty() {
        words.push((says::with_reason(&reason_of(link)), Role::Text));
    }
    Paragraph { words, by: ground_of(catalogue, link, Extent::Sources) }
}

/// Returns the reason of a link; of one in a text the sentence that holds it, in quotation marks.
fn reason_of(link: &Related) -> String {
    let mention = link.relation == Catalogue::MENTIONS;
    if mention { says::quoted(&link.reason) } else { link.reason.to_string() }
}

/// Describes one link in a sentence, read from one of its entries.
pub fn link_in_words(catalogue: &Catalogue, from: EntryKey, link: &Related) -> String {
    let ground = link
        .provenance
        .as_ref()
        .map(|one| ground(catalogue, one, Extent::Sources))
        .unwrap_or_default();
    let (from, to) = (catalogue.short(from), catalogue.short(link.entry));
    matrix::link(from, catalogue.label(link), to, &link.reason, &ground)
}
