"""Files as they came back from the field, and what is right: a split table, owners who are none, text inside cells."""

import shutil
from pathlib import Path

import pytest

from commands import run

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
