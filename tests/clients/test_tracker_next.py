"""What a spreadsheet program computes for the tracker's next step."""

import csv

from helpers import made, plan_values


def test_the_next_step_is_told_by_its_name_alone(tmp_path, office):
    """A row of the three-line plan says below its name what it includes; the line of the head has room for the name."""
    path = tmp_path / "tracker.xlsx"
    path.write_bytes(made(plan_values(), only=("xlsx",), variant="lite", found=())["map.xlsx"])
    rows = list(csv.reader(office(path, "csv:Text - txt - csv (StarCalc):44,34,76", tmp_path).open(encoding="utf-8")))
    told = next(row for row in rows if row[1] == "Next")
    assert told[2] == "Decide"
    assert any(row[1].startswith("Decide\nIncludes: ") for row in rows)
