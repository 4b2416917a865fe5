//! Writes a pack as columns, with what is derived from it: the order of links, links in texts, uses of terms,
//! fingerprints, the index. Refuses to know: into which file.

use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use crate::blocks::FileWriter;
use crate::content::assemble::{AssembledPack, PackBodies};
use crate::content::compiled::{self, Own};
use crate::graph::{Graph, Mentions};
use crate::margin::Prints;
use crate::model::{Bodies, Library};
use crate::search::Index;
use crate::terms::{Occurrences, Recogniser};

/// Whether what takes longest is among what is written of a pack: the fingerprints and the index.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub enum WithIndex {
    /// It is not.
    No,
    /// It is.
    Yes,
}

/// Writes a pack that was assembled alone, with what is derived from its texts.
pub(super) fn write<W: Write>(
    pack: &AssembledPack,
    own: &Own<'_>,
    with_index: WithIndex,
    out: &mut FileWriter<W>,
) -> io::Result<()> {
    let bodies = match &pack.bodies {
        PackBodies::Parsed(bodies) => bodies.clone(),
        PackBodies::Compiled(bodies) => {
            pack.catalogue.entries().map(|entry| bodies.body(entry)).collect()
        }
    };
    compiled::write(pack, &bodies, own, out)?;
    let library = Library::new(pack.catalogue.clone(), bodies);
    Graph::new(&library.catalogue, &[]).write(&library.catalogue, out)?;
    Mentions::new(&library).write(out)?;
    Occurrences::new(&library, &Recogniser::new(&library.catalogue)).write(out)?;
    if with_index == WithIndex::Yes {
        Prints::new(&library).write(out)?;
        Index::new(&library).write(out)?;
    }
    Ok(())
}
