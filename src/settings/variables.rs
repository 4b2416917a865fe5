//! Variables of the environment that set something. Refuses to know: the other layers.

use std::env;
use std::ffi::OsString;

use super::Settings;
use super::options::OPTIONS;
use super::source::{self, Given, Source};
use crate::content::diagnostic::{Diagnostic, Severity};
use crate::messages::settings as says;
use crate::text::nearest::misspelt;

/// How the names of all of them begin.
const BEGINNING: &str = "FOLIO_";
/// The variable that names the file of the settings.
pub const NAMES_FILE: &str = "FOLIO_CONFIG";
/// Variables of this beginning that set nothing; the other one is for completions.
const OTHERS: [&str; 2] = [NAMES_FILE, "FOLIO_COMPLETE"];

/// Variables by their names; empty ones are as those that are not set.
pub type Variables = Vec<(String, OsString)>;

/// Returns the variables of this process that are named as those of Folio are, in the order of their names.
pub fn of_process() -> Variables {
    let named = |(name, value): (OsString, OsString)| Some((name.into_string().ok()?, value));
    let all = env::vars_os().filter_map(named);
    let mut all: Variables =
        all.filter(|(name, value)| name.starts_with(BEGINNING) && !value.is_empty()).collect();
    all.sort();
    all
}

impl Settings {
    /// Takes what variables set, and notes those that set nothing that there is.
    pub(super) fn take_variables(&mut self, variables: &Variables) {
        for option in OPTIONS {
            let name = option.variable();
            let Some((_, said)) = variables.iter().find(|(it, _)| *it == name) else { continue };
            match option.parse(&said.to_string_lossy()) {
                Ok(value) => {
                    self.set(option.name, Given { value, source: Source::Variable(name) });
                }
                Err(fault) => {
                    self.mistakes.extend(source::mistake(&Source::Variable(name), fault));
                }
            }
        }
        let known: Vec<String> = OPTIONS.iter().map(super::Opt::variable).collect();
        let is_known =
            |name: &str| known.iter().map(String::as_str).chain(OTHERS).any(|it| it == name);
        let unknown = variables.iter().filter(|(name, _)| !is_known(name));
        self.mistakes.extend(unknown.map(|(name, _)| unknown_variable(name, &known)));
    }
}

fn unknown_variable(name: &str, known: &[String]) -> Diagnostic {
    let all = known.iter().map(String::as_str).chain([NAMES_FILE]);
    // A setting of a table goes by the name of that.
    let table = known.iter().find(|known| name.starts_with(&format!("{known}_")));
    let meant = table.map(String::as_str).or_else(|| misspelt(name, all));
    Diagnostic {
        severity: Severity::Warning,
        code: "unknown-variable".into(),
        file: name.to_owned(),
        line: None,
        column: None,
        message: says::unknown_variable(meant),
        hint: if meant.is_none() { says::variables(known) } else { String::new() },
    }
}
