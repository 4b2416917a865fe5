//! `folio completions`: what has a shell complete command lines of Folio, and the answers to the shell while
//! somebody types. Refuses to know: what can stand for an argument.

mod line;

use std::ffi::OsString;
use std::{env, panic};

use clap::{Args, ValueEnum};
use clap_complete::CompletionCandidate;
use clap_complete::engine::complete;
use clap_complete::env::Shells;
use clap_complete_nushell::Nushell;

use super::args::Global;
use super::output::Output;
use super::{Exit, Failure, Opens, Run, command, completing};
use line::Line;

/// The variable by which the script of a shell asks.
const VARIABLE: &str = "FOLIO_COMPLETE";

/// What stands before the words that a script asks about.
const ASKED: &str = "--";

/// Print the completion script of a shell
///
/// It completes commands, options, paths, and the ids of entries, themes and routes.
#[derive(Args, Debug)]
#[command(
    after_help = "The script asks Folio while you type, so that it knows the packs that are named on the line. A \
        large folder is completed once it was opened. Nushell's knows commands and options only.\n\n\
        Each example sets up one shell, and the next one that you start completes. In Zsh the script starts \
        compinit if nothing else has.\n\n\
        Examples:\n  \
        echo 'source <(folio completions bash)' >> ~/.bashrc\n  \
        echo 'source <(folio completions zsh)' >> ~/.zshrc\n  \
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
    #[value(help = "PowerShell, on any system")]
    Powershell,
    /// Elvish
    Elvish,
    /// Nushell
    Nushell,
}

