"""Days among other words: what is certain is read, and told where somebody may ask; the rest stays a question."""

from datetime import date

import pytest

from helpers import few_of
from mapdocs import import_file, loads
from mapdocs.importing import values
from mapdocs.importing.api import ImportOptions
from mapdocs.readers.tables import Cell, Line

TODAY = date(2026, 11, 25)
OPTIONS = ImportOptions(buyer="Alder Clinics", champion="Mona Frey", seller="Quill", owner="Ben Okoye")


def day_of(said):
    return values.read(Cell(lines=(Line(said),)), near=TODAY, day_first=None)


@pytest.mark.parametrize(
    ("said", "day", "how"),
    few_of(
        [
            ("w/c 11 Jan 2027", date(2027, 1, 15), "the Friday of that week"),
            ("week commencing Mon 11 Jan", date(2027, 1, 15), "the Friday of that week"),
            ("w/c Sunday 10 Jan 2027", date(2027, 1, 15), "the Friday of that week"),
            ("Woche vom 11.1.2027", date(2027, 1, 15), "the Friday of that week"),
            ("semaine du 11 janvier 2027", date(2027, 1, 15), "the Friday of that week"),
            ("semana del 11 de enero de 2027", date(2027, 1, 15), "the Friday of that week"),
            ("semana de 11 de janeiro de 2027", date(2027, 1, 15), "the Friday of that week"),
            ("settimana dell'11 gennaio 2027", date(2027, 1, 15), "the Friday of that week"),
            ("week van 11 januari 2027", date(2027, 1, 15), "the Friday of that week"),
            ("1月11日の週", date(2027, 1, 15), "the Friday of that week"),
            ("w/e 15 Jan 2027", date(2027, 1, 15), "the day with which that week ends"),
            ("semaine 3 de 2027", date(2027, 1, 22), "the Friday of that week"),
            ("week 3 of 2027", date(2027, 1, 22), "the Friday of that week"),
            ("Woche 3/2027", date(2027, 1, 22), "the Friday of that week"),
            ("W50-W51", date(2026, 12, 18), "the Friday of that week"),
            ("W50", date(2026, 12, 11), "the Friday of that week"),
            ("KW 50 - KW 51", date(2026, 12, 18), "the Friday of that week"),
            ("KW 50/51", date(2026, 12, 18), "the Friday of that week"),
            ("KW 50/26", date(2026, 12, 11), "the Friday of that week"),
            ("4 Dec (was 20 Nov)", date(2026, 12, 4), "the other day is the former one"),
            ("4 Dec 2026, previously 20 Nov 2026", date(2026, 12, 4), "the other day is the former one"),
            ("04.12.2026 (statt 20.11.2026)", date(2026, 12, 4), "the other day is the former one"),
            ("4 déc. (au lieu du 20 nov.)", date(2026, 12, 4), "the other day is the former one"),
            ("12月4日（旧11月20日）", date(2026, 12, 4), "the other day is the former one"),
            ("4 Dec EOD", date(2026, 12, 4), ""),
            ("COB Fri 4 Dec", date(2026, 12, 4), ""),
            ("4. Dezember Feierabend", date(2026, 12, 4), ""),
            ("20261204", date(2026, 12, 4), ""),
            ("12/4(金)", date(2026, 12, 4), ""),
            ("4/12 (Fri)", date(2026, 12, 4), ""),
        ],
        7,
    ),
)
def test_a_day_that_is_certain(said, day, how):
    found = day_of(said)
    assert (found.day, found.how) == (day, how)
    assert found.week == (said if how else "")


