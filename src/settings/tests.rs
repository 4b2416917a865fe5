use std::fs;
use std::path::PathBuf;

use super::*;

/// A file of settings in a folder of its own.
struct Written {
    folder: tempfile::TempDir,
    path: PathBuf,
}

impl Written {
    fn new(text: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the file");
        let path = folder.path().join("config.toml");
        fs::write(&path, text).expect("the file is written");
        Self { folder, path }
    }

    fn read(&self, variables: &[(&str, &str)], flags: Flags) -> Settings {
        let layers = Layers { file: ConfigFile::Named(self.path.clone()), flags };
        let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), value.into()));
        Settings::read(&layers, &variables.collect())
    }

    /// The mistakes, without the folder in their places.
    fn mistakes(&self, settings: &Settings) -> Vec<String> {
        let folder = format!("{}/", self.folder.path().display());
        settings.mistakes.iter().map(|it| it.to_string().replace(&folder, "")).collect()
    }
}

fn flag(name: Name, value: &str, flag: &'static str) -> (Name, Value, &'static str) {
    let value = OPTIONS[name as usize].parse(value).expect("the value can be");
    (name, value, flag)
}

#[test]
fn the_table_stands_in_the_order_of_its_names_and_no_two_share_a_name() {
    for (at, option) in OPTIONS.iter().enumerate() {
        assert_eq!(option.name as usize, at, "{}", option.path());
        assert_eq!(option.default(), Settings::default().given(option.name).value);
        for other in &OPTIONS[at + 1..] {
            assert_ne!(option.path(), other.path());
            assert_ne!(option.variable(), other.variable());
        }
    }
}

#[test]
fn each_layer_goes_before_the_one_below_and_says_where_a_value_came_from() {
    let written = Written::new("measure = 60\nmouse = false\npalette = \"frost\"\n");
    let settings = written.read(
        &[("FOLIO_MEASURE", "50"), ("FOLIO_MOUSE", "yes"), ("FOLIO_KEYS", "emacs")],
        vec![flag(Name::Measure, "40", "--measure")],
    );
    assert_eq!(settings.mistakes, []);
    let told = |name| {
        let given = settings.given(name);
        let folder = format!("{}/", written.folder.path().display());
        (given.value.to_string(), given.source.told().replace(&folder, ""))
    };
    for (name, value, source) in [
        (Name::Measure, "40", "--measure"),
        (Name::Mouse, "true", "the variable FOLIO_MOUSE"),
        (Name::Palette, "\"frost\"", "config.toml:3:11"),
        (Name::KeySet, "\"emacs\"", "the variable FOLIO_KEYS"),
        (Name::Resume, "true", "default"),
    ] {
        assert_eq!(told(name), (value.to_owned(), source.to_owned()), "{name:?}");
    }
}

#[test]
fn a_mistake_is_told_with_its_place_and_costs_its_own_line() {
    let written = Written::new(
        "measure = 7\nmouse = \"no\"\nbackground = \"drak\"\ncolour = \"auto\"\nresume = false\n\
         [keys]\nset = \"vim\"\n[keys.raeder]\n\"x\" = \"search\"\n[keys.reader]\n\"g z\" = 3\n",
    );
    let settings = written.read(&[("FOLIO_ASCII", "perhaps")], Vec::new());
    assert_eq!(
        written.mistakes(&settings),
        [
            "config.toml:1:11: error: `measure` must be a whole number from 24 to 160, not `7` [bad-value]",
            "config.toml:2:9: error: `mouse` must be true or false, not a string [wrong-type]",
            "config.toml:3:14: error: `background` must be \"auto\" or \"light\" or \"dark\", not `drak` \
             [bad-value]",
            "config.toml:4:1: error: `colour` is no key of the settings [unknown-key]",
            "config.toml:7:7: error: `keys.set` must be \"default\" or \"arrows\" or \"emacs\", not `vim` [bad-value]",
            "config.toml:8:7: error: `raeder` is no key of the table `keys` [unknown-key]",
            "config.toml:11:9: error: `g z` must be a string, not an integer [wrong-type]",
            "FOLIO_ASCII: error: `ascii` must be true or false, not `perhaps` [bad-value]",
        ]
    );
    let hints: Vec<&str> = settings.mistakes.iter().map(|it| it.hint.as_str()).collect();
    assert_eq!(hints[2], "did you mean `dark`?");
    assert_eq!(hints[3], "did you mean `color`?");
    assert_eq!(settings.number(Name::Measure), 72);
    assert!(!settings.is_on(Name::Resume), "what is sound holds");
}

