//! What each command of linear mode does and takes, for the help.

/// Opening.
pub const OPEN: &str = "open an entry: its title and summary come first";
/// Reading again.
pub const READ: &str = "read the text of the open entry";
/// Going on.
pub const MORE: &str = "go on where a text or a list was cut short";
/// The list again.
pub const LIST: &str = "print the numbered list again";
/// Searching.
pub const SEARCH: &str = "search titles, aliases, names, headings and text";
/// Finding in the entry.
pub const FIND: &str = "find in the open entry";
/// Links.
pub const LINKS: &str = "links and backlinks of the open entry, with their reasons";
/// Back.
pub const BACK: &str = "go back to the entry read before";
/// Forward.
pub const FORWARD: &str = "go forward again";
/// The next entry.
pub const NEXT: &str = "the next entry";
/// The previous entry.
pub const PREVIOUS: &str = "the previous entry";
/// The first entry.
pub const HOME: &str = "the entry that the pack opens with";
/// Themes.
pub const CONTENTS: &str = "themes, or the entries of a theme";
/// The outline.
pub const OUTLINE: &str = "headings of the open entry; a number reads from there";
/// Looking a term up.
pub const PEEK: &str = "read a definition without leaving the open entry";
/// The glossary.
pub const GLOSSARY: &str = "terms with their meaning, or those that hold some words";
/// Routes.
pub const ROUTES: &str = "reading orders that the packs propose, and what to read before the entry";
/// Forward along a route.
pub const ONWARD: &str = "the next stop of the route";
/// Back along a route.
pub const BACKWARD: &str = "the previous stop of the route";
/// Links in full.
pub const NAMED: &str = "every link of the open entry, and the entries that name it without one";
/// The neighbourhood.
pub const MAP: &str = "the entries around the open one, the closest first";
/// Two themes.
pub const MATRIX: &str = "how the entries of two themes are linked";
/// Terms.
pub const TERMS: &str = "terms that the open entry uses, and where it is used as a term";
/// What is near in meaning.
pub const NEAR: &str = "entries near to the open one in meaning, linked or not";
/// A chain of links.
pub const PATH: &str = "the shortest chains of links from the open entry, or between two";
/// A comparison.
pub const COMPARE: &str = "what the open entry and another one share, or two others";
/// The source.
pub const COVERAGE: &str = "the source place by place, and what rests on it";
/// A place of the source.
pub const PLACE: &str = "what the tag of a place means, and what the source says there";
/// Types.
pub const TYPES: &str = "all entries by their type";
/// What is missing.
pub const HEALTH: &str = "what the packs still lack";
/// The packs.
pub const PACKS: &str = "the packs that are open, and where each lies";
/// More about a line.
pub const ABOUT: &str = "all that is to be said of a line of the list, such as who says so";
/// Quoting.
pub const CITE: &str = "what the open entry rests on, to be quoted, as text, markdown or bibtex";
/// The argument of a command that may be given a format of citations.
pub const MAYBE_FORMAT: &str = "[FORMAT]";
/// Notes.
pub const NOTES: &str = "your notes: on the open entry, on others, and those that need a home";
/// Highlighting.
pub const HIGHLIGHT: &str = "highlight words of the open entry";
/// Changing a note.
pub const CHANGE: &str = "put a note of the list in other words";
/// Placing a note.
pub const ATTACH: &str = "put a note of the list on the paragraph you are at";
/// Removing.
pub const REMOVE: &str = "remove a note or a bookmark of the list";
/// A number of the list and what stands behind it.
pub const NUMBER_AND_TEXT: &str = "NUMBER TEXT";
/// Reading.
pub const DONE: &str = "mark the open entry as read, or as unread";
/// Paragraphs.
pub const PARAGRAPHS: &str = "paragraphs of the open entry; a number reads from there";
/// A new note.
pub const NOTE: &str = "make a note on the paragraph you are at; on the entry itself at its top";
/// What a note says.
pub const TEXT: &str = "TEXT";
/// A bookmark.
pub const BOOKMARK: &str = "set a bookmark where you are, or remove it";
/// All bookmarks.
pub const BOOKMARKS: &str = "your bookmarks";
/// A mark.
pub const MARK: &str = "mark where you are with a letter";
/// Going to a mark.
pub const JUMP: &str = "go to what a letter marks";
/// A letter.
pub const LETTER: &str = "LETTER";
/// Taking back.
pub const UNDO: &str = "take back what you changed last";
/// What has changed.
pub const CHANGES: &str =
    "what has changed in the open entry since you read it, or which entries have";
/// Practice.
pub const RECALL: &str = "practise terms and bookmarked entries, card by card";
/// Recent entries.
pub const RECENT: &str = "entries read lately";
/// Where one is.
pub const WHERE: &str = "say where the open entry stands";
/// Reading the files again.
pub const RELOAD: &str = "read the files of the packs again";
/// Help.
pub const HELP: &str = "these commands";
/// Leaving.
pub const QUIT: &str = "leave";
/// The argument of a command that takes an entry.
pub const WHAT: &str = "WHAT";
/// What one or two entries are named by.
pub const ONE_OR_TWO: &str = "WHAT [| WHAT]";
/// A number of the list.
pub const NUMBER: &str = "NUMBER";
/// The argument of a command that takes words.
pub const WORDS: &str = "WORDS";
/// The argument of a command that may be given words.
pub const MAYBE_WORDS: &str = "[WORDS]";
/// The argument of a command that may be given a place.
pub const MAYBE_PLACE: &str = "[PLACE]";
/// The arguments of a command that may be given two themes.
pub const MAYBE_THEMES: &str = "[THEME THEME]";
/// The argument of a command that may be given a theme.
pub const MAYBE_THEME: &str = "[THEME]";
