"""What stands in the files: the plan's facts, in every format and both variants."""

import io
import re
from datetime import UTC, datetime

import openpyxl
import pypdf
import pytest
from icalendar import Calendar

from helpers import (
    GOOD_SAMPLES,
    SAMPLES,
    TODAY,
    WORDY,
    docx_tables,
    docx_text,
    few_of,
    made,
    made_of,
    message_of,
    part,
    plan_values,
    some_of,
    spec_of,
    zip_members,
)
from mapdocs import BuildOptions, check, load
from mapdocs.formats.archive import reproducible
from mapdocs.language import layout
from mapdocs.templating.color import contrast, readable, tint

COLUMNS = ["Milestone", "Northwind Traders", "Fabrikam", "Target Date", "Exit Criteria (proof)"]


@pytest.fixture(scope="module")
def full():
    return made(plan_values())


@pytest.fixture(scope="module")
def lite():
    return made(plan_values(acv=9600))


def pdf_text(raw):
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(raw)).pages)


@pytest.mark.pdf
def test_every_file_of_the_contract_is_made(full, lite):
    expected = {
        "map.eml",
        "map.html",
        "map.txt",
        "map.docx",
        "map.xlsx",
        "map.pdf",
        "review.ics",
        "milestones.ics",
        "internal.xlsx",
        "crm-note.html",
        "crm-note.txt",
        "crm-note.tsv",
    }
    assert set(full) == set(lite) == {*expected, "map.pptx"}
    assert set(made(plan_values(), only=BuildOptions().only)) == expected


@pytest.mark.pdf
def test_the_five_columns_stand_in_order_everywhere(full):
    header = docx_tables(full["map.docx"])[1][0]
    assert header[1:6] == COLUMNS
    sheet = openpyxl.load_workbook(io.BytesIO(full["map.xlsx"])).worksheets[0]
    assert [c.value for c in sheet[8]][1:6] == COLUMNS
    text = re.sub(r"\s+", " ", pdf_text(full["map.pdf"]))
    places = [text.index(name) for name in COLUMNS]
    assert places == sorted(places)


@pytest.mark.pdf
@pytest.mark.parametrize("name", ["map.docx", "map.pdf", "map.eml", "map.txt"])
def test_each_row_is_told_whole(full, name):
    raw = full[name]
    texts = {
        "map.docx": lambda: docx_text(raw),
        "map.pdf": lambda: pdf_text(raw),
        "map.eml": lambda: part(message_of(raw), "text/html"),
        "map.txt": lambda: raw.decode(),
    }
    text = re.sub(r"\s+", " ", texts[name]())
    for row in spec_of(plan_values()).milestones:
        assert row.exit_criteria in text
        assert row.buyer_owner in text
        assert f"{row.target_date.day} {row.target_date:%b %Y}" in text
    assert "Plan agreed on both sides" in text
    assert "Champion" not in text.replace("champion's", "")
    assert "What did we get wrong" in text or "what did we get wrong" in text


def test_the_tracker_holds_dates_as_dates_and_values_for_its_formulas(full):
    values = openpyxl.load_workbook(io.BytesIO(full["map.xlsx"]), data_only=True).worksheets[0]
    formulas = openpyxl.load_workbook(io.BytesIO(full["map.xlsx"])).worksheets[0]
    assert values["E9"].value == datetime(2026, 11, 24)
    assert values["I9"].value == 1
    assert values["C4"].value == "0 / 6"
    assert values["C5"].value == "Plan agreed on both sides"
    assert str(formulas["I9"].value).startswith("=")
    assert all(
        sheet.sheet_state == "visible" for sheet in openpyxl.load_workbook(io.BytesIO(full["map.xlsx"])).worksheets
    )


def test_every_formula_has_a_stored_value(full):
    formulas = 0
    for name, xml in zip_members(full["map.xlsx"]):
        if name.startswith("xl/worksheets/sheet"):
            for cell in re.findall(rb"<c [^>]*>(?:(?!</c>).)*<f>.*?</c>", xml, re.DOTALL):
                assert b"<v>" in cell, cell
                formulas += 1
    assert formulas == 14 + 44 + 12  # the plan, its Gantt, and the signs of today and the go-live above it


