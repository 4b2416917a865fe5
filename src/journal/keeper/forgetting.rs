//! Has things forgotten for good: afterwards no file holds them. Refuses to know: who wants it.

use std::io::ErrorKind;

use super::{Keeper, PASSING, Unsaved};
use crate::journal::disk::Share;
use crate::journal::places;
use crate::journal::record::{Change, Record};
use crate::journal::stopped_at::StoppedAt;

impl Keeper {
    /// Takes in records that have things forgotten, and writes the journal anew at once, so that they are not
    /// in it any more, nor what is past, nor what entries said that nobody has read any more; drops the places
    /// of which `goes` says so, and the notes that were begun there. Whoever forgets everything forgets what could
    /// not be read as well.
    ///
    /// Returns the names of the files with what could not be read that are left.
    pub fn forget(
        &mut self,
        records: &[Record],
        goes: &dyn Fn(&StoppedAt) -> bool,
    ) -> Result<Vec<String>, Unsaved> {
        // Where nothing is kept there is nothing to forget, and no folder is made for that.
        let Some(folder) = self.folder.clone() else { return Ok(Vec::new()) };
        if self.disk.list(&folder).is_err_and(|error| error.kind() == ErrorKind::NotFound) {
            return Ok(Vec::new());
        }
        let _held = self.lock(&folder, Share::Nobody)?;
        let state = self.write_anew_with(&folder, records)?;
        self.keep_texts_of(&folder, &state.texts().collect())?;
        places::forget(&*self.disk, &folder, PASSING, goes, records)?;
        let left = self.set_aside_files()?;
        if !records.iter().any(|record| record.change == Change::ForgetAll) {
            return Ok(left);
        }
        for name in &left {
            self.disk.remove(&folder.join(name))?;
        }
        self.disk.sync_folder(&folder)?;
        Ok(Vec::new())
    }
}
