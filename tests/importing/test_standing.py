"""Statuses in other words than those of a program are read, and told; lights and what is taken back are none."""

from datetime import date

import pytest

from helpers import few_of
from mapdocs import import_file, loads
from mapdocs.importing.api import ImportOptions

OPTIONS = ImportOptions(buyer="Alder Clinics", champion="Mona Frey", seller="Quill", owner="Ben Okoye")


def row_of(tmp_path, status, head="Status"):
    text = f"Step;Owner;Due;{head}\nAlpha;Mona Frey;2026-12-04;{status}\nBeta;Ben Okoye;2026-12-11;Open\nGamma;Ben Okoye;2026-12-18;Open\n"
    (tmp_path / "plan.csv").write_text(text, encoding="utf-8")
    result = import_file(tmp_path / "plan.csv", tmp_path, today=date(2026, 11, 25), options=OPTIONS)
    assert result.balance.lost == 0
    return loads(result.specs[0].text).milestones[0], "\n".join(result.notes), result.taken[0].draft.rows[0].status


@pytest.mark.parametrize(
    ("said", "status", "done_on"),
    few_of(
        [
            ("On track", "in progress", None),
            ("im Plan", "in progress", None),
            ("en bonne voie", "in progress", None),
            ("順調", "in progress", None),
            ("Almost done", "in progress", None),
            ("Fast fertig", "in progress", None),
            ("50 % done", "in progress", None),
            ("zu 80 % erledigt", "in progress", None),
            ("In progress (40%)", "in progress", None),
            ("100 % complete", "done", None),
            ("0% done", "open", None),
            ("Signed off", "done", None),
            ("Completed early", "done", None),
            ("Abgenommen", "done", None),
            ("terminé en avance", "done", None),
            ("Completed 20 Nov", "done", date(2026, 11, 20)),
            ("Erledigt am 20.11.2026", "done", date(2026, 11, 20)),
        ],
        7,
    ),
)
def test_a_status_in_other_words_is_read_and_told(said, status, done_on, tmp_path):
    row, notes, _ = row_of(tmp_path, said)
    assert (row.status, row.done_on) == (status, done_on)
    assert f"read so: “Alpha”: the status “{said}” was read as “{status}”" in notes


@pytest.mark.parametrize(
    "said",
    few_of(
        [
            "Completed 20 Dec",
            "Complete by 20 Nov",
            "Not done",
            "50 % to do",
            "Done (inner test)",
            "Complete - draft",
            "Off track",
        ],
        7,
    ),
)
def test_what_is_none_stays_a_question(said, tmp_path):
    _, notes, status = row_of(tmp_path, said)
    assert status == ""
    assert f"the status “{said}” is none of ours" in notes


@pytest.mark.parametrize("said", few_of(["Green", "Amber", "Rot", "vert", "🔴"], 7))
def test_a_light_is_told_as_one(said, tmp_path):
    _, notes, status = row_of(tmp_path, said, "RAG")
    assert status == ""
    assert f"the status “{said}” is a light: it says how the step goes, not how far it is" in notes
