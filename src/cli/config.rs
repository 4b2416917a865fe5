//! `folio config`: where the settings are, what holds and why, and what is wrong with them.

use std::io::{self, ErrorKind, Write};
use std::path::Path;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::args::Global;
use super::editor::Editor;
use super::json::DiagnosticJson;
use super::output::{Output, complain};
use super::{Exit, Failure, Opens, Run};
use crate::content::caret::{Excerpt, Excerpts, WIDEST};
use crate::content::diagnostic::Severity;
use crate::content::keyed;
use crate::document::Role;
use crate::keys::{Action, Context, written};
use crate::messages::editing::NO_EDITOR;
use crate::messages::keymap as says_of_keys;
use crate::messages::settings as says;
use crate::messages::system::why;
use crate::settings::{self, ConfigFile, Name, OPTIONS, Settings, Value};
use crate::store::{Existing, write_whole};
use crate::text::width::width;

/// Say which settings hold and why, or write, check and edit them
#[derive(Args, Debug)]
#[command(
    after_help = "Settings are read from config.toml in the configuration folder, then from variables named \
        FOLIO_ and the setting, then from flags: a variable goes before the file, a flag before both. A wrong \
        setting costs its own line: the rest holds. A browser that is running takes a change in at once.\n\n\
        Examples:\n  folio config init\n  folio config check\n  folio config show\n  \
        FOLIO_MEASURE=60 folio config show\n  folio config edit"
)]
pub struct Config {
    /// What to do
    #[arg(value_name = "WHAT")]
    what: What,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// What `folio config` can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    /// Print where the settings are
    Path,
    /// Write a file in which every setting is explained
    Init,
    /// Print every setting, and where its value came from
    Show,
    /// Report every mistake, with its place and a hint
    Check,
    /// Open the file in your editor, then check it
    Edit,
}

/// Explains the answer in JSON.
pub const SHAPE: &str = "\
folio config WHAT --json
  { schema_version, path,
    settings: [ { key, value, layer, source } ],
    keys: [ { place, keys, action, source, holds } ],
    diagnostics: [ { severity, code, file, line, column, message, hint } ] }
  whatever is asked for. path is null where there can be no file; layer is default,
  file, variable or flag, and source the place in the file, the variable or the flag.
  keys are those that the file binds; holds is false for what is refused.
";

impl Config {
    /// Returns whether it may make the file that is named.
    pub fn may_create(&self) -> bool {
        matches!(self.what, What::Path | What::Init | What::Edit)
    }
}

impl Run for Config {
    fn wants_json(&self) -> bool {
        self.json
    }

    fn opens() -> Opens {
        Opens::Nothing
    }

    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure> {
        match self.what {
            What::Init => write_first(file(&global.settings)?, &global.settings)?,
            What::Edit => edit(file(&global.settings)?, &global.settings)?,
            What::Path | What::Show | What::Check => {}
        }
        // What was edited is read again; nothing else changes between the two.
        let mut settings = match self.what {
            What::Edit => Settings::of_process(&global.layers),
            _ => global.settings.clone(),
        };
        settings.look_for_palette();
        let settings = &settings;
        let is_wrong = settings.mistakes.iter().any(|it| it.severity == Severity::Error);
        if self.json {
            output.json(ConfigJson::new(settings));
        } else {
            match self.what {
                What::Path => output.line(&[(&name(settings)?, Role::Text)]),
                What::Init => output.line(&[(&says::written(&name(settings)?), Role::Text)]),
                What::Show => show(settings, output),
                What::Check | What::Edit => report(settings, &global.layers.file, output),
            }
        }
        let tells = matches!(self.what, What::Check | What::Edit);
        Ok(if tells && is_wrong { Exit::NotFound } else { Exit::Done })
    }
}

/// Returns the file that can be written; fails if there is none.
fn file(settings: &Settings) -> Result<&Path, Failure> {
    match (&settings.path, name(settings)?) {
        (Some(path), _) => Ok(path),
        (None, pipe) => Err(Failure::usage(says::is_a_pipe(&pipe))),
    }
}

/// Returns what the settings were read from; fails if that is nothing.
fn name(settings: &Settings) -> Result<String, Failure> {
    settings.name.as_deref().map(named).ok_or_else(|| Failure::usage(says::NO_FOLDER))
}

fn named(path: &Path) -> String {
    path.display().to_string()
}

fn write_first(path: &Path, settings: &Settings) -> Result<(), Failure> {
    let refused =
        |error: io::Error| Failure::not_written(says::not_written(&named(path), &why(&error)));
    let target = keyed::target(path).map_err(refused)?;
    make_folder(&target).map_err(refused)?;
    let text = settings::commented();
    let written = write_whole(&target, Existing::Stays, |file| file.write_all(text.as_bytes()));
    written.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => {
            Failure::usage(says::is_there(&named(path), settings.named().as_deref()))
        }
        _ => refused(error),
    })
}

/// Makes the folder of a file, if it is not there.
fn make_folder(file: &Path) -> io::Result<()> {
    let made = file.parent().map_or(Ok(()), std::fs::create_dir_all);
    made.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => ErrorKind::NotADirectory.into(),
        _ => error,
    })
}

