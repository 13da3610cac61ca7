#!/bin/sh
# Installs what the tests need into this folder (.venv) and runs them. Arguments go to pytest.
. "$(dirname "$0")/prepare.sh"
say "Installing mapdocs and what its tests need"
.venv/bin/python -m pip install -q --disable-pip-version-check -e ".[${EXTRAS:-test,mcp}]"
say "Running the tests"
.venv/bin/python -m compileall -q src # once, and not in each of the hundreds of processes that they start
exec .venv/bin/python -m pytest -q -n 2 --dist worksteal "$@"
