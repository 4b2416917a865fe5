//! What the page on the format says of each table and key, so that editors say the same. Refuses to
//! know: which tables and keys there are.

use std::collections::BTreeMap;

/// What the page says of a key.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// What it means; empty if the page does not say it.
    pub meaning: String,
    /// Whether it must be there.
    pub needed: bool,
}

/// A key, and the table that it is in: `entry.name`, or nothing for a file.
type Name = (String, String);

/// The page, read. A table is a key of the one that it is in.
#[derive(Debug, Default)]
pub struct Page {
    said: BTreeMap<Name, Said>,
    nothing: Said,
}

/// What opens and closes a text of several lines.
const QUOTES: &str = "'''";

/// How the page marks a key that must be there.
const NEEDED: &str = "needed: ";

impl Page {
    /// Reads the page; of a key the first comment counts, with the lines below that go on with it.
    pub fn read(page: &str) -> Self {
        let mut read = Self::default();
        for file in page.split("\n==== ").skip(1) {
            read.read_file(file);
        }
        read
    }

    fn read_file(&mut self, file: &str) {
        let mut table = "";
        // The key whose text is not closed yet, and the key that was told of last.
        let (mut open, mut last): (Option<Name>, Option<Name>) = (None, None);
        for line in file.lines() {
            if let Some(key) = open.take() {
                match line.split_once(QUOTES) {
                    Some((_, behind)) => last = self.tell(key, behind),
                    None => open = Some(key),
                }
            } else if let Some((name, behind)) =
                line.strip_prefix("[[").and_then(|header| header.split_once("]]"))
            {
                table = name;
                let (above, key) = name.rsplit_once('.').unwrap_or(("", name));
                last = self.tell((above.to_owned(), key.to_owned()), behind);
            } else if let Some((key, behind)) = line.split_once(" = ") {
                let key = (table.to_owned(), key.to_owned());
                if behind.matches(QUOTES).count() == 1 {
                    open = Some(key);
                } else {
                    last = self.tell(key, behind);
                }
            } else if let Some(more) = line.trim_start().strip_prefix("# ")
                && let Some(said) = last.as_ref().and_then(|key| self.said.get_mut(key))
            {
                said.meaning.push(' ');
                said.meaning.push_str(more);
            }
        }
    }

    /// Keeps what the comment behind a value says of a key, if nothing was said of it; returns the key then.
    fn tell(&mut self, key: Name, behind: &str) -> Option<Name> {
        let (_, comment) = behind.rsplit_once(" # ")?;
        if self.said.contains_key(&key) {
            return None;
        }
        let needed = comment.starts_with(NEEDED);
        let meaning = comment.strip_prefix(NEEDED).unwrap_or(comment).to_owned();
        self.said.insert(key.clone(), Said { meaning, needed });
        Some(key)
    }

    /// Returns what the page says of a key of a table.
    pub fn of(&self, table: &str, key: &str) -> &Said {
        self.said.get(&(table.to_owned(), key.to_owned())).unwrap_or(&self.nothing)
    }

    /// Returns every key of which the page says something, with its table.
    #[cfg(test)]
    pub fn keys(&self) -> Vec<(&str, &str)> {
        self.said.keys().map(|(table, key)| (&**table, &**key)).collect()
    }
}
