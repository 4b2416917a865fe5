//! The side pane: outline, links and backlinks of the open entry as one list. Refuses to know:
//! where on the screen it is.

use crate::app::cursor::Motion;
use crate::app::geometry::Pane;
use crate::app::layer::menu::{Menu, MenuItem};
use crate::app::message::Effect;
use crate::app::page::{Landing, Page, PageKey};
use crate::app::step::{NoteAim, Step};
use crate::app::surroundings::Surroundings;
use crate::document::{OutlineHeading, Position, Role, Row};
use crate::journal::Note;
use crate::keys::Action;
use crate::knowledge::{Knowledge, OwnLinks, Question};
use crate::margin::notes_on;
use crate::messages::document::more_lines;
use crate::messages::{browser as says, near, yours};
use crate::model::{Catalogue, EntryKey, Matrix, RelatedLines, ThemeKey};
use crate::report::{Choice, NoteChoice, near_pair, note_in_brief, note_sign};
use crate::text::fit::{truncate, wrap};
use crate::text::safe::Safe;

/// How many rows a reason takes at most; the reader has the whole of it in narrower windows.
const REASON_ROWS: usize = 3;

/// How many entries that are near in meaning are next to a text; a view has the others.
const MOST_NEAR: usize = 5;

/// How many notes are next to a text; a view has the others.
const MOST_NOTES: usize = 20;

/// What the list was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct MadeFrom {
    key: PageKey,
    waiting: bool,
    /// Whether it is known what is near in meaning.
    near: bool,
    /// How often notes had changed.
    notes: u64,
    width: u16,
}

/// The side pane.
#[derive(Clone, Debug, Default)]
pub struct SidePane {
    /// The list.
    pub menu: Menu<Choice>,
    origin: Option<MadeFrom>,
    /// The section that is shown as being read.
    section: Option<Position>,
}

/// What is shown.
impl SidePane {
    /// Has the list made again, since more links are known.
    pub fn make_stale(&mut self) {
        self.origin = None;
    }

    /// Builds the list again if it was made for another entry or width.
    pub fn fit(&mut self, page: Option<&Page>, around: &mut Surroundings<'_>) {
        let (Some(page), Some(area)) = (page, around.geometry.side) else {
            self.origin = None;
            return;
        };
        let near = page.key.entry().is_none_or(|entry| around.known.near(entry).is_some());
        let waiting = page.is_waiting();
        let notes = around.desk.notes_revision();
        let origin = MadeFrom { key: page.key, waiting, near, notes, width: area.width };
        if self.origin == Some(origin) {
            return;
        }
        let same_page = self.origin.is_some_and(|before| before.key == origin.key);
        if !same_page {
            self.menu.restart();
            Self::ask_for_near(page.key, around);
        }
        self.menu.replace(items(page, area.width, around), area.height);
        self.origin = Some(origin);
        self.section = None;
    }

    /// Asks what is near to an entry in meaning, unless that is known or takes as long as reading all
    /// titles of a very large library.
    fn ask_for_near(page: PageKey, around: &mut Surroundings<'_>) {
        let Some(entry) = page.entry() else { return };
        if around.known.near(entry).is_none() && around.known.has_meanings() {
            around.outbox.push(Effect::Ask(Question::Near(entry)));
        }
    }

    /// Returns whether the selection is the section that is being read.
    pub fn follows_section(&self) -> bool {
        self.section.is_some()
    }

    /// Shows which section is being read, for as long as the pane does not have the keyboard.
    pub fn follow_section(&mut self, page: &Page, around: &Surroundings<'_>) {
        if self.origin.is_none() {
            return;
        }
        let headings = page.document().map_or(&[][..], |document| document.outline());
        let scrolled = page.top() > Position::default();
        // The last sections can never be scrolled to the top.
        let at_end = scrolled && page.percent() == 100;
        let reached = headings.iter().rev().find(|heading| at_end || heading.at <= page.top());
        let Some(place) = reached.or(headings.first()).map(|heading| heading.at) else { return };
        if self.section.replace(place) != Some(place) {
            self.menu.select_where(around.height(), |choice| *choice == Choice::Place(place));
        }
    }
}

/// Keys and the mouse.
impl SidePane {
    /// Answers an action.
    pub fn on_action(
        &mut self,
        action: Action,
        count: Option<u32>,
        around: &Surroundings<'_>,
    ) -> Step {
        let height = around.height();
        if let Some(motion) = Motion::from_action(action, count) {
            self.menu.go(motion, height);
            return Step::Stay;
        }
        match action {
            Action::Left | Action::PreviousLink => return Step::Focus(Pane::Reader),
            Action::NextLink => return Step::Focus(Pane::Contents),
            Action::Open => return self.choose(Pane::Reader),
            Action::OpenHere => return self.choose(Pane::Side),
            Action::Peek => {
                if let Some(Choice::Entry(entry)) = self.menu.selected() {
                    return Step::Peek(*entry, Landing::Top);
                }
            }
            Action::Annotate => {
                return match (self.menu.selected(), &around.subject) {
                    (Some(Choice::Note(note)), _) => Step::Write(NoteAim::Note(note.clone())),
                    (Some(Choice::Entry(entry)), _) | (_, Some(entry)) => {
                        Step::Write(NoteAim::Entry(*entry))
                    }
                    _ => Step::say(yours::NOTHING_TO_NOTE),
                };
            }
            Action::Find => self.menu.open_filter(),
            Action::Accept => self.menu.accept_filter(),
            Action::CancelTyping => self.menu.cancel_filter(height),
            _ => {}
        }
        Step::Stay
    }

