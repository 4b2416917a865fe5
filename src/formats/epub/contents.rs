//! The table of contents of a book: from its navigation document (EPUB 3), else from its NCX (EPUB 2).
//! Refuses to know: what the documents hold.

use super::markup::{Element, Markup};
use super::paths::{fragment, joined};

/// The table of contents, each point before those that are below it.
#[derive(Debug, Default)]
pub struct Contents {
    /// The points.
    pub points: Vec<Point>,
    /// Where the text begins, if the navigation document says so.
    pub beginning: Option<(String, String)>,
}

/// A point of the table of contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// How many points it is below.
    pub depth: usize,
    /// What it is called.
    pub title: String,
    /// Where it leads, as it is written; empty if it leads nowhere by itself.
    pub href: String,
    /// The path of the document that it leads to.
    pub path: Option<String>,
    /// The id in it; may be empty.
    pub fragment: String,
}

impl Contents {
    /// Reads a navigation document that lies at a path.
    pub fn of_navigation(source: &str, path: &str) -> Self {
        let markup = Markup::of_xhtml(source);
        let navs: Vec<usize> = indices(&markup, |it| it.name == "nav");
        let of_type = |word: &str| {
            let mut found = navs.iter().copied();
            found.find(|&at| markup.elements[at].has_word("epub:type", word))
        };
        let toc = of_type("toc").or(navs.first().copied());
        let mut contents = Self::default();
        if let Some(toc) = toc {
            let points = points(&markup, toc, path, "li", |item| label_of_item(&markup, item));
            contents.points = without_root(points);
        }
        if let Some(landmarks) = of_type("landmarks") {
            let inside = markup.elements_in(&markup.elements[landmarks].inside);
            let start =
                inside.iter().find(|it| it.name == "a" && it.has_word("epub:type", "bodymatter"));
            let href = start.and_then(|it| it.attribute("href"));
            contents.beginning = href.and_then(|href| Some((joined(path, href)?, fragment(href))));
        }
        contents
    }

    /// Reads an NCX that lies at a path.
    pub fn of_ncx(source: &str, path: &str) -> Self {
        let markup = Markup::of_xml(source);
        let map = indices(&markup, |it| it.name == "navmap").first().copied();
        let points =
            map.map(|map| points(&markup, map, path, "navpoint", |it| label_of_point(&markup, it)));
        Self { points: without_root(points.unwrap_or_default()), beginning: None }
    }
}

/// How many times as many points are below one that is the whole book as stand beside it.
const MORE_BELOW: usize = 4;

/// Raises what is below a point that is the whole book: the only one at the top with anything below it, and
/// with parts there that have chapters.
fn without_root(mut points: Vec<Point>) -> Vec<Point> {
    let tops: Vec<usize> = (0..points.len()).filter(|&at| points[at].depth == 0).collect();
    let has_more = |at: usize| points.get(at + 1).is_some_and(|next| next.depth > points[at].depth);
    let mut roots = tops.iter().copied().filter(|&at| has_more(at));
    let (Some(root), None) = (roots.next(), roots.next()) else { return points };
    let has_parts = points[root..].iter().any(|point| point.depth > 1);
    let (beside, below) = (tops.len() - 1, points.len() - tops.len());
    if has_parts && below >= beside * MORE_BELOW {
        for point in &mut points {
            point.depth = point.depth.saturating_sub(1);
        }
    }
    points
}

fn indices(markup: &Markup, is_wanted: impl Fn(&Element) -> bool) -> Vec<usize> {
    (0..markup.elements.len()).filter(|&at| is_wanted(&markup.elements[at])).collect()
}

/// What a point says: its title, and where it leads.
type Label = (String, String);

/// Reads all points in an element, in their order.
fn points(
    markup: &Markup,
    within: usize,
    path: &str,
    name: &str,
    label: impl Fn(usize) -> Label,
) -> Vec<Point> {
    let range = markup.elements[within].inside.clone();
    let mut open: Vec<usize> = Vec::new();
    let mut points = Vec::new();
    for at in within + 1..markup.elements.len() {
        let element = &markup.elements[at];
        if element.range.start >= range.end {
            break;
        }
        if element.name != name {
            continue;
        }
        while open
            .last()
            .is_some_and(|&outer| markup.elements[outer].range.end <= element.range.start)
        {
            open.pop();
        }
        let (title, href) = label(at);
        let target = joined(path, &href).filter(|_| !href.is_empty());
        points.push(Point {
            depth: open.len(),
            title,
            fragment: fragment(&href),
            href,
            path: target,
        });
        open.push(at);
    }
    points
}

