//! What the matrix says.

use super::counted;

/// The marks of cells and sums.
#[derive(Clone, Copy, Debug)]
pub struct Marks {
    /// A link that the primary text says.
    pub article: &'static str,
    /// A link that the pack's editor says.
    pub editor: &'static str,
    /// A link that is there without a ground.
    pub plain: &'static str,
    /// A cell without links.
    pub empty: &'static str,
    /// Heads the sums.
    pub sum: &'static str,
}

impl Marks {
    /// Returns the marks in Unicode or in ASCII.
    pub fn new(ascii: bool) -> Self {
        if ascii {
            Self { article: "*", editor: "o", plain: "+", empty: ".", sum: "sum" }
        } else {
            Self { article: "●", editor: "○", plain: "+", empty: "·", sum: "Σ" }
        }
    }

    /// Explains the marks.
    pub fn legend(self) -> String {
        let Self { article, editor, plain, .. } = self;
        format!("{article} article   {editor} editor   {plain} see also")
    }
}

/// Heads a matrix.
pub fn title(rows: &str, columns: &str) -> String {
    format!("{rows} × {columns}")
}

/// Heads a matrix on the screen.
pub fn head(rows: &str, columns: &str) -> String {
    format!("Matrix  {}", title(rows, columns))
}

/// Says how large a matrix is.
pub fn size(rows: usize, columns: usize) -> String {
    format!("{rows} × {columns}")
}

/// Says one link of a cell, read from its row.
pub fn link(row: &str, label: &str, column: &str, reason: &str, ground: &str) -> String {
    let reason = if reason.is_empty() { String::new() } else { format!(": {reason}") };
    let ground = if ground.is_empty() { String::new() } else { format!(" ({ground})") };
    format!("{}{reason}{ground}", super::explore::sentence(row, label, column))
}

/// Says that a cell is empty.
pub fn nothing_between(row: &str, column: &str) -> String {
    format!("no link between {row} and {column}")
}

/// Says that a cell holds an entry against itself.
pub fn itself(title: &str) -> String {
    format!("{title} meets itself here")
}

/// Says that a table would be too large.
pub fn too_many_cells(rows: usize, columns: usize) -> String {
    format!(
        "{rows} × {columns} cells are too many to print; `--json` lists those that are not empty"
    )
}

/// Says how many entries of the other theme an entry is linked with.
pub fn linked_with(title: &str, count: usize, all: usize, theme: &str) -> String {
    format!("{title}: linked with {count} of {all} in {theme}")
}

/// Says that there are more links in a cell than are listed.
pub fn more_links(count: usize) -> String {
    format!("and {count} more")
}

/// Says that a theme has no entries.
pub const NO_ENTRIES: &str = "one of the two themes has no entries";

/// Heads the reasons for a cell.
pub const REASONS_TITLE: &str = "Reasons";
/// Heads the two entries of a cell.
pub const ENTRIES: &str = "The two entries";
/// Heads the choice of two themes.
pub const PAIRS_TITLE: &str = "Which two themes";
/// Heads the choice of the second theme.
pub const COLUMNS_TITLE: &str = "Against which theme";
/// Heads the pairs that a pack declares.
pub const DECLARED: &str = "The pack's own pairs";
/// Heads the themes that any other pair starts with.
pub const ANY: &str = "Any other, by its rows";

/// Says that a theme is to be shown against another one.
pub fn against(theme: &str) -> String {
    format!("{theme} × …")
}

/// Says that nothing was sought.
pub const NOTHING_SOUGHT: &str = "nothing to step through: / finds a row or a column";

/// Says that no row and no column is called so.
pub fn no_head(text: &str) -> String {
    format!("no row and no column is called \"{text}\"")
}

/// Says that no pair is declared to cycle to.
pub const NO_PAIRS: &str = "the pack declares no pairs of themes; p chooses any two";

/// Says that a library has no themes.
pub const NO_THEMES: &str = "there are no themes to hold against each other";

/// Counts the pairs of entries that a link joins.
pub fn related(count: usize) -> String {
    counted(count, "related pair", "related pairs")
}

/// Names the rows of a matrix that hold nothing.
pub fn without_link(titles: &[&str], more: usize) -> String {
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    format!("without a link: {}{more}", titles.join(", "))
}
