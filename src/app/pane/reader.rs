//! The pane of the open entry or theme: scrolling, links, finding in the text. Refuses to know: trails,
//! where bodies come from.

use std::collections::HashSet;

use crate::app::cursor::Motion;
use crate::app::editor::LineEditor;
use crate::app::geometry::{Geometry, Pane, ScreenShape};
use crate::app::input::Mouse;
use crate::app::message::Effect;
use crate::app::page::{Landing, Page, PageKey, PageSpot, Selecting, Stretch};
use crate::app::sought::Sought;
use crate::app::step::{NoteAim, Step};
use crate::app::subject::{Subject, View};
use crate::app::surroundings::Surroundings;
use crate::document::{Beside, Destination, Document, Parts, TargetKind};
use crate::keys::{Action, Context, KeyMap, Toward};
use crate::knowledge::Question;
use crate::margin::notes_on;
use crate::messages::{browser as says, yours};
use crate::model::{EntryKey, Remap};

/// How often a count repeats an action at most.
const MOST_TIMES: u32 = 1_000;

/// What is looked for in the text while it is typed at the foot.
#[derive(Clone, Debug)]
struct Finding {
    editor: LineEditor,
    /// Where the search starts.
    from: PageSpot,
    /// What was highlighted before.
    before: Vec<String>,
}

/// The pane of the open entry or theme.
#[derive(Clone, Debug)]
pub struct ReaderPane {
    /// The open (or previewed) page; `None` only in an empty library.
    pub page: Option<Page>,
    /// What the text shows besides the body.
    parts: Parts,
    /// The entries whose mentions are shown.
    unfolded: HashSet<EntryKey>,
    /// Whether the text has to be made again as soon as its body is loaded.
    stale: bool,
    finding: Option<Finding>,
    /// The cell of the text where the mouse was pressed beside any link, for as long as it is held.
    pressed: Option<(u16, u16)>,
}

/// Returns what the text shows besides the body: the side pane, if there is one, shows links and
/// backlinks in its place.
fn parts(geometry: &Geometry) -> Parts {
    let beside = geometry.shape == ScreenShape::Three;
    let related = if beside { Beside::Absent } else { Beside::Names { unfolded: false } };
    Parts { head: true, end: true, sources: true, related }
}

/// What is shown.
impl ReaderPane {
    /// Builds an empty pane.
    pub fn new(geometry: &Geometry) -> Self {
        let (parts, unfolded) = (parts(geometry), HashSet::new());
        Self { page: None, parts, unfolded, stale: false, finding: None, pressed: None }
    }

    /// Returns what the text of an entry shows.
    fn parts_of(&self, entry: EntryKey) -> Parts {
        let related = match self.parts.related {
            Beside::Names { .. } => Beside::Names { unfolded: self.unfolded.contains(&entry) },
            related => related,
        };
        Parts { related, ..self.parts }
    }

    /// Lets the open page go, which belongs to another version of the library; the entries whose mentions
    /// are shown are found again.
    pub fn reload(&mut self, remap: &Remap) {
        self.page = None;
        let kept = self.unfolded.iter().filter_map(|entry| remap.entry(*entry));
        self.unfolded = kept.collect();
    }

    /// Shows all mentions of the open entry, or only counts them if they are shown.
    pub fn fold_mentions(&mut self) {
        let Some(entry) = self.entry() else { return };
        if !self.unfolded.remove(&entry) {
            self.unfolded.insert(entry);
        }
        self.stale = true;
    }

    /// Returns what is open.
    pub fn key(&self) -> Option<PageKey> {
        self.page.as_ref().map(|page| page.key)
    }

    /// Returns the entry that is open, if it is one.
    pub fn entry(&self) -> Option<EntryKey> {
        self.key().and_then(PageKey::entry)
    }

    /// Shows an entry or a theme; the text of an entry comes at once or later.
    pub fn show(&mut self, key: PageKey, landing: Landing, around: &mut Surroundings<'_>) {
        let size = around.geometry.prose(around.measure).as_size();
        let mut page = Page::new(key, landing, size);
        if let Some(old) = self.page.take()
            && let (Some(entry), Some(document)) = (old.key.entry(), old.into_document())
        {
            around.known.keep_document(entry, document);
        }
        let kept = key.entry().and_then(|entry| around.known.kept_document(entry));
        match kept.map_or_else(|| self.text_of(&page, around), Ok) {
            Ok(document) => page.supply(document),
            Err(question) => around.outbox.extend(question.map(Effect::Ask)),
        }
        self.page = Some(page);
    }

