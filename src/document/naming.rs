//! The head of an entry: its title, its names in other languages, what else it is called. Refuses to
//! know: widths.

use std::collections::HashSet;
use std::sync::Arc;

use super::compose::{Composer, role};
use super::flow::{Flow, FlowBuilder};
use super::leaf::Shape;
use super::other_names::OtherNames;
use super::{Destination, Document, Role, TargetKind};
use crate::messages::document as words;
use crate::model::{Catalogue, EntryKey, record};
use crate::text::fold::fold;
use crate::text::safe::Safe;

impl Composer<'_> {
    /// Appends title, names and summary.
    pub(super) fn head(&mut self) {
        let (catalogue, entry) = (self.manuscript.catalogue, self.manuscript.entry);
        let mut others = self.other_names();
        let names = catalogue.names(entry);
        let tells = names.len() > 0 || !others.shown.is_empty() || !others.hidden.is_empty();
        others.target = tells.then(|| self.aim(Destination::Names, TargetKind::Names));
        let target = others.target;
        let mut title = FlowBuilder::new(role(Role::Title));
        if let Some(number) = catalogue.number(entry) {
            title.push(&words::number(number), role(Role::Number), target);
        }
        title.push(&Safe::line(catalogue.title(entry)), role(Role::Title), target);
        let title = title.finish();
        let whole = title.text.len() as u32;
        let mut lines = vec![(title, whole)];
        for name in names {
            let mut line = FlowBuilder::new(role(Role::Name));
            line.push(&Safe::line(name.text), role(Role::Name), target);
            line.push(words::doubt(name.verified), role(Role::Reading), target);
            let brief = line.text.len() as u32;
            if !name.reading.is_empty() {
                line.push("  ", role(Role::Reading), None);
                line.push(&Safe::line(name.reading), role(Role::Reading), target);
            }
            lines.push((line.finish(), brief));
        }
        let last = lines.len() - 1;
        for (index, (line, brief)) in lines.into_iter().enumerate() {
            let also = if index == last { others.flow() } else { Flow::default() };
            self.name(line, brief, also);
        }
        others.leaf = self.next() - 1;
        self.composed.others = others;
        self.markup(catalogue.summary(entry), Role::Summary);
        self.seen.clear();
        self.standing();
    }

    /// Appends in one quiet line what sort of thing the entry is, how far it can be relied on, and who says
    /// so; nothing if nothing of it is told.
    fn standing(&mut self) {
        let told = standing(self.manuscript.catalogue, self.manuscript.entry);
        if !told.is_empty() {
            self.push_prose(&[], Flow::plain(&Safe::line(&told), role(Role::Dim)));
        }
    }

    /// Appends the tags of the entry in one quiet line, each of which leads to all that have it.
    pub(super) fn tags(&mut self) {
        let tags = self.manuscript.catalogue.tags(self.manuscript.entry);
        let mut flow = FlowBuilder::new(role(Role::Dim));
        for (index, tag) in tags.enumerate() {
            let before = if index == 0 { words::TAGS } else { words::BETWEEN_TAGS };
            flow.push(before, role(Role::Dim), None);
            let target = self.aim(Destination::Tag(tag.into()), TargetKind::Tag);
            flow.push(&Safe::line(tag), role(Role::Dim), Some(target));
        }
        let flow = flow.finish();
        if !flow.text.is_empty() {
            self.push_prose(&[], flow);
        }
    }

    /// Appends a line of the head, in parts if it is very long.
    fn name(&mut self, line: Flow, brief: u32, also: Flow) {
        if self.next() > 0 {
            self.close_up();
        }
        let mut parts = line.split();
        let last = parts.pop().unwrap_or_default();
        let brief = if parts.is_empty() { brief } else { last.text.len() as u32 };
        for part in parts {
            self.push(&[], Shape::Prose(part));
            self.close_up();
        }
        self.push(&[], Shape::Name { flow: last, brief, also });
    }

    /// Parts what else the entry is called: abbreviations of its own names are shown with the title.
    fn other_names(&self) -> OtherNames {
        let (catalogue, entry) = (self.manuscript.catalogue, self.manuscript.entry);
        let own = [catalogue.title(entry), catalogue.short(entry)];
        let forms = catalogue.forms(entry);
        let full = own.into_iter().chain(forms.clone());
        let initials: HashSet<String> = full.flat_map(initials).collect();
        let mut met: HashSet<String> = own.map(fold).into();
        let mut names = OtherNames::default();
        for name in catalogue.aliases(entry).chain(forms) {
            let folded = fold(name);
            let shows = is_of_initials(name) && initials.contains(&folded);
            if !met.insert(folded) {
                continue;
            }
            let slot = if shows { &mut names.shown } else { &mut names.hidden };
            slot.push(name.into());
        }
        names
    }
}

