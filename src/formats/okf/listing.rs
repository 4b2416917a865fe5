//! What the `index.md` of a folder says (OKF 0.2, 8): which concepts and folders it lists, in which order.
//! Refuses to know: where these are.

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use super::super::markdown::translate::options;

/// What an `index.md` lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// In their order.
    pub items: Vec<Item>,
    /// Its only main heading, if it begins with that, or the first, if the next one follows at once.
    pub heading: Option<String>,
    /// Whether that heading stands right above a list, as that of a group does.
    pub heads_list: bool,
    /// All its headings, of whatever level.
    pub headings: Vec<String>,
    /// Whether it says more than what it lists.
    pub says_more: bool,
}

/// A link in a list or in a row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// Where it leads.
    pub destination: String,
    /// What it is called there.
    pub title: String,
    /// What is said of it.
    pub said: String,
}

/// Reads the text of an `index.md`.
pub fn read(text: &str) -> Listing {
    let mut reader = Reader::default();
    for event in Parser::new_ext(text, options()) {
        reader.event(event);
    }
    let mut listing = reader.listing;
    if reader.main != 1 || !reader.begins_with_heading {
        listing.heading = reader.above;
    }
    for item in &mut listing.items {
        item.said =
            item.said.trim_start_matches(|c: char| " -–—:*,;".contains(c)).trim().to_owned();
    }
    listing
}

#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each tells of another thing that is open or was met"
)]
struct Reader {
    listing: Listing,
    /// How many items are open.
    depth: usize,
    /// Whether the innermost item has its link.
    has_link: bool,
    in_link: bool,
    in_heading: bool,
    /// How many main headings there are.
    main: usize,
    in_main: bool,
    /// How many blocks there were at the top.
    blocks: usize,
    begins_with_heading: bool,
    /// What the first main heading says that stands right above another one.
    above: Option<String>,
}

impl Reader {
    fn event(&mut self, event: Event) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                if self.blocks == 1 && self.begins_with_heading && level == HeadingLevel::H1 {
                    self.above = self.listing.heading.take();
                }
                self.in_heading = true;
                self.in_main = level == HeadingLevel::H1;
                self.main += usize::from(self.in_main);
                self.begins_with_heading |= self.in_main && self.blocks == 0;
                self.blocks += 1;
                self.listing.headings.push(String::new());
                if self.in_main {
                    self.listing.heading = Some(String::new());
                }
            }
            Event::End(TagEnd::Heading(_)) => self.in_heading = false,
            Event::Start(Tag::List(_)) if self.depth == 0 => {
                self.listing.heads_list |= self.blocks == 1 && self.begins_with_heading;
                self.blocks += 1;
            }
            Event::Start(Tag::Item | Tag::TableRow) => {
                self.depth += 1;
                self.has_link = false;
            }
            Event::End(TagEnd::Item | TagEnd::TableRow) => {
                self.depth -= 1;
                self.listing.says_more |= !self.has_link;
                // What follows a list inside an item is said of nothing.
                self.has_link = true;
            }
            Event::Start(Tag::Link { dest_url, .. }) if self.depth > 0 && !self.has_link => {
                (self.has_link, self.in_link) = (true, true);
                let destination = dest_url.into_string();
                self.listing.items.push(Item { destination, ..Item::default() });
            }
            Event::End(TagEnd::Link) => self.in_link = false,
            Event::Start(Tag::Paragraph) if self.depth > 0 => {}
            Event::Start(
                Tag::Paragraph
                | Tag::Table(_)
                | Tag::CodeBlock(_)
                | Tag::BlockQuote(_)
                | Tag::HtmlBlock,
            ) => {
                self.blocks += 1;
                self.listing.says_more = true;
            }
            Event::Text(text) | Event::Code(text) => self.text(&text),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::TableCell) => self.text(" "),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_heading {
            if let Some(heading) = self.listing.headings.last_mut() {
                heading.push_str(text);
            }
            if self.in_main {
                self.listing.heading.get_or_insert_default().push_str(text);
            }
        } else if self.depth == 0 {
            // It was counted when its block began.
        } else if let Some(item) = self.listing.items.last_mut().filter(|_| self.has_link) {
            let into = if self.in_link { &mut item.title } else { &mut item.said };
            into.push_str(text);
        } else if !text.trim().is_empty() {
            self.listing.says_more = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> (Vec<String>, Option<String>, bool, bool) {
        let listing = read(text);
        let item = |item: &Item| format!("{} {}: {}", item.destination, item.title, item.said);
        let items = listing.items.iter().map(item).collect();
        (items, listing.heading, listing.heads_list, listing.says_more)
    }

    #[test]
    fn an_index_is_read_with_its_order() {
        let (items, heading, heads_list, says_more) = told(
            "# Teas\n\n* [Green](green.md) - heated *at once*\n* [`Black`](/b/black.md), dark\n  * [Deep](deep/)\n",
        );
        assert_eq!(
            items,
            ["green.md Green: heated at once", "/b/black.md Black: dark", "deep/ Deep: "]
        );
        assert_eq!((heading.as_deref(), heads_list, says_more), (Some("Teas"), true, false));
    }

    #[test]
    fn a_table_lists_what_its_rows_lead_to_first() {
        let (items, heading, _, says_more) = told(
            "# Teas\n\n| Tea | From |\n|---|---|\n| [`Green`](green.md) | [Hill](hill.md) |\n| none | - |\n",
        );
        assert_eq!(items, ["green.md Green: Hill"]);
        assert_eq!((heading.as_deref(), says_more), (Some("Teas"), true));
    }

    #[test]
    fn what_is_more_than_a_list_is_told() {
        for (text, heading, heads_list, says_more) in [
            ("# A\n\nText.\n\n## B\n\n* [a](a.md)\n", Some("A"), false, true),
            ("# A\n\n* [a](a.md)\n\n# B\n\n* [b](b.md)\n", None, true, false),
            ("* [a](a.md)\n\n# B\n", None, false, false),
            ("# A\n\n# B\n\n* [b](b.md)\n", Some("A"), false, false),
            ("# A\n\n* no link\n", Some("A"), true, true),
            ("# A\n\n| [a](a.md) |\n|---|\n", Some("A"), false, true),
            ("", None, false, false),
        ] {
            let (_, found, heads, more) = told(text);
            assert_eq!((found.as_deref(), heads, more), (heading, heads_list, says_more), "{text}");
        }
    }
}