    fn choose(&self, focus: Pane) -> Step {
        self.menu.selected().map_or(Step::Stay, |choice| Step::ChooseHere(choice.clone(), focus))
    }

    /// A click chooses an item.
    pub fn on_press(&mut self, row: u16, around: &Surroundings<'_>) -> Step {
        let hit = self.menu.select_row(row, around.height());
        if hit { self.choose(Pane::Reader) } else { Step::Stay }
    }
}

fn items(page: &Page, width: u16, around: &Surroundings<'_>) -> Vec<MenuItem<Choice>> {
    let catalogue = around.catalogue();
    let width = usize::from(width).saturating_sub(4);
    let mut items = Vec::new();
    let outline = page.document().map_or(&[][..], |document| document.outline());
    add_section(&mut items, says::ON_THIS_PAGE, outline_items(outline));
    match page.key {
        PageKey::Entry(entry) => {
            let links = around.known.links(entry);
            let backlinks = around.known.backlinks(entry);
            add_section(&mut items, yours::NOTES, note_items(page, entry, width, around));
            add_section(&mut items, says::LINKS, related_items(catalogue, &links, width));
            let own = around.known.own_links(entry);
            let from = related_items(catalogue, &backlinks, width);
            let from = from.into_iter().chain(own_items(catalogue, &own, width));
            add_section(&mut items, says::LINKED_FROM, from);
            add_section(&mut items, near::SECTION, near_items(around.known, entry, width));
        }
        PageKey::Theme(theme) => {
            add_section(&mut items, says::SEEN_AGAINST, matrix_items(catalogue, theme));
        }
    }
    if items.is_empty() {
        let in_text = match page.key {
            PageKey::Entry(entry) => around.known.text_links(entry).next().is_some(),
            // The page of a theme lists its entries, each a link.
            PageKey::Theme(theme) => catalogue.theme(theme).count() > 0,
        };
        let says = if in_text { says::LINKS_IN_TEXT } else { says::NOTHING_BESIDE };
        items.push(MenuItem::heading(says, Role::Dim));
    }
    items
}

/// Builds the items of links, those of one relation under its label.
fn related_items(catalogue: &Catalogue, all: &RelatedLines, width: usize) -> Vec<MenuItem<Choice>> {
    let mut items = Vec::new();
    let mut last = None;
    for related in &all.first {
        let kind = (related.relation, related.inverse);
        if last.replace(kind) != Some(kind) {
            let label = Safe::line(catalogue.label(related));
            items.push(MenuItem::heading(&truncate(&label, width), Role::Dim));
        }
        let title = Safe::line(catalogue.short(related.entry));
        let title = truncate(&title, width.saturating_sub(2));
        let mut rows = vec![Row::new([("  ", Role::Text), (&title, Role::Text)])];
        let reasons = wrap(&related.reason, width.saturating_sub(4), REASON_ROWS);
        rows.extend(reasons.iter().map(|line| Row::new([("    ", Role::Dim), (line, Role::Dim)])));
        items.push(MenuItem::of(rows, Some(Choice::Entry(related.entry))));
    }
    if all.more > 0 {
        let more = format!("  {}", more_lines(all.more));
        let rows = vec![Row::new([(&more, Role::Dim)])];
        items.push(MenuItem::of(rows, Some(Choice::Links)));
    }
    items
}

/// Builds the items of the notes that link to an entry, under what they are.
fn own_items(catalogue: &Catalogue, own: &OwnLinks, width: usize) -> Vec<MenuItem<Choice>> {
    let mut items = Vec::new();
    if !own.is_empty() {
        items.push(MenuItem::heading(yours::YOUR_NOTES, Role::Dim));
    }
    for link in own.iter().take(MOST_NOTES) {
        let on = link.on.map_or(yours::NOWHERE, |entry| catalogue.short(entry));
        let on = truncate(&Safe::line(on), width.saturating_sub(2));
        let mut rows = vec![Row::new([("  ", Role::Text), (&on, Role::Text)])];
        let words = wrap(&link.words, width.saturating_sub(4), REASON_ROWS);
        rows.extend(words.iter().map(|line| Row::new([("    ", Role::Dim), (line, Role::Dim)])));
        items.push(MenuItem::of(rows, Some(Choice::Note(link.into()))));
    }
    items.extend(more_notes(own.len(), Choice::Links));
    items
}

