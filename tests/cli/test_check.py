"""check: several files at once, on a terminal, into a closed pipe."""

import json
import os
import subprocess
import sys

import pytest

from commands import run, terminal
from helpers import BROKEN_SAMPLES, GOOD_SAMPLES, dump, plan_values

DAY = ("--today", "2026-11-23")


def clean_samples():
    return [path for path in GOOD_SAMPLES if "nothing found" in run("check", path, *DAY).stderr]


def test_several_files_the_same_one_twice_and_the_day_in_front():
    several = clean_samples()
    assert len(several) >= 3
    for arguments in ([*DAY, *several], [*several, several[0], *DAY]):
        done = run("check", *arguments)
        told, following = done.stderr.splitlines()
        assert (done.returncode, told) == (0, f"{len(several)} specs: nothing found")
        assert following.startswith("Next: mapdocs build ")
    done = run("check", *several, *BROKEN_SAMPLES, *DAY)
    assert done.returncode == 1
    for path in BROKEN_SAMPLES:
        assert f"{path}:" in done.stderr


@pytest.mark.parametrize(("path", "code"), [(GOOD_SAMPLES[0], 0), (BROKEN_SAMPLES[0], 1)], ids=["good", "broken"])
def test_a_terminal_gets_its_colours(path, code):
    leader, follower = terminal()
    process = subprocess.run([sys.executable, "-m", "mapdocs", "check", path, *DAY], stderr=follower, check=False)
    os.close(follower)
    shown = os.read(leader, 100_000)
    os.close(leader)
    assert process.returncode == code
    assert (b"\x1b[31m" in shown) == (code == 1)


def test_a_closed_standard_error_is_no_trouble():
    done = subprocess.run(
        ["/bin/sh", "-c", f'exec "$0" -m mapdocs check "$1" {" ".join(DAY)} 2>&-', sys.executable, clean_samples()[0]],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize(("count", "grouped"), [(3, False), (4, True)])
def test_more_than_three_findings_of_one_kind_stand_together(tmp_path, count, grouped):
    values = plan_values()
    for row in values["milestones"][:count]:
        row["exit_criteria"] = "legal progressing"
    values["milestones"][0]["seller_owner"] = "TBD"
    path = tmp_path / "deal.yaml"
    path.write_text(dump(values))
    said = run("check", path, *DAY).stderr
    lines = said.splitlines()
    own = [number for number, line in enumerate(lines) if " error MAP105 " in line]
    assert len(own) == count
    assert len([line for line in own if lines[line].startswith(f"{path}:")]) == count
    assert said.count("hint: write what anyone can see") == (1 if grouped else count)
    assert (f"and {count - 1} more of this kind:" in said) is grouped
    assert (own[1:] == list(range(own[1], own[1] + count - 1))) is grouped
    assert "error MAP102" in said
    assert f"{count + 1} errors" in said
    told = json.loads(run("check", path, "--format", "json", *DAY).stdout)
    assert [f["line"] for f in told] == sorted(f["line"] for f in told), "data stays as it was"
    assert run("check", path, "--format", "github", *DAY).stdout.count("::error") == count + 1
