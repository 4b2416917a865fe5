//! What each role looks like; the only place where raw colours are named. Refuses to know: where
//! anything is drawn.

use ratatui::style::{Color, Modifier, Style};

use crate::document::{self, Role};

/// The one accent of the screen.
const ACCENT: Color = Color::Cyan;

/// What parts of the screen are for, besides the text of entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
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

impl Part {
    /// Returns how a selected row is shown, by whether its pane or layer has the keyboard.
    pub fn selection(focused: bool) -> Self {
        if focused { Self::Selected } else { Self::SelectedElsewhere }
    }
}

/// The look: colours and glyphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    colours: bool,
    ascii: bool,
}

impl Palette {
    /// Builds a palette: the terminal's own 16 colours, or none; Unicode glyphs, or ASCII ones.
    pub fn new(colours: bool, ascii: bool) -> Self {
        Self { colours, ascii }
    }

    /// Returns whether only ASCII glyphs are drawn.
    pub fn is_ascii(self) -> bool {
        self.ascii
    }

    /// Returns the style of a part of the screen. Without colours each part still differs from
    /// plain text: selections and the match that was gone to by reverse video, other matches by bold
    /// and underlined letters.
    pub fn part(self, part: Part) -> Style {
        let plain = Style::new();
        match part {
            Part::Line | Part::Quiet => plain.add_modifier(Modifier::DIM),
            Part::Accent => self.accent(plain).add_modifier(Modifier::BOLD),
            Part::Strong | Part::SelectedElsewhere => plain.add_modifier(Modifier::BOLD),
            Part::Key | Part::Notice => self.accent(plain),
            Part::Selected if self.colours => {
                plain.fg(Color::Black).bg(ACCENT).remove_modifier(Modifier::DIM)
            }
            Part::Selected => plain.add_modifier(Modifier::REVERSED).remove_modifier(Modifier::DIM),
            Part::Mark => self.accent(plain).add_modifier(Modifier::UNDERLINED | Modifier::BOLD),
            // Fainter words with a line under them are terms, accented ones links.
            Part::Noted if self.colours => {
                plain.underline_color(ACCENT).add_modifier(Modifier::UNDERLINED | Modifier::ITALIC)
            }
            Part::Noted => plain.add_modifier(Modifier::UNDERLINED | Modifier::ITALIC),
            // The terminal's own two colours exchanged: seen alike on dark and on light ones.
            Part::MarkHere => plain
                .fg(Color::Reset)
                .add_modifier(Modifier::REVERSED | Modifier::UNDERLINED | Modifier::BOLD),
            Part::Scrolled => plain.remove_modifier(Modifier::DIM),
            Part::Behind => {
                plain.fg(Color::Reset).add_modifier(Modifier::DIM).remove_modifier(Modifier::BOLD)
            }
        }
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
        let bold = plain.add_modifier(Modifier::BOLD);
        match role {
            Role::Text | Role::Name | Role::Note | Role::End => plain,
            Role::Title | Role::Section if focused => self.accent(bold),
            Role::Title | Role::Section | Role::Heading(_) | Role::TableHead | Role::Summary => {
                bold
            }
            Role::Number | Role::Bullet | Role::Code | Role::Relation => self.accent(plain),
            Role::Quote => plain.add_modifier(Modifier::ITALIC),
            Role::Removed => plain.add_modifier(Modifier::DIM | Modifier::CROSSED_OUT),
            Role::Link | Role::Added => self.accent(plain).add_modifier(Modifier::UNDERLINED),
            Role::BrokenLink => plain.add_modifier(Modifier::UNDERLINED | Modifier::CROSSED_OUT),
            Role::Term if self.colours => {
                plain.underline_color(Color::DarkGray).add_modifier(Modifier::UNDERLINED)
            }
            Role::Term => plain.add_modifier(Modifier::UNDERLINED | Modifier::DIM),
            Role::Reading | Role::Rule | Role::Place | Role::NoteHead | Role::Dim => {
                plain.add_modifier(Modifier::DIM)
            }
        }
    }

    fn accent(self, style: Style) -> Style {
        if self.colours { style.fg(ACCENT) } else { style }
    }
}
