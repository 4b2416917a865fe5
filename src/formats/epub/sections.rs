//! What becomes an entry: a document, or a part of one that the table of contents leads to, so that the
//! entries are the table of contents. Refuses to know: Markdown.

use std::collections::HashMap;
use std::ops::Range;

use super::contents::Point;
use super::document::{Document, Documents};
use super::markup::Markup;
use super::paths::stem;
use crate::formats::ids::Ids;

/// From how many bytes of source on a document is split where points below its own lead, too.
const LONG: usize = 24 * 1024;

/// How many elements without text are looked at for a picture.
const MOST_EMPTY: usize = 64;

/// The longest title, in characters; what is longer is a text.
const LONGEST_TITLE: usize = 300;

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The document.
    pub document: usize,
    /// Where it is.
    pub range: Range<usize>,
}

/// What becomes an entry.
#[derive(Debug)]
pub struct Section {
    /// Its id.
    pub id: Box<str>,
    /// What it is called.
    pub title: String,
    /// Its text: more than one where a document goes on in the next.
    pub pieces: Vec<Piece>,
    /// The point of the table of contents that leads to it.
    pub point: Option<usize>,
    /// Whether it is in no reading order.
    pub is_beside: bool,
}

/// All of them.
#[derive(Debug, Default)]
pub struct Sections {
    /// They, in their order.
    pub all: Vec<Section>,
    /// Of each document where which section begins.
    places: Vec<Vec<(usize, usize)>>,
}

impl Sections {
    /// Splits the documents; those from `beside` on are in no reading order. `points` are those of the table
    /// of contents.
    pub fn of(documents: &Documents, beside: usize, points: &[Point]) -> Self {
        let mut leading: HashMap<usize, Vec<(usize, usize)>> = HashMap::new();
        for (number, point) in points.iter().enumerate() {
            let Some(document) = point.path.as_ref().and_then(|path| documents.find(path)) else {
                continue;
            };
            if let Some(at) = place(&documents.all[document], &point.fragment) {
                leading.entry(document).or_default().push((at, number));
            }
        }
        let mut sections = Self::default();
        let mut ids = Ids::default();
        for (number, document) in documents.all.iter().enumerate() {
            let mut own = leading.remove(&number).unwrap_or_default();
            own.sort_by_key(|&(at, point)| (at, points[point].depth, point));
            own.dedup_by_key(|(at, _)| *at);
            let starts = split(document, &own, points);
            let mut places = Vec::with_capacity(starts.len());
            for (place, &(at, point)) in starts.iter().enumerate() {
                let end = starts.get(place + 1).map_or(document.source.len(), |&(next, _)| next);
                let piece = Piece { document: number, range: at..end };
                let is_beside = number >= beside;
                if place == 0
                    && point.is_none()
                    && !is_beside
                    && sections.goes_on(documents, &piece)
                {
                    places.push((at, sections.all.len() - 1));
                    sections.all.last_mut().expect("it goes on").pieces.push(piece);
                    continue;
                }
                places.push((at, sections.all.len()));
                let title = title(document, &piece.range, point.map(|at| &points[at]));
                let name = match point.map(|at| &*points[at].fragment).filter(|_| place > 0) {
                    Some(fragment) => format!("{}/{fragment}", stem(&document.path)),
                    None => stem(&document.path).to_owned(),
                };
                sections.all.push(Section {
                    id: ids.give(&name),
                    title,
                    pieces: vec![piece],
                    point,
                    is_beside,
                });
            }
            sections.places.push(places);
        }
        sections
    }

    /// Returns whether a document only goes on with the one before: nothing leads to it, it has no heading,
    /// and its name says no more than another number.
    fn goes_on(&self, documents: &Documents, piece: &Piece) -> bool {
        let Some(last) = self.all.last().filter(|last| last.point.is_some()) else { return false };
        let last = last.pieces.last().map_or(piece.document, |last| last.document);
        let name = |at: usize| documents.all[at].path.replace(|c: char| c.is_ascii_digit(), "");
        last + 1 == piece.document
            && name(last) == name(piece.document)
            && documents.all[piece.document].heading_in(&piece.range).is_none()
    }

