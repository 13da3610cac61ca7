"""Every command ends with what is typed next, and what is typed next is there."""

import re
import shlex
import shutil

import pytest

from commands import run
from helpers import BROKEN_SAMPLES, SAMPLES, TODAY
from mapdocs.cli import COMMANDS

DAY = ("--today", TODAY.isoformat())
BUILT = "built/northwind-close-automation/buyer/northwind-close-automation-map.docx"
#: They stay open.
WITHOUT = {"preview", "desk", "mcp"}
CALLS = (
    ("init", "new.yaml", "--deal", "A", "--acv", "84k", "--buyer", "B", "--champion", "Kim Ly", "--seller", "C", "--owner", "Sam Ortiz", "--go-live", "2027-03-15", *DAY),
    ("init", "sample.yaml", "--sample", *DAY),
    ("import", "opportunities.csv", "-o", "crm", *DAY),
    ("check", "northwind.yaml", *DAY),
    ("check", "broken.yaml", *DAY),
    ("build", "northwind.yaml", "--only", "docx", "-o", "built", *DAY),
    ("build", "crm", "--only", "ics", *DAY),
    ("schedule", "northwind.yaml", *DAY),
    ("schedule", "northwind.yaml", "--from", "today", *DAY),
    ("move", "moved.yaml", "legal", "2026-12-17", "--why", "Counsel is away", *DAY),
    ("agenda", "northwind.yaml", *DAY),
    ("digest", "northwind.yaml", *DAY),
    ("reassign", "leaving.yaml", "Priya Raman", "Nora Vance", "--why", "Priya left", *DAY),
    ("handoff", "northwind.yaml", *DAY),
    ("next", "northwind.yaml", *DAY),
    ("next", "northwind.yaml", "--checkpoint", *DAY),
    ("coverage", "opportunities.csv", "northwind.yaml", *DAY),
    ("export", "crm", "--for", "salesforce", *DAY),
    ("pull", "northwind.yaml", BUILT, *DAY),
    ("diff", "northwind.yaml", "moved.yaml", *DAY),
    ("durations", "finished"),
    ("pressure", "northwind.yaml", *DAY),
    ("worksheet",),
    ("anchor", "northwind.yaml", "-o", "anchor", *DAY),
    ("rules",), ("rules", "MAP105"), ("rules", "MAP013"),
    ("schema",), ("schema", "--of", "next"),
    ("doctor",),
    ("templates", "eject", "own"),
)  # fmt: skip


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    folder = tmp_path_factory.mktemp("world")
    for name, source in (
        ("northwind.yaml", SAMPLES / "northwind.yaml"), ("moved.yaml", SAMPLES / "northwind.yaml"), ("broken.yaml", BROKEN_SAMPLES[0]), ("leaving.yaml", SAMPLES / "northwind.yaml"),
        ("opportunities.csv", SAMPLES / "crm" / "salesforce-opportunities.csv"),
    ):  # fmt: skip
        shutil.copy(source, folder / name)
    (folder / "finished").mkdir()
    (folder / "first").mkdir()
    text = (SAMPLES / "northwind.yaml").read_text("utf-8").replace("status: in progress", "status: open")
    for number in range(3):
        lines = text.replace("close automation", f"{number}").replace("after: []", "agreed_on: 2026-11-20").splitlines()
        done = [
            f"{line}\n    status: done\n    done_on: {line.split()[1]}" if "target_date" in line else line
            for line in lines
        ]
        (folder / "finished" / f"{number}.yaml").write_text(
            "\n".join(line for line in done if line != "    status: open")
        )
    return folder


def test_every_command_is_tried():
    assert {args[0] for args in CALLS} == set(COMMANDS) - WITHOUT


@pytest.mark.pdf
def test_each_ends_with_what_is_typed_next(world):
    options = {}
    for args in CALLS:
        done = run(*args, cwd=world / "first" if "--sample" in args else world)
        assert "Traceback" not in done.stderr
        assert done.returncode in (0, 1), (args, done.stderr)
        said = (done.stderr if "mapdocs " in done.stderr else done.stdout).strip().splitlines()[-2:]
        typed = [match for line in said for match in re.findall(r"mapdocs ([a-z]+)([^,;]*)", line)]
        assert typed, (args, said)
        for name, rest in typed:
            if name not in options and name in COMMANDS:
                options[name] = run(name, "--help").stdout
            assert name in COMMANDS or f"mapdocs.{name}" in said[-1], (args, name)
            assert all(option in options[name] for option in re.findall(r"--[a-z-]+", rest)), (args, rest)


def test_what_check_says_next_builds(world):
    (line,) = [
        line
        for line in run("check", "northwind.yaml", *DAY, cwd=world).stderr.splitlines()
        if line.startswith("Next: ")
    ]
    words = shlex.split(line.removeprefix("Next: "))
    assert words[0] == "mapdocs"
    assert run(*words[1:], "--only", "ics", "-o", "other", *DAY, cwd=world).returncode == 0
