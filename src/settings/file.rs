//! `config.toml`: where it is, and what it says. Refuses to know: the other layers.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::options::{BadValue, Kind, OPTIONS, Opt, Value};
use super::source::{BAD_VALUE, Given, Source};
use super::variables::NAMES_FILE;
use super::{Name, Settings};
use crate::content::fields::{Fields, Said, UNKNOWN_KEY};
use crate::content::keyed::{self, Keyed, ONLY};
use crate::content::position::{At, Located};
use crate::content::source;
use crate::content::whereabouts::Whereabouts;
use crate::keys::{self, Action, Context, Set};
use crate::messages::content as say;
use crate::messages::keymap::{EVERYWHERE, NONE};
use crate::messages::settings as says;
use crate::system;
use crate::text::nearest::misspelt;

/// What the file is in sentences.
const WHAT: &str = "the settings";
/// The key of the table in which keys are bound.
const KEYS: &str = "keys";
/// The setting in it.
const SET: &str = "set";
/// The code of a value that is of another type than its setting.
const WRONG_TYPE: &str = "wrong-type";

/// Where the file of the settings is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ConfigFile {
    /// There is none, and none is read.
    #[default]
    None,
    /// Where it usually is; it need not be there.
    Usual(PathBuf),
    /// Where somebody said that it is.
    Named(PathBuf),
    /// It came through a pipe, which can be read but once.
    Piped {
        /// What it was called.
        name: PathBuf,
        /// What it said.
        said: Arc<[u8]>,
    },
}

impl ConfigFile {
    /// Returns the file that a flag names, else that of `FOLIO_CONFIG`, where an empty name means none, else the
    /// usual one. What is named and is a pipe is read here, and waited for as by any program that reads one.
    pub fn find(flag: Option<&Path>) -> Self {
        let named = flag.map(Path::to_owned);
        let named = named.or_else(|| std::env::var_os(NAMES_FILE).map(PathBuf::from));
        match named {
            Some(path) if path.as_os_str().is_empty() => Self::None,
            Some(path) => Self::piped(&path).unwrap_or(Self::Named(path)),
            None => usual_path().map_or(Self::None, Self::Usual),
        }
    }

    /// Reads what is neither a file nor a folder; `None` if it is, or cannot be read, which is told then.
    fn piped(name: &Path) -> Option<Self> {
        let kind = fs::metadata(name).ok()?.file_type();
        if kind.is_file() || kind.is_dir() {
            return None;
        }
        let said = source::take(File::open(name).ok()?).ok()?;
        Some(Self::Piped { name: name.to_owned(), said })
    }

    /// Returns where the file is, whether it is there or not.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::None | Self::Piped { .. } => None,
            Self::Usual(path) | Self::Named(path) => Some(path),
        }
    }

    /// Returns what the file is called, or the pipe that it came through.
    pub fn name(&self) -> Option<&Path> {
        match self {
            Self::Piped { name, .. } => Some(name),
            _ => self.path(),
        }
    }

    /// Returns the folder of the reader's own palettes: beside the file, or where it usually is.
    pub fn palettes(&self) -> Option<PathBuf> {
        match self {
            Self::Piped { .. } => usual_path().as_deref().and_then(palettes_beside),
            _ => self.path().and_then(palettes_beside),
        }
    }

    /// Returns where its lines are, for showing what is wrong with them.
    pub fn whereabouts(&self) -> Whereabouts {
        match self {
            Self::Piped { name, said } => keyed::whereabouts_of_given(name, said.clone()),
            _ => self.path().map(keyed::whereabouts).unwrap_or_default(),
        }
    }
}

/// Returns where the settings usually are; `None` if no folder is named for them, see [`system::folder`].
pub fn usual_path() -> Option<PathBuf> {
    Some(system::folder(system::Folder::Settings)?.join("config.toml"))
}

/// Returns the folder of the reader's own palettes, which is beside the file of the settings.
pub fn palettes_beside(file: &Path) -> Option<PathBuf> {
    file.parent().map(|folder| folder.join("palettes"))
}

/// A key that was bound: where, which keys, to which action, each with its place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoundAt {
    /// The place on the screen, such as `reader`; `everywhere` for all of them.
    pub place: &'static str,
    /// The keys as written.
    pub keys: Located<Box<str>>,
    /// The action as written.
    pub action: Located<Box<str>>,
    /// Whether the line holds, and was not refused.
    pub holds: bool,
}

/// What the file says.
#[derive(Default)]
struct Settled {
    values: Vec<(Name, Value, At)>,
    bound: Vec<BoundAt>,
}

