#!/bin/sh
# Makes the program for people without Python on this system: dist/mapdocs, one folder with everything in it, Pango and fonts too.
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install -q --disable-pip-version-check . 'pyinstaller>=6.10'
"$work/venv/bin/pyinstaller" -y --log-level ERROR --distpath "${1:-dist}" --workpath "$work/build" scripts/program/mapdocs.spec
du -sh "${1:-dist}/mapdocs"
