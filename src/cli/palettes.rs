//! `folio palettes`: which palettes there are, and what is wrong with those of the user.

use clap::Args;
use serde::Serialize;

use super::args::Global;
use super::json::DiagnosticJson;
use super::output::Output;
use super::{Exit, Failure, Opens, Run};
use crate::content::caret::{Excerpts, WIDEST};
use crate::content::keyed;
use crate::document::Role;
use crate::messages::palettes as says;
use crate::palettes::Background;
use crate::palettes::shelf::{Shelved, Source};
use crate::text::safe::Safe;
use crate::text::width::width;

/// List the palettes, with the mistakes of your own
///
/// A name of the list goes with `--palette` or into the settings; in the browser `T` chooses.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  folio palettes\n  folio --palette heather")]
pub struct Palettes {
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// Explains the answer in JSON.
pub const SHAPE: &str = "\
folio palettes --json
  { schema_version, folder,
    palettes: [ { name, light, dark, source, path, mistakes } ] }
  folder is where palettes of your own go, null where there can be none. light
  and dark say for which backgrounds there are colours; source is terminal,
  shipped or file, and path is null but for a file. mistakes are as the
  diagnostics of folio check.
";

impl Run for Palettes {
    fn wants_json(&self) -> bool {
        self.json
    }

    fn opens() -> Opens {
        Opens::Nothing
    }

    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let shelf = global.settings.shelf();
        let all = shelf.all();
        let folder = shelf.folder().map(|folder| folder.display().to_string());
        if self.json {
            let palettes = all.iter().map(PaletteJson::new).collect();
            output.json(PalettesJson { folder, palettes });
        } else {
            print(&all, folder.as_deref(), output);
        }
        let is_broken = all.iter().any(|kept| kept.file.error().is_some());
        Ok(if is_broken { Exit::NotFound } else { Exit::Done })
    }
}

fn print(all: &[Shelved], folder: Option<&str>, output: &mut Output) {
    let widest = all.iter().map(|kept| width(&Safe::line(&kept.name))).max().unwrap_or(0);
    for kept in all {
        let name = Safe::line(&kept.name);
        let gap = widest + 2 - width(&name);
        let [light, dark] = Background::ALL.map(|background| kept.suits(background));
        let suits = says::suits(light, dark);
        let source = match &kept.source {
            Source::Terminal => says::OF_TERMINAL.to_owned(),
            Source::Shipped => says::SHIPPED.to_owned(),
            Source::File(path) => path.display().to_string(),
        };
        let lead = format!("{name}{}{suits:<12}", " ".repeat(gap));
        output.line(&[(&lead, Role::Text), (&source, Role::Dim)]);
    }
    if let Some(folder) = folder {
        output.line(&[]);
        output.line(&[(&says::own_folder(folder), Role::Dim)]);
    }
    let columns = output.width().map_or(WIDEST, usize::from);
    for kept in all {
        let Source::File(path) = &kept.source else { continue };
        let whereabouts = keyed::whereabouts(path);
        let mut excerpts = Excerpts::new(&whereabouts);
        for mistake in &kept.file.mistakes {
            output.line(&[]);
            output.excerpt(&excerpts.show(mistake, columns));
        }
    }
}

#[derive(Serialize)]
struct PalettesJson<'a> {
    folder: Option<String>,
    palettes: Vec<PaletteJson<'a>>,
}

#[derive(Serialize)]
struct PaletteJson<'a> {
    name: &'a str,
    light: bool,
    dark: bool,
    source: &'static str,
    path: Option<String>,
    mistakes: Vec<DiagnosticJson<'a>>,
}

impl<'a> PaletteJson<'a> {
    fn new(kept: &'a Shelved) -> Self {
        let [light, dark] = Background::ALL.map(|background| kept.suits(background));
        let (source, path) = match &kept.source {
            Source::Terminal => ("terminal", None),
            Source::Shipped => ("shipped", None),
            Source::File(path) => ("file", Some(path.display().to_string())),
        };
        let mistakes = kept.file.mistakes.iter().map(DiagnosticJson::new).collect();
        Self { name: &kept.name, light, dark, source, path, mistakes }
    }
}
