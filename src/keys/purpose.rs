//! What keys are for, and which of them belong together: the order of the help. Refuses to know: the
//! keys themselves, which the key map has, and how the help is shown.

use super::action::Action;
use crate::messages::keys as says;

/// What some keys are for.
#[derive(Clone, Copy, Debug)]
pub struct Purpose {
    /// What it is called.
    pub title: &'static str,
    /// The actions, those of one row next to each other.
    pub rows: &'static [&'static [Action]],
}

/// All purposes, and the actions of each, those of use most often first.
pub const PURPOSES: [Purpose; 9] = [
    Purpose {
        title: says::TO_FIND,
        rows: &[
            &[Action::Search, Action::Results],
            &[Action::Find, Action::FindNext, Action::FindPrevious],
            &[Action::Glossary],
            &[Action::Outline],
        ],
    },
    Purpose {
        title: says::TO_FOLLOW,
        rows: &[
            &[Action::Open, Action::OpenHere],
            &[Action::NextLink, Action::PreviousLink],
            &[Action::Peek],
            &[Action::Back],
            &[Action::Forward],
            &[Action::PreviousEntry, Action::NextEntry],
        ],
    },
    Purpose {
        title: says::TO_EXPLORE,
        rows: &[
            &[Action::Recall],
            &[Action::Forgotten, Action::Hard, Action::Remembered, Action::Easy],
            &[Action::Routes],
            &[Action::Matrix],
            &[Action::Map],
            &[Action::Links],
            &[Action::Near],
            &[Action::Path],
            &[Action::Compare],
            &[Action::Coverage],
            &[Action::Types],
            &[Action::Health],
            &[Action::Packs],
            &[Action::NextStop, Action::PreviousStop],
            &[Action::Home],
            &[Action::ChoosePair],
            &[Action::Transpose],
        ],
    },
    Purpose {
        title: says::TO_ADD,
        rows: &[
            &[Action::Annotate],
            &[Action::Notes],
            &[Action::Select],
            &[Action::Highlight],
            &[Action::SwapEnds],
            &[Action::PlaceNote],
            &[Action::WriteOn],
        ],
    },
    Purpose {
        title: says::TO_COPY,
        rows: &[
            &[Action::CopyEntry],
            &[Action::CopyParagraph],
            &[Action::CopySelection],
            &[Action::CopyLink],
            &[Action::CopyCitation],
            &[Action::CopyMarkdown],
            &[Action::CopyBibtex],
            &[Action::CopyTitle],
            &[Action::CopyId],
        ],
    },
    Purpose {
        title: says::TO_KEEP,
        rows: &[
            &[Action::Bookmark],
            &[Action::Bookmarks],
            &[Action::Recent],
            &[Action::Difference],
            &[Action::Mark],
            &[Action::GoToMark],
            &[Action::JumpBack],
            &[Action::MarkRead],
            &[Action::Remove],
            &[Action::Undo],
        ],
    },
    Purpose {
        title: says::TO_TYPE,
        rows: &[
            &[Action::Accept],
            &[Action::CancelTyping],
            &[Action::CycleScope],
            &[Action::Complete],
            &[Action::DeleteBack, Action::DeleteForward],
            &[Action::DeleteWord, Action::DeleteNextWord],
            &[Action::DeleteToStart],
        ],
    },
    Purpose {
        title: says::TO_MOVE,
        rows: &[
            &[Action::Down, Action::Up],
            &[Action::Left, Action::Right],
            &[Action::ReadOn],
            &[Action::PageDown, Action::PageUp],
            &[Action::HalfDown, Action::HalfUp],
            &[Action::PreviousParagraph, Action::NextParagraph],
            &[Action::Top, Action::Bottom],
            &[Action::LineStart, Action::LineEnd],
            &[Action::CharacterLeft, Action::CharacterRight],
            &[Action::WordLeft, Action::WordRight],
        ],
    },
    Purpose {
        title: says::OF_THE_WINDOW,
        rows: &[
            &[Action::Help],
            &[Action::Commands],
            &[Action::Cancel],
            &[Action::Close],
            &[Action::ReadingMode],
            &[Action::Wider, Action::Narrower],
            &[Action::Shrink, Action::Grow],
            &[Action::DefaultWidth],
            &[Action::Palettes],
            &[Action::Edit],
            &[Action::Reload],
            &[Action::Redraw, Action::Suspend],
            &[Action::Quit],
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::BINDINGS;

    #[test]
    fn every_action_that_has_a_key_is_there_once() {
        let listed: Vec<Action> =
            PURPOSES.iter().flat_map(|purpose| purpose.rows).copied().flatten().copied().collect();
        for binding in BINDINGS {
            let times = listed.iter().filter(|action| **action == binding.action).count();
            assert_eq!(times, 1, "{:?}", binding.action);
        }
    }
}
