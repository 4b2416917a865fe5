//! The lines of a report that hold what was typed, compared folded. Refuses to know: who types, rows.

use super::line::Report;
use crate::model::Catalogue;
use crate::text::fold::fold;

/// After how many lines it is looked whether the result is still wanted.
const OFTEN: usize = 1024;

/// The lines that a filter lets through, each under its heading and the line that it is under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilteredLines {
    text: String,
    folded: String,
    lines: Vec<u32>,
    /// How many of the lines hold the text themselves.
    found: usize,
}

impl FilteredLines {
    /// Filters the lines of a report; looks only at what `before` let through if it was a filter of
    /// the same report by a part of `text`. `None` as soon as the result is no longer `wanted`.
    pub fn new_while(
        catalogue: &Catalogue,
        report: &dyn Report,
        text: &str,
        before: Option<&Self>,
        wanted: impl Fn() -> bool,
    ) -> Option<Self> {
        let folded = fold(text);
        let (mut lines, mut found): (Vec<u32>, usize) = (Vec::new(), 0);
        let mut heading = None;
        let mut narrow = |all: &mut dyn Iterator<Item = u32>| {
            for (seen, line) in all.enumerate() {
                if seen % OFTEN == 0 && !wanted() {
                    return None;
                }
                let at = line as usize;
                if report.choice(at).is_none() {
                    heading = Some(line);
                } else if fold(&report.text(catalogue, at)).contains(&folded) {
                    lines.extend(heading.take());
                    let above = report.under(at).map(|above| above as u32);
                    let above = above.filter(|above| lines.last().is_none_or(|last| last < above));
                    lines.extend(above);
                    lines.push(line);
                    found += 1;
                }
            }
            Some(())
        };
        match before.filter(|before| folded.contains(&before.folded)) {
            Some(before) => narrow(&mut before.lines.iter().copied())?,
            None => narrow(&mut (0..report.count() as u32))?,
        }
        Some(Self { text: text.to_owned(), folded, lines, found })
    }

    /// Returns whether a filter by `text` looks only at what this one has let through.
    pub fn is_narrowed_by(&self, text: &str) -> bool {
        fold(text).contains(&self.folded)
    }

    /// Returns what was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Counts the lines that hold the text themselves.
    pub fn found(&self) -> usize {
        self.found
    }

    /// Returns the lines, ascending.
    pub fn lines(&self) -> &[u32] {
        &self.lines
    }
}
