//! Writes a pack as columns, with the index of it. Refuses to know: into which file.

use std::io::{self, Write};

use crate::blocks::FileWriter;
use crate::content::assemble::{AssembledPack, PackBodies};
use crate::content::compiled::{self, Own};
use crate::model::Library;
use crate::search::Index;

/// Writes a pack that was assembled alone, with the index of it.
pub(super) fn write<W: Write>(
    pack: &AssembledPack,
    own: &Own<'_>,
    out: &mut FileWriter<W>,
) -> io::Result<()> {
    let PackBodies::Parsed(bodies) = &pack.bodies else {
        return Err(io::Error::other("a compiled pack is not compiled again"));
    };
    compiled::write(pack, bodies, own, out)?;
    Index::new(&Library::new(pack.catalogue.clone(), bodies.clone())).write(out)
}
