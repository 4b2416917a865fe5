//! The list of themes and entries. Rows are addressed by arithmetic over the themes' ranges, so
//! that a million entries cost no more than their themes. Refuses to know: widths, bodies.

#[cfg(test)]
mod fixture;
mod tree;

pub use tree::ContentsRow;

use std::sync::Arc;

use crate::app::cursor::Motion;
use crate::app::editor::LineEditor;
use crate::app::geometry::Pane;
use crate::app::list::{Extent, FilterBox, List};
use crate::app::message::Effect;
use crate::app::page::{Landing, PageKey};
use crate::app::sieve::{self, Sieve, Sought};
use crate::app::step::{NoteAim, Step};
use crate::app::surroundings::Surroundings;
use crate::keys::{Action, Toward};
use crate::knowledge::Wanted;
use crate::knowledge::filter::Filtered;
use crate::messages::yours::NOTHING_TO_NOTE;
use crate::model::{Catalogue, EntryKey, PackKey, Remap, ThemeKey};
use tree::Tree;

/// A filter that is being typed, and what was shown before it.
#[derive(Clone, Debug)]
struct Filtering {
    field: FilterBox,
    /// What the filter before let through.
    before: Option<Arc<Filtered>>,
    /// The row that was selected, and the first one in sight.
    selected: Option<(ContentsRow, usize)>,
    /// What was shown.
    open: Option<PageKey>,
}

impl Filtering {
    /// Returns the same in another version of the library; what the filter before let through is not known
    /// there.
    fn after(self, remap: &Remap) -> Self {
        let selected = self.selected.and_then(|(row, first)| Some((row.after(remap)?, first)));
        let open = self.open.and_then(|open| open.after(remap));
        Self { before: None, selected, open, ..self }
    }
}

/// The list of themes and entries with its selection.
#[derive(Clone, Debug, Default)]
pub struct Contents {
    list: List<Tree>,
    filtering: Option<Filtering>,
    /// The filter that a worker looks for.
    sought: Option<Sought>,
}

impl Contents {
    /// Builds the list with as many themes expanded as fit into `height` rows, that of `open` in
    /// any case.
    pub fn new(catalogue: &Catalogue, open: Option<EntryKey>, height: u16) -> Self {
        let tree = Tree::fitted(catalogue, open, height);
        Self { list: List::new(tree), filtering: None, sought: None }
    }

    /// Counts the rows.
    pub fn row_count(&self) -> usize {
        self.list.row_count()
    }

    /// Returns a row.
    pub fn row(&self, index: usize) -> Option<ContentsRow> {
        self.list.rows.row(index)
    }

    /// Returns the rows in sight on a screen of `height` rows, each with whether it is selected; the
    /// heading of the theme that the first one belongs to is in its place.
    pub fn visible(&self, height: u16) -> impl Iterator<Item = (ContentsRow, bool)> {
        let seen = self.list.visible(height);
        seen.filter_map(|seen| Some((self.row(seen.item)?, seen.selected)))
    }

    /// Returns which part of the list is in sight on a screen of `height` rows.
    pub fn extent(&self, height: u16) -> Extent {
        self.list.extent(height)
    }

    /// Returns the first row in sight.
    pub fn offset(&self) -> usize {
        self.list.offset()
    }

    /// Returns the selected row.
    pub fn selected(&self) -> Option<ContentsRow> {
        self.row(self.list.position())
    }

    /// Returns the position of a row, if it is shown.
    pub fn find(&self, catalogue: &Catalogue, row: ContentsRow) -> Option<usize> {
        self.list.rows.find(catalogue, row)
    }

    /// Returns whether the themes of a pack are out of sight.
    pub fn is_folded(&self, pack: PackKey) -> bool {
        self.list.rows.is_folded(pack)
    }

    /// Returns whether the entries of a theme are shown.
    pub fn is_expanded(&self, theme: ThemeKey) -> bool {
        self.list.rows.is_expanded(theme)
    }

