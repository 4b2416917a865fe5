//! `folio doctor`: what Folio finds on this machine, to be pasted into a bug report. It names no user, no
//! host, and nothing of the environment but the variables it lists and the settings that others give.

mod examine;
mod findings;
mod private;

use clap::Args;

use super::args::Global;
use super::output::Output;
use super::{Exit, Failure, Run};
use crate::document::Role;
use crate::messages::build::size;
use crate::messages::doctor as says;
use crate::palettes::Background;
use crate::text::width::width;
use findings::{
    BackgroundBy, Cache, Findings, Folder, Journal, Links, Opens, Pack, Palettes, Setting,
    Settings, Variable,
};
use private::Private;

/// Where values start.
const VALUES: usize = 18;

/// Report what Folio finds here: terminal, colours, folders, packs
#[derive(Args, Debug)]
#[command(
    after_help = "The report is safe to paste into a bug report: it names no user and no host, the \
        home folder is ~, of the environment it shows only the variables that it lists and what variables \
        named FOLIO_ set, and of your editor only that one is set.\n\n\
        Examples:\n  folio doctor\n  folio doctor --json\n  folio doctor --pack ./my-pack"
)]
pub struct Doctor {
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// Explains the answer in JSON.
pub const SHAPE: &str = "\
folio doctor --json
  { schema_version, version, target,
    terminal: { variables: [ VARIABLE ], stdin, stdout, stderr, columns, rows,
                opens, links: { shown, because }, background },
    colours: { variables: [ VARIABLE ], depth, browser: CHOICE, printed: CHOICE },
    unicode: { variables: [ VARIABLE ], decided_by, utf8 },
    settings: { path, exists, set: [ { key, value, layer } ], keys, bound,
                mistakes },
    palettes: { set, path, own, mistakes },
    folders: [ { name, path, exists, readable, writable, mode, count, error } ],
    cache: { path, bytes, folders, stale, writable },
    journal: { path, exists, bytes, records, damaged, set_aside, writable,
               error },
    packs: [ { origin, id, version, entries, themes, errors, warnings } ],
    errors, warnings, first_mistakes, faults }
  VARIABLE: { name, value }, value null where it is not set.
  CHOICE: { coloured, because }. depth is how many colours the terminal has, as
  far as the environment tells: \"none\", \"16\", \"256\" or \"all\". settings.set is
  what is not by default, keys the set of keys that holds, bound how many lines
  of the file bind keys. Of all mistakes the first are told. opens is \"browser\",
  \"linear\" or \"nothing\".
  background is dark, light or null.
  id is null where nothing of a pack opened; path, mode, error, columns, rows
  and decided_by may be null.
";

impl Run for Doctor {
    fn wants_json(&self) -> bool {
        self.json
    }

    /// Looks at everything and reports it; not found is what keeps Folio from working as it should.
    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let findings = examine::examine(global, &Private::from_environment());
        let exit = if findings.faults > 0 { Exit::NotFound } else { Exit::Done };
        if self.json {
            output.json(findings);
        } else {
            Report { output }.print(&findings);
        }
        Ok(exit)
    }
}

struct Report<'a> {
    output: &'a mut Output,
}

