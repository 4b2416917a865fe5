//! In which themes pages stand, and in which order: as the summary of a book or the navigation of a site has
//! them, else as their folders do. Refuses to know: what the pages say.

use std::collections::HashMap;

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};
use serde_json::Value;

use super::vault::{is_index, name_of, without_ending};
use crate::text::address::{is_outside, normal};

/// The name of the theme of pages that lie at the top.
pub const TOP: &str = "top";

/// The order of pages, as somebody has written it down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The parts, in their order; a part without a title holds what stands before the first.
    pub parts: Vec<Part>,
}

/// A part of a book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// What it is called; may be empty.
    pub title: String,
    /// Its pages: where they lie below the folder, and what they are called there.
    pub pages: Vec<(String, String)>,
}

impl Plan {
    /// Reads the summary of a book (mdBook): headings open parts, and links are pages. `folder` is where it
    /// lies.
    pub fn of_summary(text: &str, folder: &str) -> Self {
        let mut plan = Self { parts: vec![Part::default()] };
        let (mut heading, mut link, mut is_first) = (None, None, true);
        for event in Parser::new(text) {
            match event {
                Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => {
                    heading = Some(String::new());
                }
                Event::End(TagEnd::Heading(HeadingLevel::H1)) => {
                    let title = heading.take().unwrap_or_default();
                    // The first heading is that of the summary itself.
                    if !is_first || !title.eq_ignore_ascii_case("summary") {
                        plan.parts.push(Part { title, pages: Vec::new() });
                    }
                    is_first = false;
                }
                Event::Start(Tag::Link { dest_url, .. }) => {
                    link = Some((dest_url.into_string(), String::new()));
                }
                Event::End(TagEnd::Link) => {
                    if let Some((path, title)) = link.take().filter(|(path, _)| !path.is_empty()) {
                        plan.page(&joined(folder, &path), &title);
                    }
                }
                Event::Text(text) | Event::Code(text) => {
                    let into = link.as_mut().map(|(_, title)| title).or(heading.as_mut());
                    if let Some(into) = into {
                        into.push_str(&text);
                    }
                }
                _ => {}
            }
        }
        plan.without_empty_parts()
    }

    /// Reads the navigation of a site (MkDocs): a list of pages, and of parts that hold pages. `folder` is
    /// where its pages lie.
    pub fn of_navigation(navigation: &Value, folder: &str) -> Self {
        let mut plan = Self { parts: vec![Part::default()] };
        for item in navigation.as_array().into_iter().flatten() {
            match item {
                Value::Object(map) => {
                    for (title, inner) in map {
                        if inner.is_array() {
                            plan.parts.push(Part { title: title.clone(), pages: Vec::new() });
                            plan.pages_of(inner, "", folder);
                            plan.parts.push(Part::default());
                        } else {
                            plan.pages_of(inner, title, folder);
                        }
                    }
                }
                page => plan.pages_of(page, "", folder),
            }
        }
        plan.without_empty_parts()
    }

    /// Adds all pages below a point of a navigation, however deep.
    fn pages_of(&mut self, inner: &Value, title: &str, folder: &str) {
        let mut pending = vec![(inner, title)];
        while let Some((value, title)) = pending.pop() {
            match value {
                Value::String(path) => self.page(&joined(folder, path), title),
                Value::Array(values) => {
                    pending.extend(values.iter().rev().map(|value| (value, "")));
                }
                Value::Object(map) => {
                    let inner: Vec<_> =
                        map.iter().map(|(title, value)| (value, &**title)).collect();
                    pending.extend(inner.into_iter().rev());
                }
                _ => {}
            }
        }
    }

    fn page(&mut self, path: &str, title: &str) {
        let path = path.split('#').next().unwrap_or_default().to_owned();
        if let Some(part) = self.parts.last_mut()
            && !path.is_empty()
            && !is_outside(&path)
        {
            part.pages.push((path, title.to_owned()));
        }
    }

    fn without_empty_parts(mut self) -> Self {
        self.parts.retain(|part| !part.pages.is_empty());
        self
    }

    /// Plans by folders: each is a part, its own page the first in it.
    pub fn of_folders<'p>(paths: impl Iterator<Item = &'p str>) -> Self {
        let mut plan = Self::default();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for path in paths {
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let place = *places.entry(folder).or_insert_with(|| {
                plan.parts.push(Part { title: folder.to_owned(), pages: Vec::new() });
                plan.parts.len() - 1
            });
            let pages = &mut plan.parts[place].pages;
            let page = (path.to_owned(), String::new());
            if is_index(name_of(without_ending(path))) {
                pages.insert(0, page);
            } else {
                pages.push(page);
            }
        }
        // What lies at the top comes first, wherever its name puts it.
        plan.parts.sort_by_key(|part| !part.title.is_empty());
        plan
    }
}

/// Returns where a page lies that is named in a folder.
fn joined(folder: &str, path: &str) -> String {
    if is_outside(path) {
        return path.to_owned();
    }
    let path = normal(path.trim_start_matches("./"));
    if folder.is_empty() { path.into_owned() } else { format!("{folder}/{path}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(plan: &Plan) -> Vec<String> {
        let part = |part: &Part| {
            let page = |(path, title): &(String, String)| format!("{path}={title}");
            let pages: Vec<_> = part.pages.iter().map(page).collect();
            format!("{}: {}", part.title, pages.join(" "))
        };
        plan.parts.iter().map(part).collect()
    }

    #[test]
    fn the_summary_of_a_book_gives_parts_and_order() {
        let summary = "# Summary\n\n[Preface](preface.md)\n\n# Basics\n\n- [One `1`](./a/one.md)\n  - [Two](a/two.md#x)\n- [Draft]()\n\n# Empty\n\n# More\n\n- [Three](three.md)\n";
        assert_eq!(
            told(&Plan::of_summary(summary, "src")),
            [
                ": src/preface.md=Preface",
                "Basics: src/a/one.md=One 1 src/a/two.md=Two",
                "More: src/three.md=Three"
            ]
        );
    }

    #[test]
    fn the_navigation_of_a_site_gives_parts_and_order() {
        let navigation = serde_json::json!([
            "index.md",
            { "Guide": ["guide/a.md", { "Inner": [{ "B": "guide/b.md" }, "guide/c.md"] }] },
            { "About": "about.md" },
            { "Outside": [] },
        ]);
        assert_eq!(
            told(&Plan::of_navigation(&navigation, "docs")),
            [
                ": docs/index.md=",
                "Guide: docs/guide/a.md= docs/guide/b.md=B docs/guide/c.md=",
                ": docs/about.md=About"
            ]
        );
    }

    #[test]
    fn folders_are_parts_that_begin_with_their_own_page() {
        let paths = ["a/b.md", "a/README.md", "a/c/d.md", "z.md"];
        assert_eq!(
            told(&Plan::of_folders(paths.into_iter())),
            [": z.md=", "a: a/README.md= a/b.md=", "a/c: a/c/d.md="]
        );
    }
}
