//! `folio` without a subcommand: how the browser is to open, and on what. Refuses to know: the browser
//! itself.

use std::path::PathBuf;
use std::sync::Arc;

use clap::CommandFactory;

use super::args::{self, Cli, Global};
use super::failure::Failure;
use super::guide::{self, Guide};
use super::names::Names;
use super::repute::{self, Repute};
use super::waiting::{self, Manner};
use super::{output, packs};
use crate::app::{Opening, Preferences};
use crate::content::diagnostic::Diagnostic;
use crate::content::progress::{Progress, Step};
use crate::keys::{Action, Context, KeyMap};
use crate::knowledge::Corpus;
use crate::messages::{cli as messages, health as says, loading, settings as settings_say};
use crate::model::{Lookup, PackKey};
use crate::palettes::shelf::Unfound;
use crate::palettes::{Background, InUse, Wish};
use crate::settings::{Layers, Name, Settings, Source};
use crate::store::{Haste, Occasion, Origin};
use crate::text::nearest::misspelt;

/// How the browser is to open, and on what; nothing is read yet.
pub struct Browse {
    /// What the packs are called together.
    pub name: String,
    /// Where they come from.
    pub title: String,
    /// On what they are shown.
    pub medium: Medium,
    /// What the reader has set, and where.
    pub settings: Settings,
    /// What the settings are read from.
    pub layers: Layers,
    /// What the terminal is known for.
    pub repute: Repute,
    origins: Vec<Origin>,
    /// How many of the origins were named.
    named: usize,
    at: Option<String>,
    /// Whether it is the guide in which `at` names a page.
    in_guide: bool,
    find: Option<String>,
    /// What is wrong with the settings.
    unsettled: Option<String>,
    recall: bool,
    /// Which keys mean what.
    pub keymap: Arc<KeyMap>,
}

/// What the browser is shown on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medium {
    /// A screen.
    Screen,
    /// Lines, one after the other.
    Lines {
        /// How many columns they have, if that was said.
        width: Option<u16>,
    },
}

/// Returns what the browser is to open.
pub fn browse(cli: Cli) -> Result<Browse, Failure> {
    let Cli { packs: mut named, global, .. } = cli;
    if let Some(sentence) = mistaken_command(&named) {
        return Err(Failure::usage(sentence));
    }
    named.extend_from_slice(&global.packs);
    let origins = packs::origins(&named, &global);
    let keymap = Arc::new(global.settings.keymap());
    let browse = Browse::of(origins, named.len(), keymap, &global);
    let settings = &global.settings;
    let by_flag = matches!(settings.given(Name::Palette).source, Source::Flag(_));
    if by_flag {
        // A file with an error is told of on the screen; a name that is typed wrong is no reason to open one.
        let found = settings.shelf().find(settings.word(Name::Palette));
        if let Err(unknown @ Unfound::Unknown { .. }) = found {
            return Err(Failure::usage(unknown.sentence()));
        }
    }
    Ok(Browse { at: cli.at, find: cli.find, ..browse })
}

/// Returns how the guide is to open.
pub fn guide(guide: &Guide, global: &Global) -> Browse {
    let keymap = Arc::new(global.settings.keymap());
    let origins = vec![guide::origin(&keymap)];
    Browse { at: guide.wanted(), in_guide: true, ..Browse::of(origins, 1, keymap, global) }
}

impl Browse {
    /// Opens packs of which the first ones were named, at their start.
    fn of(origins: Vec<Origin>, named: usize, keymap: Arc<KeyMap>, global: &Global) -> Self {
        let first = origins.first().map(Origin::to_string).unwrap_or_default();
        let mut settings = global.settings.clone();
        settings.refuse_palette_of_variable();
        Self {
            name: packs::name(&origins),
            title: loading::several(&first, origins.len().saturating_sub(1)),
            medium: medium(global),
            repute: Repute::from_environment(&settings),
            origins,
            named,
            at: None,
            in_guide: false,
            find: None,
            unsettled: mistakes_in_short(&settings),
            settings,
            layers: global.layers.clone(),
            recall: false,
            keymap,
        }
    }

    /// Has it open with the practice, if it is to.
    #[must_use]
    pub fn practising(self, recall: bool) -> Self {
        Self { recall, ..self }
    }

    /// Takes the palette that it is to be shown in from the shelf.
    pub fn palettes(&mut self) -> InUse {
        let wish = Wish { told: self.repute.background, ..wish(&self.settings) };
        let (palettes, said) = InUse::new(self.settings.shelf(), wish);
        self.unsettled = self.unsettled.take().or(said);
        palettes
    }

    /// Opens what is to be read, and says where and with what; `None` once `progress` is stopped.
    pub fn open(self, progress: &Progress) -> Option<Result<(Corpus, Opening), Failure>> {
        let read = |occasion| packs::open_named(&self.origins, self.named, occasion, progress);
        let opened = match self.medium {
            Medium::Lines { .. } => read(Occasion::Search)?,
            Medium::Screen => match read(Occasion::Screen(Haste::Beginning))? {
                Ok((early, _)) if !self.has_asked_for(&early) => {
                    progress.restart();
                    read(Occasion::Screen(Haste::Newest))?
                }
                early => early,
            },
        };
        Some(opened.and_then(|opened| self.prepare(opened, progress)))
    }

