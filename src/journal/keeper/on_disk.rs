//! The keeper on the real disk: permissions, links, pipes, locks of other processes.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use super::super::anchor::Paragraph;
use super::super::record::{Change, EntryRef, Moment};
use super::super::said::Said;
use super::*;
use crate::journal::stopped_at::StoppedAt;

fn visit(entry: &str) -> Record {
    Record { at: Moment(1), change: Change::Visit { on: EntryRef::new("tea", entry) } }
}

fn visited(folder: &Path) -> Vec<String> {
    let state = Keeper::new(Some(folder.to_owned())).load().state;
    state.recent.iter().rev().map(|(on, _)| on.entry.to_string()).collect()
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("it is there").permissions().mode() & 0o777
}

#[test]
fn case_88_nobody_else_can_read_what_is_kept() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("state/folio");
    let mut keeper = Keeper::new(Some(folder.clone()));
    let text = Arc::new(Said::new(&[Paragraph::new("Warm the cup.")]).unwrap());
    let batch = Batch { records: vec![visit("green")], texts: vec![text], ..Batch::default() };
    keeper.keep_batches(&[batch]).unwrap();
    keeper.keep_stopped_at(&StoppedAt::default()).unwrap();
    // What is damaged is set aside, and the journal written anew.
    let mut journal = fs::OpenOptions::new().append(true).open(folder.join(JOURNAL)).unwrap();
    io::Write::write_all(&mut journal, b"nonsense\n").unwrap();
    keeper.load();
    assert_eq!(mode(&home.path().join("state")), 0o700);
    assert_eq!(mode(&folder), 0o700);
    let files: Vec<PathBuf> =
        fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(files.len(), 5, "{files:?}");
    for path in files {
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
    // What others could read before they cannot read any more.
    let open = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode));
    open(&folder, 0o755).unwrap();
    open(&folder.join(JOURNAL), 0o644).unwrap();
    keeper.keep(&[visit("black")]).unwrap();
    assert_eq!((mode(&folder), mode(&folder.join(JOURNAL))), (0o700, 0o600));
}

#[test]
fn case_86_a_journal_that_is_a_symbolic_link_stays_one() {
    let home = tempfile::tempdir().unwrap();
    let (folder, elsewhere) = (home.path().join("folio"), home.path().join("elsewhere"));
    fs::create_dir(&folder).unwrap();
    fs::create_dir(&elsewhere).unwrap();
    symlink(elsewhere.join("mine"), folder.join(JOURNAL)).unwrap();
    let mut keeper = Keeper::new(Some(folder.clone()));
    assert_eq!(keeper.load().trouble, []);
    keeper.keep(&[visit("green")]).unwrap();
    fs::write(elsewhere.join(".journal-1"), "half").unwrap();
    let text = fs::read_to_string(elsewhere.join("mine")).unwrap();
    fs::write(elsewhere.join("mine"), text + "nonsense\n").unwrap();
    let trouble = Keeper::new(Some(folder.clone())).load().trouble;
    assert!(matches!(trouble[..], [Trouble::Damaged { lines: 1, .. }]), "it is written anew");
    keeper.keep(&[visit("black")]).unwrap();
    assert_eq!(visited(&folder), ["green", "black"]);
    assert_eq!(fs::read_link(folder.join(JOURNAL)).unwrap(), elsewhere.join("mine"));
    let mut left: Vec<_> =
        fs::read_dir(&elsewhere).unwrap().map(|it| it.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, [LOCK, "mine"], "beside it nothing is left but the lock that all share");
}

#[test]
fn case_86_places_and_texts_that_are_symbolic_links_stay_so() {
    let home = tempfile::tempdir().unwrap();
    let (folder, elsewhere) = (home.path().join("folio"), home.path().join("elsewhere"));
    let mut keeper = Keeper::new(Some(folder.clone()));
    let text = Arc::new(Said::new(&[Paragraph::new("Warm the cup.")]).unwrap());
    let keep = |keeper: &mut Keeper| {
        let (records, texts) = (vec![visit("green")], vec![Arc::clone(&text)]);
        keeper.keep_batches(&[Batch { records, texts, ..Batch::default() }]).unwrap();
        keeper.keep_stopped_at(&place(&["tea"], "tea", "green")).unwrap();
    };
    keep(&mut keeper);
    fs::rename(&folder, &elsewhere).unwrap();
    fs::create_dir(&folder).unwrap();
    for name in ["texts", "places.json"] {
        symlink(elsewhere.join(name), folder.join(name)).unwrap();
    }
    keep(&mut keeper);
    keeper.keep_texts_of(&folder, &[text.print].into()).unwrap();
    for name in ["texts", "places.json"] {
        assert_eq!(fs::read_link(folder.join(name)).unwrap(), elsewhere.join(name));
        assert!(fs::metadata(elsewhere.join(name)).unwrap().is_file());
    }
    assert_eq!(
        (keeper.said(text.print), keeper.all_stopped_at().len()),
        (Some((*text).clone()), 1)
    );
}

