//! The key map as data: which keys mean which action where, with a description for help, footer and
//! manual. Refuses to know: what the actions do.

pub mod hints;
pub mod purpose;

use super::input::{ANY_LETTER, Code, Key, written};
use crate::messages::keys as says;

/// Something a key can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the descriptions in the table say what each one does")]
pub enum Action {
    Down,
    Up,
    Left,
    Right,
    Top,
    Bottom,
    HalfDown,
    HalfUp,
    PageDown,
    ReadOn,
    PageUp,
    PreviousEntry,
    NextEntry,
    PreviousParagraph,
    NextParagraph,
    NextLink,
    PreviousLink,
    Open,
    OpenHere,
    Peek,
    Back,
    Forward,
    Find,
    FindNext,
    FindPrevious,
    Search,
    Results,
    Glossary,
    Outline,
    Recall,
    Forgotten,
    Hard,
    Remembered,
    Easy,
    Routes,
    Links,
    Near,
    Path,
    Compare,
    Coverage,
    Health,
    Matrix,
    Map,
    ChoosePair,
    Transpose,
    NextStop,
    PreviousStop,
    Notes,
    Annotate,
    Select,
    SwapEnds,
    Highlight,
    PlaceNote,
    WriteOn,
    Home,
    Bookmark,
    Bookmarks,
    Recent,
    Difference,
    Mark,
    GoToMark,
    JumpBack,
    MarkRead,
    Remove,
    Undo,
    Wider,
    Narrower,
    DefaultWidth,
    Shrink,
    Grow,
    ReadingMode,
    Palettes,
    Help,
    Cancel,
    Close,
    Quit,
    Suspend,
    Redraw,
    Reload,
    Edit,
    CopyEntry,
    CopyParagraph,
    CopySelection,
    CopyLink,
    CopyCitation,
    CopyMarkdown,
    CopyBibtex,
    CopyTitle,
    CopyId,
    Accept,
    CancelTyping,
    DeleteBack,
    DeleteForward,
    DeleteWord,
    DeleteToStart,
    LineStart,
    LineEnd,
    CharacterLeft,
    CharacterRight,
    CycleScope,
    Complete,
}

/// What has the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// Themes and entries.
    Contents,
    /// The open entry.
    Reader,
    /// Outline, links and backlinks next to it.
    Side,
    /// A list in a popup: outline, routes, help.
    Menu,
    /// A list over the whole body: links, path, comparison.
    Sheet,
    /// Two themes against each other.
    Matrix,
    /// What is around an entry.
    Map,
    /// The definition in a popup.
    Peek,
    /// Cards to practise.
    Practice,
    /// The finder.
    Finder,
    /// The glossary index.
    Glossary,
    /// The line at the foot: `/` in an entry or a list.
    Prompt,
    /// Words of the open entry, while they are being selected.
    Selecting,
    /// The line in which a note is written.
    Writing,
}

impl Context {
    /// All contexts, in the order of the help.
    pub const ALL: [Self; 14] = [
        Self::Contents,
        Self::Reader,
        Self::Side,
        Self::Menu,
        Self::Sheet,
        Self::Matrix,
        Self::Map,
        Self::Peek,
        Self::Practice,
        Self::Finder,
        Self::Glossary,
        Self::Prompt,
        Self::Selecting,
        Self::Writing,
    ];

    /// Returns whether characters are text here.
    pub fn is_typing(self) -> bool {
        matches!(self, Self::Finder | Self::Glossary | Self::Prompt | Self::Writing)
    }
}

/// One line of the key map.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// What it does.
    pub action: Action,
    /// The keys as written, separated by spaces; `gg` is a sequence.
    pub keys: &'static str,
    /// Where it holds.
    pub contexts: &'static [Context],
    /// What it does, for people.
    pub description: &'static str,
}

