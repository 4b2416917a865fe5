//! What the terminal is known for, as far as the environment tells. Refuses to know: what it is told and
//! asked.
//!
//! A terminal is asked rather than guessed wherever it can answer; what is decided here is what must be known
//! before anything is asked, and what no terminal answers.

use std::env;

use crate::palettes::Background;
use crate::text::glyphs::Glyphs;

use crate::settings::{Name, Settings, Source};

/// What a terminal is known for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repute {
    /// Whether it takes what it does not know in silence. The oldest type it out, and the console of Linux
    /// did so until version 5.
    pub converses: bool,
    /// Whether it can be given a title that is taken back. GNU screen keeps the last one.
    pub keeps_title: bool,
    /// Whether it shows links to the web as such.
    pub hyperlinks: bool,
    /// What its background is like, as long as it has not said so itself.
    pub background: Option<Background>,
}

/// Why links are shown as such, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinksBecause {
    /// The settings say so.
    Setting,
    /// The variable `FORCE_HYPERLINK` says so.
    Forced,
    /// The terminal is too simple.
    Simple,
    /// It is GNU screen, which types the rest of a long address.
    Screen,
    /// A variable names a terminal that shows them.
    Known(&'static str),
    /// No variable does.
    Unknown,
}

impl Default for Repute {
    fn default() -> Self {
        Self { converses: true, keeps_title: true, hyperlinks: false, background: None }
    }
}

impl Repute {
    /// Returns what the terminal is known for that the environment describes, unless the reader has settled
    /// it.
    pub fn from_environment(settings: &Settings) -> Self {
        Self::of(settled(settings), &variable)
    }

    fn of(hyperlinks: Option<bool>, variable: &Variables<'_>) -> Self {
        let converses = !is_simple(&variable("TERM"));
        Self {
            converses,
            keeps_title: converses && !is_in_screen(variable),
            hyperlinks: decide_hyperlinks(hyperlinks, variable).0,
            background: background(&variable("COLORFGBG")),
        }
    }
}

/// Decides whether links to the web are shown as such, and says why.
pub fn hyperlinks_of_browser(settings: &Settings) -> (bool, LinksBecause) {
    decide_hyperlinks(settled(settings), &variable)
}

fn settled(settings: &Settings) -> Option<bool> {
    match settings.word(Name::Hyperlinks) {
        "always" => Some(true),
        "never" => Some(false),
        _ => None,
    }
}

/// Returns whether the mouse is taken. GNU screen keeps Esc back until the next key as long as it is, so that
/// there only those have it who have asked for it.
pub fn takes_mouse(settings: &Settings) -> bool {
    let is_settled = settings.given(Name::Mouse).source != Source::Default;
    settings.is_on(Name::Mouse) && (is_settled || !is_in_screen(&variable))
}

/// Returns which glyphs are drawn if nobody has said so. The console of Linux has the letters of one small font, and
/// where the language is written in less than Unicode, those of ASCII alone.
pub fn glyphs() -> Glyphs {
    match (variable("TERM").starts_with("linux"), encoding(&variable).1) {
        (false, _) => Glyphs::Unicode,
        (true, true) => Glyphs::Console,
        (true, false) => Glyphs::Ascii,
    }
}

/// Returns which variable decides about the encoding, and whether it is UTF-8: the first of the three that is
/// set and not empty, as POSIX has it.
pub fn encoding_of_environment() -> (Option<&'static str>, bool) {
    encoding(&variable)
}

/// The variables of an environment by their names; empty if they are not set.
type Variables<'a> = dyn Fn(&str) -> String + 'a;

fn variable(name: &str) -> String {
    env::var_os(name).map_or_else(String::new, |value| value.to_string_lossy().into_owned())
}

fn encoding(variable: &Variables<'_>) -> (Option<&'static str>, bool) {
    let decides = |name: &&str| !variable(name).is_empty();
    let deciding = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find(decides);
    let value = deciding.map_or_else(String::new, |name| variable(name).to_uppercase());
    (deciding, value.contains("UTF-8") || value.contains("UTF8"))
}

