"""What hangs on a plan's cells and is none of their words: hours, addresses, notes on headings, pictures, what was taken out."""

import io
from datetime import date, datetime

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.comments import Comment

from helpers import few_of
from mapdocs.importing.api import ImportOptions, import_bytes

TODAY = date(2026, 11, 25)
ASKED = ImportOptions(kind="plan", deal="Silo link", buyer="Bexley Farms", seller="Fabrikam", owner="Ines Karr")
HEAD = ["Step", "Buyer owner", "Due", "Exit criteria"]


def taken(raw, name, folder):
    raw = raw.encode() if isinstance(raw, str) else raw
    return import_bytes(raw, name, folder, today=TODAY, options=ASKED)


def rows(result):
    return {row.milestone: row for row in result.taken[0].draft.rows}


def workbook(days, change=lambda sheet: None):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEAD)
    for number, day in enumerate(days, 1):
        sheet.append([f"Check {number}", "Edda Voss", day, "Report filed"])
    change(sheet)
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def test_the_hour_of_a_spreadsheets_day_is_a_comment(tmp_path):
    result = taken(workbook([datetime(2026, 12, 7, 14, 30), datetime(2026, 12, 9)]), "plan.xlsx", tmp_path)
    assert rows(result)["Check 1"].remarks == ("Due: 14:30",)
    assert rows(result)["Check 1"].target_date == date(2026, 12, 7)
    assert rows(result)["Check 2"].remarks == ()


def test_one_hour_for_a_whole_column_is_told_once(tmp_path):
    result = taken(workbook([datetime(2026, 12, 7, 17), datetime(2026, 12, 9, 17)]), "plan.xlsx", tmp_path)
    assert [row.remarks for row in rows(result).values()] == [(), ()]
    assert "plan.xlsx: left aside: the hours beside the days of “Due” were left out: 17:00" in result.notes


@pytest.mark.parametrize(
    ("day", "hour"),
    few_of(
        [
            ("2027-02-10 14:30 CET", "14:30 CET"),
            ("10 Feb 2027, 9:15 am", "9:15 am"),
            ("10.02.2027 um 14:30 Uhr", "um 14:30 Uhr"),
            ("10 févr. 2027 à 14h30", "à 14h30"),
            ("2027-02-10 (14:30)", "14:30"),
            ("2027-02-10 00:00", ""),
            ("2027-02-10", ""),
            ("2027-02-10T12:00:00.000Z", ""),
        ],
        7,
    ),
)
def test_an_hour_that_somebody_wrote_behind_a_day_is_a_comment(day, hour, tmp_path):
    text = f"Step;Buyer owner;Due\nSilo check;Edda Voss;{day}\nGate check;Edda Voss;2027-02-12\n"
    row = rows(taken(text, "plan.csv", tmp_path))["Silo check"]
    assert row.target_date == date(2027, 2, 10)
    assert row.remarks == ((f"Due: {hour}",) if hour else ())


def test_a_programs_stamps_are_told_once(tmp_path):
    text = "Step,Buyer owner,Due\nSilo check,Edda Voss,2027-02-10T12:00:00.000Z\nGate check,Edda Voss,2027-02-12T09:30:00.000Z\n"
    told = taken(text, "plan.csv", tmp_path).notes
    assert (
        "plan.csv: left aside: the hours beside the days of “Due” were left out: 12:00:00.000Z, 09:30:00.000Z" in told
    )


def linked_sheet(sheet):
    sheet["D2"].hyperlink = "https://share.bexley.example/report"


def test_the_address_behind_words_is_a_comment(tmp_path):
    text = "the link behind “Report filed”: https://share.bexley.example/report"
    result = taken(workbook(["2026-12-07", "2026-12-09"], linked_sheet), "plan.xlsx", tmp_path)
    assert rows(result)["Check 1"].remarks == (text,)
    page = "".join(f"<th>{head}</th>" for head in HEAD)
    cells = '<td>Silo check</td><td>Edda Voss</td><td>2026-12-07</td><td><a href="https://share.bexley.example/report">Report filed</a></td>'
    page = f"<html><body><table><tr>{page}</tr><tr>{cells}</tr></table></body></html>"
    assert rows(taken(page, "plan.html", tmp_path))["Silo check"].remarks == (text,)
    marked = f'| {" | ".join(HEAD)} |\n|---|---|---|---|\n| Silo check | Edda Voss | 2026-12-07 | [Report filed](https://share.bexley.example/report "moved once") |\n'
    assert rows(taken(marked, "plan.md", tmp_path))["Silo check"].remarks == (
        "comment on Exit criteria: moved once",
        text,
    )


def test_an_address_in_a_private_column_stays_with_the_seller(tmp_path):
    text = "| Step | Buyer owner | Due | Internal notes |\n|---|---|---|---|\n| Silo check | Edda Voss | 2026-12-07 | [floor](https://crm.fabrikam.example/9) |\n"
    before, _, inside = taken(text, "plan.md", tmp_path).specs[0].text.partition("\ninternal:")
    assert "crm.fabrikam" not in before
    assert "Silo check: Internal notes: floor · https://crm.fabrikam.example/9" in inside


