//! What the foot hints at: for each context the actions that are worth a word there. Refuses to
//! know: their keys, which the key map has, and how hints are drawn.

use crate::keys::{Action, Context};
use crate::messages::browser::hint;

/// A hint at the foot.
#[derive(Clone, Copy, Debug)]
pub struct Hint {
    /// The keys that it shows.
    pub keys: HintKeys,
    /// What they do, in a word.
    pub word: &'static str,
    /// How early it is left out if room is short: the highest goes first.
    pub gives_way: u8,
}

/// The keys of a hint.
#[derive(Clone, Copy, Debug)]
pub enum HintKeys {
    /// Those of some actions.
    Of(&'static [Action]),
    /// The key with which most sequences of some actions begin.
    Start(&'static [Action]),
}

const fn hint(actions: &'static [Action], word: &'static str, gives_way: u8) -> Hint {
    Hint { keys: HintKeys::Of(actions), word, gives_way }
}

/// What can be gone to.
const VIEWS: &[Action] = &[
    Action::Matrix,
    Action::Map,
    Action::Links,
    Action::Path,
    Action::Compare,
    Action::Near,
    Action::Routes,
    Action::Coverage,
    Action::Types,
    Action::Health,
    Action::Packs,
    Action::Notes,
    Action::Bookmarks,
    Action::Recent,
    Action::Recall,
];

/// Invites to what can be gone to: nobody guesses that there are views behind a key.
const fn go_to(gives_way: u8) -> Hint {
    Hint { keys: HintKeys::Start(VIEWS), word: hint::GO_TO, gives_way }
}

/// Returns the hints of a context.
pub fn hints(context: Context) -> &'static [Hint] {
    match context {
        Context::Contents => CONTENTS,
        Context::Reader => READER,
        Context::Side => SIDE,
        Context::Menu => MENU,
        Context::Sheet => SHEET,
        Context::Matrix => MATRIX,
        Context::Map => MAP,
        Context::Peek => PEEK,
        Context::Practice => CARD,
        Context::Finder => FINDER,
        Context::Glossary => GLOSSARY,
        Context::Prompt => PROMPT,
        Context::Selecting => SELECTING,
        Context::Writing => WRITING,
        Context::Commands => COMMANDS,
    }
}

const MOVES: &[Action] = &[Action::Up, Action::Down];

const CONTENTS: &[Hint] = &[
    hint(MOVES, hint::MOVE, 6),
    hint(&[Action::Open], hint::OPEN, 1),
    hint(&[Action::Search], hint::SEARCH, 2),
    go_to(3),
    hint(&[Action::Find], hint::FILTER, 4),
    hint(&[Action::NextLink], hint::PANE, 5),
    hint(&[Action::Help], hint::HELP, 0),
];

const READER: &[Hint] = &[
    hint(MOVES, hint::SCROLL, 6),
    hint(&[Action::NextLink], hint::LINKS, 1),
    hint(&[Action::Search], hint::SEARCH, 2),
    go_to(3),
    hint(&[Action::Back], hint::BACK, 4),
    hint(&[Action::Peek], hint::PEEK, 5),
    hint(&[Action::Help], hint::HELP, 0),
];

/// The first hint of the reader while a route is followed: the next stop is what one wants most.
pub const NEXT_STOP: Hint = hint(&[Action::NextStop], hint::NEXT_STOP, 1);

/// The first hint of the reader at the end of a text.
pub const NEXT_ENTRY: Hint = hint(&[Action::NextEntry], hint::NEXT_ENTRY, 1);

const SIDE: &[Hint] = &[
    hint(MOVES, hint::MOVE, 6),
    hint(&[Action::Open], hint::OPEN, 1),
    hint(&[Action::Search], hint::SEARCH, 2),
    go_to(3),
    hint(&[Action::Peek], hint::PEEK, 5),
    hint(&[Action::NextLink], hint::PANE, 4),
    hint(&[Action::Help], hint::HELP, 0),
];

const MENU: &[Hint] = &[
    hint(MOVES, hint::MOVE, 3),
    hint(&[Action::Open], hint::OPEN, 1),
    hint(&[Action::Find], hint::FILTER, 2),
    hint(&[Action::Cancel], hint::CLOSE, 0),
];

const CARD: &[Hint] = &[
    hint(&[Action::Open], hint::ANSWER, 1),
    hint(&[Action::NextLink], hint::LATER, 3),
    hint(&[Action::Help], hint::HELP, 2),
    hint(&[Action::Cancel], hint::CLOSE, 0),
];

/// The hints of a card whose answer is shown.
pub const ANSWERED_CARD: &[Hint] = &[
    hint(&[Action::Forgotten], hint::FORGOTTEN, 1),
    hint(&[Action::Hard], hint::HARD, 2),
    hint(&[Action::Remembered], hint::REMEMBERED, 1),
    hint(&[Action::Easy], hint::EASY, 2),
    hint(&[Action::OpenHere], hint::OPEN, 3),
    hint(&[Action::Cancel], hint::CLOSE, 0),
];

/// The hints of the help, in which Enter does what the row says.
pub const HELP: &[Hint] = &[
    hint(MOVES, hint::MOVE, 3),
    hint(&[Action::Open], hint::DO_IT, 1),
    hint(&[Action::Find], hint::FILTER, 2),
    hint(&[Action::Cancel], hint::CLOSE, 0),
];

/// The hints of the help on a row that cannot be done where it was opened.
pub const HELP_READ: &[Hint] = &[
    hint(MOVES, hint::MOVE, 2),
    hint(&[Action::Find], hint::FILTER, 1),
    hint(&[Action::Cancel], hint::CLOSE, 0),
];

/// The hints of the panel of what can follow a key.
pub const PANEL: &[Hint] = &[
    hint(MOVES, hint::MOVE, 2),
    hint(&[Action::Open], hint::DO_IT, 1),
    hint(&[Action::Cancel], hint::CLOSE, 0),
];

const SHEET: &[Hint] = &[
    hint(MOVES, hint::MOVE, 4),
    hint(&[Action::Open], hint::OPEN, 1),
    hint(&[Action::Peek], hint::PEEK, 5),
    hint(&[Action::Find], hint::FILTER, 2),
    hint(&[Action::Back], hint::BACK, 6),
    hint(&[Action::Cancel], hint::CLOSE, 0),
    hint(&[Action::Help], hint::HELP, 3),
];

/// The hints of a sheet that is filtered, in which Esc first shows all again.
pub const FILTERED_SHEET: &[Hint] = &[
    hint(MOVES, hint::MOVE, 4),
    hint(&[Action::Open], hint::OPEN, 1),
    hint(&[Action::Peek], hint::PEEK, 5),
    hint(&[Action::Find], hint::FILTER, 2),
    hint(&[Action::Back], hint::BACK, 6),
    hint(&[Action::Cancel], hint::SHOW_ALL, 0),
    hint(&[Action::Help], hint::HELP, 3),
];

/// The hints of a mistake in the files, to which Enter leads.
pub const MISTAKE: &[Hint] = &[
    hint(MOVES, hint::MOVE, 4),
    hint(&[Action::Open], hint::EDIT, 1),
    hint(&[Action::Find], hint::FILTER, 2),
    hint(&[Action::Back], hint::BACK, 5),
    hint(&[Action::Cancel], hint::CLOSE, 0),
    hint(&[Action::Help], hint::HELP, 3),
];

/// The hints of the routes while one is followed.
pub const FOLLOWED_ROUTES: &[Hint] = &[
    hint(MOVES, hint::MOVE, 4),
    hint(&[Action::Open], hint::OPEN, 1),
    hint(&[Action::Remove], hint::LEAVE_ROUTE, 2),
    hint(&[Action::Peek], hint::PEEK, 5),
    hint(&[Action::Find], hint::FILTER, 3),
    hint(&[Action::Cancel], hint::CLOSE, 0),
    hint(&[Action::Help], hint::HELP, 6),
];

/// The hints of the bookmarks.
pub const BOOKMARKS: &[Hint] = &[
    hint(MOVES, hint::MOVE, 4),
    hint(&[Action::Open], hint::OPEN, 1),
    hint(&[Action::Remove], hint::REMOVE, 2),
    hint(&[Action::Peek], hint::PEEK, 5),
    hint(&[Action::Find], hint::FILTER, 3),
    hint(&[Action::Cancel], hint::CLOSE, 0),
    hint(&[Action::Help], hint::HELP, 6),
];

/// The hints of a comparison, in which either entry can be chosen.
pub const COMPARISON: &[Hint] = &[
    hint(MOVES, hint::MOVE, 4),
    hint(&[Action::Left, Action::Right], hint::WHOSE, 2),
    hint(&[Action::Open], hint::OPEN, 1),
    hint(&[Action::Peek], hint::PEEK, 5),
    hint(&[Action::Find], hint::FILTER, 3),
    hint(&[Action::Cancel], hint::CLOSE, 0),
    hint(&[Action::Help], hint::HELP, 6),
];

const MATRIX: &[Hint] = &[
    hint(MOVES, hint::MOVE, 5),
    hint(&[Action::Open], hint::OPEN, 1),
    hint(&[Action::ChoosePair], hint::PAIR, 2),
    hint(&[Action::Transpose], hint::TURN, 3),
    hint(&[Action::Find], hint::FIND, 6),
    hint(&[Action::Back], hint::BACK, 7),
    hint(&[Action::Cancel], hint::CLOSE, 0),
    hint(&[Action::Help], hint::HELP, 4),
];

const MAP: &[Hint] = &[
    hint(MOVES, hint::MOVE, 5),
    hint(&[Action::Open], hint::CENTRE, 1),
    hint(&[Action::OpenHere], hint::OPEN, 2),
    hint(&[Action::Back], hint::BACK, 3),
    hint(&[Action::Cancel], hint::CLOSE, 0),
    hint(&[Action::Help], hint::HELP, 4),
];

/// The hints of the list of palettes, where Esc shows the one before again.
pub const PALETTES: &[Hint] = &[
    hint(MOVES, hint::SHOW, 3),
    hint(&[Action::Open], hint::KEEP, 1),
    hint(&[Action::Find], hint::FILTER, 2),
    hint(&[Action::Cancel], hint::RESTORE, 0),
];

/// The hints of the names of an entry.
pub const NAMES: &[Hint] = &[
    hint(MOVES, hint::MOVE, 3),
    hint(&[Action::Open], hint::COPY, 1),
    hint(&[Action::Find], hint::FILTER, 2),
    hint(&[Action::Cancel], hint::CLOSE, 0),
];

/// The hints of a map whose middle is selected, which Enter opens.
pub const MAP_CENTRE: &[Hint] = &[
    hint(MOVES, hint::MOVE, 4),
    hint(&[Action::Open], hint::OPEN, 1),
    hint(&[Action::Back], hint::BACK, 2),
    hint(&[Action::Cancel], hint::CLOSE, 0),
    hint(&[Action::Help], hint::HELP, 3),
];

const PEEK: &[Hint] = &[
    hint(MOVES, hint::SCROLL, 2),
    hint(&[Action::Open], hint::OPEN, 1),
    hint(&[Action::Cancel], hint::CLOSE, 0),
];

const FINDER: &[Hint] = &[
    hint(MOVES, hint::MOVE, 4),
    hint(&[Action::Accept], hint::OPEN, 1),
    hint(&[Action::CycleScope], hint::SCOPE, 2),
    hint(&[Action::CancelTyping], hint::CLOSE, 0),
    hint(&[Action::Help], hint::HELP, 3),
];

const GLOSSARY: &[Hint] = &[
    hint(MOVES, hint::MOVE, 3),
    hint(&[Action::Accept], hint::OPEN, 1),
    hint(&[Action::CancelTyping], hint::CLOSE, 0),
    hint(&[Action::Help], hint::HELP, 2),
];

const COMMANDS: &[Hint] = &[
    hint(MOVES, hint::MOVE, 3),
    hint(&[Action::Accept], hint::DO_IT, 1),
    hint(&[Action::CancelTyping], hint::CLOSE, 0),
    hint(&[Action::Help], hint::HELP, 2),
];

const PROMPT: &[Hint] =
    &[hint(&[Action::Accept], hint::ACCEPT, 0), hint(&[Action::CancelTyping], hint::CANCEL, 1)];

const SELECTING: &[Hint] = &[
    hint(&[Action::Left, Action::Right], hint::WORDS, 3),
    hint(&[Action::Highlight], hint::HIGHLIGHT, 1),
    hint(&[Action::Annotate], hint::NOTE, 2),
    hint(&[Action::CopySelection], hint::COPY, 4),
    hint(&[Action::SwapEnds], hint::OTHER_END, 5),
    hint(&[Action::Cancel], hint::CANCEL, 0),
];

const WRITING: &[Hint] = &[
    hint(&[Action::Accept], hint::KEEP, 0),
    hint(&[Action::WriteOn], hint::WRITE_ON, 2),
    hint(MOVES, hint::PARAGRAPH, 3),
    hint(&[Action::CancelTyping], hint::LEAVE, 1),
];

/// The hints while a note is written that is on no paragraph as a whole.
pub const STAYING_NOTE: &[Hint] = &[
    hint(&[Action::Accept], hint::KEEP, 0),
    hint(&[Action::WriteOn], hint::WRITE_ON, 2),
    hint(&[Action::CancelTyping], hint::LEAVE, 1),
];

/// The hints of the notes.
pub const NOTES: &[Hint] = &[
    hint(MOVES, hint::MOVE, 5),
    hint(&[Action::Open], hint::OPEN, 1),
    hint(&[Action::Annotate], hint::EDIT, 2),
    hint(&[Action::Remove], hint::REMOVE, 3),
    hint(&[Action::Find], hint::FILTER, 4),
    hint(&[Action::Cancel], hint::CLOSE, 0),
    hint(&[Action::Help], hint::HELP, 6),
];

/// The hints of a note that needs a home.
pub const HOMELESS: &[Hint] = &[
    hint(MOVES, hint::MOVE, 5),
    hint(&[Action::PlaceNote], hint::PLACE_HERE, 1),
    hint(&[Action::Annotate], hint::EDIT, 2),
    hint(&[Action::Remove], hint::REMOVE, 3),
    hint(&[Action::Find], hint::FILTER, 4),
    hint(&[Action::Cancel], hint::CLOSE, 0),
    hint(&[Action::Help], hint::HELP, 6),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::KeyMap;

    #[track_caller]
    fn check(context: Context, hints: &[Hint]) {
        let keymap = KeyMap::default();
        for hint in hints {
            let found = match hint.keys {
                HintKeys::Of(actions) => {
                    actions.iter().all(|action| keymap.shown(context, *action).is_some())
                }
                HintKeys::Start(actions) => keymap.start(context, actions).is_some(),
            };
            assert!(found, "{hint:?} has no key in {context:?}");
        }
    }

    #[test]
    fn every_action_that_is_hinted_at_has_a_key_there() {
        for context in Context::ALL.iter().copied() {
            check(context, hints(context));
        }
        check(Context::Reader, &[NEXT_STOP, NEXT_ENTRY]);
        check(Context::Menu, HELP);
        check(Context::Menu, HELP_READ);
        for context in [Context::Contents, Context::Reader, Context::Side, Context::Map] {
            check(context, PANEL);
        }
        check(Context::Sheet, FILTERED_SHEET);
        check(Context::Sheet, MISTAKE);
        check(Context::Sheet, FOLLOWED_ROUTES);
        check(Context::Sheet, COMPARISON);
        check(Context::Sheet, NOTES);
        check(Context::Sheet, HOMELESS);
        check(Context::Sheet, BOOKMARKS);
        check(Context::Map, MAP_CENTRE);
        check(Context::Menu, PALETTES);
        check(Context::Menu, NAMES);
    }

    /// Two that give way together would leave more room than is needed.
    #[test]
    fn hints_give_way_one_by_one() {
        let all = Context::ALL.iter().map(|context| hints(*context)).chain([
            FILTERED_SHEET,
            MISTAKE,
            FOLLOWED_ROUTES,
            COMPARISON,
            NOTES,
            HOMELESS,
            BOOKMARKS,
            MAP_CENTRE,
            PALETTES,
            NAMES,
            HELP,
            HELP_READ,
            PANEL,
        ]);
        for hints in all {
            let mut order: Vec<u8> = hints.iter().map(|hint| hint.gives_way).collect();
            order.sort_unstable();
            assert!(order.into_iter().eq(0..hints.len() as u8), "{hints:?}");
        }
    }
}
