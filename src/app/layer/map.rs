//! The neighbourhood of an entry: which node is selected, which entries were in the middle before.
//! Refuses to know: drawing, where nodes are, how neighbours are ranked.

use crate::app::cursor::{Cursor, Motion};
use crate::app::geometry::chart::{Chart, Column, MapParts, Node, Placed, Wanted, map_parts};
use crate::app::input::Mouse;
use crate::app::page::Landing;
use crate::app::step::Step;
use crate::app::subject::{Subject, View};
use crate::app::surroundings::Surroundings;
use crate::document::Role;
use crate::graph::{Beyond, Neighbour, Neighbourhood};
use crate::keys::{Action, Context, KeyMap, Toward};
use crate::messages::map as says;
use crate::messages::matrix::more_links;
use crate::model::{Catalogue, EntryKey, Related, ThemeKey};
use crate::report::{Paragraph, link_in_full};
use crate::text::safe::Safe;
use crate::text::width::width;

/// How many of a theme are ranked: more than any screen has rows for.
const MOST: usize = 64;

/// The columns of what stands behind a name: a blank and a count.
const COUNT: usize = 4;

/// The map in front.
#[derive(Clone, Debug)]
pub struct MapView {
    around: Neighbourhood,
    /// Whether there may be more in what was not read yet.
    is_so_far: bool,
    /// Where everything is.
    pub chart: Chart,
    selected: usize,
    /// The first row in sight; only a list scrolls.
    pub scrolled: usize,
    /// What is beyond each node that is shown.
    beyond: Vec<Option<Beyond>>,
    /// The links between the middle and the selected neighbour.
    links: Vec<Related>,
    /// The middles before, each with what was selected.
    history: Vec<(EntryKey, Option<EntryKey>)>,
}

impl MapView {
    /// Returns the entry in the middle.
    pub fn centre(&self) -> EntryKey {
        self.around.centre
    }

    /// Says how many neighbours there are, or how many so far.
    pub fn count_in_words(&self) -> String {
        let told = if self.is_so_far { says::neighbours_so_far } else { says::neighbours };
        told(self.around.count())
    }

    /// Returns the theme of a group.
    pub fn theme(&self, group: usize) -> ThemeKey {
        self.around.groups[group].theme
    }

    /// Returns the nodes, each with what is beyond it and whether it is selected.
    pub fn nodes(&self) -> impl Iterator<Item = (&Placed, Option<Beyond>, bool)> {
        let nodes = self.chart.placed.iter().zip(&self.beyond).enumerate();
        nodes.map(|(at, (placed, beyond))| (placed, *beyond, at == self.selected))
    }

    /// Returns the neighbour that a node shows.
    pub fn neighbour(&self, node: Node) -> Option<Neighbour> {
        match node {
            Node::Near(group, member) => Some(self.around.groups[group].best[member]),
            Node::Centre | Node::More(..) | Node::Elsewhere(..) => None,
        }
    }

    fn node(&self) -> Node {
        self.chart.placed.get(self.selected).map_or(Node::Centre, |placed| placed.node)
    }

    /// Returns the selected entry; none if a line is selected that counts entries.
    pub fn selected(&self) -> Option<EntryKey> {
        match self.node() {
            Node::Centre => Some(self.centre()),
            node => self.neighbour(node).map(|neighbour| neighbour.entry),
        }
    }

    /// Describes how the selected entry is joined with the one in the middle.
    pub fn in_words(&self, catalogue: &Catalogue, keymap: &KeyMap, most: usize) -> Vec<Paragraph> {
        let told = |text: String| Paragraph::from((text, Role::Text));
        let open = || keymap.told(Context::Map, Action::Open);
        match self.node() {
            Node::Centre => {
                let count = self.count_in_words();
                vec![told(says::centre_in_words(catalogue.title(self.centre()), &count, &open()))]
            }
            Node::More(..) | Node::Elsewhere(..) => vec![told(says::more_in_words(&open()))],
            Node::Near(..) => {
                let first = self.links.iter().take(most);
                let mut all: Vec<Paragraph> =
                    first.flat_map(|link| link_in_full(catalogue, self.centre(), link)).collect();
                let rest = self.links.len().saturating_sub(most);
                all.extend((rest > 0).then(|| told(more_links(rest))));
                all
            }
        }
    }

    fn select_entry(&mut self, entry: EntryKey) {
        let stands_for = |placed: &Placed| {
            self.neighbour(placed.node).is_some_and(|neighbour| neighbour.entry == entry)
        };
        let found = self.chart.placed.iter().position(stands_for);
        let first = usize::from(self.chart.placed.len() > 1);
        self.selected = found.unwrap_or(first);
    }