    /// Counts the entries under a theme: all, or those that the filter lets through.
    pub fn count(&self, catalogue: &Catalogue, theme: ThemeKey) -> usize {
        self.list.rows.entry_count(catalogue, theme)
    }

    /// Selects a row of a list that is `height` rows high.
    pub fn select(&mut self, index: usize, height: u16) {
        self.list.select(index, height);
    }

    /// Shows and selects the row of an entry or a theme: expands what it is folded in and gives up a
    /// filter that hides it.
    pub fn reveal(&mut self, catalogue: &Catalogue, key: PageKey, height: u16) {
        let row = match key {
            PageKey::Entry(entry) => {
                self.list.rows.reveal(catalogue, entry);
                ContentsRow::Entry(entry)
            }
            PageKey::Theme(theme) => {
                self.list.rows.reveal_theme(catalogue, theme);
                ContentsRow::Theme(theme)
            }
        };
        if let Some(index) = self.find(catalogue, row) {
            let in_sight = self.offset()..self.offset() + usize::from(height);
            if !in_sight.contains(&index) {
                // Out of sight it comes in with rows around it, not at the edge.
                self.list.set_offset(index.saturating_sub(usize::from(height / 3)));
            }
            self.select(index, height);
        }
    }

    /// Shows another version of the library: what was expanded, selected and filtered is so again.
    /// Returns what a worker has to look for.
    pub fn reload(&mut self, catalogue: &Catalogue, remap: &Remap, height: u16) -> Option<Sieve> {
        let selected = self.selected().and_then(|row| row.after(remap));
        let filter = self.wanted_filter().to_owned();
        let filtering = self.filtering.take().map(|filtering| filtering.after(remap));
        let mut expanded = vec![false; catalogue.themes().len()];
        for theme in self.list.rows.expanded().filter_map(|theme| remap.theme(theme)) {
            expanded[theme.index()] = true;
        }
        let offset = self.offset();
        let mut tree = Tree::new(catalogue, expanded);
        for pack in self.list.rows.folded().filter_map(|pack| remap.pack(pack)) {
            tree.set_folded(catalogue, pack, true);
        }
        *self = Self { list: List::new(tree), filtering, sought: None };
        let sieve = self.set_filter(catalogue, &filter, height);
        if let Some(row) = selected {
            self.select_again(catalogue, row, offset, height);
        }
        sieve
    }

    /// Expands or collapses a theme and selects its header.
    pub fn set_expanded(
        &mut self,
        catalogue: &Catalogue,
        theme: ThemeKey,
        expanded: bool,
        height: u16,
    ) {
        self.list.rows.set_expanded(catalogue, theme, expanded);
        if let Some(index) = self.find(catalogue, ContentsRow::Theme(theme)) {
            self.select(index, height);
        }
    }

    /// Folds a pack up or open and selects its row.
    fn set_folded(&mut self, catalogue: &Catalogue, pack: PackKey, folded: bool, height: u16) {
        self.list.rows.set_folded(catalogue, pack, folded);
        if let Some(index) = self.find(catalogue, ContentsRow::Pack(pack)) {
            self.select(index, height);
        }
    }

    /// Lets through only entries whose names hold `text`; all if it is empty. Of very many entries
    /// a worker looks for them: what it has to do is returned, and the list stays as it is until then.
    pub fn set_filter(&mut self, catalogue: &Catalogue, text: &str, height: u16) -> Option<Sieve> {
        self.sought = None;
        let all = 0..catalogue.len() as u32;
        match sieve::Filtering::new(catalogue, vec![all], text, self.list.rows.filtered()) {
            sieve::Filtering::Off => self.show_filtered(catalogue, None, height),
            sieve::Filtering::Found(found) => self.show_filtered(catalogue, Some(found), height),
            sieve::Filtering::Sought(sought, sieve) => {
                self.sought = Some(sought);
                return Some(sieve);
            }
        }
        None
    }

