//! `folio check`: every mistake of a pack with its place and a hint.

mod stats;
mod watch;

use std::ops::ControlFlow;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::args::Global;
use super::json::DiagnosticJson;
use super::output::Output;
use super::waiting::{self, Manner};
use super::{Exit, Failure, Run, packs};
use crate::check::CheckReport;
use crate::content::Mode;
use crate::content::caret::{Excerpt, Excerpts, WIDEST};
use crate::content::diagnostic::Diagnostic;
use crate::content::progress::{Progress, Step};
use crate::content::whereabouts::Whereabouts;
use crate::knowledge::{Corpus, Knowledge, Question};
use crate::messages::check as says;
use crate::report::HealthReport;
use crate::store::{self, CheckedFile, Mark, Occasion, Opened, Origin};
use crate::text::fit::truncate;
use crate::text::safe::Safe;
use stats::StatsJson;
use watch::Marked;

/// Report every mistake of a pack, with its place and a hint
#[derive(Args, Debug)]
#[command(
    after_help = "All bytes of a file that `folio build` made are held against their checksums. The mistakes that its \
        folder had when it was built are told again, and the pack is held against the rules for whole packs; \
        a mistake whose place is not known is told with its entry, or with the file. Unknown keys are \
        warnings there; names without a source and unseen characters are looked for in folders only.\n\n\
        With --stats the state of the packs follows: orphans (nothing leads to them), dead \
        ends (no link or term leads on), entries without links, entries without a name in a \
        language that most have, places of the source with fewer than half their claims used, and \
        phrases that look like terms: emphasised, abbreviations, or runs of capitalised words, in \
        three entries or more, that stand in no entry's name.\n\n\
        With --watch the packs are checked again whenever a file of theirs has changed, until Ctrl-C, \
        which ends with the code of the last check. In JSON each check is a line.\n\n\
        Examples:\n  cd my-pack && folio check\n  folio check ./my-pack\n  folio check --watch ./my-pack\n  folio check --deny warnings ./my-pack\n  \
        folio check --stats ./my-pack\n  folio check --json ./my-pack"
)]
pub struct Check {
    /// The packs; if none is named the one you are in, else the built-in one
    #[arg(value_name = "PACK")]
    packs: Vec<PathBuf>,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
    /// Report the state of the pack too: what is not linked, defined, translated or covered
    #[arg(long)]
    stats: bool,
    /// Print at most so many mistakes, errors before warnings; 0 prints all
    #[arg(long, value_name = "N", default_value_t = 100)]
    limit: usize,
    /// Check again whenever a file has changed, until Ctrl-C
    #[arg(long)]
    watch: bool,
    /// Treat these as errors
    #[arg(long, value_name = "WHAT")]
    deny: Option<Deny>,
}

/// What `folio check --deny` makes fatal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    /// Warnings
    Warnings,
}

/// Explains the answer in JSON.
pub const SHAPE: &str = "\
folio check --json
  { schema_version, packs, errors, warnings,
    diagnostics: [ { severity, code, file, line, column, message, hint } ] }
  packs has the names of what was checked: the id of a pack, of one that did not
  open the name of its folder. line and column count from 1, columns in
  characters; both may be null.
  With --stats also stats: { entries, links, orphans, dead_ends, without_links,
    undefined_terms: [ { phrase, entries, first } ],
    missing_translations: [ { pack, language, entries } ],
    thin_places: [ { id, label, pack, used, claims } ] }
  where entries are ids, but for the two counts, with the pack before those
  that alone would not name an entry.
";

impl Run for Check {
    fn wants_json(&self) -> bool {
        self.json
    }

    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let named = self.packs.iter().chain(&global.packs);
        let named: Vec<Origin> =
            named.map(|path| Origin::named(path).with_columns(&global.columns)).collect();
        let mut origins = if named.is_empty() { vec![packs::here()] } else { named };
        if global.all {
            let others = store::default_origins().into_iter();
            let others: Vec<Origin> = others.filter(|other| !origins.contains(other)).collect();
            origins.extend(others);
        }
        if self.watch {
            let stats = self.stats;
            let check = move |origins: &[Origin], progress: &Progress| {
                Checked::new(origins, stats, progress)
            };
            let name = packs::name(&origins);
            return watch::watch(&origins, check, |checked| self.tell_anew(checked, &name, output));
        }
        let checked = waiting::tell(&packs::name(&origins), Manner::InPassing, |progress| {
            Checked::new(&origins, self.stats, progress)
        });
        Ok(self.tell(&checked.expect("nobody stops it"), output))
    }
}

impl Check {
    /// Tells what was found; returns how the program ends with it.
    fn tell(&self, checked: &Checked, output: &mut Output) -> Exit {
        let state = HealthReport::new(&checked.known);
        match self.json {
            true if self.watch => output.json_in_a_line(checked.json(&state)),
            true => output.json(checked.json(&state)),
            false => self.tell_in_lines(checked, &state, output),
        }
        let Checked { opens, found, .. } = checked;
        let denied = self.deny == Some(Deny::Warnings) && found.warnings() > 0;
        match () {
            () if !opens => Exit::NothingOpened,
            () if found.errors() > 0 || denied => Exit::NotFound,
            () => Exit::Done,
        }
    }

