//! A stretch of 64 bytes and the places of a byte in it, as bits: one compare for many bytes
//! instead of a branch for each; and two of them as one text. Refuses to know: words, lines.

use wide::u8x64;

/// How many bytes a stretch has.
pub(super) const LENGTH: usize = 64;

/// A stretch of bytes of which the first few count.
#[derive(Clone, Copy)]
pub(super) struct ByteStretch {
    bytes: u8x64,
    /// The places that count.
    inside: u64,
}

impl ByteStretch {
    /// Takes the first bytes of a text, `length` of them at most; `None` if there are fewer than 64
    /// bytes to look at, or none that count.
    pub fn new(bytes: &[u8], length: usize) -> Option<Self> {
        let inside = u64::MAX >> LENGTH.checked_sub(length.min(LENGTH)).filter(|&out| out < 64)?;
        Some(Self { bytes: u8x64::new(*bytes.first_chunk()?), inside })
    }

    /// Returns the places of a byte.
    pub fn places(&self, byte: u8) -> u64 {
        self.bytes.simd_eq(u8x64::splat(byte)).to_bitmask() & self.inside
    }

    /// Returns whether bytes occur here in order, others between them.
    pub fn holds(&self, wanted: &[u8]) -> bool {
        /// How many are looked for before it is asked whether one was missing: asking costs more
        /// than looking.
        const TOGETHER: usize = 4;
        let mut open = u64::MAX;
        wanted.chunks(TOGETHER).all(|some| {
            let mut found = 0;
            for &byte in some {
                found = self.places(byte) & open;
                // The places after the first one; none if there is none.
                open = !(found ^ found.wrapping_sub(1));
            }
            found != 0
        })
    }

    /// Counts how many of the bytes occur here in order, from the first one on.
    pub fn holds_first(&self, wanted: &[u8]) -> usize {
        let mut open = u64::MAX;
        let missing = wanted.iter().position(|&byte| {
            let found = self.places(byte) & open;
            open = !(found ^ found.wrapping_sub(1));
            found == 0
        });
        missing.unwrap_or(wanted.len())
    }

    /// Returns whether all its bytes are ASCII.
    fn is_ascii(&self) -> bool {
        self.bytes.simd_le(u8x64::splat(0x7f)).to_bitmask() & self.inside == self.inside
    }

    /// Returns the places of what the matcher takes for a separator: spaces and ASCII punctuation.
    fn separators(&self) -> u64 {
        let among =
            |low: u8, high: u8| (self.bytes - u8x64::splat(low)).simd_le(u8x64::splat(high - low));
        let found = among(b' ', b'/') | among(b':', b'@') | among(b'[', b'`') | among(b'{', b'~');
        found.to_bitmask() & self.inside
    }
}

/// A text of at most 128 bytes.
pub(super) struct Short {
    near: ByteStretch,
    far: Option<ByteStretch>,
}

impl Short {
    /// Takes the first `length` bytes; `None` if they are more than 128, or none, or if too few
    /// bytes follow them to look at stretches.
    pub fn new(bytes: &[u8], length: usize) -> Option<Self> {
        let near = ByteStretch::new(bytes, length)?;
        let far = match length.checked_sub(LENGTH) {
            None | Some(0) => None,
            Some(more @ 1..=LENGTH) => Some(ByteStretch::new(&bytes[LENGTH..], more)?),
            Some(_) => return None,
        };
        Some(Self { near, far })
    }

    /// Returns the places of a byte.
    pub fn places(&self, byte: u8) -> u128 {
        self.joined(|stretch| stretch.places(byte))
    }

    fn joined(&self, places: impl Fn(&ByteStretch) -> u64) -> u128 {
        let far = self.far.as_ref().map_or(0, &places);
        u128::from(places(&self.near)) | u128::from(far) << LENGTH
    }

    /// Returns whether all its bytes are ASCII.
    pub fn is_ascii(&self) -> bool {
        self.near.is_ascii() && self.far.as_ref().is_none_or(ByteStretch::is_ascii)
    }

    /// Returns the first place and those after a separator.
    pub fn starts(&self) -> u128 {
        self.joined(ByteStretch::separators) << 1 | 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn places_are_those_of_each_byte(text in "[a-d ]{64}", length in 1usize..80) {
            let stretch = ByteStretch::new(text.as_bytes(), length).expect("64 bytes");
            for wanted in *b"abcde" {
                let places = text.bytes().take(length).enumerate();
                let plain = places.filter(|(_, byte)| *byte == wanted).map(|(at, _)| 1u64 << at);
                prop_assert_eq!(stretch.places(wanted), plain.sum::<u64>());
            }
        }

        #[test]
        fn starts_are_behind_separators(text in "[ -~]{128}é", length in 1usize..=128) {
            let short = Short::new(text.as_bytes(), length).expect("128 bytes");
            let mut before = ' ';
            for (at, c) in text[..length].char_indices() {
                let starts = before == ' ' || before.is_ascii_punctuation();
                prop_assert_eq!(short.starts() >> at & 1 == 1, starts, "{:?} at {}", text, at);
                prop_assert_eq!(short.places(c as u8) >> at & 1, 1);
                before = c;
            }
            prop_assert!(Short::new(text.as_bytes(), 129).is_none());
        }

        #[test]
        fn bytes_are_held_in_order(
            text in "[a-d]{64}",
            length in 0usize..80,
            word in "[a-d]{1,9}",
        ) {
            let wanted = word.as_bytes();
            let mut rest = text.bytes().take(length);
            let first = wanted.iter().take_while(|&&byte| rest.any(|one| one == byte)).count();
            let stretch = ByteStretch::new(text.as_bytes(), length);
            prop_assert_eq!(stretch.is_some(), length > 0);
            if let Some(stretch) = stretch {
                prop_assert_eq!(stretch.holds(wanted), first == wanted.len());
                prop_assert_eq!(stretch.holds_first(wanted), first);
            }
        }
    }
}
