//! `folio check --watch` in a terminal.

use std::fs;

use super::support::packs::{Pack, entry};
use super::*;

#[test]
fn each_check_has_the_screen_for_itself_and_ctrl_c_ends_with_its_code() {
    let pack = Pack::sound().file("one.toml", entry("one"));
    let folder = pack.path().to_owned();
    let mut session = Launch::folio().arg("check").arg("--watch").arg(folder).start();
    session.wait_for("test: no errors, no warnings");
    for (text, told, gone) in [
        (entry("one") + "see = ['a/nowhere']\n", "mend first: ", "test: no errors"),
        (entry("one"), "test: no errors, no warnings", "mend first: "),
        (entry("one") + "colour = 'red'\n", "is no key of an entry", "test: no errors"),
    ] {
        fs::write(pack.at("one.toml"), text).expect("written");
        session.wait_until(told, |seen| seen.shows(told) && !seen.shows(gone));
    }
    // What is told next is as wide as the terminal is then.
    session.resize(40, 20);
    fs::write(pack.at("one.toml"), entry("one") + "color = 'red'\n").expect("written");
    session.wait_for("\n    table `extra`");
    session.send("\x03");
    let ended = session.wait_end();
    ended.assert_code(1);
}
