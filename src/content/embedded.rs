//! The pack inside the binary: the files under `content/nine-mechanisms` as they were when the
//! program was built.

use include_dir::{Dir, File, include_dir};

use super::source::{FoundFile, Input, Listing, compare_paths, is_toml};

/// The name of the built-in pack, and the first part of its files' names.
pub const NAME: &str = "nine-mechanisms";

static CONTENT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/content/nine-mechanisms");

/// Lists the files of the built-in pack in the order of [`compare_paths`].
pub fn list() -> Listing {
    let mut files = Vec::new();
    collect(&CONTENT, &mut files);
    files.sort_by(|a, b| compare_paths(a.path(), b.path()));
    let (mut heads, others): (Vec<_>, Vec<_>) =
        files.into_iter().partition(|file| file.path().as_os_str() == "pack.toml");
    let head = heads.pop().expect("the built-in pack has a pack.toml");
    Listing { head: found(head), others: others.into_iter().map(found).collect() }
}

fn collect(folder: &'static Dir<'static>, files: &mut Vec<&'static File<'static>>) {
    files.extend(folder.files().filter(|file| is_toml(file.path())));
    for inner in folder.dirs() {
        collect(inner, files);
    }
}

fn found(file: &'static File<'static>) -> FoundFile {
    let text = file.contents_utf8().expect("a test reads every file of the built-in pack");
    FoundFile { name: format!("{NAME}/{}", file.path().display()), input: Input::Text(text) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::source;
    use std::path::Path;

    #[test]
    fn what_is_embedded_equals_what_is_on_disk() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content").join(NAME);
        let disk = source::list(&folder).unwrap();
        let embedded = list();
        let texts = |listing: Listing| -> Vec<(String, String)> {
            std::iter::once(listing.head)
                .chain(listing.others)
                .map(|found| {
                    let name = found.name.split_once("nine-mechanisms/").unwrap().1.to_owned();
                    let text = match found.input {
                        Input::Text(text) => text.to_owned(),
                        Input::Path(path) => source::read(&path).unwrap(),
                        other => panic!("{other:?}"),
                    };
                    (name, text)
                })
                .collect()
        };
        assert_eq!(texts(embedded), texts(disk));
    }
}
