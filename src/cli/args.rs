//! What can be typed: the command line as data, and nothing of what it does.

use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::messages::cli as messages;

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
pub struct Cli {
    /// What to do; the browser where nothing is named.
    #[command(subcommand)]
    pub command: Option<Command>,

    /// Packs to open in the browser, each a folder with a pack.toml
    #[arg(value_name = "PACK")]
    pub packs: Vec<PathBuf>,

    /// Open the browser at this entry
    #[arg(long, value_name = "ID")]
    pub at: Option<String>,

    /// Open the browser with this search
    #[arg(long, value_name = "QUERY")]
    pub find: Option<String>,

    /// Read without a screen: typed commands, numbered choices, plain lines
    #[arg(long)]
    pub linear: bool,

    /// Leave the mouse to the terminal
    #[arg(long)]
    pub no_mouse: bool,

    /// Options that every command takes.
    #[command(flatten)]
    pub global: Global,
}

impl Cli {
    /// Returns the error of an option that belongs to the browser but stands with a subcommand.
    pub fn misplaced(&self) -> Option<clap::Error> {
        self.command.as_ref()?;
        let given = [
            ("--at", self.at.is_some()),
            ("--find", self.find.is_some()),
            ("--linear", self.linear),
            ("--no-mouse", self.no_mouse),
        ];
        let (option, _) = given.into_iter().find(|&(_, given)| given)?;
        Some(Self::command().error(ErrorKind::ArgumentConflict, messages::browser_option(option)))
    }
}

/// Options that every command takes.
#[derive(Args, Clone, Debug)]
pub struct Global {
    /// Use this pack (repeatable)
    #[arg(id = "pack", long = "pack", value_name = "PATH", global = true)]
    pub packs: Vec<PathBuf>,

    /// Open the built-in pack and the data folder beside the named packs
    #[arg(long, global = true)]
    pub all: bool,

    /// When to colour
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub color: ColorWhen,

    /// Draw lines and marks in ASCII
    #[arg(long, global = true)]
    pub ascii: bool,

