use std::ffi::OsString;
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
        Settings::read(&layers, |name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| OsString::from(value))
        })
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
fn a_file_that_is_not_there_says_nothing_unless_it_was_named() {
    let gone = PathBuf::from("/nowhere/config.toml");
    for (file, mistakes) in
        [(ConfigFile::Usual(gone.clone()), 0), (ConfigFile::Named(gone), 1), (ConfigFile::None, 0)]
    {
        let settings = Settings::read(&Layers { file, flags: Vec::new() }, |_| None);
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
