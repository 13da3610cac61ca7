"""A page that does not begin as a page does: cut out of one, or as a wiki writes it."""

import pytest
from field import of_text, rows_of

from helpers import few_of

TABLE = (
    "<table><tr><th>Milestone</th><th>Buyer owner</th><th>Target date</th><th>Exit criteria</th></tr>"
    "<tr><td>Survey</td><td>Eva Lund</td><td>2026-12-09</td><td>RAL 5010<sup>1</sup></td></tr>"
    "<tr><td>Order</td><td>Ida Moss</td><td>2027-01-21</td><td>PO</td></tr></table>\n"
)


@pytest.mark.parametrize(
    "head",
    few_of([
        "<h1>Joint plan</h1>\n", "<p>Hi Dana,</p>", '<div class="wiki">', "<!-- pasted -->\n<h2>Plan</h2>", "<style>td {color: red}</style>",
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n<html><body>', "<br><b>Plan</b><p></p>",
    ], 7),
)  # fmt: skip
@pytest.mark.parametrize("name", ["plan.html", "plan.txt"])
def test_a_piece_of_a_page_is_read_as_one(head, name, tmp_path):
    spec, told = of_text(head + TABLE, tmp_path, name)
    assert [row[:4] for row in rows_of(spec)] == [
        ("Survey", "Eva Lund", "", "2026-12-09"), ("Order", "Ida Moss", "", "2027-01-21")
    ]  # fmt: skip
    assert spec.milestones[0].exit_criteria == "RAL 5010"
    assert "note 1" in told


def test_a_list_cut_out_of_a_page_is_read(tmp_path):
    text = "<h3>Next</h3><ul><li>Survey – Eva Lund – 9 Dec 2026</li><li>Order – Ida Moss – 21 Jan 2027</li></ul>"
    spec, _ = of_text(text, tmp_path, "plan.html")
    assert [row[0] for row in rows_of(spec)] == ["Survey", "Order"]


def test_markdown_with_a_tag_in_front_stays_markdown(tmp_path):
    text = "<br>\n\n| Milestone | Owner | Due |\n|---|---|---|\n| Survey | Eva Lund | 2026-12-09 |\n"
    spec, _ = of_text(text, tmp_path, "plan.md")
    assert [row[0] for row in rows_of(spec)] == ["Survey"]
