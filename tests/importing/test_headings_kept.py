"""A part that its heading keeps from the buyer goes on below the deeper headings and the lead lines in it."""

import pytest
from field import of_text

from helpers import few_of

HEAD = "| Step | Buyer owner | Seller owner | Target date |\n|---|---|---|---|\n"
PLAN = (
    f"# Plan\n\n## Steps\n\n{HEAD}| Kickoff | Dana Reyes | Sam Ortiz | 2026-12-10 |\n"
    "| Go-live | Dana Reyes | Sam Ortiz | 2027-03-15 |\n\n"
)
OURS = f"{HEAD}| Ines clears 14% |  | Sam Ortiz | 2027-01-20 |\n"


@pytest.mark.parametrize(
    ("over", "below"),
    few_of(
        [
            ("Internal", "Next steps"),
            ("Appendix B - our notes (internal)", "Milestones"),
            ("Intern", "Nächste Schritte"),
            ("Interne", "Prochaines étapes"),
            ("Interno", "Próximos pasos"),
            ("Anexo (uso interno)", "Próximas etapas"),
            ("社内メモ", "スケジュール"),
        ],
        7,
    ),
)
def test_a_deeper_heading_does_not_lift_what_one_above_it_says(over, below, tmp_path):
    spec, _told = of_text(f"{PLAN}## {over}\n\n### {below}\n\n{OURS}", tmp_path, "plan.md")
    assert [row.milestone for row in spec.milestones] == ["Kickoff", "Go-live"]
    assert "Ines clears 14%" in spec.internal.notes


def test_nor_do_a_sentence_a_bold_line_or_a_table_between(tmp_path):
    text = (
        f"{PLAN}## Internal\n\nThey are slow.\n\n**Next steps**\n\n{OURS}\n### Timeline\n\n{OURS.replace('14', '15')}"
    )
    spec, _told = of_text(text, tmp_path, "plan.md")
    assert [row.milestone for row in spec.milestones] == ["Kickoff", "Go-live"]
    assert "Ines clears 14%" in spec.internal.notes
    assert "Ines clears 15%" in spec.internal.notes


@pytest.mark.parametrize(
    "heads", ["## Internal\n\nThey are slow.\n\n## Rollout", "## Internal\n\n### Shared with Juniper"]
)
def test_a_heading_beside_it_or_one_that_says_shared_does(heads, tmp_path):
    text = f"{PLAN}{heads}\n\n{OURS.replace('Ines clears 14%', 'Training')}"
    spec, _told = of_text(text, tmp_path, "plan.md")
    assert [row.milestone for row in spec.milestones] == ["Kickoff", "Go-live", "Training"]


LIST = "Plan\n- Kickoff - Dana Reyes - 10 Dec 2026\n- Go-live - Dana Reyes - 15 Mar 2027\n\n"


@pytest.mark.parametrize(
    "lines",
    few_of(
        [
            "INTERNAL\n\nNext steps\n",
            "INTERNAL ONLY\nActions:\n",
            "Internal:\nNext steps:\n",
            "Nur intern\n\nNächste Schritte\n",
            "Usage interne\nÉtapes :\n",
        ],
        7,
    ),
)
def test_a_lead_line_of_a_list_right_below_it_does_not_lift_it(lines, tmp_path):
    spec, _told = of_text(f"{LIST}{lines}- Ines clears 14% - Sam Ortiz - 20 Jan 2027\n", tmp_path, "plan.txt")
    assert [row.milestone for row in spec.milestones] == ["Kickoff", "Go-live"]
    assert "Ines clears 14%" in spec.internal.notes


def test_behind_a_list_of_that_part_it_ends_it(tmp_path):
    ours = "INTERNAL\n\nActions\n- Ines clears 14% - Sam Ortiz - 20 Jan 2027\n\n"
    text = f"{ours}Next steps\n- Kickoff - Dana Reyes - 10 Dec 2026\n- Go-live - Dana Reyes - 15 Mar 2027\n"
    spec, _told = of_text(text, tmp_path, "plan.txt")
    assert [row.milestone for row in spec.milestones] == ["Kickoff", "Go-live"]


CSV = "Step,Buyer owner,Seller owner,Target date\nKickoff,Dana Reyes,Sam Ortiz,2026-12-10\nGo-live,Dana Reyes,Sam Ortiz,2027-03-15\n"


def test_nor_does_a_title_right_below_it_in_a_sheet(tmp_path):
    head = CSV.splitlines()[0]
    text = f"{CSV}\nInternal\nNext steps\n{head}\nInes clears 14%,,Sam Ortiz,2027-01-20\nRollout\nTraining,Dana Reyes,Sam Ortiz,2027-03-20\n"
    spec, _told = of_text(text, tmp_path)
    assert [row.milestone for row in spec.milestones] == ["Kickoff", "Go-live", "Training"]
    assert "Ines clears 14%" in spec.internal.notes


def test_a_title_above_a_step_of_the_buyers_ends_a_part_whose_own_has_a_colon(tmp_path):
    text = f"{CSV}Nur intern:,,,\nInes clears 14%,,Sam Ortiz,2027-01-20\nEinführung,,,\nSchulung,Dana Reyes,Sam Ortiz,2027-03-20\n"
    spec, _told = of_text(text, tmp_path)
    assert [row.milestone for row in spec.milestones] == ["Kickoff", "Go-live", "Schulung"]
    assert "Ines clears 14%" in spec.internal.notes
