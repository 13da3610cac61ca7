"""Every command in the README and the docs is run as it stands there; every link leads somewhere; the site is strict."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from commands import run
from helpers import ROOT, SAMPLES, TODAY, some_of
from mapdocs import BuildOptions, build, load

DOCS = ROOT / "docs"
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted(p for p in DOCS.rglob("*.md") if "reference" not in p.parts),
]
PAGES = [page for page in PAGES if "_build" not in page.parts]
#: Why a block may be left out; a new reason has to be added here, so that none slips in.
REASONS = {
    "needs the package index",
    "needs the release's file",
    "it asks questions",
    "it stays open",
    "needs Docker",
    "run by .ci/run, from a clean clone",
}
BLOCK = re.compile(r"(?:<!-- (?P<mark>[^>]+) -->\n)?```sh\n(?P<lines>.*?)```", re.DOTALL)


def blocks(page: Path):
    return [(match["mark"] or "", match["lines"]) for match in BLOCK.finditer(page.read_text("utf-8"))]


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """What the pages speak of: a plan, the same of last week, one that came back, a folder of deals, an export, a roster."""
    folder = tmp_path_factory.mktemp("world")
    text = (SAMPLES / "northwind.yaml").read_text("utf-8")
    (folder / "northwind.yaml").write_text(text, "utf-8")
    (folder / "northwind-last-week.yaml").write_text(text.replace("2026-12-15", "2026-12-14"), "utf-8")
    (folder / "deals").mkdir()
    for name in ("northwind", "harbor-freight-slipped", "corner-cafe"):
        shutil.copy(SAMPLES / f"{name}.yaml", folder / "deals")
    result = build(
        load(folder / "northwind.yaml"), out=folder / "sent", today=TODAY, options=BuildOptions(only=("docx",))
    )
    shutil.copy(result.paths[0], folder / "returned.docx")
    shutil.copytree(SAMPLES, folder / "samples")
    shutil.copy(SAMPLES / "crm" / "salesforce-opportunities.csv", folder / "opportunities.csv")
    for name in ("roster.csv", "session.yaml"):
        shutil.copy(SAMPLES / "training" / name, folder)
    (folder / "their-plan.md").write_text(
        "| Task | Owner | Due | Done when |\n| --- | --- | --- | --- |\n| Security review | Dana Reyes | 2026-12-15 | Report signed |\n"
    )
    (folder / "our-columns.yaml").write_text("columns:\n  acv: [Yearly Value]\nstages:\n  4: [Contracting]\n")
    shutil.copytree(folder / "samples" / "company", folder / "company")
    return folder


@pytest.fixture
def shell(world, tmp_path):
    """Runs lines in a copy of the world, on a day on which its deals are alive."""
    here = tmp_path / "here"
    shutil.copytree(world, here)
    tools = tmp_path / "tools"
    tools.mkdir()
    dated = "|".join(("check", "build", "preview", "schedule", "next", "pull", "diff", "anchor", "init", "import"))
    (tools / "mapdocs").write_text(
        f'#!/bin/sh\ncase "$*" in *--help*) ;; *) case "$1" in {dated}) set -- "$@" --today {TODAY} ;; esac ;; esac\n'
        f'exec "{sys.executable}" -m mapdocs "$@"\n'
    )
    (tools / "mapdocs").chmod(0o755)
    bare = {key: value for key, value in os.environ.items() if not key.startswith("MAPDOCS")}

    def run(lines, state):
        done = subprocess.run(
            ["sh", "-e", "-c", f". {state}; {lines}\npwd > {state}.cwd"],
            cwd=here, env={**bare, "PATH": f"{tools}:{os.environ['PATH']}"}, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        if (at := Path(f"{state}.cwd")).exists():
            Path(state).write_text(f"cd '{at.read_text().strip()}'\n")
        return done

    return run


@pytest.mark.pdf
@pytest.mark.skipif(sys.platform == "win32", reason="the blocks are for sh")
@pytest.mark.parametrize(
    "page", some_of([p for p in PAGES if blocks(p)], ROOT / "README.md"), ids=lambda p: p.relative_to(ROOT).as_posix()
)
def test_every_command_runs(page, shell, tmp_path, measure):
    state = tmp_path / "state"
    state.write_text("")
    ran = 0
    for mark, lines in blocks(page):
        if mark.startswith("not run: "):
            assert mark.removeprefix("not run: ") in REASONS, mark
            continue
        assert mark in ("", "exits with 1"), mark
        done = shell(lines, state)
        assert done.returncode == (1 if mark else 0), (lines, done.stdout, done.stderr)
        assert "Traceback" not in done.stderr
        ran += sum(not line.startswith("#") for line in lines.splitlines() if line.strip())
    measure(f"commands run as {page.relative_to(ROOT)} has them: {ran}")


def test_every_command_and_option_named_in_the_docs_is_there():
    helped = {}
    for page in PAGES:
        for name, rest in re.findall(r"`mapdocs ([a-z]+)([^`]*)`", page.read_text("utf-8")):
            if name not in helped:
                helped[name] = run(name, "--help")
            assert helped[name].returncode == 0, (page, name)
            for option in re.findall(r"--[a-z-]+", rest):
                assert option in helped[name].stdout, (page, name, option)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page):
    for link in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8")):
        if not link.startswith(("http", "mailto")):
            target = (page.parent / link).resolve()
            assert target.exists() or "reference" in target.parts, link


@pytest.mark.parametrize("name", ["spec.md", "settings.md"])
def test_the_keys_can_be_read_in_the_repository(name):
    """The committed pages are what the grammar says now; anew with: make reference."""
    import importlib.util

    found = importlib.util.spec_from_file_location("reference", DOCS / "reference.py")
    reference = importlib.util.module_from_spec(found)
    found.loader.exec_module(reference)
    assert name in reference.COMMITTED
    assert (DOCS / "reference" / name).read_text("utf-8") == reference.pages()[name]


def test_every_key_of_the_spec_stands_on_the_page():
    from mapdocs.schema.fields import SPEC
    from mapdocs.schema.visibility import places

    text = (DOCS / "reference" / "spec.md").read_text("utf-8")
    for place in places(SPEC):
        key = place.path.removesuffix("[]").rsplit(".", 1)[-1]
        assert re.search(rf"(`|\.|^## |\[\]\.){re.escape(key)}(\[\])?(`|$)", text, re.MULTILINE), place.path


def test_what_the_pages_say_of_bad_days_is_tried():
    """The table of bad days names numbers; each is what the tests do."""
    text = (DOCS / "strength.md").read_text("utf-8")
    conftest = (ROOT / "tests" / "conftest.py").read_text("utf-8")
    assert "200 random moments" in text
    assert "200 if" in conftest
