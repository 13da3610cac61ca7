"""No edit is lost, and nothing that is there is overwritten unasked: asked of the disk, right before writing."""

import difflib
import multiprocessing
import os
import re
import shutil
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import mapdocs
from helpers import SAMPLES, TODAY, dump, examples, plan_values
from mapdocs.cli import cli
from mapdocs.errors import NotWritten
from mapdocs.importing import api as importing
from mapdocs.schema import line_ends
from mapdocs.schema.decoding import LINE_END
from mapdocs.storage import atomic, encoding
from mapdocs.storage.outputs import write_output


def called(*args, **more):
    return CliRunner().invoke(cli, [str(arg) for arg in args], **more)


@pytest.fixture
def sent(tmp_path):
    """A spec, and its document as the buyer sent it back with another status."""
    path = tmp_path / "deal.yaml"
    path.write_text(dump(plan_values()), newline="")
    mapdocs.build(mapdocs.load(path), out=tmp_path / "out", today=TODAY, options=mapdocs.BuildOptions(only=("docx",)))
    (document,) = (tmp_path / "out").rglob("*.docx")
    return path, document


def edited(document, old, new):
    """``document`` with a text in it changed, as the buyer saves it."""
    import zipfile

    target = document.with_name(f"back-{abs(hash((old, new)))}.docx")
    with zipfile.ZipFile(document) as source, zipfile.ZipFile(target, "w") as made:
        for info in source.infolist():
            raw = source.read(info)
            if info.filename == "word/document.xml":
                assert old.encode() in raw
                raw = raw.replace(old.encode(), new.encode())
            made.writestr(info, raw)
    return target


def test_what_was_saved_during_a_pull_stays(sent):
    path, document = sent
    back = edited(document, "Confirmation 3 received in writing", "Minutes 3 received in writing")
    pulled = mapdocs.pull(mapdocs.load(path), [back], today=TODAY)
    assert pulled.changed
    path.write_text(path.read_text().replace("Audit", "audit") + "# typed during the pull\n")
    saved = path.read_bytes()
    before = sorted(path.parent.rglob("*"))
    with pytest.raises(NotWritten, match="changed by somebody else"):
        mapdocs.write_pull(pulled, today=TODAY)
    assert path.read_bytes() == saved
    assert sorted(path.parent.rglob("*")) == before


def test_what_is_saved_while_the_new_text_is_being_written_stays(sent, monkeypatch):
    path, _ = sent
    old = path.read_text()
    chmod = os.chmod

    def saved_now(*args):
        path.write_text(old + "# saved in the last moment\n")
        chmod(*args)

    monkeypatch.setattr(os, "chmod", saved_now)
    with pytest.raises(NotWritten):
        encoding.replace_text(path, old + "# ours\n", was=old)
    assert path.read_text() == old + "# saved in the last moment\n"


def test_a_spec_that_is_gone_is_not_made_again(sent):
    path, _ = sent
    old = path.read_text()
    path.unlink()
    with pytest.raises(NotWritten, match="removed"):
        encoding.replace_text(path, old + "#", was=old)
    assert not path.exists()


def _add_line(path, number, begin, told):
    begin.wait()
    for _ in range(200):
        old = path.read_text("utf-8")
        try:
            encoding.replace_text(path, f"{old}{number}\n", was=old)
        except NotWritten:
            continue
        told.put(number)
        return


def test_of_many_writers_at_once_none_loses_a_line(tmp_path):
    path = tmp_path / "deal.yaml"
    path.write_text("")
    context = multiprocessing.get_context("fork")
    begin, told = context.Event(), context.Queue()
    writers = [context.Process(target=_add_line, args=(path, n, begin, told)) for n in range(8)]
    for writer in writers:
        writer.start()
    begin.set()
    for writer in writers:
        writer.join(60)
    assert sorted(path.read_text().split()) == sorted(str(told.get(timeout=5)) for _ in writers)


def test_of_two_pulls_at_once_the_second_is_refused(sent):
    path, document = sent
    back = [edited(document, f"Confirmation {n} received in writing", f"Minutes {n} in writing") for n in (3, 4)]
    pulls = [mapdocs.pull(mapdocs.load(path), [file], today=TODAY) for file in back]
    mapdocs.write_pull(pulls[0], today=TODAY)
    with pytest.raises(NotWritten):
        mapdocs.write_pull(pulls[1], today=TODAY)
    mapdocs.write_pull(mapdocs.pull(mapdocs.load(path), [back[1]], today=TODAY), today=TODAY)
    assert "Minutes 3" in path.read_text()
    assert "Minutes 4" in path.read_text()


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755, 0o444])
def test_a_replaced_file_keeps_its_mode(tmp_path, mode):
    path = tmp_path / "deal.yaml"
    path.write_text("a")
    path.chmod(mode)
    try:
        encoding.replace_text(path, "b", was="a")
    except PermissionError:
        assert not mode & 0o200
        assert path.read_text() == "a"
    else:
        assert mode & 0o200 or os.geteuid() == 0
    assert stat.S_IMODE(path.stat().st_mode) == mode
    assert [p.name for p in tmp_path.iterdir()] == ["deal.yaml"]


