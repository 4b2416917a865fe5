//! Makes one file of a pack. Refuses to know: what becomes of it.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::{Origin, fallback, list};
use crate::blocks::{FORMAT, Fault, FileWriter, Image, Refusal};
use crate::content::assemble::{self, AssembledPack};
use crate::content::compiled::Own;
use crate::content::diagnostic::{Diagnostic, Mistake, diagnose};
use crate::content::files::Files;
use crate::content::load::{self, Budget, Intake};
use crate::content::position::{At, FileKey};
use crate::content::progress::{Progress, Step};
use crate::content::{Mode, compiled, syntax};
use crate::messages::blocks as say;

/// A pack that was read and can be written as one file.
pub struct Compiled {
    pack: AssembledPack,
    files: Files,
    root: String,
    mistakes: Vec<Mistake>,
}

/// Reads a pack to make one file of it; fails with all mistakes if nothing of it can be shown.
pub fn compile(origin: &Origin, progress: &Progress) -> Result<Compiled, Vec<Diagnostic>> {
    let mut files = Files::default();
    let mut mistakes = Vec::new();
    let read = syntax::deep(|| read(origin, progress, &mut files, &mut mistakes));
    match read {
        Ok(Some(pack)) => Ok(Compiled { pack, files, root: origin.to_string(), mistakes }),
        _ => Err(diagnose(mistakes, &files)),
    }
}

fn read(
    origin: &Origin,
    progress: &Progress,
    files: &mut Files,
    mistakes: &mut Vec<Mistake>,
) -> Option<AssembledPack> {
    let listing = match list(origin) {
        Ok(listing) => listing,
        Err(refusal) => {
            let file = files.push(origin.to_string(), None);
            mistakes.push(load::mistake(&refusal, file));
            return None;
        }
    };
    progress.found_files(listing.others.len() + 1);
    progress.begin(Step::Reading);
    let intake = Intake { mode: Mode::Browse, budget: Budget::default(), progress };
    let raw = load::pack(listing, &fallback(origin), &intake, files, mistakes)?;
    progress.begin(Step::Joining);
    Some(assemble::alone(raw, Mode::Browse, files, mistakes, progress))
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
        compiled::write(&self.pack, &own, &mut writer)?;
        writer.finish()
    }

    /// Writes the pack into a file, which is there as a whole or not at all; returns its length in
    /// bytes.
    pub fn save(&self, path: &Path) -> io::Result<u64> {
        // What is named by a link is written where the link leads.
        let path = &path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let file = temporary(folder).map_err(|error| io::Error::from(error.kind()))?;
        let file = self.write(BufWriter::new(file))?.into_inner()?;
        file.as_file().sync_all()?;
        file.persist(path)?;
        Ok(fs::metadata(path)?.len())
    }
}

/// Makes a file with a passing name in a folder, open to whom the user's files are open to.
fn temporary(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".folio-");
    #[cfg(unix)]
    let mode = <fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666);
    #[cfg(unix)]
    builder.permissions(mode);
    builder.tempfile_in(folder)
}

/// Turns the refusal of a compiled file into a mistake of it.
pub fn mistake(refusal: &Refusal, name: &str, file: FileKey) -> Mistake {
    let (code, message, hint) = match refusal {
        Refusal::Foreign => ("not-compiled", say::foreign(name), say::HINT_FOREIGN),
        Refusal::Cut => ("cut", say::cut(name), say::HINT_DAMAGE),
        Refusal::Newer { version } => {
            ("newer-format", say::newer(name, *version, FORMAT), say::HINT_NEWER)
        }
        Refusal::Directory => ("damaged", say::directory(name), say::HINT_DAMAGE),
        Refusal::Missing { section } => {
            ("part-missing", say::missing(name, section), say::HINT_DAMAGE)
        }
        Refusal::Contradiction { section } => {
            ("damaged", say::contradiction(name, section), say::HINT_DAMAGE)
        }
        Refusal::Damaged(damage) => {
            let why = why(damage.fault);
            let message = say::damage(name, &damage.section, damage.block, &damage.bytes, &why);
            ("damaged", message, say::HINT_DAMAGE)
        }
        Refusal::Unreadable(error) => ("unreadable", say::unreadable(name, &error.to_string()), ""),
    };
    Mistake::error(At::whole(file), code, message).hint(hint)
}

/// Returns what is wrong with a block, in words.
pub fn why(fault: Fault) -> String {
    match fault {
        Fault::Cut => say::WHY_CUT.to_owned(),
        Fault::Unreadable(kind) => say::why_unreadable(&kind.to_string()),
        Fault::Checksum => say::WHY_CHECKSUM.to_owned(),
        Fault::Contents => say::WHY_CONTENTS.to_owned(),
    }
}

/// What a compiled file is found to be.
pub struct CheckedFile {
    /// The id of the pack, or how the file was named if it does not open.
    pub name: String,
    /// Whether it opens.
    pub opens: bool,
    /// Everything that is wrong with it, and what was wrong with the pack when it was built.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads all of a compiled file and holds it against its checksums.
pub fn check_file(file: &Path) -> CheckedFile {
    let mut files = Files::default();
    let mut mistakes = Vec::new();
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
        compiled::read(&image, path, None, &mut files, &mut mistakes)
    });
    let (name, opens) = match checked {
        Ok(pack) => (pack.catalogue.packs()[0].id.to_string(), true),
        Err(refusal) => {
            if mistakes.is_empty() {
                mistakes.push(mistake(&refusal, path, itself));
            }
            (path.to_owned(), false)
        }
    };
    CheckedFile { name, opens, diagnostics: diagnose(mistakes, &files) }
}
