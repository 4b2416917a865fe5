//! Colours as numbers: how bright one is, how well it is read on another, how alike two look, and which
//! of 256 is nearest. Refuses to know: what a colour is for.

/// A colour of sRGB, eight bits a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rgb {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

/// The first colour of the 256 that every terminal shows alike; those before are the terminal's own.
const FIRST_SHARED: u8 = 16;

/// The first of the greys at the end of the 256.
const FIRST_GREY: u8 = 232;

/// The levels of each channel in the cube of 6 × 6 × 6 colours among the 256.
const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];

impl Rgb {
    /// Black.
    pub const BLACK: Self = Self::new(0, 0, 0);
    /// White.
    pub const WHITE: Self = Self::new(255, 255, 255);

    /// Builds a colour.
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// Reads a colour written as `#rrggbb`; `None` if it is anything else.
    pub fn read(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        let channel = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Self::new(channel(0)?, channel(2)?, channel(4)?))
    }

    /// Returns the channels as amounts of light, from 0 to 1.
    pub fn light(self) -> [f64; 3] {
        self.shares().map(linear)
    }

    /// Returns the channels as shares of the most that they can be.
    fn shares(self) -> [f64; 3] {
        [self.red, self.green, self.blue].map(|channel| f64::from(channel) / 255.0)
    }

    /// Returns the relative luminance, from 0 for black to 1 for white; see [`contrast`].
    pub fn luminance(self) -> f64 {
        luminance_of(self.shares())
    }

    /// Returns the place of the colour in `OKLab`: lightness from 0 to 1, then how red or green, and how
    /// yellow or blue it is.
    pub fn oklab(self) -> [f64; 3] {
        oklab_of(self.light())
    }

    /// Returns the colour of this number among the 256, of which the first 16 are the terminal's own.
    pub fn of_indexed(index: u8) -> Option<Self> {
        if index >= FIRST_GREY {
            let grey = 8 + 10 * (index - FIRST_GREY);
            return Some(Self::new(grey, grey, grey));
        }
        let at = usize::from(index.checked_sub(FIRST_SHARED)?);
        Some(Self::new(LEVELS[at / 36], LEVELS[at / 6 % 6], LEVELS[at % 6]))
    }

    /// Returns the number of the nearest of the 256 colours, never one of the first 16, which the terminal
    /// may show as anything. Nearest is measured in `OKLab`, where equal distances look about equal: by
    /// distances of red, green and blue a dark colour loses its hue and two greys their order.
    pub fn nearest_indexed(self) -> u8 {
        let wanted = self.oklab();
        let distance = |index: u8| {
            let found = Self::of_indexed(index).map_or([f64::MAX; 3], Self::oklab);
            wanted.iter().zip(found).map(|(one, other)| (one - other).powi(2)).sum::<f64>()
        };
        let by_distance = |one: &u8, other: &u8| distance(*one).total_cmp(&distance(*other));
        (FIRST_SHARED..=u8::MAX).min_by(by_distance).unwrap_or(u8::MAX)
    }
}

/// Returns how much light a share of a channel is, from 0 to 1.
fn linear(share: f64) -> f64 {
    if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
}

/// Returns the relative luminance of shares of red, green and blue, from 0 for black to 1 for white; see
/// [`contrast`].
pub fn luminance_of(shares: [f64; 3]) -> f64 {
    let [red, green, blue] = shares.map(linear);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// Returns the place in `OKLab` of a colour given as amounts of light. The matrices are those of Björn
/// Ottosson, "A perceptual color space for image processing" (2020).
pub fn oklab_of([red, green, blue]: [f64; 3]) -> [f64; 3] {
    let long = (0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue).cbrt();
    let medium = (0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue).cbrt();
    let short = (0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue).cbrt();
    [
        0.210_454_255_3 * long + 0.793_617_785_0 * medium - 0.004_072_046_8 * short,
        1.977_998_495_1 * long - 2.428_592_205_0 * medium + 0.450_593_709_9 * short,
        0.025_904_037_1 * long + 0.782_771_766_2 * medium - 0.808_675_766_0 * short,
    ]
}

/// Returns the contrast of two colours, from 1 for equal ones to 21 for black and white, whichever is in
/// front: (L1 + 0.05) / (L2 + 0.05), with L1 the relative luminance of the lighter one and L2 that of the
/// darker one.
///
/// Contrast ratio and relative luminance are those of the Web Content Accessibility Guidelines 2.2, where
/// text needs 4.5 (1.4.3, level AA) and what else has to be seen needs 3 (1.4.11).
pub fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (one.luminance() + 0.05, other.luminance() + 0.05);
    if one > other { one / other } else { other / one }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_in_one_form() {
        assert_eq!(Rgb::read("#12aBff"), Some(Rgb::new(0x12, 0xAB, 0xFF)));
        for text in ["", "#", "12abff", "#12abf", "#12abff0", "#12abfg", "#+12abf", "#é1abf", "red"]
        {
            assert_eq!(Rgb::read(text), None, "{text}");
        }
    }

    /// The figures are worked examples of the guidelines' formula.
    #[test]
    fn contrast_is_that_of_the_guidelines() {
        #[track_caller]
        fn check(one: &str, other: &str, expected: f64) {
            let [one, other] = [one, other].map(|text| Rgb::read(text).unwrap());
            for found in [contrast(one, other), contrast(other, one)] {
                assert!((found - expected).abs() < 0.005, "{one:?} on {other:?}: {found}");
            }
        }
        check("#000000", "#ffffff", 21.0);
        check("#777777", "#777777", 1.0);
        check("#777777", "#ffffff", 4.48);
        check("#767676", "#ffffff", 4.54);
        check("#ff0000", "#ffffff", 4.00);
        check("#0000ff", "#ffffff", 8.59);
    }

    #[test]
    fn each_of_the_256_colours_is_nearest_to_itself() {
        for index in FIRST_SHARED..=u8::MAX {
            let colour = Rgb::of_indexed(index).unwrap();
            let nearest = Rgb::of_indexed(colour.nearest_indexed()).unwrap();
            assert_eq!(nearest, colour, "{index}");
        }
        assert_eq!(Rgb::of_indexed(15), None);
    }

    /// What distances of red, green and blue would choose is given beside it.
    #[test]
    fn the_nearest_colour_is_the_one_that_looks_alike() {
        #[track_caller]
        fn check(colour: &str, expected: u8) {
            assert_eq!(Rgb::read(colour).unwrap().nearest_indexed(), expected, "{colour}");
        }
        check("#ffffff", 231);
        check("#000000", 16);
        check("#808080", 244);
        check("#ff0000", 196);
        check("#f9f3e6", 255);
    }

    #[test]
    fn oklab_has_lightness_alone_for_greys() {
        for (colour, lightness) in [("#000000", 0.0), ("#ffffff", 1.0), ("#808080", 0.5999)] {
            let [found, a, b] = Rgb::read(colour).unwrap().oklab();
            assert!((found - lightness).abs() < 0.001 && a.abs() < 0.001 && b.abs() < 0.001);
        }
    }
}
