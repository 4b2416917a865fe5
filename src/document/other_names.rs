//! What else an entry is called, and how much of that its head shows. Refuses to know: where the names
//! come from.

use super::flow::{Flow, FlowBuilder};
use super::{Role, Style};
use crate::messages::document as words;
use crate::text::safe::Safe;

/// What else an entry is called: what is shown of it below the title, and what is not.
#[derive(Clone, Debug, Default)]
pub(super) struct OtherNames {
    /// The leaf that shows some of them.
    pub leaf: u32,
    /// The target that tells all of them.
    pub target: Option<u32>,
    /// Those that the title is shortened to.
    pub shown: Vec<Box<str>>,
    /// The one that the entry was found by.
    pub found: Option<Box<str>>,
    pub hidden: Vec<Box<str>>,
}

impl OtherNames {
    /// Returns those that are shown, in words; empty if there are none.
    pub fn flow(&self) -> Flow {
        let style = Style { role: Role::Reading, ..Style::default() };
        let mut flow = FlowBuilder::new(style);
        let also = (!self.shown.is_empty()).then(|| words::also_called(&self.shown));
        let found = self.found.as_ref().map(|name| words::found_under(&[name]));
        let told: Vec<String> = also.into_iter().chain(found).collect();
        flow.push(&Safe::line(&told.join(" · ")), style, self.target);
        flow.finish()
    }
}
