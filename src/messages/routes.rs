//! What is said about reading orders.

use super::counted;

/// The number of a stop, before its title, where lines are numbered already.
pub fn stop(number: usize) -> String {
    format!("stop {number}  ")
}

/// The title of the view.
pub const TITLE: &str = "Routes";

/// The title of the computed route to an entry.
pub fn before(entry: &str) -> String {
    format!("Before “{entry}”")
}

/// The message that nothing comes before an entry.
pub fn nothing_before(entry: &str) -> String {
    format!("nothing has to be read before “{entry}”")
}

/// How long a route is, in stops and minutes.
pub fn length(stops: usize, minutes: u64) -> String {
    format!("{} · {minutes} min", self::stops(stops))
}

/// How many stops a route has.
pub fn stops(stops: usize) -> String {
    counted(stops, "stop", "stops")
}

/// How many minutes are left.
pub fn left(minutes: u64) -> String {
    format!("{minutes} min left")
}

/// The position on a route; `left` is in minutes, `None` while they are not known.
pub fn position(stop: usize, stops: usize, left: Option<u64>) -> String {
    match left {
        Some(minutes) => format!("{stop}/{stops} · {}", self::left(minutes)),
        None => format!("{stop}/{stops}"),
    }
}

/// The title of a route, with its length.
pub fn route(title: &str, length: &str) -> String {
    format!("{title} · {length}")
}

/// The choice to leave the route that is being followed.
pub const LEAVE: &str = "leave this route";

/// The message that a route was left.
pub fn left_route(title: &str) -> String {
    format!("“{title}” is left")
}

/// What leads back to a route from an entry off it, behind its key.
pub fn back_to(title: &str) -> String {
    format!("back to {title}")
}

/// The remark on the stop where the reader left off.
pub const LEFT_OFF: &str = "  · left off here";

/// How many routes the packs declare.
pub fn routes(count: usize) -> String {
    counted(count, "route", "routes")
}

/// The message that no pack declares a route.
pub const NONE: &str = "no open pack declares a route";

/// The message that no route was begun.
pub fn not_begun(list: &str) -> String {
    format!("no route is being followed: {list} lists them")
}

/// The message that a route has no earlier stop.
pub fn first_stop(title: &str) -> String {
    format!("this is the first stop of “{title}”")
}

/// The message that a route has no later stop.
pub fn finished(title: &str) -> String {
    format!("“{title}” ends here")
}

/// The message that no route and no entry has this name.
pub fn unknown(wanted: &str, routes: &[impl AsRef<str>]) -> String {
    if routes.is_empty() {
        format!("no route and no entry is called \"{wanted}\"; `folio search` looks further")
    } else {
        format!(
            "no route and no entry is called \"{wanted}\"; the routes are {}; `folio search` looks \
             further",
            super::listed(routes)
        )
    }
}
