//! The neighbourhood of an entry: which node is selected, which entries were in the middle before.
//! Refuses to know: drawing, where nodes stand, how neighbours are ranked.

use ratatui::layout::Rect;

use super::App;
use super::chart::{Chart, Column, Node, Placed};
use super::cursor::{Cursor, Motion};
use super::input::Mouse;
use super::keymap::Action;
use super::layer::Layer;
use super::subject::Subject;
use crate::graph::{Beyond, Neighbour, Neighbourhood};
use crate::messages::map as says;
use crate::messages::matrix::more_links;
use crate::model::{Catalogue, EntryKey, Related, ThemeKey};

/// How many of a theme are ranked: more than any screen has rows for.
const MOST: usize = 64;

/// The map in front.
#[derive(Clone, Debug)]
pub struct MapView {
    around: Neighbourhood,
    /// Where everything stands.
    pub chart: Chart,
    selected: usize,
    /// The first row in sight; only a list scrolls.
    pub scrolled: usize,
    /// What lies behind each node that is shown.
    beyond: Vec<Option<Beyond>>,
    /// The links between the middle and the selected neighbour.
    links: Vec<Related>,
    /// The middles before, each with what was selected.
    history: Vec<(EntryKey, Option<EntryKey>)>,
}

/// Where the parts of the map stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// What is shown.
    pub title: Rect,
    /// The map.
    pub map: Rect,
    /// The line above what is said of a node.
    pub rule: Rect,
    /// What is said of a node; empty if there is no room.
    pub detail: Rect,
}

/// Parts the body of a screen.
pub fn parts(body: Rect) -> Parts {
    let row = |y: u16, height: u16| Rect { y: body.y + y, height, ..body };
    let title = body.height.min(1);
    let rest = body.height - title;
    let detail = match rest {
        0..5 => 0,
        5..12 => 2,
        12..24 => 3,
        _ => 5,
    };
    let rule = u16::from(detail > 0);
    Parts {
        title: row(0, title),
        map: row(title, rest - detail - rule),
        rule: row(body.height - detail - rule, rule),
        detail: row(body.height - detail, detail),
    }
}

impl MapView {
    /// Returns the entry in the middle.
    pub fn centre(&self) -> EntryKey {
        self.around.centre
    }

    /// Counts the neighbours.
    pub fn count(&self) -> usize {
        self.around.count()
    }

    /// Returns the theme of a group.
    pub fn theme(&self, group: usize) -> ThemeKey {
        self.around.groups[group].theme
    }

    /// Returns the nodes, each with what lies behind it and whether it is selected.
    pub fn nodes(&self) -> impl Iterator<Item = (&Placed, Option<Beyond>, bool)> {
        let nodes = self.chart.placed.iter().zip(&self.beyond).enumerate();
        nodes.map(|(at, (placed, beyond))| (placed, *beyond, at == self.selected))
    }

    /// Returns the neighbour that a node stands for.
    pub fn neighbour(&self, node: Node) -> Option<Neighbour> {
        match node {
            Node::Near(group, member) => Some(self.around.groups[group].best[member]),
            Node::Centre | Node::More(..) | Node::Elsewhere(..) => None,
        }
    }

    fn node(&self) -> Node {
        self.chart.placed.get(self.selected).map_or(Node::Centre, |placed| placed.node)
    }

    /// Returns the selected entry; none where a line is selected that counts entries.
    pub fn selected(&self) -> Option<EntryKey> {
        match self.node() {
            Node::Centre => Some(self.centre()),
            node => self.neighbour(node).map(|neighbour| neighbour.entry),
        }
    }

