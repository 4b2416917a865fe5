//! `folio check`: every mistake of a pack with its place and a hint.

use super::args::{CheckArgs, Deny, Global};
use super::exit::Exit;
use super::json::Answer;
use super::json::check::{Checked, DiagnosticJson};
use super::json::stats::StatsJson;
use super::output::Output;
use super::{messages, stats};
use crate::check::health::Health;
use crate::content::caret::{Excerpts, WIDEST};
use crate::document::Role;
use crate::store::{self, Opened, Origin};

/// Checks the named packs, or the built-in one.
pub fn run(global: &Global, args: &CheckArgs) -> Exit {
    let named: Vec<Origin> =
        args.packs.iter().chain(&global.packs).cloned().map(Origin::Folder).collect();
    let origins = if named.is_empty() { vec![Origin::BuiltIn] } else { named };
    let Opened { library, diagnostics, failed, whereabouts, .. } = store::open_to_check(&origins);
    let report = crate::check::check(&library, &whereabouts, diagnostics);
    let (errors, warnings) = (report.errors(), report.warnings());
    let health = args.stats.then(|| Health::new(&library));
    let mut output = Output::new(global);
    if args.json {
        let diagnostics = report.diagnostics.iter().map(DiagnosticJson::new).collect();
        let stats = health.as_ref().map(|health| StatsJson::new(&library.catalogue, health));
        output.json(&Answer::new(Checked { errors, warnings, diagnostics, stats }));
    } else {
        let columns = output.width().map_or(WIDEST, usize::from);
        let mut excerpts = Excerpts::new(&whereabouts);
        for diagnostic in &report.diagnostics {
            output.text(&excerpts.show(diagnostic, columns));
            output.line(&[]);
        }
        output.line(&[(&messages::checked(errors, warnings), Role::Text)]);
        // Of what did not open nothing good is to be said either.
        if let Some(health) = health.as_ref().filter(|health| health.entries > 0) {
            output.line(&[]);
            stats::print(&mut output, &library.catalogue, health);
        }
    }
    let denied = args.deny == Some(Deny::Warnings) && warnings > 0;
    output.finish(match () {
        () if !failed.is_empty() => Exit::NothingOpened,
        () if errors > 0 || denied => Exit::NotFound,
        () => Exit::Done,
    })
}
