//! Without colours: everything that colours tell apart still shows, in every layer that a key leads
//! to. New layers are found by the key map and need no test of their own.

use std::collections::{HashMap, VecDeque};

use folio::app::message::Message;
use folio::keys::{Code, Context, Key};
use folio::palettes::Palette;
use folio::text::glyphs::Glyphs;
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};

use crate::support::browser::Browser;

const COLOURED: bool = true;
const MONO: bool = false;

fn after(keys: &[Key]) -> Browser {
    let mut browser = Browser::open(140, 30);
    // Nothing is practised before it is known what was.
    browser.tell(Message::JournalRead(Box::default()));
    for key in keys {
        browser.tell(Message::Key(*key));
    }
    browser
}

fn draw(browser: &mut Browser, colours: bool) -> Buffer {
    browser.palette = Palette::terminal(colours, Glyphs::Unicode);
    browser.buffer()
}

/// Holds a screen to what it is in colours; returns whether anything is selected on it.
#[track_caller]
fn check(browser: &mut Browser, keys: &[Key]) -> bool {
    let coloured = draw(browser, COLOURED);
    let mono = draw(browser, MONO);
    let mut selected = false;
    for position in mono.area.positions() {
        let (with, without) = (&coloured[position], &mono[position]);
        let at = || format!("at {position} after {}:\n{}", written(keys), browser.screen());
        assert_eq!(with.symbol(), without.symbol(), "{}", at());
        let plain = [without.fg, without.bg, without.underline_color].map(|it| it == Color::Reset);
        assert_eq!(plain, [true; 3], "a colour {}", at());
        let marked = without.modifier.intersects(Modifier::REVERSED | Modifier::UNDERLINED);
        assert!(with.bg == Color::Reset || marked, "a mark is lost {}", at());
        selected |= without.modifier.contains(Modifier::REVERSED);
    }
    selected
}

fn written(keys: &[Key]) -> String {
    keys.iter().map(Key::to_string).collect::<Vec<_>>().join(" ")
}

/// Returns every sequence of keys that means something in a context.
fn sequences(browser: &Browser) -> Vec<Vec<Key>> {
    let context = browser.app.context();
    let mut sequences = Vec::new();
    for line in browser.app.keymap().lines(context) {
        let pressed = |key| if key == Key::plain(Code::Letter) { Key::char('a') } else { key };
        let pressed = |keys: Vec<Key>| keys.into_iter().map(pressed).collect();
        sequences.extend(line.sequences.iter().cloned().map(pressed));
    }
    if context == Context::Reader {
        let selects_and_peeks = [Code::Tab, Code::Char('K')];
        sequences.push(selects_and_peeks.map(|code| Key { code, ..Key::char(' ') }).into());
    }
    if context.is_typing() {
        sequences.push(vec![Key::char('e')]);
    }
    sequences
}

#[test]
fn case_61_without_colours_every_layer_shows_what_is_selected() {
    // What is in front when the keys have been pressed, and whether something was selected there.
    let mut seen: HashMap<Context, bool> = HashMap::new();
    let mut waiting = VecDeque::from([Vec::new()]);
    while let Some(keys) = waiting.pop_front() {
        let mut browser = after(&keys);
        let fresh = !seen.contains_key(&browser.app.context());
        let selected = check(&mut browser, &keys);
        *seen.entry(browser.app.context()).or_default() |= selected;
        // Where a key leads to somewhere new, all keys are tried from there.
        if fresh || keys.is_empty() {
            for next in sequences(&browser) {
                waiting.push_back([keys.clone(), next].concat());
            }
        }
    }
    for context in Context::ALL {
        let selected = seen.get(context);
        let selected = *selected.unwrap_or_else(|| panic!("no key led to {context:?}"));
        // The line at the foot has the terminal's own cursor, and a card has no list.
        let selects = !matches!(context, Context::Prompt | Context::Practice);
        assert!(selected || !selects, "{context:?} shows nothing selected");
    }
}
