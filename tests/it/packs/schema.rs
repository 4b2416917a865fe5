//! The schemas of a pack's files, which editors go by, against the decoder, which is what counts: both know the
//! same keys, and a schema refuses nothing that the check allows.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use folio::content::schema;
use jsonschema::Validator;
use serde_json::Value;

use crate::support::packs::{Pack, pack_on_the_page};

/// A table of the format: where it stands, and the schema of its file.
struct Table {
    /// Its name from the top of its file, `entry.name`; empty for the file.
    name: String,
    in_head: bool,
    /// Its own part of the schema.
    schema: Value,
}

impl Table {
    /// Returns the keys that the schema knows.
    fn keys(&self) -> BTreeSet<String> {
        self.schema["properties"].as_object().expect("keys").keys().cloned().collect()
    }

    /// Returns the keys that the schema wants.
    fn needed(&self) -> BTreeSet<String> {
        let needed = self.schema["required"].as_array().into_iter().flatten();
        needed.map(|key| key.as_str().expect("a name").to_owned()).collect()
    }

    /// Writes the file with the table, its lines last; returns its name, its text, and the line before.
    fn file(&self, lines: &str) -> (&'static str, String, usize) {
        let name = if self.in_head { "pack.toml" } else { "a.toml" };
        // What is around it is sound.
        let around = match self.name.split_once('.') {
            _ if self.name.is_empty() => "",
            _ if self.in_head => "format = 1\nid = 'p'\ntitle = 'P'\n",
            Some(_) => "[[entry]]\nid = 'a/b'\ntitle = 'B'\nbody = 'B'\n",
            None => "",
        };
        let header =
            if self.name.is_empty() { String::new() } else { format!("[[{}]]\n", self.name) };
        let above = around.to_owned() + &header;
        let before = above.lines().count();
        (name, above + lines, before)
    }

    /// Returns the mistakes of a file in which the table has these lines, each with the number of its line
    /// among them, from 0.
    fn check(&self, lines: &str) -> Vec<(Option<usize>, String, String)> {
        let (name, text, before) = self.file(lines);
        let mut pack = Pack::sound().file("a.toml", "");
        pack = pack.file(name, text);
        let found = pack.check().into_iter().filter(|one| one.file.ends_with(name));
        let line = |line: u32| (line as usize).checked_sub(before + 1);
        found.map(|one| (one.line.and_then(line), one.code.into_owned(), one.message)).collect()
    }

    /// Returns the keys of the table whose values the schema refuses.
    fn refused(&self, lines: &str) -> BTreeSet<String> {
        let (_, text, _) = self.file(lines);
        let depth = if self.name.is_empty() { 0 } else { 2 * self.name.split('.').count() };
        let json = json(&text);
        let errors = validator(self.in_head)
            .iter_errors(&json)
            .map(|error| {
                let place = error.instance_path().to_string();
                place.split('/').skip(1).nth(depth).map(str::to_owned)
            })
            .collect::<Vec<_>>();
        errors.into_iter().flatten().collect()
    }
}

/// Returns all tables of the format.
fn tables() -> Vec<Table> {
    let mut tables = Vec::new();
    for (in_head, schema) in [(true, schema::pack()), (false, schema::entries())] {
        let inner = schema["definitions"].as_object().expect("tables").clone();
        tables.push(Table { name: String::new(), in_head, schema });
        let inner = inner.into_iter().map(|(name, schema)| Table { name, in_head, schema });
        tables.extend(inner);
    }
    tables
}

fn validator(in_head: bool) -> Validator {
    let schema = if in_head { schema::pack() } else { schema::entries() };
    jsonschema::draft4::new(&schema).expect("the schema is sound")
}

fn json(text: &str) -> Value {
    let value: toml::Value = toml::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    in_json(value)
}

/// TOML is JSON but for dates, which are of no type that a schema allows.
fn in_json(value: toml::Value) -> Value {
    match value {
        toml::Value::Datetime(_) => Value::Null,
        toml::Value::Array(items) => items.into_iter().map(in_json).collect(),
        toml::Value::Table(table) => {
            table.into_iter().map(|(key, value)| (key, in_json(value))).collect()
        }
        plain => serde_json::to_value(plain).expect("it is a plain value"),
    }
}

