//! Front matter: what a file says of itself before its text, in YAML between `---`, in TOML between `+++`,
//! or as one object of JSON. Refuses to know: what the keys mean.

use serde_json::Map;
pub use serde_json::Value;

use super::yaml::{AS_WRITTEN, Fault, is_only_yaml, kept_as_written, of_yaml};

/// Keys with their values.
pub type Said = Map<String, Value>;

/// What a file says of itself.
#[derive(Clone, Debug, Default)]
pub struct Front(Said);

/// A file in its parts.
pub struct Parted {
    /// What it says of itself, or why that cannot be read.
    pub front: Result<Front, Fault>,
    /// Where its text begins, in bytes.
    pub text_at: usize,
    /// What ends what it says of itself, if that only looks like an end (`----`), with its line.
    pub odd_end: Option<(u32, String)>,
}

/// How `toml` writes a date into what knows no dates.
const TOML_DATE: &str = "$__toml_private_datetime";

/// Parts a file. What looks like front matter and has no end is text, but for YAML above a line of other dashes
/// than three.
pub fn part(file: &str) -> Parted {
    let none = Parted { front: Ok(Front::default()), text_at: 0, odd_end: None };
    let Some((first, _)) = line(file, 0) else { return none };
    match first.trim_end() {
        "---" => fenced(file, &["---", "..."], yaml).unwrap_or(none),
        "+++" => fenced(file, &["+++"], |text| toml(text).map(Some)).unwrap_or(none),
        "{" => json(file).unwrap_or(none),
        _ => none,
    }
}

fn fenced(
    file: &str,
    ends: &[&str],
    read: impl Fn(&str) -> Result<Option<Map<String, Value>>, Fault>,
) -> Option<Parted> {
    let (_, start) = line(file, 0)?;
    let (mut at, mut odd) = (start, None);
    let oddly = |odd: Option<usize>| ended_oddly(file, start, odd?, &read);
    let is_yaml = ends.contains(&"---");
    while let Some((text, next)) = line(file, at) {
        let text = text.trim_end();
        if ends.contains(&text) {
            let front = read(&file[start..at]).transpose()?.map(Front);
            let instead = if front.is_err() { oddly(odd) } else { None };
            return instead.or(Some(Parted { front, text_at: next, odd_end: None }));
        }
        if is_yaml && odd.is_none() && is_only_dashes(text) {
            odd = Some(at);
        }
        at = next;
    }
    oddly(odd)
}

/// Returns whether a file begins with `---` and keys in YAML, and no line ends what it says so of itself. A rule may
/// be followed by prose that begins with one capital word and a colon.
pub fn is_left_open(file: &str) -> bool {
    let Some(rest) = file
        .strip_prefix("---")
        .filter(|rest| rest.trim_start_matches(' ').starts_with(['\n', '\r']))
    else {
        return false;
    };
    let mut lines = rest.lines().skip(1).map(str::trim_end);
    let first: Vec<&str> = lines.by_ref().take_while(|line| !line.is_empty()).collect();
    let keys: Vec<&&str> = first.iter().filter(|line| is_key(line)).collect();
    let begins = first.iter().find(|line| !line.starts_with('#')).is_some_and(|line| is_key(line));
    let is_said = keys.len() > 1 || keys.iter().any(|key| !key.starts_with(char::is_uppercase));
    let ends = |line: &str| ["---", "..."].contains(&line) || is_only_dashes(line);
    begins && is_said && !first.into_iter().chain(lines).any(ends)
}

/// Returns whether a line begins with a key of YAML.
fn is_key(line: &str) -> bool {
    let is_name = |name: &str| {
        let name = name.trim_matches(['"', '\'']);
        !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "-_".contains(c))
    };
    let parted = line.split_once(':');
    parted
        .is_some_and(|(name, value)| is_name(name) && (value.is_empty() || value.starts_with(' ')))
}

fn is_only_dashes(text: &str) -> bool {
    text.chars().count() > 1 && text.chars().all(|c| "-–—".contains(c))
}

/// Parts a file at the first line that only looks like an end; `None` if no keys stand above it.
fn ended_oddly(
    file: &str,
    start: usize,
    at: usize,
    read: impl Fn(&str) -> Result<Option<Said>, Fault>,
) -> Option<Parted> {
    let said = read(&file[start..at]).ok().flatten().filter(|said| !said.is_empty())?;
    let (text, next) = line(file, at)?;
    let number = u32::try_from(file[..at].lines().count() + 1).ok()?;
    let odd_end = Some((number, text.trim_end().to_owned()));
    Some(Parted { front: Ok(Front(said)), text_at: next, odd_end })
}