/// Reads `<li><a href="…">Title</a>`, or a title that leads nowhere by itself.
fn label_of_item(markup: &Markup, item: usize) -> Label {
    let children = markup.elements_in(&markup.elements[item].inside);
    let own = children.iter().take_while(|it| it.name != "li");
    let link = own.clone().find(|it| it.name == "a" && it.attribute("href").is_some());
    let label = link.or_else(|| own.clone().find(|it| matches!(&*it.name, "span" | "a" | "p")));
    let title = label.map(|it| markup.text(&it.inside)).unwrap_or_default();
    (title, link.and_then(|it| it.attribute("href")).unwrap_or_default().to_owned())
}

/// Reads `<navPoint><navLabel><text>Title</text></navLabel><content src="…"/>`.
fn label_of_point(markup: &Markup, point: usize) -> Label {
    let children = markup.elements_in(&markup.elements[point].inside);
    let own = children.iter().take_while(|it| it.name != "navpoint");
    let title = own.clone().find(|it| it.name == "text").map(|it| markup.text(&it.inside));
    let href = own.clone().find(|it| it.name == "content").and_then(|it| it.attribute("src"));
    (title.unwrap_or_default(), href.unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(contents: &Contents) -> Vec<String> {
        let point = |it: &Point| {
            let path = it.path.as_deref().unwrap_or("-");
            format!("{}{} {path}#{}", "+".repeat(it.depth), it.title, it.fragment)
        };
        contents.points.iter().map(point).collect()
    }

    #[test]
    fn a_navigation_document_gives_its_points() {
        let source = "<html><body><nav epub:type='page-list'><ol><li><a href='x'>1</a></li></ol></nav>\
            <nav epub:type='toc'><h1>Contents</h1><ol><li><span>Part <b>One</b></span><ol>\
            <li><a href='t/a.xhtml'>A &amp; B</a></li><li><a href='t/b.xhtml#c'>C</a></li></ol></li>\
            <li><a href='d.xhtml'>D</a></li></ol></nav><nav epub:type='landmarks'><ol>\
            <li><a epub:type='bodymatter' href='t/a.xhtml'>Start</a></li></ol></nav></body></html>";
        let contents = Contents::of_navigation(source, "O/nav.xhtml");
        assert_eq!(
            told(&contents),
            ["Part One -#", "+A & B O/t/a.xhtml#", "+C O/t/b.xhtml#c", "D O/d.xhtml#"]
        );
        assert_eq!(contents.beginning, Some(("O/t/a.xhtml".to_owned(), String::new())));
    }

    #[test]
    fn a_point_that_is_the_whole_book_is_one_beside_its_parts() {
        let item = |title: &str, below: &str| {
            let below = if below.is_empty() { String::new() } else { format!("<ol>{below}</ol>") };
            format!("<li><a href='x'>{title}</a>{below}</li>")
        };
        let depths = |list: &str| {
            let source = format!("<nav><ol>{list}</ol></nav>");
            let points = Contents::of_navigation(&source, "nav").points;
            points
                .iter()
                .map(|point| format!("{}{}", point.title, point.depth))
                .collect::<Vec<_>>()
                .join(" ")
        };
        let part = item("P", &(item("c", "") + &item("d", "") + &item("e", "")));
        assert_eq!(depths(&(item("Cover", "") + &item("Book", &part))), "Cover0 Book0 P0 c1 d1 e1");
        assert_eq!(depths(&(item("Cover", "") + &part)), "Cover0 P0 c1 d1 e1");
        let deep = item("Book", &part);
        assert_eq!(depths(&(deep.clone() + &part)), "Book0 P1 c2 d2 e2 P0 c1 d1 e1");
        assert_eq!(depths(&(item("A", "") + &item("B", "") + &deep)), "A0 B0 Book0 P1 c2 d2 e2");
    }

    #[test]
    fn an_ncx_gives_its_points() {
        let source = "<ncx><docTitle><text>Book</text></docTitle><navMap><navPoint><navLabel><text>One</text>\
            </navLabel><content src='a.html'/><navPoint><navLabel><text> Two\n three </text></navLabel>\
            <content src='a.html#b'/></navPoint></navPoint><navPoint><navLabel><text>Out</text></navLabel>\
            <content src='../../x.html'/></navPoint></navMap><pageList><navPoint/></pageList></ncx>";
        let told = told(&Contents::of_ncx(source, "O/toc.ncx"));
        assert_eq!(told, ["One O/a.html#", "+Two three O/a.html#b", "Out -#"]);
    }
}
