//! What the reader has set, by layers: defaults, then `config.toml`, then variables `FOLIO_*`, then
//! flags of the command line; each value knows where it came from, and what is wrong is told with its
//! place while the rest holds. Refuses to know: who uses a setting, and for what.

mod file;
mod keys;
mod options;
mod source;
mod variables;
mod write;

use std::path::{Path, PathBuf};

use crate::content::diagnostic::Diagnostic;
use crate::content::position::At;
use crate::palettes::Shelf;

pub use file::{BoundAt, ConfigFile, palettes_beside, usual_path};
use options::BadValue;
pub use options::{Kind, Name, OPTIONS, Opt, Value};
pub use source::{Given, Source};
use variables::Variables;
pub use write::{Unwritten, commented, keep_palette};

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
    /// The file that was read, or would have been; `None` if there can be none.
    pub path: Option<PathBuf>,
    /// What that is called, or the pipe that was read instead.
    pub name: Option<PathBuf>,
    /// Whether somebody named it for this once.
    is_named: bool,
    /// The folder of the reader's own palettes.
    palettes: Option<PathBuf>,
    /// Everything that is wrong with the file and the variables.
    pub mistakes: Vec<Diagnostic>,
    /// The keys that were bound, in the order of the file.
    pub bound: Vec<BoundAt>,
    /// What each setting is by the layers that say something of it, the lowest first.
    given: Vec<Vec<Given>>,
}

/// What holds if nobody has set anything.
impl Default for Settings {
    fn default() -> Self {
        Self {
            path: None,
            name: None,
            is_named: false,
            palettes: None,
            mistakes: Vec::new(),
            bound: Vec::new(),
            given: OPTIONS.iter().map(|option| vec![Given::by_default(option)]).collect(),
        }
    }
}

impl Settings {
    /// Returns what the file is called, if somebody named it for this once.
    pub fn named(&self) -> Option<String> {
        let name = self.name.as_deref().filter(|_| self.is_named);
        name.map(|path| path.display().to_string())
    }

    /// Reads all layers, with these variables of the environment.
    pub fn read(layers: &Layers, variables: &Variables) -> Self {
        let [path, name] =
            [layers.file.path(), layers.file.name()].map(|it| it.map(Path::to_owned));
        let palettes = layers.file.palettes();
        let is_named = matches!(layers.file, ConfigFile::Named(_));
        let mut settings = Self { path, name, is_named, palettes, ..Self::default() };
        file::read(&layers.file, &mut settings);
        settings.take_variables(variables);
        settings.refuse_keys();
        for (name, value, flag) in &layers.flags {
            settings.set(*name, Given { value: value.clone(), source: Source::Flag(flag) });
        }
        settings
    }

    /// Takes note if no palette has the name that is set, or its file has an error: what holds then is what the
    /// layer below says. Whoever shows no palette need not read its file.
    pub fn look_for_palette(&mut self) {
        // Whoever takes a flag tells what is wrong with it.
        while let Source::File { .. } | Source::Variable(_) = self.given(Name::Palette).source
            && let Err(unfound) = self.shelf().find(self.word(Name::Palette))
        {
            let fault = BadValue { message: unfound.sentence(), hint: String::new() };
            let refused = self.given[Name::Palette as usize].pop();
            self.mistakes.extend(refused.and_then(|it| source::mistake(&it.source, fault)));
        }
    }

    /// Takes note if a variable names no palette, so that the one of the file holds; whether there is that one is
    /// seen behind the first frame.
    pub fn refuse_palette_of_variable(&mut self) {
        if let Source::Variable(_) = self.given(Name::Palette).source {
            self.look_for_palette();
        }
    }

    /// Returns all palettes that can be set: those of the program, and the reader's own.
    pub fn shelf(&self) -> Shelf {
        Shelf::new(self.palettes.clone())
    }

    /// Reads all layers with the variables of this process.
    pub fn of_process(layers: &Layers) -> Self {
        Self::read(layers, &variables::of_process())
    }

    /// Reads all layers for a screen, which shows a palette.
    pub fn of_screen(layers: &Layers) -> Self {
        let mut settings = Self::of_process(layers);
        settings.refuse_palette_of_variable();
        settings
    }

    fn set(&mut self, name: Name, given: Given) {
        self.given[name as usize].push(given);
    }

    /// Writes a place in the file as `file:line:column`.
    pub fn place(&self, at: At) -> String {
        at.written(&self.file())
    }

    /// Returns the file as the user would name it.
    fn file(&self) -> String {
        self.name.as_deref().map(|name| name.display().to_string()).unwrap_or_default()
    }

    /// Goes through what is wrong here and now: a key that only some terminals send is well where one has
    /// such a terminal.
    pub fn to_tell(&self) -> impl Iterator<Item = &Diagnostic> {
        self.mistakes.iter().filter(|mistake| mistake.code != keys::RARE_KEY)
    }

    /// Counts what is wrong in the file; the other mistakes are those of variables.
    pub fn mistakes_in_file(&self) -> usize {
        let name = self.file();
        self.mistakes.iter().filter(|mistake| mistake.file == name).count()
    }

    /// Returns what is set, and by what.
    pub fn given(&self, name: Name) -> &Given {
        self.given[name as usize].last().expect("there is always the default")
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
