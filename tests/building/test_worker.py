"""What is made in a process beside: the same bytes, and every way in which that process may fail."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from commands import interruptible, run
from helpers import TODAY, dump, plan_values, some_of, spec_of
from mapdocs.building import pipeline
from mapdocs.building.checking import check
from mapdocs.building.options import BuildOptions
from mapdocs.building.worker import beside

DAY = ("--today", "2026-11-23")
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere pages are printed in place")

#: A process in which nothing is loaded yet that a fork would copy, as the command's own is.
FRESH = """
import os, signal
from helpers import TODAY, plan_values, spec_of
from mapdocs.building import pipeline
from mapdocs.building.checking import check
from mapdocs.building.options import BuildOptions
from mapdocs.building.worker import beside

def made(worker, only, **deal):
    spec = spec_of(plan_values(**deal))
    return pipeline.render(spec, check(spec, today=TODAY), today=TODAY, options=BuildOptions(only=only), worker=worker)

"""


LOADED_THERE = """
from mapdocs.building.worker import beside
with beside(("pdf",)) as worker:
    print(*worker.submit(eval, "list(__import__('sys').modules)").result())
"""


def fresh(code):
    """Run ``code`` after FRESH in a process of its own; it must end well and say nothing."""
    done = subprocess.run(
        [sys.executable, "-c", FRESH + code],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""


@linux
@pytest.mark.pdf
@pytest.mark.parametrize("only", [("pdf",), ("email", "docx", "xlsx", "crm"), ("pdf", "docx", "ics")])
def test_the_same_files_in_the_same_order(only):
    fresh(f"""
with beside({only!r}) as worker:
    assert worker is not None
    there = made(worker, {only!r})
here = made(None, {only!r})
assert list(there.files.items()) == list(here.files.items())
assert len(here.files) >= {len(only)}
""")


@linux
@pytest.mark.pdf
def test_it_loads_the_printer_and_no_other_format():
    """What it loads beside, the command waits for."""
    done = subprocess.run([sys.executable, "-c", LOADED_THERE], capture_output=True, text=True, check=True, timeout=60)
    loaded = set(done.stdout.split())
    assert {"weasyprint", "mapdocs.building.printer"} <= loaded
    assert not {"docx", "xlsxwriter", "mapdocs.building.pipeline", "mapdocs.formats.registry", "mapdocs.rules"} & loaded


@linux
@pytest.mark.pdf
def test_letters_that_no_font_has_are_told_from_there_too():
    fresh("""
with beside(("pdf",)) as worker:
    there = made(worker, ("pdf",), outcome="Read \u0378 in four days.")
assert there.notes == made(None, ("pdf",), outcome="Read \u0378 in four days.").notes
assert any("no font" in note for note in there.notes)
""")


@linux
@pytest.mark.pdf
@pytest.mark.parametrize("moment", ["before", "in its job"])
def test_a_worker_that_the_system_ends_is_done_without(moment):
    before = "os.kill(worker.submit(os.getpid).result(), signal.SIGKILL)"
    in_its_job = "worker.submit(os.kill, worker.submit(os.getpid).result(), signal.SIGKILL)"
    fresh(f"""
with beside(("pdf",)) as worker:
    {before if moment == "before" else in_its_job}
    files = made(worker, ("pdf",)).files
assert next(iter(files.values())).startswith(b"%PDF")
""")


def test_nothing_is_begun_for_what_is_made_at_once():
    with beside(["ics", "email"]) as worker:
        assert worker is None


@linux
def test_no_fork_beside_another_thread():
    """A fork would copy the locks of the other thread, and nobody opens them again."""
    wait = threading.Event()
    thread = threading.Thread(target=wait.wait)
    thread.start()
    with beside(["pdf"]) as worker:
        assert worker is None
    wait.set()
    thread.join()
    spec = spec_of(plan_values())
    made = pipeline.render(spec, check(spec, today=TODAY), today=TODAY, options=BuildOptions(only=("pdf",)))
    assert next(iter(made.files.values())).startswith(b"%PDF")


@linux
def test_no_process_is_left_behind(tmp_path):
    """Neither after a build, nor after a spec that is not built."""
    spec = tmp_path / "deal.yaml"
    for text in (dump(plan_values()), "deal: ["):
        spec.write_text(text)
        done = build_process(spec, tmp_path)
        done.communicate(timeout=30)
        assert not _alive(done.pid)


def build_process(spec, folder, **more):
    return subprocess.Popen(
        [sys.executable, "-m", "mapdocs", "build", spec, "-o", folder / "out", "--today", "2026-11-23"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=interruptible,
        **more,
    )


@linux
@pytest.mark.parametrize("processes", [1, 2])
def test_control_c_ends_both_without_a_traceback(tmp_path, processes):
    """The moment is a state of the process, not a clock: as soon as it is there, and as soon as its worker is."""
    spec = tmp_path / "deal.yaml"
    spec.write_text(dump(plan_values()))
    process = build_process(spec, tmp_path)
    while process.poll() is None and len(_alive(process.pid)) < processes:
        os.sched_yield()
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGINT)
    said = process.communicate(timeout=30)[1]
    # before our own code runs, the interpreter speaks; from then on, we do
    assert "mapdocs/cli" not in said, said
    assert not _alive(process.pid)


@linux
@pytest.mark.pdf
@pytest.mark.parametrize("interrupted", some_of([False, True], True))
@pytest.mark.parametrize(
    "command",
    some_of(
        [
            ["build", "deal.yaml", *DAY],
            ["build", "deal.yaml", "--only", "pdf,docx", *DAY],
            ["build", "deals", "--jobs", "2", *DAY],
            ["worksheet", "-o", "sheet.pdf"],
            ["anchor", "deal.yaml", "-o", "anchors", *DAY],
            ["check", "deal.yaml", *DAY],
        ],
        ["build", "deal.yaml", *DAY],
        ["build", "deals", "--jobs", "2", *DAY],
    ),
    ids=" ".join,
)
def test_nothing_is_left_in_the_machines_temporary_folder(tmp_path, command, interrupted):
    (tmp_path / "deals").mkdir()
    (tmp_path / "deal.yaml").write_text(dump(plan_values()))
    for number in (1, 2):
        (tmp_path / "deals" / f"{number}.yaml").write_text(dump(plan_values(name=f"Deal {number}")))
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "mapdocs", *command],
        cwd=tmp_path,
        env={**os.environ, "TMPDIR": str(temporary)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=interruptible,
    )
    if interrupted:  # as soon as there is something that could be left, or at the end
        while process.poll() is None and not any(temporary.iterdir()):
            os.sched_yield()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGINT)
    said = process.communicate(timeout=60)[1]
    assert interrupted or process.returncode == 0, said
    assert list(temporary.iterdir()) == []


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
