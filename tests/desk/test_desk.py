"""The desk: a deal begun, typed into, built and taken back over HTTP as its page does it; and the bad days of that."""

import errno
import http.client
import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from commands import INTERRUPTED, interruptible, run
from desk_page import Page
from helpers import GOOD_SAMPLES, ROOT, SAMPLES, TODAY, dump, few_of, plan_values
from mapdocs import check, load
from mapdocs.desk import editor, shell
from mapdocs.desk.pages import serve
from mapdocs.desk.sessions import Desk, Session
from returning import Word

ROW = "business-case"
SRC = Path(shell.__file__).parents[1]


@pytest.fixture
def deal(folder, desk):
    """The path and key of a deal that is in order."""
    path = folder / "deal.yaml"
    path.write_text("# by hand\n" + dump(plan_values()), "utf-8")
    return path, desk.key_of(path)


ANSWERS = {
    "deal": "Juniper pilot", "acv": "84k", "buyer": "Juniper", "champion": "Ada Quill", "seller": "Fabrikam", "owner": "Bo Tern", "go_live": "2027-03-01",
}  # fmt: skip


def test_from_an_empty_folder_to_the_files_for_the_buyer(page, folder):
    assert json.loads(page.get("deals")[2]) == {"deals": [], "unread": []}
    wrong = page.post("new", {**ANSWERS, "acv": "much", "owner": " "})["wrong"]
    assert set(wrong) == {"acv", "owner"}
    assert list(folder.iterdir()) == []
    key = page.post("new", ANSWERS)["key"]
    assert "is there already" in page.post("new", ANSWERS)["wrong"]["deal"]["message"]
    (listed,) = json.loads(page.get("deals")[2])["deals"]
    assert (listed["key"], listed["deal"], listed["total"]) == (key, "Juniper pilot", 6)
    board = page.board(key)
    assert page.post(f"deal/{key}/build")["blocked"] > 0
    for number, row in enumerate(board["rows"]):
        owner = "Ada Quill" if number % 2 else "Cy Wren"
        answer = page.put(key, ["milestones", row["id"], "buyer_owner"], owner, row["cells"]["buyer_owner"])
    assert [f for f in answer["findings"] if f["level"] == "error"] == []
    made = page.post(f"deal/{key}/build")
    assert "juniper-pilot-map.docx" in made["files"]
    assert (folder / "out" / "juniper-pilot" / "buyer" / "juniper-pilot-map.eml").is_file()
    text = (folder / "juniper-pilot.yaml").read_text("utf-8")
    assert text.startswith("# yaml-language-server")
    assert text.count("# (?) a person") == 5, "comments stay where they are"


def test_a_new_deal_begins_with_the_plan_that_it_asks_for_or_that_is_chosen(page, folder):
    offered = {plan["name"]: plan["title"] for plan in page.facts["known"]["plans"]}
    assert (next(iter(offered)), offered["hospital"]["de"], len(offered)) == ("enterprise", "Krankenhaus", 6)
    for said, plan in (
        ({"acv": "84k"}, "standard"), ({"acv": "300k"}, "enterprise"), ({"acv": "", "tags": "renewal, Hospital"}, "hospital"),
        ({"acv": "9000", "tags": "hospital"}, "standard"), ({"acv": "much"}, "standard"),
    ):  # fmt: skip
        assert page.post("new", {"propose": "yes", **said}) == {"plan": plan}, said
    assert list(folder.iterdir()) == []
    wrong = page.post("new", {**ANSWERS, "plan": "hospitl"})["wrong"]["plan"]
    assert (wrong["message"], wrong["hint"][:25]) == ("there is no plan “hospitl”", "did you mean hospital? Th")
    by_tag = page.post("new", {**ANSWERS, "tags": "renewal, pilot"})["key"]
    assert (page.board(by_tag)["rows"][0]["id"], load(folder / "juniper-pilot.yaml").deal.tags) == (
        "measures",
        ("renewal", "pilot"),
    )
    chosen = page.post("new", {**ANSWERS, "deal": "Other", "tags": "pilot", "plan": "standard"})["key"]
    assert page.board(chosen)["rows"][0]["id"] == "champion-alignment"


