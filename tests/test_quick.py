"""The quick way of check says what the usual one says, or nothing at all."""

import subprocess
import sys

import pytest

from commands import run
from helpers import BROKEN_SAMPLES, GOOD_SAMPLES
from mapdocs import quick

DAY = ("--today", "2026-11-23")
USUAL = "import sys; from mapdocs.cli import main; sys.argv[0] = 'mapdocs'; main()"


def usual(*arguments):
    return subprocess.run(
        [sys.executable, "-c", USUAL, "check", *map(str, arguments)], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("path", [*GOOD_SAMPLES, *BROKEN_SAMPLES], ids=lambda p: p.stem)
def test_both_ways_say_the_same(path):
    one, other = run("check", path, *DAY), usual(path, *DAY)
    assert (one.returncode, one.stdout, one.stderr) == (other.returncode, other.stdout, other.stderr)
    said = quick.nothing_found([str(path), *DAY])
    assert said is None or f"{said}\n" == other.stderr
    assert (said is None) == ("nothing found" not in other.stderr)


def test_several_files_the_same_one_twice_and_the_day_in_front():
    clean = [p for p in GOOD_SAMPLES if quick.nothing_found([str(p), *DAY])]
    assert len(clean) >= 3
    for arguments in ([*DAY, *clean], [*clean, clean[0], *DAY]):
        one, other = run("check", *arguments), usual(*arguments)
        assert one.stderr == other.stderr == f"{len(clean)} specs: nothing found\n"


@pytest.mark.parametrize(
    "arguments",
    [[], ["--today"], ["--help"], ["nowhere.yaml"], ["."], ["--strict", "{clean}"], ["{clean}", "--today", "soon"], ["{clean}", "--today"], ["{clean}", "--today", "2026-W48-3"]],
)  # fmt: skip
def test_whatever_else_there_is_takes_the_usual_way(arguments):
    clean = str(next(p for p in GOOD_SAMPLES if quick.nothing_found([str(p), *DAY])))
    given = [argument.format(clean=clean) for argument in arguments]
    assert quick.nothing_found(given) is None
    one, other = run("check", *given), usual(*given)
    plain = [text.replace("python -m mapdocs", "mapdocs") for text in (one.stdout, one.stderr)]
    assert (one.returncode, *plain) == (other.returncode, other.stdout, other.stderr)


@pytest.mark.parametrize("findings", [False, True])
def test_click_is_loaded_only_where_something_was_found(findings):
    path = BROKEN_SAMPLES[0] if findings else next(p for p in GOOD_SAMPLES if quick.nothing_found([str(p), *DAY]))
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "mapdocs", "check", path, *DAY], capture_output=True, text=True, check=False
    )  # fmt: skip
    assert ("click.core" in done.stderr) is findings


def test_a_closed_standard_error_is_no_trouble():
    clean = next(p for p in GOOD_SAMPLES if quick.nothing_found([str(p), *DAY]))
    done = subprocess.run(
        ["/bin/sh", "-c", f'exec "$0" -m mapdocs check "$1" {" ".join(DAY)} 2>&-', sys.executable, str(clean)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "")
