//! What `folio check --stats` prints behind the mistakes: the state of the packs as a whole.

use super::output::Output;
use crate::check::health::Health;
use crate::document::Role;
use crate::messages::coverage::used;
use crate::messages::health as says;
use crate::model::{Catalogue, EntryKey};

/// How many lines of a section are printed.
const MOST: usize = 10;

/// Prints the state; sections in which there is nothing are left out.
pub fn print(output: &mut Output, catalogue: &Catalogue, health: &Health) {
    output.line(&[(&says::sum(health.entries, health.links), Role::Title)]);
    if health.count() == 0 {
        output.line(&[(says::SOUND, Role::Text)]);
    }
    let entries = |entries: &[EntryKey]| -> Vec<[String; 2]> {
        let line = |&entry: &EntryKey| [catalogue.title(entry), catalogue.id(entry)];
        entries.iter().map(line).map(|line| line.map(str::to_owned)).collect()
    };
    section(output, says::ORPHANS, &entries(&health.orphans));
    section(output, says::DEAD_ENDS, &entries(&health.dead_ends));
    section(output, says::WITHOUT_LINKS, &entries(&health.without_links));
    let undefined: Vec<[String; 2]> = health
        .undefined
        .iter()
        .map(|one| [one.phrase.clone(), says::in_entries(one.entries, catalogue.id(one.first))])
        .collect();
    section(output, says::UNDEFINED, &undefined);
    for one in &health.untranslated {
        section(output, &says::untranslated(&one.language), &entries(&one.entries));
    }
    let thin: Vec<[String; 2]> = health
        .thin_places
        .iter()
        .map(|one| [catalogue.place(one.place).label.to_string(), used(one.used, one.claims)])
        .collect();
    section(output, says::THIN_PLACES, &thin);
}

fn section(output: &mut Output, title: &str, lines: &[[String; 2]]) {
    if lines.is_empty() {
        return;
    }
    output.line(&[(&says::section(title, lines.len()), Role::Section)]);
    for [name, what] in lines.iter().take(MOST) {
        output.line(&[("  ", Role::Text), (name, Role::Text), (&format!("  {what}"), Role::Dim)]);
    }
    if lines.len() > MOST {
        let more = says::more(lines.len() - MOST);
        output.line(&[("  ", Role::Text), (&more, Role::Dim)]);
    }
}
