"""check: several files at once, on a terminal, into a closed pipe."""

import os
import subprocess
import sys

import pytest

from commands import run, terminal
from helpers import BROKEN_SAMPLES, GOOD_SAMPLES

DAY = ("--today", "2026-11-23")


def clean_samples():
    return [path for path in GOOD_SAMPLES if "nothing found" in run("check", path, *DAY).stderr]


def test_several_files_the_same_one_twice_and_the_day_in_front():
    several = clean_samples()
    assert len(several) >= 3
    for arguments in ([*DAY, *several], [*several, several[0], *DAY]):
        done = run("check", *arguments)
        assert (done.returncode, done.stderr) == (0, f"{len(several)} specs: nothing found\n")
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