@pytest.mark.parametrize(
    ("said", "day", "starts"),
    few_of(
        [
            ("1./2. März 2027", date(2027, 3, 2), "1. März 2027"),
            ("4/5 Feb 2027", date(2027, 2, 5), "4 Feb 2027"),
            ("Mon 1 & Tue 2 Mar 2027", date(2027, 3, 2), "Mon 1 Mar 2027"),
            ("1er et 2 mars 2027", date(2027, 3, 2), "1 mars 2027"),
            ("14.-18.12.", date(2026, 12, 18), "14."),
            ("30.11.–04.12.", date(2026, 12, 4), "30.11."),
        ],
        7,
    ),
)
def test_days_that_follow_one_another_end_with_the_last(said, day, starts):
    found = day_of(said)
    assert (found.day, found.said) == (day, starts)


@pytest.mark.parametrize(
    "said",
    few_of(
        [
            "mid January 2027",
            "early February",
            "Mitte Dezember",
            "mi-décembre 2026",
            "Ende Januar 2027",
            "Q1 2027",
            "S1 2027",
            "Sem 1 2027",
            "week of 14 Dec",
            "Week 3",
            "W3",
            "week 50",
            "4 or 11 Dec",
            "4/11 Feb 2027",
            "4 Dec (or 11 Dec)",
            "4 Dec, not before 20 Nov",
            "not before 4 Dec",
            "12/4",
            "4/12 (Tue)",
            "20261304",
            "20991204",
            "4/5/27",
        ],
        7,
    ),
)
def test_what_is_no_certain_day_stays_a_question(said):
    found = day_of(said)
    assert found.day is None
    assert found.why


def test_what_was_read_is_told_and_a_list_reads_the_same(tmp_path):
    text = "Step;Owner;Due\nAlpha;Mona Frey;w/c 11 Jan 2027\nBeta;Ben Okoye;4 Dec (was 20 Nov)\n"
    (tmp_path / "plan.csv").write_text(text, encoding="utf-8")
    result = import_file(tmp_path / "plan.csv", tmp_path, today=TODAY, options=OPTIONS)
    notes = "\n".join(result.notes)
    assert "Due: “w/c 11 Jan 2027” was read as “2027-01-15”, the Friday of that week" in notes
    assert "Due: “4 Dec (was 20 Nov)” was read as “2026-12-04”, the other day is the former one" in notes
    text = "- Alpha – Mona Frey – w/c 11 Jan 2027\n- Beta – Ben Okoye – 4 Dec EOD\n- 14.-18.12.: Gamma (Mona Frey)\n"
    (tmp_path / "list.md").write_text(text, encoding="utf-8")
    spec = loads(import_file(tmp_path / "list.md", tmp_path, today=TODAY, options=OPTIONS).specs[0].text)
    assert [(m.milestone, str(m.target_date)) for m in spec.milestones] == [
        ("Alpha", "2027-01-15"),
        ("Beta", "2026-12-04"),
        ("Gamma", "2026-12-18"),
    ]


@pytest.mark.parametrize(
    ("said", "day"),
    few_of(
        [
            ("~4 Dec", date(2026, 12, 4)),
            ("4 Dec?", date(2026, 12, 4)),
            ("04.12.2026 (?)", date(2026, 12, 4)),
            ("ca. 15 Jan 2027", date(2027, 1, 15)),
            ("approx. 15 March 2027", date(2027, 3, 15)),
            ("etwa 15. Januar 2027", date(2027, 1, 15)),
            ("vers le 15 janvier 2027", date(2027, 1, 15)),
            ("hacia el 15 de enero de 2027", date(2027, 1, 15)),
            ("por volta de 15 de janeiro de 2027", date(2027, 1, 15)),
            ("2027年1月15日頃", date(2027, 1, 15)),
        ],
        7,
    ),
)
def test_a_day_that_is_not_certain_is_read_and_told(said, day):
    found = day_of(said)
    assert (found.day, found.week, found.how) == (day, said, "the file calls it not certain")


@pytest.mark.parametrize("said", few_of(["~ January", "about 3 weeks", "ca. KW", "~Q1", "~4/12"], 7))
def test_what_is_about_no_day_stays_a_question(said):
    assert day_of(said).day is None
