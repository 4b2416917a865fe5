//! `folio build`: makes one file of a pack, which opens at once whatever its size.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::args::Global;
use super::output::{Output, complain};
use super::waiting::{self, Manner};
use super::{Exit, Failure, Opens, Run, files, packs};
use crate::blocks::{Image, Refusal};
use crate::content::diagnostic::errors_in;
use crate::document::Role;
use crate::messages::build as says;
use crate::messages::system::why;
use crate::store::{self, Origin};

/// Make one file of a pack, which opens at once whatever its size
#[derive(Args, Debug)]
#[command(
    after_help = "The file is read like the folder it was made of: `folio big.folio`, `folio search \
        --pack big.folio`. It is a copy: build it again when the folder has changed.\n\n\
        Examples:\n  folio build ./my-pack -o my-pack.folio\n  folio my-pack.folio\n  folio check my-pack.folio"
)]
pub struct Build {
    /// The pack, a folder with a pack.toml; if none is named the one you are in, else
    /// the built-in one
    #[arg(value_name = "PACK")]
    folder: Option<PathBuf>,
    /// The file to make, `-` for standard output
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// Explains the answer in JSON.
pub const SHAPE: &str = "\
folio build PACK -o FILE --json
  { schema_version, file, title, entries, bytes, errors }
  bytes is the length of the file; errors counts the mistakes for which
  something was left out, as `folio check PACK` reports them, and for which it
  ends with 1.
";

impl Run for Build {
    fn wants_json(&self) -> bool {
        self.json
    }

    fn opens() -> Opens {
        Opens::One
    }

    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let origin = self.origin(global)?;
        let file = self.output.display().to_string();
        let is_standard = files::is_standard(&self.output);
        if is_standard && (self.json || output.is_terminal()) {
            return Err(Failure::usage(says::NO_STANDARD_OUTPUT));
        }
        // Whoever mistypes a name must not lose what stands there.
        let is_foreign =
            |refusal| !matches!(refusal, Refusal::Older { .. } | Refusal::Newer { .. });
        if !is_standard
            && self.output.exists()
            && Image::open(&self.output).err().is_some_and(is_foreign)
        {
            return Err(Failure::usage(says::stays(&file)));
        }
        if self.output.extension().is_some_and(|ending| ending == "toml") {
            return Err(Failure::usage(says::is_toml(&file)));
        }
        let name = origin.name();
        let compiled =
            waiting::tell(&name, Manner::InPassing, |progress| store::compile(&origin, progress));
        let compiled = compiled.map_err(|mistakes| Failure::nothing_opened(&mistakes))?;
        let mistakes = compiled.diagnostics();
        let errors = errors_in(&mistakes);
        if errors > 0 {
            complain(&says::left_out(errors, &origin.to_string()));
        }
        let exit = if errors > 0 { Exit::NotFound } else { Exit::Done };
        let failed = |error| Failure::not_written(says::not_written(&file, &why(&error)));
        if is_standard {
            output.bytes(&compiled.write(Vec::new()).map_err(failed)?);
            return Ok(exit);
        }
        let bytes = compiled.save(&self.output).map_err(failed)?;
        let (title, entries) = (compiled.title(), compiled.entries());
        if self.json {
            output.json(BuildJson { file: &file, title, entries, bytes, errors });
        } else {
            output.line(&[(&says::built(&file, title, entries, bytes), Role::Text)]);
        }
        // It ends with the process, as a whole rather than text by text.
        std::mem::forget(compiled);
        Ok(exit)
    }
}

impl Build {
    /// Returns what to build: one pack.
    fn origin(&self, global: &Global) -> Result<Origin, Failure> {
        let named: Vec<&PathBuf> = self.folder.iter().chain(&global.packs).collect();
        match named.as_slice() {
            [] => Ok(packs::here()),
            [path] if store::is_compiled(path) => {
                Err(Failure::usage(says::is_built(&path.display().to_string())))
            }
            [path] => Ok(Origin::named(path).with_columns(&global.columns)),
            _ => Err(Failure::usage(says::ONE_PACK)),
        }
    }
}

#[derive(Serialize)]
struct BuildJson<'a> {
    file: &'a str,
    title: &'a str,
    entries: usize,
    bytes: u64,
    errors: usize,
}