def test_a_broken_plan_of_the_companys_is_told_at_its_field(page, folder):
    (folder / "mapdocs.yaml").write_text("templates: looks\n")
    (folder / "looks" / "plans").mkdir(parents=True)
    (folder / "looks" / "plans" / "ours.yaml").write_text("titel: Ours\n")
    assert page.get("")[0] == 200
    for said in ({"propose": "yes", "acv": "84k"}, ANSWERS):
        wrong = page.post("new", said)["wrong"]["plan"]
        assert "ours.yaml:1:1: unknown key “titel”" in wrong["message"]
        assert wrong["hint"] == "did you mean title?"
    assert not (folder / "juniper-pilot.yaml").exists()


def test_a_review_is_begun_field_by_field(page, folder):
    key = page.post("new", ANSWERS)["key"]
    begun = page.put(key, ["review", "at"], "2026-12-02 15:00", "")
    assert [f["field"] for f in begun["findings"] if f["code"] == "MAP011"] == ["review.timezone"]
    assert "is no time zone" in page.put(key, ["review", "timezone"], "Mars/Olympus", "")["unfit"]["message"]
    done = page.put(key, ["review", "timezone"], "Europe/Berlin", "")
    assert not [f for f in done["findings"] if f["code"] == "MAP011"]
    assert load(folder / "juniper-pilot.yaml").review.timezone == "Europe/Berlin"


@pytest.mark.parametrize("path", GOOD_SAMPLES, ids=lambda p: p.stem)
def test_what_is_sent_back_as_it_was_changes_no_byte(path, folder, desk, page):
    copy = folder / path.name
    copy.write_bytes(path.read_bytes())
    if (path.parent / "mapdocs.yaml").is_file():
        (folder / "mapdocs.yaml").write_bytes((path.parent / "mapdocs.yaml").read_bytes())
    key = desk.key_of(copy)
    board = page.board(key)
    same = [
        {"kind": "put", "path": ["milestones", row["id"], field], "value": value, "was": value}
        for row in board["rows"]
        for field, value in row["cells"].items()
        if field != "status"
    ]
    same += [{"kind": "put", "path": f.split("."), "value": v, "was": v} for f, v in board["fields"].items() if v]
    lists = {f: values for f, values in board["lists"].items() if values}
    lists |= {
        f"milestones.{row['id']}.after": [one["written"] for one in row["after"]]
        for row in board["rows"]
        if row["after"] is not None
    }
    same += [{"kind": "put", "path": f.split("."), "value": v, "was": v} for f, v in lists.items()]
    answer = page.post(f"deal/{key}/change", {"base": board["digest"], "changes": same})
    assert "digest" in answer, answer
    assert copy.read_bytes() == path.read_bytes()


def test_a_change_is_one_line_and_can_be_undone_and_done_again(page, deal):
    path, key = deal
    before = path.read_bytes()
    row = page.board(key)["rows"][1]
    answer = page.put(
        key, ["milestones", row["id"], "exit_criteria"], "Legal progressing", row["cells"]["exit_criteria"]
    )
    after = path.read_bytes()
    assert sum(a != b for a, b in zip(before.split(b"\n"), after.split(b"\n"), strict=True)) == 1
    (found,) = [f for f in answer["findings"] if f["code"] == "MAP105"]
    assert (found["row"], found["field"], found["level"]) == (row["id"], "exit_criteria", "error")
    assert found["take"]
    assert "accept:" not in found["hint"], "a button does that"
    assert page.post(f"deal/{key}/undo")["redo"]
    assert path.read_bytes() == before
    page.post(f"deal/{key}/redo")
    assert path.read_bytes() == after
    assert page.post(f"deal/{key}/redo")["refused"]["message"] == "there is nothing to do again"


def test_what_would_be_found_is_told_and_nothing_is_written(page, deal):
    path, key = deal
    before = path.read_bytes()
    row = page.board(key)["rows"][2]["id"]
    put = {"kind": "put", "path": ["milestones", row, "buyer_owner"], "value": "Legal"}
    found = page.post(f"deal/{key}/try", {"changes": [put]})["findings"]
    assert [(f["code"], f["row"]) for f in found if f["level"] == "error"] == [("MAP101", row)]
    bad = page.post(f"deal/{key}/try", {"changes": [{**put, "path": ["milestones", row, "target_date"]}]})
    assert "is not a date" in bad["unfit"]["message"]
    assert path.read_bytes() == before


