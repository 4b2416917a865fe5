//! The index of a pack in a compiled file: written there, found again, and read as far as searching needs it
//! whole. Refuses to know: queries, other packs.

use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

use super::class::MatchField;
use super::lines::{LINE_LIMIT, Lines};
use super::segment::{Segment, Span};
use super::word_list::{Algorithm, WordList};
use crate::blocks::{FileWriter, Image, Lists, Refusal, Texts};
use crate::model::columns::fits;
use crate::model::{Catalogue, Library, PackKey};

/// What the names of all sections of an index begin with.
const ALL: &str = "search.";
/// The sections of short texts: how many each entry has, what they say, and which field each is, a byte
/// each.
const COUNTS: &str = "search.line";
const TEXTS: &str = "search.line.text";
const FIELDS: &str = "search.line.field";

/// Writes the short texts of so many entries.
pub(super) fn write_lines<W: Write>(
    lines: &Lines,
    entries: u32,
    out: &mut FileWriter<W>,
) -> io::Result<()> {
    let (mut counts, mut texts) = (Lists::new(), Texts::new());
    (0..entries).for_each(|entry| counts.push(lines.of_entry(entry).len()));
    (0..lines.len()).for_each(|line| texts.push(lines.text(line)));
    let fields: Vec<u8> = (0..lines.len()).map(|line| lines.field(line) as u8).collect();
    out.lists(COUNTS, &counts)?;
    out.texts(TEXTS, &texts)?;
    out.bytes(FIELDS, &fields)
}

/// The index of a pack in a file, of which nothing is read yet.
pub(super) struct StoredIndex {
    pub image: Arc<Image>,
    span: Span,
    pub words: WordList,
    pub segment: Segment,
    counts: Lists,
    texts: Texts,
}

impl StoredIndex {
    /// Finds the index of a pack; `None` if its file has none that fits, or if it lies in no file.
    pub fn find(library: &Library, pack: PackKey, algorithms: &[Algorithm]) -> Option<Self> {
        let image = library.image(pack)?;
        Self::open(image, span(&library.catalogue, pack), algorithms).ok()
    }

    fn open(image: &Arc<Image>, span: Span, algorithms: &[Algorithm]) -> Result<Self, Refusal> {
        let words = WordList::read(image, algorithms)?;
        let segment = Segment::read(image, span.clone(), words.len())?;
        let (counts, texts) = (image.lists(COUNTS)?, image.texts(TEXTS)?);
        fits(counts.len() == span.entries.len() && counts.items() == texts.len(), COUNTS)?;
        Ok(Self { image: Arc::clone(image), span, words, segment, counts, texts })
    }

    /// Reads the short texts, on one thread or two, in parts that follow each other; `None` if any is
    /// damaged.
    pub fn lines(&self, threads: usize) -> Option<Vec<Lines>> {
        let fields = self.image.bytes(FIELDS).ok().filter(|it| it.len() == self.texts.len())?;
        let fields: Option<Vec<MatchField>> =
            fields.iter().map(|&field| MatchField::ALL.get(usize::from(field)).copied()).collect();
        let fields = fields?;
        let count = self.span.entries.len();
        if threads < 2 {
            return Some(vec![self.lines_of(0..count, &fields)?]);
        }
        std::thread::scope(|scope| {
            let second = scope.spawn(|| self.lines_of(count / 2..count, &fields));
            let first = self.lines_of(0..count / 2, &fields);
            Some(vec![first?, second.join().expect("reading does not panic")?])
        })
    }

    /// Reads the short texts of some entries, counted from the first of the pack.
    fn lines_of(&self, entries: Range<usize>, fields: &[MatchField]) -> Option<Lines> {
        let first = self.counts.get(entries.start).start;
        let mut owners = Vec::new();
        let mut owner = self.span.entries.start + entries.start as u32;
        self.counts.each(entries, |count| {
            owners.extend(std::iter::repeat_n(owner, count));
            owner += 1;
        })?;
        let mut lines = Lines::default();
        let mut rest = owners.iter().zip(&fields[first..]);
        let mut whole = true;
        self.texts.each(first..first + owners.len(), |text| {
            if let Some((&owner, &field)) = rest.next().filter(|_| is_line(text)) {
                lines.push_line(owner, field, text);
            } else {
                whole = false;
            }
        })?;
        lines.close_before(owner);
        whole.then_some(lines)
    }
}

/// Returns whether a text can be a line.
fn is_line(text: &str) -> bool {
    !text.is_empty() && (text.len() <= LINE_LIMIT || text.chars().count() <= LINE_LIMIT)
}

/// Returns what of a library is a pack's own.
fn span(catalogue: &Catalogue, pack: PackKey) -> Span {
    let places = catalogue.places();
    let before = |end: PackKey| places.partition_point(|place| place.pack < end) as u32;
    Span {
        entries: catalogue.pack(pack).entries.clone(),
        places: before(pack)..before(PackKey(pack.0 + 1)),
    }
}

/// Counts the entries of a library of which no index lies in a file.
pub fn unindexed(library: &Library) -> usize {
    let catalogue = &library.catalogue;
    let lacking =
        catalogue.pack_keys().filter(|pack| StoredIndex::find(library, *pack, &[]).is_none());
    lacking.map(|pack| catalogue.pack(pack).entries.len()).sum()
}

/// Returns whether damage was met in the index of a file.
pub(super) fn is_damaged(image: &Image) -> bool {
    image.has_damage_in(ALL)
}
