"""Columns of which a file says elsewhere than in their heading that they are not for the buyer; and lines that speak of columns otherwise."""

import pytest
from field import imported, of_text, workbook
from openpyxl.comments import Comment

from helpers import few_of

ROWS = "Workshop,Dana Reyes,2026-12-02,Dana is slow\nOrder form,Sam Ortiz,2026-12-15,never below 40k\n"


def notes(spec):
    return [row.note for row in spec.milestones]


@pytest.mark.parametrize(
    ("above", "head", "below"),
    few_of([
        ("Before sending to Juniper: delete the column Notes", "Notes", ""), ("", "Notes", "NB: Notes column is internal, delete before sending"),
        ("Column D is internal", "Notes", ""), ("Spalte Notizen ist nur für uns", "Notizen", ""), ("", "Notes*", "* internal"), ("", "Notes*", "* remove this column before sharing with Juniper"), ("", "Notes 🔒", ""), ("", "Notes", "Column D not for Juniper"),
        ("", "Notizen", "Spalte Notizen vor dem Versand löschen"), ("", "Remarques", "Supprimer la colonne Remarques avant envoi"), ("", "Notas", "La columna Notas es para nosotros"),
        ("", "Notas", "Apagar a coluna Notas antes de enviar"), ("", "備考", "備考欄は送付前に削除"),
        ("shared,shared,shared,ours", "Notes", ""), (",,,hide before sending", "Notes", ""),
    ], 7),
)  # fmt: skip
def test_a_line_that_keeps_a_column(above, head, below, tmp_path):
    top = f"{above},,,\n" if above and "," not in above else f"{above}\n" if above else ""
    spec, _ = of_text(f'{top}Step,Owner,Due,{head}\n{ROWS},,,\n"{below}",,,\n', tmp_path)
    assert notes(spec) == [None, None]
    assert "never below 40k" in spec.internal.notes


@pytest.mark.parametrize(
    "said", ["Internal only! Delete this column before sending", "Not for Juniper", "Just for us", "Nur intern"]
)
def test_a_comment_on_a_heading_that_keeps_its_column(said, tmp_path):
    def remark(book):
        book.active["D1"].comment = Comment(said, "Sam")

    rows = [["Step", "Owner", "Due", "Notes"], *(line.split(",") for line in ROWS.splitlines())]
    (tmp_path / "plan.xlsx").write_bytes(workbook(("Plan", rows), change=remark))
    spec, _ = imported(tmp_path / "plan.xlsx", tmp_path)
    assert notes(spec) == [None, None]
    assert "never below 40k" in spec.internal.notes


@pytest.mark.parametrize(
    ("head", "below"),
    few_of([("Notes", "Please fill in the Notes column"), ("Notes*", "* as agreed in the kickoff"), ("Notes", "Column D has your comments"), ("Notes", "The column Due is for both"),
     ("Notes*", "* internal audit of Juniper"), ("Notes", "Column A is for us")], 7),
)  # fmt: skip
def test_another_line_keeps_none(head, below, tmp_path):
    spec, _ = of_text(f'Step,Owner,Due,{head}\n{ROWS},,,\n"{below}",,,\n', tmp_path)
    assert notes(spec) == ["Dana is slow", "never below 40k"]


@pytest.mark.parametrize(
    ("theirs", "ours"), [("shared", "internal"), ("ext", "int"), ("Kunde", "intern"), ("both", "us only")]
)
def test_marks_in_the_row_below_the_headings(theirs, ours, tmp_path):
    head = "Step,Juniper owner,Fabrikam owner,Due,Notes\n"
    marks = ",".join([theirs] * 4 + [ours])
    spec, told = of_text(f"{head}{marks}\nWorkshop,Dana Reyes,Sam Ortiz,2026-12-02,They stop at 40k\n", tmp_path)
    assert [(m.milestone, m.note) for m in spec.milestones] == [("Workshop", None)]
    assert "They stop at 40k" in spec.internal.notes
    assert f"below the heading stands “{ours}”" in told


@pytest.mark.parametrize(
    "row",
    [
        "Joint,,,2026-12-01,Internal",
        "Shared plan,Dana Reyes,Sam Ortiz,2026-12-01,internal",
        "All,Dana Reyes,,,Internal only",
    ],
)
def test_a_first_step_is_no_row_of_marks(row, tmp_path):
    head = "Step,Juniper owner,Fabrikam owner,Due,Notes\n"
    spec, _ = of_text(f"{head}{row}\nWorkshop,Dana Reyes,Sam Ortiz,2026-12-02,Bring the list\n", tmp_path)
    assert spec.milestones[-1].note == "Bring the list"