def test_lists_are_written_entry_by_entry_and_rows_are_named_by_their_ids(page, deal):
    path, key = deal
    before = path.read_text("utf-8")
    board = page.board(key)
    first, second, third = (row["id"] for row in board["rows"][:3])
    assert board["rows"][1]["after"] is None
    answer = page.put(key, ["milestones", third, "after"], [first, second], "")
    assert answer["rows"][2]["after"] == [{"written": first, "id": first}, {"written": second, "id": second}]
    put = {"kind": "put", "path": ["milestones", first, "after"], "value": [third], "was": ""}
    told = page.post(f"deal/{key}/try", {"changes": [put]})["unfit"]
    assert (told["path"], told["message"][:30]) == ("milestones[0].after", "in a circle, “Champion alignme")
    assert page.post(f"deal/{key}/change", {"changes": [put]})["unfit"] == told
    assert page.put(key, ["milestones", third, "after"], "", [first, second])["rows"][2]["after"] is None
    assert path.read_text("utf-8") == before
    path.write_text(before.replace("  evidence:", "  after: [Business case / ROI, nobody]\n  evidence:", 1), "utf-8")
    lost = next(row["after"] for row in page.board(key)["rows"] if row["after"])
    assert lost == [{"written": "Business case / ROI", "id": ""}, {"written": "nobody", "id": ""}]


def test_the_emails_own_words_are_counted_and_the_usual_ones_shown(page, deal):
    path, key = deal
    board = page.board(key)
    assert board["usual"]["email.subject"] == "Northwind Traders: dates to go live by 19 Jan 2027"
    assert board["usual"]["email.intro"].endswith(board["usual"]["email.ask"])
    assert load(path).deal.map_url in board["usual"]["email.intro"]
    put = {"kind": "put", "path": ["email", "ask"], "value": "By 30 Nov, what did we get wrong? Thank you."}
    tried = page.post(f"deal/{key}/try", {"changes": [put]})
    assert tried["letter"]["ask"] == {"sentences": 2}
    assert tried["letter"]["intro"] == {"sentences": 0, "of": 2, "words": 10, "most": 75}
    assert [(f["field"], f["code"]) for f in tried["findings"] if f["level"] == "error"] == [("email.ask", "MAP117")]
    own = page.put(key, ["email", "subject"], "Four days", "")
    assert own["letter"]["subject"] == {"signs": 9, "most": 60}
    assert own["usual"] == board["usual"]
    page.put(key, ["milestones", board["rows"][0]["id"], "buyer_owner"], "")
    assert page.board(key)["usual"] == {}, "a plan with errors has no email"


def test_no_answer_waits_for_its_own_head_to_be_acknowledged(page):
    """Head and body are two writes; without TCP_NODELAY the second waits for 40 ms, each time."""
    connection = http.client.HTTPConnection("127.0.0.1", page.server.port, timeout=20)
    connection.request("GET", f"{page.root}page/ui.js")
    assert connection.getresponse().read()
    (served,) = (
        one.transport.get_extra_info("socket")
        for one in page.server._server.server_state.connections
        if one.transport.get_extra_info("peername") == connection.sock.getsockname()
    )
    assert served.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_two_tabs_merge_what_differs_and_ask_about_what_is_the_same(page, deal):
    path, key = deal
    board = page.board(key)
    one, two = board["rows"][0], board["rows"][1]
    at = ["milestones", one["id"], "exit_criteria"]
    page.put(key, at, "Signed minutes received", one["cells"]["exit_criteria"], base=board["digest"])
    path.write_text(path.read_text("utf-8").replace("# by hand", "# by hand, again"), "utf-8")
    other = page.put(key, ["milestones", two["id"], "note"], "Counsel is away", "", base=board["digest"])
    assert other["merged"]
    told = page.put(key, at, "Another proof received", one["cells"]["exit_criteria"], base=board["digest"])
    assert told["elsewhere"]["now"] == "Signed minutes received"
    text = path.read_text("utf-8")
    assert text.startswith("# by hand, again")
    assert "Signed minutes received" in text
    assert "Counsel is away" in text
    assert page.post(f"deal/{key}/undo")["rows"][1]["cells"]["note"] == ""
    path.write_text(text + "# more\n", "utf-8")
    assert "changed elsewhere" in page.post(f"deal/{key}/undo")["refused"]["message"]


