//! What wakes the loop, whoever sends it.

use std::io;
use std::path::PathBuf;

use super::decoder::Decoded;
use crate::app::message::{Message, TimeoutId};
use crate::knowledge::{Changes, Corpus};
use crate::messages::system::why;
use crate::messages::terminal::no_thread;
use crate::palettes::shelf::{Shelved, Unfound};
use crate::report::Loading;
use crate::settings::{Settings, Unwritten};
use crate::store::Mistakes;

/// Something that the loop is woken for.
pub enum Event {
    /// What a worker has found out, and in which edition of the library.
    Answer(u64, Message),
    /// What has become of the journal.
    Journal(Message),
    /// What the reader has set, read again.
    Settings(Box<Settings>),
    /// Palettes were read, or one was kept.
    Palettes(Box<PaletteRead>),
    /// The files of the packs were read again.
    ReadAgain(ReadAgain),
    /// What the terminal has sent. No more of it comes before the loop has taken this in, so that a flood
    /// waits in the terminal and not in the memory.
    Input(Decoded),
    /// The while is over after which the app wanted to be woken.
    Woken(TimeoutId),
    /// The terminal has another size.
    SizeChanged,
    /// The process was stopped and runs again, and has taken the terminal.
    Resumed,
    /// The packs are open, or will not be; whoever waits for them has the outcome.
    Opened,
    /// What the terminal is to be told for its clipboard.
    ForClipboard(Vec<u8>),
    /// Something was copied or opened, or was not; a sentence about it.
    Told(String),
    /// An address was not opened, so that it is to be copied.
    NotOpened {
        /// The address.
        address: Box<str>,
        /// What it is called then, with the reason.
        what: &'static str,
    },
    /// A worker has a fault; a sentence about it.
    WorkerFailed(String),
    /// The terminal cannot be read any more.
    InputFailed(io::Error),
    /// The terminal cannot be written to any more.
    OutputFailed(io::Error),
}

impl Event {
    /// Tells that a worker has no thread to work on.
    pub fn no_thread(error: &io::Error) -> Self {
        Self::WorkerFailed(no_thread(&why(error)))
    }
}

/// What came of reading the files again.
pub enum ReadAgain {
    /// They say the same; told only if somebody asked.
    Same,
    /// They say the same, and what they say lies in a file since, out of which it takes less memory.
    Exchanged(Corpus),
    /// How far the rest is of a large folder of which only the first files were read.
    Loading(Loading),
    /// All is there of what was opened as far as its first files.
    Whole(Corpus),
    /// What was to be kept in a file behind the screen could not be.
    Unkept,
    /// They say something else.
    Changed {
        /// The library as it is now.
        corpus: Corpus,
        /// What differs.
        changes: Changes,
        /// Whether somebody asked.
        asked: bool,
    },
    /// A text that was read before can be read no more; the library stays as it was.
    Broken {
        /// Where it is broken.
        place: String,
        /// Everything that is wrong with the files.
        mistakes: Mistakes,
    },
}

/// What came of reading palettes, or of keeping one.
pub enum PaletteRead {
    /// All palettes.
    All(Vec<Shelved>),
    /// A palette to be shown.
    Shown {
        /// Which of those that were asked for it is.
        number: u64,
        /// What was found.
        found: Result<Shelved, Unfound>,
        /// Whether something weightier was said.
        quiet: bool,
    },
    /// A palette that was chosen.
    Chosen {
        /// Which of those that were asked for it is.
        number: u64,
        /// Its name.
        name: Box<str>,
        /// What was found.
        found: Result<Shelved, Unfound>,
        /// Where it is kept, and what holds then.
        kept: Option<Result<(PathBuf, Settings), Unwritten>>,
    },
}
