//! The lines of a report as the rows of a list: filtered, and measured if they differ in height. Refuses
//! to know: selections, keys, drawing.

use std::sync::Arc;

use crate::app::list::Rows;
use crate::model::Catalogue;
use crate::report::{FilteredLines, Report};

/// The lines of a report that the filter lets through.
#[derive(Clone, Debug)]
pub(super) struct ReportRows {
    pub(super) report: Arc<dyn Report>,
    /// The lines that the filter lets through, if there is one.
    filtered: Option<Arc<FilteredLines>>,
    /// The row at which each line that is shown begins, and the one behind the last, if the lines
    /// differ in height.
    starts: Option<Vec<usize>>,
}

impl Rows for ReportRows {
    fn count(&self) -> usize {
        self.shown().map_or_else(|| self.report.count(), <[u32]>::len)
    }

    fn is_heading(&self, shown: usize) -> bool {
        self.line(shown).is_none_or(|line| self.report.choice(line).is_none())
    }

    fn start(&self, shown: usize) -> usize {
        self.starts.as_ref().map_or(shown, |starts| starts[shown.min(starts.len() - 1)])
    }

    fn item_at(&self, row: usize) -> Option<usize> {
        let Some(starts) = &self.starts else { return (row < self.count()).then_some(row) };
        let behind = starts.partition_point(|&start| start <= row);
        (behind < starts.len()).then(|| behind - 1)
    }
}

impl ReportRows {
    pub(super) fn new(report: Arc<dyn Report>) -> Self {
        Self { report, filtered: None, starts: None }
    }

    /// Returns whether the lines differ in height.
    pub(super) fn differ_in_height(&self) -> bool {
        self.starts.is_some()
    }

    pub(super) fn line(&self, shown: usize) -> Option<usize> {
        match self.shown() {
            Some(lines) => lines.get(shown).map(|&line| line as usize),
            None => (shown < self.report.count()).then_some(shown),
        }
    }

    /// Returns where a line of the report is shown.
    pub(super) fn place_of(&self, line: usize) -> Option<usize> {
        match self.shown() {
            Some(lines) => lines.binary_search(&(line as u32)).ok(),
            None => Some(line),
        }
    }

    /// Measures the lines that are shown, in so many columns.
    pub(super) fn measure(&mut self, catalogue: &Catalogue, columns: u16) {
        self.starts = self.report.heights(catalogue, columns).map(|heights| {
            let mut row = 0;
            let mut starts = vec![row];
            for line in (0..self.count()).filter_map(|shown| self.line(shown)) {
                row += usize::from(heights[line]);
                starts.push(row);
            }
            starts
        });
    }

    /// Returns what the filter lets through, if there is one.
    pub(super) fn filtered(&self) -> Option<&Arc<FilteredLines>> {
        self.filtered.as_ref()
    }

    /// Lets through only the lines of a filter, all without one.
    pub(super) fn set_filtered(&mut self, filtered: Option<Arc<FilteredLines>>) {
        self.filtered = filtered;
    }

    fn shown(&self) -> Option<&[u32]> {
        self.filtered.as_ref().map(|filtered| filtered.lines())
    }
}
