//! `folio list`: the themes, or the entries of a theme.

use clap::Args;
use serde::Serialize;

use super::args::Global;
use super::json::Head;
use super::output::Output;
use super::{Exit, Failure, Run, completing, names, packs};
use crate::document::Role;
use crate::model::{Catalogue, PackKey};
use crate::report::{ContentsReport, ThemeReport};
use crate::text::width::width;

/// List the themes, or the entries of a theme
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  folio list\n  folio list mechanism\n  folio list term --json")]
pub struct List {
    /// The theme whose entries are listed
    #[arg(add = completing::themes())]
    theme: Option<String>,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// Explains the answers in JSON.
pub const SHAPE: &str = "\
folio list --json
  { schema_version, themes: [ { id, title, pack, count } ] }

folio list THEME --json
  { schema_version, theme,
    entries: [ { id, title, pack, theme, number, summary } ] }
";

impl Run for List {
    fn wants_json(&self) -> bool {
        self.json
    }

    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let corpus = packs::open(global)?;
        let catalogue = corpus.catalogue();
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
        let ids = report.entries().map(|entry| width(catalogue.id(entry)));
        let id_width = ids.max().unwrap_or(0);
        for entry in report.entries() {
            let id = catalogue.id(entry);
            let id = format!("{id}{:pad$}  ", "", pad = id_width - width(id));
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
