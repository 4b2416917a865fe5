#!/usr/bin/env bash
# Builds Folio as it is given on, and prints where it is. A target may be named, else it is this machine's:
#
#     packaging/build.sh aarch64-unknown-linux-gnu
#
# For Linux it is one file that needs nothing of the system, not even its C library.
set -euo pipefail
cd "$(dirname "$0")/.."

target=${1:-$(rustc -vV | sed -n 's/^host: //p')}
case $target in
*-linux-*)
    # The addresses that are adjusted when the file is loaded are packed: half a megabyte less.
    RUSTFLAGS="${RUSTFLAGS:-} -C target-feature=+crt-static -C link-arg=-Wl,-z,pack-relative-relocs"
    ;;
*-windows-msvc) RUSTFLAGS="${RUSTFLAGS:-} -C target-feature=+crt-static" ;;
esac
# Functions that came out alike are kept once; Rust's own linker, which links there, can do that.
[[ $target != x86_64-*-linux-gnu ]] || RUSTFLAGS="$RUSTFLAGS -C link-arg=-Wl,--icf=all"
export RUSTFLAGS="${RUSTFLAGS:-}"

cargo build --locked --profile dist --target "$target" >&2
folio=${CARGO_TARGET_DIR:-target}/$target/dist/folio
[[ $target != *-windows-* ]] || folio=$folio.exe
echo "$folio"
