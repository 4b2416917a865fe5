//! How the open entry hangs together with others: what the browser draws, listed. Refuses to know: how
//! commands are spelt.

use super::super::views;
use super::Session;
use crate::app::keymap::Action;
use crate::app::layer::Layer;
use crate::app::message::Message;
use crate::messages::{
    browser, coverage, explore, linear as says, matrix as cells, terms as words,
};
use crate::model::{Matrix, PlaceKey};

impl Session {
    /// Lists what lies around the open entry.
    pub fn map(&mut self) {
        let Some(centre) = self.open_entry() else {
            return self.printer.say(browser::EMPTY_LIBRARY);
        };
        self.read_mentions();
        let list = views::around(self.app.web(), centre);
        self.show(list, explore::NO_LINKS);
    }

    /// Lists the links between two themes: those that are named, or those that the browser would show
    /// at the open entry.
    pub fn matrix(&mut self, wanted: &str) {
        let matrix = if wanted.is_empty() { self.own_matrix() } else { self.matrix_named(wanted) };
        let Some(matrix) = matrix else {
            let ids: Vec<&str> = self.catalogue().themes().iter().map(|theme| &*theme.id).collect();
            let sentence = match ids.as_slice() {
                [] => cells::NO_THEMES.to_owned(),
                ids => says::no_two_themes(wanted, ids),
            };
            return self.printer.say(&sentence);
        };
        let mut list = views::matrix(self.app.web(), matrix);
        let others: Vec<String> = {
            let catalogue = self.catalogue();
            let id = |theme| &*catalogue.theme(theme).id;
            let others = catalogue.matrices().iter().filter(|other| **other != matrix);
            others.map(|other| says::matrix_command(id(other.rows), id(other.columns))).collect()
        };
        if wanted.is_empty() && !others.is_empty() {
            list.closing.push(says::other_matrices(&others));
        }
        self.set_list(list);
    }

    /// Lists the terms that the open entry uses, and where it is used as a term itself.
    pub fn terms(&mut self) {
        let Some(entry) = self.open_entry() else {
            return self.printer.say(browser::EMPTY_LIBRARY);
        };
        let list = views::terms(self.corpus.library(), entry);
        if list.length == 0 && list.closing.is_empty() {
            let none = words::none(self.catalogue().title(entry));
            return self.printer.say(&none);
        }
        self.set_list(list);
    }

    /// Says what the place of a label or an id is, with its claims; lists several.
    pub fn place(&mut self, wanted: &str) {
        if self.catalogue().places().is_empty() {
            return self.printer.say(coverage::NO_PLACES);
        }
        match *self.catalogue().places_named(wanted) {
            [] => self.printer.say(&says::no_place(wanted)),
            [place] => self.list_place(place),
            ref places => {
                let list = views::places(self.catalogue(), places);
                self.set_list(list);
            }
        }
    }

    /// Lists the claims of a place under what it is.
    pub(super) fn list_place(&mut self, place: PlaceKey) {
        let list = views::place(self.corpus.library(), place);
        self.set_list(list);
    }

    fn own_matrix(&mut self) -> Option<Matrix> {
        self.tell(Message::Act(Action::Matrix));
        let Some(Layer::Matrix(view)) = self.app.layers().last() else { return None };
        let matrix = view.matrix;
        self.tell(Message::Act(Action::Close));
        Some(matrix)
    }

    /// Parts what was typed where both sides name themes.
    fn matrix_named(&self, wanted: &str) -> Option<Matrix> {
        let catalogue = self.catalogue();
        let named = |(rows, columns): (&str, &str)| {
            let [rows, columns] = [rows, columns].map(|name| catalogue.themes_named(name.trim()));
            catalogue.matrix_of(&rows, &columns)
        };
        let marked = wanted.split_once('×').and_then(named);
        let blanks = || wanted.match_indices(char::is_whitespace);
        marked.or_else(|| blanks().find_map(|(at, _)| named(wanted.split_at(at))))
    }
}
