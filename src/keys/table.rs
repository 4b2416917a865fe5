//! The key map as data: which keys mean which action where, with a description for help, foot and
//! manual. Refuses to know: what the actions do.

use super::action::Action;
use super::context::Context;
use super::context::Context::{
    Commands, Contents, Finder, Glossary, Map, Matrix, Menu, Peek, Practice, Prompt, Reader,
    Selecting, Sheet, Side, Writing,
};
use super::key::Key;
use super::sequence;
use crate::messages::keys as says;

/// What an action does in some contexts, and its keys there in Folio's own set.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// What it does.
    pub action: Action,
    /// The keys of Folio's own set, separated by blanks; `gg` is a sequence.
    pub keys: &'static str,
    /// Where it holds.
    pub contexts: &'static [Context],
    /// What it does, for people.
    pub description: &'static str,
}

const PANES: &[Context] = &[Contents, Reader, Side];
const FINDING: &[Context] = &[Contents, Reader, Side, Matrix];
const TEXTS: &[Context] = &[Reader];
const SELECTING: &[Context] = &[Selecting];
/// Where something can be noted.
const NOTING: &[Context] = &[Contents, Reader, Side, Sheet, Selecting];
const TREES: &[Context] = &[Contents];
const LISTS: &[Context] = &[Contents, Side];
const OPENERS: &[Context] = &[Contents, Side, Sheet];
/// Where one goes to a view from: the panes, and the views themselves.
const FROM: &[Context] = &[Contents, Reader, Side, Sheet, Matrix, Map];
/// Where something can be copied: also what the peek shows.
const COPIED: &[Context] = &[Contents, Reader, Side, Sheet, Matrix, Map, Peek];
/// Where the trail is walked; the map goes back to its earlier middles first.
const TRAIL: &[Context] = &[Contents, Reader, Side, Sheet, Matrix];
const MOVING: &[Context] = &[Contents, Reader, Side, Menu, Sheet, Matrix, Map, Peek];
/// Where a page down leads no further than the end.
const PAGED: &[Context] = &[Contents, Side, Menu, Sheet, Matrix, Map, Peek];
const OPENING: &[Context] = &[Contents, Reader, Side, Menu, Sheet, Matrix, Peek];
const TYPING: &[Context] = &[Finder, Glossary, Prompt, Commands];
/// Where a line is typed in.
const LINES: &[Context] = &[Finder, Glossary, Prompt, Writing, Commands];
const PICKERS: &[Context] = &[Finder, Glossary, Commands];
const POPUPS: &[Context] = &[Menu, Sheet, Matrix, Map, Peek, Practice];
/// Popups but the peek, which the key that opened it closes too.
const VIEWS: &[Context] = &[Menu, Sheet, Matrix, Map, Practice];
const GRIDS: &[Context] = &[Matrix, Map];
/// Where characters are keys.
const KEYED: &[Context] =
    &[Contents, Reader, Side, Menu, Sheet, Matrix, Map, Peek, Practice, Selecting];

const fn bind(
    action: Action,
    keys: &'static str,
    contexts: &'static [Context],
    description: &'static str,
) -> Binding {
    Binding { action, keys, contexts, description }
}

