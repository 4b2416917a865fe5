//! Looks at what Folio runs in and reads from. Refuses to know: how the findings are printed.

use std::io::ErrorKind;
use std::path::Path;

use super::findings::{
    BackgroundBy, Cache, Choice, Colours, Findings, Folder, Journal, Links, Opens, Pack, Palettes,
    Setting, Settings, Terminal, Unicode, Variable,
};
use super::private::Private;
use crate::cli::args::Global;
use crate::cli::browse::{self, Medium};
use crate::cli::output::{self, Because};
use crate::cli::packs;
use crate::cli::repute::{self, LinksBecause, Repute};
use crate::content::diagnostic::{Diagnostic, Severity, errors_in};
use crate::journal::{Inspected, Keeper, state_folder};
use crate::knowledge::Corpus;
use crate::messages::doctor as says;
use crate::messages::journal::written_by_newer;
use crate::messages::system::why;
use crate::model::{self, PackKey};
use crate::palettes::{Background, Depth, shelf};
use crate::settings::{Name, OPTIONS, Source};
use crate::store::{self, CheckedFile, Opened, Origin, cache};
use crate::system;
use crate::text::fit::truncate;
use crate::text::safe::Safe;

/// How many mistakes are shown.
const MISTAKES: usize = 5;
/// A value of a variable is cut to this many columns.
const LONGEST: usize = 100;

/// Looks at everything.
pub fn examine(global: &Global, private: &Private) -> Findings {
    let folders = vec![pack_folder(private)];
    let origins = packs::origins(&global.packs, global);
    let found = examine_packs(&origins, private);
    let unreadable = folders.iter().filter(|folder| folder.error.is_some()).count();
    let journal = journal(private);
    let unread = usize::from(journal.error.is_some() || journal.damaged > 0);
    let (settings, of_settings) = settings(global, private);
    let (palettes, of_palettes) = palettes(global, private);
    Findings {
        version: env!("CARGO_PKG_VERSION"),
        target: env!("BUILT_FOR"),
        terminal: terminal(global, private),
        colours: colours(global, private),
        unicode: unicode(private),
        settings,
        palettes,
        folders,
        cache: cache_of(private),
        journal,
        errors: found.count(Severity::Error),
        warnings: found.count(Severity::Warning),
        first_mistakes: told(&found.diagnostics, private),
        faults: unreadable + unread + of_settings + of_palettes + found.count(Severity::Error),
        packs: found.packs,
    }
}

