//! The themes of a book: the parts and chapters at the top of its table of contents. Refuses to know: texts.

use std::ops::Range;

use super::contents::Point;
use super::sections::Sections;
use crate::messages::epub as says;
use crate::messages::formats::OPENING_PAGES;

/// A theme.
#[derive(Debug)]
pub struct Part {
    /// What it is called.
    pub title: String,
    /// Its sections.
    pub sections: Range<usize>,
}

/// Returns the themes in their order: what has more than one section below a point at the top is one, and
/// so is what stands between two of these.
pub fn themes(sections: &Sections, points: &[Point], book: &str) -> Vec<Part> {
    let all = &sections.all;
    let beside = all.iter().position(|section| section.is_beside).unwrap_or(all.len());
    let mut groups: Vec<(Option<usize>, Range<usize>)> = Vec::new();
    let tops = tops(points);
    let mut top = None;
    for (at, section) in all[..beside].iter().enumerate() {
        top = section.point.map(|point| tops[point]).or(top);
        match groups.last_mut() {
            Some((last, range)) if *last == top => range.end = at + 1,
            _ => groups.push((top, at..at + 1)),
        }
    }
    let is_part = |(top, range): &(Option<usize>, Range<usize>)| {
        top.is_some_and(|top| {
            let has_more = points.get(top + 1).is_some_and(|next| next.depth > points[top].depth);
            has_more && range.len() > 1 && !points[top].title.is_empty()
        })
    };
    let mut parts: Vec<Part> = Vec::new();
    let mut loose: Option<Range<usize>> = None;
    let title = |range: &Range<usize>, has_before: bool, has_behind: bool| {
        let (first, last) = (&all[range.start].title, &all[range.end - 1].title);
        match (has_before, has_behind) {
            (false, false) if range.len() == 1 => book.to_owned(),
            (false, false) => says::CHAPTERS.to_owned(),
            (false, true) => OPENING_PAGES.to_owned(),
            (true, _) if first == last => first.clone(),
            (true, _) => says::from_to(first, last),
        }
    };
    for group in &groups {
        if !is_part(group) {
            loose.get_or_insert(group.1.start..group.1.start).end = group.1.end;
            continue;
        }
        if let Some(range) = loose.take() {
            parts.push(Part { title: title(&range, !parts.is_empty(), true), sections: range });
        }
        let top = group.0.map_or("", |top| &*points[top].title);
        parts.push(Part { title: top.to_owned(), sections: group.1.clone() });
    }
    if let Some(range) = loose {
        parts.push(Part { title: title(&range, !parts.is_empty(), false), sections: range });
    }
    if beside < all.len() {
        parts.push(Part { title: says::BESIDE.to_owned(), sections: beside..all.len() });
    }
    parts
}

/// Returns for each point the one at the top that it is below.
fn tops(points: &[Point]) -> Vec<usize> {
    let top = |top: &mut usize, (at, point): (usize, &Point)| {
        if point.depth == 0 {
            *top = at;
        }
        Some(*top)
    };
    points.iter().enumerate().scan(0, top).collect()
}
