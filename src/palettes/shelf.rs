//! All palettes in one place: the terminal's own colours, those in the program, and those that the user
//! keeps as `NAME.toml` in a folder; of two of one name that of the user. Refuses to know: which of them is
//! on the screen.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use include_dir::{Dir, File, include_dir};

use super::Background;
use super::file::{PaletteFile, Variants};
use crate::content::diagnostic::{Diagnostic, Severity};
use crate::messages::palettes as says;
use crate::text::nearest::misspelt;

/// The name of the palette of the terminal's own colours.
pub const TERMINAL: &str = "terminal";

/// The longest name of a palette, in bytes.
const LONGEST_NAME: usize = 60;

static SHIPPED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/data/palettes");

/// Where a palette comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The terminal has it.
    Terminal,
    /// The program has it.
    Shipped,
    /// A file of the user's.
    File(PathBuf),
}

/// A palette on the shelf.
#[derive(Clone, Debug)]
pub struct Shelved {
    /// Its name.
    pub name: Box<str>,
    /// Where it comes from.
    pub source: Source,
    /// What it says, and what is wrong with it; nothing for [`TERMINAL`].
    pub file: PaletteFile,
}

impl Shelved {
    /// Returns whether there are colours to be shown on a background.
    pub fn suits(&self, background: Background) -> bool {
        let has = self.file.variants.get(background).is_some() && self.file.error().is_none();
        has || self.source == Source::Terminal
    }
}

/// Why there is no palette to be shown.
#[derive(Clone, Debug)]
pub enum Unfound {
    /// None has this name.
    Unknown {
        /// The name.
        name: Box<str>,
        /// The name that was probably meant.
        meant: Option<Box<str>>,
    },
    /// Its file has an error.
    Broken(Box<Diagnostic>),
}

impl Unfound {
    /// Says it, with the place of an error.
    pub fn sentence(&self) -> String {
        match self {
            Self::Unknown { name, meant } => says::unknown(name, meant.as_deref()),
            Self::Broken(error) => in_a_line(error),
        }
    }
}

/// Says what is wrong in a file of the user's folder, with the place but without the folder, which the foot
/// of a screen has no room for.
pub fn in_a_line(mistake: &Diagnostic) -> String {
    says::at_place(&mistake.short_place(), &mistake.message)
}

/// All palettes; nothing is read before it is asked for.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    folder: Option<PathBuf>,
}

impl Shelf {
    /// Builds the shelf with a folder of the user's, which need not be there.
    pub fn new(folder: Option<PathBuf>) -> Self {
        Self { folder }
    }

    /// Returns the folder of the user's palettes.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Reads all palettes: that of the terminal, then the others by their names.
    pub fn all(&self) -> Vec<Shelved> {
        let mut all: BTreeMap<Box<str>, Shelved> = BTreeMap::new();
        let shipped = shipped().map(|(name, file)| kept_in(name, file));
        let own = self.own().into_iter().map(|(name, path)| kept_at(&name, path));
        for kept in shipped.chain(own) {
            all.insert(kept.name.clone(), kept);
        }
        std::iter::once(of_terminal()).chain(all.into_values()).collect()
    }

    /// Reads the palette of some name; one whose file has an error is not to be had.
    pub fn find(&self, name: &str) -> Result<Shelved, Unfound> {
        if name == TERMINAL {
            return Ok(of_terminal());
        }
        let kept = match self.own_file(name) {
            Some(path) => kept_at(name, path),
            None => match shipped().find(|(shipped, _)| *shipped == name) {
                Some((name, file)) => kept_in(name, file),
                None => return Err(self.unknown(name)),
            },
        };
        match kept.file.error() {
            Some(error) => Err(Unfound::Broken(Box::new(error.clone()))),
            None => Ok(kept),
        }
    }

    /// Returns the user's file of some name. What is no name of a palette is no path either: it is looked for
    /// among the files that there are, so that what is wrong with its file is told.
    fn own_file(&self, name: &str) -> Option<PathBuf> {
        if is_name(name) {
            let path = self.folder.as_ref()?.join(name).with_extension("toml");
            return path.exists().then_some(path);
        }
        self.own().into_iter().find(|(own, _)| **own == *name).map(|(_, path)| path)
    }

