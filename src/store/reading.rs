//! Reads packs one after the other, each out of its files, out of a compiled file, or out of what was kept
//! of its folder. Refuses to know: what becomes of them.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::attempt::{Attempt, ReadAs};
use super::cache::{AsItWas, CacheHit, Slot, WORTH};
use super::listed::Listed;
use super::refused::{mistake, part_of_pack};
use super::upkeep::{Begun, Upkeep};
use super::{Haste, Occasion, Origin, WithIndex, apart, canonical, fallback, writing};
use crate::blocks::{self, Image, Packed};
use crate::content::Mode;
use crate::content::assemble::{self, AssembledPack};
use crate::content::compiled::{self, Own};
use crate::content::diagnostic::DUPLICATE_PACK;
use crate::content::diagnostic::Mistake;
use crate::content::earlier::{self, Earlier, Known};
use crate::content::embedded;
use crate::content::files::Files;
use crate::content::load::{self, Budget, Intake};
use crate::content::position::{At, FileKey};
use crate::content::progress::{Progress, Step};
use crate::content::source::{Input, NO_PACK_TOML, Refusal};
use crate::formats::{Format, Reading};
use crate::messages::content as say;
use crate::model::PackKey;

/// Lists the files of packs. The same folder twice is one pack, however it was named.
pub(super) fn list_all<'o>(
    origins: &'o [Origin],
    occasion: Occasion,
    progress: &Progress,
) -> Vec<(&'o Origin, Found)> {
    let mut met = HashSet::new();
    let mut listed = Vec::with_capacity(origins.len());
    for origin in origins {
        if progress.is_stopped() || !met.insert(canonical(origin)) {
            continue;
        }
        // A folder that is kept need not be looked into.
        let of_file = match origin {
            Origin::File(path) => Some(Format::of(path)),
            Origin::BuiltIn
            | Origin::Guide(_)
            | Origin::Folder(_)
            | Origin::Table(..)
            | Origin::Input(_) => None,
        };
        let is_file =
            matches!(origin, Origin::File(path) if of_file == Some(None) && path.is_file());
        let takes_old = matches!(occasion, Occasion::Screen(Haste::Beginning | Haste::Whole));
        let as_it_was =
            (takes_old && !is_file).then(|| AsItWas::of(origin.path()?, &origin.root())).flatten();
        let found = match (origin, as_it_was) {
            (Origin::BuiltIn, _) => Found::Embedded,
            (Origin::File(path), _) if is_file => Found::File(path.clone()),
            (_, Some(kept)) => Found::Kept(kept),
            _ => Found::Files(match of_file {
                Some(format) => Listed::in_format(origin, format, progress),
                None => Listed::of(origin, progress),
            }),
        };
        listed.push((origin, found));
    }
    listed
}

/// What was found where a pack is said to be.
pub(super) enum Found {
    /// Its files, or why they cannot be listed.
    Files(Result<Listed, Refusal>),
    /// A file that was compiled from them.
    File(PathBuf),
    /// They are in the binary, and so is a file that was compiled from them.
    Embedded,
    /// What was kept of them.
    Kept(AsItWas),
}

impl Found {
    /// Returns what it is read as; `None` if its files cannot be listed.
    fn read_as(&self) -> Option<ReadAs> {
        match self {
            Self::Files(listed) => listed.as_ref().ok().map(|listed| listed.format.into()),
            Self::File(_) => Some(ReadAs::Compiled),
            Self::Embedded => Some(ReadAs::Pack),
            Self::Kept(kept) => Some(kept.format.into()),
        }
    }
}

/// What there was before a pack: how many mistakes, and the key that its first file has.
#[derive(Clone, Copy)]
struct Met {
    file: FileKey,
    mistakes: usize,
}

/// A step on the way to a pack, which may have it or know that it does not open.
type AtOnce<T> = ControlFlow<Option<AssembledPack>, T>;

/// A pack of which the files have to be read.
struct Left {
    listed: Result<Listed, Refusal>,
    /// Where it is kept, with what is known of its files.
    slot: Option<(Slot, Option<Known>)>,
}

/// The packs that were read so far.
pub(super) struct PacksSoFar<'p> {
    intake: Intake<'p>,
    occasion: Occasion,
    pub files: Files,
    pub mistakes: Vec<Mistake>,
    pub packs: Vec<AssembledPack>,
    /// The first file of each pack.
    heads: Vec<FileKey>,
    pub opened: Vec<Origin>,
    pub failed: Vec<Origin>,
    pub upkeep: Upkeep,
    pub attempts: Vec<Attempt>,
    /// The key that the first file of each attempt has.
    pub firsts: Vec<FileKey>,
}

