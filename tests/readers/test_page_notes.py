"""Small raised signs in the cells of a page: marks of notes, and what belongs to its value."""

import pytest

from helpers import few_of
from mapdocs.readers.html import read_html


def cell_of(inner, beside=""):
    paper = read_html(
        f"<table><tr><th>Proof</th><th>Who</th></tr><tr><td>{inner}</td><td>Ida</td></tr></table>{beside}"
    )
    cell = paper.tables[0].rows[1].cells[0]
    return cell.text, [remark.text for remark in cell.remarks]


@pytest.mark.parametrize(
    ("inner", "text", "notes"),
    few_of(
        [
            ("RAL 5010<sup>1</sup>", "RAL 5010", ["note 1: or 5011"]),
            ("RAL <b>5010</b><sup>[1]</sup> on all", "RAL 5010 on all", ["note 1: or 5011"]),
            ("PO 4711<sup>2</sup>", "PO 4711", ["note 2"]),
            ("Eva Lund<sup>a</sup>", "Eva Lund", ["note a: until Easter"]),
            ("Eva Lund<sup>*</sup>", "Eva Lund", ["note *"]),
            ("Eva<sup>a</sup>, Ida<sup>1</sup>", "Eva, Ida", ["note a: until Easter", "note 1: or 5011"]),
            ("Eva<br>12 pallets<sup>1</sup>", "Eva\n12 pallets", ["note 1: or 5011"]),
            ("12 m<sup>3</sup> moved", "12 m³ moved", []),
            ("40 km/h over 2 km<sup>2</sup>", "40 km/h over 2 km²", []),
            ("10<sup>6</sup> rows", "10⁶ rows", []),
            ("the 1<sup>st</sup> batch", "the 1st batch", []),
            ("le 2<sup>e</sup> lot", "le 2e lot", []),
            ("logo<sup>TM</sup>", "logoTM", []),
            ("<sup>1</sup> first of all", "1 first of all", []),
        ],
        3,
    ),
)
def test_a_mark_of_a_note_is_no_part_of_the_value(inner, text, notes):
    assert cell_of(inner, "<p><sup>1</sup> or 5011</p><p><sup>a</sup> until Easter</p>") == (text, notes)


def test_a_letter_that_no_note_explains_stays():
    assert cell_of("Building 4<sup>b</sup>") == ("Building 4b", [])


def test_outside_a_table_a_raised_number_is_still_seen():
    assert read_html("<p>RAL 5010<sup>1</sup></p>").texts == ["RAL 5010¹"]
