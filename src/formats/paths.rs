//! Paths below a folder or in an archive, with slashes on every system. Refuses to know: what lies there, how
//! links write paths.

/// Returns the path that another one means that stands in a file; `None` if it leads out of the folder.
pub fn joined(from: &str, path: &str) -> Option<String> {
    if path.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> =
        from.rsplit_once('/').map_or(Vec::new(), |(folder, _)| folder.split('/').collect());
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_taken_as_they_are_written_and_stay_in_the_folder() {
        for (from, path, expected) in [
            ("a.md", "C#/x.cs", Some("C#/x.cs")),
            ("b/a.md", "100%20/x", Some("b/100%20/x")),
            ("b/c/a.md", "../../x", Some("x")),
            ("b/a.md", ".//x/", Some("b/x")),
            ("", "x", Some("x")),
            ("b/a.md", "../../x", None),
            ("a.md", "/x", None),
        ] {
            assert_eq!(joined(from, path).as_deref(), expected, "{from} {path}");
        }
    }
}