#[test]
fn a_palette_that_is_none_leaves_that_of_the_layer_below() {
    let (fen, zzz) = ("palette = \"fen\"\n", "palette = \"zzz\"\n");
    for (file, variable, holds, mistakes) in [
        (fen, None, "fen", 0),
        (fen, Some("zzz"), "fen", 1),
        (fen, Some("frost"), "frost", 0),
        (zzz, Some("frost"), "frost", 0),
        (zzz, Some("zzz"), "terminal", 2),
        (zzz, None, "terminal", 1),
    ] {
        let written = Written::new(file);
        let set: Vec<_> = variable.map(|value| ("FOLIO_PALETTE", value)).into_iter().collect();
        let mut settings = written.read(&set, Vec::new());
        settings.look_for_palette();
        let told = written.mistakes(&settings);
        assert_eq!((settings.word(Name::Palette), told.len()), (holds, mistakes), "{told:?}");
    }
}

#[test]
fn a_file_that_is_not_there_says_nothing_unless_it_was_named() {
    let gone = PathBuf::from("/nowhere/config.toml");
    for (file, mistakes) in
        [(ConfigFile::Usual(gone.clone()), 0), (ConfigFile::Named(gone), 1), (ConfigFile::None, 0)]
    {
        let settings = Settings::read(&Layers { file, flags: Vec::new() }, &Vec::new());
        assert_eq!(settings.mistakes.len(), mistakes);
    }
}

#[test]
fn a_first_file_changes_nothing_and_with_its_remarks_taken_away_says_what_holds() {
    let text = commented();
    let as_written = Written::new(&text).read(&[], Vec::new());
    let defaults = Settings::default();
    let said = |line: &&str| line.contains(" = ") || line.starts_with('[');
    let lines = text.lines().filter_map(|line| line.strip_prefix("# ").filter(said));
    let bare: String = lines.flat_map(|line| [line, "\n"]).collect();
    let uncommented = Written::new(&bare);
    let settings = uncommented.read(&[], Vec::new());
    assert_eq!(uncommented.mistakes(&settings), [""; 0], "{bare}");
    for option in OPTIONS {
        let value = &defaults.given(option.name).value;
        assert_eq!(&as_written.given(option.name).value, value, "{}", option.path());
        assert_eq!(&settings.given(option.name).value, value, "{}", option.path());
        let is_written = bare.contains(&format!("{} = ", option.key));
        assert!(is_written, "{} is explained", option.path());
    }
    let in_a_line = text.replace("\n# ", " ");
    let (_, tables) = in_a_line.split_once("Tables of keys: ").expect("they are named");
    let (tables, _) = tables.split_once('.').expect("the sentence ends");
    let tables: Vec<&str> = tables.split(", ").collect();
    assert_eq!(tables, file::places().collect::<Vec<_>>());
}

#[test]
fn a_word_is_in_one_line() {
    let editor = &OPTIONS[Name::Editor as usize];
    for text in ["a\nb", "a\r\nb", "a\rb"] {
        let message = editor.parse(text).map_err(|fault| fault.message);
        assert_eq!(message, Err("`editor` must be in one line".to_owned()), "{text:?}");
    }
    assert_eq!(editor.parse(" vim -f\n"), Ok(Value::Word("vim -f".into())));
}

#[test]
fn bound_keys_keep_their_order_and_their_places() {
    let written = Written::new(
        "[keys.reader]\n\"g z\" = \"matrix\"\n[keys.everywhere]\n\"Ctrl-s\" = \"search\"\n\"K\" = \"none\"\n",
    );
    let settings = written.read(&[], Vec::new());
    let bound: Vec<_> =
        settings.bound.iter().map(|it| (it.place, &*it.keys.value, &*it.action.value)).collect();
    assert_eq!(
        bound,
        [
            ("reader", "g z", "matrix"),
            ("everywhere", "Ctrl-s", "search"),
            ("everywhere", "K", "none")
        ]
    );
}

/// Holds the only mistake of a file to what is told of it, with its place and what helps.
#[track_caller]
fn check_mistake(text: &str, expected: &str, hint: &str) {
    let written = Written::new(text);
    let settings = written.read(&[], Vec::new());
    assert_eq!(written.mistakes(&settings), [format!("config.toml:{expected}")], "{text}");
    assert_eq!(settings.mistakes[0].hint, hint, "{text}");
}

