"""Files dropped on the desk: looked at cell by cell, answered, written; and those that cannot be taken."""

import email.message
import errno
import json
import re
from pathlib import Path

import pytest

from desk_page import EXPORT, Page, excel_plan
from helpers import TODAY, dump, plan_values
from mapdocs import load
from mapdocs.desk import shell
from mapdocs.desk.pages import serve
from mapdocs.desk.sessions import Desk
from mapdocs.importing import api
from mapdocs.importing.api import names_for
from mapdocs.schema.model import Settings

FACTS = {"buyer": "Juniper Foods", "champion": "Dana Reyes", "seller": "Fabrikam", "owner": "Sam Ortiz", "acv": "84k", "dates": "mdy"}  # fmt: skip


def drop(page, name, raw):
    status, _, body = page.ask("POST", f"import?name={name}", raw, **page.signs())
    assert status == 200, body
    return json.loads(body)


def cells(told, number):
    (row,) = [row for table in told["tables"] for row in table["rows"] if row["number"] == number]
    return [(cell["text"], cell["fate"], cell["became"]) for cell in row["cells"] if cell["text"]]


def test_what_was_understood_stands_beside_the_files_own_table(page, folder):
    told = drop(page, "..%5cJuniper%20rollout.xlsx", excel_plan())
    assert (told["name"], told["kind"]) == ("Juniper rollout.xlsx", "plan")
    (table,) = told["tables"]
    headings = next(row for row in table["rows"] if row["number"] == 3)
    assert [cell["column"] for cell in headings["cells"]] == [
        "only helped to read", "milestone", "owner", "target_date", "status", "exit_criteria", "comment", "internal.notes",
    ]  # fmt: skip
    assert cells(told, 5) == [
        ("2", "told", "only helped to read"),
        ("Business case", "placed", "milestone"),
        ("Marcus Chen", "kept", "question"),
        ("12/9/2026", "kept", "question"),
        ("in progress", "placed", "status"),
        ("ROI sheet signed by the CFO", "placed", "exit_criteria"),
        ("Budget freeze", "kept", "comment"),
    ]
    assert cells(told, 4)[-1] == ("champion is weak", "kept", "internal.notes")
    rows = told["deals"][0]["rows"]
    assert rows[1]["values"]["milestone"] == "Business case"
    assert {field for field, _ in rows[1]["asks"]} == {"owner", "target_date"}
    assert rows[1]["remarks"] == ["Risk: Budget freeze"]
    counted = told["cells"]
    assert counted["all"] == counted["placed"] + counted["kept"] + counted["told"]
    assert counted["lost"] == 0
    assert list(folder.iterdir()) == [], "nothing is written before it is said"


def test_answers_settle_what_is_asked_and_then_it_is_written(page, folder):
    told = drop(page, "Juniper%20rollout.xlsx", excel_plan())
    key = told["file"]
    at = {row["values"]["milestone"]: row["at"] for row in told["deals"][0]["rows"]}
    said = {"deal": FACTS}
    told = page.post(f"import/{key}", said)
    assert told["unplaced"] == ["Marcus Chen"]
    assert told["deals"][0]["rows"][1]["values"]["target_date"] == "2026-12-09"
    said["sides"] = {"Marcus Chen": "buyer"}
    said["answers"] = {
        at["Security review"]: {"buyer_owner": "Priya Raman", "target_date": "some day"},
        at["Purchase order"]: {"buyer_owner": "Tom Okafor"},
    }
    told = page.post(f"import/{key}", {**said, "write": True})
    rows = {row["values"]["milestone"]: row for row in told["deals"][0]["rows"]}
    assert rows["Signature"]["values"]["buyer_owner"] == "Marcus Chen"
    assert rows["Signature"]["values"]["seller_owner"] == "Sam Ortiz"
    assert "is not a date" in rows["Security review"]["wrong"]["target_date"]["message"]
    assert "written" not in told
    assert list(folder.iterdir()) == [], "one answer that cannot be read holds all"
    said["answers"][at["Security review"]]["target_date"] = "15 Dec 2026"
    done = page.post(f"import/{key}", {**said, "write": True})
    (written,) = done["written"]
    spec = load(folder / "juniper-rollout.yaml")
    assert [row.buyer_owner for row in spec.milestones] == ["Dana Reyes", "Marcus Chen", "Priya Raman", None, "Tom Okafor", "Marcus Chen"]  # fmt: skip
    assert spec.milestones[2].target_date.isoformat() == "2026-12-15"
    text = spec.source.text
    assert "  # in the source, the owner is given as “IT”\n" in text
    assert "who is it on which side" not in text
    assert "champion is weak" not in text.split("internal:")[0]
    assert page.board(written["key"])["name"] == "Juniper rollout"
    assert "drop it again" in page.post(f"import/{key}", said)["refused"]["hint"], "what is written is let go"


