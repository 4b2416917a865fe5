//! What the terminal browser says.

/// Says that the window has no room for a screen.
pub fn too_small(width: u16, height: u16) -> String {
    format!("Folio needs {width}×{height}")
}

/// Says that no entry is there to be read.
pub const EMPTY_LIBRARY: &str = "No entry could be opened. `folio check` says why.";

/// Says that a text is on its way.
pub const LOADING: &str = "loading…";

/// Says where an outside link leads; Folio never opens it.
pub fn outside(address: &str) -> String {
    format!("outside Folio: {address}")
}

/// Says that a reference leads nowhere.
pub fn missing_target(reference: &str) -> String {
    format!("no open pack has \"{reference}\"")
}

/// Says that the trail has no earlier place.
pub const TRAIL_START: &str = "the trail begins here";
/// Says that the trail has no later place.
pub const TRAIL_END: &str = "the trail ends here";
/// Says that the pack has no entry before this.
pub const FIRST_ENTRY: &str = "this is the first entry";
/// Says that the pack has no entry after this.
pub const LAST_ENTRY: &str = "this is the last entry";
/// Says that a search in the page went on at the top.
pub const WRAPPED_TO_TOP: &str = "past the end: on from the top";
/// Says that a search in the page went on at the end.
pub const WRAPPED_TO_END: &str = "past the top: on from the end";
/// Says that nothing is highlighted.
pub const NO_HIGHLIGHT: &str = "nothing to step through: / finds in this entry";
/// Says that there is no link to peek at.
pub const NOTHING_TO_PEEK: &str = "no link or term in sight";
/// Says that the entry has no headings.
pub const NO_OUTLINE: &str = "this entry has no headings";
/// Says that no pack has a glossary.
pub const NO_GLOSSARY: &str = "no open pack has a glossary";
/// Says that nothing was searched yet.
pub const NO_RESULTS: &str = "no results yet: s searches";
/// Says that the text has no room to grow.
pub const WIDEST: &str = "the text is as wide as it can be here";
/// Says that the text cannot be made narrower.
pub const NARROWEST: &str = "the text is as narrow as it can be";

/// Says that an entry was opened underneath.
pub fn opened(title: &str) -> String {
    format!("opened: {title}")
}

/// Says how the reading mode ends.
pub const READING_MODE: &str = "reading mode: Z or Esc ends it";

/// Says that a page holds no match.
pub fn not_in_page(text: &str) -> String {
    format!("\"{text}\" is not in this entry")
}

/// Says which match of how many is gone to.
pub fn match_of(current: u32, total: u32) -> String {
    if total == 0 { "no match".to_owned() } else { format!("{}/{total}", current + 1) }
}

/// Says how many hits there are.
pub fn hits(total: usize) -> String {
    match total {
        0 => "no hits".to_owned(),
        total => super::counted(total, "hit", "hits"),
    }
}

/// Says how many hits there are before texts can be searched.
pub fn hits_in_titles(total: usize) -> String {
    format!("{} in titles, texts follow", hits(total))
}

/// Says that a search runs.
pub const SEARCHING: &str = "searching…";

/// Says how many terms there are.
pub fn terms(total: usize) -> String {
    super::counted(total, "term", "terms")
}

/// Says that a list shows nothing, because of its filter.
pub fn nothing_with(text: &str) -> String {
    format!("nothing with \"{text}\"")
}

/// Says that a filter is in force.
pub fn filtered(text: &str) -> String {
    format!("/{text}")
}

/// Offers the nearest title when nothing was found.
pub fn nearest_title(query: &str, name: &str, title: &str) -> String {
    let of = if name == title { String::new() } else { format!(" · {title}") };
    format!("nearest title: {name}{of}  (no entry has \"{query}\")")
}

/// Offers a theme that is called what was typed.
pub fn theme(title: &str, query: &str) -> String {
    format!("the theme {title}: {query}")
}

/// Names a theme of one of several packs.
pub fn in_pack(pack: &str, theme: &str) -> String {
    format!("{pack} › {theme}")
}

/// Says how many entries are only like the query in their letters.
pub fn hits_alike(total: usize) -> String {
    format!("{total} alike in letters only")
}

/// Offers the query without the word that nothing holds.
pub fn without_word(word: &str, rest: &str) -> String {
    format!("without “{word}”: {rest}")
}

