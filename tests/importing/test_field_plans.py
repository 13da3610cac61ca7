"""Plans from the field, after public exports and templates: what is right for each, and that every cell is accounted for."""

import pytest
from field import FILES, imported, of_text, rows_of, workbook

from helpers import few_of

KICKOFF = ("Kickoff with finance", "Dana Reyes", "", "2026-11-16", "done")
CASE = ("Business case agreed", "", "", "2026-12-04", "in progress")
SECURITY = ("Security questionnaire returned", "", "", "2026-12-15", "open")
MSA = ("MSA countersigned", "", "", "2027-01-08", "open")
WHOSE = "who is it on which side?"

RIGHT = {
    "action.md": ([KICKOFF, CASE, SECURITY, MSA], ["“Milestones”: not read: 1 row"]),
    "d02_tables.docx": ([KICKOFF, CASE, SECURITY, MSA], []),
    "asana.csv": (
        [
            KICKOFF,
            ("Business case agreed", "", "Sam Ortiz", "2026-12-04", "open"),
            ("Collect nine-month error figures", "Priya Raman", "", "2026-12-02", "open"),
            ("Security questionnaire returned", "Priya Raman", "", "2026-12-15", "open"),
            ("MSA countersigned", "Lena Brandt", "", "2027-01-08", "open"),
        ],
        ["export of Asana", "part of: Business case agreed", "waits for: Kickoff with finance", "Task ID"],
    ),
    "jira.csv": (
        [
            ("Juniper go-live", "Dana Reyes", "", "2027-03-15", "in progress"),
            SECURITY,
            ("Business case agreed", "Dana Reyes", "", "2026-12-04", "done"),
            ("MSA countersigned", "", "", "2027-01-08", "in progress"),
        ],
        ["export of Jira"],
    ),
    "msproject.csv": (
        [
            ("Kickoff with finance", "Dana Reyes", "Sam Ortiz", "2026-11-16", "done"),
            ("Business case agreed", "", "", "2026-12-04", "open"),
            SECURITY,
            ("Go-live", "Dana Reyes", "", "2027-03-15", "open"),
        ],
        ["since Active says “No”", "became their phase"],
    ),
    "x09_planner.xlsx": (
        [KICKOFF, ("Business case agreed", "", "Sam Ortiz", "2026-12-04", "in progress"), SECURITY],
        ["export of Planner", "“Marcus Chen;Sam Ortiz”"],
    ),
    "z04_name_only.csv": ([MSA, ("Security questionnaire", "", "", "2026-12-15", "open")], [WHOSE]),
    "x01_two_row.xlsx": (
        [
            ("Kickoff with finance", "Dana Reyes", "Sam Ortiz", "2026-11-16", "done"),
            ("Business case agreed", "Marcus Chen", "Sam Ortiz", "2026-12-04", "in progress"),
            ("Security questionnaire returned", "Priya Raman", "Sam Ortiz", "2026-12-15", "open"),
            ("MSA countersigned", "Lena Brandt", "Sam Ortiz", "2027-01-08", "open"),
        ],
        ["starts: 2026-11-07"],
    ),
    "x17_planned.xlsx": ([KICKOFF, CASE, SECURITY, MSA], ["Baseline date: 2026-11-27"]),
    "smartsheet.csv": (
        [
            ("Align", "", "", "2026-12-04", "in progress"),
            KICKOFF,
            ("Business case agreed", "Marcus Chen", "Sam Ortiz", "2026-12-04", "in progress"),
            ("Buy", "", "", "2027-01-08", "open"),
            ("MSA countersigned", "Lena Brandt", "", "2027-01-08", "open"),
        ],
        ["waits for: 3FS +2d"],
    ),
    "d06_check.docx": ([KICKOFF, (*CASE[:4], "open"), SECURITY, MSA], []),
    "notion.csv": (
        [
            KICKOFF,
            ("Business case agreed", "", "Sam Ortiz", "2026-12-04", "in progress"),
            ("Collect error figures", "Priya Raman", "", "2026-12-02", "open"),
            ("MSA countersigned", "Lena Brandt", "", "2027-01-08", "open"),
        ],
        ["starts: November 17, 2026"],
    ),
    "contradict.csv": (
        [
            ("Kickoff", "Dana Reyes", "", "2026-11-16", "open"),
            ("Review", "Dana Reyes", "", "", "open"),
            ("Sign", "Dana Reyes", "", "2026-12-18", "open"),
        ],
        ["“1/12/27” can be 12 Jan 2027 or 1 Dec 2027"],
    ),
    "x11_legend.xlsx": ([KICKOFF, CASE, SECURITY, MSA], ["not read: 4 rows below the plan", "Done = signed off"]),
    "gsheet_map.csv": (
        [CASE, SECURITY, MSA, ("Kickoff with finance", "", "", "2026-11-16", "done")],
        ["“Customer”; the buyer's side; which person?", "“Both”; both sides", "“Fabrikam”; your side; which person?"],
    ),
    "z17_comments.xlsx": ([KICKOFF, MSA], ["comment on Due date by Dana Reyes: Lena is away until 11 Jan"]),
    "x10_strike.xlsx": ([KICKOFF, SECURITY, MSA], ["struck through: “Business case agreed"]),
    "y01_state_show.xlsx": (
        [
            KICKOFF,
            ("Business case agreed", "", "Ines Duarte", "2026-12-04", "open"),
            ("Security questionnaire returned", "Dana Reyes", "Sam Ortiz", "2026-12-15", "open"),
            ("MSA countersigned", "Lena Brandt", "", "2027-01-08", "open"),
        ],
        [],
    ),
}


