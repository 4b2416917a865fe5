//! `folio check` as an author meets it: what is checked, how the report begins and ends, its colours.

use std::fs;

use folio::app::Opening;
use ratatui::layout::Size;

use crate::support::browser::Browser;
use crate::support::command::{end, end_after, folio, json};
use crate::support::packs::{HEAD, Pack, entry, pack_on_the_page};

/// A pack `test` with a theme without entries, a reference to nothing, and a text that is never closed.
fn with_mistakes() -> Pack {
    Pack::new()
        .file("pack.toml", format!("{HEAD}[[theme]]\nid = 'empty'\ntitle = 'Empty'\n"))
        .file("a.toml", format!("{}see = ['a/none']\n", entry("one")))
        .file("words.toml", "[[entry]]\nid = 'a/two'\ntitle = 'Two'\nbody = \'\'\'\nNo end.\n")
}

/// Runs Folio in the folder of a pack; returns exit code, stdout and stderr.
#[track_caller]
fn inside(pack: &Pack, arguments: &[&str]) -> (i32, String, String) {
    end(folio().current_dir(pack.path()).args(arguments))
}

#[test]
fn without_a_name_the_pack_is_checked_in_whose_folder_one_stands() {
    let (code, stdout, _) = inside(&with_mistakes(), &["check"]);
    assert_eq!(code, 1);
    assert!(stdout.starts_with("test: 2 errors, 1 warning\n"), "{stdout}");
    let (code, stdout, said) = inside(&Pack::new(), &["check"]);
    assert_eq!((code, stdout.as_str()), (0, "nine-mechanisms: no errors, no warnings\n"));
    assert!(said.starts_with("folio: there is no pack.toml in this folder"), "{said}");
    let (_, stdout, _) = inside(&with_mistakes(), &["check", "--pack", "."]);
    assert!(stdout.starts_with("test: "), "a pack that is named is the one: {stdout}");
}

/// Every command that is about one pack, with what shows which one that was.
const OF_AUTHORS: [(&[&str], &str); 4] = [
    (&["check", "--json"], "\"packs\": [\n    \"test\""),
    (&["build", "-o", "-"], "Test"),
    (&["convert", "-o", "out"], "out: Test, "),
    (&["export"], "\"title\": \"Test\""),
];

#[test]
fn in_a_folder_of_a_pack_that_pack_is_the_one() {
    for (arguments, shows) in OF_AUTHORS {
        let pack = with_mistakes();
        let below = pack.path().join("sub/deeper");
        fs::create_dir_all(&below).unwrap();
        let output = folio().current_dir(&below).args(arguments).output().unwrap();
        let (told, said) =
            (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(told.contains(shows), "{arguments:?}: {told}{said}");
        assert!(!said.contains("built-in"), "{arguments:?}: {said}");
    }
    let pack = with_mistakes();
    let below = pack.path().join("sub/deeper");
    fs::create_dir_all(&below).unwrap();
    let (_, told, _) = end(folio().current_dir(&below).arg("check"));
    assert!(told.contains(" ../../a.toml:"), "files are named from where one stands: {told}");
}

#[test]
fn a_part_of_a_pack_is_told_with_the_folder_that_names_it() {
    let home = Pack::new()
        .file("base/pack.toml", HEAD)
        .file("base/a.toml", entry("one"))
        .file("base/sub/more.toml", entry("two"));
    let run = |folder: &str, arguments: &[&str]| {
        end(folio().current_dir(home.at(folder)).args(arguments))
    };
    for (folder, part, pack) in [
        ("", "base/pack.toml", "base"),
        ("", "base/sub/more.toml", "base"),
        ("", "base/sub", "base"),
        ("base", "pack.toml", "."),
        ("base", "sub", "."),
    ] {
        for arguments in [&["check", part][..], &["list", "--pack", part], &["export", part]] {
            let (code, told, said) = run(folder, arguments);
            let told = told + &said;
            assert_eq!(code, 3, "{arguments:?}: {told}");
            assert!(told.contains(&format!("which is `{pack}`: `folio check {pack}`")), "{told}");
        }
    }
}

#[test]
fn nobody_who_stands_below_the_home_folder_is_in_a_pack_there() {
    let home = with_mistakes();
    let below = home.path().join("letters");
    fs::create_dir(&below).unwrap();
    for (folder, expected) in [(&*below, "nine-mechanisms: "), (home.path(), "test: ")] {
        let (_, told, _) = end(folio().current_dir(folder).env("HOME", home.path()).arg("check"));
        assert!(told.starts_with(expected), "{told}");
    }
}

#[test]
fn the_built_in_pack_is_never_taken_without_a_word() {
    for (arguments, _) in OF_AUTHORS {
        let output = folio().current_dir(Pack::new().path()).args(arguments).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains("the built-in pack is taken"), "{arguments:?}: {said}");
    }
}

