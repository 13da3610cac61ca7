"""Layouts of the same kinds as the cases, made up: what comes in, in order and whole."""

import pytest
from field import imported, rows_of
from layouts import LAYOUTS

RIGHT = {
    "monday.xlsx": (
        [
            ("Kickoff with finance", "Dana Reyes", "", "2026-11-16", "done"),
            ("Business case agreed", "", "Sam Ortiz", "2026-12-04", "in progress"),
            ("Collect figures", "", "", "2026-12-01", "blocked"),
            ("Security questionnaire", "", "", "2026-12-15", "open"),
        ],
        ["Align", "Prove"],
        ["export of monday"],
    ),
    "clickup.csv": (
        [
            ("Kickoff with finance", "Dana Reyes", "", "2026-11-16", "done"),
            ("Business case agreed", "", "Sam Ortiz", "2026-12-04", "in progress"),
        ],
        ["Align"],
        ["export of ClickUp", "since Status says “Archived”"],
    ),
    "linear.csv": (
        [
            ("Kickoff with finance", "Dana Reyes", "", "2026-11-16", "done"),
            ("Business case agreed", "", "Sam Ortiz", "2026-12-04", "in progress"),
        ],
        ["Align"],
        ["export of Linear", "since Status says “Canceled”", "part of: Kickoff with finance (MAP-1)"],
    ),
    "trello.csv": (
        [
            ("Kickoff with finance", "Dana Reyes", "", "2026-11-16", "done"),
            ("MSA countersigned", "", "", "2027-01-08", "open"),
        ],
        ["Align", "Buy"],
        ["export of Trello", "since Archived says “true”"],
    ),
    "google.xlsx": (
        [
            ("Kickoff", "Dana Reyes", "Sam Ortiz", "2026-11-16", "done"),
            ("Review", "Lena Brandt", "Sam Ortiz", "2026-12-16", "open"),
        ],
        [],
        ["“Internal notes” is kept", "Total steps", "not read: 4 rows of another table"],
    ),
    "before.csv": (
        [
            ("Kickoff", "Dana Reyes", "Sam Ortiz", "2027-01-14", "done"),
            ("Review", "Lena Brandt", "Ines Duarte", "2027-02-13", "open"),
            ("Sign", "", "Sam Ortiz", "2027-03-08", "open"),
        ],
        [],
        ["“TBC”; who is it?"],
    ),
    "german.csv": (
        [
            ("Auftakt", "Lena Brandt", "Ines Duarte", "2026-12-06", "done"),
            ("Vertrag", "Lena Brandt", "Ines Duarte", "2026-12-16", "open"),
        ],
        [],
        ["“Interne Notiz” is kept", "Fällig am: 04.12.2026"],
    ),
    "groups.md": (
        [
            ("Kickoff", "Dana Reyes", "Sam Ortiz", "2026-12-04", "open"),
            ("Business case", "Dana Reyes", "Sam Ortiz", "2026-12-11", "open"),
            ("PO", "Tom Okafor", "Sam Ortiz", "2026-12-18", "open"),
        ],
        ["Align", "Buy"],
        ["“Seller comments” is kept", "“Risks”: not read: 2 rows"],
    ),
    "three.xlsx": (
        [
            ("Kickoff", "Dana Reyes", "Sam Ortiz", "2026-12-04", "open"),
            ("Case", "Lena Brandt", "Sam Ortiz", "2026-12-09", "open"),
        ],
        ["Align"],
        ["starts: 2026-12-01"],
    ),
}


@pytest.mark.parametrize("name", RIGHT)
def test_a_layout_comes_in_whole(name, tmp_path):
    rows, phases, pieces = RIGHT[name]
    raw = LAYOUTS[name]
    (tmp_path / name).write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    spec, told = imported(tmp_path / name, tmp_path)
    assert rows_of(spec) == rows
    for phase in phases:
        assert f"  # {phase}\n" in spec.source.text
    for piece in pieces:
        assert piece in told, (piece, told)
    assert "LOST" not in told
    assert "found no place" not in told
