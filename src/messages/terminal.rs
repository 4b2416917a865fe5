//! Sentences about the terminal: why the browser does not open there, and what went wrong in it.

/// The message that standard output is not a terminal.
pub fn no_terminal() -> &'static str {
    "the browser needs a terminal, and the output goes elsewhere; `folio list` and `folio show ID` \
     print the same entries as plain text, `folio --linear` reads commands line by line"
}

/// The message that there is no keyboard to read.
pub fn no_keyboard() -> &'static str {
    "the browser needs a terminal to read keys from, and there is none; `folio list` and \
     `folio show ID` print the same entries as plain text, `folio --linear` reads commands line by line"
}

/// The message that the terminal could not be written to.
pub fn output_failed(reason: &str) -> String {
    format!("the terminal could not be written to: {reason}")
}

/// The message that a thread could not be started, and what to look at.
pub fn no_thread(reason: &str) -> String {
    format!(
        "a thread could not be started: {reason}; unset RUST_MIN_STACK if it is set, or raise the limits \
         on memory and processes (`ulimit -a` shows them)"
    )
}

/// The message that the terminal could not be read.
pub fn input_failed(reason: &str) -> String {
    format!("the terminal could not be read: {reason}")
}

/// The message that the browser cannot be suspended, because nothing would continue it.
pub fn cannot_stop() -> &'static str {
    "there is no shell to return to, so folio goes on"
}

/// The message that the program has a fault, for a terminal that was restored.
pub fn fault(message: &str, place: &str) -> String {
    format!(
        "folio: a fault in the program, please report it: {message} ({place})\n\
         Your terminal was given back; nothing that you read was changed."
    )
}

/// The notice that something in the background failed.
pub fn worker_fault(message: &str, place: &str) -> String {
    format!("A fault in the program, please report it: {message} ({place})")
}

/// The place of a fault in the program's source.
pub fn place(file: &str, line: u32) -> String {
    format!("{file}:{line}")
}

/// The text for a fault that says nothing about itself.
pub fn unknown_fault() -> &'static str {
    "it says nothing about itself"
}

/// The notice that the settings were changed and taken in.
pub const SETTINGS_READ: &str = "settings taken in";
