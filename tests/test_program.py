"""The program for people without Python: what it starts with, on this interpreter. .ci/run makes it and tries it on a bare system."""

import re
import subprocess
import sys

import pytest

from helpers import ROOT

START = ROOT / "scripts" / "program" / "start.py"
RECIPE = (ROOT / "scripts" / "program" / "mapdocs.spec").read_text("utf-8")


def start(*args, given=b""):
    return subprocess.run([sys.executable, str(START), *args], input=given, capture_output=True, check=False)


def test_it_is_mapdocs():
    assert start("--version").stdout.startswith(b"mapdocs ")


def test_what_is_started_as_a_process_of_its_own_is_found_without_its_file():
    """The program has no interpreter to hand a file to, so each such module is named in start.py."""
    apart = {path.name for path in (ROOT / "src").rglob("*_process.py")}
    assert apart == set(re.findall(r'"(\w+_process\.py)"', START.read_text("utf-8")))
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>'
    drawn = start("/nowhere/svg_process.py", "20", str(ROOT / "templates" / "fonts"), "IBM Plex Sans", given=svg)
    assert drawn.stdout.startswith(b"\x89PNG"), drawn.stderr
    read = start("-I", "/nowhere/pdf_form_process.py", given=b"no PDF")
    assert read.stdout.startswith(b'{"problem"'), read.stderr


@pytest.mark.parametrize("name", ["weasyprint", "babel", "holidays", "docx", "pypdfium2", "resvg_py", "tzdata"])
def test_the_recipe_takes_in_what_is_loaded_by_name(name):
    assert f'"{name}"' in RECIPE
