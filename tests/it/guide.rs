//! The guide says what is so: about keys, commands, options, variables; and it says all of it.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::support::browser::Browser;
use crate::support::command::{check_line, end, end_after, folio, printed, run};
use folio::app::Opening;
use folio::journal::{Keeper, StoppedAt};
use folio::keys::{Bound, Context, KeyMap, Set, written};
use folio::margin;
use folio::messages::topics::{self, Part};
use folio::search::{Index, Query, Scope, search};
use folio::store::{self, Opened, Origin};
use ratatui::layout::Size;

static OPENED: LazyLock<Opened> = LazyLock::new(|| store::open(&[guide()]));

fn guide() -> Origin {
    folio::cli::guide(&KeyMap::default())
}

/// Returns the texts of the guide, each with the id of its entry.
fn texts() -> Vec<(String, String)> {
    let library = &OPENED.library;
    let entries = library.catalogue.entries();
    let text = |entry| {
        let id = library.catalogue.id(entry).to_owned();
        let summary = library.catalogue.summary(entry);
        (id, format!("{summary}\n{}", library.body(entry).markdown))
    };
    entries.map(text).collect()
}

/// Returns what stands as code in the lines that people wrote and not the program: files as they lie in the source.
fn written_code() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/content/guide");
    let mut found = Vec::new();
    for file in std::fs::read_dir(folder).expect("the guide is there") {
        let path = file.expect("it is readable").path();
        let text = std::fs::read_to_string(path).expect("it is text");
        for line in text.lines() {
            found.extend(line.split('`').skip(1).step_by(2).map(ToOwned::to_owned));
        }
    }
    assert!(found.len() > 100, "{found:?}");
    found
}

#[test]
fn the_guide_is_without_a_mistake_or_a_warning() {
    let opened = store::open_to_check(&[guide()]);
    let report = folio::check::check(&opened.library, &opened.whereabouts, opened.diagnostics);
    let shown: Vec<String> = report.diagnostics.iter().map(ToString::to_string).collect();
    assert!(shown.is_empty(), "{}", shown.join("\n"));
}

#[test]
fn nothing_in_it_is_left_open() {
    for (id, text) in texts() {
        // What is filled in is named by a word, whatever that is.
        for part in text.split('{').skip(1) {
            let name = part.split([':', '}']).next().unwrap_or_default();
            let is_word = !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase());
            assert!(!is_word, "{id}: {{{name}");
        }
        assert!(!text.contains("no key"), "{id}");
    }
}

#[test]
fn every_key_of_every_place_is_in_it() {
    let texts = texts();
    for context in Context::ALL {
        let id = format!("key/{context:?}").to_lowercase();
        let (_, text) = texts.iter().find(|(other, _)| *other == id).expect(&id);
        for line in KeyMap::default().lines(*context) {
            let does = line.description.replace('[', r"\[").replace(']', r"\]");
            let keys = line.sequences.iter().map(|keys| format!("`{}`", written(keys)));
            for part in keys.chain([does]) {
                assert!(text.contains(&part), "{id} lacks {part}");
            }
        }
    }
}

#[test]
fn another_key_map_is_told_as_it_is() {
    let line = |keys: &str, action: &str| {
        Bound::in_place("everywhere", keys, action).expect("it is a place")
    };
    // Signs that TOML and Markdown have for themselves.
    let bound = [line("' ' '", "links"), line("`", "map"), line("|", "matrix"), line("\\", "near")];
    let (keymap, refused) = KeyMap::new(Set::Arrows, &bound);
    assert!(refused.is_empty(), "{refused:?}");
    let opened = store::open_to_check(&[folio::cli::guide(&keymap)]);
    let mistakes: Vec<String> = opened.diagnostics.iter().map(ToString::to_string).collect();
    assert!(mistakes.is_empty(), "{mistakes:?}");
    let library = &opened.library;
    let text = |id: &str| {
        let entry = library.catalogue.entries().find(|it| library.catalogue.id(*it) == id);
        library.body(entry.expect(id)).markdown.to_string()
    };
    let page = text("start/follow");
    for told in ["- `' ' '`: all", "- `` ` ``: the", "- `|`: the"] {
        assert!(page.contains(told), "{told} in {page}");
    }
    assert!(text("key/reader").contains(r"| `\|`"), "{}", text("key/reader"));
}