/// Returns the line that begins at a byte, and where the next one begins.
fn line(text: &str, at: usize) -> Option<(&str, usize)> {
    let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
    let end = rest.find('\n').map_or(rest.len(), |end| end + 1);
    Some((&rest[..end], at + end))
}

fn yaml(text: &str) -> Result<Option<Map<String, Value>>, Fault> {
    if text.trim().is_empty() {
        return Ok(Some(Map::new()));
    }
    match of_yaml(&kept_as_written(text))? {
        Value::Object(map) => Ok(Some(map)),
        Value::Null => Ok(Some(Map::new())),
        // What stands between two rules is no front matter if it is no list of keys with values.
        _ => Ok(None),
    }
}

fn toml(text: &str) -> Result<Map<String, Value>, Fault> {
    toml::from_str(text).map_err(|error| Fault::of_all(error.message()))
}

/// Reads a text in TOML; `None` if it is none.
pub fn of_toml(text: &str) -> Option<Value> {
    toml(text).ok().map(Value::Object)
}

fn json(file: &str) -> Option<Parted> {
    let mut values = serde_json::Deserializer::from_str(file).into_iter::<Map<String, Value>>();
    let front = values.next()?.ok()?;
    let text_at = values.byte_offset();
    let rest = &file[text_at..];
    let blank = rest.len() - rest.trim_start().len();
    // An object alone is a file of JSON, not front matter.
    (blank < rest.len()).then(|| Parted {
        front: Ok(Front(front)),
        text_at: text_at + blank,
        odd_end: None,
    })
}

impl From<Map<String, Value>> for Front {
    fn from(map: Map<String, Value>) -> Self {
        Self(map)
    }
}

impl Front {
    /// Returns whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns what it says under the first of these keys that it has; keys are compared without their case.
    pub fn get(&self, keys: &[&str]) -> Option<&Value> {
        let find = |key: &&str| {
            let found = self.0.iter().find(|(own, _)| own.eq_ignore_ascii_case(key));
            found.map(|(_, value)| value)
        };
        keys.iter().find_map(find)
    }

    /// Returns a text or a number, as text.
    pub fn text(&self, keys: &[&str]) -> Option<String> {
        self.get(keys).and_then(scalar).filter(|text| !text.trim().is_empty())
    }

    /// Returns a list of texts; one text is a list of its parts between commas.
    pub fn list(&self, keys: &[&str]) -> Vec<String> {
        let texts = match self.get(keys) {
            Some(Value::Array(values)) => values.iter().filter_map(scalar).collect(),
            Some(Value::String(text)) => text.split(',').map(ToOwned::to_owned).collect(),
            _ => Vec::new(),
        };
        let trimmed = texts.iter().map(|text| text.trim().to_owned());
        trimmed.filter(|text| !text.is_empty()).collect()
    }

    /// Goes through all keys with their values.
    pub fn all(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(key, value)| (&**key, value))
    }

    /// Goes through all keys but those named, each with its value in one line.
    pub fn others<'f>(&'f self, named: &'f [&str]) -> impl Iterator<Item = (&'f str, String)> {
        let is_named = |key: &str| named.iter().any(|named| named.eq_ignore_ascii_case(key));
        let others = self.0.iter().filter(move |(key, _)| !is_named(key));
        others.map(|(key, value)| (&**key, in_one_line(value))).filter(|(_, text)| !text.is_empty())
    }
}

/// Returns a text as YAML has it between quotation marks; what JSON escapes YAML does too.
pub fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// Returns a text, a number or a date as text, and a number that YAML writes otherwise as it is written; `None` for
/// anything else.
pub fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(is) => Some(is.to_string()),
        Value::Object(map) => {
            let as_written = only_word(map).filter(|word| is_only_yaml(word));
            as_written.or_else(|| date_of(map)).map(ToOwned::to_owned)
        }
        Value::Null | Value::Array(_) => None,
    }
}

/// Returns the date that a table of TOML stands for.
pub fn date_of(map: &Said) -> Option<&str> {
    map.get(TOML_DATE)?.as_str()
}

/// Returns the word of a table that has nothing else.
fn only_word(map: &Said) -> Option<&str> {
    map.get(AS_WRITTEN).filter(|_| map.len() == 1)?.as_str()
}

/// Returns a value as a pack keeps it: TOML has no value for nothing, and none for numbers above its greatest.
pub fn for_pack(value: &Value) -> Value {
    let word = match value {
        Value::Null => "null".to_owned(),
        Value::Number(number) if number.is_u64() && !number.is_i64() => number.to_string(),
        Value::Array(values) => return values.iter().map(for_pack).collect(),
        Value::Object(map) => {
            return map.iter().map(|(key, value)| (key.clone(), for_pack(value))).collect();
        }
        value => return value.clone(),
    };
    Said::from_iter([(AS_WRITTEN.to_owned(), word.into())]).into()
}

