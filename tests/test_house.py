"""The walls of the house: one line of rooms, heavy libraries in the modules that own them, tests beside what they test."""

import ast
import doctest
import re
import subprocess
import sys
from datetime import date

import pytest

import mapdocs
from helpers import ROOT

SRC = ROOT / "src" / "mapdocs"
MODULES = sorted(SRC.rglob("*.py"))
ROOMS = sorted(path.name for path in SRC.iterdir() if path.is_dir() and (path / "__init__.py").exists())
#: Libraries that take longer to load than a check runs.
HEAVY = {
    "PIL",
    "babel",
    "cssselect2",
    "distributed",
    "docx",
    "email_validator",
    "fontTools",
    "holidays",
    "jinja2",
    "lxml",
    "mcp",
    "mcp_types",
    "openpyxl",
    "pptx",
    "pydantic",
    "pydyf",
    "pypdf",
    "pypdfium2",
    "resvg_py",
    "starlette",
    "uvicorn",
    "wcwidth",
    "weasyprint",
    "xlsxwriter",
}


def inner_imports(path):
    """The imports that stand inside a function of the module."""
    tree = ast.parse(path.read_text("utf-8"))
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    found = {
        node for function in functions for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom)
    }
    for node in found:
        yield from [node.module] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]


def test_every_import_keeps_to_the_line():
    """The contracts stand in pyproject.toml; imports inside functions and for types alone count like all others."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"[1-9]\d* kept, 0 broken", done.stdout)


def test_modules_named_by_strings_are_of_the_same_room():
    """What is imported by a name that is put together is beside the importing module, where no contract could see it."""
    found = {
        path.relative_to(SRC).as_posix(): text
        for path in MODULES
        if "import_module" in (text := path.read_text("utf-8"))
    }
    named = {name: re.findall(r'import_module\(\s*f?"(mapdocs[\w.]*)', text) for name, text in found.items()}
    assert {name: modules for name, modules in named.items() if modules} == {
        "__init__.py": ["mapdocs."],
        "cli/__init__.py": ["mapdocs.cli."],
    }


def test_imports_inside_functions_are_of_heavy_libraries():
    inner = {path.relative_to(SRC).as_posix(): list(inner_imports(path)) for path in MODULES}
    assert sum(map(len, inner.values())) <= 60
    others = {
        name: light for name, all_of in inner.items() if (light := [n for n in all_of if n.split(".")[0] not in HEAVY])
    }
    assert others == {"__main__.py": ["mapdocs.cli"]}


def test_no_heavy_library_is_loaded_at_the_top():
    for path in MODULES:
        tops = [
            node for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.Import | ast.ImportFrom)
        ]
        names = {
            name.split(".")[0]
            for n in tops
            for name in ([n.module or ""] if isinstance(n, ast.ImportFrom) else [a.name for a in n.names])
        }
        assert not names & HEAVY, path


def test_no_module_lies_loose_beside_the_rooms():
    loose = {path.stem for path in SRC.glob("*.py")}
    assert loose == {"__init__", "__main__", "_version", "errors", "findings"}


def test_tests_mirror_the_rooms():
    beside = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir() and any(path.glob("test_*.py"))}
    assert set(ROOMS) <= beside, set(ROOMS) - beside
    assert beside - set(ROOMS) == {"clients", "fuzz", "strong"}


def test_no_module_outgrows_a_sitting():
    for path in MODULES:
        assert len(path.read_text("utf-8").splitlines()) <= 400, path


def test_no_code_asks_the_formatter_to_look_away():
    assert [
        path for path in MODULES if "fmt: skip" in path.read_text("utf-8") or "fmt: off" in path.read_text("utf-8")
    ] == []


@pytest.mark.parametrize("name", [n for n in mapdocs.__all__ if n not in ("__version__", "FORMATS")])
def test_the_examples_of_the_public_functions_run(name, tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    thing = getattr(mapdocs, name)
    assert thing.__doc__, name
    names = {"mapdocs": mapdocs, "day": date(2026, 11, 23), "folder": tmp_path}
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
    for example in doctest.DocTestFinder(recurse=False).find(thing, name, globs=names):
        assert runner.run(example).failed == 0
    functions = {"load", "loads", "check", "build", "render", "pull", "diff", "import_file", "overview"}
    assert name not in functions or runner.tries > 0, "a public function shows how it is called"


def test_the_digests_are_those_of_the_versions_that_ci_installs():
    pins, hashed = (
        {
            re.sub(r"[-_.]+", "-", name).lower(): version
            for name, version in re.findall(
                r"^([\w.-]+)==([^\s;\\]+)", (ROOT / "requirements" / file).read_text(), re.M
            )
        }
        for file in ("ci.txt", "hashed.txt")
    )
    assert pins == hashed
    blocks = re.split(r"\n(?=\w)", (ROOT / "requirements" / "hashed.txt").read_text().strip())[1:]
    assert all("--hash=sha256:" in block for block in blocks)
