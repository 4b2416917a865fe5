//! Why a hit has its place among the hits, in sentences. Refuses to know: how sentences are shown.

use super::class::{Class, MatchField};
use super::hits::{Hit, NearWords};
use super::index::Index;
use super::near::THRESHOLD;
use super::query::{MatchMode, Query, QueryWord};
use super::rank::ScoreParts;
use super::runs::divided;
use super::{texts, typo};
use crate::messages::search as messages;
use crate::text::fold::fold;

/// Explains a hit: its class and field, where each word of the query was found and how it agrees
/// there, and what orders it among hits of its class.
pub fn explain(index: &Index, query: &Query, hit: &Hit) -> Vec<String> {
    if hit.class == Class::Filtered {
        return vec![hit.class.explanation().to_owned()];
    }
    let query = divided(index, query);
    let mut lines = vec![messages::class_and_field(hit.class.explanation(), hit.field.word())];
    if let Some(NearWords { asked, found }) = &hit.near {
        lines.push(messages::near_words(asked, found));
        lines.push(messages::nearness(hit.score, THRESHOLD));
        return lines;
    }
    for group in query.groups.iter().filter(|group| !group.negated) {
        for atom in &group.atoms {
            for word in &atom.words {
                let plain = atom.mode == MatchMode::Plain;
                match found(index, &query, hit, word, atom.mode) {
                    Some((agreement, place, text)) => {
                        lines.push(messages::word_found(
                            &word.text,
                            place.word(),
                            &text,
                            agreement,
                        ));
                    }
                    None if !plain => lines.push(messages::word_inside(&word.text)),
                    None if hit.class.lacks_words() && !group.optional => {
                        lines.push(messages::word_missing(&word.text));
                    }
                    None if group.optional => lines.push(messages::word_spared(&word.text)),
                    None => lines.push(messages::word_scattered(&word.text)),
                }
            }
        }
    }
    lines.push(match ScoreParts::from_score(hit.score) {
        Some(ScoreParts { coverage, before, bytes }) => messages::order(coverage, before, bytes),
        None => messages::fuzzy_score(hit.score),
    });
    lines
}

/// Finds the best agreement of a word in the texts of an entry, in the order of the fields.
fn found(
    index: &Index,
    query: &Query,
    hit: &Hit,
    asked: &QueryWord,
    mode: MatchMode,
) -> Option<(&'static str, MatchField, String)> {
    let (plain, word) = (mode == MatchMode::Plain, &*asked.text);
    let is_inflection =
        |other: &str| index.vocabulary().is_inflection(word, asked.written.as_deref(), other);
    let reach = index.vocabulary().reach(word);
    let mut best: Option<((bool, u8, MatchField), String)> = None;
    let mut read = |field: MatchField, folded: &str| {
        for token in query.tokens(folded) {
            let level = if token.text == word || token.run && token.text.contains(word) {
                0
            } else if plain && is_inflection(token.text) {
                1
            } else if mode != MatchMode::Exact && token.text.starts_with(word) {
                2
            } else if plain && typo::distance(word, token.text, reach).is_some() {
                3
            } else {
                continue;
            };
            // If one text made the class, that text is named.
            let elsewhere = hit.class <= Class::Prefix && field != hit.field;
            let new = (elsewhere, level, field);
            if best.as_ref().is_none_or(|(old, _)| new < *old) {
                best = Some((new, token.text.to_owned()));
            }
        }
    };
    index.each_short_text(hit.entry.0, &mut read);
    for (_, text) in texts::pieces(index.catalogue(), hit.entry, &index.body(hit.entry)) {
        read(MatchField::Body, &fold(&text));
    }
    let ((_, level, field), text) = best?;
    let agreement = [
        messages::WORD_WHOLE,
        messages::WORD_INFLECTED,
        messages::WORD_STARTED,
        messages::WORD_MISSPELT,
    ][usize::from(level)];
    Some((agreement, field, text))
}
