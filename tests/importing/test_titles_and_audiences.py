"""What a title above a list, a part of a page, or a column of who sees a row keeps from the buyer; and what it says of the rows."""

import pytest
from test_lists import taken

from helpers import few_of

STEPS = "- NDA signed – Dana Reyes – 4 Dec 2026\n- Security review – Priya Raman – 11 Dec 2026\n"
OURS = "- Floor is 52k – Sam Ortiz – 9 Dec 2026\n- CFO is a blocker – Sam Ortiz – 10 Dec 2026\n"
PLAN = ["NDA signed", "Security review"]


def kept_apart(folder, text, name="plan.md"):
    rows, draft, _, _ = taken(folder, name, text, buyer_people=("Dana Reyes",))
    assert "Floor is 52k" in draft.notes
    assert "blocker" in draft.notes
    shown = [" ".join(map(str, row)) for row in rows] + [part for row in draft.rows for part in (row.note, row.phase)]
    assert not any("52k" in said or "blocker" in said for said in shown)
    return [row[0] for row in rows]


@pytest.mark.parametrize(
    "title",
    few_of(["Private", "Behind the scenes", "Notes to self", "Our thoughts", "Vendor comments", "AE only", "Off the record",
     "Privat", "Hinter den Kulissen", "Unsere Sicht", "En coulisses", "Entre nous", "Entre bastidores", "Nos bastidores",
     "非公開", "弊社用", "Dietro le quinte", "Achter de schermen"], 7),
)  # fmt: skip
def test_a_list_under_a_title_that_means_us_alone_is_kept(title, tmp_path):
    assert kept_apart(tmp_path, f"## Plan\n{STEPS}## {title}\n{OURS}") == PLAN


@pytest.mark.parametrize("title", ["Negotiation", "Leadership alignment", "Our steps", "Private cloud setup"])
def test_a_phase_of_the_plan_is_not_kept(title, tmp_path):
    rows, draft, _, _ = taken(
        tmp_path, "plan.md", f"## Plan\n{STEPS}## {title}\n- Order form – Sam Ortiz – 14 Dec 2026\n"
    )
    assert [row[0] for row in rows] == [*PLAN, "Order form"]
    assert not draft.notes


def test_what_a_page_folds_away_is_a_part_of_its_own(tmp_path):
    folded = f"{STEPS}\n<details>\n<summary><b>Internal</b></summary>\n\n{OURS}\n</details>\n\n- Signature – Marcus Chen – 18 Dec 2026\n"
    assert kept_apart(tmp_path, folded) == [*PLAN, "Signature"]


def test_what_stands_between_fences_is_a_part_of_its_own(tmp_path):
    fenced = f"{STEPS}```text\ninternal\n{OURS}```\n- Signature – Marcus Chen – 18 Dec 2026\n"
    assert kept_apart(tmp_path, fenced) == [*PLAN, "Signature"]


def test_a_private_part_goes_on_below_another_line_and_ends_where_the_plan_goes_on(tmp_path):
    first, second = OURS.splitlines()
    text = f"Internal:\n\n{first}\n\nMore of the same:\n\n{second}\n\nNext steps:\n\n{STEPS}"
    assert kept_apart(tmp_path, text, "plan.txt") == PLAN


@pytest.mark.parametrize(
    ("head", "theirs", "ours"),
    few_of([("Audience", "Customer", "Team"), ("Visibility", "All", "Internal"), ("Visible to", "Both", "Nordgate"),
     ("Shared with", "Juniper", "nobody"), ("Sichtbarkeit", "Kunde", "Vertrieb"), ("Visibilité", "tous", "nous"),
     ("Customer-facing", "Y", ""), ("Share with client?", "x", ""), ("Réservé", "", "oui"), ("Labels", "legal", "#internal"),
     ("Labels", "legal", "Internal (red)")], 7),
)  # fmt: skip
def test_a_column_of_who_sees_a_row(head, theirs, ours, tmp_path):
    rows, draft, told, _ = taken(
        tmp_path,
        "plan.csv",
        f"Step,Juniper,Nordgate,Due,Done when,{head}\n"
        f"NDA,Dana Reyes,Sam Ortiz,2026-12-04,NDA signed,{theirs}\n"
        f"Pricing call,,Sam Ortiz,2026-12-07,Price agreed,{ours}\n"
        f"Security review,Priya Raman,Sam Ortiz,2026-12-11,Report signed,{theirs}\n",
    )
    assert [row[0] for row in rows] == ["NDA", "Security review"]
    assert "Pricing call" in draft.notes
    assert f"“{head}” says “{ours}”" in told if ours else f"“{head}” is empty there" in told


