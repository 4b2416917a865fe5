//! What is said around the guide: its generated parts, and how to read it from a shell.

/// What stands for the keys of an action that has none.
pub const NO_KEY: &str = "no key";

/// What stands between the last two of several keys.
pub const OR: &str = " or ";

/// The heads of a table of keys.
pub const KEYS_AND_WHAT: [&str; 2] = ["Keys", "What they do"];

/// The line above a command's form.
pub fn usage(form: &str) -> String {
    format!("Type `{form}`")
}

/// The options that a command takes because every command does, in Markdown.
pub fn takes_all(command: &str, options: &str) -> String {
    format!("Like other commands, {command} also takes {options}.")
}

/// What an option is where it is not given.
pub fn by_default(value: &str) -> String {
    format!("`{value}` by default")
}

/// The heading above the examples of a command.
pub const EXAMPLES: &str = "Examples";

/// The line that says how to read on, where the guide is printed and not opened.
pub const HOW_TO_READ_ON: &str = "folio guide NAME prints a page or a theme of these; in a terminal, folio guide opens them all.";

/// The message that no page has this name; those that have what was typed may follow.
pub fn no_page(wanted: &str, some_follow: bool) -> String {
    let no_page = format!("no page of the guide is called \"{wanted}\"");
    if some_follow {
        format!("{no_page}; it is in these:")
    } else {
        format!("{no_page}; `folio guide` has them all")
    }
}

/// The heading above the row of the help that names the guide.
pub const TITLE: &str = "MANUAL";

/// What is typed in a shell for the guide.
pub const TYPED_FOR_IT: &str = "folio guide";

/// What the guide has.
pub const WHAT_IT_HAS: &str = "every view, key and command, to be read";

/// How the guide is opened, for who asks for it in the browser.
pub const HOW_TO_OPEN: &str =
    "type folio guide in a shell: the guide opens in a browser of its own";

/// The head above what can be typed into a search.
pub const TYPED: &str = "Typed";

/// The head above what is found.
pub const FINDS: &str = "Finds";
