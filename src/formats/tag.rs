//! One tag of HTML as it stands in running text. Refuses to know: documents.

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// What it is called, in lower case.
    pub name: String,
    /// Whether it closes what another one has opened.
    pub closes: bool,
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// Reads `<name key="value">`, `</name>` or `<name/>`; `None` if it is something else.
    pub fn parse(written: &str) -> Option<Self> {
        let inside = written.trim().strip_prefix('<')?.strip_suffix('>')?;
        let (inside, closes) = inside.strip_prefix('/').map_or((inside, false), |it| (it, true));
        let inside = inside.strip_suffix('/').unwrap_or(inside);
        let end = inside.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inside.len());
        let (name, mut rest) = inside.split_at(end);
        let mut attributes = Vec::new();
        while let Some((key, value, behind)) = attribute(rest) {
            attributes.push((key.to_ascii_lowercase(), value.to_owned()));
            rest = behind;
        }
        let name = name.to_ascii_lowercase();
        name.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(Self {
            name,
            closes,
            attributes,
        })
    }

    /// Returns the value of an attribute.
    pub fn attribute(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == key).map(|(_, value)| &**value)
    }
}

/// Parts the next attribute from what is behind it.
fn attribute(rest: &str) -> Option<(&str, &str, &str)> {
    let rest = rest.trim_start();
    let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
    let (key, behind) = rest.split_at(end);
    if key.is_empty() {
        return None;
    }
    let Some(value) = behind.trim_start().strip_prefix('=').map(str::trim_start) else {
        return Some((key, "", behind));
    };
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let (value, behind) = match quote {
        Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
        None => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
    };
    Some((key, value, behind))
}

/// Returns the mark that says in Markdown what a tag says of the text in it; empty if Markdown has none and
/// the text says enough. `None` if the tag is none of HTML's for running text.
pub fn mark(name: &str) -> Option<&'static str> {
    Some(match name {
        "b" | "strong" | "mark" => "**",
        "i" | "em" | "cite" | "var" | "dfn" => "*",
        "s" | "del" | "strike" => "~~",
        "code" | "kbd" | "samp" | "tt" => "`",
        "a" | "u" | "ins" | "span" | "small" | "big" | "font" | "sub" | "sup" | "q" | "abbr"
        | "time" | "bdi" | "bdo" | "ruby" | "rt" | "rp" | "data" | "label" | "nobr" | "center" => {
            ""
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_with_their_attributes() {
        for (written, name, closes, href) in [
            ("<b>", "b", false, None),
            ("</B >", "b", true, None),
            ("<br/>", "br", false, None),
            ("<a href=\"x y\" class=z>", "a", false, Some("x y")),
            ("<a\n  class HREF = 'x'>", "a", false, Some("x")),
            ("<a href=x>", "a", false, Some("x")),
            ("<a href=>", "a", false, Some("")),
        ] {
            let tag = Tag::parse(written).unwrap();
            assert_eq!(
                (&*tag.name, tag.closes, tag.attribute("href")),
                (name, closes, href),
                "{written}"
            );
        }
        for written in ["<>", "< b>", "<!DOCTYPE html>", "<?php ?>", "b", "<b"] {
            assert_eq!(Tag::parse(written), None, "{written}");
        }
    }
}
