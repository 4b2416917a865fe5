#!/usr/bin/env bash
# Builds what is given on for Linux, and tries it where nothing else is:
#
#     packaging/test.sh             # all of it
#     packaging/test.sh binary      # the file alone: its size, packed too, that it is static, that it runs
#     packaging/test.sh packages    # the .deb and the .rpm, installed into empty folders and removed again
#     packaging/test.sh archive     # the archive, and that Homebrew and Arch find it
#     packaging/test.sh crate       # what `cargo install` gets, built without the network
#
# A program that packaging/build.sh has made already may be named behind all but `crate`.
#
# It needs cargo-deb and cargo-generate-rpm (`cargo install --locked cargo-deb cargo-generate-rpm`), dpkg, rpm,
# and either root's rights or a kernel that lets users have them in a space of their own (unshare).
set -euo pipefail
cd "$(dirname "$0")/.."

# What chroot and dpkg are among.
PATH=$PATH:/usr/sbin:/sbin

# In bytes: the program, of which five megabytes are the tables of meaning, and what is fetched of it.
LARGEST=19500000
LARGEST_FETCHED=10000000

version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

step() { printf '\n== %s\n' "$*"; }
fail() { printf 'packaging/test.sh: %s\n' "$*" >&2; exit 1; }
as_root() { if [[ $(id -u) == 0 ]]; then "$@"; else unshare --map-root-user "$@"; fi; }

# makepkg does nothing for root.
as_nobody() { if [[ $(id -u) == 0 ]]; then setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; else "$@"; fi; }

is_fetched_soon() {
    echo "$1: $2 bytes to fetch"
    (( $2 <= LARGEST_FETCHED )) || fail "that is more than $LARGEST_FETCHED"
}

# Uses the Folio in a folder that counts as the whole file system.
use_within() {
    local root=$1 folio=$2
    local run=(as_root env -i "PATH=$PATH" HOME=/root LANG=C.UTF-8 chroot "$root" "$folio")
    mkdir -p "$root/root"
    [[ $("${run[@]}" --version) == "folio $version"* ]] || fail "$folio does not tell its version"
    "${run[@]}" list | grep -q . || fail "$folio lists nothing"
    "${run[@]}" search connectivty | grep -qi connectivity || fail "$folio finds nothing"
    "${run[@]}" check || fail "$folio finds mistakes in its own pack"
}

# Builds the program where none is named, once.
folio=
build() {
    folio=${1:-$folio}
    [[ -n $folio ]] || folio=$(packaging/build.sh)
}

binary() {
    step "the file alone: $folio"
    local size
    size=$(stat -c %s "$folio")
    echo "$size bytes"
    (( size <= LARGEST )) || fail "the program has $size bytes, and $LARGEST at most are allowed"
    is_fetched_soon "$folio" "$(xz --compress --stdout "$folio" | wc -c)"
    ldd "$folio" 2>&1 | grep -qE 'statically linked|not a dynamic' || fail "the program needs libraries"
    mkdir -p "$scratch/bare"
    install -m 755 "$folio" "$scratch/bare/folio"
    use_within "$scratch/bare" /folio
}

