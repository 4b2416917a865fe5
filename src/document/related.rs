//! The links and backlinks behind an entry's body.

use super::compose::{Composer, role};
use super::flow::{Flow, FlowBuilder};
use super::leaf::{Container, Shape};
use super::{Destination, Role, TargetKind};
use crate::messages::document as words;
use crate::model::{Catalogue, Provenance, Related};
use crate::text::safe::Safe;
use crate::text::width::width;

/// The label column is at most this wide; longer labels stand above their lines.
const LABEL: usize = 24;

impl Composer<'_> {
    /// Appends both sections; an empty one leaves nothing behind.
    pub(super) fn related(&mut self) {
        let page = self.page;
        self.section(words::links(), &page.links);
        self.section(words::linked_from(), &page.backlinks);
    }

    fn section(&mut self, heading: &str, lines: &[Related]) {
        if lines.is_empty() {
            return;
        }
        self.push(&[], Shape::Prose(Flow::plain(heading, role(Role::Section))));
        self.close_up();
        let groups = groups(self.page.catalogue, lines);
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
            }
        }
    }

    fn line(&mut self, related: &Related) -> Flow {
        let mut flow = FlowBuilder::new(role(Role::Dim));
        let destination = Destination::Entry(related.entry, None);
        let target = self.aim(destination, TargetKind::Related);
        flow.push(self.page.catalogue.short(related.entry), role(Role::Link), Some(target));
        if !related.reason.is_empty() {
            flow.push(&words::reason(&related.reason), role(Role::Dim), None);
        }
        let ground = match &related.provenance {
            None => None,
            Some(Provenance::Article { claims }) => {
                self.places(claims).map(|places| (places, Role::Place))
            }
            Some(Provenance::Editor { certainty, .. }) => {
                Some((words::said_by_editor(certainty.word()), Role::Dim))
            }
        };
        if let Some((ground, kind)) = ground {
            flow.push(" ", role(Role::Dim), None);
            flow.push(&ground, role(kind), None);
        }
        flow.finish()
    }
}

/// Groups lines by how they read, in the order in which each reading comes first.
fn groups<'a>(catalogue: &'a Catalogue, lines: &'a [Related]) -> Vec<(&'a str, Vec<&'a Related>)> {
    let mut groups: Vec<(&str, Vec<&Related>)> = Vec::new();
    for line in lines {
        let relation = catalogue.relation(line.relation);
        let label = if line.inverse { &*relation.inverse } else { &*relation.label };
        match groups.iter_mut().find(|(known, _)| *known == label) {
            Some((_, members)) => members.push(line),
            None => groups.push((label, vec![line])),
        }
    }
    groups
}
