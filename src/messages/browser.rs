//! What the terminal browser says.

use super::loading::grouped;

/// The message that the window has no room for a screen.
pub fn too_small(width: u16, height: u16) -> String {
    format!("Folio needs {width}×{height}")
}

/// The same in the fewest letters, for a window that has no room for the sentence either.
pub const TOO_SMALL: &str = "too small";

/// The message that the library has no entry to read.
pub const EMPTY_LIBRARY: &str = "No entry could be opened. `folio check` says why.";

/// The message that a text is being loaded.
pub const LOADING: &str = "loading…";

/// The address that an outside link leads to, where nothing opens it.
pub fn outside(address: &str) -> String {
    format!("outside Folio: {address}")
}

/// The message that a reference leads nowhere.
pub fn missing_target(reference: &str) -> String {
    format!("no open pack has \"{reference}\"")
}

/// The message that the trail has no earlier place.
pub const TRAIL_START: &str = "the trail begins here";
/// The message that the trail has no later place.
pub const TRAIL_END: &str = "the trail ends here";
/// The message that the pack has no entry before this.
pub const FIRST_ENTRY: &str = "this is the first entry";
/// The message that the pack has no entry after this.
pub const LAST_ENTRY: &str = "this is the last entry";
/// The message that a search in the page continued from the top.
pub const WRAPPED_TO_TOP: &str = "past the end: on from the top";
/// The message that a search in the page continued from the end.
pub const WRAPPED_TO_END: &str = "past the top: on from the end";
/// That an entry is looked for from itself.
pub const THE_SAME_ENTRY: &str = "this is the entry itself: choose another one";
/// The message that the list has no further match in this direction.
pub const NO_MORE_MATCHES: &str = "no further match in the list";

/// The message that there is no match to step through.
pub fn no_highlight(find: &str) -> String {
    format!("nothing to step through: {find} finds in this entry")
}

/// The message that there is no link or term to peek at.
pub const NOTHING_TO_PEEK: &str = "no link or term in sight";
/// The message that the entry has no headings.
pub const NO_OUTLINE: &str = "this entry has no headings";
/// The message that no pack has a glossary.
pub const NO_GLOSSARY: &str = "no open pack has a glossary";
/// The message that there are no search results yet.
pub fn no_results(search: &str) -> String {
    format!("no results yet: {search} searches")
}

/// The message that the text cannot be made wider.
pub const WIDEST: &str = "the text is as wide as it can be here";
/// The message that the text cannot be made narrower.
pub const NARROWEST: &str = "the text is as narrow as it can be";

/// The message that an entry was opened underneath the layer.
pub fn opened(title: &str) -> String {
    format!("opened: {title}")
}

/// A route that a newcomer may follow, with its minutes once they are known.
pub fn offered_route(title: &str, minutes: Option<u64>) -> String {
    minutes.map_or_else(|| title.to_owned(), |minutes| format!("{title}, {minutes} min"))
}

/// The matrix, as it is offered to a newcomer.
pub const MATRIX: &str = "matrix";

/// The message that reading mode is on, and how to leave it.
pub fn reading_mode(toggle: &str, cancel: &str) -> String {
    format!("reading mode: {toggle} or {cancel} ends it")
}

/// The message that an entry has no match.
pub fn not_in_page(text: &str) -> String {
    format!("\"{text}\" is not in this entry")
}

/// The number of the current match, counted from 0, out of all matches.
pub fn match_of(current: u32, total: u32) -> String {
    if total == 0 { "no match".to_owned() } else { format!("{}/{total}", current + 1) }
}

/// What is typed is still looked for.
pub const FILTERING: &str = "filtering…";

/// How many of the entries were read for a report.
pub fn read_of(read: usize, all: usize) -> String {
    format!("{} of {} entries read", grouped(read), grouped(all))
}

/// How far the text is read, in percent.
pub fn percent(percent: u8) -> String {
    if percent == 100 { " end".to_owned() } else { format!("{percent:>3}%") }
}

/// How long the text takes to read.
pub fn about_minutes(minutes: u64) -> String {
    format!("≈{minutes} min")
}

/// The words at the end of a text before the key that leads on.
pub const END: &str = "End";
/// The words at the end of a text before the title of the next stop of a route.
pub const STOP: &str = "next stop: ";

/// How many hits there are.
pub fn hits(total: usize) -> String {
    match total {
        0 => "no hits".to_owned(),
        total => super::counted(total, "hit", "hits"),
    }
}

/// How many hits there are in the beginning of a library.
pub fn hits_so_far(total: usize) -> String {
    super::counted_so_far(total, "hits")
}

/// The same while only titles can be searched: texts are once all was read.
pub fn hits_so_far_in_titles(total: usize) -> String {
    format!("{} in titles", hits_so_far(total))
}

/// How many hits there are while only titles can be searched.
pub fn hits_in_titles(total: usize) -> String {
    format!("{} in titles, texts follow", hits(total))
}

/// The message that a search is running.
pub const SEARCHING: &str = "searching…";

/// How many terms there are.
pub fn terms(total: usize) -> String {
    super::counted(total, "term", "terms")
}

