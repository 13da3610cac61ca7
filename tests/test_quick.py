"""The quick way of check says what the usual one says, or nothing at all."""

import os
import subprocess
import sys

import pytest

from commands import run, terminal
from helpers import BROKEN_SAMPLES, GOOD_SAMPLES
from mapdocs import quick

DAY = ("--today", "2026-11-23")
USUAL = "import sys; from mapdocs.cli import main; sys.argv[0] = 'mapdocs'; main()"


def clean(path):
    said = quick.check([str(path), *DAY], colored=False)
    return said is not None and "nothing found" in said.text


def usual(*arguments):
    return subprocess.run(
        [sys.executable, "-c", USUAL, "check", *map(str, arguments)], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("path", [*GOOD_SAMPLES, *BROKEN_SAMPLES], ids=lambda p: p.stem)
def test_both_ways_say_the_same(path):
    one, other = run("check", path, *DAY), usual(path, *DAY)
    assert (one.returncode, one.stdout, one.stderr) == (other.returncode, other.stdout, other.stderr)
    assert quick.check([str(path), *DAY], colored=False) == (other.stderr, other.returncode)
    assert (quick.check([str(path), *DAY], colored=True) is None) == ("nothing found" not in other.stderr)


def test_several_files_the_same_one_twice_and_the_day_in_front():
    several = [p for p in GOOD_SAMPLES if clean(p)]
    assert len(several) >= 3
    for arguments in ([*DAY, *several], [*several, several[0], *DAY]):
        one, other = run("check", *arguments), usual(*arguments)
        assert one.stderr == other.stderr == f"{len(several)} specs: nothing found\n"
    arguments = [*several, *BROKEN_SAMPLES, *DAY]
    one, other = run("check", *arguments), usual(*arguments)
    assert (one.returncode, one.stderr) == (other.returncode, other.stderr)


@pytest.mark.parametrize(
    "arguments",
    [[], ["--today"], ["--help"], ["nowhere.yaml"], ["."], ["--strict", "{clean}"], ["{clean}", "--today", "soon"], ["{clean}", "--today"], ["{clean}", "--today", "2026-W48-3"]],
)  # fmt: skip
def test_whatever_else_there_is_takes_the_usual_way(arguments):
    given = [argument.format(clean=next(p for p in GOOD_SAMPLES if clean(p))) for argument in arguments]
    assert quick.check(given, colored=False) is None
    one, other = run("check", *given), usual(*given)
    plain = [text.replace("python -m mapdocs", "mapdocs") for text in (one.stdout, one.stderr)]
    assert (one.returncode, *plain) == (other.returncode, other.stdout, other.stderr)


@pytest.mark.parametrize("path", [GOOD_SAMPLES[0], BROKEN_SAMPLES[0]], ids=lambda p: p.stem)
def test_click_is_not_loaded_and_a_terminal_gets_its_colours(path):
    timed = [sys.executable, "-X", "importtime", "-m", "mapdocs", "check", path, *DAY]
    done = subprocess.run(timed, capture_output=True, text=True, check=False)
    assert not {"click", "dataclasses", "inspect"} & set(done.stderr.replace("|", " ").split())
    leader, follower = terminal()
    process = subprocess.run([*timed[:1], *timed[3:]], stderr=follower, check=False)
    os.close(follower)
    shown = os.read(leader, 100_000)
    os.close(leader)
    assert process.returncode == done.returncode
    assert (b"\x1b[31m" in shown) == (process.returncode == 1)


def test_a_closed_standard_error_is_no_trouble():
    path = next(p for p in GOOD_SAMPLES if clean(p))
    done = subprocess.run(
        ["/bin/sh", "-c", f'exec "$0" -m mapdocs check "$1" {" ".join(DAY)} 2>&-', sys.executable, str(path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "")