    /// Builds the text of a page; `Err` with what has to be asked first.
    fn text_of(
        &self,
        page: &Page,
        around: &mut Surroundings<'_>,
    ) -> Result<Document, Option<Question>> {
        match page.key {
            PageKey::Entry(entry) => {
                around.known.document(entry, self.parts_of(entry), page.width())
            }
            PageKey::Theme(theme) => Ok(around.known.theme_document(theme, page.width())),
        }
    }

    /// Gives the entry its text if what it is made from has come.
    pub fn supply(&mut self, entry: EntryKey, around: &mut Surroundings<'_>) {
        let Some(mut page) = self.page.take() else { return };
        if page.key == PageKey::Entry(entry) && page.is_waiting() {
            match self.text_of(&page, around) {
                Ok(document) => page.supply(document),
                Err(question) => around.outbox.extend(question.map(Effect::Ask)),
            }
        }
        self.page = Some(page);
    }

    /// Has the text made again, since more is known.
    pub fn make_stale(&mut self) {
        self.stale = true;
    }

    /// Fits the text to the present geometry, and makes it again if it is stale.
    pub fn fit(&mut self, around: &mut Surroundings<'_>) {
        let parts = parts(&around.geometry);
        if parts != self.parts {
            self.parts = parts;
            around.known.forget_documents();
            self.stale = true;
        }
        let size = around.geometry.prose(around.measure).as_size();
        let Some(mut page) = self.page.take() else { return };
        page.resize(size);
        if self.stale {
            match self.text_of(&page, around) {
                Ok(document) => {
                    page.refresh(document);
                    self.stale = false;
                }
                // The body of a page that waits was asked for when it was opened.
                Err(Some(Question::Body(_))) if page.is_waiting() => {}
                Err(question) => around.outbox.extend(question.map(Effect::Ask)),
            }
        }
        show_notes(&mut page, around);
        self.page = Some(page);
    }
}

/// Shows the notes on an entry, if they are not shown as they are now.
fn show_notes(page: &mut Page, around: &Surroundings<'_>) {
    let revision = around.desk.notes_revision();
    let Some(entry) = page.key.entry().filter(|_| !page.shows_notes_of(revision)) else { return };
    let notes = notes_on(around.desk.state(), around.known.catalogue(), entry);
    page.show_notes(&notes, revision);
}

/// Finding in the text.
impl ReaderPane {
    /// Returns the line that is typed in at the foot.
    pub fn prompt(&self) -> Option<&LineEditor> {
        self.finding.as_ref().map(|finding| &finding.editor)
    }

    /// Returns the line that is typed in at the foot.
    pub fn prompt_mut(&mut self) -> Option<&mut LineEditor> {
        self.finding.as_mut().map(|finding| &mut finding.editor)
    }

    /// Searches the text for what is typed.
    pub fn on_typed(&mut self) {
        let (Some(finding), Some(page)) = (&self.finding, &mut self.page) else { return };
        let text = finding.editor.text();
        let needles = if text.is_empty() { Vec::new() } else { vec![text.to_owned()] };
        page.find(needles, finding.from);
    }

    fn open_find(&mut self) {
        let Some(page) = &self.page else { return };
        let before = page.highlighted().map_or_else(Vec::new, |shown| shown.needles.clone());
        let (editor, from) = (LineEditor::default(), page.spot());
        self.finding = Some(Finding { editor, from, before });
    }

    fn accept_find(&mut self) -> Step {
        let Some(finding) = self.finding.take() else { return Step::Stay };
        let found = self.page.as_ref().and_then(|page| page.highlighted());
        if found.is_some_and(|found| found.total == 0) {
            return Step::say(says::not_in_page(finding.editor.text()));
        }
        Step::Stay
    }

    fn cancel_find(&mut self) {
        if let (Some(finding), Some(page)) = (self.finding.take(), &mut self.page) {
            page.highlight(finding.before);
            page.restore(finding.from);
        }
    }

