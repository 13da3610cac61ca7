"""Rows with a title alone that head groups further down, where the first step stands above them all."""

import pytest
from field import imported, of_text, rows_of, workbook
from openpyxl.styles import Font, PatternFill

HEAD = ["Step", "Juniper Foods", "Fabrikam", "Due"]


def row(name, day):
    return [name, "Dana Reyes", "Sam Ortiz", f"2026-12-{day:02}"]


SHEET = [
    HEAD,
    row("Kick-off", 2),
    ["Build"],
    row("Scale set up", 9),
    row("Labels printed", 16),
    ["Launch"],
    row("Store opened", 18),
]
STEPS = ["Kick-off", "Scale set up", "Labels printed", "Store opened"]


def dressed(folder, places, **look):
    def change(book):
        for place in places:
            for name, value in look.items():
                setattr(book.worksheets[0][place], name, value)

    (folder / "plan.xlsx").write_bytes(workbook(("Plan", SHEET), change=change))
    return imported(folder / "plan.xlsx", folder)


def page(folder):
    (one,) = (folder / "out").glob("*.yaml")
    return one.read_text(encoding="utf-8")


@pytest.mark.parametrize("look", [{"font": Font(bold=True)}, {"fill": PatternFill("solid", fgColor="FFDDEEFF")}])
def test_in_a_look_of_their_own_they_name_phases(look, tmp_path):
    spec, _ = dressed(tmp_path, ["A3", "A6"], **look)
    assert [one[0] for one in rows_of(spec)] == STEPS
    assert "# Build" in page(tmp_path)
    assert "# Launch" in page(tmp_path)


@pytest.mark.parametrize("places", [["A3"], ["A3", "A4", "A6"], []])
def test_without_one_they_are_steps_that_are_not_planned_yet(places, tmp_path):
    spec, _ = dressed(tmp_path, places, font=Font(bold=True))
    assert [row.milestone for row in spec.milestones] == ["Kick-off", "Build", *STEPS[1:3], "Launch", "Store opened"]


def lines(*rows):
    return "\n".join(",".join([*one, *[""] * (4 - len(one))]) for one in rows) + "\n"


def test_below_an_empty_row_they_name_phases(tmp_path):
    rows = [HEAD, SHEET[1], [], *SHEET[2:5], [], *SHEET[5:]]
    spec, _ = of_text(lines(*rows), tmp_path)
    assert [one[0] for one in rows_of(spec)] == STEPS
    assert "# Launch" in page(tmp_path)


def test_where_every_row_stands_below_an_empty_one_they_do_not(tmp_path):
    rows = [one for each in SHEET for one in (each, [])]
    spec, _ = of_text(lines(*rows), tmp_path)
    assert [row.milestone for row in spec.milestones] == ["Kick-off", "Build", *STEPS[1:3], "Launch", "Store opened"]
