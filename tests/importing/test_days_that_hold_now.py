"""The day that holds now where a cell names the former one too, or says only what the day was moved to."""

from datetime import date

import pytest
from field import of_text, rows_of

from helpers import few_of
from mapdocs.importing.list_words import cell_of
from mapdocs.importing.values import read

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    "said",
    few_of(
        [
            "moved to 4 Dec",
            "4 Dec, originally 27 Nov",
            "now 4 Dec 2026, originally 27 Nov 2026",
            "now 4 Dec (was 27 Nov)",
            "2026-11-27 moved to 2026-12-04",
            "27 Nov (postponed until 4 Dec)",
            "new date: 4 Dec 2026",
            "27 Nov (new: 4 Dec)",
            "old: 2026-11-27, new: 2026-12-04",
            "2026-12-04 (not 2026-11-27)",
            "4 Dec 2026 (confirmed 20 Nov 2026)",
            "verschoben auf 4.12.",
            "alt: 27.11.2026, neu: 04.12.2026",
            "reporté au 4/12",
            "aplazado al 4/12",
            "04/12/2026 (antes 27/11/2026)",
            "adiado para 04/12/2026",
            "12月4日に延期",
            "旧：11月27日、新：12月4日",
        ],
        7,
    ),
)
def test_the_day_that_holds_now(said):
    found = read(cell_of(said), near=TODAY, day_first=True)
    assert found.day == date(2026, 12, 4)
    assert found.week == said
    assert found.how


@pytest.mark.parametrize(
    "said",
    few_of(["not 4 Dec", "moved to 4 Dec or 9 Dec", "moved to Q1", "moved from 27 Nov", "4 Dec, confirmed by Dana"], 7),
)
def test_what_names_no_one_day_is_asked(said):
    assert read(cell_of(said), near=TODAY, day_first=True).day is None


def test_a_plan_keeps_what_was_said_of_the_day(tmp_path):
    text = (
        'Step,Juniper,Due\nDemo,Dana Reyes,moved to 4 Dec 2026\nPilot,Dana Reyes,"new: 9 Dec 2026, old: 2 Dec 2026"\n'
    )
    spec, told = of_text(text, tmp_path)
    assert [row[3] for row in rows_of(spec)] == ["2026-12-04", "2026-12-09"]
    assert "moved to 4 Dec 2026" in told + spec.source.text
    assert "old: 2 Dec 2026" in told + spec.source.text
