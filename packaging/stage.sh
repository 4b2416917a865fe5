#!/usr/bin/env bash
# Lays a built Folio with its manual pages and completions into packaging/staged, where the packages take
# them from (`[package.metadata.deb]` and `[package.metadata.generate-rpm]` in Cargo.toml):
#
#     packaging/stage.sh target/…/dist/folio
#
# It is run for what it says of itself; one that is built for another machine needs a second Folio of the
# same version, built for this one, behind it.
set -euo pipefail
folio=$(realpath "$1")
asked=$(realpath "${2:-$1}")
cd "$(dirname "$0")"

rm -rf staged
mkdir -p staged/man staged/completions
install -m 755 "$folio" staged/
"$asked" man --dir staged/man
for shell in bash zsh fish powershell nushell elvish; do
    "$asked" completions "$shell" > "staged/completions/folio.$shell"
done