    /// Wrap printed text at this many columns
    #[arg(long, value_name = "COLUMNS", global = true, value_parser = clap::value_parser!(u16).range(1..))]
    pub width: Option<u16>,
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

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// List the themes, or the entries of a theme
    #[command(
        after_help = "Examples:\n  folio list\n  folio list mechanism\n  folio list term --json"
    )]
    List(ListArgs),
    /// Print one entry
    #[command(after_help = "ID is an id, a unique slug, a title or an alias.\n\nExamples:\n  \
            folio show mechanism/coordination\n  folio show ppp\n  folio show \"who pays\" --md")]
    Show(ShowArgs),
    /// Search titles, aliases, names, headings and text
    #[command(after_help = "Examples:\n  folio search supply chain\n  folio search 硬联通\n  \
            folio search 'theme:term !loan bond'\n  folio search --explain who pays\n  \
            folio search --json --limit 5 who pays")]
    Search(SearchArgs),
    /// Print the links and backlinks of an entry, with their reasons
    #[command(
        after_help = "Examples:\n  folio links mechanism/connectivity\n  folio links ppp --json"
    )]
    Links(LinksArgs),
    /// Show the source place by place: its claims, and the statements that rest on each
    #[command(
        after_help = "Claims that no statement uses are named as such; statements that name neither a \
            claim nor an editor are listed at the end.\n\nExamples:\n  folio coverage\n  \
            folio coverage --json"
    )]
    Coverage(CoverageArgs),
    /// Print the reading orders of the pack, one of them, or what to read before an entry
    #[command(
        after_help = "Without a name all routes are listed. ROUTE is the id or title of a route; \
            anything else is an entry, and the route to it is computed: up to four entries that \
            explain it, that it depends on, or that are linked with it and stand before it, then up to \
            three glossary terms that its text uses, then the entry itself.\n\nMinutes are whole, \
            rounded up: 220 words or 300 Chinese, Japanese or Korean characters a minute.\n\n\
            Examples:\n  folio routes\n  folio routes first-reading\n  folio routes ppp --json"
    )]
    Routes(RoutesArgs),
    /// Print the glossary terms that an entry uses, with where they stand
    #[command(
        after_help = "Terms are recognised by title and forms, never by alias, and never in links, \
            code or headings. Ranges are bytes of the text as it is written in the pack. Of a term \
            also the entries that use it are named.\n\nExamples:\n  \
            folio terms mechanism/investment-financing\n  folio terms ppp --json"
    )]
    Terms(TermsArgs),
    /// Print what lies around an entry: its neighbours by theme, the closest first
    #[command(
        after_help = "The links of a neighbour are counted, and behind them the entries that lie one \
            step further.\n\nExamples:\n  folio map mechanism/connectivity\n  \
            folio map ppp --most 3\n  folio map ppp --json"
    )]
    Map(MapArgs),
    /// Print the shortest chain of links between two entries
    #[command(after_help = "A and B are ids, unique slugs, titles or aliases.\n\nExamples:\n  \
            folio path investment-financing anti-corruption\n  \
            folio path \"who pays\" \"Supply chain\" --json")]
    Path(PathArgs),
    /// Print what two entries share, and what only one of them has
    #[command(after_help = "A and B are ids, unique slugs, titles or aliases.\n\nExamples:\n  \
            folio compare connectivity/hard connectivity/soft\n  \
            folio compare risk-control overseas-interests --json")]
    Compare(CompareArgs),
    /// Print two themes against each other: which of their entries are linked
    #[command(
        after_help = "ROWS and COLUMNS are ids or titles of themes. A mark tells who says that two \
            entries are linked: ● the article, ○ the editor, + neither (see also); a number behind it \
            counts several links. Links count in either direction; links in text do not. Σ counts the \
            linked entries of a row or column.\n\nIn CSV a cell holds how its links read, and who says \
            so.\n\nExamples:\n  folio matrix mechanism rationale\n  \
            folio matrix mechanism connectivity --csv\n  folio matrix mechanism mechanism --json"
    )]
    Matrix(MatrixArgs),
    /// Report every mistake of a pack, with its place and a hint
    #[command(
        after_help = "With --stats the state of the packs follows: orphans (nothing leads to them), dead \
            ends (no link or term leads on), entries without links, entries without a name in a \
            language that most have, places of the source with fewer than half their claims used, and \
            phrases that look like terms: emphasised, abbreviations, or runs of capitalised words, in \
            three entries or more, that stand in no entry's name.\n\n\
            Examples:\n  folio check ./my-pack\n  folio check --deny warnings ./my-pack\n  \
            folio check --stats ./my-pack\n  folio check --json ./my-pack"
    )]
    Check(CheckArgs),
    /// Report what Folio finds here: terminal, colours, folders, packs
    #[command(
        after_help = "The report is safe to paste into a bug report: it names no user and no host, the \
            home folder is ~, and of the environment it shows only the variables that it lists.\n\n\
            Examples:\n  folio doctor\n  folio doctor --json\n  folio doctor --pack ./my-pack"
    )]
    Doctor(DoctorArgs),
    /// Explain a topic: environment, exit-codes, json
    #[command(after_help = "Examples:\n  folio help json\n  folio help exit-codes")]
    Help(HelpArgs),
}

/// `folio list`.
#[derive(Args, Debug)]
pub struct ListArgs {
    /// The theme whose entries are listed
    pub theme: Option<String>,
    /// Answer in JSON
    #[arg(long)]
    pub json: bool,
}

/// `folio show`.
#[derive(Args, Debug)]
pub struct ShowArgs {
    /// The entry
    #[arg(required = true, value_name = "ID")]
    pub id: Vec<String>,
    /// Answer in JSON
    #[arg(long, conflicts_with = "md")]
    pub json: bool,
    /// Print the entry as Markdown
    #[arg(long)]
    pub md: bool,
}

/// `folio search`.
#[derive(Args, Debug)]
pub struct SearchArgs {
    /// The words
    #[arg(required = true)]
    pub query: Vec<String>,
    /// Answer in JSON
    #[arg(long)]
    pub json: bool,
    /// How many hits at most
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
    /// Say for each hit why it stands where it stands
    #[arg(long)]
    pub explain: bool,
}