@pytest.mark.parametrize("name", RIGHT)
def test_a_plan_from_the_field_comes_in_whole(name, tmp_path, measure):
    rows, pieces = RIGHT[name]
    spec, told = imported(FILES / name, tmp_path)
    assert rows_of(spec) == rows
    for piece in pieces:
        assert piece in told, (piece, told)
    account = next(line for line in told.splitlines() if " cells: " in line)
    assert "LOST" not in account
    assert "found no place" not in told
    measure(f"plan from the field: {name}: {account}")


def test_explain_shows_which_column_became_what(tmp_path):
    _, told = imported(FILES / "x01_two_row.xlsx", tmp_path, "--explain")
    lines = [" ".join(line.split()) for line in told.splitlines()]
    assert "table column what it became cells" in lines
    assert "Sheet Owner Juniper buyer owner 4" in lines
    assert "Sheet Dates Start comment above its step 4" in lines


SHEET = [["Step", "Owner", "Due date", "Status"], ["Kickoff", "Dana Reyes", "2026-12-01", "Done"]]


def test_a_sheet_a_phase_and_sheets_that_are_no_plan(tmp_path):
    raw = workbook(
        ("Align", SHEET),
        ("Prove", [SHEET[0], ["Pilot", "Dana Reyes", "2026-12-09", "Open"]]),
        ("Risks", [["Risk", "Owner", "Due date", "Status"], ["Board slips", "Dana Reyes", "2026-12-11", "Open"]]),
        ("Lists", [["Status"], ["Open"], ["Done"]]),
    )
    (tmp_path / "p.xlsx").write_bytes(raw)
    spec, told = imported(tmp_path / "p.xlsx", tmp_path)
    assert [r.milestone for r in spec.milestones] == ["Kickoff", "Pilot"]
    assert [n for line in spec.source.text.splitlines() if (n := line.strip()).startswith(("# Align", "# Prove"))]
    assert "“Risks”: not read: 2 rows" in told
    assert "“Lists”: not read: 3 rows" in told


def test_a_hidden_sheet_is_kept_and_told(tmp_path):
    def hide(book):
        book["Deal desk"].sheet_state = "hidden"

    (tmp_path / "p.xlsx").write_bytes(workbook(("Plan", SHEET), ("Deal desk", [["Floor", "10%"]]), change=hide))
    spec, told = imported(tmp_path / "p.xlsx", tmp_path)
    assert "Deal desk, row 1: Floor · 10%" in spec.internal.notes
    assert "“Deal desk” was kept out of the plan" in told


def test_a_sheet_called_internal_is_no_plan(tmp_path):
    raw = workbook(("Internal", [SHEET[0], ["Walk away", "Sam Ortiz", "2026-12-02", "Open"]]), ("Plan", SHEET))
    (tmp_path / "p.xlsx").write_bytes(raw)
    spec, _ = imported(tmp_path / "p.xlsx", tmp_path)
    assert [r.milestone for r in spec.milestones] == ["Kickoff"]
    assert "Walk away" in spec.internal.notes


@pytest.mark.parametrize(
    ("heading", "cell", "owners"),
    few_of([
        ("Owner (Buyer / Seller)", "Lena Brandt / Ines Duarte", ("Lena Brandt", "Ines Duarte")),
        ("Owner (Vendor / Customer)", "Ines Duarte / Lena Brandt", ("Lena Brandt", "Ines Duarte")),
        ("Owner (Buyer / Seller)", "Sam Ortiz / Dana Reyes", ("Dana Reyes", "Sam Ortiz")),
        ("Owner", "Lena Brandt / Ines Duarte", ("", "")),
        ("Owner", "Buyer (Legal) - Lena Brandt", ("Lena Brandt", "")),
        ("Owner (Buyer)", "TBC", ("", "")),
        ("Owner (Buyer)", "Tom Okafor (on leave until 7 Jan)", ("", "")),
        ("Owner (Buyer)", "Lena Brandt, Tom Okafor", ("Lena Brandt", "")),
        ("Owner", "lena.brandt@juniper.example", ("Lena Brandt", "")),
        ("Owner", "lena.brandt@elsewhere.example", ("", "")),
    ], 7),
)  # fmt: skip
def test_owners_in_the_order_that_the_heading_declares(heading, cell, owners, tmp_path):
    spec, told = of_text(f'Step,{heading},Due date\nKickoff,"{cell}",2026-12-01\n', tmp_path)
    (row,) = spec.milestones
    assert (row.buyer_owner or "", row.seller_owner or "") == owners
    whole = spec.source.text + told
    for word in ("Lena", "Legal", "Okafor", "TBC"):
        assert (word.lower() in cell.lower()) <= (word.lower() in whole.lower())


