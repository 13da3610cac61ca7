"""The worksheet, the skeptic's page and all deals built, over HTTP as the page asks for them."""

import base64
import json
import shutil
import threading

import pytest

from helpers import SAMPLES, dump, plan_values
from mapdocs.building import batch
from mapdocs.desk import round as rounds
from mapdocs.schema.loader import load


def put(folder, stem, **values):
    path = folder / f"{stem}.yaml"
    path.write_text(dump(plan_values(**values)), "utf-8")
    return path


def sent(name, raw):
    return {"name": name, "content": base64.b64encode(raw).decode()}


@pytest.mark.pdf
def test_a_worksheet_is_looked_at_and_taken(page, folder, desk):
    path = put(folder, "deal")
    blank = page.post("worksheet", {"whose": "blank", "paper": "a4"})
    assert (blank["pages"], blank["name"], blank["told"]) == (2, "worksheet.pdf", [])
    status, headers, body = page.get(f"paper/{blank['id']}")
    assert (status, body[:5]) == (200, b"%PDF-")
    assert "worksheet.pdf" in headers["content-disposition"]
    status, headers, body = page.get(f"paper/{blank['id']}/1")
    assert (status, headers["content-type"], body[:4]) == (200, "image/png", b"\x89PNG")
    assert page.get(f"paper/{blank['id']}/2")[0] == 404
    made = page.post("worksheet", {"whose": "deal", "deal": desk.key_of(path), "fillable": True})
    assert made["name"] == "deal-worksheet.pdf"
    assert list((folder / ".mapdocs").rglob("*")), "what it was made from is remembered, so that it can come back"
    sheet = page.get(f"paper/{made['id']}")[2]
    _, _, told = page.ask("POST", f"deal/{desk.key_of(path)}/returned?name=filled.pdf", sheet, **page.signs())
    assert "refused" not in json.loads(told)["files"][0]


@pytest.mark.pdf
def test_a_sheet_a_rep_and_the_run_sheet(page):
    roster = (SAMPLES / "training" / "roster.csv").read_bytes()
    session = (SAMPLES / "training" / "session.yaml").read_bytes()
    reps = page.post(
        "worksheet", {"whose": "roster", "roster": sent("reps.csv", roster + b"Ada Brook,ada@x.example,,,,much\n")}
    )
    more = page.post("worksheet", {"whose": "roster", "roster": sent("reps.csv", roster), "session": sent("s.yaml", session), "wall": True})  # fmt: skip
    assert reps["sheets"] == more["sheets"] > 1
    assert "much" in reps["told"][0]
    assert more["pages"] >= min(reps["pages"] + 2, 6)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"whose": "roster"}, "there is no roster"),
        ({"whose": "roster", "roster": sent("r.csv", b"a,b\n1,2\n")}, "no column is called name"),
        ({"whose": "roster", "roster": sent("r.csv", b"")}, "the file is empty"),
        ({"whose": "deal", "deal": "0" * 16}, "not here any more"),
        ({"whose": "blank", "wall": True}, "need the session"),
        ({"whose": "blank", "session": sent("s.yaml", b"start: 9:00\nblocks:\n  - {name: A, minutes: 5}\n")}, "too short"),
        ({"whose": "blank", "session": sent("s.yaml", b"")}, "the file is empty"),
    ],
    ids=str,
)  # fmt: skip
@pytest.mark.pdf
def test_what_cannot_be_printed_is_told(page, said, message):
    refused = page.post("worksheet", said)["refused"]
    assert message in refused["message"]
    assert refused["hint"]


def test_a_broken_plan_has_no_worksheet_and_no_pressure(page, folder, desk):
    path = folder / "broken.yaml"
    path.write_text("deal: [\n", "utf-8")
    key = desk.key_of(path)
    assert "cannot be read" in json.loads(page.get(f"pressure/{key}")[2])["refused"]["message"]
    assert page.ask("POST", "worksheet", b'{"session": {"name": "x", "content": "%"}}', **page.signs())[0] == 403


@pytest.mark.pdf
def test_the_skeptics_page(page, folder, desk):
    shutil.copy(SAMPLES / "northwind.yaml", folder)
    put(folder, "other", name="Other <b>deal</b>")
    key = desk.key_of(folder / "northwind.yaml")
    told = json.loads(page.get(f"pressure/{key}")[2])
    assert (told["deal"], told["file"]) == ("Northwind close automation", "northwind.yaml")
    risks = [row["risk"] for row in told["rows"]]
    assert risks == sorted(risks, reverse=True)
    assert told["rows"][0]["doubts"][0]["question"]
    for place in (f"pressure.pdf?deal={key}", "pressure.pdf"):
        status, _, body = page.get(place)
        assert (status, body[:5]) == (200, b"%PDF-")
    assert page.get("pressure.pdf?deal=none")[0] == 409


