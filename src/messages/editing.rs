//! What is said when the source of an entry is to be edited.

/// The message that no editor is set, and what sets one.
pub fn no_editor(place: &str) -> String {
    format!("no editor is set: $VISUAL or $EDITOR is to name one · {place}")
}

/// The message that a pack is inside the program.
pub fn is_built_in(title: &str) -> String {
    format!("{title} is part of Folio: only what lies in a folder can be edited")
}

/// The message that the pack is a compiled file.
pub fn is_compiled(file: &str) -> String {
    format!("{file} is compiled: edit the folder it was made of, then `folio build` it again")
}

/// The message that the text stands in a file that people do not write.
pub fn no_text(file: &str) -> String {
    format!("{file} is no text to edit: `folio convert` makes a pack of it, which is")
}

/// The message that the file is not there any more.
pub fn gone(file: &str) -> String {
    format!("{file} is not there any more: r reads the files again")
}

/// The message that nobody knows where the text comes from.
pub const IN_NO_FILE: &str = "this text is in no file that could be edited";

/// The message that the editor is no program that can be run.
pub fn not_found(editor: &str) -> String {
    format!("{editor} cannot be run: $VISUAL or $EDITOR is to name an editor")
}

/// The message that the editor ended with a failure.
pub fn ended(editor: &str, status: &str) -> String {
    format!("{editor} ended with {status}")
}

/// The message that the editor could not be started.
pub fn not_started(editor: &str, reason: &str) -> String {
    format!("{editor} could not be started: {reason}")
}

/// The message that no editor is set in which a note could be written.
pub const NO_EDITOR_FOR_NOTES: &str =
    "no editor is set: $VISUAL or $EDITOR is to name one · the line here takes the note";

/// The message that a note cannot be given to an editor, or taken from it.
pub fn no_file_for_note(reason: &str) -> String {
    format!("the note could not be given to the editor: {reason}")
}