#[test]
fn an_action_without_a_key_is_told_by_its_name() {
    let bound = Bound::in_place("everywhere", "g l", "none").expect("it is a place");
    let (keymap, refused) = KeyMap::new(Set::Default, &[bound]);
    assert!(refused.is_empty(), "{refused:?}");
    let opened = store::open(&[folio::cli::guide(&keymap)]);
    let library = &opened.library;
    let entry = library.catalogue.entries().find(|it| library.catalogue.id(*it) == "view/links");
    let text = library.body(entry.expect("it is there")).markdown.to_string();
    assert!(text.contains("**How to get there.** Press `:links`."), "{text}");
}

#[test]
fn keys_are_named_by_what_they_do_and_never_as_they_are() {
    let map = KeyMap::default();
    let keys: BTreeSet<String> = Context::ALL
        .iter()
        .flat_map(|context| map.lines(*context))
        .flat_map(|line| line.sequences.iter().map(|keys| written(keys)))
        .collect();
    // Commands of linear mode are letters too; those that begin longer ones are no keys of their own.
    let of_linear = printed_of_linear();
    // So standard input is named.
    let is_other = |code: &String| of_linear.contains(code) || code == "-";
    for code in written_code() {
        let is_key = keys.contains(&code) && !is_other(&code);
        assert!(!is_key, "`{code}` is a key: name its action, as in {{key:search}}");
    }
}

/// Returns the names and short forms of the commands of linear mode, as its help has them.
fn printed_of_linear() -> BTreeSet<String> {
    let (_, help, _) = end_after(folio().args(["--linear", "--fresh"]), "help\n");
    let lines = help.lines().filter_map(|line| line.split_once(": ")).map(|(forms, _)| forms);
    let forms = lines.filter_map(|forms| forms.split_once(", or "));
    let word = |forms: &str| forms.split(' ').next().unwrap_or_default().to_owned();
    forms.flat_map(|(name, short)| [word(name), short.to_owned()]).collect()
}

#[test]
fn every_command_of_linear_mode_is_in_it_and_no_other() {
    let commands = printed_of_linear();
    assert!(commands.len() > 50, "{commands:?}");
    let texts = texts();
    let (_, text) = texts.iter().find(|(id, _)| id == "setting/linear").expect("it is there");
    let rows = text.lines().filter(|line| line.starts_with("| `"));
    let code = rows.flat_map(|row| row.split('`').skip(1).step_by(2));
    let named: BTreeSet<String> =
        code.map(|code| code.split(' ').next().unwrap_or_default().to_owned()).collect();
    let missing: Vec<_> = commands.difference(&named).collect();
    let made_up: Vec<_> = named.difference(&commands).collect();
    assert!(missing.is_empty() && made_up.is_empty(), "lacks {missing:?}, has {made_up:?}");
}

#[test]
fn every_command_has_an_entry_and_every_option_is_named() {
    let texts = texts();
    let all: String = texts.iter().map(|(_, text)| text.as_str()).collect();
    let mut command = folio::cli::command();
    command.build();
    for one in command.get_subcommands() {
        let id = format!("command/{}", one.get_name());
        let (_, text) = texts.iter().find(|(other, _)| *other == id).expect(&id);
        for inner in std::iter::once(one).chain(one.get_subcommands()) {
            let told = |it: &&clap::Arg| !it.is_global_set() && !it.is_hide_set();
            for option in inner.get_arguments().filter(told) {
                let Some(long) = option.get_long().filter(|long| *long != "help") else { continue };
                assert!(text.contains(&format!("`--{long}")), "{id}: --{long}");
            }
        }
    }
    for option in command.get_arguments().filter_map(clap::Arg::get_long) {
        assert!(all.contains(&format!("`--{option}")), "--{option}");
    }
    for (id, _) in &texts {
        let Some(name) = id.strip_prefix("command/").filter(|name| *name != "overview") else {
            continue;
        };
        assert!(command.find_subcommand(name).is_some(), "{id} is about no command");
    }
}

#[test]
fn every_variable_every_file_and_every_exit_code_is_named() {
    let all: String = texts().into_iter().map(|(_, text)| text).collect();
    for topic in [topics::ENVIRONMENT, topics::EXIT_CODES, topics::FILES] {
        for part in topics::parts(topic) {
            if let Part::Thing { name, .. } = part {
                assert!(all.contains(&format!("`{name}`")), "{name}");
            }
        }
    }
}

