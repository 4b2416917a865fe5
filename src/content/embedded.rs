//! The packs inside the binary, as their files under `content` were when the program was built: the
//! built-in one, with a file that was compiled from it, and the guide to Folio.

use std::sync::{Arc, OnceLock};

use include_dir::{Dir, File, include_dir};

use crate::blocks::{Image, Refusal};

use super::compiled;
use super::source::{FoundFile, Input, Listing, compare_paths, is_toml};

/// The name of the built-in pack, and the first part of its files' names.
pub const NAME: &str = "nine-mechanisms";

/// The name of the guide, and the first part of its files' names.
pub const GUIDE: &str = "guide";

/// Returns the command that opens a pack of this id; `None` if it is not in the binary.
pub fn opened_by(pack: &str) -> Option<&'static str> {
    match pack {
        NAME => Some("folio"),
        GUIDE => Some("folio guide"),
        _ => None,
    }
}

static CONTENT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/content/nine-mechanisms");
static GUIDE_CONTENT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/content/guide");

/// What was compiled from the built-in pack; a test holds it to that.
static COMPILED: &[u8] =
    include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/nine-mechanisms.folio"));

/// The guide, with what its texts leave open filled in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Guide {
    shown: Arc<[GuideFile]>,
    settled: Arc<[GuideFile]>,
}

/// A file of the guide.
#[derive(Debug, PartialEq, Eq, Hash)]
struct GuideFile {
    name: Box<str>,
    text: Arc<[u8]>,
}

/// Lists the files of the built-in pack in the order of [`compare_paths`].
pub fn list() -> Listing {
    let found = |file| FoundFile { name: name(NAME, file), input: Input::Text(text(file)) };
    listing(files(&CONTENT).into_iter().map(found))
}

/// Opens what was compiled from the built-in pack. Fails if that was done for another format than this
/// program reads, and in a build for development if the texts have become others since.
pub fn compiled() -> Result<Arc<Image>, Refusal> {
    static IS_OF_TEXTS: OnceLock<bool> = OnceLock::new();
    let image = Image::embedded(COMPILED)?;
    if cfg!(debug_assertions) && !IS_OF_TEXTS.get_or_init(|| is_of(&image, &list())) {
        return Err(Refusal::Contradiction { section: NAME.to_owned() });
    }
    Ok(image)
}

fn is_of(image: &Image, texts: &Listing) -> bool {
    compiled::is_of_texts(image, texts.all().map(|file| (&*file.name, Some(&file.input))), NAME)
}

/// Returns the text of a file of the built-in pack, by its name inside the pack.
pub fn input(name: &str) -> Option<Input> {
    CONTENT.get_file(name).map(|file| Input::Text(text(file)))
}

impl Guide {
    /// Builds the guide with what `fill` makes of its texts.
    pub fn new(fill: impl Fn(&str) -> String) -> Self {
        let filled = |file| {
            let text = Arc::from(fill(text(file)).into_bytes());
            GuideFile { name: name(GUIDE, file).into(), text }
        };
        let shown: Arc<[GuideFile]> = files(&GUIDE_CONTENT).into_iter().map(filled).collect();
        Self { settled: Arc::clone(&shown), shown }
    }

    /// Has it be told by the texts of another one whether it says something else than before.
    #[must_use]
    pub fn settled_by(self, other: Self) -> Self {
        // What is alike is kept once, and read once.
        let settled = if other.shown == self.shown { Arc::clone(&self.shown) } else { other.shown };
        Self { settled, ..self }
    }

    /// Returns the guide by which it is told whether it says something else; `None` if that is what is shown.
    pub fn settled(&self) -> Option<Self> {
        let differs = !Arc::ptr_eq(&self.shown, &self.settled);
        let settled = Arc::clone(&self.settled);
        differs.then(|| Self { shown: Arc::clone(&settled), settled })
    }

    /// Lists its files, `pack.toml` first.
    pub fn list(&self) -> Listing {
        listing(self.shown.iter().map(|file| {
            let input = Input::Given(Arc::clone(&file.text));
            FoundFile { name: file.name.to_string(), input }
        }))
    }
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
    fn what_was_compiled_is_told_from_what_other_texts_would_give() {
        let image = Image::embedded(COMPILED).unwrap();
        let is_of = |change: fn(&mut Listing)| {
            let mut texts = list();
            change(&mut texts);
            is_of(&image, &texts)
        };
        assert!(is_of(|_| {}), "compile it anew, see CONTRIBUTING.md");
        assert!(!is_of(|texts| texts.others[1].input = Input::Text("[[entry]]")));
        assert!(!is_of(|texts| texts.others[1].name.push('x')));
        assert!(!is_of(|texts| drop(texts.others.pop())));
        assert!(!is_of(|texts| texts.others.swap(0, 1)));
    }

    #[test]
    fn what_is_embedded_equals_what_is_on_disk() {
        for (pack, embedded) in [(NAME, list()), (GUIDE, Guide::new(ToOwned::to_owned).list())] {
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
