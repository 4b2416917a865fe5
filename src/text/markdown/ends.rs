//! Texts that would go on in what is written below them. Refuses to know: what that is.

use std::borrow::Cow;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

use super::options;

/// What ends HTML that goes on over blank lines (`CommonMark` 0.31, 4.6).
const ENDS_OF_HTML: [&str; 8] =
    [">", "-->", "?>", "]]>", "</script>", "</pre>", "</style>", "</textarea>"];

/// Returns a text that ends where it ends whatever is written below it: a fence and HTML that nothing closes are
/// closed.
pub fn closed(text: &str) -> Cow<'_, str> {
    let may_go_on = text.contains("```") || text.contains("~~~") || text.contains('<');
    let Some(last) = Some(text).filter(|_| may_go_on).and_then(last_open) else {
        return text.into();
    };
    let ends: Vec<&str> = match last {
        Open::Fence(fence) => vec![fence],
        Open::Html => ENDS_OF_HTML.to_vec(),
    };
    let mut closed = ends.into_iter().map(|end| format!("{}\n{end}", text.trim_end_matches('\n')));
    closed.find(|closed| last_open(closed).is_none()).map_or(text.into(), Cow::Owned)
}

/// What goes on.
enum Open<'t> {
    /// Code, with the fence that begins it.
    Fence(&'t str),
    Html,
}

/// Returns what a paragraph that is written below a text would be a part of.
fn last_open(text: &str) -> Option<Open<'_>> {
    let longer = format!("{text}\n\nx");
    let events = Parser::new_ext(&longer, options()).into_offset_iter();
    let (event, range) = events.filter(|(event, _)| matches!(event, Event::Start(_))).last()?;
    match event {
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => {
            let fence = text.get(range.start..)?;
            let sign = fence.chars().next()?;
            let length = fence.len() - fence.trim_start_matches(sign).len();
            Some(Open::Fence(&fence[..length]))
        }
        Event::Start(Tag::HtmlBlock) => Some(Open::Html),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_would_go_on_is_closed_and_nothing_else_changes() {
        for (text, expected) in [
            ("```\ncode", "```\ncode\n```"),
            ("~~~~ sh\n```\ncode\n", "~~~~ sh\n```\ncode\n~~~~"),
            ("A.\n\n  ```\n\n\n", "A.\n\n  ```\n```"),
            ("<!-- A", "<!-- A\n-->"),
            ("<pre>\n\nA", "<pre>\n\nA\n</pre>"),
            ("<?php\n\nA", "<?php\n\nA\n?>"),
            ("<!A\n\nB", "<!A\n\nB\n>"),
            ("<![CDATA[\n\nA", "<![CDATA[\n\nA\n]]>"),
            // These end by themselves.
            ("```\ncode\n```", "```\ncode\n```"),
            ("> ```\n> code", "> ```\n> code"),
            ("- ```\n  code", "- ```\n  code"),
            ("<div>\n\nA", "<div>\n\nA"),
            ("A `` b", "A `` b"),
            ("    ```\n    code", "    ```\n    code"),
            ("", ""),
        ] {
            assert_eq!(closed(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn whatever_a_text_is_nothing_below_it_is_a_part_of_it(text in "[-a \n>`~<!?/pre\\[\\]CDATA]{0,40}") {
            let closed = closed(&text);
            prop_assert!(last_open(&closed).is_none(), "{closed}");
        }
    }
}
