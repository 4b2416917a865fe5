//! The last row: a sentence that must be read, with rows above it if it is long, else key hints as far as they have room, which a click
//! presses; at the right how far the text is read. Computed here for `update` and `draw` alike.
//! Refuses to know: what the keys do, colours.

use ratatui::layout::Rect;

use super::App;
use super::hints::{self, Hint, HintKeys};
use super::input::Mouse;
use super::layer::Layer;
use super::layer::menu::Topic;
use super::page::Page;
use super::subject::Subject;
use crate::keys::{Action, Code, Context, Key, Modifiers, written};
use crate::messages::{browser as says, reload, routes, yours};
use crate::report::RouteProgress;
use crate::search::QueryHint;
use crate::text::fit::{truncate, wrap};
use crate::text::glyphs::Glyphs;
use crate::text::safe::Safe;
use crate::text::width::width;

/// The narrowest foot that says how long a text takes to read.
const WIDE: u16 = 58;

/// How many rows a sentence takes at most, the last one and those above it.
pub const SENTENCE_ROWS: usize = 4;

/// What the last row shows.
#[derive(Clone, Debug)]
pub struct Foot {
    /// The row without its margins; in reading mode the last one of the text.
    pub area: Rect,
    /// What stands at the right.
    pub status: Safe,
    /// What stands before it and must be seen.
    pub warning: Safe,
    /// A sentence in place of the hints, broken into rows of which the last is the foot itself; none if there
    /// is nothing to say.
    pub sentence: Vec<Safe>,
    /// The hints, from the left.
    pub parts: Vec<FootPart>,
}

/// A stretch of a hint: a key, or what it does.
#[derive(Clone, Debug)]
pub struct FootPart {
    /// How many columns are before it.
    pub left: u16,
    /// What it says.
    pub text: Safe,
    /// Whether it names a key.
    pub is_key: bool,
    /// The keys that a click on it presses.
    pub presses: Vec<Key>,
}

/// Returns the keys that a click on one of the parts in an area presses.
pub fn keys_under(parts: &[FootPart], area: Rect, mouse: Mouse) -> Option<&[Key]> {
    if !mouse.is_in(area) {
        return None;
    }
    let column = usize::from(mouse.column - area.x);
    let holds = |part: &&FootPart| {
        let left = usize::from(part.left);
        (left..left + width(&part.text)).contains(&column)
    };
    parts.iter().find(holds).map(|part| &*part.presses)
}

/// A hint that has been worded.
struct Worded {
    keys: Vec<(Safe, Vec<Key>)>,
    word: Safe,
    gives_way: u8,
}

impl Worded {
    fn width(&self) -> usize {
        self.keys.iter().map(|(key, _)| width(key)).sum::<usize>() + width(&self.word)
    }
}

impl App {
    /// Returns what the last row shows.
    pub fn foot(&self) -> Foot {
        let geometry = self.geometry();
        let area = geometry.foot_row();
        let warning = if self.warns_of_unsaved() { yours::NOT_SAVED } else { "" };
        let warning = Safe::line(warning);
        // A line that is typed in takes the row.
        let is_typed_in = self.prompt().or(self.prompt_of_panes()).is_some();
        let in_room = |said: Option<&str>, room: usize| {
            let said = Safe::name(said.filter(|_| !is_typed_in).unwrap_or_default());
            wrap(&said, room.saturating_sub(1), SENTENCE_ROWS)
        };
        if geometry.foot.is_empty() {
            // In reading mode only a sentence that must be read takes the last row.
            let room = usize::from(area.width + 1).saturating_sub(taken_by(&warning));
            let sentence = in_room(self.notice(), room);
            let warning = if sentence.is_empty() { Safe::default() } else { warning };
            return Foot { area, status: Safe::default(), warning, sentence, parts: Vec::new() };
        }
        let mut status = Safe::line(&self.status(area.width));
        let room_beside = |status: &Safe| {
            usize::from(area.width).saturating_sub(taken_by(status) + taken_by(&warning))
        };
        let sentence = self.notice().map(str::to_owned).or_else(|| self.hint_of_query());
        if sentence.as_ref().is_some_and(|said| width(&Safe::name(said)) >= room_beside(&status)) {
            // What must be read comes first.
            status = Safe::default();
        }
        let room = room_beside(&status);
        let sentence = in_room(sentence.as_deref(), room);
        let taken = is_typed_in || !sentence.is_empty();
        let parts = if taken { Vec::new() } else { self.hints_in(room) };
        Foot { area, status, warning, sentence, parts }
    }

