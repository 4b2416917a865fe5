//! Finds the files of a pack's folder and reads them, within limits and without ever waiting on
//! what is no file. Refuses to know TOML.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use super::position::{LineIndex, Spot};
use crate::messages::content as say;
use crate::messages::formats::WHAT_OPENS;
use crate::messages::system::why;
use crate::system;
use crate::text::order::compare_names;

/// The largest file that is read, in bytes.
pub const LARGEST_FILE: u64 = 4 << 20;

/// How many levels of folders below a pack are read.
pub const DEEPEST: usize = 32;

/// The most files of one pack.
pub const MOST_FILES: usize = 500_000;

/// How often a file is read again that changes while it is read.
const TRIES: usize = 3;

/// The name of the file by which a folder is a pack.
const HEAD: &str = "pack.toml";

/// The kind of a refusal of a folder that is no pack, and holds nothing else that opens.
pub const NO_PACK_TOML: &str = "no-pack-toml";

/// The kind of a refusal by the system.
pub const UNREADABLE: &str = "unreadable";

/// Why a file or folder was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// A stable word for the kind of reason.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do; may be empty.
    pub hint: &'static str,
    /// Where in the file, if that is known.
    pub spot: Option<Spot>,
    /// What the file holds as far as it can be read at all, for the ids in it.
    pub remains: Option<Box<str>>,
}

impl Refusal {
    /// Builds a refusal of a whole file.
    pub fn new(code: &'static str, message: String, hint: &'static str) -> Self {
        Self { code, message, hint, spot: None, remains: None }
    }

    /// Builds the refusal of what the system does not let read.
    pub fn io(error: &io::Error) -> Self {
        Self::new(UNREADABLE, say::unreadable(&why(error)), "")
    }
}

/// Where the text of a file comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// It is in the binary.
    Text(&'static str),
    /// It was given as it is, without a file.
    Given(Arc<[u8]>),
    /// It is on disk, at a path without symbolic links.
    Path(PathBuf),
    /// It is not to be had.
    Refused(Refusal),
}

/// A file of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundFile {
    /// Its name as the user would write it.
    pub name: String,
    /// Its text, or how to come by it.
    pub input: Input,
}

/// The files of a pack: `pack.toml`, and all others in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// `pack.toml`.
    pub head: FoundFile,
    /// What is next to it and below it.
    pub others: Vec<FoundFile>,
}

impl Listing {
    /// Goes through all files, `pack.toml` first.
    pub fn all(&self) -> impl Iterator<Item = &FoundFile> {
        std::iter::once(&self.head).chain(&self.others)
    }
}

/// Lists the files of the pack in a folder. Names that begin with a dot are passed over, as are the
/// targets of symbolic links inside the pack, which are read where they are.
pub fn list(folder: &Path) -> Result<Listing, Refusal> {
    list_at_most(folder, MOST_FILES)
}

/// Lists the files of a pack, at most so many beside `pack.toml`; see [`list`].
fn list_at_most(folder: &Path, most: usize) -> Result<Listing, Refusal> {
    match fs::metadata(folder) {
        Ok(metadata) if metadata.is_dir() => {}
        Ok(_) => {
            return Err(Refusal::new("not-a-folder", say::not_a_folder(), WHAT_OPENS));
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(Refusal::new(
                "no-such-path",
                say::no_such_path(),
                say::name_what_is_there(),
            ));
        }
        Err(error) => return Err(Refusal::io(&error)),
    }
    let no_head = || {
        misnamed_head(folder)
            .unwrap_or_else(|| Refusal::new(NO_PACK_TOML, say::no_pack_toml(), WHAT_OPENS))
    };
    // A folder that is no pack may be the whole file system, which is not to be walked to find that out.
    let path = folder.join(HEAD);
    fs::symlink_metadata(&path).map_err(|_| no_head())?;
    let root = fs::canonicalize(folder).map_err(|error| Refusal::io(&error))?;
    let mut head = None;
    let mut others = Vec::new();
    for met in walk(folder, &root) {
        if met.path == path {
            head = Some(met);
        } else if others.len() == most {
            let name = folder.display().to_string();
            let refusal = Refusal::new("too-many-files", say::too_many_files(most), "");
            others.push(Met { path: folder.into(), name, input: Input::Refused(refusal) });
            break;
        } else {
            others.push(met);
        }
    }
    let head = head.or_else(|| unmet_head(&path)).ok_or_else(no_head)?;
    leave_out_packs(&mut others, folder);
    others.sort_by(|a, b| compare_paths(&a.path, &b.path));
    let others = others.into_iter().map(Met::into_found).collect();
    Ok(Listing { head: head.into_found(), others })
}

