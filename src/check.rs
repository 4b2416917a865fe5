//! Holds opened packs against the rules that need the whole pack: where links in text lead, what
//! nothing uses and nothing links to, what has the same name; and tells how well the whole of it hangs
//! together. Refuses to know files and TOML; what is wrong with a single file was found when it was
//! read.

pub mod health;
mod names;
mod phrases;
mod provenance;
mod reach;
mod references;
mod standing;

use std::collections::HashMap;
use std::path::Path;

use crate::content::diagnostic::{Diagnostic, Mistake, Severity, TOO_MANY_MISTAKES, diagnose};
use crate::content::source::is_toml;
use crate::content::whereabouts::{Losses, Whereabouts};
use crate::graph::Coverage;
use crate::messages::check as say;
use crate::model::{ClaimKey, EntryKey, Library, PackKey};

/// Warnings of how far an entry is linked and confirmed.
const OF_STATE: [&str; 4] = ["unlinked", "unverified", "stale", "uncited-source"];

/// All mistakes of some packs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// In the order of packs, files and places.
    pub diagnostics: Vec<Diagnostic>,
}

impl CheckReport {
    /// Counts the errors.
    pub fn errors(&self) -> usize {
        self.count(Severity::Error)
    }

    /// Counts the warnings.
    pub fn warnings(&self) -> usize {
        self.count(Severity::Warning)
    }

    /// Returns the mistake to mend first: what keeps text from being read hides others, a misspelt key leaves
    /// another one missing, what is named may be missing because of what is wrong where it stands, and
    /// errors come before warnings.
    pub fn first_to_mend(&self) -> Option<&Diagnostic> {
        self.diagnostics.iter().min_by_key(|one| match one.severity {
            Severity::Error if one.hides_text() => 0,
            Severity::Error if one.code == "unknown-key" => 1,
            // It is none by itself.
            Severity::Error if one.code == TOO_MANY_MISTAKES => 5,
            Severity::Error if !one.is_of_reference() => 2,
            Severity::Error => 3,
            // What hangs together loosely or is not confirmed is no mistake that anybody made.
            Severity::Warning if OF_STATE.contains(&&*one.code) => 6,
            Severity::Warning if one.code == TOO_MANY_MISTAKES => 7,
            Severity::Warning => 4,
        })
    }

    fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }
}

/// Checks packs that were opened to be checked; `found` is what opening them found.
pub fn check(library: &Library, whereabouts: &Whereabouts, found: Vec<Diagnostic>) -> CheckReport {
    let checked = Checked { library, whereabouts };
    let mut mistakes = Vec::new();
    let reached = references::follow(&checked, &mut mistakes);
    names::check(&checked, &mut mistakes);
    checked.unused_claims(&mut mistakes);
    provenance::check(&checked, &mut mistakes);
    checked.empty_themes(&mut mistakes);
    checked.entries_without_text(&mut mistakes);
    reach::check(&checked, &reached, &mut mistakes);
    standing::check(&checked, &mut mistakes);
    CheckReport { diagnostics: merge(found, diagnose(mistakes, &whereabouts.files), whereabouts) }
}

/// Puts two lists of mistakes into one, in the order of files and places.
fn merge(
    found: Vec<Diagnostic>,
    more: Vec<Diagnostic>,
    whereabouts: &Whereabouts,
) -> Vec<Diagnostic> {
    let order: HashMap<&str, usize> =
        whereabouts.files.names().enumerate().map(|(at, name)| (name, at)).collect();
    let mut all = found;
    all.extend(more);
    all.sort_by_cached_key(|mistake| {
        (order.get(mistake.file.as_str()).copied(), mistake.line, mistake.column)
    });
    all
}

/// What is checked.
struct Checked<'a> {
    library: &'a Library,
    whereabouts: &'a Whereabouts,
}

impl Checked<'_> {
    fn losses(&self, pack: PackKey) -> &Losses {
        &self.whereabouts.evidence.losses[pack.index()]
    }

    fn losses_of(&self, entry: EntryKey) -> &Losses {
        self.losses(self.library.catalogue.pack_of(entry))
    }

    fn unused_claims(&self, mistakes: &mut Vec<Mistake>) {
        let catalogue = &self.library.catalogue;
        let coverage = Coverage::new(self.library);
        for (at, claim) in catalogue.claims().enumerate() {
            let losses = self.losses(catalogue.place(claim.place).pack);
            if coverage.is_used(ClaimKey::new(at)) || losses.may_mention(claim.id) {
                continue;
            }
            let place = self.whereabouts.evidence.claims[at];
            let mistake = Mistake::warning(place, "unused-claim", say::unused_claim(claim.id));
            mistakes.push(mistake.hint(say::use_the_claim(claim.id)));
        }
    }

    fn empty_themes(&self, mistakes: &mut Vec<Mistake>) {
        let declared = &self.whereabouts.evidence.themes;
        for (theme, at) in self.library.catalogue.themes().iter().zip(declared) {
            if let Some(at) = *at
                && theme.count() == 0
                && !self.losses(theme.pack).may_fill(&theme.id)
            {
                let mistake = Mistake::warning(at, "empty-theme", say::empty_theme(&theme.id));
                mistakes.push(mistake.hint(say::fill_theme(&theme.id)));
            }
        }
    }

    /// Returns whether an entry is written in the pack format.
    fn is_toml(&self, entry: EntryKey) -> bool {
        is_toml(Path::new(self.whereabouts.entry(entry).0))
    }

    fn entries_without_text(&self, mistakes: &mut Vec<Mistake>) {
        let catalogue = &self.library.catalogue;
        for entry in catalogue.entries() {
            let body = self.library.body(entry);
            let empty = body.statements.is_empty() && body.markdown.trim().is_empty();
            if empty && !self.whereabouts.evidence.damaged.contains(&entry) {
                // Damage is reported by itself.
                let Some(at) = self.whereabouts.entries.get(entry) else { continue };
                let mistake = Mistake::warning(at, "no-text", say::no_text(catalogue.id(entry)));
                let is_toml = self.is_toml(entry);
                mistakes.push(mistake.hint(say::add_text(is_toml)));
            }
        }
    }
}
