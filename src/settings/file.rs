//! `config.toml`: where it is, and what it says. Refuses to know: the other layers.

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use super::options::{Kind, OPTIONS, Opt, Value};
use super::source::{Given, Source};
use super::{Name, Settings};
use crate::content::fields::Fields;
use crate::content::keyed::{self, Keyed, ONLY};
use crate::content::position::{At, Located};
use crate::keys::Context;
use crate::messages::keymap::EVERYWHERE;
use crate::messages::settings as says;

/// What the file is in sentences.
const WHAT: &str = "the settings";

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
}

impl ConfigFile {
    /// Returns the file that a flag names, else that of `FOLIO_CONFIG`, else the usual one. An empty name
    /// means none.
    pub fn find(flag: Option<&Path>) -> Self {
        let named = flag.map(Path::to_owned);
        let named = named.or_else(|| std::env::var_os("FOLIO_CONFIG").map(PathBuf::from));
        match named {
            Some(path) if path.as_os_str().is_empty() => Self::None,
            Some(path) => Self::Named(path),
            None => usual_path().map_or(Self::None, Self::Usual),
        }
    }

    /// Returns where the file is, whether it is there or not.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::None => None,
            Self::Usual(path) | Self::Named(path) => Some(path),
        }
    }
}

/// Returns where the settings usually are; `None` if there is no home folder.
///
/// Reads the environment: `XDG_CONFIG_HOME`, else the home folder.
pub fn usual_path() -> Option<PathBuf> {
    Some(etcetera::base_strategy::Xdg::new().ok()?.config_dir().join("folio").join("config.toml"))
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
}

/// What the file says.
#[derive(Default)]
struct Said {
    values: Vec<(Name, Value, At)>,
    bound: Vec<BoundAt>,
}

/// Reads the file into the settings; one that is not there says nothing, unless it was named.
pub fn read(file: &ConfigFile, settings: &mut Settings) {
    let Some(path) = file.path() else { return };
    if matches!(file, ConfigFile::Usual(_)) && !path.exists() {
        return;
    }
    let name = path.display().to_string();
    let Keyed { value: said, mistakes } = keyed::read_file(path, ONLY, WHAT, root);
    for (option, value, at) in said.values {
        let source = Source::File { name: name.as_str().into(), at };
        settings.set(option, Given { value, source });
    }
    settings.bound = said.bound;
    settings.mistakes.extend(keyed::told(mistakes, &name));
}

fn root(said: &mut Said, root: &mut Fields) {
    for option in OPTIONS.iter().filter(|option| option.table.is_empty()) {
        take(said, option, root);
    }
    root.table("keys", says::THE_KEYS, |mut keys| {
        for option in OPTIONS.iter().filter(|option| option.table == "keys") {
            take(said, option, &mut keys);
        }
        let places = Context::ALL.iter().map(|context| context.name());
        for place in places.chain([EVERYWHERE]) {
            keys.table(place, says::KEYS_OF_A_PLACE, |mut bindings| {
                let words = bindings.words().into_iter();
                said.bound.extend(words.map(|(keys, action)| BoundAt { place, keys, action }));
            });
        }
        keys.finish(|_| None);
    });
    said.bound.sort_by_key(|bound| bound.keys.at);
}

/// Reads one setting.
fn take(said: &mut Said, option: &'static Opt, fields: &mut Fields) {
    let at = fields.key_at(option.key);
    let (text, at) = match &option.kind {
        Kind::Flag => (fields.optional_flag(option.key).map(|flag| flag.to_string()), at),
        Kind::Number(_) => match fields.number(option.key) {
            Some(number) => (Some(number.value.to_string()), number.at),
            None => (None, at),
        },
        Kind::Word | Kind::OneOf(_) => match fields.line(option.key) {
            Some(word) => (Some(word.value.into()), word.at),
            None => (None, at),
        },
    };
    let Some(text) = text else { return };
    match option.parse(&text) {
        Ok(value) => said.values.push((option.name, value, at)),
        Err(fault) => fields.reader.error(at, "bad-value", fault.message, fault.hint),
    }
}