def test_a_spec_broken_by_hand_renamed_or_without_its_row(page, deal):
    path, key = deal
    row = page.board(key)["rows"][0]["id"]
    good = path.read_text("utf-8")
    path.write_text(good + "x: [\n", "utf-8")
    board = page.board(key)
    assert board["broken"]
    assert board["findings"][0]["code"] == "MAP002"
    told = page.put(key, ["milestones", row, "note"], "Kept")["refused"]
    assert "no valid YAML" in told["message"]
    assert path.read_text("utf-8") == good + "x: [\n"
    path.write_text(good.replace("milestone: Champion alignment", "milestone: Kick-off"), "utf-8")
    assert "no longer in the file" in page.put(key, ["milestones", row, "note"], "Kept")["refused"]["message"]
    path.rename(path.with_suffix(".bak"))
    assert "moved, renamed or deleted" in page.put(key, ["milestones", row, "note"], "Kept")["refused"]["message"]
    assert "moved, renamed or deleted" in page.board(key)["gone"]["message"]
    path.with_suffix(".bak").rename(path)
    assert page.board(key)["rows"][0]["cells"]["milestone"] == "Kick-off"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_may_not_be_written(page, deal):
    path, key = deal
    row = page.board(key)["rows"][0]["id"]
    before = path.read_bytes()
    path.chmod(0o400)
    told = page.put(key, ["milestones", row, "note"], "Kept")["refused"]
    assert (told["message"].split(":")[0], told["hint"]) == ("deal.yaml", "nothing was written")
    assert path.read_bytes() == before


def test_texts_of_html_and_two_thousand_letters_stay_texts(page, deal):
    path, key = deal
    row = page.board(key)["rows"][1]["id"]
    for text in ('</script><img src=x onerror="alert(1)">', "A proof received. " * 120 + "é{{7*7}}"):
        answer = page.put(key, ["milestones", row, "exit_criteria"], text)
        assert answer["rows"][1]["cells"]["exit_criteria"] == " ".join(text.split())
        assert load(path).milestones[1].exit_criteria == text
    page.put(key, ["deal", "name"], "</script><b>")
    assert b"</script><b>" not in page.get("")[2]
    status, headers, _ = page.get(f"deal/{key}/board")
    assert (status, headers["content-type"], headers["x-content-type-options"]) == (200, "application/json", "nosniff")


def test_a_whole_range_is_written_at_once_or_not_at_all(page, deal):
    path, key = deal
    before = path.read_bytes()
    last = page.board(key)["rows"][-1]["id"]
    changes = [
        {"kind": "put", "path": ["milestones", last, "buyer_owner"], "value": "Cy Wren", "was": None},
        {"kind": "row", "key": "n1", "behind": last, "name": "Data annex", "seller_owner": "Sam Ortiz"},
        {"kind": "put", "path": ["milestones", "n1", "target_date"], "value": "some day", "was": None},
    ]
    assert "is not a date" in page.post(f"deal/{key}/change", {"changes": changes})["unfit"]["message"]
    assert path.read_bytes() == before
    changes[2]["value"] = "14 Jan 2027"
    rows = page.post(f"deal/{key}/change", {"changes": changes})["rows"]
    assert [row["cells"]["target_date"] for row in rows[6:]] == ["2027-01-14"]
    assert page.post(f"deal/{key}/undo")["digest"]
    assert path.read_bytes() == before, "one paste is one step"


def test_a_moved_date_asks_for_its_reason_once_the_buyer_has_it(page, deal):
    path, key = deal
    page.post(f"deal/{key}/build")
    row = page.board(key)["rows"][2]
    at = ["milestones", row["id"], "target_date"]
    before = path.read_bytes()
    asked = page.put(key, at, "2026-12-10", row["cells"]["target_date"])["ask"]
    assert [one["id"] for one in asked["why"]] == [row["id"]]
    assert path.read_bytes() == before
    page.put(key, at, "2026-12-10", row["cells"]["target_date"], confirmed=True, row={"why": "Auditors late"})
    (slip,) = load(path).milestones[2].moved
    assert slip.why == "Auditors late"


