//! Practice over the whole body: one card after the other, first its question, then its answer and how
//! well it was remembered. Refuses to know: how cards are chosen and when they come again.

use std::ops::Range;

use ratatui::layout::Size;

use crate::app::page::Landing;
use crate::app::step::Step;
use crate::app::surroundings::Surroundings;
use crate::document::{Role, Row, Span, Style};
use crate::journal::{Change, Grade, Undone};
use crate::keys::{Action, Context, KeyMap};
use crate::margin;
use crate::messages::{keys, recall as says, yours};
use crate::model::{EntryKey, Remap};
use crate::recall::practice::practised;
use crate::recall::{CardKey, Counts, Face, Limits, Practice, face, outlook};
use crate::text::fit::wrap;
use crate::text::safe::Safe;

/// How many rows a question or an answer takes at most.
const MOST_ROWS: usize = 40;

/// One sitting, and the card that is shown.
#[derive(Clone, Debug)]
pub struct PracticeView {
    practice: Practice,
    shown: Option<Shown>,
    revealed: bool,
    /// The sitting as it was before each grade.
    before: Vec<(String, Practice)>,
}

/// A card on the screen.
#[derive(Clone, Debug)]
struct Shown {
    card: CardKey,
    face: Face,
    /// Where its entry is.
    theme: String,
    /// After how many days it comes again, for each grade.
    outlook: [u64; 4],
}

impl PracticeView {
    /// Begins a sitting.
    pub fn open(around: &Surroundings<'_>) -> Self {
        let desk = &around.desk;
        let (state, now) = (desk.state(), desk.now());
        let practice = Practice::new(around.catalogue(), state, now, Limits::default());
        let mut view = Self { practice, shown: None, revealed: false, before: Vec::new() };
        view.turn(around);
        view
    }

    /// Goes on in another version of the library. A card that is still there stays turned as it is; what was
    /// graded before stays so.
    #[must_use]
    pub fn after(self, remap: &Remap, around: &Surroundings<'_>) -> Self {
        let card = |view: &Self| view.shown.as_ref().map(|shown| shown.card);
        let before = card(&self).and_then(|card| Some((remap.entry(card.entry)?, card.side)));
        let practice = self.practice.after(around.catalogue(), |entry| remap.entry(entry));
        let mut view = Self { practice, shown: None, revealed: false, before: Vec::new() };
        view.turn(around);
        let is_same = before.is_some() && card(&view).map(|card| (card.entry, card.side)) == before;
        view.revealed = self.revealed && is_same;
        view
    }

    /// Shows the next card.
    fn turn(&mut self, around: &Surroundings<'_>) {
        let (catalogue, desk) = (around.catalogue(), &around.desk);
        self.revealed = false;
        self.shown = self.practice.card().and_then(|card| {
            let before = practised(catalogue, desk.state(), card);
            Some(Shown {
                card,
                face: face(catalogue, card)?,
                theme: catalogue.theme(catalogue.theme_of(card.entry)).title.to_string(),
                outlook: outlook(&before, desk.now()),
            })
        });
    }

    /// Returns how much there is to practise.
    pub fn counts(&self) -> Counts {
        self.practice.counts()
    }

    /// Returns the entry of the card, once its answer is shown: before, its title may be the answer.
    pub fn subject(&self) -> Option<EntryKey> {
        let shown = self.shown.as_ref().filter(|_| self.revealed)?;
        Some(shown.card.entry)
    }

    /// Returns whether no card is left.
    pub fn is_over(&self) -> bool {
        self.shown.is_none()
    }

    /// Returns whether the answer is shown and waits to be graded.
    pub fn asks_for_grade(&self) -> bool {
        self.revealed && self.shown.is_some()
    }

    /// Answers an action.
    pub fn on_action(&mut self, action: Action, around: &mut Surroundings<'_>) -> Step {
        match action {
            Action::Close | Action::Cancel => return Step::Close,
            Action::Undo => return self.take_back(around),
            _ if self.shown.is_none() => {}
            Action::NextLink => {
                self.practice.skip();
                self.turn(around);
            }
            Action::OpenHere => {
                if let Some(entry) = self.subject() {
                    return Step::Go(entry, Landing::Top);
                }
                return Self::asks_to_turn_over(around.keymap);
            }
            Action::Open if !self.revealed => self.revealed = true,
            Action::Open => self.grade(Grade::Good, around),
            _ => {
                if let Some(grade) = grade_of(action) {
                    if !self.revealed {
                        return Self::asks_to_turn_over(around.keymap);
                    }
                    self.grade(grade, around);
                }
            }
        }
        Step::Stay
    }

    /// A click turns the card over, and no further: it does not say how well it was remembered.
    pub fn on_press(&mut self) -> Step {
        self.revealed = true;
        Step::Stay
    }

    fn grade(&mut self, grade: Grade, around: &mut Surroundings<'_>) {
        let before = self.practice.clone();
        let Some(CardKey { entry, side }) = self.practice.answer(grade) else { return };
        let catalogue = around.known.catalogue();
        let on = margin::name_of(catalogue, entry);
        let what = says::graded(name_of(grade), catalogue.short(entry));
        around.desk.change(&what, vec![Change::Practised { on, side, grade }]);
        self.before.push((what, before));
        self.turn(around);
    }

    /// Takes the latest grade back; its card is there again with its answer.
    fn take_back(&mut self, around: &mut Surroundings<'_>) -> Step {
        // What was changed since is taken back where it was changed.
        let is_latest = |(what, _): &mut (String, Practice)| around.desk.latest() == Some(what);
        let Some((_, before)) = self.before.pop_if(is_latest) else {
            return Step::say(says::NOTHING_GRADED);
        };
        Step::say(match around.desk.undo() {
            Undone::Back(what) => {
                self.practice = before;
                self.turn(around);
                self.revealed = true;
                yours::taken_back(&what)
            }
            Undone::ChangedSince(what) => yours::stays_as_changed_elsewhere(&what),
            Undone::Nothing => yours::NOTHING_TO_TAKE_BACK.to_owned(),
        })
    }

