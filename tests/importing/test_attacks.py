"""What somebody tried who wanted the seller's words in a buyer's field, or a step lost; each did what it should not."""

import io
from datetime import date

import openpyxl
import pytest
from test_lists import taken

from commands import run
from helpers import few_of
from mapdocs.importing import values
from mapdocs.readers.tables import Cell, Line

HEAD = "Step,Owner,Due"
KICK = "Kick-off,Dana Reyes,2026-12-01"


def public(folder, text, name="plan.csv", **options):
    rows, draft, told, _ = taken(folder, name, text, buyer_people=("Dana Reyes",), owner="Sam Ortiz", **options)
    return [row[0] for row in rows], draft, told


@pytest.mark.parametrize(
    ("head", "answers", "shown"),
    few_of(
        [
            ("Visible to customer", ("Yes", "No", "tbd"), ["A"]),
            ("Share with customer?", ("yes", "no", "Later"), ["A"]),
            ("Internal?", ("no", "Yes", "Yes (Sam only)"), ["A"]),
            ("Customer sees this", ("Y", "N", "Y"), ["A", "C"]),
            ("Visible to Juniper", ("Y", "N", "Y"), ["A", "C"]),
            ("Visibility", ("Public", "Nordgate eyes only", "Vendor side"), ["A"]),
            ("Audience", ("Juniper + us", "Sales & SE", "Not customer"), ["A"]),
        ],
        7,
    ),
)
def test_an_answer_that_is_no_clear_yes_shows_no_row(head, answers, shown, tmp_path):
    lines = "\n".join(
        f"{step},Sam Ortiz,2026-12-0{day},{said}"
        for day, (step, said) in enumerate(zip("ABC", answers, strict=True), 3)
    )
    steps, draft, _ = public(tmp_path, f"{HEAD},{head}\n{lines}\n")
    assert steps == shown
    assert draft.notes


@pytest.mark.parametrize(
    "title",
    few_of(
        [
            "Internal prep",
            "INTERNAL STEPS",
            "Phase 2: Internal",
            "--- internal below this line ---",
            "Nordgate only",
            "Not for Juniper",
            "What we won't tell Juniper",
        ],
        7,
    ),
)
def test_a_title_that_keeps_what_stands_below_it(title, tmp_path):
    text = f"{HEAD}\n{KICK}\n{title},,\nFind budget,Sam Ortiz,2026-12-09\nUpsell,Sam Ortiz,2026-12-10\nSigning,,\nSign,Dana Reyes,2026-12-19\n"
    steps, draft, _ = public(tmp_path, text)
    assert steps == ["Kick-off", "Sign"]
    assert "Find budget" in draft.notes


def test_what_the_buyer_owns_below_internal_alignment_is_the_buyers(tmp_path):
    text = f"{HEAD}\n{KICK}\nInternal alignment,,\nBoard briefed,Dana Reyes,2026-12-09\nFloor agreed,Sam Ortiz,2026-12-10\n"
    steps, draft, _ = public(tmp_path, text)
    assert steps == ["Kick-off", "Board briefed"]
    assert "Floor agreed" in draft.notes


def test_numbers_of_parts_below_a_private_one(tmp_path):
    text = "WBS,Step,Owner,Due\n1,Kick-off,Dana Reyes,2026-12-01\n2,Nordgate only,,\n2.1,Upsell,Sam Ortiz,2026-12-09\n2.2,Trap,Sam Ortiz,2026-12-09\n3,Sign,Dana Reyes,2026-12-19\n"
    assert public(tmp_path, text)[0] == ["Kick-off", "Sign"]


def test_children_and_grandchildren_of_a_private_parent(tmp_path):
    text = "ID,Step,Owner,Due,Parent ID\n1,Kick-off,Dana Reyes,2026-12-01,\n2,Internal,,,\n3,Reference prep,Sam Ortiz,2026-12-09,2\n4,Call Acme,Sam Ortiz,2026-12-10,3\n5,Sign,Dana Reyes,2026-12-19,\n"
    steps, draft, _ = public(tmp_path, text)
    assert steps == ["Kick-off", "Sign"]
    assert "Reference prep" in draft.notes
    assert "Call Acme" in draft.notes


