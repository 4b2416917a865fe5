//! What lies one step from an entry, theme by theme, the closest first. Refuses to know: how
//! neighbours are ranked.

use super::choice::Choice;
use super::line::{Line, Report};
use super::links::link_in_full;
use super::paragraph::Paragraph;
use crate::document::Role;
use crate::graph::{Beyond, Group, Neighbour};
use crate::knowledge::Knowledge;
use crate::messages::map as says;
use crate::model::{Catalogue, EntryKey, Related, ThemeKey};

/// An entry that a link joins with the centre.
#[derive(Clone, Copy, Debug)]
pub struct EntryAround {
    /// The entry, and how close it is.
    pub neighbour: Neighbour,
    /// How many entries lie behind it.
    pub beyond: Beyond,
}

impl EntryAround {
    /// Words how many links join it with the centre, and how much lies behind it.
    pub fn joined(&self) -> String {
        says::joined(self.neighbour.links as usize, self.beyond.count, self.beyond.more)
    }
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

/// What lies around an entry in figures: what a list of it shows.
#[derive(Clone, Debug)]
pub struct Around {
    /// The entry in the middle.
    pub centre: EntryKey,
    /// How many neighbours it has, those that are left out included.
    pub count: usize,
    /// The neighbours by theme, the theme of the closest one first.
    pub themes: Vec<ThemeAround>,
}

impl Around {
    /// Ranks the neighbours of an entry; of each theme the `most` closest are listed. Links in text
    /// count as far as they were read.
    pub fn new(known: &Knowledge, centre: EntryKey, most: usize) -> Self {
        let web = known.web();
        let around = web.neighbourhood(centre, most);
        let entry = |&neighbour: &Neighbour| EntryAround {
            neighbour,
            beyond: around.beyond(web, neighbour.entry),
        };
        let theme = |group: &Group| ThemeAround {
            theme: group.theme,
            count: group.count,
            closest: group.best.iter().map(entry).collect(),
        };
        Self { centre, count: around.count(), themes: around.groups.iter().map(theme).collect() }
    }
}

/// What a line stands for: a theme, one of its neighbours, those that are left out.
#[derive(Clone, Copy, Debug)]
enum Item {
    Theme(usize),
    Neighbour(usize, usize),
    LeftOut(usize),
}

/// What lies around an entry, with the links that lead there.
#[derive(Clone, Debug)]
pub struct AroundReport {
    title: String,
    around: Around,
    /// The links between each listed neighbour and the centre, read from the centre; by theme.
    links: Vec<Vec<Vec<Related>>>,
    items: Vec<Item>,
}

impl AroundReport {
    /// Ranks the neighbours of an entry as [`Around::new`] does, and reads their links.
    pub fn new(known: &Knowledge, centre: EntryKey, most: usize) -> Self {
        let around = Around::new(known, centre, most);
        let web = known.web();
        let links_of = |one: &EntryAround| web.between(centre, one.neighbour.entry);
        let links_of_theme = |theme: &ThemeAround| theme.closest.iter().map(links_of).collect();
        let links = around.themes.iter().map(links_of_theme).collect();
        let mut items = Vec::new();
        for (number, theme) in around.themes.iter().enumerate() {
            items.push(Item::Theme(number));
            items.extend((0..theme.closest.len()).map(|at| Item::Neighbour(number, at)));
            items.extend((theme.left_out() > 0).then_some(Item::LeftOut(number)));
        }
        let title = says::head(web.catalogue.title(centre));
        Self { title, around, links, items }
    }
}

impl Report for AroundReport {
    fn title(&self) -> &str {
        &self.title
    }

    fn count_of(&self) -> String {
        says::neighbours(self.around.count)
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
                let title = &catalogue.theme(self.around.themes[theme].theme).title;
                Line::new([(title, Role::Section)])
            }
            Item::Neighbour(theme, at) => {
                let around = &self.around.themes[theme].closest[at];
                Line::new([(catalogue.title(around.neighbour.entry), Role::Link)])
                    .below(&around.joined(), Role::Dim)
            }
            Item::LeftOut(theme) => {
                Line::new([(&says::more(self.around.themes[theme].left_out()), Role::Dim)])
            }
        }
    }

    fn choice(&self, at: usize) -> Option<Choice> {
        match self.items[at] {
            Item::Theme(_) => None,
            Item::Neighbour(theme, at) => {
                Some(Choice::Entry(self.around.themes[theme].closest[at].neighbour.entry))
            }
            Item::LeftOut(_) => Some(Choice::Links),
        }
    }

    fn detail(&self, catalogue: &Catalogue, at: usize) -> Vec<Paragraph> {
        match self.items[at] {
            Item::Theme(_) | Item::LeftOut(_) => Vec::new(),
            Item::Neighbour(theme, at) => {
                let links = self.links[theme][at].iter();
                links.flat_map(|link| link_in_full(catalogue, self.around.centre, link)).collect()
            }
        }
    }
}