    /// Shows what a worker has found, if that is waited for; returns whether it is.
    pub fn on_filtered(
        &mut self,
        wanted: &Wanted,
        filtered: Arc<Filtered>,
        around: &Surroundings<'_>,
    ) -> bool {
        let found = self.sought.take_if(|sought| sought.awaits(wanted)).is_some();
        if found {
            self.show_filtered(around.catalogue(), Some(filtered), around.height());
        }
        found
    }

    /// Returns whether a worker still looks for what is typed.
    pub fn is_sought(&self) -> bool {
        self.sought.is_some()
    }

    /// Shows the entries of a filter, all without one. The selection stays on its row if the row is
    /// still shown.
    fn show_filtered(
        &mut self,
        catalogue: &Catalogue,
        filtered: Option<Arc<Filtered>>,
        height: u16,
    ) {
        let selected = self.selected();
        if let (None, Some(ContentsRow::Entry(entry))) = (&filtered, selected) {
            // What the filter led to is still there without it.
            self.list.rows.set_expanded(catalogue, catalogue.theme_of(entry), true);
        }
        self.list.rows.set_filtered(catalogue, filtered);
        let kept = selected.and_then(|row| self.find(catalogue, row));
        let index = match kept {
            Some(index) if matches!(selected, Some(ContentsRow::Entry(_))) => index,
            kept => self.filter().and(self.list.rows.first_entry()).or(kept).unwrap_or(0),
        };
        self.select(index, height);
    }

    /// Returns the filter that is shown or looked for; empty if there is none.
    fn wanted_filter(&self) -> &str {
        let shown = || self.filter().unwrap_or("");
        self.sought.as_ref().map_or_else(shown, Sought::text)
    }

    /// Returns the filter, if there is one.
    pub fn filter(&self) -> Option<&str> {
        self.list.rows.filter()
    }

    /// Returns what the filter lets through, if there is one.
    pub fn filtered(&self) -> Option<&Filtered> {
        self.list.rows.filtered().map(AsRef::as_ref)
    }

    /// Selects the next entry that the filter lets through, or the previous one, so many further; returns
    /// whether there is one.
    pub fn next_filtered(&mut self, toward: Toward, times: usize, height: u16) -> bool {
        let is_entry = |&row: &usize| matches!(self.row(row), Some(ContentsRow::Entry(_)));
        let here = self.list.position();
        let next = match toward {
            Toward::Next => (here + 1..self.row_count()).filter(is_entry).take(times).last(),
            Toward::Previous => (0..here).rev().filter(is_entry).take(times).last(),
        };
        if let Some(next) = next {
            self.select(next, height);
        }
        next.is_some()
    }

    /// Returns the filter if it leaves nothing.
    pub fn nothing_with(&self) -> Option<&str> {
        self.filter().filter(|_| self.row_count() == 0)
    }

    /// Returns the header row of the theme before or after the selection.
    fn theme_beside(&self, toward: Toward) -> usize {
        let at = self.list.position();
        let mut firsts = self.list.rows.headers();
        let found = match toward {
            Toward::Next => firsts.find(|first| *first > at),
            Toward::Previous => firsts.rev().find(|first| *first < at),
        };
        found.unwrap_or(at)
    }
}

/// Keys and the mouse.
impl Contents {
    /// Returns the line that is typed in at the foot.
    pub fn prompt(&self) -> Option<&LineEditor> {
        self.filtering.as_ref().map(|filtering| &filtering.field.editor)
    }

    /// Returns the line that is typed in at the foot.
    pub fn prompt_mut(&mut self) -> Option<&mut LineEditor> {
        self.filtering.as_mut().map(|filtering| &mut filtering.field.editor)
    }

    /// Filters by what is typed.
    pub fn on_typed(&mut self, around: &mut Surroundings<'_>) -> Step {
        let Some(filtering) = &self.filtering else { return Step::Stay };
        let text = filtering.field.editor.text().to_owned();
        let sieve = self.set_filter(around.catalogue(), &text, around.height());
        around.outbox.extend(sieve.map(Effect::Sift));
        Step::Preview
    }

