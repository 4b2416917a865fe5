//! The help: the keys of what is in front by what they are for. Refuses to know: what the keys do; it
//! names the action that the chosen row stands for.

use super::menu::{Asked, Menu, MenuItem};
use crate::app::input::Mouse;
use crate::app::step::Step;
use crate::app::surroundings::Surroundings;
use crate::document::{Role, Row};
use crate::keys::purpose::PURPOSES;
use crate::keys::{Action, Context, KeyMap, between, written};
use crate::messages::browser as says;
use crate::messages::guide;
use crate::messages::keys::in_one_row;
use crate::messages::search::{SYNTAX, SYNTAX_TITLE};
use crate::text::breaking;
use crate::text::safe::Safe;
use crate::text::width::width;

/// How many columns the keys take at most before their descriptions.
const KEY_COLUMNS: usize = 28;
/// How many columns a description of several actions takes at most, so that a screen of 80 shows it all.
const DOES_COLUMNS: usize = 46;
/// The width of a screen from which on descriptions stand beside their keys; on a narrower one they
/// stand below.
const BESIDE: u16 = 60;

/// What a row of the help stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// An action where the help was opened.
    Do(Action),
    /// Saying how the guide is opened, which is a browser of its own.
    TellOfGuide,
    /// Nothing: the row is there to be read.
    Read,
}

/// A row of the help before it is laid out; a heading if it stands for nothing.
#[derive(Clone, Debug)]
struct Line {
    keys: String,
    does: String,
    deed: Option<Deed>,
    /// The names of its actions, by which the filter finds it too.
    names: String,
}

impl Line {
    fn heading(title: &str) -> Self {
        Self { keys: title.to_owned(), does: String::new(), deed: None, names: String::new() }
    }

    fn to_be_read(keys: &str, does: &str, deed: Deed) -> Self {
        Self { does: does.to_owned(), deed: Some(deed), ..Self::heading(keys) }
    }
}

/// The help in a popup.
#[derive(Clone, Debug)]
pub struct Help {
    /// The list.
    pub menu: Menu<Deed>,
    context: Context,
    lines: Vec<Line>,
    /// The columns for descriptions if they stand below their keys.
    below: Option<usize>,
}

impl Help {
    /// Builds the help for a context on a screen of some columns.
    pub fn new(keymap: &KeyMap, context: Context, columns: u16) -> Self {
        let lines = lines(keymap, context);
        let below = below(columns);
        Self { menu: Menu::new(items(&lines, below)), context, lines, below }
    }

    /// Returns what the help is called.
    pub fn title(&self) -> String {
        says::keys_of(self.context.in_words())
    }

    /// Returns whether the selected row can be done from here.
    pub fn can_do(&self) -> bool {
        matches!(self.menu.selected(), Some(Deed::Do(_)))
    }

    /// Shows the keys of another key map.
    pub fn on_keymap(&mut self, around: &Surroundings<'_>) {
        self.lines = lines(around.keymap, self.context);
        self.menu.replace(items(&self.lines, self.below), around.height());
    }

    /// Answers an action.
    pub fn on_action(
        &mut self,
        action: Action,
        count: Option<u32>,
        around: &Surroundings<'_>,
    ) -> Step {
        let asked = self.menu.act_in_popup(action, count, around.geometry.body);
        self.answer(asked)
    }

    /// A click does what a row says; one outside the popup closes it.
    pub fn on_press(&mut self, mouse: Mouse, around: &Surroundings<'_>) -> Step {
        let asked = self.menu.press_in_popup(mouse, around.geometry.body);
        self.answer(asked)
    }

    fn answer(&self, asked: Asked) -> Step {
        match (asked, self.menu.selected()) {
            (Asked::Close, _) | (Asked::Choose, Some(Deed::Do(Action::Help))) => Step::Close,
            (Asked::Choose, Some(Deed::Do(action))) => Step::Do(*action),
            (Asked::Choose, Some(Deed::TellOfGuide)) => Step::say(guide::HOW_TO_OPEN),
            (Asked::Choose, Some(Deed::Read) | None) | (Asked::Nothing, _) => Step::Stay,
        }
    }

    /// Lays the rows out for another screen, and keeps the selection in sight.
    pub fn fit(&mut self, around: &Surroundings<'_>) {
        let below = below(around.geometry.screen.width);
        if below != self.below {
            self.below = below;
            let items = items(&self.lines, below);
            self.menu.replace(items, around.height());
        }
        self.menu.fit_popup(around.geometry.body);
    }
}

/// Returns how many columns descriptions have below their keys; `None` where they stand beside them.
fn below(columns: u16) -> Option<usize> {
    (columns < BESIDE).then(|| usize::from(columns.saturating_sub(6).max(1)))
}

