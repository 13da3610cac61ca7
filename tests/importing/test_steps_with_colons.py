"""Points of a list that are a step, a colon, and then who and when, with a comma between them or none."""

from field import of_text, rows_of

TEXT = """- Kick-off: Dana Reyes 3 Dec 2026
- Check-in: Dana Reyes & Sam Ortiz, 10 Dec 2026
- Training: Dana Reyes by 14 Jan 2027
- Go-live: Dana Reyes / Sam Ortiz 1 Mar 2027
"""


def test_the_owner_and_the_day_behind_a_step_of_one_word(tmp_path):
    spec, _ = of_text(TEXT, tmp_path, "plan.md")
    found = [(m.milestone, m.buyer_owner, m.seller_owner, str(m.target_date)) for m in spec.milestones]
    assert [row[0] for row in rows_of(spec)] == ["Kick-off", "Check-in", "Training", "Go-live"]
    assert [row[1] for row in found] == ["Dana Reyes"] * 4
    assert [bool(row[2]) for row in found] == [False, True, False, True]
    assert [row[3] for row in found] == ["2026-12-03", "2026-12-10", "2027-01-14", "2027-03-01"]


def test_a_name_in_front_of_a_colon_is_no_step(tmp_path):
    text = "- Dana: Sam Ortiz, 3 Dec 2026\n- Kick-off: Dana Reyes, 4 Dec 2026\n- Go-live: Dana Reyes, 1 Mar 2027\n"
    spec, _ = of_text(text, tmp_path, "plan.md")
    assert "Dana" not in [row[0] for row in rows_of(spec)]