impl Report<'_> {
    fn print(&mut self, findings: &Findings) {
        let program = says::program(findings.version, findings.target);
        self.output.line(&[(&program, Role::Title)]);
        self.terminal(findings);
        self.colours(findings);
        self.unicode(findings);
        self.settings(&findings.settings);
        self.palettes(&findings.palettes);
        self.section(says::FOLDERS);
        for one in &findings.folders {
            self.folder(one);
        }
        self.cache(&findings.cache);
        self.journal(&findings.journal);
        self.section(says::PACKS);
        for one in &findings.packs {
            self.pack(one);
        }
        self.mistakes(findings);
        self.output.line(&[]);
        self.output.line(&[(&says::verdict(findings.faults), Role::Text)]);
    }

    fn terminal(&mut self, findings: &Findings) {
        let terminal = &findings.terminal;
        self.section(says::TERMINAL);
        self.variables(&terminal.variables);
        self.value(says::STANDARD_INPUT, says::stream(terminal.stdin));
        self.value(says::STANDARD_OUTPUT, says::stream(terminal.stdout));
        self.value(says::STANDARD_ERROR, says::stream(terminal.stderr));
        self.value(says::SIZE, &says::size(terminal.columns.zip(terminal.rows)));
        let opens = match terminal.opens {
            Opens::Browser => says::OPENS_BROWSER,
            Opens::Linear => says::OPENS_LINES_AS_SET,
            Opens::LinearAsDumb => says::OPENS_LINES_AS_DUMB,
            Opens::Nothing => says::OPENS_NOTHING,
        };
        self.value(says::OPENS, opens);
        let Links { shown, because } = &terminal.links;
        self.value(says::LINKS, &says::links(*shown, because));
        let is_dark = terminal.background.map(|it| it == Background::Dark);
        self.value(
            says::BACKGROUND,
            &says::background(is_dark, terminal.background_by == BackgroundBy::Setting),
        );
    }

    fn colours(&mut self, findings: &Findings) {
        let colours = &findings.colours;
        self.section(says::COLOURS);
        self.variables(&colours.variables);
        self.value(says::DEPTH, &says::depth(colours.depth));
        for (name, choice) in [(says::BROWSER, &colours.browser), (says::PRINTED, &colours.printed)]
        {
            self.value(name, &says::coloured(choice.coloured, choice.because));
        }
    }

    fn unicode(&mut self, findings: &Findings) {
        let unicode = &findings.unicode;
        self.section(says::UNICODE);
        self.variables(&unicode.variables);
        self.value(says::ENCODING, &says::encoding(unicode.utf8, unicode.decided_by));
    }

    fn settings(&mut self, settings: &Settings) {
        self.section(says::SETTINGS);
        match &settings.path {
            None => self.value(says::FILE, says::NO_FILE),
            Some(path) if settings.exists => self.value(says::FILE, path),
            Some(path) => self.value(says::FILE, &says::absent_file(path)),
        }
        for Setting { key, value, layer } in &settings.set {
            self.value(key, &says::setting(value, layer));
        }
        self.value(says::KEYS, &says::keys(&settings.keys, settings.bound));
        self.told(&settings.mistakes);
    }

    fn palettes(&mut self, palettes: &Palettes) {
        self.section(says::PALETTES);
        self.value(says::PALETTE, &palettes.set);
        let own = palettes.path.as_deref().map(|path| says::own_palettes(palettes.own, path));
        self.value(says::OWN, own.as_deref().unwrap_or(says::NO_FILE));
        self.told(&palettes.mistakes);
    }

    /// Tells mistakes as they are told elsewhere.
    fn told(&mut self, mistakes: &[String]) {
        for mistake in mistakes {
            self.output.line(&[("  ", Role::Text), (mistake, Role::Text)]);
        }
    }

    fn folder(&mut self, folder: &Folder) {
        let Some(path) = &folder.path else { return self.value(folder.name, says::NO_DATA) };
        self.value(folder.name, path);
        let state = match (&folder.mode, &folder.error) {
            (Some(mode), Some(error)) => says::folder(Err(error), folder.writable, mode),
            (Some(mode), None) => says::folder(Ok(folder.count), folder.writable, mode),
            (None, Some(error)) => says::unknown_folder(error),
            (None, None) => says::ABSENT.to_owned(),
        };
        self.value("", &state);
    }

    fn cache(&mut self, cache: &Cache) {
        let Some(path) = &cache.path else { return self.value(says::CACHE, says::NO_CACHE) };
        self.value(says::CACHE, path);
        let Cache { folders, stale, bytes, writable, .. } = *cache;
        self.value("", &says::cache(folders, stale, &size(bytes), writable));
    }

    fn journal(&mut self, journal: &Journal) {
        let Some(path) = &journal.path else { return self.value(says::JOURNAL, says::NO_JOURNAL) };
        self.value(says::JOURNAL, path);
        let Journal { exists, bytes, records, damaged, writable, .. } = *journal;
        if exists {
            self.value("", &says::journal(records, &size(bytes), damaged, writable));
        } else if journal.error.is_none() {
            self.value("", &says::empty_journal(writable));
        }
        if let Some(error) = &journal.error {
            self.value("", &says::journal_error(error, exists));
        }
        if !journal.set_aside.is_empty() {
            self.value("", &says::set_aside(&journal.set_aside));
        }
    }

    fn pack(&mut self, pack: &Pack) {
        let found = match &pack.id {
            Some(id) => says::pack(id, &pack.version, &pack.origin, pack.entries, pack.themes),
            None => says::not_opened(&pack.origin),
        };
        let mistakes = says::mistakes(pack.errors, pack.warnings);
        self.output.line(&[("  ", Role::Text), (&format!("{found}; {mistakes}"), Role::Text)]);
    }

    fn mistakes(&mut self, findings: &Findings) {
        if findings.first_mistakes.is_empty() {
            return;
        }
        self.section(says::MISTAKES);
        self.told(&findings.first_mistakes);
        let more = findings.errors + findings.warnings - findings.first_mistakes.len();
        if more > 0 {
            self.output.line(&[("  ", Role::Text), (&says::more(more), Role::Dim)]);
        }
    }

    fn section(&mut self, title: &str) {
        self.output.line(&[]);
        self.output.line(&[(title, Role::Section)]);
    }

    fn variables(&mut self, variables: &[Variable]) {
        for variable in variables {
            self.value(variable.name, &says::variable(variable.value.as_deref()));
        }
    }

    fn value(&mut self, name: &str, value: &str) {
        let space = " ".repeat(VALUES.saturating_sub(width(name)).max(1));
        let name = format!("  {name}{space}");
        self.output.line(&[(&name, Role::Dim), (value, Role::Text)]);
    }
}
