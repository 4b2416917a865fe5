//! `folio guide`: the manual, which is a pack in the binary. What it says of keys and of the command line is
//! filled in from the key map and the arguments that hold. Refuses to know: what else it says.

mod fill;

use clap::Args;

use super::args::Global;
use super::names::Names;
use super::output::{self, Output};
use super::{Exit, Failure, Opens, Run, completing, show};
use crate::content::embedded;
use crate::document::Role;
use crate::keys::KeyMap;
use crate::knowledge::{Corpus, Knowledge};
use crate::messages::guide as says;
use crate::model::{EntryKey, Lookup, Theme, ThemeKey};
use crate::report::{ContentsReport, ThemeReport};
use crate::search::{Index, Query, Scope, search};
use crate::store::{self, Origin};
use crate::text::width::width;
use fill::Fill;

/// How many pages are named at most that have what was typed.
const MOST_NAMED: usize = 5;

/// The page that has the commands of linear mode: whoever has no screen has none of the keys that others tell.
pub const ON_LINES: &str = "setting/linear";

/// Open the manual: every view, key and command
#[derive(Args, Debug)]
#[command(
    after_help = "In a terminal the browser opens with it. Elsewhere it is printed: what there is to read, or the \
        page that is named.\n\n\
        Examples:\n  folio guide\n  folio guide finder\n  folio guide --fresh\n  folio guide --linear\n  \
        folio guide command/search | less\n  folio guide view | less"
)]
pub struct Guide {
    /// Where to open it: a page or a theme of the manual
    #[arg(value_name = "PAGE", add = completing::entries_of_guide())]
    page: Vec<String>,
    /// Open it at the start, not where you stopped reading
    #[arg(long)]
    fresh: bool,
    /// Read it without a screen: typed commands, numbered choices, plain lines
    #[arg(long)]
    linear: bool,
}

/// Returns the guide, with the keys of a key map. Whoever has chosen other keys has the same guide before them,
/// so that it is by the usual keys that it is told whether a page has changed.
pub fn origin(keymap: &KeyMap) -> Origin {
    let guide = |keymap| {
        let fill = Fill::new(keymap);
        embedded::Guide::new(|text| fill.fill(text))
    };
    let (usual, told) = (KeyMap::default(), guide(keymap));
    Origin::Guide(if *keymap == usual { told } else { told.settled_by(guide(&usual)) })
}

/// Finds the entry of the guide that a person means; of a theme, the first one.
pub fn entry(corpus: &Corpus, wanted: &str) -> Result<EntryKey, Failure> {
    match page(corpus, wanted)? {
        Page::Entry(entry) => Ok(entry),
        Page::Theme(theme) => {
            let first = ThemeReport::new(corpus.catalogue(), theme).entries().next();
            first.ok_or_else(|| not_found(corpus, wanted))
        }
    }
}

/// What can be read by itself.
enum Page {
    Entry(EntryKey),
    Theme(ThemeKey),
}

/// Finds what a person means, the first of several.
fn page(corpus: &Corpus, wanted: &str) -> Result<Page, Failure> {
    let catalogue = corpus.catalogue();
    let entry = match Names::new(corpus).lookup(wanted) {
        Lookup::Found(entry) => Some(entry),
        Lookup::Ambiguous(entries) => entries.first().copied(),
        Lookup::Missing => None,
    };
    let theme = || catalogue.themes_named(wanted).first().copied();
    let page = entry.map(Page::Entry).or_else(|| theme().map(Page::Theme));
    page.ok_or_else(|| not_found(corpus, wanted))
}

/// Says that there is no such page, and names those that have what was typed.
fn not_found(corpus: &Corpus, wanted: &str) -> Failure {
    let index = Index::new(corpus.library());
    let found = search(&index, &Query::parse(wanted), Scope::Library, MOST_NAMED);
    let has_it = found.is_found();
    let entries: Vec<EntryKey> =
        found.hits.iter().filter(|_| has_it).map(|hit| hit.entry).collect();
    let sentence = says::no_page(wanted, !entries.is_empty());
    Failure::not_found(sentence).or_else(corpus.catalogue(), &entries)
}

impl Guide {
    /// Returns whether it is to be read and not printed.
    pub fn opens_browser(&self) -> bool {
        self.linear || output::terminals()[1]
    }

    /// Returns whether it is to open at its start.
    pub fn is_fresh(&self) -> bool {
        self.fresh
    }

    /// Returns whether it is to be read without a screen.
    pub fn is_linear(&self) -> bool {
        self.linear
    }

    /// Returns the page to open it at, if one is named.
    pub fn wanted(&self) -> Option<String> {
        (!self.page.is_empty()).then(|| self.page.join(" "))
    }
}

impl Run for Guide {
    fn opens() -> Opens {
        Opens::Nothing
    }

    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let opened = store::open(&[origin(&global.settings.keymap())]);
        let corpus = Corpus::from(opened);
        match self.wanted() {
            Some(wanted) => match page(&corpus, &wanted)? {
                Page::Entry(entry) => show::print(&corpus, entry, output),
                Page::Theme(theme) => {
                    show::theme::print(&Knowledge::new(&corpus), &[theme], output);
                }
            },
            None => print_contents(&corpus, output),
        }
        Ok(Exit::Done)
    }
}

/// Prints what there is to read, theme by theme.
fn print_contents(corpus: &Corpus, output: &mut Output) {
    let catalogue = corpus.catalogue();
    let contents = ContentsReport::new(catalogue);
    let widest = catalogue.entries().map(|entry| width(catalogue.id(entry))).max().unwrap_or(0);
    for theme in contents.themes() {
        let Theme { id, title, .. } = catalogue.theme(theme);
        output.line(&[(title, Role::Title), (&format!("  {id}"), Role::Dim)]);
        for entry in ThemeReport::new(catalogue, theme).entries() {
            let id = catalogue.id(entry);
            let id = format!("  {id}{:pad$}  ", "", pad = widest - width(id));
            output.line(&[(&id, Role::Dim), (catalogue.title(entry), Role::Text)]);
        }
        output.line(&[]);
    }
    output.line(&[(says::HOW_TO_READ_ON, Role::Dim)]);
}
