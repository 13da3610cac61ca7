"""The law of the artifacts: every row of the plan stands in each of them, whole."""

from __future__ import annotations

import datetime
import io
import re
from datetime import date, timedelta

import openpyxl
import pypdf
import pytest
from icalendar import Calendar

from helpers import TODAY, docx_text, message_of, part, plan_values, some_of, spec_of
from mapdocs.building.api import BuildOptions
from mapdocs.building.pipeline import render
from mapdocs.formats.excel.look import height_of

PEOPLE = (
    "Maximiliane Freifrau von Hohenstein-Ardenne", "Dana Reyes", "Bartholomew Featherstonehaugh-Cholmondeley",
)  # fmt: skip


def long_plan(rows):
    """Steps three weeks apart, with long names and long proofs: fourteen take ten months."""
    values = plan_values(rows, go_live="2027-10-29")
    for number, row in enumerate(values["milestones"]):
        row.update(
            id=f"row-{number + 1}",
            milestone=f"Step {number + 1}: the group's review of all that concerns it",
            buyer_owner=PEOPLE[number % 3],
            seller_owner=PEOPLE[(number + 1) % 3],
            target_date=(date(2026, 12, 7) + timedelta(21 * number)).isoformat(),
            exit_criteria=f"Report {number + 1} with all of its two hundred and twelve answers signed by both sides",
        )
        row.pop("kind")
    return values


def built(values, **settings):
    outcome = render(spec_of(values, **settings), (), today=TODAY, options=BuildOptions(variant="full"))
    return {name.split("/")[1].removeprefix(f"{outcome.stem}-"): content for name, content in outcome.files.items()}


def cells_of(raw):
    said = []
    for sheet in openpyxl.load_workbook(io.BytesIO(raw), data_only=True).worksheets:
        for value in (cell.value for line in sheet.iter_rows() for cell in line):
            said.append(f"{value:%Y%m%d}" if isinstance(value, datetime.datetime) else str(value or ""))
    return " ".join(said)


def events_of(raw):
    return " ".join(
        f"{event['summary']} {event['description']} {event['dtstart'].dt:%Y%m%d}"
        for event in Calendar.from_ical(raw).walk("VEVENT")
    )


def told(files):
    """The text of each artifact that tells the plan's rows."""
    pages = pypdf.PdfReader(io.BytesIO(files["map.pdf"])).pages
    mail = message_of(files["map.eml"])
    texts = {
        "map.eml": part(mail, "text/html"),
        "map.eml, text": part(mail, "text/plain"),
        "map.html": files["map.html"].decode(),
        "map.txt": files["map.txt"].decode(),
        "map.docx": docx_text(files["map.docx"]),
        "map.xlsx": cells_of(files["map.xlsx"]),
        "map.pdf": "\n".join(page.extract_text() for page in pages),
        "milestones.ics": events_of(files["milestones.ics"]),
        "internal.xlsx": cells_of(files["internal.xlsx"]),
    }
    return {name: bare(text.replace("&#39;", "'")) for name, text in texts.items()}


def bare(text):
    """Without blanks, since a page breaks a name at its hyphen too."""
    return re.sub(r"\s+", "", text)


@pytest.mark.pdf
@pytest.mark.parametrize("rows", some_of(range(1, 15), 1, 4, 7, 10, 14))
def test_every_row_stands_in_every_artifact_whole(rows):
    values = long_plan(rows)
    texts = told(built(values))
    for row in values["milestones"]:
        day = date.fromisoformat(row["target_date"])
        for name, text in texts.items():
            for said in (row["milestone"], row["buyer_owner"], row["seller_owner"], row["exit_criteria"]):
                assert bare(said) in text, (name, said)
            assert f"{day.day}{day:%b%Y}" in text or f"{day:%Y%m%d}" in text, (name, day)


@pytest.mark.parametrize("name", ["map.xlsx", "internal.xlsx"])
def test_a_line_of_a_workbook_is_as_high_as_the_longest_cell_in_it(name):
    """A row that is too low cuts a name off in every program that keeps the height which the file states."""
    book = openpyxl.load_workbook(io.BytesIO(built(long_plan(3))[name]), data_only=True)
    checked = 0
    for sheet in book.worksheets:
        widths = {key: dimension.width for key, dimension in sheet.column_dimensions.items()}
        for line in sheet.iter_rows():
            if not any(str(cell.value).startswith("Report ") for cell in line):
                continue
            for cell in line:
                if isinstance(cell.value, str) and cell.column_letter in widths:
                    needed = height_of([(cell.value, widths[cell.column_letter])], least=0)
                    assert sheet.row_dimensions[cell.row].height > needed - 1, (sheet.title, cell.coordinate)
                    checked += 1
    assert checked > 9


def test_a_plan_of_ten_months_has_its_timeline_in_word():
    text = docx_text(built(long_plan(14))["map.docx"])
    assert "Timeline" in text
    strip = text[text.index("Timeline") :]
    for number in range(1, 15):
        assert f"S{number}" in strip


@pytest.fixture
def bars():
    """Each row's bar on the tracker's timeline: its mark, begin and end."""

    def of(values):
        sheet = openpyxl.load_workbook(io.BytesIO(built(values)["map.xlsx"]), data_only=True).worksheets[1]
        lines = ([cell.value for cell in line[:4]] for line in sheet.iter_rows(min_row=5))
        return {mark[1:]: (begin.date(), end.date()) for mark, _, begin, end in lines if mark}

    return of


def test_a_bar_begins_when_what_the_row_waits_for_ends(bars):
    values = long_plan(4)
    rows = values["milestones"]
    rows[2].update(after=["row-1"], target_date="2027-02-19")  # two months beside the second row
    rows[3].update(after=["row-2", "row-3"], target_date="2027-03-01")
    found = bars(values)
    assert found["3"] == (date(2026, 12, 7), date(2027, 2, 19))
    assert found["4"] == (date(2027, 2, 19), date(2027, 3, 1))


def test_a_bar_that_waits_for_nothing_begins_on_the_plans_day_and_one_that_says_nothing_waits_for_the_row_above(bars):
    values = long_plan(3)
    values["milestones"][1]["after"] = []
    found = bars(values)
    assert found["1"] == (TODAY, date(2026, 12, 7))
    assert found["2"] == (TODAY, date(2026, 12, 28))
    assert found["3"][0] == date(2026, 12, 28)


def test_the_timeline_marks_the_go_live_and_holds_a_plan_of_years():
    for last in ("2027-10-29", "2030-01-31"):
        values = long_plan(3)
        values["deal"]["go_live"] = last
        sheet = openpyxl.load_workbook(io.BytesIO(built(values)["map.xlsx"]), data_only=True).worksheets[1]
        signs = [(cell.column, cell.value) for cell in sheet[3] if cell.column > 4 and cell.value]
        assert [sign for _, sign in signs] == ["▼", "★"]
        begins = [sheet.cell(4, column).value.date() for column in (signs[1][0], signs[1][0] + 1)]
        assert begins[0] <= date.fromisoformat(last) < begins[1]
        assert "Go-live" in sheet["A3"].value