def test_a_column_of_who_sees_a_row_that_names_both_sides_alone_keeps_none(tmp_path):
    rows, draft, _, _ = taken(
        tmp_path,
        "plan.csv",
        "Step,Juniper,Due,Done when,Audience\nNDA,Dana Reyes,2026-12-04,NDA signed,Customer\n"
        "Security review,Priya Raman,2026-12-11,Report signed,Everyone\n",
    )
    assert [row[0] for row in rows] == ["NDA", "Security review"]
    assert not draft.notes


def test_a_day_or_a_person_above_a_list_is_that_of_its_points(tmp_path):
    text = "### 4 Dec 2026\n- NDA signed (Dana Reyes)\n- Data sheet sent (Sam Ortiz), 7 Dec 2026\n\n### Dana Reyes\n- Budget confirmed, 11 Dec 2026\n"
    rows, draft, _, _ = taken(tmp_path, "plan.md", text, buyer_people=("Dana Reyes",), owner="Sam Ortiz")
    assert [row[:4] for row in rows] == [
        ("NDA signed", "Dana Reyes", "", "2026-12-04"),
        ("Data sheet sent", "", "Sam Ortiz", "2026-12-07"),
        ("Budget confirmed", "Dana Reyes", "", "2026-12-11"),
    ]
    assert [row.phase for row in draft.rows] == ["", "", ""]


def test_an_owner_behind_a_colon_and_a_day_before_which_nothing_begins(tmp_path):
    text = "- NDA: Dana Reyes, 4 Dec 2026\n- Security review: with Priya Raman, not before Jan 18\n- Pilot ab 25.1.2027 (Tom Okafor)\n- Risk: late steel, 11 Dec 2026\n"
    rows, draft, _, _ = taken(tmp_path, "plan.md", text, buyer_people=("Dana Reyes", "Priya Raman", "Tom Okafor"))
    assert [row[:4] for row in rows] == [
        ("NDA", "Dana Reyes", "", "2026-12-04"),
        ("Security review", "Priya Raman", "", ""),
        ("Pilot", "Tom Okafor", "", ""),
        ("Risk: late steel", "", "", "2026-12-11"),
    ]
    assert "not before Jan 18" in "".join(draft.rows[1].remarks)
    assert "ab 25.1.2027" in "".join(draft.rows[2].remarks)


def test_steps_numbered_by_parts(tmp_path):
    text = "1. Legal\n1.1 NDA signed - Dana Reyes - 4 Dec 2026\n1.2 DPA signed - Lena Brandt - 11 Dec 2026\n2. Technical\n2.1 SSO - Priya Raman - 18 Dec 2026\n"
    rows, draft, _, _ = taken(tmp_path, "plan.txt", text)
    assert [row[0] for row in rows] == ["NDA signed", "DPA signed", "SSO"]
    assert [row.phase for row in draft.rows] == ["Legal", "", "Technical"]


def test_days_in_front_are_no_numbers_of_parts(tmp_path):
    text = "- 4.12. NDA signed – Dana Reyes\n- 11.12. DPA signed – Lena Brandt\n"
    rows, _, _, _ = taken(tmp_path, "plan.txt", text)
    assert [(row[0], row[3]) for row in rows] == [("NDA signed", "2026-12-04"), ("DPA signed", "2026-12-11")]


def test_issues_that_name_their_epic_by_its_key(tmp_path):
    rows, draft, told, _ = taken(
        tmp_path,
        "jira.csv",
        "Issue key,Issue Type,Summary,Assignee,Due Date,Status,Epic Link\nJP-1,Epic,Legal,,,To Do,\n"
        "JP-2,Task,NDA signed,Dana Reyes,04/Dec/26,Done,JP-1\nJP-3,Task,DPA signed,Lena Brandt,11/Dec/26,In Progress,JP-1\n",
    )
    assert [row[0] for row in rows] == ["NDA signed", "DPA signed"]
    assert "part of: Legal (JP-1)" in "".join(draft.rows[0].remarks)
    assert "row 2 sums up the rows below it and became their phase" in told