use Context::{
    Contents, Finder, Glossary, Map, Matrix, Menu, Peek, Practice, Prompt, Reader, Selecting,
    Sheet, Side, Writing,
};

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
/// Where the trail is walked; the map goes back to its earlier middles first.
const TRAIL: &[Context] = &[Contents, Reader, Side, Sheet, Matrix];
const MOVING: &[Context] = &[Contents, Reader, Side, Menu, Sheet, Matrix, Map, Peek];
/// Where a page down leads no further than the end.
const PAGED: &[Context] = &[Contents, Side, Menu, Sheet, Matrix, Map, Peek];
const OPENING: &[Context] = &[Contents, Reader, Side, Menu, Sheet, Matrix, Peek];
const TYPING: &[Context] = &[Finder, Glossary, Prompt];
/// Where a line is typed in.
const LINES: &[Context] = &[Finder, Glossary, Prompt, Writing];
const PICKERS: &[Context] = &[Finder, Glossary];
const POPUPS: &[Context] = &[Menu, Sheet, Matrix, Map, Peek, Practice];
const GRIDS: &[Context] = &[Matrix, Map];

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
    bind(Action::Health, "gs", FROM, says::HEALTH),
    bind(Action::Home, "gh", PANES, says::HOME),
    bind(Action::Bookmarks, "gb", FROM, says::BOOKMARKS),
    bind(Action::Recent, "go", FROM, says::RECENT),
    bind(Action::Difference, "gd", FROM, says::DIFFERENCE),
    bind(Action::Glossary, "i gi", FROM, says::GLOSSARY),
    bind(Action::Outline, "t gt", PANES, says::OUTLINE),
    bind(Action::Recall, "gR", FROM, says::RECALL),
    bind(Action::Open, "Space Enter", &[Practice], says::TURN_OVER),
    bind(Action::Forgotten, "1", &[Practice], says::FORGOTTEN),
    bind(Action::Hard, "2", &[Practice], says::HARD),
    bind(Action::Remembered, "3", &[Practice], says::REMEMBERED),
    bind(Action::Easy, "4", &[Practice], says::EASY),
    bind(Action::NextLink, "Tab", &[Practice], says::SKIP_CARD),
    bind(Action::OpenHere, "o", &[Practice], says::OPEN_CARD),
    bind(Action::Cancel, "Esc", &[Practice], says::CANCEL),
    bind(Action::Quit, "Ctrl-c", &[Practice], says::QUIT),
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
    bind(Action::Close, "K", &[Peek], says::PEEK_CLOSE),
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
    bind(Action::Select, "v", TEXTS, says::SELECT),
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
    bind(Action::CopyEntry, "yy", FROM, says::COPY_ENTRY),
    bind(Action::CopyParagraph, "yp", FROM, says::COPY_PARAGRAPH),
    bind(Action::CopySelection, "y", SELECTING, says::COPY_SELECTION),
    bind(Action::CopyLink, "yl", FROM, says::COPY_LINK),
    bind(Action::CopyCitation, "yc", FROM, says::COPY_CITATION),
    bind(Action::CopyMarkdown, "ym", FROM, says::COPY_MARKDOWN),
    bind(Action::CopyBibtex, "yb", FROM, says::COPY_BIBTEX),
    bind(Action::CopyTitle, "yt", FROM, says::COPY_TITLE),
    bind(Action::CopyId, "yi", FROM, says::COPY_ID),
    bind(Action::Help, "? F1", PANES, says::HELP_OF_PANES),
    bind(Action::Help, "? F1", POPUPS, says::HELP),
    bind(Action::Cancel, "Esc", MOVING, says::CANCEL),
    bind(Action::Cancel, "Esc q", SELECTING, says::SELECT_CANCEL),
    bind(Action::Help, "? F1", SELECTING, says::HELP),
    bind(Action::Close, "q", POPUPS, says::CLOSE),
    bind(Action::Quit, "q", PANES, says::QUIT),
    bind(Action::Quit, "Ctrl-c", MOVING, says::QUIT),
    bind(Action::Quit, "Ctrl-c", SELECTING, says::QUIT),
    bind(Action::Accept, "Enter", LINES, says::ACCEPT),
    bind(Action::CancelTyping, "Esc Ctrl-c", LINES, says::CANCEL_TYPING),
    bind(Action::Down, "Down Ctrl-n Ctrl-j", TYPING, says::TYPING_DOWN),
    bind(Action::Up, "Up Ctrl-p Ctrl-k", &[Finder], says::RECALL_UP),
    bind(Action::Up, "Up Ctrl-p Ctrl-k", &[Glossary, Prompt], says::TYPING_UP),
    bind(Action::PageDown, "PgDn", PICKERS, says::PAGE_DOWN),
    bind(Action::PageUp, "PgUp", PICKERS, says::PAGE_UP),
    bind(Action::CycleScope, "Ctrl-t", &[Finder], says::SCOPE),
    bind(Action::Complete, "Tab", &[Finder], says::COMPLETE),
    bind(Action::DeleteBack, "Backspace", LINES, says::DELETE_BACK),
    bind(Action::DeleteForward, "Del", LINES, says::DELETE_FORWARD),
    bind(Action::DeleteWord, "Ctrl-w Alt-Backspace", LINES, says::DELETE_WORD),
    bind(Action::DeleteToStart, "Ctrl-u", LINES, says::DELETE_TO_START),
    bind(Action::LineStart, "Ctrl-a Home", LINES, says::LINE_START),
    bind(Action::LineEnd, "Ctrl-e End", LINES, says::LINE_END),
    bind(Action::CharacterLeft, "Left", LINES, says::CHARACTER_LEFT),
    bind(Action::CharacterRight, "Right", LINES, says::CHARACTER_RIGHT),
    bind(Action::Down, "Down Ctrl-n Ctrl-j", &[Writing], says::NOTE_BELOW),
    bind(Action::Up, "Up Ctrl-p Ctrl-k", &[Writing], says::NOTE_ABOVE),
    bind(Action::WriteOn, "Ctrl-x", &[Writing], says::WRITE_ON),
    bind(Action::Help, "F1", LINES, says::HELP),
    bind(Action::Suspend, "Ctrl-z", &Context::ALL, says::SUSPEND),
    bind(Action::Redraw, "Ctrl-l", &Context::ALL, says::REDRAW),
];

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

impl Action {
    /// Returns whether it is about the letter that is pressed last.
    pub fn takes_letter(self) -> bool {
        matches!(self, Self::Mark | Self::GoToMark)
    }
}

impl Binding {
    /// Returns what can be pressed.
    pub fn sequences(&self) -> impl Iterator<Item = Vec<Key>> {
        self.keys.split(' ').map(sequence)
    }
}

/// Reads one key (`Ctrl-d`, `PgUp`) or a sequence of plain characters (`gg`), behind which any letter may
/// stand (`m+letter`).
fn sequence(written: &str) -> Vec<Key> {
    if let Some(single) = Key::parse(written) {
        return vec![single];
    }
    let (characters, letter) = match written.strip_suffix(ANY_LETTER) {
        Some(characters) => (characters, Some(Key::plain(Code::Letter))),
        None => (written, None),
    };
    characters.chars().map(Key::char).chain(letter).collect()
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
