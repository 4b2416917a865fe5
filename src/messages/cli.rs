//! What the command line says.

use super::shell;

/// The heading above the commands that print what a pack says.
pub const TO_READ: &str = "To read";
/// The heading above the commands about what the reader has added.
pub const YOURS: &str = "What you have added";
/// The heading above the commands for authors.
pub const FOR_AUTHORS: &str = "For authors";
/// The heading above the commands about what opens at every start.
pub const WHAT_OPENS: &str = "What opens by itself";
/// The heading above all other commands.
pub const ABOUT_FOLIO: &str = "About Folio";
/// The heading above the arguments.
pub const ARGUMENTS: &str = "Arguments";
/// The heading above the options.
pub const OPTIONS: &str = "Options";

/// Output could not be written.
pub fn cannot_write(why: &str) -> String {
    format!("folio: could not write the output: {why}; the answer is incomplete")
}

/// The message that nothing was named, and that one stands in no pack.
pub const NO_PACK_HERE: &str = "there is no pack.toml in this folder, or above it within your home folder, so the built-in pack is taken; name a folder for another";

/// The message that no entry has this name; `nearest` is the id and title of the nearest one.
pub fn no_entry(wanted: &str, nearest: Option<(&str, &str)>) -> String {
    match nearest {
        Some((id, title)) => format!(
            "no entry is called \"{wanted}\"; the nearest is {id} ({title}); `folio search` looks further"
        ),
        None => format!(
            "no entry is called \"{wanted}\"; `folio list` names the themes, `folio search` looks further"
        ),
    }
}

/// A text does not name two entries.
pub fn no_two_entries(text: &str, command: &str) -> String {
    format!(
        "\"{text}\" does not name two entries; put each in quotes, `folio {command} \"who pays\" PPP`, \
         or a mark between them, `folio {command} \"who pays | PPP\"`"
    )
}

/// A name belongs to several entries.
pub fn ambiguous(wanted: &str) -> String {
    format!("\"{wanted}\" could be several entries; name one by its id:")
}

/// A name belongs to themes of several packs.
pub fn several_themes(wanted: &str) -> String {
    format!("\"{wanted}\" could be several themes; name one with its pack:")
}

/// A name belongs to several routes.
pub fn several_routes(wanted: &str) -> String {
    format!("\"{wanted}\" could be several routes; name one by its id:")
}

/// The message that no theme has this name.
pub fn no_theme(wanted: &str, nearest: Option<&str>, themes: &[impl AsRef<str>]) -> String {
    let meant = nearest.map(|theme| format!("did you mean {theme}? "));
    let meant = meant.unwrap_or_default();
    format!("no theme is called \"{wanted}\"; {meant}there are {}", super::listed(themes))
}

/// The label of a link, and who says that it holds.
pub fn label_and_by(label: &str, by: &str) -> String {
    if by.is_empty() { label.to_owned() } else { format!("{label} ({by})") }
}

/// The message that an argument is no subcommand, although it looks like one.
pub fn unknown_command(typed: &str, meant: &str) -> String {
    format!(
        "there is no command \"{typed}\"; did you mean `folio {meant}`? \
         (A pack is named by its folder, such as ./{typed}.)"
    )
}

/// The message that mistakes kept parts of a pack from opening.
pub fn opened_in_part(pack: &str) -> String {
    let check = checking(pack);
    format!("folio: mistakes in {pack} kept parts of it from opening; {check} lists them")
}

/// The command that reports the mistakes of a pack.
fn checking(pack: &str) -> String {
    format!("`folio check {}`", shell::path(pack))
}

/// The message that what leads into packs that are not open was left out.
pub fn left_out_references(count: usize, pack: &str) -> String {
    let references = super::counted(count, "reference", "references");
    let check = checking(pack);
    format!("folio: {references} into packs that are not open left out; {check} lists them")
}

/// The message that nothing is written of what is damaged: a compiled file, or what is kept of a folder.
pub fn damaged(pack: &str, is_compiled: bool) -> String {
    if is_compiled {
        format!("{pack} is damaged, and nothing was written: {} says where", checking(pack))
    } else {
        format!(
            "what is kept of {pack} is damaged, and nothing was written: `folio cache clear` removes it"
        )
    }
}

/// The message that a search found nothing.
pub fn nothing_found(query: &str) -> String {
    format!("no entry has \"{query}\"")
}

/// The message that what the reader has added is listed elsewhere.
pub const OWN_ELSEWHERE: &str = "by:me is what you have added, which `folio notes list` lists";

/// The suggestion of the nearest title; or of the nearest other name, and whose it is.
pub fn nearest_title(name: &str, title: &str, id: &str) -> String {
    if name == title {
        format!("the nearest title is \"{name}\" ({id})")
    } else {
        format!("the nearest name is \"{name}\", of {title} ({id})")
    }
}

