//! The bodies of a pack in a compiled file. Refuses to know: the rest of the file.

use std::sync::Arc;

use crate::blocks::Packed;
use crate::messages::blocks as say;
use crate::model::{Bodies, Body, EntryKey, Offsets, Provenance};

/// How many claims and sources there are that a body can rest on.
#[derive(Clone, Copy)]
pub struct Limits {
    /// The claims.
    pub claims: usize,
    /// The sources.
    pub sources: usize,
}

impl Limits {
    /// Returns whether every key of a provenance leads somewhere.
    pub fn hold(&self, provenance: &Provenance) -> bool {
        match provenance {
            Provenance::Article { claims } => claims.iter().all(|it| it.index() < self.claims),
            Provenance::Editor { sources, .. } => {
                sources.iter().all(|it| it.index() < self.sources)
            }
        }
    }
}

/// The bodies of a pack in a file; the last few blocks of them that were read are kept.
pub struct CompiledBodies {
    rows: Packed,
    limits: Limits,
    moved: Offsets,
}

impl CompiledBodies {
    /// Wraps the rows of a file.
    pub fn new(rows: Packed, limits: Limits) -> Self {
        Self { rows, limits, moved: Offsets::default() }
    }

    /// Returns the same bodies with their keys moved.
    #[must_use]
    pub fn moved(self, moved: Offsets) -> Self {
        Self { moved, ..self }
    }
}

impl Bodies for CompiledBodies {
    /// Fetches the body of an entry; one that is damaged says so in place of its text.
    fn body(&self, key: EntryKey) -> Arc<Body> {
        let row = self.rows.get(key.index());
        let body = row.and_then(|row| postcard::from_bytes::<Body>(&row).ok());
        let holds = |body: &Body| body.statements.iter().all(|it| self.limits.hold(&it.provenance));
        let body = body.filter(holds).map(|mut body| {
            self.moved.move_body(&mut body);
            body
        });
        let damaged = || Body { markdown: say::DAMAGED_TEXT.into(), ..Body::default() };
        Arc::new(body.unwrap_or_else(damaged))
    }
}