/// Offers a filter with a value that it can have.
pub fn with_value(query: &str) -> String {
    format!("search with {query}")
}

/// Offers the index of terms when nothing else helps.
pub const SEE_TERMS: &str = "see the index of all terms";

/// Offers to search everything.
pub const WIDEN: &str = "search in all open packs";

/// The title of the finder.
pub const SEARCH_TITLE: &str = "search";
/// The title of the glossary index.
pub const GLOSSARY_TITLE: &str = "glossary";
/// The title of the outline.
pub const OUTLINE_TITLE: &str = "Outline";
/// The title of the help.
pub const HELP_TITLE: &str = "Keys";
/// The heading of the outline in the side pane.
pub const ON_THIS_PAGE: &str = "ON THIS PAGE";
/// The heading of the links in the side pane.
pub const LINKS: &str = "LINKS";
/// The heading of the backlinks in the side pane.
pub const LINKED_FROM: &str = "LINKED FROM";
/// Marks a recent entry in the empty finder.
pub const RECENT_ENTRY: &str = "recent";
/// Marks an earlier query in the empty finder.
pub const RECENT_QUERY: &str = "earlier query";
/// Stands in the side pane of an entry without outline or links.
pub const NOTHING_BESIDE: &str = "no headings, no links";

/// Names the scope of all open packs.
pub const SCOPE_LIBRARY: &str = "library";
/// Names the scope of one pack.
pub const SCOPE_PACK: &str = "this pack";
/// Names the scope of one theme.
pub const SCOPE_THEME: &str = "this theme";
/// Names the scope of one entry.
pub const SCOPE_ENTRY: &str = "this entry";

/// Heads the keys of the contents.
pub const KEYS_CONTENTS: &str = "IN THE CONTENTS";
/// Heads the keys of the reader.
pub const KEYS_READER: &str = "IN THE READER";
/// Heads the keys of the side pane.
pub const KEYS_SIDE: &str = "IN THE SIDE PANE";
/// Heads the keys of lists in popups.
pub const KEYS_MENU: &str = "IN A POPUP LIST";
/// Heads the keys of lists over the whole screen.
pub const KEYS_SHEET: &str = "IN A VIEW";
/// Heads the keys of the matrix.
pub const KEYS_MATRIX: &str = "IN THE MATRIX";
/// Heads the keys of the map.
pub const KEYS_MAP: &str = "ON THE MAP";
/// Heads the keys of the peek.
pub const KEYS_PEEK: &str = "WHILE PEEKING";
/// Heads the keys of the finder.
pub const KEYS_FINDER: &str = "IN THE FINDER";
/// Heads the keys of the glossary index.
pub const KEYS_GLOSSARY: &str = "IN THE GLOSSARY INDEX";
/// Heads the keys of the line at the foot.
pub const KEYS_PROMPT: &str = "WHILE TYPING AFTER /";

/// Short words for the key hints at the foot.
pub mod hint {
    /// Moving.
    pub const MOVE: &str = "move";
    /// Scrolling.
    pub const SCROLL: &str = "scroll";
    /// Opening.
    pub const OPEN: &str = "open";
    /// Filtering.
    pub const FILTER: &str = "filter";
    /// Finding in the page.
    pub const FIND: &str = "find";
    /// Searching.
    pub const SEARCH: &str = "search";
    /// Walking links.
    pub const LINKS: &str = "links";
    /// Changing the pane.
    pub const PANE: &str = "pane";
    /// Going back.
    pub const BACK: &str = "back";
    /// The next stop of a route.
    pub const NEXT_STOP: &str = "next stop";
    /// Peeking.
    pub const PEEK: &str = "peek";
    /// Help.
    pub const HELP: &str = "help";
    /// Closing.
    pub const CLOSE: &str = "close";
    /// Giving up a filter.
    pub const SHOW_ALL: &str = "show all";
    /// Accepting.
    pub const ACCEPT: &str = "accept";
    /// Cancelling.
    pub const CANCEL: &str = "cancel";
    /// The scope.
    pub const SCOPE: &str = "scope";
    /// Quitting.
    pub const QUIT: &str = "quit";
    /// Putting an entry into the middle.
    pub const CENTRE: &str = "centre";
    /// Choosing two themes.
    pub const PAIR: &str = "themes";
    /// Changing rows and columns.
    pub const TURN: &str = "turn";
    /// Earlier queries.
    pub const RECALL: &str = "earlier";
}
