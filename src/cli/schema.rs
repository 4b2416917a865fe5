//! `folio schema`: prints the JSON Schemas of a pack's files, by which editors complete and check them.
//! Refuses to know: what is in them.

use clap::{Args, ValueEnum};

use super::args::Global;
use super::output::Output;
use super::{Exit, Failure, Opens, Run};
use crate::content::schema;

/// Print a JSON Schema of a pack's files, for editors
#[derive(Args, Debug)]
#[command(
    after_help = "Editors with a TOML server (taplo, tombi) complete and check a file by the schema that its first\n\
        line names; nothing is fetched:\n\n  \
        #:schema ./.folio/pack.schema.json      in pack.toml\n  \
        #:schema ./.folio/entries.schema.json   in the files beside it\n\n\
        `folio new` writes both schemas and these lines. The examples write the schemas into the\n\
        folder that you are in; the files of the pack are then to begin with these lines.\n\n\
        Names that begin with a dot are no part of a pack. A schema allows all that `folio check` allows;\n\
        what it cannot know, such as whether an id is there, only the check tells.\n\n\
        Examples:\n  mkdir .folio\n  \
        folio schema pack > .folio/pack.schema.json\n  \
        folio schema entries > .folio/entries.schema.json"
)]
pub struct Schema {
    /// Which files: pack.toml, or all others
    #[arg(value_name = "FILES")]
    files: Files,
}

/// The files that a schema is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Files {
    /// pack.toml
    Pack,
    /// The files beside it, with entries and all else
    Entries,
}

impl Run for Schema {
    fn opens() -> Opens {
        Opens::Nothing
    }

    fn run(&self, _: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let schema = match self.files {
            Files::Pack => schema::pack(),
            Files::Entries => schema::entries(),
        };
        output.text_as_written(&schema::text(&schema));
        Ok(Exit::Done)
    }
}
