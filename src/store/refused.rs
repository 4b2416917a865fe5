//! Why a compiled file cannot be used, as a mistake of it.

use crate::blocks::{FORMAT, Fault, Refusal};
use crate::content::diagnostic::Mistake;
use crate::content::position::{At, FileKey};
use crate::messages::blocks as say;
use crate::messages::system;

/// Turns the refusal of a compiled file into a mistake of it.
pub fn mistake(refusal: &Refusal, name: &str, file: FileKey) -> Mistake {
    let (code, message, hint) = match refusal {
        Refusal::Foreign => ("not-compiled", say::foreign(name), say::HINT_FOREIGN),
        Refusal::Cut => ("cut", say::cut(name), say::HINT_DAMAGE),
        Refusal::Newer { version } => {
            ("newer-format", say::newer(name, *version, FORMAT), say::HINT_NEWER)
        }
        Refusal::Older { version } => {
            ("older-format", say::older(name, *version, FORMAT), say::HINT_OLDER)
        }
        Refusal::Directory => ("damaged", say::directory(name), say::HINT_DAMAGE),
        Refusal::Missing { section } => {
            ("part-missing", say::missing(name, section), say::HINT_DAMAGE)
        }
        Refusal::Contradiction { section } => {
            ("damaged", say::contradiction(name, section), say::HINT_DAMAGE)
        }
        Refusal::Damaged(damage) => {
            let why = why(damage.fault);
            let message = say::damage(name, &damage.section, damage.block, &damage.bytes, &why);
            ("damaged", message, say::HINT_DAMAGE)
        }
        Refusal::Unreadable(error) => {
            ("unreadable", say::unreadable(name, &system::why(error)), "")
        }
    };
    Mistake::error(At::whole(file), code, message).hint(hint)
}

/// Returns what is wrong with a block, in words.
fn why(fault: Fault) -> String {
    match fault {
        Fault::Cut => say::WHY_CUT.to_owned(),
        Fault::Unreadable(kind) => say::why_unreadable(&kind.to_string()),
        Fault::Checksum => say::WHY_CHECKSUM.to_owned(),
        Fault::Contents => say::WHY_CONTENTS.to_owned(),
    }
}
