//! The help: all keys, those of what is in front first. Refuses to know: what the keys do.

use super::menu::{Menu, MenuItem, MenuLayer, Topic};
use crate::app::keymap::{Binding, Context, KeyMap};
use crate::document::{Role, Row};
use crate::messages::browser as says;
use crate::messages::search::{SYNTAX, SYNTAX_TITLE};
use crate::report::Choice;
use crate::text::width::width;

/// Where descriptions start in the help.
const KEY_COLUMNS: usize = 26;

/// Builds the help for a context; in a `narrow` window descriptions are below their keys.
pub fn help(keymap: &KeyMap, context: Context, narrow: bool) -> MenuLayer {
    let others = Context::ALL.into_iter().filter(|other| *other != context);
    let mut listed: Vec<(&str, &str)> = Vec::new();
    let mut items = Vec::new();
    for context in std::iter::once(context).chain(others) {
        let new: Vec<&Binding> = keymap
            .bindings(context)
            .filter(|line| !listed.contains(&(line.keys, line.description)))
            .collect();
        if new.is_empty() {
            continue;
        }
        if !items.is_empty() {
            items.push(MenuItem::heading("", Role::Dim));
        }
        items.push(MenuItem::heading(name_of_context(context), Role::Section));
        items.extend(new.iter().map(|line| item(line.keys, line.description, narrow)));
        listed.extend(new.iter().map(|line| (line.keys, line.description)));
    }
    if context == Context::Finder {
        let mut typed = vec![MenuItem::heading(SYNTAX_TITLE, Role::Section)];
        typed.extend(SYNTAX.map(|(typed, finds)| item(typed, finds, narrow)));
        typed.push(MenuItem::heading("", Role::Dim));
        items.splice(0..0, typed);
    }
    MenuLayer { topic: Topic::Help, menu: Menu::new(items) }
}

fn name_of_context(context: Context) -> &'static str {
    match context {
        Context::Contents => says::KEYS_CONTENTS,
        Context::Reader => says::KEYS_READER,
        Context::Side => says::KEYS_SIDE,
        Context::Menu => says::KEYS_MENU,
        Context::Sheet => says::KEYS_SHEET,
        Context::Matrix => says::KEYS_MATRIX,
        Context::Map => says::KEYS_MAP,
        Context::Peek => says::KEYS_PEEK,
        Context::Finder => says::KEYS_FINDER,
        Context::Glossary => says::KEYS_GLOSSARY,
        Context::Prompt => says::KEYS_PROMPT,
    }
}

/// Builds the item of what can be typed and what that does; in a narrow window the second is below
/// the first.
fn item(typed: &str, does: &str, narrow: bool) -> MenuItem<Choice> {
    let rows = if narrow {
        vec![Row::new([(typed, Role::Number)]), Row::new([("  ", Role::Text), (does, Role::Text)])]
    } else {
        let padding = " ".repeat(KEY_COLUMNS.saturating_sub(width(typed)).max(1));
        vec![Row::new([(typed, Role::Number), (&padding, Role::Text), (does, Role::Text)])]
    };
    MenuItem { rows, value: Some(Choice::Read) }
}
