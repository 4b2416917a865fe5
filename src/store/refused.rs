//! Why a compiled file cannot be used, as a mistake of it.

use std::path::Path;

use super::is_pack;
use crate::blocks::{FORMAT, Fault, Refusal};
use crate::content::diagnostic::Mistake;
use crate::content::position::{At, FileKey};
use crate::content::source::is_toml;
use crate::messages::blocks as say;
use crate::messages::system;

/// Turns the refusal of a compiled file into a mistake of it.
pub fn mistake(refusal: &Refusal, name: &str, file: FileKey) -> Mistake {
    if let (Refusal::Foreign, true) = (refusal, is_toml(Path::new(name)))
        && let Some(part) = part_of_pack(Path::new(name), file)
    {
        return part;
    }
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

/// Returns the mistake of naming a file or a folder of a pack instead of the pack; `None` if it is in none, as far as
/// its name tells.
pub fn part_of_pack(path: &Path, file: FileKey) -> Option<Mistake> {
    let whole = std::path::absolute(path).ok();
    let whole = whole.iter().flat_map(|whole| whole.ancestors().skip(1));
    let folder = path.ancestors().skip(1).chain(whole).find(|folder| is_pack(folder))?;
    let pack = if folder == Path::new("") { Path::new(".") } else { folder };
    let (pack, name) = (pack.display().to_string(), path.display().to_string());
    let mistake = Mistake::error(At::whole(file), "part-of-pack", say::part_of_pack(&name));
    Some(mistake.hint(say::name_the_pack(&pack)))
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
