"""The wheel carries its templates: from an empty folder, without the checkout, every artifact is built."""

import os
import subprocess
import sys

import pytest

from commands import wheel
from helpers import ROOT, SAMPLES, made_of
from mapdocs.schema.loader import load


@pytest.mark.pdf
@pytest.mark.long
def test_an_unpacked_wheel_builds_every_artifact_in_an_empty_folder(tmp_path):
    with wheel(ROOT, tmp_path / "wheel") as archive:
        names = archive.namelist()
        archive.extractall(tmp_path / "site")
    assert "mapdocs/templates/brand.docx" in names
    assert "mapdocs/templates/fonts/OFL.txt" in names
    assert "mapdocs/desk/page/main.js" in names
    assert "mapdocs/desk/page/words/ja.json" in names
    assert "mapdocs/py.typed" in names
    assert sum(name.startswith("mapdocs/templating/compiled/") for name in names) == len(
        list(ROOT.glob("templates/*.j2"))
    )
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "deal.yaml").write_bytes((SAMPLES / "northwind.yaml").read_bytes())
    code = "import mapdocs, sys; print(mapdocs.__file__); from mapdocs.cli import main; main()"
    env = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    done = subprocess.run(
        [sys.executable, "-c", code, "build", "deal.yaml", "--today", "2026-11-23"],
        cwd=empty, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    first, *paths = done.stdout.splitlines()
    assert first.startswith(str(tmp_path / "site"))
    assert len(paths) == 12
    # its templates were compiled when it was made, those here just now
    here = made_of(load(SAMPLES / "northwind.yaml"))
    assert {path: (empty / path).read_bytes() for path in paths} == {
        path: here[path.split("northwind-close-automation-")[-1]] for path in paths
    }
    first_minute = tmp_path / "first minute"
    first_minute.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", code, "init", "--sample"],
        cwd=first_minute, env=env, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    _, spec, *paths = done.stdout.splitlines()
    assert (spec, len(paths)) == ("example.yaml", 12)
    assert all((first_minute / path).is_file() for path in paths)
    assert done.stderr.splitlines()[-1] == "Start your own deal: mapdocs init"
