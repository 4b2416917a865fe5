//! What `folio doctor` finds where there is a terminal.

use super::*;

#[test]
fn the_terminal_is_measured() {
    for (term, opens) in [("xterm", "the browser"), ("dumb", "linear mode, because TERM is dumb")] {
        let launch = Launch::folio().arg("doctor").env("TERM", term).size(100, 60);
        let ended = launch.start().wait_end();
        ended.assert_code(0);
        for told in ["100 columns, 60 rows", "standard input    a terminal", opens] {
            assert!(ended.seen.shows(told), "{told} is missing in:\n{}", ended.seen.text());
        }
    }
}
