"""Builds of all samples, and the programs that read them."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from helpers import GOOD_SAMPLES, NAMES, TODAY, WORDY, dump, plan_values
from mapdocs import build, load

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("clients")


@pytest.fixture(scope="session")
def node():
    """Calls a reader of read.mjs on files and returns what it made of each."""

    def call(what, *files):
        done = subprocess.run(
            ["node", HERE / "read.mjs", what, *map(str, files)],
            cwd=HERE,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return call


@pytest.fixture(scope="session")
def browse():
    """Runs a script of ours in headless Chromium and returns what it saw."""

    def call(script, *args):
        done = subprocess.run(
            ["node", HERE / script, *map(str, args)], capture_output=True, text=True, timeout=300, check=False
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return call


@pytest.fixture(scope="session")
def program():
    """The path of a program that must be there."""

    def find(name):
        path = shutil.which(name)
        assert path, f"{name} is missing; .ci/run installs it"
        return path

    return find


@pytest.fixture(scope="session")
def deals(tmp_path_factory):
    """The folders of every sample, and of generated plans of 3, 6, 12 and 40 rows with long words."""
    root = tmp_path_factory.mktemp("deals")
    specs = []
    for path in GOOD_SAMPLES:
        target = root / "specs" / path.parent.name / path.name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
        if (path.parent / "mapdocs.yaml").is_file():
            (target.parent / "mapdocs.yaml").write_bytes((path.parent / "mapdocs.yaml").read_bytes())
        specs.append(target)
    for rows in (3, 6, 12, 40):
        values = plan_values(rows, name=f"Rows {rows}", acv=9600 if rows == 3 else 84000)
        values["milestones"][1]["exit_criteria"] = WORDY
        values["milestones"][0]["moved"] = [{"from": "2026-11-20", "on": "2026-11-19", "why": "Audit week"}]
        if rows == 3:
            values["milestones"][2].update(milestone=NAMES[5], kind="signature")
        if rows == 6:
            del values["deal"]["map_url"]
        path = root / "specs" / f"rows{rows}.yaml"
        path.write_text(dump(values), encoding="utf-8")
        specs.append(path)
    folders = []
    for path in specs:
        result = build(load(path), out=root / "out", today=TODAY)
        assert result.paths, (path, result.findings)
        assert not result.missing
        folders.append(result.paths[0].parents[1])
    return folders


@pytest.fixture(scope="session")
def office(program, tmp_path_factory):
    """Converts a file with LibreOffice and returns the new file's path."""
    profile = tmp_path_factory.mktemp("office")

    def convert(path, kind, into):
        done = subprocess.run(
            [program("soffice"), f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", kind, "--outdir", into, path],
            capture_output=True, text=True, timeout=180, check=False,
        )  # fmt: skip
        target = Path(into) / f"{Path(path).stem}.{kind.split(':')[0]}"
        assert target.is_file(), done.stdout + done.stderr
        return target

    return convert


def files(folders, pattern):
    found = sorted(p for folder in folders for p in folder.rglob(pattern))
    assert found
    return found


@pytest.fixture(scope="session")
def office_jobs():
    """Edits files in LibreOffice, many in one session: [[source, target, filter, steps], …] to what was read of each."""

    def run(jobs):
        done = subprocess.run(
            ["/usr/bin/python3", HERE / "edit_office.py"],
            input=json.dumps([[str(source), str(target), kind, steps] for source, target, kind, steps in jobs]),
            capture_output=True, text=True, timeout=60 + 20 * len(jobs), check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


@pytest.fixture(scope="session")
def office_edit(office_jobs):
    """One such job."""
    return lambda source, target, kind, steps: office_jobs([[source, target, kind, steps]])[0]