/// Refuses a folder whose `pack.toml` is called almost so.
fn misnamed_head(folder: &Path) -> Option<Refusal> {
    let names = fs::read_dir(folder).ok()?.flatten().map(|entry| entry.file_name());
    let is_almost = |name: &str| {
        let name = name.to_lowercase();
        name == HEAD || name.strip_suffix(".txt") == Some(HEAD)
    };
    let name = names.filter_map(|name| name.into_string().ok()).find(|name| is_almost(name))?;
    Some(Refusal::new("misnamed-pack-toml", say::misnamed_head(&name), say::rename_to_pack_toml()))
}

/// Refuses the `pack.toml` of a pack that is none of the files in its folder.
fn unmet_head(path: &Path) -> Option<Met> {
    if path.is_dir() {
        let message = say::not_a_file("a folder");
        return Some(Met::refused(path, "not-a-file", message, say::write_pack_toml()));
    }
    let hint = say::name_it_pack_toml();
    path.is_symlink().then(|| Met::refused(path, "link-in-pack", say::link_in_pack(), hint))
}

/// Leaves out all of the packs that lie in the pack of a folder but their `pack.toml`, which is refused.
fn leave_out_packs(others: &mut Vec<Met>, folder: &Path) {
    let heads = others.iter().filter(|met| met.path.file_name() == Some(OsStr::new(HEAD)));
    let packs: HashSet<PathBuf> =
        heads.filter_map(|head| head.path.parent()).map(Path::to_owned).collect();
    if packs.is_empty() {
        return;
    }
    let name = folder.join(HEAD).display().to_string();
    others.retain_mut(|met| {
        let below = met.path.ancestors().skip(1).take_while(|above| *above != folder);
        let Some(pack) = below.filter(|above| packs.contains(*above)).last() else { return true };
        let is_head = met.path == pack.join(HEAD);
        if is_head {
            let message = say::pack_in_pack(&name);
            *met = Met::refused(&met.path, "pack-in-pack", message, say::one_pack_toml());
        }
        is_head
    });
}

struct Met {
    path: PathBuf,
    name: String,
    input: Input,
}

impl Met {
    fn new(path: &Path, input: Input) -> Self {
        Self { path: path.to_owned(), name: path.display().to_string(), input }
    }

    fn refused(path: &Path, code: &'static str, message: String, hint: &'static str) -> Self {
        Self::new(path, Input::Refused(Refusal::new(code, message, hint)))
    }

    fn into_found(self) -> FoundFile {
        FoundFile { name: self.name, input: self.input }
    }
}

fn walk(folder: &Path, root: &Path) -> impl Iterator<Item = Met> {
    WalkDir::new(folder)
        .min_depth(1)
        .max_depth(DEEPEST)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()))
        .filter_map(move |entry| match entry {
            Ok(entry) => meet(&entry, folder, root),
            Err(error) => {
                let path = error.path().unwrap_or(folder).to_owned();
                let reason = error.into_io_error().map(|error| why(&error));
                let message = say::unreadable(&reason.unwrap_or_default());
                Some(Met::refused(&path, UNREADABLE, message, ""))
            }
        })
}

fn meet(entry: &DirEntry, folder: &Path, root: &Path) -> Option<Met> {
    let path = entry.path();
    let kind = entry.file_type();
    if kind.is_dir() {
        return (entry.depth() == DEEPEST)
            .then(|| Met::refused(path, "too-deep", say::too_deep(DEEPEST), ""));
    }
    if kind.is_symlink() {
        return follow(path, root);
    }
    if !is_toml(path) {
        return None;
    }
    match system::unusual(kind) {
        None => {
            let below = path.strip_prefix(folder).expect("the walk stays below the folder");
            Some(Met::new(path, Input::Path(root.join(below))))
        }
        Some(what) => Some(Met::refused(path, "not-a-file", say::skipped(what), "")),
    }
}

