#!/usr/bin/env bash
# Makes the README's pictures anew from the real program: `cargo build --release`, then this.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --quiet --example screenshot

picture() { "${CARGO_TARGET_DIR:-target}/debug/examples/screenshot" "$@"; }

# The fifth mechanism, found by its title in the finder.
read_on=(Overview s search 'diversified investment' 'Ensuring diversified' $'\r' 'ON THIS PAGE')

picture 120x36 examples/browser.svg "${read_on[@]}"
picture --dark 120x36 examples/browser-dark.svg "${read_on[@]}"
picture 100x28 examples/finder.svg Overview s search conectivty typo
picture 120x32 examples/matrix.svg Overview gx 'Why it matters' $'jjj'  'Emerging fields — serves'
picture 120x36 examples/map.svg "${read_on[@]}" gm 'neighbours'
picture 120x36 examples/notes.svg "${read_on[@]}" a 'note' $'Who pays where a loan is not repaid?\r' 'Who pays'
