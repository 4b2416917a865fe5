//! Opens addresses of the web with the program that the desktop has for them, on a thread each. Refuses to know:
//! how readers come to them.

use std::process::{Child, Command, Stdio};
use std::sync::mpsc::Sender;
use std::thread;

use super::console;
use super::event::Event;
use super::programs::{self, is_set};
use crate::messages::outside as say;
use crate::text::address::host;

/// Opens an address; `events` are told what came of it.
pub fn open(address: Box<str>, events: &Sender<Event>) {
    let told = events.clone();
    let work = move || {
        let (event, child) = match screen().and_then(|()| hand_over(&address)) {
            Ok((program, child)) => {
                (Event::Told(say::opened(&address[host(&address)], &program)), child)
            }
            Err(what) => (Event::NotOpened { address, what }, None),
        };
        let _ = told.send(event);
        if let Some(mut child) = child {
            // Whoever is not waited for stays in the list of processes.
            let _ = child.wait();
        }
    };
    if let Err(error) = thread::Builder::new().name("outside".to_owned()).spawn(work) {
        let _ = events.send(Event::no_thread(&error));
    }
}

/// Fails with the reason if what a program shows would be seen by nobody, or in this terminal.
fn screen() -> Result<(), &'static str> {
    let any_set = |names: &[&str]| names.iter().any(|name| is_set(name));
    if any_set(&["SSH_CONNECTION", "SSH_TTY"]) {
        return Err(say::OVER_SSH);
    }
    let has_one = cfg!(any(target_os = "macos", windows));
    if has_one || any_set(&["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"]) {
        Ok(())
    } else {
        Err(say::WITHOUT_DESKTOP)
    }
}

/// Has the first program take the address that does; returns its name, and itself if it still runs. On none of the
/// systems does a shell read the address, which would set variables in for `%NAME%` or `$NAME`.
fn hand_over(address: &str) -> Result<(String, Option<Child>), &'static str> {
    for mut command in open::commands(address) {
        let name = command.get_program().to_string_lossy().into_owned();
        if let Ok(left) = take(&mut command) {
            return Ok((name, left));
        }
    }
    Err(say::BY_NOBODY)
}

/// Runs a program until it ends or takes its time, when it shows what it was given; fails if it cannot do
/// what it is for.
fn take(command: &mut Command) -> Result<Option<Child>, ()> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // It must neither hold on to the terminal nor go with it.
    let mut child = console::detach(command).spawn().map_err(|_| ())?;
    match programs::end_of(&mut child) {
        Ok(Some(status)) if status.success() => Ok(None),
        Ok(None) => Ok(Some(child)),
        Ok(Some(_)) | Err(_) => Err(()),
    }
}
