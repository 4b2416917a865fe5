//! Makes one file of a pack. Refuses to know: what becomes of it.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::extra::Written;
use super::listed::Listed;
use super::reading::PacksSoFar;
use super::refused::mistake;
use super::whole::{Existing, write_whole};
use super::{Occasion, Origin, WithIndex, no_worker, writing};
use crate::blocks::{FileWriter, Image, Refusal};
use crate::content::assemble::AssembledPack;
use crate::content::compiled::Own;
use crate::content::diagnostic::{Diagnostic, Mistake, diagnose};
use crate::content::earlier::Earlier;
use crate::content::files::Files;
use crate::content::position::{At, FileKey};
use crate::content::progress::Progress;
use crate::content::{Mode, compiled, syntax};
use crate::messages::blocks as say;
use crate::model::Pack;

/// A pack that was read and can be written as one file.
pub struct Compiled {
    pack: AssembledPack,
    files: Files,
    root: String,
    path: Option<PathBuf>,
    mistakes: Vec<Mistake>,
}

/// Reads a pack to make one file of it; fails with all mistakes if nothing of it can be shown.
pub fn compile(origin: &Origin, progress: &Progress) -> Result<Compiled, Vec<Diagnostic>> {
    let mut reading = PacksSoFar::new(Mode::Browse, Occasion::Answer, progress);
    let pack = syntax::deep(|| {
        let listed = Listed::of(origin, progress);
        reading.parse(origin, listed, &Earlier::default()).map(|(pack, _)| pack)
    });
    let PacksSoFar { mut files, mut mistakes, .. } = reading;
    let pack = pack.unwrap_or_else(|error| {
        mistakes.push(no_worker(origin, &error, &mut files));
        None
    });
    match pack {
        Some(pack) => {
            let path = origin.path().map(Path::to_owned);
            Ok(Compiled { pack, files, root: origin.to_string(), path, mistakes })
        }
        None => Err(diagnose(mistakes, &files)),
    }
}

impl Compiled {
    /// Counts the entries.
    pub fn entries(&self) -> usize {
        self.pack.catalogue.len()
    }

    /// Returns the title of the pack.
    pub fn title(&self) -> &str {
        &self.pack.catalogue.packs()[0].title
    }

    /// Returns what is wrong with the pack, in the order of files and places.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        diagnose(self.mistakes.clone(), &self.files)
    }

    /// Writes the pack; the same pack always gives the same bytes. Returns what was written into.
    pub fn write<W: Write>(&self, out: W) -> io::Result<W> {
        let mut writer = FileWriter::new(out)?;
        let own = Own {
            files: &self.files,
            first: FileKey(0),
            root: &self.root,
            mistakes: &self.mistakes,
        };
        writing::write(&self.pack, &own, WithIndex::Yes, &mut writer)?;
        compiled::write_texts(&self.files, &self.root, &mut writer)?;
        self.written().write(&mut writer)?;
        writer.finish()
    }

    fn written(&self) -> Written<'_> {
        Written {
            catalogue: &self.pack.catalogue,
            files: &self.files,
            entries: &self.pack.entry_places,
            path: self.path.as_deref(),
        }
    }

    /// Writes the pack into a file, which is there as a whole or not at all; returns its length in
    /// bytes.
    pub fn save(&self, path: &Path) -> io::Result<u64> {
        write_whole(path, Existing::Goes, |file| self.write(file).map(drop))?;
        Ok(fs::metadata(path)?.len())
    }
}

/// What a compiled file is found to be.
pub struct CheckedFile {
    /// How the file was named.
    pub file: String,
    /// The pack in it; `None` if it does not open.
    pub pack: Option<Pack>,
    /// Whether it opens and is what was written.
    pub is_whole: bool,
    /// Everything that is wrong with it, and what was wrong with the pack when it was built.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads all of a compiled file and holds it against its checksums.
pub fn check_file(file: &Path) -> CheckedFile {
    let mut files = Files::default();
    let mut mistakes = Vec::new();
    let mut is_whole = false;
    let path = &*file.display().to_string();
    let itself = files.push(path, None);
    let checked = Image::open(file).and_then(|image| {
        // Every damaged block is named before the first of them keeps the file from opening.
        if let Some(checked) = image.check(|_, _| true) {
            let damage = checked.damage.into_iter().map(Refusal::Damaged);
            mistakes.extend(damage.map(|one| mistake(&one, path, itself)));
            if !checked.is_whole && mistakes.is_empty() {
                let message = say::not_as_written(path);
                let whole = Mistake::error(At::whole(itself), "damaged", message);
                mistakes.push(whole.hint(say::HINT_DAMAGE));
            }
        }
        is_whole = mistakes.is_empty();
        compiled::read(&image, path, |_| None, &mut files, &mut mistakes)
    });
    is_whole &= checked.is_ok();
    let pack = match checked {
        Ok(pack) => Some(pack.catalogue.packs()[0].clone()),
        Err(refusal) => {
            if mistakes.is_empty() {
                mistakes.push(mistake(&refusal, path, itself));
            }
            None
        }
    };
    CheckedFile { file: path.to_owned(), pack, is_whole, diagnostics: diagnose(mistakes, &files) }
}

impl CheckedFile {
    /// Returns the id of the pack, or how the file was named if it does not open.
    pub fn name(&self) -> String {
        self.pack.as_ref().map_or_else(|| self.file.clone(), |pack| pack.id.to_string())
    }
}
