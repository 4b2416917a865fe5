//! What is said of addresses outside Folio.

/// What the popup of an address is called.
pub const TITLE: &str = "outside Folio";
/// The line that opens an address.
pub const OPEN: &str = "open it in the browser";
/// The line that copies an address.
pub const COPY: &str = "copy it";
/// What stands above an address as other programs are given it.
pub const IN_ASCII: &str = "in the letters of addresses:";
/// What is said where no program is given an address.
pub const NOT_OF_THE_WEB: &str = "Folio opens only web addresses";

/// What is copied since nobody would see a browser there.
pub const OVER_SSH: &str = "link (ssh shows no browser here)";
/// What is copied since there is no desktop.
pub const WITHOUT_DESKTOP: &str = "link (no desktop here opens it)";
/// What is copied since no program has taken the address.
pub const BY_NOBODY: &str = "link (no program here opens it)";

/// The message that a program was given an address on this host.
pub fn opened(host: &str, program: &str) -> String {
    format!("{host} was handed to {program}")
}
