"""What a build begins before it is read whole: for which command lines, and how much is loaded by then."""

import subprocess
import sys

import pytest

from commands import run
from helpers import dump, plan_values
from mapdocs.cli.ahead import foreseen


@pytest.mark.parametrize(
    ("line", "formats"),
    [
        ("deal.yaml", ("pdf",)),
        ("deal.yml -o out --today 2026-11-23", ("pdf",)),
        ("-", ("pdf",)),
        ("deal.yaml --only email,DOCX", ("email", "docx")),
        ("--only=pdf deal.yaml", ("pdf",)),
        ("deal.yaml --only", ("",)),
        ("one.yaml two.yaml", ()),
        ("deals", ()),
        ("deal.yaml --help", ()),
        ("deal.yaml --watch", ()),
        ("deal.yaml --executor dask --scheduler tcp://host:8786", ()),
        ("deal.yaml --executor=dask", ()),
        ("", ()),
    ],
)
def test_a_worker_is_begun_for_one_build_of_one_spec(line, formats):
    assert foreseen(line.split()) == formats


def test_it_begins_before_anything_of_a_plan_is_loaded():
    """Else the printer, which loads for longest, waits for all else."""
    done = subprocess.run(
        [sys.executable, "-c", "import sys, mapdocs.cli, mapdocs.cli.ahead; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    rooms = {name.split(".")[1] for name in done.stdout.split() if name.startswith("mapdocs.")}
    assert rooms <= {"_version", "errors", "cli", "building", "formats"}
    assert not {"yaml", "jinja2", "docx", "weasyprint"} & set(done.stdout.split())


def test_a_wrong_guess_does_no_harm(tmp_path):
    """What looks like one spec may be another option's value: the build goes by the options."""
    (tmp_path / "deals").mkdir()
    (tmp_path / "deals" / "one.yaml").write_text(dump(plan_values()), "utf-8")
    done = run("build", "deals", "--only", "crm", "-o", "out.yaml", "--today", "2026-11-23", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert list((tmp_path / "out.yaml").rglob("*.txt"))
