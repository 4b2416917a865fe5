//! Which colours of a palette have to differ from which, and by how much. Refuses to know: files, and
//! what becomes of a palette that falls short.

use super::Background;
use super::ink::{Ink, Inks};
use super::rgb::{Rgb, contrast};

/// The least contrast of text: WCAG 2.2, 1.4.3, level AA.
pub const TEXT: f64 = 4.5;

/// The least contrast of marks and lines that mean something: WCAG 2.2, 1.4.11.
pub const MARK: f64 = 3.0;

/// The inks that letters are written in.
pub const TEXTS: [Ink; 15] = [
    Ink::Text,
    Ink::Accent,
    Ink::Quiet,
    Ink::Strong,
    Ink::Key,
    Ink::Notice,
    Ink::Link,
    Ink::Code,
    Ink::Quote,
    Ink::Note,
    Ink::Mark,
    Ink::Added,
    Ink::Removed,
    Ink::Warning,
    Ink::Behind,
];

/// The inks of lines and marks; what is read on the selection is another matter.
pub const MARKS: [Ink; 3] = [Ink::Line, Ink::Term, Ink::Selected];

/// An ink that cannot be told well enough from what is behind it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Faint {
    /// The ink.
    pub ink: Ink,
    /// What is behind it.
    pub on: Ink,
    /// Their contrast.
    pub contrast: f64,
    /// The least that it should be.
    pub least: f64,
}

/// Returns what is taken for the background of a terminal if a palette leaves it as it is: a dark one is
/// rarely black, and a light one is mostly white.
pub fn usual_ground(background: Background) -> Rgb {
    match background {
        Background::Light => Rgb::WHITE,
        Background::Dark => Rgb::new(0x1E, 0x1E, 0x1E),
    }
}

/// Returns the inks that are too faint on what may be behind them.
pub fn faint(inks: &Inks, background: Background) -> Vec<Faint> {
    let ground = |ink| match ink {
        Ink::Background => inks.get(ink).or(Some(usual_ground(background))),
        _ => inks.get(ink),
    };
    let texts = TEXTS
        .into_iter()
        .flat_map(|ink| [(ink, Ink::Background, TEXT), (ink, Ink::Elsewhere, TEXT)]);
    let marks = MARKS.into_iter().map(|ink| (ink, Ink::Background, MARK));
    let selected = std::iter::once((Ink::SelectedText, Ink::Selected, TEXT));
    let measured = texts.chain(marks).chain(selected).filter_map(|(ink, on, least)| {
        let contrast = contrast(inks.get(ink)?, ground(on)?);
        Some(Faint { ink, on, contrast, least })
    });
    measured.filter(|found| found.contrast < found.least).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grey(level: u8) -> Rgb {
        Rgb::new(level, level, level)
    }

    #[test]
    fn what_is_faint_is_found_with_what_is_behind_it() {
        let mut inks = Inks::default();
        inks.set(Ink::Text, Rgb::BLACK);
        inks.set(Ink::Accent, grey(0x60));
        inks.set(Ink::Quiet, grey(0x70));
        inks.set(Ink::Background, Rgb::WHITE);
        assert_eq!(faint(&inks, Background::Light), []);
        inks.set(Ink::Elsewhere, grey(0xCC));
        let found = faint(&inks, Background::Light);
        assert!(found.iter().all(|it| it.on == Ink::Elsewhere && it.contrast < TEXT), "{found:?}");
        assert!(found.iter().any(|it| it.ink == Ink::Quiet), "{found:?}");
        inks.set(Ink::Selected, grey(0xE0));
        let found = faint(&inks, Background::Light);
        let of = |ink| found.iter().find(|it| it.ink == ink).map(|it| (it.on, it.least));
        assert_eq!(of(Ink::Selected), Some((Ink::Background, MARK)));
        assert_eq!(of(Ink::SelectedText), Some((Ink::Selected, TEXT)));
    }

    #[test]
    fn without_a_background_the_usual_one_is_behind_it() {
        let mut inks = Inks::default();
        for ink in [Ink::Text, Ink::Accent, Ink::Quiet] {
            inks.set(ink, grey(0xC0));
        }
        assert_eq!(faint(&inks, Background::Dark), []);
        assert!(!faint(&inks, Background::Light).is_empty());
    }
}