fn is_simple(term: &str) -> bool {
    const SIMPLE: [&str; 7] = ["ansi", "dumb", "sun", "vt52", "vt100", "vt102", "vt220"];
    let machines = ["linux", "cons25"];
    SIMPLE.contains(&term) || machines.iter().any(|machine| term.starts_with(machine))
}

/// With tmux around it or in it nothing tells which of them is the terminal; what both can do is done then.
fn is_in_screen(variable: &Variables<'_>) -> bool {
    !variable("STY").is_empty()
}

/// The crate `supports-hyperlinks` reads the same variables, but takes those of the terminal around GNU
/// screen and tmux for theirs.
fn decide_hyperlinks(wish: Option<bool>, variable: &Variables<'_>) -> (bool, LinksBecause) {
    let forced = variable("FORCE_HYPERLINK");
    match wish {
        Some(wish) => (wish, LinksBecause::Setting),
        None if !forced.is_empty() => (forced.trim() != "0", LinksBecause::Forced),
        None if is_simple(&variable("TERM")) => (false, LinksBecause::Simple),
        None if is_in_screen(variable) => (false, LinksBecause::Screen),
        None => match known_by(variable) {
            Some(name) => (true, LinksBecause::Known(name)),
            None => (false, LinksBecause::Unknown),
        },
    }
}

