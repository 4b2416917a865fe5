//! What a user may not do: write into the folder of the journal, or look into a folder of notes.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use crate::support::command::{copy_program, end};
use crate::support::machine::Machine;
use crate::support::packs::{HEAD, Pack, entry};

/// Somebody who has no rights but those of everybody.
const NOBODY: u32 = 65534;

/// A machine with a pack, a note in its journal, and a program that everybody can reach.
fn with_a_note() -> Machine {
    let pack = Pack::new().file("pack/pack.toml", HEAD).file("pack/one.toml", entry("one"));
    let machine = Machine(pack);
    copy_program(&machine.0.at("folio"));
    machine.note_on(machine.0.at("pack").to_str().expect("it is UTF-8"), &["a/one", "mine"]);
    machine
}

fn permit(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("it is ours");
}

/// Runs Folio as a user for whom permissions mean something, as they do not for root.
fn run(machine: &Machine, arguments: &[&str]) -> (i32, String, String) {
    let as_we_are = machine.command(arguments);
    let mut command = Command::new(machine.0.at("folio"));
    command.env_clear().envs(as_we_are.get_envs().filter_map(|(name, value)| Some((name, value?))));
    command.args(arguments).args(["--pack", "pack"]).current_dir(machine.0.path());
    if rustix::process::geteuid().is_root() {
        command.uid(NOBODY).gid(NOBODY);
    }
    end(&mut command)
}

#[test]
fn case_80_where_nothing_can_be_written_notes_are_read_and_none_is_said_to_be_saved() {
    let machine = with_a_note();
    let folder = machine.0.at("state/folio");
    let before = fs::read(folder.join("journal")).expect("it is there");
    for path in [machine.0.path(), &machine.0.at("state"), &folder] {
        permit(path, 0o555);
    }
    permit(&folder.join("journal"), 0o444);
    let (code, told, complaint) = run(&machine, &["notes", "list"]);
    assert!(code == 0 && told.contains("mine"), "{told}{complaint}");
    let (code, told, complaint) = run(&machine, &["notes", "add", "a/one", "more"]);
    assert_eq!((code, told.as_str()), (4, ""), "{complaint}");
    assert!(complaint.contains("not saved: permission denied"), "{complaint}");
    assert_eq!(fs::read(folder.join("journal")).expect("it is there"), before);
    let (code, told, complaint) = run(&machine, &["show", "a/one"]);
    assert!(code == 0 && told.contains("Text of one"), "{told}{complaint}");
    permit(machine.0.path(), 0o755);
    permit(&machine.0.at("state"), 0o755);
    permit(&folder, 0o755);
}

#[test]
fn a_folder_of_notes_that_may_not_be_looked_into_is_told_and_the_rest_is_taken_in() {
    let machine = with_a_note();
    let pack = machine.0.at("pack");
    let pack = pack.to_str().expect("it is UTF-8");
    assert_eq!(machine.run_on(pack, &["notes", "export", "-o", "vault"]).0, 0);
    fs::create_dir(machine.0.at("vault/closed")).expect("it can be made");
    let state = machine.0.at("state");
    fs::remove_dir_all(&state).expect("it is ours");
    fs::create_dir(&state).expect("it can be made");
    permit(machine.0.path(), 0o755);
    permit(&state, 0o777);
    permit(&machine.0.at("vault/closed"), 0o000);
    let (code, told, complaint) = run(&machine, &["notes", "import", "vault"]);
    assert_eq!((code, told.as_str()), (0, "1 thing taken in · 1 not understood\n"), "{complaint}");
    let expected = "folio: vault/closed cannot be read: permission denied";
    assert!(complaint.starts_with(expected), "{complaint}");
    permit(&machine.0.at("vault/closed"), 0o755);
}