    /// Goes toward the column at the left or right, to the row nearest to the present one.
    fn sideways(&mut self, side: Column) {
        let Some(here) = self.chart.placed.get(self.selected).copied() else { return };
        let has = |column| self.chart.placed.iter().any(|placed| placed.column == column);
        let wanted = match (here.column, side) {
            (Column::Left, Column::Right) | (Column::Right, Column::Left) => Column::Middle,
            (Column::Middle, side) if has(side) => side,
            _ => return,
        };
        if !self.chart.wide {
            return;
        }
        let own = self.chart.placed.iter().enumerate().filter(|(_, it)| it.column == wanted);
        let nearest = own.min_by_key(|(_, it)| it.row.abs_diff(here.row));
        self.selected = nearest.map_or(self.selected, |(at, _)| at);
    }

    /// Moves within a column; from the middle into the left one.
    fn up_or_down(&mut self, motion: Motion, page: u16) {
        let Some(here) = self.chart.placed.get(self.selected).copied() else { return };
        if self.chart.wide && here.column == Column::Middle {
            let is_left = |placed: &Placed| placed.column == Column::Left;
            let has_left = self.chart.placed.iter().any(is_left);
            return self.sideways(if has_left { Column::Left } else { Column::Right });
        }
        let own = || {
            (0..self.chart.placed.len()).filter(|&at| self.chart.placed[at].column == here.column)
        };
        let at = own().position(|at| at == self.selected).unwrap_or(0);
        let cursor = Cursor { selected: at, offset: 0 };
        let target = cursor.target(motion, own().count(), page);
        self.selected = own().nth(target).unwrap_or(self.selected);
    }

    /// Goes on along all nodes, from the last one to the first.
    fn next(&mut self, toward: Toward, times: u32) {
        let count = self.chart.placed.len().max(1);
        self.selected = toward.around(self.selected, times as usize, count);
    }
}

/// Opening the map, and arranging it.
impl MapView {
    /// Shows the neighbourhood of an entry.
    pub fn open(centre: EntryKey, around: &Surroundings<'_>) -> Box<Self> {
        let mut view = Self {
            around: around.known.web().neighbourhood(centre, MOST),
            is_so_far: around.known.is_beginning(),
            chart: Chart::default(),
            selected: 0,
            scrolled: 0,
            beyond: Vec::new(),
            links: Vec::new(),
            history: Vec::new(),
        };
        view.arrange(None, around);
        Box::new(view)
    }

    fn parts(around: &Surroundings<'_>) -> MapParts {
        map_parts(around.geometry.body)
    }

    /// Returns the columns of the longest name that may be shown, with the count behind it.
    fn longest_name(&self, catalogue: &Catalogue) -> u16 {
        let groups = self.around.groups.iter();
        let columns = groups.flat_map(|group| {
            let theme = width(&Safe::line(&catalogue.theme(group.theme).short));
            let best = group.best.iter().map(|one| Safe::line(&catalogue.numbered(one.entry)));
            best.map(|name| width(&name) + COUNT).chain([theme])
        });
        columns.max().unwrap_or(0) as u16
    }

    /// Places every node, selects an entry, and brings it into sight.
    fn arrange(&mut self, select: Option<EntryKey>, around: &Surroundings<'_>) {
        let area = Self::parts(around).map;
        let web = around.known.web();
        let title = Safe::line(&web.catalogue.numbered(self.centre()));
        let names = self.longest_name(web.catalogue);
        self.chart = Chart::new(&self.around.groups, Wanted { title: &title, names }, area);
        let behind = |placed: &Placed| {
            self.neighbour(placed.node).map(|one| self.around.beyond(web, one.entry))
        };
        self.beyond = self.chart.placed.iter().map(behind).collect();
        match select {
            Some(entry) => self.select_entry(entry),
            None => self.selected = usize::from(self.chart.placed.len() > 1),
        }
        self.settle(true, around);
    }

