"""Beside the date that the buyer was told, the one that holds inside is the seller's own."""

import pytest
from field import of_text


@pytest.mark.parametrize(
    ("real", "told"),
    [("Real date (us)", "Date told to Dana"), ("Our real date", "Date"), ("Unser echtes Datum", "Datum")],
)
def test_the_date_told_is_the_plans(real, told, tmp_path):
    rows = "Kickoff,2026-12-20,2026-12-10,Dana Reyes,Sam Ortiz\nWorkshop,2027-01-30,2027-01-15,Dana Reyes,Sam Ortiz\n"
    spec, _ = of_text(f"Step,{real},{told},Buyer owner,Seller owner\n{rows}", tmp_path)
    assert [str(row.target_date) for row in spec.milestones] == ["2026-12-10", "2027-01-15"]
    assert "2027-01-30" in spec.internal.notes
