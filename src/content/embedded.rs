//! The packs inside the binary, as their files under `content` were when the program was built: the
//! built-in one, and the guide to Folio.

use std::sync::Arc;

use include_dir::{Dir, File, include_dir};

use super::source::{FoundFile, Input, Listing, compare_paths, is_toml};

/// The name of the built-in pack, and the first part of its files' names.
pub const NAME: &str = "nine-mechanisms";

/// The name of the guide, and the first part of its files' names.
pub const GUIDE: &str = "guide";

static CONTENT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/content/nine-mechanisms");
static GUIDE_CONTENT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/content/guide");

/// A file of the guide, with what its text leaves open filled in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct GuideFile {
    name: Box<str>,
    text: Arc<[u8]>,
}

/// Lists the files of the built-in pack in the order of [`compare_paths`].
pub fn list() -> Listing {
    let found = |file| FoundFile { name: name(NAME, file), input: Input::Text(text(file)) };
    listing(files(&CONTENT).into_iter().map(found))
}

/// Returns the files of the guide, `pack.toml` first, with what `fill` makes of their texts.
pub fn guide(fill: impl Fn(&str) -> String) -> Arc<[GuideFile]> {
    let filled = |file| {
        let text = Arc::from(fill(text(file)).into_bytes());
        GuideFile { name: name(GUIDE, file).into(), text }
    };
    files(&GUIDE_CONTENT).into_iter().map(filled).collect()
}

/// Lists the files of the guide.
pub fn list_guide(files: &[GuideFile]) -> Listing {
    listing(files.iter().map(|file| {
        let input = Input::Given(Arc::clone(&file.text));
        FoundFile { name: file.name.to_string(), input }
    }))
}

/// Makes a list of files of which the first is `pack.toml`.
fn listing(mut files: impl Iterator<Item = FoundFile>) -> Listing {
    let head = files.next().expect("every pack in the binary has a pack.toml");
    Listing { head, others: files.collect() }
}

/// Returns the files of a pack, `pack.toml` first, the others in the order of [`compare_paths`].
fn files(folder: &'static Dir<'static>) -> Vec<&'static File<'static>> {
    let mut files = Vec::new();
    collect(folder, &mut files);
    files.sort_by(|a, b| compare_paths(a.path(), b.path()));
    files.sort_by_key(|file| file.path().as_os_str() != "pack.toml");
    files
}

fn collect(folder: &'static Dir<'static>, files: &mut Vec<&'static File<'static>>) {
    files.extend(folder.files().filter(|file| is_toml(file.path())));
    for inner in folder.dirs() {
        collect(inner, files);
    }
}

fn name(pack: &str, file: &File<'_>) -> String {
    format!("{pack}/{}", file.path().display())
}

fn text(file: &'static File<'static>) -> &'static str {
    file.contents_utf8().expect("a test reads every file in the binary")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::source;
    use std::path::Path;

    #[test]
    fn what_is_embedded_equals_what_is_on_disk() {
        for (pack, embedded) in [(NAME, list()), (GUIDE, list_guide(&guide(ToOwned::to_owned)))] {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content").join(pack);
            let disk = source::list(&folder).unwrap();
            let texts = |listing: Listing| -> Vec<(String, String)> {
                std::iter::once(listing.head)
                    .chain(listing.others)
                    .map(|found| {
                        let (_, name) = found.name.rsplit_once(&format!("{pack}/")).unwrap();
                        let text = match found.input {
                            Input::Text(text) => text.to_owned(),
                            Input::Given(bytes) => source::given(&bytes).unwrap(),
                            Input::Path(path) => source::read(&path).unwrap(),
                            Input::Refused(refusal) => panic!("{refusal:?}"),
                        };
                        (name.to_owned(), text)
                    })
                    .collect()
            };
            assert_eq!(texts(embedded), texts(disk));
        }
    }
}
