//! The settings that there are, as one table: what each is called, what it can be, and what it is if
//! nobody says anything. Refuses to know: where values come from.

use std::fmt;
use std::ops::RangeInclusive;

use crate::content::fields::Said;
use crate::content::syntax;
use crate::messages::content::{did_you_mean, quoted, with_article};
use crate::messages::settings as says;
use crate::text::nearest::misspelt;

/// A setting, by its place in [`OPTIONS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the help in the table says what each one is")]
pub enum Name {
    Palette,
    Background,
    Colour,
    Ascii,
    Mouse,
    Measure,
    Resume,
    Linear,
    Hyperlinks,
    Editor,
    KeySet,
}

/// What a setting can be.
#[derive(Clone, Debug)]
pub enum Kind {
    /// Any text in one line.
    Word,
    /// Yes or no.
    Flag,
    /// A whole number in a range.
    Number(RangeInclusive<u16>),
    /// One of some words.
    OneOf(&'static [&'static str]),
}

/// What a setting is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Text, or one of some words.
    Word(Box<str>),
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Number(u16),
}

/// Writes a value as TOML.
impl fmt::Display for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => formatter.write_str(&syntax::quoted(word)),
            Self::Flag(flag) => write!(formatter, "{flag}"),
            Self::Number(number) => write!(formatter, "{number}"),
        }
    }
}

/// One setting of the table.
#[derive(Debug)]
pub struct Opt {
    /// Which.
    pub name: Name,
    /// The table that its key is in; empty if it stands at the top.
    pub table: &'static str,
    /// Its key.
    pub key: &'static str,
    /// What it can be.
    pub kind: Kind,
    /// What it is by default, as it would be written without quotation marks.
    pub default: &'static str,
    /// What it is for.
    pub help: &'static str,
}

/// Why a text is no value of a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadValue {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

impl Opt {
    /// Returns its name as people see it: `measure`, `keys.set`.
    pub fn path(&self) -> String {
        if self.table.is_empty() {
            self.key.to_owned()
        } else {
            format!("{}.{}", self.table, self.key)
        }
    }

    /// Returns the variable of the environment that sets it: `FOLIO_MEASURE`; a table has one setting at
    /// most, and gives it its name.
    pub fn variable(&self) -> String {
        let name = if self.table.is_empty() { self.key } else { self.table };
        format!("FOLIO_{}", name.to_uppercase())
    }

    /// Returns what it is by default.
    pub fn default(&self) -> Value {
        self.parse(self.default).expect("the table holds values that can be")
    }

    /// Reads a value from text, as a variable or a flag gives it.
    pub fn parse(&self, text: &str) -> Result<Value, BadValue> {
        let text = text.trim();
        match &self.kind {
            Kind::Word if text.contains(['\n', '\r']) => Err(self.bad_value(text)),
            Kind::Word => Ok(Value::Word(text.into())),
            Kind::Flag => match text.to_ascii_lowercase().as_str() {
                "true" | "yes" | "on" | "1" => Ok(Value::Flag(true)),
                "false" | "no" | "off" | "0" => Ok(Value::Flag(false)),
                _ => Err(self.bad_value(text)),
            },
            Kind::Number(range) => {
                let number = text.parse().ok().filter(|number| range.contains(number));
                number.map(Value::Number).ok_or_else(|| self.bad_value(text))
            }
            Kind::OneOf(words) => match words.iter().find(|word| **word == text) {
                Some(word) => Ok(Value::Word((*word).into())),
                None => Err(self.bad_value(text)),
            },
        }
    }

    /// Says what is wrong with a text that is no value of it.
    fn bad_value(&self, text: &str) -> BadValue {
        let (message, hint) = match &self.kind {
            Kind::Word => (says::not_a_line(&self.path()), String::new()),
            Kind::Flag => (says::not_a_flag(&self.path(), &quoted(text)), String::new()),
            Kind::Number(range) => {
                (says::not_in_range(&self.path(), &quoted(text), range), String::new())
            }
            Kind::OneOf(words) => {
                let hint = misspelt(text, words.iter().copied()).map(did_you_mean);
                (says::not_one_of(&self.path(), &quoted(text), words), hint.unwrap_or_default())
            }
        };
        BadValue { message, hint }
    }

    /// Says what is wrong with a value in a file that is of no type that it can have.
    pub fn wrong_type(&self, said: &Said) -> BadValue {
        let (path, found) = (self.path(), with_article(said.type_name()));
        let message = match &self.kind {
            Kind::Word => says::not_a_word(&path, &found),
            Kind::Flag => says::not_a_flag(&path, &found),
            Kind::Number(range) => says::not_in_range(&path, &found, range),
            Kind::OneOf(words) => says::not_one_of(&path, &found, words),
        };
        // What would do as a variable is right but for its quotation marks.
        let meant = match said {
            Said::Text(text) => self.parse(text).ok().map(|value| value.to_string()),
            Said::Flag(_) | Said::Whole(_) | Said::Table | Said::Other(_) => None,
        };
        BadValue {
            message,
            hint: meant.map_or_else(String::new, |value| says::write(self.key, &value)),
        }
    }

    /// Returns what it can be, for people.
    pub fn choices(&self) -> String {
        match &self.kind {
            Kind::Word => says::ANY_WORD.to_owned(),
            Kind::Flag => "true, false".to_owned(),
            Kind::Number(range) => says::range(range),
            Kind::OneOf(words) => words.join(", "),
        }
    }
}

const WHEN: Kind = Kind::OneOf(&["auto", "always", "never"]);

const fn top(
    name: Name,
    key: &'static str,
    kind: Kind,
    default: &'static str,
    help: &'static str,
) -> Opt {
    Opt { name, table: "", key, kind, default, help }
}

/// All settings, in the order of [`Name`].
pub static OPTIONS: &[Opt] = &[
    top(Name::Palette, "palette", Kind::Word, "terminal", says::PALETTE),
    top(
        Name::Background,
        "background",
        Kind::OneOf(&["auto", "light", "dark"]),
        "auto",
        says::BACKGROUND,
    ),
    top(Name::Colour, "color", WHEN, "auto", says::COLOR),
    top(Name::Ascii, "ascii", Kind::Flag, "false", says::ASCII),
    top(Name::Mouse, "mouse", Kind::Flag, "true", says::MOUSE),
    top(Name::Measure, "measure", Kind::Number(24..=160), "72", says::MEASURE),
    top(Name::Resume, "resume", Kind::Flag, "true", says::RESUME),
    top(Name::Linear, "linear", Kind::Flag, "false", says::LINEAR),
    top(Name::Hyperlinks, "hyperlinks", WHEN, "auto", says::HYPERLINKS),
    top(Name::Editor, "editor", Kind::Word, "", says::EDITOR),
    Opt {
        name: Name::KeySet,
        table: "keys",
        key: "set",
        kind: Kind::OneOf(&["default", "arrows", "emacs"]),
        default: "default",
        help: says::KEY_SET,
    },
];