    /// Goes to a match so many further on.
    pub fn next_match(&mut self, toward: Toward, times: u32, keymap: &KeyMap) -> Step {
        let page = self.page.as_mut();
        let sought = page.map_or(Sought::Nowhere, |page| page.next_match(toward, times));
        let nowhere = || says::no_highlight(&keymap.told(Context::Reader, Action::Find));
        sought.told(toward, nowhere).map_or(Step::Stay, Step::say)
    }

    /// Gives up the highlight, or else the selected link; returns whether there was either.
    pub fn clear(&mut self) -> bool {
        let page = self.page.as_mut();
        page.is_some_and(|page| page.clear_highlight() || page.clear_target())
    }
}

/// Keys and the mouse.
impl ReaderPane {
    /// Answers an action.
    pub fn on_action(
        &mut self,
        action: Action,
        count: Option<u32>,
        around: &Surroundings<'_>,
    ) -> Step {
        if self.finding.is_some() {
            return self.act_while_finding(action, count, around.keymap);
        }
        if self.is_selecting() {
            return self.act_while_selecting(action, count, around.keymap);
        }
        let side = around.geometry.side.map(|_| Pane::Side);
        match action {
            Action::Select => return self.begin_selecting(),
            Action::Annotate => return Step::Write(NoteAim::Paragraph),
            Action::Left => return Step::Focus(Pane::Contents),
            Action::Right => return Step::Focus(side.unwrap_or(Pane::Reader)),
            Action::Open => return self.follow_selected(),
            Action::Peek => return self.peek_at_nearest(),
            Action::Find => self.open_find(),
            _ => {}
        }
        let Some(page) = &mut self.page else { return Step::Stay };
        if let Some(motion) = Motion::from_action(action, count) {
            page.go(motion);
            return Step::Stay;
        }
        let times = count.unwrap_or(1).min(MOST_TIMES);
        match action {
            Action::NextParagraph => (0..times).for_each(|_| page.paragraph(Toward::Next)),
            Action::PreviousParagraph => (0..times).for_each(|_| page.paragraph(Toward::Previous)),
            Action::NextLink | Action::PreviousLink => {
                let is_next = action == Action::NextLink;
                let toward = if is_next { Toward::Next } else { Toward::Previous };
                let walked = (0..times).all(|_| page.next_target(toward));
                if !walked {
                    let next = side.filter(|_| is_next);
                    return Step::Focus(next.unwrap_or(Pane::Contents));
                }
            }
            _ => {}
        }
        Step::Stay
    }

    fn act_while_finding(&mut self, action: Action, count: Option<u32>, keymap: &KeyMap) -> Step {
        match action {
            Action::Accept => self.accept_find(),
            Action::CancelTyping => {
                self.cancel_find();
                Step::Stay
            }
            _ if Motion::from_action(action, count).is_some() => {
                let is_next = action == Action::Down;
                let toward = if is_next { Toward::Next } else { Toward::Previous };
                self.next_match(toward, 1, keymap)
            }
            _ => Step::Stay,
        }
    }

    fn act_while_selecting(&mut self, action: Action, count: Option<u32>, keymap: &KeyMap) -> Step {
        let Some(page) = &mut self.page else { return Step::Stay };
        let times = i64::from(count.unwrap_or(1));
        let stretch = match action {
            Action::Left => Stretch::Words(-times),
            Action::Right => Stretch::Words(times),
            Action::Up => Stretch::Rows(-times),
            Action::Down => Stretch::Rows(times),
            Action::LineStart => Stretch::ToStart,
            Action::LineEnd => Stretch::ToEnd,
            Action::PreviousParagraph | Action::NextParagraph => {
                let is_next = action == Action::NextParagraph;
                let toward = if is_next { Toward::Next } else { Toward::Previous };
                let none = if is_next { yours::NO_MORE_WORDS } else { yours::NOTHING_ABOVE };
                let moved = page.select_paragraph(toward);
                return if moved { Step::Stay } else { Step::say(none) };
            }
            Action::SwapEnds => {
                page.swap_ends();
                return Step::Stay;
            }
            Action::Highlight => {
                let selected = page.end_selecting();
                return selected.map_or(Step::Stay, |it| Step::Highlight(Box::new(it.anchor())));
            }
            Action::Annotate => {
                let anchor = page.selecting().map(Selecting::anchor);
                return anchor.map_or(Step::Stay, |it| Step::Write(NoteAim::Words(Box::new(it))));
            }
            _ => return Step::Stay,
        };
        if page.stretch(stretch) {
            return Step::Stay;
        }
        let [previous, next] = [Action::PreviousParagraph, Action::NextParagraph]
            .map(|action| keymap.told(Context::Selecting, action));
        Step::say(yours::edge_of_paragraph(&previous, &next))
    }

