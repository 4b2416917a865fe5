//! Follows the links in texts, to their anchors.

use std::collections::{HashMap, HashSet};

use super::Checked;
use crate::content::assemble::{dangling, dangling_theme};
use crate::content::diagnostic::Mistake;
use crate::content::suggest::Suggester;
use crate::content::whereabouts::Reference;
use crate::messages::check as say;
use crate::messages::content::did_you_mean;
use crate::model::EntryKey;
use crate::text::markdown::{PageNames, headings_on};

/// Reports every reference in a text that leads nowhere; returns the entries that others lead to.
pub fn follow(checked: &Checked, mistakes: &mut Vec<Mistake>) -> HashSet<EntryKey> {
    let catalogue = &checked.library.catalogue;
    let mut suggester = Suggester::default();
    let mut anchors: HashMap<EntryKey, HashSet<String>> = HashMap::new();
    let mut reached = HashSet::new();
    for Reference { pack, from, word } in &checked.whereabouts.evidence.references {
        if word.value.starts_with('#') {
            let message = say::reference_without_entry(&word.value);
            let whole = from.map_or_else(String::new, |from| {
                say::name_the_entry(&format!("{}{}", catalogue.id(from), word.value))
            });
            mistakes.push(Mistake::error(word.at, "unknown-entry", message).hint(whole));
            continue;
        }
        let losses = checked.losses(*pack);
        if let Some(name) = catalogue.theme_asked_for(&word.value) {
            if catalogue.resolve_theme(*pack, &word.value).is_none() {
                let asked = (word, name);
                mistakes.extend(dangling_theme(catalogue, *pack, losses, asked, &mut suggester));
            }
            continue;
        }
        let Some((entry, anchor)) = catalogue.resolve(*pack, &word.value) else {
            mistakes.extend(dangling(catalogue, *pack, losses, word, &mut suggester));
            continue;
        };
        if *from != Some(entry) {
            reached.insert(entry);
        }
        let Some(anchor) = anchor else { continue };
        let known = anchors.entry(entry).or_insert_with(|| anchors_of(checked, entry));
        let lost = checked.whereabouts.evidence.damaged.contains(&entry);
        if !known.contains(&*anchor) && !lost {
            let near = suggester.nearest(&anchor, known.iter().map(String::as_str));
            let hint = near.map_or_else(|| say::name_an_anchor().to_owned(), did_you_mean);
            let message = say::unknown_anchor(catalogue.id(entry), &anchor);
            mistakes.push(Mistake::error(word.at, "unknown-anchor", message).hint(hint));
        }
    }
    reached
}

/// Returns the ids of an entry's statements and the anchors of its headings, as its page gives them.
fn anchors_of(checked: &Checked, entry: EntryKey) -> HashSet<String> {
    let body = checked.library.body(entry);
    let ids = || body.statements.iter().map(|statement| &*statement.id);
    let mut page = PageNames::with(ids());
    let mut anchors: HashSet<String> =
        ids().filter(|id| !id.is_empty()).map(str::to_owned).collect();
    anchors.extend(anchors_in(&mut page, checked.library.catalogue.summary(entry)));
    for statement in &body.statements {
        if !statement.heading.is_empty() {
            anchors.insert(page.anchor(&statement.heading));
        }
        anchors.extend(anchors_in(&mut page, &statement.text));
    }
    anchors.extend(anchors_in(&mut page, &body.markdown));
    anchors
}

fn anchors_in(page: &mut PageNames, text: &str) -> impl Iterator<Item = String> {
    headings_on(page, text).into_iter().map(|heading| heading.slug)
}