#[test]
fn every_command_line_and_every_option_in_it_exists() {
    let mut longs = BTreeSet::new();
    let mut command = folio::cli::command();
    command.build();
    let mut pending: Vec<&clap::Command> = vec![&command];
    while let Some(one) = pending.pop() {
        longs.extend(one.get_arguments().filter_map(clap::Arg::get_long).map(ToOwned::to_owned));
        pending.extend(one.get_subcommands());
    }
    let mut lines = 0;
    for code in written_code() {
        if let Some(option) = code.strip_prefix("--") {
            let name = option.split([' ', '=']).next().unwrap_or_default();
            assert!(longs.contains(name), "there is no --{name}");
        }
        if let Some(line) =
            code.split(" | ").find(|line| *line == "folio" || line.starts_with("folio "))
        {
            check_line(line);
            lines += 1;
        }
    }
    assert!(lines > 30, "{lines}");
}

#[test]
fn every_example_of_the_help_is_a_command_line_that_is_read() {
    let mut command = folio::cli::command();
    command.build();
    let mut pending: Vec<&clap::Command> = vec![&command];
    while let Some(one) = pending.pop() {
        let name = one.get_bin_name().unwrap_or_default();
        let help = one.get_after_help().map(ToString::to_string).unwrap_or_default();
        let (_, examples) =
            help.split_once("Examples:\n").unwrap_or_else(|| panic!("{name} has no examples"));
        let mut lines = 0;
        for line in examples.lines() {
            let typed = line.trim().split("   ").next().unwrap_or_default();
            let own = typed.split(" | ").flat_map(|it| it.split(" && "));
            for typed in own.filter(|it| it.starts_with("folio")) {
                check_line(typed);
                lines += 1;
            }
        }
        assert!(lines > 0, "{name} has no examples");
        pending.extend(one.get_subcommands());
    }
}

#[test]
fn it_is_printed_where_there_is_no_terminal() {
    let list = printed(&["guide"]);
    assert!(list.starts_with("First steps  start\n  start/welcome"), "{list}");
    assert!(list.ends_with("opens them all.\n"), "{list}");
    let page = printed(&["guide", "map"]);
    assert!(page.starts_with("The map\n") && page.contains("gm"), "{page}");
    let (code, told, _) = end_after(folio().args(["guide", "--linear"]), "where\nquit\n");
    assert_eq!(code, 0);
    assert!(told.contains("The guide to Folio, Settings, "), "{told}");
}

#[test]
fn a_theme_of_it_is_printed_too() {
    for wanted in ["view", "theme:view", "Views"] {
        let page = printed(&["guide", wanted]);
        assert!(page.starts_with("Views\n") && page.contains("The map"), "{wanted}: {page}");
    }
    let (code, told, _) = end_after(folio().args(["guide", "view", "--linear"]), "quit\n");
    assert!(code == 0 && told.contains("The contents"), "{told}");
}

#[test]
fn what_is_not_in_it_by_name_is_looked_for_in_its_texts() {
    let (code, _, said) = run(&["guide", "front matter"]);
    assert_eq!(code, 1);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines[0], "folio: no page of the guide is called \"front matter\"; it is in these:");
    assert_eq!(lines[1], "  pack/markdown  Markdown");
    let (code, _, said) = run(&["guide", "qqqqzz"]);
    assert_eq!(code, 1);
    let expected = "folio: no page of the guide is called \"qqqqzz\"; `folio guide` has them all\n";
    assert_eq!(said, expected);
    // A screen reader's reader is told the same.
    assert_eq!(run(&["guide", "qqqqzz", "--linear"]).2, expected);
}

#[test]
fn it_opens_where_one_stopped_unless_it_is_to_open_fresh() {
    let home = tempfile::tempdir().expect("a folder");
    let [guide, map] = ["guide", "view/map"].map(Box::<str>::from);
    let place =
        StoppedAt { packs: vec![guide.clone()], pack: guide, entry: map, ..StoppedAt::default() };
    let mut keeper = Keeper::new(Some(home.path().join("folio")));
    keeper.keep_stopped_at(&place).expect("it is kept");
    let typed = |arguments: &[&str], typed: &str| {
        let mut command = folio();
        command.env("XDG_STATE_HOME", home.path()).args(["guide", "--linear"]).args(arguments);
        let (code, told, _) = end_after(&mut command, typed);
        assert_eq!(code, 0);
        told
    };
    let resumed = typed(&[], "where\nquit\n");
    assert!(resumed.contains("The guide to Folio, Views, "), "{resumed}");
    // Whoever has no screen begins with the words that are typed instead of keys, and has the welcome as home.
    let fresh = typed(&["--fresh"], "where\nhome\nwhere\nquit\n");
    assert!(fresh.contains("\nLinear mode\n"), "{fresh}");
    assert!(fresh.contains("The guide to Folio, Settings"), "{fresh}");
    assert!(fresh.contains("The guide to Folio, First steps, 1 of"), "{fresh}");
}