    /// Returns whether the entry that is asked for is there, if there is more than what was opened: what was
    /// not read yet, or is new.
    fn has_asked_for(&self, early: &Corpus) -> bool {
        let Some(wanted) = &self.at else { return true };
        if early.is_beginning() {
            // What is called so may be an entry of the rest, unless it is an id.
            let catalogue = early.catalogue();
            return catalogue.packs().len() == 1 && catalogue.find_in(PackKey(0), wanted).is_some();
        }
        early.opened().upkeep.unproved.is_empty()
            || Names::new(early).lookup(wanted) != Lookup::Missing
    }

    /// Opens what is to be read line by line, and tells on stderr how far it is if it takes long.
    pub fn open_for_lines(self) -> Result<(Corpus, Opening), Failure> {
        let name = self.name.clone();
        waiting::tell(&name, Manner::Once, |progress| self.open(progress)).expect("nobody stops it")
    }

    fn prepare(
        self,
        opened: packs::Open,
        progress: &Progress,
    ) -> Result<(Corpus, Opening), Failure> {
        progress.begin(Step::Preparing);
        let (corpus, notices) = opened;
        let find = |wanted: String| {
            if self.in_guide {
                guide::entry(&corpus, &wanted)
            } else {
                Names::new(&corpus).entry(&wanted)
            }
        };
        let at = self.at.map(find).transpose()?;
        let reads_lines = matches!(self.medium, Medium::Lines { .. });
        let start = (self.in_guide && reads_lines)
            .then(|| corpus.catalogue().find_in(PackKey(0), guide::ON_LINES));
        // Whoever draws the first page is not to wait for what it needs.
        corpus.prepare_page();
        if reads_lines {
            // What is printed cannot be printed again with its terms.
            corpus.recogniser();
        }
        let mistakes = corpus.opened().diagnostics.len();
        let notice = (!notices.is_empty() || mistakes > 0).then(|| match self.medium {
            Medium::Screen => {
                let health = self.keymap.told(Context::Reader, Action::Health);
                says::mistakes_at_foot(mistakes, &health)
            }
            Medium::Lines { .. } => says::mistakes_in_linear(mistakes),
        });
        // Packs that did not open weigh more than a setting that does not hold.
        let notice = notice.or(self.unsettled);
        let opening = Opening {
            at,
            start: start.flatten(),
            find: self.find,
            fresh: !self.settings.is_on(Name::Resume),
            notice,
            preferences: preferences(&self.settings),
            recall: self.recall,
            keymap: self.keymap,
            ..Opening::default()
        };
        Ok((corpus, opening))
    }
}

/// Returns on what packs are shown.
pub fn medium(global: &Global) -> Medium {
    if global.settings.is_on(Name::Linear) || output::on_dumb_terminal() {
        Medium::Lines { width: global.width }
    } else {
        Medium::Screen
    }
}

/// Returns what of the settings the app keeps to.
pub fn preferences(settings: &Settings) -> Preferences {
    Preferences {
        measure: settings.number(Name::Measure),
        mouse: repute::takes_mouse(settings),
        glyphs: args::glyphs(settings),
    }
}

/// Returns how the settings have the screen look.
pub fn wish(settings: &Settings) -> Wish {
    Wish {
        name: Some(settings.word(Name::Palette).to_owned()),
        background: Background::named(settings.word(Name::Background)),
        told: None,
        colours: output::colours_of_browser(settings),
        glyphs: args::glyphs(settings),
    }
}

/// Returns what to say of settings that do not hold.
pub fn mistakes_of(settings: &Settings) -> Option<String> {
    first_mistake(settings, Diagnostic::place)
}

/// Returns what to say of them at the foot, where there is no room for the folder of the file.
pub fn mistakes_in_short(settings: &Settings) -> Option<String> {
    first_mistake(settings, Diagnostic::short_place)
}

fn first_mistake(settings: &Settings, place: fn(&Diagnostic) -> String) -> Option<String> {
    let told: Vec<&Diagnostic> = settings.to_tell().collect();
    let first = told.first()?;
    let named = settings.named();
    Some(settings_say::has_mistakes(&place(first), &first.message, told.len(), named.as_deref()))
}

/// Catches `folio serach x`: returns what to say of a first argument that is no path but resembles a
/// subcommand.
fn mistaken_command(packs: &[PathBuf]) -> Option<String> {
    let first = packs.first().filter(|path| !path.exists())?;
    let typed = first.to_str().filter(|typed| !typed.contains(['/', '\\', '.']))?;
    let command = Cli::command();
    let names = command.get_subcommands().map(clap::Command::get_name);
    Some(messages::unknown_command(typed, misspelt(typed, names)?))
}
