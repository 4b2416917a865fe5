//! The files of an open pack change: the screen follows, and stays where one reads.

use std::fs::{self, File};
use std::time::{Duration, Instant, SystemTime};

use super::*;
use support::packs::{HEAD, Pack, entry};

/// A pack of three entries, open at the second one.
fn open_pack() -> (Pack, Session) {
    let pack = ["one", "two", "three"]
        .into_iter()
        .fold(Pack::sound(), |pack, slug| pack.file(format!("{slug}.toml"), entry(slug)));
    let launch = Launch::folio().arg(pack.path()).arg("--at").arg("a/two");
    let session = open_with(launch);
    session.wait_for("Text of two.");
    (pack, session)
}

fn with_text(slug: &str, text: &str) -> String {
    entry(slug).replace(&format!("Text of {slug}."), text)
}

#[test]
fn what_is_saved_is_seen_where_one_reads() {
    let (pack, session) = open_pack();
    let pack = pack.file("two.toml", with_text("two", "Saved at once."));
    session.wait_for("Saved at once.");
    // What comes before it moves its key, not the reader.
    let pack = pack.file("one.toml", format!("{}{}", entry("zero"), entry("one")));
    session.wait_for("Title zero");
    assert!(session.look(|seen| seen.shows("Saved at once.")));
    // Many editors write another file and put it in the place of the old one.
    let pack = pack.file("two.toml~new", with_text("two", "Put in its place."));
    fs::rename(pack.at("two.toml~new"), pack.at("two.toml")).unwrap();
    session.wait_for("Put in its place.");
    quit(session);
}

#[test]
fn of_a_broken_file_the_last_good_version_stays_until_it_is_mended() {
    let (pack, mut session) = open_pack();
    let pack = pack.file("two.toml", "[[entry]]\nid = 'a/two'\ntitle = ");
    session.wait_for("two.toml:3:9 is broken: the last good version is shown · gs");
    assert!(session.look(|seen| seen.shows("Text of two.")));
    session.press("gs");
    session.wait_for("Mistakes in the files (1)");
    session.press("q");
    session.wait_for("two.toml:3:9 broken");
    let _pack = pack.file("two.toml", with_text("two", "Mended."));
    session.wait_for("Mended.");
    session.wait_gone("broken");
    quit(session);
}

#[test]
fn a_folder_may_go_and_come_back() {
    let (pack, session) = open_pack();
    let aside = pack.path().with_extension("aside");
    fs::rename(pack.path(), &aside).unwrap();
    session.wait_for("is broken");
    assert!(session.look(|seen| seen.shows("Text of two.")));
    let pack = pack.file("pack.toml", HEAD).file("two.toml", with_text("two", "Another folder."));
    session.wait_for("Another folder.");
    let _pack = pack.file("two.toml", with_text("two", "Still watched."));
    session.wait_for("Still watched.");
    fs::remove_dir_all(aside).unwrap();
    quit(session);
}

#[test]
fn r_says_what_came_of_it() {
    let (pack, mut session) = open_pack();
    session.send("r");
    session.wait_for("read again · 3 entries, nothing changed");
    let _pack = pack.file("two.toml", with_text("two", "Anew."));
    session.wait_for("Anew.");
    quit(session);
}

#[test]
fn a_mistake_that_is_saved_is_told_until_it_is_mended() {
    let (pack, mut session) = open_pack();
    let pack = pack.file("one.toml", entry("one").replace("title", "titel"));
    session.wait_for("1 mistake · gs");
    session.send("r");
    session.wait_for("read again · 2 entries, nothing changed · 1 mistake · gs");
    session.send("l");
    session.wait_gone("mistake");
    // Another change does not tell it once more.
    let pack = pack.file("two.toml", with_text("two", "Another text."));
    session.wait_for("Another text.");
    assert!(session.look(|seen| !seen.shows("mistake")));
    let pack = pack.file("three.toml", entry("three").replace("title", "titel"));
    session.wait_for("2 mistakes · gs");
    let _pack = pack.file("three.toml", entry("three")).file("one.toml", entry("one"));
    session.wait_gone("mistake");
    quit(session);
}

/// Writes what is too much text to be read at every start, and makes all files an hour old.
fn large_pack(filling_in: &str) -> Pack {
    let filling = "Leaves are picked, withered, rolled and dried. ".repeat(25_000);
    let pack = Pack::sound()
        .file("one.toml", with_text("one", "Unchanged."))
        .file("two.toml", entry("two"))
        .file(filling_in, entry("filling").replace("Text of", &filling));
    rested(pack)
}

/// Makes all files of a pack an hour old.
fn rested(pack: Pack) -> Pack {
    for file in fs::read_dir(pack.path()).unwrap() {
        let file = File::options().append(true).open(file.unwrap().path()).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_hours(1)).unwrap();
    }
    pack
}