@pytest.mark.parametrize("between", ["## Tactics", "Pat asked for these by Friday."])
def test_a_table_below_an_internal_title_with_something_between(between, tmp_path):
    table = "| Step | Owner | Due |\n|---|---|---|\n"
    text = f"# Plan\n{table}| Kick-off | Dana Reyes | 2026-12-01 |\n\n# Internal – do not share\n\n{between}\n\n{table}| Squeeze | Sam Ortiz | 2026-12-09 |\n"
    steps, draft, _ = public(tmp_path, text, "plan.md")
    assert steps == ["Kick-off"]
    assert "Squeeze" in draft.notes


@pytest.mark.parametrize(
    "begins",
    [
        "-----Original Message-----\nFrom: Pat <pat@nordgate.example>\nTo: Sam\nSubject: Re: Juniper",
        "-----Ursprüngliche Nachricht-----\nVon: Pat",
        "From: Pat\nSent: Friday\nTo: Sam\nSubject: Re: plan",
    ],
)
def test_a_mail_quoted_without_signs_is_the_older_one(begins, tmp_path):
    text = f"1. Kick-off - Dana Reyes - 1 Dec 2026\n2. Review - Dana Reyes - 15 Dec 2026\n\n{begins}\n\n1. Push price to 70k - Sam Ortiz - 5 Dec 2026\n2. Threaten to walk - Sam Ortiz - 6 Dec 2026\n"
    assert public(tmp_path, text, "mail.txt")[0] == ["Kick-off", "Review"]


@pytest.mark.parametrize(
    ("cell", "said"),
    few_of(
        [
            ("Dana Reyes [detractor]", "detractor"),
            ("Dana Reyes *do not cc*", "do not cc"),
            ("Dana Reyes -- pushover", "pushover"),
            ("Dana Reyes until she quits in Jan", "until she quits in Jan"),
            ("Priya Nair | don't trust", "don't trust"),
            ("Dana Reyes → really Omar decides", "really Omar decides"),
        ],
        7,
    ),
)
def test_gossip_behind_a_name_is_no_part_of_the_owner(cell, said, tmp_path):
    rows, draft, _, _ = taken(
        tmp_path, "plan.csv", f'Step,Buyer owner,Seller owner,Due\nReview,"{cell}",Sam Ortiz,2026-12-05\n'
    )
    assert rows[0][1] in ("Dana Reyes", "Priya Nair")
    assert f"of the owner is said: {said}" in draft.rows[0].remarks


def test_hidden_words_in_a_cell_of_a_page_are_kept(tmp_path):
    page = (
        "<table><tr><th>Step</th><th>Owner</th><th>Due</th><th>Note</th></tr>"
        "<tr><td>Kick-off</td><td>Dana Reyes</td><td>2026-12-01</td><td>ok <span style='visibility:hidden'>CFO is weak</span></td></tr>"
        "<tr><td>Sign</td><td>Dana Reyes</td><td>2026-12-09</td><td>fine <span style='display:none'>floor 50k</span></td></tr></table>"
    )
    _, draft, _ = public(tmp_path, page, "page.html")
    assert [row.note for row in draft.rows] == ["ok", "fine"]
    assert "CFO is weak" in draft.notes
    assert "floor 50k" in draft.notes


def test_private_lines_of_a_step_and_of_a_note(tmp_path):
    text = 'Step,Owner,Due,Notes\n"Kick-off\nInternal: check CFO mood",Dana Reyes,2026-12-01,\nSign,Dana Reyes,2026-12-19,Note to self: floor 50k\n'
    steps, draft, _ = public(tmp_path, text)
    assert steps == ["Kick-off", "Sign"]
    assert [row.note for row in draft.rows] == ["", ""]
    assert "CFO mood" in draft.notes
    assert "floor 50k" in draft.notes


