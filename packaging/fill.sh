#!/usr/bin/env bash
# Makes the Homebrew formula and the PKGBUILD of a release from the checksums of its archives:
#
#     packaging/fill.sh https://github.com/OWNER/folio packaging/out/SHA256SUMS packaging/out
set -euo pipefail
repository=$1
sums=$(realpath "$2")
out=$(realpath "$3")
cd "$(dirname "$0")"

version=$(sed -n 's/^version = "\(.*\)"/\1/p' ../Cargo.toml | head -1)

fill() {
    local text name sum
    text=$(sed -e "s|@VERSION@|$version|g" -e "s|@REPOSITORY@|$repository|g" \
        -e "s|@DOWNLOAD@|$repository/releases/download/v$version|g" "$1")
    while [[ $text =~ @SHA256\ ([^@]+)@ ]]; do
        name=${BASH_REMATCH[1]}
        sum=$(awk -v name="$name" '$2 == name || $2 == "*" name { print $1 }' "$sums")
        if [[ ! $sum =~ ^[0-9a-f]{64}$ ]]; then
            echo "$sums has no checksum of $name" >&2
            return 1
        fi
        text=${text//"@SHA256 $name@"/$sum}
    done
    printf '%s\n' "$text" > "$2"
}

fill homebrew/folio.rb.in "$out/folio.rb"
fill aur/PKGBUILD.in "$out/PKGBUILD"
