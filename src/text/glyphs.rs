//! Lines and marks as a terminal has letters for them. Refuses to know: where they are drawn.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

/// Which glyphs a terminal has letters for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Glyphs {
    /// All that Folio draws.
    #[default]
    Unicode,
    /// Those of the font that Linux brings for its console, of 256 letters: code page 437, as
    /// `drivers/tty/vt/cp437.uni` has it in the kernel's source.
    Console,
    /// Those of ASCII.
    Ascii,
}

impl Glyphs {
    /// Returns whether keys have short forms of their own, such as `⏎`; they are written out otherwise.
    pub fn shorten_keys(self) -> bool {
        self == Self::Unicode
    }

    /// Returns whether only ASCII is drawn.
    pub fn are_ascii(self) -> bool {
        self == Self::Ascii
    }

    /// Returns a text in the glyphs that stand for its own.
    pub fn text(self, text: &str) -> Cow<'_, str> {
        if self == Self::Unicode || text.is_ascii() {
            return text.into();
        }
        text.graphemes(true).map(|grapheme| self.stand_in(grapheme)).collect::<String>().into()
    }

    /// Returns the glyph that stands for one of Folio's own or a typographic sign; all else is content and
    /// stays.
    pub fn stand_in(self, grapheme: &str) -> &str {
        match self {
            Self::Unicode => grapheme,
            Self::Console => on_console(grapheme),
            Self::Ascii => in_ascii(grapheme),
        }
    }
}

fn on_console(grapheme: &str) -> &str {
    match grapheme {
        "━" => "─",
        "▎" => "▌",
        "┃" => "█",
        "▸" => "►",
        "◂" => "◄",
        "▾" => "▼",
        "›" => "»",
        "‹" => "«",
        "●" => "•",
        "○" | "◦" => "o",
        "▪" => "■",
        "✓" => "√",
        "–" | "—" | "✎" | "≠" | "…" | "“" | "”" | "‘" | "’" => in_ascii(grapheme),
        other => other,
    }
}

fn in_ascii(grapheme: &str) -> &str {
    match grapheme {
        "─" | "━" | "–" | "—" | "·" | "▪" => "-",
        "│" | "▎" | "▌" => "|",
        "┃" | "█" => "#",
        "░" => ".",
        "┌" | "┐" | "└" | "┘" | "┬" | "┴" | "┼" | "├" | "┤" | "✓" => "+",
        "▸" | "›" | "→" => ">",
        "‹" | "←" | "◂" => "<",
        "▾" | "↓" => "v",
        "↑" => "^",
        "•" | "●" | "◆" | "✎" => "*",
        "○" | "◦" => "o",
        "≠" => "!",
        "…" | "≈" => "~",
        "×" => "x",
        "“" | "”" => "\"",
        "‘" | "’" => "'",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::Glyphs;

    /// All that Folio draws beside ASCII and what packs say.
    const DRAWN: &str = "─━–—·│▎▌┃█░┌┐└┘┬┴┼├┤✓▸›→‹←◂▾↓↑•◦▪○●◆✎≠…≈×“”‘’";

    #[test]
    fn ascii_stands_for_all_that_is_drawn() {
        for glyph in DRAWN.split("").filter(|glyph| !glyph.is_empty()) {
            assert!(Glyphs::Ascii.stand_in(glyph).is_ascii(), "{glyph}");
        }
    }

    #[test]
    fn the_console_is_given_letters_of_its_font() {
        const FONT: &str = "─·│▌█░┌┐└┘┬┴┼├┤→←↓↑•◆≈×»«►◄▼■√";
        for glyph in DRAWN.split("").filter(|glyph| !glyph.is_empty()) {
            let drawn = Glyphs::Console.stand_in(glyph);
            assert!(drawn.is_ascii() || FONT.contains(drawn), "{glyph} becomes {drawn}");
        }
    }

    #[test]
    fn a_text_has_them_all_replaced() {
        assert_eq!(Glyphs::Ascii.text("“é” → 路 · 1…"), "\"é\" > 路 - 1~");
        assert_eq!(Glyphs::Console.text("› é"), "» é");
        assert_eq!(Glyphs::Unicode.text("› é"), "› é");
    }

    #[test]
    fn content_stays_as_it_is() {
        for glyph in ["é", "路", "α", "a", "👩‍👧"] {
            for glyphs in [Glyphs::Unicode, Glyphs::Console, Glyphs::Ascii] {
                assert_eq!(glyphs.stand_in(glyph), glyph);
                assert_eq!(glyphs.text(glyph), glyph);
            }
        }
    }
}
