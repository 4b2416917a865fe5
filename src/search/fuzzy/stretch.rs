//! A stretch of 64 bytes and the places of a byte in it, as bits: one compare for many bytes
//! instead of a branch for each; and several of them as one text. Refuses to know: words, lines.

use std::ops::{BitAnd, BitOr};

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

/// A text of at most 64 times `N` bytes.
pub(super) struct Short<const N: usize> {
    stretches: [ByteStretch; N],
    starts: Places<N>,
}

impl<const N: usize> Short<N> {
    /// Takes the first `length` bytes; `None` if they are more than there is room for, or none, or if too
    /// few bytes follow them to look at stretches.
    pub fn new(bytes: &[u8], length: usize) -> Option<Self> {
        let mut stretches = [ByteStretch { inside: 0, ..ByteStretch::new(bytes, length)? }; N];
        let mut starts = (0..length).step_by(LENGTH);
        for (stretch, start) in stretches.iter_mut().zip(starts.by_ref()) {
            *stretch = ByteStretch::new(&bytes[start..], length - start)?;
        }
        let separators = Places(stretches.each_ref().map(ByteStretch::separators));
        let is_whole = starts.next().is_none();
        is_whole.then(|| Self { stretches, starts: separators.next() | Places::before(1) })
    }

    /// Returns the places of a byte.
    pub fn places(&self, byte: u8) -> Places<N> {
        Places(self.stretches.each_ref().map(|stretch| stretch.places(byte)))
    }

    /// Returns whether all its bytes are ASCII.
    pub fn is_ascii(&self) -> bool {
        self.stretches.iter().all(ByteStretch::is_ascii)
    }

    /// Returns the first place and those after a separator.
    pub fn starts(&self) -> Places<N> {
        self.starts
    }
}

/// Some places of a text of at most 64 times `N` bytes, a bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Places<const N: usize>([u64; N]);

impl<const N: usize> Places<N> {
    /// No place.
    pub const NONE: Self = Self([0; N]);
    /// All places.
    pub const ALL: Self = Self([u64::MAX; N]);

    /// Returns all places before one.
    pub fn before(place: usize) -> Self {
        Self(std::array::from_fn(|at| match place.saturating_sub(at * LENGTH) {
            inside @ 0..LENGTH => (1 << inside) - 1,
            _ => u64::MAX,
        }))
    }

    /// Returns whether there are none.
    pub fn is_empty(self) -> bool {
        self.0.iter().fold(0, |all, places| all | places) == 0
    }

    /// Returns the first one.
    pub fn first(self) -> Option<usize> {
        self.iter().next()
    }

    /// Returns all places of the text behind the first one of these; none if there are none.
    pub fn behind_first(self) -> Self {
        let mut is_behind = false;
        Self(self.0.map(|places| {
            let behind = if is_behind { u64::MAX } else { !(places ^ places.wrapping_sub(1)) };
            is_behind |= places != 0;
            behind
        }))
    }

    /// Returns the place behind each, as far as the text may go.
    pub fn next(self) -> Self {
        let mut carried = 0;
        Self(self.0.map(|places| places << 1 | std::mem::replace(&mut carried, places >> 63)))
    }

    /// Returns whether a place is among them.
    pub fn holds(self, place: usize) -> bool {
        self.0[place / LENGTH] >> (place % LENGTH) & 1 == 1
    }

    /// Iterates over them, ascending.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        let (mut left, mut at) = (self.0[0], 0);
        std::iter::from_fn(move || {
            while left == 0 {
                at += 1;
                left = *self.0.get(at)?;
            }
            let place = at * LENGTH + left.trailing_zeros() as usize;
            left &= left - 1;
            Some(place)
        })
    }
}

impl<const N: usize> BitAnd for Places<N> {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        Self(std::array::from_fn(|at| self.0[at] & other.0[at]))
    }
}

impl<const N: usize> BitOr for Places<N> {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(std::array::from_fn(|at| self.0[at] | other.0[at]))
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
        fn starts_are_behind_separators(text in "[ -~]{256}é", length in 1usize..=256) {
            let short = Short::<4>::new(text.as_bytes(), length).expect("256 bytes");
            let mut before = ' ';
            for (at, c) in text[..length].char_indices() {
                let starts = before == ' ' || before.is_ascii_punctuation();
                prop_assert_eq!(short.starts().holds(at), starts, "{:?} at {}", text, at);
                prop_assert!(short.places(c as u8).holds(at));
                before = c;
            }
            prop_assert!(Short::<4>::new(text.as_bytes(), 257).is_none());
            prop_assert_eq!(Short::<1>::new(text.as_bytes(), length).is_some(), length <= 64);
        }

        #[test]
        fn places_are_a_set_of_numbers(
            some in proptest::collection::btree_set(0usize..192, 0..9),
            place in 0usize..250,
        ) {
            let of = |numbers: &mut dyn Iterator<Item = usize>| {
                numbers.fold(Places::<3>::NONE, |all, number| {
                    all | Places(std::array::from_fn(|at| u64::from(at == number / 64) << (number % 64)))
                })
            };
            let places = of(&mut some.iter().copied());
            prop_assert_eq!(places.iter().collect::<Vec<_>>(), some.iter().copied().collect::<Vec<_>>());
            prop_assert_eq!(places.first(), some.first().copied());
            prop_assert_eq!(places.is_empty(), some.is_empty());
            let before = of(&mut (0..192).filter(|&one| one < place));
            prop_assert_eq!(Places::before(place), before);
            let first = some.first().copied().unwrap_or(192);
            prop_assert_eq!(places.behind_first(), of(&mut (first + 1..192)));
            let next = of(&mut some.iter().map(|one| one + 1).filter(|&one| one < 192));
            prop_assert_eq!(places.next(), next);
            prop_assert_eq!(places & before, of(&mut some.iter().copied().filter(|&one| one < place)));
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
