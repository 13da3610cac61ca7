"""A line that says of some rows, by a sign, a letter, their numbers or their look, that they are not for the buyer: these are kept, and no more."""

import pytest
from field import imported
from openpyxl import Workbook

from helpers import few_of

STEPS = ("Kick-off", "Audit", "Settle the floor", "Contract", "Win over the CFO", "Launch")
DAYS = ("2026-12-01", "2026-12-11", "2026-12-14", "2027-02-12", "2027-02-15", "2027-03-01")
OWNERS = ("Sam Ortiz", "Dana Reyes", "Sam Ortiz", "Dana Reyes", "Sam Ortiz", "Dana Reyes")
OURS = {"Settle the floor", "Win over the CFO"}
THEIRS = [step for step in STEPS if step not in OURS]


def table(line, sign="{}", below=False):
    rows = [
        f"| {sign.format(s) if s in OURS else s} | {o} | {d} |" for s, o, d in zip(STEPS, OWNERS, DAYS, strict=True)
    ]
    plan = "\n".join(("| Step | Owner | Due |", "|---|---|---|", *rows))
    return f"{plan}\n\n{line}\n" if below else f"{line}\n\n{plan}\n"


def numbered(line, below=False):
    points = [f"{n}. {s} - {o} - {d}" for n, (s, o, d) in enumerate(zip(STEPS, OWNERS, DAYS, strict=True), 1)]
    return "\n".join((*points, "", line) if below else (line, "", *points)) + "\n"


def steps_of(text, folder, name="plan.md"):
    (folder / name).write_text(text)
    spec, result = imported(folder / name, folder)
    assert "found no place" not in result
    return [row.milestone for row in spec.milestones], spec, result


@pytest.mark.parametrize(
    ("line", "sign"),
    few_of([
        ("Lines with * are for us only, take them out before this goes to Dana.", "* {}"), ("Everything marked with † is internal", "{} †"),
        ("Starred lines are internal", "* {}"), ("shared with Dana except lines marked (!)", "(!) {}"), ("~ means we do this without telling Juniper", "~ {}"),
        ("Zeilen mit * sind nur für uns", "* {}"), ("Les lignes marquées d'un astérisque sont internes", "{} *"), ("※印の行は社内のみ", "※{}"), ("(i) = internal", "(i) {}"),
    ], 7),
)  # fmt: skip
@pytest.mark.parametrize("below", [False, True])
def test_a_sign(line, sign, below, tmp_path):
    steps, spec, _ = steps_of(table(line, sign, below), tmp_path)
    assert steps == THEIRS
    assert all(step in spec.internal.notes for step in OURS)


@pytest.mark.parametrize(
    "line",
    few_of([
        "Steps 3 and 5 are internal, please drop them before this goes out.", "Note to Lena: 3 and 5 stay with us, Dana only gets the rest.", "#3 and #5 are not for Dana",
        "Everything except 3 and 5 goes to Dana", "Punkte 3 und 5 bleiben bei uns", "Los pasos 3 y 5 son internos", "Os passos 3 e 5 são internos", "Les étapes 3 et 5 restent entre nous", "手順3と5は社内のみ",
    ], 7),
)  # fmt: skip
@pytest.mark.parametrize("below", [False, True])
def test_numbers(line, below, tmp_path):
    steps, spec, result = steps_of(numbered(line, below), tmp_path)
    assert steps == THEIRS
    assert all(step in spec.internal.notes for step in OURS)
    assert line in result


@pytest.mark.parametrize(
    ("codes", "line"), [(("C", "F"), "Vis: C = customer and us; F = Fabrikam only"), (("", "i"), "i = internal")]
)
def test_letters_of_a_key_in_a_column(codes, line, tmp_path):
    rows = "".join(f"{s},{o},{d},{codes[s in OURS]}\n" for s, o, d in zip(STEPS, OWNERS, DAYS, strict=True))
    assert steps_of(f"Step,Owner,Due,Vis\n{rows},,,\n{line},,,\n", tmp_path, "plan.csv")[0] == THEIRS


def test_a_letter_behind_a_number(tmp_path):
    rows = "".join(
        f"{n}{'i' if s in OURS else ''},{s},{o},{d}\n"
        for n, (s, o, d) in enumerate(zip(STEPS, OWNERS, DAYS, strict=True), 1)
    )
    assert steps_of(f"#,Step,Owner,Due\n{rows},,,\ni = internal,,,\n", tmp_path, "plan.csv")[0] == THEIRS


def test_italics_in_a_list(tmp_path):
    points = [
        f"- *{s}, {o}, {d}*" if s in OURS else f"- {s}, {o}, {d}" for s, o, d in zip(STEPS, OWNERS, DAYS, strict=True)
    ]
    points[3] += " *(she wants net 90)*"
    steps, spec, _ = steps_of("\n".join(("(italics = internal, delete before sending)", "", *points)), tmp_path)
    assert steps == THEIRS
    assert "net 90" in spec.internal.notes


def test_rows_that_cannot_be_told_are_asked_for(tmp_path):
    steps, _, result = steps_of(table("Red text = for us only"), tmp_path)
    assert steps == list(STEPS)
    assert "“Red text = for us only”, and it cannot be told which rows" in result


@pytest.mark.parametrize(
    "line",
    few_of([
        "Rows marked with * are on the critical path", "* = at risk", "Steps 3 and 5 are internal to Juniper", "Steps 3 and 5 need internal approval", "Milestone 3 needs internal sign-off",
        "3 internal approvals are needed", "Step 3: internal legal review with 5 people", "R = Responsible, I = Informed", "Steps 1 to 5 are done",
    ], 7),
)  # fmt: skip
def test_lines_that_say_something_else(line, tmp_path):
    assert steps_of(table(line, "* {}", below=True), tmp_path)[0] == [f"* {s}" if s in OURS else s for s in STEPS]


def test_an_arrow_above_a_column(tmp_path):
    book = Workbook()
    for row in (
        (None, None, None, "internal ↓"),
        ("Step", "Owner", "Due", "Notes"),
        *((s, o, d, f"say {n}") for n, (s, o, d) in enumerate(zip(STEPS, OWNERS, DAYS, strict=True))),
    ):
        book.active.append(row)
    book.save(tmp_path / "plan.xlsx")
    spec, _ = imported(tmp_path / "plan.xlsx", tmp_path)
    assert [row.milestone for row in spec.milestones] == list(STEPS)
    assert not any(row.note for row in spec.milestones)
    assert "say 3" in spec.internal.notes


def test_what_goes_to_the_buyer_ends_what_is_for_a_colleague(tmp_path):
    said = "Lena, internal, for you only:\n\n- 12% approved?\n\nThis is what goes to Dana:"
    assert steps_of(table(said), tmp_path)[0] == list(STEPS)
