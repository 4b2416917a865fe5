//! All cards as lines that flashcard programs read. Refuses to know: files.

use std::io::{self, Write};

use super::card::{face, sides_of};
use super::{CardKey, Face};
use crate::journal::{Side, State};
use crate::margin;
use crate::model::{Catalogue, EntryKey};
use crate::text::safe::Safe;

/// What the first lines say, as Anki reads them (<https://docs.ankiweb.net/importing/text-files.html>).
const HEAD: [&str; 4] =
    ["#separator:Tab", "#html:false", "#columns:Id\tFront\tBack\tReading\tTags", "#tags column:5"];

/// Writes the cards of all terms and bookmarked entries, one a line, with tabs between the columns; returns
/// how many there are. A card has the same id each time, so that importing them again doubles nothing.
pub fn write(out: &mut impl Write, catalogue: &Catalogue, state: &State) -> io::Result<usize> {
    for line in HEAD {
        writeln!(out, "{line}")?;
    }
    let mut count = 0;
    for entry in catalogue.entries().filter(|entry| is_learnt(catalogue, state, *entry)) {
        for side in sides_of(catalogue, entry) {
            let Some(face) = face(catalogue, CardKey { entry, side }) else { continue };
            let Face { question, answer, reading, .. } = &face;
            let pack = catalogue.pack_id_of(entry);
            let theme = &catalogue.theme(catalogue.theme_of(entry)).id;
            let id = format!("{pack}/{} {}", catalogue.id(entry), name(side));
            let tags = format!("folio::{pack}::{theme}");
            let cells = [&id, question, answer, reading, &tags].map(|cell| Safe::line(cell));
            let cells = cells.each_ref().map(|cell| &**cell);
            writeln!(out, "{}", cells.join("\t"))?;
            count += 1;
        }
    }
    Ok(count)
}

/// Returns how a side is named in the id of a card; what was imported once is found by it.
fn name(side: Side) -> &'static str {
    match side {
        Side::Meaning => "Meaning",
        Side::Title => "Title",
        Side::FromNative => "FromNative",
        Side::ToNative => "ToNative",
    }
}

fn is_learnt(catalogue: &Catalogue, state: &State, entry: EntryKey) -> bool {
    catalogue.is_term(entry) || margin::is_bookmarked(state, catalogue, entry)
}
