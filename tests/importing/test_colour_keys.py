"""A file's own key to its colours, remarks in brackets, one person's copy of the plan: what they keep from the buyer is kept."""

import io

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill
from test_keys_and_groups import sheet
from test_lists import taken

from helpers import few_of
from mapdocs.importing.asides import asides_in
from mapdocs.importing.own_sheets import of_one_of_ours
from mapdocs.importing.owners import Side, Sides

HEADS = ("Step", "Juniper owner", "Nordgate owner", "Due", "Done when")
ROWS = (
    ("Audit", "Dana Reyes", "Sam Ortiz", "2026-12-04", "Report filed"),
    ("Ask finance to waive the fee", "", "Sam Ortiz", "2026-12-09", "Waived up to 4k"),
    ("Contract", "Dana Reyes", "Sam Ortiz", "2027-01-15", "Signed"),
    ("Training", "Dana Reyes", "Sam Ortiz", "2027-01-22", "12 nurses trained"),
)
GREY, BLUE = PatternFill("solid", fgColor="FFD9D9D9"), PatternFill("solid", fgColor="FF9DC3E6")


def workbook(key, *, fill=GREY, ink="", others=None, swatch=False):
    """The plan; its second step has ``fill`` or ``ink``, the fourth ``others``; below, a row apart, the lines of ``key``."""
    book = openpyxl.Workbook()
    plan = book.active
    for row in (HEADS, *ROWS):
        plan.append(row)
    for number, dress in ((3, fill), (5, others)):
        for cell in plan[number]:
            if dress:
                cell.fill = dress
            if ink and number == 3:
                cell.font = Font(color=ink)
    for number, line in enumerate(key, 7):
        plan.cell(number, 2 if swatch else 1).value = line
        if swatch:
            plan.cell(number, 1).fill = fill
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def steps(folder, name, raw):
    rows, draft, told, _ = taken(folder, name, raw, seller="Nordgate", owner="Sam Ortiz")
    return [row[0] for row in rows], draft.notes, told


ALL = [row[0] for row in ROWS]
SHARED = [ALL[0], ALL[2], ALL[3]]


@pytest.mark.parametrize(
    "key",
    few_of(
        [
            "grey = internal only",
            "Grey rows: do not share",
            "grau = intern",
            "gris : interne",
            "cinza = interno",
            "灰色＝社外秘",
            "Grey – Nordgate only",
        ],
        7,
    ),
)
def test_a_key_by_a_colours_name_keeps_what_has_it(key, tmp_path):
    found, notes, told = steps(tmp_path, "plan.xlsx", workbook([key], others=BLUE))
    assert found == SHARED
    assert "Waived up to 4k" in notes
    assert f"the file says of its colour: “{key}”" in told


def test_a_key_by_a_swatch_keeps_what_has_its_colour(tmp_path):
    raw = workbook(["internal only"], fill=PatternFill("solid", fgColor="FFF4B183"), others=BLUE, swatch=True)
    found, notes, _ = steps(tmp_path, "plan.xlsx", raw)
    assert found == SHARED
    assert "Waived up to 4k" in notes


def test_a_key_to_letters_keeps_what_is_written_so(tmp_path):
    found, _, _ = steps(tmp_path, "plan.xlsx", workbook(["Red text: internal"], fill=None, ink="FFC00000"))
    assert found == SHARED


SPOKEN = [
    "Grau hinterlegt = nur Nordgate",
    "Lignes grisées : usage interne",
    "グレーの行は社内用",
    "linhas a cinza = só nós",
    "grey = for Sam only",
    "Grey: delete before you send this to Dana",
    "Shaded rows are for Nordgate only",
    "Grey rows = internal, remove before sending to Juniper. Green rows = done. Blue rows = waiting on their legal team or on finance.",
    "grey = not for Juniper",
]


@pytest.mark.parametrize("key", SPOKEN)
def test_a_key_in_other_words_keeps_what_has_its_colour(key, tmp_path):
    found, notes, _ = steps(tmp_path, "plan.xlsx", workbook([key]))
    assert found == SHARED
    assert "Waived up to 4k" in notes


