//! What came of going to the next thing that is sought. Refuses to know: what that is.

use crate::keys::Toward;
use crate::messages::browser as says;

/// What came of going to the next thing that is sought, or the previous one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sought {
    /// There is none.
    Nowhere,
    /// It was found further on.
    Found,
    /// It was found past the end, where one begins again.
    Wrapped,
}

impl Sought {
    /// Returns what is said of it: `nowhere` where there is none, nothing where it was found further on.
    pub fn told(self, toward: Toward, nowhere: impl FnOnce() -> String) -> Option<String> {
        match (self, toward) {
            (Self::Nowhere, _) => Some(nowhere()),
            (Self::Found, _) => None,
            (Self::Wrapped, Toward::Next) => Some(says::WRAPPED_TO_TOP.to_owned()),
            (Self::Wrapped, Toward::Previous) => Some(says::WRAPPED_TO_END.to_owned()),
        }
    }
}