/// Returns the value that [`for_pack`] was given.
pub fn of_pack(value: &Value) -> Value {
    match value {
        Value::Array(values) => values.iter().map(of_pack).collect(),
        Value::Object(map) => {
            let word = only_word(map).filter(|word| !is_only_yaml(word));
            match word.and_then(|word| of_yaml(word).ok()) {
                Some(value @ (Value::Null | Value::Number(_))) => value,
                _ => map.iter().map(|(key, value)| (key.clone(), of_pack(value))).collect(),
            }
        }
        value => value.clone(),
    }
}

fn in_one_line(value: &Value) -> String {
    if let Some(text) = scalar(value) {
        return text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    match value {
        Value::Array(values) => values
            .iter()
            .map(in_one_line)
            .filter(|it| !it.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
        Value::Object(map) => {
            let pair = |(key, value): (&String, &Value)| format!("{key}: {}", in_one_line(value));
            map.iter().map(pair).collect::<Vec<_>>().join("; ")
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(file: &str, expected: &[(&str, &str)], text: &str) {
        let parted = part(file);
        assert_eq!(parted.odd_end, None, "{file}");
        let front = parted.front.unwrap();
        let others: Vec<_> = front.others(&[]).collect();
        let others: Vec<_> = others.iter().map(|(key, value)| (*key, &**value)).collect();
        assert_eq!((&*others, &file[parted.text_at..]), (expected, text), "{file}");
    }

    #[test]
    fn front_matter_is_read_in_three_formats() {
        check(
            "---\ntitle: Tea\ntags: [a, b]\ndate: 2024-01-02\nn: {x: 1}\n---\n# T\n",
            &[("date", "2024-01-02"), ("n", "x: 1"), ("tags", "a, b"), ("title", "Tea")],
            "# T\n",
        );
        check(
            "+++\ntitle = 'Tea'\ndate = 2024-01-02\n+++\nText",
            &[("date", "2024-01-02"), ("title", "Tea")],
            "Text",
        );
        check("{\n\"title\": \"Tea\"\n}\n\nText", &[("title", "Tea")], "Text");
        check("---\r\ntitle: Tea\r\n---\r\nText", &[("title", "Tea")], "Text");
        check("---\n---\nText", &[], "Text");
    }

    #[test]
    fn what_has_no_end_is_text() {
        for file in
            ["---\ntitle: Tea\n\nText", "--- \nText", "{\n\"a\": 1\n}\n", "{ \"a\" }", "", "+++"]
        {
            check(file, &[], file);
        }
    }

    #[test]
    fn yaml_above_other_dashes_than_three_is_read_and_its_end_is_told() {
        for (file, end, text) in [
            ("---\na: 1\n----\nText", (3, "----"), "Text"),
            ("---\na: 1\n\n--  \nText\n---\nmore", (4, "--"), "Text\n---\nmore"),
            ("---\na: 1\n———\n", (3, "———"), ""),
        ] {
            let parted = part(file);
            let (line, said) = parted.odd_end.unwrap();
            assert_eq!((line, &*said, &file[parted.text_at..]), (end.0, end.1, text), "{file}");
        }
        for file in [
            "---\nText\n----\nmore",
            "---\n----\n",
            "+++\na = 1\n++++\nText",
            "+++\na = 1\n----\nText",
        ] {
            check(file, &[], file);
        }
    }

    #[test]
    fn what_cannot_be_read_says_where() {
        for (file, line, reason) in [
            ("---\nb: 1\na: [1\n---\n", Some(3), "bracket"),
            ("---\na: 1\na: 2\n---\n", Some(3), "twice"),
            ("+++\na = \n+++\n", None, "value"),
        ] {
            let told = part(file).front.unwrap_err();
            assert_eq!(told.line, line, "{file}: {told:?}");
            assert!(told.reason.contains(reason), "{file}: {told:?}");
        }
    }

    #[test]
    fn aliases_that_expand_without_end_are_refused() {
        let mut bomb = "---\na: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
        for (one, other) in
            ["ab", "bc", "cd", "de", "ef", "fg", "gh", "hi"].iter().map(|it| it.split_at(1))
        {
            bomb += &format!("{other}: &{other} [{}]\n", vec![format!("*{one}"); 9].join(", "));
        }
        bomb += "---\nText";
        assert!(part(&bomb).front.is_err());
    }
}