#[test]
fn a_view_is_found_before_the_command_of_its_name() {
    let index = Index::new(&OPENED.library);
    for (typed, view) in [
        ("map", "view/map"),
        ("matrix", "view/matrix"),
        ("links", "view/links"),
        ("path", "view/path"),
        ("routes", "view/routes"),
        ("coverage", "view/coverage"),
    ] {
        let found = search(&index, &Query::parse(typed), Scope::Library, 2);
        let ids: Vec<&str> =
            found.hits.iter().map(|hit| OPENED.library.catalogue.id(hit.entry)).collect();
        assert_eq!(ids.first(), Some(&view), "{typed}: {ids:?}");
    }
    let command = search(&index, &Query::parse("folio map"), Scope::Library, 1);
    assert_eq!(OPENED.library.catalogue.id(command.hits[0].entry), "command/map");
}

#[test]
fn a_page_is_found_by_what_people_call_what_it_is_about() {
    let index = Index::new(&OPENED.library);
    for (typed, page) in [
        ("tab completion", "command/completions"),
        ("bug report", "command/doctor"),
        ("lint", "command/check"),
        ("install a pack", "command/add"),
        ("env vars", "setting/environment"),
        ("colour theme", "setting/palettes"),
        ("shortest path", "view/path"),
        ("sidebar", "view/contents"),
    ] {
        let found = search(&index, &Query::parse(typed), Scope::Library, 1);
        assert_eq!(OPENED.library.catalogue.id(found.hits[0].entry), page, "{typed}");
    }
}

/// Returns the guide as it is read with other keys.
fn with_other_keys() -> Opened {
    let bound = Bound::in_place("everywhere", "g l", "none").expect("it is a place");
    let (keymap, refused) = KeyMap::new(Set::Emacs, &[bound]);
    assert!(refused.is_empty(), "{refused:?}");
    store::open(&[folio::cli::guide(&keymap)])
}

#[test]
fn whoever_chooses_other_keys_finds_no_page_changed() {
    let other = with_other_keys();
    let (before, now) = (&OPENED.library, &other.library);
    let mut differing = 0;
    for entry in before.catalogue.entries() {
        let id = before.catalogue.id(entry);
        assert_eq!(id, now.catalogue.id(entry));
        let settled = margin::settled_paragraphs(before, entry);
        assert_eq!(settled, margin::settled_paragraphs(now, entry), "{id}");
        let shown = margin::paragraphs(now, entry);
        differing += usize::from(margin::paragraphs(before, entry) != shown);
        // A reader is led from what has changed to the paragraph that is shown.
        assert_eq!(shown.len(), settled.len(), "{id}");
    }
    assert!(differing > 30, "{differing}");
}

#[test]
fn a_page_that_was_read_under_other_keys_has_not_changed_at_the_next_start() {
    let library = || with_other_keys().library;
    let size = Size { width: 120, height: 40 };
    let opening = Opening { size, ..Opening::default() };
    let mut browser = Browser::open_library(library(), opening);
    browser.press("<enter>G");
    let again = browser.start_again(library(), Opening { fresh: true, ..Opening::default() });
    again.find("✓");
    assert!(!again.screen().contains('≠'), "{}", again.screen());
}

#[test]
fn it_stays_out_of_what_else_is_read() {
    let (_, list, _) = end(folio().args(["list", "--all"]));
    assert!(!list.contains("guide"), "{list}");
    let (code, hits, _) = run(&["search", "reading mode mouse left to the terminal"]);
    assert!(code == 1 || !hits.contains("view/"), "{hits}");
    let doctor = printed(&["doctor"]);
    assert!(!doctor.contains("The guide to Folio"), "{doctor}");
}
