"""Files as they came back from the field, and what is right: a split table, owners who are none, text inside cells."""

import shutil
from pathlib import Path

import docx
import pytest

from commands import run
from helpers import few_of

FIELD = Path(__file__).parent / "field"


@pytest.fixture
def pulled(tmp_path):
    def pull(name):
        shutil.copy(FIELD / "northwind.yaml", tmp_path)
        shutil.copytree(FIELD / "mapdocs-memory", tmp_path / ".mapdocs", dirs_exist_ok=True)
        shutil.copy(FIELD / name, tmp_path)
        done = run("pull", "northwind.yaml", name, "--today", "2026-11-26", cwd=tmp_path)
        assert done.returncode in (0, 1), done.stderr
        return done.stdout

    return pull


def test_a_split_table_is_one_plan(pulled):
    said = pulled("p01_split_table.docx")
    assert "target date: Tue 15 Dec 2026 → Fri 18 Dec 2026" in said
    assert "took the row out" not in said
    assert "1 change\n" in said


def test_an_owner_who_is_nobody_is_a_question_and_a_second_one_is_told(pulled):
    said = pulled("p04_owners.docx")
    assert "buyer owner: “TBC” is nobody yet; who is it?" in said
    assert "on leave until 4 Jan" in said
    assert "1 question\n" in said
    assert "agreed" not in said


@pytest.fixture
def retyped(tmp_path):
    """What is said of the sent file with one owner's cell typed anew."""

    def pull(was, now):
        shutil.copy(FIELD / "northwind.yaml", tmp_path)
        shutil.copytree(FIELD / "mapdocs-memory", tmp_path / ".mapdocs", dirs_exist_ok=True)
        document = docx.Document(FIELD / "p04_owners.docx")
        for cell in (cell for table in document.tables for row in table.rows for cell in row.cells):
            if cell.text.startswith(was):
                for paragraph in cell.paragraphs[1:]:
                    paragraph._p.getparent().remove(paragraph._p)
                cell.paragraphs[0].text = now
        document.save(tmp_path / "back.docx")
        return run("pull", "northwind.yaml", "back.docx", "--today", "2026-11-26", cwd=tmp_path).stdout

    return pull


@pytest.mark.parametrize(
    ("now", "asks"),
    few_of(
        [
            ("Procurement team", "“Procurement team” is no person; who is it?"),
            ("Lena Brandt or her deputy", "“Lena Brandt or her deputy” leaves open who owns the step; who is it?"),
            ("Hugo Marsh?", "“Hugo Marsh?” leaves open who owns the step; who is it?"),
            ("Hugo Marsh", "~ buyer owner: Lena Brandt → Hugo Marsh"),
            ("Or Cohen", "~ buyer owner: Lena Brandt → Or Cohen"),
        ],
        5,
    ),
)
def test_an_owner_that_is_no_person_or_left_open_is_asked_about(retyped, now, asks):
    assert asks in retyped("TBC", now)


def test_beside_the_owner_a_deputy_is_told(retyped):
    said = retyped("TBC", "Lena Brandt / deputy")
    assert "/ deputy (beside buyer owner)" in said
    assert "Lena Brandt →" not in said


@pytest.mark.parametrize(
    ("name", "told"), [("p06_nested.docx", "SOC 2; ISO 27001"), ("s02_textbox_cell.docx", "works council vote")]
)
def test_text_inside_a_cell_is_told_with_its_row(pulled, name, told):
    lines = pulled(name).splitlines()
    place = next(n for n, line in enumerate(lines) if told in line)
    assert lines[place - 1].startswith("  S3 ")


def test_the_order_of_dates_typed_as_text_is_learned_from_those_that_nobody_changed(pulled):
    said = pulled("t05_textdates_dmy.xlsx")
    assert "target date: Tue 15 Dec 2026 → Fri 18 Dec 2026" in said
    assert said.splitlines()[0].endswith(": 1 change")


def test_a_go_live_changed_in_the_trackers_head_is_a_change(pulled):
    said = pulled("t06_golive.xlsx")
    assert "~ go-live: Tue 19 Jan 2027 → Tue 2 Feb 2027 (14 days later)" in said
    assert "2027-02-02" not in said


@pytest.mark.parametrize(
    "name", ["p01_split_table.docx", "p06_nested.docx", "t05_textdates_dmy.xlsx", "t06_golive.xlsx"]
)
def test_what_versions_before_wrote_beside_the_table_is_no_text_of_the_buyers(pulled, name):
    assert "no place in the plan" not in pulled(name)


def test_a_row_of_a_split_table_is_no_heading(pulled):
    assert "the heading" not in pulled("p01_split_table.docx")


def moved_to_the_end(document, count):
    """Cut the last ``count`` steps out of the plan and put them below everything, in a table without headings."""
    plan = next(table for table in document.tables if table.rows[0].cells[0].text == "#")
    steps = [row for row in plan.rows if row.cells[0].text[1:].isdecimal()][-count:]
    end = document.add_table(rows=0, cols=len(plan.columns))
    for row in steps:
        end._tbl.append(row._tr)
    return end


@pytest.mark.parametrize("between", ["", "Printed on a page of its own"])
def test_rows_that_were_moved_below_other_tables_are_still_the_plans(tmp_path, between):
    shutil.copy(FIELD / "northwind.yaml", tmp_path)
    assert run("build", "northwind.yaml", "--today", "2026-11-24", cwd=tmp_path).returncode == 0
    path = next(tmp_path.rglob("buyer/*.docx"))
    document = docx.Document(path)
    if between:
        document.add_paragraph(between)
    end = moved_to_the_end(document, 2)
    cell = next(cell for cell in end.rows[0].cells if "2027" in cell.text)
    cell.paragraphs[0].runs[0].text = "14 Jan 2027"
    for run_left in cell.paragraphs[0].runs[1:]:
        run_left.text = ""
    document.save(tmp_path / "back.docx")
    said = run("pull", "northwind.yaml", "back.docx", "--today", "2026-11-26", cwd=tmp_path).stdout
    assert "took the row out" not in said
    assert "→ Thu 14 Jan 2027" in said
    assert ("no place in the plan" in said) == bool(between)


@pytest.mark.parametrize(
    ("typed", "owner", "left"),
    [
        ("Jo Lind (replaces Tom Okafor)", "Jo Lind", "(replaces Tom Okafor)"),
        ("Jo Lind", "Jo Lind", ""),
    ],
)
def test_what_stands_behind_a_new_owners_name_is_told_and_no_part_of_it(retyped, typed, owner, left):
    said = retyped("TBC", typed)
    assert f"→ {owner}\n" in said
    assert left in said