/// The message that a filter leaves nothing of a list.
pub fn nothing_with(text: &str) -> String {
    format!("nothing with \"{text}\"")
}

/// The message that a filter leaves nothing of the contents, with the key that searches the texts.
pub fn no_title_with(text: &str, accept: &str) -> String {
    format!("{} here: {accept} searches the texts", nothing_with(text))
}

/// The filter of a list, as it was typed.
pub fn filtered(text: &str) -> String {
    format!("/{text}")
}

/// What stands behind a title that a filter lets through for another name.
pub fn also_called(name: &str) -> String {
    format!(" · {name}")
}

/// The filter of a list, and how much it lets through.
pub fn filtered_to(text: &str, count: usize) -> String {
    format!("{} · {count}", filtered(text))
}

/// The offer of the nearest title if nothing was found.
pub fn nearest_title(query: &str, name: &str, title: &str) -> String {
    let of = if name == title { String::new() } else { format!(" · {title}") };
    format!("nearest title: {name}{of}  (no entry has \"{query}\")")
}

/// The offer of a theme whose name was typed.
pub fn theme(title: &str, query: &str) -> String {
    format!("the theme {title}: {query}")
}

/// The name of a theme with its pack, for when several packs are open.
pub fn in_pack(pack: &str, theme: &str) -> String {
    format!("{pack} › {theme}")
}

/// How many entries resemble the query only in their letters.
pub fn hits_alike(total: usize) -> String {
    format!("{total} alike in letters only")
}

/// The offer of the query without the word that no entry has.
pub fn without_word(word: &str, rest: &str) -> String {
    format!("without “{word}”: {rest}")
}

/// The offer to see two entries side by side.
pub fn compare(left: &str, right: &str) -> String {
    format!("compare {left} with {right}")
}

/// The offer to list matches by scattered letters as well.
pub fn looser(count: usize) -> String {
    super::counted(count, "looser match", "looser matches")
}

/// The offer of a query whose filter has a value that exists.
pub fn with_value(query: &str) -> String {
    format!("search with {query}")
}

/// The offer of the index of terms if nothing else helps.
pub const SEE_TERMS: &str = "see the index of all terms";

/// The offer to search all open packs.
pub const WIDEN: &str = "search in all open packs";

/// The title of the finder.
pub const SEARCH_TITLE: &str = "search";
/// The title of the glossary index.
pub const GLOSSARY_TITLE: &str = "glossary";
/// The title of the outline.
pub const OUTLINE_TITLE: &str = "Outline";
/// The title of the names of an entry.
pub const NAMES_TITLE: &str = "Names";
/// The title of the list of keys that work in a `place`.
pub fn keys_of(place: &str) -> String {
    format!("Keys {place}")
}

/// The heading above the outline in the side pane.
pub const ON_THIS_PAGE: &str = "ON THIS PAGE";
/// The heading above the links in the side pane.
pub const LINKS: &str = "LINKS";
/// The heading above the backlinks in the side pane.
pub const LINKED_FROM: &str = "LINKED FROM";
/// The mark of a recent entry in the empty finder.
pub const RECENT_ENTRY: &str = "recent";
/// The mark of an earlier query in the empty finder.
pub const RECENT_QUERY: &str = "earlier query";
/// The mark of a query that could be asked in the empty finder.
pub const EXAMPLE: &str = "for example";
/// The mark of a theme in the empty finder, with how many entries it has.
pub fn theme_of(entries: &str) -> String {
    format!("theme, {entries}")
}
/// The heading above the themes that one can be seen against, as a matrix.
pub const SEEN_AGAINST: &str = "SEEN AGAINST (MATRIX)";
/// The message that a view is about an entry, and none is selected.
pub const NO_ENTRY_SELECTED: &str = "select an entry first";

/// The position of an entry among those of its theme, and the name of the theme unless it is empty.
pub fn position(at: u32, count: usize, theme: &str) -> String {
    format!("{at}/{count} {theme}").trim_end().to_owned()
}

/// How many entries a theme has.
pub fn entries(count: usize) -> String {
    super::counted(count, "entry", "entries")
}

/// How many entries of a theme were read so far.
pub fn entries_so_far(count: usize) -> String {
    match count {
        0 => NONE_YET.to_owned(),
        count => super::counted_so_far(count, "entries"),
    }
}

/// What stands in place of a number as long as nothing was read of what it counts.
pub const NONE_YET: &str = "…";

/// The text of the side pane for an entry without headings and links.
pub const NOTHING_BESIDE: &str = "no headings, no links";

/// The text of the side pane for an entry without headings whose links all stand in its text.
pub const LINKS_IN_TEXT: &str = "links in the text only";

/// The name of the scope of all open packs.
pub const SCOPE_LIBRARY: &str = "library";
/// The name of the scope of one pack.
pub const SCOPE_PACK: &str = "this pack";
/// The name of the scope of one theme.
pub const SCOPE_THEME: &str = "this theme";
/// The name of the scope of one entry.
pub const SCOPE_ENTRY: &str = "this entry";