def test_a_note_on_a_heading_is_told(tmp_path):
    def change(sheet):
        sheet["B1"].comment = Comment("must be on their payroll", "Ulla Berg")

    told = taken(workbook(["2026-12-07", "2026-12-09"], change), "plan.xlsx", tmp_path).notes
    assert "plan.xlsx: left aside: comment on the heading Buyer owner by Ulla Berg: must be on their payroll" in told


def test_captions_and_descriptions_of_pictures_on_a_page(tmp_path):
    heads = "".join(f"<th>{head}</th>" for head in HEAD)
    cells = (
        '<td>Silo check</td><td>Edda Voss</td><td>2026-12-07</td><td><img src="x" alt="amber light">Report filed</td>'
    )
    page = (
        f"<html><body><table><caption>Plan of week 48</caption><tr>{heads}</tr><tr>{cells}</tr></table></body></html>"
    )
    result = taken(page, "plan.html", tmp_path)
    assert "plan.html: left aside: words beside the tables: Plan of week 48" in result.notes
    assert rows(result)["Silo check"].remarks == ("image on Exit criteria: a picture in the cell: amber light",)


def document(change):
    made = docx.Document()
    table = made.add_table(rows=0, cols=5)
    for values in (["Phase", *HEAD], ["Try", "Silo check", "Edda Voss", "2026-12-07", "Report filed"]):
        for cell, said in zip(table.add_row().cells, values, strict=True):
            cell.text = said
    change(made, table)
    raw = io.BytesIO()
    made.save(raw)
    return raw.getvalue()


def test_words_that_a_tracked_change_took_out_of_a_text(tmp_path):
    def change(made, _table):
        line = made.add_paragraph("It ends in March")
        line._p.append(
            parse_xml(
                f'<w:del {nsdecls("w")} w:id="1" w:author="Ulla Berg" w:date="2026-11-20T00:00:00Z">'
                "<w:r><w:delText> unless Oslo objects</w:delText></w:r></w:del>"
            )
        )

    told = taken(document(change), "plan.docx", tmp_path).notes
    assert "plan.docx: left aside: tracked deletion beside the tables by Ulla Berg: unless Oslo objects" in told


def test_a_title_across_the_table_that_says_more_than_the_phases_column(tmp_path):
    def change(_made, table):
        cells = table.add_row().cells
        cells[0].merge(cells[4]).text = "Deliver (budget code K-9)"
        for cell, said in zip(
            table.add_row().cells, ["Deliver", "Gate check", "Edda Voss", "2026-12-14", "Signed"], strict=True
        ):
            cell.text = said

    result = taken(document(change), "plan.docx", tmp_path)
    said = "row 3 is the title of a phase that its column calls “Deliver”: Deliver (budget code K-9)"
    assert f"plan.docx: left aside: {said}" in result.notes
    assert result.balance.count("told") == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "plan.md",
            "See [the wiki](https://wiki.bexley.example/p).\n\n| Step | Buyer owner | Due |\n|---|---|---|\n| Silo check | Edda Voss | 2026-12-07 |\n",
        ),
        (
            "plan.html",
            '<html><body><p>See <a href="https://wiki.bexley.example/p">the wiki</a>.</p><table><tr><th>Step</th><th>Buyer owner</th>'
            "<th>Due</th></tr><tr><td>Silo check</td><td>Edda Voss</td><td>2026-12-07</td></tr></table></body></html>",
        ),
    ],
)
def test_where_words_outside_the_tables_lead_is_told(name, text, tmp_path):
    said = f"{name}: left aside: where words beside the tables lead: the wiki: https://wiki.bexley.example/p"
    assert said in taken(text, name, tmp_path).notes


def test_where_a_point_of_a_list_leads_is_told(tmp_path):
    text = (
        "- Kickoff - Edda Voss (Bexley Farms) - 4 Dec 2026 - [Agenda](https://share.bexley.example/a)\n"
        "- Acceptance - Ines Karr (Fabrikam) - 15 Jan 2027\n"
    )
    told = taken(text, "plan.md", tmp_path).notes
    assert "plan.md: left aside: where words beside the lists lead: Agenda: https://share.bexley.example/a" in told


@pytest.mark.parametrize("said", ["Status: 24 Nov 2026", "Stand: 24.11.2026", "Owner: Ulla Berg", "作成者：山本"])
def test_what_stands_right_above_the_headings_is_told(said, tmp_path):
    text = f"Joint plan,,,,,{said},\nStep,Buyer owner,Seller owner,Due,Exit criteria,Risk,Effort\nSilo check,Edda Voss,Ines Karr,2026-12-07,Report filed,rain,3\n"
    assert any(said in note for note in taken(text, "plan.csv", tmp_path).notes)
