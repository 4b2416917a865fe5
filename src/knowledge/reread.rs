//! What is open, read again from its files. Refuses to know: why, and who is told.

use std::path::Path;

use super::changes::Changes;
use super::corpus::Corpus;
use crate::content::Mode;
use crate::content::diagnostic::Diagnostic;
use crate::content::progress::Progress;
use crate::store::{self, Mistakes, Occasion, Origin};

/// What reading again gave.
pub enum Reread {
    /// The library, and what differs from the one that was read before.
    Sound(Corpus, Changes),
    /// A text that was read before can be read no more.
    Broken {
        /// Where it is broken, inside of its pack if it is in one.
        place: String,
        /// Everything that is wrong with the files.
        mistakes: Mistakes,
    },
}

impl Corpus {
    /// Reads the same again; `None` once `progress` is stopped. Of a library that differs, what the first
    /// page needs is there.
    pub fn reread(&self, progress: &Progress) -> Option<Reread> {
        self.reread_from(&self.opened().asked, progress)
    }

    /// Reads all of what was opened as far as its first files; `None` once `progress` is stopped.
    pub fn whole(&self, occasion: Occasion, progress: &Progress) -> Option<Reread> {
        let before = self.opened();
        let opened = store::open_watched(&before.asked, Mode::Browse, occasion, progress)?;
        let is_lost = |origin: &Origin| opened.failed.contains(origin);
        let mut begun = before.upkeep.begun.iter().flat_map(|begun| &begun.origins);
        if begun.any(is_lost)
            && let Some(broken) = opened.broken_since(before)
        {
            let place = inner_place(&before.asked, broken);
            return Some(Reread::Broken { place, mistakes: opened.mistakes() });
        }
        let corpus = Self::from(opened);
        corpus.prepare_page();
        Some(Reread::Sound(corpus, Changes::Around))
    }

    /// Opens the same once more as it is kept since: it takes less memory so. `None` if it has changed
    /// meanwhile, and once `progress` is stopped.
    pub fn as_kept(&self, progress: &Progress) -> Option<Self> {
        match self.reread(progress)? {
            Reread::Sound(corpus, Changes::None) => {
                corpus.prepare_page();
                Some(corpus)
            }
            Reread::Sound(..) | Reread::Broken { .. } => None,
        }
    }

    /// Reads `origins` as the next version of what was read, see [`Self::reread`].
    pub fn reread_from(&self, origins: &[Origin], progress: &Progress) -> Option<Reread> {
        let before = self.opened();
        if origins.is_empty() {
            return Some(Reread::Sound(self.clone(), Changes::None));
        }
        let opened = store::open_watched(origins, Mode::Browse, Occasion::Again, progress)?;
        if let Some(broken) = opened.broken_since(before) {
            let place = inner_place(origins, broken);
            return Some(Reread::Broken { place, mistakes: opened.mistakes() });
        }
        let corpus = Self::from(opened);
        let changes = match Changes::between(self, &corpus) {
            // Whoever lists the mistakes is to find them where they are now.
            Changes::None if before.diagnostics != corpus.opened().diagnostics => Changes::Around,
            // Whoever edits an entry is led to the line where it stands now.
            Changes::None if !corpus.opened().stands_as(before) => Changes::Around,
            changes => changes,
        };
        if changes != Changes::None {
            corpus.prepare_page();
        }
        Some(Reread::Sound(corpus, changes))
    }
}

/// Returns where a mistake is, inside of its pack if it is in one.
fn inner_place(origins: &[Origin], mistake: &Diagnostic) -> String {
    let place = mistake.place();
    let inner = origins.iter().find_map(|origin| match origin {
        Origin::Folder(root) => Path::new(&place).strip_prefix(root).ok(),
        Origin::BuiltIn
        | Origin::Guide(_)
        | Origin::File(_)
        | Origin::Table(..)
        | Origin::Input(_) => None,
    });
    match inner {
        Some(inner) if !inner.as_os_str().is_empty() => inner.display().to_string(),
        _ => place,
    }
}
