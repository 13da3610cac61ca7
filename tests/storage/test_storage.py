"""Files are whole or not there, nobody's edits are lost, and a build cut off midway is taken up again."""

import contextlib
import os
import random
import re
import subprocess
import sys
import time

import pytest

from helpers import dump, plan_values
from mapdocs.storage import atomic, history, manifest

SEED = 6  # of the moments at which a build is killed


def test_what_somebody_edited_is_told_from_what_was_built(tmp_path):
    manifest.write_files(tmp_path, {"buyer/a": b"1", "buyer/b": b"1"})
    assert manifest.edited_files(tmp_path, {"buyer/a": b"2", "buyer/b": b"2"}) == []
    (tmp_path / "buyer" / "a").write_bytes(b"mine")
    assert manifest.edited_files(tmp_path, {"buyer/a": b"2", "buyer/b": b"2"}) == ["buyer/a"]
    assert manifest.edited_files(tmp_path, {"buyer/a": b"mine"}) == []
    (tmp_path / "buyer" / "c").write_bytes(b"a file that was there before")
    assert manifest.edited_files(tmp_path, {"buyer/c": b"2"}) == ["buyer/c"]


def test_a_build_cut_off_midway_leaves_nothing_that_looks_edited(tmp_path, monkeypatch):
    manifest.write_files(tmp_path, {"a": b"1", "b": b"1", "c": b"1"})
    whole = atomic.write_whole

    def cut_off(path, content):
        if path.name == "b":
            raise KeyboardInterrupt
        whole(path, content)

    monkeypatch.setattr(manifest, "write_whole", cut_off)
    with pytest.raises(KeyboardInterrupt):
        manifest.write_files(tmp_path, {"a": b"2", "b": b"2", "c": b"2"})
    monkeypatch.undo()
    assert [(tmp_path / n).read_bytes() for n in "abc"] == [b"2", b"1", b"1"]
    assert manifest.edited_files(tmp_path, {"a": b"3", "b": b"3", "c": b"3"}) == []
    manifest.write_files(tmp_path, {"a": b"3", "b": b"3", "c": b"3"})
    assert [(tmp_path / n).read_bytes() for n in "abc"] == [b"3", b"3", b"3"]


def test_a_stale_file_goes_unless_somebody_edited_it(tmp_path):
    manifest.write_files(tmp_path, {"a": b"1", "b": b"1"})
    (tmp_path / "b").write_bytes(b"mine")
    manifest.write_files(tmp_path, {}, stale=("a", "b"))
    assert sorted(p.name for p in tmp_path.iterdir() if not p.name.startswith(".")) == ["b"]


def test_no_link_leads_out(tmp_path):
    (tmp_path / "away").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "buyer").symlink_to(tmp_path / "away")
    with pytest.raises(manifest.OutsideFolder):
        manifest.write_files(tmp_path / "out", {"buyer/a": b"1"})
    assert list((tmp_path / "away").iterdir()) == []


@pytest.mark.parametrize("damage", ["", "[]", "{", '{"files": 3}', "\x00"])
def test_a_damaged_memory_is_no_memory(tmp_path, damage):
    manifest.write_files(tmp_path, {"a": b"1"})
    (tmp_path / manifest.FILE_NAME).write_text(damage)
    assert manifest.edited_files(tmp_path, {"a": b"2"}) == ["a"]
    kept = tmp_path / history.FOLDER
    kept.mkdir()
    (kept / "deal.json").write_text(damage)
    assert history.sequence_for(tmp_path, "deal", "abc") == 0


def test_what_a_killed_build_left_half_written_is_swept_up_once_it_is_old(tmp_path):
    (tmp_path / "buyer").mkdir()
    old, young, theirs = tmp_path / "buyer/.a.docx.x1.part", tmp_path / "buyer/.b.docx.x2.part", tmp_path / "my.part"
    for path in (old, young, theirs):
        path.write_bytes(b"half")
        if path != young:
            os.utime(path, (time.time() - 3600, time.time() - 3600))
    manifest.write_files(tmp_path, {"buyer/a": b"1"})
    assert [p.exists() for p in (old, young, theirs)] == [False, True, True]


def test_killed_at_any_moment_no_file_is_torn_and_the_next_run_completes(tmp_path, measure):
    """Six times SIGKILL at a moment drawn from SEED; each file is afterwards one of the two that were built."""
    spec = tmp_path / "deal.yaml"
    command = [
        sys.executable,
        "-m",
        "mapdocs",
        "build",
        str(spec),
        "-o",
        str(tmp_path / "out"),
        "--only",
        "email,ics,crm",
        "--today",
        "2026-11-23",
    ]
    texts = [dump(plan_values(outcome=f"Close the books in {n} days.")) for n in ("four", "three")]
    whole = []
    for text in texts:
        spec.write_text(text)
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        took = time.perf_counter() - start
        whole.append(
            {p: p.read_bytes() for p in (tmp_path / "out").rglob("*") if p.is_file() and not p.name.startswith(".")}
        )
    # the calendars' SEQUENCE counts on, so they are compared without it
    known = {p: {_bare(w[p]) for w in whole} for p in whole[0]}
    assert max(len(contents) for contents in known.values()) == 2, "plans that are alike would look whole if mixed"
    chance = random.Random(SEED)
    torn = hit = 0
    for number in range(6):
        spec.write_text(texts[number % 2])
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0.05, took))
        hit += process.poll() is None
        process.kill()
        process.wait()
        torn += sum(_bare(p.read_bytes()) not in known[p] for p in known)
    assert torn == 0, f"seed {SEED}"
    assert hit, f"no build was running when it was killed: seed {SEED}"
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    measure(f"killed {hit} times of 6 while building: no file torn, the next run completes")


def _bare(content: bytes) -> bytes:
    # attachments are base64, so a calendar inside the email is compared by the rest of the message
    content = re.sub(rb"(?s)Content-Type: text/calendar.*?--=", b"", content)
    return re.sub(rb"=_map_\d_[0-9a-f]+|SEQUENCE:\d+", b"", content)
