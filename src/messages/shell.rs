//! How commands that are told name what they are about: so that they can be pasted into a POSIX shell as they stand.

/// Returns a word quoted so that a shell takes it for one.
pub fn word(word: &str) -> String {
    let is_plain = |c: char| {
        c.is_ascii_alphanumeric() || "/._-:,@+".contains(c) || !c.is_ascii() && !c.is_whitespace()
    };
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// Returns a path quoted so that a shell takes it for one word, and Folio for no option; `-` is standard input.
pub fn path(path: &str) -> String {
    if path.len() > 1 && path.starts_with('-') { word(&format!("./{path}")) } else { word(path) }
}

/// Returns several words, such as a query, as they are if a shell leaves them so, else quoted as one.
pub fn words(words: &str) -> String {
    let is_plain = words.split(' ').all(|one| word(one) == one);
    if is_plain { words.to_owned() } else { word(words) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_shell_would_take_apart_or_change_is_quoted() {
        let cases = [
            ("./my-pack", "./my-pack"),
            ("term/ppp", "term/ppp"),
            ("机制/五", "机制/五"),
            ("हिन्दी/एक", "हिन्दी/एक"),
            ("my pack", "'my pack'"),
            ("", "''"),
            ("it's", r"'it'\''s'"),
            ("~", "'~'"),
            ("a\u{3000}b", "'a\u{3000}b'"),
        ];
        for (given, told) in cases {
            assert_eq!(word(given), told, "{given}");
            assert_eq!(shell_words::split(told).unwrap(), [given]);
        }
        for c in "\"`$&|;<>()*?[]{}#!%^=\\\t\n".chars() {
            assert_eq!(word(&format!("a{c}b")), format!("'a{c}b'"));
        }
    }

    #[test]
    fn a_path_is_no_option() {
        assert_eq!(path("-x y"), "'./-x y'");
        assert_eq!(path("-"), "-", "that is standard input");
        assert_eq!(path("a-b"), "a-b");
    }

    #[test]
    fn a_query_of_plain_words_stays_as_it_was_typed() {
        assert_eq!(words("supply chain"), "supply chain");
        assert_eq!(words("theme:term loan"), "theme:term loan");
        assert_eq!(words("'chain !supply"), r"''\''chain !supply'");
    }

    /// Every command of a message that names a path or an id, in backquotes or behind a colon.
    #[test]
    fn every_command_that_is_told_can_be_pasted() {
        use crate::messages::{blocks, build, cli, convert, copying, new, notes, settings, shelf};
        const ODD: &str = "it's a \"pack\"";
        let named = [ODD.to_owned()];
        let told = [
            blocks::name_the_pack(ODD),
            build::left_out(1, ODD),
            cli::opened_in_part(ODD),
            cli::left_out_references(1, ODD),
            cli::damaged(ODD, true),
            cli::not_opened(ODD),
            cli::try_theme("T", ODD, ""),
            cli::try_compare(ODD, "a", ""),
            cli::try_terms(ODD, ""),
            cli::try_value(ODD, ""),
            cli::try_without("x", ODD, ""),
            cli::opening_the_same(&named, &[""; 0], false),
            cli::opening_the_same(&[], &named, false),
            convert::told(&[("pictures", 1)], ODD),
            copying::show_prints(ODD, ""),
            copying::show_has(ODD, ""),
            copying::cite_prints(ODD, "text", ""),
            new::next(ODD)[0].0.clone(),
            new::next(ODD)[1].0.clone(),
            new::is_pack(ODD),
            notes::none(&named),
            settings::has_mistakes("", "", 1, Some(ODD)),
            settings::none_written("", Some(ODD)),
            settings::is_there("", Some(ODD)),
            shelf::missing(ODD),
            shelf::no_columns(ODD, "a"),
            shelf::no_columns("a", ODD),
        ];
        for told in told {
            assert!(told.contains(r#"'it'\''s a "pack"'"#), "{told}");
        }
    }
}
