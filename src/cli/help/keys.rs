//! The topic on keys: every action with its name, its keys and where it works, as a key map has them.
//! Refuses to know: where that map comes from.

use crate::keys::purpose::PURPOSES;
use crate::keys::{Action, Context, KeyMap};
use crate::messages::topics as says;
use crate::text::fit::wrap;

/// How many columns the name of an action has.
const NAME: usize = 20;
/// Where the text under a name begins, and how many columns it has.
const UNDER: (usize, usize) = (6, 72);
/// The most lines of the text under a name.
const MOST_LINES: usize = 10;

/// Tells a key map.
pub fn topic(keymap: &KeyMap) -> String {
    let mut text = says::keys(&keymap.told(Context::Contents, Action::Commands));
    for purpose in PURPOSES {
        text += &format!("\n{}\n", purpose.title);
        for action in purpose.rows.iter().flat_map(|row| row.iter()) {
            for told in Told::all(keymap, *action) {
                text += &told.written(*action);
            }
        }
    }
    text += &format!("\n{}\n", says::PLACES_OF_KEYS);
    for context in Context::ALL {
        text += &format!("  {:<NAME$}{}\n", context.name(), context.in_words());
    }
    text
}

/// An action in those places where it has the same keys.
struct Told {
    keys: String,
    /// What it does, and where.
    does: Vec<(&'static str, Vec<&'static str>)>,
}

impl Told {
    fn all(keymap: &KeyMap, action: Action) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for context in Context::ALL {
            let Some(line) = keymap.line(*context, action) else { continue };
            let (keys, does, place) = (line.written(), line.description, context.name());
            let Some(told) = all.iter_mut().find(|told| told.keys == keys) else {
                all.push(Self { keys, does: vec![(does, vec![place])] });
                continue;
            };
            match told.does.iter_mut().find(|(other, _)| *other == does) {
                Some((_, places)) => places.push(place),
                None => told.does.push((does, vec![place])),
            }
        }
        all
    }

    fn written(&self, action: Action) -> String {
        let keys = if self.keys.is_empty() { says::NO_KEY } else { &self.keys };
        let mut text = format!("  {:<NAME$}{keys}\n", action.name());
        for (does, places) in &self.does {
            let under = format!("{does} ({})", places.join(", "));
            for line in wrap(&under, UNDER.1, MOST_LINES) {
                text += &format!("{}{line}\n", " ".repeat(UNDER.0));
            }
        }
        text
    }
}