impl<'p> PacksSoFar<'p> {
    pub fn new(mode: Mode, occasion: Occasion, progress: &'p Progress) -> Self {
        Self {
            intake: Intake { mode, budget: Budget::default(), progress },
            occasion,
            files: Files::default(),
            mistakes: Vec::new(),
            packs: Vec::new(),
            heads: Vec::new(),
            opened: Vec::new(),
            failed: Vec::new(),
            upkeep: Upkeep::default(),
            attempts: Vec::new(),
            firsts: Vec::new(),
        }
    }

    pub fn open(&mut self, origin: &Origin, found: Found) {
        self.firsts.push(FileKey::new(self.files.len()));
        let read_as = found.read_as();
        let attempt = if let Some(pack) = self.read(origin, found) {
            let key = PackKey::new(self.packs.len());
            self.packs.push(pack);
            self.opened.push(origin.clone());
            Attempt::open(origin.clone(), read_as, key, self.has_begun(origin))
        } else {
            self.failed.push(origin.clone());
            Attempt::failed(origin.clone(), read_as)
        };
        self.attempts.push(attempt);
    }

    /// Returns whether only the first files were read of the pack that was opened last.
    fn has_begun(&self, origin: &Origin) -> bool {
        let begun = self.upkeep.begun.as_ref();
        begun.is_some_and(|begun| begun.origins.last() == Some(origin))
    }

    fn read(&mut self, origin: &Origin, found: Found) -> Option<AssembledPack> {
        match self.read_at_once(origin, found) {
            ControlFlow::Break(pack) => pack,
            ControlFlow::Continue(Left { listed, slot: None }) => {
                self.parse(origin, listed, &Earlier::default()).map(|(pack, _)| pack)
            }
            ControlFlow::Continue(Left { listed, slot: Some((slot, known)) }) => {
                self.read_files(origin, listed, &slot, known)
            }
        }
    }

    /// Reads a pack out of a compiled file, out of what is kept of it, or its first files, where that will do.
    fn read_at_once(&mut self, origin: &Origin, found: Found) -> AtOnce<Left> {
        let listed = self.list(origin, found)?;
        let slot = self.slot_of(origin, &listed);
        let kept = slot.as_ref().and_then(Slot::open);
        let kept = self.hurry(origin, &listed, slot.as_ref(), kept)?;
        let Some(slot) = slot else {
            return ControlFlow::Continue(Left { listed, slot: None });
        };
        let known = self.read_kept(origin, kept, &slot)?;
        ControlFlow::Continue(Left { listed, slot: Some((slot, known)) })
    }

    /// Lists the files of a pack that does not open out of one file.
    fn list(&mut self, origin: &Origin, found: Found) -> AtOnce<Result<Listed, Refusal>> {
        let read = match found {
            Found::Files(listed) => return ControlFlow::Continue(listed),
            Found::File(path) => return ControlFlow::Break(self.read_compiled(&path)),
            Found::Embedded => self.read_embedded(),
            Found::Kept(kept) => Some(self.read_as_it_was(origin, kept)),
        };
        match read {
            Some(Ok(pack)) => ControlFlow::Break(pack),
            // One that was compiled for another format does not open.
            Some(Err(_)) | None => ControlFlow::Continue(Listed::of(origin, self.intake.progress)),
        }
    }

    /// Returns the place of a large pack in the cache.
    fn slot_of(&self, origin: &Origin, listed: &Result<Listed, Refusal>) -> Option<Slot> {
        match (origin, listed) {
            (Origin::Folder(path) | Origin::File(path), Ok(listed))
                if self.intake.mode == Mode::Browse =>
            {
                Slot::of(path, listed)
            }
            _ => None,
        }
    }

    /// Reads no more than the first files of a large pack that is not kept as it is now, where a screen waits for
    /// no more; returns what is kept of it, where it waits for that.
    fn hurry(
        &mut self,
        origin: &Origin,
        listed: &Result<Listed, Refusal>,
        slot: Option<&Slot>,
        kept: Option<CacheHit>,
    ) -> AtOnce<Option<CacheHit>> {
        let Occasion::Screen(haste @ (Haste::Beginning | Haste::Newest)) = self.occasion else {
            return ControlFlow::Continue(kept);
        };
        if matches!(kept, Some(CacheHit::Now { .. })) {
            return ControlFlow::Continue(kept);
        }
        let can_keep = slot.is_some_and(Slot::can_keep);
        let large = listed.as_ref().ok().filter(|listed| listed.text() >= WORTH);
        let beginning = large.filter(|_| haste == Haste::Beginning).and_then(Listed::beginning);
        if let Some(beginning) = beginning {
            return ControlFlow::Break(self.begin(origin, beginning, can_keep));
        }
        let slot = slot.filter(|_| can_keep);
        ControlFlow::Continue(slot.and_then(|slot| self.keep_apart(origin, slot)).or(kept))
    }

