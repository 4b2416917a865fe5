//! `folio list`: the themes, or the entries of a theme.

use super::args::ListArgs;
use super::exit::Exit;
use super::json::{Answer, Entries, Head, Theme, Themes};
use super::{Desk, messages};
use crate::document::Role;
use crate::model::{Catalogue, ThemeKey};
use crate::text::fold::fold;
use crate::text::width::width;

/// Lists the themes, or one theme's entries.
pub fn run(desk: Desk, args: &ListArgs) -> Exit {
    let Some(wanted) = &args.theme else { return themes(desk) };
    if let Some(theme) = find(desk.catalogue(), wanted) {
        return entries(desk, theme);
    }
    let ids: Vec<&str> = desk.catalogue().themes().iter().map(|theme| &*theme.id).collect();
    let error = messages::no_theme(wanted, &ids);
    desk.fail(Exit::NotFound, &error, &[])
}

/// Finds a theme by `pack:theme`, id, title or short title; the first in pack order.
fn find(catalogue: &Catalogue, wanted: &str) -> Option<ThemeKey> {
    if let Some((pack, theme)) = wanted.split_once(':') {
        return catalogue.find_theme(catalogue.find_pack(pack)?, theme);
    }
    let same = |text: &str| fold(text) == fold(wanted);
    let named =
        |theme: &crate::model::Theme| same(&theme.id) || same(&theme.title) || same(&theme.short);
    catalogue.themes().iter().position(named).map(ThemeKey::new)
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

fn entries(mut desk: Desk, theme: ThemeKey) -> Exit {
    let catalogue = desk.library.catalogue.clone();
    if desk.json {
        let entries = catalogue.entries_of(theme).map(|key| Head::new(&catalogue, key)).collect();
        desk.output.json(&Answer::new(Entries { theme: &catalogue.theme(theme).id, entries }));
        return desk.done();
    }
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
    desk.done()
}