    /// Returns the section that a place of a document is in.
    pub fn at(&self, document: usize, at: usize) -> usize {
        let places = &self.places[document];
        let behind = places.partition_point(|&(start, _)| start <= at);
        places.get(behind.max(1) - 1).map_or(0, |&(_, section)| section)
    }
}

/// Returns where a document can be split for what has an id: before everything that only begins with it.
/// `None` if there is nothing of that id.
pub fn place(document: &Document, id: &str) -> Option<usize> {
    let Document { markup, source, .. } = document;
    let start = if id.is_empty() {
        0
    } else {
        let element = document.element(id)?;
        outermost_that_begins(markup, element)
    };
    let body = document.body;
    let is_first = start <= body
        || !markup.says_something(&(body..start)) && !has_picture(markup, &(body..start));
    Some(if is_first { 0 } else { source.floor_char_boundary(start) })
}

fn has_picture(markup: &Markup, range: &Range<usize>) -> bool {
    markup.elements_in(range).iter().take(MOST_EMPTY).any(|it| matches!(&*it.name, "img" | "image"))
}

fn outermost_that_begins(markup: &Markup, element: usize) -> usize {
    const HOLDERS: [&str; 17] = [
        "a", "article", "b", "center", "div", "h1", "h2", "h3", "h4", "h5", "h6", "header",
        "hgroup", "p", "section", "span", "strong",
    ];
    let own = markup.elements[element].range.start;
    let holds = |at: &usize| {
        let holder = &markup.elements[*at];
        let before = holder.inside.start..own;
        HOLDERS.contains(&&*holder.name)
            && !markup.says_something(&before)
            && !has_picture(markup, &before)
    };
    let outermost = markup.around(element).skip(1).take_while(holds).last().unwrap_or(element);
    markup.elements[outermost].range.start
}

/// Returns where the sections of a document begin, each with the point that leads to it: at the uppermost
/// points in it, and in what is long then at those below.
fn split(
    document: &Document,
    own: &[(usize, usize)],
    points: &[Point],
) -> Vec<(usize, Option<usize>)> {
    let first = own.first().filter(|&&(at, _)| at == 0).map(|&(_, point)| point);
    let mut starts = vec![(0, first)];
    let depth_of = |&(_, point): &(usize, usize)| points[point].depth;
    let mut pending = vec![(0..document.source.len(), true)];
    while let Some((range, is_whole)) = pending.pop() {
        if !is_whole && range.len() <= LONG {
            continue;
        }
        let behind = own.partition_point(|&(at, _)| at <= range.start);
        let until = own.partition_point(|&(at, _)| at < range.end);
        let inside = &own[behind.min(until)..until];
        let Some(mut uppermost) = inside.iter().map(depth_of).min() else { continue };
        let whole = first.filter(|_| is_whole).map(|point| points[point].depth);
        if let Some(depth) = whole.filter(|&depth| depth < uppermost) {
            if range.len() <= LONG {
                continue;
            }
            uppermost = uppermost.max(depth + 1);
        }
        let here: Vec<_> = inside.iter().copied().filter(|it| depth_of(it) <= uppermost).collect();
        starts.extend(here.iter().map(|&(at, point)| (at, Some(point))));
        let here = here.iter().map(|&(at, _)| at);
        let bounds: Vec<usize> =
            std::iter::once(range.start).chain(here).chain(std::iter::once(range.end)).collect();
        pending.extend(bounds.windows(2).map(|pair| (pair[0]..pair[1], false)));
    }
    starts.sort_by_key(|&(at, _)| at);
    starts.dedup_by_key(|(at, _)| *at);
    starts
}

fn title(document: &Document, range: &Range<usize>, point: Option<&Point>) -> String {
    let told = point.map(|point| point.title.clone()).filter(|title| !title.is_empty());
    let heading = || document.heading_in(range);
    let title =
        told.or_else(heading).unwrap_or_else(|| stem(&document.path).replace(['_', '-'], " "));
    title.chars().take(LONGEST_TITLE).collect()
}