    /// Reads a pack out of what is kept of it as it is now; returns what its files said when they were others.
    fn read_kept(
        &mut self,
        origin: &Origin,
        kept: Option<CacheHit>,
        slot: &Slot,
    ) -> AtOnce<Option<Known>> {
        let (image, beside, with_index) = match kept {
            Some(CacheHit::Now { image, beside, with_index }) => (image, beside, with_index),
            Some(CacheHit::Before(known)) => return ControlFlow::Continue(Some(known)),
            None => return ControlFlow::Continue(None),
        };
        let (folder, met) = (origin.root(), self.met());
        let Ok(pack) = self.take_out(&image, &folder, in_folder(&folder)) else {
            return ControlFlow::Continue(None);
        };
        let Some(pack) = pack else { return ControlFlow::Break(None) };
        let pack = AssembledPack { beside, ..pack };
        if self.occasion == Occasion::Search && with_index == WithIndex::No {
            return ControlFlow::Break(Some(self.add_index(pack, &image, slot, &folder, met)));
        }
        self.ask_for_index(origin, with_index);
        ControlFlow::Break(Some(pack))
    }

    /// Reads a pack out of its files, but for those of which it is `known` what they say, and keeps it if that
    /// pays.
    fn read_files(
        &mut self,
        origin: &Origin,
        listed: Result<Listed, Refusal>,
        slot: &Slot,
        known: Option<Known>,
    ) -> Option<AssembledPack> {
        let met = self.met();
        let is_worth = slot.is_worth(known.as_ref());
        let keeps = match self.occasion {
            Occasion::Answer | Occasion::Search => is_worth,
            // Nobody is to wait for it.
            Occasion::Screen(_) => {
                self.upkeep.unkept.extend(is_worth.then(|| origin.clone()));
                false
            }
            // What is kept serves for as long as the screen is there.
            Occasion::Again => false,
        };
        let (pack, said) = self.parse(origin, listed, &Earlier { known, keeps })?;
        if !keeps || self.intake.progress.is_stopped() {
            return Some(pack);
        }
        Some(self.keep(pack, &said, slot, &origin.root(), met))
    }

    fn met(&self) -> Met {
        Met { file: FileKey::new(self.files.len()), mistakes: self.mistakes.len() }
    }

    /// Has another process keep a pack; returns what is kept then. What that has counted for nothing, as the
    /// files have changed meanwhile, is counted back.
    fn keep_apart(&self, origin: &Origin, slot: &Slot) -> Option<CacheHit> {
        let progress = self.intake.progress;
        let before = progress.counts();
        if !apart::keep(std::slice::from_ref(origin), WithIndex::No, progress, |_| {}) {
            return None;
        }
        let kept = slot.open();
        if !matches!(kept, Some(CacheHit::Now { .. })) {
            progress.follow(progress.counts(), before);
        }
        kept
    }

    /// Keeps the index with a pack that was taken out of what was kept without it.
    fn add_index(
        &self,
        pack: AssembledPack,
        image: &Image,
        slot: &Slot,
        folder: &Path,
        met: Met,
    ) -> AssembledPack {
        match earlier::read(image) {
            Ok(said) => self.keep(pack, &said, slot, folder, met),
            Err(_) => pack,
        }
    }

    /// Keeps a pack with what each of its files said; returns it as it is kept, or as it is if that cannot be: a
    /// cache that cannot be written costs time only. One of which a file could not be read is not kept: when it
    /// can be, the file may look as it did. `met` is what was there before the pack.
    fn keep(
        &self,
        pack: AssembledPack,
        said: &Packed,
        slot: &Slot,
        folder: &Path,
        met: Met,
    ) -> AssembledPack {
        let root = folder.display().to_string();
        let mistakes = &self.mistakes[met.mistakes..];
        if mistakes.iter().any(Mistake::is_of_reading) {
            return pack;
        }
        let own = Own { files: &self.files, first: met.file, root: &root, mistakes };
        let with_index = self.occasion.with_index();
        let kept = slot.keep(&pack.beside, with_index, |out| {
            writing::write(&pack, &own, with_index, out)?;
            earlier::write(said, out)
        });
        let stored = kept.ok().flatten().and_then(|image| {
            let (files, mistakes) = (&mut Files::default(), &mut Vec::new());
            compiled::read(&image, &root, in_folder(folder), files, mistakes).ok()
        });
        let Some(AssembledPack { catalogue, bodies, image, .. }) = stored else { return pack };
        // The file takes less memory, and may have the index; what was said of the files is known.
        AssembledPack { catalogue, bodies, image, ..pack }
    }

