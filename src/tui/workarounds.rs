//! What the browser does because of crossterm 0.29, and when it can stop doing so; nowhere else is
//! a shortcoming of that library worked around. Refuses to know: everything but that library.
//!
//! | crossterm 0.29 | here | until |
//! |---|---|---|
//! | `event::read` takes ESC `[` `?` and all keys after it for one sequence until a `u` or `c` comes; hands the letters of OSC, DCS and APC strings on as keys; keeps a paste without end; takes ESC that was cut from its sequence for the key; subtracts 1 from column 0 | [`super::input`] reads and [`super::decoder`] decodes; `event` is not used at all | it takes bytes from its caller, swallows what it does not know, and has a bound and a time for what is incomplete |
//! | writes an empty style in place of each colour if `NO_COLOR` is set, which ends reverse video and all else, and asks nobody whether colours are wanted after all (`--color always`) | [`keep_styles`]; the palette is the one that knows whether there are colours | it leaves such a style out |
//! | `enable_raw_mode` does nothing if it believes that raw mode is on, though a shell has turned it off | [`renew_raw_mode`] | it sets the modes whenever it is asked |

use std::io;

use ratatui::crossterm::style::force_color_output;

use super::console::{disable_raw_mode, enable_raw_mode};

/// Has styles written as they are, whatever `NO_COLOR` says.
pub fn keep_styles() {
    force_color_output(true);
}

/// Sets raw mode after somebody else may have changed the terminal's modes.
pub fn renew_raw_mode() -> io::Result<()> {
    disable_raw_mode()?;
    enable_raw_mode()
}
