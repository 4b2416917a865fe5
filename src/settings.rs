//! What the reader has set, by layers: defaults, then `config.toml`, then variables `FOLIO_*`, then
//! flags of the command line; each value knows where it came from, and what is wrong is told with its
//! place while the rest holds. Refuses to know: who uses a setting, and for what.

mod file;
mod keys;
mod options;
mod source;
mod write;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::content::diagnostic::Diagnostic;
use crate::content::position::At;
use crate::palettes::Shelf;

pub use file::{BoundAt, ConfigFile, palettes_beside, usual_path};
use options::Fault;
pub use options::{Kind, Name, OPTIONS, Opt, Value};
pub use source::{Given, Source};
pub use write::{Unwritten, commented, keep};

/// What a layer above the file says: each with the flag that it was given by.
pub type Flags = Vec<(Name, Value, &'static str)>;

/// Where settings are looked for.
#[derive(Clone, Debug, Default)]
pub struct Layers {
    /// The file.
    pub file: ConfigFile,
    /// What the command line said.
    pub flags: Flags,
}

/// What the reader has set.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The file that was read, or would have been.
    pub path: Option<PathBuf>,
    /// Everything that is wrong with the file and the variables.
    pub mistakes: Vec<Diagnostic>,
    /// The keys that were bound, in the order of the file.
    pub bound: Vec<BoundAt>,
    given: Vec<Given>,
}

/// What holds if nobody has set anything.
impl Default for Settings {
    fn default() -> Self {
        Self {
            path: None,
            mistakes: Vec::new(),
            bound: Vec::new(),
            given: OPTIONS.iter().map(Given::by_default).collect(),
        }
    }
}

impl Settings {
    /// Reads all layers; `variable` returns what a variable of the environment says.
    pub fn read(layers: &Layers, variable: impl Fn(&str) -> Option<OsString>) -> Self {
        let path = layers.file.path().map(Path::to_owned);
        let mut settings = Self { path, ..Self::default() };
        file::read(&layers.file, &mut settings);
        settings.take_variables(variable);
        settings.refuse_keys();
        for (name, value, flag) in &layers.flags {
            settings.set(*name, Given { value: value.clone(), source: Source::Flag(flag) });
        }
        settings.look_for_palette();
        settings
    }

    /// Takes note if no palette has the name that is set, or its file has an error.
    fn look_for_palette(&mut self) {
        // Whoever takes a flag tells what is wrong with it.
        if let Source::Flag(_) = self.given(Name::Palette).source {
            return;
        }
        if let Err(unfound) = self.shelf().find(self.word(Name::Palette)) {
            let fault = Fault { message: unfound.sentence(), hint: String::new() };
            let mistake = source::mistake(&self.given(Name::Palette).source, fault);
            self.mistakes.extend(mistake);
        }
    }

    /// Returns all palettes that can be set: those of the program, and the reader's own.
    pub fn shelf(&self) -> Shelf {
        Shelf::new(self.path.as_deref().and_then(palettes_beside))
    }

    /// Reads all layers with the variables of this process.
    pub fn of_process(layers: &Layers) -> Self {
        Self::read(layers, |name| std::env::var_os(name))
    }

    fn take_variables(&mut self, variable: impl Fn(&str) -> Option<OsString>) {
        for option in OPTIONS {
            let name = option.variable();
            let Some(said) = variable(&name).filter(|said| !said.is_empty()) else { continue };
            match option.parse(&said.to_string_lossy()) {
                Ok(value) => {
                    self.set(option.name, Given { value, source: Source::Variable(name) });
                }
                Err(fault) => {
                    self.mistakes.extend(source::mistake(&Source::Variable(name), fault));
                }
            }
        }
    }

    fn set(&mut self, name: Name, given: Given) {
        self.given[name as usize] = given;
    }

    /// Writes a place in the file as `file:line:column`.
    pub fn place(&self, at: At) -> String {
        at.written(&self.file())
    }

    /// Returns the file as the user would name it.
    fn file(&self) -> String {
        self.path.as_deref().map(|path| path.display().to_string()).unwrap_or_default()
    }

    /// Returns whether a line that binds keys holds, and was not refused.
    pub fn holds(&self, bound: &BoundAt) -> bool {
        let line = bound.keys.at.spot.map(|spot| spot.line.get());
        !self.mistakes.iter().any(|mistake| mistake.code == keys::BAD_KEY && mistake.line == line)
    }

    /// Returns what is set, and by what.
    pub fn given(&self, name: Name) -> &Given {
        &self.given[name as usize]
    }

    /// Returns a setting that is a word or one of several.
    ///
    /// # Panics
    ///
    /// Panics if it is of another kind.
    pub fn word(&self, name: Name) -> &str {
        match &self.given(name).value {
            Value::Word(word) => word,
            other => unreachable!("{name:?} is {other:?}"),
        }
    }

    /// Returns a setting that is yes or no.
    ///
    /// # Panics
    ///
    /// Panics if it is of another kind.
    pub fn is_on(&self, name: Name) -> bool {
        match self.given(name).value {
            Value::Flag(flag) => flag,
            ref other => unreachable!("{name:?} is {other:?}"),
        }
    }

    /// Returns a setting that is a number.
    ///
    /// # Panics
    ///
    /// Panics if it is of another kind.
    pub fn number(&self, name: Name) -> u16 {
        match self.given(name).value {
            Value::Number(number) => number,
            ref other => unreachable!("{name:?} is {other:?}"),
        }
    }
}

#[cfg(test)]
mod tests;