/// Opens a pack, with a cache that lasts longer than the session.
fn open_with_cache(pack: &Pack, cache: &tempfile::TempDir) -> Session {
    let cache = cache.path().to_str().unwrap();
    open_with(Launch::folio().arg(pack.path()).env("XDG_CACHE_HOME", cache))
}

/// Returns whether a file has the index, which comes last.
fn has_index(kept: &std::path::PathBuf) -> bool {
    let bytes = fs::read(kept).unwrap_or_default();
    bytes.windows(13).any(|part| part == b"search.bodies")
}

/// Opens a pack until it is kept as a whole, which happens behind the screen; returns where.
fn keep(pack: &Pack, cache: &tempfile::TempDir) -> std::path::PathBuf {
    let session = open_with_cache(pack, cache);
    let kept = wait_until(|| kept_in(cache).filter(has_index));
    quit(session);
    kept
}

/// Returns what is kept, if something is.
fn kept_in(cache: &tempfile::TempDir) -> Option<std::path::PathBuf> {
    let is_whole = |path: &std::path::PathBuf| path.extension().is_some_and(|it| it == "folio");
    let files = fs::read_dir(cache.path().join("folio")).ok()?;
    files.map(|file| file.unwrap().path()).find(is_whole)
}

/// Looks at the disk until something is there.
fn wait_until<T>(find: impl Fn() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = find() {
            return found;
        }
        assert!(start.elapsed() < Duration::from_mins(1), "it is not kept");
        std::thread::yield_now();
    }
}

/// Has a pack listed, and kept, without a screen.
fn list(pack: &Pack, cache: &tempfile::TempDir) {
    let mut list = support::command::folio();
    list.env("XDG_CACHE_HOME", cache.path()).args(["list", "--pack"]).arg(pack.path());
    support::command::end(&mut list);
}

#[test]
fn what_a_pack_is_read_from_is_told_of_what_is_kept_too() {
    let filling = "Leaves are picked, withered, rolled and dried. ".repeat(25_000);
    let notes = Pack::new().file("One.md", "# One\n\nText.\n").file("Two.md", filling);
    for (pack, read_from) in [(rested(notes), "Markdown"), (large_pack("z.toml"), "TOML files")] {
        let cache = tempfile::tempdir().unwrap();
        keep(&pack, &cache);
        let mut session = open_with_cache(&pack, &cache);
        session.send("P");
        session.wait_for(&format!("Read from  {read_from}, kept in the cache"));
        session.send("\x1b");
        session.wait_gone("Read from");
        quit(session);
    }
}

#[test]
fn what_was_kept_without_an_index_has_one_behind_the_screen() {
    let (pack, cache) = (large_pack("z.toml"), tempfile::tempdir().unwrap());
    list(&pack, &cache);
    let kept = kept_in(&cache).unwrap();
    let without = fs::metadata(&kept).unwrap().len();
    let session = open_with_cache(&pack, &cache);
    wait_until(|| Some(()).filter(|()| fs::metadata(&kept).unwrap().len() > without));
    #[cfg(target_os = "linux")]
    wait_until(|| Some(()).filter(|()| open_files(&session).contains(&kept)));
    assert!(session.look(|seen| seen.shows("Unchanged.")));
    quit(session);
}

/// Returns the files that a session has open; of those that were replaced the name says so.
#[cfg(target_os = "linux")]
fn open_files(session: &Session) -> Vec<std::path::PathBuf> {
    let files = fs::read_dir(format!("/proc/{}/fd", session.pid())).unwrap();
    files.filter_map(|file| fs::read_link(file.ok()?.path()).ok()).collect()
}

/// What reading the folder takes goes with another process.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_is_opened_out_of_what_another_process_has_kept_of_it() {
    let (pack, cache) = (large_pack("z.toml"), tempfile::tempdir().unwrap());
    let session = open_with_cache(&pack, &cache);
    session.wait_for("Title filling");
    let is_kept = |path: &std::path::PathBuf| path.to_string_lossy().contains(".folio");
    assert!(open_files(&session).iter().any(is_kept));
    let kept = kept_in(&cache).unwrap();
    // The one with the index is gone on with.
    wait_until(|| {
        Some(&kept).filter(|kept| has_index(kept) && open_files(&session).contains(kept))
    });
    let pack = pack.file("one.toml", with_text("one", "Saved later."));
    session.wait_for("Saved later.");
    wait_until(|| (!open_files(&session).iter().any(is_kept)).then_some(()));
    // Once it rests it is kept as well, and gone on with.
    wait_until(|| Some(()).filter(|()| open_files(&session).contains(&kept)));
    assert!(session.look(|seen| seen.shows("Saved later.")));
    drop(pack);
    quit(session);
}

