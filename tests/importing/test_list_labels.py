"""What stands in front of a colon in a point of a list: a label, what the step is about, or who does it."""

import pytest
from field import imported, of_text, rows_of

from helpers import few_of

MAIL = """\
From: Sam Ortiz <sam.ortiz@fabrikam.example>
To: Dana Reyes <dana.reyes@juniperfoods.example>
Cc: "Holm, Ulf" <ulf.holm@juniperfoods.example>, {}
Subject: Steps
Date: Tue, 24 Nov 2026 16:02:00 +0000
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Hi Dana,

the steps that we agreed on:

1. Ulf: licence countersigned - 4 Dec
2. Ida: interface described - 11 Dec
3. Ulf + Ida: test area ready - 18 Dec
"""


@pytest.mark.parametrize(
    ("point", "name"),
    few_of([
        ("Test data: Dana, 9 Dec", "Test data"), ("Master data: Dana, 9 Dec", "Master data"),
        ("Confidential data: masking checked (Dana, 9 Dec)", "Confidential data: masking checked"),
        ("Stammdaten Termin: mit allen abgestimmt (Dana, 9.12.2026)", "Stammdaten Termin: mit allen abgestimmt"),
        ("Project lead: named in writing (Dana, 9 Dec)", "Project lead: named in writing"),
        ("Us and you: lessons learned (Dana, 9 Dec)", "Us and you: lessons learned"),
    ], 7),
)  # fmt: skip
def test_a_word_for_a_day_or_an_owner_that_none_follows_is_no_label(point, name, tmp_path):
    spec, _ = of_text(
        f"- {point}\n- Contract signed: Sam, 18 Dec\n- Report sent – Dana – 8 Jan 2027\n", tmp_path, "plan.md"
    )
    assert rows_of(spec)[0][:4] == (name, "Dana", "", "2026-12-09")


@pytest.mark.parametrize(
    "point",
    [
        "NDA signed Owner: Dana, due: 9 Dec",
        "NDA signed, owner: Dana; due: 9 Dec",
        "NDA signed (owner: Dana, due: 9 Dec)",
    ],
)
def test_labels_stay_labels(point, tmp_path):
    spec, _ = of_text(f"- {point}\n- Report sent – Sam – 8 Jan 2027\n", tmp_path, "plan.md")
    assert rows_of(spec)[0][:4] == ("NDA signed", "Dana", "", "2026-12-09")


@pytest.mark.parametrize(
    ("who", "whose"),
    [("Juniper", "the buyer's side"), ("Kunde", "the buyer's side"), ("Us", "your side"), ("Both", "both sides")],
)
def test_a_side_in_front_of_a_dated_step_is_whose_it_is(who, whose, tmp_path):
    spec, told = of_text(f"- {who}: menus printed – 9 Dec\n- Report sent – Dana – 8 Jan 2027\n", tmp_path, "plan.md")
    assert spec.milestones[0].milestone == "menus printed"
    assert f"the owner is given as “{who}”; {whose}; which person?" in told


def test_people_whose_side_the_addresses_of_a_mail_say(tmp_path):
    (tmp_path / "plan.eml").write_text(MAIL.format("Ida Roos <ida.roos@fabrikam.example>"), "utf-8")
    spec, _ = imported(tmp_path / "plan.eml", tmp_path)
    assert [(name, buyer, seller) for name, buyer, seller, _, _ in rows_of(spec)] == [
        ("licence countersigned", "Ulf", ""),
        ("interface described", "", "Ida"),
        ("test area ready", "Ulf", "Ida"),
    ]


def test_people_of_other_companies_are_of_no_side(tmp_path):
    (tmp_path / "plan.eml").write_text(MAIL.format("Ida Roos <ida.roos@elsewhere.example>"), "utf-8")
    spec, _ = imported(tmp_path / "plan.eml", tmp_path)
    assert not any(row.seller_owner for row in spec.milestones)
    assert spec.milestones[1].milestone == "Ida: interface described"