    /// Returns what is wrong with the query in the finder, or what it does not list.
    fn hint_of_query(&self) -> Option<String> {
        match self.layers.last() {
            Some(Layer::Finder(finder)) if !finder.editor.is_empty() => {
                let hint = finder.hits().hints.first().map(QueryHint::sentence);
                hint.or_else(|| match finder.homeless() {
                    0 => None,
                    count => Some(yours::found_homeless(count, &self.written_keys(Action::Notes))),
                })
            }
            _ => None,
        }
    }

    /// Returns what has become of what is typed about the panes: that it is still looked for, or which
    /// match of how many was found by it.
    pub fn status_of_prompt(&self) -> String {
        let page = self.reader().filter(|_| self.is_finding());
        match page.and_then(|page| page.highlighted()) {
            _ if page.is_some_and(Page::is_sought) => says::SEARCHING.to_owned(),
            _ if self.contents.is_sought() => says::FILTERING.to_owned(),
            Some(found) => says::match_of(found.current, found.total),
            None => String::new(),
        }
    }

    /// Returns what stands behind the line that is typed in about a layer: that it is still looked for, or
    /// which keys keep and leave a note, as far as half of the columns have room for them.
    pub fn status_of_layer(&self, layer: &Layer, columns: u16) -> String {
        if layer.is_sought() {
            return says::FILTERING.to_owned();
        }
        if let Layer::Matrix(matrix) = layer {
            return matrix.sought_in_vain().map(says::nothing_with).unwrap_or_default();
        }
        if !matches!(layer, Layer::Writing(_)) {
            return String::new();
        }
        if let Some(notice) = self.notice() {
            return notice.to_owned();
        }
        let parts = self.hints_in(usize::from(columns * 3 / 5));
        let mut status = String::new();
        for part in &parts {
            let gap = usize::from(part.left).saturating_sub(width(&Safe::line(&status)));
            status.push_str(&" ".repeat(gap));
            status.push_str(&part.text);
        }
        status
    }

    /// Returns which file is broken, what was typed but means nothing yet, which match of how many, filters,
    /// how far the route is followed and the text is read; nothing over a view, which covers the text.
    fn status(&self, columns: u16) -> String {
        let Some(page) = self.reader().filter(|_| !self.is_covered()) else { return String::new() };
        let broken = self.broken.as_deref().filter(|_| self.notice.is_none());
        let mut status = broken.map_or_else(String::new, |place| {
            let place = truncate(&Safe::line(place), usize::from(columns / 3));
            format!("{}  ", reload::still_broken(&place))
        });
        if let Some(count) = self.pending.count {
            status.push_str(&count.to_string());
        }
        status.push_str(&written(&self.pending.keys));
        if page.is_sought() {
            status = format!("{status}  {}", says::SEARCHING);
        } else if let Some(found) = page.highlighted().filter(|found| found.total > 0) {
            status = format!("{status}  {}", says::match_of(found.current, found.total));
        }
        if self.contents.is_sought() {
            status = format!("{status}  {}", says::FILTERING);
        }
        if let Some(filtered) = self.contents.filtered() {
            status = format!("{status}  {}", says::filtered_to(filtered.text(), filtered.count()));
        }
        let side = self.side().filter();
        if !side.is_empty() {
            status = format!("{status}  {}", says::filtered(side));
        }
        if let Some(progress) = self.progress() {
            let route = if self.is_on_route() {
                on_route(progress, columns / 2)
            } else {
                self.off_route(progress, columns / 2)
            };
            status = format!("{status}  {route}");
        }
        let minutes = self.minutes().filter(|_| page.is_at_start() && columns >= WIDE);
        if let Some(minutes) = minutes {
            status = format!("{status}  {}", says::about_minutes(minutes));
        }
        format!("{status}  {}", says::percent(page.percent())).trim_start().to_owned()
    }

