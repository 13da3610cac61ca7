"""The walls of the house: imports run in one direction, and light rooms load no document library."""

import ast
from pathlib import Path

import pytest

from helpers import ROOT

SRC = ROOT / "src" / "mapdocs"
#: What each room may import from, beside itself and the modules that stand at the top of the package.
ALLOWED = {
    "dates": set(),
    "spec": {"dates", "findings"},
    "plan": {"dates", "spec", "findings"},
    "rules": {"dates", "spec", "plan", "findings", "sentences"},
    "artifacts": {"plan", "sentences", "engine"},
    # the flaws of a teaching example are found by the rules themselves
    "training": {"artifacts", "plan", "spec", "dates", "findings", "rules", "tables"},
    # other people's tables, read into plain rows; what a status or a day is called, the spec's own readers say
    "tables": {"spec"},
    # what was sent is made again, so that a returned file can be laid beside it
    "returns": {"tables", "artifacts", "plan", "spec", "dates", "findings", "__version__"},
    "portfolio": {
        "api",
        "options",
        "helper",
        "store",
        "plan",
        "spec",
        "rules",
        "dates",
        "tables",
        "artifacts",
        "findings",
    },
    "preview": {"api", "options", "pipeline", "spec", "findings", "artifacts"},
}
HEAVY = {"docx", "openpyxl", "xlsxwriter", "weasyprint", "jinja2", "lxml", "babel"}


def imports(path: Path, *, top_only: bool = False):
    tree = ast.parse(path.read_text("utf-8"))
    nodes = tree.body if top_only else list(ast.walk(tree))
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("room", list(ALLOWED))
def test_imports_run_in_one_direction(room):
    for path in (SRC / room).rglob("*.py"):
        for name in imports(path):
            parts = name.split(".")
            if parts[0] == "mapdocs" and len(parts) > 1:
                assert parts[1] in ALLOWED[room] | {room}, f"{path.name} imports {name}"


def test_buyer_files_are_made_from_a_buyer_plan_alone():
    for name in ("email", "email_words", "document", "tracker", "pdf", "ics", "describe", "timeline"):
        assert "InternalPlan" not in (SRC / "artifacts" / f"{name}.py").read_text("utf-8")


@pytest.mark.parametrize("room", ["cli", "spec", "rules", "plan", "dates", "tables", "returns"])
def test_light_rooms_import_no_document_library(room):
    for path in (SRC / room).rglob("*.py"):
        assert not {name.split(".")[0] for name in imports(path, top_only=True)} & HEAVY, path


def test_no_module_outgrows_a_sitting():
    for path in SRC.rglob("*.py"):
        assert len(path.read_text("utf-8").splitlines()) <= 400, path
