//! What the matrix says.

use super::counted;

/// The marks of cells and sums.
#[derive(Clone, Copy, Debug)]
pub struct Marks {
    /// A link that the primary text says.
    pub article: &'static str,
    /// A link that the pack's editor says.
    pub editor: &'static str,
    /// A link without provenance, as from `see`.
    pub plain: &'static str,
    /// A cell without links.
    pub empty: &'static str,
    /// The heading of the sums.
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

    /// Returns the legend of the marks.
    pub fn legend(self) -> String {
        let Self { article, editor, plain, .. } = self;
        format!("{article} article   {editor} editor   {plain} see also")
    }
}

/// The name of a matrix.
pub fn title(rows: &str, columns: &str) -> String {
    format!("{rows} × {columns}")
}

/// The title of the view of a matrix.
pub fn head(rows: &str, columns: &str) -> String {
    format!("Matrix  {}", title(rows, columns))
}

/// How large a matrix is.
pub fn size(rows: usize, columns: usize) -> String {
    format!("{rows} × {columns}")
}

/// A link of a cell, read from its row.
pub fn link(row: &str, label: &str, column: &str, reason: &str, ground: &str) -> String {
    let reason = if reason.is_empty() { String::new() } else { format!(": {reason}") };
    let ground = if ground.is_empty() { String::new() } else { format!(" ({ground})") };
    format!("{}{reason}{ground}", super::explore::sentence(row, label, column))
}

/// The message that a cell is empty.
pub fn nothing_between(row: &str, column: &str) -> String {
    format!("no link between {row} and {column}")
}

/// The message that row and column of a cell are the same entry.
pub fn itself(title: &str) -> String {
    format!("{title} meets itself here")
}

/// The message that a table would be too large to print.
pub fn too_many_cells(rows: usize, columns: usize) -> String {
    format!(
        "{rows} × {columns} cells are too many to print; `--json` lists those that are not empty"
    )
}

/// How many entries of the other theme an entry is linked with.
pub fn linked_with(title: &str, count: usize, all: usize, theme: &str) -> String {
    format!("{title}: linked with {count} of {all} in {theme}")
}

/// The message that there are more links in a cell than are listed.
pub fn more_links(count: usize) -> String {
    format!("and {count} more")
}

/// That there is more to tell of what is selected than there is room for.
pub const MORE: &str = "and more";

/// That there is more to tell of what is selected, and the key that lists the links.
pub fn more_in_row(links: &str) -> String {
    format!("{MORE}: {links} lists the links of the entry")
}

/// The message that a theme has no entries.
pub const NO_ENTRIES: &str = "one of the two themes has no entries";

/// The heading above the links of a row.
pub const ROW: &str = "In this row";
/// The heading above the links of a row but those of the selected cell.
pub const REST_OF_ROW: &str = "The rest of the row";

/// How many columns are out of sight before those that are seen, and behind them; empty if none are.
pub fn out_of_sight([before, behind]: [usize; 2]) -> String {
    let before = if before == 0 { String::new() } else { format!("◂ {before}") };
    let behind = if behind == 0 { String::new() } else { format!("{behind} ▸") };
    let between = if before.is_empty() || behind.is_empty() { "" } else { "  " };
    format!("{before}{between}{behind}")
}

/// The message that an entry was opened at the statement which gives the reason for a link.
pub fn reason_here(link: &str) -> String {
    format!("here the article says why: {link}")
}

/// The message that an entry was opened for a link whose reason no statement gives.
pub fn reason_of_editor(link: &str) -> String {
    format!("opened for: {link}")
}

/// Where choosing a reason leads.
pub fn leads_to(title: &str) -> String {
    format!("opens {title}")
}

/// The title of the links of a cell.
pub const REASONS_TITLE: &str = "Reasons";
/// The heading above the two entries of a cell.
pub const ENTRIES: &str = "The two entries";
/// The title of the menu of pairs of themes.
pub const PAIRS_TITLE: &str = "Which two themes";
/// The title of the menu of second themes.
pub const COLUMNS_TITLE: &str = "Against which theme";
/// The heading above the pairs that a pack declares.
pub const DECLARED: &str = "The pack's own pairs";
/// The heading above the themes that any other pair can begin with.
pub const ANY: &str = "Any other, by its rows";

/// The choice to show a theme against another one.
pub fn against(theme: &str) -> String {
    format!("{theme} × …")
}

/// The message that there is no match to step through.
pub fn nothing_sought(find: &str) -> String {
    format!("nothing to step through: {find} finds a row or a column")
}

/// The message that no row and no column has this name.
pub fn no_head(text: &str) -> String {
    format!("no row and no column is called \"{text}\"")
}

/// The message that the pack declares no pairs to step through.
pub fn no_pairs(choose: &str) -> String {
    format!("the pack declares no pairs of themes; {choose} chooses any two")
}

/// The message that a library has no themes.
pub const NO_THEMES: &str = "there are no themes to hold against each other";

/// How many pairs of entries a link joins.
pub fn related(count: usize) -> String {
    counted(count, "related pair", "related pairs")
}

/// The rows of a matrix that have no link.
pub fn without_link(titles: &[&str], more: usize) -> String {
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    format!("without a link: {}{more}", titles.join(", "))
}