    /// Says which key leads back to the route from an entry off it.
    fn off_route(&self, progress: &RouteProgress, columns: u16) -> String {
        let keys = self.written_keys(Action::NextStop);
        let back = format!("{keys} {}", routes::back_to(progress.title()));
        truncate(&Safe::line(&back), usize::from(columns)).to_string()
    }

    /// Returns the hints for what is in front: those of its context, unless Enter or Esc does
    /// something else than usual.
    pub fn hints(&self) -> impl Iterator<Item = &'static Hint> {
        let context = self.context();
        let of_front = match self.layers.last() {
            _ if self.pending.panel.is_some() => hints::PANEL,
            Some(Layer::Help(help)) if help.can_do() => hints::HELP,
            Some(Layer::Help(_)) => hints::HELP_READ,
            Some(Layer::Palettes(_)) => hints::PALETTES,
            Some(Layer::Menu(menu)) if menu.topic == Topic::Names => hints::NAMES,
            Some(Layer::Sheet(sheet)) if !sheet.filter().is_empty() => hints::FILTERED_SHEET,
            Some(Layer::Sheet(sheet)) if sheet.mistake().is_some() => hints::MISTAKE,
            Some(Layer::Sheet(sheet)) if matches!(sheet.subject(), Subject::Comparison(..)) => {
                hints::COMPARISON
            }
            Some(Layer::Sheet(sheet))
                if sheet.subject() == Subject::Routes && self.progress().is_some() =>
            {
                hints::FOLLOWED_ROUTES
            }
            Some(Layer::Sheet(sheet)) if sheet.note().is_some_and(|note| note.entry.is_none()) => {
                hints::HOMELESS
            }
            Some(Layer::Sheet(sheet)) if matches!(sheet.subject(), Subject::Notes(_)) => {
                hints::NOTES
            }
            Some(Layer::Writing(writing)) if writing.paragraph().is_none() => hints::STAYING_NOTE,
            Some(Layer::Practice(view)) if view.asks_for_grade() => hints::ANSWERED_CARD,
            Some(Layer::Sheet(sheet)) if sheet.subject() == Subject::Bookmarks => hints::BOOKMARKS,
            Some(Layer::Map(view)) if view.selected() == Some(view.centre()) => hints::MAP_CENTRE,
            _ => hints::hints(context),
        };
        let reads = context == Context::Reader && self.pending.panel.is_none();
        let at_end = || self.reader().is_some_and(|page| page.percent() == 100);
        let first = match self.onward().filter(|_| reads) {
            Some(onward) if onward.action == Action::NextStop => Some(&hints::NEXT_STOP),
            Some(_) if at_end() => Some(&hints::NEXT_ENTRY),
            Some(_) | None => None,
        };
        let is_over = matches!(self.layers.last(), Some(Layer::Practice(view)) if view.is_over());
        let is_about_card =
            |hint: &Hint| matches!(hint.keys, HintKeys::Of([Action::Open | Action::NextLink]));
        let of_front = of_front.iter().filter(move |hint| !is_over || !is_about_card(hint));
        first.into_iter().chain(of_front)
    }

    /// Returns the hints that have room in so many columns.
    fn hints_in(&self, room: usize) -> Vec<FootPart> {
        let mut shown: Vec<Worded> = self.hints().filter_map(|hint| self.worded(hint)).collect();
        let takes = |shown: &[Worded], gap: usize| {
            let gaps = gap * shown.len().saturating_sub(1);
            shown.iter().map(Worded::width).sum::<usize>() + gaps
        };
        // They stand closer before one of them gives way.
        let gap = if takes(&shown, 3) <= room { 3 } else { 2 };
        while takes(&shown, gap) > room {
            let Some(last) = shown.iter().map(|hint| hint.gives_way).max() else { break };
            shown.retain(|hint| hint.gives_way != last);
        }
        let mut parts = Vec::new();
        let mut left = 0;
        for hint in shown {
            let presses = hint.keys.last().map(|(_, keys)| keys.clone()).unwrap_or_default();
            let keys = hint.keys.into_iter().map(|(text, presses)| (text, true, presses));
            for (text, is_key, presses) in keys.chain([(hint.word, false, presses)]) {
                let columns = width(&text);
                parts.push(FootPart { left: left as u16, text, is_key, presses });
                left += columns;
            }
            left += gap;
        }
        parts
    }

    /// Returns a hint with the keys of what is in front; `None` if there are none.
    fn worded(&self, hint: &Hint) -> Option<Worded> {
        let shows_panel = self.pending.panel.is_some();
        let context = if shows_panel { Context::Menu } else { self.context() };
        let shown = |action: &Action| self.keymap.shown(context, *action);
        let keys: Vec<&[Key]> = match hint.keys {
            HintKeys::Of(actions) => actions.iter().filter_map(shown).collect(),
            HintKeys::Start(actions) => {
                let start =
                    self.keymap.start(context, actions).or_else(|| shown(&Action::Commands));
                start.into_iter().collect()
            }
        };
        if keys.is_empty() {
            return None;
        }
        let last = keys.len().saturating_sub(1);
        let glyphs = self.preferences.glyphs;
        let keys = keys.into_iter().enumerate().map(|(at, keys)| {
            let mut text = in_short(keys, glyphs);
            if at < last && (!glyphs.shorten_keys() || text.chars().count() > 1) {
                text.push('/');
            }
            (Safe::line(&text), keys.to_vec())
        });
        let word = Safe::line(&format!(" {}", hint.word));
        Some(Worded { keys: keys.collect(), word, gives_way: hint.gives_way })
    }
}

