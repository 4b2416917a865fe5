//! What is said about the source and what rests on it.

use super::counted;

/// The title of the view.
pub const TITLE: &str = "Sources  where it comes from";

/// The title of the popup of a place.
pub const PLACE_TITLE: &str = "Place";

/// The heading above the claims that a statement rests on.
pub const RESTS_ON: &str = "The statement rests on";

/// The heading above what else the source says at a place.
pub const SAID_THERE: &str = "Also said there";

/// How many of the claims are used.
pub fn used(used: usize, claims: usize) -> String {
    match (used, claims) {
        (_, 0) => "no claims".to_owned(),
        (1, 1) => "its claim used".to_owned(),
        (0, 1) => "its claim not used".to_owned(),
        (used, claims) if used == claims => format!("all {claims} claims used"),
        (used, claims) => format!("{used} of {claims} claims used"),
    }
}

/// How many claims a place has, while it is not known which are used.
pub fn claims(claims: usize) -> String {
    counted(claims, "claim", "claims")
}

/// The note on a claim on which nothing rests.
pub const UNUSED: &str = "no statement uses this claim";

/// The message that the statements are being read.
pub const READING: &str = "reading the statements…";

/// The message that the open packs name no place of a source.
pub const NO_PLACES: &str = "no open pack names places of a source";

/// The heading above the statements that rest on nothing.
pub const WITHOUT_PROVENANCE: &str = "Statements without provenance";

/// The name of a statement without words, by its number, counted from 1.
pub fn statement(number: usize) -> String {
    format!("statement {number}")
}

/// The name of the Markdown after the statements.
pub const BODY: &str = "text without statements";

/// How many claims a pack has, and how many of them are used.
pub fn sum_of_claims(used: usize, unused: usize) -> String {
    let all = counted(used + unused, "claim", "claims");
    format!("{all}: {used} used, {unused} unused")
}

/// How many statements a pack has, and what they rest on.
pub fn sum_of_statements(
    article: usize,
    [sourced, general, inferred]: [usize; 3],
    without: usize,
) -> String {
    let all = article + sourced + general + inferred + without;
    format!(
        "{}: {article} by the article, {} by the editor ({sourced} sourced, {general} general, \
         {inferred} inferred), {without} without provenance",
        counted(all, "statement", "statements"),
        sourced + general + inferred,
    )
}

/// How many places a source has.
pub fn places(places: usize) -> String {
    counted(places, "place", "places")
}

/// The message that the statement in view is the editor's, so that the view opens at another one.
pub const NOT_BY_THE_ARTICLE: &str =
    "this statement is not by the article; here is the nearest that is";

/// The message that no statement of the entry rests on the source.
pub const ENTRY_RESTS_ON_NOTHING: &str = "no statement of this entry rests on a claim";

/// The mark before a claim on which nothing rests, in a list.
pub const UNUSED_MARK: &str = "not used: ";

/// How many claims there are, and how many of them are unused.
pub fn unused(all: &str, unused: usize) -> String {
    match unused {
        0 => format!("{all}, all used"),
        unused => format!("{all}, {unused} not used"),
    }
}

/// How many claims there are, while the statements are being read.
pub fn still_reading(all: &str) -> String {
    format!("{all} · {READING}")
}

/// How many statements rest on a claim.
pub fn rest_on_it(statements: usize) -> String {
    counted(statements, "statement rests on it", "statements rest on it")
}

/// The id of a claim, and where it is made.
pub fn claim_at(id: &str, place: &str) -> String {
    format!("{id} [{place}]")
}

/// The theme and the name of the entry that a statement belongs to.
pub fn statement_of(theme: &str, name: &str) -> String {
    format!("{theme} · {name}")
}

/// The name of a place with its pack, for when several packs are open.
pub fn place_in(pack: &str, place: &str) -> String {
    format!("{pack} › {place}")
}

/// The message that a statement has no provenance.
pub const NAMES_NO_GROUND: &str = "names neither a claim nor an editor";