@pytest.mark.parametrize(
    "text",
    few_of(
        [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\tx",
            '=HYPERLINK("http://x.example")',
            "#N/A",
            "{=1}",
            "=cmd|' /C calc'!A0",
        ],
        3,
    ),
)
def test_a_text_stays_a_text_whatever_it_begins_with(text):
    values = plan_values(outcome=text)
    for row in values["milestones"]:
        row["exit_criteria"] = f"{text} received in writing"
        row["note"] = row["evidence"] = text  # the buyer's and our own
    files = made(values, only=("xlsx", "crm"))
    for name in ("map.xlsx", "internal.xlsx"):
        book = openpyxl.load_workbook(io.BytesIO(files[name]))
        seen = 0
        for sheet in book.worksheets:
            for line in sheet.iter_rows():
                for cell in line:
                    if isinstance(cell.value, str) and cell.value.startswith(text.strip()):
                        assert cell.data_type == "s", (sheet.title, cell.coordinate)
                        seen += 1
        assert seen, name
    sheet = openpyxl.load_workbook(io.BytesIO(files["map.xlsx"])).worksheets[0]
    assert sheet["F9"].value == f"{text} received in writing".strip()


@pytest.mark.parametrize(
    "evil",
    few_of(
        [
            "<script>alert(1)</script>",
            '"><img src=x onerror=alert(1)>',
            "]]>",
            "&amp;&lt;",
            "</w:t></w:r>",
            "{{ 7*7 }}{% raw %}",
            "';}body{display:none}",
            "\\u003c/script>",
        ],
        3,
    ),
)
def test_markup_in_a_field_stays_text(evil):
    values = plan_values(outcome=evil, success=[evil], why={"problem": evil})
    values["buyer"]["company"] = evil
    values["milestones"][0].update(note=evil, buyer_label=evil, exit_criteria=f"{evil} signed")
    files = made(values)
    html = part(message_of(files["map.eml"]), "text/html")
    assert "<script" not in html
    assert "<img" not in html
    assert b"<script>alert" not in files["map.html"]
    assert evil in docx_text(files["map.docx"])
    assert evil in "".join(
        str(c.value)
        for sheet in openpyxl.load_workbook(io.BytesIO(files["map.xlsx"])).worksheets
        for line in sheet.iter_rows()
        for c in line
    )
    assert pypdf.PdfReader(io.BytesIO(files["map.pdf"])).pages


@pytest.mark.parametrize("rows", some_of((3, 6, 12, 40), 3, 40))
@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_pages_hold_what_they_should(rows, paper):
    values = plan_values(rows, acv=9600 if rows == 3 else 84000)
    for row in values["milestones"][1:3]:
        row["exit_criteria"] = WORDY
    if rows == 3:
        values["milestones"] = [{**row} for row in values["milestones"]]
    raw = made(values, paper=paper, only=("pdf",))["map.pdf"]
    reader = pypdf.PdfReader(io.BytesIO(raw))
    assert len(reader.pages) == {3: 1, 6: 1, 12: 2, 40: 4}[rows]
    box = reader.pages[0].mediabox
    size = sorted(round(float(side)) for side in (box.width, box.height))
    assert size == ([612, 792] if paper == "letter" else [595, 842])
    if rows == 40:
        assert all("Exit Criteria (proof)" in re.sub(r"\s+", " ", page.extract_text()) for page in reader.pages[:3])
    assert f"of {len(reader.pages)}" in reader.pages[0].extract_text()


@pytest.mark.pdf
def test_the_pdf_is_tagged_titled_and_closed(full):
    reader = pypdf.PdfReader(io.BytesIO(full["map.pdf"]))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-US"
    assert reader.metadata.title == "Shared plan: Northwind Traders and Fabrikam"
    assert "/Names" not in root or "/EmbeddedFiles" not in root["/Names"]


def test_no_template_can_reach_the_network_or_the_disk():
    from mapdocs.building.company import kit_for
    from mapdocs.errors import WrongTemplate
    from mapdocs.formats.pdf.printing import print_page

    kit = kit_for(spec_of(plan_values()).settings)
    for url in ("http://127.0.0.1:9/x.css", "file:///etc/passwd"):
        with pytest.raises(WrongTemplate, match="not in the templates folder"):
            print_page(f"<link rel=stylesheet href='{url}'><p>x", kit)


def test_the_calendar_is_right_for_every_zone_and_season():
    for zone, utc in (
        ("America/New_York", 20),
        ("Europe/Berlin", 14),
        ("Asia/Kolkata", 9.5),
        ("Australia/Sydney", 4),
    ):
        values = plan_values()
        values["review"]["timezone"] = zone
        event = Calendar.from_ical(made(values, only=("ics",))["review.ics"]).walk("VEVENT")[0]
        start = event["DTSTART"].dt
        assert start == datetime(2026, 12, 2, int(utc), int(utc % 1 * 60), tzinfo=UTC), zone
        assert (event["DTEND"].dt - start).seconds == 1800


def test_milestones_are_all_day_and_block_nobody(full):
    calendar = Calendar.from_ical(full["milestones.ics"])
    events = calendar.walk("VEVENT")
    assert [e["DTSTART"].dt for e in events] == [m.target_date for m in spec_of(plan_values()).milestones]
    assert all((e["DTEND"].dt - e["DTSTART"].dt).days == 1 and e["TRANSP"] == "TRANSPARENT" for e in events)
    assert calendar["METHOD"] == "PUBLISH"
    assert len({str(e["UID"]) for e in events}) == 6