/// Returns the variable that names a terminal which shows links.
fn known_by(variable: &Variables<'_>) -> Option<&'static str> {
    const PROGRAMS: [&str; 12] = [
        "contour",
        "ghostty",
        "Hyper",
        "iTerm.app",
        "mintty",
        "rio",
        "Tabby",
        "terminology",
        "vscode",
        "WarpTerminal",
        "WezTerm",
        "zed",
    ];
    const TERMS: [&str; 9] = [
        "alacritty",
        "alacritty-direct",
        "contour",
        "foot",
        "foot-extra",
        "rio",
        "wezterm",
        "xterm-ghostty",
        "xterm-kitty",
    ];
    let is_set = |name: &str| !variable(name).is_empty();
    let is_at_least = |name, least: u32| variable(name).parse().is_ok_and(|it: u32| it >= least);
    if is_set("TMUX") {
        // The first that knows links tells them to the terminal around it, if that shows them.
        let knows = is_tmux_since(&variable("TERM_PROGRAM_VERSION"), (3, 4));
        return (variable("TERM_PROGRAM") == "tmux" && knows).then_some("TERM_PROGRAM");
    }
    match () {
        () if PROGRAMS.contains(&&*variable("TERM_PROGRAM")) => Some("TERM_PROGRAM"),
        () if TERMS.contains(&&*variable("TERM")) => Some("TERM"),
        // 0.50 is the first that shows them, and Konsole's 20.12.
        () if is_at_least("VTE_VERSION", 5000) => Some("VTE_VERSION"),
        () if is_at_least("KONSOLE_VERSION", 201_200) => Some("KONSOLE_VERSION"),
        () => ["WT_SESSION", "DOMTERM"].into_iter().find(|name| is_set(name)),
    }
}

fn is_tmux_since(version: &str, first: (u32, u32)) -> bool {
    let mut numbers = version.trim_start_matches("next-").split(|c: char| !c.is_ascii_digit());
    let mut number = || numbers.next()?.parse::<u32>().ok();
    number().zip(number()).is_some_and(|version| version >= first)
}

/// Reads the variable that rxvt and Konsole set: the colours of text and background by their numbers, of
/// which white and the bright ones but dark grey are light.
fn background(colours: &str) -> Option<Background> {
    match colours.rsplit_once(';')?.1.parse().ok()? {
        0_u8..=6 | 8 => Some(Background::Dark),
        7 | 9..=15 => Some(Background::Light),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment<'a>(set: &'a [(&'a str, &'a str)]) -> impl Fn(&str) -> String + 'a {
        |name| set.iter().find(|(it, _)| *it == name).map_or_else(String::new, |it| it.1.to_owned())
    }

    #[test]
    fn links_are_shown_where_a_terminal_is_known_to_show_them() {
        use LinksBecause::{Forced, Known, Screen, Setting, Simple, Unknown};
        #[track_caller]
        fn check(wish: Option<bool>, set: &[(&str, &str)], expected: (bool, LinksBecause)) {
            assert_eq!(decide_hyperlinks(wish, &environment(set)), expected, "{set:?}");
        }
        let auto = None;
        check(auto, &[("TERM", "xterm-256color")], (false, Unknown));
        check(auto, &[("TERM", "xterm-kitty")], (true, Known("TERM")));
        check(auto, &[("TERM_PROGRAM", "WezTerm")], (true, Known("TERM_PROGRAM")));
        check(auto, &[("TERM_PROGRAM", "Apple_Terminal")], (false, Unknown));
        check(auto, &[("VTE_VERSION", "7600")], (true, Known("VTE_VERSION")));
        check(auto, &[("VTE_VERSION", "4800")], (false, Unknown));
        check(auto, &[("KONSOLE_VERSION", "220400")], (true, Known("KONSOLE_VERSION")));
        check(auto, &[("WT_SESSION", "x")], (true, Known("WT_SESSION")));
        check(auto, &[("ZELLIJ", "0"), ("TERM", "foot")], (true, Known("TERM")));
        check(auto, &[("TERM", "linux"), ("WT_SESSION", "x")], (false, Simple));
        check(auto, &[("TERM", "dumb")], (false, Simple));
        check(auto, &[("STY", "1.x"), ("VTE_VERSION", "7600")], (false, Screen));
        let tmux =
            |version| [("TMUX", "x"), ("TERM_PROGRAM", "tmux"), ("TERM_PROGRAM_VERSION", version)];
        check(auto, &tmux("3.4"), (true, Known("TERM_PROGRAM")));
        check(auto, &tmux("next-3.6"), (true, Known("TERM_PROGRAM")));
        check(auto, &tmux("3.3a"), (false, Unknown));
        check(auto, &tmux("master"), (false, Unknown));
        check(auto, &[("TMUX", "x"), ("VTE_VERSION", "7600")], (false, Unknown));
        check(auto, &[("FORCE_HYPERLINK", "1"), ("TERM", "linux")], (true, Forced));
        check(auto, &[("FORCE_HYPERLINK", "0"), ("TERM", "foot")], (false, Forced));
        check(Some(false), &[("FORCE_HYPERLINK", "1")], (false, Setting));
        check(Some(true), &[("TERM", "xterm")], (true, Setting));
    }

    #[test]
    fn terminals_that_type_out_what_they_do_not_know_are_told_nothing_new() {
        #[track_caller]
        fn check(set: &[(&str, &str)], expected: (bool, bool)) {
            let repute = Repute::of(None, &environment(set));
            assert_eq!((repute.converses, repute.keeps_title), expected, "{set:?}");
        }
        check(&[("TERM", "xterm-256color")], (true, true));
        check(&[("TERM", "vte-256color")], (true, true));
        check(&[], (true, true));
        check(&[("TERM", "linux")], (false, false));
        check(&[("TERM", "linux-16color")], (false, false));
        check(&[("TERM", "vt100")], (false, false));
        check(&[("TERM", "screen"), ("STY", "1.x")], (true, false));
        check(&[("TERM", "screen"), ("STY", "1.x"), ("TMUX", "x")], (true, false));
        check(&[("TERM", "screen"), ("TMUX", "x")], (true, true));
    }

    #[test]
    fn a_variable_may_say_what_the_background_is_like() {
        for (colours, expected) in [
            ("15;0", Some(Background::Dark)),
            ("0;15", Some(Background::Light)),
            ("0;default;7", Some(Background::Light)),
            ("7;8", Some(Background::Dark)),
            ("0;default", None),
            ("0;16", None),
            ("15", None),
            ("", None),
        ] {
            assert_eq!(background(colours), expected, "{colours}");
        }
    }

    #[test]
    fn the_first_variable_that_is_set_decides_about_the_encoding() {
        for (set, expected) in [
            (&[("LANG", "en_GB.UTF-8")][..], (Some("LANG"), true)),
            (&[("LC_ALL", "C"), ("LANG", "en_GB.UTF-8")], (Some("LC_ALL"), false)),
            (&[("LC_ALL", ""), ("LC_CTYPE", "zh_CN.utf8")], (Some("LC_CTYPE"), true)),
            (&[], (None, false)),
        ] {
            assert_eq!(encoding(&environment(set)), expected, "{set:?}");
        }
    }
}