def test_what_came_back_is_taken_change_by_change(page, deal):
    path, key = deal
    page.post(f"deal/{key}/build")
    sent = path.parent / "out" / "test-deal" / "buyer" / "test-deal-map.docx"
    edited = Word(sent.read_bytes())
    edited.set(3, "target_date", "2026-12-10")
    edited.set(4, "exit_criteria", "Contract signed by both sides")
    edited.set(6, "target_date", "mid January")
    place = f"deal/{key}/returned?name=..%5c..%2fback.docx"
    status, _, body = page.ask("POST", place, edited.save(), **page.signs())
    assert status == 200
    (file,) = json.loads(body)["files"]
    assert file["name"] == "back.docx"
    before = path.read_bytes()
    (question,) = [c for c in file["changes"] if c["stands"] == "open"]
    assert question["theirs"] == ""
    dates = [c for c in file["changes"] if c["field"] == "target_date"]
    others = [c for c in file["changes"] if c not in dates]
    assert dates
    assert others
    answers = {c["key"]: "" for c in others} | {question["key"]: "some day"}
    told = page.post(f"deal/{key}/answers", {"answers": answers})
    (asked,) = [c for c in told["files"][0]["changes"] if c["wrong"]]
    assert (asked["key"], asked["stands"]) == (question["key"], "open")
    assert "is not a date" in asked["wrong"]["message"]
    answers[question["key"]] = "14 Jan 2027"
    told = page.post(f"deal/{key}/answers", {"answers": answers})
    stands = {c["key"]: c["stands"] for c in told["files"][0]["changes"]}
    assert {stands[c["key"]] for c in others} == {"left"}
    assert path.read_bytes() == before, "nothing is written before Apply"
    done = page.post(f"deal/{key}/answers", {"answers": answers, "write": True})
    assert done["written"]["changed"]
    spec = load(path)
    assert spec.milestones[2].target_date.isoformat() == "2026-12-10"
    assert spec.milestones[5].target_date.isoformat() == "2027-01-14"
    assert "Contract signed by both sides" not in path.read_text("utf-8")
    page.post(f"deal/{key}/undo")
    assert path.read_bytes() == before
    assert "drop it again" in page.post(f"deal/{key}/answers", {"write": True})["refused"]["hint"]


def test_nothing_that_came_back_is_written_over_a_plan_that_changed_meanwhile(page, deal):
    path, key = deal
    page.post(f"deal/{key}/build")
    sent = path.parent / "out" / "test-deal" / "buyer" / "test-deal-map.docx"
    edited = Word(sent.read_bytes())
    edited.set(3, "buyer_owner", "Tom Okafor")
    edited.set(6, "target_date", "mid January")
    edited.add(6, milestone="Data annex", target_date="soon")
    _, _, body = page.ask("POST", f"deal/{key}/returned?name=back.docx", edited.save(), **page.signs())
    told = json.loads(body)
    changes = {(c["kind"], c["field"], *c["ids"]): c for c in told["files"][0]["changes"]}
    row = load(path).milestones[2]
    owner = changes["set", "buyer_owner", row.id]
    assert (owner["state"], owner["ours"], owner["theirs"]) == ("sure", row.buyer_owner, "Tom Okafor")
    (added,) = [c for c in told["files"][0]["changes"] if c["kind"] == "add"]
    assert added["behind"] == load(path).milestones[4].id
    assert changes["set", "target_date"]["into"] == added["key"], "a question of a new row stands in its cell"
    page.put(key, ["milestones", row.id, "buyer_owner"], "Cy Wren", row.buyer_owner)
    before = path.read_bytes()
    again = page.post(f"deal/{key}/answers", {"answers": {}, "write": True, "base": told["digest"]})
    assert again["followed"]
    assert path.read_bytes() == before
    (conflict,) = [c for c in again["files"][0]["changes"] if c["state"] == "conflict"]
    assert (conflict["sent"], conflict["ours"], conflict["theirs"]) == (row.buyer_owner, "Cy Wren", "Tom Okafor")
    answers = {conflict["key"]: "Ruth Abel"}
    done = page.post(f"deal/{key}/answers", {"answers": answers, "write": True, "base": again["digest"]})
    assert done["written"]["open"] == 2
    assert load(path).milestones[2].buyer_owner == "Ruth Abel"
    assert load(path).milestones[5].milestone == "Data annex"
    left = page.post(f"deal/{key}/answers", {"answers": answers})["files"][0]["changes"]
    assert [c["field"] for c in left if c["stands"] == "open"] == ["target_date"], "what is open can be gone on with"


