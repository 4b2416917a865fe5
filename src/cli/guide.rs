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
use crate::knowledge::Corpus;
use crate::messages::guide as says;
use crate::report::{ContentsReport, ThemeReport};
use crate::store::{self, Origin};
use crate::text::width::width;
use fill::Fill;

/// Open the manual: every view, key and command
#[derive(Args, Debug)]
#[command(
    after_help = "In a terminal the browser opens with it. Elsewhere it is printed: what there is to read, or the \
        entry that is named.\n\n\
        Examples:\n  folio guide\n  folio guide finder\n  folio guide --linear\n  folio guide command/search | less"
)]
pub struct Guide {
    /// Where to open it: an entry of the manual
    #[arg(value_name = "ENTRY", add = completing::entries_of_guide())]
    entry: Vec<String>,
    /// Read it without a screen: typed commands, numbered choices, plain lines
    #[arg(long)]
    linear: bool,
}

/// Returns the guide, with the keys of a key map.
pub fn origin(keymap: &KeyMap) -> Origin {
    let fill = Fill::new(keymap);
    Origin::Guide(embedded::guide(|text| fill.fill(text)))
}

impl Guide {
    /// Returns whether it is to be read and not printed.
    pub fn opens_browser(&self) -> bool {
        self.linear || output::terminals()[1]
    }

    /// Returns whether it is to be read without a screen.
    pub fn is_linear(&self) -> bool {
        self.linear
    }

    /// Returns the entry to open it at, if one is named.
    pub fn wanted(&self) -> Option<String> {
        (!self.entry.is_empty()).then(|| self.entry.join(" "))
    }
}

impl Run for Guide {
    fn opens(&self) -> Opens {
        Opens::Nothing
    }

    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let opened = store::open(&[origin(&global.settings.keymap())]);
        let corpus = Corpus::from(opened);
        match self.wanted() {
            Some(wanted) => {
                let entry = Names::new(&corpus).first(&wanted)?;
                show::print(&corpus, entry, output);
            }
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
        output.line(&[(&catalogue.theme(theme).title, Role::Title)]);
        for entry in ThemeReport::new(catalogue, theme).entries() {
            let id = catalogue.id(entry);
            let id = format!("  {id}{:pad$}  ", "", pad = widest - width(id));
            output.line(&[(&id, Role::Dim), (catalogue.title(entry), Role::Text)]);
        }
        output.line(&[]);
    }
    output.line(&[(says::HOW_TO_READ_ON, Role::Dim)]);
}
