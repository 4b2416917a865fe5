//! The codes of all entries, gone through many at a time, since most entries of a large library match nothing.
//! Refuses to know: how codes come about, what orders entries of one code.

use super::bits::Bits;
use super::rank::MatchCode;

/// How many codes are looked at together: a block of [`Bits`].
const STRETCH: usize = 64;

/// Returns which codes of matches there are, by their bytes.
pub(super) fn present(codes: &[MatchCode]) -> [bool; 256] {
    let mut present = [false; 256];
    for stretch in codes.chunks(STRETCH).filter(|stretch| best(stretch) < MatchCode::NONE) {
        for code in stretch {
            present[usize::from(code.0)] = true;
        }
    }
    present[usize::from(MatchCode::NONE.0)] = false;
    present
}

fn best(stretch: &[MatchCode]) -> MatchCode {
    MatchCode(stretch.iter().fold(MatchCode::NONE.0, |best, one| best.min(one.0)))
}

/// Returns the entries that match.
pub(super) fn found(codes: &[MatchCode]) -> Bits {
    let block = |stretch: &[MatchCode]| {
        let matches = |code: &MatchCode| u64::from(*code != MatchCode::NONE);
        let is_any = best(stretch) < MatchCode::NONE;
        if is_any {
            stretch.iter().rev().fold(0, |block, code| block << 1 | matches(code))
        } else {
            0
        }
    };
    Bits::from_blocks(codes.chunks(STRETCH).map(block).collect())
}

/// Iterates over the entries that match by words, with their codes.
pub(super) fn by_words(codes: &[MatchCode]) -> impl Iterator<Item = (u32, MatchCode)> {
    let holds = |stretch: &[MatchCode]| best(stretch) < MatchCode::TIGHT;
    those(codes, holds, |one| one < MatchCode::TIGHT)
}

/// Iterates over the entries with a code.
pub(super) fn with_code(codes: &[MatchCode], code: MatchCode) -> impl Iterator<Item = u32> {
    let holds = move |stretch: &[MatchCode]| {
        stretch.iter().fold(0, |any, one| any | u8::from(*one == code)) != 0
    };
    those(codes, holds, move |one| one == code).map(|(entry, _)| entry)
}

/// Iterates over the entries whose codes are wanted; of stretches that hold none, codes are not looked at one
/// by one.
fn those(
    codes: &[MatchCode],
    holds: impl Fn(&[MatchCode]) -> bool,
    is_wanted: impl Fn(MatchCode) -> bool + Copy,
) -> impl Iterator<Item = (u32, MatchCode)> {
    let stretches = codes.chunks(STRETCH).enumerate();
    stretches.filter(move |(_, stretch)| holds(stretch)).flat_map(move |(at, stretch)| {
        let codes = stretch.iter().enumerate().filter(move |(_, one)| is_wanted(**one));
        codes.map(move |(offset, one)| ((at * STRETCH + offset) as u32, *one))
    })
}

#[cfg(test)]
mod tests {
    use super::super::class::MatchField;
    use super::*;

    #[test]
    fn entries_are_found_wherever_they_stand() {
        let mut codes = vec![MatchCode::NONE; 3 * STRETCH + 5];
        let (exact, typo) = (MatchCode::exact(MatchField::Title), MatchCode::TIGHT);
        for (entry, code) in
            [(0, exact), (STRETCH - 1, typo), (STRETCH, exact), (3 * STRETCH + 4, typo)]
        {
            codes[entry] = code;
        }
        let words: Vec<_> = by_words(&codes).collect();
        assert_eq!(words, [(0, exact), (STRETCH as u32, exact)]);
        let all = [0, STRETCH - 1, STRETCH, 3 * STRETCH + 4].map(|entry| entry as u32);
        assert_eq!(found(&codes).iter().collect::<Vec<_>>(), all);
        let tight: Vec<_> = with_code(&codes, typo).collect();
        assert_eq!(tight, [STRETCH as u32 - 1, 3 * STRETCH as u32 + 4]);
        let present = present(&codes);
        let there: Vec<usize> = (0..256).filter(|at| present[*at]).collect();
        assert_eq!(there, [usize::from(exact.0), usize::from(typo.0)]);
    }
}
