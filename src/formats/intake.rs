//! What the reading of any format works with: the files that were met, the mistakes so far, how far it has
//! come. Refuses to know: formats.

use super::dictzip::{self, Unpacked};
use super::encoding;
use crate::content::Mode;
use crate::content::diagnostic::Mistake;
use crate::content::files::Files;
use crate::content::load::{self, Intake};
use crate::content::position::{At, FileKey};
use crate::content::progress::Progress;
use crate::content::source::{self, FoundFile, Input, LARGEST_FILE, Refusal};
use crate::messages::formats as says;

/// What reading works with.
pub struct Reading<'r, 'p> {
    /// What the reading of all packs has in common.
    pub intake: &'r Intake<'p>,
    /// The files that were met.
    pub files: &'r mut Files,
    /// What was wrong so far.
    pub mistakes: &'r mut Vec<Mistake>,
    /// What the columns of a table without a header are called; none if it has one.
    pub columns: &'r [Box<str>],
}

/// A file of text that was read.
#[derive(Debug)]
pub struct TextFile {
    /// Which it is.
    pub file: FileKey,
    /// What it holds.
    pub text: String,
}

/// A file of bytes that was read.
pub struct BytesFile {
    /// Which it is.
    pub file: FileKey,
    /// What it holds, unpacked.
    pub bytes: Vec<u8>,
}

impl<'p> Reading<'_, 'p> {
    /// Returns how far it has come; nothing more is read once it is stopped.
    pub fn progress(&self) -> &'p Progress {
        self.intake.progress
    }

    /// Returns whether the pack is read for its author.
    pub fn checks(&self) -> bool {
        self.intake.mode == Mode::Check
    }

    /// Adds a file to those that were met.
    pub fn meet(&mut self, found: &FoundFile) -> FileKey {
        let input = match &found.input {
            Input::Refused(_) => None,
            input => Some(input.clone()),
        };
        self.files.push(&*found.name, input)
    }

    /// Reads a file of Markdown; `None` if it cannot be read, which is reported. What is no UTF-8 is read as what
    /// it seems to be, which is reported too.
    pub fn text(&mut self, found: &FoundFile) -> Option<TextFile> {
        let file = self.meet(found);
        let refusal = match load::text(found.input.clone(), &self.intake.budget) {
            Ok(text) => return Some(TextFile { file, text: text.into_owned() }),
            Err(refusal) => in_markdown(refusal),
        };
        let bytes = match &found.input {
            Input::Path(path) => source::read_bytes(path, LARGEST_FILE).ok(),
            Input::Given(bytes) => Some(bytes.to_vec()),
            Input::Text(_) | Input::Refused(_) => None,
        };
        let bytes = bytes.filter(|_| refusal.code == "not-utf8");
        let told = bytes.and_then(|bytes| encoding::told(&bytes));
        let Some((text, name)) =
            told.filter(|(text, _)| self.intake.budget.spend(text.len() as u64).is_ok())
        else {
            self.refuse(&refusal, file);
            return None;
        };
        self.tell_encoding(At::whole(file), name);
        Some(TextFile { file, text })
    }

    /// Reports that a text was read as one of another encoding than UTF-8.
    pub fn tell_encoding(&mut self, at: At, name: &str) {
        self.warn(at, "other-encoding", says::other_encoding(name), says::OTHER_ENCODING_HINT);
    }

    /// Reads a file, and unpacks it if it is compressed; `None` if it cannot be read, which is reported.
    pub fn bytes(&mut self, found: &FoundFile) -> Option<BytesFile> {
        let file = self.meet(found);
        let read = match &found.input {
            Input::Path(path) => source::read_bytes(path, load::MOST_TEXT),
            Input::Text(text) => Ok(text.as_bytes().to_vec()),
            Input::Given(bytes) => Ok(bytes.to_vec()),
            Input::Refused(refusal) => Err(refusal.clone()),
        };
        let unpacked = read.and_then(|bytes| dictzip::unpacked(bytes, load::MOST_TEXT));
        match unpacked {
            Ok(Unpacked { bytes, damage }) => {
                if let Some(reason) = damage {
                    let message = says::damaged_archive(&reason);
                    self.warn(
                        At::whole(file),
                        "damaged-archive",
                        message,
                        says::DAMAGED_ARCHIVE_HINT,
                    );
                }
                Some(BytesFile { file, bytes })
            }
            Err(refusal) => {
                self.refuse(&refusal, file);
                None
            }
        }
    }

    /// Reports that a file was not read.
    pub fn refuse(&mut self, refusal: &Refusal, file: FileKey) {
        self.mistakes.push(load::mistake(refusal, file));
    }

    /// Reports what the format forbids.
    pub fn error(&mut self, at: At, code: &'static str, message: String, hint: &str) {
        self.mistakes.push(Mistake::error(at, code, message).hint(hint));
    }

    /// Reports what could not be taken as it stands.
    pub fn warn(&mut self, at: At, code: &'static str, message: String, hint: &str) {
        self.mistakes.push(Mistake::warning(at, code, message).hint(hint));
    }
}

/// Returns why a file of Markdown was not read.
fn in_markdown(refusal: Refusal) -> Refusal {
    match refusal.code {
        "too-large" if !refusal.hint.is_empty() => {
            Refusal { hint: says::TOO_LARGE_HINT, ..refusal }
        }
        _ => refusal,
    }
}
