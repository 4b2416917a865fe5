//! Matches in a document: found in folded text, shown on whole graphemes of the author's text.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::bare_row::Mark;
use super::compose::Composed;
use super::listing::Listing;
use super::{Document, LONG_TEXT, MarkIndex, Position, Row, blocks, leaf};
use crate::text::fold::{Folded, fold};

/// One match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    pub block: u32,
    /// Which flow of the block.
    pub flow: u32,
    /// Where it starts and ends, in bytes of the flow's text.
    pub start: u32,
    pub end: u32,
}

/// Returns the matches of one flow, numbered through the document.
pub(super) fn marks_in(matches: &[Match], block: u32, flow: u32) -> Vec<Mark> {
    let first = matches.partition_point(|found| (found.block, found.flow) < (block, flow));
    matches[first..]
        .iter()
        .take_while(|found| (found.block, found.flow) == (block, flow))
        .enumerate()
        .map(|(index, found)| Mark {
            start: found.start,
            end: found.end,
            index: MarkIndex((first + index) as u32),
        })
        .collect()
}
/// After how many blocks it is looked whether the matches are still wanted.
const OFTEN: u32 = 64;

/// The text of a document without a width, to be looked through on another thread.
#[derive(Clone, Debug)]
pub struct Searchable {
    composed: Arc<Composed>,
    listing: Option<Listing>,
}

/// Where some words are in a document.
#[derive(Clone, Debug, Default)]
pub struct Matches(Vec<Match>);

impl Searchable {
    /// Returns every occurrence of any of `needles`, compared folded; `None` as soon as that is no
    /// longer `wanted`.
    pub fn find(&self, needles: &[String], wanted: impl Fn() -> bool) -> Option<Matches> {
        self.find_in(0..blocks(&self.composed, self.listing.as_ref()), needles, wanted)
    }

    fn find_in(
        &self,
        within: Range<u32>,
        needles: &[String],
        wanted: impl Fn() -> bool,
    ) -> Option<Matches> {
        let needles: Vec<String> =
            needles.iter().map(|needle| fold(needle)).filter(|needle| !needle.is_empty()).collect();
        let mut matches = Vec::new();
        if needles.is_empty() {
            return Some(Matches::default());
        }
        for block in within {
            if block % OFTEN == 0 && !wanted() {
                return None;
            }
            let leaf = leaf(&self.composed, self.listing.as_ref(), block);
            for (number, flow) in leaf.flows().into_iter().enumerate() {
                for (start, end) in matches_in(&flow.text, &needles) {
                    let flow = number as u32;
                    matches.push(Match { block, flow, start, end });
                }
            }
        }
        Some(Matches(matches))
    }
}

impl Document {
    /// Returns whether looking through the text takes longer than may pass between two frames.
    pub fn is_long(&self) -> bool {
        self.weight_before(self.blocks()) > LONG_TEXT as u64
    }

    /// Returns the text, to be looked through elsewhere.
    pub fn searchable(&self) -> Searchable {
        Searchable { composed: Arc::clone(&self.composed), listing: self.listing.clone() }
    }

    /// Marks every occurrence of any of `needles`, compared folded, and returns how many there are;
    /// an empty slice removes all marks.
    pub fn find(&mut self, needles: &[String]) -> usize {
        let found = self.searchable().find(needles, || true);
        self.mark_all(found.expect("they are wanted to the end"))
    }

    /// Marks the occurrences of `needles` in one block, and nothing else; returns how many there are.
    pub(super) fn find_in_block(&mut self, block: u32, needles: &[String]) -> usize {
        let found = self.searchable().find_in(block..block + 1, needles, || true);
        self.mark_all(found.expect("they are wanted to the end"))
    }

    /// Marks what was found in this text, and nothing else; returns how many matches there are.
    pub fn mark_all(&mut self, Matches(matches): Matches) -> usize {
        for found in self.matches.iter().chain(&matches) {
            self.laid.remove(&found.block);
        }
        self.matches = matches;
        self.refresh();
        self.matches.len()
    }

    /// Returns the first row of a match.
    pub fn mark(&mut self, index: MarkIndex) -> Option<Position> {
        let block = self.matches.get(index.0 as usize)?.block;
        Some(self.locate(block, |span| span.mark == Some(index)))
    }

    /// Returns the first match that begins at or below `top`.
    pub fn mark_from(&mut self, top: Position) -> Option<MarkIndex> {
        if top.block < self.blocks() {
            let (above, below) = self.lay(top.block).rows.split_at_checked(top.row as usize)?;
            let begun: HashSet<MarkIndex> = marks_of(above).collect();
            let first = marks_of(below).filter(|mark| !begun.contains(mark)).min_by_key(|it| it.0);
            if first.is_some() {
                return first;
            }
        }
        let behind = self.matches.partition_point(|found| found.block <= top.block);
        (behind < self.matches.len()).then_some(MarkIndex(behind as u32))
    }
}

/// Returns the matches that rows show, once for each stretch.
fn marks_of(rows: &[Row]) -> impl Iterator<Item = MarkIndex> {
    rows.iter().flat_map(|row| &row.spans).filter_map(|span| span.mark)
}

/// Finds the places of any needle in a text, ascending and apart.
fn matches_in(text: &str, needles: &[String]) -> Vec<(u32, u32)> {
    let found = Folded::new(text).find_apart(text, needles.iter().map(String::as_str));
    found.into_iter().map(|range| (range.start as u32, range.end as u32)).collect()
}
