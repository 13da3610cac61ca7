"""What the README shows is what the program prints."""

import os
import re
import subprocess
import sys

from commands import run
from helpers import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def test_the_findings_shown_are_the_findings_printed():
    block = README.split("```text\n")[1].split("```")[0]
    shown = 0
    for part in block.split("$ mapdocs ")[1:]:
        command, *lines = part.splitlines()
        done = subprocess.run(
            [sys.executable, "-m", "mapdocs", *command.split(), "--today", "2026-11-23"],
            capture_output=True, text=True, encoding="utf-8", cwd=ROOT, env={**os.environ, "NO_COLOR": "1"}, check=False,
        )  # fmt: skip
        printed = done.stderr.splitlines()
        for line in filter(None, lines):
            assert line in printed, line
            shown += 1
    assert shown >= 20


def test_every_command_and_option_named_is_there():
    for name in re.findall(r"^\| `mapdocs ([a-z]+)", README, re.MULTILINE):
        assert run(name, "--help").returncode == 0, name
    for row in re.findall(
        r"^\| `mapdocs (build|worksheet|anchor|import|next|schedule|pull|diff)[^\n]*", README, re.MULTILINE
    ):
        line = next(text for text in README.splitlines() if text.startswith(f"| `mapdocs {row}"))
        helped = run(row, "--help").stdout
        for option in re.findall(r"--[a-z-]+", line):
            assert option in helped, (row, option)


def test_every_picture_and_page_linked_is_there():
    for link in re.findall(r"\]\(([^)#]+)\)", README):
        if not link.startswith("http"):
            assert (ROOT / link).exists(), link
