//! What terminals say of themselves when they are asked: the colour of their background, and which modes they
//! have. Refuses to know: how the bytes come, and what follows from it.

use super::terminal::Mode;
use crate::palettes::Background;
use crate::palettes::rgb::luminance_of;

/// What a terminal has said of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    /// What its background is like.
    Background(Background),
    /// Its colours have changed.
    SchemeChanged,
    /// It has this mode, which is off.
    Off(Mode),
    /// Whether its window has the keyboard.
    Focus(bool),
}

/// Returns what an OSC string says.
pub fn string(text: &[u8]) -> Option<Reply> {
    let colour = str::from_utf8(text).ok()?.strip_prefix("11;")?;
    background(colour).map(Reply::Background)
}

/// Returns what ESC `[` `?`, some bytes and a last one say.
pub fn sequence(bytes: &[u8], last: u8) -> Option<Reply> {
    let text = str::from_utf8(bytes).ok()?;
    match (last, text.split_once(';')?) {
        // Dark is 1 and light is 2; the colour itself is what counts.
        (b'n', ("997", "1" | "2")) => Some(Reply::SchemeChanged),
        // Off is 2; on is 1, and always so, on or off, is 3 or 4.
        (b'y', (number, "2$")) => Mode::numbered(number.parse().ok()?).map(Reply::Off),
        _ => None,
    }
}

/// Returns what ESC `[` and a last byte say (`FocusIn` and `FocusOut` of xterm).
pub fn focus(last: u8) -> Option<Reply> {
    match last {
        b'I' => Some(Reply::Focus(true)),
        b'O' => Some(Reply::Focus(false)),
        _ => None,
    }
}

/// Reads a colour as `XParseColor` of Xlib writes it, `rgb:` and three numbers of one to four hexadecimal digits,
/// each a share of the most that so many digits can say; or `rgba:` and a fourth, how opaque it is.
fn background(colour: &str) -> Option<Background> {
    let (form, numbers) = colour.split_once(':')?;
    let shares: Option<Vec<f64>> = numbers.split('/').map(share).collect();
    match (form, &shares?[..]) {
        ("rgb", &[red, green, blue]) | ("rgba", &[red, green, blue, _]) => {
            Some(like([red, green, blue]))
        }
        _ => None,
    }
}

fn share(digits: &str) -> Option<f64> {
    let is_hexadecimal = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    if !is_hexadecimal || !(1..=4).contains(&digits.len()) {
        return None;
    }
    let most = (1_u32 << (4 * digits.len())) - 1;
    Some(f64::from(u32::from_str_radix(digits, 16).ok()?) / f64::from(most))
}

/// A background is light if black differs more from it than white does, by the contrast ratio of WCAG 2.2
/// (<https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>).
fn like(shares: [f64; 3]) -> Background {
    let luminance = luminance_of(shares);
    let (from_black, from_white) = ((luminance + 0.05) / 0.05, 1.05 / (luminance + 0.05));
    if from_black > from_white { Background::Light } else { Background::Dark }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_background_is_dark_or_light_in_whatever_form_it_is_told() {
        let (dark, light) = (Some(Background::Dark), Some(Background::Light));
        for (told, expected) in [
            ("11;rgb:0/0/0", dark),
            ("11;rgb:f/f/f", light),
            ("11;rgb:00/2b/36", dark),
            ("11;rgb:fd/f6/e3", light),
            ("11;rgb:fff/fff/fff", light),
            ("11;rgb:0000/0000/0000", dark),
            ("11;rgb:FFFF/ffff/FFFF", light),
            ("11;rgba:1e1e/1e1e/2e2e/ffff", dark),
            ("11;rgba:eff1/f1f1/f5f5/8000", light),
            // The grey at which black and white differ from it alike is #757575.
            ("11;rgb:75/75/75", dark),
            ("11;rgb:76/76/76", light),
            // Green is bright, and blue is not.
            ("11;rgb:00/ff/00", light),
            ("11;rgb:00/00/ff", dark),
            // No colour.
            ("11;rgb:", None),
            ("11;rgb:0/0", None),
            ("11;rgb:0/0/0/0", None),
            ("11;rgba:0/0/0", None),
            ("11;rgb:00000/0/0", None),
            ("11;rgb:+f/0/0", None),
            ("11;rgb:g/0/0", None),
            ("11;hsl:0/0/0", None),
            ("11;?", None),
            ("10;rgb:0/0/0", None),
            ("11", None),
            ("", None),
        ] {
            assert_eq!(string(told.as_bytes()), expected.map(Reply::Background), "{told}");
        }
        assert_eq!(string(b"11;rgb:\xff/0/0"), None);
    }

    #[test]
    fn a_mode_is_there_to_be_set_if_it_is_off() {
        for (bytes, last, expected) in [
            ("2027;2$", b'y', Some(Reply::Off(Mode::Graphemes))),
            ("2031;2$", b'y', Some(Reply::Off(Mode::Scheme))),
            ("2027;0$", b'y', None),
            ("2027;1$", b'y', None),
            ("2027;3$", b'y', None),
            ("2027;4$", b'y', None),
            ("2026;2$", b'y', None),
            ("2027;2", b'y', None),
            ("2027;2$", b'n', None),
            ("997;1", b'n', Some(Reply::SchemeChanged)),
            ("997;2", b'n', Some(Reply::SchemeChanged)),
            ("997;3", b'n', None),
            ("62;4", b'c', None),
            ("5", b'u', None),
        ] {
            assert_eq!(sequence(bytes.as_bytes(), last), expected, "{bytes}");
        }
    }
}