fn variables(names: &[&'static str], private: &Private) -> Vec<Variable> {
    let value = |name| {
        let value = std::env::var_os(name)?;
        let hidden = private.hide(&value.to_string_lossy());
        Some(truncate(&Safe::line(&hidden), LONGEST).into_string())
    };
    names.iter().map(|&name| Variable { name, value: value(name) }).collect()
}

fn terminal(global: &Global, private: &Private) -> Terminal {
    let [stdin, stdout, stderr] = output::terminals();
    let (shown, because) = repute::hyperlinks_of_browser(&global.settings);
    let set = Background::named(global.settings.word(Name::Background));
    let told = Repute::from_environment(&global.settings).background;
    let size = stdout.then(ratatui::crossterm::terminal::size).and_then(Result::ok);
    Terminal {
        variables: variables(&["TERM", "COLORTERM", "TERM_PROGRAM", "COLORFGBG"], private),
        stdin,
        stdout,
        stderr,
        columns: size.map(|(columns, _)| columns),
        rows: size.map(|(_, rows)| rows),
        opens: match browse::medium(global) {
            Medium::Lines { .. } if global.settings.is_on(Name::Linear) => Opens::Linear,
            Medium::Lines { .. } => Opens::LinearAsDumb,
            Medium::Screen if stdout => Opens::Browser,
            Medium::Screen => Opens::Nothing,
        },
        links: Links { shown, because: why_links(because) },
        background: set.or(told),
        background_by: set.map_or(BackgroundBy::Environment, |_| BackgroundBy::Setting),
    }
}

fn colours(global: &Global, private: &Private) -> Colours {
    let source = &global.settings.given(Name::Colour).source;
    let choice = |(coloured, because): (bool, Because)| Choice {
        coloured,
        because: reason(because, source),
    };
    Colours {
        variables: variables(&["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"], private),
        depth: match output::depth() {
            Depth::Mono => "none",
            Depth::Sixteen => "16",
            Depth::Indexed => "256",
            Depth::True => "all",
        },
        browser: choice(output::colour_of_browser(global.color())),
        printed: choice(output::colour_of_print(global.color())),
    }
}

/// Returns what is set, and how many faults there are in that.
fn settings(global: &Global, private: &Private) -> (Settings, usize) {
    let mut settings = global.settings.clone();
    settings.look_for_palette();
    let set = OPTIONS.iter().map(|option| (option, settings.given(option.name)));
    let set = set.filter(|(_, given)| given.source != Source::Default);
    let set = set.map(|(option, given)| Setting {
        key: option.path(),
        value: match option.name {
            // Its command may name whatever somebody works with.
            Name::Editor => says::SET.to_owned(),
            _ => private.hide(&given.value.to_string()),
        },
        layer: given.source.layer(),
    });
    let found = Settings {
        path: settings.name.as_deref().map(|path| private.hide(&path.to_string_lossy())),
        exists: settings.name.as_deref().is_some_and(Path::exists),
        set: set.collect(),
        keys: settings.word(Name::KeySet).to_owned(),
        bound: settings.bound.iter().filter(|bound| bound.holds).count(),
        mistakes: told(&settings.mistakes, private),
    };
    (found, errors_in(&settings.mistakes))
}

/// Returns what palettes there are, and how many faults there are in the reader's own.
fn palettes(global: &Global, private: &Private) -> (Palettes, usize) {
    let mut settings = global.settings.clone();
    settings.look_for_palette();
    let shelf = settings.shelf();
    let all = shelf.all();
    let own = || all.iter().filter(|kept| matches!(kept.source, shelf::Source::File(_)));
    let mistakes: Vec<Diagnostic> = own().flat_map(|kept| kept.file.mistakes.clone()).collect();
    let found = Palettes {
        set: private.hide(settings.word(Name::Palette)),
        path: shelf.folder().map(|folder| private.hide(&folder.to_string_lossy())),
        own: own().count(),
        mistakes: told(&mistakes, private),
    };
    (found, errors_in(&mistakes))
}

/// Writes mistakes in a line each, the first ones.
fn told(mistakes: &[Diagnostic], private: &Private) -> Vec<String> {
    mistakes.iter().take(MISTAKES).map(|one| private.hide(&one.to_string())).collect()
}

/// Says why something is coloured; `source` is where the setting comes from that may have decided.
fn reason(because: Because, source: &Source) -> &'static str {
    match because {
        Because::Option => match source {
            Source::Flag(_) => says::BY_OPTION,
            Source::Default | Source::File { .. } | Source::Variable(_) => says::BY_SETTING,
        },
        Because::NoColor => says::BY_NO_COLOR,
        Because::ClicolorForce => says::BY_CLICOLOR_FORCE,
        Because::Clicolor => says::BY_CLICOLOR,
        Because::Dumb => says::BY_DUMB,
        Because::NoTerminal => says::BY_NO_TERMINAL,
        Because::Default => says::BY_DEFAULT,
    }
}

fn why_links(because: LinksBecause) -> String {
    match because {
        LinksBecause::Setting => says::BY_SETTING.to_owned(),
        LinksBecause::Forced => says::BY_FORCE_HYPERLINK.to_owned(),
        LinksBecause::Simple => says::BY_SIMPLE_TERMINAL.to_owned(),
        LinksBecause::Screen => says::BY_SCREEN.to_owned(),
        LinksBecause::Known(name) => says::by_known(name),
        LinksBecause::Unknown => says::BY_UNKNOWN.to_owned(),
    }
}

fn unicode(private: &Private) -> Unicode {
    let variables = variables(&["LC_ALL", "LC_CTYPE", "LANG"], private);
    let (decided_by, utf8) = repute::encoding_of_environment();
    Unicode { variables, decided_by, utf8 }
}

fn pack_folder(private: &Private) -> Folder {
    let mut folder = Folder {
        name: says::PACK_FOLDER,
        path: None,
        exists: false,
        readable: false,
        writable: false,
        mode: None,
        count: 0,
        error: None,
    };
    if let Some(path) = store::data_folder() {
        folder.path = Some(private.hide(&path.to_string_lossy()));
        look_at(&path, &mut folder);
    }
    folder
}