    /// Tells what was found in packs of some name, for the first time or not; breaks off where nobody reads
    /// it any more.
    fn tell_anew(
        &self,
        checked: &Checked,
        name: &str,
        output: &mut Output,
    ) -> ControlFlow<Exit, Exit> {
        if !self.json {
            output.begin_anew();
            let columns = output.width().map_or(WIDEST, usize::from);
            output.excerpt(&Excerpt::sentence(&says::watching(name), columns));
        }
        let exit = self.tell(checked, output);
        if !self.json {
            output.line(&[]);
        }
        if output.flush() { ControlFlow::Continue(exit) } else { ControlFlow::Break(exit) }
    }

    fn tell_in_lines(&self, checked: &Checked, state: &HealthReport, output: &mut Output) {
        let Checked { names, whereabouts, corpus, found, .. } = checked;
        let columns = output.width().map_or(WIDEST, usize::from);
        let mut excerpts = Excerpts::new(whereabouts);
        let checked = says::checked(names, found.errors(), found.warnings());
        if self.stats || !found.diagnostics.is_empty() {
            output.excerpt(&Excerpt::sentence(&checked, columns));
            output.line(&[]);
        }
        let shown = self.shown(&found.diagnostics);
        for diagnostic in &shown {
            output.excerpt(&excerpts.show(diagnostic, columns));
            output.line(&[]);
        }
        if shown.len() < found.diagnostics.len() {
            let more = says::more(found.diagnostics.len() - shown.len());
            output.excerpt(&Excerpt::sentence(&more, columns));
            output.line(&[]);
        }
        // Of what did not open nothing good is to be said either.
        if state.health().is_some_and(|health| health.entries > 0) {
            stats::print(output, corpus.catalogue(), state);
            output.line(&[]);
        }
        output.excerpt(&Excerpt::sentence(&closing(&checked, found), columns));
    }

    /// Returns the mistakes that are printed, in their order.
    fn shown<'d>(&self, all: &'d [Diagnostic]) -> Vec<&'d Diagnostic> {
        if self.limit == 0 || all.len() <= self.limit {
            return all.iter().collect();
        }
        let mut chosen: Vec<usize> = (0..all.len()).collect();
        chosen.sort_by_key(|at| all[*at].severity);
        chosen.truncate(self.limit);
        chosen.sort_unstable();
        chosen.into_iter().map(|at| &all[at]).collect()
    }
}

/// Packs that were held against all rules.
struct Checked {
    names: Vec<String>,
    /// Whether something of each opened.
    opens: bool,
    whereabouts: Whereabouts,
    /// What the files looked like.
    mark: Mark,
    corpus: Corpus,
    known: Knowledge,
    found: CheckReport,
}

impl Marked for Checked {
    fn mark(&self) -> &Mark {
        &self.mark
    }
}

impl Checked {
    /// Opens packs and checks them, and learns of their state if that is wanted; `None` once `progress` is
    /// stopped.
    fn new(origins: &[Origin], stats: bool, progress: &Progress) -> Option<Self> {
        let (files, _) = store::parted(origins);
        // What is damaged is told, and nothing else of the file.
        let damaged: Vec<_> =
            files.into_iter().map(store::check_file).filter(|file| !file.is_whole).collect();
        let is_damaged = |origin: &&Origin| {
            let name = origin.to_string();
            matches!(origin, Origin::File(_)) && damaged.iter().any(|file| file.file == name)
        };
        let sound: Vec<Origin> = origins.iter().filter(|it| !is_damaged(it)).cloned().collect();
        let opened = store::open_watched(&sound, Mode::Check, Occasion::Answer, progress)?;
        progress.begin(Step::Checking);
        let names = damaged.iter().map(CheckedFile::name).chain(opened.names()).collect();
        let Opened { library, diagnostics, failed, whereabouts, mark, .. } = opened;
        let corpus = Corpus::new(library);
        let mut found = crate::check::check(corpus.library(), &whereabouts, diagnostics);
        let opens = failed.is_empty() && damaged.iter().all(|file| file.pack.is_some());
        found.diagnostics.splice(..0, damaged.into_iter().flat_map(|file| file.diagnostics));
        let mut known = Knowledge::new(&corpus);
        if stats {
            known.learn(&corpus, &Question::Health);
        }
        Some(Self { names, opens, whereabouts, mark, corpus, known, found })
    }

    fn json<'a>(&'a self, state: &'a HealthReport) -> CheckJson<'a> {
        CheckJson {
            packs: &self.names,
            errors: self.found.errors(),
            warnings: self.found.warnings(),
            diagnostics: self.found.diagnostics.iter().map(DiagnosticJson::new).collect(),
            stats: state.health().map(|health| StatsJson::new(self.corpus.catalogue(), health)),
        }
    }
}

/// Returns the last line of the report: what was checked, and what to mend first.
fn closing(checked: &str, found: &CheckReport) -> String {
    /// Of a longer message, in columns, the beginning says enough: all of it stands above.
    const MESSAGE: usize = 60;
    found.first_to_mend().map_or_else(
        || checked.to_owned(),
        |first| {
            let message = truncate(&Safe::name(&first.message), MESSAGE);
            says::mend_first(checked, &first.place(), &message)
        },
    )
}

#[derive(Serialize)]
struct CheckJson<'a> {
    /// The names of what was checked.
    packs: &'a [String],
    errors: usize,
    warnings: usize,
    diagnostics: Vec<DiagnosticJson<'a>>,
    /// The state of the packs, if that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    stats: Option<StatsJson<'a>>,
}