/// Holds the files of a pack against the schemas.
#[track_caller]
fn assert_fits(folder: &Path) {
    let mut pending = vec![folder.to_owned()];
    let mut seen = 0;
    while let Some(path) = pending.pop() {
        if path.is_dir() {
            pending.extend(fs::read_dir(path).unwrap().map(|item| item.unwrap().path()));
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            let text = fs::read_to_string(&path).unwrap();
            let json = json(&text);
            let validator = validator(path == folder.join("pack.toml"));
            let told: Vec<String> = validator.iter_errors(&json).map(|it| it.to_string()).collect();
            assert!(told.is_empty(), "{}: {told:#?}", path.display());
            seen += 1;
        }
    }
    assert!(seen > 1, "{} has files", folder.display());
}

#[test]
fn every_pack_of_the_house_fits_the_schemas() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in [
        "content/nine-mechanisms",
        "tests/support/tea",
        "tests/support/harbour",
        "tests/support/tongues",
    ] {
        assert_fits(&root.join(folder));
    }
    assert_fits(pack_on_the_page().path());
}

/// Every word in quotes in the decoder is tried as a key of every table.
#[test]
fn the_schemas_know_the_keys_that_the_decoder_knows_and_no_others() {
    let mut words: BTreeSet<String> = BTreeSet::from(["extra".to_owned()]);
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src/content/decode"));
    let files = fs::read_dir(&root).unwrap().map(|item| item.unwrap().path());
    for file in files.chain([root.with_extension("rs")]) {
        let code = fs::read_to_string(file).unwrap();
        let quoted = code.split('"').skip(1).step_by(2);
        let is_key = |word: &&str| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        };
        words.extend(quoted.filter(is_key).map(str::to_owned));
    }
    assert!(words.len() > 40, "{words:?}");
    for table in tables() {
        words.extend(table.keys());
    }
    let words: Vec<String> = words.into_iter().collect();
    for table in tables() {
        let lines: String = words.iter().flat_map(|word| [word, " = 0\n"]).collect();
        let mut known: BTreeSet<String> = words.iter().cloned().collect();
        for (line, code, _) in table.check(&lines) {
            if code == "unknown-key" {
                known.remove(&words[line.expect("in the table")]);
            }
        }
        assert_eq!(known, table.keys(), "`{}` in pack.toml: {}", table.name, table.in_head);
    }
}

#[test]
fn the_schemas_want_the_keys_that_the_decoder_wants() {
    for table in tables() {
        let found = table.check("").into_iter().filter(|(_, code, _)| code == "missing-key");
        let key = |message: String| message.rsplit('`').nth(1).expect("it is named").to_owned();
        let wanted: BTreeSet<String> = found.map(|(_, _, message)| key(message)).collect();
        assert_eq!(wanted, table.needed(), "`{}` in pack.toml: {}", table.name, table.in_head);
    }
}

/// What the value of a key can be, and whether the check alone knows what is wrong with it.
fn values() -> Vec<(String, bool)> {
    let quoted = |text: &str| format!("\"{text}\"");
    let both = [
        "x",
        "",
        " ",
        "a b",
        "a/b",
        "A",
        "a#b",
        "1.0.0",
        "1.0",
        "01.0.0",
        "1.0.0-rc.1+b-2",
        "1.0.0-01",
        "en",
        "zh-Hans-CN",
        "english-",
        "Deutsch",
        "deu",
        "en_GB",
        "x-private",
        "e",
        "2024",
        "2024-13",
        "2024-12",
        "2024-12-03",
        "2024-2-3",
        "+024",
        "https://example.org/x",
        "https://a b",
        "https://",
        "ftp://x",
        "article",
        "editor",
        "Article",
        "sourced",
        "general",
        "title",
        "q\u{301}",
        "软联通/二",
        "a-b",
        "-",
    ];
    let lengths = [28, 29, 200, 201].map(|length| "a".repeat(length));
    let bare = [
        "0",
        "1",
        "2",
        "-1",
        "0x10",
        "1.5",
        "4294967294",
        "4294967295",
        "true",
        "false",
        "2024-12-03",
        "[]",
        "['x']",
        "['a b']",
        "['']",
        "[' ']",
        "[1]",
        "[true]",
        "['x', 2]",
        "{}",
        "{ a = 1 }",
        "[[]]",
    ];
    // The last one is the name of a scheme.
    let left = [
        "2024-02-30",
        "e\u{301}",
        "中中中中中中中中中中中中中中中",
        "\u{301}a",
        "a🍵",
        &"é".repeat(101),
        "file",
    ];
    let both = both.into_iter().map(quoted).chain(lengths.iter().map(|it| quoted(it)));
    let both = both.chain(bare.map(str::to_owned)).map(|value| (value, false));
    both.chain(left.into_iter().map(|value| (quoted(value), true))).collect()
}