#[test]
fn a_slip_in_toml_is_told_with_what_helps() {
    #[track_caller]
    fn check(line: &str, expected: &str) {
        let text = format!("{}[[entry]]\nid = 'a/two'\n{line}\n", entry("one"));
        let (code, told, _) =
            inside(&Pack::new().file("pack.toml", HEAD).file("a.toml", text), &["check"]);
        assert_eq!(code, 1);
        assert!(told.contains(&format!("  = help: {expected}")), "{line}: {told}");
    }
    check("title = Two", "a text stands between quotation marks");
    check("title = “Two”", "use straight quotation marks");
    check("title = \"Two", "end the text with the quotation mark that opens it");
    check("title = 'Two", "end the text with the quotation mark that opens it");
    check("title : 'Two'", "write the key, `=` and its value");
    check("title: 'Two'", "write the key, `=` and its value");
    check("see = ['a/one' 'a/two']", "part the items of a list by commas");
    check("see = ['a/one'", "end the list with `]`");
    check("tags = ['a',\ntitle = 'Two'", "end the list with `]`");
    check("tags = ['a',\n\"title\" = 'Two'", "end the list with `]`");
    check("tags = [\n  [light]\n]", "a text stands between quotation marks");
    check("title = nice tea", "a text stands between quotation marks");
    check("title = 'it's'", "nothing follows a value in its line");
    check("title = \"a\\d\"", "between double quotation marks");
    check("extra = { a = 1", "end the table with `}`");
    check("title = 'Two'\n[entry]\nid = 'a/three'", "write `[[entry]]` in double brackets");
    check("title = \"C:\\Users\"", "between double quotation marks `\\` begins an escape");
    check("title = \"a\u{1b}b\"", "an unseen control character stands here: remove it");
    check("title = 'a\0b'", "an unseen control character stands here: remove it");
    check("title =", "write a value behind the `=`");
    check("title = # later", "write a value behind the `=`");
    check("recognise = yes", "write `true` or `false`");
    check("{ \"title\": \"Two\" }", "this looks like JSON, but the files of a pack are TOML");
    check("title == 'Two'", "one `=` stands between a key and its value");
    check("number = 01", "write the number without a zero before it");
    check("[[entry.name]\ntext = 'x'", "end the name of the table with `]]`");
    check("[[entry name]]\ntext = 'x'", "the parts of a name are joined by a dot");
    check("\u{a0}title = 'Two'", "this is no plain space");
    check("title\u{a0}= 'Two'", "this is no plain space");
    check("<<<<<<< HEAD\ntitle = 'Two'\n=======", "this is a conflict that git has left");
    check("// a remark", "`#` begins a remark");
    check("title = 'Two' // a remark", "`#` begins a remark");
    check("title = 'Two'\nbody = '''\nIt is '''so'''\n'''", "end it with the same three quotes");
}

#[test]
fn a_text_that_is_broken_over_two_lines_is_told_where_it_begins() {
    for (quote, place) in [('"', "./a.toml:3:9"), ('\'', "./a.toml:3:9")] {
        let text = format!("[[entry]]\nid = 'a/two'\ntitle = {quote}Green\ntea{quote}\n");
        let pack = Pack::new().file("pack.toml", HEAD).file("a.toml", text);
        let told = inside(&pack, &["check"]).1;
        assert!(told.contains(place) && told.contains("in the same line"), "{told}");
    }
}