fn look_at(path: &Path, folder: &mut Folder) {
    match path.metadata() {
        Ok(metadata) => {
            folder.exists = true;
            folder.mode = system::mode_of(&metadata);
            folder.writable = system::is_writable(path);
            match path.read_dir() {
                Ok(_) => {
                    folder.readable = true;
                    folder.count = store::packs_in(path).len();
                }
                Err(error) => folder.error = Some(why(&error)),
            }
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => folder.error = Some(why(&error)),
    }
}

fn cache_of(private: &Private) -> Cache {
    let (folder, forms) = (cache::cache_folder(), cache::forms());
    Cache {
        path: folder.as_ref().map(|folder| private.hide(&folder.to_string_lossy())),
        bytes: forms.iter().map(|one| one.bytes).sum(),
        folders: forms.len(),
        stale: forms.iter().filter(|one| one.is_stale).count(),
        writable: folder.is_some_and(|folder| is_writable(&folder)),
    }
}

/// Returns whether a folder can be written to, or made.
fn is_writable(folder: &Path) -> bool {
    // What is not there yet is made in the next folder above it that is.
    let there = folder.ancestors().find(|it| it.exists());
    there.is_some_and(|there| there.is_dir() && system::is_writable(there))
}

fn journal(private: &Private) -> Journal {
    let keeper = Keeper::new(state_folder());
    let (found, error) = match keeper.inspect() {
        Ok(found) => (found, None),
        Err(error) => (None, Some(why(&error))),
    };
    let exists = found.is_some();
    let Inspected { bytes, records, damaged, newer, set_aside } = found.unwrap_or_default();
    let is_open = keeper.path().is_some_and(|path| !exists || system::is_writable(&path));
    Journal {
        path: keeper.path().map(|path| private.hide(&path.to_string_lossy())),
        exists,
        bytes,
        records,
        damaged,
        set_aside,
        writable: is_open && newer.is_none() && keeper.folder().is_some_and(is_writable),
        error: error.or_else(|| newer.map(written_by_newer)),
    }
}

struct Packs {
    packs: Vec<Pack>,
    diagnostics: Vec<Diagnostic>,
}

impl Packs {
    fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|one| one.severity == severity).count()
    }
}

/// Opens packs and holds them against all rules.
fn examine_packs(origins: &[Origin], private: &Private) -> Packs {
    // The rules are for folders; compiled files have their checksums.
    let (files, folders) = store::parted(origins);
    let Opened { library, diagnostics, failed, origins: opened, whereabouts, .. } =
        store::open_to_check(&folders);
    let corpus = Corpus::new(library);
    let mut diagnostics =
        crate::check::check(corpus.library(), &whereabouts, diagnostics).diagnostics;
    let catalogue = corpus.catalogue();
    let mut packs = Vec::new();
    for (index, origin) in opened.iter().enumerate() {
        let found = catalogue.pack(PackKey::new(index));
        packs.push(open_pack(found, origin, &diagnostics, private));
    }
    packs.extend(failed.iter().map(|origin| failed_pack(origin, &diagnostics, private)));
    for path in files {
        let CheckedFile { pack: found, diagnostics: own, .. } = store::check_file(path);
        let origin = Origin::File(path.to_owned());
        packs.push(match &found {
            Some(found) => open_pack(found, &origin, &own, private),
            None => failed_pack(&origin, &own, private),
        });
        diagnostics.extend(own);
    }
    Packs { packs, diagnostics }
}

fn open_pack(
    pack: &model::Pack,
    origin: &Origin,
    diagnostics: &[Diagnostic],
    private: &Private,
) -> Pack {
    Pack {
        id: Some(pack.id.to_string()),
        version: pack.version.to_string(),
        entries: pack.entries.len(),
        themes: pack.themes.len(),
        ..failed_pack(origin, diagnostics, private)
    }
}

fn failed_pack(origin: &Origin, diagnostics: &[Diagnostic], private: &Private) -> Pack {
    let name = origin.to_string();
    let count = |severity| {
        let own = |one: &&Diagnostic| Path::new(&one.file).starts_with(&name);
        diagnostics.iter().filter(own).filter(|one| one.severity == severity).count()
    };
    let built_in = *origin == Origin::BuiltIn;
    Pack {
        origin: if built_in { says::BUILT_IN.to_owned() } else { private.hide(&name) },
        id: None,
        version: String::new(),
        entries: 0,
        themes: 0,
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
    }
}
