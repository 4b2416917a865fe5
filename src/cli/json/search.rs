//! The shape of `folio search --json`.

use serde::Serialize;

/// `folio search`.
#[derive(Serialize)]
pub struct Found<'a> {
    /// What was typed.
    pub query: &'a str,
    /// How many entries match.
    pub total: usize,
    /// The best of them.
    pub hits: Vec<HitJson<'a>>,
    /// What to do if there are none.
    pub suggestions: Vec<SuggestionJson<'a>>,
    /// What is wrong with the query.
    pub diagnostics: Vec<String>,
}

/// One hit.
#[derive(Serialize)]
pub struct HitJson<'a> {
    /// The entry's id.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Its theme's id.
    pub theme: &'a str,
    /// Its pack's id.
    pub pack: &'a str,
    /// Where it matches.
    pub field: &'a str,
    /// How well it matches.
    pub class: &'a str,
    /// Orders hits inside a class.
    pub score: i64,
    /// The text around the match.
    pub excerpt: &'a str,
    /// Where it matches: start and end in bytes of the excerpt, ascending.
    pub marks: Vec<[usize; 2]>,
    /// Why it stands where it stands, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<Vec<String>>,
}

/// One way out.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum SuggestionJson<'a> {
    /// The nearest title.
    Nearest {
        /// Its entry.
        id: &'a str,
        /// The title.
        title: &'a str,
        /// The title or other name that is nearest.
        name: &'a str,
    },
    /// A theme of the name that was typed.
    Theme {
        /// Its id.
        theme: &'a str,
        /// The query that lists it.
        query: &'a str,
    },
    /// A word to drop.
    Without {
        /// The word.
        word: &'a str,
        /// What is left.
        query: &'a str,
    },
    /// A filter with a value that it can have.
    Value {
        /// The query that is just this filter.
        query: &'a str,
    },
    /// A wider scope.
    Widen,
    /// The glossary, where nothing else helps.
    Terms {
        /// Its theme.
        theme: &'a str,
    },
}