fn edit(path: &Path, settings: &Settings) -> Result<(), Failure> {
    if !path.exists() {
        write_first(path, settings)?;
    }
    let editor = Editor::chosen(settings).ok_or_else(|| Failure::usage(NO_EDITOR))?;
    let told = editor.told(editor.command(path, None).status());
    told.map_or(Ok(()), |told| Err(Failure::usage(told)))
}

/// Prints every setting with where its value came from, then the keys that are bound.
fn show(settings: &Settings, output: &mut Output) {
    let written: Vec<String> = OPTIONS
        .iter()
        .map(|option| format!("{} = {}", option.path(), settings.given(option.name).value))
        .collect();
    let widest = written.iter().map(|line| width(line)).max().unwrap_or(0);
    for (option, line) in OPTIONS.iter().zip(&written) {
        let source = settings.given(option.name).source.told();
        let gap = " ".repeat(widest + 2 - width(line));
        output.line(&[(line, Role::Text), (&gap, Role::Text), (&source, Role::Dim)]);
    }
    for bound in &settings.bound {
        let [keys, action] = [&bound.keys, &bound.action].map(|it| Value::Word(it.value.clone()));
        let line = format!("keys.{} {keys} = {action}", bound.place);
        let source = settings.place(bound.keys.at);
        let refused = if bound.holds { "" } else { says::DOES_NOT_HOLD };
        output.line(&[
            (&line, Role::Text),
            ("  ", Role::Text),
            (&source, Role::Dim),
            (refused, Role::Dim),
        ]);
    }
    tell_keyless(settings, output);
    match (&settings.path, &settings.name) {
        // What was named and is not there is told below.
        (Some(path), _) if !path.exists() && settings.mistakes_in_file() == 0 => {
            complain(&none_written(path, settings));
        }
        (_, Some(_)) => {}
        (_, None) => complain(says::NO_FOLDER),
    }
    if let Some(sentence) = super::browse::mistakes_of(settings) {
        complain(&sentence);
    }
}

fn none_written(path: &Path, settings: &Settings) -> String {
    says::none_written(&named(path), settings.named().as_deref())
}

/// Prints every mistake with the line that it is in.
fn report(settings: &Settings, file: &ConfigFile, output: &mut Output) {
    let columns = output.width().map_or(WIDEST, usize::from);
    let whereabouts = file.whereabouts();
    let mut excerpts = Excerpts::new(&whereabouts);
    for mistake in &settings.mistakes {
        output.excerpt(&excerpts.show(mistake, columns));
        output.line(&[]);
    }
    let in_file = settings.mistakes_in_file();
    let in_variables = settings.mistakes.len() - in_file;
    let of_file = match (&settings.name, in_file) {
        (None, _) if in_variables == 0 => return complain(says::NO_FOLDER),
        (None, _) => None,
        (Some(name), 0) if !name.exists() => Some(none_written(name, settings)),
        (Some(name), 0) => Some(says::sound(&named(name))),
        (Some(name), count) => Some(says::mistakes(&named(name), count)),
    };
    let of_variables = (in_variables > 0).then(|| says::mistakes(says::VARIABLES, in_variables));
    for told in of_file.into_iter().chain(of_variables) {
        output.excerpt(&Excerpt::sentence(&told, columns));
    }
    tell_keyless(settings, output);
}

/// Prints which actions the keys that are bound leave without any, if there are some.
fn tell_keyless(settings: &Settings, output: &mut Output) {
    let keymap = settings.keymap();
    let names: Vec<&str> = keymap.keyless().into_iter().map(Action::name).collect();
    if !names.is_empty() {
        let list = keymap.shown(Context::Contents, Action::Commands).map(written);
        let told = says_of_keys::keyless(&names, &list.unwrap_or_default());
        output.line(&[(&told, Role::Dim)]);
    }
}

#[derive(Serialize)]
struct ConfigJson<'a> {
    path: Option<String>,
    settings: Vec<SettingJson<'a>>,
    keys: Vec<KeyJson<'a>>,
    diagnostics: Vec<DiagnosticJson<'a>>,
}

#[derive(Serialize)]
struct SettingJson<'a> {
    key: String,
    value: ValueJson<'a>,
    layer: &'static str,
    source: String,
}

#[derive(Serialize)]
#[serde(untagged)]
enum ValueJson<'a> {
    Word(&'a str),
    Flag(bool),
    Number(u16),
}

#[derive(Serialize)]
struct KeyJson<'a> {
    place: &'a str,
    keys: &'a str,
    action: &'a str,
    source: String,
    holds: bool,
}

impl<'a> ConfigJson<'a> {
    fn new(settings: &'a Settings) -> Self {
        let setting = |name: Name, key| {
            let given = settings.given(name);
            let value = match &given.value {
                Value::Word(word) => ValueJson::Word(word),
                Value::Flag(flag) => ValueJson::Flag(*flag),
                Value::Number(number) => ValueJson::Number(*number),
            };
            SettingJson { key, value, layer: given.source.layer(), source: given.source.told() }
        };
        let keys = settings.bound.iter().map(|bound| KeyJson {
            place: bound.place,
            keys: &bound.keys.value,
            action: &bound.action.value,
            source: settings.place(bound.keys.at),
            holds: bound.holds,
        });
        Self {
            path: settings.name.as_deref().map(named),
            settings: OPTIONS.iter().map(|option| setting(option.name, option.path())).collect(),
            keys: keys.collect(),
            diagnostics: settings.mistakes.iter().map(DiagnosticJson::new).collect(),
        }
    }
}