@pytest.mark.parametrize(
    ("key", "step"),
    [
        ("* = internal, not for Juniper", "{} *"),
        ("🔒 = internal only", "🔒 {}"),
        ("(i) = Nordgate only", "(i) {}"),
        ("† – do not share", "{}†"),
    ],
)
def test_a_key_to_a_sign_keeps_the_steps_that_have_it(key, step, tmp_path):
    rows = [HEADS, ROWS[0], (step.format(ROWS[1][0]), *ROWS[1][1:]), *ROWS[2:], (), (key,)]
    found, notes, told = steps(tmp_path, "plan.xlsx", sheet(rows))
    assert found == SHARED
    assert "Waived up to 4k" in notes
    assert key in told


@pytest.mark.parametrize("key", ["* = date not fixed yet", "(i) = internal review at Juniper", "# = number of days"])
def test_a_key_to_another_sign_keeps_nothing(key, tmp_path):
    sign = key.split(" = ")[0]
    rows = [HEADS, *ROWS[:1], (f"{ROWS[1][0]} {sign}", *ROWS[1][1:]), *ROWS[2:], (), (key,)]
    found, _, _ = steps(tmp_path, "plan.xlsx", sheet(rows))
    assert len(found) == 4


def test_dark_grey_is_not_the_grey_of_every_second_row(tmp_path):
    dark = PatternFill("solid", fgColor="FFA6A6A6")
    raw = workbook(["Dark grey = internal"], fill=dark, others=PatternFill("solid", fgColor="FFE7E7E7"))
    found, _, _ = steps(tmp_path, "plan.xlsx", raw)
    assert found == SHARED


@pytest.mark.parametrize("line", [("Internal review", "Dana Reyes"), ("Internal only", "Sam Ortiz"), ("Internal", "")])
def test_a_line_among_the_steps_is_no_key(line, tmp_path):
    book = openpyxl.Workbook()
    for row in (HEADS, *ROWS[:1], ROWS[2], line, ROWS[3]):
        book.active.append(row)
    for number in (2, 4):
        for cell in book.active[number]:
            cell.fill = GREY
    raw = io.BytesIO()
    book.save(raw)
    rows, _, _, _ = taken(tmp_path, "plan.xlsx", raw.getvalue(), seller="Nordgate", owner="Sam Ortiz")
    assert "Audit" in [row[0] for row in rows]


def test_words_in_the_keys_colour_leave_a_cell_of_several(tmp_path):
    book = openpyxl.Workbook()
    for row in (HEADS, ROWS[0], ROWS[2]):
        book.active.append(row)
    red = TextBlock(InlineFont(color="FFC00000"), "floor is 51k")
    book.active["E3"] = CellRichText(TextBlock(InlineFont(), "Signed. "), red)
    book.active["A5"] = "Red text = internal only"
    raw = io.BytesIO()
    book.save(raw)
    _, draft, _, _ = taken(tmp_path, "plan.xlsx", raw.getvalue(), seller="Nordgate", owner="Sam Ortiz")
    assert [row.exit_criteria for row in draft.rows] == ["Report filed", "Signed."]
    assert "floor is 51k" in draft.notes


@pytest.mark.parametrize(
    "key", ["grey = done", "green = internal review passed", "blue: Juniper", "internal = inside the plant"]
)
def test_another_key_keeps_nothing(key, tmp_path):
    found, _, _ = steps(tmp_path, "plan.xlsx", workbook([key], others=BLUE))
    assert found[:4] == ALL


def test_one_cell_in_the_colour_is_kept_alone(tmp_path):
    book = openpyxl.Workbook()
    for row in (HEADS, *ROWS[2:]):
        book.active.append(row)
    book.active["E3"].fill = GREY
    book.active["A5"] = "grey: internal"
    raw = io.BytesIO()
    book.save(raw)
    rows, draft, _, _ = taken(tmp_path, "plan.xlsx", raw.getvalue())
    assert [(row[0], draft_row.exit_criteria) for row, draft_row in zip(rows, draft.rows, strict=True)] == [
        ("Contract", "Signed"),
        ("Training", ""),
    ]
    assert "12 nurses trained" in draft.notes