@pytest.mark.parametrize(
    ("said", "day"),
    few_of(
        [
            ("November 17, 2026 → December 4, 2026", "2026-12-04"),
            ("2026-11-17 – 2026-12-04", "2026-12-04"),
            ("2 Dec 2026 to 4 Dec 2026", "2026-12-04"),
            ("December 4, 2026 5:00 PM (EST)", "2026-12-04"),
            ("2026-12-04T17:00:00+01:00", "2026-12-04"),
            ("1796342400000", "2026-12-04"),
            ("soon → December 4, 2026", ""),
            ("04/12/2026", ""),
        ],
        7,
    ),
)
def test_days_in_the_ways_of_programs(said, day, tmp_path):
    spec, told = of_text(f'Step,Owner,Due date\nKickoff,Dana Reyes,"{said}"\n', tmp_path)
    assert str(spec.milestones[0].target_date or "") == day
    assert bool(day) or said in told


@pytest.mark.parametrize(
    ("row", "status"),
    few_of([
        ("0.6,Complete", "done"), ("1,", "done"), ("0.6,", "in progress"), ("60%,", "in progress"), ("60,", "in progress"), ("0,", "open"),
        (",☑", "done"), (",☐", "open"), (",✓", "done"), (",TRUE", "done"), (",FALSE", "open"), ("1,In Progress", "in progress"),
    ], 7),
)  # fmt: skip
def test_the_status_column_goes_before_percent(row, status, tmp_path):
    spec, _ = of_text(f"Step,Owner,Due date,% Complete,Status\nKickoff,Dana Reyes,2026-12-01,{row}\n", tmp_path)
    assert spec.milestones[0].status == status


@pytest.mark.parametrize(
    ("heads", "row", "step", "phase"),
    few_of(
        [
            ("Milestone,Task,Owner,Due", "Align,Kickoff,Dana Reyes,2026-12-01", "Kickoff", "Align"),
            ("Task ID,Type,Title,Owner,Due", "17,Task,Kickoff,Dana Reyes,2026-12-01", "Kickoff", ""),
            ("Task Mode,Subject,Owner,Due", "Auto,Kickoff,Dana Reyes,2026-12-01", "Kickoff", ""),
            ("Description,Card Name,Owner,Due", "By video,Kickoff,Dana Reyes,2026-12-01", "Kickoff", ""),
            ("Step,Milestone,Owner,Due", "1,Kickoff,Dana Reyes,2026-12-01", "Kickoff", ""),
            ("Deliverable,Owner,Due", "Kickoff,Dana Reyes,2026-12-01", "Kickoff", ""),
        ],
        7,
    ),
)
def test_the_step_is_chosen_by_all_columns_together(heads, row, step, phase, tmp_path):
    spec, told = of_text(f"{heads}\n{row}\n", tmp_path)
    assert [r.milestone for r in spec.milestones] == [step]
    assert not phase or f"# {phase}\n" in spec.source.text
    assert "found no place" not in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Task Mode\tTask Name\tDuration\tStart\tFinish\tPredecessors\tResource Names\n"
            "Auto Scheduled\tKickoff with finance\t1 day\tMon 11/9/26\tMon 11/16/26\t\tDana Reyes\n"
            "Manually Scheduled\tMSA countersigned\t5 days\tMon 1/4/27\tFri 1/8/27\t1FS+2 days\tSam Ortiz\n",
            ["export of MS Project", "waits for: 1FS+2 days", "takes: 5 days"],
        ),
        (
            "Name,Notes,Assignee,Status,Due date,Attachments\n"
            "Kickoff with finance,By video,Dana Reyes,Open,11/16/2026,\n"
            "MSA countersigned,,Sam Ortiz,Open,2027-01-08,msa.pdf (https://files.example/x)\n",
            ["export of Airtable"],
        ),
    ],
    ids=["MS Project", "Airtable"],
)
def test_exports_by_their_default_columns(text, told, tmp_path):
    spec, said = of_text(text, tmp_path)
    assert rows_of(spec) == [
        ("Kickoff with finance", "Dana Reyes", "", "2026-11-16", "open"),
        ("MSA countersigned", "", "Sam Ortiz", "2027-01-08", "open"),
    ]
    assert all(piece in said for piece in told)
    assert ("msa.pdf" in spec.source.text) == ("msa.pdf" in text)
