//! What a reader adds to what is read: bookmarks, marks, notes, what was read and practised; kept line by
//! line in a file that only grows, and held by the ids of entries and the words of paragraphs. Refuses to
//! know: the packs that are open, the screen.
//!
//! | file | what it is |
//! |---|---|
//! | [`record`] | one change, as it is written |
//! | [`ordered`] | a map that workers share and lists count |
//! | `readings` | which entries were read, of very many |
//! | [`state`] | what all changes together come to |
//! | [`anchor`] | where in an entry something was added, and where that is in another version of it |
//! | [`contest`] | a note that two change at the same time |
//! | [`desk`] | what is known of it here, and what is on its way to the file |
//! | [`mod@merge`] | takes in what was written elsewhere, such as an export |
//! | [`said`] | what an entry said when it was read |
//! | [`stopped_at`] | where somebody stopped reading |
//! | [`unfinished`] | notes that were begun and not kept |
//! | [`places`] | the places of several libraries and the notes begun there, in a file of their own |
//! | [`lines`] | records in a file, a line each |
//! | [`disk`] | the file system as far as it is needed |
//! | [`keeper`] | reads the file and adds to it, so that nothing that was acknowledged is lost |

pub mod anchor;
pub mod contest;
pub mod desk;
pub mod disk;
#[cfg(test)]
mod fixture;
pub mod keeper;
pub mod lines;
pub mod merge;
pub mod ordered;
pub mod places;
mod readings;
pub mod record;
pub mod said;
pub mod state;
pub mod stopped_at;
pub mod unfinished;

pub use anchor::{Anchor, Found, Paragraph, Print, Selection};
pub use contest::{Believed, Contested};
pub use desk::{Batch, Desk, NoteChange, NoteNews, Undone};
pub use keeper::{Inspected, Keeper, KeptBatches, Loaded, News, Trouble, Unsaved, state_folder};
pub use merge::{Exported, Merged, Strange, merge};
pub use ordered::Ordered;
pub use readings::{Reading, Readings};
pub use record::{Change, EntryRef, Grade, Moment, Note, NoteId, Record, Side, Spot};
pub use said::Said;
pub use state::{Bookmark, Card, PackState, State};
pub use stopped_at::StoppedAt;
pub use unfinished::{Unfinished, UnfinishedNotes};
