//! A machine with a journal of its own, on which Folio runs as a user's would.

use std::process::Command;
use std::sync::Arc;

use folio::journal::{Batch, Change, Keeper, Moment, Record, Said};
use serde_json::Value;

use super::command::{end, folio};
use super::packs::Pack;

/// The folder of the pack that is read where none is named.
pub const TEA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/tea");

/// A machine with a journal of its own.
pub struct Machine(pub Pack);

impl Machine {
    /// Builds one on which nothing was kept yet.
    pub fn new() -> Self {
        Self(Pack::new())
    }

    /// Returns the program with these arguments, on this machine.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = folio();
        command.env("XDG_STATE_HOME", self.0.at("state")).current_dir(self.0.path());
        command.args(arguments);
        command
    }

    /// Runs Folio on a pack; returns exit code, answer and complaint.
    pub fn run_on(&self, pack: &str, arguments: &[&str]) -> (i32, String, String) {
        end(self.command(arguments).args(["--pack", pack]))
    }

    /// Runs Folio on the pack about tea.
    pub fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        self.run_on(TEA, arguments)
    }

    /// Returns an answer in JSON about a pack.
    #[track_caller]
    pub fn json_on(&self, pack: &str, arguments: &[&str]) -> Value {
        let (_, answer, complaint) = self.run_on(pack, &[arguments, &["--json"]].concat());
        serde_json::from_str(&answer).unwrap_or_else(|error| panic!("{error}: {answer}{complaint}"))
    }

    /// Returns an answer in JSON about the pack about tea.
    #[track_caller]
    pub fn json(&self, arguments: &[&str]) -> Value {
        self.json_on(TEA, arguments)
    }

    /// Returns what is printed where all goes well.
    #[track_caller]
    pub fn told(&self, arguments: &[&str]) -> String {
        let (code, answer, complaint) = self.run(arguments);
        assert_eq!((code, complaint.as_str()), (0, ""), "{arguments:?}");
        answer
    }

    /// Makes a note on a pack; returns its name.
    #[track_caller]
    pub fn note_on(&self, pack: &str, arguments: &[&str]) -> String {
        let made = self.json_on(pack, &[&["notes", "add"], arguments].concat());
        made["notes"][0]["id"].as_str().unwrap_or_else(|| panic!("{made}")).to_owned()
    }

    /// Makes a note on the pack about tea; returns its name.
    #[track_caller]
    pub fn note(&self, arguments: &[&str]) -> String {
        self.note_on(TEA, arguments)
    }

    /// Returns who keeps the journal.
    pub fn keeper(&self) -> Keeper {
        Keeper::new(Some(self.0.at("state").join("folio")))
    }

    /// Has a change and what entries said kept, at some time.
    pub fn keep(&self, change: Change, texts: &[Arc<Said>]) {
        let record = Record { at: Moment(1_700_000_000_000), change };
        let batch = Batch { records: vec![record], texts: texts.to_vec(), ..Batch::default() };
        self.keeper().keep_batches(&[batch]).expect("the journal takes it");
    }
}
