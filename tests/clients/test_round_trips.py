"""Both sides work in their own programs: what those read, edit and save is what the spec says."""

import io
import json
import re
import subprocess
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from helpers import docx_tables, made, plan_values, spec_of, zip_members

HERE = Path(__file__).parent
SERIAL = (date(2026, 11, 23) - date(1899, 12, 30)).days
LANGUAGES = {"en_US": 0, "de_DE": 1, "ja_JP": 2}


@pytest.fixture(scope="module")
def plan():
    values = plan_values(7)
    values["milestones"][0].update(status="done", done_on="2026-11-20", agreed_on="2026-11-18")
    values["milestones"][1].update(
        status="in progress", moved=[{"from": "2026-11-20", "on": "2026-11-18", "why": "Audit week"}]
    )
    values["milestones"][2].update(note="Priya is away")
    return values


@pytest.fixture(scope="module")
def tracker(plan, tmp_path_factory):
    path = tmp_path_factory.mktemp("tracker") / "map.xlsx"
    path.write_bytes(made(plan, only=("xlsx",))["map.xlsx"])
    return path


@pytest.fixture(scope="module")
def document(plan, tmp_path_factory):
    path = tmp_path_factory.mktemp("document") / "map.docx"
    path.write_bytes(made(plan, only=("docx",))["map.docx"])
    return path


def expected(plan):
    rows = spec_of(plan).milestones
    return [(r.buyer_owner, r.seller_owner, r.target_date, r.exit_criteria) for r in rows]


def final_cells(raw):
    """The text of every table cell with tracked changes taken over: deleted text is no w:t."""
    from lxml import etree

    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    root = etree.fromstring(dict(zip_members(raw))["word/document.xml"])
    return ["".join(t.text or "" for t in cell.iter(f"{name}t")) for cell in root.iter(f"{name}tc")]


def as_day(value):
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, (int, float)):
        return date.fromordinal(date(1899, 12, 30).toordinal() + int(value))
    for pattern in ("%Y-%m-%d", "%Y/%m/%d", "%d %b %Y", "%m/%d/%y"):
        try:
            return datetime.strptime(value, pattern).date()
        except ValueError:
            continue
    raise AssertionError(value)


def facts(grid):
    """Owner, owner, date, proof of each row below the header, from any reader's grid."""
    at = next(n for n, line in enumerate(grid) if "Exit Criteria (proof)" in [str(c) for c in line])
    head = [str(c) for c in grid[at]]
    step = head.index("Milestone")  # the companies' names head the owners' columns behind it
    columns = [step + 1, step + 2, head.index("Target Date"), head.index("Exit Criteria (proof)")]
    rows = []
    for line in grid[at + 1 :]:
        cells = [line[c] if c < len(line) else "" for c in columns]
        if cells[0] and str(cells[0]) != "nan":
            rows.append((cells[0], cells[1], as_day(cells[2]), cells[3]))
    return rows


def test_every_reader_sees_the_same_rows(tracker, plan, node, program, tmp_path, measure):
    import pandas
    from python_calamine import CalamineWorkbook

    wanted = expected(plan)
    seen = {}
    seen["pandas"] = facts(pandas.read_excel(tracker, header=None, engine="openpyxl").values.tolist())
    seen["calamine"] = facts(CalamineWorkbook.from_path(str(tracker)).get_sheet_by_index(0).to_python())
    seen["SheetJS"] = facts(node("sheetjs", tracker)[0]["Plan"])
    csv = tmp_path / "map.csv"
    subprocess.run([program("ssconvert"), tracker, csv], check=True, capture_output=True)
    import csv as reader

    seen["Gnumeric"] = facts(list(reader.reader(csv.read_text("utf-8").splitlines())))
    sheet = openpyxl.load_workbook(tracker, data_only=True).worksheets[0]
    seen["openpyxl"] = facts([[c.value for c in line] for line in sheet.iter_rows()])
    for name, rows in seen.items():
        assert rows == wanted, name
    measure(f"tracker read alike by {', '.join(seen)}")


@pytest.mark.parametrize("locale", list(LANGUAGES))
def test_stored_values_are_what_libreoffice_computes(plan, locale, office_edit, tmp_path, measure):
    path = tmp_path / "map.xlsx"
    path.write_bytes(made(plan, only=("xlsx",), locale=locale)["map.xlsx"])
    # "today" stands in one cell; the day of building put there makes both sides reckon from the same day
    steps = [["cell", 0, "F3", SERIAL], ["calculate"], ["read", 0, "A1:J24"], ["read", 1, "A1:D24"]]
    computed = office_edit(path, "-", "", steps)
    book = openpyxl.load_workbook(path, data_only=True)
    formulas = openpyxl.load_workbook(path)
    compared = 0
    for number, grid in enumerate(computed):
        for line, cells in enumerate(grid, 1):
            for column, (value, text, _) in enumerate(cells, 1):
                cell = formulas.worksheets[number].cell(line, column)
                if cell.data_type != "f" or cell.coordinate == "F3":
                    continue
                stored = book.worksheets[number].cell(line, column).value
                if isinstance(stored, datetime):
                    assert as_day(value) == stored.date(), cell.coordinate
                elif isinstance(stored, (int, float)):
                    assert value == stored, cell.coordinate
                else:
                    assert text == (stored or ""), cell.coordinate
                compared += 1
    assert compared > 40
    measure(f"formulas, {locale}: {compared} stored values equal LibreOffice's")


