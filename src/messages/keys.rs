//! What each key does, for help, footer and manual.

/// The heading of the keys that find something.
pub const TO_FIND: &str = "FIND";
/// The heading of the keys that lead from one entry to another.
pub const TO_FOLLOW: &str = "FOLLOW";
/// The heading of the keys that open views.
pub const TO_EXPLORE: &str = "EXPLORE";
/// The heading of the keys that add something of the reader's own.
pub const TO_ADD: &str = "ADD";
/// The heading of the keys that copy.
pub const TO_COPY: &str = "COPY";
/// The heading of the keys that put something by, and find it again.
pub const TO_KEEP: &str = "KEEP";
/// The heading of the keys of a line that is typed in.
pub const TO_TYPE: &str = "TYPE";
/// The heading of the keys that move the selection or the text.
pub const TO_MOVE: &str = "MOVE";
/// The heading of the keys that change or leave what is shown.
pub const OF_THE_WINDOW: &str = "WINDOW";

/// What several keys do in one row: the words that all descriptions begin or end with stand there
/// once.
pub fn in_one_row(descriptions: &[&str]) -> String {
    let words: Vec<Vec<&str>> = descriptions.iter().map(|one| one.split(' ').collect()).collect();
    let [first, rest @ ..] = &*words else { return String::new() };
    let shortest = words.iter().map(Vec::len).min().unwrap_or(0);
    // Something must be left of each.
    let most = if rest.is_empty() { 0 } else { shortest.saturating_sub(1) };
    let agree = |at: &usize| rest.iter().all(|other| other[*at] == first[*at]);
    let starts = (0..most).take_while(agree).count();
    let last = |words: &[&str], at: usize| words[words.len() - 1 - at].to_owned();
    let agree = |at: &usize| rest.iter().all(|other| last(other, *at) == last(first, *at));
    let ends = (0..most - starts).take_while(agree).count();
    let own = words.iter().map(|words| words[starts..words.len() - ends].join(" "));
    let (start, end) = (first[..starts].join(" "), first[first.len() - ends..].join(" "));
    let own = own.collect::<Vec<_>>().join(", ");
    [start, own, end].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Describes moving down.
pub const DOWN: &str = "next row or line";
/// Describes moving up.
pub const UP: &str = "previous row or line";
/// Describes the left pane.
pub const LEFT: &str = "left pane, or fold";
/// Describes the right pane.
pub const RIGHT: &str = "right pane, or unfold";
/// Describes the top.
pub const TOP: &str = "to the top";
/// Describes the bottom.
pub const BOTTOM: &str = "to the end";
/// Describes half a page down.
pub const HALF_DOWN: &str = "half a page down";
/// Describes half a page up.
pub const HALF_UP: &str = "half a page up";
/// Describes a page down.
pub const PAGE_DOWN: &str = "a page down";
/// Describes a page down in a text, which leads out of it at its end.
pub const READ_ON: &str = "a page down; at the end the next entry or stop";
/// Describes a page up.
pub const PAGE_UP: &str = "a page up";
/// Describes the practice.
pub const RECALL: &str = "recall: practise terms and bookmarks";
/// Describes turning a card over.
pub const TURN_OVER: &str = "the answer; then: remembered";
/// Describes the worst grade.
pub const FORGOTTEN: &str = "forgotten";
/// Describes the second grade.
pub const HARD: &str = "hard";
/// Describes the third grade.
pub const REMEMBERED: &str = "remembered";
/// Describes the best grade.
pub const EASY: &str = "easy";
/// Describes leaving a card for later.
pub const SKIP_CARD: &str = "leave the card for later";
/// Describes opening the entry of a card.
pub const OPEN_CARD: &str = "open its entry";
/// Describes the previous entry.
pub const PREVIOUS_ENTRY: &str = "previous entry";
/// Describes the next entry.
pub const NEXT_ENTRY: &str = "next entry";
/// Describes the previous paragraph.
pub const PREVIOUS_PARAGRAPH: &str = "previous paragraph";
/// Describes the next paragraph.
pub const NEXT_PARAGRAPH: &str = "next paragraph";
/// Describes the previous theme.
pub const PREVIOUS_THEME: &str = "previous theme";
/// Describes the next theme.
pub const NEXT_THEME: &str = "next theme";
/// Describes the next link.
pub const NEXT_LINK: &str = "next link, term (fainter) or tag";
/// Describes the previous link.
pub const PREVIOUS_LINK: &str = "previous link, term (fainter) or tag";
/// Describes the next pane.
pub const NEXT_PANE: &str = "next pane";
/// Describes the previous pane.
pub const PREVIOUS_PANE: &str = "previous pane";
/// Describes opening.
pub const OPEN: &str = "open what is selected";
/// Describes opening from a list without leaving it.
pub const OPEN_HERE: &str = "open and stay in the list";
/// Describes peeking.
pub const PEEK: &str = "peek at the definition, without moving";
/// Describes going back.
pub const BACK: &str = "back along the trail";
/// Describes going forward.
pub const FORWARD: &str = "forward along the trail";
/// Describes the links view.
pub const LINKS: &str = "links of this entry, and what names it";
/// Describes the view of what is near in meaning.
pub const NEAR: &str = "what is near to this entry in meaning";
/// Describes the path view.
pub const PATH: &str = "path to another entry, by links";
/// Describes the comparison.
pub const COMPARE: &str = "compare with another entry";
/// Describes selecting the first of two entries that are compared.
pub const FIRST_OF_TWO: &str = "the first of two that are compared";
/// Describes selecting the second of two entries that are compared.
pub const SECOND_OF_TWO: &str = "the second of two that are compared";
/// Describes finding in the entry.
pub const FIND: &str = "find in the text";
/// Describes filtering a list.
pub const FILTER: &str = "filter the list";
/// Describes finding in the matrix.
pub const FIND_HEAD: &str = "find row or column";
/// Describes the next match.
pub const FIND_NEXT: &str = "next match";
/// Describes the previous match.
pub const FIND_PREVIOUS: &str = "previous match";
/// Describes the finder.
pub const SEARCH: &str = "search everything";
/// Describes reopening the results.
pub const RESULTS: &str = "last results";
/// Describes the glossary index.
pub const GLOSSARY: &str = "glossary index";
/// Describes the outline.
pub const OUTLINE: &str = "outline of this entry";
/// Describes the routes.
pub const ROUTES: &str = "routes: reading orders of the pack";
/// Describes the coverage of the source.
pub const COVERAGE: &str = "sources: where each statement comes from";
/// Describes the entries by their type.
pub const TYPES: &str = "all entries by their type";
/// Describes the state of the packs.
pub const HEALTH: &str = "what is missing, and mistakes";
/// Describes the packs.
pub const PACKS: &str = "packs: what is open, and where it lies";
/// Describes the next stop of a route.
pub const NEXT_STOP: &str = "next stop of the route";
/// Describes the previous stop of a route.
pub const PREVIOUS_STOP: &str = "previous stop of the route";
/// Describes removing what is selected in a view.
pub const REMOVE: &str = "remove the note or the bookmark; leave the route";
/// Describes the notes.
pub const NOTES: &str = "notes: of this entry, of others, and those that need a home";
/// Describes writing a note.
pub const ANNOTATE: &str = "write or change a note on the paragraph, the words or the entry";
/// Describes selecting words.
pub const SELECT: &str = "select words, to highlight or note them";
/// Describes exchanging the ends of a selection.
pub const SWAP_ENDS: &str = "move the other end of the selection";
/// Describes highlighting.
pub const HIGHLIGHT: &str = "highlight the selected words";
/// Describes putting a note on another paragraph.
pub const PLACE_NOTE: &str = "put the note on the paragraph in sight";
/// Describes writing on in an editor.
pub const WRITE_ON: &str = "go on in your editor";
/// Describes writing the note on the next paragraph.
pub const NOTE_BELOW: &str = "on the next paragraph";
/// Describes writing the note on the previous paragraph.
pub const NOTE_ABOVE: &str = "on the previous paragraph";
/// Describes moving a selection down.
pub const SELECT_DOWN: &str = "to the row below";
/// Describes moving a selection up.
pub const SELECT_UP: &str = "to the row above";
/// Describes moving a selection to the left.
pub const SELECT_LEFT: &str = "to the previous word";
/// Describes moving a selection to the right.
pub const SELECT_RIGHT: &str = "to the next word";
/// Describes moving a selection to the start.
pub const SELECT_TO_START: &str = "to the start of the paragraph";
/// Describes moving a selection to the end.
pub const SELECT_TO_END: &str = "to the end of the paragraph";
/// Describes selecting in the previous paragraph.
pub const SELECT_PREVIOUS: &str = "previous paragraph";
/// Describes selecting in the next paragraph.
pub const SELECT_NEXT: &str = "next paragraph";
/// Describes giving a selection up.
pub const SELECT_CANCEL: &str = "select nothing";
/// Describes copying an entry.
pub const COPY_ENTRY: &str = "copy the entry, as Markdown";
/// Describes copying a paragraph.
pub const COPY_PARAGRAPH: &str = "copy the paragraph in sight, or the line";
/// Describes copying the selected words.
pub const COPY_SELECTION: &str = "copy the selected words";
/// Describes copying a link.
pub const COPY_LINK: &str = "copy the selected link: its address or [[id]]";
/// Describes copying a citation.
pub const COPY_CITATION: &str = "copy a citation: claims, places, sources";
/// Describes copying a citation in Markdown.
pub const COPY_MARKDOWN: &str = "copy a citation in Markdown";
/// Describes copying records for BibTeX.
pub const COPY_BIBTEX: &str = "copy the sources for BibTeX";
/// Describes copying a title.
pub const COPY_TITLE: &str = "copy the title";
/// Describes copying an id.
pub const COPY_ID: &str = "copy the id";
/// Describes bookmarking.
pub const BOOKMARK: &str = "bookmark this paragraph, or remove that";
/// Describes the bookmarks.
pub const BOOKMARKS: &str = "bookmarks";
/// Describes the entries opened lately.
pub const RECENT: &str = "entries opened lately";
/// Describes what has changed.
pub const DIFFERENCE: &str = "what has changed since you read it";
/// Describes marking a place.
pub const MARK: &str = "mark this place with a letter";
/// Describes going to a marked place.
pub const GO_TO_MARK: &str = "to the place that a letter marks";
/// Describes going back to before a jump.
pub const JUMP_BACK: &str = "back to before the last jump";
/// Describes marking an entry as read.
pub const MARK_READ: &str = "mark the entry as read, or as unread";
/// Describes taking a change back.
pub const UNDO: &str = "take back the latest change of yours";
/// Describes taking back a grade.
pub const UNDO_GRADE: &str = "take back the latest grade";
/// Describes going home.
pub const HOME: &str = "home: the entry the pack opens with";
/// Describes a wider text.
pub const WIDER: &str = "wider text";
/// Describes a narrower text.
pub const NARROWER: &str = "narrower text";
/// Describes the default width.
pub const DEFAULT_WIDTH: &str = "text and panes as they were at the start";
/// Describes a smaller side pane.
pub const SHRINK: &str = "narrower list pane";
/// Describes a larger side pane.
pub const GROW: &str = "wider list pane";
/// Describes the reading mode.
pub const READING: &str = "prose alone, mouse left to the terminal";
/// Describes choosing a palette.
pub const PALETTES: &str = "palettes: choose the colours";
/// Describes opening the source in an editor.
pub const EDIT: &str = "edit the source in your editor";
/// Describes reading the files again.
pub const RELOAD: &str = "read the files again";
/// Describes help.
pub const HELP: &str = "help";
/// Describes help in the panes.
pub const HELP_OF_PANES: &str = "help; in a view: its own keys";
/// Describes the list of all actions.
pub const COMMANDS: &str = "any action, by its name";
/// Describes Esc.
pub const CANCEL: &str = "step back one level";
/// Describes `q` in a popup.
pub const CLOSE: &str = "close";
/// Describes quitting.
pub const QUIT: &str = "quit";
/// Describes suspending.
pub const SUSPEND: &str = "suspend; fg in the shell returns";
/// Describes redrawing.
pub const REDRAW: &str = "redraw the screen";
/// Describes accepting what was typed.
pub const ACCEPT: &str = "accept";
/// Describes giving up what was typed.
pub const CANCEL_TYPING: &str = "cancel and restore";
/// Describes moving down while typing.
pub const TYPING_DOWN: &str = "next row";
/// Describes moving up while typing in the finder.
pub const RECALL_UP: &str = "previous row; at the top: earlier queries";
/// Describes moving up while typing.
pub const TYPING_UP: &str = "previous row";
/// Describes deleting a character.
pub const DELETE_BACK: &str = "delete the character before the cursor";
/// Describes deleting a character forward.
pub const DELETE_FORWARD: &str = "delete the character under the cursor";
/// Describes deleting a word.
pub const DELETE_WORD: &str = "delete the word before the cursor";
/// Describes deleting the next word.
pub const DELETE_NEXT_WORD: &str = "delete the word after the cursor";
/// Describes going back by a word.
pub const WORD_LEFT: &str = "a word to the left";
/// Describes going on by a word.
pub const WORD_RIGHT: &str = "a word to the right";
/// Describes deleting to the start.
pub const DELETE_TO_START: &str = "delete to the start";
/// Describes going to the start of the box.
pub const LINE_START: &str = "start of the box";
/// Describes going to the end of the box.
pub const LINE_END: &str = "end of the box";
/// Describes going left in the box.
pub const CHARACTER_LEFT: &str = "a character to the left";
/// Describes going right in the box.
pub const CHARACTER_RIGHT: &str = "a character to the right";
/// Describes the scope.
pub const SCOPE: &str = "where to search: library, pack, entry";
/// Describes completing a filter.
pub const COMPLETE: &str = "complete a filter (theme: tag: by: …)";
/// Describes the matrix.
pub const MATRIX: &str = "matrix: two themes against each other";
/// Describes going left in a grid.
pub const TO_THE_LEFT: &str = "to the left";
/// Describes going right in a grid.
pub const TO_THE_RIGHT: &str = "to the right";
/// Describes the first column.
pub const FIRST_COLUMN: &str = "to the first column";
/// Describes the last column.
pub const LAST_COLUMN: &str = "to the last column";
/// Describes the next pair of themes.
pub const NEXT_PAIR: &str = "the pack's next pair of themes";
/// Describes the previous pair of themes.
pub const PREVIOUS_PAIR: &str = "the pack's previous pair of themes";
/// Describes choosing two themes.
pub const CHOOSE_PAIR: &str = "choose two themes";
/// Describes transposing.
pub const TRANSPOSE: &str = "change rows and columns";
/// Describes the map.
pub const MAP: &str = "map: what lies around the entry";
/// Describes recentring.
pub const RECENTRE: &str = "put the selected entry into the middle";
/// Describes the next node.
pub const NEXT_NODE: &str = "next entry of the map";
/// Describes the previous node.
pub const PREVIOUS_NODE: &str = "previous entry of the map";
/// Describes opening from the map.
pub const OPEN_NODE: &str = "open the selected entry in the reader";
/// Describes going back on the map.
pub const EARLIER_CENTRE: &str = "the entry in the middle before";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_in_one_row_say_once_what_they_share() {
        #[track_caller]
        fn check(descriptions: &[&str], expected: &str) {
            assert_eq!(in_one_row(descriptions), expected);
        }
        check(&["help"], "help");
        check(&[DOWN, UP], "next, previous row or line");
        check(&[HALF_DOWN, HALF_UP], "half a page down, up");
        check(&[NEXT_PAIR, PREVIOUS_PAIR], "the pack's next, previous pair of themes");
        check(&[TOP, BOTTOM], "to the top, end");
        check(&["a", "a"], "a, a");
        check(&["next entry", "entry"], "next entry, entry");
    }
}
