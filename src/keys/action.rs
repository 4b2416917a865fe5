//! What keys can mean. Refuses to know: which keys do, and how it is done.

use strum::{IntoStaticStr, VariantArray};

/// Something a key can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
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
    Types,
    Health,
    Packs,
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
    DeleteNextWord,
    DeleteToStart,
    LineStart,
    LineEnd,
    CharacterLeft,
    CharacterRight,
    WordLeft,
    WordRight,
    CycleScope,
    Complete,
    Commands,
}

impl Action {
    /// All actions.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// Returns what the action is called: `half-down`.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Returns the action of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|action| action.name() == name)
    }

    /// Returns whether it is about the letter that is pressed last.
    pub fn takes_letter(self) -> bool {
        matches!(self, Self::Mark | Self::GoToMark)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_action_has_a_name_of_its_own_in_kebab_case() {
        let names: HashSet<&str> = Action::ALL.iter().map(|action| action.name()).collect();
        assert_eq!(names.len(), Action::ALL.len());
        for action in Action::ALL {
            let name = action.name();
            let is_kebab = name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'-'));
            assert!(is_kebab && name != "none", "{name}");
            assert_eq!(Action::named(name), Some(*action));
        }
        for (action, name) in [
            (Action::HalfDown, "half-down"),
            (Action::OpenHere, "open-here"),
            (Action::NextLink, "next-link"),
            (Action::GoToMark, "go-to-mark"),
        ] {
            assert_eq!(action.name(), name);
        }
        assert_eq!(Action::named("Half-Down"), None);
    }
}
