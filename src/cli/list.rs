//! `folio list`: the themes, the entries of a theme, or all entries by their type.

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::args::Global;
use super::json::Head;
use super::output::Output;
use super::{Exit, Failure, Run, completing, names, packs};
use crate::document::Role;
use crate::graph::TypeGroup;
use crate::knowledge::{Knowledge, Question};
use crate::messages::types;
use crate::model::{Catalogue, EntryKey, PackKey};
use crate::report::{ContentsReport, ThemeReport, TypeReport};
use crate::text::width::width;

/// List the themes, or the entries of a theme
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  folio list\n  folio list mechanism\n  folio list term --json\n  folio list --by type --pack ./bundle"
)]
pub struct List {
    /// The theme whose entries are listed
    #[arg(add = completing::themes())]
    theme: Option<String>,
    /// List all entries below what they are grouped by
    #[arg(long, value_name = "WHAT", conflicts_with = "theme")]
    by: Option<Grouping>,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// What all entries can be grouped by.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Grouping {
    /// What sort of thing each is, as the filter `type:` has it
    #[value(alias = "kind")]
    Type,
}

/// Explains the answers in JSON.
pub const SHAPE: &str = "\
folio list --json
  { schema_version, themes: [ { id, title, pack, count } ] }

folio list THEME --json
  { schema_version, theme,
    entries: [ { id, title, pack, theme, number, summary } ] }

folio list --by type --json
  { schema_version,
    types: [ { type, count, entries: [ { id, title, pack, theme, number, summary } ] } ] }
";

impl Run for List {
    fn wants_json(&self) -> bool {
        self.json
    }

    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let corpus = packs::open(global)?;
        let catalogue = corpus.catalogue();
        if let Some(Grouping::Type) = self.by {
            let mut known = Knowledge::new(&corpus);
            known.learn(&corpus, &Question::Types);
            let report = TypeReport::new(&known);
            if self.json {
                output.json(TypesJson::new(catalogue, report.groups()));
            } else {
                print_types(output, catalogue, report.groups());
            }
            return Ok(Exit::Done);
        }
        let Some(wanted) = &self.theme else {
            let contents = ContentsReport::new(catalogue);
            if self.json {
                output.json(ThemesJson::new(catalogue, &contents));
            } else {
                print_themes(output, catalogue, &contents);
            }
            return Ok(Exit::Done);
        };
        let themes = names::themes(catalogue, wanted)?;
        let reports: Vec<_> =
            themes.into_iter().map(|theme| ThemeReport::new(catalogue, theme)).collect();
        if self.json {
            output.json(EntriesJson::new(catalogue, &reports));
        } else {
            print_entries(output, catalogue, &reports);
        }
        Ok(Exit::Done)
    }
}

fn print_themes(output: &mut Output, catalogue: &Catalogue, contents: &ContentsReport) {
    let theme = |key| catalogue.theme(key);
    let id_width = contents.themes().map(|key| width(&theme(key).id)).max().unwrap_or(0);
    for pack in contents.packs() {
        if pack > PackKey::new(0) {
            output.line(&[]);
        }
        let found = catalogue.pack(pack);
        output.line(&[(&found.title, Role::Title), (&format!("  {}", found.id), Role::Dim)]);
        for theme in catalogue.themes_of(pack).map(theme) {
            let id = format!("{}{:pad$}", theme.id, "", pad = id_width - width(&theme.id));
            let count = format!("  {:>5}  ", theme.count());
            output.line(&[
                ("  ", Role::Text),
                (&id, Role::Dim),
                (&count, Role::Text),
                (&theme.title, Role::Text),
            ]);
        }
    }
}

fn print_entries(output: &mut Output, catalogue: &Catalogue, reports: &[ThemeReport]) {
    for (number, report) in reports.iter().enumerate() {
        if reports.len() > 1 {
            if number > 0 {
                output.line(&[]);
            }
            let pack = &*catalogue.pack(catalogue.theme(report.theme()).pack).title;
            output.line(&[(pack, Role::Title)]);
        }
        print_heads(output, catalogue, report.entries());
    }
}

fn print_types(output: &mut Output, catalogue: &Catalogue, groups: &[TypeGroup]) {
    if groups.is_empty() {
        output.line(&[(types::NONE, Role::Text)]);
    }
    for (number, group) in groups.iter().enumerate() {
        if number > 0 {
            output.line(&[]);
        }
        output.line(&[(&types::heading(&group.name, group.entries.len()), Role::Title)]);
        print_heads(output, catalogue, group.entries.iter().copied());
    }
}

fn print_heads(
    output: &mut Output,
    catalogue: &Catalogue,
    entries: impl Iterator<Item = EntryKey> + Clone,
) {
    let ids = entries.clone().map(|entry| width(&catalogue.unique_id(entry)));
    let id_width = ids.max().unwrap_or(0);
    for entry in entries {
        let id = catalogue.unique_id(entry);
        let id = format!("{id}{:pad$}  ", "", pad = id_width - width(&id));
        let number = catalogue.number(entry).map(|number| format!("{number} "));
        let (short, title) = (catalogue.short(entry), catalogue.title(entry));
        // What the list is sorted by comes first.
        let whole = if short == title { String::new() } else { format!("  {title}") };
        output.line(&[
            (&id, Role::Dim),
            (&number.unwrap_or_default(), Role::Number),
            (short, Role::Text),
            (&whole, Role::Dim),
        ]);
    }
}

#[derive(Serialize)]
struct ThemesJson<'a> {
    themes: Vec<ThemeJson<'a>>,
}

#[derive(Serialize)]
struct ThemeJson<'a> {
    id: &'a str,
    title: &'a str,
    pack: &'a str,
    count: usize,
}

impl<'a> ThemesJson<'a> {
    fn new(catalogue: &'a Catalogue, contents: &ContentsReport) -> Self {
        let json = |key| {
            let theme = catalogue.theme(key);
            ThemeJson {
                id: &theme.id,
                title: &theme.title,
                pack: &catalogue.pack(theme.pack).id,
                count: theme.count(),
            }
        };
        Self { themes: contents.themes().map(json).collect() }
    }
}

#[derive(Serialize)]
struct EntriesJson<'a> {
    theme: &'a str,
    entries: Vec<Head<'a>>,
}

impl<'a> EntriesJson<'a> {
    /// Reads the entries of themes that share a name.
    fn new(catalogue: &'a Catalogue, reports: &[ThemeReport]) -> Self {
        let entries = reports.iter().flat_map(ThemeReport::entries);
        Self {
            theme: &catalogue.theme(reports[0].theme()).id,
            entries: entries.map(|entry| Head::new(catalogue, entry)).collect(),
        }
    }
}

#[derive(Serialize)]
struct TypesJson<'a> {
    types: Vec<TypeJson<'a>>,
}

#[derive(Serialize)]
struct TypeJson<'a> {
    r#type: &'a str,
    count: usize,
    entries: Vec<Head<'a>>,
}

impl<'a> TypesJson<'a> {
    fn new(catalogue: &'a Catalogue, groups: &'a [TypeGroup]) -> Self {
        let json = |group: &'a TypeGroup| TypeJson {
            r#type: &group.name,
            count: group.entries.len(),
            entries: group.entries.iter().map(|&entry| Head::new(catalogue, entry)).collect(),
        };
        Self { types: groups.iter().map(json).collect() }
    }
}