impl Document {
    /// Shows another name of the entry below its title, which it was found by: the first that has all
    /// of some needles, else the first that has any. Marks them there, and returns how often; 0 if there
    /// is no such name.
    pub fn show_other_name(&mut self, needles: &[String]) -> usize {
        let words: Vec<String> = needles.iter().map(|word| fold(word)).collect();
        let hidden = &self.composed.others.hidden;
        let folded: Vec<String> = hidden.iter().map(|name| fold(name)).collect();
        let all = |name: &String| words.iter().all(|word| name.contains(word));
        let any = |name: &String| words.iter().any(|word| name.contains(word));
        let found = folded.iter().position(all).or_else(|| folded.iter().position(any));
        let Some(found) = found.filter(|_| !words.is_empty()) else { return 0 };
        let composed = Arc::make_mut(&mut self.composed);
        composed.others.found = Some(composed.others.hidden[found].clone());
        let leaf = composed.others.leaf;
        if let Shape::Name { also, .. } = &mut composed.leaves[leaf as usize].shape {
            *also = composed.others.flow();
        }
        self.laid.remove(&leaf);
        self.refresh();
        self.find_in_block(leaf, needles)
    }
}

/// Returns what sort of thing an entry is, how far it can be relied on, and who says so; empty if nothing of it
/// is told.
pub fn standing(catalogue: &Catalogue, entry: EntryKey) -> String {
    let mut parts = vec![catalogue.kind(entry).to_owned()];
    parts.extend(catalogue.standing(entry).map(|word| words::standing(word).to_owned()));
    parts.extend(
        catalogue
            .stale_after(entry)
            .map(|day| words::stale_after(&day.to_string(), catalogue.is_past(day))),
    );
    parts.push(record::told(catalogue.record(entry)));
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

/// Returns whether a name may be an abbreviation by initials: letters alone, two capitals among them.
fn is_of_initials(name: &str) -> bool {
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    capitals >= 2 && name.chars().all(char::is_alphabetic)
}

/// Returns the initials of a name's words, folded: of all, and those of words that join (`and`, `of`,
/// `the`, `for`, `in`) left out.
fn initials(name: &str) -> [String; 2] {
    let words = || name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let of = |all: bool| -> String {
        let counts = |word: &&str| all || !matches!(*word, "and" | "of" | "the" | "for" | "in");
        words().filter(counts).filter_map(|word| word.chars().next()).collect()
    };
    [true, false].map(|all| fold(&of(all)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_are_made_of_initials() {
        #[track_caller]
        fn check(short: &str, full: &str, expected: bool) {
            let found = is_of_initials(short) && initials(full).contains(&fold(short));
            assert_eq!(found, expected, "{short} for {full}");
        }
        check("PPP", "Public-private partnership", true);
        check("BRI", "Belt and Road Initiative", true);
        check("MoU", "memorandum of understanding", true);
        check("WTO", "Protectionism", false);
        check("ppp", "Public-private partnership", false);
        check("A", "A", false);
        check("5G", "5 Gs", false);
    }
}