/// Checks a pack of two files, of which the second one holds `text` behind the entry `a/one`, or before it.
#[track_caller]
fn assert_told(head: &str, text: &str, expected: &[&str]) {
    let text = if text.starts_with('[') {
        format!("{}{text}\n", entry("one"))
    } else {
        format!("{text}\n{}", entry("one"))
    };
    let told = inside(&Pack::new().file("pack.toml", head).file("a.toml", text), &["check"]).1;
    for expected in expected {
        assert!(told.contains(expected), "{expected}\n{told}");
    }
}

#[test]
fn a_key_that_an_entry_has_under_another_name_is_told_with_that_name() {
    for (key, help) in [
        ("text = 'x'", "its `body`"),
        ("content = 'x'", "its `body`"),
        ("description = 'x'", "its `summary`"),
        ("links = ['a/one']", "named in `see`"),
        ("related = ['a/one']", "named in `see`"),
        ("synonyms = ['x']", "its `aliases`"),
    ] {
        let text = format!("[[entry]]\nid = 'a/two'\ntitle = 'Two'\n{key}");
        assert_told(HEAD, &text, &["is no key of an entry", help]);
    }
}

#[test]
fn what_is_called_otherwise_elsewhere_is_told_by_its_name_here() {
    let link = "[[link]]\nfrom = 'a/one'\nto = 'a/one'\ntype = 'x'";
    assert_told(HEAD, link, &["its `relation`", "add `relation = \"…\"` below this line"]);
    let route = "[[route]]\nid = 'r'\ntitle = 'R'\nentries = ['a/one']";
    assert_told(HEAD, route, &["its `stops`", "add `stops = [\"…\"]` below this line"]);
    assert_told(HEAD, "[[source]]\nid = 's'\ntitle = 'S'\nyear = 1999", &["`date = \"1999\"`"]);
    let matrix = format!("{HEAD}[[matrix]]\nthemes = ['a', 'a']\n");
    assert_told(&matrix, "", &["its `rows` and `columns`"]);
    assert_told(HEAD, "[[leaf]]\nid = 'x'", &["there are `[[entry]]`, `[[link]]`, `[[claim]]`"]);
    let themeless = "[[entry]]\nid = 'two'\ntitle = 'Two'";
    assert_told(HEAD, themeless, &["add `theme = \"…\"` below this line: \"a\""]);
}

#[test]
fn a_theme_whose_id_ends_in_a_slash_is_taken_without() {
    let head = format!("{HEAD}[[theme]]\nid = 'word/'\ntitle = 'W'\n");
    let entry = "[[entry]]\nid = 'word/x'\ntitle = 'X'\nbody = '[One](a/one#none)'";
    let expected =
        ["test: 2 errors", "write `id = \"word\"`", "an anchor is the `id` of a statement"];
    assert_told(&head, entry, &expected);
    let head = head.replace("word/", "word/s");
    assert_told(&head, "", &["choose another id"]);
}

#[test]
fn a_key_above_all_tables_is_told_where_it_belongs() {
    assert_told(HEAD, "title = 'x'", &["write this one below its `[[entry]]`"]);
    assert_told(HEAD, "recognise = false", &["write this one below its `[[entry]]`"]);
    assert_told(
        HEAD,
        "license = 'x'",
        &["help: `license` belongs in `pack.toml`, above its first"],
    );
    assert_told(
        HEAD,
        "[pack]\nid = 'x'",
        &["stands at the top of `pack.toml`, without a line `[pack]`"],
    );
    let head = format!("[pack]\n{HEAD}");
    assert_told(&head, "", &["stands at the top of `pack.toml`, without a line `[pack]`"]);
    assert_told(&format!("order = 'title'\n{HEAD}"), "", &["write this one below its `[[theme]]`"]);
}

#[test]
fn a_key_of_another_table_is_told_where_it_belongs() {
    let of_route = "help: `stops` is a key of `[[route]]`: write it there, or remove it";
    let two = "[[entry]]\nid = 'a/two'\ntitle = 'Two'\n";
    for (text, help) in [
        (format!("{two}stops = ['a/one']"), of_route),
        (format!("{two}[[entry.statement]]\nby = 'editor'\nstops = ['a/one']"), of_route),
        ("stops = ['a/one']".to_owned(), "write this one below its `[[route]]`"),
        (format!("{two}glossary = true"), "`glossary` is a key of `[[theme]]` in `pack.toml`"),
        // Of two tables that have it neither is guessed.
        (format!("{two}label = 'x'"), "keys of your own go into a table `extra`"),
    ] {
        assert_told(HEAD, &text, &[help]);
    }
    let theme = format!("{HEAD}[[theme]]\nid = 'x'\ntitle = 'X'\naliases = ['y']\n");
    assert_told(&theme, "", &["`aliases` is a key of `[[entry]]`: write it there"]);
    assert_told(&format!("stops = []\n{HEAD}"), "", &[of_route]);
}