/// The whole key map. What can follow a key is shown in this order.
pub const BINDINGS: &[Binding] = &[
    bind(Action::Down, "j Down", MOVING, says::DOWN),
    bind(Action::Up, "k Up", MOVING, says::UP),
    bind(Action::Left, "h Left", PANES, says::LEFT),
    bind(Action::Right, "l Right", PANES, says::RIGHT),
    bind(Action::Left, "h Left", GRIDS, says::TO_THE_LEFT),
    bind(Action::Right, "l Right", GRIDS, says::TO_THE_RIGHT),
    bind(Action::Left, "h Left", &[Sheet], says::FIRST_OF_TWO),
    bind(Action::Right, "l Right", &[Sheet], says::SECOND_OF_TWO),
    bind(Action::Down, "j Down", SELECTING, says::SELECT_DOWN),
    bind(Action::Up, "k Up", SELECTING, says::SELECT_UP),
    bind(Action::Left, "h b Left", SELECTING, says::SELECT_LEFT),
    bind(Action::Right, "l w Right", SELECTING, says::SELECT_RIGHT),
    bind(Action::LineStart, "0 Home", SELECTING, says::SELECT_TO_START),
    bind(Action::LineEnd, "$ End", SELECTING, says::SELECT_TO_END),
    bind(Action::PreviousParagraph, "{", SELECTING, says::SELECT_PREVIOUS),
    bind(Action::NextParagraph, "}", SELECTING, says::SELECT_NEXT),
    bind(Action::LineStart, "0", &[Matrix], says::FIRST_COLUMN),
    bind(Action::LineEnd, "$", &[Matrix], says::LAST_COLUMN),
    bind(Action::NextLink, "Tab", &[Matrix], says::NEXT_PAIR),
    bind(Action::PreviousLink, "Shift-Tab", &[Matrix], says::PREVIOUS_PAIR),
    bind(Action::NextLink, "Tab", &[Map], says::NEXT_NODE),
    bind(Action::PreviousLink, "Shift-Tab", &[Map], says::PREVIOUS_NODE),
    bind(Action::OpenHere, "o", &[Map], says::OPEN_NODE),
    bind(Action::Back, "H Backspace Ctrl-o Alt-Left", &[Map], says::EARLIER_CENTRE),
    bind(Action::ChoosePair, "p", &[Matrix], says::CHOOSE_PAIR),
    bind(Action::Transpose, "t", &[Matrix], says::TRANSPOSE),
    bind(Action::Routes, "gr", FROM, says::ROUTES),
    bind(Action::Matrix, "gx", FROM, says::MATRIX),
    bind(Action::Map, "gm", FROM, says::MAP),
    bind(Action::Links, "gl", FROM, says::LINKS),
    bind(Action::Near, "ga", FROM, says::NEAR),
    bind(Action::Notes, "gn", FROM, says::NOTES),
    bind(Action::Path, "gp", FROM, says::PATH),
    bind(Action::Compare, "gc", FROM, says::COMPARE),
    bind(Action::Coverage, "gv", FROM, says::COVERAGE),
    bind(Action::Types, "gk", FROM, says::TYPES),
    bind(Action::Health, "gs", FROM, says::HEALTH),
    bind(Action::Home, "gh", PANES, says::HOME),
    bind(Action::Bookmarks, "gb", FROM, says::BOOKMARKS),
    bind(Action::Recent, "go", FROM, says::RECENT),
    bind(Action::Difference, "gd", FROM, says::DIFFERENCE),
    bind(Action::Glossary, "i gi", FROM, says::GLOSSARY),
    bind(Action::Outline, "t gt", PANES, says::OUTLINE),
    bind(Action::Recall, "gR", FROM, says::RECALL),
    bind(Action::Packs, "P gP", FROM, says::PACKS),
    bind(Action::Open, "Space Enter", &[Practice], says::TURN_OVER),
    bind(Action::Forgotten, "1", &[Practice], says::FORGOTTEN),
    bind(Action::Hard, "2", &[Practice], says::HARD),
    bind(Action::Remembered, "3", &[Practice], says::REMEMBERED),
    bind(Action::Easy, "4", &[Practice], says::EASY),
    bind(Action::NextLink, "Tab", &[Practice], says::SKIP_CARD),
    bind(Action::OpenHere, "o", &[Practice], says::OPEN_CARD),
    bind(Action::Undo, "U", &[Practice], says::UNDO_GRADE),
    bind(Action::Cancel, "Esc", &[Practice], says::CANCEL),
    bind(Action::Search, "s Ctrl-p g/", FROM, says::SEARCH),
    bind(Action::Top, "gg Home", MOVING, says::TOP),
    bind(Action::Bottom, "G End", MOVING, says::BOTTOM),
    bind(Action::HalfDown, "d Ctrl-d", MOVING, says::HALF_DOWN),
    bind(Action::HalfUp, "u Ctrl-u", MOVING, says::HALF_UP),
    bind(Action::PageDown, "f PgDn Space", PAGED, says::PAGE_DOWN),
    bind(Action::ReadOn, "Space", TEXTS, says::READ_ON),
    bind(Action::PageDown, "f PgDn", TEXTS, says::PAGE_DOWN),
    bind(Action::PageUp, "b PgUp", MOVING, says::PAGE_UP),
    bind(Action::PreviousEntry, "[", PANES, says::PREVIOUS_ENTRY),
    bind(Action::NextEntry, "]", PANES, says::NEXT_ENTRY),
    bind(Action::PreviousParagraph, "{", TEXTS, says::PREVIOUS_PARAGRAPH),
    bind(Action::NextParagraph, "}", TEXTS, says::NEXT_PARAGRAPH),
    bind(Action::PreviousParagraph, "{", TREES, says::PREVIOUS_THEME),
    bind(Action::NextParagraph, "}", TREES, says::NEXT_THEME),
    bind(Action::NextLink, "Tab", TEXTS, says::NEXT_LINK),
    bind(Action::PreviousLink, "Shift-Tab", TEXTS, says::PREVIOUS_LINK),
    bind(Action::NextLink, "Tab", LISTS, says::NEXT_PANE),
    bind(Action::PreviousLink, "Shift-Tab", LISTS, says::PREVIOUS_PANE),
    bind(Action::Open, "Enter", OPENING, says::OPEN),
    bind(Action::Open, "Enter", &[Map], says::RECENTRE),
    bind(Action::OpenHere, "o", OPENERS, says::OPEN_HERE),
    bind(Action::Peek, "K", FROM, says::PEEK),
    bind(Action::Back, "H Backspace Ctrl-o Alt-Left", TRAIL, says::BACK),
    bind(Action::Forward, "L Alt-Right", FROM, says::FORWARD),
    bind(Action::Find, "/", TEXTS, says::FIND),
    bind(Action::Find, "/", &[Contents, Side, Menu, Sheet], says::FILTER),
    bind(Action::Find, "/", &[Matrix], says::FIND_HEAD),
    bind(Action::FindNext, "n", FINDING, says::FIND_NEXT),
    bind(Action::FindPrevious, "N", FINDING, says::FIND_PREVIOUS),
    bind(Action::Results, "S", PANES, says::RESULTS),
    bind(Action::NextStop, ")", PANES, says::NEXT_STOP),
    bind(Action::PreviousStop, "(", PANES, says::PREVIOUS_STOP),
    bind(Action::Annotate, "a", NOTING, says::ANNOTATE),
    bind(Action::Select, "v", PANES, says::SELECT),
    bind(Action::SwapEnds, "o", SELECTING, says::SWAP_ENDS),
    bind(Action::Highlight, "Enter v", SELECTING, says::HIGHLIGHT),
    bind(Action::PlaceNote, "p", &[Sheet], says::PLACE_NOTE),
    bind(Action::Bookmark, "B", PANES, says::BOOKMARK),
    bind(Action::Mark, "m+letter", PANES, says::MARK),
    bind(Action::JumpBack, "''", PANES, says::JUMP_BACK),
    bind(Action::GoToMark, "'+letter", PANES, says::GO_TO_MARK),
    bind(Action::MarkRead, "M", PANES, says::MARK_READ),
    bind(Action::Remove, "x", &[Sheet], says::REMOVE),
    bind(Action::Undo, "U", FROM, says::UNDO),
    bind(Action::Wider, "+", PANES, says::WIDER),
    bind(Action::Narrower, "-", PANES, says::NARROWER),
    bind(Action::DefaultWidth, "=", PANES, says::DEFAULT_WIDTH),
    bind(Action::Shrink, "<", PANES, says::SHRINK),
    bind(Action::Grow, ">", PANES, says::GROW),
    bind(Action::ReadingMode, "Z", PANES, says::READING),
    bind(Action::Palettes, "T", FROM, says::PALETTES),
    bind(Action::Reload, "r", FROM, says::RELOAD),
    bind(Action::Edit, "e", FROM, says::EDIT),
    bind(Action::CopyEntry, "yy", COPIED, says::COPY_ENTRY),
    bind(Action::CopyParagraph, "yp", COPIED, says::COPY_PARAGRAPH),
    bind(Action::CopySelection, "y", SELECTING, says::COPY_SELECTION),
    bind(Action::CopyLink, "yl", COPIED, says::COPY_LINK),
    bind(Action::CopyCitation, "yc", COPIED, says::COPY_CITATION),
    bind(Action::CopyMarkdown, "ym", COPIED, says::COPY_MARKDOWN),
    bind(Action::CopyBibtex, "yb", COPIED, says::COPY_BIBTEX),
    bind(Action::CopyTitle, "yt", COPIED, says::COPY_TITLE),
    bind(Action::CopyId, "yi", COPIED, says::COPY_ID),
    bind(Action::Help, "? F1", PANES, says::HELP_OF_PANES),
    bind(Action::Help, "? F1", POPUPS, says::HELP),
    bind(Action::Commands, ":", KEYED, says::COMMANDS),
    bind(Action::Cancel, "Esc", MOVING, says::CANCEL),
    bind(Action::Cancel, "Esc q", SELECTING, says::SELECT_CANCEL),
    bind(Action::Help, "? F1", SELECTING, says::HELP),
    bind(Action::Close, "q", VIEWS, says::CLOSE),
    bind(Action::Close, "K q", &[Peek], says::CLOSE),
    bind(Action::Quit, "q Ctrl-c", PANES, says::QUIT),
    bind(Action::Quit, "Ctrl-c", POPUPS, says::QUIT),
    bind(Action::Quit, "Ctrl-c", SELECTING, says::QUIT),
    bind(Action::Accept, "Enter", LINES, says::ACCEPT),
    bind(Action::CancelTyping, "Esc Ctrl-c", LINES, says::CANCEL_TYPING),
    bind(Action::Down, "Down Ctrl-n Ctrl-j", TYPING, says::TYPING_DOWN),
    bind(Action::Up, "Up Ctrl-p Ctrl-k", &[Finder], says::RECALL_UP),
    bind(Action::Up, "Up Ctrl-p Ctrl-k", &[Glossary, Prompt, Commands], says::TYPING_UP),
    bind(Action::PageDown, "PgDn", PICKERS, says::PAGE_DOWN),
    bind(Action::PageUp, "PgUp", PICKERS, says::PAGE_UP),
    bind(Action::CycleScope, "Ctrl-t", &[Finder], says::SCOPE),
    bind(Action::Complete, "Tab", &[Finder], says::COMPLETE),
    bind(Action::DeleteBack, "Backspace", LINES, says::DELETE_BACK),
    bind(Action::DeleteForward, "Del", LINES, says::DELETE_FORWARD),
    bind(Action::DeleteWord, "Ctrl-w Alt-Backspace", LINES, says::DELETE_WORD),
    bind(Action::DeleteNextWord, "Alt-d Ctrl-Del", LINES, says::DELETE_NEXT_WORD),
    bind(Action::DeleteToStart, "Ctrl-u", LINES, says::DELETE_TO_START),
    bind(Action::LineStart, "Ctrl-a Home", LINES, says::LINE_START),
    bind(Action::LineEnd, "Ctrl-e End", LINES, says::LINE_END),
    bind(Action::CharacterLeft, "Left", LINES, says::CHARACTER_LEFT),
    bind(Action::CharacterRight, "Right", LINES, says::CHARACTER_RIGHT),
    bind(Action::WordLeft, "Alt-b Ctrl-Left", LINES, says::WORD_LEFT),
    bind(Action::WordRight, "Alt-f Ctrl-Right", LINES, says::WORD_RIGHT),
    bind(Action::Down, "Down Ctrl-n Ctrl-j", &[Writing], says::NOTE_BELOW),
    bind(Action::Up, "Up Ctrl-p Ctrl-k", &[Writing], says::NOTE_ABOVE),
    bind(Action::WriteOn, "Ctrl-x", &[Writing], says::WRITE_ON),
    bind(Action::Help, "F1", LINES, says::HELP),
    bind(Action::Suspend, "Ctrl-z", Context::ALL, says::SUSPEND),
    bind(Action::Redraw, "Ctrl-l", Context::ALL, says::REDRAW),
];

impl Binding {
    /// Returns what can be pressed in Folio's own set.
    pub fn sequences(&self) -> impl Iterator<Item = Vec<Key>> {
        self.keys.split(' ').map(|keys| sequence::read(keys).expect("the table is sound"))
    }
}

/// Returns where an action means something, in the order of the contexts.
pub fn places_of(action: Action) -> impl Iterator<Item = Context> {
    Context::ALL.iter().copied().filter(move |context| {
        BINDINGS.iter().any(|it| it.action == action && it.contexts.contains(context))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_means_one_thing_in_a_context() {
        for context in Context::ALL {
            for action in Action::ALL {
                let rows = BINDINGS.iter().filter(|it| it.action == *action);
                let rows = rows.filter(|it| it.contexts.contains(context)).count();
                assert!(rows < 2, "{action:?} has {rows} rows in {context:?}");
            }
        }
    }

    #[test]
    fn every_action_means_something_somewhere() {
        for action in Action::ALL {
            assert!(places_of(*action).next().is_some(), "{action:?}");
        }
    }
}
