//! `folio completions`: what has a shell complete command lines of Folio, and the answers to the shell while
//! somebody types. Refuses to know: what can stand for an argument.

use std::{env, panic};

use clap::{Args, ValueEnum};
use clap_complete::env::Shells;
use clap_complete_nushell::Nushell;

use super::args::Global;
use super::output::Output;
use super::{Exit, Failure, Opens, Run, command, completing};

/// The variable by which the script of a shell asks.
const VARIABLE: &str = "FOLIO_COMPLETE";

/// Print what has your shell complete commands, options, ids of entries, themes, routes
#[derive(Args, Debug)]
#[command(
    after_help = "The script asks Folio while you type, so that it knows the packs that are named on the line. A \
        large folder is completed once it was opened. Nushell's knows commands and options only.\n\n\
        Examples:\n  \
        folio completions bash > ~/.local/share/bash-completion/completions/folio\n  \
        folio completions zsh > ~/.zfunc/_folio\n  \
        folio completions fish > ~/.config/fish/completions/folio.fish\n  \
        folio completions elvish >> ~/.config/elvish/rc.elv\n  \
        folio completions powershell >> $PROFILE\n  \
        folio completions nushell > ~/.config/nushell/autoload/folio.nu"
)]
pub struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// A shell that completes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Shell {
    /// GNU Bash
    Bash,
    /// Zsh
    Zsh,
    /// Fish
    Fish,
    /// `PowerShell`, on any system
    Powershell,
    /// Elvish
    Elvish,
    /// Nushell
    Nushell,
}

/// What Bash's script has between candidates: a sign that no terminal is to be sent.
const BETWEEN_IN_BASH: &str = r"$'\013'";

/// What it has instead.
const BETWEEN: &str = r"$'\n'";

/// What Zsh runs when it takes the script from a folder, and asks it at the same time.
const ZSH_AT_ONCE: &str = "
if [ \"$funcstack[1]\" = \"_folio\" ]; then
    _clap_dynamic_completer_folio \"$@\"
fi
";

impl Run for Completions {
    fn opens(&self) -> Opens {
        Opens::Nothing
    }

    fn run(&self, _: &Global, output: &mut Output) -> Result<Exit, Failure> {
        output.text_as_written(&self.shell.script());
        Ok(Exit::Done)
    }
}

impl Shell {
    /// Returns what the shell is to read.
    fn script(self) -> String {
        let name = match self {
            Self::Bash => "bash",
            Self::Zsh => "zsh",
            Self::Fish => "fish",
            Self::Powershell => "powershell",
            Self::Elvish => "elvish",
            Self::Nushell => return of_nushell(),
        };
        let shell = Shells::builtins();
        let shell = shell.completer(name).expect("a test asks for every shell");
        let mut script = Vec::new();
        shell
            .write_registration(VARIABLE, "folio", "folio", "folio", &mut script)
            .expect("memory takes all text");
        let script = String::from_utf8(script).expect("scripts are text");
        match self {
            Self::Bash => script.replace(BETWEEN_IN_BASH, BETWEEN),
            Self::Zsh => script + ZSH_AT_ONCE,
            _ => script,
        }
    }
}

/// Returns the script of Nushell, which asks nothing.
fn of_nushell() -> String {
    let mut script = Vec::new();
    clap_complete::generate(Nushell, &mut command(), "folio", &mut script);
    String::from_utf8(script).expect("scripts are text")
}

/// Answers the script of a shell that asks how a command line can go on; returns whether one has asked.
/// Whatever is wrong, nothing is said of it: the prompt is no place for that.
pub fn answer() -> bool {
    let Some(name) = env::var(VARIABLE).ok() else { return false };
    let shells = Shells::builtins();
    let (shell, words) = (shells.completer(&name), completing::words());
    let (Some(shell), Some(words)) = (shell, words) else { return false };
    panic::set_hook(Box::new(|_| {}));
    let folder = env::current_dir().ok();
    let mut answer = Vec::new();
    if shell.write_complete(&mut command(), words, folder.as_deref(), &mut answer).is_ok() {
        let mut output = Output::plain();
        output.text_as_written(&String::from_utf8_lossy(&answer));
        output.finish(Exit::Done);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shell_has_a_script_that_names_folio() {
        for shell in Shell::value_variants() {
            let script = shell.script();
            assert!(script.contains("folio"), "{shell:?}: {script}");
            let asks = script.contains(VARIABLE);
            assert_eq!(asks, *shell != Shell::Nushell, "{shell:?}");
        }
    }
}