def test_editing_a_date_moves_days_next_and_the_bar(tracker, office_edit, tmp_path):
    late = SERIAL + 40
    steps = [
        ["cell", 0, "F3", SERIAL], ["cell", 0, "E10", late], ["calculate"],
        ["read", 0, "C4:C5"], ["read", 0, "I10:I10"], ["read", 1, "C6:D7"],
    ]  # fmt: skip
    summary, days, bars = office_edit(tracker, tmp_path / "edited.xlsx", "Calc MS Excel 2007 XML", steps)
    assert days[0][0][0] == 40
    assert summary[1][0][1] == "Security / technical review"  # no longer the row that moved
    assert bars[0][1][0] == late  # its own bar ends there
    assert bars[1][0][0] == min(late, bars[1][1][0])  # and the next one begins there, or is short
    saved = openpyxl.load_workbook(tmp_path / "edited.xlsx")
    assert saved.worksheets[0]["E10"].value.date() == as_day(late)
    assert any("DataValidation" in type(v).__name__ for v in saved.worksheets[0].data_validations.dataValidation)
    assert len(saved.worksheets[1].conditional_formatting) >= 2


def test_libreoffice_edits_the_document_and_everything_else_stays(document, plan, office_edit, tmp_path):
    saved = tmp_path / "edited.docx"
    office_edit(document, saved, "MS Word 2007 XML", [["text", 1, "C3", "Marcus Chen"]])
    before, after = final_cells(document.read_bytes()), final_cells(saved.read_bytes())
    changed = [(was, now) for was, now in zip(before, after, strict=True) if was != now]
    assert changed == [("Lena BrandtGeneral Counsel", "Marcus Chen")]
    members = dict(zip_members(saved.read_bytes()))
    assert b"<w:ins " in members["word/document.xml"]  # track changes was on: the edit comes back as one
    assert b"w:tblHeader" in members["word/document.xml"]
    assert b"w:cantSplit" in members["word/document.xml"]
    assert b"trackRevisions" in members["word/settings.xml"]
    footers = b"".join(v for k, v in members.items() if "footer" in k)
    assert b"revision" in footers


def test_the_document_is_read_row_by_row(document, plan, node, program):
    html = node("mammoth", document)[0]["html"]
    tables = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    wanted = expected(plan)
    texts = [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", t)) for t in tables]
    for buyer, seller, day, proof in wanted:
        assert any(all(x in t for x in (buyer, seller, f"{day.day} {day:%b %Y}", proof)) for t in texts)
    native = json.loads(
        subprocess.run([program("pandoc"), document, "-t", "json"], capture_output=True, text=True, check=True).stdout
    )
    flat = json.dumps(native, ensure_ascii=False)
    assert flat.count('"t": "Table"') >= 3


EXTREMES = {
    "formula characters": lambda n: f"={n}+1 signed",
    "two thousand characters": lambda n: ("word " * 400).strip() + " signed",
    "emoji and marks": lambda n: "👩‍💻 e\u0301 Z\u0351\u0300\u0301 signed 🇩🇪",
    "overrides": lambda n: "\u202eabc\u202c signed \u2066x\u2069",
}


@pytest.mark.parametrize("kind", list(EXTREMES))
def test_extreme_texts_build_validate_and_read_back(kind, node, tmp_path):
    import unicodedata

    values = plan_values()
    for number, row in enumerate(values["milestones"]):
        row["exit_criteria"] = EXTREMES[kind](number)
    files = made(values)
    paths = []
    for name in ("map.docx", "map.xlsx", "internal.xlsx"):
        (tmp_path / name).write_bytes(files[name])
        paths.append(tmp_path / name)
    assert [r["errors"] for r in node("ooxml", *paths)] == [[], [], []]
    wanted = [unicodedata.normalize("NFC", row["exit_criteria"]) for row in values["milestones"]]
    sheet = openpyxl.load_workbook(io.BytesIO(files["map.xlsx"])).worksheets[0]
    assert [sheet.cell(9 + n, 6).value for n in range(6)] == wanted
    assert [row[5] for row in docx_tables(files["map.docx"])[1][1:7]] == wanted


@pytest.mark.parametrize("locale", ["en_US", "en_GB", "de_DE", "fr_FR", "es_ES", "pt_BR", "ja_JP"])
@pytest.mark.parametrize("acv", [84000, 9600])
def test_all_languages_pass_microsofts_validator(locale, acv, node, tmp_path):
    files = made(plan_values(acv=acv), locale=locale, options={"protect": True}, only=("docx", "xlsx", "crm"))
    paths = []
    for name in ("map.docx", "map.xlsx", "internal.xlsx"):
        (tmp_path / name).write_bytes(files[name])
        paths.append(tmp_path / name)
    assert [r["errors"] for r in node("ooxml", *paths)] == [[], [], []]