#[test]
fn a_table_in_single_brackets_is_told_by_its_whole_name() {
    let head = format!("{HEAD}[matrix]\nrows = 'a'\ncolumns = 'a'\n");
    assert_told(&head, "", &["help: write `[[matrix]]` in double brackets"]);
    let name = "[[entry]]\nid = 'a/two'\ntitle = 'Two'\n[entry.name]\nlanguage = 'de'\ntext = 'x'";
    assert_told(HEAD, name, &["help: write `[[entry.name]]` in double brackets"]);
}

#[test]
fn a_value_of_the_wrong_type_is_told_with_what_to_write() {
    for (line, help) in [
        ("tags = 'a'", "write `tags = ['a']`"),
        ("tags = 'a, b'", "write `tags = ['a', 'b']`"),
        ("name = 'Zwei'", "write `[[entry.name]]`, below the `[[entry]]` that it belongs to"),
        ("see = \"a/one\"", "write `see = [\"a/one\"]`"),
        ("recognise = 'no'", "write `recognise = false`"),
        ("short = 1984", "write `short = \"1984\"`"),
        ("tags = [true]", "write `\"true\"`"),
        ("number = '3'", "write `number = 3`"),
        ("recognise = True", "write `true` and `false` in small letters"),
        ("extra = 'mine'", "`extra` must be a table, not a string"),
    ] {
        let text = format!("[[entry]]\nid = 'a/two'\ntitle = 'Two'\n{line}");
        assert_told(HEAD, &text, &[help]);
    }
}

#[test]
fn what_leads_nowhere_is_told_with_what_helps() {
    let two = "[[entry]]\nid = 'a/two'\ntitle = 'Two'\n";
    let statement = |rest: &str| format!("{two}[[entry.statement]]\ntext = 'x'\n{rest}");
    let editor = |rest: &str| statement(&format!("by = 'editor'\ncertainty = 'sourced'\n{rest}"));
    let body = |text: &str| format!("{two}body = '{text}'");
    let link =
        |relation: &str| format!("[[link]]\nfrom = 'a/one'\nto = 'a/one'\nrelation = '{relation}'");
    let relation = "[[relation]]\nid = 'serves'\nlabel = 'serves'\ninverse = 'is served by'\n";
    let head = format!("{HEAD}{relation}[[theme]]\nid = 'word'\ntitle = 'W'\n");
    for (text, help) in [
        (
            editor("sources = ['none']"),
            "declare it in a file of the pack: `[[source]]` with `id = \"none\"`",
        ),
        (editor("sources = ['No id']"), "name it by the `id` of its `[[source]]`"),
        (statement("by = 'article'\nclaims = ['none']"), "`[[claim]]` with `id = \"none\"`"),
        (statement(""), "add `by = \"…\"` below this line: \"article\" or \"editor\""),
        (
            body("[x](nowhere-at-all)"),
            "name an entry that there is, or write the one that is missing",
        ),
        (body("[[One]]"), "did you mean `a/one`?"),
        (body("[x](theme:words)"), "did you mean `theme:word`?"),
        (body("[x](word)"), "lead to a theme as `[…](theme:word)`"),
        (
            link("is-served-by"),
            "write `relation = \"serves\"`, and let `from` and `to` change places",
        ),
        (
            link("nothing-known"),
            "declare it in `pack.toml`: `[[relation]]` with `id = \"nothing-known\"`",
        ),
        (link("serves"), "name another entry, or remove it"),
        ("[[route]]\nid = 'r'\ntitle = 'R'\nstops = []".to_owned(), "`stops` of a route is empty"),
    ] {
        assert_told(&head, &text, &[help]);
    }
}

