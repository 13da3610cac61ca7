"""Titles that keep the part below them from the buyer in so many words, in tables, lists and plain text; and titles that only sound so."""

import pytest
from field import of_text
from test_private_sections import HEAD, steps

from helpers import few_of

TITLES = [
    "Just for me", "Everything below is for me", "Below this line: do not send", "Stop here when sending", "--- cut here ---", "CONFIDENTIAL - FABRIKAM",
    "Remove this section before sharing", "Not part of the shared plan", "Off-plan", "Behind the curtain", "What Dana doesn’t need to know", "For my manager",
    "Negotiation prep", "Sales to-dos", "What we do behind the scenes", "En coulisses", "🔒", "🔒 Ours", "Vertriebsintern", "Vertriebsinterne Schritte", "Ab hier nicht mitschicken", "Ne pas envoyer", "Hors plan client",
    "De puertas adentro", "送付しない", "Private notes", "Do not send to Dana", "Hidden from customer", "Fabrikam-facing", "Appendix – Fabrikam confidential", "Not for Dana’s eyes",
    "Cortar aquí antes de enviar", "Não enviar", "Niet meesturen", "Was Dana nicht wissen muss", "Für meinen Chef", "以下送付不可",
    "Only for the deal team", "Account team only", "Our homework", "Rest of it (do not send)", "Nur fürs Team", "Solo para el equipo comercial", "営業チーム限定",
]  # fmt: skip
PLAN = "- Workshop – Dana Reyes – 2026-12-02\n- Order form – Dana Reyes – 2026-12-15\n"
OURS = "- Never below 40k – Sam Ortiz – 2026-12-20\n- Call the CFO – Sam Ortiz – 2026-12-21\n"


@pytest.mark.parametrize(
    "title",
    few_of(
        [
            title
            for title in TITLES
            if title != "Private notes" and not title.endswith(" team") and not title.endswith(" Team")
        ],
        6,
    ),
)
def test_a_row_keeps_those_below_it(title, tmp_path):
    spec, _ = of_text(
        f"{HEAD},,,\n{title},,,\nNever below 40k,Sam Ortiz,2026-12-20,\nCall the CFO,Sam Ortiz,2026-12-21,\n", tmp_path
    )
    assert steps(spec) == ["Workshop", "Order form"]
    assert "Never below 40k" in (spec.internal.notes or "")


@pytest.mark.parametrize("title", few_of(TITLES, 6))
def test_a_heading_keeps_the_list_below_it(title, tmp_path):
    spec, _ = of_text(f"# Plan\n\n## Next steps\n\n{PLAN}\n## {title}\n\n{OURS}", tmp_path, "plan.md")
    assert steps(spec) == ["Workshop", "Order form"]
    assert "Never below 40k" in (spec.internal.notes or "")


@pytest.mark.parametrize("title", few_of([*TITLES[:12], *TITLES[-7:]], 6))
def test_a_line_keeps_the_list_below_it(title, tmp_path):
    spec, _ = of_text(f"Next steps\n\n{PLAN}\n{title}\n\n{OURS}", tmp_path, "plan.txt")
    assert steps(spec) == ["Workshop", "Order form"]
    assert "Never below 40k" in (spec.internal.notes or "")


@pytest.mark.parametrize(
    "title",
    few_of(["Cut over", "Send invitations", "Stop the old line", "Remove old terminals", "For Dana", "What Dana needs to know", "Customer-facing", "Private cloud", "Plan", "🔒 Security", "Shared plan",
     "Remove section 4", "Internal audit", "Below ground", "For the pilot", "Everything else", "Hidden costs", "Delete test data here", "What Dana knows", "Part 2", "Homework", "Backstage", "Part 3 (for the pilot)"], 7),
)  # fmt: skip
@pytest.mark.parametrize("suffix", [".csv", ".md"])
def test_another_title_keeps_nothing(title, suffix, tmp_path):
    rows = f"{HEAD}{title},,,\nBudget approved,Dana Reyes,2026-12-20,\nTraining,Dana Reyes,2027-01-20,\n"
    points = f"## Next steps\n\n{PLAN}\n## {title}\n\n- Budget approved – Dana Reyes – 2026-12-20\n- Training – Dana Reyes – 2027-01-20\n"
    spec, _ = of_text(rows if suffix == ".csv" else points, tmp_path, f"plan{suffix}")
    assert steps(spec)[-2:] == ["Budget approved", "Training"]


@pytest.mark.parametrize("title", ["Negotiation plan", "Hidden"])
def test_a_title_of_the_only_plan_says_what_it_is(title, tmp_path):
    spec, _ = of_text(f"{title},,,\n{HEAD}", tmp_path)
    assert steps(spec) == ["Workshop", "Order form"]
