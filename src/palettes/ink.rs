//! The colours that a palette has, each for something, and which stands in for one that a file does not
//! give. Refuses to know: how they are written, and what else marks what they are for.

use super::rgb::{Rgb, contrast};

/// What a colour is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ink {
    /// Prose, and whatever has no colour of its own.
    Text,
    /// Behind everything.
    Background,
    /// What has the keyboard, and the other inks that stand out.
    Accent,
    /// Secondary text.
    Quiet,
    /// Titles without the keyboard, headings.
    Strong,
    /// Lines between panes, around popups, in tables and maps.
    Line,
    /// A key in a hint.
    Key,
    /// A sentence at the foot.
    Notice,
    /// A link.
    Link,
    /// Code.
    Code,
    /// A quote.
    Quote,
    /// The line under a term.
    Term,
    /// The heading of an editor's note, and the line under words that a note is on.
    Note,
    /// A match.
    Mark,
    /// Words that are new.
    Added,
    /// Words that are gone.
    Removed,
    /// A link that leads nowhere.
    Warning,
    /// What lies behind a popup.
    Behind,
    /// Behind the selected row of the pane that has the keyboard.
    Selected,
    /// The text of that row.
    SelectedText,
    /// Behind the selected row of another pane.
    Elsewhere,
}

/// How an ink comes by its colour if a file gives none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Otherwise {
    /// The file has to.
    Missing,
    /// It has none: the terminal's own, or what lies below.
    None,
    /// That of another ink.
    As(Ink),
}

/// How many inks there are.
const COUNT: usize = 21;

impl Ink {
    /// All of them, in the order of a file.
    pub const ALL: [Self; COUNT] = [
        Self::Text,
        Self::Background,
        Self::Accent,
        Self::Quiet,
        Self::Strong,
        Self::Line,
        Self::Key,
        Self::Notice,
        Self::Link,
        Self::Code,
        Self::Quote,
        Self::Term,
        Self::Note,
        Self::Mark,
        Self::Added,
        Self::Removed,
        Self::Warning,
        Self::Behind,
        Self::Selected,
        Self::SelectedText,
        Self::Elsewhere,
    ];

    /// Returns its key in a file, and what it is if the file has none.
    pub fn key(self) -> (&'static str, Otherwise) {
        match self {
            Self::Text => ("text", Otherwise::Missing),
            Self::Background => ("background", Otherwise::None),
            Self::Accent => ("accent", Otherwise::Missing),
            Self::Quiet => ("quiet", Otherwise::Missing),
            Self::Strong => ("strong", Otherwise::As(Self::Text)),
            Self::Line => ("line", Otherwise::As(Self::Quiet)),
            Self::Key => ("key", Otherwise::As(Self::Accent)),
            Self::Notice => ("notice", Otherwise::As(Self::Accent)),
            Self::Link => ("link", Otherwise::As(Self::Accent)),
            Self::Code => ("code", Otherwise::As(Self::Accent)),
            Self::Quote => ("quote", Otherwise::As(Self::Text)),
            Self::Term => ("term", Otherwise::As(Self::Quiet)),
            Self::Note => ("note", Otherwise::As(Self::Accent)),
            Self::Mark => ("mark", Otherwise::As(Self::Accent)),
            Self::Added => ("added", Otherwise::As(Self::Accent)),
            Self::Removed => ("removed", Otherwise::As(Self::Quiet)),
            Self::Warning => ("warning", Otherwise::As(Self::Text)),
            Self::Behind => ("behind", Otherwise::As(Self::Quiet)),
            Self::Selected => ("selected", Otherwise::As(Self::Accent)),
            Self::SelectedText => ("selected-text", Otherwise::As(Self::Background)),
            Self::Elsewhere => ("elsewhere", Otherwise::None),
        }
    }
}

/// The colours of a palette on one background.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Inks([Option<Rgb>; COUNT]);

impl Inks {
    /// Sets the colour of an ink.
    pub fn set(&mut self, ink: Ink, colour: Rgb) {
        self.0[ink as usize] = Some(colour);
    }

    /// Returns whether an ink has a colour of its own.
    pub fn has(&self, ink: Ink) -> bool {
        self.0[ink as usize].is_some()
    }

    /// Returns the ink whose colour an ink has: itself, or the one that stands in for it.
    pub fn source(&self, ink: Ink) -> Ink {
        match ink.key() {
            (_, Otherwise::As(other)) if !self.has(ink) => self.source(other),
            _ => ink,
        }
    }

    /// Returns the colour of an ink; `None` if it is the terminal's own, or there is none.
    pub fn get(&self, ink: Ink) -> Option<Rgb> {
        let found = self.0[self.source(ink) as usize];
        match ink {
            // On a background that is not known, what is read best on the selection.
            Ink::SelectedText if found.is_none() => self.get(Ink::Selected).map(|selected| {
                let contrast = |text| contrast(text, selected);
                if contrast(Rgb::BLACK) > contrast(Rgb::WHITE) { Rgb::BLACK } else { Rgb::WHITE }
            }),
            _ => found,
        }
    }

    /// Returns them as a terminal of 256 colours shows them. Looking for the nearest colours takes time, and is done
    /// once here.
    pub fn indexed(&self) -> Indexed {
        Indexed(Ink::ALL.map(|ink| self.get(ink).map(Rgb::nearest_indexed)))
    }
}

/// The colours of a palette on one background, each the nearest of 256.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Indexed([Option<u8>; COUNT]);

impl Indexed {
    /// Returns the number of an ink's colour; `None` if it is the terminal's own, or there is none.
    pub fn get(&self, ink: Ink) -> Option<u8> {
        self.0[ink as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_ink_has_its_own_place_and_key() {
        for (at, ink) in Ink::ALL.into_iter().enumerate() {
            assert_eq!(ink as usize, at, "{ink:?}");
            let same = Ink::ALL.iter().filter(|other| other.key().0 == ink.key().0).count();
            assert_eq!(same, 1, "{ink:?}");
        }
    }

    #[test]
    fn three_colours_make_a_palette() {
        let mut inks = Inks::default();
        for (ink, colour) in [(Ink::Text, 1), (Ink::Accent, 200), (Ink::Quiet, 3)] {
            inks.set(ink, Rgb::new(colour, colour, colour));
        }
        for ink in Ink::ALL {
            let has_none = matches!(ink, Ink::Background | Ink::Elsewhere);
            assert_eq!(inks.get(ink).is_none(), has_none, "{ink:?}");
        }
        assert_eq!(inks.get(Ink::Line), inks.get(Ink::Quiet));
        assert_eq!(inks.get(Ink::SelectedText), Some(Rgb::BLACK), "on a light accent");
    }
}
