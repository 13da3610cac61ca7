#!/bin/sh
# A virtual environment in .venv with all extras, for those who work on the code.
. "$(dirname "$0")/prepare.sh"
.venv/bin/python -m pip install -q --disable-pip-version-check -e ".[test,mcp,clients,lint,docs,bench]"
