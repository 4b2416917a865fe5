//! What can be typed but for the arguments of subcommands. Refuses to know: what it does.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args, CommandFactory, Parser, ValueEnum};

use super::{Command, Opens, completing, repute};
use crate::messages::cli as messages;
use crate::settings::{ConfigFile, Layers, Name, Settings, Source, Value};
use crate::text::glyphs::Glyphs;

/// An offline knowledge browser for the terminal.
#[derive(Debug, Parser)]
#[command(
    name = "folio",
    version,
    about = "Explore a body of knowledge in the terminal, offline.",
    long_about = "Explore a body of knowledge in the terminal, offline.\n\nWithout a subcommand Folio \
        opens its terminal browser: on the built-in pack and those of the data folder, or on the \
        packs that are named.",
    after_help = "Examples:\n  folio                         read the built-in pack\n  \
        folio ./my-pack               read a pack of your own\n  \
        folio --find \"who pays\"       start with a search\n  \
        folio --linear                read without a screen, such as with a screen reader\n  \
        folio search supply chain     search from the shell\n  \
        folio show ppp                print one entry\n  \
        folio check ./my-pack         report every mistake of a pack",
    disable_help_subcommand = true,
    subcommand_precedence_over_arg = true,
    max_term_width = 100
)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own on the command line")]
pub struct Cli {
    /// What to do; the browser if nothing is named.
    #[command(subcommand)]
    pub command: Option<Command>,

    /// What to open in the browser: packs (each a folder with a pack.toml, or a file of `folio build`),
    /// Markdown, dictionaries, tables
    #[arg(value_name = "PACK")]
    pub packs: Vec<PathBuf>,

    /// Open the browser at this entry
    #[arg(long, value_name = "ID", add = completing::entries())]
    pub at: Option<String>,

    /// Open the browser with this search
    #[arg(long, value_name = "QUERY", add = completing::filters())]
    pub find: Option<String>,

    /// Open at the start, not where you stopped reading
    #[arg(long)]
    pub fresh: bool,

    /// Read without a screen: typed commands, numbered choices, plain lines
    #[arg(long)]
    pub linear: bool,

    /// Leave the mouse to the terminal
    #[arg(long)]
    pub no_mouse: bool,

    /// Show the browser in this palette; `folio palettes` lists them
    #[arg(long, value_name = "NAME", add = completing::palettes())]
    pub palette: Option<String>,

    /// What the terminal's background is like
    #[arg(long, value_name = "WHAT")]
    pub background: Option<Ground>,

    /// Print under which licences Folio and the tables in it are
    #[arg(long)]
    pub licenses: bool,

    /// Options that every command takes.
    #[command(flatten)]
    pub global: Global,
}

impl Cli {
    /// Returns what settings the command line asks for, and from which file.
    pub fn layers(&self) -> Layers {
        let Global { color, ascii, config, .. } = &self.global;
        let color = color.and_then(|when| when.to_possible_value());
        let color = color.map(|when| Value::Word(when.get_name().into()));
        let ground = self.background.and_then(|ground| ground.to_possible_value());
        let ground = ground.map(|ground| Value::Word(ground.get_name().into()));
        let palette = self.palette.as_deref().map(|name| Value::Word(name.into()));
        let (linear, fresh) = match &self.command {
            Some(Command::Guide(guide)) => (guide.is_linear(), guide.is_fresh()),
            _ => (false, false),
        };
        let (linear, fresh) = (self.linear || linear, self.fresh || fresh);
        let on = |given: bool, value| given.then_some(Value::Flag(value));
        let given = [
            (Name::Palette, palette, "--palette"),
            (Name::Background, ground, "--background"),
            (Name::Colour, color, "--color"),
            (Name::Ascii, on(*ascii, true), "--ascii"),
            (Name::Linear, on(linear, true), "--linear"),
            (Name::Mouse, on(self.no_mouse, false), "--no-mouse"),
            (Name::Resume, on(fresh, false), "--fresh"),
        ];
        let given = given.into_iter().filter_map(|(name, value, flag)| Some((name, value?, flag)));
        Layers { file: ConfigFile::find(config.as_deref()), flags: given.collect() }
    }

    /// Returns the error of an option that means nothing to the subcommand that it is given with.
    pub fn misplaced(&self) -> Option<clap::Error> {
        let command = self.command.as_ref()?;
        let error = |told| Self::command().error(ErrorKind::ArgumentConflict, told);
        self.misplaced_in_browser().or_else(|| self.unopened(command.opens())).map(error)
    }

    /// Says that an option belongs to the browser.
    fn misplaced_in_browser(&self) -> Option<String> {
        let given = [
            ("--at", self.at.is_some()),
            ("--find", self.find.is_some()),
            ("--fresh", self.fresh),
            ("--linear", self.linear),
            ("--no-mouse", self.no_mouse),
            ("--palette", self.palette.is_some()),
            ("--background", self.background.is_some()),
            ("--licenses", self.licenses),
        ];
        let (option, _) = given.into_iter().find(|&(_, given)| given)?;
        Some(messages::browser_option(option))
    }

