//! `folio show theme:ID`: the page of a theme, as the browser shows it. Refuses to know: entries, which
//! `folio show` prints itself.

use serde::Serialize;

use crate::cli::json::Head;
use crate::cli::output::Output;
use crate::cli::{Failure, names};
use crate::document::Document;
use crate::export;
use crate::knowledge::Knowledge;
use crate::model::ThemeKey;
use crate::report::ThemeReport;

/// Explains the answer in JSON.
pub const SHAPE: &str = "\
folio show theme:ID --json
  { schema_version,
    themes: [ { id, pack, title, short, summary,
                entries: [ { id, title, pack, theme, number, summary } ] } ] }
  It is one theme, unless several packs have one of that name.
";

/// Finds the themes that are asked for as `theme:NAME`; `None` if an entry is asked for.
pub fn asked_for(known: &Knowledge, wanted: &str) -> Option<Result<Vec<ThemeKey>, Failure>> {
    let catalogue = known.catalogue();
    catalogue.theme_asked_for(wanted).map(|name| names::themes(catalogue, name))
}

/// Prints the pages of themes.
pub fn print(known: &Knowledge, themes: &[ThemeKey], output: &mut Output) {
    output.each(themes, |output, &theme| {
        let mut document: Document =
            known.theme_document(theme, output.width().unwrap_or(u16::MAX));
        if !output.is_terminal() {
            document = document.with_code_as_written();
        }
        for block in 0..document.blocks() {
            for row in document.take_rows(block) {
                output.row(&row);
            }
        }
    });
}

/// Prints the pages of themes as Markdown.
pub fn print_markdown(known: &Knowledge, themes: &[ThemeKey], output: &mut Output) {
    output.each(themes, |output, &theme| {
        output.text_as_written(&(export::THEME_MARKDOWN.write)(known, theme));
    });
}

/// Answers with the pages of themes in JSON.
pub fn print_json(known: &Knowledge, themes: &[ThemeKey], output: &mut Output) {
    let catalogue = known.catalogue();
    let page = |&key: &ThemeKey| {
        let theme = catalogue.theme(key);
        let entries = ThemeReport::new(catalogue, key).entries();
        ThemeJson {
            id: &theme.id,
            pack: &catalogue.pack(theme.pack).id,
            title: &theme.title,
            short: &theme.short,
            summary: &theme.summary,
            entries: entries.map(|entry| Head::new(catalogue, entry)).collect(),
        }
    };
    output.json(ThemesJson { themes: themes.iter().map(page).collect() });
}

#[derive(Serialize)]
struct ThemesJson<'a> {
    themes: Vec<ThemeJson<'a>>,
}

#[derive(Serialize)]
struct ThemeJson<'a> {
    id: &'a str,
    pack: &'a str,
    title: &'a str,
    short: &'a str,
    summary: &'a str,
    entries: Vec<Head<'a>>,
}
