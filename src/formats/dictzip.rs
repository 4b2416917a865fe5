//! Compressed files of dictionaries: gzip, and dictzip, which is gzip in parts that can be read alone.
//! Refuses to know: what is in them.

use std::io::Read;

use flate2::bufread::MultiGzDecoder;

use crate::content::source::Refusal;
use crate::messages::formats as says;
use crate::messages::system::why;

/// What a compressed file begins with (RFC 1952, 2.3.1).
const MAGIC: &[u8] = &[0x1f, 0x8b];

/// How many times as long as it is packed a text may be; those of dictionaries are about four times as
/// long.
const HIGHEST_RATIO: u64 = 200;

/// What may be this long however short it was packed, in bytes.
const ANY_RATIO: u64 = 1 << 20;

/// What was in a file.
#[derive(Debug, PartialEq, Eq)]
pub struct Unpacked {
    /// The bytes, as far as they could be unpacked.
    pub bytes: Vec<u8>,
    /// Why it was not all of them.
    pub damage: Option<String>,
}

/// Returns whether a file that begins so is compressed.
pub fn is_packed(beginning: &[u8]) -> bool {
    beginning.starts_with(MAGIC)
}

/// Unpacks a file that may be compressed. Fails if that gives more than so many bytes, or so many times more
/// that no text can have been packed.
pub fn unpacked(bytes: Vec<u8>, most: u64) -> Result<Unpacked, Refusal> {
    if !is_packed(&bytes) {
        return Ok(Unpacked { bytes, damage: None });
    }
    let most = most.min((bytes.len() as u64).saturating_mul(HIGHEST_RATIO).max(ANY_RATIO));
    let mut unpacked = Vec::new();
    let outcome = MultiGzDecoder::new(&*bytes).take(most + 1).read_to_end(&mut unpacked);
    if unpacked.len() as u64 > most {
        return Err(Refusal::new("too-large", says::unpacks_too_large(most), ""));
    }
    Ok(Unpacked { bytes: unpacked, damage: outcome.err().map(|error| why(&error)) })
}

/// Returns the first bytes of a file of which the first packed bytes are known, as far as they give any.
pub fn first_unpacked(beginning: &[u8], most: u64) -> Vec<u8> {
    let mut unpacked = Vec::new();
    // The file goes on where these bytes end.
    let _ = MultiGzDecoder::new(beginning).take(most).read_to_end(&mut unpacked);
    unpacked
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn what_is_packed_is_unpacked_as_far_as_it_is_there() {
        let text = b"tea, coffee, water; ".repeat(1000);
        let plain = unpacked(text.clone(), 1 << 20).unwrap();
        assert_eq!(plain, Unpacked { bytes: text.clone(), damage: None });
        let packed = packed(&text);
        assert_eq!(unpacked(packed.clone(), 1 << 20).unwrap(), plain);
        let cut = unpacked(packed[..packed.len() - 20].to_vec(), 1 << 20).unwrap();
        assert!(cut.damage.is_some() && text.starts_with(&cut.bytes));
    }

    #[test]
    fn a_bomb_is_refused_by_its_ratio_and_by_its_size() {
        let bomb = packed(&vec![0; 20 << 20]);
        assert_eq!(unpacked(bomb, 1 << 30).unwrap_err().code, "too-large");
        let text = packed(&b"tea, coffee, water; ".repeat(1000));
        assert_eq!(unpacked(text, 1000).unwrap_err().code, "too-large");
    }
}
