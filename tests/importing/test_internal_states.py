"""A status or a company that calls its row internal keeps it: "Open (internal)", "Fabrikam internal"."""

import pytest
from field import of_text, rows_of


@pytest.mark.parametrize(
    "status", ["Open (internal)", "Done [internal only]", "offen (intern)", "In progress (Fabrikam only)"]
)
def test_a_status_with_it_in_brackets_keeps_the_row(status, tmp_path):
    text = f"Step,Owner,Due,Status\nKickoff,Sam Ortiz,2026-12-01,Done\nPia approves it,Sam Ortiz,2026-12-14,{status}\nSign-off,Dana Reyes,2027-02-12,Open\n"
    spec, told = of_text(text, tmp_path)
    assert [row[0] for row in rows_of(spec)] == ["Kickoff", "Sign-off"]
    assert "Pia approves it" in spec.internal.notes
    assert f"says “{status}”" in told


@pytest.mark.parametrize("status", ["Open (internal)", "Open (on site)", "Open (internal audit)"])
def test_the_buyers_own_row_and_another_bracket_stay(status, tmp_path):
    text = f"Step,Owner,Due,Status\nKickoff,Sam Ortiz,2026-12-01,Done\nLegal sign-off,Dana Reyes,2026-12-14,{status}\n"
    assert [row[0] for row in rows_of(of_text(text, tmp_path)[0])] == ["Kickoff", "Legal sign-off"]


def test_our_company_called_internal_keeps_the_row(tmp_path):
    text = (
        "Step,Owner,Due,Company\nKickoff,Sam Ortiz,2026-12-01,Both\nReview,Dana Reyes,2026-12-11,Juniper\nDemo,Sam Ortiz,2026-12-12,Fabrikam\n"
        "Pia approves it,Sam Ortiz,2026-12-14,Fabrikam internal\n"
    )
    spec, _ = of_text(text, tmp_path)
    assert [row[0] for row in rows_of(spec)] == ["Kickoff", "Review", "Demo"]
