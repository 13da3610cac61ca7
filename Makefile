# One command for each habit. They use .venv beside this file; `make setup` makes it, with everything that the others need.
PY := .venv/bin/python

help:            ## this list
	@grep -E '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

setup:           ## a virtual environment in .venv with all extras
	sh scripts/setup.sh
	cd tests/clients && npm install --no-audit --no-fund --no-package-lock --silent

format:          ## format the code
	.venv/bin/ruff format src tests scripts benchmarks docs
	.venv/bin/ruff check --fix src tests scripts benchmarks docs

check:           ## lint, format, types, unused code, security: what CI asks of the code
	.venv/bin/ruff check src tests scripts benchmarks docs
	.venv/bin/ruff format --check src tests scripts benchmarks docs
	.venv/bin/mypy
	.venv/bin/vulture
	.venv/bin/lint-imports
	.venv/bin/bandit -q -c pyproject.toml -r src
	.venv/bin/check-jsonschema -q --builtin-schema vendor.github-workflows .github/workflows/*.yml
	.venv/bin/check-jsonschema -q --builtin-schema vendor.github-actions action.yml

test:            ## the default tests, under four minutes
	$(PY) -m pytest -q -n 2 --dist worksteal

clients:         ## with other people's programs: LibreOffice, Chromium, npm packages
	$(PY) -m pytest -q --clients tests/clients

long:            ## 200 kills, many more drawn examples
	MAPDOCS_LONG=10 $(PY) -m pytest -q -n 2 --long tests/strong tests/fuzz tests/returns/test_laws.py tests/building/test_batch.py tests/training tests/test_docs.py
	$(PY) -m pytest -q -n 2 --long -m long --ignore=tests/strong --ignore=tests/fuzz --ignore=tests/training --ignore=tests/test_docs.py

fuzz:            ## any bytes as a spec, for an hour (pip install -e '.[fuzz]')
	$(PY) tests/fuzz/bytes.py -max_total_time=3600

docs:            ## the site, strictly, into docs/_build/html, and its links
	$(PY) -m sphinx -q -E -W --keep-going -b html docs docs/_build/html
	$(PY) -m sphinx -q -W -b linkcheck docs docs/_build/linkcheck

reference:       ## the committed pages on the keys of spec and settings, from the grammar
	$(PY) docs/reference.py

pictures:        ## README's and docs' pictures from the real output
	$(PY) scripts/make_pictures.py

train:           ## the word rules' weights anew, from the lines in tests/words/tuning (pip install -e '.[train]')
	$(PY) scripts/train_words.py

words:           ## how well the word rules judge the closed lists, with intervals
	$(PY) scripts/measure_words.py

benchmark:       ## the README's table of figures
	$(PY) benchmarks/run.py

program:         ## the program for people without Python, in dist/mapdocs; as root, tried on a bare system
	sh scripts/program/make.sh dist
	test "$$(id -u)" != 0 || sh scripts/program/try.sh dist/mapdocs .venv/bin/mapdocs

texts:           ## what follows from the program and is committed: schemas, skill, llms.txt, the assistant's session
	$(PY) scripts/make_texts.py
	$(PY) scripts/make_transcript.py

lock:            ## requirements/ anew: the newest of everything, and its digests
	sh scripts/lock.sh

.PHONY: help setup format check test clients long fuzz docs reference pictures train words benchmark program texts lock
