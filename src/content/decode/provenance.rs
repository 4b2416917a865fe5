//! Who says a statement or a link, and on what ground.

use crate::content::fields::Fields;
use crate::content::raw::RawProvenance;
use crate::content::reader::Reader;
use crate::content::whereabouts::Losses;
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
    reader: &mut Reader,
    fields: &mut Fields,
    what: &'static str,
    required: bool,
    losses: &mut Losses,
) -> Option<RawProvenance> {
    let silent = !fields.has("by");
    let by = fields.one_of(reader, "by", &BY);
    let certainty = fields.one_of(reader, "certainty", &CERTAINTY);
    let sources = fields.list(reader, "sources");
    let claims = fields.list(reader, "claims");
    if silent && (required || GROUND.iter().any(|key| fields.has(key))) {
        fields.missing(reader, "by");
    }
    if by != Some(By::Article) {
        // What the author meant to use is not unused as well.
        losses.mentioned.extend(claims.iter().map(|claim| claim.value.clone()));
    }
    match by? {
        By::Article => {
            for key in ["certainty", "sources"] {
                misplaced(reader, fields, key, what, By::Article);
            }
            if claims.is_empty() && !fields.is_broken(reader) {
                let at = fields.key_at(reader, "claims");
                let message = say::article_without_claims(what);
                reader.error(at, "missing-claims", message, say::add_claims());
            }
            Some(RawProvenance::Article { claims })
        }
        By::Editor => {
            misplaced(reader, fields, "claims", what, By::Editor);
            if !fields.has("certainty") {
                fields.missing(reader, "certainty");
            }
            if certainty == Some(Certainty::Sourced)
                && sources.is_empty()
                && !fields.is_broken(reader)
            {
                let key = if fields.has("sources") { "sources" } else { "certainty" };
                let at = fields.key_at(reader, key);
                let message = say::sourced_without_source(what);
                reader.error(at, "missing-sources", message, say::add_sources());
            }
            // Where the author does not tell, the weakest ground is claimed.
            let certainty = certainty.unwrap_or(Certainty::Inferred);
            Some(RawProvenance::Editor { certainty, sources })
        }
    }
}

fn misplaced(reader: &mut Reader, fields: &Fields, key: &'static str, what: &str, by: By) {
    if fields.has(key) {
        let at = fields.key_at(reader, key);
        let other = if by == By::Article { By::Editor } else { By::Article };
        let message = say::misplaced(key, what, by.word());
        reader.error(at, "misplaced-key", message, say::remove_misplaced(key, other.word()));
    }
}
