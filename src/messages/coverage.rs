//! What is said about the source and what rests on it.

use super::counted;

/// Names the view.
pub const TITLE: &str = "Coverage";

/// Names the popup of a place.
pub const PLACE_TITLE: &str = "Place";

/// Heads the claims that a statement rests on.
pub const RESTS_ON: &str = "The statement rests on";

/// Heads what else the source says at a place.
pub const SAID_THERE: &str = "Also said there";

/// Says how many of some claims are used.
pub fn used(used: usize, claims: usize) -> String {
    match (used, claims) {
        (_, 0) => "no claims".to_owned(),
        (1, 1) => "its claim used".to_owned(),
        (0, 1) => "its claim not used".to_owned(),
        (used, claims) if used == claims => format!("all {claims} claims used"),
        (used, claims) => format!("{used} of {claims} claims used"),
    }
}

/// Says how many claims a place has, before it is known which are used.
pub fn claims(claims: usize) -> String {
    counted(claims, "claim", "claims")
}

/// Marks a claim on which nothing rests.
pub const UNUSED: &str = "no statement uses this claim";

/// Stands for the statements until they are read.
pub const READING: &str = "reading the statements…";

/// Says that the open packs name no place of a source.
pub const NO_PLACES: &str = "no open pack names places of a source";

/// Heads the statements that rest on nothing.
pub const WITHOUT_PROVENANCE: &str = "Statements without provenance";

/// Names a statement: by its heading or anchor, else by its number, counted from 1.
pub fn statement(heading: &str, anchor: &str, number: usize) -> String {
    match (heading, anchor) {
        ("", "") => format!("statement {number}"),
        ("", anchor) => format!("#{anchor}"),
        (heading, _) => heading.to_owned(),
    }
}

/// Names the Markdown after the statements.
pub const BODY: &str = "text without statements";

/// Sums up the claims of a pack.
pub fn sum_of_claims(used: usize, unused: usize) -> String {
    let all = counted(used + unused, "claim", "claims");
    format!("{all}: {used} used, {unused} unused")
}

/// Sums up what the statements of a pack rest on.
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

/// Counts the places of the source.
pub fn places(places: usize) -> String {
    counted(places, "place", "places")
}

/// Says that the statement in view is the editor's, when the view opens at another one.
pub const NOT_BY_THE_ARTICLE: &str =
    "this statement is not by the article; here is the nearest that is";

/// Says that no statement of the entry rests on the source.
pub const ENTRY_RESTS_ON_NOTHING: &str = "no statement of this entry rests on a claim";

/// Marks a claim on which nothing rests, in a list.
pub const UNUSED_MARK: &str = "unused · ";

/// Counts claims, and those that are not used.
pub fn unused(all: &str, unused: usize) -> String {
    if unused == 0 { format!("{all}, all used") } else { format!("{all}, {unused} unused") }
}

/// Counts claims while the statements are read.
pub fn still_reading(all: &str) -> String {
    format!("{all} · {READING}")
}

/// Says how many statements rest on a claim.
pub fn rest_on_it(statements: usize) -> String {
    counted(statements, "statement rests on it", "statements rest on it")
}

/// Says which claim it is and where it is made.
pub fn claim_at(id: &str, place: &str) -> String {
    format!("{id} [{place}]")
}

/// Says to what a statement belongs.
pub fn statement_of(theme: &str, name: &str) -> String {
    format!("{theme} · {name}")
}

/// Names a place of one of several packs.
pub fn place_in(pack: &str, place: &str) -> String {
    format!("{pack} › {place}")
}

/// Says that a statement has no provenance.
pub const NAMES_NO_GROUND: &str = "names neither a claim nor an editor";
