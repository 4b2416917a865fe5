//! What each role and part looks like: in the terminal's own colours, in those of a file, or without any.
//! Refuses to know: where anything is drawn.

use ratatui::style::{Color, Modifier, Style};

use super::ink::{Indexed, Ink, Inks};
use super::rgb::Rgb;
use super::{Background, Depth};
use crate::document::{self, Role};
use crate::text::glyphs::Glyphs;

/// What parts of the screen are for, besides the text of entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScreenPart {
    /// Lines between panes and around popups.
    Line,
    /// Secondary text.
    Quiet,
    /// What has the keyboard: the title of a pane, a marker.
    Accent,
    /// A title without the keyboard.
    Strong,
    /// The selected row of the pane that has the keyboard.
    Selected,
    /// The selected row of another pane.
    SelectedElsewhere,
    /// A match.
    Mark,
    /// The match that was gone to.
    MarkHere,
    /// Words that a note is on.
    Noted,
    /// A key in a hint.
    Key,
    /// A sentence at the foot.
    Notice,
    /// The piece of a line that shows how far a list is scrolled.
    Scrolled,
    /// What lies behind a popup.
    Behind,
}

impl ScreenPart {
    /// Returns how a selected row is shown, by whether its pane or layer has the keyboard.
    pub fn selection(focused: bool) -> Self {
        if focused { Self::Selected } else { Self::SelectedElsewhere }
    }
}

/// Where colours come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    /// There are none.
    Mono,
    /// The terminal's own sixteen, of which one is the accent.
    Terminal(Background),
    /// Those of a palette, on a terminal that has as many.
    Own(Inks),
    /// The nearest of 256.
    Indexed(Indexed),
}

/// The look: colours and glyphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    look: Look,
    glyphs: Glyphs,
}

impl Palette {
    /// Builds a palette without a file: the terminal's own 16 colours, as on a dark background, or none.
    pub fn terminal(colours: bool, glyphs: Glyphs) -> Self {
        let look = if colours { Look::Terminal(Background::Dark) } else { Look::Mono };
        Self { look, glyphs }
    }

    /// Builds the palette of the terminal's own colours on a background.
    pub fn on(background: Background, glyphs: Glyphs) -> Self {
        Self { look: Look::Terminal(background), glyphs }
    }

    /// Builds a palette from the colours of a file; `None` if there are too few colours for that.
    pub fn own(inks: Inks, depth: Depth, glyphs: Glyphs) -> Option<Self> {
        let look = match depth {
            Depth::Mono | Depth::Sixteen => return None,
            Depth::Indexed => Look::Indexed(inks.indexed()),
            Depth::True => Look::Own(inks),
        };
        Some(Self { look, glyphs })
    }

    /// Returns which glyphs are drawn.
    pub fn glyphs(self) -> Glyphs {
        self.glyphs
    }

    /// Returns what everything has that has no colours of its own; `None` if that is left to the terminal.
    pub fn ground(self) -> Option<Style> {
        let text = self.ink(Ink::Text)?;
        let ground = Style::new().fg(text);
        Some(self.ink(Ink::Background).map_or(ground, |behind| ground.bg(behind)))
    }

    /// Returns the style of a part of the screen. Without colours each part still differs from
    /// plain text: selections and the match that was gone to by reverse video, other matches by bold
    /// and underlined letters.
    pub fn part(self, part: ScreenPart) -> Style {
        let plain = Style::new();
        match part {
            ScreenPart::Line => self.faint(Ink::Line),
            ScreenPart::Quiet => self.faint(Ink::Quiet),
            ScreenPart::Accent => self.write(Ink::Accent).add_modifier(Modifier::BOLD),
            ScreenPart::Strong => self.write(Ink::Strong).add_modifier(Modifier::BOLD),
            ScreenPart::SelectedElsewhere => {
                self.fill(plain, Ink::Elsewhere).add_modifier(Modifier::BOLD)
            }
            // A key differs from the quiet word behind it by more than hue.
            ScreenPart::Key if self.has_own() => self.write(Ink::Key).add_modifier(Modifier::BOLD),
            ScreenPart::Key => self.write(Ink::Key),
            ScreenPart::Notice => self.write(Ink::Notice),
            ScreenPart::Selected => self.selected().remove_modifier(Modifier::DIM),
            ScreenPart::Mark => {
                self.write(Ink::Mark).add_modifier(Modifier::UNDERLINED | Modifier::BOLD)
            }
            // Fainter words with a line under them are terms, accented ones links.
            ScreenPart::Noted => {
                self.underline(Ink::Note).add_modifier(Modifier::UNDERLINED | Modifier::ITALIC)
            }
            // Text and background exchanged: seen alike on dark and on light ones. Not bold, which many terminals show
            // by a brighter colour: grey in place of black.
            ScreenPart::MarkHere => plain
                .fg(Color::Reset)
                .add_modifier(Modifier::REVERSED | Modifier::UNDERLINED)
                .remove_modifier(Modifier::BOLD),
            ScreenPart::Scrolled => self.write(Ink::Text).remove_modifier(Modifier::DIM),
            ScreenPart::Behind => plain
                .fg(Color::Reset)
                .patch(self.faint(Ink::Behind))
                .remove_modifier(Modifier::BOLD),
        }
    }