    fn unknown(&self, name: &str) -> Unfound {
        let own = self.own().into_iter().map(|(name, path)| kept_at(&name, path));
        let own = own.filter(|kept| kept.file.error().is_none()).map(|kept| kept.name);
        let shipped = shipped().map(|(name, _)| name.into());
        let known = std::iter::once(TERMINAL.into()).chain(shipped).chain(own);
        Unfound::Unknown { name: name.into(), meant: misspelt::<Box<str>>(name, known) }
    }

    /// Lists the user's files by their names.
    fn own(&self) -> Vec<(Box<str>, PathBuf)> {
        let items = self.folder.as_ref().and_then(|folder| fs::read_dir(folder).ok());
        let paths = items.into_iter().flatten().flatten().map(|item| item.path());
        let is_palette = |path: &PathBuf| {
            path.extension().is_some_and(|extension| extension == "toml") && path.is_file()
        };
        let named = |path: PathBuf| Some((path.file_stem()?.to_string_lossy().into(), path));
        let mut own: Vec<_> = paths.filter(is_palette).filter_map(named).collect();
        own.sort();
        own
    }
}

/// Returns whether a name can be that of a palette: it is typed behind an option and written into settings.
fn is_name(name: &str) -> bool {
    let is_allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (1..=LONGEST_NAME).contains(&name.len()) && name.chars().all(is_allowed)
}

fn of_terminal() -> Shelved {
    Shelved { name: TERMINAL.into(), source: Source::Terminal, file: PaletteFile::default() }
}

/// Returns the files in the program with the names of their palettes.
fn shipped() -> impl Iterator<Item = (&'static str, &'static File<'static>)> {
    SHIPPED.files().filter_map(|file| Some((file.path().file_stem()?.to_str()?, file)))
}

fn kept_in(name: &str, file: &'static File<'static>) -> Shelved {
    let text = file.contents_utf8().expect("a test reads every palette in the program");
    let file = PaletteFile::read(text, name);
    Shelved { name: name.into(), source: Source::Shipped, file }
}

fn kept_at(name: &str, path: PathBuf) -> Shelved {
    let mut file = PaletteFile::open(&path);
    if !is_name(name) || name == TERMINAL {
        let of_terminal = name == TERMINAL;
        file.variants = Variants::default();
        file.mistakes.insert(
            0,
            Diagnostic {
                severity: Severity::Error,
                code: "bad-name".into(),
                file: path.display().to_string(),
                line: None,
                column: None,
                message: if of_terminal { says::taken(name) } else { says::bad_name(name) },
                hint: says::RENAME.to_owned(),
            },
        );
    }
    Shelved { name: name.into(), source: Source::File(path), file }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_can_be_typed_and_are_no_paths() {
        for name in ["fen", "reading-room", "x2"] {
            assert!(is_name(name), "{name}");
        }
        for name in ["", "Fen", "a b", "../fen", "a.b", "é", &"a".repeat(61)] {
            assert!(!is_name(name), "{name}");
        }
    }

    #[test]
    fn a_name_that_cannot_be_is_told_by_its_file_and_what_is_suggested_can_be_used() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["My", "my dusk", "Fen"] {
            fs::write(folder.path().join(name).with_extension("toml"), "").unwrap();
        }
        let sound = "[dark]\ntext = \"#d0d0d0\"\naccent = \"#80c0ff\"\nquiet = \"#a0a0a0\"\n";
        fs::write(folder.path().join("grove.toml"), sound).unwrap();
        fs::write(folder.path().join("broken.toml"), "[dark]\ntext = 3\n").unwrap();
        let shelf = Shelf::new(Some(folder.path().to_owned()));
        for (name, part) in [
            ("My", "My.toml: \"My\" cannot be the name of a palette"),
            ("my dusk", "my dusk.toml: \"my dusk\" cannot be the name of a palette"),
            ("Fen", "Fen.toml: \"Fen\" cannot be the name of a palette"),
            ("broken", "broken.toml:1:1: a palette on a dark background needs"),
            ("My1", "no palette \"My1\"; `folio palettes` lists them"),
            ("brokn", "no palette \"brokn\"; `folio palettes` lists them"),
            ("grov", "no palette \"grov\"; did you mean \"grove\"?"),
            ("../palettes/grove", "no palette \"../palettes/grove\""),
        ] {
            let said = shelf.find(name).expect_err(name).sentence();
            assert!(said.contains(part), "{name}: {said}");
        }
        assert!(shelf.find("grove").is_ok() && shelf.find("fen").is_ok());
    }
}