def test_one_day_ahead_among_days_that_are_past_is_no_target(tmp_path):
    text = "Step,Owner,Done on\nA,Dana Reyes,2026-11-01\nB,Dana Reyes,2026-11-10\nC,Dana Reyes,2026-11-27\n"
    _, draft, _ = public(tmp_path, text)
    assert [str(row.done_on) for row in draft.rows] == ["2026-11-01", "2026-11-10", "2026-11-27"]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("7 Dec - 9", "2026-12-09"),
        ("7 Dec 2026 to 9", "2026-12-09"),
        ("18 Dec 2026 9:00 AM → 11:00 AM", "2026-12-18"),
        ("2026-12-21 → 2026-12-11", "None"),
    ],
)
def test_the_end_of_a_stretch(said, day):
    assert str(values.read(Cell(lines=(Line(said),)), near=date(2026, 11, 25), day_first=True).day) == day


def test_a_bar_in_a_cell_of_a_csv_makes_no_markdown(tmp_path):
    assert public(tmp_path, f"{HEAD},Note\n{KICK},A|B option\n")[0] == ["Kick-off"]


@pytest.mark.long
def test_deals_of_one_name_and_account_keep_their_specs_whatever_their_order(tmp_path):
    head = "Opportunity Name,Account Name,Amount,Close Date,Stage"
    first, second = "Renewal,Acme,2000,2027-02-01,Proposal", "Renewal,Acme,3000,2027-03-01,Proposal"
    for lines, said in (((first, second), "2 written"), ((second, first), "2 unchanged"), ((second,), "1 unchanged")):
        (tmp_path / "deals.csv").write_text("\n".join((head, *lines)) + "\n")
        done = run("import", "deals.csv", "-o", "out", "--seller", "F", "--today", "2026-11-25", cwd=tmp_path)
        assert f"{said}." in done.stderr, done.stderr


def test_an_upper_heading_that_keeps_its_columns(tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    page.append(["Shared with Juniper", None, None, "Nordgate internal", None])
    page.append(["Step", "Owner", "Due", "Note", "Status"])
    page.append(["Kick-off", "Dana Reyes", date(2026, 12, 1), "CFO weak", "at risk"])
    page.append(["Sign", "Dana Reyes", date(2026, 12, 9), "push", "open"])
    page.merge_cells("A1:C1")
    page.merge_cells("D1:E1")
    raw = io.BytesIO()
    book.save(raw)
    rows, draft, _, _ = taken(tmp_path, "plan.xlsx", raw.getvalue(), buyer_people=("Dana Reyes",))
    assert [row[:4] for row in rows] == [
        ("Kick-off", "Dana Reyes", "", "2026-12-01"),
        ("Sign", "Dana Reyes", "", "2026-12-09"),
    ]
    assert [row.note for row in draft.rows] == ["", ""]
    assert "CFO weak" in draft.notes


def test_a_person_mentioned_in_a_point_owns_it(tmp_path):
    text = "- [ ] Kick-off @Dana Reyes 2026-12-01\n- [ ] Order form @Sam Ortiz 2026-12-09\n"
    rows, _, _, _ = taken(tmp_path, "plan.md", text, buyer_people=("Dana Reyes",), owner="Sam Ortiz")
    assert [row[:4] for row in rows] == [
        ("Kick-off", "Dana Reyes", "", "2026-12-01"),
        ("Order form", "", "Sam Ortiz", "2026-12-09"),
    ]


def test_a_list_of_ones_own_right_of_the_plan_says_nothing_of_its_steps(tmp_path):
    text = "With Juniper,,,,My prep,\nStep,Owner,Due,,Task,Done\nKick-off,Dana Reyes,2026-12-01,,Squeeze,x\nSign,Dana Reyes,2026-12-09,,Find budget,\n"
    rows, draft, _, result = taken(tmp_path, "plan.csv", text, buyer_people=("Dana Reyes",))
    assert [row[0] + row[5] for row in rows] == ["Kick-off", "Sign"]
    assert "Squeeze" in draft.notes
    assert result.balance.lost == 0


def test_mails_in_one_another_without_end_are_read(tmp_path):
    quoted = "-----Original Message-----\n" * 1200 + "1. Push price - Sam Ortiz - 5 Dec 2026\n"
    text = f"1. Kick-off - Dana Reyes - 1 Dec 2026\n2. Review - Dana Reyes - 15 Dec 2026\n\n{quoted}"
    assert public(tmp_path, text, "mail.txt")[0] == ["Kick-off", "Review"]
