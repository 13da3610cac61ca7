"""Tables in columns of blanks of which cells go on in the line below; and days with an ordinal number."""

import pytest
from field import of_text, rows_of

from helpers import few_of

HEAD = (
    "JOINT PLAN       Juniper / Fabrikam      rev 4\n\n"
    "Milestone            Juniper        Fabrikam      Due          Proof\n"
    "-------------------  -------------  ------------  -----------  ---------------------\n"
    "Gauge delivered      Eva Lund       Olaf Brecht   2026-12-09   Receipt 88\n"
)
LAST = "Order                Ida Moss       Olaf Brecht   2027-01-21   PO\n\nOlaf is out 14-18 Dec; Wim covers.\n"


def test_a_cell_goes_on_in_the_line_below(tmp_path):
    between = (
        "Gauge calibrated     Eva Lund       Olaf Brecht   2026-12-11   Seal number\n"
        "                                                               noted in the book\n"
        "                                                               Photo\n"
    )
    spec, told = of_text(HEAD + between + LAST, tmp_path, "plan.txt")
    assert [row[:4] for row in rows_of(spec)] == [
        ("Gauge delivered", "Eva Lund", "Olaf Brecht", "2026-12-09"), ("Gauge calibrated", "Eva Lund", "Olaf Brecht", "2026-12-11"),
        ("Order", "Ida Moss", "Olaf Brecht", "2027-01-21"),
    ]  # fmt: skip
    assert spec.milestones[1].exit_criteria.split("\n")[0].startswith("Seal number noted in the book")
    assert "Photo" in spec.milestones[1].exit_criteria
    assert "Wim covers" in told


def test_so_does_a_name(tmp_path):
    between = "Gauge calibrated     Eva Lund       Olaf Brecht   2026-12-11   Seal\nand sealed\n"
    spec, _ = of_text(HEAD + between + LAST, tmp_path, "plan.txt")
    assert [row[0] for row in rows_of(spec)] == ["Gauge delivered", "Gauge calibrated and sealed", "Order"]


@pytest.mark.parametrize(
    "day",
    few_of(["1° febbraio 2027", "1º de febrero de 2027", "1.º de fevereiro de 2027", "1er février 2027", "1ste februari 2027", "1ero de febrero de 2027", "1st Feb 2027"], 7),
)  # fmt: skip
def test_an_ordinal_number_is_a_day(day, tmp_path):
    spec, _ = of_text(f"Milestone;Owner;Due\nSurvey;Eva Lund;{day}\nOrder;Eva Lund;2027-02-21\n", tmp_path)
    assert rows_of(spec)[0][3] == "2027-02-01"