#[test]
fn a_journal_that_is_a_link_into_a_missing_folder_is_named_where_nothing_can_be_kept() {
    let home = tempfile::tempdir().unwrap();
    symlink(home.path().join("gone/mine"), home.path().join(JOURNAL)).unwrap();
    let mut keeper = Keeper::new(Some(home.path().to_owned()));
    assert!(matches!(keeper.load().trouble[..], [Trouble::Unreadable(_)]));
    let Err(Unsaved::Failed(why)) = keeper.keep(&[visit("green")]) else {
        panic!("nothing can be kept")
    };
    assert!(why.contains("gone/mine, and that folder is not there"), "{why}");
    fs::create_dir(home.path().join("gone")).unwrap();
    keeper.keep(&[visit("green")]).unwrap();
    assert_eq!(visited(home.path()), ["green"]);
}

#[test]
fn what_is_no_file_is_not_waited_for() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join(JOURNAL)).unwrap();
    let mut keeper = Keeper::new(Some(home.path().to_owned()));
    assert!(matches!(keeper.load().trouble[..], [Trouble::Unreadable(_)]));
    assert!(matches!(keeper.keep(&[visit("green")]), Err(Unsaved::Failed(_))));
    assert!(home.path().join(JOURNAL).is_dir());
}

#[test]
fn who_reaches_one_journal_by_different_links_has_one_lock() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("mine"), Header::new(0).line()).unwrap();
    let [mut one, mut other] = ["one", "other"].map(|name| {
        let folder = home.path().join(name);
        fs::create_dir(&folder).unwrap();
        symlink(home.path().join("mine"), folder.join(JOURNAL)).unwrap();
        Keeper { patience: Duration::ZERO, ..Keeper::new(Some(folder)) }
    });
    let held = one.lock(&one.folder.clone().unwrap(), Share::Nobody).unwrap();
    assert_eq!(other.keep(&[visit("green")]), Err(Unsaved::Busy));
    drop(held);
    other.keep(&[visit("green")]).unwrap();
    one.keep(&[visit("black")]).unwrap();
    assert_eq!(visited(one.folder().unwrap()), ["green", "black"]);
}

#[test]
fn where_the_lock_cannot_be_had_it_is_not_read_as_if_it_were() {
    let home = tempfile::tempdir().unwrap();
    let (mut one, mut other) =
        (Keeper::new(Some(home.path().to_owned())), Keeper::new(Some(home.path().to_owned())));
    other.load();
    one.keep(&[visit("green")]).unwrap();
    fs::remove_file(home.path().join(LOCK)).unwrap();
    fs::create_dir(home.path().join(LOCK)).unwrap();
    assert!(matches!(other.look(), Err(Unsaved::Failed(_))));
    fs::remove_dir(home.path().join(LOCK)).unwrap();
    assert!(matches!(other.look(), Ok(News::State(_))));
}

#[test]
fn behind_the_beginning_of_a_line_without_end_what_is_kept_is_there() {
    let home = tempfile::tempdir().unwrap();
    let mut keeper = Keeper::new(Some(home.path().to_owned()));
    keeper.keep(&[visit("green")]).unwrap();
    let file = fs::OpenOptions::new().write(true).open(home.path().join(JOURNAL)).unwrap();
    file.set_len((lines::LONGEST + 2 * lines::BLOCK) as u64).unwrap();
    keeper.keep(&[visit("black")]).unwrap();
    assert_eq!(visited(home.path()), ["green", "black"]);
    assert!(fs::metadata(home.path().join(JOURNAL)).unwrap().len() < 1000);
}

#[test]
fn what_is_forgotten_is_in_no_file_any_more() {
    let home = tempfile::tempdir().unwrap();
    let holds = |word: &str| {
        let files = fs::read_dir(home.path()).unwrap().map(|file| file.unwrap().path());
        let texts = files.map(|path| fs::read_to_string(path).unwrap());
        texts.filter(|text| text.contains(word)).count()
    };
    let mut keeper = Keeper::new(Some(home.path().to_owned()));
    keeper.keep(&[visit("secret"), visit("public")]).unwrap();
    for entry in ["secret", "public"] {
        keeper.keep_stopped_at(&place(&[entry], "tea", entry)).unwrap();
    }
    let mut journal = fs::read_to_string(home.path().join(JOURNAL)).unwrap();
    journal += "nonsense of secret\n{\"at\":1,\"do\":\"fly\",\"to\":\"secret\"}\n";
    fs::write(home.path().join(JOURNAL), journal).unwrap();
    let forget = |entry: Option<&str>| {
        let entry = entry.map(Into::into);
        Record { at: Moment(9), change: Change::Forget { pack: "tea".into(), entry } }
    };
    let left = keeper.forget(&[forget(Some("secret"))], &|it| &*it.entry == "secret").unwrap();
    assert!(matches!(&left[..], [name] if name.starts_with("journal.damaged-")), "{left:?}");
    assert_eq!((holds("secret"), visited(home.path())), (2, vec!["public".into()]));
    assert_eq!(keeper.all_stopped_at().len(), 1);
    let all = Record { at: Moment(9), change: Change::ForgetAll };
    assert_eq!(keeper.forget(&[all], &|_| true).unwrap(), [""; 0]);
    assert_eq!((holds("secret"), holds("public")), (0, 0));
    keeper.keep(&[visit("later")]).unwrap();
    assert_eq!(visited(home.path()), ["later"]);
}