/// `folio links`.
#[derive(Args, Debug)]
pub struct LinksArgs {
    /// The entry
    #[arg(required = true, value_name = "ID")]
    pub id: Vec<String>,
    /// Answer in JSON
    #[arg(long)]
    pub json: bool,
}

/// `folio coverage`.
#[derive(Args, Debug)]
pub struct CoverageArgs {
    /// Answer in JSON
    #[arg(long)]
    pub json: bool,
}

/// `folio map`.
#[derive(Args, Debug)]
pub struct MapArgs {
    /// The entry
    #[arg(required = true, value_name = "ID")]
    pub id: Vec<String>,
    /// How many neighbours of each theme at most
    #[arg(long, value_name = "N")]
    pub most: Option<usize>,
    /// Answer in JSON
    #[arg(long)]
    pub json: bool,
}

/// `folio path`.
#[derive(Args, Debug)]
pub struct PathArgs {
    /// Where the chain starts
    #[arg(value_name = "A")]
    pub from: String,
    /// Where it leads
    #[arg(value_name = "B")]
    pub to: String,
    /// Answer in JSON
    #[arg(long)]
    pub json: bool,
}

/// `folio routes`.
#[derive(Args, Debug)]
pub struct RoutesArgs {
    /// The route, or the entry to read towards
    #[arg(value_name = "ROUTE|ID")]
    pub wanted: Vec<String>,
    /// Answer in JSON
    #[arg(long)]
    pub json: bool,
}

/// `folio terms`.
#[derive(Args, Debug)]
pub struct TermsArgs {
    /// The entry
    #[arg(required = true, value_name = "ID")]
    pub id: Vec<String>,
    /// Answer in JSON
    #[arg(long)]
    pub json: bool,
}

/// `folio compare`.
#[derive(Args, Debug)]
pub struct CompareArgs {
    /// One entry
    #[arg(value_name = "A")]
    pub left: String,
    /// The other entry
    #[arg(value_name = "B")]
    pub right: String,
    /// Answer in JSON
    #[arg(long)]
    pub json: bool,
}

/// `folio matrix`.
#[derive(Args, Debug)]
pub struct MatrixArgs {
    /// The theme of the rows
    #[arg(value_name = "ROWS")]
    pub rows: String,
    /// The theme of the columns
    #[arg(value_name = "COLUMNS")]
    pub columns: String,
    /// Answer in JSON
    #[arg(long, conflicts_with = "csv")]
    pub json: bool,
    /// Print comma-separated values
    #[arg(long)]
    pub csv: bool,
}

/// `folio check`.
#[derive(Args, Debug)]
pub struct CheckArgs {
    /// The packs; the built-in one if none is named
    #[arg(value_name = "PACK")]
    pub packs: Vec<PathBuf>,
    /// Answer in JSON
    #[arg(long)]
    pub json: bool,
    /// Report the state of the pack too: what is not linked, defined, translated or covered
    #[arg(long)]
    pub stats: bool,
    /// Treat these as errors
    #[arg(long, value_name = "WHAT")]
    pub deny: Option<Deny>,
}

/// What `folio check --deny` makes fatal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    /// Warnings
    Warnings,
}

/// `folio doctor`.
#[derive(Args, Debug)]
pub struct DoctorArgs {
    /// Answer in JSON
    #[arg(long)]
    pub json: bool,
}

/// `folio help`.
#[derive(Args, Debug)]
pub struct HelpArgs {
    /// The topic or subcommand
    pub topic: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn options_are_read_before_and_behind_the_subcommand() {
        for line in ["folio --pack a list --ascii", "folio list --pack a --ascii"] {
            let cli = Cli::try_parse_from(line.split(' ')).unwrap();
            assert_eq!(cli.global.packs, [PathBuf::from("a")], "{line}");
            assert!(cli.global.ascii && matches!(cli.command, Some(Command::List(_))), "{line}");
        }
    }

    #[test]
    fn a_bare_argument_is_a_pack() {
        let cli = Cli::try_parse_from(["folio", "./a", "b", "--at", "ppp"]).unwrap();
        assert_eq!(cli.packs, [PathBuf::from("./a"), PathBuf::from("b")]);
        assert_eq!(cli.at.as_deref(), Some("ppp"));
    }
}