    /// Answers an action.
    pub fn on_action(
        &mut self,
        action: Action,
        count: Option<u32>,
        around: &Surroundings<'_>,
    ) -> Step {
        let height = around.height();
        if let Some(motion) = Motion::from_action(action, count) {
            self.list.go(motion, height);
            return Step::Preview;
        }
        match action {
            Action::Open => return self.open_row(Pane::Reader, around),
            Action::OpenHere => return self.open_row(Pane::Contents, around),
            Action::Right => match self.selected() {
                Some(ContentsRow::Theme(theme)) if !self.is_expanded(theme) => {
                    self.set_expanded(around.catalogue(), theme, true, height);
                }
                Some(ContentsRow::Pack(pack)) if self.is_folded(pack) => {
                    self.set_folded(around.catalogue(), pack, false, height);
                }
                _ => return Step::Focus(Pane::Reader),
            },
            Action::Left => return self.collapse(around),
            Action::NextParagraph | Action::PreviousParagraph => {
                let next = action == Action::NextParagraph;
                let row = self.theme_beside(if next { Toward::Next } else { Toward::Previous });
                self.select(row, height);
                return Step::Preview;
            }
            Action::NextLink => return Step::Focus(Pane::Reader),
            Action::PreviousLink => {
                let side = around.geometry.side.map(|_| Pane::Side);
                return Step::Focus(side.unwrap_or(Pane::Reader));
            }
            Action::Peek => {
                if let Some(ContentsRow::Entry(entry)) = self.selected() {
                    return Step::Peek(entry, Landing::Top);
                }
            }
            Action::Annotate => {
                return match self.selected() {
                    Some(ContentsRow::Entry(entry)) => Step::Write(NoteAim::Entry(entry)),
                    _ => Step::say(NOTHING_TO_NOTE),
                };
            }
            Action::Find => self.open_filter(around),
            Action::Accept if self.nothing_with().is_some() => return self.search_instead(),
            Action::Accept => self.filtering = None,
            Action::CancelTyping => return self.cancel_filter(around),
            _ => {}
        }
        Step::Stay
    }

    fn open_row(&mut self, focus: Pane, around: &Surroundings<'_>) -> Step {
        match self.selected() {
            Some(ContentsRow::Entry(entry)) => return Step::Enter(entry.into(), focus),
            Some(ContentsRow::Theme(theme)) => {
                self.set_expanded(around.catalogue(), theme, true, around.height());
                return Step::Enter(theme.into(), focus);
            }
            Some(ContentsRow::Pack(pack)) => {
                let folded = !self.is_folded(pack);
                self.set_folded(around.catalogue(), pack, folded, around.height());
            }
            Some(ContentsRow::Blank) | None => return self.search_instead(),
        }
        Step::Stay
    }

    /// Has everything searched for the words of a filter that leaves nothing.
    fn search_instead(&self) -> Step {
        self.nothing_with().map_or(Step::Stay, |words| Step::Search(words.to_owned()))
    }

    /// Collapses the theme of the selected row, or folds the pack of one that is collapsed.
    fn collapse(&mut self, around: &Surroundings<'_>) -> Step {
        if self.filter().is_some() {
            return Step::Stay;
        }
        let (catalogue, height) = (around.catalogue(), around.height());
        match self.selected() {
            Some(ContentsRow::Entry(entry)) => {
                self.set_expanded(catalogue, catalogue.theme_of(entry), false, height);
            }
            Some(ContentsRow::Theme(theme)) if self.is_expanded(theme) => {
                self.set_expanded(catalogue, theme, false, height);
            }
            Some(ContentsRow::Theme(theme)) if catalogue.packs().len() > 1 => {
                self.set_folded(catalogue, catalogue.theme(theme).pack, true, height);
            }
            Some(ContentsRow::Pack(pack)) => self.set_folded(catalogue, pack, true, height),
            Some(ContentsRow::Theme(_) | ContentsRow::Blank) | None => return Step::Stay,
        }
        Step::Preview
    }

