//! Words that stand in a laid-out entry beside the author's own.

/// Heads an editor's note: whose it is and how well founded.
pub fn editors_note(certainty: &str) -> String {
    format!("Editor's note · {certainty}")
}

/// Says of a name's reading whether the name was found in a source.
pub fn verified(verified: bool) -> &'static str {
    if verified { "verified" } else { "unverified" }
}

/// Names the sources of a note, behind its text.
pub fn sources(names: &[&str]) -> String {
    format!("— {}", names.join("; "))
}

/// Shows where the source says what a statement says.
pub fn places(labels: &[&str]) -> String {
    format!("[{}]", labels.join(", "))
}

/// Shows that an editor says why a link holds.
pub fn said_by_editor(certainty: &str) -> String {
    format!("(editor, {certainty})")
}

/// Parts a linked title and the reason of the link.
pub fn reason(reason: &str) -> String {
    format!(" — {reason}")
}

/// Shows where a link to the outside leads.
pub fn leads_to(address: &str) -> String {
    format!(" ({address})")
}

/// Heads the links that leave an entry.
pub fn links() -> &'static str {
    "Links"
}

/// Heads the links that lead to an entry.
pub fn linked_from() -> &'static str {
    "Linked from"
}

/// Parts an entry's number and its title.
pub fn number(number: u32) -> String {
    format!("{number} · ")
}
