//! How entries hang together: links, paths, comparisons.

use super::fixture::Browser;

#[test]
fn links() {
    insta::assert_snapshot!("links_80x24", Browser::after(80, 24, "gl").screen());
    insta::assert_snapshot!("links_120x40", Browser::after(120, 40, "gljj").screen());
    insta::assert_snapshot!("links_40x12", Browser::after(40, 12, "gl").screen());
    insta::assert_snapshot!("links_styles", Browser::after(80, 24, "gl").styles());
}
