//! How many colours a terminal has, by what it says of itself in the environment. Refuses to know: the
//! environment itself, which whoever asks reads.

/// How many colours there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// None.
    Mono,
    /// Eight or sixteen, which the terminal chooses.
    Sixteen,
    /// 256, all but the first sixteen the same everywhere.
    Indexed,
    /// All of sRGB.
    True,
}

/// Why there are to be no colours, whatever the terminal has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colourless {
    /// An option says so.
    Asked,
    /// A setting says so.
    Set,
    /// `NO_COLOR` says so.
    NoColor,
    /// `CLICOLOR=0` says so.
    Clicolor,
}

/// Terminals that have all colours and do not always say so in `COLORTERM`, which does not reach the other
/// end of ssh.
const TRUE: [&str; 7] =
    ["xterm-kitty", "xterm-ghostty", "alacritty", "wezterm", "contour", "foot", "rio"];

/// Programs that have all colours, by `TERM_PROGRAM`.
const TRUE_PROGRAMS: [&str; 5] = ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper"];

impl Depth {
    /// Returns how many colours a terminal has that is described by variables: `COLORTERM` where it says,
    /// then `TERM`, `TERM_PROGRAM` and `WT_SESSION`.
    pub fn told_by(variable: impl Fn(&str) -> Option<String>) -> Self {
        let term = variable("TERM").unwrap_or_default();
        let term = term.as_str();
        if is_mono(term) {
            return Self::Mono;
        }
        let colorterm = variable("COLORTERM").unwrap_or_default();
        // GNU screen hands the variable on and shows 256 colours at the most.
        let screen = term.starts_with("screen") && variable("TMUX").is_none();
        let nested = term.starts_with("screen") || term.starts_with("tmux");
        let program = variable("TERM_PROGRAM").filter(|_| !nested).unwrap_or_default();
        let is_true = matches!(&*colorterm, "truecolor" | "24bit")
            || term.ends_with("-direct")
            || term.contains("truecolor")
            || TRUE.iter().any(|name| named(term, name))
            || TRUE_PROGRAMS.contains(&&*program)
            || !nested && variable("WT_SESSION").is_some();
        if is_true && !screen {
            Self::True
        } else if is_true || term.contains("256color") || program == "Apple_Terminal" {
            Self::Indexed
        } else {
            Self::Sixteen
        }
    }
}

/// Returns whether a terminal is of some name, with or without what follows a hyphen.
fn named(term: &str, name: &str) -> bool {
    term.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// Returns whether a terminal has no colours: those of Digital before the VT525, and what says so by its
/// name.
fn is_mono(term: &str) -> bool {
    let vt =
        term.strip_prefix("vt").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    vt && !term.starts_with("vt525")
        || term == "dumb"
        || term.ends_with("-m")
        || term.ends_with("-mono")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(variables: &str, expected: Depth) {
        let variable = |name: &str| {
            let pairs = variables.split(' ').filter_map(|pair| pair.split_once('='));
            pairs.into_iter().find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
        };
        assert_eq!(Depth::told_by(variable), expected, "{variables}");
    }

    #[test]
    fn terminals_have_the_colours_that_they_say() {
        check("TERM=xterm-256color COLORTERM=truecolor", Depth::True);
        check("TERM=xterm COLORTERM=24bit", Depth::True);
        check("TERM=xterm-kitty", Depth::True);
        check("TERM=foot-extra", Depth::True);
        check("TERM=footing", Depth::Sixteen);
        check("TERM=xterm-direct", Depth::True);
        check("TERM=xterm-256color TERM_PROGRAM=iTerm.app", Depth::True);
        check("WT_SESSION=1", Depth::True);
        check("TERM=xterm-256color TERM_PROGRAM=Apple_Terminal", Depth::Indexed);
        check("TERM=xterm-256color", Depth::Indexed);
        check("TERM=xterm-256color COLORTERM=yes", Depth::Indexed);
        check("TERM=tmux-256color COLORTERM=truecolor TMUX=/tmp/0", Depth::True);
        check("TERM=screen-256color COLORTERM=truecolor TMUX=/tmp/0", Depth::True);
        check("TERM=tmux-256color TERM_PROGRAM=WezTerm", Depth::Indexed);
        check("TERM=screen COLORTERM=truecolor", Depth::Indexed);
        check("TERM=screen", Depth::Sixteen);
        check("TERM=linux", Depth::Sixteen);
        check("TERM=xterm", Depth::Sixteen);
        check("TERM=ansi", Depth::Sixteen);
        check("", Depth::Sixteen);
        check("TERM=vt100", Depth::Mono);
        check("TERM=vt220 COLORTERM=truecolor", Depth::Mono);
        check("TERM=vt525", Depth::Sixteen);
        check("TERM=linux-m", Depth::Mono);
        check("TERM=xterm-mono", Depth::Mono);
    }
}
