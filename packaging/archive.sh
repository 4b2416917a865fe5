#!/usr/bin/env bash
# Packs what was staged into the archive of a release, and prints its name:
#
#     packaging/archive.sh x86_64-unknown-linux-gnu
set -euo pipefail
target=$1
cd "$(dirname "$0")/.."

version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
name=folio-$version-$target
folder=packaging/out/$name
rm -rf "$folder"
mkdir -p "$folder"
cp -R packaging/staged/* README.md CHANGELOG.md LICENSE "$folder"
mkdir "$folder/licences-of-data"
cp data/meaning/README.md data/meaning/*-*.txt "$folder/licences-of-data"
cd packaging/out
case $target in
*-windows-*)
    archive=$name.zip
    7z a -bso0 "$archive" "$name"
    ;;
*)
    archive=$name.tar.xz
    tar -cJf "$archive" "$name"
    ;;
esac
rm -rf "$name"
echo "packaging/out/$archive"
