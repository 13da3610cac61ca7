"""Comments in the margin that call a row, a cell or a column private."""

import pytest
from field import imported, workbook
from openpyxl.comments import Comment

from helpers import few_of

HEAD = ["Step", "Buyer owner", "Seller owner", "Target date", "Notes"]
ROWS = [
    HEAD,
    ["Kickoff", "Dana Reyes", "Sam Ortiz", "2026-12-10", "room 4"],
    ["Ines clears 14%", "", "Sam Ortiz", "2027-01-20", "floor"],
    ["Go-live", "Dana Reyes", "Sam Ortiz", "2027-03-15", ""],
]
KEEPS = [
    "Not for Juniper", "internal!", "Lena: please take this row out before it goes to Dana", "Nur intern, nicht an Kunden",
    "Interne, ne pas envoyer", "Internal step - remove before sending", "Solo uso interno", "社内のみ", "Diese Zeile vor dem Versand raus",
    "[Threaded comment]\n\nYour version of Excel allows you to read this.\n\nComment:\n    Internal only, do not show Dana this row",
]  # fmt: skip
SAYS = [
    "Juniper has not confirmed yet",
    "Remove Dana from this row",
    "internal approval at Juniper takes a week",
    "Who signs this?",
]


def read(comments, folder):
    def change(book):
        for place, said in comments.items():
            book.worksheets[0][place].comment = Comment(said, "Sam")

    (folder / "plan.xlsx").write_bytes(workbook(("Plan", ROWS), change=change))
    return imported(folder / "plan.xlsx", folder)


@pytest.mark.parametrize("said", KEEPS)
def test_on_the_step_it_keeps_the_row(said, tmp_path):
    spec, _told = read({"A3": said}, tmp_path)
    assert [row.milestone for row in spec.milestones] == ["Kickoff", "Go-live"]
    assert "Ines clears 14%" in spec.internal.notes


@pytest.mark.parametrize("said", SAYS)
def test_one_that_says_more_keeps_nothing(said, tmp_path):
    spec, _told = read({"A2": said}, tmp_path)
    assert [row.milestone for row in spec.milestones] == ["Kickoff", "Ines clears 14%", "Go-live"]


@pytest.mark.parametrize(
    "said",
    few_of([
        "Lena: row 5 of the CSV is private customer data, mask it", "Column C in SAP is confidential, leave it out", "Zeile 7 der Datei ist intern, bitte maskieren",
        "Ligne 4 du fichier : privé, à masquer", "Linha 4 do arquivo: privado",
    ], 7),
)  # fmt: skip
def test_one_about_rows_of_another_file_keeps_nothing(said, tmp_path):
    spec, told = read({"A2": said}, tmp_path)
    assert [row.milestone for row in spec.milestones] == ["Kickoff", "Ines clears 14%", "Go-live"]
    assert said in told


@pytest.mark.parametrize(
    "said",
    [
        "Delete row 3 before sending the file",
        "Take this row out of the Excel before it goes to Dana",
        "Row 3: not for Juniper",
    ],
)
def test_one_about_this_file_does(said, tmp_path):
    spec, _told = read({"A3": said}, tmp_path)
    assert [row.milestone for row in spec.milestones] == ["Kickoff", "Go-live"]


def test_on_a_note_it_keeps_that(tmp_path):
    spec, _told = read({"E2": "internal"}, tmp_path)
    assert [row.note or "" for row in spec.milestones] == ["", "floor", ""]
    assert "room 4" in spec.internal.notes


def test_on_a_heading_it_keeps_the_column(tmp_path):
    spec, _told = read({"E1": "Lena: hide this column for Dana please"}, tmp_path)
    assert not any(row.note for row in spec.milestones)
    assert "floor" in spec.internal.notes