/// The codes of mistakes that are in a value by itself.
const OF_VALUES: [&str; 9] = [
    "wrong-type",
    "bad-value",
    "bad-id",
    "bad-version",
    "bad-language",
    "bad-date",
    "bad-address",
    "empty-value",
    "short-too-wide",
];

/// The codes of mistakes that keys make together.
const OF_TABLES: [&str; 5] =
    ["missing-key", "missing-claims", "missing-sources", "misplaced-key", "bad-relation"];

#[test]
fn a_value_is_refused_by_a_schema_as_it_is_by_the_check() {
    for table in tables() {
        let keys: Vec<String> = table.keys().into_iter().collect();
        for (value, left_to_check) in values() {
            let line = |key: &String| match key.as_str() {
                // Of a newer format nothing else is read.
                "format" => "format = 1\n".to_owned(),
                key => format!("{key} = {value}\n"),
            };
            let lines: String = keys.iter().map(line).collect();
            let found = table.check(&lines).into_iter();
            let found = found.filter(|(_, code, _)| OF_VALUES.contains(&&**code));
            let wrong: BTreeSet<String> =
                found.map(|(line, ..)| keys[line.expect("it has a line")].clone()).collect();
            let refused = table.refused(&lines);
            let place = format!("`{}` in pack.toml {}, {value}", table.name, table.in_head);
            assert!(refused.is_subset(&wrong), "{place}: allowed are {:?}", &refused - &wrong);
            assert!(left_to_check || wrong == refused, "{place}: {:?}", &wrong - &refused);
        }
    }
}

#[test]
fn a_format_that_is_not_known_is_refused_by_both() {
    let tables = tables();
    let head = tables.iter().find(|table| table.in_head && table.name.is_empty()).expect("a file");
    for (format, fits) in [("1", true), ("0", false), ("2", false), ("'1'", false), ("1.5", false)]
    {
        let lines = format!("format = {format}\nid = 'p'\ntitle = 'P'\n");
        assert_eq!(head.check(&lines).is_empty(), fits, "{format}");
        assert_eq!(head.refused(&lines).is_empty(), fits, "{format}");
    }
}

/// Keys, each with values that it can have.
type Choices<'a> = &'a [(&'a str, &'a [&'a str])];

/// The ways to write some keys, each left out or with one of some values.
fn combinations(keys: Choices) -> Vec<String> {
    let Some(((key, values), rest)) = keys.split_first() else { return vec![String::new()] };
    let lines = values.iter().map(|value| format!("{key} = {value}\n")).chain([String::new()]);
    let rest = combinations(rest);
    lines.flat_map(|line| rest.iter().map(move |rest| line.clone() + rest)).collect()
}

/// What keys have to do with each other is held to by both.
#[test]
fn keys_that_do_not_go_together_are_refused_by_both() {
    let ground: Choices = &[
        ("by", &["'article'", "'editor'"]),
        ("certainty", &["'sourced'", "'general'"]),
        ("sources", &["[]", "['S']"]),
        ("claims", &["[]", "['c']"]),
    ];
    let cases: [(&str, &str, Choices); 4] = [
        ("entry.statement", "text = 'T'\n", ground),
        ("link", "from = 'a/b'\nto = 'a/c'\nrelation = 'see'\n", ground),
        (
            "entry.name",
            "language = 'zh'\ntext = '一'\n",
            &[("verified", &["true", "false"]), ("source", &["'S'", "''"])],
        ),
        (
            "relation",
            "id = 'r'\nlabel = 'r'\n",
            &[("inverse", &["'is r'", "''"]), ("symmetric", &["true", "false"])],
        ),
    ];
    let tables = tables();
    for (name, needed, keys) in cases {
        let table = tables.iter().find(|table| table.name == name).expect(name);
        let (mut sound, mut broken) = (0, 0);
        for lines in combinations(keys) {
            let lines = format!("{needed}{lines}");
            let mut told = table.check(&lines);
            told.retain(|(_, code, _)| OF_TABLES.contains(&&**code));
            let fits = told.is_empty();
            let (_, text, _) = table.file(&lines);
            assert_eq!(
                validator(table.in_head).is_valid(&json(&text)),
                fits,
                "{told:?} of:\n{text}"
            );
            if fits { sound += 1 } else { broken += 1 }
        }
        assert!(sound > 1 && broken > 1, "{name}: {sound} sound, {broken} broken");
    }
}