/// Builds the item that stands for the notes that have no room, if there are any.
fn more_notes(count: usize, leads_to: Choice) -> Option<MenuItem<Choice>> {
    let more = count.checked_sub(MOST_NOTES).filter(|more| *more > 0)?;
    let rows = vec![Row::new([("  ", Role::Dim), (&yours::more_notes(more), Role::Dim)])];
    Some(MenuItem::of(rows, Some(leads_to)))
}

/// Builds the items of the notes on an entry: the first line of each.
fn note_items(
    page: &Page,
    entry: EntryKey,
    width: usize,
    around: &Surroundings<'_>,
) -> Vec<MenuItem<Choice>> {
    let catalogue = around.catalogue();
    let notes = notes_on(around.desk.state(), catalogue, entry);
    let lost = |note: &Note| page.notes().iter().any(|it| it.id == note.id && it.is_lost);
    let item = |note: &&Note| {
        let sign = if lost(note) { yours::LOST_SIGN } else { note_sign(note) };
        let text = truncate(&Safe::line(&note_in_brief(catalogue, note)), width.saturating_sub(2));
        let rows = vec![Row::new([(sign, Role::Bullet), (" ", Role::Text), (&text, Role::Text)])];
        let (pack, id) = (note.spot.on.pack.clone(), note.id.clone());
        let choice = NoteChoice { pack, id, entry: Some(entry) };
        MenuItem::of(rows, Some(Choice::Note(choice)))
    };
    let mut items: Vec<MenuItem<Choice>> = notes.iter().take(MOST_NOTES).map(item).collect();
    items.extend(more_notes(notes.len(), Choice::Notes));
    items
}

/// Builds the items of what is near to an entry in meaning, as far as no link leads there: a link says more
/// of it, and is told above.
fn near_items(known: &Knowledge, entry: EntryKey, width: usize) -> Vec<MenuItem<Choice>> {
    let catalogue = known.catalogue();
    let near = known.near(entry).unwrap_or_default();
    // An entry and the term of the same name are told apart by their themes.
    let theme_of = |entry: EntryKey| {
        let short = catalogue.short(entry);
        let alike = near.iter().filter(|one| catalogue.short(one.entry) == short).count();
        (alike > 1).then(|| &*catalogue.theme(catalogue.theme_of(entry)).short)
    };
    let mut new = near.iter().filter(|one| !known.are_linked(entry, one.entry));
    let mut items: Vec<MenuItem<Choice>> = (new.by_ref().take(MOST_NEAR))
        .map(|one| {
            let title = truncate(&Safe::line(catalogue.short(one.entry)), width.saturating_sub(2));
            let why = truncate(&Safe::line(&near_pair(one)), width.saturating_sub(4));
            let mut rows = vec![Row::new([("  ", Role::Text), (&title, Role::Text)])];
            if let Some(theme) = theme_of(one.entry) {
                let theme = truncate(&Safe::line(theme), width.saturating_sub(4));
                rows.push(Row::new([("    ", Role::Dim), (&theme, Role::Dim)]));
            }
            if one.words.is_some() {
                rows.push(Row::new([("    ", Role::Dim), (&why, Role::Dim)]));
            }
            MenuItem::of(rows, Some(Choice::Entry(one.entry)))
        })
        .collect();
    let more = new.count();
    if more > 0 {
        let more = truncate(&Safe::line(&near::more(more)), width.saturating_sub(2));
        let rows = vec![Row::new([("  ", Role::Dim), (&more, Role::Dim)])];
        items.push(MenuItem::of(rows, Some(Choice::Near)));
    }
    items
}

/// Builds the items of the matrices that a theme takes part in.
fn matrix_items(catalogue: &Catalogue, theme: ThemeKey) -> impl Iterator<Item = MenuItem<Choice>> {
    let own = move |matrix: &&Matrix| [matrix.rows, matrix.columns].contains(&theme);
    catalogue.matrices().iter().filter(own).map(move |matrix| {
        let other = if matrix.rows == theme { matrix.columns } else { matrix.rows };
        MenuItem::new([(&catalogue.theme(other).short, Role::Text)], Choice::Matrix(*matrix))
    })
}

/// Builds the items of an outline, deeper headings further in.
pub fn outline_items(headings: &[OutlineHeading]) -> impl Iterator<Item = MenuItem<Choice>> {
    let highest = headings.iter().map(|heading| heading.level).min().unwrap_or(1);
    headings.iter().map(move |heading| {
        let indent = "  ".repeat(usize::from(heading.level - highest));
        let rows = vec![Row::new([(&indent, Role::Text), (&heading.text, Role::Text)])];
        MenuItem::of(rows, Some(Choice::Place(heading.at)))
    })
}

/// Appends items under a heading, nothing if there are none.
fn add_section(
    items: &mut Vec<MenuItem<Choice>>,
    title: &str,
    section: impl IntoIterator<Item = MenuItem<Choice>>,
) {
    let mut section = section.into_iter().peekable();
    if section.peek().is_none() {
        return;
    }
    if !items.is_empty() {
        items.push(MenuItem::of(vec![Row::default()], None));
    }
    items.push(MenuItem::heading(title, Role::Section));
    items.extend(section);
}
