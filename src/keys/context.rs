//! What can have the keyboard, so that one key can mean one thing here and another there. Refuses to
//! know: what is shown there.

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
