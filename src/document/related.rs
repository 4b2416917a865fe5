//! The links and backlinks after an entry's body.

use super::compose::{Composer, role};
use super::flow::{Flow, FlowBuilder};
use super::ground::{Extent, ground};
use super::leaf::{Container, Shape};
use super::{Beside, Destination, Role, TargetKind};
use crate::messages::document as words;
use crate::model::{Catalogue, EntryKey, Related, RelatedLines};
use crate::text::fold::{Folded, fold};
use crate::text::safe::Safe;
use crate::text::width::{fitting, grapheme_width, width};
use unicode_segmentation::UnicodeSegmentation;

/// How wide the column of labels is at most; longer labels stand above their lines.
const LABEL: usize = 24;

/// How many mentions are shown without being asked for.
const FEW: usize = 3;

/// How many columns of the sentence of a mention are shown at most.
const EXCERPT: usize = 96;

impl Composer<'_> {
    /// Appends the links and the backlinks, each as a section unless there are none.
    pub(super) fn related(&mut self) {
        let manuscript = self.manuscript;
        let sections =
            [(words::links(), &manuscript.links), (words::linked_from(), &manuscript.backlinks)];
        for (heading, lines) in sections.into_iter().filter(|(_, lines)| !lines.first.is_empty()) {
            let heading = Flow::plain(heading, role(Role::Section));
            match manuscript.parts.related {
                Beside::Absent => {}
                Beside::Told => {
                    self.push(&[], Shape::Prose(heading));
                    self.close_up();
                    self.told(lines);
                }
                Beside::Names { unfolded } => {
                    self.push(&[], Shape::Prose(heading));
                    self.close_up();
                    self.named(lines, unfolded);
                }
            }
        }
    }

    /// Appends links by name, one row each, below how they are related.
    fn named(&mut self, lines: &RelatedLines, unfolded: bool) {
        let catalogue = self.manuscript.catalogue;
        let mut more = lines.more;
        for (label, members) in related_groups(catalogue, &lines.first) {
            self.close_up();
            let mut head = FlowBuilder::new(role(Role::Dim));
            head.push(label, role(Role::Dim), None);
            let mentions = members.iter().any(|one| one.relation == Catalogue::MENTIONS);
            let folds = mentions && members.len() > FEW;
            if folds {
                let target = self.aim(Destination::Mentions, TargetKind::Related);
                let count = words::folded(members.len() + more, unfolded);
                head.push(&count, role(Role::Link), Some(target));
            }
            self.push(&[], Shape::Line(head.finish()));
            if folds && !unfolded {
                more = 0;
                continue;
            }
            for related in members {
                self.close_up();
                let target = self.aim(Destination::Entry(related.entry, None), TargetKind::Related);
                self.composed.aims[target as usize].reason = self.why(related).into();
                let mut flow = FlowBuilder::new(role(Role::Link));
                flow.push(catalogue.short(related.entry), role(Role::Link), Some(target));
                self.push(&[Container::Indent], Shape::Line(flow.finish()));
            }
        }
        self.more(more);
    }

    /// Returns the reason of a link, or the sentence of a mention, and what it rests on.
    fn why(&self, related: &Related) -> String {
        let (catalogue, entry) = (self.manuscript.catalogue, self.manuscript.entry);
        let reason = if related.relation == Catalogue::MENTIONS {
            words::quoted(&excerpt(catalogue, entry, &related.reason))
        } else {
            related.reason.to_string()
        };
        let ground = related.provenance.as_ref().map(|one| ground(catalogue, one, Extent::Voice));
        let parts = [reason, ground.unwrap_or_default()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ")
    }

    /// Says how many links there are that are not shown.
    fn more(&mut self, more: usize) {
        if more > 0 {
            self.close_up();
            let more = Flow::plain(&words::more_lines(more), role(Role::Dim));
            self.push(&[Container::Indent], Shape::Prose(more));
        }
    }

    /// Appends links with their reasons and what these rest on.
    fn told(&mut self, lines: &RelatedLines) {
        let groups = related_groups(self.manuscript.catalogue, &lines.first);
        let column = groups
            .iter()
            .map(|(label, _)| width(&Safe::line(label)))
            .filter(|label| *label <= LABEL)
            .max()
            .unwrap_or(0) as u16;
        for (group, (label, members)) in groups.iter().enumerate() {
            for (index, related) in members.iter().enumerate() {
                if group + index > 0 {
                    self.close_up();
                }
                let label = if index == 0 { label } else { "" };
                let label = Flow::plain(label, role(Role::Dim));
                let flow = self.line(related);
                self.push(&[Container::Indent], Shape::Related { label, column, flow });
                self.say_ground_of(related);
            }
        }
        self.more(lines.more);
    }

    fn line(&mut self, related: &Related) -> Flow {
        let (catalogue, entry) = (self.manuscript.catalogue, self.manuscript.entry);
        let mut flow = FlowBuilder::new(role(Role::Dim));
        let destination = Destination::Entry(related.entry, None);
        let target = self.aim(destination, TargetKind::Related);
        flow.push(catalogue.short(related.entry), role(Role::Link), Some(target));
        flow.push(&reason_in_words(catalogue, entry, related), role(Role::Dim), None);
        flow.finish()
    }

    fn say_ground_of(&mut self, related: &Related) {
        let Some(provenance) = &related.provenance else { return };
        self.set_tail(provenance, provenance.claims(), Extent::Voice);
    }
}