/// Decides about a symbolic link.
fn follow(path: &Path, root: &Path) -> Option<Met> {
    let target = match fs::canonicalize(path) {
        Ok(target) => target,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let (message, hint) = (say::link_leads_nowhere(), say::remove_the_link());
            return is_toml(path).then(|| Met::refused(path, UNREADABLE, message, hint));
        }
        Err(_) => {
            return Some(Met::refused(path, "link-loop", say::link_loop(), say::remove_the_link()));
        }
    };
    let is_dir = target.is_dir();
    if !is_dir && !is_toml(path) {
        return None;
    }
    if !target.starts_with(root) {
        let hint = say::copy_the_file();
        return Some(Met::refused(path, "leaves-pack", say::leaves_pack(), hint));
    }
    if is_dir {
        let own = path.parent().and_then(|parent| fs::canonicalize(parent).ok());
        return own
            .is_some_and(|own| own.starts_with(&target))
            .then(|| Met::refused(path, "link-loop", say::link_loop(), say::remove_the_link()));
    }
    (!is_toml(&target)).then(|| Met::new(path, Input::Path(target)))
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// Returns whether a file is one of a pack's: some systems write endings in capital letters.
pub fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"))
}

/// Compares paths component by component, with digit runs as numbers.
pub fn compare_paths(a: &Path, b: &Path) -> Ordering {
    let bytes = |component: Component| component.as_os_str().as_encoded_bytes().to_owned();
    let mut left = a.components();
    let mut right = b.components();
    loop {
        match (left.next(), right.next()) {
            (Some(a), Some(b)) if a == b => {}
            (Some(a), Some(b)) => return compare_names(&bytes(a), &bytes(b)),
            (a, b) => return a.is_some().cmp(&b.is_some()),
        }
    }
}

const BYTE_ORDER_MARK: &[u8] = "\u{FEFF}".as_bytes();

/// Returns what stands behind the byte order mark, if there is one.
pub fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes)
}

/// Reads a file as text, without its byte order mark.
pub fn read(path: &Path) -> Result<String, Refusal> {
    read_text(path, LARGEST_FILE)
}

/// Reads a file of at most so many bytes as text, without its byte order mark.
pub fn read_text(path: &Path, most: u64) -> Result<String, Refusal> {
    decode(read_bytes(path, most)?)
}

/// Reads a file of at most so many bytes.
pub fn read_bytes(path: &Path, most: u64) -> Result<Vec<u8>, Refusal> {
    for _ in 0..TRIES {
        if let Some(bytes) = read_once(path, most)? {
            return Ok(bytes);
        }
    }
    // A link that leads to itself does not change.
    fs::metadata(path).map_err(|error| Refusal::io(&error))?;
    Err(Refusal::new("keeps-changing", say::keeps_changing(), say::try_again()))
}

/// Returns what was given as text, without its byte order mark.
pub fn given(bytes: &[u8]) -> Result<String, Refusal> {
    if bytes.len() as u64 > LARGEST_FILE {
        let message = say::file_too_large(LARGEST_FILE);
        return Err(Refusal::new("too-large", message, say::split_what_is_large()));
    }
    decode(bytes.to_vec())
}

/// Reads all that a stream holds, as far as it would be taken.
pub fn take(stream: impl Read) -> io::Result<Arc<[u8]>> {
    let mut bytes = Vec::new();
    stream.take(LARGEST_FILE + 1).read_to_end(&mut bytes)?;
    Ok(bytes.into())
}

/// Reads a file; `None` if it changed meanwhile.
fn read_once(path: &Path, most: u64) -> Result<Option<Vec<u8>>, Refusal> {
    let io = |error: io::Error| Refusal::io(&error);
    let Some(mut file) = system::open_without_links(path).map_err(io)? else { return Ok(None) };
    let before = file.metadata().map_err(io)?;
    if !before.is_file() {
        let what = system::unusual(before.file_type()).unwrap_or("a folder");
        return Err(Refusal::new("not-a-file", say::not_a_file(what), ""));
    }
    if before.len() > most {
        let message = say::file_too_large(most);
        return Err(Refusal::new("too-large", message, say::split_what_is_large()));
    }
    read_unchanged(&mut file, &before).map_err(io)
}

/// Reads a file that may be as large as it was `before`; `None` if it has changed since.
fn read_unchanged(file: &mut File, before: &Metadata) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::with_capacity(before.len() as usize);
    file.take(before.len() + 1).read_to_end(&mut bytes)?;
    let after = file.metadata()?;
    Ok((stamp(before) == stamp(&after) && bytes.len() as u64 == after.len()).then_some(bytes))
}