/// What Bash reads. It parts words at `=` and `:` too, and is given what follows the last of these in its own word
/// (`$2`); it writes what it is given as it is. A blank follows unless the word can go on, and a quotation
/// stays open behind a folder.
const BASH: &str = r#"_folio() {
    local answer
    COMPREPLY=()
    while IFS= read -r answer; do
        COMPREPLY+=("$answer")
    done < <(FOLIO_COMPLETE=bash folio -- "${COMP_LINE:0:$COMP_POINT}" "$2" 2>/dev/null)
    if [[ ${#COMPREPLY[@]} -ne 1 ]]; then
        return
    elif [[ ${COMPREPLY[0]} == */ ]]; then
        compopt -o filenames -o noquote 2>/dev/null
    elif [[ ${COMPREPLY[0]} != *[=:] ]]; then
        compopt +o nospace 2>/dev/null
    fi
}
complete -o nospace -o bashdefault -o nosort -F _folio folio 2>/dev/null ||
    complete -o nospace -o bashdefault -F _folio folio
"#;

/// What Zsh reads, from a folder of functions or in its own file. Words are as they were typed; of a quotation that is
/// open the mark is no part of what is replaced (`PREFIX`).
const ZSH: &str = r#"#compdef folio
_folio() {
    local before="${(j: :)words[1,CURRENT-1]} " answer
    local -a whole open
    for answer in "${(@f)$(FOLIO_COMPLETE=zsh folio -- "$before$QIPREFIX$IPREFIX$PREFIX" "$PREFIX" 2>/dev/null)}"; do
        if [[ -z $answer ]]; then
            continue
        elif [[ ${answer%%$'\t'*} == *[/=:] ]]; then
            open+=("${answer/$'\t'/:}")
        else
            whole+=("${answer/$'\t'/:}")
        fi
    done
    (( $#open )) && _describe -V 'folio' open -Q -U -S ''
    (( $#whole )) && _describe -V 'folio' whole -Q -U
}
if [[ ${funcstack[1]} == _folio ]]; then
    _folio "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
    compdef _folio folio
fi
"#;

/// What Fish reads.
const FISH: &str = "complete --command folio --no-files --keep-order --arguments \
    '(FOLIO_COMPLETE=fish folio -- (commandline --current-process --cut-at-cursor | string collect) 2>/dev/null)'\n";

impl Run for Completions {
    fn opens() -> Opens {
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
            Self::Bash => return BASH.to_owned(),
            Self::Zsh => return ZSH.to_owned(),
            Self::Fish => return FISH.to_owned(),
            Self::Nushell => return of_nushell(),
            Self::Powershell => "powershell",
            Self::Elvish => "elvish",
        };
        let shells = Shells::builtins();
        let shell = shells.completer(name).expect("a test asks for every shell");
        let mut script = Vec::new();
        shell
            .write_registration(VARIABLE, "folio", "folio", "folio", &mut script)
            .expect("memory takes all text");
        String::from_utf8(script).expect("scripts are text")
    }

    /// Returns the question of its script: Bash, Zsh and Fish tell the line as it was typed, the first two with what
    /// they would replace; the others tell words.
    fn asked(self, mut words: impl Iterator<Item = OsString>) -> Option<Asked> {
        if words.next()? != ASKED {
            return None;
        }
        match self {
            Self::Bash | Self::Zsh | Self::Fish => {
                let line = Line::read(words.next()?.to_str()?, |name| env::var(name).ok());
                let replaced = words.next().and_then(|it| it.into_string().ok());
                Some(Asked::Line { line, replaced: replaced.unwrap_or_default() })
            }
            Self::Powershell | Self::Elvish => Some(Asked::Words(words.collect())),
            Self::Nushell => None,
        }
    }
}

/// What is to be completed.
enum Asked {
    /// A line as it was typed, and the end of it that the shell replaces.
    Line { line: Line, replaced: String },
    /// Words as a command gets them, the one at the cursor last.
    Words(Vec<OsString>),
}

impl Asked {
    fn words(&self) -> Vec<OsString> {
        match self {
            Self::Line { line, .. } => line.words().iter().map(OsString::from).collect(),
            Self::Words(words) => words.clone(),
        }
    }

    /// Writes a candidate as the script takes it; `None` if it is no text that can stand in a line.
    fn answer(&self, shell: Shell, candidate: &CompletionCandidate) -> Option<String> {
        let value =
            candidate.get_value().to_str().filter(|value| !value.contains(char::is_control))?;
        let help = candidate.get_help().map(ToString::to_string);
        let help =
            help.as_deref().and_then(|help| help.lines().next()).filter(|help| !help.is_empty());
        let value = match self {
            Self::Line { line, .. } if shell == Shell::Fish => line.unquoted(value),
            Self::Line { line, replaced } => line.replacement(value, replaced),
            Self::Words(_) => value.to_owned(),
        };
        let value = match shell {
            // The others that are given words quote by themselves what they write.
            Shell::Powershell if !value.chars().all(is_plain) => {
                format!("'{}'", value.replace('\'', "''"))
            }
            // Its list has what explains a candidate behind a colon.
            Shell::Zsh => value.replace('\\', r"\\").replace(':', r"\:"),
            _ => value,
        };
        Some(match help {
            Some(help) if !matches!(shell, Shell::Bash | Shell::Elvish) => {
                format!("{value}\t{help}\n")
            }
            _ => value + "\n",
        })
    }
}

/// Returns whether `PowerShell` does not take a sign for its own.
fn is_plain(c: char) -> bool {
    c.is_alphanumeric() || "-._/:=@%+,\\".contains(c)
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
    let Ok(shell) = Shell::from_str(&name, false) else { return false };
    let Some(asked) = shell.asked(env::args_os().skip(1)) else { return false };
    panic::set_hook(Box::new(|_| {}));
    let words = asked.words();
    let last = words.len().saturating_sub(1);
    completing::on_line(words.clone());
    let folder = env::current_dir().ok();
    if let Ok(found) = complete(&mut command(), words, last, folder.as_deref()) {
        let answer: String = found.iter().filter_map(|one| asked.answer(shell, one)).collect();
        let mut output = Output::plain();
        output.text_as_written(&answer);
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
            let asks = script.contains(&format!("{VARIABLE}="))
                || script.contains(&format!("$env:{VARIABLE} ="));
            assert_eq!(asks, *shell != Shell::Nushell, "{shell:?}");
        }
    }
}
