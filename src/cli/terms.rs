//! `folio terms`: the glossary terms that an entry uses, and where a term is used.

use super::Desk;
use super::args::TermsArgs;
use super::exit::Exit;
use super::json::Answer;
use super::json::terms::{SpanJson, TermJson, TermsJson, UserJson};
use crate::document::Role;
use crate::messages::terms as says;
use crate::model::{Body, Catalogue, EntryKey};
use crate::terms::{Field, Occurrences, Recogniser, TermUse};

/// Prints the terms of an entry.
pub fn run(desk: Desk, args: &TermsArgs) -> Exit {
    let (mut desk, key) = match desk.entry(&args.id) {
        Ok(found) => found,
        Err(exit) => return exit,
    };
    let library = desk.library.clone();
    let catalogue = &*library.catalogue;
    let body = library.body(key);
    let recogniser = Recogniser::new(catalogue);
    let uses = recogniser.in_entry(catalogue, key, &body);
    let users = catalogue
        .is_recognised(key)
        .then(|| Occurrences::new(&library, &recogniser).of(key).collect::<Vec<_>>());
    let entry = Used { catalogue, key, body: &body, uses: &uses };
    if desk.json {
        desk.output.json(&Answer::new(entry.json(users.as_deref().unwrap_or_default())));
    } else {
        entry.print(&mut desk, users.as_deref());
    }
    desk.done()
}

/// An entry and the terms that it uses.
struct Used<'a> {
    catalogue: &'a Catalogue,
    key: EntryKey,
    body: &'a Body,
    uses: &'a [TermUse],
}

impl<'a> Used<'a> {
    /// Returns the text in which a term stands.
    fn text(&self, field: Field) -> &'a str {
        match field {
            Field::Summary => self.catalogue.summary(self.key),
            Field::Statement(index) => &self.body.statements[index as usize].text,
            Field::Body => &self.body.markdown,
        }
    }

    fn print(&self, desk: &mut Desk, users: Option<&[EntryKey]>) {
        let title = self.catalogue.title(self.key);
        let id = format!(" [{}]", self.catalogue.id(self.key));
        desk.output.line(&[(title, Role::Title), (&id, Role::Dim)]);
        if self.uses.is_empty() {
            desk.output.line(&[(&says::none(title), Role::Text)]);
        }
        let mut last = None;
        for one in self.uses {
            if last.replace(one.field) != Some(one.field) {
                desk.output
                    .line(&[("  ", Role::Text), (&one.field.name(self.body), Role::Section)]);
            }
            let range = one.span.range.clone();
            let place = format!("    {:>5}..{:<5} ", range.start, range.end);
            desk.output.line(&[
                (&place, Role::Dim),
                (&self.text(one.field)[range], Role::Term),
                (&format!(" [{}]", self.catalogue.id(one.span.entry)), Role::Dim),
                (if one.first { says::FIRST } else { "" }, Role::Text),
            ]);
        }
        match users {
            None => {}
            Some([]) => desk.output.line(&[(says::USED_NOWHERE, Role::Section)]),
            Some(users) => {
                desk.output.line(&[(says::USED_IN, Role::Section)]);
                for &user in users {
                    desk.output.line(&[
                        ("  ", Role::Text),
                        (self.catalogue.title(user), Role::Link),
                        (&format!(" [{}]", self.catalogue.id(user)), Role::Dim),
                    ]);
                }
            }
        }
    }

    fn json(&self, users: &[EntryKey]) -> TermsJson<'a> {
        let catalogue = self.catalogue;
        let mut terms: Vec<(EntryKey, usize)> = Vec::new();
        for one in self.uses {
            match terms.iter_mut().find(|(term, _)| *term == one.span.entry) {
                Some((_, count)) => *count += 1,
                None => terms.push((one.span.entry, 1)),
            }
        }
        let term = |(term, count)| TermJson {
            id: catalogue.id(term),
            title: catalogue.title(term),
            count,
        };
        let span = |one: &TermUse| {
            let (field, statement) = match one.field {
                Field::Summary => ("summary", None),
                Field::Statement(index) => ("statement", Some(index)),
                Field::Body => ("body", None),
            };
            let range = one.span.range.clone();
            SpanJson {
                field,
                statement,
                start: range.start,
                end: range.end,
                text: self.text(one.field)[range].to_owned(),
                term: catalogue.id(one.span.entry),
                first: one.first,
            }
        };
        let user = |&user| UserJson { id: catalogue.id(user), title: catalogue.title(user) };
        TermsJson {
            id: catalogue.id(self.key),
            terms: terms.into_iter().map(term).collect(),
            spans: self.uses.iter().map(span).collect(),
            used_in: users.iter().map(user).collect(),
        }
    }
}
