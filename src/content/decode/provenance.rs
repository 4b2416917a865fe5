//! Who says a statement or a link, and on what ground.

use crate::content::fields::Fields;
use crate::content::raw::RawProvenance;
use crate::messages::content as say;
use crate::model::{By, Certainty};

const BY: [(&str, By); 2] = [("article", By::Article), ("editor", By::Editor)];

const CERTAINTY: [(&str, Certainty); 3] = [
    ("sourced", Certainty::Sourced),
    ("general", Certainty::General),
    ("inferred", Certainty::Inferred),
];

/// The keys that tell the ground.
const GROUND: [&str; 3] = ["certainty", "sources", "claims"];

/// Reads `by`, `certainty`, `sources` and `claims`; `None` if it does not tell who speaks. A link
/// may say nothing of the kind, a statement (`required`) may not.
pub fn provenance(
    fields: &mut Fields,
    what: &'static str,
    required: bool,
) -> Option<RawProvenance> {
    let silent = !fields.has("by");
    let by = fields.one_of("by", &BY);
    let certainty = fields.one_of("certainty", &CERTAINTY);
    let told = fields.reader.notes.mistakes.len();
    let sources = fields.list("sources");
    // What was wrong with them was said.
    let names_sources = !sources.is_empty() || fields.reader.notes.mistakes.len() > told;
    let claims = fields.list("claims");
    if silent && (required || GROUND.iter().any(|key| fields.has(key))) {
        fields.missing_choice("by", &BY);
    }
    if by != Some(By::Article) {
        // What the author meant to use is not unused as well.
        fields.reader.notes.losses.mentioned.extend(claims.iter().map(|claim| claim.value.clone()));
    }
    match by? {
        By::Article => {
            for key in ["certainty", "sources"] {
                misplaced(fields, key, what, By::Article);
            }
            // An empty list says that the author knows of none.
            if !fields.has("claims") && !fields.is_broken() {
                let (at, message) = (fields.at(), say::article_without_claims(what));
                fields.reader.error(at, "missing-claims", message, say::add_claims());
            }
            Some(RawProvenance::Article { claims })
        }
        By::Editor => {
            misplaced(fields, "claims", what, By::Editor);
            if !fields.has("certainty") {
                fields.missing_choice("certainty", &CERTAINTY);
            }
            if certainty == Some(Certainty::Sourced) && !names_sources && !fields.is_broken() {
                let key = if fields.has("sources") { "sources" } else { "certainty" };
                let at = fields.key_at(key);
                let message = say::sourced_without_source(what);
                fields.reader.error(at, "missing-sources", message, say::add_sources());
            }
            // Where the author does not tell, the weakest ground is claimed.
            let certainty = certainty.unwrap_or(Certainty::Inferred);
            Some(RawProvenance::Editor { certainty, sources })
        }
    }
}

fn misplaced(fields: &mut Fields, key: &'static str, what: &str, by: By) {
    if fields.has(key) {
        let at = fields.key_at(key);
        let other = if by == By::Article { By::Editor } else { By::Article };
        let message = say::misplaced(key, what, by.word());
        fields.reader.error(at, "misplaced-key", message, say::remove_misplaced(key, other.word()));
    }
}
