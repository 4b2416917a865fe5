//! Keys: positions in the catalogue's columns, one type for each kind of thing.

use serde::{Deserialize, Serialize};

/// Declares a key type: a position in one of the catalogue's columns.
macro_rules! key {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize,
        )]
        pub struct $name(pub u32);

        impl $name {
            /// Builds the key of a position; positions stay below 2³² because loading caps them.
            pub fn new(position: usize) -> Self {
                Self(u32::try_from(position).expect("loading caps every column below 2^32"))
            }

            /// Returns the position in the column.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

key!(
    /// An open pack.
    PackKey
);
key!(
    /// A theme of some pack.
    ThemeKey
);
key!(
    /// An entry; keys follow pack order, then theme order, then the order of the theme.
    EntryKey
);
key!(
    /// A kind of link.
    RelationKey
);
key!(
    /// A typed link.
    LinkKey
);
key!(
    /// A claim of a source.
    ClaimKey
);
key!(
    /// A place in a source.
    PlaceKey
);
key!(
    /// A source.
    SourceKey
);
key!(
    /// A reading route.
    RouteKey
);
