"""Marks of who sees a row that stand once for a group of rows, and those in a column without a heading."""

import pytest
from field import of_text

from helpers import few_of

STEPS = [
    ("Kickoff", "Dana Reyes", "Sam Ortiz", "2026-12-10"),
    ("Workshop", "Priya Nair", "Sam Ortiz", "2027-01-10"),
    ("Ines clears 14%", "", "Sam Ortiz", "2027-01-20"),
    ("Ines clears 15%", "", "Sam Ortiz", "2027-01-21"),
]


def read(head, marks, folder, steps=STEPS):
    rows = [(head, "Step", "Buyer owner", "Seller owner", "Target date")]
    rows += [(mark, *step) for mark, step in zip(marks, steps, strict=True)]
    spec, told = of_text("\n".join(",".join(row) for row in rows) + "\n", folder)
    return [row.milestone for row in spec.milestones], spec.internal.notes or "", told


@pytest.mark.parametrize(
    ("head", "shared", "ours"),
    few_of(
        [
            ("Visibility", "Shared", "Internal"),
            ("Audience", "Customer", "Fabrikam only"),
            ("Int/Ext", "Ext", "Int"),
            ("Scope", "Joint", "Internal"),
            ("Share with customer?", "Yes", "No"),
            ("", "Shared", "Internal"),
            ("", "Customer", "Fabrikam (internal)"),
        ],
        7,
    ),
)
def test_a_mark_in_the_first_row_of_its_group_is_that_of_all(head, shared, ours, tmp_path):
    steps, notes, _ = read(head, (shared, "", ours, ""), tmp_path)
    assert steps == ["Kickoff", "Workshop"]
    assert "Ines clears 15%" in notes


def test_in_each_row_without_a_heading(tmp_path):
    steps, _, told = read("", ("Customer", "Customer", "Fabrikam (internal)", "Fabrikam (internal)"), tmp_path)
    assert steps == ["Kickoff", "Workshop"]
    assert "the column without a heading" in told


def test_single_marks_are_none_of_a_group(tmp_path):
    steps = [STEPS[0], STEPS[2], STEPS[1], ("Training", "Dana Reyes", "Sam Ortiz", "2027-02-01")]
    assert read("Visibility", ("Shared", "Internal", "", ""), tmp_path, steps)[0] == ["Kickoff", "Workshop", "Training"]


def test_a_column_without_a_heading_that_names_the_sides_or_phases_keeps_none(tmp_path):
    assert len(read("", ("Juniper", "", "Fabrikam", ""), tmp_path)[0]) == 4


def test_nor_does_a_phase_in_which_the_buyer_owns_steps(tmp_path):
    steps = [STEPS[0], STEPS[1], ("Budget is cleared", "Dana Reyes", "", "2027-01-20"), STEPS[2]]
    assert "Budget is cleared" in read("", ("Start", "", "Internal", ""), tmp_path, steps)[0]