def test_a_file_that_one_may_not_write_stays(tmp_path, monkeypatch):
    path = tmp_path / "deal.yaml"
    path.write_text("a")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(PermissionError):
        encoding.replace_text(path, "b", was="a")
    assert path.read_text() == "a"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_a_replaced_file_keeps_its_owner(tmp_path, monkeypatch):
    path = tmp_path / "deal.yaml"
    path.write_text("a")
    os.chown(path, 12345, 12346)
    encoding.replace_text(path, "b", was="a")
    assert (path.read_text(), path.stat().st_uid, path.stat().st_gid) == ("b", 12345, 12346)

    def refused(*_):
        raise PermissionError

    monkeypatch.setattr(os, "chown", refused)
    with pytest.raises(PermissionError):
        encoding.replace_text(path, "c", was="b")
    assert (path.read_text(), path.stat().st_uid) == ("b", 12345)


def test_a_device_is_never_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="no file"):
        atomic.write_whole(pipe, b"x")
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    write_output(Path(os.devnull), b"x")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_of_two_that_create_a_file_one_is_refused(tmp_path):
    atomic.create_whole(tmp_path / "a", b"1")
    with pytest.raises(FileExistsError):
        atomic.create_whole(tmp_path / "a", b"2")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileExistsError):
        atomic.create_whole(tmp_path / "dangling", b"2")
    assert (tmp_path / "a").read_bytes() == b"1"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a", "dangling"]


LINES = st.lists(st.sampled_from(["a: 1", "b: 2", "", "# c"]), min_size=1, max_size=8)


@settings(max_examples=examples(60), deadline=None)
@given(lines=LINES, ends=st.lists(st.sampled_from(["\n", "\r", "\r\n"]), min_size=8, max_size=8), new=LINES)
def test_every_line_that_stays_keeps_its_end(lines, ends, new):
    old = "".join(line + end for line, end in zip(lines, ends, strict=False))
    assert line_ends.with_ends_of(line_ends.with_lf(old), old) == old
    text = line_ends.with_lf(old) + "\n".join(new)
    again = line_ends.with_ends_of(text, old)
    assert again.startswith(old.removesuffix("\n")) or LINE_END.split(again) == text.split("\n")
    assert line_ends.with_lf(again) == text or "\r\n" in again + "\n"


@pytest.mark.parametrize("end", ["\r", "\r\n", "mixed"])
def test_a_pull_keeps_the_line_ends_that_there_are(sent, end):
    path, document = sent
    lines = path.read_text().split("\n")
    ends = [("\r", "\n", "\r\n")[n % 3] if end == "mixed" else end for n in range(len(lines))]
    old = "".join(line + e for line, e in zip(lines, ends, strict=True)).removesuffix(ends[-1])
    path.write_bytes(old.encode())
    back = edited(document, "Confirmation 3 received in writing", "Minutes 3 received in writing")
    mapdocs.write_pull(mapdocs.pull(mapdocs.load(path), [back], today=TODAY), today=TODAY)
    new = path.read_bytes().decode()
    assert "Minutes 3 received in writing" in new
    pairs = [re.findall(r"([^\r\n]*)(\r\n|\r|\n|\Z)", text) for text in (old, new)]
    kept = sum(size for _, _, size in difflib.SequenceMatcher(None, *pairs, autojunk=False).get_matching_blocks())
    assert kept >= len(pairs[0]) - 4, "more lines than those of one row have changed"
    if end != "mixed":
        assert {e for _, e in pairs[1] if e} == {end}


# What is there stays


@pytest.fixture
def export(tmp_path):
    file = tmp_path / "o.csv"
    file.write_text(
        "Opportunity Name,Account Name,Amount,Stage,Close Date,Opportunity ID\n"
        "Mapdocs,Acme,20000,Negotiation,2027-03-01,0061\nSession,Acme,20000,Negotiation,2027-03-01,0062\n"
        "Fine,Acme,20000,Negotiation,2027-03-01,0063\n"
    )
    (tmp_path / "out").mkdir()
    return file