def test_a_name_that_is_taken_is_told_and_another_one_helps(page, folder):
    there = folder / "juniper-rollout.yaml"
    there.write_text("# mine\n" + dump(plan_values()), "utf-8")
    before = there.read_bytes()
    told = drop(page, "Juniper%20rollout.xlsx", excel_plan())
    assert told["deals"][0]["state"] == "there"
    left = page.post(f"import/{told['file']}", {"write": True})
    assert left["written"] == []
    assert "nothing is overwritten" in left["left"][0]
    assert there.read_bytes() == before
    done = page.post(f"import/{told['file']}", {"deal": {"name": "Juniper second"}, "write": True})
    assert [one["name"] for one in done["written"]] == ["Juniper second"]
    assert there.read_bytes() == before


def test_an_export_of_many_becomes_several_deals_and_one_may_be_left_out(page, folder):
    told = drop(page, "export.csv", EXPORT.encode())
    assert told["kind"] == "deals"
    states = {deal["name"]: deal["state"] for deal in told["deals"]}
    assert states == {"Alder ledger move": "new", "Brightwater scheduling": "new", "Dunmore archive": "new", "Old one": "left out"}  # fmt: skip
    at = {deal["name"]: deal["at"] for deal in told["deals"]}
    (dunmore,) = [deal for deal in told["deals"] if deal["name"] == "Dunmore archive"]
    assert [field for field, _ in dunmore["asks"]] == ["acv"]
    assert ("much", "kept", "question") in cells(told, 4)
    assert ("Workshop", "kept", "internal.notes") in cells(told, 2)
    assert [deal["values"]["acv"] for deal in told["deals"][:2]] == ["62000", "148500"]
    answers = {
        at["Brightwater scheduling"]: {"take": "no"},
        at["Old one"]: {"take": "yes"},
        at["Dunmore archive"]: {"acv": "31k", "champion": "Ada Quill", "go_live": "2027-04-01", "currency": "Euro"},
    }
    done = page.post(f"import/{told['file']}", {"deal": {"seller": "Fabrikam"}, "answers": answers, "write": True})
    assert [one["name"] for one in done["written"]] == ["Alder ledger move", "Dunmore archive", "Old one"]
    spec = load(folder / "dunmore-archive.yaml")
    assert (spec.deal.acv, spec.deal.currency, spec.buyer.champion) == (31000, "EUR", "Ada Quill")
    assert spec.deal.go_live.isoformat() == "2027-04-01"
    assert spec.seller.company == "Fabrikam"
    assert "not understood in the export" not in spec.source.text
    assert {one["deal"] for one in json.loads(page.get("deals")[2])["deals"]} == {"Alder ledger move", "Dunmore archive", "Old one"}  # fmt: skip


def test_a_second_export_brings_up_to_date_what_the_crm_owns(page, folder):
    first = drop(page, "export.csv", EXPORT.encode())
    page.post(f"import/{first['file']}", {"write": True})
    path = folder / "alder-ledger-move.yaml"
    path.write_text(path.read_text("utf-8") + "# mine\n", "utf-8")
    again = drop(page, "export.csv", EXPORT.replace("$62,000.00", "$64,000.00").encode())
    states = {deal["name"]: (deal["state"], deal["said"]) for deal in again["deals"]}
    assert states["Alder ledger move"] == ("updated", ["deal.acv: 62000 → 64000"])
    assert states["Brightwater scheduling"] == ("unchanged", [])
    done = page.post(f"import/{again['file']}", {"write": True})
    assert [(one["name"], one["isNew"]) for one in done["written"]] == [("Alder ledger move", False)]
    assert load(path).deal.acv == 64000
    assert path.read_text("utf-8").endswith("# mine\n")


def _mail() -> bytes:
    message = email.message.EmailMessage()
    message["From"], message["Subject"] = "dana@juniper.example", "Our plan"
    message.set_content("Please see the plan attached. Best, Dana")
    message.add_attachment(excel_plan(), maintype="application", subtype="vnd.openxmlformats-officedocument.spreadsheetml.sheet", filename="plan.xlsx")  # fmt: skip
    return bytes(message)


MARKDOWN = "| Step | Owner | Due |\n| --- | --- | --- |\n| Kick-off | Dana Reyes | 2026-12-01 |\n| Legal | Lena Brandt | 2026-12-20 |\n"