/// An action with its keys and what they do.
type Bound = (Action, Vec<String>, &'static str);

/// Returns what is listed for a context: its own keys by their purposes, in the finder under what can be
/// typed. What has other keys has help of its own.
fn lines(keymap: &KeyMap, context: Context) -> Vec<Line> {
    let mut lines = Vec::new();
    if context == Context::Finder {
        lines.push(Line::heading(SYNTAX_TITLE));
        lines.extend(SYNTAX.map(|(typed, finds)| Line::to_be_read(typed, finds, Deed::Read)));
    }
    for purpose in PURPOSES {
        let rows = purpose.rows.iter().map(|row| bound(keymap, context, row));
        add_under(purpose.title, rows.flat_map(|row| lines_of(&row)).collect(), &mut lines);
    }
    if !context.is_typing() {
        let (typed, has) = (guide::TYPED_FOR_IT, guide::WHAT_IT_HAS);
        let line = Line::to_be_read(typed, has, Deed::TellOfGuide);
        add_under(guide::TITLE, vec![line], &mut lines);
    }
    lines
}

/// Returns those of some actions that have keys in a context.
fn bound(keymap: &KeyMap, context: Context, actions: &[Action]) -> Vec<Bound> {
    let all = actions.iter().filter_map(|action| {
        let line = keymap.line(context, *action).filter(|line| !line.sequences.is_empty())?;
        let keys = line.sequences.iter().map(|keys| written(keys)).collect();
        Some((*action, keys, line.description))
    });
    all.collect()
}

/// Appends lines under a heading, nothing if there are none.
fn add_under(title: &str, new: Vec<Line>, lines: &mut Vec<Line>) {
    if new.is_empty() {
        return;
    }
    if !lines.is_empty() {
        lines.push(Line::heading(""));
    }
    lines.push(Line::heading(title));
    lines.extend(new);
}

/// Builds the line of some actions, or one of each if they have no room in one.
fn lines_of(found: &[Bound]) -> Vec<Line> {
    let has_room =
        |line: &Line| width(&line.keys) <= KEY_COLUMNS && width(&line.does) <= DOES_COLUMNS;
    match line(found).filter(has_room) {
        Some(line) => vec![line],
        None => found.chunks(1).filter_map(line).collect(),
    }
}

/// Builds the line of some actions: the first key of each, the second of each, and so on. It stands for
/// the first of them.
fn line(found: &[Bound]) -> Option<Line> {
    let (first, ..) = found.first()?;
    let most = found.iter().map(|(_, keys, _)| keys.len()).max()?;
    let between = between(found.iter().flat_map(|(_, keys, _)| keys));
    let nth = |at: usize| {
        let keys = found.iter().filter_map(|(_, keys, _)| keys.get(at).map(String::as_str));
        keys.collect::<Vec<_>>().join(between)
    };
    let gap = if found.len() > 1 { "  " } else { between };
    let keys = (0..most).map(nth).collect::<Vec<_>>().join(gap);
    let does: Vec<&str> = found.iter().map(|(.., description)| *description).collect();
    let names: Vec<&str> = found.iter().map(|(action, ..)| action.name()).collect();
    let (does, names) = (in_one_row(&does), names.join(" "));
    Some(Line { keys, does, deed: Some(Deed::Do(*first)), names })
}

/// Lays lines out, with descriptions beside their keys, or below them in so many columns.
fn items(lines: &[Line], below: Option<usize>) -> Vec<MenuItem<Deed>> {
    let listed = lines.iter().filter(|line| line.deed.is_some());
    let widest = listed.map(|line| width(&line.keys)).max().unwrap_or(0);
    let columns = widest.min(KEY_COLUMNS) + 2;
    let item = |line: &Line| {
        let Some(deed) = line.deed else { return MenuItem::heading(&line.keys, Role::Section) };
        let keys = (&*line.keys, Role::Number);
        let rows = if let Some(columns) = below {
            let does = Safe::line(&line.does);
            let broken = breaking::lines(&does, columns.saturating_sub(2).max(1));
            let under = broken.into_iter().map(|part| {
                Row::new([("  ", Role::Text), (does.slice(part.range).as_str(), Role::Text)])
            });
            std::iter::once(Row::new([keys])).chain(under).collect()
        } else {
            let padding = " ".repeat(columns.saturating_sub(width(&line.keys)).max(2));
            vec![Row::new([keys, (&padding, Role::Text), (&line.does, Role::Text)])]
        };
        MenuItem::of(rows, Some(deed)).named(&line.names)
    };
    lines.iter().map(item).collect()
}
