"""A list called "Coaching" is the plan's where people of both sides own its dated steps, and the seller's own else."""

from field import buyer_text, of_text, rows_of

OTHERS = """# Plan

## Data
- Load the items - Ida Brook - 10 Dec 2026
- Go-live - Dana Reyes, Sam Ortiz - 20 Jan 2027

## Coaching
"""


def test_a_coaching_programme_with_owners_of_both_sides(tmp_path):
    text = (
        OTHERS + "- Sessions for team leads - Ida Brook - 5 Feb 2027\n- Shadowing - Lee Park (Fabrikam) - 9 Feb 2027\n"
    )
    spec, _ = of_text(text, tmp_path, "plan.md")
    assert [row[0] for row in rows_of(spec)] == ["Load the items", "Go-live", "Sessions for team leads", "Shadowing"]


def test_coaching_among_ourselves_stays_ours(tmp_path):
    for number, own in enumerate(
        (
            "- Practise the close - Lee Park (Fabrikam) - 5 Feb 2027\n- Role play - Sam Ortiz - 9 Feb 2027\n",
            "- Practise the close - Lena Vogt - 5 Feb 2027\n- Role play - Sam Ortiz - 9 Feb 2027\n",  # owns nothing else
            "- Practise the close - Ida Brook\n- Role play - Sam Ortiz\n",  # no days
        )
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        spec, _ = of_text(OTHERS + own, folder, "plan.md")
        assert [row[0] for row in rows_of(spec)] == ["Load the items", "Go-live"], own
        assert "Role play" not in buyer_text(spec)
