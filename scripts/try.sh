#!/bin/sh
# Installs everything mapdocs needs into this folder (.venv) and builds a sample. Safe to run again.
. "$(dirname "$0")/prepare.sh"
say "Installing mapdocs and its libraries"
.venv/bin/python -m pip install -q --disable-pip-version-check .
say "Building samples/northwind.yaml into out/"
.venv/bin/mapdocs build samples/northwind.yaml --today 2026-11-23 || {
  code=$?
  [ "$code" = 3 ] && ! have_pango || exit "$code"
  say "All but the PDF is there; mapdocs doctor says what it needs"
}
say "Done. Open the files under out/northwind-close-automation/buyer; run it yourself with: .venv/bin/mapdocs --help"
