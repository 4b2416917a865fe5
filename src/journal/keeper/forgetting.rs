//! Has things forgotten for good: afterwards no file holds them. Refuses to know: who wants it.

use std::io::ErrorKind;

use super::texts::TEXTS;
use super::{Keeper, PASSING, Unsaved};
use crate::journal::disk::Share;
use crate::journal::place::Place;
use crate::journal::places;
use crate::journal::record::{Change, Record};

impl Keeper {
    /// Takes in a record that has things forgotten, and writes the journal anew at once, so that they are not
    /// in it any more; drops the places of which `goes` says so. Whoever forgets everything forgets what
    /// could not be read and what entries said as well.
    ///
    /// Returns the names of the files with what could not be read that are left.
    pub fn forget(
        &mut self,
        record: &Record,
        goes: &dyn Fn(&Place) -> bool,
    ) -> Result<Vec<String>, Unsaved> {
        self.make_folder()?;
        let folder = self.folder.clone().ok_or(Unsaved::Nowhere)?;
        let _held = self.lock(&folder, Share::Nobody)?;
        self.write_anew_with(&folder, std::slice::from_ref(record))?;
        places::forget(&*self.disk, &folder, PASSING, goes)?;
        let left = self.set_aside_files()?;
        if record.change != Change::ForgetAll {
            return Ok(left);
        }
        for name in left.iter().map(String::as_str).chain([TEXTS]) {
            match self.disk.remove(&folder.join(name)) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
                _ => {}
            }
        }
        self.disk.sync_folder(&folder)?;
        Ok(Vec::new())
    }
}
