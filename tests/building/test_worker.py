"""What is made in a process beside: the same bytes, and every way in which that process may fail."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from commands import interruptible, run
from helpers import dump, plan_values
from mapdocs.building.worker import loader_for

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere pages are printed in place")


@linux
@pytest.mark.pdf
@pytest.mark.parametrize(
    "case", ["same_bytes", "office_files", "missing_letters", "killed_before", "killed_after", "no_second_fork"]
)
def test_in_a_process_of_its_own(case):
    """A helper is forked before anything is loaded, so each case of worker_cases.py begins with a fresh interpreter."""
    done = subprocess.run(
        [sys.executable, "-c", f"import worker_cases; worker_cases.{case}()"],
        cwd=Path(__file__).parent, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_nothing_is_loaded_beside_for_what_is_made_at_once():
    assert loader_for(["ics", "email"]) is None


@linux
def test_no_process_is_left_behind(tmp_path):
    """Neither after a build, nor after a spec that is not built, nor after Ctrl-C."""
    spec = tmp_path / "deal.yaml"
    for text in (dump(plan_values()), "deal: ["):
        spec.write_text(text)
        done = subprocess.Popen(
            [sys.executable, "-m", "mapdocs", "build", spec, "-o", tmp_path / "out", "--today", "2026-11-23"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        done.wait(timeout=30)
        assert not _alive(done.pid)


@linux
@pytest.mark.parametrize("after", [0.05, 0.15, 0.25, 0.35])
def test_control_c_ends_both_without_a_traceback(tmp_path, after):
    spec = tmp_path / "deal.yaml"
    spec.write_text(dump(plan_values()))
    process = subprocess.Popen(
        [sys.executable, "-m", "mapdocs", "build", spec, "-o", tmp_path / "out", "--today", "2026-11-23"],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True, preexec_fn=interruptible,
    )  # fmt: skip
    time.sleep(after)
    os.killpg(process.pid, signal.SIGINT)
    said = process.communicate(timeout=30)[1]
    # before our own code runs, the interpreter speaks; from then on, we do
    assert "mapdocs/cli" not in said, said
    for _ in range(50):  # its own end may come a moment after the command's
        if not _alive(process.pid):
            return
        time.sleep(0.02)
    pytest.fail("the press goes on alone")


def _alive(group):
    """The group's processes that are not merely waiting to be collected."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, _, pgid = stat.read_text().rsplit(")", 1)[1].split()[:3]
            if pgid == str(group) and state != "Z":
                found.append(stat.parent.name)
    return found


def test_templates_of_the_company_reach_the_page_in_the_other_process(tmp_path):
    spec = tmp_path / "deal.yaml"
    spec.write_text(dump(plan_values()))
    assert run("templates", "eject", tmp_path / "house").returncode == 0
    (tmp_path / "mapdocs.yaml").write_text("templates: house\n")
    sheet = tmp_path / "house" / "plan.css.j2"
    sheet.write_text(sheet.read_text() + "\nbody { background: #ff0000; }\n")
    done = run("build", spec, "-o", tmp_path / "out", "--only", "pdf", "--today", "2026-11-23")
    assert done.returncode == 0, done.stderr
    first = (tmp_path / "out/test-deal/buyer/test-deal-map.pdf").read_bytes()
    (tmp_path / "mapdocs.yaml").unlink()
    assert run("build", spec, "-o", tmp_path / "out", "--only", "pdf", "--today", "2026-11-23").returncode == 0
    assert first != (tmp_path / "out/test-deal/buyer/test-deal-map.pdf").read_bytes()
