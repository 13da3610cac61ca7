"""What stays on the seller's side: the CRM note within its limits, the internal workbook, the protected tracker."""

import io

import openpyxl
import pytest

from helpers import made, plan_values


def values(rows=40):
    plan = plan_values(rows)
    for row in plan["milestones"]:
        row["exit_criteria"] = "Confirmation received in writing, " + "with many details " * 40
    plan["internal"] = {
        "forecast": "Best case",
        "crm_url": "https://crm.example/1",
        "tasks": [
            {"task": "Pricing approval", "owner": "Sam Ortiz", "due": "2026-11-27"},
            {"task": "Old thing", "due": "2026-11-01", "status": "done"},
        ],
    }
    return plan


@pytest.mark.parametrize("limit", [4000, 10000, 32000])
def test_the_note_is_cut_at_a_row_and_says_how_many_more(limit):
    files = made(values(), only=("crm",), options={"crm_limit": limit})
    for name, item in (("crm-note.txt", "• "), ("crm-note.html", "<li>")):
        text = files[name].decode()
        assert len(text) <= limit
        kept = text.count(item)
        if limit < 32000:
            assert f"… {40 - (kept - (1 if item == '<li>' else 0))} more, see https://docs.example.com/plan" in text
        else:
            assert kept >= 38
        assert "Own task: Pricing approval, Sam Ortiz, 27 Nov 2026" in text
        assert "Old thing" not in text
    assert files["crm-note.html"].decode().count("<li>") == files["crm-note.html"].decode().count("</li>")


def test_the_rows_as_tabs_are_safe_to_paste():
    plan = plan_values()
    plan["milestones"][0]["exit_criteria"] = "=1+1 signed"
    plan["milestones"][1]["exit_criteria"] = "tabs\tand\nlines signed"
    lines = made(plan, only=("crm",))["crm-note.tsv"].decode().splitlines()
    assert len(lines) == 7
    assert all(line.count("\t") == 5 for line in lines)
    assert lines[1].split("\t")[4] == "'=1+1 signed"
    assert lines[1].split("\t")[3] == "2026-11-24"


def test_tasks_stand_among_the_milestones_they_serve():
    book = openpyxl.load_workbook(io.BytesIO(made(values(6), only=("crm",))["internal.xlsx"]))
    lines = [[c.value for c in line] for line in book["Internal"].iter_rows(min_row=4)]
    dates = [line[0] for line in lines if line[0]]
    assert dates == sorted(dates)
    task = next(line for line in lines if line[2] == "Pricing approval")
    assert task[1] == "Own task"
    assert task[6] == "Business case / ROI"
    assert [sheet.sheet_properties.tabColor.rgb for sheet in book.worksheets] == ["FFB3261E"] * 3


def test_protection_has_no_password_and_leaves_the_inputs_open():
    sheet = openpyxl.load_workbook(
        io.BytesIO(made(plan_values(), only=("xlsx",), options={"protect": True})["map.xlsx"])
    ).worksheets[0]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert not sheet["C9"].protection.locked
    assert not sheet["E9"].protection.locked
    assert not sheet["B15"].protection.locked
    assert sheet["A9"].protection.locked
    plain = openpyxl.load_workbook(io.BytesIO(made(plan_values(), only=("xlsx",))["map.xlsx"])).worksheets[0]
    assert not plain.protection.sheet


def test_the_tracker_has_a_table_lists_and_the_slips():
    plan = plan_values()
    plan["milestones"][1]["moved"] = [{"from": "2026-11-20", "on": "2026-11-18", "why": "Audit week"}]
    book = openpyxl.load_workbook(io.BytesIO(made(plan, only=("xlsx",))["map.xlsx"]))
    sheet = book.worksheets[0]
    assert sheet.tables["SharedPlan"].ref == "A8:J19"
    rules = sheet.data_validations.dataValidation
    assert {str(r.type) for r in rules} == {"list", "date"}
    assert all(r.errorStyle == "warning" for r in rules)
    assert sheet.freeze_panes == "C9"
    assert sheet.print_title_rows == "$8:$8"
    assert sheet.page_setup.orientation == "landscape"
    assert [c.value for c in book["What moved"][5]][1:6:4] == ["Business case / ROI", "Audit week"]
