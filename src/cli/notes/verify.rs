//! `folio notes verify`: where every note is in the packs as they are now.

use clap::Args;
use serde::Serialize;

use super::listing::brief;
use crate::cli::args::Global;
use crate::cli::output::Output;
use crate::cli::yours::Yours;
use crate::cli::{Exit, Failure, Run, packs};
use crate::document::Role;
use crate::journal::Found;
use crate::margin::{Account, Home, Tally, account};
use crate::messages::notes as says;
use crate::model::{Catalogue, EntryKey};
use crate::report::first_line;

/// Tell of every note whether it is where it was, has moved, or needs a home
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  folio notes verify\n  folio notes verify --json")]
pub struct Verify {
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

impl Run for Verify {
    fn wants_json(&self) -> bool {
        self.json
    }

    /// Ends as if something was not found if a note needs a home.
    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let corpus = packs::open(global)?;
        let yours = Yours::open()?;
        let accounts = account(&yours.state, corpus.library());
        let tally = Tally::of(&accounts);
        let Tally { attached, moved, homeless, closed } = tally;
        let catalogue = corpus.catalogue();
        if self.json {
            output.json(VerifyJson {
                notes: accounts.len(),
                attached,
                moved,
                homeless,
                closed,
                places: accounts.iter().map(|one| PlaceJson::new(catalogue, one)).collect(),
            });
        } else {
            output.line(&[(&says::verified(attached, moved, homeless, closed), Role::Text)]);
            for account in &accounts {
                print(output, catalogue, account);
            }
            if homeless > 0 {
                output.line(&[(says::HOW_TO_PLACE, Role::Dim)]);
            }
        }
        Ok(if homeless == 0 { Exit::Done } else { Exit::NotFound })
    }
}

/// Prints a note that is not where it was.
fn print(output: &mut Output, catalogue: &Catalogue, account: &Account) {
    let (word, at) = place(account.home);
    if matches!(word, "same" | "closed") {
        return;
    }
    let note = &account.note;
    let first = first_line(catalogue, catalogue.find_pack(&note.spot.on.pack), &note.text);
    let title = at.map_or(&*note.spot.on.entry, |(entry, _)| catalogue.title(entry));
    output.line(&[
        (&note.id.0, Role::Number),
        ("  ", Role::Text),
        (title, Role::Title),
        (&format!(" · {} · {}", says::home(word), first), Role::Text),
    ]);
    if let Some(anchor) = note.spot.at.as_ref().filter(|_| word == "homeless") {
        output.line(&[("  ", Role::Text), (&says::on_words(&brief(&anchor.text)), Role::Dim)]);
    }
}

/// Returns the word for where a note is, and the entry and the paragraph, if it has them.
fn place(home: Home) -> (&'static str, Option<(EntryKey, Option<u32>)>) {
    match home {
        Home::Here { entry, found } => {
            let word = match found {
                None | Some(Found::Same(_)) => "same",
                Some(Found::Moved(_)) => "moved",
                Some(Found::Reworded(_)) => "reworded",
                Some(Found::Lost) => "homeless",
            };
            (word, Some((entry, found.and_then(Found::paragraph))))
        }
        Home::Elsewhere { entry, paragraph } => ("elsewhere", Some((entry, Some(paragraph)))),
        Home::Needed { entry } => ("homeless", entry.map(|entry| (entry, None))),
        Home::Closed => ("closed", None),
    }
}

#[derive(Serialize)]
struct VerifyJson<'a> {
    notes: usize,
    attached: usize,
    moved: usize,
    homeless: usize,
    closed: usize,
    places: Vec<PlaceJson<'a>>,
}

#[derive(Serialize)]
struct PlaceJson<'a> {
    id: &'a str,
    pack: &'a str,
    entry: &'a str,
    place: &'static str,
    now: Option<&'a str>,
    paragraph: Option<u32>,
}

impl<'a> PlaceJson<'a> {
    fn new(catalogue: &'a Catalogue, account: &'a Account) -> Self {
        let (word, at) = place(account.home);
        let on = &account.note.spot.on;
        Self {
            id: &account.note.id.0,
            pack: &on.pack,
            entry: &on.entry,
            place: word,
            now: at.map(|(entry, _)| catalogue.id(entry)),
            paragraph: at.and_then(|(_, paragraph)| paragraph).map(|it| it + 1),
        }
    }
}