@pytest.mark.parametrize(("name", "raw", "steps"), [("plan.md", MARKDOWN.encode(), 2), ("reply.eml", _mail(), 6), ("plan.csv", MARKDOWN.encode(), 2)], ids=["md", "mail", "bars"])  # fmt: skip
def test_plans_of_other_kinds(page, name, raw, steps):
    told = drop(page, name, raw)
    assert len(told["deals"][0]["rows"]) == steps
    assert told["cells"]["lost"] == 0


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("damaged.xlsx", excel_plan()[:3000], "damaged or cut off"),
        ("empty.csv", b" \n", "the file is empty"),
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 40, "none of the files that hold a table"),
        ("note.msg", b"\xd0\xcf\x11\xe0" + b"x" * 600, "Outlook"),
        ("old.xls", b"\xd0\xcf\x11\xe0" + b"x" * 600, "protected by a password, or of the old kind"),
        pytest.param(
            "large.csv", b"Step,Owner,Due\n" + b"a,b,c\n" * 100_001, "more than 100,000 rows", marks=pytest.mark.long
        ),
        pytest.param(
            "larger.csv",
            b"Step,Owner,Due\n" + b"a,b,c\n" * 5_000_000,
            "more than 100,000 rows",
            marks=pytest.mark.long,
        ),
        ("large.docx", b"PK\x03\x04" + b"x" * 30_000_000, "far more than a plan"),
        ("prose.md", b"# A title\n\nNothing but words.\n", "there is no plan in this file"),
        ("filled.pdf", b"%PDF-1.7\n" + b"x" * 100, ""),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)  # fmt: skip
def test_what_cannot_be_taken_is_told_and_nothing_is_lost(page, folder, name, raw, said):
    good = drop(page, "Juniper%20rollout.xlsx", excel_plan())
    told = drop(page, name, raw)
    assert said in told["refused"]["message"]
    assert told["refused"]["message"]
    assert "file" not in told
    assert list(folder.iterdir()) == []
    assert page.post(f"import/{good['file']}", {})["file"] == good["file"], "the file before is still there"
    assert page.ask("POST", "import?name=x.csv", b"", **page.signs(), **{"Content-Length": "33000000"})[0] == 413


def test_a_full_disk_loses_nothing(page, folder, monkeypatch):
    told = drop(page, "export.csv", EXPORT.encode())

    def full(path, text):
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    with monkeypatch.context() as patched:
        patched.setattr(api, "write_new_spec", full)
        assert page.post(f"import/{told['file']}", {"write": True})["refused"]["message"] == "the disk is full"
    assert list(folder.iterdir()) == []
    assert len(page.post(f"import/{told['file']}", {"write": True})["written"]) == 3


@pytest.mark.long
def test_more_rows_than_are_shown_are_all_read(page, folder):
    lines = [f"| Step {n} | Dana Reyes | 2027-01-{n % 28 + 1:02} |" for n in range(450)]
    told = drop(page, "long.md", ("| Step | Owner | Due |\n| --- | --- | --- |\n" + "\n".join(lines)).encode())
    assert (len(told["tables"][0]["rows"]), told["tables"][0]["more"]) == (400, 51)
    page.post(f"import/{told['file']}", {"write": True})
    assert len(load(folder / "long.yaml").milestones) == 450


def test_texts_of_html_stay_texts_and_only_few_files_are_held(page):
    told = drop(page, "%3Cb%3Eplan%3C.xlsx", excel_plan())
    assert told["name"] == "<b>plan<.xlsx"
    assert ("<img src=x onerror=alert(1)>", "kept", "comment") in cells(told, 7)
    for number in range(3):
        drop(page, f"plan{number}.xlsx", excel_plan())
    assert "does not hold this file" in page.post(f"import/{told['file']}", {})["refused"]["message"]


def test_a_desk_of_one_deal_and_one_that_is_read_only_take_nothing(folder):
    path = folder / "deal.yaml"
    path.write_text(dump(plan_values()), "utf-8")
    for place, read_only in ((path, False), (folder, True)):
        desk = Desk(place, today=TODAY)
        server = serve(desk, read_only=read_only)
        server.start()
        try:
            page = Page(server)
            for address in ("import?name=x.xlsx", "worksheet", "build"):
                assert page.ask("POST", address, excel_plan(), **page.signs())[0] in (403, 404)
        finally:
            server.close()
            desk.close()
    assert sorted(p.name for p in folder.iterdir()) == ["deal.yaml"]


def test_every_place_that_a_cell_can_go_has_its_word():
    sources = "\n".join(path.read_text("utf-8") for path in Path(api.__file__).parent.glob("*.py"))
    said = set(re.findall(r'"(?:told|kept|placed)", "([^"]+)"[,)\n]', sources)) - {"kept", "told", "placed"}
    said |= set(names_for(Settings(), None).columns.values())
    assert len(said) > 30
    for became in said:
        key = re.sub(r"\W+", "_", became)
        assert f"became_{key}" in shell.words("en") or f"cell_{key}" in shell.words("en"), became
