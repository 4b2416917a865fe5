//! A pack as one compiled file: what assembling its files gave, and what was wrong with them. Refuses to
//! know: where the file is, other packs.

use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::assemble::{AssembledPack, PackBodies, Unfollowed};
use super::bodies::{CompiledBodies, Limits};
use super::diagnostic::{Mistake, Severity};
use super::files::Files;
use super::load;
use super::position::{At, FileKey};
use super::raw::Word;
use super::source::Input;
use super::whereabouts::{EntryPlaces, Evidence, Losses, Reference};
use crate::blocks::{FileWriter, Image, Packed, Refusal, Texts};
use crate::model::columns::{decoded, encoded, fits};
use crate::model::{Bodies, Body, Catalogue, EntryKey, PackKey};
use crate::text::address::is_outside;
use crate::text::markdown::links;

/// The sections beside those of the catalogue.
const FILES: &str = "files";
const BODIES: &str = "body";
const MISTAKES: &str = "mistakes";
const FOREIGN: &str = "foreign";
/// The section that says which texts it was made of, where that is asked some time.
const TEXTS: &str = "texts";

/// What stands in messages for the folder and the slash behind it: no text of a pack can hold it.
const ROOT: &str = "\0";

/// A mistake as it is kept.
#[derive(Deserialize, Serialize)]
struct Kept {
    at: At,
    is_error: bool,
    code: String,
    message: String,
    hint: String,
}

/// What of all files and mistakes is a pack's own.
#[derive(Clone, Copy)]
pub struct Own<'a> {
    /// All files; those of the pack are the last.
    pub files: &'a Files,
    /// The first of the pack's.
    pub first: FileKey,
    /// What the names of its files begin with.
    pub root: &'a str,
    /// The mistakes in it.
    pub mistakes: &'a [Mistake],
}

/// Writes a pack that was assembled alone, with its bodies as they were parsed.
pub fn write<W: Write>(
    pack: &AssembledPack,
    bodies: &[Arc<Body>],
    own: &Own<'_>,
    out: &mut FileWriter<W>,
) -> io::Result<()> {
    let Own { files, first, root, mistakes } = *own;
    let mut names = Texts::new();
    for name in files.names().skip(first.0 as usize) {
        names.push(inner(name, root));
    }
    let mut rows = Packed::new();
    for body in bodies {
        rows.push(&encoded(&**body)?);
    }
    let kept: Vec<Kept> = mistakes.iter().map(|one| Kept::of(one, first, root)).collect();
    let mut foreign = pack.foreign.clone();
    foreign.each_place(|at| at.file.0 -= first.0);
    pack.catalogue.write(out)?;
    pack.entry_places.write(first, out)?;
    out.texts(FILES, &names)?;
    out.packed(BODIES, &rows)?;
    out.bytes(MISTAKES, &encoded(&kept)?)?;
    out.bytes(FOREIGN, &encoded(&foreign)?)
}

impl Kept {
    fn of(mistake: &Mistake, first: FileKey, root: &str) -> Self {
        let Mistake { at, severity, code, message, hint } = mistake;
        Self {
            at: At { file: FileKey(at.file.0 - first.0), ..*at },
            is_error: *severity == Severity::Error,
            code: code.to_string(),
            message: if root.is_empty() {
                message.clone()
            } else {
                message.replace(&within(root), ROOT)
            },
            hint: hint.clone(),
        }
    }

    fn mistake(self, first: FileKey, root: &str) -> Mistake {
        let Self { mut at, is_error, code, message, hint } = self;
        at.file.0 += first.0;
        let severity = if is_error { Severity::Error } else { Severity::Warning };
        let message = message.replace(ROOT, &within(root));
        Mistake { at, severity, code: Cow::Owned(code), message, hint }
    }
}

/// Returns the name of a file inside the folder that all names begin with.
fn inner<'n>(name: &'n str, root: &str) -> &'n str {
    name.strip_prefix(root).map_or(name, |inner| inner.trim_start_matches('/'))
}

/// Writes which texts a pack was made of; they are read again for that.
pub fn write_texts<W: Write>(files: &Files, root: &str, out: &mut FileWriter<W>) -> io::Result<()> {
    out.bytes(TEXTS, print_of(files.all(), root).as_bytes())
}

/// Returns whether a compiled file says that it was made of these texts.
pub fn is_of_texts<'f>(
    image: &Image,
    files: impl Iterator<Item = (&'f str, Option<&'f Input>)>,
    root: &str,
) -> bool {
    image.bytes(TEXTS).is_ok_and(|print| *print == *print_of(files, root).as_bytes())
}

/// Returns what tells files from others by their names in a folder and their texts; one that cannot be read
/// has none.
fn print_of<'f>(
    files: impl Iterator<Item = (&'f str, Option<&'f Input>)>,
    root: &str,
) -> blake3::Hash {
    let mut hash = blake3::Hasher::new();
    let budget = load::Budget::default();
    for (name, input) in files {
        let text = input.and_then(|input| load::text(input.clone(), &budget).ok());
        for part in [inner(name, root), &*text.unwrap_or_default()] {
            hash.update(&(part.len() as u64).to_le_bytes());
            hash.update(part.as_bytes());
        }
    }
    hash.finalize()
}

