//! The texts of `folio help TOPIC`.

/// The help on environment variables.
pub const ENVIRONMENT: &str = "\
Folio reads these variables:

  XDG_CONFIG_HOME settings are in $XDG_CONFIG_HOME/folio/config.toml; ~/.config where
                  it is not set; see `folio help config`
  FOLIO_CONFIG    another file of settings; set to nothing, none is read
  FOLIO_...       a setting: FOLIO_MEASURE=60; `folio config show` names them all, and
                  the table `keys` has FOLIO_KEYS for its set
  XDG_CACHE_HOME  what is kept of large packs is in $XDG_CACHE_HOME/folio/; ~/.cache
                  where it is not set; see `folio help cache`
  XDG_DATA_HOME   pack folders in $XDG_DATA_HOME/folio/packs/ open beside the
                  built-in one; ~/.local/share where it is not set
  XDG_STATE_HOME  what you add to what you read, and where you were, is in
                  $XDG_STATE_HOME/folio/; ~/.local/state where it is not set
  VISUAL, EDITOR  what `e` in the browser and `folio notes edit` open
  NO_COLOR        set to anything: no colour
  CLICOLOR_FORCE  set to anything but 0: colour in pipes too
  CLICOLOR        0: no colour
  TERM            `dumb`: no colour, and Folio reads in lines, as with --linear; with
                  COLORTERM and TERM_PROGRAM it tells how many colours there are

  FOLIO_EDITOR    goes before VISUAL

--color decides before all of them.
";

/// The help on exit codes.
pub const EXIT_CODES: &str = "\
  0    done
  1    nothing found, or the check, the doctor or a build found errors, or a
       note needs a home
  2    wrong usage, no terminal for the browser, or a file that is not to be
       written over what is there
  3    nothing of a named pack could be opened
  4    output, what you add, or a file that is built, could not be written
  101  an error of the program itself

A closed pipe ends Folio quietly. A signal ends it by that signal, with the
terminal given back.
";

/// The help on JSON: what all answers have in common; the shape of each follows.
pub const JSON: &str = "\
With --json every command answers with one object. Fields are only ever added;
a change that breaks readers raises schema_version.
";

/// Under which licence Folio is.
pub const LICENSE: &str = "Folio is under the MIT licence.\n";

/// Whose the tables of meaning are, and under which licences.
pub const LICENSES_OF_TABLES: &str = "\
The vectors by which it finds near words are made from all-MiniLM-L6-v2 by
sentence-transformers (Apache License 2.0, below), reduced and rounded.

The English glosses of Chinese words are selected and shortened from CC-CEDICT, published
by MDBG, copyright 1997, 1998 Paul Andrew Denisowski and the contributors, under Creative
Commons Attribution-ShareAlike 4.0 International
<https://creativecommons.org/licenses/by-sa/4.0/>; the glosses stay under that licence.

Which simplified character stands for a traditional one, for folding, is taken from the dictionaries of
OpenCC (Apache License 2.0, below), as packed in hanconv (MIT licence).
";

/// The pack format on one page: every table and key once, in a pack that is sound.
pub const PACK: &str = include_str!("pack.txt");