#[test]
fn the_first_files_of_a_large_folder_are_shown_while_the_rest_is_read() {
    let (pack, cache) = (large_pack("z.toml"), tempfile::tempdir().unwrap());
    let session = open_with_cache(&pack, &cache);
    session.wait_for("Title filling");
    let sent = session.look(Seen::sent);
    assert!(sent.contains("Unchanged.") && sent.contains("reading the rest"), "{sent}");
    assert!(session.look(|seen| seen.row(0).trim_end().ends_with("1/3")));
    quit(session);
}

#[test]
fn an_entry_of_the_rest_that_is_asked_for_is_waited_for() {
    for (at, waits) in [("a/two", false), ("a/filling", true), ("Title filling", true)] {
        let (pack, cache) = (large_pack("z.toml"), tempfile::tempdir().unwrap());
        let cache = cache.path().to_str().unwrap();
        let launch = Launch::folio().arg(pack.path()).arg("--at").arg(at);
        let session = open_with(launch.env("XDG_CACHE_HOME", cache));
        session.wait_for("Title filling");
        let sent = session.look(Seen::sent);
        assert_eq!(!sent.contains("reading the rest"), waits, "{at}: {sent}");
        assert!(!sent.contains("Unchanged."), "{at}: {sent}");
        let title = if waits { "Title filling" } else { "Title two" };
        session.wait_until("the entry", |seen| seen.row(0).contains(title));
        quit(session);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn who_leaves_while_the_rest_is_read_leaves_nobody_behind() {
    let (pack, cache) = (large_pack("z.toml"), tempfile::tempdir().unwrap());
    let session = open_with_cache(&pack, &cache);
    session.wait_until("the first files", |seen| seen.was_sent(b"reading the rest"));
    quit(session);
    let pack = pack.path().to_str().unwrap().as_bytes();
    let reads = |process: &fs::DirEntry| {
        let command = fs::read(process.path().join("cmdline")).unwrap_or_default();
        command.windows(pack.len()).any(|part| part == pack)
    };
    wait_until(|| {
        let mut processes = fs::read_dir("/proc").unwrap().flatten();
        (!processes.any(|process| reads(&process))).then_some(())
    });
}

#[test]
fn a_folder_opens_where_nothing_can_be_kept() {
    let pack = large_pack("z.toml");
    let nowhere = pack.at("pack.toml");
    let launch = Launch::folio().arg(pack.path()).env("XDG_CACHE_HOME", nowhere.to_str().unwrap());
    let session = open_with(launch);
    session.wait_for("Unchanged.");
    quit(session);
}

#[test]
fn what_was_kept_is_shown_at_once_and_what_has_changed_since_follows() {
    let (pack, cache) = (large_pack("z.toml"), tempfile::tempdir().unwrap());
    keep(&pack, &cache);
    let pack = pack.file("one.toml", with_text("one", "Changed meanwhile."));
    for already_kept in [false, true] {
        let session = open_with_cache(&pack, &cache);
        session.wait_for("Changed meanwhile.");
        let frames = session.look(Seen::sent);
        assert_eq!(!frames.contains("Unchanged."), already_kept);
        if !already_kept {
            // Once that rests it is kept; it does not wait for the next start.
            let one = File::options().append(true).open(pack.at("one.toml")).unwrap();
            one.set_modified(SystemTime::now() - Duration::from_hours(1)).unwrap();
            list(&pack, &cache);
        }
        quit(session);
    }
    fs::remove_dir_all(pack.path()).unwrap();
    let launch = Launch::folio().arg(pack.path());
    let gone = launch.env("XDG_CACHE_HOME", cache.path().to_str().unwrap()).start();
    gone.wait_end().assert_code(3);
}

#[test]
fn damage_in_what_was_kept_is_mended_behind_the_screen() {
    let (pack, cache) = (large_pack("a.toml"), tempfile::tempdir().unwrap());
    let kept = keep(&pack, &cache);
    let whole = fs::read(&kept).unwrap();
    let damaged = |part: usize| {
        let mut bytes = whole.clone();
        bytes[whole.len() * part / 8] ^= 4;
        fs::write(&kept, bytes).unwrap();
    };
    for part in 1..8 {
        damaged(part);
        let session = open_with_cache(&pack, &cache);
        session.wait_for("Leaves are picked");
        let start = Instant::now();
        while fs::read(&kept).ok().as_ref() != Some(&whole) {
            assert!(start.elapsed() < Duration::from_mins(1), "{part}: it is not made anew");
            std::thread::yield_now();
        }
        quit(session);
    }
}
