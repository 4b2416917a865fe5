//! What was said beside what the catalogue keeps, read again out of the files of a pack for whoever writes it in
//! another format. Refuses to know: what becomes of it.

use std::collections::HashMap;
use std::io::{self, Write};
use std::path::Path;

use super::Opened;
use crate::blocks::{FileWriter, Image, Packed};
use crate::content::files::Files;
use crate::content::load::{self, Budget};
use crate::content::source::Input;
use crate::content::whereabouts::EntryPlaces;
use crate::formats::extra::{self, OKF};
use crate::formats::okf::beyond;
use crate::formats::{Format, Said, for_pack};
use crate::model::{Catalogue, EntryKey, PackKey};

/// The section of a compiled file for it, which has a row for each entry if any has something.
const EXTRA: &str = "extra";

/// What entries keep beside the keys of packs.
pub type Extra = HashMap<EntryKey, Said>;

/// The files of the only pack of a catalogue.
pub(super) struct Written<'w> {
    pub(super) catalogue: &'w Catalogue,
    pub(super) files: &'w Files,
    pub(super) entries: &'w EntryPlaces,
    /// Where it was read from.
    pub(super) path: Option<&'w Path>,
}

/// Reads the only pack that is open: out of its compiled file, out of the concepts of a bundle, or out of `extra` in
/// the files of a pack. What is in no file that can be read is passed over.
pub fn extra_of(opened: &Opened) -> Extra {
    let image = opened.library.image(PackKey::new(0));
    if let Some(kept) = image.and_then(|image| kept_in(image)) {
        return kept;
    }
    Written {
        catalogue: &opened.library.catalogue,
        files: &opened.whereabouts.files,
        entries: &opened.whereabouts.entries,
        path: opened.origins.first().and_then(super::Origin::path),
    }
    .extra()
}

fn kept_in(image: &Image) -> Option<Extra> {
    let rows = image.packed(EXTRA).ok()?;
    let entries = (0..rows.len()).map(EntryKey::new);
    let said = |entry: EntryKey| {
        let row = rows.get(entry.index())?;
        Some((entry, extra::of_row(&row)?))
    };
    Some(entries.filter_map(said).collect())
}

impl Written<'_> {
    /// Reads what its entries keep.
    pub(super) fn extra(&self) -> Extra {
        if self.path.is_some_and(|path| Format::of(path) == Some(Format::Bundle)) {
            return self.of_bundle();
        }
        let budget = Budget::default();
        let texts = self
            .files
            .all()
            .filter_map(|(name, input)| Some((name, load::text(input?.clone(), &budget).ok()?)));
        let tables = texts.flat_map(|(name, text)| extra::kept(name, &text));
        let known = |(id, table): (String, _)| {
            Some((self.catalogue.resolve(PackKey::new(0), &id)?.0, table))
        };
        tables.filter_map(known).collect()
    }

    fn of_bundle(&self) -> Extra {
        let (catalogue, budget) = (self.catalogue, Budget::default());
        let text = |input: &Input| load::text(input.clone(), &budget).ok();
        let concept = |entry| {
            let text = text(self.files.input(self.entries.file(entry)?)?)?;
            let is_there = |path: &str| beyond::entry_at(catalogue, entry, path).is_some();
            let said = beyond::beyond(&text, catalogue, entry, &is_there);
            let table = || Said::from_iter([(OKF.to_owned(), for_pack(&said.clone().into()))]);
            (!said.is_empty()).then(|| (entry, table()))
        };
        catalogue.entries().filter_map(concept).collect()
    }

    /// Writes what its entries keep, if they keep anything.
    pub(super) fn write<W: Write>(&self, out: &mut FileWriter<W>) -> io::Result<()> {
        let kept = self.extra();
        if kept.is_empty() {
            return Ok(());
        }
        let mut rows = Packed::new();
        for entry in self.catalogue.entries() {
            let row = kept.get(&entry).map(extra::row).unwrap_or_default();
            rows.push(row.as_bytes());
        }
        out.packed(EXTRA, &rows)
    }
}
