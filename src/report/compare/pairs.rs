//! What two entries say, paired: names, summaries, then statements by the heading that they stand
//! under. Refuses to know: columns, things that entries have.

use super::{Compared, ComparedText};
use crate::document::{Extent, Role, ground};
use crate::knowledge::Knowledge;
use crate::model::{Body, Catalogue, EntryKey, Provenance};
use crate::text::fold::fold;

/// How many pairs of statements are compared; the entries themselves have the rest.
const MOST_PAIRS: usize = 60;
/// How much of a text is shown, in bytes.
const MOST_SHOWN: usize = 1_200;

/// The statements under one heading, by their numbers.
struct SectionOf {
    heading: String,
    pieces: Vec<u32>,
}

/// Pairs the names, the names in other languages, and the summaries.
pub fn heads(catalogue: &Catalogue, pair: [EntryKey; 2]) -> Vec<Compared> {
    let above = |text: &str, role| {
        (!text.is_empty()).then(|| ComparedText {
            text: shown(text),
            role,
            piece: None,
            is_note: false,
            voice: String::new(),
            by: String::new(),
        })
    };
    let names = |entry: EntryKey| {
        let names = catalogue.names(entry).map(|name| name.text);
        above(&names.collect::<Vec<_>>().join(" · "), Role::Name)
    };
    let summary = |entry| catalogue.plain_of(entry, catalogue.summary(entry)).in_one_line();
    let rows = [
        pair.map(|entry| above(catalogue.title(entry), Role::Title)),
        pair.map(names),
        pair.map(|entry| above(&summary(entry), Role::Summary)),
    ];
    let any = |texts: &[Option<ComparedText>; 2]| texts.iter().any(Option::is_some);
    rows.into_iter().filter(any).map(Compared::Texts).collect()
}

/// Pairs the statements: sections of the same heading first, in the order of the first entry, then
/// those of which only one has the heading, side by side too.
pub fn statements(known: &Knowledge, pair: [EntryKey; 2]) -> Vec<Compared> {
    let [left, right] = pair.map(|entry| known.peek_body(entry));
    let (Some(left), Some(right)) = (left, right) else { return Vec::new() };
    let mut rest: Vec<SectionOf> = sections(right);
    let mut paired = Vec::new();
    let mut alone = Vec::new();
    for one in sections(left) {
        let heading = fold(&one.heading);
        let same = |other: &SectionOf| fold(&other.heading) == heading;
        match rest.iter().position(same) {
            Some(at) => paired.push([Some(one), Some(rest.remove(at))]),
            None => alone.push(one),
        }
    }
    let (mut alone, mut rest) = (alone.into_iter(), rest.into_iter());
    loop {
        let next = [alone.next(), rest.next()];
        if next.iter().all(Option::is_none) {
            break;
        }
        paired.push(next);
    }
    let catalogue = known.catalogue();
    let bodies = [(pair[0], left), (pair[1], right)];
    let rows = paired.iter().flat_map(|sections| rows(catalogue, bodies, sections));
    rows.take(MOST_PAIRS).collect()
}

/// Pairs the statements of two sections, one by one, under their headings.
fn rows(
    catalogue: &Catalogue,
    bodies: [(EntryKey, &Body); 2],
    sections: &[Option<SectionOf>; 2],
) -> Vec<Compared> {
    let heading = |section: &Option<SectionOf>| {
        section.as_ref().map_or_else(String::new, |section| section.heading.clone())
    };
    let heads = [heading(&sections[0]), heading(&sections[1])];
    let mut rows = Vec::new();
    if heads.iter().any(|head| !head.is_empty()) {
        rows.push(Compared::Heads(heads));
    }
    let count = |section: &Option<SectionOf>| section.as_ref().map_or(0, |it| it.pieces.len());
    for at in 0..count(&sections[0]).max(count(&sections[1])) {
        let text = |side: usize| {
            let piece = *sections[side].as_ref()?.pieces.get(at)?;
            Some(text_of(catalogue, bodies[side], piece))
        };
        rows.push(Compared::Texts([text(0), text(1)]));
    }
    rows
}

fn text_of(catalogue: &Catalogue, (entry, body): (EntryKey, &Body), piece: u32) -> ComparedText {
    let statement = body.statements.get(piece as usize);
    let source = statement.map_or(&body.markdown, |statement| &statement.text);
    let provenance = statement.map(|statement| &statement.provenance);
    let is_note = matches!(provenance, Some(Provenance::Editor { .. }));
    let said = |extent| provenance.map_or_else(String::new, |it| ground(catalogue, it, extent));
    let beginning = &source[..source.floor_char_boundary(2 * MOST_SHOWN)];
    ComparedText {
        text: shown(&catalogue.plain_of(entry, beginning).in_one_line()),
        role: if is_note { Role::Note } else { Role::Text },
        piece: Some(piece),
        is_note,
        voice: said(Extent::Voice),
        by: said(Extent::Sources),
    }
}

/// Parts a body into sections; Markdown without statements is a section of its own.
fn sections(body: &Body) -> Vec<SectionOf> {
    let mut sections: Vec<SectionOf> = Vec::new();
    for (piece, statement) in (0..).zip(&body.statements).take(MOST_PAIRS) {
        match sections.last_mut() {
            Some(last) if statement.heading.is_empty() => last.pieces.push(piece),
            _ => {
                let heading = statement.heading.to_string();
                sections.push(SectionOf { heading, pieces: vec![piece] });
            }
        }
    }
    if !body.markdown.is_empty() {
        let piece = body.statements.len() as u32;
        sections.push(SectionOf { heading: String::new(), pieces: vec![piece] });
    }
    sections
}

/// Returns as much of a text as is shown, in one paragraph.
fn shown(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    match text.floor_char_boundary(MOST_SHOWN) {
        end if end < text.len() => format!("{}…", text[..end].trim_end()),
        _ => text,
    }
}