#[test]
fn every_setting_says_what_it_can_be_if_it_is_given_something_else() {
    for option in OPTIONS {
        let (table, key) = (option.table, option.key);
        let head = if table.is_empty() { String::new() } else { format!("[{table}]\n") };
        let line = if table.is_empty() { 1 } else { 2 };
        let can_be = match &option.kind {
            Kind::Word => "text in quotation marks".to_owned(),
            Kind::Flag => "true or false".to_owned(),
            Kind::Number(range) => {
                format!("a whole number from {} to {}", range.start(), range.end())
            }
            Kind::OneOf(words) => {
                words.iter().map(|it| format!("\"{it}\"")).collect::<Vec<_>>().join(" or ")
            }
        };
        let told = |value: &str, found: &str, code: &str| {
            let text = format!("{head}{key} = {value}\n");
            let place = format!("{line}:{}", key.len() + 4);
            let path = option.path();
            let expected =
                format!("{place}: error: `{path}` must be {can_be}, not {found} [{code}]");
            check_mistake(&text, &expected, "");
        };
        for (value, found) in [
            ("1.5", "a float"),
            ("nan", "a float"),
            ("1979-05-27", "a datetime"),
            ("[\"light\"]", "an array"),
            ("{ x = 1 }", "a table"),
        ] {
            told(value, found, "wrong-type");
        }
        if !matches!(option.kind, Kind::Flag) {
            told("true", "a boolean", "wrong-type");
        }
        match &option.kind {
            Kind::Word => told("3", "an integer", "wrong-type"),
            Kind::Flag => {
                told("3", "an integer", "wrong-type");
                told("\"maybe\"", "a string", "wrong-type");
            }
            Kind::Number(range) => {
                told("\"wide\"", "a string", "wrong-type");
                for value in [-1, i64::MIN, 0, i64::from(*range.end()) + 1, i64::MAX] {
                    told(&value.to_string(), &format!("`{value}`"), "bad-value");
                }
            }
            Kind::OneOf(_) => {
                told("\"\"", "``", "bad-value");
                told("\"somehow\"", "`somehow`", "bad-value");
                told("3", "an integer", "wrong-type");
            }
        }
    }
}

#[test]
fn what_was_probably_meant_is_named() {
    for (text, expected, hint) in [
        (
            "measure = \"60\"\n",
            "1:11: error: `measure` must be a whole number from 24 to 160, not a string [wrong-type]",
            "write `measure = 60`",
        ),
        (
            "mouse = \"no\"\n",
            "1:9: error: `mouse` must be true or false, not a string [wrong-type]",
            "write `mouse = false`",
        ),
        (
            "hyperlinks = \"alwyas\"\n",
            "1:14: error: `hyperlinks` must be \"auto\" or \"always\" or \"never\", not `alwyas` [bad-value]",
            "did you mean `always`?",
        ),
        (
            "keys = \"emacs\"\n",
            "1:8: error: `keys` must be a table, not a string [wrong-type]",
            "write `[keys]` in a line of its own, and `set = \"emacs\"` below it",
        ),
        (
            "[[keys]]\nset = \"emacs\"\n",
            "1:1: error: `keys` must be a table, not an array [wrong-type]",
            "write `[keys]` in a line of its own, and `set = \"…\"` below it",
        ),
        (
            "set = \"emacs\"\n",
            "1:1: error: `set` is no key of the settings [unknown-key]",
            "write `[keys]` in a line of its own, and `set = \"…\"` below it",
        ),
        (
            "[keys.reader]\nset = \"vim\"\n",
            "2:1: error: `set` is a setting, and stands among keys [unknown-key]",
            "write `[keys]` in a line of its own, and `set = \"…\"` below it",
        ),
        (
            "[keys.reader]\nset = \"emacs\"\n",
            "2:1: error: `set` is a setting, and stands among keys [unknown-key]",
            "write `[keys]` in a line of its own, and `set = \"emacs\"` below it",
        ),
        (
            "[reader]\n\"g z\" = \"map\"\n",
            "1:2: error: `reader` is no key of the settings [unknown-key]",
            "keys are bound below `[keys.reader]`",
        ),
        (
            "[keys]\n\"g z\" = \"map\"\n",
            "2:1: error: `g z` is no key of the table `keys` [unknown-key]",
            "keys are bound below `[keys.everywhere]`",
        ),
        (
            "[keys.reader]\n\"search\" = \"Ctrl-s\"\n",
            "2:12: error: no action is called \"Ctrl-s\" [bad-key]",
            "the key stands before the `=`: `\"Ctrl-s\" = \"search\"`",
        ),
        (
            "[keys.reader]\n? = \"search\"\n",
            "2:1: error: this is not valid TOML: invalid unquoted key, expected letters, numbers, `-`, `_` [syntax]",
            "a key has the letters a to z, digits, `-` and `_`; any other stands between quotation marks, `\"g z\"`",
        ),
        (
            "[keys.mpa]\n",
            "1:7: error: `mpa` is no key of the table `keys` [unknown-key]",
            "did you mean `map`?",
        ),
        (
            "[keys]\npalette = \"fen\"\n",
            "2:11: error: `palette` is a setting, and stands among keys [unknown-key]",
            "write `palette = …` above the first line that begins with `[`",
        ),
        (
            "[keys.everywhere]\nmouse = false\n",
            "2:9: error: `mouse` is a setting, and stands among keys [unknown-key]",
            "write `mouse = …` above the first line that begins with `[`",
        ),
        (
            "mouse = true\n[keys.everywhere]\nmouse = false\n",
            "3:9: error: `mouse` is a setting, and stands among keys [unknown-key]",
            "`mouse` stands above already, where it belongs: remove this one",
        ),
        (
            "mesure = 60\n",
            "1:1: error: `mesure` is no key of the settings [unknown-key]",
            "did you mean `measure`?",
        ),
    ] {
        check_mistake(text, expected, hint);
    }
    let hexadecimal = Written::new("measure = 0x40\n").read(&[], Vec::new());
    assert_eq!((hexadecimal.mistakes.len(), hexadecimal.number(Name::Measure)), (0, 64));
}

