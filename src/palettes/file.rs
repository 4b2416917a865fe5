//! A palette's file: a table of colours for a light background, one for a dark background, or both; with
//! everything that is wrong in it. Refuses to know: where files lie, and what a colour looks like on the
//! screen.

use std::path::Path;

use super::Background;
use super::ink::{Ink, Inks, Otherwise};
use super::legible;
use super::rgb::Rgb;
use crate::content::diagnostic::{Diagnostic, Mistake, Severity};
use crate::content::fields::Fields;
use crate::content::keyed::{self, Keyed, ONLY};
use crate::messages::content as say;
use crate::messages::palettes as says;

/// What a file is in sentences.
const WHAT: &str = "a palette";

/// The colours of a palette on each background that it has some for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Variants {
    /// On a light background.
    pub light: Option<Inks>,
    /// On a dark one.
    pub dark: Option<Inks>,
}

impl Variants {
    /// Returns the colours on a background.
    pub fn get(&self, background: Background) -> Option<Inks> {
        match background {
            Background::Light => self.light,
            Background::Dark => self.dark,
        }
    }

    /// Returns the colours that suit a background best, and the background that they are for.
    pub fn nearest(&self, background: Background) -> Option<(Background, Inks)> {
        let of = |background| Some((background, self.get(background)?));
        of(background).or_else(|| of(background.other()))
    }
}

/// A palette and what is wrong with its file.
#[derive(Clone, Debug, Default)]
pub struct PaletteFile {
    /// Its colours, as far as they are right.
    pub variants: Variants,
    /// What is wrong, in the order of the file. An error left something out; a warning says that something
    /// is hard to read.
    pub mistakes: Vec<Diagnostic>,
}

impl PaletteFile {
    /// Reads the text of a file that is called so in mistakes.
    pub fn read(text: &str, name: &str) -> Self {
        Self::of(keyed::read(text, ONLY, WHAT, take), name)
    }

    /// Reads a file; one that cannot be read is a mistake.
    pub fn open(path: &Path) -> Self {
        Self::of(keyed::read_file(path, ONLY, WHAT, take), &path.display().to_string())
    }

    fn of(keyed: Keyed<Variants>, name: &str) -> Self {
        Self { variants: keyed.value, mistakes: keyed::told(keyed.mistakes, name) }
    }

    /// Returns the first error.
    pub fn error(&self) -> Option<&Diagnostic> {
        self.mistakes.iter().find(|mistake| mistake.severity == Severity::Error)
    }
}

fn take(variants: &mut Variants, mut root: Fields<'_, '_>) {
    let light = root.table("light", says::ON_LIGHT, |fields| inks(fields, Background::Light));
    let dark = root.table("dark", says::ON_DARK, |fields| inks(fields, Background::Dark));
    variants.light = light.or(variants.light);
    variants.dark = dark.or(variants.dark);
    if !root.has("light") && !root.has("dark") && !root.is_broken() {
        let at = root.at();
        root.reader.error(at, "missing-key", says::no_colours(), says::add_colours());
    }
    root.finish(|_| None);
}

/// Reads the colours on a background.
fn inks(mut fields: Fields<'_, '_>, background: Background) -> Inks {
    let mut inks = Inks::default();
    let mut is_whole = true;
    for ink in Ink::ALL {
        let (key, otherwise) = ink.key();
        match colour(&mut fields, key) {
            Some(colour) => inks.set(ink, colour),
            None if otherwise != Otherwise::Missing => {}
            None => {
                is_whole = false;
                if !fields.has(key) {
                    fields.missing(key);
                }
            }
        }
    }
    if is_whole {
        warn_of_faint(&inks, background, &mut fields);
    }
    fields.finish(|_| None);
    inks
}

fn colour(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<Rgb> {
    let before = fields.reader.notes.mistakes.len();
    let is_colour = |text: &str| Rgb::read(text).is_some();
    let text = fields.ruled(key, is_colour, "bad-colour", says::COLOUR_SHAPE);
    let is_told = fields.reader.notes.mistakes.len() > before;
    if text.is_empty() && fields.has(key) && !is_told {
        let at = fields.key_at(key);
        fields.reader.error(at, "empty-value", say::empty_value(key, WHAT), says::COLOUR_SHAPE);
    }
    Rgb::read(&text)
}

/// Warns of what is hard to read, once of each colour on whatever is behind it.
fn warn_of_faint(inks: &Inks, background: Background, fields: &mut Fields<'_, '_>) {
    let mut told = Vec::new();
    for faint in legible::faint(inks, background) {
        // What is read on the selection is mostly the background: then the selection is to blame.
        let blamed = match faint.ink {
            ink @ Ink::SelectedText if !inks.has(ink) => Ink::Selected,
            ink => ink,
        };
        let (source, on) = (inks.source(blamed), faint.on);
        if told.contains(&(source, on)) || blamed == on && told.iter().any(|it| it.0 == source) {
            continue;
        }
        told.push((source, on));
        let at = fields.key_at(source.key().0);
        let key = if blamed == on { faint.ink } else { source }.key().0;
        let message = says::faint(key, on.key().0, faint.contrast, faint.least);
        let hint = match background {
            _ if faint.ink == Ink::SelectedText => says::MORE_DIFFERENT,
            Background::Light => says::DARKER,
            Background::Dark => says::LIGHTER,
        };
        fields.reader.report(Mistake::warning(at, "low-contrast", message).hint(hint));
    }
}