    fn open_filter(&mut self, around: &Surroundings<'_>) {
        let field = FilterBox::new(self.filter().unwrap_or(""));
        let selected = self.selected().map(|row| (row, self.offset()));
        let before = self.list.rows.filtered().cloned();
        self.filtering = Some(Filtering { field, before, selected, open: around.open });
    }

    /// Ends the typing; what was selected and shown before it comes back.
    fn cancel_filter(&mut self, around: &Surroundings<'_>) -> Step {
        let Some(Filtering { before, selected, open, .. }) = self.filtering.take() else {
            return Step::Stay;
        };
        self.sought = None;
        self.show_filtered(around.catalogue(), before, around.height());
        if let Some((row, offset)) = selected {
            self.select_again(around.catalogue(), row, offset, around.height());
        }
        open.map_or(Step::Stay, Step::PreviewOf)
    }

    /// Selects a row where it was before, if it is shown.
    pub fn select_again(
        &mut self,
        catalogue: &Catalogue,
        row: ContentsRow,
        offset: usize,
        height: u16,
    ) {
        if let Some(row) = self.find(catalogue, row) {
            self.list.set_offset(offset);
            self.list.select(row, height);
        }
    }

    /// A click selects and shows a row, and folds a theme or a pack up or open; on the entry that is
    /// selected already it goes in.
    pub fn on_press(&mut self, row: u16, around: &Surroundings<'_>) -> Step {
        let Some(index) = self.list.under(row) else { return Step::Stay };
        let (catalogue, height) = (around.catalogue(), around.height());
        let again = self.list.selected() == Some(index);
        match self.row(index) {
            Some(ContentsRow::Theme(theme)) if self.filter().is_none() => {
                self.set_expanded(catalogue, theme, !self.is_expanded(theme), height);
            }
            Some(ContentsRow::Pack(pack)) if self.filter().is_none() => {
                self.set_folded(catalogue, pack, !self.is_folded(pack), height);
            }
            Some(ContentsRow::Entry(_)) if again => return Step::Focus(Pane::Reader),
            _ => self.select(index, height),
        }
        Step::Preview
    }

    /// Scrolls.
    pub fn on_wheel(&mut self, rows: i64, around: &Surroundings<'_>) {
        self.list.scroll(rows, around.height());
    }

    /// Keeps the selection in sight on another screen.
    pub fn fit(&mut self, around: &Surroundings<'_>) {
        self.list.fit(around.height());
    }
}

#[cfg(test)]
mod tests {
    use super::fixture::{catalogue, in_words};
    use super::*;

    #[test]
    fn a_filter_narrows_and_keeps_the_selection() {
        #[track_caller]
        fn check(list: &Contents, catalogue: &Catalogue, expected: &str) {
            let rows = (0..list.row_count()).filter_map(|index| list.row(index));
            assert_eq!(in_words(rows, catalogue), expected);
        }
        let catalogue = catalogue(&[&[12, 3]]);
        let mut list = Contents::new(&catalogue, None, 40);
        list.reveal(&catalogue, EntryKey(11).into(), 40);
        list.set_filter(&catalogue, "1", 40);
        check(&list, &catalogue, "T 0-1 0-10 0-11 T 1-0 1-1 1-2");
        assert_eq!(list.selected(), Some(ContentsRow::Entry(EntryKey(11))));
        list.set_filter(&catalogue, "10", 40);
        check(&list, &catalogue, "T 0-10");
        assert_eq!(list.selected(), Some(ContentsRow::Entry(EntryKey(10))));
        list.set_filter(&catalogue, "", 40);
        assert_eq!(list.selected(), Some(ContentsRow::Entry(EntryKey(10))));
        list.set_filter(&catalogue, "none", 40);
        assert_eq!((list.row_count(), list.selected()), (0, None));
        list.reveal(&catalogue, EntryKey(2).into(), 40);
        assert_eq!((list.filter(), list.selected()), (None, Some(ContentsRow::Entry(EntryKey(2)))));
    }
}