#[test]
fn sources_of_the_wrong_type_are_told_once() {
    let statement =
        "[[entry]]\nid = 'a/two'\ntitle = 'Two'\n[[entry.statement]]\ntext = 'x'\nby = 'editor'";
    let text = format!("{}{statement}\ncertainty = 'sourced'\nsources = 's'\n", entry("one"));
    let pack = Pack::new().file("pack.toml", HEAD).file("a.toml", text);
    let told = inside(&pack, &["check"]).1;
    assert!(
        told.starts_with("test: 1 error, ") && told.contains("write `sources = ['s']`"),
        "{told}"
    );
}

#[test]
fn a_copied_id_is_told_of_notes_only_where_there_can_be_some() {
    let source = "[[source]]\nid = 's'\ntitle = 'S'\n";
    assert_told(HEAD, &format!("{source}{source}"), &["give the other one an id of its own"]);
    assert_told(HEAD, &entry("one"), &["not the original, on which there may be notes"]);
}

#[test]
fn a_link_to_a_file_that_is_not_there_is_told_as_one() {
    let pack = Pack::new().file("pack.toml", HEAD).file("a.toml", entry("one"));
    std::os::unix::fs::symlink("gone.toml", pack.path().join("b.toml")).unwrap();
    let told = inside(&pack, &["check"]).1;
    assert!(told.contains("leads to a file that is not there"), "{told}");
    assert!(told.contains("help: remove the link"), "{told}");
}

#[test]
fn a_list_that_is_never_closed_is_told_where_it_begins() {
    let text = "[[entry]]\nid = 'a/two'\ntags = ['a', 'b',\ntitle = 'Two'\n";
    let pack =
        Pack::new().file("pack.toml", HEAD).file("a.toml", format!("{text}{}", entry("one")));
    let told = inside(&pack, &["check"]).1;
    assert!(told.starts_with("test: 1 error, no warnings\n"), "{told}");
    assert!(
        told.contains("the list that begins here is never closed\n --> ./a.toml:3:8"),
        "{told}"
    );
}

#[test]
fn a_table_beside_a_list_of_its_name_is_told_with_what_helps() {
    let head = HEAD.replace("[[theme]]", "[theme]") + "[[theme]]\nid = 'b'\ntitle = 'B'\n";
    let pack = Pack::new().file("pack.toml", head).file("a.toml", entry("one"));
    let told = inside(&pack, &["check"]).1;
    assert!(told.contains("write `[[theme]]` in double brackets"), "{told}");
    assert!(!told.contains("duplicate key"), "{told}");
}

#[test]
fn what_follows_from_another_mistake_is_not_what_to_mend_first() {
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let (_, told, _) =
            inside(&Pack::new().file("pack.toml", HEAD).file("a.toml", text), &["check"]);
        let last = told.lines().last().unwrap_or_default();
        assert!(last.contains(expected), "{told}");
    }
    let misnamed = entry("two").replace("a/two", "a/the two");
    let text = format!("{}see = ['a/two']\n{misnamed}", entry("one"));
    check(&text, "mend first: ./a.toml:7:6 (the id `a/the two` holds a space)");
    let misspelt = entry("one").replace("title", "titel");
    check(&misspelt, "mend first: ./a.toml:3:1 (`titel` is no key of an entry)");
    let many = format!("{}see = [{}]\n", entry("one"), "'',\n".repeat(1001));
    check(&many, "mend first: ./a.toml:5:8 (an item of `see` is empty)");
    let [odd, wrong] = ["\u{200b}a".repeat(1001), "'\nodd = 1 #".to_owned()];
    for (end, expected) in [("", "no errors, 1001 warnings"), (&*wrong, "1 error, 1000 warnings")] {
        let text = format!("{}summary = '{odd}{end}'\n", entry("one"));
        check(&text, expected);
        check(&text, "(this text holds the unseen character U+200B)");
    }
    let unlinked = entry("one") + &entry("two");
    check(&unlinked, "mend first: ./a.toml:5:1 (nothing links to `a/two`)");
    let unused = "[[source]]\nid = 's'\ntitle = 'S'\n[[place]]\nid = 'p'\nlabel = 'P'\nsource = 's'\n\
                  [[claim]]\nid = 'c'\nplace = 'p'\ntext = 'C'\n";
    check(&(unlinked + unused), "(no statement by \"article\" uses the claim `c`)");
}

