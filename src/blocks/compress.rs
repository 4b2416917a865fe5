//! LZ4, and nothing else names it. Refuses to know: what the bytes are.

/// Bytes that become shorter by no more than one of so many are quicker read as they are.
const WORTH: usize = 8;

/// Returns bytes compressed, or `None` if that hardly makes them shorter.
pub fn compress(bytes: &[u8]) -> Option<Vec<u8>> {
    let compressed = lz4_flex::block::compress(bytes);
    (compressed.len() < bytes.len() - bytes.len() / WORTH).then_some(compressed)
}

/// Returns the `length` bytes that some were before; `None` if they were not.
pub fn decompress(bytes: &[u8], length: usize) -> Option<Vec<u8>> {
    let mut raw = vec![0; length];
    let written = lz4_flex::block::decompress_into(bytes, &mut raw).ok()?;
    (written == length).then_some(raw)
}
