//! The texts of `folio help TOPIC`, and what they are made of.

/// A part of a text that explains things by name, such as [`ENVIRONMENT`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Some sentences.
    Paragraph(String),
    /// What one thing is.
    Thing {
        /// Its name.
        name: String,
        /// What it is.
        text: String,
    },
}

/// Parts a text: a thing begins in the third column, with two blanks behind its name, and goes on further to
/// the right.
pub fn parts(text: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut is_open = false;
    for line in text.lines() {
        let named = line.strip_prefix("  ").filter(|rest| !rest.starts_with(' '));
        match (named.and_then(|rest| rest.split_once("  ")), parts.last_mut()) {
            _ if line.trim().is_empty() => is_open = false,
            (Some((name, text)), _) => {
                let (name, text) = (name.to_owned(), text.trim().to_owned());
                parts.push(Part::Thing { name, text });
                is_open = true;
            }
            (None, Some(Part::Paragraph(text) | Part::Thing { text, .. })) if is_open => {
                text.push(' ');
                text.push_str(line.trim());
            }
            (None, _) => {
                parts.push(Part::Paragraph(line.trim().to_owned()));
                is_open = true;
            }
        }
    }
    parts
}

/// The help on the files that Folio reads and writes by itself.
pub const FILES: &str = "\
Folio reads and writes in these folders by itself. Where XDG_DATA_HOME and the like
are set, they are below those (`folio help environment`). `~` is what HOME says; where
that is not set either, there is no such folder, and nothing is read or kept in it:

  ~/.config/folio/config.toml   settings: `folio config init` writes it, every one
                                explained
  ~/.config/folio/palettes/     palettes of your own, a file each
  ~/.local/share/folio/packs/   packs, and what else opens by itself: `folio add`
                                puts it there, `folio remove` takes it away
  ~/.local/state/folio/         what you add to what you read, and where you
                                stopped: the journal, and what entries said when
                                you read them
  ~/.cache/folio/               what is kept of large packs so that they open at
                                once; nothing is lost with it

`folio doctor` says where they are here, and what is in them.
";

/// The help on environment variables.
pub const ENVIRONMENT: &str = "\
Folio reads these variables:

  XDG_CONFIG_HOME  settings are in $XDG_CONFIG_HOME/folio/config.toml; ~/.config where
                   it is not set; see `folio help config`
  FOLIO_CONFIG     another file of settings; set to nothing, none is read
  FOLIO_...        a setting: FOLIO_MEASURE=60; `folio config show` names them all, and
                   the table `keys` has FOLIO_KEYS for its set
  XDG_CACHE_HOME   what is kept of large packs is in $XDG_CACHE_HOME/folio/; ~/.cache
                   where it is not set; see `folio help cache`
  XDG_DATA_HOME    pack folders in $XDG_DATA_HOME/folio/packs/ open beside the
                   built-in one; ~/.local/share where it is not set
  XDG_STATE_HOME   what you add to what you read, and where you were, is in
                   $XDG_STATE_HOME/folio/; ~/.local/state where it is not set
  VISUAL, EDITOR   what editing in the browser and `folio notes edit` open;
                   FOLIO_EDITOR goes before them
  NO_COLOR         set to anything: no colour
  CLICOLOR_FORCE   set to anything but 0: colour in pipes too
  CLICOLOR         0: no colour
  TERM             `dumb`: no colour, and Folio reads in lines, as with --linear; with
                   COLORTERM and TERM_PROGRAM it tells how many colours there are
  FORCE_HYPERLINK  set to anything but 0: the browser shows links to the web as links
                   of the terminal; 0: it does not
  COLORFGBG        the background, until the terminal has said what it is

Whether there is colour is decided by the first of these that says so: --color,
FOLIO_COLOR, the settings, NO_COLOR, CLICOLOR_FORCE for what is printed, TERM=dumb,
CLICOLOR.
";