def test_another_answer_than_theirs_is_written_even_where_theirs_was_sure(page, deal):
    path, key = deal
    page.post(f"deal/{key}/build")
    edited = Word((path.parent / "out" / "test-deal" / "buyer" / "test-deal-map.docx").read_bytes())
    edited.set(4, "buyer_owner", "Tom Okafor")
    _, _, body = page.ask("POST", f"deal/{key}/returned?name=back.docx", edited.save(), **page.signs())
    (owner,) = [c for c in json.loads(body)["files"][0]["changes"] if c["field"] == "buyer_owner"]
    assert owner["state"] == "sure"
    page.post(f"deal/{key}/answers", {"answers": {owner["key"]: "Ruth Abel"}, "write": True})
    assert load(path).milestones[3].buyer_owner == "Ruth Abel"


def test_a_cell_that_the_buyer_emptied_is_emptied_here_left_or_answered(page, deal):
    path, key = deal
    page.post(f"deal/{key}/build")
    edited = Word((path.parent / "out" / "test-deal" / "buyer" / "test-deal-map.docx").read_bytes())
    for number, name in ((3, "exit_criteria"), (4, "buyer_owner"), (5, "buyer_owner"), (6, "milestone")):
        edited.set(number, name, "")
    _, _, body = page.ask("POST", f"deal/{key}/returned?name=back.docx", edited.save(), **page.signs())
    rows = load(path).milestones
    told = {(*c["ids"], c["field"]): c for c in json.loads(body)["files"][0]["changes"]}
    proof, empty, owner = (told[row.id, field] for row, field in ((rows[2], "exit_criteria"), (rows[3], "buyer_owner"), (rows[4], "buyer_owner")))  # fmt: skip
    assert [(c["stands"], c["empties"], c["theirs"]) for c in (proof, empty, owner)] == [("open", True, "")] * 3
    assert [c["empties"] for (*_, field), c in told.items() if field == "milestone"] == [False]
    answers = {proof["key"]: "", empty["key"]: "-", owner["key"]: "Ruth Abel"}
    again = page.post(f"deal/{key}/answers", {"answers": answers})["files"][0]["changes"]
    assert {c["key"]: c["stands"] for c in again if c["key"] in answers} == {proof["key"]: "left", empty["key"]: "taken", owner["key"]: "taken"}  # fmt: skip
    done = page.post(f"deal/{key}/answers", {"answers": answers, "write": True})
    now = load(path).milestones
    assert (now[2].exit_criteria, now[3].buyer_owner, now[4].buyer_owner) == (rows[2].exit_criteria, None, "Ruth Abel")
    assert any(rows[3].milestone in question for question in done["written"]["questions"]), (
        "the buyer is asked who it is"
    )
    assert [f["row"] for f in done["board"]["findings"] if f["code"] == "MAP101"] == [rows[3].id]


def test_a_file_that_is_none_and_one_of_another_deal(page, deal, folder, desk):
    _, key = deal
    for raw in (b"not a document", b"PK\x03\x04" + b"x" * 100):
        status, _, body = page.ask("POST", f"deal/{key}/returned?name=x.docx", raw, **page.signs())
        assert status == 200
        assert json.loads(body)["files"][0]["refused"]["message"]
    other = folder / "other.yaml"
    other.write_text((SAMPLES / "northwind.yaml").read_text("utf-8"), "utf-8")
    page.post(f"deal/{desk.key_of(other)}/build")
    sent = next((folder / "out").glob("northwind*/buyer/*-map.docx")).read_bytes()
    _, _, body = page.ask("POST", f"deal/{key}/returned?name=x.docx", sent, **page.signs())
    assert "refused" in json.loads(body)["files"][0]
    too_large = {**page.signs(), "Content-Length": str(33_000_000)}
    assert page.ask("POST", f"deal/{key}/returned?name=x.docx", b"", **too_large)[0] == 413