    /// Reads the links of the selected node and brings it into sight.
    fn settle(&mut self, reveal: bool, around: &Surroundings<'_>) {
        let height = Self::parts(around).map.height;
        let web = around.known.web();
        let selected = self.selected().filter(|entry| *entry != self.centre());
        self.links = selected.map_or_else(Vec::new, |entry| web.between(self.centre(), entry));
        if self.chart.wide {
            self.scrolled = 0;
        } else if reveal && let Some(placed) = self.chart.placed.get(self.selected) {
            let row = usize::from(placed.row);
            let mut cursor = Cursor { selected: 0, offset: self.scrolled };
            // The heading above comes into sight with the first of its group.
            let from = row.saturating_sub(1);
            cursor.select(0, from..row + 1, usize::from(self.chart.rows), height);
            cursor.select(0, row..row + 1, usize::from(self.chart.rows), height);
            self.scrolled = cursor.offset;
        }
    }

    /// Fits the map to another screen; the selection stays.
    pub fn fit(&mut self, around: &Surroundings<'_>) {
        let (selected, centre) = (self.selected(), self.centre());
        self.arrange(selected, around);
        if selected == Some(centre) {
            self.selected = 0;
        }
    }

    /// Reads the neighbours again, since links in text came to be known.
    pub fn refresh(&mut self, around: &Surroundings<'_>) {
        self.around = around.known.web().neighbourhood(self.around.centre, MOST);
        self.fit(around);
    }

    fn recentre(&mut self, centre: EntryKey, select: Option<EntryKey>, around: &Surroundings<'_>) {
        self.around = around.known.web().neighbourhood(centre, MOST);
        self.scrolled = 0;
        self.arrange(select, around);
    }
}

/// Keys and the mouse.
impl MapView {
    /// Answers an action.
    pub fn on_action(
        &mut self,
        action: Action,
        count: Option<u32>,
        around: &Surroundings<'_>,
    ) -> Step {
        let height = Self::parts(around).map.height;
        let times = i64::from(count.unwrap_or(1));
        match action {
            Action::Open => return self.choose(around),
            Action::OpenHere => {
                return self.selected().map_or(Step::Stay, |entry| Step::Go(entry, Landing::Top));
            }
            Action::Peek => {
                return self.selected().map_or(Step::Stay, |entry| Step::Peek(entry, Landing::Top));
            }
            Action::Back => return self.earlier_centre(around),
            Action::Forward => return Step::Forward,
            Action::Close | Action::Cancel => return Step::Close,
            Action::Left => (0..times.min(2)).for_each(|_| self.sideways(Column::Left)),
            Action::Right => (0..times.min(2)).for_each(|_| self.sideways(Column::Right)),
            Action::NextLink => self.next(Toward::Next, count.unwrap_or(1)),
            Action::PreviousLink => self.next(Toward::Previous, count.unwrap_or(1)),
            _ => {
                let Some(motion) = Motion::from_action(action, count) else { return Step::Stay };
                self.up_or_down(motion, height);
            }
        }
        self.settle(true, around);
        Step::Stay
    }

    /// Puts the selected neighbour into the middle; opens the entry that is there already; lists
    /// all links if a line is selected that counts them.
    fn choose(&mut self, around: &Surroundings<'_>) -> Step {
        let centre = self.centre();
        match self.selected() {
            Some(entry) if entry == centre => Step::Go(centre, Landing::Top),
            Some(entry) => {
                self.history.push((centre, Some(entry)));
                self.recentre(entry, Some(centre), around);
                Step::Stay
            }
            None => Step::Show(View::Sheet(Subject::Links(centre))),
        }
    }

    fn earlier_centre(&mut self, around: &Surroundings<'_>) -> Step {
        match self.history.pop() {
            Some((centre, selected)) => {
                self.recentre(centre, selected, around);
                Step::Stay
            }
            None => Step::Back,
        }
    }

    /// The wheel scrolls a list; two columns are always in sight.
    pub fn on_wheel(&mut self, rows: i64, around: &Surroundings<'_>) {
        if !self.chart.wide {
            let height = Self::parts(around).map.height;
            let mut cursor = Cursor { selected: 0, offset: self.scrolled };
            cursor.scroll(rows, usize::from(self.chart.rows), height);
            self.scrolled = cursor.offset;
        }
    }

    /// A click selects a node; on the one that is selected already it does what Enter does.
    pub fn on_press(&mut self, mouse: Mouse, around: &Surroundings<'_>) -> Step {
        let scrolled = self.scrolled as u16;
        let under = |placed: &Placed| {
            self.chart.area(placed, scrolled).is_some_and(|area| mouse.is_in(area))
        };
        let Some(at) = self.chart.placed.iter().position(under) else { return Step::Stay };
        if at == self.selected {
            return self.choose(around);
        }
        self.selected = at;
        self.settle(true, around);
        Step::Stay
    }
}