/// The help on keys: what comes before the actions; `list` opens the list of them.
pub fn keys(list: &str) -> String {
    format!(
        "Every action has a name: in the list of actions, which {list} opens, and below.\n{KEYS}"
    )
}

const KEYS: &str = "\
By it keys are bound, in the table [keys] of config.toml:

  [keys]
  set = \"default\"         # default, arrows or emacs

  [keys.everywhere]
  \"g z\" = \"matrix\"        # keys one after the other, with blanks between them
  \"Ctrl-s\" = \"search\"     # an action may have several
  \"K\" = \"none\"            # a key that means nothing

  [keys.reader]            # only while a text is read; goes before everywhere
  \"z\" = \"reading-mode\"

A key that is bound loses what the set says of it and of longer sequences that
begin with it. Plain characters stay text where a line is typed in.
";
/// The heading of the places where keys can be bound.
pub const PLACES_OF_KEYS: &str = "PLACES";
/// What stands in place of keys where an action has none.
pub const NO_KEY: &str = "(no key)";

/// The help on exit codes.
pub const EXIT_CODES: &str = "\
A command ends with one of these:

  0    done
  1    nothing found, or the check, the doctor or a build found errors, or a
       note needs a home
  2    wrong usage, no terminal for the browser, or a file that is not to be
       written over what is there
  3    nothing of a named pack could be opened
  4    output, what you add, or what is built or made, could not be written, or
       what you have added could not be read
  101  an error of the program itself

A closed pipe ends Folio quietly. A signal ends it by that signal, with the
terminal given back.
";

/// The help on JSON: what all answers have in common; the shape of each follows.
pub const JSON: &str = "\
With --json a command answers with one object (`check --watch`: one a line).
Fields are only ever added; a change that breaks readers raises schema_version.
Two packs may have the same id, so `pack` stands beside the id of an entry.
";

/// Under which licence Folio is.
pub const LICENSE: &str = "Folio is under the MIT licence.\n";

/// Whose the tables of meaning are, and under which licences.
pub const LICENSES_OF_MEANING: &str = "\
The vectors by which it finds near words are made from all-MiniLM-L6-v2 by
sentence-transformers (Apache License 2.0, below), reduced and rounded.

The English glosses of Chinese words are selected and shortened from CC-CEDICT, under the
licence that is named with it below; the glosses stay under that licence.
";

/// Whose the tables of Chinese writing are, and under which licences.
pub const LICENSES_OF_WRITING: &str = "\
How Chinese words are read is selected from CC-CEDICT, published by MDBG, copyright 1997,
1998 Paul Andrew Denisowski and the contributors, under Creative Commons
Attribution-ShareAlike 4.0 International <https://creativecommons.org/licenses/by-sa/4.0/>;
the readings stay under that licence.

Which simplified character stands for a traditional one, for folding, is taken from the dictionaries of
OpenCC (Apache License 2.0, below), as packed in hanconv (MIT licence).
";

/// The licence of the vectors and of `OpenCC`, which asks to go wherever they go.
pub const APACHE: &str = include_str!("../../data/meaning/APACHE-2.0.txt");

/// The pack format on one page: every table and key once, in a pack that is sound.
pub const PACK: &str = include_str!("pack.txt");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_topic_explains_by_name_stands_apart() {
        let text = "Some\nsentences:\n\n  ONE, TWO  what\n            they are\n  THREE     `it`\n\nMore.\n";
        let thing = |name: &str, text: &str| Part::Thing { name: name.into(), text: text.into() };
        assert_eq!(
            parts(text),
            [
                Part::Paragraph("Some sentences:".into()),
                thing("ONE, TWO", "what they are"),
                thing("THREE", "`it`"),
                Part::Paragraph("More.".into()),
            ]
        );
        let names = |text| parts(text).into_iter().filter(|it| matches!(it, Part::Thing { .. }));
        assert_eq!(names(EXIT_CODES).count(), 6);
        assert_eq!(names(FILES).count(), 5);
        assert!(names(ENVIRONMENT).count() > 6);
    }
}