/// Returns a link of `entry` in words: where it leads, why, and what that rests on.
pub fn related_in_words(catalogue: &Catalogue, entry: EntryKey, related: &Related) -> String {
    let ground = related.provenance.as_ref().map(|one| ground(catalogue, one, Extent::Voice));
    let ground = ground.filter(|ground| !ground.is_empty());
    let ground = ground.map_or_else(String::new, |ground| format!("  {ground}"));
    format!(
        "{}{}{ground}",
        catalogue.short(related.entry),
        reason_in_words(catalogue, entry, related)
    )
}

fn reason_in_words(catalogue: &Catalogue, entry: EntryKey, related: &Related) -> String {
    if related.reason.is_empty() {
        String::new()
    } else if related.relation == Catalogue::MENTIONS {
        words::mention(&excerpt(catalogue, entry, &related.reason))
    } else {
        words::reason(&related.reason)
    }
}

/// Cuts a long sentence down to the words around the mention of this entry, or to its beginning if
/// the mention uses none of the entry's names.
fn excerpt(catalogue: &Catalogue, entry: EntryKey, sentence: &str) -> String {
    if width(sentence) <= EXCERPT {
        return sentence.to_owned();
    }
    let folded = Folded::new(sentence);
    let names = [catalogue.title(entry), catalogue.short(entry)];
    let forms = catalogue.forms(entry);
    let mentioned = names.into_iter().chain(forms).find_map(|name| {
        let needle = fold(name);
        folded.find(sentence, &needle).next().map(|range| range.start)
    });
    let start = words_before(sentence, mentioned.unwrap_or(0), EXCERPT / 3);
    let rest = &sentence[start..];
    let (fits, _) = fitting(rest, EXCERPT);
    let end = match rest[..fits].rfind(' ') {
        Some(space) if fits < rest.len() && space > fits / 2 => space,
        _ => fits,
    };
    let before = if start > 0 { "… " } else { "" };
    let after = if end < rest.len() { " …" } else { "" };
    format!("{before}{}{after}", rest[..end].trim())
}

/// Returns the start of a word at most `columns` before the byte `at`.
fn words_before(text: &str, at: usize, columns: usize) -> usize {
    let mut taken = 0;
    let mut start = at;
    for (offset, grapheme) in text[..at].grapheme_indices(true).rev() {
        taken += grapheme_width(grapheme);
        if taken > columns {
            return text[start..at].find(' ').map_or(start, |space| start + space + 1);
        }
        start = offset;
    }
    0
}

/// Groups lines by how they read, in the order in which each reading comes first.
pub fn related_groups<'a>(
    catalogue: &'a Catalogue,
    lines: &'a [Related],
) -> Vec<(&'a str, Vec<&'a Related>)> {
    let mut groups: Vec<(&str, Vec<&Related>)> = Vec::new();
    for line in lines {
        let label = catalogue.label(line);
        match groups.iter_mut().find(|(known, _)| *known == label) {
            Some((_, members)) => members.push(line),
            None => groups.push((label, vec![line])),
        }
    }
    groups
}