/// Reads the file into the settings; one that is not there says nothing, unless it was named.
pub fn read(file: &ConfigFile, settings: &mut Settings) {
    let Keyed { value: said, mistakes } = match file {
        ConfigFile::None => return,
        // A link that leads nowhere is a mistake, as is a folder that cannot be looked into.
        ConfigFile::Usual(path) if is_missing(path) => return,
        ConfigFile::Usual(path) | ConfigFile::Named(path) => {
            keyed::read_file(path, ONLY, WHAT, root)
        }
        ConfigFile::Piped { said, .. } => keyed::read_given(said, ONLY, WHAT, root),
    };
    let name = settings.file();
    for (option, value, at) in said.values {
        let source = Source::File { name: name.as_str().into(), at };
        settings.set(option, Given { value, source });
    }
    settings.bound = said.bound;
    settings.mistakes.extend(keyed::told(mistakes, &name));
}

/// Returns whether there is nothing at a path.
fn is_missing(path: &Path) -> bool {
    let is_absent = |error: io::Error| {
        matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
    };
    fs::symlink_metadata(path).is_err_and(is_absent)
}

fn root(said: &mut Settled, mut root: Fields) {
    for option in OPTIONS.iter().filter(|option| option.table.is_empty()) {
        take(said, option, &mut root);
    }
    let above: Vec<&str> =
        OPTIONS.iter().map(|option| option.key).filter(|key| root.has(key)).collect();
    match root.said(KEYS) {
        Some(Located { value: Said::Table, .. }) => {
            root.table(KEYS, says::THE_KEYS, |fields| keys(said, &above, fields));
        }
        Some(Located { value, at }) => {
            let set = Set::ALL.iter().map(|set| set.name()).find(|set| value.is_text(set));
            let message = say::wrong_type(&say::key(KEYS), say::TABLE, value.type_name());
            root.reader.error(at, WRONG_TYPE, message, says::table_of_keys(set));
        }
        None => {}
    }
    root.finish(|name| match name {
        SET => Some(says::table_of_keys(None)),
        _ => places().find(|place| *place == name).map(says::place_of_keys),
    });
    said.bound.sort_by_key(|bound| bound.keys.at);
}

/// Reports settings of the file that stand below a table of keys, where they would be taken for keys; those
/// `above` stand where they belong as well.
fn refuse_settings(fields: &mut Fields, above: &[&str]) {
    for option in OPTIONS.iter().filter(|option| option.table.is_empty()) {
        if fields.holds(option.key)
            && let Some(Located { at, .. }) = fields.said(option.key)
        {
            let message = says::setting_among_keys(option.key);
            let hint = if above.contains(&option.key) {
                say::stands_already(option.key)
            } else {
                says::above_the_tables(option.key)
            };
            fields.reader.error(at, UNKNOWN_KEY, message, hint);
        }
    }
}

/// Reads the table of keys.
fn keys(said: &mut Settled, above: &[&str], mut fields: Fields) {
    refuse_settings(&mut fields, above);
    for option in OPTIONS.iter().filter(|option| option.table == KEYS) {
        take(said, option, &mut fields);
    }
    for place in places() {
        fields.table(place, says::KEYS_OF_A_PLACE, |mut bindings| {
            refuse_settings(&mut bindings, above);
            for (keys, action) in bindings.words() {
                // `s e t` pressed one after the other are written so.
                let is_setting = &*keys.value == SET && Action::named(&action.value).is_none();
                if is_setting && *action.value != *NONE {
                    let message = says::setting_among_keys(SET);
                    let set = Set::named(&action.value).map(Set::name);
                    bindings.reader.error(keys.at, UNKNOWN_KEY, message, says::table_of_keys(set));
                } else {
                    said.bound.push(BoundAt { place, keys, action, holds: true });
                }
            }
        });
    }
    // What is in no place may be a key itself.
    let is_key = |name: &str| misspelt(name, places()).is_none() && keys::read(name).is_ok();
    let all: Vec<&str> = places().collect();
    fields.finish(|name| {
        let everywhere = || says::place_of_keys(EVERYWHERE);
        Some(if is_key(name) { everywhere() } else { says::places_of_keys(&all) })
    });
}

/// Returns the names of the tables in which keys are bound.
pub fn places() -> impl Iterator<Item = &'static str> {
    Context::ALL.iter().map(|context| context.name()).chain([EVERYWHERE])
}

/// Reads one setting.
fn take(said: &mut Settled, option: &'static Opt, fields: &mut Fields) {
    let Some(Located { value, at }) = fields.said(option.key) else { return };
    let text = match (&option.kind, &value) {
        (Kind::Word | Kind::OneOf(_), Said::Text(text)) => text.clone(),
        (Kind::Number(_), Said::Whole(digits)) => digits.clone(),
        (Kind::Flag, Said::Flag(flag)) => flag.to_string().into(),
        _ => {
            let BadValue { message, hint } = option.wrong_type(&value);
            return fields.reader.error(at, WRONG_TYPE, message, hint);
        }
    };
    match option.parse(&text) {
        Ok(value) => said.values.push((option.name, value, at)),
        Err(BadValue { message, hint }) => fields.reader.error(at, BAD_VALUE, message, hint),
    }
}