# Holds what a package has brought against what it should.
installed() {
    local root=$1 zsh=$2
    use_within "$root" /usr/bin/folio
    local page
    for page in "$root"/usr/share/man/man1/folio*.1*; do
        zcat -f "$page" | grep -q '^\.TH' || fail "$page is no manual page"
    done
    bash -n "$root/usr/share/bash-completion/completions/folio"
    [[ -s $root$zsh && -s $root/usr/share/fish/vendor_completions.d/folio.fish ]] \
        || fail "completions are missing"
    if command -v zsh > /dev/null; then zsh -n "$root$zsh"; fi
    if command -v fish > /dev/null; then
        fish -n "$root/usr/share/fish/vendor_completions.d/folio.fish"
    fi
    local licence
    for licence in APACHE-2.0 CC-BY-SA-4.0; do
        ls "$root"/usr/share/*/folio/$licence.txt* > /dev/null || fail "the licence $licence is missing"
    done
}

# A folder may stay when it is empty: rpm removes those alone that a package names.
removed() {
    local left
    left=$(find "$1" -path "$1/root" -prune -o -name '*folio*' -not \( -type d -empty \) -print | grep -v /var/lib/ || true)
    [[ -z $left ]] || fail "is still there: $left"
}

packages() {
    step "packages"
    packaging/stage.sh "$folio"
    rm -rf packaging/out
    mkdir -p packaging/out
    cargo deb --no-build --no-strip --output packaging/out
    cargo generate-rpm --payload-compress xz --output packaging/out

    local package
    for package in packaging/out/*; do
        is_fetched_soon "$package" "$(stat -c %s "$package")"
    done

    step "the .deb in an empty folder"
    local root=$scratch/deb
    mkdir -p "$root"/var/lib/dpkg/{info,updates}
    touch "$root/var/lib/dpkg/status"
    as_root dpkg --root="$root" --log=/dev/null --force-script-chrootless -i packaging/out/folio_*.deb
    installed "$root" /usr/share/zsh/vendor-completions/_folio
    as_root dpkg --root="$root" --log=/dev/null --force-script-chrootless -r folio
    removed "$root"

    step "the .rpm in an empty folder"
    root=$scratch/rpm
    mkdir -p "$root"
    rpm -qp --requires packaging/out/folio-*.rpm | grep -v '^rpmlib(' && fail "the .rpm needs others"
    as_root rpm --root "$root" --dbpath /var/lib/rpm --initdb
    as_root rpm --root "$root" --dbpath /var/lib/rpm -i packaging/out/folio-*.rpm
    installed "$root" /usr/share/zsh/site-functions/_folio
    as_root rpm --root "$root" --dbpath /var/lib/rpm -e folio
    removed "$root"
}

archive() {
    step "the archive"
    local target repository=https://example.org/folio out=$scratch/out packed
    target=$(rustc -vV | sed -n 's/^host: //p')
    packaging/stage.sh "$folio"
    packed=$(packaging/archive.sh "$target")
    is_fetched_soon "$packed" "$(stat -c %s "$packed")"
    mkdir -p "$scratch/archive" "$out"
    tar -xJf "$packed" -C "$scratch/archive"
    use_within "$scratch/archive" "/folio-$version-$target/folio"

    step "the formula and the PKGBUILD"
    local system
    for system in {x86_64,aarch64}-{unknown-linux-gnu,apple-darwin}; do
        echo "archive of $system" | sha256sum | sed "s/-\$/folio-$version-$system.tar.xz/"
    done > "$out/SHA256SUMS"
    packaging/fill.sh "$repository" "$out/SHA256SUMS" "$out"
    ! grep -n @ "$out/folio.rb" "$out/PKGBUILD" || fail "something was not filled in"
    local address found=0
    while read -r address; do
        address=${address//\$pkgver/$version}
        if [[ $address != "$repository/releases/download/v$version"/* ]] || ! grep -q " ${address##*/}\$" "$out/SHA256SUMS"; then
            fail "no release has $address"
        fi
        found=$((found + 1))
    done < <(grep -oh 'https://[^"]*\.tar\.xz' "$out/folio.rb" "$out/PKGBUILD")
    (( found == 6 )) || fail "$found archives are named, not 6"
    bash -n "$out/PKGBUILD"
    if command -v ruby > /dev/null; then ruby -c "$out/folio.rb"; fi
    if command -v makepkg > /dev/null; then
        chmod a+rx "$scratch"
        chmod a+rwx "$out"
        (cd "$out" && as_nobody makepkg --printsrcinfo) | grep "pkgver = $version" \
            || fail "makepkg cannot read the PKGBUILD"
    fi
}

crate() {
    step "the crate"
    cargo package --locked --no-verify
    local packed=${CARGO_TARGET_DIR:-target}/package/folio-$version.crate
    local size
    size=$(stat -c %s "$packed")
    # The registry takes no more either.
    is_fetched_soon "$packed" "$size"
    tar -xzf "$packed" -C "$scratch"
    cargo install --offline --locked --path "$scratch/folio-$version" --root "$scratch/installed"
    [[ $("$scratch/installed/bin/folio" --version) == "folio $version"* ]] || fail "it does not run"
    "$scratch/installed/bin/folio" check
}

case ${1:-all} in
binary | packages | archive) build "${2:-}"; "$1" ;;
crate) crate ;;
all) build "${2:-}"; binary; packages; archive; crate ;;
*) fail "what is '$1'? binary, packages, archive or crate" ;;
esac
step "all of it works"