    fn begin_selecting(&mut self) -> Step {
        if self.page.as_mut().is_some_and(Page::begin_selecting) {
            return Step::Stay;
        }
        Step::say(yours::NOTHING_TO_SELECT)
    }

    /// Returns whether words are being selected.
    pub fn is_selecting(&self) -> bool {
        self.page.as_ref().is_some_and(|page| page.selecting().is_some())
    }

    /// Gives up what is selected; returns whether words were being selected.
    pub fn stop_selecting(&mut self) -> bool {
        self.page.as_mut().is_some_and(|page| page.end_selecting().is_some())
    }

    /// Follows the selected link; if none is selected, selects the first in sight.
    fn follow_selected(&mut self) -> Step {
        let Some(page) = &mut self.page else { return Step::Stay };
        if let Some(target) = page.target().and_then(|index| page.target_at(index)) {
            return Step::Follow(target.destination);
        }
        page.next_target(Toward::Next);
        Step::Stay
    }

    fn peek_at_nearest(&mut self) -> Step {
        let Some(page) = &mut self.page else {
            return Step::say(says::NOTHING_TO_PEEK);
        };
        match page.nearest_target() {
            Some((index, target)) => match target.destination {
                Destination::Entry(entry, anchor) => {
                    page.select_target(index);
                    Step::Peek(entry, anchor.map_or(Landing::Top, Landing::Anchor))
                }
                other => Step::Follow(other),
            },
            None => Step::say(says::NOTHING_TO_PEEK),
        }
    }

    /// A click follows the link under it, or opens the notes that the sign under it stands for; beside any
    /// link, words begin to be selected where the mouse is dragged from there.
    pub fn on_press(&mut self, mouse: Mouse, around: &Surroundings<'_>) -> Step {
        self.pressed = None;
        let text = around.geometry.prose(around.measure);
        let rows = text.y..text.bottom();
        let on_sign = around.geometry.sign_column(around.measure) == Some(mouse.column)
            && rows.contains(&mouse.row);
        if let Some(page) = self.page.as_ref().filter(|_| on_sign) {
            let row = page.visible().get(usize::from(mouse.row - text.y)).copied();
            let noted = row.is_some_and(|row| row.sign.is_some());
            let notes = View::Sheet(Subject::Notes(page.key.entry()));
            return if noted { Step::Show(notes) } else { Step::Stay };
        }
        let Some(page) = self.page.as_mut().filter(|_| mouse.is_in(text)) else {
            return Step::Stay;
        };
        let (column, row) = (mouse.column - text.x, mouse.row - text.y);
        if page.is_end(row) {
            return Step::Onward;
        }
        let Some(index) = page.target_under(column, row) else {
            self.pressed = Some((column, row));
            return Step::Stay;
        };
        let Some(target) = page.target_at(index) else { return Step::Stay };
        if target.kind != TargetKind::Names {
            page.select_target(index);
        }
        Step::Follow(target.destination)
    }

    /// Selects the words from where the mouse was pressed to where it is.
    pub fn on_drag(&mut self, mouse: Mouse, around: &Surroundings<'_>) {
        let text = around.geometry.prose(around.measure);
        let (Some((column, row)), Some(page)) = (self.pressed, &mut self.page) else { return };
        if page.selecting().is_some() || page.select_under(column, row) {
            let last = text.height.saturating_sub(1);
            let row = mouse.row.saturating_sub(text.y).min(last);
            page.stretch_under(mouse.column.saturating_sub(text.x), row);
        }
    }

    /// Ends a drag.
    pub fn on_release(&mut self) {
        self.pressed = None;
    }

    /// Scrolls.
    pub fn on_wheel(&mut self, rows: i64) {
        if let Some(page) = &mut self.page {
            page.go(Motion::By(rows));
        }
    }
}