#[test]
fn a_lock_that_another_holds_is_waited_for_and_then_given_up() {
    let home = tempfile::tempdir().unwrap();
    let mut keeper = Keeper::new(Some(home.path().to_owned()));
    keeper.patience = Duration::ZERO;
    keeper.keep(&[visit("green")]).unwrap();
    let lock = fs::File::open(home.path().join(LOCK)).unwrap();
    lock.lock_shared().unwrap();
    assert_eq!(keeper.keep(&[visit("black")]), Err(Unsaved::Busy));
    assert_eq!(visited(home.path()), ["green"]);
    lock.unlock().unwrap();
    keeper.patience = Duration::from_mins(1);
    keeper.keep(&[visit("black")]).unwrap();
    assert_eq!(visited(home.path()), ["green", "black"]);
}

fn place(packs: &[&str], pack: &str, entry: &str) -> StoppedAt {
    let packs = packs.iter().map(|&id| id.into()).collect();
    StoppedAt { packs, pack: pack.into(), entry: entry.into(), ..StoppedAt::default() }
}

#[test]
fn a_library_opens_where_it_was_left_and_another_where_one_of_its_packs_was() {
    let home = tempfile::tempdir().unwrap();
    let mut keeper = Keeper::new(Some(home.path().to_owned()));
    let found = |keeper: &Keeper, packs: &[&str]| {
        keeper.stopped_at(packs).map(|place| place.entry.to_string())
    };
    assert_eq!(found(&keeper, &["tea"]), None);
    for (packs, pack, entry) in [
        (&["tea"][..], "tea", "green"),
        (&["tea", "harbour"], "harbour", "crane"),
        (&["tea", "harbour"], "harbour", "quay"),
        (&["salt"], "salt", "sea"),
    ] {
        keeper.keep_stopped_at(&place(packs, pack, entry)).unwrap();
    }
    let other = Keeper::new(Some(home.path().to_owned()));
    for (packs, expected) in [
        (&["tea"][..], Some("green")),
        (&["tea", "harbour"], Some("quay")),
        (&["harbour"], Some("quay")),
        (&["harbour", "tea"], Some("quay")),
        (&["tea", "salt"], Some("sea")),
        (&["pepper"], None),
        (&[], None),
    ] {
        assert_eq!(found(&other, packs).as_deref(), expected, "{packs:?}");
    }
    for number in 0..60 {
        keeper.keep_stopped_at(&place(&[&number.to_string()], "many", "x")).unwrap();
    }
    assert_eq!(found(&keeper, &["tea"]), None, "the newest 50 are kept");
    assert!(found(&keeper, &["11"]).is_some());
}

#[test]
fn case_83_and_84_places_that_cannot_be_read_are_set_aside_and_newer_ones_left() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("places.json");
    let mut keeper = Keeper::new(Some(home.path().to_owned()));
    fs::write(&path, "{\"version\":1,\"places\":[{").unwrap();
    assert_eq!(keeper.stopped_at(&["tea"]), None);
    keeper.keep_stopped_at(&place(&["tea"], "tea", "green")).unwrap();
    assert!(keeper.stopped_at(&["tea"]).is_some());
    let count_aside = || {
        let names = fs::read_dir(home.path()).unwrap().map(|it| it.unwrap().file_name());
        names.filter(|name| name.to_string_lossy().starts_with("places.json.damaged-")).count()
    };
    assert_eq!(count_aside(), 1);
    // One record that does not read takes none of the others with it.
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen("\"places\": [", "\"places\": [{\"pack\": 3},", 1)).unwrap();
    assert!(keeper.stopped_at(&["tea"]).is_some());
    keeper.keep_stopped_at(&place(&["milk"], "milk", "cold")).unwrap();
    assert!(keeper.stopped_at(&["tea"]).is_some() && keeper.stopped_at(&["milk"]).is_some());
    assert_eq!(count_aside(), 2, "it is set aside as it was");
    let newer = "{\"version\":2,\"rooms\":[]}";
    fs::write(&path, newer).unwrap();
    keeper.keep_stopped_at(&place(&["tea"], "tea", "green")).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), newer);
}
