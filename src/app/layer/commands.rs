//! All actions by their names: what is typed is looked for in names and descriptions, and Enter does the
//! selected one where the list was opened. Refuses to know: what the actions do.

use std::cmp::Reverse;

use crate::app::cursor::Motion;
use crate::app::editor::LineEditor;
use crate::app::geometry;
use crate::app::input::Mouse;
use crate::app::list::{List, Rows};
use crate::app::step::Step;
use crate::app::surroundings::Surroundings;
use crate::keys::purpose::PURPOSES;
use crate::keys::{Action, Context, KeyMap, places_of};
use crate::messages::keymap as says;
use crate::search::fuzzy;
use crate::text::fold::fold;
use crate::text::nearest::{Near, nearest};

/// An action that is listed.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The action.
    pub action: Action,
    /// Its keys where the list was opened, or where it works; empty if it has none.
    pub keys: String,
    /// What it does.
    pub does: &'static str,
    /// Whether it means something where the list was opened.
    pub is_here: bool,
}

impl Offer {
    fn new(keymap: &KeyMap, context: Context, action: Action) -> Option<Self> {
        let here = keymap.line(context, action);
        let line = here.or_else(|| keymap.line(places_of(action).next()?, action))?;
        let (keys, does) = (line.written(), line.description);
        Some(Self { action, keys, does, is_here: here.is_some() })
    }

    /// Returns where it works, in words.
    pub fn places(&self) -> Vec<&'static str> {
        places_of(self.action).map(Context::in_words).collect()
    }

    /// Returns how well a word fits, higher is better; `None` if it does not. Keys are meant as they are
    /// typed, words in any case.
    fn fitness(&self, typed: &str) -> Option<i64> {
        /// What every better way to fit is worth.
        const STEP: i64 = 10_000;
        let (name, does) = (self.action.name(), fold(self.does));
        let parts = || name.split('-');
        let words = || does.split(|c: char| !c.is_alphanumeric());
        let word = &*fold(typed);
        let mut keys = self.keys.split([' ', ',']);
        let steps = match word {
            _ if name == word || keys.any(|keys| keys == typed) => 7,
            _ if name.starts_with(word) => 6,
            _ if parts().any(|part| part.starts_with(word)) => 5,
            _ if words().any(|part| part.starts_with(word)) => 4,
            _ if name.contains(word) => 3,
            _ if does.contains(word) => 2,
            _ => 0,
        };
        if steps > 0 {
            return Some(steps * STEP);
        }
        let slips = || nearest(word, parts().map(|part| ((), [part])), Near::Misspelt(1));
        // Two letters are scattered over any name.
        let scattered = Some(word).filter(|word| word.chars().count() > 2);
        scattered.and_then(|word| fuzzy::score(name, word)).or_else(|| slips().map(|()| 0))
    }
}

/// The actions that what is typed lets through, the best first; behind a heading those that mean nothing
/// where the list was opened.
#[derive(Clone, Debug)]
pub struct Listed {
    offers: Vec<Offer>,
    /// Which are shown; `None` is the heading.
    shown: Vec<Option<usize>>,
}

impl Rows for Listed {
    fn count(&self) -> usize {
        self.shown.len()
    }

    fn is_heading(&self, item: usize) -> bool {
        self.shown[item].is_none()
    }
}

impl Listed {
    fn new(keymap: &KeyMap, context: Context, typed: &str) -> Self {
        let rows = PURPOSES.iter().flat_map(|purpose| purpose.rows);
        let actions = rows.flat_map(|row| row.iter().copied());
        let offers = actions.filter(|action| *action != Action::Commands);
        let offers = offers.filter_map(|action| Offer::new(keymap, context, action)).collect();
        let mut listed = Self { offers, shown: Vec::new() };
        listed.fill(typed);
        listed
    }

    fn fill(&mut self, typed: &str) {
        let words = || typed.split_whitespace();
        let all = |offer: &Offer| words().map(|word| offer.fitness(word)).sum::<Option<i64>>();
        let mut fitting = self.fitting(all);
        if fitting.is_empty() {
            // Of "go back" one word names an action.
            let best = |offer: &Offer| words().filter_map(|word| offer.fitness(word)).max();
            fitting = self.fitting(best);
        }
        fitting.sort_by_key(|(_, is_here, fitness)| Reverse((*is_here, *fitness)));
        let here = fitting.iter().filter(|(_, is_here, _)| *is_here).count();
        self.shown = fitting.into_iter().map(|(at, ..)| Some(at)).collect();
        if here < self.shown.len() {
            self.shown.insert(here, None);
        }
    }

    /// Returns the actions that fit, with whether they mean something where the list was opened, and how well.
    fn fitting(&self, fitness: impl Fn(&Offer) -> Option<i64>) -> Vec<(usize, bool, i64)> {
        let offers = self.offers.iter().enumerate();
        offers.filter_map(|(at, offer)| Some((at, offer.is_here, fitness(offer)?))).collect()
    }

