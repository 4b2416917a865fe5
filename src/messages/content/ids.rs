//! What is said about ids, and about references and links by ids.

use super::{did_you_mean, quoted};

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

/// The message that a pack cannot be called like a URL scheme, or `theme`.
pub fn reserved_pack_id(id: &str) -> String {
    format!("a pack cannot be called {}: links elsewhere begin with this word", quoted(id))
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

/// The hint for [`duplicate_id`] of an entry.
pub fn first_entry_stays() -> &'static str {
    "the one that is read first is kept; give the copy another id, not the original, on which there may be notes"
}

/// The hint for [`duplicate_id`].
pub fn first_one_stays() -> &'static str {
    "the one that is read first is kept; give the other one an id of its own"
}

/// The hint for [`duplicate_id`] of an id that an entry has had before.
pub fn remove_from_former() -> &'static str {
    "an id that is in use leads to its own entry: remove it from `former`"
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

/// The message that a link names nothing that it leads to.
pub fn link_to_nothing() -> String {
    "this link names nothing that it leads to".to_owned()
}

/// The hint for [`link_to_nothing`].
pub fn write_destination() -> &'static str {
    "write where it leads behind its text: `[…](theme/slug)`"
}

/// The hint for an address of the web without a scheme.
pub fn write_the_scheme() -> &'static str {
    "an address begins with its scheme: `https://www.…`"
}

/// The hint for a picture.
pub fn no_pictures() -> &'static str {
    "Folio shows no pictures: say in words what it shows, or link to its whole address"
}

/// The hint for a link to a file.
pub fn link_to_ids() -> &'static str {
    "links lead to entries by their ids, not to files: `[…](theme/slug)`"
}

/// The message that an address has a scheme that nobody knows.
pub fn odd_scheme(scheme: &str) -> String {
    format!("nothing is known of addresses that begin with `{scheme}:`")
}

/// The message that an address means something only in a page of the web.
pub fn scheme_of_pages(scheme: &str) -> String {
    format!("`{scheme}:` leads nowhere outside of a page of the web")
}

/// The hint for [`scheme_of_pages`].
pub fn write_an_address() -> &'static str {
    "link to an address, such as `https://example.org`, or to an entry"
}

/// The message that a text opens a link that is none.
pub fn open_link() -> String {
    "`[[` opens a link here that is none".to_owned()
}

/// The hint for [`open_link`].
pub fn close_the_link() -> &'static str {
    r"write `[[theme/slug]]` or `[[theme/slug|text]]`, or `\[[` if no link is meant"
}

/// The hint for [`open_link`] in a cell of a table.
pub fn link_in_cell() -> &'static str {
    r"`|` ends a cell of a table: write `[[theme/slug\|text]]` in it, or `\[[` if no link is meant"
}

/// The message that a theme stands where an entry is wanted.
pub fn theme_for_entry(id: &str) -> String {
    format!("an entry is wanted here, but {} is a theme", quoted(id))
}

/// The hint for [`theme_for_entry`].
pub fn name_an_entry() -> &'static str {
    "name an entry by its id; links in texts lead to themes, `[…](theme:…)`"
}

/// The hint for [`theme_for_entry`] of a word that names a theme where an entry is named.
pub fn theme_in_texts(id: &str) -> String {
    format!(
        "links in texts lead to a theme as `[…](theme:{id})`; everywhere else name an entry by its id"
    )
}

/// The hint for an entry that there is not, and none like it.
pub fn write_the_entry() -> &'static str {
    "name an entry that there is, or write the one that is missing"
}

/// The hint that something of this kind is not declared.
pub fn declare(kind: &str, id: &str) -> String {
    format!("declare it in a file of the pack: `[[{kind}]]` with `id = \"{id}\"`")
}

/// The hint that something of this kind is named by its id.
pub fn name_its_id(kind: &str) -> String {
    format!("name it by the `id` of its `[[{kind}]]`")
}

/// The hint that a relation is named as it reads from its other end.
pub fn swap_the_ends(id: &str) -> String {
    format!(
        "so {} reads from its other end: write `relation = \"{id}\"`, and let `from` and `to` change places",
        quoted(id)
    )
}

/// The hint that a similar id may be meant; where the two look alike, by which character they differ.
pub fn did_you_mean_id(wanted: &str, near: &str) -> String {
    let hint = did_you_mean(near);
    match look_alikes(wanted, near) {
        Some((here, there)) => format!(
            "{hint} its `{there}` is U+{:04X}, and this one is U+{:04X}",
            there as u32, here as u32
        ),
        None => hint,
    }
}

/// Returns the first two characters that differ, if all that do are letters, one of each pair of ASCII and
/// the other one not of Latin: such as the Latin and the Cyrillic e, which look the same.
fn look_alikes(one: &str, other: &str) -> Option<(char, char)> {
    let mut pairs = one.chars().zip(other.chars()).filter(|(one, other)| one != other);
    let first = pairs.next()?;
    let is_foreign = |c: char| c.is_alphabetic() && u32::from(c) >= 0x370;
    let is_alike = |(one, other): (char, char)| {
        one.is_ascii_alphabetic() && is_foreign(other)
            || other.is_ascii_alphabetic() && is_foreign(one)
    };
    let same_length = one.chars().count() == other.chars().count();
    (same_length && is_alike(first) && pairs.all(is_alike)).then_some(first)
}

/// The message that neither an entry's id nor a `theme` names its theme.
pub fn theme_unclear(id: &str) -> String {
    format!("the id {} names no theme before a `/`, and there is no `theme`", quoted(id))
}

/// The hint for a theme or a relation that is not declared.
pub fn declare_in_pack_toml(kind: &str, id: &str) -> String {
    format!("declare it in `pack.toml`: `[[{kind}]]` with `id = \"{id}\"`")
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

/// The hint for [`self_link`].
pub fn link_elsewhere() -> &'static str {
    "name another entry, or remove it"
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