def test_an_import_overwrites_nothing(export, tmp_path):
    there = {"mapdocs.yaml": "currency: EUR\n", "session.yaml": "blocks: []\n", "mapdocs.schema.json": "{}"}
    for name, text in there.items():
        (tmp_path / "out" / name).write_text(text)
    done = called("import", export, "-o", tmp_path / "out", "--seller", "Fabrikam", "--today", "2026-11-25")
    assert done.exit_code == 1
    assert "session.yaml is there already" in done.output
    assert {name: (tmp_path / "out" / name).read_text() for name in there} == there
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == sorted([*there, "fine.yaml", "mapdocs-deal.yaml"])


def test_a_spec_is_never_named_like_the_settings(export, tmp_path):
    done = called("import", export, "-o", tmp_path / "out", "--seller", "Fabrikam", "--today", "2026-11-25")
    assert done.exit_code == 0, done.output
    assert not (tmp_path / "out" / "mapdocs.yaml").exists()
    answers = [
        "--deal",
        "X",
        "--acv",
        "84000",
        "--buyer",
        "B",
        "--champion",
        "Dana Reyes",
        "--seller",
        "S",
        "--owner",
        "Sam Ortiz",
    ]
    done = called(
        "init", tmp_path / "mapdocs.yaml", *answers, "--go-live", "2027-01-18", "--today", "2026-11-25", "--force"
    )
    assert done.exit_code == 1
    assert not (tmp_path / "mapdocs.yaml").exists()


def test_an_import_leaves_a_spec_that_was_saved_meanwhile(export, tmp_path):
    options = importing.ImportOptions(seller="Fabrikam")
    importing.write_import(importing.import_file(export, tmp_path / "out", today=TODAY, options=options))
    export.write_text(export.read_text().replace("20000", "30000"))
    result = importing.import_file(export, tmp_path / "out", today=TODAY, options=options)
    path = tmp_path / "out" / "fine.yaml"
    path.write_text(path.read_text() + "# typed meanwhile\n")
    (left,) = importing.write_import(result)
    assert "fine.yaml" in left
    assert path.read_text().endswith("# typed meanwhile\n")
    assert "30000" in (tmp_path / "out" / "session.yaml").read_text()


def test_of_two_imports_at_once_the_second_overwrites_nothing(export, tmp_path):
    first, second = (importing.import_file(export, tmp_path / "out", today=TODAY) for _ in range(2))
    assert importing.write_import(first) == ()
    before = {p: p.read_bytes() for p in (tmp_path / "out").iterdir()}
    assert len(importing.write_import(second)) == 3
    assert {p: p.read_bytes() for p in (tmp_path / "out").iterdir()} == before


def commands(spec, out):
    return {
        "next": ("next", spec, "--format", "html", "-o", out, "--today", "2026-11-23"),
        "diff": ("diff", spec, spec, "-o", out),
        "worksheet": ("worksheet", "--for", spec, "-o", out),
    }


@pytest.mark.parametrize("name", ["next", "diff", "worksheet"])
def test_an_output_goes_over_its_own_earlier_one_alone(tmp_path, name):
    spec = shutil.copyfile(SAMPLES / "northwind.yaml", tmp_path / "deal.yaml")
    out = tmp_path / "made"
    command = commands(spec, out)[name]
    out.write_text("mine")
    done = called(*command)
    assert done.exit_code == 1
    assert "--force" in done.exception.hint
    assert out.read_text() == "mine"
    assert called(*command, "--force").exit_code == 0
    assert called(*command).exit_code == 0  # its own
    out.write_bytes(out.read_bytes() + b" ")
    assert called(*command).exit_code == 1  # edited since
    before = spec.read_bytes()
    assert called(*commands(spec, spec)[name]).exit_code == 1
    assert spec.read_bytes() == before


def test_an_anchor_overwrites_nothing_that_is_not_its_own(tmp_path):
    spec = SAMPLES / "northwind.yaml"
    command = ("anchor", spec, "-o", tmp_path / "pair", "--today", "2026-11-23")
    first = called(*command)
    assert first.exit_code == 0, first.output
    assert called(*command).exit_code == 0
    made = next(path for path in (tmp_path / "pair").iterdir() if not path.name.startswith("."))
    made.write_text("mine")
    done = called(*command)
    assert done.exit_code == 1
    assert made.read_text() == "mine"
    assert called(*command, "--force").exit_code == 0


def test_two_reports_of_one_day_stay_both(tmp_path):
    from mapdocs.storage.history import keep_report

    spec = tmp_path / "deal.yaml"
    names = [keep_report(spec, TODAY, text).name for text in ("one", "two", "one")]
    assert len(set(names)) == 2