    /// Returns the style of a match over text of a style; where text looks like a match already, as a bold link
    /// does, it is exchanged with its background.
    pub fn matched(self, text: Style) -> Style {
        let mark = self.part(ScreenPart::Mark);
        let matched = text.patch(mark);
        if !text.add_modifier.contains(mark.add_modifier) {
            return matched;
        }
        matched.add_modifier(Modifier::REVERSED).remove_modifier(Modifier::UNDERLINED)
    }

    /// Returns the style of text of an entry; `focused` if its pane has the keyboard.
    pub fn text(self, style: document::Style, focused: bool) -> Style {
        let mut look = self.role(style.role, focused);
        if style.strong {
            look = look.add_modifier(Modifier::BOLD);
        }
        if style.emphasis {
            look = look.add_modifier(Modifier::ITALIC);
        }
        if style.struck {
            look = look.add_modifier(Modifier::CROSSED_OUT);
        }
        look
    }

    fn role(self, role: Role, focused: bool) -> Style {
        let plain = Style::new();
        match role {
            Role::Text | Role::Name | Role::Note | Role::End => plain,
            Role::Title | Role::Section if focused => self.part(ScreenPart::Accent),
            Role::Title | Role::Section | Role::Heading(_) | Role::TableHead | Role::Summary => {
                self.part(ScreenPart::Strong)
            }
            Role::Number | Role::Bullet | Role::Relation => self.write(Ink::Accent),
            Role::Code => self.write(Ink::Code),
            Role::Quote => self.write(Ink::Quote).add_modifier(Modifier::ITALIC),
            Role::Removed => self.faint(Ink::Removed).add_modifier(Modifier::CROSSED_OUT),
            Role::Link => self.write(Ink::Link).add_modifier(Modifier::UNDERLINED),
            Role::Added => self.write(Ink::Added).add_modifier(Modifier::UNDERLINED),
            Role::BrokenLink => {
                self.write(Ink::Warning).add_modifier(Modifier::UNDERLINED | Modifier::CROSSED_OUT)
            }
            Role::Term if self.look == Look::Mono => {
                plain.add_modifier(Modifier::UNDERLINED | Modifier::DIM)
            }
            Role::Term => self.underline(Ink::Term).add_modifier(Modifier::UNDERLINED),
            Role::NoteHead if self.has_own() => self.write(Ink::Note).add_modifier(Modifier::BOLD),
            Role::NoteHead => self.faint(Ink::Note),
            Role::Rule => self.faint(Ink::Line),
            Role::Reading | Role::Place | Role::Dim => self.faint(Ink::Quiet),
        }
    }

    fn has_own(self) -> bool {
        matches!(self.look, Look::Own(_) | Look::Indexed(_))
    }

    /// Returns the colour of an ink; `None` if it is left to the terminal.
    fn ink(self, ink: Ink) -> Option<Color> {
        match self.look {
            Look::Mono => None,
            Look::Terminal(background) => terminal_ink(ink, background),
            Look::Own(inks) => {
                inks.get(ink).map(|Rgb { red, green, blue }| Color::Rgb(red, green, blue))
            }
            Look::Indexed(inks) => inks.get(ink).map(Color::Indexed),
        }
    }

    /// Returns the style of letters in an ink.
    fn write(self, ink: Ink) -> Style {
        self.ink(ink).map_or(Style::new(), |colour| Style::new().fg(colour))
    }

    /// Returns the style of letters that step back: in an ink of a palette, else fainter ones.
    fn faint(self, ink: Ink) -> Style {
        if self.has_own() { self.write(ink) } else { Style::new().add_modifier(Modifier::DIM) }
    }

    /// Returns the style of letters with a line in an ink under them; the line has the colour of the letters unless
    /// the terminal has all colours: xterm, which has 256, takes the code for a line as one for the letters, and for
    /// those behind them.
    fn underline(self, ink: Ink) -> Style {
        let ink = self.ink(ink).filter(|_| matches!(self.look, Look::Own(_)));
        ink.map_or(Style::new(), |colour| Style::new().underline_color(colour))
    }

    /// Fills what is behind letters.
    fn fill(self, style: Style, ink: Ink) -> Style {
        self.ink(ink).map_or(style, |colour| style.bg(colour))
    }

    fn selected(self) -> Style {
        match self.look {
            Look::Mono => Style::new().add_modifier(Modifier::REVERSED),
            // The paper's own colour on blue: the white of light terminals is often a grey.
            Look::Terminal(Background::Light) => {
                self.write(Ink::Accent).add_modifier(Modifier::REVERSED)
            }
            _ => self.fill(self.write(Ink::SelectedText), Ink::Selected),
        }
    }
}

/// Returns which of the terminal's own sixteen colours an ink is. The accent is the one that is read well
/// on such a background in most terminals: cyan on a dark one; on a light one, where cyan is about as light
/// as the paper, blue. Red and green are never used, so nothing hangs on telling them apart.
fn terminal_ink(ink: Ink, background: Background) -> Option<Color> {
    let accent = match background {
        Background::Dark => Color::Cyan,
        Background::Light => Color::Blue,
    };
    match ink {
        Ink::Accent
        | Ink::Key
        | Ink::Notice
        | Ink::Link
        | Ink::Code
        | Ink::Note
        | Ink::Mark
        | Ink::Added
        | Ink::Selected => Some(accent),
        Ink::SelectedText => Some(Color::Black),
        Ink::Term => Some(Color::DarkGray),
        Ink::Text
        | Ink::Background
        | Ink::Quiet
        | Ink::Strong
        | Ink::Line
        | Ink::Quote
        | Ink::Removed
        | Ink::Warning
        | Ink::Behind
        | Ink::Elsewhere => None,
    }
}
