//! The tags of HTML that are open in running text. Refuses to know: what becomes of them.

use std::collections::HashMap;
use std::ops::Range;

use super::shift;

/// A tag that is open.
pub struct OpenTag {
    /// What it is called, in lower case.
    pub name: String,
    /// Where it is written, in bytes.
    pub range: Range<usize>,
    /// Where its link leads, if it is one.
    pub leads: Option<String>,
    /// What is said in it and in no other tag that moves text, if it moves text: where, and as it will be.
    pub said: Vec<(Range<usize>, String)>,
}

/// The tags that are open, outermost first.
#[derive(Default)]
pub struct OpenTags {
    /// Each with which of them moves the text in it, and whether above the line.
    tags: Vec<(OpenTag, Option<(usize, bool)>)>,
    /// How many are open by their names.
    names: HashMap<String, usize>,
}

impl OpenTags {
    /// Opens a tag.
    pub fn open(&mut self, name: String, range: Range<usize>, leads: Option<String>) {
        let around = self.tags.last().and_then(|(_, shifting)| *shifting);
        let shifting = shift(&name).map(|is_above| (self.tags.len(), is_above)).or(around);
        *self.names.entry(name.clone()).or_default() += 1;
        self.tags.push((OpenTag { name, range, leads, said: Vec::new() }, shifting));
    }

    /// Closes the innermost tag of a name, and those in it with it; `None` if none is open.
    pub fn close(&mut self, name: &str) -> Option<OpenTag> {
        self.names.get(name).filter(|open| **open > 0)?;
        while let Some((tag, _)) = self.tags.pop() {
            *self.names.get_mut(&tag.name)? -= 1;
            if tag.name == name {
                return Some(tag);
            }
        }
        None
    }

    /// Returns whether text stands above the line here; `None` if it stands neither there nor below.
    pub fn is_above(&self) -> Option<bool> {
        let (_, shifting) = self.tags.last()?;
        shifting.map(|(_, is_above)| is_above)
    }

    /// Takes in how a text will be that is moved above or below the line.
    pub fn say(&mut self, range: Range<usize>, text: String) {
        if let Some((_, Some((at, _)))) = self.tags.last() {
            let at = *at;
            self.tags[at].0.said.push((range, text));
        }
    }
}
