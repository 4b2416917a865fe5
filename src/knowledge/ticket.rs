//! Whether an answer is still wanted: who waits for it holds a ticket, and whoever works on it can
//! see whether the ticket is still held. Refuses to know: what is asked, and on which thread.

use std::sync::{Arc, Weak};

/// Held by who waits for an answer; with the last copy of it goes the wish.
#[derive(Clone, Debug, Default)]
pub struct Ticket(Arc<()>);

/// Held by who works on an answer.
#[derive(Clone, Debug)]
pub struct Wanted(Weak<()>);

impl Ticket {
    /// Returns what the one who works on the answer looks at.
    pub fn wanted(&self) -> Wanted {
        Wanted(Arc::downgrade(&self.0))
    }
}

impl Wanted {
    /// Returns whether anybody still waits.
    pub fn holds(&self) -> bool {
        self.0.strong_count() > 0
    }

    /// Returns whether a ticket is for this answer.
    pub fn is_for(&self, ticket: &Ticket) -> bool {
        self.0.as_ptr() == Arc::as_ptr(&ticket.0)
    }

    /// Returns the ticket, if anybody still holds it.
    pub fn ticket(&self) -> Option<Ticket> {
        self.0.upgrade().map(Ticket)
    }
}

/// Two are equal if they are for the same answer.
impl PartialEq for Wanted {
    fn eq(&self, other: &Self) -> bool {
        self.0.ptr_eq(&other.0)
    }
}

impl Eq for Wanted {}
