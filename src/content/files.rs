//! The files that were met: what the user calls them, and how to come by their texts.

use super::position::{At, FileKey};
use super::source::Input;

/// The names of all files that were met, as the user would name them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files {
    names: Vec<Box<str>>,
    inputs: Vec<Option<Input>>,
}

impl Files {
    /// Adds a name, and how to come by the text if that is known.
    pub fn push(&mut self, name: impl Into<Box<str>>, input: Option<Input>) -> FileKey {
        self.names.push(name.into());
        self.inputs.push(input);
        FileKey::new(self.names.len() - 1)
    }

    /// Returns all names in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|name| &**name)
    }

    /// Goes through all names in order, each with how to come by the text if that is known.
    pub fn all(&self) -> impl Iterator<Item = (&str, Option<&Input>)> {
        self.names().zip(self.inputs.iter().map(Option::as_ref))
    }

    /// Gives back memory that no name uses.
    pub fn shrink(&mut self) {
        self.names.shrink_to_fit();
        self.inputs.shrink_to_fit();
    }

    /// Counts them.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Returns whether there is none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Returns the name of a file.
    pub fn name(&self, file: FileKey) -> &str {
        &self.names[file.0 as usize]
    }

    /// Returns how to come by the text of a file.
    pub fn input(&self, file: FileKey) -> Option<&Input> {
        self.inputs[file.0 as usize].as_ref()
    }

    /// Returns how to come by the text of a file of some name: as was said when it was met; if it was not
    /// met, or is not to be had, by that name. `None` for what is in no file.
    pub fn input_named(&self, name: &str) -> Option<Input> {
        match self.names().position(|met| met == name) {
            Some(met) => self.inputs[met].clone(),
            None => Some(Input::Path(name.into())),
        }
    }

    /// Writes a place as `file:line:column`.
    pub fn show(&self, at: At) -> String {
        at.written(self.name(at.file))
    }
}
