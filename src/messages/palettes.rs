//! What is said of palettes: of their files, of choosing one, and why one does not show. Names and paths
//! are how they are written.

/// What the colours for a light background are in sentences.
pub const ON_LIGHT: &str = "a palette on a light background";
/// What the colours for a dark background are in sentences.
pub const ON_DARK: &str = "a palette on a dark background";

/// The message that a file has no colours.
pub fn no_colours() -> String {
    "a palette needs a table `light` or `dark`".to_owned()
}

/// The hint for [`no_colours`].
pub fn add_colours() -> &'static str {
    "write `[dark]`, and below it `text`, `accent` and `quiet`, each a colour such as \"#d0c8b0\""
}

/// The hint on the form of a colour.
pub const COLOUR_SHAPE: &str = "write a colour as \"#rrggbb\", such as \"#d0c8b0\"";

/// The message that something is hard to read or to see.
pub fn faint(key: &str, on: &str, contrast: f64, least: f64) -> String {
    // What is just too little does not become enough by rounding.
    let contrast = (contrast * 100.0).floor() / 100.0;
    format!("`{key}` has a contrast of {contrast:.2} on `{on}`, and should have {least}")
}

/// The hint that a colour should be darker.
pub const DARKER: &str = "make it darker";
/// The hint that a colour should be lighter.
pub const LIGHTER: &str = "make it lighter";
/// The hint that two colours should differ more.
pub const MORE_DIFFERENT: &str = "make one of them lighter or darker";

/// The message that a file cannot be a palette by its name.
pub fn bad_name(name: &str) -> String {
    format!("\"{name}\" cannot be the name of a palette: it may have a-z, 0-9 and -")
}

/// The message that a name means the terminal's own colours.
pub fn taken(name: &str) -> String {
    format!("\"{name}\" is the name of the terminal's own colours")
}

/// The hint for [`bad_name`] and [`taken`].
pub const RENAME: &str = "give the file another name";

/// The message that no palette has a name.
pub fn unknown(name: &str, meant: Option<&str>) -> String {
    match meant {
        Some(meant) => format!("there is no palette \"{name}\"; did you mean \"{meant}\"?"),
        None => format!("there is no palette \"{name}\"; `folio palettes` lists them"),
    }
}

/// What is wrong in a file, behind its place.
pub fn at_place(place: &str, message: &str) -> String {
    format!("{place}: {message}")
}

/// The message that a palette is shown that is made for the other background.
pub fn other_background(name: &str, background: &str) -> String {
    format!("{name} has colours for a {background} background alone")
}

/// The message that a palette was chosen, and where that was written.
pub fn kept(name: &str, path: &str) -> String {
    format!("{name}, kept in {path}")
}

/// What is said behind that of a palette that is kept where something else goes before it.
pub fn kept_below(source: &str) -> String {
    format!("but {source} decides at the next start")
}

/// The message that a palette was chosen, and why it is another one the next time.
pub fn not_kept(name: &str, why: &str) -> String {
    format!("{name}, until Folio ends: {why}")
}

/// The failure that a palette was chosen and is not kept.
pub fn was_not_kept(name: &str, why: &str) -> String {
    format!("the palette {name} is not kept: {why}")
}

/// Why no colours show: an option.
pub const COLOURLESS_OPTION: &str = "No colours show: Folio was asked for none (--color never).";
/// Why no colours show: a setting.
pub const COLOURLESS_SETTING: &str = "No colours show: the setting `color` is \"never\".";
/// Why no colours show: a variable.
pub const COLOURLESS_NO_COLOR: &str = "No colours show: NO_COLOR is set.";
/// Why no colours show: another variable.
pub const COLOURLESS_CLICOLOR: &str = "No colours show: CLICOLOR is 0.";
/// Why no colours show: the terminal.
pub const COLOURLESS_TERMINAL: &str = "No colours show: TERM names a terminal without any.";
/// Why all palettes look alike: too few colours.
pub const SIXTEEN_COLOURS: &str =
    "This terminal has 16 colours, which are its own: all palettes look like the first.";

/// The title of the list to choose from.
pub const TITLE: &str = "Palettes";
/// Which backgrounds a palette has colours for; those of one background stand below each other.
pub fn suits(light: bool, dark: bool) -> &'static str {
    match (light, dark) {
        (true, true) => "light dark",
        (true, false) => "light",
        (false, true) => "      dark",
        (false, false) => BROKEN,
    }
}

/// Behind a palette whose file has an error.
pub const BROKEN: &str = "broken";

/// Where the terminal's own colours come from.
pub const OF_TERMINAL: &str = "the terminal's own colours";
/// Where a palette in the program comes from.
pub const SHIPPED: &str = "shipped";

/// Where palettes of one's own go.
pub fn own_folder(folder: &str) -> String {
    format!("palettes of your own: {folder}/NAME.toml")
}
