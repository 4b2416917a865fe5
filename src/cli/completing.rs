//! What can stand for an argument: ids of entries, themes, routes, packs, notes. Refuses to know: which
//! shell asks.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;

use clap::ArgMatches;
use clap_complete::{ArgValueCompleter, CompletionCandidate};

use super::command;
use crate::content::Mode;
use crate::content::embedded::Guide;
use crate::content::progress::Progress;
use crate::journal::{Keeper, state_folder};
use crate::model::Catalogue;
use crate::palettes::Shelf;
use crate::search::{Completion, Index, complete};
use crate::settings::ConfigFile;
use crate::store::{self, Haste, Occasion, Opened, Origin, shelf};
use crate::text::safe::Safe;

/// What takes longer to open than this is not waited for.
const PATIENCE: Duration = Duration::from_secs(1);

/// More than so many are not listed one by one.
const MOST: usize = 500;

/// The candidates for a word that has been begun.
type Candidates = Vec<CompletionCandidate>;

/// Completes ids of entries.
pub fn entries() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| of_library(typed, ids))
}

/// Completes ids of entries, and of themes behind `theme:`.
pub fn entries_and_themes() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| of_library(typed, ids_and_themes))
}

/// Completes ids of entries of the guide.
pub fn entries_of_guide() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        let origin = Origin::Guide(Guide::new(ToOwned::to_owned));
        let opened = store::open(&[origin]);
        typed.to_str().map(|typed| ids(&opened, typed)).unwrap_or_default()
    })
}

/// Completes ids of themes.
pub fn themes() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        of_library(typed, |opened, typed| {
            let themes = opened.library.catalogue.themes().iter();
            beginning(typed, themes.map(|theme| (&*theme.id, &*theme.title)))
        })
    })
}

/// Completes ids of routes, and of entries.
pub fn routes_and_entries() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        of_library(typed, |opened, typed| {
            let routes = opened.library.catalogue.routes().iter();
            let mut found = beginning(typed, routes.map(|route| (&*route.id, &*route.title)));
            found.extend(ids(opened, typed));
            found
        })
    })
}

/// Completes ids of packs, and of entries.
pub fn packs_and_entries() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        of_library(typed, |opened, typed| {
            let packs = opened.library.catalogue.packs().iter();
            let mut found = beginning(typed, packs.map(|pack| (&*pack.id, &*pack.title)));
            found.extend(ids(opened, typed));
            found
        })
    })
}

/// Completes the filters of a search.
pub fn filters() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        of_library(typed, |opened, typed| {
            let index = Index::of_titles(&opened.library);
            let ways = complete(&index, typed, typed.len()).into_iter();
            // A shell sees to the blank behind it.
            let value =
                |way: Completion| format!("{}{}", &typed[..way.range.start], way.text.trim_end());
            ways.map(|way| CompletionCandidate::new(value(way))).collect()
        })
    })
}

/// Completes names of what is in the data folder.
pub fn names_in_data_folder() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        let kept = store::data_folder().map(|folder| shelf::kept_in(&folder)).unwrap_or_default();
        begun(typed, kept.iter().map(|one| (&*one.name, "")))
    })
}

/// Completes names of palettes that can be shown, those of the user among them.
pub fn palettes() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        let line = line();
        let named = line.as_ref().and_then(|line| line.get_one::<PathBuf>("config"));
        // A pipe is left to the command that it is for.
        let named = named.filter(|path| path.is_file());
        let file = ConfigFile::find(named.map(PathBuf::as_path));
        let all = Shelf::new(file.palettes()).all();
        let sound = all.iter().filter(|kept| kept.file.error().is_none());
        begun(typed, sound.map(|kept| (&*kept.name, "")))
    })
}

/// Completes names of notes.
pub fn notes() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        let state = Keeper::new(state_folder()).load().state;
        let notes = state.notes();
        let first = |text: &str| text.lines().next().unwrap_or_default().to_owned();
        let notes: Vec<_> = notes.map(|one| (one.id.to_string(), first(&one.text))).collect();
        begun(typed, notes.iter().map(|(id, line)| (&**id, &**line)))
    })
}

