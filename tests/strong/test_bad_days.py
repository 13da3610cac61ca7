"""Bad days: disks, folders, kills, clocks, homes, locales, closed outputs. Whole files, a clear message, the right exit code."""

from __future__ import annotations

import contextlib
import io
import itertools
import os
import random
import re
import shutil
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import pypdf
import pytest

from commands import run
from helpers import dump, plan_values, some_of

SEED = 14  # of the moments at which a build is killed
DAY = ("--today", "2026-11-23")
MAPDOCS = [sys.executable, "-m", "mapdocs"]
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the trouble is made as Linux makes it")


@pytest.fixture
def deal(tmp_path):
    path = tmp_path / "deal.yaml"
    path.write_text(dump(plan_values()), "utf-8")
    return path


def built(folder: Path) -> dict[Path, bytes]:
    return {p: p.read_bytes() for p in folder.rglob("*") if p.is_file() and not p.name.startswith(".")}


def told(done: subprocess.CompletedProcess[str], code: int, *words: str) -> None:
    """It ended with ``code`` and said ``words``; nobody was shown our insides."""
    assert done.returncode == code, (done.returncode, done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    for word in words:
        assert word in done.stderr


@contextlib.contextmanager
def mounted(folder: Path, *options: str):
    """A small disk of its own on ``folder``."""
    folder.mkdir(exist_ok=True)
    if (
        shutil.which("mount") is None
        or subprocess.run(
            ["mount", "-t", "tmpfs", *options, "tmpfs", str(folder)], capture_output=True, check=False
        ).returncode
    ):
        pytest.skip("no disk can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=False)


@linux
@pytest.mark.parametrize("room", some_of([0, 8, 16, 20], 8))
def test_a_full_disk(deal, tmp_path, room, measure):
    """A real disk with ``room`` kilobytes left: what was there before is there whole, the rest is told."""
    with mounted(tmp_path / "disk", "-o", "size=600k") as disk:
        command = ("build", deal, "-o", disk, *DAY)
        told(run(*command), 0)
        before = built(disk)
        with (disk / "filler").open("wb", buffering=0) as filler, contextlib.suppress(OSError):
            while True:
                filler.write(b"x" * 1024)
        with contextlib.suppress(OSError):
            os.truncate(disk / "filler", max(0, (disk / "filler").stat().st_size - room * 1024))
        deal.write_text(deal.read_text("utf-8").replace("four days", "three days"), "utf-8")
        told(run(*command), 3, "the disk is full", "Free some room")
        assert not list(disk.rglob("*.part"))
        after = built(disk)
        (disk / "filler").unlink()
        told(run(*command), 0)
        whole = built(disk)
        torn = [p for p in before if _bare(after[p]) not in (_bare(before[p]), _bare(whole[p]))]
        assert torn == []
    measure(f"bad day: a full disk with {room} KB left: exit 3, no file torn, the next build completes")


@linux
def test_a_read_only_disk_and_a_read_only_folder(deal, tmp_path):
    with mounted(tmp_path / "disk", "-o", "size=600k") as disk:
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        told(run("build", deal, "-o", disk, *DAY), 3, "is not allowed here", "choose another folder")
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0o555)
    # root may write anywhere, so it gives that right up first
    held = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    if held and shutil.which("setpriv") is None:
        pytest.skip("root cannot give up its rights here")
    command = [*held, *MAPDOCS, "build", str(deal), "-o", str(folder), *DAY]
    told(subprocess.run(command, capture_output=True, text=True, check=False), 3, "is not allowed here")
    assert list(folder.iterdir()) == []


def test_the_specs_own_folder_is_read_only(deal, tmp_path):
    """What was sent is kept beside the spec; where that cannot be, it is told, and nothing was built that is not kept."""
    (tmp_path / ".mapdocs").write_text("a file where a folder is needed")
    told(run("build", deal, "-o", tmp_path / "out", *DAY), 3, ".mapdocs")


@pytest.mark.parametrize(
    "problem", [PermissionError(13, "Access is denied"), OSError(22, "sharing violation"), OSError(5, "I/O error")]
)
def test_a_file_that_is_open_elsewhere(deal, tmp_path, problem, monkeypatch):
    """As Windows refuses to replace a file that Excel has open."""
    from click.testing import CliRunner

    from mapdocs.cli import cli
    from mapdocs.storage import atomic

    out = tmp_path / "out"
    told(run("build", deal, "-o", out, "--only", "xlsx,ics", *DAY), 0)
    before = built(out)
    deal.write_text(deal.read_text("utf-8").replace("four days", "three days"), "utf-8")
    replace = os.replace

    def refuse(source, target):
        if str(target).endswith("map.xlsx"):
            raise type(problem)(*problem.args, str(target))
        replace(source, target)

    monkeypatch.setattr(atomic.os, "replace", refuse)
    done = CliRunner().invoke(cli, ["build", str(deal), "-o", str(out), "--only", "xlsx,ics", *DAY])
    assert done.exit_code == 3
    assert "map.xlsx" in done.stderr
    assert ("Close the file where it is open" in done.stderr) == isinstance(problem, PermissionError)
    (tracker,) = (path for path in before if path.name.endswith("map.xlsx"))
    assert built(out)[tracker] == before[tracker]
    monkeypatch.undo()
    assert not list(out.rglob("*.part"))
    told(run("build", deal, "-o", out, "--only", "xlsx,ics", *DAY), 0)


@linux
def test_the_folder_one_stands_in_is_gone(deal, tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()
    for args in (["build", str(deal), *DAY], ["check", str(deal)], ["build", "x.yaml"], ["next", str(tmp_path)]):
        done = subprocess.run(
            f"cd {gone} && rmdir {gone} && {sys.executable} -m mapdocs {' '.join(args)}; code=$?; mkdir -p {gone}; exit $code",
            shell=True,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONSAFEPATH": "1"},
        )
        assert "Traceback" not in done.stderr, done.stderr
        assert done.returncode in (0, 2, 3)
        assert done.returncode == 0 or done.stderr


def test_the_output_vanishes_while_it_is_written(deal, tmp_path, measure):
    """Somebody empties the folder over and over: the build ends with 0 and whole files, or with 3 and a message."""
    out, stop, counts = tmp_path / "out", threading.Event(), {0: 0, 3: 0}

    def remove():
        while not stop.is_set():
            shutil.rmtree(out, ignore_errors=True)
            time.sleep(0.002)

    thread = threading.Thread(target=remove)
    thread.start()
    try:
        for _ in range(10):
            done = run("build", deal, "-o", out, "--only", "email,ics,crm", *DAY)
            assert "Traceback" not in done.stderr, done.stderr
            assert done.returncode in counts
            assert done.returncode == 0 or "Error:" in done.stderr
            counts[done.returncode] += 1
    finally:
        stop.set()
        thread.join()
    told(run("build", deal, "-o", out, "--only", "email,ics,crm", *DAY), 0)
    measure(f"bad day: the folder removed while building, 10 times: {counts[3]} told with exit 3, {counts[0]} not hit")


@pytest.mark.parametrize("inside", ["buyer", "internal", "."])
def test_a_symbolic_link_out_of_the_output_folder(deal, tmp_path, inside):
    away, out = tmp_path / "away", tmp_path / "out"
    away.mkdir()
    told(run("build", deal, "-o", out, "--only", "email,crm", *DAY), 0)
    folder = out / "test-deal" / inside
    shutil.rmtree(folder)
    folder.parent.mkdir(exist_ok=True)
    (out / "test-deal").parent.mkdir(exist_ok=True)
    if inside == ".":
        (out / "test-deal").symlink_to(away)  # the user's own choice of folder: what is below it stays below it
    else:
        folder.symlink_to(away)
    done = run("build", deal, "-o", out, "--only", "email,crm", *DAY)
    if inside == ".":
        told(done, 0)
        return
    told(done, 3, "leads out of", "symbolic link")
    assert list(away.iterdir()) == []


def test_a_file_that_is_a_link_is_replaced_not_followed(deal, tmp_path):
    out, secret = tmp_path / "out", tmp_path / "secret"
    told(run("build", deal, "-o", out, "--only", "email", *DAY), 0)
    secret.write_text("mine")
    target = next(out.rglob("*.txt"))
    target.unlink()
    target.symlink_to(secret)
    told(run("build", deal, "-o", out, "--only", "email", "--force", *DAY), 0)
    assert secret.read_text() == "mine"
    assert not target.is_symlink()


def at_once(out, *folders):
    """The exit codes and messages of one build in each folder, all started at the same time, all into ``out``."""
    processes = [
        subprocess.Popen(
            [*MAPDOCS, "build", "deal.yaml", "-o", str(out), *DAY],
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for folder in folders
    ]
    errors = [process.communicate()[1] for process in processes]
    assert not [e for e in errors if "Traceback" in e], errors
    return [(process.returncode, error) for process, error in zip(processes, errors, strict=True)]


def test_two_builds_of_one_deal_at_once(tmp_path, long, measure):
    """Time and again two specs of one deal into one folder: each file is the one's or the other's, and none is lost."""
    texts = [dump(plan_values(outcome=f"Close the books in {n} days.", id="northwind-2026")) for n in ("four", "three")]
    known: dict[str, set[bytes]] = {}
    for number, text in enumerate(texts):
        folder = tmp_path / f"by-{number}"
        folder.mkdir()
        (folder / "deal.yaml").write_text(text, "utf-8")
        told(run("build", "deal.yaml", *DAY, cwd=folder), 0)
        for path, content in built(folder / "out").items():
            known.setdefault(path.name, set()).add(_bare(content))
    out, torn, times = tmp_path / "shared", 0, 10 if long else 2
    for _ in range(times):
        ended = at_once(out, *(tmp_path / f"by-{n}" for n in (0, 1)))
        assert [code for code, _ in ended] == [0, 0], ended  # neither took the other's files for somebody's edits
        torn += sum(_bare(content) not in known[path.name] for path, content in built(out).items())
        assert not list(out.rglob("*.part"))
    assert torn == 0
    assert {p.name for p in built(out)} == set(known)
    measure(f"bad day: two builds of one deal at once, {times} times: no file torn, none missing")


def test_two_deals_of_one_name_at_once(tmp_path, long):
    """Nobody can say whether they are one deal, so one is refused and told where the other is."""
    for number, outcome in enumerate(("Close the books in four days.", "Close the books in three days.")):
        (tmp_path / f"by-{number}").mkdir()
        (tmp_path / f"by-{number}/deal.yaml").write_text(dump(plan_values(outcome=outcome)), "utf-8")
    for time_of_many in range(10 if long else 1):
        out = tmp_path / f"shared-{time_of_many}"
        ended = at_once(out, *(tmp_path / f"by-{n}" for n in (0, 1)))
        assert sorted(code for code, _ in ended) == [0, 1]
        first = next(n for n, (code, _) in enumerate(ended) if code == 0)
        assert f"by-{first}" in ended[1 - first][1]
        told(run("build", "deal.yaml", "-o", out, *DAY, cwd=tmp_path / f"by-{first}"), 0)  # what is there is its own


@pytest.mark.pdf
@linux
def test_killed_at_any_moment(tmp_path, killings, measure):
    """SIGKILL at moments drawn from SEED, anywhere in a whole build, its worker process included; the next run completes."""
    spec, out = tmp_path / "deal.yaml", tmp_path / "out"
    command = [*MAPDOCS, "build", str(spec), "-o", str(out), *DAY]
    texts = [dump(plan_values(outcome=f"Close the books in {n} days.")) for n in ("four", "three")]
    known: dict[Path, set[bytes]] = {}
    for text in texts:
        spec.write_text(text, "utf-8")
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        took = time.perf_counter() - start
        for path, content in built(out).items():
            known.setdefault(path, set()).add(_bare(content))
    chance = random.Random(SEED)
    torn = hit = 0
    for number in range(killings):
        spec.write_text(texts[number % 2], "utf-8")
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0.05, took * 1.1))
        if process.poll() is None:
            hit += 1
            process.kill()
        process.wait()
        torn += sum(_bare(p.read_bytes()) not in known[p] for p in known)
        memory = [*(tmp_path / ".mapdocs").rglob("*.json"), *out.rglob(".mapdocs.json")]
        assert len(memory) == 4, memory  # the plan, its two versions, the manifest
        assert all(p.read_text("utf-8").startswith("{") and p.read_text("utf-8").endswith("}\n") for p in memory), SEED
    assert torn == 0, f"seed {SEED}"
    assert hit, f"no build was running when it was killed: seed {SEED}"
    told(run("build", spec, "-o", out, *DAY), 0)
    deadline = time.monotonic() + 30
    while _running(str(spec)):  # a worker ends as soon as it hears that its build has
        assert time.monotonic() < deadline, "a worker outlived its build"
        os.sched_yield()
    measure(
        f"bad day: SIGKILL at {killings} random moments, {hit} while it ran: no file torn, no process left, the next run completes"
    )


def _running(text: str) -> list[str]:
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if text.encode() in entry.read_bytes():
                found.append(entry.parent.name)
    return found


def _bare(content: bytes) -> bytes:
    """Without what counts the changes of a plan. What tells the version built before is only seen to be whole."""
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return repr((archive.testzip(), archive.namelist())).encode()
    if content[:4] == b"%PDF":
        return f"{len(pypdf.PdfReader(io.BytesIO(content), strict=True).pages)} pages".encode()
    # attachments are base64, so a calendar inside the email is compared by the rest of the message
    content = re.sub(rb"(?s)Content-Type: text/calendar.*?--=", b"", content)
    return re.sub(rb"=_map_\d_[0-9a-f]+|SEQUENCE:\d+", b"", content)


@pytest.mark.parametrize(
    "zone", some_of(["Pacific/Kiritimati", "Pacific/Niue", "Nonsense/Zone", "", "UTC+25"], "Pacific/Kiritimati", "")
)
def test_a_clock_in_another_zone(deal, tmp_path, zone):
    """With --today the same bytes everywhere; without it, the day of the machine."""
    told(run("build", deal, "-o", tmp_path / "here", *DAY), 0)
    shutil.rmtree(tmp_path / ".mapdocs")
    told(run("build", deal, "-o", tmp_path / "there", *DAY, env={"TZ": zone}), 0)
    here, there = ({p.name: c for p, c in built(tmp_path / n).items()} for n in ("here", "there"))
    assert len(here) == 12
    assert here == there
    done = run("build", deal, "-o", tmp_path / "now", "--only", "ics", env={"TZ": zone})
    assert "Traceback" not in done.stderr


@pytest.mark.pdf
@pytest.mark.parametrize(
    "env",
    some_of(
        [
            {"HOME": "/nonexistent"},
            {"HOME": ""},
            {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
            {"LC_ALL": "xx_YY.nonsense"},
            {"PYTHONIOENCODING": "ascii"},
            {"COLUMNS": "1", "TERM": "dumb"},
            "nothing at all",
        ],
        {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        "nothing at all",
    ),
    ids=str,
)
def test_no_home_and_no_locale(tmp_path, env):
    spec = tmp_path / "deal.yaml"
    values = plan_values(name="Café 計画")
    values["milestones"][0]["exit_criteria"] = "progressing – 計画"
    spec.write_text(dump(values), "utf-8")
    bare = {"PATH": os.environ["PATH"]} if env == "nothing at all" else {**os.environ, **env}
    if "HOME" in bare and not bare["HOME"]:
        del bare["HOME"]

    def call(*args):
        return subprocess.run(
            [*MAPDOCS, *map(str, args)],
            capture_output=True,
            check=False,
            cwd=tmp_path,
            env=bare,
            stdin=subprocess.DEVNULL,
        )

    checked = call("check", spec, *DAY)
    assert b"Traceback" not in checked.stderr
    assert checked.returncode == 1
    assert b"MAP105" in checked.stderr
    spec.write_text(spec.read_text("utf-8").replace("progressing – 計画", "Signed by both – 計画"), "utf-8")
    done = call("build", spec, "-o", "out", *DAY)
    assert b"Traceback" not in done.stderr
    if b"plain letters" in done.stderr:  # an ASCII file system: it is told, and what to do
        assert done.returncode == 3
        assert b"PYTHONUTF8=1" in done.stderr
        bare["PYTHONUTF8"] = "1"
        done = call("build", spec, "-o", "out", *DAY)
    assert done.returncode == 0, done.stderr
    assert len(built(tmp_path / "out")) == 12
    assert b"onfig" not in done.stderr  # fontconfig has nothing to complain of that a rep should read
    for args in (("rules",), ("doctor",), ("schema",), ("next", spec), ("schedule", spec)):
        other = call(*args)
        assert b"Traceback" not in other.stderr, other.stderr
        assert other.returncode == 0, (args, other.stderr)


ENDINGS = {">/dev/full": 3, ">&-": 0, "2>&-": 0, ">&- 2>&-": 0, "| head -n 1": 0, "| true": 0, "<&-": 0}
TYPED = ["rules", "schema", "next SPEC", "build SPEC --only ics --today 2026-11-23"]


@linux
@pytest.mark.parametrize(
    "typed",
    some_of(
        list(itertools.product(TYPED, ENDINGS)),
        *itertools.product(TYPED, [">/dev/full"]),
        *itertools.product(TYPED[-1:], ENDINGS),
    ),
)
def test_an_output_that_is_closed_or_full(deal, typed):
    command, ending = typed
    line = f"{sys.executable} -m mapdocs {command.replace('SPEC', str(deal))} {ending}"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"], capture_output=True, text=True, check=False, cwd=deal.parent
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert "Exception ignored" not in done.stderr
    assert done.returncode == ENDINGS[ending], done


@linux
def test_names_of_files_that_are_not_utf8(deal, tmp_path):
    """A name from an old archive, as no locale reads it: every command says what it would, and none has a traceback."""
    odd = tmp_path / os.fsdecode(b"d\xff")
    odd.mkdir()
    spec = odd / os.fsdecode(b"\xe4.yaml")
    spec.write_text(deal.read_text("utf-8"), "utf-8")
    told(run("build", spec, "--only", "docx", *DAY, "-o", odd / "out"), 0)
    returned = next((odd / "out").rglob("*.docx"))
    again = returned.rename(odd / os.fsdecode(b"r\xff.docx"))
    for args in (["check", spec], ["next", odd], ["schedule", spec], ["diff", spec, spec], ["pull", spec, again]):
        told(run(*args), 0)
    told(run("pull", spec, again, "--apply"), 0)
    made = run("import", again, "-o", tmp_path / "made")
    assert "Traceback" not in made.stderr
    assert [path.name for path in (tmp_path / "made").glob("*.yaml")] or made.returncode == 1


@pytest.mark.parametrize("typed", ["²", "①", "½"])
def test_a_sign_that_is_a_digit_and_no_number(deal, tmp_path, typed):
    done = run("rules", typed)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
