"""Brackets in cells and headings, however many and however they lie in one another; and rows that lie in each other's folders."""

import pytest
from field import of_text
from test_lists import taken

from helpers import few_of
from mapdocs.importing.asides import asides_in
from mapdocs.importing.owners import Side, Sides
from mapdocs.readers.headings import in_brackets, without_brackets
from pace import Pace

SIDES = Sides(Side("Juniper Foods", ("Dana Reyes",)), Side("Nordgate", ("Sam Ortiz",)))
HEAD = "Step,Owner,Due,Proof\n"
LAST = "Contract,Dana Reyes,2027-01-15,Signed\n"


@pytest.mark.parametrize(
    ("heading", "left", "inside"),
    few_of(
        [
            ("Due (planned)", "Due", ["planned"]),
            ("Owner (Buyer (IT))", "Owner", ["IT"]),
            ("Betrag [EUR] (netto)", "Betrag", ["EUR", "netto"]),
            ("担当（営業）", "担当", ["営業"]),
            ("Owner (Buyer", "Owner (Buyer", []),
        ],
        7,
    ),
)
def test_what_stands_in_a_headings_brackets(heading, left, inside):
    assert without_brackets(heading).strip() == left
    assert in_brackets(heading) == inside


@pytest.mark.parametrize(
    ("text", "left", "apart"),
    few_of(
        [
            ("Signed [Sam: (51k) is the floor]", "Signed", ["Sam: (51k) is the floor"]),
            ("Signed (by both [Sam: not below 56k])", "Signed (by both)", ["Sam: not below 56k"]),
            ("Signed [Sam: not below 56k", "Signed", ["Sam: not below 56k"]),
            ("Signed (by both", "Signed (by both", []),
            ("a) Signed b) filed", "a) Signed b) filed", []),
        ],
        7,
    ),
)
def test_remarks_in_brackets_within_brackets(text, left, apart):
    assert asides_in(text, SIDES) == (left, apart)


@pytest.mark.parametrize(
    "sign",
    few_of(["(", "[a ", "[", "(a: ", "<{[(", "[Sam "], 5),
    ids=["round", "words", "square", "labels", "mixed", "names"],
)
def test_a_cell_of_nothing_but_brackets_is_read_at_once(sign, tmp_path):
    text = f'{HEAD}Audit,Dana Reyes,2026-12-04,"{sign * (30_000 // len(sign))}"\n{LAST}'
    taken(tmp_path, "small.csv", f"{HEAD}{LAST}{LAST}")  # word lists are read before the clock starts
    with Pace() as pace:
        rows, _, _, _ = taken(tmp_path, "plan.csv", text)
    assert pace.within(2), pace.computed
    assert [row[0] for row in rows] == ["Audit", "Contract"]


def test_two_rows_that_lie_in_each_others_folders_are_steps(tmp_path):
    text = (
        "Title,Folder,Owner,Due\nAudit,/x/Contract/,Dana Reyes,2026-12-03\nContract,/x/Audit/,Dana Reyes,2026-12-04\n"
    )
    spec, _ = of_text(text, tmp_path)
    assert [m.milestone for m in spec.milestones] == ["Audit", "Contract"]