#[test]
fn with_all_the_built_in_pack_and_the_data_folder_are_checked_too() {
    let data = tempfile::tempdir().expect("a folder");
    let own = data.path().join("folio/packs/own");
    std::fs::create_dir_all(&own).expect("a folder");
    std::fs::write(own.join("pack.toml"), HEAD.replace("'test'", "'own'")).expect("a file");
    let names = |folder: &Pack, arguments: &[&str]| {
        let command = &mut folio();
        command.current_dir(folder.path()).env("XDG_DATA_HOME", data.path()).args(arguments);
        let (_, stdout, _) = end(command);
        stdout.split_once(": ").map(|it| it.0.to_owned())
    };
    for (folder, arguments, expected) in [
        (with_mistakes(), &["check", "--all"][..], "test, nine-mechanisms, own"),
        (with_mistakes(), &["check", "--all", "."], "test, nine-mechanisms, own"),
        (with_mistakes(), &["check"], "test"),
        (Pack::new(), &["check", "--all"], "nine-mechanisms, own"),
    ] {
        assert_eq!(names(&folder, arguments).as_deref(), Some(expected), "{arguments:?}");
    }
}

#[test]
fn a_report_begins_and_ends_with_what_was_checked_and_says_what_to_mend_first() {
    let (_, stdout, _) = inside(&with_mistakes(), &["check"]);
    insta::assert_snapshot!(stdout);
}

#[test]
fn several_packs_are_named_and_one_that_does_not_open_by_its_folder() {
    let other = Pack::new().file("pack.toml", HEAD.replace("'test'", "'other'"));
    let (first, other) = (with_mistakes(), other);
    let folders = [first.path(), other.path(), &first.at("no-such-pack")];
    let (code, stdout, _) = end(folio().arg("check").args(folders));
    assert_eq!(code, 3);
    let names = "test, other, no-such-pack: ";
    assert!(stdout.starts_with(names), "{stdout}");
    assert!(stdout.lines().last().is_some_and(|line| line.starts_with(names)), "{stdout}");
    let folders = folders.map(|folder| folder.to_str().expect("UTF-8"));
    let answer = json(&[&["check", "--json"], &folders[..]].concat());
    assert_eq!(answer["packs"], serde_json::json!(["test", "other", "no-such-pack"]));
}

/// The state of the pack stands between its name and its name.
#[test]
fn with_its_state_a_sound_pack_is_named_at_the_start_and_at_the_end_too() {
    let (_, stdout, _) = end(folio().args(["check", "--stats"]));
    let rows: Vec<&str> = stdout.lines().collect();
    let checked = "nine-mechanisms: no errors, no warnings";
    assert_eq!((rows[0], rows.last()), (checked, Some(&checked)), "{stdout}");
}

#[test]
fn colours_tell_the_parts_of_a_mistake_apart_where_they_are_wanted() {
    let pack = with_mistakes();
    let (_, plain, _) = inside(&pack, &["check"]);
    let (_, coloured, _) = inside(&pack, &["check", "--color", "always"]);
    let mut shown = coloured.clone();
    for look in ["\u{1b}[0m", "\u{1b}[1m", "\u{1b}[2m", "\u{1b}[31m", "\u{1b}[33m", "\u{1b}[36m"] {
        assert!(coloured.contains(look), "{look:?} in {coloured:?}");
        shown = shown.replace(look, "");
    }
    assert_eq!(shown, plain, "colours say nothing by themselves");
    for part in [
        "\u{1b}[1m\u{1b}[31merror[syntax]",
        "\u{1b}[2m  = ",
        "\u{1b}[1m\u{1b}[36mhelp: ",
        "\u{1b}[1m\u{1b}[33mwarning[",
    ] {
        assert!(coloured.contains(part), "{part:?} in {coloured:?}");
    }
    for (variable, colours) in [("CLICOLOR_FORCE", true), ("NO_COLOR", false)] {
        let run = folio().current_dir(pack.path()).arg("check").env(variable, "1").output();
        let stdout = String::from_utf8(run.expect("it runs").stdout).expect("UTF-8");
        assert_eq!(stdout == coloured, colours, "{variable}");
        assert_eq!(stdout == plain, !colours, "{variable}");
    }
    let never = inside(&pack, &["check", "--color", "never"]);
    assert_eq!(never.1, plain);
}

