#!/usr/bin/env bash
# Makes the README's pictures anew from the real program: `cargo build --release`, then this.
set -euo pipefail
cd "$(dirname "$0")/.."

picture() { cargo run --quiet --example screenshot -- "$@"; }

first='Overview'
open=$'s\x1b[200~public-private partnership\x1b[201~'
picture 120x36 examples/browser.svg "$first"
picture --dark 120x36 examples/browser-dark.svg "$first"
picture 100x28 examples/finder.svg "$first" s search conectivty 'typo'
picture 120x36 examples/matrix.svg "$first" gx 'MATRIX'
picture 120x36 examples/map.svg "$first" gm 'MAP'
picture 120x36 examples/notes.svg "$first" l '' a 'note' $'Ask who pays\r' 'NOTES'