    fn asks_to_turn_over(keymap: &KeyMap) -> Step {
        Step::say(says::answer_first(&keymap.told(Context::Practice, Action::Open)))
    }

    fn nothing_left(&self, keymap: &KeyMap) -> Vec<String> {
        let Counts { done, later, .. } = self.counts();
        let more = keymap.told(Context::Reader, Action::Recall);
        let more = Some(&*more).filter(|_| self.practice.leaves_some());
        says::nothing_left(done, later, more, &keymap.told(Context::Practice, Action::Cancel))
    }

    /// Returns what is shown in an area, with the keys of a key map; blank rows part it only if there is room
    /// for them.
    pub fn rows(&self, area: Size, keymap: &KeyMap) -> Vec<Row> {
        let (columns, height) = (usize::from(area.width), usize::from(area.height));
        let mut rows = self.parted_rows(columns, keymap);
        let grades = self.grades(columns, keymap);
        if rows.len() + grades.len() > height {
            rows.retain(|row| !row.spans.is_empty());
            // Whoever has to choose a grade sees all of them, and of the card the answer before the question.
            let room = height.saturating_sub(grades.len());
            let answer = rows.iter().filter(|row| is_of_answer(row)).count();
            let behind = rows.iter().rev().take_while(|row| !is_of_answer(row)).count();
            if !grades.is_empty() && rows.len() > room && answer > 0 {
                rows.truncate(rows.len() - behind);
                let asked = room.saturating_sub(answer).max(1);
                let asks = rows.len() - answer;
                cut(&mut rows, asks.min(asked)..asks);
                cut(&mut rows, room.max(1)..usize::MAX);
            }
        }
        rows.extend(grades);
        rows
    }

    /// Returns the grades of a card whose answer is shown; nothing before.
    fn grades(&self, columns: usize, keymap: &KeyMap) -> Vec<Row> {
        let mut rows = Vec::new();
        if let Some(shown) = self.shown.as_ref().filter(|_| self.revealed) {
            let grades = [Action::Forgotten, Action::Hard, Action::Remembered, Action::Easy];
            let keys = grades.map(|action| keymap.told(Context::Practice, action));
            let grades = says::grades(keys.each_ref().map(String::as_str), shown.outlook);
            push(&mut rows, &grades, Role::Text, columns);
        }
        rows
    }

    fn parted_rows(&self, columns: usize, keymap: &KeyMap) -> Vec<Row> {
        let mut rows = Vec::new();
        let Some(shown) = &self.shown else {
            for sentence in self.nothing_left(keymap) {
                push(&mut rows, &sentence, Role::Text, columns);
                rows.push(Row::default());
            }
            return rows;
        };
        let again = self.practice.is_again(shown.card);
        push(&mut rows, &shown.face.asks(shown.card.side, again), Role::Dim, columns);
        rows.push(Row::default());
        push(&mut rows, &shown.face.question, Role::Title, columns);
        rows.push(Row::default());
        if !self.revealed {
            let keys = keymap.told(Context::Practice, Action::Open);
            push(&mut rows, &says::turn_over(&keys), Role::Dim, columns);
            return rows;
        }
        push(&mut rows, &shown.face.answer, Role::Summary, columns);
        push(&mut rows, &shown.face.reading, Role::Reading, columns);
        push(&mut rows, &shown.theme, Role::Dim, columns);
        rows.push(Row::default());
        rows
    }
}

/// Returns whether a row is of the answer, or of how it is read.
fn is_of_answer(row: &Row) -> bool {
    row.spans.iter().any(|span| matches!(span.style.role, Role::Summary | Role::Reading))
}

/// Takes rows out, and marks the last one before them if there were any.
fn cut(rows: &mut Vec<Row>, range: Range<usize>) {
    let end = range.end.min(rows.len());
    if range.start < end {
        rows.drain(range.start..end);
        if let Some(last) = range.start.checked_sub(1).and_then(|at| rows.get_mut(at)) {
            last.spans.extend(Row::new([("…", Role::Dim)]).spans);
        }
    }
}

fn grade_of(action: Action) -> Option<Grade> {
    Some(match action {
        Action::Forgotten => Grade::Again,
        Action::Hard => Grade::Hard,
        Action::Remembered => Grade::Good,
        Action::Easy => Grade::Easy,
        _ => return None,
    })
}

fn name_of(grade: Grade) -> &'static str {
    match grade {
        Grade::Again => keys::FORGOTTEN,
        Grade::Hard => keys::HARD,
        Grade::Good => keys::REMEMBERED,
        Grade::Easy => keys::EASY,
    }
}

fn push(rows: &mut Vec<Row>, text: &str, role: Role, columns: usize) {
    if text.is_empty() {
        return;
    }
    let style = Style { role, ..Style::default() };
    let row =
        |text: Safe| Row { spans: vec![Span { text, style, ..Span::default() }], ..Row::default() };
    rows.extend(wrap(text, columns, MOST_ROWS).into_iter().map(row));
}

/// Returns whether there is anything that could be practised.
pub fn has_cards(around: &Surroundings<'_>) -> bool {
    let (catalogue, state) = (around.catalogue(), around.desk.state());
    let glossary = catalogue.themes().iter().any(|theme| theme.glossary && theme.count() > 0);
    let mut kept = catalogue.packs().iter().filter_map(|pack| state.pack(&pack.id));
    glossary || kept.any(|pack| !pack.bookmarks.is_empty())
}
