"""Tables drawn in plain text: lines around the cells, and columns of blanks."""

import pytest
from field import buyer_text, of_text, rows_of

CELLS = [
    ("Step", "Owner", "Due", "Status"),
    ("Key handed over", "Dana Reyes", "2026-12-04", "done"),
    ("Audit, v2, held", "Sam Ortiz", "2026-12-11", "open"),
]
RIGHT = [
    ("Key handed over", "Dana Reyes", "", "2026-12-04", "done"),
    ("Audit, v2, held", "", "Sam Ortiz", "2026-12-11", "open"),
]
WIDE = 17


def padded(row, sign):
    return sign.join(f" {said:{WIDE}}" for said in row)


def ruled(left, line, cross, right):
    return left + cross.join(line * (WIDE + 1) for _ in CELLS[0]) + right


def in_borders(all_rows=False, heading="-"):
    rule = ruled("+", "-", "+", "+")
    rows = [f"|{padded(row, '|')}|" for row in CELLS]
    inner = [rows[1], rule, rows[2]] if all_rows else rows[1:]
    return "\n".join([rule, rows[0], ruled("+", heading, "+", "+"), *inner, rule])


def in_boxes():
    rows = [f"│{padded(row, '│')}│" for row in CELLS]
    return "\n".join(
        [ruled("┌", "─", "┬", "┐"), rows[0], ruled("├", "─", "┼", "┤"), *rows[1:], ruled("└", "─", "┴", "┘")]
    )


def of_a_database():
    return "\n".join(
        [padded(CELLS[0], "|"), ruled("", "-", "+", ""), *(padded(row, "|") for row in CELLS[1:]), "(2 rows)"]
    )


def in_blanks(rule=False):
    lines = ["".join(f"{said:{WIDE + 3}}" for said in row) for row in CELLS]
    return "\n".join(
        [
            "The plan of today",
            "",
            lines[0],
            *(["  ".join("-" * (WIDE + 1) for _ in CELLS[0])] if rule else []),
            *lines[1:],
        ]
    )


@pytest.mark.parametrize(
    "drawn",
    [
        in_borders(),
        in_borders(all_rows=True),
        in_borders(heading="="),
        in_boxes(),
        of_a_database(),
        in_blanks(),
        in_blanks(rule=True),
    ],
    ids=["borders", "between all", "double", "boxes", "database", "blanks", "blanks and a rule"],
)
@pytest.mark.parametrize("name", ["plan.txt", "plan.md"])
def test_each_is_a_table(drawn, name, tmp_path):
    spec, _ = of_text(drawn, tmp_path, name)
    assert rows_of(spec) == RIGHT


def test_a_row_of_several_lines(tmp_path):
    more = f"|{padded(('to both', '', '', ''), '|')}|"
    lines = in_borders(all_rows=True).split("\n")
    spec, _ = of_text("\n".join([*lines[:4], more, *lines[4:]]), tmp_path, "plan.txt")
    assert [row.milestone for row in spec.milestones] == ["Key handed over to both", "Audit, v2, held"]


def test_points_in_columns_with_a_status_behind(tmp_path):
    text = (
        "THE PLAN\n\n1) Key handed over     Dana Reyes      04.12.2026   done\n2) Audit held          Sam Ortiz       11.12.2026\n"
        "3) Drivers trained     Dana / Sam      27.01.2027   open\n4) Report              Dana Reyes      29.01.2027   open\n"
    )
    spec, _ = of_text(text, tmp_path, "plan.txt")
    assert rows_of(spec) == [
        ("Key handed over", "Dana Reyes", "", "2026-12-04", "done"),
        ("Audit held", "", "Sam Ortiz", "2026-12-11", "open"),
        ("Drivers trained", "Dana", "Sam", "2027-01-27", "open"),
        ("Report", "Dana Reyes", "", "2027-01-29", "open"),
    ]


def test_a_column_of_ours_is_kept_in_a_drawn_table_too(tmp_path):
    spec, told = of_text(in_borders().replace("Status", "AE    ").replace("done", "weak"), tmp_path, "plan.txt")
    assert "weak" not in buyer_text(spec)
    assert "says “ae”" in told


@pytest.mark.parametrize("line", ["Sam  wrote  this", "Step   and   owner, both."])
def test_words_with_blanks_between_are_no_heading(line, tmp_path):
    text = f"{line}\nsays  so   too\n\n- Contract signed – Dana – 4 Dec 2026\n- Report sent – Sam – 8 Jan 2027\n"
    spec, _ = of_text(text, tmp_path, "plan.txt")
    assert [row.milestone for row in spec.milestones] == ["Contract signed", "Report sent"]
