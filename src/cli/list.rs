//! `folio list`: the themes, or the entries of a theme.

use super::Desk;
use super::args::ListArgs;
use super::exit::Exit;
use super::json::{Answer, Entries, Head, Theme, Themes};
use crate::document::Role;
use crate::model::{Catalogue, ThemeKey};
use crate::text::width::width;

/// Lists the themes, or one theme's entries.
pub fn run(desk: Desk, args: &ListArgs) -> Exit {
    let Some(wanted) = &args.theme else { return themes(desk) };
    match desk.themes(wanted) {
        Ok((desk, found)) => entries(desk, &found),
        Err(exit) => exit,
    }
}

fn themes(mut desk: Desk) -> Exit {
    let catalogue = desk.library.catalogue.clone();
    let all = catalogue.themes().iter();
    if desk.json {
        let themes = all
            .map(|theme| Theme {
                id: &theme.id,
                title: &theme.title,
                pack: &catalogue.pack(theme.pack).id,
                count: theme.count(),
            })
            .collect();
        desk.output.json(&Answer::new(Themes { themes }));
        return desk.done();
    }
    let id_width = all.clone().map(|theme| width(&theme.id)).max().unwrap_or(0);
    for (number, pack) in catalogue.packs().iter().enumerate() {
        if number > 0 {
            desk.output.line(&[]);
        }
        desk.output.line(&[(&pack.title, Role::Title), (&format!("  {}", pack.id), Role::Dim)]);
        for theme in &catalogue.themes()[pack.themes.start as usize..pack.themes.end as usize] {
            let id = format!("{}{:pad$}", theme.id, "", pad = id_width - width(&theme.id));
            let count = format!("  {:>5}  ", theme.count());
            desk.output.line(&[
                ("  ", Role::Text),
                (&id, Role::Dim),
                (&count, Role::Text),
                (&theme.title, Role::Text),
            ]);
        }
    }
    desk.done()
}

fn entries(mut desk: Desk, themes: &[ThemeKey]) -> Exit {
    let catalogue = desk.library.catalogue.clone();
    if desk.json {
        let keys = themes.iter().flat_map(|&theme| catalogue.entries_of(theme));
        let entries = keys.map(|key| Head::new(&catalogue, key)).collect();
        let theme = &catalogue.theme(themes[0]).id;
        desk.output.json(&Answer::new(Entries { theme, entries }));
        return desk.done();
    }
    for (number, &theme) in themes.iter().enumerate() {
        if themes.len() > 1 {
            if number > 0 {
                desk.output.line(&[]);
            }
            let pack = &*catalogue.pack(catalogue.theme(theme).pack).title;
            desk.output.line(&[(pack, Role::Title)]);
        }
        entries_of(&mut desk, &catalogue, theme);
    }
    desk.done()
}

fn entries_of(desk: &mut Desk, catalogue: &Catalogue, theme: ThemeKey) {
    let id_width =
        catalogue.entries_of(theme).map(|key| width(catalogue.id(key))).max().unwrap_or(0);
    for key in catalogue.entries_of(theme) {
        let id = catalogue.id(key);
        let id = format!("{id}{:pad$}  ", "", pad = id_width - width(id));
        let number = catalogue.number(key).map(|number| format!("{number} ")).unwrap_or_default();
        desk.output.line(&[
            (&id, Role::Dim),
            (&number, Role::Number),
            (catalogue.title(key), Role::Text),
        ]);
    }
}
