"""The ways to mapdocs that docs/doors.md shows, each as far as it can be gone here: the action's steps, the image's sources, Python."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest
import yaml

from commands import run, wheel
from helpers import ROOT, TODAY, dump, plan_values

PAGE = (ROOT / "docs" / "doors.md").read_text("utf-8")
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
WINDOWS = pytest.mark.skipif(sys.platform == "win32", reason="the steps are for bash")


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_every_link_within_the_page_leads_to_a_heading():
    headings = {
        re.sub(r"[^a-z -]", "", line.lower()).strip().replace(" ", "-")
        for line in re.findall(r"^## (.+)$", PAGE, re.MULTILINE)
    }
    assert set(re.findall(r"\]\(#([a-z-]+)\)", PAGE)) == headings


@WINDOWS
@pytest.mark.parametrize(
    ("strict", "criteria", "code"), [("false", None, 0), ("true", "No link", 1), ("false", "legal progressing", 1)]
)
def test_the_action_checks_a_folder_and_marks_the_lines(tmp_path, strict, criteria, code):
    """The step's own script, with the environment that its inputs give it, and a mapdocs on the path."""
    values = plan_values()
    if criteria == "No link":
        del values["deal"]["map_url"]
    elif criteria:
        values["milestones"][3]["exit_criteria"] = criteria
    (tmp_path / "deals").mkdir()
    (tmp_path / "deals" / "deal.yaml").write_text(dump(values))
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "mapdocs").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m mapdocs "$@" --today {TODAY}\n')
    (tools / "mapdocs").chmod(0o755)
    step = ACTION["runs"]["steps"][-1]
    given = {"inputs.deals": ACTION["inputs"]["deals"]["default"], "inputs.strict": strict}
    env = {name: re.sub(r"\$\{\{ (.+?) \}\}", lambda m: given[m[1]], value) for name, value in step["env"].items()}
    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", step["run"]],
        cwd=tmp_path, env={**os.environ, **env, "PATH": f"{tools}:{os.environ['PATH']}"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    assert ("::error file=deals/deal.yaml" in done.stdout) == (criteria == "legal progressing")
    assert ("::warning file=deals/deal.yaml" in done.stdout) == (criteria == "No link")


def test_the_action_takes_no_input_into_its_scripts():
    """What somebody writes into an input is a value of the environment, never a piece of a script."""
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
    assert set(ACTION["inputs"]) == {"deals", "strict", "python"}


@pytest.mark.parametrize(
    ("schema", "file"), [("vendor.github-actions", "action.yml"), ("vendor.github-workflows", "the page's example")]
)
def test_action_and_workflow_are_of_the_form_that_github_takes(tmp_path, schema, file):
    pytest.importorskip("check_jsonschema", reason="comes with pip install -e '.[lint]'")
    path = ROOT / file
    if not path.is_file():
        path = tmp_path / "plans.yml"
        path.write_text(next(text for text in blocks("yaml") if "runs-on" in text))
        used = [step for step in yaml.safe_load(path.read_text())["jobs"]["plans"]["steps"] if "with" in step]
        assert set(used[0]["with"]) <= set(ACTION["inputs"])
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)], capture_output=True, text=True, check=False
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_the_hook_of_the_page_is_there():
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    (asked,) = yaml.safe_load(next(text for text in blocks("yaml") if "hooks:" in text))["repos"][0]["hooks"]
    assert asked["id"] == hook["id"]
    assert run(*hook["entry"].split()[1:], "--help").returncode == 0


@pytest.mark.long
def test_the_image_is_built_from_what_it_copies(tmp_path):
    """The first stage without Docker: what COPY names, and what .dockerignore lets through, makes a wheel with its templates."""
    text = (ROOT / "Dockerfile").read_text()
    wanted = re.findall(r"^COPY (?!--from)(.+) \S+$", text, re.MULTILINE)
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    source = tmp_path / "source"
    source.mkdir()
    for name in " ".join(wanted).split():
        assert name in allowed, name
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, source)
    with wheel(source, tmp_path) as archive:
        names = archive.namelist()
        extras = next(archive.read(name).decode() for name in names if name.endswith("METADATA"))
    assert {
        "mapdocs/templates/brand.docx",
        "mapdocs/templates/sample.yaml",
        "mapdocs/templates/assistant/instructions.md",
    } <= set(names)
    assert any(name.startswith("mapdocs/templating/compiled/") for name in names)
    asked = re.search(r"'\.\[(\w+)\]'", text)
    assert asked
    assert f"Provides-Extra: {asked[1]}" in extras


def test_the_python_of_the_page_runs(tmp_path):
    assert run("init", "--sample", cwd=tmp_path).returncode == 0
    (code,) = blocks("python")
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_what_assistants_programs_are_told_starts_the_server(tmp_path):
    pytest.importorskip("mcp", reason="needs pip install 'mapdocs[mcp]'")
    (tmp_path / "deals").mkdir()
    (told,) = json.loads(blocks("json")[0])["mcpServers"].values()
    assert told["command"] == "mapdocs"
    hello = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}}}  # fmt: skip
    done = run(*told["args"], cwd=tmp_path, input=json.dumps(hello) + "\n", fresh=True, timeout=60)
    answer = json.loads(done.stdout.splitlines()[0])
    assert answer["result"]["serverInfo"]["name"] == "mapdocs"
    assert "tools" in answer["result"]["capabilities"]