/// Completes names of commands, and other words.
pub fn commands_and(
    words: impl Fn() -> Vec<&'static str> + Send + Sync + 'static,
) -> ArgValueCompleter {
    ArgValueCompleter::new(move |typed: &OsStr| {
        let command = command();
        let about =
            |it: &clap::Command| it.get_about().map(ToString::to_string).unwrap_or_default();
        let commands: Vec<_> =
            command.get_subcommands().map(|it| (it.get_name().to_owned(), about(it))).collect();
        let named = commands.iter().map(|(name, about)| (&**name, &**about));
        begun(typed, words().into_iter().map(|word| (word, "")).chain(named))
    })
}

/// The words of the command line that is completed.
static WORDS: OnceLock<Vec<OsString>> = OnceLock::new();

/// Has what is completed follow from the words of a command line, `folio` first.
pub fn on_line(words: Vec<OsString>) {
    // A process completes one line.
    let _ = WORDS.set(words);
}

/// Reads the command line that is completed, as far as it can be read; `None` if none is.
fn line() -> Option<ArgMatches> {
    command().ignore_errors(true).try_get_matches_from(WORDS.get()?).ok()
}

/// Completes with what the packs hold that are named on the line.
fn of_library(typed: &OsStr, find: impl Fn(&Opened, &str) -> Candidates) -> Candidates {
    let found = || Some(find(&open()?, typed.to_str()?));
    found().unwrap_or_default()
}

/// Opens the packs that are named on the line that is completed, as they are kept where they are large;
/// `None` if that takes long.
fn open() -> Option<Opened> {
    let line = line()?;
    let packs = |id| line.get_many::<PathBuf>(id).into_iter().flatten();
    // Who completes a line has not yet sent anything through standard input.
    let is_there = |path: &&PathBuf| *path != Path::new("-");
    let named: Vec<PathBuf> =
        packs("packs").chain(packs("pack")).filter(is_there).cloned().collect();
    let columns: Vec<String> = line.get_many("columns").into_iter().flatten().cloned().collect();
    let origins = store::origins(&named, line.get_flag("all")).into_iter();
    let origins: Vec<Origin> = origins.map(|origin| origin.with_columns(&columns)).collect();
    let progress = Arc::new(Progress::default());
    let waited = Arc::clone(&progress);
    let wait = move || {
        thread::sleep(PATIENCE);
        waited.stop();
    };
    // Where there is no room for a thread, it is waited for.
    let _ = thread::Builder::new().name("patience".to_owned()).spawn(wait);
    store::open_watched(&origins, Mode::Browse, Occasion::Screen(Haste::Whole), &progress)
}

/// Returns what begins with what is typed, which is text if anything does, each with what it is.
fn begun<'a>(typed: &OsStr, named: impl Iterator<Item = (&'a str, &'a str)>) -> Candidates {
    typed.to_str().map(|typed| beginning(typed, named)).unwrap_or_default()
}

/// Returns what begins with what is typed, each with what it is.
fn beginning<'a>(typed: &str, named: impl Iterator<Item = (&'a str, &'a str)>) -> Candidates {
    named.filter(|(name, _)| name.starts_with(typed)).map(|it| candidate(it.0, it.1)).collect()
}

/// Returns a candidate with what it is.
fn candidate(name: &str, title: &str) -> CompletionCandidate {
    let help = (!title.is_empty()).then(|| Safe::line(title).into_string().into());
    CompletionCandidate::new(name).help(help)
}

fn ids_and_themes(opened: &Opened, typed: &str) -> Candidates {
    const THEME: &str = "theme:";
    let themes = opened.library.catalogue.themes().iter();
    let themes: Vec<_> =
        themes.map(|theme| (format!("{THEME}{}", theme.id), &*theme.title)).collect();
    if typed.starts_with(THEME) {
        return beginning(typed, themes.iter().map(|(name, title)| (&**name, *title)));
    }
    let mut found = ids(opened, typed);
    if !typed.is_empty() && THEME.starts_with(typed) && !themes.is_empty() {
        found.push(candidate(THEME, ""));
    }
    found
}

