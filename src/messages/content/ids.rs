//! What is said about ids, and about references and links by ids.

use super::quoted;

/// What is wrong with an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadId {
    /// It is empty.
    Empty,
    /// It is longer than this many bytes.
    Long(usize),
    /// It has a character that is not allowed.
    Character(char),
    /// It is not in normal form C.
    Form,
}

/// The message on what is wrong with an id, and the hint for it.
pub fn bad_id(id: &str, fault: BadId) -> (String, String) {
    let allowed = "letters, digits and `-`, `.`, `_`, `/` are allowed";
    match fault {
        BadId::Empty => ("the id is empty".to_owned(), allowed.to_owned()),
        BadId::Long(most) => {
            (format!("the id {} is too long", quoted(id)), format!("{most} bytes are allowed"))
        }
        BadId::Character(character) => (
            format!("the id {} holds {}", quoted(id), describe_character(character)),
            allowed.to_owned(),
        ),
        BadId::Form => (
            format!("the id {} is not in Unicode's composed form (NFC)", quoted(id)),
            "type it anew, or let your editor normalise it".to_owned(),
        ),
    }
}

/// The message on what is wrong with the id of a pack, and the hint for it.
pub fn bad_pack_id(id: &str, fault: BadId) -> (String, String) {
    let (message, hint) = bad_id(id, fault);
    match fault {
        BadId::Long(_) => (message, hint),
        _ => (message, "lower-case letters, digits and `-` are allowed".to_owned()),
    }
}

/// The message that a pack cannot be named like a URL scheme.
pub fn pack_named_like_scheme(id: &str) -> String {
    format!("a pack cannot be called {}: addresses begin with this word", quoted(id))
}

/// The message that the id of a theme has a slash in it.
pub fn slash_in_theme(id: &str) -> String {
    format!("the id of a theme has no `/`, but {} does", quoted(id))
}

fn describe_character(character: char) -> String {
    match character {
        ' ' => "a space".to_owned(),
        visible if visible.is_alphanumeric() || visible.is_ascii_graphic() => {
            format!("`{visible}`")
        }
        other => format!("U+{:04X}", other as u32),
    }
}

/// The message that an id is already used at `first`.
pub fn duplicate_id(kind: &str, id: &str, first: &str) -> String {
    format!("the {kind} id {} is already used at {first}", quoted(id))
}

/// The hint for [`duplicate_id`].
pub fn first_one_stays() -> &'static str {
    "the first one is kept; give this one another id"
}

/// The message that an id is reserved for a relation that every pack has.
pub fn reserved_relation(id: &str) -> String {
    format!("every pack has the relation {} already", quoted(id))
}

/// The hint for [`reserved_relation`].
pub fn choose_another_id() -> &'static str {
    "choose another id"
}

/// The message that nothing of this kind has this id.
pub fn unknown_reference(kind: &str, id: &str) -> String {
    format!("there is no {kind} {}", quoted(id))
}

/// The message that neither an entry's id nor a `theme` names its theme.
pub fn theme_unclear(id: &str) -> String {
    format!("the id {} names no theme before a `/`, and there is no `theme`", quoted(id))
}

/// The hint for a theme that is not declared.
pub fn declare_theme(id: &str) -> String {
    format!("declare it in `pack.toml`: `[[theme]]` with `id = \"{id}\"`")
}

/// The message that a reference leads into a pack that is not open.
pub fn pack_not_open(pack: &str, reference: &str) -> String {
    format!("{} leads into the pack {}, which is not open", quoted(reference), quoted(pack))
}

/// The hint for [`pack_not_open`].
pub fn open_it_too(pack: &str) -> String {
    format!("open {} as well to check this reference", quoted(pack))
}

/// The message that an entry is linked with itself.
pub fn self_link(id: &str) -> String {
    format!("{} is linked with itself", quoted(id))
}

/// The message that the same link stands at `first` already.
pub fn duplicate_link(from: &str, to: &str, first: &str) -> String {
    format!("{} and {} are already linked so at {first}", quoted(from), quoted(to))
}

/// The hint for [`duplicate_link`].
pub fn first_link_stays() -> &'static str {
    "the first one is kept"
}

/// The message that another statement of the entry has the same id.
pub fn duplicate_anchor(id: &str, line: u32) -> String {
    format!("the statement id {} is already used in line {line}", quoted(id))
}
