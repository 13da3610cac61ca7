"""The forecast call on the desk, and what one key costs."""

import errno
import io
import json
import time

import pytest
from openpyxl import load_workbook

from desk_page import Page
from helpers import TODAY, dump, plan_values
from mapdocs.desk import editor, sessions
from mapdocs.desk.pages import serve
from mapdocs.desk.sessions import Desk, Session
from pace import times_slower

REMEMBERED = "checkpoints.jsonl"


@pytest.fixture
def deal(folder, desk):
    """The path and key of a deal that is in order."""
    path = folder / "deal.yaml"
    path.write_text(dump(plan_values()), "utf-8")
    return path, desk.key_of(path)


def later(folder, day):
    made = Desk(folder, today=day)
    server = serve(made)
    server.start()
    return made, server, Page(server)


def test_the_round_tells_what_moved_since_the_last_checkpoint(page, deal, folder):
    _, key = deal
    told = json.loads(page.get("checkpoint")[2])
    assert (told["before"], told["kept"], [one["key"] for one in told["told"]]) == ("", False, [key])
    assert sorted(p.name for p in folder.iterdir()) == ["deal.yaml"], "to look remembers nothing"
    assert page.post("checkpoint")["kept"]
    before = (folder / REMEMBERED).read_bytes()
    page.post("checkpoint")
    assert (folder / REMEMBERED).read_bytes() == before, "kept twice on a day, it is kept once"
    row = page.board(key)["rows"][0]
    page.put(key, ["milestones", row["id"], "status"], "done")
    (folder / "broken.yaml").write_text("deal: [\n", "utf-8")
    made, server, other = later(folder, TODAY.replace(day=30))
    try:
        told = json.loads(other.get("checkpoint")[2])
        (one,) = told["told"]
        assert told["before"] == TODAY.isoformat()
        assert [c["what"] for c in one["changes"]] == ["done"]
        assert row["cells"]["milestone"] in one["changes"][0]["text"]
        assert [lost["file"] for lost in told["unread"]] == ["broken.yaml"]
        assert one["step"] == page.board(key)["rows"][1]["cells"]["milestone"], "the first that is open"
        status, headers, body = other.get("checkpoint.xlsx")
        assert (status, "checkpoint-2026-11-30.xlsx" in headers["content-disposition"]) == (200, True)
        assert load_workbook(io.BytesIO(body)).active.max_row > 1
    finally:
        server.close()
        made.close()


def test_one_deal_alone_has_no_round_and_read_only_keeps_none(deal):
    path, _ = deal
    for root, read_only, looks, keeps in ((path, False, 404, 404), (path.parent, True, 200, 403)):
        made = Desk(root, today=TODAY)
        server = serve(made, read_only=read_only)
        server.start()
        try:
            page = Page(server)
            assert page.get("checkpoint")[0] == looks
            assert page.ask("POST", "checkpoint", b"{}", **page.signs())[0] == keeps
        finally:
            server.close()
            made.close()
    assert not (path.parent / REMEMBERED).exists()


def test_a_full_disk_says_so_and_loses_nothing(page, deal, monkeypatch):
    path, key = deal
    before, row = path.read_bytes(), page.board(key)["rows"][0]

    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(sessions, "replace_text", full)
        patched.setattr("mapdocs.desk.calling.write_entries", full)
        told = page.put(key, ["milestones", row["id"], "note"], "Kept")["refused"]
        assert told == {"message": "the disk is full, and nothing was written", "hint": "free some room and try again"}
        assert "No space left" in page.post("checkpoint")["refused"]["message"]
    assert path.read_bytes() == before
    assert page.put(key, ["milestones", row["id"], "note"], "Kept")["rows"][0]["cells"]["note"] == "Kept"


def test_the_desk_answers_the_same_page_after_an_hour_asleep(page, deal, monkeypatch):
    _, key = deal
    row = page.board(key)["rows"][0]["id"]
    clock = time.monotonic
    monkeypatch.setattr(time, "monotonic", lambda: clock() + 3600)
    assert page.put(key, ["milestones", row, "note"], "Awake again")["rows"][0]["cells"]["note"] == "Awake again"


@pytest.mark.parametrize("rows", [6, 40])
def test_a_key_is_judged_in_a_fraction_of_what_one_notices(rows, tmp_path):
    """12 ms of computing for six rows; the bound leaves room for slow machines, and other work does not count."""
    path = tmp_path / "deal.yaml"
    values = plan_values()
    if rows > 6:
        values["milestones"] += [
            {**values["milestones"][-1], "milestone": f"Further step {n}"} for n in range(rows - 6)
        ]
    path.write_text(dump(values), "utf-8")
    session = Session("key", path, TODAY)
    row = editor.look(session)["rows"][1]["id"]
    spent = []
    for n in range(5):
        put = {"kind": "put", "path": ["milestones", row, "exit_criteria"], "value": f"Legal progressing {n}"}
        start = time.thread_time()
        found = editor.attempt(session, {"changes": [put]})["findings"]
        spent.append(time.thread_time() - start)
        assert [f["code"] for f in found if f["row"] == row and f["field"] == "exit_criteria"]
    assert min(spent) < 0.1 * (1 if rows == 6 else 3) * times_slower()