def test_what_is_downloaded_for_the_buyer_is_the_buyers_alone(printed, page, deal, desk):
    _, key = deal
    studio, state = desk.session(key).studio, {"number": 0, "views": []}
    while "pdf" not in {view["key"] for view in state["views"]}:
        state = json.loads(page.get(f"deal/{key}/state/{state['number']}")[2])
    status, headers, body = page.get(f"deal/{key}/zip")
    assert status == 200
    assert "deal-for-the-buyer.zip" in headers["content-disposition"]
    names = zipfile.ZipFile(io.BytesIO(body)).namelist()
    assert {Path(name).suffix for name in names} >= {".eml", ".docx", ".xlsx", ".pdf", ".ics"}
    wanted = {name.removeprefix("buyer/") for name in studio.state.files if name.startswith("buyer/")}
    assert set(names) == wanted
    assert not [name for name in names if "internal" in name or "crm" in name]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"X-Mapdocs": ""},
        {"X-Mapdocs": "x" * 32},
        {"Sec-Fetch-Site": "cross-site"},
    ],
    ids=str,
)
def test_a_strangers_page_writes_nothing(page, deal, headers):
    path, key = deal
    before = path.read_bytes()
    row = page.board(key)["rows"][0]["id"]
    body = json.dumps({"changes": [{"kind": "put", "path": ["milestones", row, "note"], "value": "x"}]}).encode()
    given = {**page.signs(), **headers} if headers else {}
    assert page.ask("POST", f"deal/{key}/change", body, **given)[0] == 403
    assert path.read_bytes() == before
    assert page.ask("POST", f"deal/{key}/change", body, **page.signs())[0] == 200


@pytest.mark.parametrize(
    "changes",
    [None, {}, [1], [{"kind": "put"}], [{"kind": "put", "path": "deal", "value": ""}], [{"kind": "put", "path": ["deal", True], "value": ""}],
     [{"kind": "put", "path": ["deal", "name"], "value": 1}], [{"kind": "no"}], [{"kind": "place", "row": "x", "index": "1"}]],
    ids=str,
)  # fmt: skip
def test_what_no_page_sends_is_refused(page, deal, changes):
    _, key = deal
    status, _, body = page.ask("POST", f"deal/{key}/change", json.dumps({"changes": changes}).encode(), **page.signs())
    assert (status, body) == (403, b"This is not allowed.\n")
    assert page.ask("POST", f"deal/{key}/change", b"{", **page.signs())[0] == 403


def test_read_only_writes_nothing_whatever_is_sent(deal, desk):
    path, key = deal
    server = serve(desk, read_only=True)
    server.start()
    try:
        page = Page(server)
        assert page.facts["readOnly"]
        row = page.board(key)["rows"][0]["id"]
        body = json.dumps({"changes": [{"kind": "put", "path": ["milestones", row, "note"], "value": "x"}]}).encode()
        for place in (f"deal/{key}/change", f"deal/{key}/build", "new"):
            assert page.ask("POST", place, body, **page.signs())[0] == 403
    finally:
        server.close()
    assert sorted(p.name for p in path.parent.iterdir()) == ["deal.yaml"]


def test_two_desks_on_one_folder_see_each_other(page, deal):
    path, key = deal
    second = Desk(path.parent, today=TODAY)
    server = serve(second)
    server.start()
    try:
        other = Page(server)
        row = other.board(key)["rows"][0]
        page.put(key, ["milestones", row["id"], "note"], "From the first", "")
        assert (
            other.put(key, ["milestones", row["id"], "note"], "From the second", "")["elsewhere"]["now"]
            == "From the first"
        )
    finally:
        server.close()
        second.close()


def test_no_more_deals_are_kept_open_than_need_be(folder, desk, page):
    for number in range(9):
        (folder / f"d{number}.yaml").write_text(dump(plan_values(name=f"Deal {number}")), "utf-8")
    listed = json.loads(page.get("deals")[2])["deals"]
    for one in listed:
        assert page.board(one["key"])["name"] == one["deal"]
    assert len(desk._open) == 6
    assert page.board(listed[0]["key"])["name"] == listed[0]["deal"]


def test_who_asks_while_deals_are_read_waits_for_that_and_reads_none_again(folder):
    for number in range(30):
        (folder / f"d{number:02}.yaml").write_text(dump(plan_values(name=f"Deal {number}")), "utf-8")
    desk = Desk(folder, today=TODAY)
    desk.read_ahead()
    first, again = desk.specs()[0], desk.specs()[0]
    assert len(first) == 30
    assert all(one is other for one, other in zip(first, again, strict=True))
    desk.close()


