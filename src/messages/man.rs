//! What stands in the manual pages beside the help.

/// What the pages are part of.
pub const MANUAL: &str = "Folio";

/// The heading above the forms of a command.
pub const SYNOPSIS: &str = "SYNOPSIS";

/// The heading above the commands.
pub const COMMANDS: &str = "COMMANDS";

/// The heading above examples.
pub const EXAMPLES: &str = "EXAMPLES";

/// The heading above the files that Folio keeps.
pub const FILES: &str = "FILES";

/// The heading above the variables that it reads.
pub const ENVIRONMENT: &str = "ENVIRONMENT";

/// The heading above the exit codes.
pub const EXIT_STATUS: &str = "EXIT STATUS";

/// The heading above where more is told.
pub const SEE_ALSO: &str = "SEE ALSO";

/// Where more is told.
pub const GUIDE_HAS_MORE: &str = "`folio guide` opens the manual with every view and key; `folio help pack` prints the pack format.";

/// The message that pages could not be written.
pub fn not_written(folder: &str, why: &str) -> String {
    format!("could not write into {folder}: {why}")
}