#[test]
fn the_browser_lists_the_mistakes_with_file_and_line() {
    let pack = with_mistakes();
    let size = Size { width: 160, height: 30 };
    let mut browser = Browser::open_opened(pack.open(), Opening { size, ..Opening::default() });
    browser.press("gs");
    let screen = browser.screen();
    assert!(screen.contains("Mistakes in the files (2)"), "{screen}");
    let place = format!("{}:4:8", pack.at("words.toml").display());
    assert!(screen.contains(&place), "{screen}");
    browser.press("j");
    assert!(browser.screen().contains("end it with the same three quotes"), "{}", browser.screen());
}

#[test]
fn linear_mode_says_that_there_are_mistakes_and_lists_them() {
    let pack = with_mistakes();
    let (_, stdout, stderr) =
        end_after(folio().current_dir(pack.path()).args([".", "--linear"]), "health\nabout 2\n");
    assert_eq!(stderr, "");
    assert!(
        stdout.contains("2 mistakes in the files of the packs: health lists them."),
        "{stdout}"
    );
    assert!(
        stdout.contains("./words.toml:4:8  the text that begins here is never closed"),
        "{stdout}"
    );
    assert!(stdout.contains("end it with the same three quotes"), "{stdout}");
}

#[test]
fn the_page_of_the_format_is_a_pack_that_passes_its_check() {
    let pack = pack_on_the_page();
    let (code, stdout, stderr) = inside(&pack, &["check", "--deny", "warnings"]);
    assert_eq!((code, stderr.as_str()), (0, ""), "{stdout}");
    assert_eq!(stdout, "tea: no errors, no warnings\n");
    let opened = pack.open();
    let catalogue = &opened.library.catalogue;
    assert!(
        catalogue.len() > 2 && !catalogue.routes().is_empty() && !catalogue.matrices().is_empty()
    );
}

#[test]
fn of_many_mistakes_the_first_are_printed_errors_before_warnings() {
    let silent = |number: usize| format!("[[entry]]\nid = 'a/e{number}'\ntitle = 'E{number}'\n");
    let text: String = (0..80).map(silent).collect();
    let pack = Pack::sound()
        .file("many.toml", text)
        .file("wrong.toml", entry("wrong").replace("body", "see = ['a/nowhere']\nbody"));
    let heads = |arguments: &[&str]| {
        let (code, told, _) = inside(&pack, arguments);
        assert_eq!(code, 1);
        let is_head = |line: &&str| line.starts_with("warning[") || line.starts_with("error[");
        (told.lines().filter(is_head).count(), told)
    };
    let (all, told) = heads(&["check", "--limit", "0"]);
    assert!(all > 100 && !told.contains("more:"), "{all}");
    let (most, told) = heads(&["check"]);
    let more = format!("{} mistakes more: --limit 0 prints all", all - 100);
    assert!(most == 100 && told.contains(&more) && told.contains("a/nowhere"), "{told}");
    let (one, told) = heads(&["check", "--limit", "1"]);
    assert!(one == 1 && told.contains("a/nowhere"), "{told}");
    assert!(inside(&pack, &["check", "--json", "--limit", "1"]).1.matches("no-text").count() == 80);
}

/// A hundred thousand mistakes in as many lines, of which the report shows as many as of a hundred and one.
#[test]
fn a_report_of_a_hundred_thousand_mistakes_is_as_long_as_one_of_few() {
    let wrong: Vec<String> = (0..1000).map(|number| format!("k{number} = 1\n")).collect();
    let wrong = wrong.concat();
    let mut pack = Pack::sound();
    for number in 0..100 {
        pack = pack.file(format!("{number}.toml"), entry(&format!("e{number}")) + &wrong);
    }
    let (code, told, _) = inside(&pack, &["check"]);
    assert_eq!(code, 1);
    assert!(told.starts_with("test: 100000 errors, "), "{}", &told[..60]);
    assert!(told.lines().count() < 1000 && told.len() < 100_000, "{} bytes", told.len());
    assert!(told.contains("--limit 0 prints all") && told.contains("; mend first: ./0.toml:5:1"));
}