def test_the_list_follows_the_companys_settings(page, folder, deal):
    path, _ = deal
    path.write_text(dump(plan_values(stage=3) | {"deal": {**plan_values(stage=3)["deal"], "map_url": None}}), "utf-8")
    assert "unpublished" not in json.loads(page.get("deals")[2])["deals"][0]["flags"]
    (folder / "mapdocs.yaml").write_text("map_link_required_from_stage: 2\n", "utf-8")
    assert "unpublished" in json.loads(page.get("deals")[2])["deals"][0]["flags"]


def test_what_hangs_on_the_board_is_what_check_says(page, deal):
    path, key = deal
    path.write_text((SAMPLES / "broken" / "vague.yaml").read_text("utf-8"), "utf-8")
    told = page.board(key)["findings"]
    assert [(f["code"], f["message"]) for f in told] == [(f.code, f.message) for f in check(load(path), today=TODAY)]


def test_every_language_says_the_same_things():
    assert shell.languages() == ("en", "de", "es", "fr", "ja", "pt")
    english = shell.words("en")
    for language in shell.languages():
        said = shell.words(language)
        assert list(said) == list(english), language
        for key, text in said.items():
            assert text.strip(), (language, key)
            assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", english[key])), (language, key)


@pytest.mark.parametrize(
    ("wanted", "language"),
    few_of([("", "en"), ("de-CH,de;q=0.9,en;q=0.8", "de"), ("nl, fr;q=0.5, es;q=0.7", "es"), ("xx;q=boo,JA-jp", "ja"), (";;,,", "en")], 3),
)  # fmt: skip
def test_the_page_speaks_the_browsers_language(wanted, language):
    assert shell.spoken(wanted) == language


def test_every_word_that_the_scripts_say_is_there():
    scripts = "\n".join(path.read_text("utf-8") for path in (Path(shell.__file__).parent / "page").glob("*.js"))
    said = set(re.findall(r'\bt\("(\w+)"', scripts))
    assert len(said) > 80
    assert said <= set(shell.words("en"))
    assert not re.findall(r"innerHTML|insertAdjacentHTML|document\.write|eval\(|https?://", scripts)


def test_what_ten_minutes_calls_a_button_is_called_so_on_the_page():
    text = (ROOT / "docs" / "ten-minutes.md").read_text("utf-8").partition("## 4.")[2]
    said = set(re.findall(r"\*\*([^*]+)\*\*", text))
    assert len(said) > 10
    assert said - set(shell.words("en").values()) == {"…"}, "the sign of another answer"


def test_every_script_is_asked_for_at_once():
    folder = Path(shell.__file__).parent / "page"
    named = re.findall(r'href="page/(\w+\.js)"', (folder / "index.html").read_text("utf-8"))
    assert sorted([*named, "main.js"]) == sorted(path.name for path in folder.glob("*.js"))


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (OSError(errno.ENOSPC, "No space left"), "the disk is full, and nothing was written"),
        (PermissionError(errno.EACCES, "Permission denied"), "deal.yaml: Permission denied"),
        (FileNotFoundError(errno.ENOENT, "x"), "deal.yaml was moved, renamed or deleted"),
    ],
    ids=lambda p: type(p).__name__,
)
def test_what_is_wrong_with_the_machine_is_said_in_a_sentence(deal, problem, said):
    path, key = deal
    assert editor.told(Session(key, path, TODAY), problem)["message"] == said


def test_typed_wrong(tmp_path):
    done = run("desk", tmp_path / "none", "--no-open")
    assert done.returncode == 2
    assert "is not there" in done.stderr


def test_the_command_serves_a_folder_and_ends_on_ctrl_c(folder):
    process = subprocess.Popen(
        [sys.executable, "-m", "mapdocs", "desk", str(folder), "--no-open", "--today", "2026-11-23"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=interruptible,
    )  # fmt: skip
    try:
        url = process.stdout.readline().strip()
        connection = http.client.HTTPConnection("127.0.0.1", int(url.split(":")[2].split("/")[0]), timeout=20)
        connection.request("GET", f"/{url.split('/')[3]}/deals")
        assert json.loads(connection.getresponse().read()) == {"deals": [], "unread": []}
    finally:
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=10)
    assert process.returncode in INTERRUPTED, errors
    assert "Traceback" not in errors