def whole(page):
    """The last state of a round, told as it goes on."""
    state = page.post("build")
    seen = [state]
    while state["running"]:
        state = json.loads(page.get(f"build/{state['number']}")[2])
        seen.append(state)
    return seen


@pytest.mark.pdf
def test_all_are_built_and_what_is_refused_says_why(page, folder):
    put(folder, "a", name="Alder")
    put(folder, "b", name="Brightwater")
    put(folder, "same", name="Alder")
    (folder / "sub").mkdir()
    shutil.copy(SAMPLES / "broken" / "vague.yaml", folder / "sub" / "vague.yaml")
    (folder / "torn.yaml").write_text("deal: [\n", "utf-8")
    seen = whole(page)
    state = {one["file"]: one for one in seen[-1]["deals"]}
    assert {name: one["state"] for name, one in state.items()} == {
        "a.yaml": "built", "b.yaml": "built", "same.yaml": "clash", "vague.yaml": "blocked", "torn.yaml": "blocked",
    }  # fmt: skip
    assert "named like the one in" in state["same.yaml"]["problem"]
    assert state["vague.yaml"]["errors"][0].startswith("MAP")
    assert state["vague.yaml"]["more"] > 0
    assert [len(one["deals"]) for one in seen] == sorted(len(one["deals"]) for one in seen)
    assert (folder / "out" / "alder" / "buyer" / "alder-map.docx").is_file()
    key, made = state["a.yaml"]["key"], state["a.yaml"]["made"]
    assert made[0] == "buyer/alder-map.eml"
    assert {name.partition("/")[0] for name in made} == {"buyer", "internal"}
    for number, name in enumerate(made):
        status, headers, body = page.get(f"built/{key}/{number}")
        assert (status, body) == (200, (folder / "out" / "alder" / name).read_bytes())
        assert headers["content-disposition"].endswith(name.partition("/")[2])
    for nowhere in (f"built/{key}/{len(made)}", "built/none/0", f"built/{state['vague.yaml']['key']}/0"):
        assert page.get(nowhere)[0] == 404
    (folder / "out" / "brightwater" / "buyer" / "brightwater-map.docx").write_bytes(b"edited")
    put(folder, "b", name="Brightwater", acv=99000)
    again = {one["file"]: one for one in whole(page)[-1]["deals"]}
    assert again["a.yaml"]["state"] == "unchanged"
    assert sorted(again["a.yaml"]["made"]) == sorted(made), "what stands there unchanged can be taken too"
    assert page.get(f"built/{key}/0")[0] == 200
    assert (again["b.yaml"]["state"], again["b.yaml"]["edited"]) == ("edited", ["brightwater-map.docx"])
    assert load(folder / "b.yaml").deal.acv == 99000


def test_a_round_is_stopped_after_the_deal_in_hand(page, folder, monkeypatch):
    for name in ("a", "b", "c"):
        put(folder, name, name=f"Deal {name}")
    began, may_end = threading.Event(), threading.Event()

    def slowly(order, worker=None):
        began.set()
        assert may_end.wait(20)
        return batch.Outcome(order.spec, "built")

    monkeypatch.setattr(batch, "build_one", slowly)
    state = page.post("build")
    assert (state["running"], state["total"]) == (True, 3)
    assert began.wait(20)
    assert page.post("build")["number"] == state["number"], "one round at a time"
    state = page.post("build/stop")
    may_end.set()
    while state["running"]:
        state = json.loads(page.get(f"build/{state['number']}")[2])
    assert [one["file"] for one in state["deals"]] == ["a.yaml"]
    assert (state["stopped"], state["total"]) == (True, 3)


def test_trouble_with_the_disk_ends_a_round_with_a_sentence(page, folder, monkeypatch):
    put(folder, "a")

    def full(orders):
        raise OSError(28, "No space left on device")
        yield

    monkeypatch.setattr(rounds, "build_all", full)
    assert whole(page)[-1]["failed"] == "No space left on device"
    assert json.loads(page.get("build/999999999")[2])["running"] is False
