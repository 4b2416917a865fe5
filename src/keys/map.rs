//! The key map made ready for look-up. Refuses to know: where its lines come from, and what the
//! actions do.

use super::action::Action;
use super::context::Context;
use super::key::{Code, Key, written};
use super::table::{BINDINGS, Binding};

/// What a sequence of keys means in a context.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// An action.
    Action(Action),
    /// The start of longer sequences.
    Prefix,
    /// Nothing.
    Nothing,
}

/// The key map made ready for look-up.
#[derive(Clone, Debug)]
pub struct KeyMap {
    lines: Vec<(&'static Binding, Vec<Vec<Key>>)>,
}

impl Default for KeyMap {
    fn default() -> Self {
        let lines =
            BINDINGS.iter().map(|binding| (binding, binding.sequences().collect())).collect();
        Self { lines }
    }
}

/// Returns whether keys that were pressed begin a sequence of the key map.
fn begin(pressed: &[Key], sequence: &[Key]) -> bool {
    pressed.len() <= sequence.len()
        && sequence.iter().zip(pressed).all(|(key, pressed)| key.means(*pressed))
}

impl KeyMap {
    /// Returns what `keys` mean in a context.
    pub fn meaning(&self, context: Context, keys: &[Key]) -> Meaning {
        let mut meaning = Meaning::Nothing;
        for (binding, sequences) in self.lines_of(context) {
            for sequence in sequences {
                if !begin(keys, sequence) {
                    continue;
                }
                if sequence.len() == keys.len() {
                    return Meaning::Action(binding.action);
                }
                meaning = Meaning::Prefix;
            }
        }
        meaning
    }

    /// Returns what can follow `keys` in a context: the rest of each sequence and what it is bound to.
    pub fn continuations(&self, context: Context, keys: &[Key]) -> Vec<(String, &'static Binding)> {
        let mut found = Vec::new();
        for (binding, sequences) in self.lines_of(context) {
            for sequence in sequences {
                if sequence.len() > keys.len() && sequence.starts_with(keys) {
                    found.push((written(&sequence[keys.len()..]), *binding));
                }
            }
        }
        found
    }

    /// Returns all keys of an action in a context as they are written, and what they do there if there
    /// are any.
    pub fn keys_of(&self, context: Context, action: Action) -> (Vec<String>, Option<&'static str>) {
        let lines = || self.lines_of(context).filter(|(binding, _)| binding.action == action);
        let sequences = lines().flat_map(|(_, sequences)| sequences);
        let keys = sequences.map(|keys| written(keys)).collect();
        (keys, lines().next().map(|(binding, _)| binding.description))
    }

    /// Returns the lines that hold in a context, in the order of the table.
    pub fn bindings(&self, context: Context) -> impl Iterator<Item = &'static Binding> {
        self.lines_of(context).map(|(binding, _)| *binding)
    }

    /// Returns the key to show for an action if room is short: an arrow or Backspace if there is one,
    /// since everyone knows these; else the first of the line.
    pub fn shown(&self, context: Context, action: Action) -> Option<&[Key]> {
        let sequences = self.sequences(context, action)?;
        let is_known = |sequence: &&Vec<Key>| {
            let [key] = sequence[..] else { return false };
            [Code::Up, Code::Down, Code::Backspace].map(Key::plain).contains(&key)
        };
        sequences.iter().find(is_known).or(sequences.first()).map(Vec::as_slice)
    }

    /// Returns the key with which the sequence of an action begins, if it has one of several keys.
    pub fn start(&self, context: Context, action: Action) -> Option<&[Key]> {
        let sequences = self.sequences(context, action)?;
        sequences.iter().find(|sequence| sequence.len() > 1).map(|sequence| &sequence[..1])
    }

    fn sequences(&self, context: Context, action: Action) -> Option<&[Vec<Key>]> {
        let found = self.lines_of(context).find(|(binding, _)| binding.action == action);
        found.map(|(_, sequences)| sequences.as_slice())
    }

    fn lines_of(
        &self,
        context: Context,
    ) -> impl Iterator<Item = &(&'static Binding, Vec<Vec<Key>>)> {
        self.lines.iter().filter(move |(binding, _)| binding.contexts.contains(&context))
    }
}

#[cfg(test)]
mod tests {
    use super::super::context::Context::{Contents, Finder, Menu, Reader, Side};
    use super::super::table::sequence;
    use super::*;

    #[test]
    fn no_key_is_bound_twice_and_none_starts_a_longer_one() {
        let map = KeyMap::default();
        for context in Context::ALL {
            let all: Vec<&Vec<Key>> = map.lines_of(context).flat_map(|(_, keys)| keys).collect();
            for (at, one) in all.iter().enumerate() {
                for (other_at, other) in all.iter().enumerate() {
                    let apart = at == other_at || !other.starts_with(one);
                    assert!(apart, "{context:?}: {one:?} and {other:?} conflict");
                }
            }
        }
    }

    #[test]
    fn the_keys_of_the_product_mean_what_it_says() {
        #[track_caller]
        fn check(context: Context, written: &str, expected: Action) {
            let meaning = KeyMap::default().meaning(context, &sequence(written));
            assert_eq!(meaning, Meaning::Action(expected), "{written} in {context:?}");
        }
        for context in [Contents, Reader, Side] {
            for (written, action) in [
                ("j", Action::Down),
                ("Up", Action::Up),
                ("h", Action::Left),
                ("Right", Action::Right),
                ("gg", Action::Top),
                ("End", Action::Bottom),
                ("Ctrl-d", Action::HalfDown),
                ("[", Action::PreviousEntry),
                ("Enter", Action::Open),
                ("K", Action::Peek),
                ("Alt-Left", Action::Back),
                ("Backspace", Action::Back),
                ("L", Action::Forward),
                ("/", Action::Find),
                ("n", Action::FindNext),
                ("Ctrl-p", Action::Search),
                ("S", Action::Results),
                ("i", Action::Glossary),
                ("t", Action::Outline),
                ("gh", Action::Home),
                ("B", Action::Bookmark),
                ("gb", Action::Bookmarks),
                ("go", Action::Recent),
                ("m+letter", Action::Mark),
                ("'+letter", Action::GoToMark),
                ("''", Action::JumpBack),
                ("U", Action::Undo),
                ("=", Action::DefaultWidth),
                (">", Action::Grow),
                ("Z", Action::ReadingMode),
                ("F1", Action::Help),
                ("Esc", Action::Cancel),
                ("q", Action::Quit),
                ("Ctrl-z", Action::Suspend),
            ] {
                check(context, written, action);
            }
        }
        check(Contents, "Space", Action::PageDown);
        check(Reader, "Space", Action::ReadOn);
        check(Reader, "}", Action::NextParagraph);
        check(Reader, "Shift-Tab", Action::PreviousLink);
        check(Contents, "o", Action::OpenHere);
        check(Menu, "q", Action::Close);
        check(Finder, "Ctrl-p", Action::Up);
        check(Finder, "Ctrl-c", Action::CancelTyping);
    }

    #[test]
    fn a_prefix_shows_what_can_follow() {
        let map = KeyMap::default();
        assert_eq!(map.meaning(Reader, &[Key::char('g')]), Meaning::Prefix);
        let rest: Vec<String> = map
            .continuations(Reader, &[Key::char('g')])
            .into_iter()
            .map(|(keys, _)| keys)
            .collect();
        assert_eq!(
            rest,
            [
                "r", "x", "m", "l", "a", "n", "p", "c", "v", "s", "h", "b", "o", "d", "i", "t",
                "R", "/", "g"
            ]
        );
    }
}