def test_a_key_beside_a_words_table_keeps_its_rows(tmp_path):
    paper = docx.Document()
    paper.add_paragraph("Rows in grey are internal.")
    paper.sections[0].header.paragraphs[0].text = "Nordgate copy, they have 75k signed off"
    table = paper.add_table(rows=0, cols=len(HEADS))
    for row in (HEADS, *ROWS):
        for cell, said in zip(table.add_row().cells, row, strict=True):
            cell.text = said
            if row == ROWS[1]:
                cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="BFBFBF"/>'))
    raw = io.BytesIO()
    paper.save(raw)
    found, notes, told = steps(tmp_path, "plan.docx", raw.getvalue())
    assert found == SHARED
    assert "Waived up to 4k" in notes
    assert "words above or below each page: Nordgate copy, they have 75k signed off" in told


@pytest.mark.parametrize("dress", ["background:#d9d9d9", "color:#7f7f7f"])
def test_a_key_on_a_page_keeps_its_rows(dress, tmp_path):
    dressed = {ROWS[1]: f' style="{dress}"'}
    cells = {row: "".join(f"<td>{said}</td>" for said in row) for row in (HEADS, *ROWS)}
    rows = "".join(f"<tr{dressed.get(row, '')}>{said}</tr>" for row, said in cells.items())
    page = f"<html><body><p>Grey = internal</p><table>{rows}</table></body></html>"
    found, _, _ = steps(tmp_path, "plan.html", page.encode())
    assert found == SHARED


SIDES = Sides(Side("Juniper Foods", ("Dana Reyes",)), Side("Nordgate", ("Sam Ortiz", "Rhea Castell")))


@pytest.mark.parametrize(
    ("text", "left", "apart"),
    few_of(
        [
            ("Signed by both [Rita: not below 56k]", "Signed by both", ["Rita: not below 56k"]),
            ("Signed (Rhea: she has no mandate) and filed", "Signed and filed", ["Rhea: she has no mandate"]),
            ("Signed [SO: ask me first]", "Signed", ["SO: ask me first"]),
            ("Signed [Dana: by mail, please]", "Signed [Dana: by mail, please]", []),
            ("Tests (Phase 2: load) pass [Note: on site]", "Tests (Phase 2: load) pass [Note: on site]", []),
            ("PO received [PO: 4711]", "PO received [PO: 4711]", []),
        ],
        7,
    ),
)
def test_remarks_in_brackets_are_the_buyers_only_where_the_buyer_made_them(text, left, apart):
    assert asides_in(text, SIDES) == (left, apart)


def test_a_remark_in_brackets_is_kept_and_told(tmp_path):
    rows = [
        HEADS,
        ("Audit [Rita: they failed last year]", "Dana Reyes", "Sam Ortiz", "2026-12-04", "Report filed"),
        ROWS[2],
    ]
    found, notes, told = steps(tmp_path, "plan.xlsx", sheet(rows))
    assert found == ["Audit", "Contract"]
    assert "Rita: they failed last year" in notes
    assert "1 remark in the column “Step” kept in internal.notes" in told


@pytest.mark.parametrize(
    "name", few_of(["Sam's view", "Sam’s notes", "Notizen Sam", "Sam Ortiz - prep", "Notes for Sam", "Samの見方"], 7)
)
def test_one_of_ours_by_name_has_notes_of_their_own(name):
    assert of_one_of_ours(name, True, sides=SIDES, others=[]) == name


@pytest.mark.parametrize("name", few_of(["Sam", "Dana's view", "Plan", "Sam and Dana", "View"], 7))
def test_a_sheet_of_somebodys_steps_is_none(name):
    assert of_one_of_ours(name, True, sides=SIDES, others=[]) == ""


def test_a_sheet_that_is_one_persons_view_is_kept(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Plan"
    for row in (HEADS, ROWS[0], ROWS[2]):
        book.active.append(row)
    own = book.create_sheet("Sam's view")
    for row in (HEADS, ROWS[1]):
        own.append(row)
    raw = io.BytesIO()
    book.save(raw)
    found, notes, _ = steps(tmp_path, "plan.xlsx", raw.getvalue())
    assert found == ["Audit", "Contract"]
    assert "Waived up to 4k" in notes
