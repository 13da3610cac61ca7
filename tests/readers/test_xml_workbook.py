"""XML Spreadsheet 2003, called .xls: what an export of that kind holds, and what is no longer one."""

import pytest
from field import imported

from mapdocs.errors import Unreadable
from mapdocs.importing.source import paper_of

HEAD = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">'
)


def cell(said, kind="String", **more):
    places = "".join(f' ss:{key}="{value}"' for key, value in more.items())
    return f'<Cell{places}><Data ss:Type="{kind}">{said}</Data></Cell>'


def sheet(rows, name="Plan", columns="", more=""):
    body = "".join(row if row.startswith("<Row") else f"<Row>{row}</Row>" for row in rows)
    return f'<Worksheet ss:Name="{name}"><Table>{columns}{body}</Table>{more}</Worksheet>'


def paper(tmp_path, *sheets):
    return paper_of(f"{HEAD}{''.join(sheets)}</Workbook>".encode(), tmp_path / "plan.xls")


HEADING = cell("Step") + cell("Owner") + cell("Due") + cell("Status")


def test_a_plan_is_imported(tmp_path):
    rows = [
        HEADING,
        cell("Volume count") + cell("Dana Reyes") + cell("2026-12-01T00:00:00.000", "DateTime") + cell("done"),
    ]
    (tmp_path / "plan.xls").write_text(f"{HEAD}{sheet(rows)}</Workbook>", "utf-8")
    spec, _ = imported(tmp_path / "plan.xls", tmp_path)
    assert [(m.milestone, m.buyer_owner, str(m.target_date), m.status) for m in spec.milestones] == [
        ("Volume count", "Dana Reyes", "2026-12-01", "done")
    ]


def test_places_merged_cells_and_what_is_hidden(tmp_path):
    rows = [
        cell("Over two", MergeAcross=1) + cell("C"),
        cell("Down", MergeDown=1) + cell("b2"),
        cell("b3"),
        '<Row ss:Index="6" ss:Hidden="1">' + cell("far", Index=3) + "</Row>",
    ]
    hidden = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"
    found = paper(
        tmp_path, sheet(rows, columns='<Column/><Column ss:Hidden="1"/>'), sheet([cell("ours")], "Margins", more=hidden)
    )
    (table,) = found.tables
    assert [[c.text for c in row.cells] for row in table.rows] == [
        ["Over two", "", "C"], ["Down", "b2"], ["Down", "b3"], ["", "", "far"],
    ]  # fmt: skip
    assert [row.number for row in table.rows] == [1, 2, 3, 6]
    assert [row.hidden for row in table.rows] == [False, False, False, True]
    assert table.rows[0].cells[1].covered == "left"
    assert table.rows[2].cells[0].covered == "above"
    assert table.hidden_columns == {1}
    assert [t.name for t in found.hidden] == ["Margins"]
    assert found.notes == ["the sheet “Margins” is hidden; it was not read"]


def test_numbers_truths_comments_and_struck_words(tmp_path):
    noted = '<Cell><Data ss:Type="String">Pilot</Data><Comment ss:Author="Lena"><Data>after the audit</Data></Comment></Cell>'
    struck = '<Cell><Data ss:Type="String"><S xmlns="http://www.w3.org/TR/REC-html40">Old</S> New</Data></Cell>'
    (table,) = paper(tmp_path, sheet([cell("84000.5", "Number") + cell("1", "Boolean") + noted + struck])).tables
    amount, truth, pilot, words = table.rows[0].cells
    assert (amount.text, truth.text, words.text, words.struck) == ("84000.5", "TRUE", "New", "Old")
    assert [(r.text, r.author) for r in pilot.remarks] == [("after the audit", "Lena")]


@pytest.mark.parametrize("what", ["<!DOCTYPE Workbook [<!ENTITY a 'b'>]>", "<Row>"])
def test_an_attack_or_a_cut_file_is_refused(what, tmp_path):
    with pytest.raises(Unreadable):
        paper_of(f'<?xml version="1.0"?>{what}{HEAD[21:]}'.encode(), tmp_path / "plan.xls")


def test_a_row_far_to_the_right_costs_nothing(tmp_path):
    (table,) = paper(tmp_path, sheet([cell("a") + cell("b", Index=999999)])).tables
    assert len(table.rows[0].cells) <= 200


def test_more_rows_than_a_plan_has_are_refused(tmp_path):
    with pytest.raises(Unreadable, match="far more than a plan"):
        paper(tmp_path, sheet(["<Row><Cell/></Row>"] * 20_002))