/// Where the keys of the contents work.
pub const KEYS_CONTENTS: &str = "in the contents";
/// Where the keys of the reader work.
pub const KEYS_READER: &str = "in the reader";
/// Where the keys of the side pane work.
pub const KEYS_SIDE: &str = "in the side pane";
/// Where the keys of lists in popups work.
pub const KEYS_MENU: &str = "in a popup list";
/// Where the keys of lists that fill the screen work.
pub const KEYS_SHEET: &str = "in a view";
/// Where the keys of the matrix work.
pub const KEYS_MATRIX: &str = "in the matrix";
/// Where the keys of the map work.
pub const KEYS_MAP: &str = "on the map";
/// Where the keys of the peek work.
pub const KEYS_PEEK: &str = "while peeking";
/// Where the keys of the practice work.
pub const KEYS_PRACTICE: &str = "while practising";
/// Where the keys of the finder work.
pub const KEYS_FINDER: &str = "in the finder";
/// Where the keys of the glossary index work.
pub const KEYS_GLOSSARY: &str = "in the glossary index";
/// Where the keys of the prompt at the foot work.
pub const KEYS_PROMPT: &str = "while typing after /";
/// Where the keys of a selection work.
pub const KEYS_SELECTING: &str = "while words are selected";
/// Where the keys of the line of a note work.
pub const KEYS_WRITING: &str = "while a note is written";
/// Where the keys of the list of all actions work.
pub const KEYS_COMMANDS: &str = "in the list of actions";

/// What an action does that means nothing here, and where it works.
pub fn works(does: &str, places: &[&str]) -> String {
    format!("{does}; {}", places.join(", "))
}

/// Short words for the key hints at the foot.
pub mod hint {
    /// Showing the next one.
    pub const SHOW: &str = "show";
    /// Showing what was there before.
    pub const RESTORE: &str = "as before";
    /// Moving.
    pub const MOVE: &str = "move";
    /// Scrolling.
    pub const SCROLL: &str = "scroll";
    /// Opening.
    pub const OPEN: &str = "open";
    /// Filtering.
    pub const FILTER: &str = "filter";
    /// Finding something in sight by its name.
    pub const FIND: &str = "find";
    /// Searching.
    pub const SEARCH: &str = "search";
    /// Stepping from link to link.
    pub const LINKS: &str = "links";
    /// Switching panes.
    pub const PANE: &str = "pane";
    /// Going back.
    pub const BACK: &str = "back";
    /// The next entry.
    pub const NEXT_ENTRY: &str = "next entry";
    /// Choosing which of two entries is meant.
    pub const WHOSE: &str = "side";
    /// Removing.
    pub const REMOVE: &str = "remove";
    /// Stretching a selection by words.
    pub const WORDS: &str = "words";
    /// Highlighting the selected words.
    pub const HIGHLIGHT: &str = "highlight";
    /// Making a note.
    pub const NOTE: &str = "note";
    /// Copying.
    pub const COPY: &str = "copy";
    /// Moving the other end of a selection.
    pub const OTHER_END: &str = "other end";
    /// Keeping a note.
    pub const KEEP: &str = "keep";
    /// Writing on in the editor.
    pub const WRITE_ON: &str = "editor";
    /// Leaving the line of a note.
    pub const LEAVE: &str = "leave";
    /// Putting a note on another paragraph.
    pub const PARAGRAPH: &str = "paragraph";
    /// Giving a note a home.
    pub const PLACE_HERE: &str = "place here";
    /// Leaving a route.
    pub const LEAVE_ROUTE: &str = "leave the route";
    /// The start of the keys that lead to views.
    pub const GO_TO: &str = "go to";
    /// The next stop of a route.
    pub const NEXT_STOP: &str = "next stop";
    /// Opening in an editor.
    pub const EDIT: &str = "edit";
    /// Peeking.
    pub const PEEK: &str = "peek";
    /// Showing the answer of a card.
    pub const ANSWER: &str = "answer";
    /// Leaving a card for later.
    pub const LATER: &str = "later";
    /// The worst grade of a card.
    pub const FORGOTTEN: &str = "forgotten";
    /// The second grade of a card.
    pub const HARD: &str = "hard";
    /// The third grade of a card.
    pub const REMEMBERED: &str = "remembered";
    /// The best grade of a card.
    pub const EASY: &str = "easy";
    /// Help.
    pub const HELP: &str = "help";
    /// Closing.
    pub const CLOSE: &str = "close";
    /// Clearing a filter.
    pub const SHOW_ALL: &str = "show all";
    /// Doing what a row says.
    pub const DO_IT: &str = "do it";
    /// Accepting.
    pub const ACCEPT: &str = "accept";
    /// Cancelling.
    pub const CANCEL: &str = "cancel";
    /// The scope.
    pub const SCOPE: &str = "scope";
    /// Quitting.
    pub const QUIT: &str = "quit";
    /// Moving an entry into the middle.
    pub const CENTRE: &str = "centre";
    /// Choosing two themes.
    pub const PAIR: &str = "themes";
    /// Exchanging rows and columns.
    pub const TURN: &str = "turn";
}
