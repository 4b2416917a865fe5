//! What can have the keyboard, so that one key can mean one thing here and another there. Refuses to
//! know: what is shown there.

use strum::{IntoStaticStr, VariantArray};

use crate::messages::browser as says;

/// What has the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
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
    /// The list of all actions.
    Commands,
}

impl Context {
    /// All contexts, in the order of the help.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// Returns what the place is called in settings.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Returns the place of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|context| context.name() == name)
    }

    /// Returns where that is, in words.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Contents => says::KEYS_CONTENTS,
            Self::Reader => says::KEYS_READER,
            Self::Side => says::KEYS_SIDE,
            Self::Menu => says::KEYS_MENU,
            Self::Sheet => says::KEYS_SHEET,
            Self::Matrix => says::KEYS_MATRIX,
            Self::Map => says::KEYS_MAP,
            Self::Peek => says::KEYS_PEEK,
            Self::Practice => says::KEYS_PRACTICE,
            Self::Finder => says::KEYS_FINDER,
            Self::Glossary => says::KEYS_GLOSSARY,
            Self::Prompt => says::KEYS_PROMPT,
            Self::Selecting => says::KEYS_SELECTING,
            Self::Writing => says::KEYS_WRITING,
            Self::Commands => says::KEYS_COMMANDS,
        }
    }

    /// Returns whether characters are text here.
    pub fn is_typing(self) -> bool {
        matches!(
            self,
            Self::Finder | Self::Glossary | Self::Prompt | Self::Writing | Self::Commands
        )
    }
}
