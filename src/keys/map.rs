//! The key map made ready for look-up: a set, and over it what a reader has bound. Refuses to know: in
//! which file that stands, and what the actions do.

#[cfg(test)]
mod tests;

use super::action::Action;
use super::bound::{Bound, Part, Refused};
use super::context::Context;
use super::key::{Code, Key};
use super::sequence::{begins, between, written};
use super::set::Set;
use super::table::{BINDINGS, Binding};
use super::wish::Wish;
use crate::messages::keymap as says;

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

/// An action in a context, with all its keys there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The action.
    pub action: Action,
    /// What it does there, for people.
    pub description: &'static str,
    /// What can be pressed; those of the reader's own come first.
    pub sequences: Vec<Vec<Key>>,
}

/// Which keys mean what where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyMap {
    /// The lines of each context, in the order of the contexts.
    places: Vec<Vec<Line>>,
}

impl Default for KeyMap {
    fn default() -> Self {
        Self::new(Set::Default, &[]).0
    }
}

/// Building a key map.
impl KeyMap {
    /// Lays lines over a set: a key that a line names loses what the set says of it and of longer
    /// sequences that begin with it. Returns the map, and the lines that are refused and do not hold:
    /// those that are mistaken, the later of two that contradict each other, and those without which a
    /// way out of a context would be missing.
    pub fn new(set: Set, bound: &[Bound]) -> (Self, Vec<Refused>) {
        let below = match set.bound() {
            None => Wish::of_table(),
            Some(lines) => accepted(&lines).0,
        };
        let (mut wishes, mut refused) = accepted(bound);
        loop {
            let map = Self::laid(&wishes, &below);
            let lacking =
                Context::ALL.iter().find_map(|context| Some((*context, map.lacks(*context)?)));
            // A set by itself lacks nothing.
            let last = lacking.and_then(|(context, needed)| {
                let taken = |wish: &Wish| taken_by(wish, &below, context, needed);
                let (at, taken) =
                    wishes.iter().enumerate().rev().find_map(|(at, it)| Some((at, taken(it)?)))?;
                Some((at, refused_as_last(&wishes[at], taken, context, needed)))
            });
            let Some((at, last)) = last else {
                refused.sort_by_key(|refused| refused.bound);
                return (map, refused);
            };
            wishes.remove(at);
            refused.push(last);
        }
    }

    /// Lays the lines of a reader over those of a set.
    fn laid(own: &[Wish], below: &[Wish]) -> Self {
        let layers = [(own, true), (own, false), (below, true), (below, false)];
        let places = Context::ALL.iter().map(|context| {
            let mut held: Vec<&Wish> = Vec::new();
            for (wishes, is_particular) in layers {
                let before = held.len();
                for wish in wishes.iter().filter(|wish| wish.is_particular == is_particular) {
                    let gives_way = || held[..before].iter().any(|it| it.displaces(&wish.keys));
                    if wish.contexts.contains(context) && !gives_way() {
                        held.push(wish);
                    }
                }
            }
            let rows = BINDINGS.iter().filter(|binding| binding.contexts.contains(context));
            rows.map(|row| Line::new(row, &held)).collect()
        });
        Self { places: places.collect() }
    }

    /// Returns the actions of which one is needed in a context, and none has a key.
    fn lacks(&self, context: Context) -> Option<Needed> {
        let has_key = |action: &Action| self.shown(context, *action).is_some();
        needed(context).find(|needed| !needed.iter().any(has_key))
    }
}

impl Line {
    /// Writes all its keys.
    pub fn written(&self) -> String {
        let all: Vec<String> = self.sequences.iter().map(|keys| written(keys)).collect();
        all.join(between(&all))
    }

    fn new(row: &Binding, held: &[&Wish]) -> Self {
        let wishes = held.iter().filter(|wish| wish.action == Some(row.action));
        Self {
            action: row.action,
            description: row.description,
            sequences: wishes.map(|wish| wish.keys.clone()).collect(),
        }
    }
}

/// Returns the lines that are understood and contradict none before them, and the others.
fn accepted(bound: &[Bound]) -> (Vec<Wish>, Vec<Refused>) {
    let (mut wishes, mut refused) = (Vec::<Wish>::new(), Vec::new());
    for (at, line) in bound.iter().enumerate() {
        let wish = match Wish::new(at, line) {
            Ok(wish) => wish,
            Err(why) => {
                refused.push(why);
                continue;
            }
        };
        let earlier = wishes.iter().find_map(|earlier| Some((earlier, wish.contradicts(earlier)?)));
        match earlier {
            Some((earlier, context)) => refused.push(wish.refused_for(earlier, context)),
            None => wishes.push(wish),
        }
    }
    (wishes, refused)
}

/// Actions of which one must have a key.
type Needed = &'static [Action];

/// Returns the actions of which one must have a key in a context, so that nobody is locked in and what was typed can
/// be accepted.
fn needed(context: Context) -> impl Iterator<Item = Needed> {
    let way_out: Needed = match context {
        Context::Contents | Context::Reader | Context::Side => &[Action::Quit],
        Context::Selecting => &[Action::Cancel],
        context if context.is_typing() => &[Action::CancelTyping],
        _ => &[Action::Cancel, Action::Close],
    };
    let accept: Needed = &[Action::Accept];
    [way_out].into_iter().chain(context.is_typing().then_some(accept))
}

/// Returns the keys that a line takes, in a context, from what is needed of the set below.
fn taken_by<'w>(
    wish: &Wish,
    below: &'w [Wish],
    context: Context,
    needed: Needed,
) -> Option<&'w [Key]> {
    let is_needed = |it: &&Wish| {
        it.action.is_some_and(|action| needed.contains(&action)) && it.contexts.contains(&context)
    };
    let mut ways = below.iter().filter(is_needed).filter(|way| wish.displaces(&way.keys));
    wish.contexts.contains(&context).then(|| ways.next())?.map(|way| &*way.keys)
}

