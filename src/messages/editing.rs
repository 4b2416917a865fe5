//! What is said when the source of an entry is to be edited.

/// What names an editor: the settings.
pub const BY_SETTING: &str = "the setting `editor`";

/// What names an editor: a variable of the environment.
pub fn by_variable(name: &str) -> String {
    format!("${name}")
}

/// The message that no editor is set, and what sets one.
pub const NO_EDITOR: &str = "no editor is named by the setting `editor`, $VISUAL or $EDITOR";

/// The message that no editor is set to open a place.
pub fn no_editor(place: &str) -> String {
    format!("{NO_EDITOR} · {place}")
}

/// The message that a pack is inside the program.
pub fn is_built_in(title: &str) -> String {
    format!("cannot be edited: {title} is part of Folio")
}

/// The message that the pack is a compiled file.
pub fn is_compiled(file: &str) -> String {
    format!("{file} is compiled: edit the folder it was made of, then `folio build` it again")
}

/// The message that the text stands in a file that people do not write.
pub fn no_text(file: &str) -> String {
    format!("{file} is no text to edit: `folio convert` makes a pack of it, which is")
}

/// The message that the file is not there any more; `reload` is the key that reads the files again.
pub fn gone(file: &str, reload: &str) -> String {
    format!("{file} is not there any more: {reload} reads the files again")
}

/// The message that nobody knows where the text comes from.
pub const IN_NO_FILE: &str = "this text is in no file that could be edited";

/// The message that the editor is no program that can be run; `source` is what names it.
pub fn not_found(editor: &str, source: &str) -> String {
    format!("{editor} cannot be run: {source} is to name an editor")
}

/// The message that the editor ended with a failure.
pub fn ended(editor: &str, status: &str) -> String {
    format!("{editor} ended with {status}")
}

/// With what a program ended.
pub fn exit_code(code: i32) -> String {
    format!("exit code {code}")
}

/// The message that the editor could not be started.
pub fn not_started(editor: &str, reason: &str) -> String {
    format!("{editor} could not be started: {reason}")
}

/// The message that no editor is set in which a note could be written.
pub fn no_editor_for_notes() -> String {
    format!("{NO_EDITOR} · the line here takes the note")
}

/// The message that what the editor has saved is no text.
pub const NO_TEXT_BACK: &str = "the note stays as it was: what the editor saved is not UTF-8";

/// The message that the editor has removed the file that it was given.
pub const REMOVED_BY_EDITOR: &str = "the note stays as it was: the editor removed its file";

/// The message that what the editor has saved cannot be read.
pub fn not_read_back(reason: &str) -> String {
    format!("the note stays as it was: what the editor saved cannot be read: {reason}")
}

/// The message that a note cannot be given to an editor.
pub fn no_file_for_note(reason: &str) -> String {
    format!("the note could not be given to the editor: {reason}")
}
