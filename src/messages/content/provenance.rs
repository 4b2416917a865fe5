//! What is said about claims, sources, names and relations.

use super::quoted;

/// The message that a statement by the primary text names no claims.
pub fn article_without_claims(what: &str) -> String {
    format!("{what} by \"article\" needs the `claims` that say it")
}

/// The hint for [`article_without_claims`].
pub fn add_claims() -> &'static str {
    "add `claims = [\"…\"]`, or write `by = \"editor\"`"
}

/// The message that a key does not go with the value of `by`.
pub fn misplaced(key: &str, what: &str, by: &str) -> String {
    format!("{} does not belong in {what} by \"{by}\"", quoted(key))
}

/// The hint for [`misplaced`].
pub fn remove_misplaced(key: &str, other: &str) -> String {
    format!("remove `{key}`, or write `by = \"{other}\"`")
}

/// The message that something with `certainty = "sourced"` names no source.
pub fn sourced_without_source(what: &str) -> String {
    format!("{what} with `certainty = \"sourced\"` needs its `sources`")
}

/// The hint for [`sourced_without_source`].
pub fn add_sources() -> &'static str {
    "add `sources = [\"…\"]`, or write `certainty = \"general\"` or \"inferred\""
}

/// The message that a name has a source but is not verified.
pub fn source_of_unverified() -> String {
    "`source` of a name tells where its wording was found, but the name is not verified".to_owned()
}

/// The hint for [`source_of_unverified`].
pub fn verify_name() -> &'static str {
    "add `verified = true`, or remove `source`"
}

/// The message that a name is verified but has no source.
pub fn name_without_source() -> String {
    "this name is verified by no source".to_owned()
}

/// The hint for [`name_without_source`].
pub fn add_source_of_name() -> &'static str {
    "add the `source` that has it, or remove `verified` if nothing is claimed of its wording"
}

/// The message that a relation has no reading from its other end.
pub fn relation_without_inverse(id: &str) -> String {
    format!("the relation {} has neither `inverse` nor `symmetric = true`", quoted(id))
}

/// The hint for [`relation_without_inverse`].
pub fn add_inverse() -> &'static str {
    "add how it reads from the other end: `inverse = \"…\"`"
}

/// The message that a symmetric relation has an `inverse`.
pub fn inverse_of_symmetric(id: &str) -> String {
    format!("the relation {} is symmetric and has an `inverse` as well", quoted(id))
}

/// The hint for [`inverse_of_symmetric`].
pub fn remove_inverse() -> &'static str {
    "remove one of the two"
}
