//! The keys that hold: a set with the lines of `config.toml` over it. Refuses to know: what the lines may
//! say, which is the business of [`crate::keys`].

use super::{BoundAt, Name, Settings};
use crate::content::diagnostic::Mistake;
use crate::content::keyed;
use crate::keys::{self, Bound, Elsewhere, KeyMap, Part, Refused, Set};
use crate::messages::{keymap as says_of_keys, settings as says};

/// The code of a line that is refused.
const BAD_KEY: &str = "bad-key";
/// The code of a line whose keys most terminals do not send; it holds.
pub const RARE_KEY: &str = "rare-key";

impl Settings {
    /// Builds the key map that holds; lines that are refused are left out of it.
    pub fn keymap(&self) -> KeyMap {
        self.laid_keys().0
    }

    /// Takes note of the lines that are refused.
    pub(super) fn refuse_keys(&mut self) {
        // A set by itself is sound.
        if !self.bound.is_empty() {
            let refused = self.laid_keys().1;
            for refused in &refused {
                self.bound[refused.bound].holds = false;
            }
            let rare = self.bound.iter().filter(|bound| bound.holds).filter_map(rarity);
            let rare: Vec<Mistake> = rare.collect();
            let refused = refused.into_iter().map(|refused| self.mistake(refused));
            let mistakes = refused.chain(rare).collect();
            self.mistakes.extend(keyed::told(mistakes, &self.file()));
        }
    }

    fn laid_keys(&self) -> (KeyMap, Vec<Refused>) {
        let set = Set::named(self.word(Name::KeySet)).unwrap_or_default();
        let lines: Vec<Bound> = self
            .bound
            .iter()
            .map(|BoundAt { place, keys, action, .. }| {
                Bound::in_place(place, &keys.value, &action.value)
                    .expect("only tables of places are read")
            })
            .collect();
        KeyMap::new(set, &lines)
    }

    fn mistake(&self, Refused { bound, part, other, message, hint }: Refused) -> Mistake {
        let bound = &self.bound[bound];
        let at = match part {
            Part::Keys => bound.keys.at,
            Part::Action => bound.action.at,
        };
        let earlier = other.map(|other| self.place(self.bound[other].keys.at));
        let message = earlier.map_or(message.clone(), |place| says::and_at(&message, &place));
        Mistake::error(at, BAD_KEY, message).hint(hint)
    }
}

/// Returns the warning that a line binds a key which most terminals do not send.
fn rarity(bound: &BoundAt) -> Option<Mistake> {
    let keys = keys::read(&bound.keys.value).ok()?;
    let (key, elsewhere) = keys::rare(&keys)?;
    let instead = match elsewhere {
        Elsewhere::Sends(key) => Some(key),
        Elsewhere::Nothing => None,
    };
    let told = instead.map(|key| key.to_string());
    let message = says_of_keys::rare_key(&key.to_string(), told.as_deref());
    // What is sent without Ctrl is a key of its own, with a meaning of its own.
    let beside =
        instead.filter(|key| key.held.ctrl).map(|key| says_of_keys::bind_beside(&key.to_string()));
    let hint = beside.unwrap_or_else(|| says_of_keys::BIND_ANOTHER.to_owned());
    Some(Mistake::warning(bound.keys.at, RARE_KEY, message).hint(hint))
}
