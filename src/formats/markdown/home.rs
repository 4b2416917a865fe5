//! At which note a folder of notes opens first: the one that its settings name, else the page at its top that is its
//! front page by its name. Refuses to know: what notes say.

use std::path::Path;

use serde_json::Value;

use super::note::Note;
use super::vault::{Vault, name_of, without_ending};
use crate::content::outside::{Beside, BesideKind, Seen};
use crate::content::source::read_text;

/// The names of front pages, in small letters; the first that is there is it.
const NAMES: [&str; 4] = ["index", "_index", "readme", "home"];

/// Where the plugin Homepage of Obsidian keeps with which note a vault opens.
const SETTINGS: &str = ".obsidian/plugins/homepage/data.json";

/// The most that such settings may have, in bytes.
const MOST: u64 = 1 << 20;

/// Returns the note that opens first, if one does by what is said or by its name, and what was looked at for that.
pub fn front_page(root: &Path, notes: &[Note], vault: &Vault) -> (Option<usize>, (Beside, Seen)) {
    let beside = Beside { name: SETTINGS.to_owned(), kind: BesideKind::Text };
    let seen = beside.look(root);
    let said =
        (seen != Seen::Missing).then(|| read_text(&root.join(SETTINGS), MOST).ok()).flatten();
    let said = said.and_then(|text| said_in(&text)).and_then(|name| named(&name, notes, vault));
    (said.or_else(|| by_name(notes)), (beside, seen))
}

/// Returns the note that settings name; those of older versions have no more than its name.
fn said_in(text: &str) -> Option<String> {
    let settings: Value = serde_json::from_str(text).ok()?;
    let pages = settings.get("homepages").and_then(Value::as_object);
    let page = pages.and_then(|pages| pages.get("Main Homepage").or_else(|| pages.values().next()));
    let is_note = |page: &&Value| page.get("kind").is_none_or(|kind| kind == "File");
    let name = match pages {
        Some(_) => page.filter(is_note)?.get("value"),
        None => settings.get("defaultNote"),
    };
    name?.as_str().map(str::to_owned).filter(|name| !name.trim().is_empty())
}

/// Returns the note of a name: at that path from the top, else the only one that is called so.
fn named(name: &str, notes: &[Note], vault: &Vault) -> Option<usize> {
    let called = |note: &Note| name_of(without_ending(&note.path)) == name;
    let at_path = vault.find_path(0, &format!("/{}", name.trim_start_matches('/')));
    at_path.or_else(|| notes.iter().position(called))
}

fn by_name(notes: &[Note]) -> Option<usize> {
    let rank = |note: &Note| {
        let name = without_ending(&note.path).to_lowercase();
        NAMES.iter().position(|front| *front == name)
    };
    let ranked = notes.iter().enumerate().filter_map(|(at, note)| Some((rank(note)?, at)));
    ranked.min().map(|(_, at)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_name_a_note() {
        for (text, expected) in [
            (r#"{"homepages":{"Main Homepage":{"value":"A b","kind":"File"}}}"#, Some("A b")),
            (r#"{"homepages":{"Mobile Homepage":{"value":"A"}}}"#, Some("A")),
            (r#"{"homepages":{"Main Homepage":{"value":"A","kind":"Random file"}}}"#, None),
            (r#"{"homepages":{"Main Homepage":{"value":" "}}}"#, None),
            (r#"{"homepages":{},"defaultNote":"B"}"#, None),
            (r#"{"defaultNote":"B","workspaceEnabled":false}"#, Some("B")),
            ("{}", None),
            ("not JSON", None),
        ] {
            assert_eq!(said_in(text).as_deref(), expected, "{text}");
        }
    }
}