    /// Reads the first files of a folder; what is wrong with them is told of the whole, unless they do not open.
    fn begin(
        &mut self,
        origin: &Origin,
        beginning: Listed,
        can_keep: bool,
    ) -> Option<AssembledPack> {
        let met = self.mistakes.len();
        let (pack, _) = self.parse(origin, Ok(beginning), &Earlier::default())?;
        self.mistakes.truncate(met);
        let begun = Begun { origins: Vec::new(), can_keep: true };
        let begun = self.upkeep.begun.get_or_insert(begun);
        begun.origins.push(origin.clone());
        begun.can_keep &= can_keep;
        Some(pack)
    }

    /// Takes a pack out of what was kept of its folder, whatever has become of that.
    fn read_as_it_was(
        &mut self,
        origin: &Origin,
        kept: AsItWas,
    ) -> Result<Option<AssembledPack>, blocks::Refusal> {
        let pack = self.take_out(&kept.image, &kept.root, in_folder(&kept.root))?;
        self.ask_for_index(origin, kept.with_index);
        let pack = pack.map(|pack| AssembledPack { beside: kept.beside.clone(), ..pack });
        self.upkeep.unproved.push(kept);
        Ok(pack)
    }

    /// Notes what is kept without the index, for a screen to have it kept with that.
    fn ask_for_index(&mut self, origin: &Origin, with_index: WithIndex) {
        if matches!(self.occasion, Occasion::Screen(_)) && with_index == WithIndex::No {
            self.upkeep.unkept.push(origin.clone());
        }
    }

    /// Takes the built-in pack out of the file that was compiled from it; `None` for whoever checks it, who
    /// needs what only its own files tell.
    fn read_embedded(&mut self) -> Option<Result<Option<AssembledPack>, blocks::Refusal>> {
        let root = Path::new(embedded::NAME);
        (self.intake.mode == Mode::Browse).then(|| {
            let image = embedded::compiled()?;
            self.take_out(&image, root, embedded::input)
        })
    }

    /// Reads a pack out of its files; returns what is kept of what each said, too.
    pub fn parse(
        &mut self,
        origin: &Origin,
        listed: Result<Listed, Refusal>,
        earlier: &Earlier,
    ) -> Option<(AssembledPack, Packed)> {
        let Listed { format, listing, is_whole, .. } = match listed {
            Ok(listed) => listed,
            Err(refusal) => {
                let file = self.files.push(origin.to_string(), None);
                let is_none = refusal.code == NO_PACK_TOML;
                let part = origin.path().filter(|_| is_none).and_then(|it| part_of_pack(it, file));
                self.mistakes.push(part.unwrap_or_else(|| load::mistake(&refusal, file)));
                return None;
            }
        };
        let progress = self.intake.progress;
        progress.begin(Step::Reading);
        let Self { intake, files, mistakes, .. } = self;
        let id = fallback(origin);
        let mut pack = match format {
            Some(format) => {
                let path = origin.path().unwrap_or(Path::new(""));
                format.read(
                    path,
                    listing,
                    &id,
                    &mut Reading { intake, files, mistakes, columns: origin.columns() },
                )?
            }
            None => load::pack(listing, &id, (intake, earlier), files, mistakes)?,
        };
        if !self.is_new(&pack.head.pack.id, pack.head.id_at) {
            return None;
        }
        // What is not found may be in what was not read.
        pack.losses.unread |= !is_whole;
        self.heads.push(pack.file);
        progress.begin(Step::Joining);
        let Self { intake, files, mistakes, .. } = self;
        let said = std::mem::take(&mut pack.said);
        Some((assemble::alone(pack, intake.mode, files, mistakes, progress), said))
    }