#[test]
fn a_variable_that_sets_nothing_is_told_and_the_others_hold() {
    let written = Written::new("");
    let settings = written.read(
        &[
            ("FOLIO_CONFIG", "/x"),
            ("FOLIO_COMPLETE", "bash"),
            ("FOLIO_MESURE", "50"),
            ("FOLIO_KEY", "emacs"),
            ("FOLIO_QWERTY", "1"),
            ("FOLIO_MOUSE", "no"),
        ],
        Vec::new(),
    );
    assert_eq!(
        written.mistakes(&settings),
        [
            "FOLIO_MESURE: warning: this variable sets nothing; did you mean FOLIO_MEASURE? \
             [unknown-variable]",
            "FOLIO_KEY: warning: this variable sets nothing; did you mean FOLIO_KEYS? \
             [unknown-variable]",
            "FOLIO_QWERTY: warning: this variable sets nothing [unknown-variable]",
        ]
    );
    let last = &settings.mistakes[2].hint;
    assert!(
        last.starts_with("there are FOLIO_PALETTE, ") && last.ends_with(", FOLIO_KEYS"),
        "{last}"
    );
    assert!(!settings.is_on(Name::Mouse));
}

#[test]
fn keys_that_no_terminal_sends_are_refused_and_those_that_few_send_are_remarked() {
    let bound = |keys: &str| format!("[keys.reader]\n\"{keys}\" = \"map\"\n");
    for (keys, message, hint) in [
        ("F0", "\"F0\" is no key", "function keys are F1 to F24"),
        ("F25", "\"F25\" is no key", "function keys are F1 to F24"),
        ("f5", "\"f5\" is no key", "did you mean `F5`?"),
        ("ctrl s", "\"ctrl s\" is no key", "did you mean `Ctrl-s`?"),
        ("crtl-s", "\"crtl-s\" is no key", "did you mean `Ctrl-s`?"),
        ("shift+x", "\"shift+x\" is no key", "did you mean `X`?"),
        ("Ctrl-Ctrl-x", "\"Ctrl-Ctrl-x\" is no key", "did you mean `Ctrl-x`?"),
        (
            "Ctrl-Enter",
            "Ctrl-Enter cannot be told from Enter in most terminals",
            "write Enter if that is meant, or take another key",
        ),
        (
            "Ctrl-Shift-s",
            "Ctrl-Shift-s cannot be told from Ctrl-s in most terminals",
            "write Ctrl-s if that is meant, or take another key",
        ),
    ] {
        check_mistake(&bound(keys), &format!("2:1: error: {message} [bad-key]"), hint);
    }
    let another = "bind another key beside it: Ctrl or Alt with a letter, or one of F1 to F12";
    let both =
        |key: &str| format!("bind {key} as well: pressing this key then works in every terminal");
    for (keys, message, hint) in [
        ("Ctrl-1", "most terminals do not send \"Ctrl-1\"", another),
        ("Ctrl-Tab", "most terminals do not send \"Ctrl-Tab\", they send Tab", another),
        ("g Ctrl-/", "most terminals do not send \"Ctrl-/\", they send Ctrl-7", &both("Ctrl-7")),
        ("Ctrl-\\\\", "most terminals do not send \"Ctrl-\\\", they send Ctrl-4", &both("Ctrl-4")),
    ] {
        let expected =
            format!("2:1: warning: {message}; those with kitty's keyboard protocol do [rare-key]");
        check_mistake(&bound(keys), &expected, hint);
        let settings = Written::new(&bound(keys)).read(&[], Vec::new());
        assert!(settings.bound[0].holds && settings.to_tell().next().is_none());
    }
}
