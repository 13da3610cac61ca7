"""What keeps points and parts of a list from the buyer: titles, signs at a point's end, comments that no reader sees."""

import pytest
from field import of_text

from helpers import few_of

PLAN = "- 2 Dec 2026: Workshop (Dana Reyes)\n- 15 Dec 2026: Order form (Sam Ortiz)\n"
OURS = "- 20 Dec 2026: Never below 40k\n- 21 Dec 2026: CFO stalls\n"


def read(folder, text, name="plan.md"):
    spec, _ = of_text(text, folder, name)
    return [row.milestone for row in spec.milestones], spec.internal.notes or ""


@pytest.mark.parametrize(
    "title",
    few_of(["---- cut here before sending ----", "Not in the customer version:", "Not in Juniper's version", "Nicht in der Kundenversion:",
     "--- à supprimer avant envoi ---", "No en la versión del cliente:", "送付前に削除"], 7),
)  # fmt: skip
def test_a_line_above_a_list_keeps_it(title, tmp_path):
    steps, notes = read(tmp_path, f"Plan\n\n{PLAN}\n{title}\n{OURS}")
    assert steps == ["Workshop", "Order form"]
    assert "Never below 40k" in notes
    assert "CFO stalls" in notes


@pytest.mark.parametrize(
    "point",
    few_of(["21 Dec 2026: CFO stalls [int]", "21 Dec 2026: CFO stalls (int.)", "22 Dec 2026: CFO stalls (ours)", "22 Dec 2026: CFO stalls // Fabrikam only",
     "22 Dec 2026: CFO stalls #internal", "22 Dec 2026: CFO stalls // Sam only"], 7),
)  # fmt: skip
def test_a_sign_at_the_end_of_a_point_keeps_it(point, tmp_path):
    steps, notes = read(tmp_path, f"{PLAN}- {point}\n")
    assert steps == ["Workshop", "Order form"]
    assert "CFO stalls" in notes


def test_points_that_are_ours_beside_others_that_are_theirs_are_steps(tmp_path):
    steps, notes = read(
        tmp_path, "- 2 Dec 2026: Workshop (client)\n- 4 Dec 2026: Review (Juniper)\n- 15 Dec 2026: Order form (ours)\n"
    )
    assert steps == ["Workshop", "Review", "Order form"]
    assert not notes


@pytest.mark.parametrize(
    ("inward", "more"),
    [("Interne Punkte", "Bei uns:"), ("Entre nous", "Côté Fabrikam uniquement :"), ("Internal", "Ours:")],
)
def test_another_title_of_ours_goes_on_with_a_private_part(inward, more, tmp_path):
    first, second = OURS.splitlines()
    steps, notes = read(tmp_path, f"{PLAN}\n{inward}\n{first}\n\n{more}\n{second}\n", "plan.txt")
    assert steps == ["Workshop", "Order form"]
    assert "CFO stalls" in notes


def test_bei_uns_beside_bei_euch_parts_the_plan(tmp_path):
    first, second = PLAN.splitlines()
    steps, notes = read(
        tmp_path,
        f"Bei euch:\n{first}\n- 4 Dec 2026: Review\n\nBei uns:\n{second}\n- 21 Dec 2026: Training\n",
        "plan.txt",
    )
    assert steps == ["Workshop", "Review", "Order form", "Training"]
    assert not notes


@pytest.mark.parametrize("note", ["on site %%CFO stalls%%", "on site %%CFO\nstalls%%"])
def test_a_comment_of_obsidian_in_a_cell_is_kept(note, tmp_path):
    spec, _ = of_text(f'Step,Owner,Due,Notes\nWorkshop,Dana Reyes,2026-12-02,"{note}"\n', tmp_path)
    assert spec.milestones[0].note == "on site"
    assert "CFO" in spec.internal.notes


def test_shares_of_a_hundred_are_no_comment(tmp_path):
    spec, _ = of_text("Step,Owner,Due,Notes\nWorkshop,Dana Reyes,2026-12-02,from 50% to 60% of users\n", tmp_path)
    assert spec.milestones[0].note == "from 50% to 60% of users"
