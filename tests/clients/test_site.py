"""The documentation: built strictly, its links followed, three pages read by axe-core."""

import subprocess
import sys

import pytest

from helpers import ROOT


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    for builder in ("html", "linkcheck"):
        done = subprocess.run(
            [sys.executable, "-m", "sphinx", "-q", "-E", "-W", "--keep-going", "-b", builder, ROOT / "docs", folder / builder],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
    return folder / "html"


def test_three_pages_are_accessible(site, browse, measure):
    pages = [site / "index.html", site / "ten-minutes.html", site / "reference" / "commands.html"]
    seen = browse("site.mjs", *pages)
    assert seen.pop("requests") == []
    for place, found in seen.items():
        assert found["axe"] == {"light": [], "dark": []}, place
        assert found["overflow"] <= 0, place
    measure("documentation: no warning, links lead somewhere, axe-core finds nothing on three pages, light and dark")


def test_every_command_every_rule_and_every_key_has_its_place(site):
    commands = (site / "reference" / "commands.html").read_text("utf-8")
    rules = (site / "reference" / "rules.html").read_text("utf-8")
    spec = (site / "reference" / "spec.html").read_text("utf-8")
    for name in ("init", "import", "preview", "desk", "build", "pull", "templates eject"):
        assert f"mapdocs {name}" in commands
    assert all(f"MAP{number}" in rules for number in range(101, 118))
    for key in ("target_date", "exit_criteria", "why.problem", "moved[].from", "crm_url", "people[].email", "edits_by"):
        assert key in spec, key
