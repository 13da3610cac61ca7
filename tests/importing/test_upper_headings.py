"""A heading of two rows, of which the upper one says what is for whom: "Plan | Internal" over merged columns."""

import pytest
from field import buyer_text, imported, workbook

from helpers import few_of

LOWER = ["Step", "Owner", "Due", "Comments", "Risk"]
ROWS = [
    ["Workshop", "Dana Reyes", "2026-12-02", "CFO stalls", "40k"],
    ["Order form", "Sam Ortiz", "2026-12-15", "x", "low"],
]


def read(folder, left, right):
    def merge(book):
        book["Plan"].merge_cells("A1:C1")
        book["Plan"].merge_cells("D1:E1")

    raw = workbook(("Plan", [[left, "", "", right, ""], LOWER, *ROWS]), change=merge)
    (folder / "plan.xlsx").write_bytes(raw)
    return imported(folder / "plan.xlsx", folder)[0]


@pytest.mark.parametrize(
    ("left", "right"),
    few_of(
        [
            ("Plan", "Internal"),
            ("Shared", "Internal"),
            ("Joint plan", "Internal only"),
            ("Plan", "Intern"),
            ("Plan commun", "Interne"),
        ],
        7,
    ),
)
def test_what_stands_below_internal_is_kept_and_the_rest_is_read(left, right, tmp_path):
    spec = read(tmp_path, left, right)
    assert [row.milestone for row in spec.milestones] == ["Workshop", "Order form"]
    assert "CFO stalls" not in buyer_text(spec)
    assert "CFO stalls" in spec.internal.notes
    assert "40k" in spec.internal.notes


@pytest.mark.parametrize(
    ("left", "right"), [("Plan", "Other"), ("Plan", "International"), ("Internal audit plan", "Open points")]
)
def test_other_upper_headings_keep_nothing(left, right, tmp_path):
    spec = read(tmp_path, left, right)
    assert [row.milestone for row in spec.milestones] == ["Workshop", "Order form"]
    assert "CFO stalls" not in (spec.internal.notes or "")


@pytest.mark.parametrize("head", ["Internal comments", "Interne Notizen"])
def test_an_x_below_notes_is_no_yes(head, tmp_path):
    raw = workbook(("Plan", [["Step", "Owner", "Due", head], *(row[:4] for row in ROWS)]))
    (tmp_path / "plan.xlsx").write_bytes(raw)
    spec, _ = imported(tmp_path / "plan.xlsx", tmp_path)
    assert [row.milestone for row in spec.milestones] == ["Workshop", "Order form"]
    assert "CFO stalls" in spec.internal.notes
