//! The sets of keys that Folio brings: its own table, and others that are written as anybody writes keys.
//! Refuses to know: which of them holds.

use std::collections::BTreeMap;

use strum::{IntoStaticStr, VariantArray};
use toml::Spanned;

use super::bound::Bound;

/// A set of keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Set {
    /// Letters as in vim and less, arrows beside them.
    #[default]
    Default,
    /// Arrows, keys with names and function keys, letters where they are the first of a word.
    Arrows,
    /// Those of Emacs.
    Emacs,
}

impl Set {
    /// All sets.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// Returns what the set is called.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Returns the set of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|set| set.name() == name)
    }

    /// Returns its lines in their order; `None` if it is the table itself.
    pub fn bound(self) -> Option<Vec<Bound>> {
        let written = match self {
            Self::Default => return None,
            Self::Arrows => include_str!("../../data/keys/arrows.toml"),
            Self::Emacs => include_str!("../../data/keys/emacs.toml"),
        };
        Some(lines(written))
    }
}

/// A file that binds keys: in each place, keys with the names of their actions.
#[derive(serde::Deserialize)]
struct File {
    keys: BTreeMap<String, BTreeMap<String, Spanned<String>>>,
}

/// Reads lines in the order in which they are written.
fn lines(written: &str) -> Vec<Bound> {
    let file: File = toml::from_str(written).expect("the sets of Folio are sound");
    let mut lines: Vec<(usize, Bound)> = Vec::new();
    for (place, bound) in file.keys {
        for (keys, action) in bound {
            let line = Bound::in_place(&place, &keys, action.get_ref());
            lines.push((action.span().start, line.expect("the sets of Folio are sound")));
        }
    }
    lines.sort_by_key(|(start, _)| *start);
    lines.into_iter().map(|(_, bound)| bound).collect()
}
