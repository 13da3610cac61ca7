#!/bin/sh
# Writes requirements/ci.txt: the newest versions of everything that CI installs, from a fresh virtual environment; and
# requirements/hashed.txt: the same with the digest of every file, so that CI notices when one is another than it was.
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install -q --disable-pip-version-check -e '.[test,mcp,clients,lint,docs,bench,fuzz]'
{
  echo "# What CI installs: the newest of everything on the day it was written. Made by: make lock"
  "$work/venv/bin/python" -m pip freeze --exclude-editable
} > requirements/ci.txt
"$work/venv/bin/python" -m pip install -q --disable-pip-version-check uv
{
  echo "# requirements/ci.txt with the digest of every file of each version. Made by: make lock"
  "$work/venv/bin/uv" pip compile requirements/ci.txt --no-deps --generate-hashes --no-annotate --no-header -q
} > "$work/hashed.txt"
mv "$work/hashed.txt" requirements/hashed.txt
