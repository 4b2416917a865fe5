//! The blocks that were read last, so that memory stays flat whatever is read. Refuses to know: what
//! stands in a block.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use super::block::Block;
use super::column::Lazy;

/// How many blocks are kept.
const BLOCKS: usize = 16;
/// How many bytes they may hold together, unless the last one alone holds more.
const BYTES: usize = 4 << 20;

/// The blocks that were read last, the latest first.
pub struct Recent<B>(Mutex<VecDeque<Kept<B>>>);

struct Kept<B> {
    lazy: Arc<Lazy<B>>,
    block: Arc<B>,
}

impl<B: Block> Recent<B> {
    /// Returns a block, read now if it was not among the last; `None` if it is damaged.
    pub fn get(&self, lazy: &Arc<Lazy<B>>) -> Option<Arc<B>> {
        if let Some(block) = self.take(lazy) {
            return Some(self.put(lazy, block));
        }
        // Others need not wait for the file meanwhile.
        let block = Arc::new(lazy.lend()?);
        Some(self.put(lazy, block))
    }

    /// Takes a block out if it is there.
    fn take(&self, lazy: &Arc<Lazy<B>>) -> Option<Arc<B>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept.iter().position(|kept| Arc::ptr_eq(&kept.lazy, lazy))?;
        kept.remove(at).map(|kept| kept.block)
    }

    /// Puts a block first, and drops the oldest that are too many.
    fn put(&self, lazy: &Arc<Lazy<B>>, block: Arc<B>) -> Arc<B> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|kept| !Arc::ptr_eq(&kept.lazy, lazy));
        all.push_front(Kept { lazy: Arc::clone(lazy), block: Arc::clone(&block) });
        let mut bytes = 0;
        let fitting = all.iter().take(BLOCKS).take_while(|kept| {
            bytes += kept.block.held_bytes();
            bytes <= BYTES
        });
        let fitting = fitting.count().max(1);
        all.truncate(fitting);
        block
    }

    /// Returns about how many bytes of memory are held.
    pub fn held_bytes(&self) -> usize {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.iter().map(|kept| kept.block.held_bytes()).sum()
    }
}

impl<B> Default for Recent<B> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<B> fmt::Debug for Recent<B> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Recent").finish_non_exhaustive()
    }
}
