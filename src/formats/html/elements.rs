//! What each element of HTML, Pango and XDXF means to a reader of plain pages.

use super::Dialect;

/// What an element means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Element {
    /// Nothing: its text belongs to the text around it.
    Transparent,
    /// Nothing of it is for readers.
    Skipped,
    /// Its text is set so.
    Styled(Mark),
    /// It leads to an address.
    Link,
    /// It leads to the headword that is its text.
    Word,
    /// It ends the line.
    Break,
    /// A line across.
    Rule,
    /// A picture.
    Picture,
    /// Signs around its text.
    Around(&'static str, &'static str),
    /// It stands by itself.
    Block,
    /// A paragraph, which any block ends.
    Paragraph,
    /// A heading of this level.
    Heading(u8),
    /// A quote.
    Quote,
    /// A list.
    List {
        /// Whether its items are counted.
        is_counted: bool,
    },
    /// An item of a list.
    Item,
    /// A list of terms.
    Terms,
    /// A term in one.
    Term,
    /// What is said of the term.
    Definition,
    /// Text that keeps its blanks and lines.
    Verbatim,
    /// A table.
    Table,
    /// Rows of one.
    Rows,
    /// A row.
    Row,
    /// A cell.
    Cell,
}

/// How the text of an element is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Strong.
    Strong,
    /// Emphasised.
    Emphasis,
    /// Struck out.
    Struck,
    /// Code.
    Code,
    /// Above the line.
    Raised,
    /// Below the line.
    Lowered,
}

impl Element {
    /// Returns whether it begins a line of its own, and so ends a paragraph.
    pub fn is_block(self) -> bool {
        !matches!(
            self,
            Self::Transparent
                | Self::Skipped
                | Self::Styled(_)
                | Self::Link
                | Self::Word
                | Self::Break
                | Self::Picture
                | Self::Around(..)
        )
    }

    /// Returns whether it has no content, so that no tag closes it.
    pub fn is_empty(self) -> bool {
        matches!(self, Self::Break | Self::Rule | Self::Picture)
    }
}

/// Returns what an element of a dialect means.
pub fn element(dialect: Dialect, name: &str) -> Element {
    match dialect {
        Dialect::Html | Dialect::Xhtml => html(name),
        Dialect::Pango => pango(name),
        Dialect::Xdxf => xdxf(name).unwrap_or_else(|| html(name)),
    }
}

/// The WHATWG's HTML, 4.3 to 4.12 and 16.2.
fn html(name: &str) -> Element {
    use Element as E;
    match name {
        "b" | "strong" => E::Styled(Mark::Strong),
        "i" | "em" | "cite" | "dfn" | "var" => E::Styled(Mark::Emphasis),
        "s" | "del" | "strike" => E::Styled(Mark::Struck),
        "code" | "kbd" | "samp" | "tt" => E::Styled(Mark::Code),
        "sup" => E::Styled(Mark::Raised),
        "sub" => E::Styled(Mark::Lowered),
        "a" => E::Link,
        "br" => E::Break,
        "hr" => E::Rule,
        "img" | "image" => E::Picture,
        "q" => E::Around("“", "”"),
        "rt" => E::Around("(", ")"),
        "p" => E::Paragraph,
        "h1" => E::Heading(1),
        "h2" => E::Heading(2),
        "h3" => E::Heading(3),
        "h4" => E::Heading(4),
        "h5" => E::Heading(5),
        "h6" => E::Heading(6),
        "blockquote" => E::Quote,
        "ul" | "menu" | "dir" => E::List { is_counted: false },
        "ol" => E::List { is_counted: true },
        "li" => E::Item,
        "dl" => E::Terms,
        "dt" => E::Term,
        "dd" => E::Definition,
        "pre" | "listing" | "xmp" => E::Verbatim,
        "table" => E::Table,
        "thead" | "tbody" | "tfoot" => E::Rows,
        "tr" => E::Row,
        "td" | "th" => E::Cell,
        "address" | "article" | "aside" | "body" | "caption" | "center" | "details" | "dialog"
        | "div" | "fieldset" | "figcaption" | "figure" | "footer" | "form" | "header"
        | "hgroup" | "html" | "main" | "nav" | "search" | "section" | "summary" => E::Block,
        "annotation" | "annotation-xml" | "audio" | "base" | "canvas" | "col" | "colgroup"
        | "embed" | "frame" | "frameset" | "head" | "iframe" | "input" | "link" | "meta"
        | "noscript" | "object" | "param" | "rp" | "script" | "select" | "source" | "style"
        | "svg" | "template" | "textarea" | "title" | "track" | "video" => E::Skipped,
        _ => E::Transparent,
    }
}

/// Returns whether an element of HTML has no content (13.1.2), as a tag that is not closed may have it.
pub fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "img"
            | "image"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// GNOME's Pango, "Text Attribute Markup".
fn pango(name: &str) -> Element {
    match name {
        "b" | "big" => Element::Styled(Mark::Strong),
        "i" => Element::Styled(Mark::Emphasis),
        "s" => Element::Styled(Mark::Struck),
        "tt" => Element::Styled(Mark::Code),
        "sup" => Element::Styled(Mark::Raised),
        "sub" => Element::Styled(Mark::Lowered),
        "a" => Element::Link,
        "br" => Element::Break,
        _ => Element::Transparent,
    }
}

/// XDXF, revision 34 of its draft standard, and what dictionaries of its older "visual" kind use.
fn xdxf(name: &str) -> Option<Element> {
    Some(match name {
        "k" | "mrkd" => Element::Styled(Mark::Strong),
        "abr" | "abbr" | "pos" | "gr" | "ex" | "ex_orig" | "tense" | "categ" => {
            Element::Styled(Mark::Emphasis)
        }
        "tr" => Element::Around("[", "]"),
        "opt" => Element::Around("(", ")"),
        "kref" => Element::Word,
        "iref" => Element::Link,
        "def" | "etm" | "ar" | "sr" | "ex_tran" => Element::Block,
        "rref" | "mm" => Element::Skipped,
        _ => return None,
    })
}