fn ids(opened: &Opened, typed: &str) -> Candidates {
    let catalogue = &opened.library.catalogue;
    let found = matching_ids(catalogue, typed);
    found.iter().map(|(id, title)| candidate(id, title)).collect()
}

/// Returns how an id can go on that was begun, each with the title that it leads to: a folder at a time, and
/// what its last part alone names. Where there are very many, they go on by a letter only.
fn matching_ids<'a>(catalogue: &'a Catalogue, typed: &str) -> BTreeMap<&'a str, &'a str> {
    let named = catalogue.entries().map(|entry| (catalogue.id(entry), catalogue.title(entry)));
    let found = if typed.contains('/') {
        named.filter(|(id, _)| id.starts_with(typed)).collect()
    } else {
        by_first_part(named, typed)
    };
    if found.len() > MOST {
        shortened(&found.into_keys().collect::<Vec<_>>(), typed)
    } else {
        found
    }
}

/// Returns the first parts of ids that begin so, and the other parts that do if no other id has them.
fn by_first_part<'a>(
    named: impl Iterator<Item = (&'a str, &'a str)>,
    typed: &str,
) -> BTreeMap<&'a str, &'a str> {
    let (mut found, mut twice) = (BTreeMap::new(), BTreeSet::new());
    for (id, title) in named {
        let Some(slash) = id.find('/') else {
            if id.starts_with(typed) {
                found.insert(id, title);
            }
            continue;
        };
        if id.starts_with(typed) {
            found.insert(&id[..=slash], "");
        }
        let slug = &id[slash + 1..];
        let is_asked_for = !typed.is_empty() && slug.starts_with(typed);
        if is_asked_for && found.insert(slug, title).is_some() {
            twice.insert(slug);
        }
    }
    found.retain(|name, _| !twice.contains(name));
    found
}

/// Returns what all have in common, which are sorted, and one more character of each.
fn shortened<'a>(names: &[&'a str], typed: &str) -> BTreeMap<&'a str, &'a str> {
    let (first, last) = (names[0], names[names.len() - 1]);
    let alike = first.chars().zip(last.chars()).take_while(|(one, other)| one == other);
    let common = alike.map(|(one, _)| one.len_utf8()).sum::<usize>().max(typed.len());
    let longer = |name: &&'a str| {
        let next = name[common..].chars().next().map_or(0, char::len_utf8);
        (&name[..common + next], "")
    };
    names.iter().map(longer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const IDS: [(&str, &str); 5] = [
        ("leaf/green", "Green tea"),
        ("leaf/white", "White tea"),
        ("word/green", "Green"),
        ("word/oxidation", "Oxidation"),
        ("alone", "Alone"),
    ];

    #[test]
    fn ids_go_on_a_part_at_a_time_or_by_their_last_part() {
        #[track_caller]
        fn check(typed: &str, expected: &[&str]) {
            let found = by_first_part(IDS.into_iter(), typed);
            assert_eq!(found.into_keys().collect::<Vec<_>>(), expected, "{typed}");
        }
        check("", &["alone", "leaf/", "word/"]);
        check("w", &["white", "word/"]);
        check("g", &[]);
        check("ox", &["oxidation"]);
        check("al", &["alone"]);
    }

    #[test]
    fn very_many_go_on_by_a_letter() {
        let shortened = shortened(&["e/100", "e/101", "e/120", "e/13é"], "e/");
        assert_eq!(shortened.into_keys().collect::<Vec<_>>(), ["e/10", "e/12", "e/13"]);
        let one = super::shortened(&["e/1", "e/12"], "e/");
        assert_eq!(one.into_keys().collect::<Vec<_>>(), ["e/1", "e/12"]);
    }

    #[test]
    fn what_is_said_of_a_candidate_is_a_line_without_orders_to_the_terminal() {
        let told = candidate("a", "\u{1b}[2J\nx");
        let told = told.get_help().expect("it has a title").to_string();
        assert!(!told.contains(['\u{1b}', '\n']), "{told:?}");
    }
}