/// The suggestion of a theme whose name was typed.
pub fn try_theme(title: &str, id: &str, opens: &str) -> String {
    format!("{title} is a theme: folio list{opens} {}", shell::word(id))
}

/// The message that a search found only entries that resemble the query in their letters.
pub fn only_alike(query: &str) -> String {
    format!("no entry has \"{query}\"; these are alike in letters only")
}

/// The options that open the same again, each with a blank before it, for commands that are suggested.
pub fn opening_the_same(packs: &[String], columns: &[impl AsRef<str>], all: bool) -> String {
    let packs = packs.iter().map(|pack| format!(" --pack {}", shell::path(pack)));
    let names = columns.iter().map(AsRef::as_ref).collect::<Vec<_>>();
    let names = shell::word(&names.join(","));
    let columns = (!columns.is_empty()).then(|| format!(" --columns {names}"));
    packs.chain(columns).chain(all.then(|| " --all".to_owned())).collect()
}

/// The suggestion of the query without a word; `opens` are options with a blank before them.
pub fn try_without(word: &str, query: &str, opens: &str) -> String {
    format!("without “{word}” there are hits: folio search{opens} {}", shell::words(query))
}

/// The suggestion to see two entries side by side.
pub fn try_compare(left: &str, right: &str, opens: &str) -> String {
    let (left, right) = (shell::word(left), shell::word(right));
    format!("see them side by side: folio compare{opens} {left} {right}")
}

/// The suggestion to list matches by scattered letters as well.
pub fn try_looser(count: usize) -> String {
    let matches = super::counted(count, "looser match", "looser matches");
    format!("{matches} left out; --loose lists them")
}

/// The suggestion of a filter with a value that exists.
pub fn try_value(query: &str, opens: &str) -> String {
    format!("folio search{opens} {}", shell::words(query))
}

/// The suggestion to read the glossary.
pub fn try_terms(theme: &str, opens: &str) -> String {
    format!("all terms: folio list{opens} {}", shell::word(theme))
}

/// The suggestion to search the whole library.
pub fn try_everywhere() -> String {
    "look in all open packs: folio search --all".to_owned()
}

/// The message that there are more hits than are shown.
pub fn more_hits(shown: usize, total: usize) -> String {
    format!("{shown} of {total} hits; --limit shows more")
}

/// The heading above the links of an entry.
pub const LINKS: &str = "Links";

/// The heading above the backlinks of an entry.
pub const LINKED_FROM: &str = "Linked from";

/// The heading above the entries whose text names an entry without a link to it.
pub const NAMED_IN: &str = "Named, without a link, in";

/// What stands before a theme that a text links to.
pub const MENTIONS_THEME: &str = "mentions the theme ";

/// The message that an entry has no links.
pub fn no_links(title: &str) -> String {
    format!("{title} has no links")
}

/// The message that no chain joins two entries; `one` and `other` say how far each reaches.
pub fn apart(one: &str, other: &str) -> String {
    format!("no chain of links joins the two: {one}, {other}")
}

/// A help topic does not exist.
pub fn no_topic(topic: &str, meant: &[&str], topics: &[&str]) -> String {
    let meant: Vec<String> = meant.iter().map(|name| format!("`folio help {name}`")).collect();
    let meant = match &*meant.join(" or ") {
        "" => String::new(),
        meant => format!("did you mean {meant}? "),
    };
    format!(
        "there is no help on \"{topic}\"; {meant}topics are {}, and `folio help` lists the commands",
        topics.join(", ")
    )
}

/// The message that an option names packs for a subcommand that opens none.
pub fn opens_nothing(option: &str) -> String {
    format!("{option} names what is opened, and this command opens nothing")
}

/// The message that an option opens several packs for a subcommand that is about one.
pub fn opens_one(option: &str) -> String {
    format!("{option} opens several packs, and this command is about one")
}

/// The message that an option of the browser was given with a subcommand.
pub fn browser_option(option: &str) -> String {
    format!("{option} is for the browser and does not go with a subcommand")
}

/// The message that a search was given no word.
pub const NOTHING_TO_SEARCH: &str =
    "nothing to search for; name a word, such as `folio search loans`";

/// A complaint after the name of the program, as is usual on stderr.
pub fn by_folio(complaint: &str) -> String {
    format!("folio: {complaint}")
}

/// The message that nothing of what was named could be opened, and what is wrong first.
pub fn nothing_opened(file: &str, mistake: &str) -> String {
    format!("{file}: {mistake}")
}

/// The message that nothing of a pack in the data folder could be opened.
pub fn not_opened(pack: &str) -> String {
    format!("folio: nothing of {pack} could be opened; {} says why", checking(pack))
}

/// The message that a pack is left out; `reason` names the pack that has its id.
pub fn left_out(pack: &str, reason: &str) -> String {
    format!("folio: {pack} is left out: {reason}")
}

/// The message that several things were named where one is written.
pub const ONE_THING: &str = "name one thing: a folder or a file that Folio opens";
