//! What `folio doctor` finds: the shape of its JSON, from which the printed report is made too. Refuses
//! to know: how it is found.

use serde::Serialize;

use crate::palettes::Background;

/// What Folio finds on this machine. Paths begin with `~` if they are in the home folder.
#[derive(Serialize)]
pub struct Findings {
    /// The version of the program.
    pub version: &'static str,
    /// What it was built for.
    pub target: &'static str,
    /// The terminal.
    pub terminal: Terminal,
    /// Colours.
    pub colours: Colours,
    /// Unicode.
    pub unicode: Unicode,
    /// What the reader has set.
    pub settings: Settings,
    /// Palettes.
    pub palettes: Palettes,
    /// The folders that Folio reads.
    pub folders: Vec<Folder>,
    /// What is kept of large folders.
    pub cache: Cache,
    /// What the reader has added.
    pub journal: Journal,
    /// The packs that it would open.
    pub packs: Vec<Pack>,
    /// How many mistakes the packs have.
    pub errors: usize,
    /// How many of them left nothing out.
    pub warnings: usize,
    /// The first mistakes, as `folio check` prints them.
    pub first_mistakes: Vec<String>,
    /// How much keeps Folio from working as it should.
    pub faults: usize,
}

/// A variable of the environment.
#[derive(Serialize)]
pub struct Variable {
    /// Its name.
    pub name: &'static str,
    /// Its value; `null` if it is not set.
    pub value: Option<String>,
}

/// The terminal.
#[derive(Serialize)]
pub struct Terminal {
    /// What describes it.
    pub variables: Vec<Variable>,
    /// Whether standard input is one.
    pub stdin: bool,
    /// Whether standard output is one.
    pub stdout: bool,
    /// Whether standard error is one.
    pub stderr: bool,
    /// How wide it is.
    pub columns: Option<u16>,
    /// How high it is.
    pub rows: Option<u16>,
    /// What `folio` alone would open here.
    pub opens: Opens,
    /// Links to the web.
    pub links: Links,
    /// What its background is like, where it is set or the environment tells; the browser asks the terminal.
    pub background: Option<Background>,
    /// What says so.
    #[serde(skip)]
    pub background_by: BackgroundBy,
}

/// What says what the background is like, as long as the terminal does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackgroundBy {
    /// A setting.
    Setting,
    /// The environment, if anything.
    Environment,
}

/// Whether links to the web are shown as such.
#[derive(Serialize)]
pub struct Links {
    /// Whether they are.
    pub shown: bool,
    /// Why.
    pub because: String,
}

/// What `folio` alone opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Opens {
    /// The browser.
    Browser,
    /// Linear mode, as is set.
    Linear,
    /// Linear mode, because of the terminal.
    #[serde(rename = "linear")]
    LinearAsDumb,
    /// Nothing.
    Nothing,
}

/// Colours.
#[derive(Serialize)]
pub struct Colours {
    /// What can decide about them.
    pub variables: Vec<Variable>,
    /// How many the terminal has, as far as the environment tells: "none", "16", "256" or "all".
    pub depth: &'static str,
    /// Whether the browser is coloured.
    pub browser: Choice,
    /// Whether printed text is styled.
    pub printed: Choice,
}

/// A choice and its reason.
#[derive(Serialize)]
pub struct Choice {
    /// What was chosen.
    pub coloured: bool,
    /// Why.
    pub because: &'static str,
}

/// Unicode.
#[derive(Serialize)]
pub struct Unicode {
    /// What can decide about it, the strongest first.
    pub variables: Vec<Variable>,
    /// The one that decides.
    pub decided_by: Option<&'static str>,
    /// Whether it names UTF-8.
    pub utf8: bool,
}

/// What the reader has set.
#[derive(Serialize)]
pub struct Settings {
    /// The file; `null` if there can be none.
    pub path: Option<String>,
    /// Whether it is there.
    pub exists: bool,
    /// What is set otherwise than by default.
    pub set: Vec<Setting>,
    /// Which set of keys holds.
    pub keys: String,
    /// How many lines of the file bind keys.
    pub bound: usize,
    /// What is wrong, as `folio config check` tells it.
    pub mistakes: Vec<String>,
}

/// A setting.
#[derive(Serialize)]
pub struct Setting {
    /// Its key.
    pub key: String,
    /// Its value, as it is written in the file.
    pub value: String,
    /// Which layer set it.
    pub layer: &'static str,
}

/// Palettes.
#[derive(Serialize)]
pub struct Palettes {
    /// The one that is set.
    pub set: String,
    /// The folder of the reader's own; `null` if there can be none.
    pub path: Option<String>,
    /// How many of the reader's own there are.
    pub own: usize,
    /// What is wrong with these, as `folio palettes` tells it.
    pub mistakes: Vec<String>,
}

/// A folder.
#[derive(Serialize)]
pub struct Folder {
    /// What it is for.
    pub name: &'static str,
    /// Where it is.
    pub path: Option<String>,
    /// Whether it is there.
    pub exists: bool,
    /// Whether it can be read.
    pub readable: bool,
    /// Whether it can be written.
    pub writable: bool,
    /// Its permissions, in octal.
    pub mode: Option<String>,
    /// How many folders are in it.
    pub count: usize,
    /// Why it cannot be read.
    pub error: Option<String>,
}

/// A pack.
#[derive(Serialize)]
pub struct Pack {
    /// Where it comes from.
    pub origin: String,
    /// Its id; `null` if nothing of it opened.
    pub id: Option<String>,
    /// Its version.
    pub version: String,
    /// How many entries it has.
    pub entries: usize,
    /// How many themes it has.
    pub themes: usize,
    /// How many errors it has.
    pub errors: usize,
    /// How many warnings it has.
    pub warnings: usize,
}

/// What is kept of large folders so that they open at once.
#[derive(Serialize)]
pub struct Cache {
    /// Where it is kept.
    pub path: Option<String>,
    /// How many bytes it takes up.
    pub bytes: u64,
    /// Of how many folders something is kept.
    pub folders: usize,
    /// How many of them have changed since.
    pub stale: usize,
    /// Whether more can be kept.
    pub writable: bool,
}

/// What the reader has added.
#[derive(Serialize)]
pub struct Journal {
    /// Where it is.
    pub path: Option<String>,
    /// Whether it is there.
    pub exists: bool,
    /// How many bytes it has.
    pub bytes: u64,
    /// How many records are in it.
    pub records: u64,
    /// How many of its lines cannot be read.
    pub damaged: u64,
    /// The files with lines that could not be read.
    pub set_aside: Vec<String>,
    /// Whether more can be added.
    pub writable: bool,
    /// Why it cannot be read, or not be written to.
    pub error: Option<String>,
}