fn refused_as_last(wish: &Wish, taken: &[Key], context: Context, needed: Needed) -> Refused {
    let actions: Vec<&str> = needed.iter().map(|action| action.name()).collect();
    let (keys, place) = (written(taken), context.name());
    Refused {
        bound: wish.at,
        part: Part::Keys,
        other: None,
        message: match needed {
            [Action::Accept] => says::no_way_to_accept(&keys, place),
            _ => says::no_way_out(&keys, place),
        },
        hint: says::bind_first(&keys, &actions),
    }
}

/// Looking up.
impl KeyMap {
    /// Returns what `keys` mean in a context.
    pub fn meaning(&self, context: Context, keys: &[Key]) -> Meaning {
        let mut meaning = Meaning::Nothing;
        for line in self.lines(context) {
            for sequence in &line.sequences {
                match meaning {
                    _ if !begins(keys, sequence) => {}
                    // One letter goes before any letter.
                    _ if sequence == keys => return Meaning::Action(line.action),
                    _ if sequence.len() == keys.len() => meaning = Meaning::Action(line.action),
                    Meaning::Nothing => meaning = Meaning::Prefix,
                    Meaning::Prefix | Meaning::Action(_) => {}
                }
            }
        }
        meaning
    }

    /// Returns the key at the place of one that was pressed behind others, if it means something there
    /// and the one that was pressed does not: keys lie where they lie, whatever the layout types. What is
    /// text stays as it was typed.
    pub fn at_its_place(
        &self,
        context: Context,
        before: &[Key],
        key: Key,
        place: Option<Key>,
    ) -> Key {
        let is_text = context.is_typing() && !key.held.ctrl && !key.held.alt;
        let Some(place) = place.filter(|_| !is_text) else { return key };
        let meaning = |key| self.meaning(context, &[before, &[key]].concat());
        match (meaning(key), meaning(place)) {
            (_, Meaning::Nothing) => key,
            (Meaning::Nothing, _) => place,
            // Any letter is meant, but the key at its place is meant itself: `''` typed as `ээ`.
            (Meaning::Action(any), Meaning::Action(itself))
                if any.takes_letter() && !itself.takes_letter() =>
            {
                place
            }
            _ => key,
        }
    }

    /// Returns what can follow `keys` in a context: the rest of each sequence and what it does.
    pub fn continuations(&self, context: Context, keys: &[Key]) -> Vec<(String, &Line)> {
        let mut found = Vec::new();
        for line in self.lines(context) {
            for sequence in &line.sequences {
                if sequence.len() > keys.len() && sequence.starts_with(keys) {
                    found.push((written(&sequence[keys.len()..]), line));
                }
            }
        }
        found
    }

    /// Returns what an action does in a context and its keys there; `None` if it means nothing there.
    pub fn line(&self, context: Context, action: Action) -> Option<&Line> {
        self.lines(context).iter().find(|line| line.action == action)
    }

    /// Returns what means something in a context, in the order of the table; some of it may have no keys.
    pub fn lines(&self, context: Context) -> &[Line] {
        &self.places[context as usize]
    }

    /// Returns the key to show for an action if room is short: an arrow or Backspace if there is one,
    /// since everyone knows these; else the first of the line.
    pub fn shown(&self, context: Context, action: Action) -> Option<&[Key]> {
        let sequences = &self.line(context, action)?.sequences;
        let is_known = |sequence: &&Vec<Key>| {
            let [key] = sequence[..] else { return false };
            [Code::Up, Code::Down, Code::Backspace].map(Key::plain).contains(&key)
        };
        sequences.iter().find(is_known).or(sequences.first()).map(Vec::as_slice)
    }

    /// Returns the actions that no key does anywhere, in the order of the table.
    pub fn keyless(&self) -> Vec<Action> {
        let has_key = |action: Action| {
            self.places
                .iter()
                .flatten()
                .any(|line| line.action == action && !line.sequences.is_empty())
        };
        Action::ALL.iter().copied().filter(|action| !has_key(*action)).collect()
    }

    /// Returns how an action is done in a context, in few letters: its key, or its name behind the key
    /// of the list of all actions.
    pub fn told(&self, context: Context, action: Action) -> String {
        if let Some(keys) = self.shown(context, action) {
            return written(keys);
        }
        let list = self.shown(context, Action::Commands).map(written).unwrap_or_default();
        says::by_name(&list, action.name())
    }

    /// Returns the keys behind which an action awaits its letter, if it is about one.
    pub fn before_letter(&self, context: Context, action: Action) -> Option<&[Key]> {
        let sequence = self.line(context, action)?.sequences.first()?;
        let (last, before) = sequence.split_last()?;
        (last.code == Code::Letter).then_some(before)
    }

    /// Returns the key with which most of the sequences of some actions begin, if any of them has one of several
    /// keys.
    pub fn start(&self, context: Context, actions: &[Action]) -> Option<&[Key]> {
        let lines = self.lines(context).iter().filter(|line| actions.contains(&line.action));
        let sequences = lines.flat_map(|line| &line.sequences).filter(|keys| keys.len() > 1);
        let starts: Vec<&[Key]> = sequences.map(|keys| &keys[..1]).collect();
        let count = |start: &[Key]| starts.iter().filter(|other| **other == start).count();
        // Of two with as many, the first one.
        starts.iter().rev().max_by_key(|start| count(start)).copied()
    }
}
