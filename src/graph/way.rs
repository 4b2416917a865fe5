//! Which way links lead. Refuses to know: links.

/// Which way a link leads, seen from one of the two entries that it joins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// It starts at the entry.
    Leaving,
    /// It ends at the entry.
    Arriving,
}

impl Way {
    /// Returns the end of a link that it is seen from.
    pub(super) fn near<T>(self, from: T, to: T) -> T {
        match self {
            Self::Leaving => from,
            Self::Arriving => to,
        }
    }

    /// Returns the other end of a link.
    pub(super) fn far<T>(self, from: T, to: T) -> T {
        self.near(to, from)
    }
}