    /// Says in words how the selected entry is joined with the one in the middle.
    pub fn told(&self, catalogue: &Catalogue, most: usize) -> Vec<String> {
        match self.node() {
            Node::Centre => {
                let count = says::neighbours(self.count());
                vec![says::centre_told(catalogue.title(self.centre()), &count)]
            }
            Node::More(..) | Node::Elsewhere(..) => vec![says::MORE_TOLD.to_owned()],
            Node::Near(..) => {
                let told = |link| super::matrix::told(catalogue, self.centre(), link);
                let mut all: Vec<String> = self.links.iter().take(most).map(told).collect();
                let rest = self.links.len() - all.len();
                if rest > 0
                    && let Some(last) = all.last_mut()
                {
                    *last = format!("{last} {}", more_links(rest));
                }
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

    /// Goes to the column at the left or right, to the row nearest to the present one.
    fn sideways(&mut self, right: bool) {
        let Some(here) = self.chart.placed.get(self.selected).copied() else { return };
        let has = |column| self.chart.placed.iter().any(|placed| placed.column == column);
        let wanted = match (here.column, right) {
            (Column::Left, true) | (Column::Right, false) => Column::Middle,
            (Column::Middle, true) if has(Column::Right) => Column::Right,
            (Column::Middle, false) if has(Column::Left) => Column::Left,
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
            return self.sideways(!self.chart.placed.iter().any(|it| it.column == Column::Left));
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
    fn next(&mut self, steps: usize, forward: bool) {
        let count = self.chart.placed.len().max(1);
        let steps = steps % count;
        let steps = if forward { steps } else { count - steps };
        self.selected = (self.selected + steps) % count;
    }
}

/// Opening the map, and what actions do on it.
impl App {
    /// Opens the neighbourhood of the entry that is looked at.
    pub(super) fn open_map(&mut self) {
        let Some(centre) = self.subject() else { return };
        self.close_views();
        let around = self.knowledge.web().neighbourhood(centre, MOST);
        let view = MapView {
            around,
            chart: Chart::default(),
            selected: 0,
            scrolled: 0,
            beyond: Vec::new(),
            links: Vec::new(),
            history: Vec::new(),
        };
        self.layers.push(Layer::Map(Box::new(view)));
        self.arrange_map(None);
    }

    /// Returns where the parts of the map stand.
    pub fn map_parts(&self) -> Parts {
        parts(self.geometry().body)
    }

    /// Returns every node its place, selects an entry, and brings it into sight.
    fn arrange_map(&mut self, select: Option<EntryKey>) {
        let area = self.map_parts().map;
        let Some(view) = map_in(&mut self.layers) else { return };
        // A margin at both sides.
        let area = Rect {
            x: area.x + u16::from(area.width > 2),
            width: area.width.saturating_sub(2),
            ..area
        };
        view.chart = Chart::new(&view.around.groups, area);
        let web = self.knowledge.web();
        let behind = |placed: &Placed| {
            view.neighbour(placed.node).map(|one| view.around.beyond(web, one.entry))
        };
        view.beyond = view.chart.placed.iter().map(behind).collect();
        match select {
            Some(entry) => view.select_entry(entry),
            None => view.selected = usize::from(view.chart.placed.len() > 1),
        }
        self.settle_map(true);
    }

    /// Reads the links of the selected node and brings it into sight.
    fn settle_map(&mut self, reveal: bool) {
        let height = self.map_parts().map.height;
        let Some(view) = map_in(&mut self.layers) else { return };
        let web = self.knowledge.web();
        let selected = view.selected().filter(|entry| *entry != view.centre());
        view.links = selected.map_or_else(Vec::new, |entry| web.between(view.centre(), entry));
        if view.chart.wide {
            view.scrolled = 0;
        } else if reveal && let Some(placed) = view.chart.placed.get(view.selected) {
            let row = usize::from(placed.row);
            let mut cursor = Cursor { selected: 0, offset: view.scrolled };
            // The heading above comes into sight with the first of its group.
            let from = row.saturating_sub(1);
            cursor.select(0, from..row + 1, usize::from(view.chart.rows), height);
            cursor.select(0, row..row + 1, usize::from(view.chart.rows), height);
            view.scrolled = cursor.offset;
        }
    }

    /// Fits the map to another size; the selection stays.
    pub(super) fn fit_map(&mut self) {
        let selected = map_in(&mut self.layers).map(|view| (view.selected(), view.centre()));
        if let Some((selected, centre)) = selected {
            self.arrange_map(selected);
            if let Some(view) = map_in(&mut self.layers)
                && selected == Some(centre)
            {
                view.selected = 0;
            }
        }
    }

    /// Reads the neighbours again, since links in text came to be known.
    pub(super) fn refresh_map(&mut self) {
        let Some(view) = map_in(&mut self.layers) else { return };
        view.around = self.knowledge.web().neighbourhood(view.around.centre, MOST);
        self.fit_map();
    }

    pub(super) fn map_action(&mut self, action: Action, count: Option<u32>) {
        let height = self.map_parts().map.height;
        let times = i64::from(count.unwrap_or(1));
        let Some(Layer::Map(view)) = self.layers.last_mut() else { return };
        let selected = view.selected();
        match action {
            Action::Open => return self.choose_in_map(),
            Action::OpenHere => {
                return selected.into_iter().for_each(|entry| self.leave_for(entry));
            }
            Action::Peek => return selected.into_iter().for_each(|entry| self.open_peek(entry)),
            Action::Back => return self.earlier_centre(),
            Action::Close => return self.leave_layer(),
            Action::Left => (0..times.min(2)).for_each(|_| view.sideways(false)),
            Action::Right => (0..times.min(2)).for_each(|_| view.sideways(true)),
            Action::NextLink => view.next(count.unwrap_or(1) as usize, true),
            Action::PreviousLink => view.next(count.unwrap_or(1) as usize, false),
            _ => {
                let Some(motion) = Motion::of(action, count) else { return };
                view.up_or_down(motion, height);
            }
        }
        self.settle_map(true);
    }

    /// Puts the selected neighbour into the middle; opens the entry that is there already; lists all
    /// links where a line is selected that counts them.
    fn choose_in_map(&mut self) {
        let Some(Layer::Map(view)) = self.layers.last_mut() else { return };
        let (selected, centre) = (view.selected(), view.centre());
        match selected {
            Some(entry) if entry == centre => self.leave_for(centre),
            Some(entry) => {
                view.history.push((centre, Some(entry)));
                self.recentre(entry, Some(centre));
            }
            None => self.open_subject(Subject::Links(centre)),
        }
    }

    fn earlier_centre(&mut self) {
        let Some(Layer::Map(view)) = self.layers.last_mut() else { return };
        match view.history.pop() {
            Some((centre, selected)) => self.recentre(centre, selected),
            None => self.notice = Some(says::FIRST_CENTRE.to_owned()),
        }
    }

    fn recentre(&mut self, centre: EntryKey, select: Option<EntryKey>) {
        let around = self.knowledge.web().neighbourhood(centre, MOST);
        if let Some(view) = map_in(&mut self.layers) {
            view.around = around;
            view.scrolled = 0;
        }
        self.arrange_map(select);
    }

    /// The wheel scrolls a list; two columns are always in sight.
    pub(super) fn wheel_over_map(&mut self, rows: i64) {
        let height = self.map_parts().map.height;
        let Some(Layer::Map(view)) = self.layers.last_mut() else { return };
        if !view.chart.wide {
            let mut cursor = Cursor { selected: 0, offset: view.scrolled };
            cursor.scroll(rows, usize::from(view.chart.rows), height);
            view.scrolled = cursor.offset;
        }
    }

    /// A click selects a node; on the one that is selected already it does what Enter does.
    pub(super) fn press_on_map(&mut self, mouse: Mouse) {
        let Some(Layer::Map(view)) = self.layers.last_mut() else { return };
        let scrolled = view.scrolled as u16;
        let under = |placed: &Placed| {
            let area = view.chart.area(placed, scrolled);
            area.is_some_and(|area| area.contains((mouse.column, mouse.row).into()))
        };
        let Some(at) = view.chart.placed.iter().position(under) else { return };
        if at == view.selected {
            return self.choose_in_map();
        }
        view.selected = at;
        self.settle_map(true);
    }
}

/// Finds the map among the layers.
fn map_in(layers: &mut [Layer]) -> Option<&mut MapView> {
    layers.iter_mut().find_map(|layer| match layer {
        Layer::Map(view) => Some(&mut **view),
        _ => None,
    })
}