def test_calendar_lines_are_folded_and_escaped():
    values = plan_values()
    values["milestones"][0]["exit_criteria"] = "Ünïcödé; with, commas\\ and\nlines signed " * 6
    raw = made(values, only=("ics",))["milestones.ics"]
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    about = str(Calendar.from_ical(raw).walk("VEVENT")[0]["DESCRIPTION"])
    assert "Ünïcödé; with, commas\\ and\nlines" in about


def test_the_crm_note_starts_with_the_round_robin_line(full):
    first = full["crm-note.txt"].decode().splitlines()[0]
    assert first == "Test deal: Plan agreed on both sides · Dana Reyes · Tue 24 Nov 2026"
    tags = set(re.findall(r"</?([a-z0-9]+)", full["crm-note.html"].decode()))
    assert tags <= {"p", "ul", "li", "b", "a"}


def test_the_internal_workbook_says_so_in_red_first(full):
    book = openpyxl.load_workbook(io.BytesIO(full["internal.xlsx"]))
    cell = book.worksheets[0]["A1"]
    assert cell.value.startswith("INTERNAL. Not for the buyer")
    assert cell.fill.fgColor.rgb == "FFB3261E"


def test_progress_and_slips_are_told(lite):
    spec = load(next(p for p in GOOD_SAMPLES if "harbor" in p.name))
    files = made_of(spec)
    text = files["map.txt"].decode()
    assert "2 of 6 done" in text
    assert "Legal / redlines: from 27 Nov 2026 to 11 Dec 2026 (Outside counsel joined)" in text
    assert "behind" not in text.lower()
    assert "27 Nov 2026" in docx_text(files["map.docx"])
    assert "at risk" not in (text + docx_text(files["map.docx"])).lower()


@pytest.mark.parametrize("path", GOOD_SAMPLES, ids=lambda p: p.stem)
@pytest.mark.parametrize("variant", ["auto", "full", "lite"])
def test_samples_build_in_every_variant_or_say_why(path, variant):
    spec = load(path)
    found = check(spec, today=TODAY, variant=variant)
    if any(f.level == "error" for f in found):
        assert {f.code for f in found if f.level == "error"} <= {"MAP106", "MAP107"}
        assert variant == "full"
        return
    files = made_of(spec, variant=variant, only=("email", "docx", "xlsx", "ics", "crm"))
    assert len(files["map.eml"]) < 60_000
    assert len(files["map.docx"]) < 60_000
    assert len(files["map.xlsx"]) < 40_000


def test_no_document_template_names_a_tool(full):
    core = dict(zip_members(full["map.docx"]))["docProps/core.xml"].decode()
    assert "python-docx" not in core
    assert "<dc:creator>Fabrikam</dc:creator>" in core


@pytest.mark.parametrize("brand", few_of(["#ffff00", "#ffffff", "#000000", "#0f5c8c", "#ff8800"], 3))
def test_any_brand_colour_stays_readable(brand):
    assert contrast(readable(brand), "#ffffff") >= 4.5
    assert contrast(readable(brand), tint(brand)) >= 4.5


def test_text_lines_stay_within_their_columns():
    assert layout.fold("a " * 100).count("\n") == 2
    assert all(layout.width(line) <= 78 for line in layout.fold("長い文章" * 60).split("\n"))
    long = "https://example.com/" + "x" * 100
    assert long in layout.fold(f"see {long} there").split("\n")


def test_zips_are_reproducible(full):
    assert reproducible(full["map.docx"]) == full["map.docx"]


@pytest.mark.pdf
@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_what_moved_costs_no_second_page(tmp_path, paper):
    """The sample with its memo, sent, changed in three places, built again: six rows still stand on one page."""
    from mapdocs import build, load

    (tmp_path / "mapdocs.yaml").write_text(f"paper: {paper}\n")
    spec = tmp_path / "northwind.yaml"
    text = (SAMPLES / "northwind.yaml").read_text("utf-8")
    spec.write_text(text, "utf-8")
    build(load(spec), out=tmp_path / "out", today=TODAY)
    spec.write_text(
        text.replace("2026-12-22", "2026-12-21").replace("PO number received", "PO number received by email"), "utf-8"
    )
    result = build(load(spec), out=tmp_path / "out", today=TODAY)
    (pdf,) = [p for p in result.paths if p.suffix == ".pdf"]
    reader = pypdf.PdfReader(pdf)
    assert len(reader.pages) == 1
    assert "Changed since the version of 23 Nov 2026" in reader.pages[0].extract_text()
    assert "What did we get wrong?" in reader.pages[0].extract_text()
