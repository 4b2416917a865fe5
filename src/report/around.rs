//! What lies one step from an entry, theme by theme, the closest first. Refuses to know: how
//! neighbours are ranked.

use super::choice::Choice;
use super::line::{Line, Report};
use super::links::link_in_full;
use crate::document::Role;
use crate::graph::{Beyond, Neighbour};
use crate::knowledge::Knowledge;
use crate::messages::map as says;
use crate::model::{Catalogue, EntryKey, Related, ThemeKey};

/// An entry that a link joins with the centre, with all that is told of it.
#[derive(Clone, Debug)]
pub struct EntryAround {
    /// The entry, and how close it is.
    pub neighbour: Neighbour,
    /// How many entries lie behind it.
    pub beyond: Beyond,
    /// The links between it and the centre, read from the centre.
    pub links: Vec<Related>,
}

/// The neighbours of one theme.
#[derive(Clone, Debug)]
pub struct ThemeAround {
    /// The theme.
    pub theme: ThemeKey,
    /// How many neighbours it has.
    pub count: usize,
    /// The closest of them, the closest first.
    pub closest: Vec<EntryAround>,
}

impl ThemeAround {
    /// Counts the neighbours that are left out.
    pub fn left_out(&self) -> usize {
        self.count - self.closest.len()
    }
}

/// What a line stands for: a theme, one of its neighbours, those that are left out.
#[derive(Clone, Copy, Debug)]
enum Item {
    Theme(usize),
    Neighbour(usize, usize),
    LeftOut(usize),
}

/// What lies around an entry.
#[derive(Clone, Debug)]
pub struct AroundReport {
    centre: EntryKey,
    title: String,
    count: usize,
    themes: Vec<ThemeAround>,
    items: Vec<Item>,
}

impl AroundReport {
    /// Ranks the neighbours of an entry; of each theme the `most` closest are listed. Links in text
    /// count as far as they were read.
    pub fn new(known: &Knowledge, centre: EntryKey, most: usize) -> Self {
        let web = known.web();
        let around = web.neighbourhood(centre, most);
        let entry = |&neighbour: &Neighbour| EntryAround {
            neighbour,
            beyond: around.beyond(web, neighbour.entry),
            links: web.between(centre, neighbour.entry),
        };
        let theme = |group: &crate::graph::Group| ThemeAround {
            theme: group.theme,
            count: group.count,
            closest: group.best.iter().map(entry).collect(),
        };
        let themes: Vec<ThemeAround> = around.groups.iter().map(theme).collect();
        let mut items = Vec::new();
        for (number, theme) in themes.iter().enumerate() {
            items.push(Item::Theme(number));
            items.extend((0..theme.closest.len()).map(|at| Item::Neighbour(number, at)));
            items.extend((theme.left_out() > 0).then_some(Item::LeftOut(number)));
        }
        let title = says::head(web.catalogue.title(centre));
        Self { centre, title, count: around.count(), themes, items }
    }

    /// Returns the entry in the middle.
    pub fn centre(&self) -> EntryKey {
        self.centre
    }

    /// Counts the neighbours, those that are left out included.
    pub fn neighbours(&self) -> usize {
        self.count
    }

    /// Returns the neighbours by theme, the theme of the closest one first.
    pub fn themes(&self) -> &[ThemeAround] {
        &self.themes
    }

    /// Says how many links join a neighbour with the centre, and how much lies behind it.
    pub fn joined(around: &EntryAround) -> String {
        let EntryAround { neighbour, beyond, .. } = around;
        says::joined(neighbour.links as usize, beyond.count, beyond.more)
    }
}

impl Report for AroundReport {
    fn title(&self) -> &str {
        &self.title
    }

    fn count_of(&self) -> String {
        says::neighbours(self.count)
    }

    fn count(&self) -> usize {
        self.items.len()
    }

    fn has_second_rows(&self) -> bool {
        true
    }

    fn line(&self, catalogue: &Catalogue, at: usize, _width: u16) -> Line {
        match self.items[at] {
            Item::Theme(theme) => {
                let title = &catalogue.theme(self.themes[theme].theme).title;
                Line::new([(title, Role::Section)])
            }
            Item::Neighbour(theme, at) => {
                let around = &self.themes[theme].closest[at];
                Line::new([(catalogue.title(around.neighbour.entry), Role::Link)])
                    .below(&Self::joined(around), Role::Dim)
            }
            Item::LeftOut(theme) => {
                Line::new([(&says::more(self.themes[theme].left_out()), Role::Dim)])
            }
        }
    }

    fn choice(&self, at: usize) -> Option<Choice> {
        match self.items[at] {
            Item::Theme(_) => None,
            Item::Neighbour(theme, at) => {
                Some(Choice::Entry(self.themes[theme].closest[at].neighbour.entry))
            }
            Item::LeftOut(_) => Some(Choice::Links),
        }
    }

    fn detail(&self, catalogue: &Catalogue, at: usize) -> Vec<(String, Role)> {
        match self.items[at] {
            Item::Theme(_) | Item::LeftOut(_) => Vec::new(),
            Item::Neighbour(theme, at) => {
                let links = self.themes[theme].closest[at].links.iter();
                links.flat_map(|link| link_in_full(catalogue, self.centre, link)).collect()
            }
        }
    }
}
