//! `folio list`: the themes, or the entries of a theme.

use clap::Args;
use serde::Serialize;

use super::args::Global;
use super::json::Head;
use super::output::Output;
use super::{Exit, Failure, Run, names, packs};
use crate::document::Role;
use crate::model::{Catalogue, ThemeKey};
use crate::text::width::width;

/// List the themes, or the entries of a theme
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  folio list\n  folio list mechanism\n  folio list term --json")]
pub struct List {
    /// The theme whose entries are listed
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
        let found =
            self.theme.as_ref().map(|wanted| names::themes(catalogue, wanted)).transpose()?;
        match (found, self.json) {
            (None, false) => print_themes(output, catalogue),
            (None, true) => output.json(ThemesJson::new(catalogue)),
            (Some(themes), false) => print_entries(output, catalogue, &themes),
            (Some(themes), true) => output.json(EntriesJson::new(catalogue, &themes)),
        }
        Ok(Exit::Done)
    }
}

fn print_themes(output: &mut Output, catalogue: &Catalogue) {
    let id_width = catalogue.themes().iter().map(|theme| width(&theme.id)).max().unwrap_or(0);
    for (number, pack) in catalogue.packs().iter().enumerate() {
        if number > 0 {
            output.line(&[]);
        }
        output.line(&[(&pack.title, Role::Title), (&format!("  {}", pack.id), Role::Dim)]);
        for theme in &catalogue.themes()[pack.themes.start as usize..pack.themes.end as usize] {
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

fn print_entries(output: &mut Output, catalogue: &Catalogue, themes: &[ThemeKey]) {
    for (number, &theme) in themes.iter().enumerate() {
        if themes.len() > 1 {
            if number > 0 {
                output.line(&[]);
            }
            let pack = &*catalogue.pack(catalogue.theme(theme).pack).title;
            output.line(&[(pack, Role::Title)]);
        }
        let ids = catalogue.entries_of(theme).map(|entry| width(catalogue.id(entry)));
        let id_width = ids.max().unwrap_or(0);
        for entry in catalogue.entries_of(theme) {
            let id = catalogue.id(entry);
            let id = format!("{id}{:pad$}  ", "", pad = id_width - width(id));
            let number = catalogue.number(entry).map(|number| format!("{number} "));
            output.line(&[
                (&id, Role::Dim),
                (&number.unwrap_or_default(), Role::Number),
                (catalogue.title(entry), Role::Text),
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
    fn new(catalogue: &'a Catalogue) -> Self {
        let themes = catalogue.themes().iter().map(|theme| ThemeJson {
            id: &theme.id,
            title: &theme.title,
            pack: &catalogue.pack(theme.pack).id,
            count: theme.count(),
        });
        Self { themes: themes.collect() }
    }
}

#[derive(Serialize)]
struct EntriesJson<'a> {
    theme: &'a str,
    entries: Vec<Head<'a>>,
}

impl<'a> EntriesJson<'a> {
    /// Reads the entries of themes that share a name.
    fn new(catalogue: &'a Catalogue, themes: &[ThemeKey]) -> Self {
        let entries = themes.iter().flat_map(|&theme| catalogue.entries_of(theme));
        Self {
            theme: &catalogue.theme(themes[0]).id,
            entries: entries.map(|entry| Head::new(catalogue, entry)).collect(),
        }
    }
}