/// Returns what the names of files in a folder begin with; nothing if the folder has no name.
fn within(root: &str) -> String {
    if root.is_empty() { String::new() } else { format!("{root}/") }
}

/// Takes a pack out of a compiled file, and names its files: `root` and then the name they had there, by
/// which `text_of` says how to come by their texts. Fails if a part of the file is missing or does not fit
/// the others; bodies are read when they are asked for.
pub fn read(
    image: &Arc<Image>,
    root: &str,
    text_of: impl Fn(&str) -> Option<Input>,
    files: &mut Files,
    mistakes: &mut Vec<Mistake>,
) -> Result<AssembledPack, Refusal> {
    let first = FileKey::new(files.len());
    let names = image.texts(FILES)?;
    let catalogue = Catalogue::read(image)?;
    let mut entry_places = EntryPlaces::default();
    let places = EntryPlaces::read(image, catalogue.len(), names.len())?;
    entry_places.append(&places, first.0);
    let bodies = image.packed(BODIES)?;
    fits(bodies.len() == catalogue.len(), BODIES)?;
    let is_file = |at: &At| (at.file.0 as usize) < names.len();
    let kept: Vec<Kept> = decoded(image, MISTAKES)?;
    fits(kept.iter().all(|one| is_file(&one.at)), MISTAKES)?;
    let limits = Limits { claims: catalogue.claims().len(), sources: catalogue.sources().len() };
    let mut foreign: Unfollowed = decoded(image, FOREIGN)?;
    let holds = foreign.see.iter().all(|(entry, _)| entry.index() < catalogue.len())
        && foreign.links.iter().all(|link| {
            link.relation.is_none_or(|it| it.index() < catalogue.relations().len())
                && link.provenance.as_ref().is_none_or(|it| limits.hold(it))
        });
    let mut is_placed = true;
    foreign.each_place(|at| is_placed &= is_file(at));
    fits(holds && is_placed, FOREIGN)?;
    // All of it fits: only now is anything handed out.
    foreign.each_place(|at| at.file.0 += first.0);
    for name in names.iter() {
        files.push(within(root) + name, text_of(name));
    }
    mistakes.extend(kept.into_iter().map(|one| one.mistake(first, root)));
    let bodies = CompiledBodies::new(bodies, limits);
    Ok(AssembledPack {
        catalogue,
        bodies: PackBodies::Compiled(Box::new(bodies)),
        entry_places,
        evidence: Evidence::default(),
        foreign,
        losses: Losses::default(),
        beside: Vec::new(),
        image: Some(Arc::clone(image)),
    })
}

/// Makes what the rules for whole packs need out of what a compiled pack holds, with the mistakes that
/// were kept with it. A text is placed where its entry is; what belongs to no entry, in the file `itself`.
pub fn with_evidence(
    mut pack: AssembledPack,
    mistakes: &[Mistake],
    itself: FileKey,
) -> AssembledPack {
    let PackBodies::Compiled(bodies) = &pack.bodies else { return pack };
    let (catalogue, whole) = (&pack.catalogue, At::whole(itself));
    let mut evidence = Evidence {
        themes: vec![Some(whole); catalogue.themes().len()],
        sources: vec![PackKey(0); catalogue.sources().len()],
        places: vec![whole; catalogue.places().len()],
        claims: vec![whole; catalogue.claims().len()],
        ..Evidence::default()
    };
    for entry in catalogue.entries() {
        let at = pack.entry_places.get(entry).unwrap_or(whole);
        evidence.titles.push(at);
        evidence.aliases.push(vec![at; catalogue.aliases(entry).count()]);
        let body = bodies.body(entry);
        for text in body.texts().chain([catalogue.summary(entry)]) {
            evidence.references.extend(references(text, at, Some(entry)));
        }
    }
    for claim in catalogue.claims() {
        evidence.references.extend(references(claim.text, whole, None));
    }
    // Of a text that could not be read nobody knows what it led to.
    pack.losses.unread = mistakes.iter().any(Mistake::hides_text);
    AssembledPack { evidence, ..pack }
}

/// Finds the references in a text of the only pack.
fn references(text: &str, at: At, from: Option<EntryKey>) -> impl Iterator<Item = Reference> {
    let inner = links(text).into_iter().filter(|link| !is_outside(&link.destination));
    inner.map(move |link| {
        let word = Word { value: link.destination.into(), at };
        Reference { pack: PackKey(0), from, word }
    })
}

impl Unfollowed {
    /// Goes through the places of everything in it.
    fn each_place(&mut self, mut look: impl FnMut(&mut At)) {
        let see = self.see.iter_mut().flat_map(|(_, words)| words);
        let routes = self.routes.iter_mut();
        let routes =
            routes.flat_map(|route| std::iter::once(&mut route.id).chain(&mut route.stops));
        for word in see.chain(routes).chain(&mut self.start) {
            look(&mut word.at);
        }
        for link in &mut self.links {
            for at in [&mut link.at, &mut link.from.at, &mut link.to.at] {
                look(at);
            }
        }
    }
}