fn stamp(metadata: &Metadata) -> (u64, Option<std::time::SystemTime>) {
    (metadata.len(), metadata.modified().ok())
}

fn decode(mut bytes: Vec<u8>) -> Result<String, Refusal> {
    let skipped = if bytes.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
    bytes.drain(..skipped);
    if is_utf16(&bytes) {
        return Err(Refusal::new("not-utf8", say::is_utf16(), say::save_as_utf8()));
    }
    String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let remains = String::from_utf8_lossy(error.as_bytes());
        let spot = LineIndex::new(&remains).spot(offset);
        let refusal =
            Refusal::new("not-utf8", say::not_utf8(skipped + offset), say::save_as_utf8());
        Refusal { spot: Some(spot), remains: Some(remains.into()), ..refusal }
    })
}

/// Returns whether bytes look like UTF-16: its byte order mark, or a zero as every other byte.
fn is_utf16(bytes: &[u8]) -> bool {
    let zeros = |from: usize| {
        let mut half = bytes.iter().skip(from).step_by(2).take(32).peekable();
        half.peek().is_some() && half.all(|&byte| byte == 0)
    };
    bytes.starts_with(b"\xFF\xFE")
        || bytes.starts_with(b"\xFE\xFF")
        || bytes.len() >= 4 && (zeros(0) != zeros(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use std::time::{Duration, SystemTime};

    #[test]
    fn files_are_read_in_the_order_of_their_numbers() {
        let mut paths = [
            "b/1.toml",
            "a/10.toml",
            "a/2.toml",
            "a.toml",
            "a/02.toml",
            "a/2b.toml",
            "a/x/1.toml",
            "10",
            "9",
            "z",
        ];
        paths.sort_by(|a, b| compare_paths(Path::new(a), Path::new(b)));
        let wanted = [
            "9",
            "10",
            "a/02.toml",
            "a/2.toml",
            "a/2b.toml",
            "a/10.toml",
            "a/x/1.toml",
            "a.toml",
            "b/1.toml",
            "z",
        ];
        assert_eq!(paths, wanted);
    }

    #[test]
    fn an_ending_in_capital_letters_is_read_too() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["pack.toml", "a.TOML", "b.Toml", "c.txt"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let listing = list(folder.path()).unwrap();
        let names = listing.others.iter().map(|found| found.name.rsplit_once('/').unwrap().1);
        assert_eq!(names.collect::<Vec<_>>(), ["a.TOML", "b.Toml"]);
    }

    #[test]
    fn case_28_the_first_byte_that_is_no_utf8_is_named() {
        let refusal = decode(b"id = 'a'\nx = '\xff'".to_vec()).unwrap_err();
        assert_eq!(refusal.code, "not-utf8");
        assert!(refusal.message.contains("byte 14"), "{}", refusal.message);
        let spot = refusal.spot.unwrap();
        assert_eq!((spot.line.get(), spot.column.get()), (2, 6));
        assert!(refusal.remains.unwrap().contains("id = 'a'"));
    }

    #[test]
    fn case_29_a_byte_order_mark_is_no_part_of_the_text() {
        assert_eq!(decode(b"\xEF\xBB\xBFid = 'a'".to_vec()).unwrap(), "id = 'a'");
        let refusal = decode(b"\xEF\xBB\xBFid = '\xff'".to_vec()).unwrap_err();
        assert!(refusal.message.contains("byte 9"), "counted in the file: {}", refusal.message);
        assert_eq!(refusal.spot.unwrap().column.get(), 7, "counted in the text");
    }

    /// Checks that what was written in place while a file was read is not taken for a version of it.
    #[track_caller]
    fn changes_in_place(change: impl Fn(&mut File, SystemTime)) {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(b"id = 'a'").unwrap();
        let mut read =
            system::open_without_links(&file.path().canonicalize().unwrap()).unwrap().unwrap();
        let before = read.metadata().unwrap();
        change(file.as_file_mut(), before.modified().unwrap());
        assert_eq!(read_unchanged(&mut read, &before).unwrap(), None);
    }

    #[test]
    fn case_43_a_file_changed_in_place_while_it_is_read_is_read_again() {
        changes_in_place(|file, then| {
            file.write_all(b"\n").unwrap();
            file.set_modified(then).unwrap();
        });
        changes_in_place(|file, then| {
            file.set_len(3).unwrap();
            file.set_modified(then).unwrap();
        });
        changes_in_place(|file, then| file.set_modified(then + Duration::from_secs(1)).unwrap());
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn case_43_a_file_that_holds_more_than_it_says_is_not_cut() {
        let mut file = system::open_without_links(Path::new("/proc/version")).unwrap().unwrap();
        let before = file.metadata().unwrap();
        assert_eq!(read_unchanged(&mut file, &before).unwrap(), None);
    }

    /// Reads a path on a thread, so that a test fails that would wait for ever.
    fn read_in_time(path: &Path) -> Result<String, Refusal> {
        let (sender, receiver) = std::sync::mpsc::channel();
        let path = path.to_owned();
        std::thread::spawn(move || sender.send(read(&path)));
        receiver.recv_timeout(Duration::from_mins(1)).expect("nothing is waited for")
    }

    #[test]
    #[cfg(unix)]
    fn case_35_what_became_a_pipe_since_it_was_listed_is_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().canonicalize().unwrap().join("a.toml");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        assert_eq!(read_in_time(&pipe).unwrap_err().code, "not-a-file");
    }

    #[test]
    #[cfg(unix)]
    fn case_38_what_became_a_link_since_it_was_listed_is_not_followed() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().canonicalize().unwrap().join(name);
        fs::create_dir_all(at("outside")).unwrap();
        fs::write(at("outside/a.toml"), "x = 1").unwrap();
        symlink(at("outside/a.toml"), at("a.toml")).unwrap();
        symlink(at("outside"), at("sub")).unwrap();
        assert_eq!(read(&at("outside/a.toml")).unwrap(), "x = 1");
        for swapped in ["a.toml", "sub/a.toml"] {
            assert_eq!(read(&at(swapped)).unwrap_err().code, "keeps-changing", "{swapped}");
        }
    }

    /// Lists a folder of so many files where at most `most` are read; returns what is refused.
    fn refused(files: usize, most: usize) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("pack.toml"), "").unwrap();
        for file in 0..files {
            fs::write(folder.path().join(format!("{file}.toml")), "").unwrap();
        }
        let listing = list_at_most(folder.path(), most).unwrap();
        let refusal = |file: FoundFile| match file.input {
            Input::Refused(refusal) => Some(refusal.message),
            _ => None,
        };
        listing.others.into_iter().filter_map(refusal).collect()
    }

    #[test]
    fn case_41_more_files_than_are_read_are_told() {
        assert_eq!(refused(3, 3), [""; 0]);
        assert_eq!(refused(4, 3), [say::too_many_files(3)]);
        let told = say::too_many_files(MOST_FILES);
        assert!(told.contains("500000") || told.contains("500,000"), "{told}");
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_folder_without_pack_toml_is_not_walked() {
        use rustix::fs::inotify::{CreateFlags, Reader, WatchFlags, add_watch, init};
        let folder = tempfile::tempdir().unwrap();
        let below = folder.path().join("below");
        fs::create_dir(&below).unwrap();
        let watch = init(CreateFlags::NONBLOCK).unwrap();
        add_watch(&watch, &below, WatchFlags::OPEN).unwrap();
        let mut buffer = [std::mem::MaybeUninit::uninit(); 512];
        let mut opened = || Reader::new(&watch, &mut buffer).next().is_ok();
        assert_eq!(list(folder.path()).unwrap_err().code, "no-pack-toml");
        assert!(!opened(), "nothing below was looked at");
        fs::write(folder.path().join("pack.toml"), "").unwrap();
        list(folder.path()).unwrap();
        assert!(opened(), "a pack is walked");
    }

    #[test]
    fn case_30_utf16_is_recognised() {
        for bytes in [&b"\xFF\xFEi\0d\0"[..], b"\xFE\xFF\0i\0d", b"i\0d\0 \0=\0", b"\0i\0d\0 \0="] {
            let refusal = decode(bytes.to_vec()).unwrap_err();
            assert_eq!(refusal.hint, "save as UTF-8");
            assert!(refusal.message.contains("UTF-16"));
        }
        assert!(decode(b"\0\0\0\0".to_vec()).is_ok(), "zeros alone are no UTF-16");
    }
}
