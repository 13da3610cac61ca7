"""Mails between two of ours: what a line hands to a colleague is kept, and the buyer's plan that is quoted below stays the plan."""

import pytest
from field import buyer_text, imported, rows_of

from helpers import few_of
from mapdocs.importing.leads import leads_to_us
from mapdocs.importing.owners import Side, Sides

SIDES = Sides(Side("Juniper Foods", ("Dana Reyes",)), Side("Fabrikam", ("Sam Ortiz",)))
PLAN = "- Kickoff - Sam Ortiz - 2026-12-01\n- Security review - Dana Reyes - 2026-12-11\n- Go-live - Sam Ortiz - 2027-03-15\n"
OURS = "- Pia approves the rest - 2026-12-14\n- Settle the fallback - 2027-02-08\n"


def mail(folder, body, to="Pia Koch <pia@fabrikam.com>", cc=""):
    head = f"From: Sam Ortiz <sam@fabrikam.com>\nTo: {to}\n" + (f"Cc: {cc}\n" if cc else "")
    file = folder / "mail.eml"
    file.write_text(
        f"{head}Subject: plan\nDate: Wed, 25 Nov 2026 09:00:00 +0000\nContent-Type: text/plain; charset=utf-8\n\n{body}",
        encoding="utf-8",
    )
    return imported(file, folder)


@pytest.mark.parametrize(
    "line",
    few_of([
        "Just for you and me:", "And this is for the two of us:", "PS for you, Pia:", "Separately, between us:", "Not in the plan but we need to do it:",
        "Still to do on our end before I send it to Dana:", "Und für uns beide:", "Nicht im Plan:", "Et pour nous deux :", "Y entre tú y yo:",
        "Só nós dois:", "二人だけの確認：",
    ], 7),
)  # fmt: skip
def test_a_list_for_a_colleague_is_kept(line, tmp_path):
    spec, told = mail(tmp_path, f"{PLAN}\n{line}\n{OURS}")
    assert [row[0] for row in rows_of(spec)] == ["Kickoff", "Security review", "Go-live"]
    assert "Settle the fallback" in spec.internal.notes
    assert "Settle the fallback" not in buyer_text(spec)
    assert line.rstrip(" :：") in told


@pytest.mark.parametrize(
    "line",
    few_of(
        [
            "What you and I need to do:",
            "For our own call on Friday:",
            "Pia, from you I need:",
            "Von dir brauche ich:",
            "De tu parte necesito:",
        ],
        7,
    ),
)
def test_more_words_say_it_in_a_mail_from_one_of_ours_to_another(line, tmp_path):
    spec, _ = mail(tmp_path, f"{PLAN}\n{line}\n{OURS}")
    assert "Settle the fallback" not in buyer_text(spec)


@pytest.mark.parametrize(
    "more", [{"to": "Dana Reyes <dana@juniperfoods.com>"}, {"cc": "Dana Reyes <dana@juniperfoods.com>"}]
)
def test_and_not_in_one_that_the_buyer_has(more, tmp_path):
    spec, _ = mail(tmp_path, f"{PLAN}\nWhat you and I need to do:\n{OURS}", **more)
    assert "Settle the fallback" in buyer_text(spec)


@pytest.mark.parametrize(
    "line",
    few_of(
        [
            "PS for you, Dana:",
            "Our plan:",
            "Our steps:",
            "For our joint call:",
            "The plan for you and Dana:",
            "For Dana:",
            "What Juniper needs:",
            "Next steps:",
        ],
        7,
    ),
)
def test_what_leads_to_the_plan_keeps_nothing(line, tmp_path):
    assert not leads_to_us(line, Sides(SIDES.buyer, SIDES.seller, among=True))
    spec, _ = mail(tmp_path, f"{PLAN}\n{line}\n{OURS}")
    assert "Settle the fallback" in buyer_text(spec)


@pytest.mark.parametrize(
    "title",
    few_of(
        [
            "Final check before it goes to the board",
            "Give us two days",
            "Wir zwei Teams",
            "For your eyes: glasses",
            "Saldo nos dois sistemas",
            "送付前に確認",
        ],
        7,
    ),
)
def test_titles_of_the_plans_parts_lead_to_nobody(title):
    assert not leads_to_us(title, SIDES)


QUOTED = "On Tue, 24 Nov 2026 at 10:00, Pia Koch <pia@fabrikam.com> wrote:\n"
THEIRS = "On Mon, 23 Nov 2026 at 10:00, Dana Reyes <dana@juniperfoods.com> wrote:\n"


def deeper(text):
    return "".join(f"> {line}\n" for line in text.splitlines())


def test_the_buyers_plan_below_our_own_list_is_the_plan(tmp_path):
    spec, told = mail(tmp_path, f"Fwd.\n\n{QUOTED}{deeper(OURS + THEIRS + deeper(PLAN))}")
    assert [row[0] for row in rows_of(spec)] == ["Kickoff", "Security review", "Go-live"]
    assert "Settle the fallback" in told


def test_a_newer_plan_of_ours_above_the_buyers_stays_the_plan(tmp_path):
    newer = "- Kickoff - 2026-12-03\n- Security review - 2026-12-15\n"
    spec, _ = mail(tmp_path, f"Newer days:\n\n{newer}\n{THEIRS}{deeper(PLAN)}")
    assert [row[3] for row in rows_of(spec)] == ["2026-12-03", "2026-12-15"]


def test_the_head_of_a_forwarded_mail_holds_no_step(tmp_path):
    head = "---------- Forwarded message ---------\nFrom: Dana Reyes <dana@juniperfoods.com>\nDate: Tue, 24 Nov 2026\nSubject: plan\nTo: Sam Ortiz <sam@fabrikam.com>\n\n"
    ours = deeper("On Mon, Pia Koch <pia@fabrikam.com> wrote:\n" + OURS)
    spec, _ = mail(tmp_path, f"FYI\n\n{head}{PLAN}\n{ours}")
    assert [row[0] for row in rows_of(spec)] == ["Kickoff", "Security review", "Go-live"]
