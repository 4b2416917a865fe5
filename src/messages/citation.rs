//! What a citation says, in plain text and in Markdown; the pieces come as they are to be written there.

/// The entry that is cited, with its id, and the pack that it is in.
pub fn entry(title: &str, id: &str, pack: &str) -> String {
    format!("{title} ({id}). {pack}")
}

/// The entry that is cited, whose title leads to it, and the pack that it is in.
pub fn linked_entry(title: &str, pack: &str) -> String {
    format!("{title}. {pack}")
}

/// A pack by who made it, its title and its version, each but the title maybe empty.
pub fn pack(authors: &str, title: &str, version: &str) -> String {
    let authors = if authors.is_empty() { String::new() } else { format!("{authors}: ") };
    let version = if version.is_empty() { String::new() } else { format!(" {version}") };
    format!("{authors}{title}{version}")
}

/// Where the source says something, what it says, and the id of the claim.
pub fn claim(place: &str, text: &str, id: &str) -> String {
    format!("{place}: {text} ({id})")
}

/// A source in words, where it stands and when somebody looked, each but the first maybe empty.
pub fn source(words: &str, address: &str, checked: &str) -> String {
    let address = if address.is_empty() { String::new() } else { format!(", {address}") };
    let checked = if checked.is_empty() { String::new() } else { format!(", seen {checked}") };
    format!("{words}{address}{checked}")
}

/// The message that a text names no source that BibTeX could carry.
pub const NO_SOURCE: &str = "no source is named here, so there is nothing for BibTeX";

/// The message that too little is known of a source for BibTeX.
pub fn too_little(source: &str) -> String {
    format!("too little is known of \"{source}\" for BibTeX: no author, publisher, date or address")
}

/// The message that a source has no title, without which BibTeX says nothing.
pub fn no_title(id: &str) -> String {
    format!("the source {id} has no title, so there is nothing for BibTeX")
}

/// The message that there is no citation in this format.
pub fn no_format(wanted: &str, formats: &[&str]) -> String {
    let choice = match formats {
        [others @ .., last] if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        formats => formats.concat(),
    };
    format!("no citation format \"{wanted}\"; choose {choice}")
}