    /// Returns the action of a row; `None` for the heading.
    pub fn offer(&self, item: usize) -> Option<&Offer> {
        self.shown.get(item).copied().flatten().map(|at| &self.offers[at])
    }

    /// Counts the actions.
    pub fn actions(&self) -> usize {
        self.shown.iter().flatten().count()
    }
}

/// The list of all actions.
#[derive(Clone, Debug)]
pub struct Commands {
    /// What is typed.
    pub editor: LineEditor,
    /// The actions.
    pub list: List<Listed>,
    /// Where the list was opened.
    context: Context,
}

impl Commands {
    /// Opens the list over what has the keyboard.
    pub fn open(keymap: &KeyMap, context: Context) -> Self {
        let list = List::new(Listed::new(keymap, context, ""));
        Self { editor: LineEditor::default(), list, context }
    }

    /// Returns the selected action.
    pub fn selected(&self) -> Option<&Offer> {
        self.list.selected().and_then(|at| self.list.rows.offer(at))
    }

    fn page(around: &Surroundings<'_>) -> u16 {
        geometry::sheet(around.geometry.body, true).list.height
    }

    /// Looks for what is typed now.
    pub fn on_typed(&mut self) {
        self.list.rows.fill(self.editor.text());
        self.list.restart(0);
    }

    /// Shows the keys of another key map.
    pub fn on_keymap(&mut self, around: &Surroundings<'_>) {
        let selected = self.list.position();
        self.list = List::new(Listed::new(around.keymap, self.context, self.editor.text()));
        self.list.select(selected, Self::page(around));
    }

    /// Answers an action.
    pub fn on_action(&mut self, action: Action, around: &Surroundings<'_>) -> Step {
        match action {
            Action::Accept => return self.accept(),
            Action::CancelTyping | Action::Cancel => return Step::Close,
            _ => {}
        }
        if let Some(motion) = Motion::from_action(action, None) {
            self.list.go(motion, Self::page(around));
        }
        Step::Stay
    }

    fn accept(&self) -> Step {
        match self.selected() {
            Some(offer) if offer.is_here => Step::Do(offer.action),
            Some(offer) => Step::say(says::works_elsewhere(offer.action.name(), &offer.places())),
            None => Step::Stay,
        }
    }

    /// A click selects an action; on the one that is selected already it does it.
    pub fn on_press(&mut self, mouse: Mouse, around: &Surroundings<'_>) -> Step {
        let list = geometry::sheet(around.geometry.body, true).list;
        if !mouse.is_in(list) {
            return Step::Stay;
        }
        match self.list.select_under(mouse.row - list.y, list.height) {
            Some(true) => self.accept(),
            Some(false) | None => Step::Stay,
        }
    }

    /// Scrolls the list.
    pub fn on_wheel(&mut self, rows: i64, around: &Surroundings<'_>) {
        self.list.scroll(rows, Self::page(around));
    }

    /// Fits the list to another screen.
    pub fn fit(&mut self, around: &Surroundings<'_>) {
        self.list.fit(Self::page(around));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the names of the first actions that are found, those of other places in parentheses.
    fn found(context: Context, typed: &str) -> Vec<String> {
        let listed = Listed::new(&KeyMap::default(), context, typed);
        let offers = (0..listed.count()).filter_map(|item| listed.offer(item));
        let named = offers.map(|offer| {
            let name = offer.action.name();
            if offer.is_here { name.to_owned() } else { format!("({name})") }
        });
        named.take(3).collect()
    }

    #[test]
    fn names_come_before_descriptions_and_what_is_typed_wrong_is_found() {
        #[track_caller]
        fn check(typed: &str, expected: &str) {
            let found = found(Context::Reader, typed);
            assert_eq!(found.first().map(String::as_str), Some(expected), "{typed}: {found:?}");
        }
        check("matrix", "matrix");
        check("mat", "matrix");
        check("half-down", "half-down");
        check("down half", "half-down");
        check("hfdn", "half-down");
        check("matirx", "matrix");
        check("quit", "quit");
        check("reading orders", "routes");
        check("bibtex", "copy-bibtex");
        check("gr", "routes");
        check("gR", "recall");
        check("MATRIX", "matrix");
        check("transp", "(transpose)");
        check("go back", "back");
        check("back please", "back");
    }

    #[test]
    fn every_action_is_listed_once_those_that_mean_something_here_first() {
        for context in Context::ALL {
            let listed = Listed::new(&KeyMap::default(), *context, "");
            assert_eq!(listed.actions(), Action::ALL.len() - 1, "{context:?}");
            let heading = listed.shown.iter().position(Option::is_none);
            let here = listed.shown.iter().flatten().filter(|at| listed.offers[**at].is_here);
            assert_eq!(heading, Some(here.count()), "{context:?}");
        }
    }
}
