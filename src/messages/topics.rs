//! The texts of `folio help TOPIC`.

/// What the environment decides.
pub const ENVIRONMENT: &str = "\
Folio reads these variables:

  XDG_DATA_HOME   packs in $XDG_DATA_HOME/folio/packs/ are opened beside the
                  built-in one; ~/.local/share where it is not set
  NO_COLOR        set to anything: no colour
  CLICOLOR_FORCE  set to anything but 0: colour in pipes too
  CLICOLOR        0: no colour
  TERM            `dumb`: no colour, and Folio reads in lines, as with --linear

--color decides before all of them.
";

/// How the program ends.
pub const EXIT_CODES: &str = "\
  0    done
  1    nothing found, or the check or the doctor found errors
  2    wrong usage, or no terminal for the browser
  3    nothing of a named pack could be opened
  4    output could not be written
  101  an error of the program itself

A closed pipe ends Folio quietly. A signal ends it by that signal, with the
terminal given back.
";

/// The shapes of JSON answers.
pub const JSON: &str = "\
With --json every command answers with one object. Fields are only ever added;
a change that breaks readers raises schema_version.

folio list --json
  { schema_version, themes: [ { id, title, pack, count } ] }

folio list THEME --json
  { schema_version, theme,
    entries: [ { id, title, pack, theme, number, summary } ] }

folio show ID --json
  { schema_version,
    entry: { id, pack, theme, number, title, short,
             names: [ { language, text, reading, verified } ],
             aliases, tags, summary,
             statements: [ { id, heading, text, by, claims, places, sources,
                             certainty } ],
             body, links: [ LINK ], backlinks: [ LINK ] } }
  by is \"article\" or \"editor\"; certainty is null, \"sourced\", \"general\" or
  \"inferred\"; number, id and heading may be null.

folio links ID --json
  { schema_version, id, links: [ LINK ], backlinks: [ LINK ],
    named_in: [ { id, title, sentence } ] }
  named_in has the entries whose text names this one without a link to it.
  LINK: { to, title, relation, label, reason, by, certainty, claims, sources }
  In backlinks `to` is where the link starts; by may be null.

folio map ID --json
  { schema_version, id, neighbours,
    groups: [ { theme, count,
                neighbours: [ { id, title, links, beyond, beyond_is_more } ] } ] }
  beyond counts the entries one step behind a neighbour; where the neighbour has
  very many links only the first are looked at, and beyond_is_more is true.

folio path A B --json
  { schema_version, from, to, more,
    chains: [ [ { id, title, links: [ LINK ] } ] ] }
  links joins each entry of a chain to the next one; more tells whether there
  are still more chains of this length.

folio compare A B --json
  { schema_version, left, right, terms: SHARED, linked: SHARED,
    claims: SHARED, places: SHARED }
  SHARED: { both, left, right }, each an array of ids

folio matrix ROWS COLUMNS --json
  { schema_version, rows: AXIS, columns: AXIS,
    cells: [ { row, column, links: [ LINK ] } ] }
  AXIS: { theme, title, pack, entries: [ { id, title, related } ] }
  cells has those that are not empty, row by row; related counts them for each
  entry. The links of a cell are read from the entry of its row.

folio search QUERY --json
  { schema_version, query, total,
    hits: [ { id, title, theme, pack, field, class, score, excerpt, marks } ],
    suggestions: [ { kind, ... } ], diagnostics }
  marks is an array of [start, end], in bytes of the excerpt. class is \"exact\",
  \"prefix\", \"words\", \"word starts\", \"phrase\", \"body words\", \"tight fuzzy\",
  \"typo 1\", \"typo 2\", \"loose fuzzy\" or, of filters alone, \"filtered\".
  With --explain each hit has an explanation, an array of sentences.
  kind is \"nearest\" (id, title, name), \"theme\" (theme, query), \"without\" (word,
  query), \"value\" (query), \"widen\" or \"terms\" (theme).

folio coverage --json
  { schema_version, claims: { total, used, unused },
    statements: { total, article, sourced, general, inferred,
                  without_provenance },
    places: [ { id, label, pack, source, used, unused,
                claims: [ { id, text, used_by: [ STATEMENT ] } ] } ],
    without_provenance: [ STATEMENT ] }
  STATEMENT: { entry, title, statement, anchor, heading }
  statement counts from 0 in the statements of `folio show`; it is null for the
  body behind them. source, anchor and heading may be null.

folio routes [ROUTE|ID] --json
  { schema_version,
    routes: [ { id, title, pack, computed, minutes,
                stops: [ { id, title, words, characters, minutes,
                           minutes_left } ] } ] }
  A computed route has no id. minutes_left counts from this stop on.

folio terms ID --json
  { schema_version, id, terms: [ { id, title, count } ],
    spans: [ { field, statement, start, end, text, term, first } ],
    used_in: [ { id, title } ] }
  field is \"summary\", \"statement\" or \"body\"; start and end are bytes of that
  text as `folio show --json` gives it. first is true for the first mention in a
  section. used_in is empty unless the entry is a term.

folio check --json
  { schema_version, errors, warnings,
    diagnostics: [ { severity, code, file, line, column, message, hint } ] }
  line and column count from 1, columns in characters; both may be null.
  With --stats also stats: { entries, links, orphans, dead_ends, without_links,
    undefined_terms: [ { phrase, entries, first } ],
    missing_translations: [ { pack, language, entries } ],
    thin_places: [ { id, label, pack, used, claims } ] }
  where entries are ids, but for the two counts.

folio doctor --json
  { schema_version, version, target,
    terminal: { variables: [ VARIABLE ], stdin, stdout, stderr, columns, rows,
                opens },
    colours: { variables: [ VARIABLE ], browser: CHOICE, printed: CHOICE },
    unicode: { variables: [ VARIABLE ], decided_by, utf8 },
    folders: [ { name, path, exists, readable, writable, mode, count, error } ],
    packs: [ { origin, id, version, entries, themes, errors, warnings } ],
    errors, warnings, first_mistakes, faults }
  VARIABLE: { name, value }, value null where it is not set.
  CHOICE: { coloured, because }. opens is \"browser\", \"linear\" or \"nothing\".
  id is null where nothing of a pack opened; path, mode, error, columns, rows
  and decided_by may be null.

Where nothing answers the question:
  { schema_version, error, candidates }
";
