"""What is made of many deals, and for the next meeting, in other people's readers: agenda, drafts, checkpoint, pressure test."""

import re
import shutil
import subprocess
from datetime import timedelta

import pytest
from icalendar import Calendar

from clients.test_pdf import complaints
from commands import run
from helpers import GOOD_SAMPLES, SAMPLES, TODAY, dump, plan_values

CRM = SAMPLES / "crm/salesforce-opportunities.csv"


@pytest.fixture(scope="module")
def team(tmp_path_factory):
    """The samples, and five deals of two reps."""
    folder = tmp_path_factory.mktemp("team") / "deals"
    folder.mkdir()
    for path in GOOD_SAMPLES:
        if not (path.parent / "mapdocs.yaml").is_file():
            shutil.copy(path, folder)
    for number in range(5):
        values = plan_values(name=f"Deal {number}", stage=5, id=f"deal-{number}")
        owner = "Ada Brook" if number % 2 else "Sam Ortiz"
        values["seller"].update(owner=owner, people=[{"name": owner, "title": "AE", "email": "ae@fabrikam.example"}])
        for row in values["milestones"]:
            row["seller_owner"] = owner
        if number == 4:
            del values["deal"]["map_url"]
        (folder / f"deal{number}.yaml").write_text(dump(values), "utf-8")
    return folder


def told(*args, codes=(0,)):
    done = run(*args, "--today", TODAY)
    assert done.returncode in codes, done.stdout + done.stderr
    return done


def read_alike(mails, node):
    """Each mail as mailparser reads it, once postal-mime has read the same."""
    for path, one, other in zip(mails, node("mailparser", *mails), node("postal", *mails), strict=True):
        assert one["unsent"] == "1"
        assert (one["from"], one["id"]) == (None, None)
        assert one["subject"] == other["subject"]
        assert one["text"].strip() == other["text"].replace("\r\n", "\n").strip()
        assert [a["name"] for a in one["attachments"]] == [a["name"] for a in other["attachments"]]
        yield path, one


@pytest.mark.parametrize("sample", [path.name for path in GOOD_SAMPLES if path.parent == SAMPLES])
def test_the_agenda_is_read_by_mail_calendar_and_office_programs(sample, team, node, office, tmp_path):
    told("agenda", team / sample, "--at", "2026-12-09 15:00", "-o", tmp_path)
    (mail,), (event,), (page,) = (sorted(tmp_path.rglob(f"*.{kind}")) for kind in ("eml", "ics", "docx"))
    ((_, read),) = read_alike([mail], node)
    assert {a["name"] for a in read["attachments"]} == {event.name, page.name}
    assert len(read["subject"]) <= 60
    (ours,) = Calendar.from_ical(event.read_bytes()).walk("VEVENT")
    assert not ours.errors
    (theirs,) = node("ical", event)[0]
    assert theirs["summary"] == str(ours["SUMMARY"])
    assert theirs["start"] == ours["DTSTART"].dt.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert ours["DTEND"].dt > ours["DTSTART"].dt
    first = re.search(r"^[A-Z]+\d+\. (.+?) \(", read["text"], re.MULTILINE)[1]
    assert first in str(ours["DESCRIPTION"])
    assert node("ooxml", page)[0]["errors"] == []
    pdf = office(page, "pdf", tmp_path)
    shown = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout
    assert first in " ".join(shown.split())
    assert shown.count("\f") == 1, "half a page"


def test_the_fixes_are_read_by_mail_programs(team, node, tmp_path):
    told("coverage", CRM, team, "--stage", "1+", "--fixes", tmp_path / "fixes")
    seen = list(read_alike(sorted((tmp_path / "fixes").glob("*.eml")), node))
    assert {path.stem for path, _ in seen} == {"sam-ortiz", "chris-park"}
    for _, mail in seen:
        assert mail["attachments"] == []
        assert "today" in mail["text"]
    assert "Brightwater scheduling" in {path.stem: mail["text"] for path, mail in seen}["chris-park"]


def test_the_checkpoint_in_a_browser_and_in_excel(team, node, office, browse, tmp_path):
    deals = tmp_path / "deals"
    shutil.copytree(team, deals)
    told("next", deals, "--checkpoint", "-o", tmp_path / "first.html", "--format", "html")
    week = TODAY + timedelta(7)
    (deals / "deal3.yaml").unlink()
    done = run("next", deals, "--checkpoint", "-o", tmp_path / "c.html", "--format", "html", "--today", week)
    assert done.returncode == 0, done.stderr
    done = run("next", deals, "--checkpoint", "-o", tmp_path / "c.xlsx", "--format", "xlsx", "--today", week)
    assert done.returncode == 0, done.stderr
    assert node("ooxml", tmp_path / "c.xlsx")[0]["errors"] == []
    (sheet,) = node("sheetjs", tmp_path / "c.xlsx")[0].values()
    named = {str(cell) for row in sheet for cell in row}
    assert {f"Deal {n}" for n in range(5)} <= named, "one that is gone keeps its row"
    assert office(tmp_path / "c.xlsx", "pdf", tmp_path).stat().st_size > 5000
    for page in ("first.html", "c.html"):
        assert browse("axe.mjs", tmp_path / page) == {"axe": [[], []], "requests": [], "overflow": [0, 0]}


def test_the_pressure_test_passes_pdfua(team, program, tmp_path):
    path = tmp_path / "pressure.pdf"
    told("pressure", team, "-o", path)
    # One warning is meant: each page begins alike, with the title of its deal, and outloud takes that for a running head.
    assert complaints(path)[:2] == ([], 0)
    told("pressure", team / "northwind.yaml", "-o", tmp_path / "one.pdf")
    assert complaints(tmp_path / "one.pdf") == ([], 0, 0)
    done = subprocess.run([program("qpdf"), "--check", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
