//! Words to pieces, as `WordPiece` does: the longest piece that begins the word, then the longest that
//! goes on, to its end. Refuses to know: what pieces mean.

use super::vectors::{Narrowing, Piece};

/// A longer word is a number, a hash or a mistake, and means nothing.
const LONGEST: usize = 40;
/// A word of more pieces is none of the language, but a name or pinyin.
const PIECES: usize = 5;
/// A longer word of which no piece is as long is but letters.
const LETTERS: usize = 3;
/// What a piece that continues a word begins with.
const CONTINUES: &[u8] = b"##";

/// Calls `visit` with the pieces of a folded word; returns whether the table has all of them, few
/// enough for a word.
///
/// Calls nothing otherwise: a part of a word says nothing of the whole.
pub fn split(word: &str, mut visit: impl FnMut(Piece)) -> bool {
    let word = word.as_bytes();
    if word.is_empty() || word.len() > LONGEST || !word.is_ascii() {
        return false;
    }
    let mut found = [None; PIECES];
    let (mut at, mut count, mut longest_piece) = (0, 0, 0);
    while at < word.len() {
        if count == PIECES {
            return false;
        }
        let Some((piece, end)) = longest(word, at) else { return false };
        found[count] = Some(piece);
        count += 1;
        longest_piece = longest_piece.max(end - at);
        at = end;
    }
    if word.len() >= LETTERS && longest_piece < LETTERS {
        return false;
    }
    found.into_iter().flatten().for_each(&mut visit);
    true
}

/// Returns whether a folded text is a word that the table knows whole.
pub fn is_word(word: &str) -> bool {
    let mut pieces = 0;
    split(word, |_| pieces += 1) && pieces == 1
}

/// Finds the longest piece from a place on, and where it ends.
fn longest(word: &[u8], at: usize) -> Option<(Piece, usize)> {
    let mut pieces = Narrowing::new();
    if at > 0 && !CONTINUES.iter().all(|&letter| pieces.narrow(letter)) {
        return None;
    }
    let mut found = None;
    for (letter, end) in word[at..].iter().zip(at + 1..) {
        if !pieces.narrow(*letter) {
            break;
        }
        found = pieces.piece().map(|piece| (piece, end)).or(found);
    }
    found
}