    fn read_compiled(&mut self, path: &Path) -> Option<AssembledPack> {
        let met = self.mistakes.len();
        match Image::open(path).and_then(|image| self.take_out(&image, path, |_| None)) {
            Ok(Some(pack)) if self.intake.mode == Mode::Check => {
                let itself = self.files.push(path.display().to_string(), None);
                Some(compiled::with_evidence(pack, &self.mistakes[met..], itself))
            }
            Ok(pack) => pack,
            Err(refusal) => {
                let root = path.display().to_string();
                let file = self.files.push(&*root, None);
                self.mistakes.push(mistake(&refusal, &root, file));
                None
            }
        }
    }

    /// Takes a pack out of a compiled file; `None` if another has its id.
    fn take_out(
        &mut self,
        image: &Arc<Image>,
        root: &Path,
        text_of: impl Fn(&str) -> Option<Input>,
    ) -> Result<Option<AssembledPack>, blocks::Refusal> {
        let first = FileKey::new(self.files.len());
        let mut mistakes = Vec::new();
        let root = root.display().to_string();
        let pack = compiled::read(image, &root, text_of, &mut self.files, &mut mistakes)?;
        if !self.is_new(&pack.catalogue.packs()[0].id, At::whole(first)) {
            return Ok(None);
        }
        self.mistakes.append(&mut mistakes);
        self.heads.push(first);
        Ok(Some(pack))
    }

    /// Returns whether no pack of this id is open; reports one that is.
    fn is_new(&mut self, id: &str, at: At) -> bool {
        let Some(open) = self.packs.iter().position(|open| &*open.catalogue.packs()[0].id == id)
        else {
            return true;
        };
        let message = say::duplicate_pack(id, self.files.name(self.heads[open]));
        let mistake = Mistake::error(at, DUPLICATE_PACK, message);
        self.mistakes.push(mistake.hint(say::first_pack_stays()));
        false
    }
}

/// Returns what says how to come by the texts of files in a folder.
fn in_folder(folder: &Path) -> impl Fn(&str) -> Option<Input> {
    |name| Some(Input::Path(folder.join(name)))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const HEAD: &str =
        "format = 1\nid = 'test'\ntitle = 'Test'\n[[theme]]\nid = 'a'\ntitle = 'A'\n";

    /// A pack of two files with more text than is read at a glance.
    fn large_pack() -> (tempfile::TempDir, Origin) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("pack");
        fs::create_dir(&root).unwrap();
        fs::write(root.join("pack.toml"), HEAD).unwrap();
        for slug in ["one", "two"] {
            let padding = "#".repeat(WORTH as usize);
            let text = format!("[[entry]]\nid = 'a/{slug}'\ntitle = 'T'\nbody = 'B'\n{padding}\n");
            fs::write(root.join(slug).with_extension("toml"), text).unwrap();
        }
        (folder, Origin::Folder(root))
    }

    /// Returns whether a pack is kept that is changed between looking for its files and reading them.
    fn is_kept(change: impl FnOnce(&Path)) -> bool {
        let (folder, origin) = large_pack();
        let (progress, root) = (Progress::default(), origin.root());
        let listed = Listed::of(&origin, &progress).unwrap();
        let place = folder.path().join("cache").join("kept.folio");
        let slot = Slot::of(&root, &listed).unwrap().at(&place);
        change(&root);
        let mut packs = PacksSoFar::new(Mode::Browse, Occasion::Answer, &progress);
        let earlier = Earlier { known: None, keeps: true };
        let (pack, said) = packs.parse(&origin, Ok(listed), &earlier).unwrap();
        packs.keep(pack, &said, &slot, &root, Met { file: FileKey::new(0), mistakes: 0 });
        place.exists()
    }

    #[test]
    fn what_could_not_be_read_is_not_kept() {
        assert!(is_kept(|_| {}));
        assert!(is_kept(|root| fs::write(root.join("two.toml"), "no TOML").unwrap()));
        assert!(!is_kept(|root| fs::remove_file(root.join("two.toml")).unwrap()));
    }

    #[test]
    fn a_beginning_needs_no_cache() {
        let (_folder, origin) = large_pack();
        let progress = Progress::default();
        // Files that were written a moment ago are not kept.
        let mut packs =
            PacksSoFar::new(Mode::Browse, Occasion::Screen(Haste::Beginning), &progress);
        packs.open(&origin, Found::Files(Listed::of(&origin, &progress)));
        let begun = packs.upkeep.begun.expect("it is large");
        assert_eq!((&begun.origins[..], begun.can_keep), (&[origin][..], false));
        assert_eq!(packs.packs[0].catalogue.len(), 1);
    }
}