/// Returns how many columns something at the right takes, with one that parts it from the rest.
fn taken_by(text: &Safe) -> usize {
    if text.is_empty() { 0 } else { width(text) + 1 }
}

/// Says which route is followed and how far; the title gives way before the numbers do.
fn on_route(progress: &RouteProgress, columns: u16) -> String {
    let position = progress.position();
    let room = usize::from(columns).saturating_sub(width(&position));
    let title =
        if room < 8 { Safe::default() } else { truncate(&Safe::line(progress.title()), room) };
    format!("{title} {position}")
}

/// Writes the keys of a hint in short; those with names are parted.
fn in_short(keys: &[Key], glyphs: Glyphs) -> String {
    match keys {
        [key] => glyph(*key, glyphs),
        _ => written(keys),
    }
}

/// The short form of a key in a hint.
fn glyph(key: Key, glyphs: Glyphs) -> String {
    let glyph = match key {
        _ if !glyphs.shorten_keys() => None,
        Key { held: Modifiers { ctrl: true, .. } | Modifiers { alt: true, .. }, .. } => None,
        Key { code: Code::Enter, .. } => Some("⏎"),
        Key { code: Code::Tab, .. } => Some("⇥"),
        Key { code: Code::Backspace, .. } => Some("⌫"),
        Key { code: Code::Up, .. } => Some("↑"),
        Key { code: Code::Down, .. } => Some("↓"),
        _ => None,
    };
    glyph.map_or_else(|| key.to_string(), str::to_owned)
}
