//! The palette on the screen: by name, for a background, in as many colours as there are; and how it
//! becomes another. Refuses to know: who asks, how the background became known, what is drawn.

use super::file::Variants;
use super::ink::Ink;
use super::shelf::{Shelf, Shelved, TERMINAL, Unfound, in_a_line};
use super::{Background, Colourless, Depth, Palette};
use crate::messages::palettes as says;
use crate::text::glyphs::Glyphs;

/// How the screen is to look.
#[derive(Clone, Debug)]
pub struct Wish {
    /// The name of the palette; that of the terminal's own colours if none is wished for.
    pub name: Option<String>,
    /// The background; the terminal's own if none is wished for.
    pub background: Option<Background>,
    /// What the terminal's background is, as far as it is known before the terminal says so.
    pub told: Option<Background>,
    /// How many colours there are, or why there are none.
    pub colours: Result<Depth, Colourless>,
    /// Which glyphs are drawn.
    pub glyphs: Glyphs,
}

impl Default for Wish {
    fn default() -> Self {
        let colours = Ok(Depth::Sixteen);
        Self { name: None, background: None, told: None, colours, glyphs: Glyphs::Unicode }
    }
}

/// What can be chosen from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// All palettes.
    pub palettes: Vec<Listed>,
    /// The name of the one on the screen.
    pub shown: Box<str>,
    /// Why it makes no difference which one is chosen, if that is so.
    pub why_alike: Option<&'static str>,
}

/// A palette that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its name.
    pub name: Box<str>,
    /// Whether it has colours for a light background.
    pub light: bool,
    /// Whether it has colours for a dark one.
    pub dark: bool,
}

/// The palette on the screen.
#[derive(Clone, Debug)]
pub struct InUse {
    shelf: Shelf,
    wish: Wish,
    name: Box<str>,
    variants: Variants,
    /// The first mistake in its file, in a line.
    mistake: Option<String>,
    palette: Palette,
}

impl InUse {
    /// Takes the palette that is wished for from the shelf, or the terminal's own colours if it is not to
    /// be had; also returns what is to be said of it.
    pub fn new(shelf: Shelf, wish: Wish) -> (Self, Option<String>) {
        let mut in_use = Self {
            shelf,
            name: TERMINAL.into(),
            variants: Variants::default(),
            mistake: None,
            palette: Palette::terminal(false, wish.glyphs),
            wish,
        };
        in_use.renew();
        let found = in_use.wish.name.as_deref().map(|name| in_use.shelf.find(name));
        let said = found.and_then(|found| in_use.wear(found));
        (in_use, said)
    }

    /// Returns where palettes are found; finding one may take time.
    pub fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// Returns how things look.
    pub fn palette(&self) -> &Palette {
        &self.palette
    }

    /// Returns the name of the palette.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Shows another palette as it was found; returns what is to be said of it. What was there stays if the other
    /// is not to be had.
    pub fn wear(&mut self, found: Result<Shelved, Unfound>) -> Option<String> {
        let Shelved { name, file, .. } = match found {
            Ok(kept) => kept,
            Err(why) => return Some(why.sentence()),
        };
        (self.name, self.variants) = (name, file.variants);
        self.mistake = file.mistakes.first().map(in_a_line);
        self.renew();
        self.complaint()
    }

    /// Returns what is to be said of the palette: what is wrong in its file, else that it is for another
    /// background.
    fn complaint(&self) -> Option<String> {
        let (made_for, _) = self.variants.nearest(self.background())?;
        let other = || says::other_background(&self.name, made_for.name());
        let suits = made_for == self.background();
        self.mistake.clone().or_else(|| (!suits).then(other))
    }

    /// Takes in that something else is wished for; returns which palette is to be found and shown for that. What
    /// was chosen since stays if the wish is the same.
    pub fn on_wish(&mut self, wish: Wish) -> Box<str> {
        let is_new = self.wish.name != wish.name;
        self.wish = Wish { told: self.wish.told, ..wish };
        self.renew();
        let wished = self.wish.name.as_deref().filter(|_| is_new);
        wished.unwrap_or(&self.name).into()
    }

    /// Takes in what the terminal's background is, or has become; one that is wished for stays. Returns what is to
    /// be said of the palette there.
    pub fn on_background(&mut self, background: Background) -> Option<String> {
        self.wish.told = Some(background);
        self.renew();
        self.complaint()
    }

    /// Returns the one on the screen as one to choose.
    pub fn listed(&self) -> Listed {
        let [light, dark] = Background::ALL.map(|it| self.variants.get(it).is_some());
        Listed { name: self.name.clone(), light, dark }
    }

    /// Returns what can be chosen from of all palettes.
    pub fn listing(&self, all: &[Shelved]) -> Listing {
        let listed = |kept: &Shelved| {
            let [light, dark] = Background::ALL.map(|background| kept.suits(background));
            Listed { name: kept.name.clone(), light, dark }
        };
        let palettes = all.iter().map(listed).collect();
        Listing { palettes, shown: self.name.clone(), why_alike: self.why_alike() }
    }

    /// Returns why all palettes look alike here, if they do.
    fn why_alike(&self) -> Option<&'static str> {
        match self.wish.colours {
            Err(Colourless::Asked) => Some(says::COLOURLESS_OPTION),
            Err(Colourless::Set) => Some(says::COLOURLESS_SETTING),
            Err(Colourless::NoColor) => Some(says::COLOURLESS_NO_COLOR),
            Err(Colourless::Clicolor) => Some(says::COLOURLESS_CLICOLOR),
            Ok(Depth::Mono) => Some(says::COLOURLESS_TERMINAL),
            Ok(Depth::Sixteen) => Some(says::SIXTEEN_COLOURS),
            Ok(Depth::Indexed | Depth::True) => None,
        }
    }

    /// Returns what the palette is to suit.
    fn background(&self) -> Background {
        self.wish.background.or(self.wish.told).unwrap_or_default()
    }

    /// Makes the palette of what is known. Colours without a background of their own are read on the one that they
    /// are made for alone: on the other the terminal's own are shown.
    fn renew(&mut self) {
        let glyphs = self.wish.glyphs;
        let depth = self.wish.colours.unwrap_or(Depth::Mono);
        let nearest = self.variants.nearest(self.background());
        let worn = nearest.filter(|(made_for, inks)| {
            *made_for == self.background() || inks.get(Ink::Background).is_some()
        });
        let own = worn.and_then(|(_, inks)| Palette::own(inks, depth, glyphs));
        self.palette = own.unwrap_or_else(|| match depth {
            Depth::Mono => Palette::terminal(false, glyphs),
            _ => Palette::on(self.background(), glyphs),
        });
    }
}