    /// Returns the error of an option of the browser behind a subcommand, if that is what `error` is of.
    pub fn behind_subcommand(error: &clap::Error) -> Option<clap::Error> {
        let Some(ContextValue::String(typed)) = error.get(ContextKind::InvalidArg) else {
            return None;
        };
        let long = typed.strip_prefix("--")?;
        let mut folio = Self::command();
        let is_own = folio
            .get_arguments()
            .any(|argument| argument.get_long() == Some(long) && !argument.is_global_set());
        let told = is_own.then(|| messages::browser_option(typed))?;
        Some(folio.error(ErrorKind::ArgumentConflict, told))
    }

    /// Says that an option names what a subcommand does not open.
    fn unopened(&self, opens: Opens) -> Option<String> {
        let Global { packs, columns, all, .. } = &self.global;
        let (all, named) = (("--all", *all), !self.packs.is_empty());
        let given = [
            ("PACK", named),
            ("--pack", !packs.is_empty()),
            ("--columns", !columns.is_empty()),
            all,
        ];
        let among =
            |given: &[(&'static str, bool)]| given.iter().find(|one| one.1).map(|one| one.0);
        match opens {
            Opens::Packs => None,
            Opens::One => among(&[all]).map(messages::opens_one),
            Opens::Nothing => among(&given).map(messages::opens_nothing),
        }
    }
}

/// Options that every command takes.
#[derive(Args, Clone, Debug)]
pub struct Global {
    /// Use this pack (repeatable)
    #[arg(id = "pack", long = "pack", value_name = "PATH", global = true)]
    pub packs: Vec<PathBuf>,

    /// What the columns of tables without a header are called, `_` for what is left out: title,_,body
    #[arg(long, value_name = "NAMES", global = true, value_delimiter = ',')]
    pub columns: Vec<String>,

    /// Open the built-in pack and what `folio add` has added beside the named packs
    #[arg(long, global = true)]
    pub all: bool,

    /// Read the settings from this file
    #[arg(long, value_name = "FILE", global = true)]
    pub config: Option<PathBuf>,

    /// When to colour
    #[arg(long, value_name = "WHEN", global = true)]
    pub color: Option<ColorWhen>,

    /// Draw lines and marks in ASCII
    #[arg(long, global = true)]
    pub ascii: bool,

    /// Wrap printed text at this many columns
    #[arg(long, value_name = "COLUMNS", global = true, value_parser = clap::value_parser!(u16).range(1..))]
    pub width: Option<u16>,

    /// What holds, once all layers are read.
    #[arg(skip)]
    pub settings: Settings,

    /// What it was read from.
    #[arg(skip)]
    pub layers: Layers,
}

impl Global {
    /// Returns when to colour.
    pub fn color(&self) -> ColorWhen {
        when(&self.settings, Name::Colour)
    }

    /// Returns which glyphs are drawn.
    pub fn glyphs(&self) -> Glyphs {
        glyphs(&self.settings)
    }
}

/// Returns a setting that says when something is done.
pub fn when(settings: &Settings, name: Name) -> ColorWhen {
    ColorWhen::from_str(settings.word(name), false).unwrap_or(ColorWhen::Auto)
}

/// Returns which glyphs are drawn: those that the settings say, else those that the terminal is known for.
pub fn glyphs(settings: &Settings) -> Glyphs {
    match settings.given(Name::Ascii).source {
        Source::Default => repute::glyphs(),
        _ if settings.is_on(Name::Ascii) => Glyphs::Ascii,
        _ => Glyphs::Unicode,
    }
}

/// When output is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColorWhen {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What the terminal's background is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Ground {
    /// As the terminal says, else dark
    Auto,
    /// Light
    Light,
    /// Dark
    Dark,
}

/// Joins each pack to its option, since a pack may be called as a command is, which would come first.
pub fn with_packs_joined(words: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut joined: Vec<OsString> = Vec::new();
    let mut is_over = false;
    for word in words {
        let is_value = word == "-" || !word.as_encoded_bytes().starts_with(b"-");
        let option = joined.last_mut().filter(|last| *last == "--pack" && is_value && !is_over);
        if let Some(option) = option {
            option.push("=");
            option.push(word);
        } else {
            is_over |= word == "--";
            joined.push(word);
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::command;
    use crate::export;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn options_are_read_before_and_after_the_subcommand() {
        for line in ["folio --pack a list --ascii", "folio list --pack a --ascii"] {
            let cli = Cli::try_parse_from(line.split(' ')).unwrap();
            assert_eq!(cli.global.packs, [PathBuf::from("a")], "{line}");
            assert!(cli.global.ascii && matches!(cli.command, Some(Command::List(_))), "{line}");
        }
    }

    #[test]
    fn a_pack_may_be_called_as_a_command_is() {
        for (line, expected) in [
            ("folio --pack notes list", "folio --pack=notes list"),
            ("folio list --pack a --pack --json", "folio list --pack=a --pack --json"),
            ("folio list --pack -", "folio list --pack=-"),
            ("folio list --pack=a b", "folio list --pack=a b"),
            ("folio show x --pack", "folio show x --pack"),
            ("folio search -- --pack notes", "folio search -- --pack notes"),
        ] {
            let words = with_packs_joined(line.split(' ').map(OsString::from));
            assert_eq!(words.join(" ".as_ref()), expected);
        }
        let words = with_packs_joined("folio --pack notes list".split(' ').map(OsString::from));
        let cli = Cli::try_parse_from(words).unwrap();
        assert_eq!(cli.global.packs, [PathBuf::from("notes")]);
        assert!(matches!(cli.command, Some(Command::List(_))));
    }

    /// Every subcommand with arguments that it takes, and what it opens.
    const SUBCOMMANDS: [(&str, Opens); 34] = [
        ("list", Opens::Packs),
        ("show ppp", Opens::Packs),
        ("search ppp", Opens::Packs),
        ("links ppp", Opens::Packs),
        ("cite ppp", Opens::Packs),
        ("near ppp", Opens::Packs),
        ("coverage", Opens::Packs),
        ("routes", Opens::Packs),
        ("terms ppp", Opens::Packs),
        ("map ppp", Opens::Packs),
        ("path a b", Opens::Packs),
        ("compare a b", Opens::Packs),
        ("matrix a b", Opens::Packs),
        ("notes list", Opens::Packs),
        ("forget a", Opens::Packs),
        ("diff", Opens::Packs),
        ("recall", Opens::Packs),
        ("new x", Opens::Nothing),
        ("check", Opens::Packs),
        ("schema entries", Opens::Nothing),
        ("build -o x", Opens::One),
        ("convert -o x", Opens::One),
        ("export", Opens::One),
        ("packs", Opens::Nothing),
        ("add x", Opens::One),
        ("remove x", Opens::Nothing),
        ("cache list", Opens::Nothing),
        ("config show", Opens::Nothing),
        ("palettes", Opens::Nothing),
        ("doctor", Opens::Packs),
        ("guide", Opens::Nothing),
        ("man", Opens::Nothing),
        ("completions bash", Opens::Nothing),
        ("help", Opens::Nothing),
    ];

    #[test]
    fn an_option_that_means_nothing_to_a_subcommand_is_refused() {
        let mut command = Cli::command();
        let named = SUBCOMMANDS.map(|(line, _)| line.split(' ').next().unwrap());
        let all: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
        assert_eq!(all, named, "every one of them is in the table");
        command.build();
        for (line, opens) in SUBCOMMANDS {
            for (option, goes) in [
                ("", true),
                ("--pack x", opens != Opens::Nothing),
                ("--columns title,body", opens != Opens::Nothing),
                ("--all", opens == Opens::Packs),
                // How something is told is set once for all, such as by an alias.
                ("--config x", true),
                ("--color never", true),
                ("--ascii", true),
                ("--width 40", true),
            ] {
                let words = format!("folio {option} {line}");
                let cli = Cli::try_parse_from(words.split_whitespace()).expect(&words);
                let refused = cli.misplaced().map(|error| error.to_string());
                let names_it = |told: &String| told.contains(option.split(' ').next().unwrap());
                assert_eq!(refused.is_none(), goes, "{words}: {refused:?}");
                assert!(refused.as_ref().is_none_or(names_it), "{words}: {refused:?}");
            }
            let words = format!("folio ./pack {line}");
            let cli = Cli::try_parse_from(words.split(' ')).expect(&words);
            assert_eq!(cli.misplaced().is_none(), opens != Opens::Nothing, "{words}");
        }
    }

    #[test]
    fn what_a_subcommand_refuses_is_not_offered() {
        let mut command = command();
        command.build();
        for (line, opens) in SUBCOMMANDS {
            let name = line.split(' ').next().unwrap();
            let subcommand = command.find_subcommand(name).unwrap();
            let is_offered = |option: &str| {
                let mut shown = subcommand.get_arguments().filter(|it| !it.is_hide_set());
                shown.any(|it| it.get_long() == Some(option))
            };
            for (option, goes) in [
                ("pack", opens != Opens::Nothing),
                ("columns", opens != Opens::Nothing),
                ("all", opens == Opens::Packs),
                ("config", true),
            ] {
                assert_eq!(is_offered(option), goes, "{name} --{option}");
            }
        }
    }

    #[test]
    fn a_bare_argument_is_a_pack() {
        let cli = Cli::try_parse_from(["folio", "./a", "b", "--at", "ppp"]).unwrap();
        assert_eq!(cli.packs, [PathBuf::from("./a"), PathBuf::from("b")]);
        assert_eq!(cli.at.as_deref(), Some("ppp"));
    }

    #[test]
    fn every_export_format_is_asked_for_by_a_flag_of_its_name() {
        let command = Cli::command();
        for (name, flag) in [("show", export::MARKDOWN.name), ("matrix", export::CSV.name)] {
            let mut flags = command.find_subcommand(name).unwrap().get_arguments();
            assert!(flags.any(|argument| argument.get_long() == Some(flag)), "{name} --{flag}");
        }
    }
}
